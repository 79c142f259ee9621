/// Entries of a table of contents.
enum ContentsEntry {
    /// Where the title of an entry ends: before leaders and a page number. nil where a line is none.
    static func titleEnd(_ shape: LineShape) -> Int? {
        guard let page = pageStart(shape), page > shape.start else { return nil }
        var end = page
        var points = 0
        while end > shape.start {
            let byte = shape.bytes[end - 1]
            if byte == 0x2E || byte == 0x5F {
                points += 1
            } else if byte == 0xA6, end - 3 >= shape.start, shape.bytes[end - 2] == 0x80, shape.bytes[end - 3] == 0xE2 {
                points += 3
                end -= 2
            } else if byte > 0x20 {
                break
            }
            end -= 1
        }
        return points >= 4 && end > shape.start ? end : nil
    }

    /// The same where it is known that contents are listed: no leaders are needed.
    static func looseTitleEnd(_ shape: LineShape) -> Int? {
        if let end = titleEnd(shape) { return end }
        guard shape.count <= 120, let page = pageStart(shape), page > shape.start + 1, shape.end - page < 4, shape.bytes[page - 1] <= 0x20
        else { return nil }
        var end = page
        while end > shape.start, shape.bytes[end - 1] <= 0x20 { end -= 1 }
        return end > shape.start ? end : nil
    }

    /// Where the page number at the end of a line begins.
    private static func pageStart(_ shape: LineShape) -> Int? {
        switch shape.last {
        case 0x30...0x39, 0x49, 0x56, 0x58, 0x4C, 0x69, 0x76, 0x78, 0x6C: break
        default: return nil
        }
        var start = shape.end
        while start > shape.start, shape.end - start < 6, shape.bytes[start - 1].isDigit { start -= 1 }
        if start < shape.end, shape.end - start <= 4 { return start }
        start = shape.end
        while start > shape.start, shape.end - start < 8, shape.bytes[start - 1] | 0x20 >= 0x61, shape.bytes[start - 1] | 0x20 <= 0x7A {
            start -= 1
        }
        return RomanNumeral.value(shape.bytes, start..<shape.end) != nil ? start : nil
    }

}

/// What stands over or under a figure or a table.
enum CaptionRule {
    private static func label(_ shape: LineShape) -> StaticString? {
        let label: StaticString
        switch (shape.first, shape[1] | 0x20) {
        case (0x46, 0x69): label = shape[3] == 0x2E ? "fig." : "figure"
        case (0x54, 0x61): label = "table"
        case (0x43, 0x68): label = "chart"
        case (0x4D, 0x61): label = "map"
        case (0x45, 0x78): label = "exhibit"
        case (0x44, 0x69): label = "diagram"
        case (0x47, 0x72): label = "graph"
        case (0x42, 0x6F): label = "box"
        case (0x4C, 0x69): label = "listing"
        case (0x50, 0x6C): label = "plate"
        case (0x50, 0x68): label = "photo"
        case (0x49, 0x6C): label = "illustration"
        case (0x49, 0x6D): label = "image"
        case (0x53, 0x63): label = "screenshot"
        default: return nil
        }
        return shape.begins(with: label) ? label : nil
    }

    /// Whether a line begins with a label, a number, and something that ends the number.
    static func matches(_ shape: LineShape) -> Bool {
        guard let label = label(shape) else { return false }
        var place = label.utf8CodeUnitCount
        guard shape[place] == 0x20 || shape[place - 1] == 0x2E else { return false }
        while shape[place] == 0x20 { place += 1 }
        let first = place
        while shape[place].isDigit || shape[place] == 0x2E && shape[place + 1].isDigit || shape[place] == 0x2D && shape[place + 1].isDigit {
            place += 1
        }
        if place == first, shape[place] >= 0x41, shape[place] <= 0x5A { place += 1 }
        while place - first < 6, isRoman(shape[place]), isRoman(shape[place - 1]) { place += 1 }
        guard place > first else { return false }
        return isEnd(shape, place)
    }

    private static func isEnd(_ shape: LineShape, _ place: Int) -> Bool {
        switch shape[place] {
        case 0, 0x3A, 0x7C: true
        case 0x2E, 0x29: shape[place + 1] <= 0x20
        case 0x09: true
        case 0x20:
            // "Table 2 Victims by country"
            shape[place + 1] >= 0x41 && shape[place + 1] <= 0x5A || shape[place + 1] == 0x20 || shape[place + 1] == 0x7C || shape[place + 1] == 0x2D && shape[place + 2] == 0x20
                || shape[place + 1] == 0xE2 && shape[place + 2] == 0x80
        default: false
        }
    }

