import GlossModel

/// What is looked for: conditions on a paragraph, on what stands in it, and on its report.
public indirect enum Query: Hashable, Sendable {
    case all
    case and([Query])
    case or([Query])
    case not(Query)
    case text(TextTerm)
    /// A field with its value.
    case field(Field, String)

    /// Words of the text.
    public enum TextTerm: Hashable, Sendable {
        /// Folded words in a row; of the last only the beginning where `isPrefix`.
        case phrase([String], isPrefix: Bool)
        /// A word as it is written, which stands for its folded ones in the index and is checked in the text.
        case exact(String)
        /// Two of them within as many words.
        case near([String], [String], Int)
    }

    public enum Field: String, Hashable, Sendable, CaseIterable {
        case entity, person, org, place, type, date, published, source, claim, certainty, kind, report, tag, `in`, `is`

        /// What may follow, for somebody who types.
        public var hint: String {
            switch self {
            case .entity: "who or what, by name or id"
            case .person, .org, .place: "by name or id"
            case .type: "Person, Organization, Location, ..."
            case .date: "2014..2016-06, what the text speaks of"
            case .published: "2017.., when the report was written"
            case .source: "who says it"
            case .claim: "words inside claims"
            case .certainty: "likely.., a band or a range of them"
            case .kind: "asserted, reported, quoted"
            case .report: "a path, with * and ?"
            case .tag: "a tag"
            case .in: "a saved search"
            case .is: "copy, new, gone, unjudged"
            }
        }

        var types: [String]? {
            switch self {
            case .person: ["Person"]
            case .org: ["Organization"]
            case .place: ["Location"]
            default: nil
            }
        }
    }

    /// Words that are checked in the text as they are written.
    public var exactWords: [String] {
        switch self {
        case .and(let parts): parts.flatMap(\.exactWords)
        case .text(.exact(let word)): [word]
        default: []
        }
    }

    /// What is marked in a text that was found: words in a row, folded, and whether the last is a beginning.
    public var marks: [(words: [String], isPrefix: Bool)] {
        switch self {
        case .and(let parts), .or(let parts): parts.flatMap(\.marks)
        case .text(.phrase(let words, let isPrefix)): [(words, isPrefix)]
        case .text(.exact(let word)): [(Folding.words(word).map(\.word), false)]
        case .text(.near(let a, let b, _)): [(a, false), (b, false)]
        case .field(.claim, let words): Folding.words(words).map { ([$0.word], words.hasSuffix("*")) }
        default: []
        }
    }
}

/// Why a query is none.
public struct QueryError: Error, Hashable, Sendable {
    public var message: String
    /// Entities among which the name does not tell.
    public var candidates: [EntityRow] = []

    public init(message: String, candidates: [EntityRow] = []) {
        self.message = message
        self.candidates = candidates
    }
}

/// Reads queries.
struct QueryReader {
    private enum Token: Equatable {
        case word(String), phrase(String), field(String, String, isQuoted: Bool), open, close, minus
    }
    private var tokens: [Token] = []
    private var place = 0

    init(_ text: String) throws(QueryError) {
        let characters = Array(text)
        var index = 0
        func quoted() throws(QueryError) -> String {
            index += 1
            let start = index
            while index < characters.count, characters[index] != "\"" { index += 1 }
            guard index < characters.count else { throw QueryError(message: "a quotation mark is not closed") }
            index += 1
            return String(characters[start..<index - 1])
        }
        while index < characters.count {
            let character = characters[index]
            if character.isWhitespace {
                index += 1
            } else if character == "(" || character == ")" {
                tokens.append(character == "(" ? .open : .close)
                index += 1
            } else if character == "\"" {
                tokens.append(.phrase(try quoted()))
            } else if character == "-", index + 1 < characters.count, !characters[index + 1].isWhitespace {
                tokens.append(.minus)
                index += 1
            } else {
                let start = index
                while index < characters.count, !characters[index].isWhitespace, !"()\"".contains(characters[index]) { index += 1 }
                let word = String(characters[start..<index])
                guard let colon = word.firstIndex(of: ":"), word.first != "=", colon != word.startIndex else {
                    tokens.append(.word(word))
                    continue
                }
                var value = String(word[word.index(after: colon)...])
                let isQuoted = value.isEmpty && index < characters.count && characters[index] == "\""
                if isQuoted { value = try quoted() }
                tokens.append(.field(String(word[..<colon]), value, isQuoted: isQuoted))
            }
        }
    }

