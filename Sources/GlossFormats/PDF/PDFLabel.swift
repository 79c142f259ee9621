/// What a line may begin with: the sign or number of a list item, or the number of a heading.
struct PDFLabel {
    enum Kind: Equatable {
        case bullet
        /// Its figures, "3.2" is [3, 2].
        case number([Int])
        /// A letter or a small Roman numeral, "b)", "iv.".
        case letter
        /// "Chapter 3", "Appendix A".
        case word
    }

    var kind: Kind
    /// Bytes of the line that it takes, with the white space after it.
    var length: Int
    /// Whether it is closed by a point, a bracket or a colon.
    var isClosed: Bool

    /// Depth of a number: 2 of "3.2".
    var depth: Int { if case .number(let parts) = kind { parts.count } else { 1 } }

    var isBullet: Bool { kind == .bullet }

    /// The label that a line begins with; nil where there is none or nothing after it.
    init?(_ line: [UInt8]) {
        guard let label = PDFLabel.bullet(line) ?? PDFLabel.number(line) ?? PDFLabel.letter(line) ?? PDFLabel.word(line) else { return nil }
        self = label
    }

    private init(_ kind: Kind, _ line: [UInt8], end: Int, isClosed: Bool) {
        self.kind = kind
        self.isClosed = isClosed
        length = end
        while length < line.count, line[length] == 0x20 || line[length] == 0x09 { length += 1 }
    }

    private static let bullets = ["•", "◦", "▪", "■", "●", "○", "□", "►", "▶", "➢", "➤", "✓", "✔", "‣", "·", "∙", "◆", "❖", "»", "–", "—", "−", "*", "-", "o", "+"]
        .map { Array($0.utf8) }

    private static func bullet(_ line: [UInt8]) -> PDFLabel? {
        for sign in bullets where line.starts(with: sign) && line.count > sign.count {
            let next = line[sign.count]
            if next == 0x20 || next == 0x09 || sign.count == 3 && sign[0] == 0xE2 && sign[1] != 0x80 {
                return PDFLabel(.bullet, line, end: sign.count, isClosed: true)
            }
            if sign == bullets[0], next > 0x20 { return PDFLabel(.bullet, line, end: sign.count, isClosed: true) }
        }
        return nil
    }

    /// "3", "3.", "3.2", "3.2.1.", "3)", "(3)", "[3]", "A.3".
    private static func number(_ line: [UInt8]) -> PDFLabel? {
        var place = 0
        let opener = line.first ?? 0
        let isOpen = opener == 0x28 || opener == 0x5B
        if isOpen { place = 1 }
        var parts: [Int] = []
        // "A.3" of an appendix.
        if !isOpen, line.count > 3, line[0] >= 0x41, line[0] <= 0x5A, line[1] == 0x2E, isFigure(line[2]) {
            parts.append(Int(line[0] - 0x40))
            place = 2
        }
        while place < line.count, isFigure(line[place]) {
            var value = 0
            var figures = 0
            while place < line.count, isFigure(line[place]) {
                value = value * 10 + Int(line[place] - 0x30)
                figures += 1
                place += 1
                if figures > 3 { return nil }
            }
            parts.append(value)
            guard place + 1 < line.count, line[place] == 0x2E, isFigure(line[place + 1]) else { break }
            place += 1
        }
        guard !parts.isEmpty, parts.count <= 6, parts.count != 4 || parts.allSatisfy({ $0 < 32 }) else { return nil }
        var isClosed = false
        if place < line.count, isOpen ? line[place] == (opener == 0x28 ? 0x29 : 0x5D) : closers.contains(line[place]) {
            isClosed = true
            place += 1
        }
        guard isClosed || !isOpen, place < line.count, line[place] == 0x20 || line[place] == 0x09 else { return nil }
        return PDFLabel(.number(parts), line, end: place, isClosed: isClosed)
    }

    private static let closers: [UInt8] = [0x2E, 0x29, 0x3A]

    private static func isFigure(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// "a)", "B.", "(c)", "iv.".
    private static func letter(_ line: [UInt8]) -> PDFLabel? {
        var place = line.first == 0x28 ? 1 : 0
        let start = place
        while place < line.count, place - start < 5, line[place] | 0x20 >= 0x61, line[place] | 0x20 <= 0x7A { place += 1 }
        guard place + 1 < line.count else { return nil }
        guard start == 1 ? line[place] == 0x29 : line[place] == 0x2E || line[place] == 0x29 else { return nil }
        guard line[place + 1] == 0x20 || line[place + 1] == 0x09 else { return nil }
        let letters = String(decoding: line[start..<place], as: UTF8.self)
        guard letters.utf8.count == 1 || PDFPageNumbers.roman(letters) != nil else { return nil }
        return PDFLabel(.letter, line, end: place + 1, isClosed: true)
    }

    private static let words = ["chapter", "part", "section", "appendix", "annex", "article", "schedule", "exhibit"]

    private static func word(_ line: [UInt8]) -> PDFLabel? {
        guard let first = line.first, words.contains(where: { $0.utf8.first == first | 0x20 }) else { return nil }
        let head = String(decoding: line.prefix(24), as: UTF8.self).lowercased()
        guard let word = words.first(where: { head.hasPrefix($0 + " ") }) else { return nil }
        let rest = head.dropFirst(word.count + 1)
        let name = rest.prefix { $0.isLetter || $0.isNumber }
        guard name.count == 1 || PDFPageNumbers.value(String(name)) != nil || numbers.contains(String(name)) else { return nil }
        let end = min(line.count, word.utf8.count + 1 + name.utf8.count)
        let isClosed = end == line.count || [0x3A, 0x2E, 0x2D, 0xE2, 0x09].contains(line[end])
        return PDFLabel(.word, line, end: end, isClosed: isClosed)
    }

    private static let numbers: Set<String> = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
}
