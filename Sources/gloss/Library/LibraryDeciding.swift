import ArgumentParser
import Glibc
import GlossFormats
import GlossLibrary
import GlossModel

/// What people say of a library: written to the decisions, then brought into the index.
enum Deciding {
    /// Writes what was decided, and resolves anew.
    static func decide(_ acts: [DecisionLog.Act], _ store: SQLiteStore, _ place: LibraryPlace) throws {
        let lock = try LibraryLock(place)
        defer { withExtendedLifetime(lock) {} }
        for act in acts { try place.decide(act) }
        try apply(store, place)
    }

    /// Brings the decisions into the index; reports that they are about in particular are read anew.
    static func apply(_ store: SQLiteStore, _ place: LibraryPlace) throws {
        let log = try place.decisionLog()
        var isNew = false
        try store.transaction {
            for key in LibrarySync.ownKeys(log) where try store.entities(named: key, types: nil).isEmpty {
                guard let path = reportPath(of: key), try store.hasReport(path) else { continue }
                try store.forget(report: path)
                isNew = true
            }
            if !isNew { try store.resolve(log) }
        }
        if isNew { _ = try LibrarySync(place: place, loader: ReportLoader()).run(store, log) }
    }

    /// The report of a key `report:PATH#name`.
    static func reportPath(of key: String) -> String? {
        guard key.hasPrefix("report:"), let mark = key.lastIndex(of: "#") else { return nil }
        return String(key[key.index(key.startIndex, offsetBy: 7)..<mark])
    }

    /// The key that an end of a decision names: an id, a name, a key, or `PATH#NAME` for what one report means by it.
    static func key(_ end: String, _ store: SQLiteStore) throws -> String {
        if let mark = end.lastIndex(of: "#"), !end.hasPrefix("report:") {
            let (path, name) = (String(end[..<mark]), String(end[end.index(after: mark)...]))
            if try store.hasReport(path) {
                guard try store.has(name: name, inReport: path) else { throw Failure("\(path) has no entity \"\(name)\"", status: 1) }
                return NodeKey.inReport(path, name)
            }
        }
        if end.hasPrefix("report:") { return end }
        return try LibraryEntity.only(end, store).keys.first ?? end
    }
}

/// `gloss library same`
struct LibrarySame: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "same", abstract: "Say that entities are one.",
        discussion: "Ends are names, ids as the lists have them, or REPORT#NAME for what one report means by a name. gloss library undo takes it back.")
    @Argument var ends: [String]
    @OptionGroup var library: LibraryOptions
    @Option(help: ArgumentHelp("What the one is called.", valueName: "name")) var name: String?

    func validate() throws { guard ends.count > 1 else { throw ValidationError("name two or more that are one") } }

    func run() throws {
        try library.withStore { store, place in
            let keys = try ends.map { try Deciding.key($0, store) }
            guard Set(keys).count > 1 else { throw Failure("they are one already", status: 1) }
            try Deciding.decide([.same(keys, name: name)], store, place)
        }
    }
}

/// `gloss library apart`
struct LibraryApart: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apart", abstract: "Say that two entities are not one, whatever their names.", discussion: "Ends as for same.")
    @Argument var first: String
    @Argument var second: String
    @OptionGroup var library: LibraryOptions

    func run() throws {
        try library.withStore { store, place in
            let keys = [try Deciding.key(first, store), try Deciding.key(second, store)]
            guard keys[0] != keys[1] else {
                throw Failure("both ends are one entity; write REPORT#NAME for what one report means, as in: apart a.txt#Carter b.txt#Carter", status: 2)
            }
            try Deciding.decide([.apart(keys)], store, place)
        }
    }
}

/// `gloss library candidates`
struct LibraryCandidates: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "candidates", abstract: "Pairs of entities that may be one, the likeliest first, each with where it is mentioned.")
    @OptionGroup var library: LibraryOptions
    @OptionGroup var tables: LibraryTableOptions

    func run() throws {
        try library.withStore { store, place in
            let texts = LibraryText(place)
            let lines = try store.candidates(place.decisionLog(), limit: tables.rows(20)).map { pair in
                func seen(_ row: EntityRow) throws -> [String] {
                    try store.mentions(of: row.id, limit: 3).map { "\($0.hit.path) ¶\($0.hit.number): " + (texts.words($0.hit.span, of: $0.hit) ?? "").prefix(80) }
                }
                let score = Int((pair.score * 100).rounded())
                let words = "0.\(Day.padded(min(score, 99), 2))"
                return PlainTable.Line(
                    cells: [
                        .text(words), .text("e\(pair.a.id)"), .text(pair.a.name), .number(pair.a.reports), .text("e\(pair.b.id)"), .text(pair.b.name),
                        .number(pair.b.reports), .list(pair.because), .list(try seen(pair.a)), .list(try seen(pair.b)),
                    ], short: [words, "e\(pair.a.id) \(pair.a.name)", "e\(pair.b.id) \(pair.b.name)"], words: pair.because.joined(separator: "; "))
            }
            try tables.print(["score", "a", "a_name", "a_reports", "b", "b_name", "b_reports", "because", "a_mentions", "b_mentions"], lines)
        }
    }
}

