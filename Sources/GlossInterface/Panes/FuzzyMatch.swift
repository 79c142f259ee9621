import GlossModel

/// Finds names by some of their letters in order, as fzf does.
///
/// The words of a query, apart by spaces, must each be found in the candidate, in any order; each
/// as letters that follow one another with gaps. Of all ways to place a word the best counts
/// (Smith and Waterman's alignment with affine gaps, as in fzf's algo.go): letters in a row, at
/// beginnings of words, after a hyphen, at capitals within a word. Accents are folded ("jose"
/// finds "José"); case counts for a word that has a capital.
public struct FuzzyMatch: Sendable {
    let terms: [Term]

    struct Term: Sendable {
        var letters: [Unicode.Scalar]
        var isCased: Bool
    }

    /// Longer queries and candidates are cut: they cost the product of their lengths.
    private static let mostTerms = 16
    private static let longestTerm = 64
    private static let longestCandidate = 1024

    /// Reads a query. Without letters it finds everything.
    public init(_ query: String) {
        let words = query.split(maxSplits: Self.mostTerms, whereSeparator: \.isWhitespace)
        terms = words.prefix(Self.mostTerms).map { word in
            let folded = FoldedText(String(word), limit: Self.longestTerm)
            let isCased = word.unicodeScalars.contains { $0.properties.isUppercase }
            return Term(letters: isCased ? folded.cased : folded.plain, isCased: isCased)
        }
    }

    /// How well a candidate answers, more is better, 0 for an empty query; and the matched
    /// characters, as offsets in Unicode scalars from 0, ascending, each once. nil: it does not.
    /// O(query * candidate).
    public func score(_ candidate: String) -> (score: Int, positions: [Int])? {
        guard !terms.isEmpty else { return (0, []) }
        let text = FoldedText(candidate, limit: Self.longestCandidate)
        var score = 0
        var positions: [Int] = []
        for term in terms {
            let letters = term.isCased ? text.cased : text.plain
            guard let found = Alignment.best(term.letters, in: letters, bonuses: text.bonuses)
            else { return nil }
            score += found.score
            positions += found.places.map { text.positions[$0] }
        }
        return (score, Set(positions).sorted())
    }

    /// The candidates that answer, best first; at equal scores the shorter, then the order given.
    public func ranked(_ candidates: [String]) -> [(index: Int, positions: [Int])] {
        var found: [(index: Int, score: Int, length: Int, positions: [Int])] = []
        for (index, candidate) in candidates.enumerated() {
            guard let (score, positions) = score(candidate) else { continue }
            found.append((index, score, candidate.utf8.count, positions))
        }
        if !terms.isEmpty {
            found.sort { ($1.score, $0.length, $0.index) < ($0.score, $1.length, $1.index) }
        }
        return found.map { ($0.index, $0.positions) }
    }
}

/// A text letter by letter, without marks and accents.
struct FoldedText {
    /// Letters without accents; with case and without. Parallel to each other and to what follows.
    private(set) var cased: [Unicode.Scalar] = []
    private(set) var plain: [Unicode.Scalar] = []
    /// Offset in scalars of each letter.
    private(set) var positions: [Int] = []
    /// What a match of the letter is worth for where it stands.
    private(set) var bonuses: [Int] = []

    init(_ text: String, limit: Int) {
        var before = Kind.start
        for (position, scalar) in text.unicodeScalars.prefix(limit).enumerated() {
            if scalar.value >= 0x300, scalar.properties.generalCategory == .nonspacingMark { continue }
            let base = LetterFolding.base(of: scalar)
            let kind = Kind(base)
            cased.append(base)
            plain.append(Self.lower(base))
            positions.append(position)
            bonuses.append(Self.bonus(kind, after: before))
            before = kind
        }
    }

    enum Kind {
        case start, space, separator, lower, upper, digit

        init(_ scalar: Unicode.Scalar) {
            switch scalar {
            case "a"..."z": self = .lower
            case "A"..."Z": self = .upper
            case "0"..."9": self = .digit
            case " ": self = .space
            default: self = Kind(beyondASCII: scalar.properties)
            }
        }

