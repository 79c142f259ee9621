/// Small numbers by hashes that are well mixed: a table of open addresses, linear probing, for the
/// many look-ups of `EntityGathering`.
struct HashIndex: Sendable {
    /// 0 for an empty place.
    private var keys: [UInt64] = []
    private var values: [UInt32] = []
    private var count = 0
    private var mask = -1

    /// The number under a hash; nil where there is none.
    subscript(hash: UInt64) -> Int? {
        get {
            guard mask >= 0 else { return nil }
            let place = place(of: hash | 1)
            return keys[place] == 0 ? nil : Int(values[place])
        }
        set {
            guard let newValue else { return }
            if count * 4 >= (mask + 1) * 3 { grow() }
            let place = place(of: hash | 1)
            if keys[place] == 0 {
                keys[place] = hash | 1
                count += 1
            }
            values[place] = UInt32(newValue)
        }
    }

    private func place(of key: UInt64) -> Int {
        var place = Int(truncatingIfNeeded: key >> 20) & mask
        while keys[place] != 0, keys[place] != key { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        let (oldKeys, oldValues) = (keys, values)
        mask = max(64, (mask + 1) * 2) - 1
        keys = [UInt64](repeating: 0, count: mask + 1)
        values = [UInt32](repeating: 0, count: mask + 1)
        for (index, key) in oldKeys.enumerated() where key != 0 {
            let place = place(of: key)
            (keys[place], values[place]) = (key, oldValues[index])
        }
    }
}
