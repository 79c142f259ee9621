import GlossLexicon
import GlossModel

/// A word, a number or a mark, cut finer than a token: `20-year-old` is five of them.
struct TimeAtom: Sendable {
    enum Kind: UInt8, Sendable { case word, number, mark }

    private var first: UInt32
    private var limit: UInt32
    /// The value of a number, cut at its decimal point; 10^9 for all that is more.
    private var value: Int32 = 0
    var word = TimeWord.none
    var kind: Kind
    private var digitCount: UInt8 = 0
    private var fractionDigit: Int8 = -1
    /// The mark in ASCII: all dashes `-`, single quotes `'`, double quotes `"`.
    var mark: UInt8 = 0
    /// Whether no white space stands before it.
    var isGlued = false
    var isCapital = false
    /// Whether a point, closing quote or the beginning stands before it.
    var beginsSentence = false

    init(start: Int, end: Int, kind: Kind) {
        first = UInt32(truncatingIfNeeded: start)
        limit = UInt32(truncatingIfNeeded: end)
        self.kind = kind
    }

    /// Bytes.
    var start: Int { Int(first) }
    var end: Int {
        get { Int(limit) }
        set { limit = UInt32(truncatingIfNeeded: newValue) }
    }
    /// The value of a number, cut at its decimal point.
    var number: Int {
        get { Int(value) }
        set { value = Int32(truncatingIfNeeded: newValue) }
    }
    /// Number of digits; 0 where they are grouped or have a fraction and can be no year or day.
    var digits: Int {
        get { Int(digitCount) }
        set { digitCount = UInt8(truncatingIfNeeded: min(newValue, 255)) }
    }
    /// The first digit behind the decimal point; -1 for none.
    var fraction: Int {
        get { Int(fractionDigit) }
        set { fractionDigit = Int8(truncatingIfNeeded: newValue) }
    }

    /// Whether all of it is ASCII capitals.
    func isAllCapitals(_ bytes: Bytes) -> Bool { (start..<end).allSatisfy { bytes[$0] >= 0x41 && bytes[$0] <= 0x5A } }

    /// What stands beyond either end of a sentence.
    static var nothing: TimeAtom { TimeAtom(start: 0, end: 0, kind: .mark) }
}

extension UInt8 {
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A || self >= 0xC0 }
}

/// Reads a stretch of text as atoms. Linear.
struct TimeAtomReader {
    let bytes: Bytes
    let words: TimeLexicon

    /// The atoms of a range of the bytes, and `TimeAtom.nothing` at the end. The buffer is
    /// overwritten.
    func read(_ range: Range<Int>, into atoms: inout [TimeAtom]) {
        atoms.removeAll(keepingCapacity: true)
        append(range, to: &atoms)
        atoms.append(.nothing)
    }

    /// The atoms of tokens, and `TimeAtom.nothing` at the end. `known` are the words they are
    /// (`TimeWord.bits`). The buffer is overwritten.
    func read(
        _ tokens: Tokens, _ range: Range<Int>, known: [UInt64], into atoms: inout [TimeAtom]
    ) {
        atoms.removeAll(keepingCapacity: true)
        let first = range.lowerBound
        for position in range {
            let token = tokens[position]
            let range = Int(token.readStart)..<Int(token.readEnd)
            if token.kind == .indicator || token.kind == .opaque {
                var atom = TimeAtom(start: range.lowerBound, end: range.upperBound, kind: .mark)
                atom.mark = 0x01
                keep(atom, in: &atoms)
                continue
            }
            guard token.kind == .word, token.shape.isDisjoint(with: Self.cutShapes), isPlain(range) else {
                append(range, to: &atoms)
                continue
            }
            var atom = TimeAtom(start: range.lowerBound, end: range.upperBound, kind: .word)
            atom.word = range.count <= Self.longestWord ? TimeWord(bits: known[position - first]) : .none
            atom.isCapital = token.isCapital
            keep(atom, in: &atoms)
        }
        atoms.append(.nothing)
    }

    private static let cutShapes: Token.Shape = [.hasDigit, .hasHyphen, .hasPoint, .hasApostrophe]
    /// Bytes of the longest word of the table.
    private static let longestWord = 14

    /// Whether a stretch is of ASCII letters.
    private func isPlain(_ range: Range<Int>) -> Bool {
        for offset in range {
            let letter = bytes[offset] | 0x20
            if letter < 0x61 || letter > 0x7A { return false }
        }
        return true
    }

    @inline(__always)
    private func keep(_ atom: TimeAtom, in atoms: inout [TimeAtom]) {
        var atom = atom
        if atoms.isEmpty {
            atom.beginsSentence = true
        } else {
            let last = atoms[atoms.count - 1]
            atom.isGlued = last.end == atom.start
            if last.kind == .mark {
                switch last.mark {
                case 0x2E, 0x21, 0x3F, 0x22, 0x28: atom.beginsSentence = true
                default: break
                }
            }
        }
        atoms.append(atom)
    }

