import ArgumentParser
import GlossFormats
import GlossLibrary
import GlossModel

/// Hits of a query, with their text, copies folded.
struct FoundHits {
    let store: SQLiteStore
    let texts: LibraryText
    let query: Query

    /// A hit with its paragraph; `copies` is how many paragraphs say the same.
    struct Found {
        var hit: Hit
        /// nil where the file is gone or has changed.
        var text: String?
        var copies = 1
    }

    /// The first so many. Paragraphs of the same words are one, unless each is wanted: the first of them, with how
    /// many there are among those looked at.
    func first(_ limit: Int, order: HitOrder, each: Bool) throws -> [Found] {
        var found: [Found] = []
        var seen: [UInt64: Int] = [:]
        let exact = query.exactWords
        // How many are looked at for copies behind the last that is shown.
        var more = each ? 0 : limit
        var looked = 0
        try store.hits(query, order: order) { hit in
            looked += 1
            let text = texts.words(hit.span, of: hit)
            guard exact.allSatisfy({ word in text.map { Self.stands(word, in: $0) } ?? false }) else { return true }
            if !each, let text, let place = seen[Self.print(text)] {
                found[place].copies += 1
                return found.count < limit || looked < 4 * limit
            }
            guard found.count < limit else {
                more -= 1
                return more > 0
            }
            if let text { seen[Self.print(text)] = found.count }
            found.append(Found(hit: hit, text: text))
            return found.count < limit || more > 0
        }
        return found
    }

    private static func print(_ text: String) -> UInt64 {
        var hash = FNV1a()
        for (word, _) in Folding.words(text) {
            for byte in word.utf8 { hash.add(byte) }
            hash.add(0x20)
        }
        return hash.value
    }

    /// Whether a word stands in a text as it is written.
    static func stands(_ word: String, in text: String) -> Bool {
        let wanted = Folding.words(word).count
        let bytes = Array(text.utf8)
        let words = Folding.words(text)
        return words.indices.contains { index in
            index + wanted <= words.count && wanted > 0
                && bytes[words[index].range.lowerBound..<words[index + wanted - 1].range.upperBound].elementsEqual(word.utf8)
        }
    }

    /// How many hits there are; exact words are counted in the text.
    func count() throws -> Int {
        let exact = query.exactWords
        guard !exact.isEmpty else { return try store.count(query) }
        var count = 0
        try store.hits(query, order: .oldest) { hit in
            if let text = texts.words(hit.span, of: hit), exact.allSatisfy({ Self.stands($0, in: text) }) { count += 1 }
            return true
        }
        return count
    }
}

/// What a search lists.
enum SearchOutput: String, ExpressibleByArgument, CaseIterable { case paragraphs, reports, files, mentions, claims }

/// Of what a query's conditions must hold.
enum SearchUnit: String, ExpressibleByArgument, CaseIterable { case paragraph, report }

extension HitOrder: ExpressibleByArgument {}

/// `gloss library search`
struct LibrarySearch: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find paragraphs, by words and by who and what stands in them.", discussion: "Exits with 1 where there is none.")
    @OptionGroup var words: QueryWords
    @OptionGroup var library: LibraryOptions
    @OptionGroup var tables: LibraryTableOptions
    @Option(help: "What is listed: paragraphs, reports, files, mentions or claims.") var output: SearchOutput = .paragraphs
    @Option(help: "newest (indexed last), oldest, rank or date (of the report).") var sort: HitOrder = .newest
    @Option(help: "Whether conditions hold in one paragraph, or anywhere in one report.") var unit: SearchUnit = .paragraph
    @Flag(help: "Paragraphs of the same words apart.") var each = false

    func run() throws {
        let query = try words.required()
        try library.withStore { store, place in
            let found = FoundHits(store: store, texts: LibraryText(place), query: query)
            switch unit == .report && output == .paragraphs ? .reports : output {
            case .paragraphs: try paragraphs(found)
            case .reports, .files: try reports(found)
            case .mentions: try mentions(found)
            case .claims: try LibraryClaims.print(store.claims(query, limit: tables.rows(1000)), found.texts, tables)
            }
        }
    }

    private func paragraphs(_ found: FoundHits) throws {
        let limit = tables.rows(50)
        let hits = try found.first(limit, order: sort, each: each)
        let marks = Marks(found.query)
        let isColored = OutputStyle.isColored(tables.color)
        let lines = hits.map { found in
            let (hit, text) = (found.hit, found.text ?? LibraryText.lost)
            let published = hit.published.map { Day(number: $0).description } ?? ""
            return PlainTable.Line(
                cells: [
                    .text(hit.path), .number(hit.number), published.isEmpty ? .none : .text(published), .text(hit.title), .number(found.copies), .text(text),
                ], short: [published, hit.path, "¶\(hit.number)", found.copies > 1 ? "×\(found.copies)" : ""],
                words: marks.snippet(text, length: 160, isColored: isColored))
        }
        let total = try lines.count < limit && found.query.exactWords.isEmpty ? lines.count : found.count()
        let isCut = sort == .rank && total > SQLiteStore.mostRanked ? "; too many to rank, newest first" : ""
        let more = lines.count >= limit ? "\(total) paragraphs, the first \(lines.count) shown\(isCut); --limit shows more" : nil
        try tables.print(["report", "paragraph", "published", "title", "copies", "text"], lines, more: more)
    }

    private func reports(_ found: FoundHits) throws {
        let limit = tables.rows(1000)
        var order: [Int] = []
        var rows: [Int: (hit: Hit, count: Int)] = [:]
        func take(_ hit: Hit) -> Bool {
            if rows[hit.report] == nil {
                guard order.count < limit else { return false }
                order.append(hit.report)
            }
            rows[hit.report, default: (hit, 0)].count += 1
            return true
        }
        if unit == .report {
            try found.store.reports(found.query) { take($0) }
        } else {
            try found.store.hits(found.query, order: sort) { take($0) }
        }
        let all = order.compactMap { rows[$0] }
        if output == .files {
            var seen: Set<String> = []
            let paths = all.map { String($0.hit.path.prefix { $0 != "#" }) }.filter { seen.insert($0).inserted }
            return try tables.print(["file"], paths.map { PlainTable.Line(cells: [.text($0)], short: [$0], words: "") })
        }
        let lines = try all.map { hit, count in
            let published = hit.published.map { Day(number: $0).description } ?? ""
            let tags = try found.store.tags(ofReport: hit.path)
            return PlainTable.Line(
                cells: [.text(hit.path), published.isEmpty ? .none : .text(published), .number(count), .list(tags), .text(hit.title)],
                short: [published, hit.path, unit == .report ? "" : String(count), tags.joined(separator: " ")], words: hit.title)
        }
        try tables.print(["report", "published", "paragraphs", "tags", "title"], lines)
    }

    private func mentions(_ found: FoundHits) throws {
        let limit = tables.rows(1000)
        var lines: [PlainTable.Line] = []
        try found.store.hits(found.query, order: sort) { hit in
            for mention in try found.store.mentions(inParagraph: hit.paragraph) where lines.count < limit {
                let text = found.texts.words(mention.span, of: hit) ?? ""
                lines.append(
                    PlainTable.Line(
                        cells: [.text(hit.path), .number(hit.number), .text("e\(mention.entity.id)"), .text(mention.entity.name), .text(mention.entity.type), .text(text)],
                        short: [hit.path, "¶\(hit.number)", mention.entity.type, "e\(mention.entity.id)", mention.entity.name], words: text))
            }
            return lines.count < limit
        }
        try tables.print(["report", "paragraph", "id", "name", "type", "text"], lines)
    }
}

