import GlossModel

/// What was meant by a word that is not known.
enum Spelling {
    /// The known word that is nearest, where it differs by a third of its letters at most; of equals
    /// the first. O(known · letters²).
    static func nearest(to word: String, among known: [String]) -> String? {
        let ranked = known.map { (word: $0, distance: EditDistance.between(word.lowercased().unicodeScalars, $0.lowercased().unicodeScalars)) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance * 3 <= max(3, best.word.count) else { return nil }
        return best.word
    }

    /// ` did you mean "page-down"?` or nothing.
    static func hint(for word: String, among known: [String]) -> String {
        nearest(to: word, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
    }
}
