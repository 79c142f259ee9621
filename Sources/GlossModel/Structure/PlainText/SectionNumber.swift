/// The number of a section: `3`, `3.2`, `IV`.
struct SectionNumber: Equatable {
    var parts: [Int]
    var isRoman = false
    /// Whether a point, a colon or a parenthesis stands behind it.
    var isClosed: Bool
    /// Where the title begins.
    var content: Int

    /// The number that a line begins with, if a title follows.
    init?(_ shape: LineShape) {
        let first = shape.first
        guard first >= 0x30 && first <= 0x39 || first == 0x49 || first == 0x56 || first == 0x58 else { return nil }
        var offset = shape.start
        var parts: [Int] = []
        if first <= 0x39 {
            while let part = SectionNumber.digits(shape, &offset) {
                parts.append(part)
                guard parts.count < 6, offset + 1 < shape.end, shape.bytes[offset] == 0x2E,
                    shape.bytes[offset + 1] >= 0x30, shape.bytes[offset + 1] <= 0x39
                else { break }
                offset += 1
            }
        } else {
            while offset < shape.end, shape.bytes[offset] >= 0x41, shape.bytes[offset] <= 0x5A { offset += 1 }
            guard let value = RomanNumeral.value(shape.bytes, shape.start..<offset) else { return nil }
            parts = [value]
            isRoman = true
        }
        guard !parts.isEmpty, offset < shape.end else { return nil }
        isClosed = shape.bytes[offset] == 0x2E || shape.bytes[offset] == 0x3A || shape.bytes[offset] == 0x29
        if isClosed { offset += 1 }
        guard offset < shape.end, shape.bytes[offset] <= 0x20, isClosed || !isRoman else { return nil }
        while offset < shape.end, shape.bytes[offset] <= 0x20 { offset += 1 }
        (self.parts, content) = (parts, offset)
    }

    private static func digits(_ shape: LineShape, _ offset: inout Int) -> Int? {
        let first = offset
        var value = 0
        while offset < shape.end, offset - first < 4, shape.bytes[offset] >= 0x30, shape.bytes[offset] <= 0x39 {
            value = value * 10 + Int(shape.bytes[offset] & 15)
            offset += 1
        }
        return offset > first && offset - first < 3 ? value : nil
    }
}

/// The numbers of the sections so far.
struct SectionNumbers: Equatable {
    private var last: [Int] = []
    private var lastRoman = 0

    var isEmpty: Bool { last.isEmpty && lastRoman == 0 }

    /// How deep a section of that number is, from 1.
    func level(of number: SectionNumber) -> Int {
        min(6, number.isRoman || lastRoman == 0 ? number.parts.count : number.parts.count + 1)
    }

    /// Whether a number comes next, `gap` left out at most.
    func isNext(_ number: SectionNumber, gap: Int) -> Bool {
        if number.isRoman { return number.parts[0] > lastRoman && number.parts[0] <= lastRoman + 1 + gap }
        let parts = number.parts
        let common = parts.count - 1
        if last.isEmpty { return parts[0] <= 1 && parts.allSatisfy { $0 <= 1 } }
        if parts.count > last.count {
            return parts.prefix(last.count).elementsEqual(last) && parts.dropFirst(last.count).allSatisfy { $0 <= 1 }
                || parts.count > 1 && parts[0] == last[0] + 1 && parts.dropFirst().allSatisfy { $0 <= 1 }
        }
        guard parts.prefix(common).elementsEqual(last.prefix(common)) else {
            return parts.count > 1 && parts[0] == last[0] + 1 && parts.dropFirst().allSatisfy { $0 <= 1 }
        }
        return parts[common] > last[common] && parts[common] <= last[common] + 1 + gap
    }

    /// Takes a number of a section. A roman one begins those below it anew.
    mutating func take(_ number: SectionNumber) {
        if number.isRoman {
            lastRoman = number.parts[0]
            last = []
        } else {
            last = number.parts
        }
    }
}
