import GlossLibrary
import GlossModel

/// What the library's screen lists.
enum LibraryView: Hashable, Sendable {
    case hits, timeline, entities, claims, kwic, searches, candidates

    var name: String {
        switch self {
        case .hits: "paragraphs"
        case .timeline: "timeline"
        case .entities: "entities"
        case .claims: "claims"
        case .kwic: "KWIC"
        case .searches: "saved searches"
        case .candidates: "same or not?"
        }
    }
}

/// A row of the screen: short cells, words with the places in them that were found, and where it leads.
struct LibraryRow: Sendable {
    var cells: [String]
    var words: String
    /// In the UTF-8 of `words`.
    var marks: [Range<Int>] = []
    var target: Target

    enum Target: Sendable {
        /// A report, from a byte of its text on.
        case place(Hit, offset: Int)
        case query(String)
        case pair(CandidatePair)
    }
}

/// The rows of a list, as many as are wanted, with what the last lines say of all.
struct LibraryList: Sendable {
    var rows: [LibraryRow] = []
    /// Whether there are more than were asked for.
    var hasMore = false
    /// How many there are, in words.
    var summary = ""
    /// Who and what stands in what was found, a line a kind.
    var facets: [String] = []
    /// What is wrong with the query; nil where it is one.
    var fault: String?
}

/// Asks the index for what the screen lists.
final class LibraryLists {
    let store: SQLiteStore
    let place: LibraryPlace
    let texts: LibraryText
    var order = HitOrder.newest

    init(_ store: SQLiteStore, _ place: LibraryPlace) {
        self.store = store
        self.place = place
        texts = LibraryText(place)
    }

    /// The first rows of a list; what is wrong with the query is told in the list.
    func list(_ view: LibraryView, _ text: String, limit: Int) -> LibraryList {
        do {
            let query = try Query(text)
            var list = LibraryList()
            switch view {
            case .hits: try fillHits(&list, query, limit)
            case .timeline: try fillTimeline(&list, query, limit)
            case .entities: try fillEntities(&list, query, limit)
            case .claims: try fillClaims(&list, query, limit)
            case .kwic: try fillKWIC(&list, query, limit)
            case .searches: try fillSearches(&list)
            case .candidates: try fillCandidates(&list, limit)
            }
            return list
        } catch {
            var list = LibraryList()
            if let error = error as? QueryError {
                list.fault = error.message
                // A name of several: each of them is a way on.
                list.rows = error.candidates.map { row in
                    LibraryRow(cells: ["e\(row.id)", row.name, row.type], words: "\(row.mentions) mentions", target: .query("entity:e\(row.id)"))
                }
            } else {
                list.fault = (error as? DatabaseError)?.message ?? "\(error)"
            }
            return list
        }
    }

    private static func day(_ number: Int?) -> String { number.map { Day(number: $0).description } ?? "" }

    private func fillHits(_ list: inout LibraryList, _ query: Query, _ limit: Int) throws {
        let marks = Marks(query)
        let found = try FoundHits(store: store, texts: texts, query: query).first(limit + 1, order: order, each: false)
        list.hasMore = found.count > limit
        list.rows = found.prefix(limit).map { found in
            let (words, shift) = Self.around(found.text ?? LibraryText.lost, marks)
            let places = marks.places(in: words)
            let first = found.text.flatMap { marks.places(in: $0).first?.lowerBound } ?? 0
            _ = shift
            return LibraryRow(
                cells: [Self.day(found.hit.published), found.hit.path, found.copies > 1 ? "×\(found.copies)" : ""], words: words, marks: places,
                target: .place(found.hit, offset: Int(found.hit.span.start) + first))
        }
        let count = try store.count(query)
        let reports = count <= 5000 ? try store.reportCount(query) : nil
        list.summary = "\(count) paragraph\(count == 1 ? "" : "s")" + (reports.map { " in \($0) report\($0 == 1 ? "" : "s")" } ?? "")
            + ", \(order == .rank && count > SQLiteStore.mostRanked ? "newest first, too many to rank" : Self.words(order))"
        list.facets = try facets(query, count)
    }

    private static func words(_ order: HitOrder) -> String {
        switch order {
        case .newest: "newest first"
        case .oldest: "oldest first"
        case .rank: "best first"
        case .date: "by date of report"
        }
    }

    /// Words from a little before the first mark on.
    private static func around(_ text: String, _ marks: Marks) -> (String, Int) {
        guard let first = marks.places(in: text).first, first.lowerBound > 60 else { return (text, 0) }
        let bytes = Array(text.utf8)
        var start = first.lowerBound - 40
        while start > 0, bytes[start - 1] != 0x20 { start -= 1 }
        return ("… " + String(decoding: bytes[start...], as: UTF8.self), start)
    }