/// `gloss library undo`
struct LibraryUndo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take a decision back: the last, or that of a number in the log.", discussion: "An undo is a decision itself and can be taken back.")
    @Argument(help: "Number of a line, as gloss library log has it.") var number: Int?
    @OptionGroup var library: LibraryOptions

    func run() throws {
        try library.withStore { store, place in
            let log = try place.decisionLog()
            guard let line = number ?? log.last else { throw Failure("nothing has been decided that could be taken back", status: 1) }
            guard log.lines.contains(where: { $0.number == line }) else { throw Failure("the decisions have no line \(line); gloss library log lists them") }
            try Deciding.decide([.undo(line)], store, place)
        }
    }
}

/// `gloss library log`
struct LibraryLog: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "log", abstract: "What people decided, by whom and when; what was taken back is marked.")
    @OptionGroup var library: LibraryOptions
    @OptionGroup var tables: LibraryTableOptions

    func run() throws {
        let log = try library.place().decisionLog()
        let standing = Set(log.standing.map(\.number))
        let lines = log.lines.map { line in
            let (kind, words) = Self.words(line.act)
            let isBack = !standing.contains(line.number) && kind != "undo" && kind != "moved"
            return PlainTable.Line(
                cells: [.number(line.number), .text(line.time), .text(line.who), .text(kind), .text(words), .text(isBack ? "taken back" : "holds")],
                short: [String(line.number), line.time, line.who, kind + (isBack ? " (taken back)" : "")], words: words)
        }
        try tables.print(["number", "time", "who", "kind", "what", "state"], lines)
    }

    static func words(_ act: DecisionLog.Act) -> (String, String) {
        switch act {
        case .same(let keys, let name): ("same", keys.joined(separator: " = ") + (name.map { " is \($0)" } ?? ""))
        case .apart(let keys): ("apart", keys.joined(separator: " ! "))
        case .unsure(let keys): ("later", keys.joined(separator: " ? "))
        case .tag(let report, let add, let remove): ("tag", report + ": " + (add.map { "+" + $0 } + remove.map { "-" + $0 }).joined(separator: " "))
        case .search(let name, let query): ("search", name + ": " + (query.isEmpty ? "taken away" : query))
        case .folder(let path, let isAdded): (isAdded ? "add" : "remove", path)
        case .moved(let from, let to): ("moved", "\(from) to \(to)")
        case .claims(let a, let b, let how): ("claims", "\(a) \(how) \(b)")
        case .undo(let number): ("undo", "line \(number)")
        }
    }
}

/// `gloss library tag`
struct LibraryTag: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tag", abstract: "Give tags to the reports that a search finds, or take them away.", discussion: "gloss library tag +read -todo report:centcom/*")
    @Argument(parsing: .allUnrecognized, help: "+tag or -tag, then a query.") var words: [String]
    @OptionGroup var library: LibraryOptions

    func run() throws {
        let marks = words.prefix { ($0.hasPrefix("+") || $0.hasPrefix("-")) && $0.count > 1 }
        let rest = words.dropFirst(marks.count).joined(separator: " ")
        guard !marks.isEmpty, !rest.isEmpty else { throw ValidationError("write tags and what to find: gloss library tag +read report:a.txt") }
        try library.withStore { store, place in
            let (add, remove) = (marks.filter { $0.hasPrefix("+") }.map { String($0.dropFirst()) }, marks.filter { $0.hasPrefix("-") }.map { String($0.dropFirst()) })
            var paths: [String] = []
            var seen: Set<String> = []
            try store.hits(Query(rest), order: .oldest) { hit in
                if seen.insert(hit.path).inserted { paths.append(hit.path) }
                return true
            }
            guard !paths.isEmpty else { throw Quiet(status: 1) }
            let acts = try paths.compactMap { path -> DecisionLog.Act? in
                let has = Set(try store.tags(ofReport: path))
                let (new, old) = (add.filter { !has.contains($0) }, remove.filter { has.contains($0) })
                return new.isEmpty && old.isEmpty ? nil : .tag(report: path, add: new, remove: old)
            }
            try Deciding.decide(acts, store, place)
            try Files.printing { $0.write("\(acts.count) reports\n") }
        }
    }
}

/// `gloss library save`
struct LibrarySave: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "save", abstract: "Keep a search under a name, for in:NAME; without a query it is taken away.")
    @Argument var name: String
    @OptionGroup var words: QueryWords
    @OptionGroup var library: LibraryOptions

    func run() throws {
        guard !name.contains(where: { $0.isWhitespace || "()\":".contains($0) }) else { throw ValidationError("a name of a search has no spaces, colons, quotation marks and brackets") }
        try library.withStore { store, place in
            _ = try store.count(words.query())
            try Deciding.decide([.search(name: name, query: words.text)], store, place)
        }
    }
}

/// `gloss library searches`
struct LibrarySearches: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "searches", abstract: "Saved searches, with how much each finds and how much of that is new.")
    @OptionGroup var library: LibraryOptions
    @OptionGroup var tables: LibraryTableOptions

    func run() throws {
        try library.withStore { store, _ in
            let lines = try store.searches().map { name, text in
                let query = try Query(text)
                let (count, new) = (try store.count(query), try store.count(.and([query, .field(.is, "new")])))
                return PlainTable.Line(
                    cells: [.text(name), .number(count), .number(new), .text(text)], short: [name, String(count), new > 0 ? "\(new) new" : ""], words: text)
            }
            try tables.print(["name", "count", "new", "query"], lines)
        }
    }
}
