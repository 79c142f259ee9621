/// Scores many names as `FuzzyMatch.score` does, those in ASCII without an allocation and without telling where their
/// letters stand.
struct FuzzyScorer: Sendable {
    let match: FuzzyMatch
    private let terms: [(letters: [UInt8], isCased: Bool)]
    /// Whether a term has a letter that no name in ASCII has.
    private let isBeyondASCII: Bool
    /// The letters that a name must have.
    let mask: UInt64
    private var scores: [Int32] = []
    private var runs: [Int32] = []
    private var nextScores: [Int32] = []
    private var nextRuns: [Int32] = []

    init(_ query: String) {
        match = FuzzyMatch(query)
        isBeyondASCII = match.terms.contains { !$0.letters.allSatisfy(\.isASCII) }
        terms = match.terms.map { ($0.letters.filter(\.isASCII).map { UInt8($0.value) }, $0.isCased) }
        mask = terms.reduce(0) { $1.letters.reduce($0) { $0 | FuzzyScorer.bit(of: $1) } }
    }

    /// Whether it finds everything.
    var isEmpty: Bool { match.terms.isEmpty }

    /// The bit that stands for an ASCII letter of either case, or for a group of other characters.
    static func bit(of letter: UInt8) -> UInt64 {
        switch letter {
        case 0x61...0x7A: 1 << UInt64(letter - 0x61)
        case 0x41...0x5A: 1 << UInt64(letter - 0x41)
        default: 1 << UInt64(26 + letter % 38)
        }
    }

    /// What a letter of a name in ASCII is worth where it stands, for each of its letters; appended.
    static func bonuses(of name: some Sequence<UInt8>, to bonuses: inout [UInt8]) {
        var before = 128
        for byte in name {
            bonuses.append(worth[before * 128 + Int(byte)])
            before = Int(byte)
        }
    }

    /// What each ASCII character is worth behind each, and at the beginning, which is 128.
    private static let worth: [UInt8] = (0...128).flatMap { before in
        (0..<128).map { byte in
            let kind = before == 128 ? FoldedText.Kind.start : FoldedText.Kind(Unicode.Scalar(UInt8(before)))
            return UInt8(FoldedText.bonus(FoldedText.Kind(Unicode.Scalar(UInt8(byte))), after: kind))
        }
    }

    /// How well a name in ASCII answers; nil: it does not. O(query · name).
    mutating func score(_ name: UnsafeBufferPointer<UInt8>, _ bonuses: UnsafeBufferPointer<UInt8>) -> Int? {
        guard !isBeyondASCII else { return nil }
        var score = 0
        for term in terms {
            guard let best = best(term.letters, term.isCased, name, bonuses) else { return nil }
            score += best
        }
        return score
    }

    private static func folded(_ byte: UInt8, _ isCased: Bool) -> UInt8 { !isCased && byte &- 0x41 < 26 ? byte | 0x20 : byte }

    private mutating func best(
        _ term: [UInt8], _ isCased: Bool, _ name: UnsafeBufferPointer<UInt8>, _ bonuses: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        var found = 0
        for byte in name where found < term.count && Self.folded(byte, isCased) == term[found] { found += 1 }
        guard found == term.count, found > 0 else { return nil }
        begin(name.count, bonuses)
        for (number, letter) in term.enumerated() { add(letter, isCased, isFirst: number == 0, name, bonuses) }
        guard let best = scores[..<name.count].max(), best > Int32(FuzzyCosts.none / 2) else { return nil }
        return Int(best)
    }

    private mutating func begin(_ count: Int, _ bonuses: UnsafeBufferPointer<UInt8>) {
        if scores.count < count {
            let room = [Int32](repeating: 0, count: max(64, 2 * count))
            (scores, runs, nextScores, nextRuns) = (room, room, room, room)
        }
        for place in 0..<count {
            scores[place] = Int32(FuzzyCosts.none)
            runs[place] = Int32(bonuses[place])
        }
    }

    /// As in `Alignment`, without where the letters come from.
    private mutating func add(_ letter: UInt8, _ isCased: Bool, isFirst: Bool, _ name: UnsafeBufferPointer<UInt8>, _ bonuses: UnsafeBufferPointer<UInt8>) {
        let (none, match) = (Int32(FuzzyCosts.none), Int32(FuzzyCosts.match))
        var gap = none
        for place in 0..<name.count {
            gap += Int32(FuzzyCosts.gapMore)
            if place >= 2 { gap = max(gap, scores[place - 2] + Int32(FuzzyCosts.gapStart)) }
            let bonus = Int32(bonuses[place])
            (nextScores[place], nextRuns[place]) = (none, bonus)
            guard Self.folded(name[place], isCased) == letter else { continue }
            if isFirst {
                nextScores[place] = match + 2 * bonus
                continue
            }
            let run = place >= 1 ? max(Int32(FuzzyCosts.inARow), bonus, runs[place - 1]) : 0
            let near = place >= 1 ? scores[place - 1] + run : none
            let far = gap + bonus
            guard max(near, far) > none / 2 else { continue }
            nextScores[place] = match + max(near, far)
            if near >= far { nextRuns[place] = run }
        }
        swap(&scores, &nextScores)
        swap(&runs, &nextRuns)
    }
}
