/// Intervals of days of about one length: how many of them lie over a stretch, and how much of each.
struct SpanTable: Sendable {
    /// First days, and the days after the last ones; each sorted.
    private var starts: [Int32] = []
    private var ends: [Int32] = []
    /// Sums of 1/length, and of day/length, over those before an index.
    private var startSums: [Sums] = [Sums()]
    private var endSums: [Sums] = [Sums()]

    private struct Sums: Sendable {
        var share = 0.0
        var moment = 0.0
    }

    var count: Int { starts.count }

    /// Indexes intervals, first and last day by number. O(n log n).
    init(_ intervals: [(first: Int32, last: Int32)]) {
        func sums(_ edges: [(day: Int32, share: Double)]) -> [Sums] {
            edges.reduce(into: [Sums()]) { sums, edge in
                let last = sums[sums.count - 1]
                sums.append(Sums(share: last.share + edge.share, moment: last.moment + edge.share * Double(edge.day)))
            }
        }
        func edges(_ day: ((first: Int32, last: Int32)) -> Int32) -> [(day: Int32, share: Double)] {
            intervals.map { (day($0), 1 / Double(Int($0.last) - Int($0.first) + 1)) }.sorted { $0.day < $1.day }
        }
        let (begins, closes) = (edges { $0.first }, edges { $0.last &+ 1 })
        (starts, ends) = (begins.map(\.day), closes.map(\.day))
        (startSums, endSums) = (sums(begins), sums(closes))
    }

    /// How much of the intervals lies before a moment in days: each counts 1 when it is over. O(log n).
    private func mass(before moment: Double) -> Double {
        let begun = startSums[starts.partitioningIndex { Double($0) >= moment }]
        let over = endSums[ends.partitioningIndex { Double($0) >= moment }]
        return (begun.share - over.share) * moment - (begun.moment - over.moment)
    }

    /// How much of the intervals lies between two moments in days, each counting 1 in all. O(log n).
    func mass(from first: Double, to end: Double) -> Double { max(0, mass(before: end) - mass(before: first)) }

    /// How many intervals share a day with `first` to `last`. O(log n).
    func count(from first: Int, to last: Int) -> Int {
        max(0, starts.partitioningIndex { Int($0) > last } - ends.partitioningIndex { Int($0) > first })
    }
}