        private init(beyondASCII properties: Unicode.Scalar.Properties) {
            if properties.isWhitespace {
                self = .space
            } else if properties.isAlphabetic {
                self = properties.isUppercase ? .upper : .lower
            } else {
                self = properties.numericType == nil ? .separator : .digit
            }
        }
    }

    static func bonus(_ kind: Kind, after before: Kind) -> Int {
        switch (before, kind) {
        case (_, .space), (_, .separator): 0
        case (.start, _): 11
        case (.space, _), (.separator, _): 10
        case (.lower, .upper), (.lower, .digit), (.upper, .digit): 7
        default: 0
        }
    }

    private static func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.isASCII {
            return ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value | 0x20)) : scalar
        }
        return scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    }
}

/// What letters that are found are worth.
enum FuzzyCosts {
    static let match = 16
    static let gapStart = -3
    static let gapMore = -1
    static let inARow = 6
    static let none = -1_000_000
}

/// The best way to place the letters of one term in a text.
private struct Alignment {
    private static let match = FuzzyCosts.match
    private static let gapStart = FuzzyCosts.gapStart
    private static let gapMore = FuzzyCosts.gapMore
    private static let inARow = FuzzyCosts.inARow
    private static let none = FuzzyCosts.none

    private let text: [Unicode.Scalar]
    private let bonuses: [Int]
    /// For each letter of the term so far and each place, where the letter before it stands.
    private var origins: [[Int]] = []
    /// Score of the best placing of the letters so far whose last stands at each place.
    private var scores: [Int]
    /// What each letter of the run that ends at a place is worth: its first letter's bonus holds
    /// for all, so that a word found whole is better than the beginnings of several.
    private var runs: [Int]

    /// Score and places, ascending; nil where the letters do not stand in that order.
    static func best(
        _ term: [Unicode.Scalar], in text: [Unicode.Scalar], bonuses: [Int]
    ) -> (score: Int, places: [Int])? {
        guard isSubsequence(term, of: text) else { return nil }
        var alignment = Alignment(text: text, bonuses: bonuses)
        for letter in term { alignment.add(letter) }
        return alignment.best
    }

    private init(text: [Unicode.Scalar], bonuses: [Int]) {
        self.text = text
        self.bonuses = bonuses
        scores = Array(repeating: Self.none, count: text.count)
        runs = bonuses
    }

    private static func isSubsequence(_ term: [Unicode.Scalar], of text: [Unicode.Scalar]) -> Bool {
        var next = 0
        for scalar in text where next < term.count && scalar == term[next] { next += 1 }
        return next == term.count
    }

    private mutating func add(_ letter: Unicode.Scalar) {
        let isFirst = origins.isEmpty
        var next = Array(repeating: Self.none, count: text.count)
        var origin = Array(repeating: -1, count: text.count)
        var nextRuns = bonuses
        var gap = (score: Self.none, from: -1)
        for place in text.indices {
            gap.score += Self.gapMore
            if place >= 2, scores[place - 2] + Self.gapStart >= gap.score {
                gap = (scores[place - 2] + Self.gapStart, place - 2)
            }
            guard text[place] == letter else { continue }
            if isFirst {
                next[place] = Self.match + bonuses[place] * 2
                continue
            }
            let run = place >= 1 ? max(Self.inARow, bonuses[place], runs[place - 1]) : 0
            let near = place >= 1 ? scores[place - 1] + run : Self.none
            let far = gap.score + bonuses[place]
            guard max(near, far) > Self.none / 2 else { continue }
            next[place] = Self.match + max(near, far)
            origin[place] = near >= far ? place - 1 : gap.from
            if near >= far { nextRuns[place] = run }
        }
        scores = next
        runs = nextRuns
        origins.append(origin)
    }

    private var best: (score: Int, places: [Int])? {
        guard let score = scores.max(), score > Self.none / 2,
            var place = scores.firstIndex(of: score)
        else { return nil }
        var places: [Int] = []
        for origin in origins.reversed() {
            places.append(place)
            place = origin[place]
        }
        return (score, places.reversed())
    }
}
