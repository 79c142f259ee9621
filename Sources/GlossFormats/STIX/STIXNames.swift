import GlossModel

/// The names of a bundle's objects, found in prose where they stand as whole words.
struct STIXNames {
    /// A name in bytes and the row of its object.
    private struct Name {
        let bytes: [UInt8]
        let row: Int
    }

    /// Names by their first bytes, the longest first.
    private var byStart: [UInt32: [Name]] = [:]

    /// No name is shorter, in bytes: short ones are words of their own too often.
    private static let shortest = 4
    /// So many names that begin alike are told apart.
    private static let most = 50

    /// Keeps a name; of two alike the first.
    mutating func add(_ name: String, _ row: Int) {
        let bytes = Array(name.utf8)
        guard bytes.count >= STIXNames.shortest else { return }
        let start = STIXNames.start(bytes, 0)
        var alike = byStart.removeValue(forKey: start) ?? []
        if alike.count < STIXNames.most, !alike.contains(where: { $0.bytes == bytes }) {
            alike.insert(Name(bytes: bytes, row: row), at: alike.firstIndex { $0.bytes.count < bytes.count } ?? alike.count)
        }
        byStart[start] = alike
    }

    /// Rows of objects and where their names stand in a range, in order; of names that overlap the longest.
    func found(in bytes: [UInt8], _ range: Range<Int>) -> [(row: Int, span: Span)] {
        var found: [(row: Int, span: Span)] = []
        var place = range.lowerBound
        while place + STIXNames.shortest <= range.upperBound {
            let isStart = place == range.lowerBound || !STIXNames.isLetter(bytes[place - 1])
            let name = isStart ? byStart[STIXNames.start(bytes, place)]?.first { name in
                let end = place + name.bytes.count
                return end <= range.upperBound && bytes[place..<end].elementsEqual(name.bytes)
                    && (end == range.upperBound || !STIXNames.isLetter(bytes[end]))
            } : nil
            guard let name else {
                place += 1
                continue
            }
            found.append((name.row, Span(place, place + name.bytes.count)))
            place += name.bytes.count
        }
        return found
    }

    private static func start(_ bytes: [UInt8], _ place: Int) -> UInt32 {
        bytes[place..<place + shortest].reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39
    }
}