    private func facets(_ query: Query, _ count: Int) throws -> [String] {
        guard query != .all, count > 0 else { return [] }
        let rows = try store.entities(query, limit: 60)
        func line(_ name: String, _ types: [String]) -> String? {
            let some = rows.filter { types.contains($0.type) }.prefix(4).map { "\($0.name) \($0.mentions)" }
            return some.isEmpty ? nil : name + " " + some.joined(separator: " · ")
        }
        let all = [line("people", ["Person"]), line("organisations", ["Organization"]), line("places", ["Location"])].compactMap { $0 }
        let capped = count > SQLiteStore.mostFaceted ? ["(of the newest \(SQLiteStore.mostFaceted))"] : []
        return all.isEmpty ? [] : [(all + capped).joined(separator: "   ")]
    }

    private func fillTimeline(_ list: inout LibraryList, _ query: Query, _ limit: Int) throws {
        let groups = try LibraryTimeline.groups(store, texts, query, nil, limit: limit + 1, each: false)
        let count = groups.reduce(0) { $0 + $1.count }
        list.hasMore = count > limit
        list.rows = groups.map { group in
            let lead = group[0].row
            return LibraryRow(
                cells: [LibraryTimeline.label(lead), group.count > 1 ? "×\(group.count)" : "", lead.hit.path], words: group[0].text,
                marks: Marks(query).places(in: group[0].text), target: .place(lead.hit, offset: Int(lead.span.start)))
        }
        list.summary = list.hasMore ? "the first \(groups.count) events" : "\(groups.count) events, \(count) dated sentences"
    }

    private func fillEntities(_ list: inout LibraryList, _ query: Query, _ limit: Int) throws {
        let rows = try store.entities(query == .all ? nil : query, limit: limit + 1)
        list.hasMore = rows.count > limit
        list.rows = rows.prefix(limit).map { row in
            LibraryRow(
                cells: [row.name, row.type, "\(row.mentions)"], words: row.keys.count > 1 ? "also " + row.keys.dropFirst().joined(separator: ", ") : "",
                target: .query("entity:e\(row.id)"))
        }
        list.summary = (list.hasMore ? "the first " : "") + "\(list.rows.count) entities"
    }

    private func fillClaims(_ list: inout LibraryList, _ query: Query, _ limit: Int) throws {
        let claims = try store.claims(query, limit: limit + 1)
        list.hasMore = claims.count > limit
        list.rows = claims.prefix(limit).map { claim in
            let text = texts.words(claim.span, of: claim.hit) ?? LibraryText.lost
            return LibraryRow(
                cells: [claim.certainty?.name ?? "", claim.source, claim.hit.path], words: text, marks: Marks(query).places(in: text),
                target: .place(claim.hit, offset: Int(claim.span.start)))
        }
        list.summary = (list.hasMore ? "the newest " : "") + "\(list.rows.count) claims"
    }

    private func fillKWIC(_ list: inout LibraryList, _ query: Query, _ limit: Int) throws {
        let marks = Marks(query)
        var lines: [(left: String, row: LibraryRow)] = []
        try store.hits(query, order: .newest) { hit in
            guard let text = texts.words(hit.span, of: hit) else { return true }
            let bytes = text.utf8
            for range in marks.places(in: text) {
                let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound), end = bytes.index(bytes.startIndex, offsetBy: range.upperBound)
                var left = String(text[..<start].suffix(36))
                left = String(repeating: " ", count: 36 - left.count) + left
                let word = String(text[start..<end])
                let row = LibraryRow(
                    cells: [String(hit.path.suffix(24))], words: left + word + text[end...].prefix(80),
                    marks: [left.utf8.count..<left.utf8.count + word.utf8.count], target: .place(hit, offset: Int(hit.span.start) + range.lowerBound))
                lines.append((Folding.words(left).reversed().map(\.word).joined(separator: " "), row))
            }
            return lines.count <= limit
        }
        list.hasMore = lines.count > limit
        list.rows = lines.prefix(limit).enumerated().sorted { ($0.element.left, $0.offset) < ($1.element.left, $1.offset) }.map(\.element.row)
        list.summary = "\(list.hasMore ? "the newest " : "")\(list.rows.count) lines, sorted by the word on the left"
    }

    private func fillSearches(_ list: inout LibraryList) throws {
        list.rows = try store.searches().map { name, text in
            let (count, new) = ((try? store.count(Query(text))) ?? 0, (try? store.count(.and([Query(text), .field(.is, "new")]))) ?? 0)
            return LibraryRow(cells: [name, "\(count)", new > 0 ? "\(new) new" : ""], words: text, target: .query(text))
        }
        list.summary = "\(list.rows.count) saved searches"
    }

    private func fillCandidates(_ list: inout LibraryList, _ limit: Int) throws {
        list.rows = try store.candidates(place.decisionLog(), limit: limit).map { pair in
            let score = Day.padded(min(99, Int((pair.score * 100).rounded())), 2)
            return LibraryRow(
                cells: ["0." + score, "\(pair.a.name) (\(pair.a.reports))", "\(pair.b.name) (\(pair.b.reports))"], words: pair.because.joined(separator: "; "),
                target: .pair(pair))
        }
        list.summary = "\(list.rows.count) pairs: = same  ! apart  z takes back"
    }
}
