import GlossLexicon

/// The entries of the files in Resources/languages/en, gathered by hash, one table each.
///
/// A file is lines: `# comment`; `[name ...]` opens a section, whose entries follow in the same
/// line and those below. What names and entries mean is said at the top of each file.
struct WordTableSource {
    /// A section: the names in its brackets, and the lines of its entries.
    struct Section {
        var names: [String]
        var lines: [String] = []
        var place: String

        var words: [String] { lines.flatMap { $0.split(separator: " ").map(String.init) } }

        func fault(_ what: String) -> LexiconFault {
            LexiconFault(description: "\(place): error: \(what)")
        }
    }

    private(set) var numbers: [UInt64: UInt64] = [:]
    /// Hashes of the entries, but for those of several words.
    var words: [UInt64] { numbers.keys.filter { !phrases.contains($0) } }
    private(set) var phrases: Set<UInt64> = []

    /// Reads the file of a table.
    init(_ kind: WordTableKind, file: String, text: String) throws {
        let sections = try Self.sections(file, text)
        switch kind {
        case .frames: try addFrames(sections)
        case .times: try addTimes(sections)
        case .likelihoods: try addLikelihoods(sections)
        case .languages: try addLanguages(sections)
        }
    }

    private static func sections(_ file: String, _ text: String) throws -> [Section] {
        var sections: [Section] = []
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            var line = String(raw.prefix { $0 != "#" }).trimmed
            if line.hasPrefix("[") {
                let names = line.dropFirst().prefix { $0 != "]" }
                line = String(line.dropFirst(names.count + 2)).trimmed
                sections.append(
                    Section(names: names.split(separator: " ").map(String.init), place: "\(file):\(index + 1)"))
            }
            if line.isEmpty { continue }
            guard !sections.isEmpty else {
                throw LexiconFault(description: "\(file):\(index + 1): error: no section")
            }
            sections[sections.count - 1].lines.append(line)
        }
        return sections
    }

    /// Notes that a hash is that of several words.
    mutating func note(phrase hash: UInt64) { phrases.insert(hash) }

    mutating func update(_ hash: UInt64, _ change: (inout UInt64) throws -> Void) rethrows {
        try change(&numbers[hash, default: 0])
    }

    /// The compiled table, as `WordTable` reads it.
    func compiled() throws -> [UInt8] {
        var bits = 4
        while 1 << bits < numbers.count * 8 / 5 { bits += 1 }
        let mask = 1 << bits - 1
        var slots = [(key: UInt64, number: UInt64)](repeating: (0, 0), count: mask + 1)
        for (hash, number) in numbers.sorted(by: { $0.key < $1.key }) where number != 0 {
            let key = Lexicon.key(hash)
            var slot = Lexicon.slot(hash) & mask
            while slots[slot].key != 0 {
                guard slots[slot].key != key else { throw LexiconFault(description: "two words collide") }
                slot = (slot + 1) & mask
            }
            guard number < 1 << 56 else { throw LexiconFault(description: "more than 56 bits") }
            slots[slot] = (key, number)
        }
        var bytes = [UInt8(bits)]
        for slot in slots {
            bytes.append(littleEndian: slot.key)
            bytes.append(slot.number, sevens: 8)
        }
        return bytes
    }
}

extension [UInt8] {
    /// Adds a number's eight bytes, lowest first.
    mutating func append(littleEndian number: UInt64) {
        for index in 0..<8 { append(UInt8(truncatingIfNeeded: number >> UInt64(8 * index))) }
    }

    /// Adds a number in `count` bytes of seven bits, lowest first.
    mutating func append(_ number: UInt64, sevens count: Int) {
        for index in 0..<count { append(UInt8(truncatingIfNeeded: number >> UInt64(7 * index)) & 0x7F) }
    }
}
