/// The words and patterns of a language other than English, as its folder in Resources/languages has them.
public struct LanguageTable: Sendable {
    /// `fr`.
    public let code: String
    /// `French`.
    public internal(set) var name = ""
    /// Which bit of the words' languages it is; see `Lexicon.languages`.
    public let bit: Int
    /// Hashes of the words that end with an apostrophe as tokens of their own: the `l'` of "l'armée".
    public internal(set) var elisions: Set<UInt64> = []
    /// Words of time, by hash.
    public internal(set) var words: [UInt64: TimeWord] = [:]
    /// Patterns of time by section; the first section are whole expressions.
    public internal(set) var sections: [[TimePattern]] = []
    /// Other words by what they are for ("according", "participle"): their hashes.
    public internal(set) var lists: [String: Set<UInt64>] = [:]

    init(code: String, bit: Int) { (self.code, self.bit) = (code, bit) }

    /// Whether more is known than its function words.
    public var isAnnotated: Bool { !sections.isEmpty }

    /// Whether a word is in a list.
    public func has(_ hash: UInt64, _ list: String) -> Bool { lists[list]?.contains(hash) == true }
}

/// The languages beside English, as they are compiled into the lexicon.
public struct Languages: Sendable {
    /// By bit, from 1 on.
    public let tables: [LanguageTable]

    /// Reads what `source(of:)` writes. Linear; some thousand lines.
    public init(_ source: String) throws(LanguageFault) {
        var readers: [LanguageReader] = []
        for line in source.split(separator: "\n") {
            if line.hasPrefix("===") {
                readers.append(LanguageReader(code: String(line.dropFirst(3).drop { $0 == " " }), bit: readers.count + 1))
            } else if !readers.isEmpty {
                try readers[readers.count - 1].read(line)
            }
        }
        var tables: [LanguageTable] = []
        for reader in readers { tables.append(try reader.finished()) }
        self.tables = tables
    }

    /// The language of a code; nil where it is none of them.
    public subscript(code: String) -> LanguageTable? { tables.first { $0.code == code } }

    /// The source of languages: of each its code and the lines of its files, without remarks.
    public static func source(of files: [(code: String, texts: [String])]) -> String {
        var source = ""
        for (code, texts) in files {
            source += "=== \(code)\n"
            for line in texts.joined(separator: "\n").split(separator: "\n") {
                let plain = line.prefix { $0 != "#" }
                if plain.contains(where: { $0 != " " }) { source += plain + "\n" }
            }
        }
        return source
    }
}

/// Reads the lines of a language.
struct LanguageReader {
    private var table: LanguageTable
    private enum Section { case none, words(TimeWord, counts: Bool), pattern(Int), list(String) }
    private var section = Section.none
    private var names: [String] = []
    /// Patterns as they stand, until all words are known.
    private var lines: [(section: Int, line: String)] = []
    private var literals: [UInt64: UInt32] = [:]

    init(code: String, bit: Int) { table = LanguageTable(code: code, bit: bit) }

    mutating func read(_ line: Substring) throws(LanguageFault) {
        guard line.first == "[", let close = line.firstIndex(of: "]") else { return try add(line) }
        try open(line[line.index(after: line.startIndex)..<close].split(separator: " ").map(String.init), String(line))
        try add(line[line.index(after: close)...])
    }

    private func fault(_ what: String, _ line: some StringProtocol) -> LanguageFault { LanguageFault(code: table.code, line: String(line), what: what) }

    private mutating func open(_ words: [String], _ line: String) throws(LanguageFault) {
        switch words.first {
        case "language": table.name = words.dropFirst().joined(separator: " ")
        case "pattern": section = .pattern(index(ofSection: words.count > 1 ? words[1] : "time"))
        case "list": section = .list(words.count > 1 ? words[1] : "")
        default:
            var word = TimeWord.none
            guard let kind = Self.classes[words.first ?? ""] else { throw fault("no class of words", line) }
            word.kind = kind
            var counts = false
            for part in words.dropFirst() {
                switch part {
                case "+abbreviation": word.flags.insert(.abbreviation)
                case "+ambiguous": word.flags.insert(.ambiguous)
                case "+plural": word.flags.insert(.plural)
                default:
                    counts = part.hasSuffix("...")
                    guard let value = Self.value(counts ? String(part.dropLast(3)) : part) else { throw fault("no value", line) }
                    word.value = value
                }
            }
            section = .words(word, counts: counts)
        }
    }

    private mutating func index(ofSection name: String) -> Int {
        if let known = names.firstIndex(of: name) { return known }
        names.append(name)
        table.sections.append([])
        return names.count - 1
    }

