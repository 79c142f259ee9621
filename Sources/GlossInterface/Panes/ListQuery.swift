import GlossModel

/// What a list is narrowed by: words that its rows hold, and conditions on what stands beside them.
/// All must hold.
struct ListQuery: Hashable, Sendable {
    /// Words, folded: each is found as it stands, or letter by letter within one word.
    var words: [[UInt8]] = []
    /// `src:reuters`: who says it.
    var sources: [[UInt8]] = []
    /// `type:org`: the type of an entity named in it, by the beginning of its name, or by its tag.
    var types: [String] = []
    /// `likely`, `very-likely`: how likely it is said to be.
    var bands: [Likelihood] = []
    /// `from:2015`, `to:2016-06`: a date in it lies there.
    var days = DayRange(earliest: nil, latest: nil)

    /// Reads what is typed. A condition that is not whole yet, as `src:`, is passed over.
    init(_ text: String = "") {
        for word in text.split(whereSeparator: \.isWhitespace).prefix(16) {
            let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, take(parts[0].lowercased(), parts[1]) else {
                if let band = Likelihood(name: word) { bands.append(band) } else { words.append(FoldedBytes.of(String(word))) }
                continue
            }
        }
    }

    private mutating func take(_ name: String, _ value: String) -> Bool {
        switch name {
        case "src", "source": if !value.isEmpty { sources.append(FoldedBytes.of(value)) }
        case "type": if !value.isEmpty { types.append(value.lowercased()) }
        case "from": if let range = DayRange(iso: value) { days.earliest = range.earliest }
        case "to": if let range = DayRange(iso: value) { days.latest = range.latest }
        default: return false
        }
        return true
    }

    var isEmpty: Bool { self == ListQuery() }
    var wantsDays: Bool { days.earliest != nil || days.latest != nil }

    /// Whether a row with those words is found by the words.
    func admits(_ row: [UInt8]) -> Bool { words.allSatisfy { FoldedBytes.occurs($0, in: row) } }

    /// Whether a type is one of those wanted.
    func admits(type: String) -> Bool {
        let name = type.lowercased()
        return types.allSatisfy { name.hasPrefix($0) || Theme.tag(of: type).lowercased() == $0 }
    }
}

/// Text as it is compared: small letters without accents, white space as one blank each.
enum FoldedBytes {
    /// Folds a string.
    static func of(_ text: String) -> [UInt8] {
        var folded: [UInt8] = []
        for scalar in text.unicodeScalars { append(scalar, to: &folded) }
        return folded
    }

    /// Folds bytes of a text.
    static func append(_ span: Span, of text: Text, to folded: inout [UInt8]) {
        var offset = Int(span.start)
        let end = min(Int(span.end), text.count)
        while offset < end {
            let byte = text.bytes[offset]
            if byte < 0x80 {
                append(ascii: byte, to: &folded)
                offset += 1
            } else {
                let length = min(end - offset, byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2)
                let part = String(decoding: Bytes(rebasing: text.bytes[offset..<offset + length]), as: UTF8.self)
                for scalar in part.unicodeScalars { append(scalar, to: &folded) }
                offset += length
            }
        }
    }

    private static func append(ascii byte: UInt8, to folded: inout [UInt8]) {
        folded.append(byte <= 0x20 ? 0x20 : byte &- 0x41 < 26 ? byte | 0x20 : byte)
    }

    private static func append(_ scalar: Unicode.Scalar, to folded: inout [UInt8]) {
        let base = LetterFolding.base(of: scalar)
        guard !base.isASCII else { return append(ascii: UInt8(base.value), to: &folded) }
        folded += Array(base.properties.lowercaseMapping.utf8)
    }

    /// Whether a word occurs in a text: as it stands, or, from three letters on, letter by letter within
    /// one word that begins with its first one. O(text).
    static func occurs(_ word: [UInt8], in text: [UInt8]) -> Bool {
        guard let first = word.first else { return true }
        return text.withUnsafeBufferPointer { text in
            var start = 0
            while start + word.count <= text.count {
                if text[start] == first {
                    var length = 1
                    while length < word.count, text[start + length] == word[length] { length += 1 }
                    if length == word.count { return true }
                }
                start += 1
            }
            return word.count >= 3 && isScattered(word, in: text)
        }
    }

    private static func isScattered(_ word: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Bool {
        var found = 0
        var isBeginning = true
        for byte in text {
            if byte == 0x20 {
                (found, isBeginning) = (0, true)
            } else {
                if byte == word[found], found > 0 || isBeginning { found += 1 }
                if found == word.count { return true }
                isBeginning = false
            }
        }
        return false
    }
}
