/// What the lexicon says about a word or phrase.
public struct LexiconEntry: Sendable {
    /// What it can be.
    public var classes: WordClasses
    /// A number with it (`january = 1`), 0 to 16,383; 0 where there is none.
    public var value: UInt16
    /// A second number for other rules (`probably ~ 5`), 0 to 16,383; 0 where there is none.
    public var code: UInt16
    /// Identity: names that are one thing share it (`TTP`, `Pakistani Taliban`); 0 where there is
    /// none. `Lexicon.name(of:)` gives the fullest name.
    public var name: UInt16
}

/// The compiled lexicon: a hash table in read-only bytes, looked up where it lies.
///
/// All bytes are below 0x80, so that the table can be a Swift string literal; numbers are stored
/// seven bits a byte, lowest first. Layout: `header` bytes, then `slots` records of `slotSize`
/// bytes (key 8, classes 10, value 2, code 2, name 2), then the names' records (offset 4,
/// length 2), then the names. An empty slot has the key 0. Linear probing.
public struct Lexicon: @unchecked Sendable {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let mask: Int
    private let nameCount: Int
    private let nameRecords: Int
    /// Entries added at run time, by hash; they go before the compiled ones.
    private var added: [UInt64: LexiconEntry] = [:]
    private var addedNames: [String] = []

    public static let headerSize = 16
    public static let slotSize = 24
    public static let nameRecordSize = 6
    static let magic = Array("GLX1".utf8)

    /// Bits of a hash that a key keeps.
    @usableFromInline static let keyMask: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

    /// A lexicon without entries.
    public static let empty = Lexicon(UnsafeBufferPointer(start: nil, count: 0))

    /// Reads a compiled lexicon in place; the bytes must outlive it. Bytes that are not one give an
    /// empty lexicon. O(1).
    public init(_ bytes: UnsafeBufferPointer<UInt8>) {
        let header = Lexicon.headerSize
        guard bytes.count >= header, bytes.prefix(4).elementsEqual(Lexicon.magic) else {
            (self.bytes, mask, nameCount, nameRecords) = (.init(start: nil, count: 0), -1, 0, 0)
            return
        }
        let slots = 1 << Lexicon.number(bytes, at: 4, bytes: 1)
        let names = Lexicon.number(bytes, at: 5, bytes: 2)
        let records = header + slots * Lexicon.slotSize
        guard records + names * Lexicon.nameRecordSize <= bytes.count else {
            (self.bytes, mask, nameCount, nameRecords) = (.init(start: nil, count: 0), -1, 0, 0)
            return
        }
        self.bytes = bytes
        mask = slots - 1
        nameCount = names
        nameRecords = records
    }

    /// What stands under a hash (`WordHash`, or `WordHash.join` of several). A few nanoseconds.
    public func entry(_ hash: UInt64) -> LexiconEntry? {
        if !added.isEmpty, let entry = added[hash] { return entry }
        guard mask >= 0, let base = bytes.baseAddress else { return nil }
        let key = Lexicon.key(hash)
        var slot = Lexicon.slot(hash) & mask
        for _ in 0...mask {
            let offset = Lexicon.headerSize + slot * Lexicon.slotSize
            let raw = UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self)
            let found = UInt64(littleEndian: raw)
            if found == key { return read(offset + 8) }
            if found == 0 { return nil }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// What stands under a single word, as it is written in lower case or otherwise.
    public func entry(word: some StringProtocol) -> LexiconEntry? { entry(WordHash(word).value) }

    private func read(_ offset: Int) -> LexiconEntry {
        LexiconEntry(
            classes: WordClasses(bits: Lexicon.wide(bytes, at: offset)),
            value: UInt16(Lexicon.number(bytes, at: offset + 10, bytes: 2)),
            code: UInt16(Lexicon.number(bytes, at: offset + 12, bytes: 2)),
            name: UInt16(Lexicon.number(bytes, at: offset + 14, bytes: 2)))
    }

    /// The fullest name of an identity; empty for none.
    public func name(of identity: UInt16) -> String {
        if Int(identity) > nameCount { return addedName(Int(identity) - nameCount - 1) }
        guard identity > 0 else { return "" }
        let record = nameRecords + (Int(identity) - 1) * Lexicon.nameRecordSize
        let start = Lexicon.number(bytes, at: record, bytes: 4)
        let length = Lexicon.number(bytes, at: record + 4, bytes: 2)
        guard start + length <= bytes.count else { return "" }
        return String(decoding: bytes[start..<start + length], as: UTF8.self)
    }

    private func addedName(_ index: Int) -> String {
        index < addedNames.count ? addedNames[index] : ""
    }

    /// Adds a name of the user's own under all its aliases, as one identity that stands before what
    /// the lexicon has under the same words. Words are separated by spaces.
    public mutating func add(names: [String], classes: WordClasses) {
        guard let first = names.first, nameCount + addedNames.count < Int(UInt16.max) else { return }
        addedNames.append(first)
        let identity = UInt16(nameCount + addedNames.count)
        for name in names {
            let words = name.split(whereSeparator: \.isWhitespace).map { WordHash($0).value }
            guard var hash = words.first else { continue }
            for word in words.dropFirst() {
                var entry = self.entry(hash) ?? LexiconEntry(classes: [], value: 0, code: 0, name: 0)
                entry.classes.formUnion([.phraseBeginning])
                added[hash] = entry
                hash = WordHash.join(hash, word)
            }
            var entry = LexiconEntry(classes: classes, value: 0, code: 0, name: identity)
            if let old = self.entry(hash), old.classes.contains(.phraseBeginning) {
                entry.classes.formUnion([.phraseBeginning])
            }
            added[hash] = entry
            if words.count == 1 { added[WordHash.capitals(hash)] = entry }
        }
    }

    private static func wide(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<10 { value |= UInt64(bytes[offset + index]) << UInt64(7 * index) }
        return value
    }

    private static func number(
        _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, bytes count: Int
    ) -> Int {
        var value = 0
        for index in 0..<count { value |= Int(bytes[offset + index] & 0x7F) << (7 * index) }
        return value
    }

    /// The key of a hash: never 0.
    public static func key(_ hash: UInt64) -> UInt64 {
        let key = hash & keyMask
        return key == 0 ? 1 : key
    }

    /// Where the search for a hash begins, before the mask.
    public static func slot(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 20) & 0xFFFFFF }
}
