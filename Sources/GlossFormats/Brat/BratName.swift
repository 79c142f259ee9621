import GlossModel

/// The name of an annotation in a brat file: `T12`.
struct BratName {
    /// In ASCII.
    var letter: UInt8
    var number: UInt32
    /// A name that is no letter and number, as it stood in a file.
    var odd: String?

    init(_ letter: Unicode.Scalar, _ number: UInt32) {
        self.letter = UInt8(truncatingIfNeeded: letter.value)
        self.number = number
    }

    init(odd: String) {
        (letter, number) = (0, 0)
        self.odd = odd
    }
}

extension BratName: CustomStringConvertible {
    var description: String { odd ?? String(Character(Unicode.Scalar(letter))) + String(number) }
}

extension ByteOutput {
    /// Adds a name.
    mutating func write(_ name: BratName) {
        if let odd = name.odd { return write(odd) }
        put(name.letter)
        write(Int(name.number))
    }

    /// Adds a word of a line: white space in it becomes `_`, nothing becomes `_` too.
    mutating func write(token word: String) {
        if word.isEmpty { return put(0x5F) }
        var word = word
        word.withBytes { write(raw: $0, replacing: { $0 <= 0x20 }, by: 0x5F) }
    }

    /// Adds what stands at the end of a line: line breaks in it become spaces.
    mutating func write(onLine text: String) {
        var text = text
        text.withBytes { write(raw: $0, replacing: { $0 == 0x0A || $0 == 0x0D }, by: 0x20) }
    }

    @inline(__always)
    private mutating func write(
        raw bytes: Bytes, replacing isBad: (UInt8) -> Bool, by good: UInt8
    ) {
        guard bytes.contains(where: isBad) else { return write(raw: bytes) }
        for byte in bytes { put(isBad(byte) ? good : byte) }
    }
}
