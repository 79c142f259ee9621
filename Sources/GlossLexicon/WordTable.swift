/// A compiled table from hashes of words to numbers, read where it lies.
///
/// Layout: one byte with the binary logarithm of the number of slots, then the slots: key 8 bytes
/// (`Lexicon.key`), number 8 bytes of seven bits, lowest first. An empty slot has the key 0. Linear
/// probing; at least one slot is empty.
public struct WordTable: @unchecked Sendable {
    private let slots: UnsafeRawPointer?
    private let mask: Int

    public static let slotSize = 16

    /// A table in `bytes`, which must outlive it; one without entries where there is none. O(1).
    init(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
        guard offset > 0, offset < bytes.count, bytes[offset] < 24,
            bytes.count - offset - 1 >= WordTable.slotSize << Int(bytes[offset])
        else {
            (slots, mask) = (nil, 0)
            return
        }
        slots = bytes.baseAddress.map { UnsafeRawPointer($0 + offset + 1) }
        mask = 1 << Int(bytes[offset]) - 1
    }

    /// What stands under a hash (`WordHash`, or `WordHash.join` of several), 56 bits; 0 for
    /// nothing.
    public subscript(hash: UInt64) -> UInt64 {
        guard let slots else { return 0 }
        let key = Lexicon.key(hash)
        var slot = Lexicon.slot(hash) & mask
        var left = mask
        while left >= 0 {
            left -= 1
            let record = slots + slot * WordTable.slotSize
            let found = UInt64(littleEndian: record.loadUnaligned(as: UInt64.self))
            if found == key {
                let packed = record.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
                return WordTable.unpacked(UInt64(littleEndian: packed))
            }
            if found == 0 { return 0 }
            slot = (slot + 1) & mask
        }
        return 0
    }

    /// Eight bytes of seven bits as one number: pairs, then pairs of pairs.
    @inlinable
    static func unpacked(_ bytes: UInt64) -> UInt64 {
        let pairs = bytes & 0x007F_007F_007F_007F | (bytes & 0x7F00_7F00_7F00_7F00) >> 1
        let fours = pairs & 0x0000_3FFF_0000_3FFF | (pairs & 0x3FFF_0000_3FFF_0000) >> 2
        return fours & 0x0FFF_FFFF | (fours & 0x0FFF_FFFF_0000_0000) >> 4
    }
}

/// What the tables have of words, by the words' records (`LexiconEntry.record`): no look-up is needed.
public struct WordRecords: @unchecked Sendable {
    @usableFromInline let records: UnsafeRawPointer?

    init(_ records: UnsafeRawPointer?) { self.records = records }

    /// What a table has of a word; 0 for nothing.
    @inlinable
    public subscript(record: UInt16, table: WordTableKind) -> UInt64 {
        guard record > 0, let records else { return 0 }
        let offset = 8 * ((Int(record) - 1) * WordTableKind.count + table.rawValue)
        return WordTable.unpacked(UInt64(littleEndian: records.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
    }
}

/// The tables beside the lexicon proper, in the order of their offsets in its header.
public enum WordTableKind: Int, CaseIterable, Sendable {
    /// `FrameClasses`.
    case frames
    /// `TimeWord.bits`.
    case times
    /// `EstimativeTerm.bits`.
    case likelihoods
    /// The languages that a word is a function word of: bit `LanguageTable.bit` of each; bit 0 where names in
    /// English have it, too.
    case languages

    @inlinable static var count: Int { 4 }
}
