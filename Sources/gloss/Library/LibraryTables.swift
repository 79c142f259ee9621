import ArgumentParser
import GlossFormats
import GlossLibrary
import GlossModel

/// `gloss library entities`
struct LibraryEntities: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "entities", abstract: "Who and what is spoken of, in all reports or in what a search finds.",
        discussion: "Of a search the mentions in its newest \(SQLiteStore.mostFaceted) paragraphs are counted. A person of whom no report says more than a surname stands as Carter (3?): three full names have it.")
    @OptionGroup var words: QueryWords
    @OptionGroup var library: LibraryOptions
    @OptionGroup var tables: LibraryTableOptions

    func run() throws {
        try library.withStore { store, _ in
            let query = try words.query()
            let limit = tables.rows(100)
            let rows = try store.entities(words.words.isEmpty ? nil : query, limit: limit)
            let lines = rows.map { row in
                PlainTable.Line(
                    cells: [.text("e\(row.id)"), .text(row.name), .text(row.type), .number(row.mentions), .number(row.reports), .list(row.keys)],
                    short: ["e\(row.id)", row.name, row.type, String(row.mentions), "\(row.reports) reports"], words: "")
            }
            var more: String?
            if lines.count >= limit { more = "the first \(limit) are shown; --limit shows more" }
            if !words.words.isEmpty, try store.count(query) > SQLiteStore.mostFaceted { more = "counted in the newest \(SQLiteStore.mostFaceted) paragraphs of those found" }
            try tables.print(["id", "name", "type", "mentions", "reports", "keys"], lines, more: more)
        }
    }
}

/// `gloss library entity`
struct LibraryEntity: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "entity", abstract: "All about one entity: whom it is with, what it says, its timeline.")
    @Argument(help: "A name, or an id as the lists have it.") var name: [String]
    @OptionGroup var library: LibraryOptions

    func run() throws {
        try library.withStore { store, place in
            let entity = try LibraryEntity.only(name.joined(separator: " "), store)
            let texts = LibraryText(place)
            let company = try store.company(of: entity.id, limit: 8)
            let claims = try store.claimCounts(of: entity.id)
            let days = try store.days(of: entity.id)
            let rows = try LibraryTimeline.groups(store, texts, .field(.entity, "e\(entity.id)"), nil, limit: 200, each: false).prefix(20)
            try Files.printing { out in
                let span = days.map { ", \(Day(number: $0.first).civil.year)-\(Day(number: $0.last).civil.year)" } ?? ""
                out.write("\(StandIn.line(entity.name))  \(entity.type)  e\(entity.id)  \(entity.mentions) mentions in \(entity.reports) reports\(span)\n")
                out.write("is    \(entity.keys.map { StandIn.line($0) }.joined(separator: ", "))\n")
                if !company.isEmpty { out.write("with  \(company.map { "\(StandIn.line($0.name)) \($0.mentions)" }.joined(separator: ", "))\n") }
                out.write("says  \(claims.says) claims; \(claims.saidOf) others stand beside it\n")
                for group in rows {
                    let lead = group[0]
                    out.write("\(LibraryTimeline.label(lead.row))  \(group.count > 1 ? "×\(group.count)  " : "")\(StandIn.line(lead.row.hit.path))  \(StandIn.line(lead.text))\n")
                }
            }
        }
    }

    /// The one entity of a name; where there are several they are told, where there is none what may have been meant.
    static func only(_ name: String, _ store: SQLiteStore) throws -> EntityRow {
        let found = try store.entities(named: name, types: nil)
        guard let first = found.first else {
            let near = try store.names(like: name)
            throw Failure("there is no entity \"\(name)\"\(Spelling.hint(for: name.lowercased(), among: near))", status: 1)
        }
        let bare = found.filter { $0.keys.contains { $0.hasSuffix(":" + name.lowercased()) } }
        if found.count == 1 { return first }
        if bare.count == 1 { return bare[0] }
        throw QueryError(message: "\"\(name)\" is the name of \(found.count)", candidates: found)
    }
}

