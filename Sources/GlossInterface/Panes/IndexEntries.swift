import GlossModel

/// An entity of the index.
struct IndexMatch: Sendable {
    var entity: Item
    var mentions: Int
    /// How many of the open reports mention it.
    var reports = 1
}

/// The entities of an index, the most mentioned first, of equals by name; with their names ready to be looked through.
/// Made once, of a large report behind the screen.
final class IndexEntries: Sendable {
    let all: [IndexMatch]
    /// Names of types, and which one each has.
    private let types: [String]
    private let typeNumbers: [UInt16]
    /// The letters of all names, one name after the other, and what each is worth.
    private let letters: [UInt8]
    private let bonuses: [UInt8]
    /// Where each name ends in `letters`, and where the names of each entry end in `ends`.
    private let ends: [UInt32]
    private let lastNames: [UInt32]
    /// Which letters the names of each have (`FuzzyScorer.bit`); all where one of them is not in ASCII.
    private let masks: [UInt64]

    /// Longer names are cut, as `FuzzyMatch` does.
    private static let longestName = 1024

    /// Puts entities in order. `names` and `type` are asked once for each. O(n log n).
    init(_ matches: [IndexMatch], names: (IndexMatch) -> [String], type: (IndexMatch) -> String) {
        let named = matches.map { (match: $0, names: names($0)) }
        let order = Self.inOrder(named.map(\.match.mentions), named.map { $0.names[0] })
        var (letters, bonuses, ends, lastNames, masks): ([UInt8], [UInt8], [UInt32], [UInt32], [UInt64]) = ([], [], [], [], [])
        var numbers: [String: UInt16] = [:]
        var (types, typeNumbers): ([String], [UInt16]) = ([], [])
        for index in order {
            var mask: UInt64 = 0
            for name in named[index].names {
                let isASCII = name.utf8.allSatisfy { $0 < 0x80 }
                let bytes = isASCII ? name.utf8.prefix(Self.longestName) : name.utf8[...]
                letters += bytes
                FuzzyScorer.bonuses(of: isASCII ? bytes : name.utf8.prefix(0), to: &bonuses)
                while bonuses.count < letters.count { bonuses.append(0) }
                ends.append(UInt32(letters.count))
                mask = isASCII ? bytes.reduce(mask) { $0 | FuzzyScorer.bit(of: $1) } : .max
            }
            lastNames.append(UInt32(ends.count))
            masks.append(mask)
            let name = type(named[index].match)
            if numbers[name] == nil {
                numbers[name] = UInt16(truncatingIfNeeded: types.count)
                types.append(name)
            }
            typeNumbers.append(numbers[name]!)
        }
        all = order.map { named[$0].match }
        (self.letters, self.bonuses, self.ends, self.lastNames, self.masks) = (letters, bonuses, ends, lastNames, masks)
        (self.types, self.typeNumbers) = (types, typeNumbers)
    }

    /// Places of entities, the most mentioned first, of equals by the bytes of their names: the first eight of these,
    /// as a number, tell most of them apart.
    private static func inOrder(_ mentions: [Int], _ names: [String]) -> [Int] {
        let keys = names.indices.map { place in
            (mentions: mentions[place], beginning: names[place].utf8.prefix(8).enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << UInt64(56 - 8 * $1.offset) }, place: place)
        }
        let sorted = keys.sorted { a, b in
            if a.mentions != b.mentions { return a.mentions > b.mentions }
            if a.beginning != b.beginning { return a.beginning < b.beginning }
            let (left, right) = (names[a.place], names[b.place])
            return left == right ? a.place < b.place : left.utf8.lexicographicallyPrecedes(right.utf8)
        }
        return sorted.map(\.place)
    }

    /// The types that a query admits, by number; nil for all.
    func admitted(by query: ListQuery) -> [Bool]? { query.types.isEmpty ? nil : types.map { query.admits(type: $0) } }

    func isOf(_ types: [Bool]?, _ entry: Int) -> Bool { types.map { $0[Int(typeNumbers[entry])] } ?? true }

    /// How well the best of an entry's names answers; nil: none does.
    func score(_ entry: Int, _ scorer: inout FuzzyScorer) -> Int? {
        guard scorer.mask & ~masks[entry] == 0 else { return nil }
        var best: Int?
        let firstName = entry == 0 ? 0 : Int(lastNames[entry - 1])
        for name in firstName..<Int(lastNames[entry]) {
            let start = name == 0 ? 0 : Int(ends[name - 1])
            guard let score = score(start..<Int(ends[name]), &scorer) else { continue }
            best = max(best ?? score, score)
        }
        return best
    }

    private func score(_ range: Range<Int>, _ scorer: inout FuzzyScorer) -> Int? {
        letters.withUnsafeBufferPointer { all in
            let name = UnsafeBufferPointer(rebasing: all[range])
            guard name.allSatisfy({ $0 < 0x80 }) else { return scorer.match.score(String(decoding: name, as: UTF8.self))?.score }
            return bonuses.withUnsafeBufferPointer { scorer.score(name, UnsafeBufferPointer(rebasing: $0[range])) }
        }
    }
}

