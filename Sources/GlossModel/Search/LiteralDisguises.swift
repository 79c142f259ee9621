/// Where a literal may stand in a text though its bytes do not: some of its letters have diacritics or
/// are in ligatures, or characters that are not seen stand between them.
struct LiteralDisguises: Sendable {
    /// For each scalar below U+10000 how it may disguise the literal; 0: it does not.
    private let codes: [UInt8]
    private let letters: [Letter]
    /// For each letter the places in the literal where it stands, at the first of them.
    private let places: [[Int]]
    /// For each letter and byte, whether the byte may stand before it, and after it, where it is disguised.
    private let neighbours: [(before: Bool, after: Bool)]
    /// First bytes of the scalars with a code. Those of Hebrew and Arabic points disguise no letter of ASCII.
    let leads: Set<UInt8>

    /// What codes mean; from `letter` on: reads as the letter that first stands at the place so far beyond it.
    private enum Code {
        static let passedOver: UInt8 = 1
        static let ligature: UInt8 = 2
        static let lineEnd: UInt8 = 3
        static let letter: UInt8 = 4
    }

    private struct Letter {
        var scalar: Unicode.Scalar
        /// 0x20 where case is ignored, else 0.
        var fold: UInt8
        /// Bytes of the literal before it.
        var offset: Int
        var bytes: [UInt8]

        func reads(_ other: Unicode.Scalar) -> Bool {
            if other == scalar { return true }
            let base = LetterFolding.base(of: other)
            return base == scalar || base.isASCII && base.value | UInt32(fold) == scalar.value
        }
    }

    /// The bytes of a literal, and for each 0x20 where its case is ignored, else 0.
    init(_ bytes: [UInt8], _ folds: [UInt8]) {
        let letters = Self.letters(bytes, folds)
        self.letters = letters
        places = letters.indices.map { first in letters.indices.filter { letters[$0].scalar == letters[first].scalar } }
        codes = Self.codes(of: letters)
        neighbours = Self.neighbours(of: letters, places)
        leads = Self.leads(of: codes)
    }

    private static func neighbours(of letters: [Letter], _ places: [[Int]]) -> [(before: Bool, after: Bool)] {
        letters.indices.flatMap { first in
            (0..<256).map { byte in
                let isRead = { (index: Int) in
                    let own = letters[index].bytes
                    return byte | Int(letters[index].fold) == Int(own[0]) || byte | Int(letters[index].fold) == Int(own[own.count - 1])
                }
                return (
                    places[first].contains { $0 == 0 || isRead($0 - 1) },
                    byte >= 0x80 || byte == 0x2D || byte < 0x20
                        || places[first].contains { $0 + 1 == letters.count || isRead($0 + 1) }
                )
            }
        }
    }

    private static func letters(_ bytes: [UInt8], _ folds: [UInt8]) -> [Letter] {
        var letters: [Letter] = []
        var offset = 0
        while offset < bytes.count {
            let (scalar, length) = bytes.withBytes { UTF8Decoding.scalar(in: $0, at: offset) }
            let own = Array(bytes[offset..<offset + length])
            letters.append(Letter(scalar: scalar, fold: folds[offset], offset: offset, bytes: own))
            offset += length
        }
        return letters
    }

    private static func codes(of letters: [Letter]) -> [UInt8] {
        var codes = [UInt8](repeating: 0, count: 0x10000)
        func set(_ code: UInt8, _ set: ScalarSet) {
            for value in set.ranges.joined() where value >= 0x80 && value < codes.count { codes[Int(value)] = code }
        }
        let isASCII = letters.allSatisfy(\.scalar.isASCII)
        let pointed = ScalarSet([0x590...0x8FF, 0xFE70...0xFE7F])
        let passedOver = LetterFolding.unseen.union(LetterFolding.marks)
        set(Code.passedOver, isASCII ? passedOver.subtracting(pointed) : passedOver)
        for (index, letter) in letters.enumerated().reversed() {
            let upper = letter.scalar.value & ~UInt32(letter.fold)
            let own = ScalarSet([letter.scalar.value...letter.scalar.value, upper...upper])
            set(Code.letter + UInt8(min(index, 200)), LetterFolding.addingVariants(to: own).subtracting(own))
        }
        for value in LetterFolding.ligatures.ranges.joined() where value < codes.count {
            guard let scalar = Unicode.Scalar(value), let read = LetterFolding.letters(of: scalar) else { continue }
            if read.contains(where: { part in letters.contains { $0.reads(part) } }) { codes[Int(value)] = Code.ligature }
        }
        for value in [0xAD, 0x2010] { codes[value] = Code.lineEnd }
        return codes
    }

