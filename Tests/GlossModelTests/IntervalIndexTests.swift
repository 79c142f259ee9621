import GlossModel
import TestSupport
import Testing

struct IntervalIndexTests {
    @Test(arguments: [0, 1, 2, 3, 7, 8, 9, 31, 100, 1000]) func agreesWithLookingAtEverySpan(count: Int) {
        var generator = SeededGenerator(seed: UInt64(count) + 11)
        let spans = (0..<count).map { _ in
            let start = Int.random(in: 0..<400, using: &generator)
            let length = Int.random(in: 0..<4, using: &generator) == 0 ? 200 : 12
            return Span(start, start + Int.random(in: 1...length, using: &generator))
        }.sorted()
        let index = IntervalIndex(count: count) { spans[$0] }
        for _ in 0..<200 {
            let start = Int.random(in: 0..<450, using: &generator)
            let query = Span(start, start + Int.random(in: 1..<60, using: &generator))
            var found: [Int] = []
            index.forEach(overlapping: query, span: { spans[$0] }, { found.append($0) })
            #expect(found == spans.indices.filter { spans[$0].overlaps(query) })
        }
    }
}
