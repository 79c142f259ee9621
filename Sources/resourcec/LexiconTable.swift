import GlossLexicon

extension LexiconSource {
    /// The compiled lexicon, as `Lexicon` reads it, with the compiled tables in their order; all
    /// bytes below 0x80 but for the names' letters.
    func compiled(with tables: [[UInt8]], ordinary: [UInt8], languages: [UInt8]) throws -> [UInt8] {
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
        let ends = Lexicon.headerSize + slots.count * Lexicon.slotSize
        let nameBytes = names.reduce(0) { $0 + $1.utf8.count }
        var table = ends + names.count * Lexicon.nameRecordSize + nameBytes
        var bytes = Array("GLX5".utf8)
        bytes.append(UInt8(bits))
        bytes.append(UInt64(names.count), sevens: 2)
        for compiled in tables {
            bytes.append(UInt64(table), sevens: 4)
            table += compiled.count
        }
        bytes.append(UInt64(table), sevens: 4)
        let ordinaryStart = table + 8 * records.reduce(0) { $0 + $1.count }
        bytes.append(UInt64(ordinaryStart), sevens: 4)
        bytes.append(UInt64(ordinaryStart + ordinary.count), sevens: 4)
        guard records.count < 1 << 14 else { throw LexiconFault(description: "too many words in tables") }
        bytes += [UInt8](repeating: 0, count: Lexicon.headerSize - bytes.count)
        for slot in slots { bytes += record(slot) }
        var offset = ends + names.count * Lexicon.nameRecordSize
        for name in names {
            bytes.append(UInt64(offset), sevens: 4)
            bytes.append(UInt64(name.utf8.count), sevens: 2)
            offset += name.utf8.count
        }
        for name in names { bytes += Array(name.utf8) }
        bytes += tables.joined()
        for record in records {
            for number in record { bytes.append(number, sevens: 8) }
        }
        bytes += ordinary
        bytes += languages
        return bytes
    }

    private func record(_ slot: (UInt64, Item)?) -> [UInt8] {
        guard let (hash, item) = slot else {
            return [UInt8](repeating: 0, count: Lexicon.slotSize)
        }
        var bytes: [UInt8] = []
        bytes.append(littleEndian: Lexicon.key(hash))
        bytes.append(item.classes.bits, sevens: 10)
        for number in [item.value, item.code, item.name, item.record] { bytes.append(UInt64(number), sevens: 2) }
        return bytes
    }
}
