import GlossModel

/// A text with spans marked in it, so that expected ranges are read, not counted.
///
/// `⟦` opens a span and `⟧` closes the innermost open one; `⟦Person:` gives it a label. The marks
/// are not part of the text.
public struct MarkedText: Sendable {
    /// The text without marks.
    public let string: String
    /// The spans in bytes, in the order in which they open, with their labels.
    public let spans: [(label: String, span: Span)]

    /// Reads marks.
    public init(_ marked: String) {
        var text = ""
        var open: [Int] = []
        var found: [(label: String, start: Int, end: Int)] = []
        var rest = Substring(marked)
        while let character = rest.popFirst() {
            switch character {
            case "⟦":
                var label = ""
                let name = rest.prefix { $0.isLetter }
                if !name.isEmpty, rest.dropFirst(name.count).first == ":" {
                    label = String(name)
                    rest = rest.dropFirst(name.count + 1)
                }
                open.append(found.count)
                found.append((label, text.utf8.count, text.utf8.count))
            case "⟧": found[open.removeLast()].end = text.utf8.count
            default: text.append(character)
            }
        }
        string = text
        spans = found.map { ($0.label, Span($0.start, $0.end)) }
    }

    /// The text as a report's.
    public var text: Text { Text(string) }
}
