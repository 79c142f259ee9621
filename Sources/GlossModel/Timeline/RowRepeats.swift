/// Puts rows together that tell one event: of the same days, in sentences with mostly the same words.
struct RowRepeats {
    private let report: Report
    /// Rows of the same days that a word leads to at most: what is in all sentences tells none apart.
    private static let most = 12

    init(_ report: Report) { self.report = report }

    /// Rows in the order given; of those that tell the same the first in the text stays, and has the
    /// others in `also`. O(words of the rows of days that come twice).
    func folded(_ rows: [TimelineRow]) -> [TimelineRow] {
        var folded: [TimelineRow] = []
        folded.reserveCapacity(rows.count)
        var first = 0
        while first < rows.count {
            var end = first + 1
            while end < rows.count, rows[first].isDated, rows[end].range == rows[first].range { end += 1 }
            if end - first == 1 { folded.append(rows[first]) } else { fold(rows[first..<end], into: &folded) }
            first = end
        }
        return folded
    }

    private func fold(_ rows: ArraySlice<TimelineRow>, into folded: inout [TimelineRow]) {
        var kept: [Kept] = []
        var rowsOf: [UInt64: [Int]] = [:]
        for row in rows {
            let sentence = report.sentence(of: row).span
            let words = Set(RowWords(report.text, sentence, date: row.span).content)
            if let same = candidate(words, row.clock, kept, rowsOf) {
                folded[kept[same].place].also.append(row.time)
                continue
            }
            for word in words where rowsOf[word, default: []].count < Self.most { rowsOf[word, default: []].append(kept.count) }
            kept.append(Kept(place: folded.count, words: words, clock: row.clock))
            folded.append(row)
        }
    }

    /// A row that tells something of its own.
    private struct Kept {
        var place: Int
        var words: Set<UInt64>
        var clock: RowClock?
    }

    /// The row that shares the most words, where they are enough.
    private func candidate(
        _ words: Set<UInt64>, _ clock: RowClock?, _ kept: [Kept], _ rowsOf: [UInt64: [Int]]
    ) -> Int? {
        var shared: [Int: Int] = [:]
        // What happened at another hour is another event.
        for word in words { for row in rowsOf[word] ?? [] where clock == nil || kept[row].clock == nil || clock == kept[row].clock { shared[row, default: 0] += 1 } }
        let best = shared.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
        guard let best, Self.isSame(best.value, words.count, kept[best.key].words.count) else { return nil }
        return best.key
    }

    /// Three words in five of both together, or three in four of the shorter one and five at least.
    private static func isSame(_ shared: Int, _ a: Int, _ b: Int) -> Bool {
        shared >= 3 && (shared * 5 >= (a + b - shared) * 3 || shared >= 5 && shared * 4 >= min(a, b) * 3)
    }
}