    private mutating func add(_ line: Substring) throws(LanguageFault) {
        let entries = line.split(separator: " ")
        guard !entries.isEmpty else { return }
        switch section {
        case .none: throw fault("no section", line)
        case .list("elision"): table.elisions.formUnion(entries.map { WordHash($0).value })
        case .list(let name): table.lists[name, default: []].formUnion(entries.map { WordHash($0).value })
        case .pattern(let index): lines.append((index, String(line)))
        case .words(var word, let counts):
            for spellings in entries {
                for spelling in spellings.split(separator: "/") {
                    guard table.words.updateValue(word, forKey: WordHash(spelling).value) == nil else { throw fault("'\(spelling)' stands twice", line) }
                }
                if counts { word.value += 1 }
            }
            section = .words(word, counts: counts)
        }
    }

    private static let classes = Dictionary(TimeWord.Class.allCases.map { ("\($0)", $0) }, uniquingKeysWith: { first, _ in first })
    private static let units = Dictionary(TimeUnit.allCases.map { ("\($0)", Int16($0.rawValue)) }, uniquingKeysWith: { first, _ in first })
    private static let holidays = Dictionary(Holiday.allCases.map { ("\($0)", Int16($0.rawValue)) }, uniquingKeysWith: { first, _ in first })

    private static func value(_ name: String) -> Int16? { Int16(name) ?? units[name] ?? holidays[name] }

    // MARK: Patterns

    func finished() throws(LanguageFault) -> LanguageTable {
        var reader = self
        for (section, line) in lines { reader.table.sections[section].append(try reader.pattern(line)) }
        return reader.table
    }

    private mutating func pattern(_ line: String) throws(LanguageFault) -> TimePattern {
        var pattern = TimePattern()
        let parts = line.split(separator: " ")
        let equals = parts.firstIndex(of: "=") ?? parts.count
        if equals < parts.count {
            guard equals > 0, equals + 1 < parts.count, let kind = TimePattern.Kind(rawValue: String(parts[equals + 1])) else { throw fault("no '= KIND'", line) }
            pattern.kind = kind
        }
        for part in parts[..<equals] {
            if part == "?", !pattern.elements.isEmpty {
                pattern.elements[pattern.elements.count - 1].isOptional = true
                continue
            }
            let isOptional = part.count > 1 && part.last == "?"
            pattern.elements.append((try element(isOptional ? part.dropLast() : part, line), isOptional))
        }
        for part in parts.dropFirst(equals + 2) { try say(String(part), &pattern, line) }
        return pattern
    }

    private mutating func element(_ part: Substring, _ line: String) throws(LanguageFault) -> TimePattern.Element {
        if part.first == "{", part.last == "}" {
            guard let section = names.firstIndex(of: String(part.dropFirst().dropLast())) else { throw fault("no section \(part)", line) }
            return .section(section)
        }
        if part.first == "<", part.last == ">" {
            let parts = part.dropFirst().dropLast().split(separator: "=").map(String.init)
            switch parts.first {
            case "day": return .day
            case "year": return .year
            case "lone-year": return .loneYear
            case "two-digits": return .twoDigits
            case "count": return .count
            case "clock": return .clock
            default: break
            }
            guard let kind = Self.classes[parts.first ?? ""] else { throw fault("no class \(part)", line) }
            if parts.count > 1, Self.value(parts[1]) == nil { throw fault("no value \(part)", line) }
            return .word(kind, parts.count > 1 ? Self.value(parts[1]) : nil)
        }
        if part.utf8.count == 1, let byte = part.utf8.first, !(0x61...0x7A).contains(byte | 0x20) { return .mark(byte) }
        return .literal(part.split(separator: "|").map { literal(WordHash($0).value) })
    }

    /// The number of a word that stands in patterns as it is.
    private mutating func literal(_ hash: UInt64) -> UInt32 {
        if let known = literals[hash] { return known }
        let number = UInt32(literals.count + 1)
        literals[hash] = number
        table.words[hash, default: TimeWord(kind: .noun, value: 0, flags: [])].groups = number
        return number
    }

    private func say(_ part: String, _ pattern: inout TimePattern, _ line: String) throws(LanguageFault) {
        if let number = Int(part) { pattern.number = number }
        else if let step = TimePattern.Step(rawValue: part) { pattern.step = step }
        else if let anchor = TimePattern.Anchor(rawValue: part) { pattern.anchor = anchor }
        else if part == "half" { pattern.hasHalf = true }
        else if part.hasPrefix("+") { pattern.modifier = String(part.dropFirst()) }
        else if part.hasPrefix("year="), let count = Int(part.dropFirst(5)) { pattern.yearCount = count }
        else if part.hasPrefix("part="), let dayPart = Int(part.dropFirst(5)), (0...3).contains(dayPart) { pattern.dayPart = dayPart }
        else if pattern.kind == .value { pattern.value = part }
        else { throw fault("'\(part)' says nothing", line) }
    }
}
