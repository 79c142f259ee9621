/// The name of an annotation in a brat file: `T12`.
struct BratName {
    /// In ASCII.
    var letter: UInt8
    var number: UInt32
    /// A name that is no letter and number, as it stood in a file.
    var odd: String?

    init(_ letter: Character, _ number: UInt32) {
        self.letter = letter.asciiValue ?? 0x54
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
        for byte in word.utf8 { put(byte <= 0x20 ? 0x5F : byte) }
    }

    /// Adds what stands at the end of a line: line breaks in it become spaces.
    mutating func write(onLine text: String) {
        for byte in text.utf8 { put(byte == 0x0A || byte == 0x0D ? 0x20 : byte) }
    }
}