    mutating func query() throws(QueryError) -> Query {
        guard !tokens.isEmpty else { return .all }
        let query = try alternatives()
        guard place == tokens.count else { throw QueryError(message: "there is a ) too many") }
        return query
    }

    private var next: Token? { place < tokens.count ? tokens[place] : nil }

    private func isWord(_ word: String) -> Bool {
        if case .word(let found)? = next { found.lowercased() == word } else { false }
    }

    private mutating func alternatives() throws(QueryError) -> Query {
        var parts = [try sequence()]
        while isWord("or") {
            place += 1
            parts.append(try sequence())
        }
        return parts.count == 1 ? parts[0] : .or(parts)
    }

    private mutating func sequence() throws(QueryError) -> Query {
        var parts: [Query] = []
        while let next, next != .close, !isWord("or") {
            if isWord("and") {
                place += 1
                continue
            }
            let part = try single()
            if case .word(let word)? = self.next, let distance = Self.distance(word) {
                place += 1
                guard case .text(.phrase(let a, false)) = part, self.next != nil, case .text(.phrase(let b, false)) = try single() else {
                    throw QueryError(message: "\(word) stands between two words")
                }
                parts.append(.text(.near(a, b, distance)))
            } else {
                parts.append(part)
            }
        }
        guard !parts.isEmpty else { throw QueryError(message: "something is missing at \"or\" or in ( )") }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    /// `NEAR/10`: 10; `NEAR` alone too.
    private static func distance(_ word: String) -> Int? {
        if word == "NEAR" { return 10 }
        guard word.uppercased().hasPrefix("NEAR/") else { return nil }
        return Int(word.dropFirst(5)).map { min(max($0, 0), 1000) }
    }

    private mutating func single() throws(QueryError) -> Query {
        guard let token = next else { throw QueryError(message: "something is missing at the end") }
        if isWord("not") || token == .minus {
            place += 1
            return .not(try single())
        }
        place += 1
        switch token {
        case .open:
            let inner = try alternatives()
            guard next == .close else { throw QueryError(message: "a ( is not closed") }
            place += 1
            return inner
        case .close: throw QueryError(message: "there is a ) too many")
        case .minus: return .all
        case .phrase(let words): return try Self.term(words)
        case .word(let word):
            guard word.first == "=", word.count > 1 else { return try Self.term(word) }
            return .text(.exact(String(word.dropFirst())))
        case .field(let name, let value, _):
            guard let field = Query.Field(rawValue: name.lowercased()) else {
                // A colon in a text, as of a time, is no field where no letters stand before it.
                guard name.contains(where: \.isNumber) || value.isEmpty else {
                    throw QueryError(message: "there is no \"\(name):\"; there are " + Query.Field.allCases.map { $0.rawValue + ":" }.joined(separator: " "))
                }
                return try Self.term(name + " " + value)
            }
            guard !value.isEmpty else { throw QueryError(message: "nothing stands behind \(name): (\(field.hint))") }
            return .field(field, value)
        }
    }

    private static func term(_ text: String) throws(QueryError) -> Query {
        let words = Folding.words(text).map(\.word)
        guard !words.isEmpty else { throw QueryError(message: "there is no word in \"\(text)\"") }
        return .text(.phrase(words, isPrefix: text.hasSuffix("*")))
    }
}

extension Query {
    /// Reads a query as people write it.
    public init(_ text: String) throws(QueryError) {
        var reader = try QueryReader(text)
        self = try reader.query()
    }

    /// What may follow what has been typed, for a line below it; empty where nothing is to be said.
    public static func hint(_ text: String) -> String {
        let last = text.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        if last.isEmpty { return Field.allCases.map { $0.rawValue + ":" }.joined(separator: " ") }
        if let colon = last.firstIndex(of: ":"), let field = Field(rawValue: String(last[..<colon])) { return field.rawValue + ": " + field.hint }
        let begun = Field.allCases.filter { $0.rawValue.hasPrefix(last.lowercased()) }
        return begun.map { $0.rawValue + ": " + $0.hint }.joined(separator: "   ")
    }
}
