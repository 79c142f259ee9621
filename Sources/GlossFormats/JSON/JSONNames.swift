import GlossModel

/// The names of annotations in one kind of list: those of the form `T12` by their number alone, which
/// is nearly all of them, others by the whole name.
struct JSONNames {
    /// What plain names begin with, one letter a byte; 0 until the first is met.
    private var prefix: UInt64 = 0
    private var layer: UInt16 = 0
    private let kind: AnnotationKind
    /// A bit for each number met.
    private var seen: [UInt64] = []
    private var others: [String: AnnotationID] = [:]
    /// Larger numbers are kept by name.
    private static let limit: UInt32 = 1 << 26

    init(_ kind: AnnotationKind) { self.kind = kind }

    /// The annotation of a name; nil where there is none. O(1).
    func id(_ name: JSONSlice) -> AnnotationID? {
        if let (prefix, number) = JSONNames.plain(name), prefix == self.prefix, isSeen(number) {
            return AnnotationID(layer: layer, kind: kind, number: number)
        }
        return others.isEmpty ? nil : name.string.flatMap { others[$0] }
    }

    /// Takes a plain name of a layer, if all plain names so far are of that layer and begin alike; nil
    /// where it has to be added by its whole name.
    mutating func add(plain name: JSONSlice, of layer: UInt16) -> AnnotationID? {
        guard let (prefix, number) = JSONNames.plain(name) else { return nil }
        if self.prefix == 0 { (self.prefix, self.layer) = (prefix, layer) }
        guard prefix == self.prefix, layer == self.layer else { return nil }
        let word = Int(number >> 6)
        if word >= seen.count { seen.append(contentsOf: repeatElement(0, count: max(word + 1, seen.count * 2) - seen.count)) }
        seen[word] |= 1 << UInt64(number & 63)
        return AnnotationID(layer: layer, kind: kind, number: number)
    }

    /// Takes any name.
    mutating func add(_ name: String, _ id: AnnotationID) { others[name] = id }

    private func isSeen(_ number: UInt32) -> Bool {
        let word = Int(number >> 6)
        return word < seen.count && seen[word] >> UInt64(number & 63) & 1 == 1
    }

    /// Up to eight letters and a number without a leading zero.
    @inline(__always)
    private static func plain(_ name: JSONSlice) -> (prefix: UInt64, number: UInt32)? {
        let (bytes, range) = (name.bytes, name.range)
        guard range.count < 19, bytes[range.lowerBound] == 0x22 else { return nil }
        var offset = range.lowerBound + 1
        let end = range.upperBound - 1
        var prefix: UInt64 = 0
        while offset < end, bytes[offset] | 0x20 >= 0x61, bytes[offset] | 0x20 <= 0x7A {
            guard prefix >> 56 == 0 else { return nil }
            prefix = prefix << 8 | UInt64(bytes[offset])
            offset += 1
        }
        guard prefix != 0, offset < end, end - offset < 9, bytes[offset] >= 0x31 else { return nil }
        var number: UInt32 = 0
        while offset < end {
            guard bytes[offset] >= 0x30, bytes[offset] <= 0x39 else { return nil }
            number = number * 10 + UInt32(bytes[offset] & 0x0F)
            offset += 1
        }
        return number < limit ? (prefix, number) : nil
    }
}
