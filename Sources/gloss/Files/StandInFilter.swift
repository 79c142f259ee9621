import GlossModel

/// Bytes on their way to a terminal, with stand-ins for all that could do something there; tabs and
/// line feeds stay. They come in blocks that may end within a character.
struct StandInFilter {
    /// The beginning of a character whose end has not come.
    private var begun: [UInt8] = []

    /// The next block as it is to be shown. Linear.
    mutating func shown(_ block: [UInt8]) -> [UInt8] {
        var bytes = begun + block
        let whole = StandInFilter.wholeCharacters(bytes)
        begun = Array(bytes[whole...])
        bytes.removeSubrange(whole...)
        return StandInFilter.shown(whole: bytes)
    }

    /// What is left when nothing more comes.
    mutating func rest() -> [UInt8] {
        defer { begun = [] }
        return StandInFilter.shown(whole: begun)
    }

    private static func shown(whole bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(where: { $0 >= 0x7F || $0 < 0x20 && $0 != 0x0A && $0 != 0x09 }) else { return bytes }
        var shown: [UInt8] = []
        shown.reserveCapacity(bytes.count)
        bytes.withBytes { bytes in
            var place = 0
            while place < bytes.count {
                let (scalar, length) = UTF8Decoding.scalar(in: bytes, at: place)
                place += length
                let isKept = scalar == "\n" || scalar == "\t"
                let character = isKept ? scalar : StandIn.character(for: scalar) ?? scalar
                shown += UTF8.encode(character) ?? UTF8.encodedReplacementCharacter
            }
        }
        return shown
    }

    /// Bytes before a character that may go on in the next block.
    private static func wholeCharacters(_ bytes: [UInt8]) -> Int {
        var start = bytes.count - 1
        let first = max(0, bytes.count - 3)
        while start >= first, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        guard start >= first, bytes[start] >= 0xC2 else { return bytes.count }
        let length = bytes[start] < 0xE0 ? 2 : bytes[start] < 0xF0 ? 3 : 4
        return start + length > bytes.count ? start : bytes.count
    }
}
