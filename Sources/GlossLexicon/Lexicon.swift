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
    /// Which record of `Lexicon` says what the tables have of the word; 0 where they have nothing.
    public var record: UInt16

    public init(
        classes: WordClasses, value: UInt16, code: UInt16, name: UInt16, record: UInt16 = 0
    ) {
        self.classes = classes
        self.value = value
        self.code = code
        self.name = name
        self.record = record
    }
}

/// The compiled lexicon: a hash table in read-only bytes, looked up where it lies.
///
/// All bytes are below 0x80, so that the table can be a Swift string literal; numbers are stored
/// seven bits a byte, lowest first. Layout: the header (magic 4, logarithm of the number of slots 1,
/// number of names 2, offsets of the tables of `WordTableKind` 4 each, offset of the words'
/// records 4, offset of the ordinary words 4, offset of the languages 4), then slots of `slotSize` bytes (key 8, classes 10, value 2, code 2, name 2,
/// record 2), then the names' records (offset 4, length 2), then the names, then the tables, then
/// the words' records: what each table has of a word, 8 bytes each, then `OrdinaryWords`, then the source of
/// the languages (`Languages.source`), each byte beyond ASCII and each `%` as `%` and two hexadecimal digits. An empty slot has the key 0.
/// Linear probing.
public struct Lexicon: @unchecked Sendable {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let mask: Int
    private let nameCount: Int
    private let nameRecords: Int
    private let wordRecords: Int
    /// Words that English writes in small letters.
    public let ordinary: OrdinaryWords
    private let languageStore: LanguageStore
    /// Names of the user's own, by hash; they go before the compiled ones.
    private var own: [UInt64: OwnEntry] = [:]
    private var ownNames: [String] = []

    public static let headerSize = 40
    public static let slotSize = 26
    public static let nameRecordSize = 6
    static let magic: StaticString = "GLX5"

    /// Bits of a hash that a key keeps.
    @usableFromInline static let keyMask: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

    /// A lexicon without entries.
    public static let empty = Lexicon()

    private init() {
        bytes = UnsafeBufferPointer(start: nil, count: 0)
        (mask, nameCount, nameRecords, wordRecords) = (-1, 0, 0, 0)
        ordinary = OrdinaryWords(bytes, at: 0)
        languageStore = LanguageStore(bytes, at: 0)
    }

    /// Reads a compiled lexicon in place; the bytes must outlive it. Bytes that are not one give an
    /// empty lexicon. O(1).
    public init(_ bytes: UnsafeBufferPointer<UInt8>) {
        let header = Lexicon.headerSize
        guard bytes.count >= header, Lexicon.hasMagic(bytes) else {
            self = Lexicon()
            return
        }
        let slots = 1 << Lexicon.number(bytes, at: 4, bytes: 1)
        let names = Lexicon.number(bytes, at: 5, bytes: 2)
        let records = header + slots * Lexicon.slotSize
        guard records + names * Lexicon.nameRecordSize <= bytes.count else {
            self = Lexicon()
            return
        }
        self.bytes = bytes
        mask = slots - 1
        nameCount = names
        nameRecords = records
        wordRecords = Lexicon.number(bytes, at: 7 + 4 * WordTableKind.allCases.count, bytes: 4)
        ordinary = OrdinaryWords(bytes, at: Lexicon.number(bytes, at: 11 + 4 * WordTableKind.allCases.count, bytes: 4))
        languageStore = LanguageStore(bytes, at: Lexicon.number(bytes, at: 15 + 4 * WordTableKind.allCases.count, bytes: 4))
    }

    /// The languages beside English, read when first asked for, some thousand lines.
    public var languages: Languages { languageStore.languages }

    private static func hasMagic(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for index in 0..<4 where bytes[index] != magic.utf8Start[index] { return false }
        return true
    }

