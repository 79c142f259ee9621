/// The lines at the head of a mail or of a file that say what it is.
enum FrontMatter {
    /// Names of the lines of a mail's head, in lower case.
    private static let names: Set<String> = [
        "from", "to", "cc", "bcc", "date", "sent", "subject", "reply-to", "message-id", "received", "mime-version", "sender",
        "return-path", "in-reply-to", "references", "delivered-to", "organization", "importance", "priority", "attachments",
        "list-id", "thread-topic", "thread-index", "user-agent", "von", "an", "betreff", "datum", "gesendet",
    ]
    private static let main: Set<String> = ["from", "to", "date", "sent", "subject", "von", "an", "betreff", "datum", "gesendet"]

    /// The name before the colon of a line of a mail's head; nil where it is none.
    private static func name(_ shape: LineShape) -> String? {
        var length = 0
        while length < 40, shape[length] > 0x20, shape[length] != 0x3A, shape[length] < 0x80 { length += 1 }
        guard length > 1, length < 40, shape[length] == 0x3A else { return nil }
        let name = String(decoding: (0..<length).map { shape[$0] | 0x20 }, as: UTF8.self)
        return names.contains(name) || name.hasPrefix("x-") || name.hasPrefix("content-") ? name : nil
    }

    /// Whether a mail's head begins with a line: two of its main lines stand at the top of a text,
    /// three elsewhere, before anything else.
    static func beginsMail(_ shape: LineShape, isTop: Bool, in text: Text) -> Bool {
        guard shape.first | 0x20 >= 0x61, shape.first | 0x20 <= 0x7A, let first = name(shape) else { return false }
        var found = main.contains(first) ? 1 : 0
        var offset = shape.line.next
        for _ in 0..<40 {
            guard found < (isTop ? 2 : 3) else { return true }
            guard let next = text.nextLine(from: offset), next.blanks == 0 else { return false }
            let line = LineShape(next.line, in: text)
            offset = next.line.next
            if line.start > next.line.start { continue }
            guard let name = name(line) else { return false }
            if main.contains(name) { found += 1 }
        }
        return false
    }

    /// Where the data in YAML at the top of a text ends: the line that closes it; nil where a text does
    /// not begin so.
    static func end(ofYAML shape: LineShape, in text: Text) -> Line? {
        guard shape.count == 3, shape.run(of: 0x2D) == 3 else { return nil }
        var offset = shape.line.next
        var keys = 0
        for _ in 0..<100 where offset < text.count {
            let line = text.peekLine(at: offset)
            offset = line.next
            guard !line.isBlank else { continue }
            let content = LineShape(line, in: text)
            if content.count == 3, content.run(of: 0x2D) == 3 || content.run(of: 0x2E) == 3 { return keys > 0 ? line : nil }
            if line.start == content.start, (1..<40).contains(where: { content[$0] == 0x3A }) { keys += 1 }
            if keys == 0 { return nil }
        }
        return nil
    }
}