    private static func isRoman(_ byte: UInt8) -> Bool { byte == 0x49 || byte == 0x56 || byte == 0x58 }
}

/// Notes at the foot of a page.
enum FootnoteRule {
    private static let reach = 1 << 13

    /// The number of a note that a line begins with: `[3] Smith ...`, `3 Smith ...`.
    static func number(_ shape: LineShape) -> Int? {
        let isBracketed = shape.first == 0x5B
        var place = isBracketed ? 1 : 0
        var number = 0
        while place < 5, shape[place] >= 0x30, shape[place] <= 0x39 {
            number = number * 10 + Int(shape[place] & 15)
            place += 1
        }
        guard place > (isBracketed ? 1 : 0), number > 0, number < 1000 else { return nil }
        if isBracketed {
            guard shape[place] == 0x5D else { return nil }
            place += 1
        }
        guard shape[place] == 0x20 || shape[place] == 0x09 else { return nil }
        while shape[place] == 0x20 || shape[place] == 0x09 { place += 1 }
        let byte = shape[place]
        let begins = byte >= 0x41 && byte <= 0x5A || byte == 0x22 || byte >= 0xC3 || shape.bytes[min(shape.end - 1, shape.start + place)] == 0x68 && shape[place + 1] == 0x74
        return begins ? number : nil
    }

    /// Whether a line begins the notes of its page: nothing but notes, numbered on, follows up to the
    /// form feed.
    static func begins(_ shape: LineShape, in text: Text, isRunning: (Line) -> Bool) -> Bool {
        guard var number = number(shape) else { return false }
        var offset = shape.line.next
        var last = shape
        while offset < shape.line.next + reach {
            guard let next = text.nextLine(from: offset) else { return false }
            if next.line.opensPage { return true }
            offset = next.line.next
            if isRunning(next.line) { continue }
            let line = LineShape(next.line, in: text)
            if let other = Self.number(line), other == number + 1 {
                number = other
            } else if next.blanks > 0 {
                // A gap within a note: only in mid-sentence.
                guard LineBeginning(next.line, in: text).continues, !LineEnd(last.line, in: text).endsSentence else { return false }
            }
            last = line
        }
        return false
    }
}

/// Entries of a list of references.
enum ReferenceEntry {
    /// Whether a line or the one below it has what entries have: a year, an address, pages, an editor.
    static func matches(_ shape: LineShape, in text: Text) -> Bool {
        if has(shape) { return true }
        guard let next = text.nextLine(from: shape.line.next), next.blanks == 0 else { return false }
        return has(LineShape(next.line, in: text))
    }

    private static func has(_ shape: LineShape) -> Bool {
        let bytes = shape.bytes
        var offset = shape.start
        while offset < shape.end {
            let byte = bytes[offset]
            let isWordStart = offset == shape.start || !isWord(bytes[offset - 1])
            if isWordStart, isYear(bytes, offset, shape.end) || begins(bytes, offset, shape.end) { return true }
            if byte == 0x3A, offset + 2 < shape.end, bytes[offset + 1] == 0x2F, bytes[offset + 2] == 0x2F { return true }
            offset += 1
        }
        return false
    }

    private static func isYear(_ bytes: Bytes, _ offset: Int, _ end: Int) -> Bool {
        guard offset + 4 <= end, bytes[offset] == 0x31 || bytes[offset] == 0x32, offset + 4 == end || !bytes[offset + 4].isDigit
        else { return false }
        let century = Int(bytes[offset] & 15) * 10 + Int(bytes[offset + 1] & 15)
        return (offset..<offset + 4).allSatisfy { bytes[$0].isDigit } && century >= 15 && century <= 20
    }

    private static let words: [StaticString] = ["www.", "doi", "pp.", "vol.", "ed.", "eds.", "ibid", "isbn", "arxiv", "rfc"]

    private static func begins(_ bytes: Bytes, _ offset: Int, _ end: Int) -> Bool {
        words.contains { word in
            offset + word.utf8CodeUnitCount <= end
                && (0..<word.utf8CodeUnitCount).allSatisfy { bytes[offset + $0] | 0x20 == word.utf8Start[$0] | 0x20 }
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool { byte.isDigit || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x80 }
}
