import GlossModel

/// A text with spans marked in it, so that expected ranges are read, not counted.
///
/// `⟦` opens a span and `⟧` closes the innermost open one; `⟦Person:` gives it a label. The label
/// may carry more, each part led by a sign: `⟦Person#ann+pronoun:she⟧`, `⟦Date=2014-Q4:..⟧`; what
/// the signs mean is up to who reads them (see `MarkedReport`). The marks are not part of the text.
public struct MarkedText: Sendable {
    /// The text without marks.
    public let string: String
    /// The spans in bytes, in the order in which they open, with their labels.
    public let spans: [(label: String, span: Span)]
    /// What the labels carry beside the name, sign and value, one list a span.
    public let parts: [[(sign: Character, value: String)]]

    /// The signs that lead a part of a label.
    private static let signs: Set<Character> = ["#", "+", "=", "@", "&", "%", "<"]

    /// Reads marks.
    public init(_ marked: String) {
        var text = ""
        var open: [Int] = []
        var found: [(label: String, start: Int, end: Int)] = []
        var parts: [[(Character, String)]] = []
        var rest = Substring(marked)
        while let character = rest.popFirst() {
            switch character {
            case "⟦":
                var label = ""
                var carried: [(Character, String)] = []
                let name = rest.prefix { $0.isLetter }
                let after = rest.dropFirst(name.count)
                if !name.isEmpty, let length = MarkedText.length(ofPartsBefore: after) {
                    label = String(name)
                    carried = MarkedText.parts(of: after.prefix(length))
                    rest = after.dropFirst(length + 1)
                }
                open.append(found.count)
                found.append((label, text.utf8.count, text.utf8.count))
                parts.append(carried)
            case "⟧": found[open.removeLast()].end = text.utf8.count
            default: text.append(character)
            }
        }
        string = text
        spans = found.map { ($0.label, Span($0.start, $0.end)) }
        self.parts = parts
    }

    /// How many characters stand before the colon that ends a label; nil where none ends here.
    private static func length(ofPartsBefore rest: Substring) -> Int? {
        if rest.first == ":" { return 0 }
        guard let sign = rest.first, signs.contains(sign) else { return nil }
        let inside = rest.prefix { $0 != ":" && $0 != " " && $0 != "⟦" && $0 != "⟧" }
        return rest.dropFirst(inside.count).first == ":" ? inside.count : nil
    }

    private static func parts(of text: Substring) -> [(Character, String)] {
        var parts: [(Character, String)] = []
        for character in text {
            if signs.contains(character) {
                parts.append((character, ""))
            } else if !parts.isEmpty {
                parts[parts.count - 1].1.append(character)
            }
        }
        return parts
    }

    /// The text as a report's.
    public var text: Text { Text(string) }
}
