import GlossModel

/// Offsets of Label Studio over a page of HTML: `globalOffsets` count UTF-16 units of the text that is
/// shown, without tags, a reference as the character that it is. Maps them to where these characters
/// stand in the markup, which is the text of the report.
struct LabelStudioHTML {
    /// For each unit that is shown, where its character begins and ends in the markup, in UTF-16 units.
    private var places: [(start: Int, end: Int)] = []

    /// Looks through the markup. O(text).
    init(_ text: Text) {
        var (offset, units) = (0, 0)
        while offset < text.count {
            if text.bytes[offset] == 0x3C, let end = LabelStudioHTML.tagEnd(text, offset) {
                let length = LabelStudioHTML.units(text, offset, end)
                // A line break is a character.
                if text[Span(offset, min(end, offset + 4))].lowercased().hasPrefix("<br") { places.append((units, units + length)) }
                (offset, units) = (end, units + length)
            } else if text.bytes[offset] == 0x26, let end = LabelStudioHTML.referenceEnd(text, offset) {
                places.append((units, units + end - offset))
                (offset, units) = (end, units + end - offset)
            } else {
                let (scalar, length) = text.scalar(at: offset)
                let width = scalar.value > 0xFFFF ? 2 : 1
                for _ in 0..<width { places.append((units, units + width)) }
                (offset, units) = (offset + length, units + width)
            }
        }
    }

    /// Whether a text may be a page of HTML: there is a tag in it.
    static func isMarkup(_ text: Text) -> Bool {
        guard let first = text.bytes.firstIndex(of: 0x3C) else { return false }
        return tagEnd(text, first) != nil
    }

    /// Offsets in the markup of offsets in what is shown; nil where they are beyond it.
    func markup(_ start: Int, _ end: Int) -> (start: Int, end: Int)? {
        guard start >= 0, end >= start, end <= places.count else { return nil }
        guard end > start else { return start < places.count ? (places[start].start, places[start].start) : nil }
        return (places[start].start, places[end - 1].end)
    }

    private static func tagEnd(_ text: Text, _ offset: Int) -> Int? {
        let next = text.byte(offset + 1)
        guard next == 0x2F || next == 0x21 || next | 0x20 >= 0x61 && next | 0x20 <= 0x7A else { return nil }
        return text.bytes[offset...].firstIndex(of: 0x3E).map { $0 + 1 }
    }

    /// The end of `&amp;`, `&#39;`.
    private static func referenceEnd(_ text: Text, _ offset: Int) -> Int? {
        let rest = text.bytes[(offset + 1)...].prefix(32)
        guard let end = rest.firstIndex(of: 0x3B), end > offset + 1,
            rest[..<end].allSatisfy({ $0 == 0x23 || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 })
        else { return nil }
        return end + 1
    }

    private static func units(_ text: Text, _ start: Int, _ end: Int) -> Int { text[Span(start, end)].utf16.count }
}