    private static func leads(of codes: [UInt8]) -> Set<UInt8> {
        var leads: Set<UInt8> = [0xF3]
        for value in codes.indices where codes[value] != 0 {
            leads.insert(value < 0x800 ? 0xC0 | UInt8(value >> 6) : 0xE0 | UInt8(value >> 12))
        }
        return leads
    }

    /// Whether the literal stands around a place with a byte of `leads`, if the character there is
    /// read as a search does. True as well where it cannot be told without reading over a line end.
    @inline(__always)
    func mayStand(_ text: Bytes, at place: Int, _ range: Range<Int>) -> Bool {
        let lead = text[place]
        guard place + 2 < range.upperBound || lead < 0xE0 && place + 1 < range.upperBound else { return false }
        let second = Int(text[place + 1] & 0x3F)
        let code: UInt8
        if lead < 0xE0 {
            code = codes[Int(lead & 0x1F) << 6 | second]
        } else if lead < 0xF0 {
            code = codes[Int(lead & 0x0F) << 12 | second << 6 | Int(text[place + 2] & 0x3F)]
        } else {
            code = second >= 0x20 ? Code.passedOver : 0
        }
        if code >= Code.letter, !fits(text, at: place, lead, Int(code - Code.letter) << 8) { return false }
        return code != 0 && isDisguised(text, at: place, code, range)
    }

    @inline(__always)
    private func fits(_ text: Bytes, at place: Int, _ lead: UInt8, _ row: Int) -> Bool {
        let next = place + (lead < 0xE0 ? 2 : 3)
        return neighbours[row | Int(place > 0 ? text[place - 1] : 0)].before
            && neighbours[row | Int(next < text.count ? text[next] : 0)].after
    }

    private func isDisguised(_ text: Bytes, at place: Int, _ code: UInt8, _ range: Range<Int>) -> Bool {
        let (scalar, length) = UTF8Decoding.scalar(in: text, at: place)
        let next = place + length
        switch code {
        case Code.lineEnd where isLineEnd(text, from: next, range): return true
        case Code.lineEnd where scalar != "\u{AD}": return false
        case Code.passedOver, Code.lineEnd:
            return (1..<max(1, letters.count)).contains {
                stands(text, before: place, $0, range) && goesOn(text, from: next, $0, range)
            }
        case Code.ligature:
            let read = LetterFolding.letters(of: scalar) ?? []
            return read.indices.contains { begins(text, read[$0...], at: place, next, range, isWhole: $0 == 0) }
        default:
            return places[Int(code - Code.letter)].contains {
                stands(text, before: place, $0, range) && goesOn(text, from: next, $0 + 1, range)
            }
        }
    }

    /// Whether letters read at a place are some of the literal's, what is before them stands before
    /// it, and the rest after it; of a part of a ligature only at the literal's beginning.
    private func begins(
        _ text: Bytes, _ read: ArraySlice<Unicode.Scalar>, at place: Int, _ next: Int,
        _ range: Range<Int>, isWhole: Bool
    ) -> Bool {
        (isWhole ? letters.indices : 0..<1).contains { index in
            let wanted = letters[index...].prefix(read.count)
            return zip(wanted, read).allSatisfy { $0.reads($1) } && stands(text, before: place, index, range)
                && goesOn(text, from: next, index + wanted.count, range)
        }
    }

    /// Whether the letters before one stand, as they are, before a place.
    private func stands(_ text: Bytes, before place: Int, _ index: Int, _ range: Range<Int>) -> Bool {
        let start = place - letters[index].offset
        guard start >= range.lowerBound else { return false }
        var before = index - 1
        while before >= 0 {
            let letter = letters[before]
            for byte in letter.bytes.indices where text[start + letter.offset + byte] | letter.fold != letter.bytes[byte] {
                return false
            }
            before -= 1
        }
        return true
    }

    /// Whether the letters from one on are read from a place on.
    private func goesOn(_ text: Bytes, from place: Int, _ index: Int, _ range: Range<Int>) -> Bool {
        var (position, index) = (place, index)
        while index < letters.count {
            guard position < range.upperBound else { return false }
            let (scalar, length) = UTF8Decoding.scalar(in: text, at: position)
            if scalar == "-" || scalar == "\u{2010}" || scalar.value < 0x20 { return true }
            position += length
            if LetterFolding.isPassedOver(scalar) { continue }
            let read = LetterFolding.letters(of: scalar) ?? [scalar]
            let wanted = letters[index...].prefix(read.count)
            guard zip(wanted, read).allSatisfy({ $0.reads($1) }) else { return false }
            index += wanted.count
        }
        return true
    }

    private func isLineEnd(_ text: Bytes, from place: Int, _ range: Range<Int>) -> Bool {
        var next = place
        while next < range.upperBound, text[next] == 0x20 || text[next] == 0x09 { next += 1 }
        return next < range.upperBound && (text[next] < 0x20 || text[next] == 0xC2 || text[next] == 0xE2)
    }
}