    /// What stands under a hash (`WordHash`, or `WordHash.join` of several). A few nanoseconds.
    public func entry(_ hash: UInt64) -> LexiconEntry? {
        guard mask >= 0, let base = bytes.baseAddress else { return nil }
        let slots = UnsafeRawPointer(base + Lexicon.headerSize)
        let key = Lexicon.key(hash)
        var slot = Lexicon.slot(hash) & mask
        var left = mask
        while left >= 0 {
            let record = slots + slot * Lexicon.slotSize
            let found = UInt64(littleEndian: record.loadUnaligned(as: UInt64.self))
            if found == key { return read(record + 8) }
            if found == 0 { return nil }
            slot = (slot + 1) & mask
            left -= 1
        }
        return nil
    }

    /// What stands under a single word, as it is written in lower case or otherwise.
    public func entry(word: some StringProtocol) -> LexiconEntry? { entry(WordHash(word).value) }

    private func read(_ record: UnsafeRawPointer) -> LexiconEntry {
        // Eight bytes of classes; then two more of them, value, code and name.
        let low = Lexicon.sevens(record)
        let rest = Lexicon.sevens(record + 8)
        return LexiconEntry(
            classes: WordClasses(bits: low | rest << 56),
            value: UInt16(truncatingIfNeeded: rest >> 14 & 0x3FFF),
            code: UInt16(truncatingIfNeeded: rest >> 28 & 0x3FFF),
            name: UInt16(truncatingIfNeeded: rest >> 42 & 0x3FFF),
            record: UInt16((record + 16).load(as: UInt8.self)) | UInt16((record + 17).load(as: UInt8.self)) << 7)
    }

    /// The words' records.
    public var records: WordRecords {
        WordRecords(bytes.baseAddress.map { UnsafeRawPointer($0 + wordRecords) })
    }

    /// A table beside the lexicon proper. O(1).
    public func table(_ kind: WordTableKind) -> WordTable {
        guard mask >= 0 else { return WordTable(bytes, at: 0) }
        return WordTable(bytes, at: Lexicon.number(bytes, at: 7 + 4 * kind.rawValue, bytes: 4))
    }

    /// The fullest name of an identity; empty for none.
    public func name(of identity: UInt16) -> String {
        if isOwn(identity) {
            let index = Int(identity) - nameCount - 1
            return index < ownNames.count ? ownNames[index] : ""
        }
        guard identity > 0 else { return "" }
        let record = nameRecords + (Int(identity) - 1) * Lexicon.nameRecordSize
        let start = Lexicon.number(bytes, at: record, bytes: 4)
        let length = Lexicon.number(bytes, at: record + 4, bytes: 2)
        guard start + length <= bytes.count else { return "" }
        return String(decoding: bytes[start..<start + length], as: UTF8.self)
    }

    // MARK: The user's own names

    /// Number of names of the user's own.
    public var ownNameCount: Int { ownNames.count }
    /// Number of names in the compiled lexicon; greater identities are of the user's own.
    public var compiledNames: Int { nameCount }

    /// What the user's own names have under a hash.
    public func own(_ hash: UInt64) -> OwnEntry? { own[hash] }

    /// Makes an identity for a name of the user's own; 0 where there is no room for another.
    public mutating func addIdentity(named name: String) -> UInt16 {
        guard roomForOwnNames > 0 else { return 0 }
        ownNames.append(name)
        return UInt16(nameCount + ownNames.count)
    }

    /// Adds the words of a name, as hashes of tokens. The one added last under the same words
    /// stands. O(words).
    public mutating func addOwn(
        _ words: [UInt64], _ entry: LexiconEntry, writing: OwnEntry.Writing
    ) {
        guard var hash = words.first else { return }
        for word in words.dropFirst() {
            own[hash, default: OwnEntry()].isBeginning = true
            hash = WordHash.join(hash, word)
        }
        own[hash, default: OwnEntry()].entry = entry
        own[hash]?.writing = writing
    }

    private static func sevens(_ bytes: UnsafeRawPointer) -> UInt64 {
        WordTable.unpacked(UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self)))
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