/// `gloss library count`
struct LibraryCount: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "count", abstract: "How many paragraphs a search finds.")
    @OptionGroup var words: QueryWords
    @OptionGroup var library: LibraryOptions
    @Option(help: "Whether conditions hold in one paragraph, or anywhere in one report, which are counted then.") var unit: SearchUnit = .paragraph

    func run() throws {
        let query = try words.query()
        try library.withStore { store, place in
            var count = 0
            if unit == .report {
                try store.reports(query) { _ in
                    count += 1
                    return true
                }
            } else {
                count = try FoundHits(store: store, texts: LibraryText(place), query: query).count()
            }
            try Files.printing { $0.write("\(count)\n") }
            if count == 0 { throw Quiet(status: 1) }
        }
    }
}

/// `gloss library kwic`
struct LibraryKWIC: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "kwic", abstract: "Each place of the words with what stands left and right of it.")
    @OptionGroup var words: QueryWords
    @OptionGroup var library: LibraryOptions
    @OptionGroup var tables: LibraryTableOptions
    @Option(help: ArgumentHelp("Columns on either side.", valueName: "number")) var context = 40
    @Option(help: "left (the last word on the left), right, date or report.") var sort: Order = .left
    @Option(help: ArgumentHelp("Only so many places, spread evenly over all.", valueName: "number")) var sample: Int?

    enum Order: String, ExpressibleByArgument, CaseIterable { case left, right, date, report }

    private struct Line {
        var hit: Hit
        var left: String
        var word: String
        var right: String
    }

    func validate() throws { guard (1...1000).contains(context), sample ?? 1 > 0 else { throw ValidationError("--context takes 1 to 1000, --sample a number from 1 on") } }

    func run() throws {
        let query = try words.required()
        try library.withStore { store, place in
            let texts = LibraryText(place)
            let marks = Marks(query)
            let limit = tables.rows(1000)
            var lines: [Line] = []
            try store.hits(query, order: .newest) { hit in
                guard let text = texts.words(hit.span, of: hit) else { return true }
                lines += marks.places(in: text).map { Self.line(hit, text, $0, context) }
                return sample != nil || lines.count < limit
            }
            if let sample, lines.count > sample { lines = (0..<sample).map { lines[$0 * lines.count / sample] } }
            let isCut = sample == nil && lines.count >= limit
            lines = sorted(Array(lines.prefix(sample ?? limit)))
            let widest = lines.map { $0.left.count }.max() ?? 0
            let rows = lines.map { line in
                let pad = String(repeating: " ", count: widest - line.left.count)
                return PlainTable.Line(
                    cells: [.text(line.hit.path), .number(line.hit.number), .text(line.left), .text(line.word), .text(line.right)],
                    short: [line.hit.path], words: pad + line.left + "[" + line.word + "]" + line.right)
            }
            try tables.print(
                ["report", "paragraph", "left", "word", "right"], rows,
                more: isCut ? "the newest \(rows.count) lines are shown; --limit shows more, --sample some of all" : nil)
        }
    }

    private static func line(_ hit: Hit, _ text: String, _ range: Range<Int>, _ context: Int) -> Line {
        let bytes = text.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
        let end = bytes.index(bytes.startIndex, offsetBy: range.upperBound)
        return Line(hit: hit, left: String(text[..<start].suffix(context)), word: String(text[start..<end]), right: String(text[end...].prefix(context)))
    }

    private func sorted(_ lines: [Line]) -> [Line] {
        func key(_ line: Line) -> String {
            switch sort {
            case .left: Folding.words(line.left).reversed().map(\.word).joined(separator: " ")
            case .right: Folding.words(line.right).map(\.word).joined(separator: " ")
            case .date: line.hit.published.map { Day(number: $0).description } ?? "~"
            case .report: line.hit.path
            }
        }
        return lines.enumerated().map { (key($0.element), $0.offset, $0.element) }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }
}
