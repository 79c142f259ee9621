/// `>` before quoted lines.
enum QuoteMarks {
    static let mark: UInt8 = 0x3E

    /// Where the words behind the marks begin.
    static func end(_ shape: LineShape) -> Int {
        var offset = shape.start
        while offset < shape.end, shape.bytes[offset] == mark || shape.bytes[offset] == 0x20 || shape.bytes[offset] == 0x09 {
            offset += 1
        }
        return offset
    }

    /// How many marks there are, 15 at most.
    static func depth(_ shape: LineShape) -> Int {
        min(15, (shape.start..<end(shape)).count { shape.bytes[$0] == mark })
    }

    /// Whether a quotation begins: the next line is quoted too, or it stands alone.
    static func begin(_ shape: LineShape, after last: Line?, blanks: Int, in text: Text) -> Bool {
        guard shape[1] == 0x20 || shape[1] == mark || shape.count == 1 || shape[1] >= 0x41 else { return false }
        // The prompt of an interpreter; a mail has quoted less before it quotes so much.
        if shape.run(of: mark) == 3, shape[3] == 0x20 { return false }
        let next = text.nextLine(from: shape.line.next)
        if let next, next.blanks == 0, LineShape(next.line, in: text).first == mark { return true }
        if blanks > 0 || last == nil { return next?.blanks ?? 1 > 0 && shape[1] == 0x20 }
        return last.map { LineEnd($0, in: text).endsSentence } ?? true
    }
}