/// What a filter finds in an index, the best first; looked through a slice at a time.
struct IndexNarrowing: Sendable {
    let entries: IndexEntries
    let filter: String
    private var scorer: FuzzyScorer
    private let types: [Bool]?
    /// The entries to be looked at; nil for all.
    private let candidates: [Int32]?
    private var next = 0
    /// Those found, in the order of the index; and by score, where the filter has letters.
    private var found: [Int32] = []
    private var byScore: [Int: [Int32]] = [:]
    private var scores: [Int] = []
    /// How many were found, and how many looked at.
    var count: Int { isAll ? entries.all.count : found.count }
    private let isAll: Bool

    /// Entries looked at between two looks at the keyboard: of most the letters decide at once.
    private static let slice = 20_000

    /// Begins to look for a filter, `type:org` among its words: in what a shorter one has found and not looked at yet.
    init(_ entries: IndexEntries, _ filter: String, after before: IndexNarrowing? = nil) {
        self.entries = entries
        self.filter = filter
        let words = filter.split(separator: " ")
        scorer = FuzzyScorer(words.filter { !$0.hasPrefix("type:") }.joined(separator: " "))
        types = entries.admitted(by: ListQuery(words.filter { $0.hasPrefix("type:") }.joined(separator: " ")))
        isAll = scorer.isEmpty && types == nil
        // A condition that is being typed may let in what it kept out.
        if let before, !before.isAll, filter.hasPrefix(before.filter), !filter.contains(":"), before.entries === entries {
            candidates = before.found + before.rest
        } else {
            candidates = nil
        }
    }

    private var total: Int { isAll ? 0 : candidates?.count ?? entries.all.count }
    private var rest: [Int32] { candidates.map { Array($0[next...]) } ?? Array(Int32(next)..<Int32(max(next, entries.all.count))) }

    /// Whether all have been looked at.
    var isDone: Bool { next >= total }

    /// Looks at some more.
    mutating func more() {
        let end = min(total, next + Self.slice)
        for place in next..<max(next, end) {
            let entry = candidates.map { Int($0[place]) } ?? place
            guard entries.isOf(types, entry), let score = scorer.isEmpty ? 0 : entries.score(entry, &scorer) else { continue }
            found.append(Int32(entry))
            guard !scorer.isEmpty else { continue }
            if byScore[score] == nil { scores.insert(score, at: scores.partitioningIndex { $0 < score }) }
            byScore[score, default: []].append(Int32(entry))
        }
        next = max(next, end)
    }

    /// The entity at a place of what was found, the best first.
    subscript(place: Int) -> IndexMatch {
        if isAll { return entries.all[place] }
        guard !scores.isEmpty else { return entries.all[Int(found[place])] }
        var rest = place
        for score in scores {
            let list = byScore[score] ?? []
            if rest < list.count { return entries.all[Int(list[rest])] }
            rest -= list.count
        }
        return entries.all[Int(found[place])]
    }
}
