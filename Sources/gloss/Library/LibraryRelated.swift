import ArgumentParser
import GlossAnnotator
import GlossFormats
import GlossLibrary
import GlossModel

/// `gloss library related`
struct LibraryRelated: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "related", abstract: "Claims of all reports that bear on one, with the reasons, and of how many origins they are.")
    @Argument(help: "REPORT#c4, as claims are listed; or the words of a claim.") var claim: [String]
    @OptionGroup var library: LibraryOptions
    @OptionGroup var tables: LibraryTableOptions

    func run() throws {
        try library.withStore { store, place in
            let found = try RelatedInLibrary(store, LibraryText(place)).related(to: claim.joined(separator: " "), limit: tables.rows(20))
            let lines = found.map { item in
                let claim = item.claim
                return PlainTable.Line(
                    cells: [
                        .text(claim.hit.path), .text(claim.name), .text(item.relation), .text(item.score), claim.source.isEmpty ? .none : .text(claim.source),
                        claim.hit.published.map { .text(Day(number: $0).description) } ?? .none, .number(item.origin), .list(item.because), .text(item.text),
                    ], short: [item.relation, item.score, "\(claim.hit.path)#\(claim.name)", claim.source],
                    words: item.text + (item.because.isEmpty ? "" : " — " + item.because.joined(separator: "; ")))
            }
            let origins = Set(found.map(\.origin)).count
            let reports = Set(found.map(\.claim.hit.report)).count
            let against = found.count { $0.relation == "contradicts" }
            let summary = "\(reports) report\(reports == 1 ? "" : "s"), \(origins) origin\(origins == 1 ? "" : "s")" + (against > 0 ? ", \(against) contradict" : "")
            try tables.print(["report", "id", "relation", "score", "source", "published", "origin", "because", "text"], lines, more: lines.isEmpty ? nil : summary)
        }
    }
}

/// Finds claims of a library that bear on one: few that share its rare words by the index, then word by word.
struct RelatedInLibrary {
    private let store: SQLiteStore
    private let texts: LibraryText

    init(_ store: SQLiteStore, _ texts: LibraryText) {
        self.store = store
        self.texts = texts
    }

    struct Item {
        var claim: ClaimEntry
        var text: String
        var relation: String
        var score: String
        var because: [String]
        /// Copies, repetitions and claims of one named source have one origin, numbered from 1.
        var origin: Int
    }

    /// As many are compared word by word.
    private static let compared = 200

    func related(to words: String, limit: Int) throws -> [Item] {
        let (asker, text) = try asked(words)
        let features = try ClaimFeatures.words(text) + entityFeatures(asker)
        let candidates = try store.claims(like: features, limit: Self.compared).filter { $0.id != asker?.id }
        guard !candidates.isEmpty else { return [] }
        // One report of all of them, a claim a paragraph, is what the comparison within a report can read.
        let sentences = [text] + candidates.map { texts.words($0.span, of: $0.hit) ?? "" }
        let report = try Self.report(sentences)
        guard let asked = report.claimIDs.first(where: { report.claim($0)?.number == 1 }) else { return [] }
        let related = RelatedClaims(report).related(to: asked, limit: Self.compared)
        let own = Set(ClaimFeatures.words(text))
        let (weights, enough) = try store.weights(of: own)
        var items: [Item] = []
        for relation in related {
            guard let number = report.claim(relation.other(than: asked)).map({ Int($0.number) }), number >= 2, number - 2 < candidates.count else { continue }
            // Of many reports most that is alike in a few common words is of something else.
            let shared = own.intersection(ClaimFeatures.words(sentences[number - 1]))
            guard shared.reduce(0, { $0 + (weights[$1] ?? 0) }) >= enough else { continue }
            let claim = candidates[number - 2]
            let hundredths = Int((min(max(relation.score ?? 0, 0), 1) * 100).rounded())
            items.append(
                Item(
                    claim: claim, text: sentences[number - 1], relation: relation.type, score: "\(hundredths / 100).\(Day.padded(hundredths % 100, 2))",
                    because: relation.because, origin: 0))
            if items.count == limit { break }
        }
        return Self.withOrigins(items)
    }

    /// The claim that is asked about, where it is one of a report, and its words.
    private func asked(_ words: String) throws -> (ClaimEntry?, String) {
        guard let mark = words.lastIndex(of: "#") else { return (nil, words) }
        let (path, name) = (String(words[..<mark]), String(words[words.index(after: mark)...]))
        guard try store.hasReport(path) else { return (nil, words) }
        guard let claim = try store.claim(name, ofReport: path) else { throw Failure("\(path) has no claim \"\(name)\"; gloss library claims report:\(path) lists them", status: 1) }
        return (claim, texts.words(claim.span, of: claim.hit) ?? "")
    }

    private func entityFeatures(_ claim: ClaimEntry?) throws -> [String] {
        guard let claim else { return [] }
        return try store.nodes(inParagraph: claim.hit.paragraph, claim.span).map { "e\($0)" }
    }

    /// A report with a sentence a paragraph, annotated, and each sentence a claim, numbered in order.
    private static func report(_ sentences: [String]) throws -> Report {
        var text: [UInt8] = []
        var places: [Span] = []
        for sentence in sentences {
            let start = text.count
            text += (sentence.isEmpty ? "-" : sentence).utf8
            places.append(Span(start, text.count))
            text += Array(".\n\n".utf8)
        }
        var report = try ReportLoader(mode: .always).completed(Report(path: "library", text: Text(text)))
        guard let last = report.layers.last else { return report }
        var layer = LayerBuilder(last)
        layer.claims = []
        for (index, place) in places.enumerated() {
            let list = SpanList(first: layer.spans.count, count: 1)
            layer.spans.append(place)
            layer.claims.append(Claim(number: UInt32(index + 1), extent: place, spans: list))
        }
        report.replace(layer.finished())
        return report
    }

    private static func withOrigins(_ items: [Item]) -> [Item] {
        var items = items
        var origins: [String: Int] = [:]
        var count = 0
        for index in items.indices {
            let claim = items[index].claim
            let words = ClaimFeatures.words(items[index].text).sorted().joined(separator: " ")
            let keys = ["words " + words, "report \(claim.hit.copyOf ?? claim.hit.report)"] + (claim.source.isEmpty ? [] : ["source " + claim.source])
            let known = keys.compactMap { origins[$0] }.min()
            if known == nil { count += 1 }
            items[index].origin = known ?? count
            for key in keys where origins[key] == nil { origins[key] = known ?? count }
        }
        return items
    }
}
