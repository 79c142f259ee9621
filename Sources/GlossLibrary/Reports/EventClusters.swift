import GlossModel

/// Dated sentences of several reports that tell of one event.
public enum EventClusters {
    /// A sentence, ready to be compared.
    public struct Sentence: Sendable {
        public var row: EventRow
        public var text: String
        fileprivate var stems: Set<String>

        public init(_ row: EventRow, _ text: String) {
            self.row = row
            self.text = text
            stems = Set(ClaimFeatures.of(Folding.words(text).map(\.word)))
        }
    }

    /// Sentences this alike tell of one event: the cosine of their stems.
    static let likeness = 0.45

    /// Puts sentences, which come in order of date, together. Each group begins with the one that is shown: the most
    /// precise, of equals the one of the oldest report. `isCommon` says which entities are too common to tell.
    ///
    /// Two belong together where their days overlap, one of them is known to a week or better, they share an entity
    /// that tells, and their words are alike; or where their words are the same. Undated ones never do.
    public static func groups(_ sentences: [Sentence], isCommon: (Int) -> Bool) -> [[Sentence]] {
        var groups: [[Int]] = []
        var place: [Int] = []
        for index in sentences.indices {
            var found: Int?
            for before in stride(from: index - 1, through: max(0, index - reach), by: -1) where isOne(sentences[index], sentences[before], isCommon) {
                found = place[before]
                break
            }
            place.append(found ?? groups.count)
            if let found { groups[found].append(index) } else { groups.append([index]) }
        }
        return groups.map { group in
            group.map { sentences[$0] }.sorted { a, b in
                (b.row.precision.rawValue, a.row.hit.published ?? .max, a.row.id) < (a.row.precision.rawValue, b.row.hit.published ?? .max, b.row.id)
            }
        }
    }

    /// So many sentences before one are compared with it.
    private static let reach = 400

    private static func isOne(_ a: Sentence, _ b: Sentence, _ isCommon: (Int) -> Bool) -> Bool {
        guard let first = a.row.earliest ?? a.row.latest, let other = b.row.earliest ?? b.row.latest else { return false }
        guard first <= (b.row.latest ?? other), other <= (a.row.latest ?? first) else { return false }
        if a.stems == b.stems, !a.stems.isEmpty { return true }
        guard max(a.row.precision, b.row.precision) > .month, a.stems.count > 2, b.stems.count > 2 else { return false }
        let shared = Set(a.row.entities).intersection(b.row.entities)
        guard shared.contains(where: { !isCommon($0) }) else { return false }
        let both = Double(a.stems.intersection(b.stems).count)
        return both / (Double(a.stems.count) * Double(b.stems.count)).squareRoot() >= likeness
    }
}