    private func append(_ range: Range<Int>, to atoms: inout [TimeAtom]) {
        var offset = range.lowerBound
        let end = min(range.upperBound, bytes.count)
        while offset < end {
            let byte = bytes[offset]
            if byte <= 0x20 {
                offset += 1
                continue
            }
            var atom = TimeAtom(start: offset, end: offset, kind: .mark)
            if byte.isDigit {
                readNumber(&atom, end)
            } else if isWord(offset) {
                readWord(&atom, end)
            } else {
                readMark(&atom)
            }
            if atom.mark != 0xA0 { keep(atom, in: &atoms) }
            offset = atom.end
        }
    }

    private func byte(_ offset: Int) -> UInt8 {
        offset >= 0 && offset < bytes.count ? bytes[offset] : 0
    }

    private func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
        UTF8Decoding.scalar(in: bytes, at: offset)
    }

    private func isWord(_ offset: Int) -> Bool {
        let byte = bytes[offset]
        guard byte >= 0x80 else { return byte.isLetter }
        return scalar(at: offset).scalar.properties.isAlphabetic
    }

    private func readWord(_ atom: inout TimeAtom, _ end: Int) {
        atom.kind = .word
        var offset = atom.start
        while offset < end, isWord(offset) { offset += scalar(at: offset).length }
        atom.isCapital = bytes[atom.start] < 0x61 && bytes[atom.start] >= 0x41
        atom.end = offset
        if offset - atom.start == 1, let longer = meridiem(at: atom.start, end) {
            atom.end = longer
            atom.word = TimeWord(
                kind: .meridiem, value: bytes[atom.start] | 0x20 == 0x70 ? 1 : 0, flags: [])
        } else {
            atom.word = words.word(bytes, atom.start, atom.end)
        }
    }

    /// One past `a.m.` or `p.m` where that begins at `offset`.
    private func meridiem(at offset: Int, _ end: Int) -> Int? {
        let first = byte(offset) | 0x20
        guard first == 0x61 || first == 0x70, byte(offset + 1) == 0x2E, offset + 2 < end,
            byte(offset + 2) | 0x20 == 0x6D, !byte(offset + 3).isLetter
        else { return nil }
        return byte(offset + 3) == 0x2E ? offset + 4 : offset + 3
    }

    private func readNumber(_ atom: inout TimeAtom, _ end: Int) {
        atom.kind = .number
        var offset = atom.start
        func digits() {
            while offset < end, bytes[offset].isDigit {
                atom.number = min(atom.number * 10 + Int(bytes[offset] & 15), 1_000_000_000)
                offset += 1
            }
        }
        digits()
        atom.digits = offset - atom.start
        while atom.digits <= 3, isGroup(at: offset, end) {
            offset += 1
            digits()
            if !isGroup(at: offset, end) {
                atom.digits = 0
                break
            }
        }
        if let fraction = fraction(at: offset, end) {
            atom.fraction = Int(bytes[offset + 1] & 15)
            offset = fraction
            atom.digits = 0
        }
        atom.end = offset
    }

    /// Whether a comma and exactly three digits stand at `offset`.
    private func isGroup(at offset: Int, _ end: Int) -> Bool {
        guard offset + 3 < end, bytes[offset] == 0x2C else { return false }
        return (1...3).allSatisfy { bytes[offset + $0].isDigit } && !byte(offset + 4).isDigit
    }

    /// One past a decimal point and digits, unless another point makes it a date.
    private func fraction(at offset: Int, _ end: Int) -> Int? {
        guard offset + 1 < end, bytes[offset] == 0x2E, bytes[offset + 1].isDigit else { return nil }
        var after = offset + 1
        while after < end, bytes[after].isDigit { after += 1 }
        if byte(after) == 0x2E, byte(after + 1).isDigit { return nil }
        if byte(max(offset - 2, 0)) == 0x2E || byte(max(offset - 3, 0)) == 0x2E { return nil }
        return after
    }

    private func readMark(_ atom: inout TimeAtom) {
        let (scalar, length) = self.scalar(at: atom.start)
        atom.end = atom.start + length
        switch scalar {
        case "‐", "‑", "‒", "–": atom.mark = 0x2D
        case "—", "―": atom.mark = 0x5F
        case "’", "‘", "ʼ": atom.mark = 0x27
        case "“", "”", "«", "»": atom.mark = 0x22
        case "\u{A0}", "\u{202F}", "\u{2009}", "\u{200B}": atom.mark = 0xA0
        default: atom.mark = scalar.isASCII ? UInt8(scalar.value) : 0x01
        }
    }
}
