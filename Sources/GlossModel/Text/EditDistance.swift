/// How far words are apart: letters to put in, take out or change (V. Levenshtein, 1965).
public enum EditDistance {
    /// The distance between two sequences, their first 64 elements at most. O(a · b).
    public static func between<Element: Equatable>(_ a: some Collection<Element>, _ b: some Collection<Element>) -> Int {
        let (a, b) = (Array(a.prefix(64)), Array(b.prefix(64)))
        var row = Array(0...b.count)
        for i in a.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let changed = diagonal + (a[i] == b[j] ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(changed, row[j] + 1, diagonal + 1)
            }
        }
        return row[b.count]
    }
}
