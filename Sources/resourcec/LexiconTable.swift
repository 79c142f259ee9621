import GlossLexicon

extension LexiconSource {
    /// The compiled table, as `Lexicon` reads it; all bytes below 0x80 but for the names' letters.
    func compiled() throws -> [UInt8] {
        var bits = 4
        while 1 << bits < items.count * 8 / 5 { bits += 1 }
        guard names.count < 1 << 14 else { throw LexiconFault(description: "too many identities") }
        var slots = [(UInt64, Item)?](repeating: nil, count: 1 << bits)
        for (hash, item) in items.sorted(by: { $0.key < $1.key }) {
            var slot = Lexicon.slot(hash) & (slots.count - 1)
            while let taken = slots[slot] {
                if Lexicon.key(taken.0) == Lexicon.key(hash) {
                    throw LexiconFault(description: "'\(item.text)' and '\(taken.1.text)' collide")
                }
                slot = (slot + 1) & (slots.count - 1)
            }
            slots[slot] = (hash, item)
        }
        var bytes = Array("GLX1".utf8) + [UInt8(bits)] + Self.sevens(names.count, 2)
        bytes += [UInt8](repeating: 0, count: Lexicon.headerSize - bytes.count)
        for slot in slots { bytes += record(slot) }
        var offset = bytes.count + names.count * Lexicon.nameRecordSize
        for name in names {
            bytes += Self.sevens(offset, 4) + Self.sevens(name.utf8.count, 2)
            offset += name.utf8.count
        }
        for name in names { bytes += Array(name.utf8) }
        return bytes
    }

    private func record(_ slot: (UInt64, Item)?) -> [UInt8] {
        guard let (hash, item) = slot else {
            return [UInt8](repeating: 0, count: Lexicon.slotSize)
        }
        let key = Lexicon.key(hash)
        var bytes = (0..<8).map { UInt8(truncatingIfNeeded: key >> (8 * UInt64($0))) }
        bytes += (0..<10).map { UInt8(item.classes.bits >> (7 * UInt64($0)) & 0x7F) }
        return bytes + Self.sevens(item.value, 2) + Self.sevens(item.code, 2) + Self.sevens(item.name, 2)
    }

    private static func sevens(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(value >> (7 * $0) & 0x7F) }
    }
}
