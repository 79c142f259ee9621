import GlossModel

/// What may be annotated, as brat's own files say it: `annotation.conf` (types, and what relations join) and
/// `kb_shortcuts.conf` (letters) (brat.nlplab.org/configuration).
public struct BratGuideline: Sendable, Hashable {
    /// A relation and what it may join; an empty set allows anything.
    public struct Relation: Sendable, Hashable {
        public var name: String
        public var from: Set<String> = []
        public var to: Set<String> = []
        /// The line of annotation.conf, from 1.
        public var line: Int
    }

    /// Types of words, in the order of the file.
    public private(set) var types: [String] = []
    public private(set) var relations: [Relation] = []
    /// Letters and what they give, in the order of the file.
    public private(set) var letters: [(letter: Unicode.Scalar, type: String)] = []
    /// Types that others are under, by each of those.
    private var above: [String: String] = [:]

    public init(annotation: Text?, shortcuts: Text? = nil) {
        if let annotation { read(annotation) }
        for line in (shortcuts.map { $0[$0.span] } ?? "").split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.count == 2, let letter = words[0].unicodeScalars.first, words[0].unicodeScalars.count == 1 else { continue }
            letters.append((Character(letter).lowercased().unicodeScalars.first ?? letter, String(words[1])))
        }
    }

    public static func == (a: BratGuideline, b: BratGuideline) -> Bool {
        a.types == b.types && a.relations == b.relations && a.letters.map(\.type) == b.letters.map(\.type)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(types) }

    /// Whether it says anything.
    public var isEmpty: Bool { types.isEmpty }

    /// Why a type may not be given; nil where it may.
    public func refusal(ofType type: String) -> String? {
        types.isEmpty || types.contains(type) || TimexType(rawValue: type) != nil || type == MarkedWords.claim
            ? nil : "\(type) is no type of annotation.conf: \(types.prefix(8).joined(separator: ", "))\(types.count > 8 ? " ..." : "")"
    }

    /// Why a relation may not join two types; nil where it may.
    public func refusal(ofRelation name: String, from: String, to: String) -> String? {
        guard !relations.isEmpty else { return nil }
        let named = relations.filter { $0.name == name }
        guard let first = named.first else {
            return "\(name) is no relation of annotation.conf: \(Set(relations.map(\.name)).sorted().joined(separator: ", "))"
        }
        if named.contains(where: { allows($0.from, from) && allows($0.to, to) }) { return nil }
        func words(_ set: Set<String>) -> String { set.isEmpty ? "anything" : set.sorted().joined(separator: " or ") }
        return "\(name) joins \(words(first.from)) and \(words(first.to)) (annotation.conf \(first.line))"
    }

    private func allows(_ allowed: Set<String>, _ type: String) -> Bool {
        var type: String? = type
        while let name = type {
            if allowed.isEmpty || allowed.contains(name) { return true }
            type = above[name]
        }
        return false
    }

    // MARK: Reading annotation.conf

    private mutating func read(_ file: Text) {
        var section = ""
        var macros: [String: String] = [:]
        var path: [(depth: Int, name: String)] = []
        for (number, raw) in file[file.span].split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let depth = raw.prefix { $0 == "\t" || $0 == " " }.count
            let line = raw.drop { $0 == "\t" || $0 == " " }
            guard let first = line.first, first != "#" else { continue }
            if first == "[", let end = line.firstIndex(of: "]") {
                section = line[line.index(after: line.startIndex)..<end].lowercased()
                path = []
            } else if first == "<", let equals = line.firstIndex(of: "=") {
                macros[String(line[..<equals])] = String(line[line.index(after: equals)...])
            } else {
                let fields = line.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
                take(fields, section, depth, number + 1, macros, &path)
            }
        }
    }

    private mutating func take(
        _ fields: [String], _ section: String, _ depth: Int, _ number: Int, _ macros: [String: String],
        _ path: inout [(depth: Int, name: String)]
    ) {
        guard let word = fields.first, !word.hasPrefix("-"), !word.hasPrefix("<") else { return }
        switch section {
        case "entities":
            let name = word.hasPrefix("!") ? String(word.dropFirst()) : word
            while let last = path.last, last.depth >= depth { path.removeLast() }
            if let last = path.last { above[name] = last.name }
            path.append((depth, name))
            if !word.hasPrefix("!") { types.append(name) }
        case "relations":
            var relation = Relation(name: word, line: number)
            for argument in (fields.count > 1 ? fields[1] : "").split(separator: ",") {
                let parts = argument.split(separator: ":", maxSplits: 1).map { $0.trimmed }
                guard parts.count == 2 else { continue }
                let named = macros[parts[1]] ?? parts[1]
                let allowed = Set(named.split { $0 == "|" || $0 == "(" || $0 == ")" }.map { $0.trimmed })
                let set = allowed.contains("<ANY>") || allowed.contains("<ENTITY>") ? [] : allowed
                if parts[0].hasSuffix("1") { relation.from = set } else if parts[0].hasSuffix("2") { relation.to = set }
            }
            relations.append(relation)
        default: break
        }
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
