import GlossModel

/// Gives each distinct run of bytes a small number, and makes a string of it where one is wanted.
///
/// Open addressing over a multiplicative hash of eight bytes at once. A look-up costs the length of
/// the run. The runs are not copied: their bytes must outlive the interner.
struct ByteInterner: @unchecked Sendable {
    private(set) var runs: [Bytes] = []
    private var slots: [Int32]
    private var hashes: [UInt64] = []

    init() { slots = [Int32](repeating: -1, count: 64) }

    /// How many there are.
    var count: Int { runs.count }

    /// The strings, by number. Linear.
    var strings: [String] { runs.map { String(decoding: $0, as: UTF8.self) } }

    /// The string of a number.
    func string(_ number: Int) -> String { String(decoding: runs[number], as: UTF8.self) }

    /// The number of a run of bytes.
    mutating func number(_ run: Bytes) -> Int {
        let hash = ByteInterner.hash(run)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let found = Int(slots[slot])
            if hashes[found] == hash, ByteInterner.isEqual(runs[found], run) { return found }
            slot = (slot + 1) & (slots.count - 1)
        }
        runs.append(run)
        hashes.append(hash)
        slots[slot] = Int32(runs.count - 1)
        if runs.count * 2 > slots.count { grow() }
        return runs.count - 1
    }

    /// 64 bits that tell runs and seeds apart. O(run).
    static func hash(_ run: Bytes, seed: UInt64 = 0) -> UInt64 {
        var hash = (UInt64(run.count) &+ seed << 32) &* 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while offset + 8 <= run.count {
            mix(&hash, run.word(at: offset))
            offset += 8
        }
        mix(&hash, tail(run))
        return hash
    }

    /// The bytes of a run of fewer than eight as one word; of a longer one its last eight.
    @inline(__always)
    private static func tail(_ run: Bytes) -> UInt64 {
        if run.count >= 8 { return run.word(at: run.count - 8) }
        var rest: UInt64 = 0
        for byte in run { rest = rest << 8 | UInt64(byte) }
        return rest
    }

    @inline(__always)
    private static func mix(_ hash: inout UInt64, _ word: UInt64) {
        let product = (hash ^ word).multipliedFullWidth(by: 0x9FB2_1C65_1E98_DF25)
        hash = product.high ^ product.low
    }

    private static func isEqual(_ a: Bytes, _ b: Bytes) -> Bool {
        guard a.count == b.count else { return false }
        var offset = 0
        while offset + 8 <= a.count {
            if a.word(at: offset) != b.word(at: offset) { return false }
            offset += 8
        }
        while offset < a.count {
            if a[offset] != b[offset] { return false }
            offset += 1
        }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }
}

/// A set of hashes. Open addressing.
struct HashSet: Sendable {
    private var slots = [UInt64](repeating: 0, count: 64)
    private var count = 0

    /// Adds a hash; whether it is new. 0 is always new.
    mutating func insert(_ hash: UInt64) -> Bool {
        guard hash != 0 else { return true }
        let slot = slot(of: hash)
        guard slots[slot] == 0 else { return false }
        slots[slot] = hash
        count += 1
        if count * 2 > slots.count { grow() }
        return true
    }

    private func slot(of hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0, slots[slot] != hash { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: old.count * 2)
        for hash in old where hash != 0 { slots[slot(of: hash)] = hash }
    }
}
