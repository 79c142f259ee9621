/// A statement or an argument as it stands in an Argdown document.
struct ArgdownElement {
    /// What joins it to the element that it is indented under.
    enum Relation: String, CaseIterable {
        case supportsChild = "+>", attacksChild = "->", undercutsChild = "_>"
        case supported = "<+", attacked = "<-", undercut = "<_"
        case contradicts = "><"
        case plainSupport = "+", plainAttack = "-", plainUndercut = "_"

        /// The relation that it is called in the model.
        var type: String {
            switch self {
            case .supportsChild, .supported, .plainSupport: "supports"
            case .attacksChild, .attacked, .plainAttack, .contradicts: "contradicts"
            case .undercutsChild, .undercut, .plainUndercut: "undercuts"
            }
        }

        /// Whether the element above bears on the one below.
        var isDownward: Bool { self == .supportsChild || self == .attacksChild || self == .undercutsChild }
    }

    /// `[Title]` or `<Title>`; nil where it has none.
    private(set) var title: String?
    private(set) var isArgument = false
    /// What it says, marks of emphasis aside; empty for a reference.
    private(set) var words = ""
    private(set) var tags: [String] = []
    /// Pairs of the data in braces.
    private(set) var data: [(name: String, value: String)] = []
    /// Titles that its words mention with `@`.
    private(set) var mentions: [String] = []

    /// Reads the words of an element, without relation and number.
    init(_ source: Substring) {
        var rest = source
        if let (name, behind) = ArgdownElement.bracketed(rest, open: "[", close: "]"), !behind.hasPrefix("(") {
            (title, rest) = (name, behind)
        } else if let (name, behind) = ArgdownElement.bracketed(rest, open: "<", close: ">") {
            (title, isArgument, rest) = (name, true, behind)
        }
        if title != nil {
            rest = rest.trimmingPrefix(while: \.isWhitespace)
            if rest.hasPrefix(":") { rest = rest.dropFirst() }
        }
        takeWords(rest)
    }

    /// No title is longer, in bytes.
    private static let longest = 2000

    /// What stands between two brackets at the beginning, escapes undone, and what follows.
    private static func bracketed(_ words: Substring, open: Unicode.Scalar, close: Unicode.Scalar) -> (String, Substring)? {
        let (bytes, opening, closing) = (words.utf8, UInt8(ascii: open), UInt8(ascii: close))
        guard bytes.first == opening else { return nil }
        var (name, place, left, isEscaped): ([UInt8], Substring.Index, Int, Bool) = ([], bytes.index(after: bytes.startIndex), longest, false)
        while place < bytes.endIndex, left > 0 {
            let byte = bytes[place]
            if !isEscaped, byte == closing { break }
            // A title holds no bracket like its own, so that an opened one is not looked through again and again.
            if !isEscaped, byte == opening { return nil }
            isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
            if !isEscaped { name.append(byte) }
            (place, left) = (bytes.index(after: place), left - 1)
        }
        guard place < bytes.endIndex, bytes[place] == closing, !name.isEmpty else { return nil }
        let title = String(decoding: name, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return (title, words[bytes.index(after: place)...])
    }

    private mutating func takeWords(_ source: Substring) {
        var rest = source.trimmingPrefix(while: \.isWhitespace)
        var out = ""
        let brace = rest.lastIndex(of: "}")
        while let character = rest.first {
            if character == "\\", rest.dropFirst().first != nil {
                out.append(rest[rest.index(after: rest.startIndex)])
                rest = rest.dropFirst(2)
            } else if character == "{", let end = brace, end > rest.startIndex {
                takeData(rest[rest.index(after: rest.startIndex)..<end])
                rest = rest[rest.index(after: end)...]
            } else if character == "#", out.isEmpty || out.last?.isWhitespace == true, let (tag, behind) = ArgdownElement.tag(rest) {
                tags.append(tag)
                rest = behind
            } else if character == "@", let (name, behind) = ArgdownElement.mention(rest.dropFirst()) {
                mentions.append(name)
                out += name
                rest = behind
            } else if character == "[", let (name, behind) = ArgdownElement.bracketed(rest, open: "[", close: "]"), behind.hasPrefix("("),
                let end = behind.prefix(2000).firstIndex(of: ")")
            {
                out += name
                rest = behind[behind.index(after: end)...]
            } else if character == "*" || character == "_", ArgdownElement.isEmphasis(out, rest) {
                rest = rest.dropFirst()
            } else {
                out.append(character)
                rest = rest.dropFirst()
            }
        }
        words = out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// `#tag` and `#(two words)`.
    private static func tag(_ words: Substring) -> (String, Substring)? {
        let rest = words.dropFirst()
        if rest.first == "(", let end = rest.firstIndex(of: ")") {
            return (String(rest[rest.index(after: rest.startIndex)..<end]), rest[rest.index(after: end)...])
        }
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        return name.isEmpty ? nil : (String(name), rest.dropFirst(name.count))
    }

    private static func mention(_ words: Substring) -> (String, Substring)? {
        bracketed(words, open: "[", close: "]") ?? bracketed(words, open: "<", close: ">")
    }

    /// Whether a mark stands at the edge of a word, where it is emphasis.
    private static func isEmphasis(_ before: String, _ rest: Substring) -> Bool {
        let behind = rest.prefix(4).drop { $0 == "*" || $0 == "_" }.first
        let opens = (before.last.map { $0.isWhitespace || $0.isPunctuation } ?? true) && behind.map { !$0.isWhitespace } == true
        let closes = before.last.map { !$0.isWhitespace } == true && (behind.map { $0.isWhitespace || $0.isPunctuation } ?? true)
        return opens || closes
    }

    /// `source: "…", certainty: "likely"`.
    private mutating func takeData(_ words: Substring) {
        var (part, isQuoted) = ("", false)
        func pair(_ part: String) -> (name: String, value: String)? {
            guard let colon = part.firstIndex(of: ":") else { return nil }
            let name = part[..<colon].filter { !$0.isWhitespace && $0 != "\"" }
            let value = part[colon...].dropFirst().trimmingPrefix(while: \.isWhitespace)
            return (name, ArgdownLines.unquoted(value.last?.isWhitespace == true ? value.dropLast() : value))
        }
        for character in words {
            if character == "\"" { isQuoted.toggle() }
            if character == ",", !isQuoted {
                pair(part).map { data.append($0) }
                part = ""
            } else {
                part.append(character)
            }
        }
        pair(part).map { data.append($0) }
    }
}