/// `gloss library timeline`
struct LibraryTimeline: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline", abstract: "What happened when, over all reports; one event once.",
        discussion: "What several reports tell of one event is one row, with how many they are, and the most precise of their dates.")
    @OptionGroup var words: QueryWords
    @OptionGroup var library: LibraryOptions
    @OptionGroup var tables: LibraryTableOptions
    @Option(help: ArgumentHelp("Rows from this year, month or day on.", valueName: "date")) var from: DayRange?
    @Option(help: ArgumentHelp("Rows up to this year, month or day.", valueName: "date")) var to: DayRange?
    @Option(help: "Put rows together by year, quarter, month or day.") var by: TimelineUnit?
    @Flag(help: "Each report's sentence apart.") var each = false

    func validate() throws {
        if let first = from?.earliest, let last = to?.latest, first > last { throw ValidationError("--from \(first) is after --to \(last); no day is in between") }
    }

    func run() throws {
        try library.withStore { store, place in
            let days = from == nil && to == nil ? nil : DayRange(earliest: from?.earliest, latest: to?.latest)
            let limit = tables.rows(1000)
            let groups = try Self.groups(store, LibraryText(place), words.query(), days, limit: limit, each: each)
            let lines = groups.map { group in
                let row = group[0].row
                let bucket = by.map { TimelineTable.bucket(Self.range(row), $0) }
                let others = Self.otherDates(group)
                return PlainTable.Line(
                    cells: [
                        .text(row.hit.path), row.earliest.map { .text(Day(number: $0).description) } ?? .none, row.latest.map { .text(Day(number: $0).description) } ?? .none,
                        .text(row.precision.name), .text(row.value), .number(row.hit.number), .number(group.count), .list(group.dropFirst().map { $0.row.hit.path }),
                        .list(others), .text(group[0].text),
                    ] + (by == nil ? [] : [.text(bucket ?? "")]),
                    short: [Self.label(row), row.hit.path, "¶\(row.hit.number)", group.count > 1 ? "×\(group.count)" : ""],
                    words: group[0].text + (others.isEmpty ? "" : " [\(others.joined(separator: "; "))]"), heading: bucket)
            }
            let columns = ["report", "earliest", "latest", "precision", "value", "paragraph", "reports", "also_in", "other_dates", "text"]
            let count = groups.reduce(0) { $0 + $1.count }
            try tables.print(columns + (by == nil ? [] : ["bucket"]), lines, more: count >= limit ? "the first \(limit) dates are shown; --limit shows more" : nil)
        }
    }

    /// Dated sentences in order of date, those of one event together.
    static func groups(
        _ store: SQLiteStore, _ texts: LibraryText, _ query: Query, _ days: DayRange?, limit: Int, each: Bool
    ) throws -> [[EventClusters.Sentence]] {
        let sentences = try store.events(query, days: days, limit: limit).map { row in
            EventClusters.Sentence(row, texts.words(row.span, of: row.hit) ?? LibraryText.lost)
        }
        if each { return sentences.map { [$0] } }
        let common = try store.commonMentions()
        var known: [Int: Bool] = [:]
        return EventClusters.groups(sentences) { id in
            if let isCommon = known[id] { return isCommon }
            let isCommon = ((try? store.entity(id)) ?? nil).map { $0.mentions > common } ?? false
            known[id] = isCommon
            return isCommon
        }
    }

    static func range(_ row: EventRow) -> DayRange {
        DayRange(earliest: row.earliest.map { Day(number: $0) }, latest: row.latest.map { Day(number: $0) })
    }

    /// The dates of a row for reading: as wide as they are known.
    static func label(_ row: EventRow) -> String {
        guard let first = row.earliest.map({ Day(number: $0) }) else { return "until \(row.latest.map { Day(number: $0).description } ?? "?")" }
        guard let last = row.latest.map({ Day(number: $0) }) else { return "since \(first)" }
        if first == last { return first.description }
        let (a, b) = (first.civil, last.civil)
        let isWholeMonths = a.day == 1 && b.day == Day.length(ofMonth: b.month, year: b.year)
        guard isWholeMonths else { return "\(first)/\(last)" }
        if a.year == b.year, a.month == 1, b.month == 12 { return Day.padded(a.year, 4) }
        let month = "\(Day.padded(a.year, 4))-\(Day.padded(a.month, 2))"
        return a.year == b.year && a.month == b.month ? month : "\(month)/\(Day.padded(b.year, 4))-\(Day.padded(b.month, 2))"
    }

    /// What others of a group give as its date, where that is another: `reuters/a.txt: 2014-08-04`.
    private static func otherDates(_ group: [EventClusters.Sentence]) -> [String] {
        let own = label(group[0].row)
        return group.dropFirst().filter { label($0.row) != own }.map { "\($0.row.hit.path): \(label($0.row))" }
    }
}

/// `gloss library claims`
struct LibraryClaims: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims", abstract: "Who says what, in all reports or in what a search finds; the newest first.")
    @OptionGroup var words: QueryWords
    @OptionGroup var library: LibraryOptions
    @OptionGroup var tables: LibraryTableOptions

    func run() throws {
        try library.withStore { store, place in
            try Self.print(store.claims(words.query(), limit: tables.rows(1000)), LibraryText(place), tables)
        }
    }

    static func print(_ claims: [ClaimEntry], _ texts: LibraryText, _ tables: LibraryTableOptions) throws {
        let lines = claims.map { claim in
            let text = texts.words(claim.span, of: claim.hit) ?? LibraryText.lost
            return PlainTable.Line(
                cells: [
                    .text(claim.hit.path), .text(claim.name), .number(claim.hit.number), .text(claim.kind.name), claim.certainty.map { .text($0.name) } ?? .none,
                    claim.confidence.map { .text($0.name) } ?? .none, claim.source.isEmpty ? .none : .text(claim.source), .text(text),
                ], short: ["\(claim.hit.path)#\(claim.name)", "¶\(claim.hit.number)", claim.certainty?.name ?? "", claim.source], words: text)
        }
        try tables.print(["report", "id", "paragraph", "kind", "certainty", "confidence", "source", "text"], lines)
    }
}
