/// Gives each distinct run of bytes a small number and makes one string of it.
///
/// Open addressing over FNV-1a; the run before is tried first. A look-up costs the length of the
/// run.
struct ByteInterner {
    /// The strings, by number.
    private(set) var strings: [String] = []
    private var slots: [Int32]
    private var hashes: [UInt64] = []

    init() { slots = [Int32](repeating: -1, count: 64) }

    /// The number of a run of bytes.
    mutating func number(_ run: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in run { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        var slot = Int(truncatingIfNeeded: hash >> 16) & (slots.count - 1)
        while slots[slot] >= 0 {
            let found = Int(slots[slot])
            if hashes[found] == hash, strings[found].utf8.elementsEqual(run) { return found }
            slot = (slot + 1) & (slots.count - 1)
        }
        // Bytes that are not UTF-8 are decoded, and then differ from their run: a string each.
        strings.append(String(decoding: run, as: UTF8.self))
        hashes.append(hash)
        slots[slot] = Int32(strings.count - 1)
        if strings.count * 2 > slots.count { grow() }
        return strings.count - 1
    }

    /// The string of a run of bytes.
    mutating func string(_ run: UnsafeBufferPointer<UInt8>) -> String { strings[number(run)] }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash >> 16) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }
}
