/// A title in Markdown: `## Title`, `## Title ##`.
struct MarkdownTitle {
    let shape: LineShape
    let level: Int
    /// Where the title begins and ends.
    let content: Int
    let end: Int

    /// The title of a line; nil where it is none. Several in a row are comments of a program.
    init?(_ shape: LineShape, in text: Text) {
        let level = shape.run(of: 0x23)
        guard level <= 6, shape[level] == 0x20, shape.count < 200, shape.start - shape.line.start < 4 else { return nil }
        if let next = text.nextLine(from: shape.line.next), next.blanks == 0 {
            let below = LineShape(next.line, in: text)
            if below.first == 0x23, below.run(of: 0x23) == level, below[level] == 0x20 { return nil }
        }
        var content = shape.start + level
        while content < shape.end, shape.bytes[content] <= 0x20 { content += 1 }
        var end = shape.end
        while end > content, shape.bytes[end - 1] == 0x23 { end -= 1 }
        if end < shape.end, end > content, shape.bytes[end - 1] > 0x20 { end = shape.end }
        while end > content, shape.bytes[end - 1] <= 0x20 { end -= 1 }
        guard content < end, !Preformatted.isCode(shape, content..<end) else { return nil }
        var line = shape.line
        line.end = end
        let words = LineShape(line, in: text)
        // A sentence, an address: a comment of a program.
        guard words.last != 0x2E, words.last != 0x2C, words.last != 0x3B, !TitleShape(words, from: content).hasForeign else { return nil }
        (self.shape, self.level, self.content, self.end) = (shape, level, content, end)
    }
}
