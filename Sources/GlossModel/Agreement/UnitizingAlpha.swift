/// Krippendorff's alpha for one category of units on a continuum (Krippendorff 1995, "On the
/// reliability of unitizing continuous data"; 2004, "Content Analysis", section 11.4).
///
/// Each annotator's continuum is a row of sections, units of the category and the gaps between them.
/// Sections of two annotators differ by the squares of what they do not share.
struct UnitizingAlpha: Sendable {
    /// Disagreement as it is, and as it would be by chance; both 0 where nobody marked anything.
    let observed: Double
    let expected: Double

    /// nil where nothing could have been disagreed upon.
    var value: Double? { UnitizingAlpha.value([self]) }

    /// Alpha over several categories: 1 - observed / expected, of their sums.
    static func value(_ categories: [UnitizingAlpha]) -> Double? {
        let expected = categories.reduce(0) { $0 + $1.expected }
        guard expected > 0 else { return nil }
        return 1 - categories.reduce(0) { $0 + $1.observed } / expected
    }

    /// A unit or a gap.
    private struct Section {
        var range: Range<Int>
        var isUnit: Bool
        var length: Double { Double(range.count) }
    }

    /// Compares annotators by their units, in order and apart, on a continuum from 0 to `length`.
    /// O(annotators² · units · log units).
    init(_ annotators: [[Range<Int>]], length: Int) {
        let count = annotators.reduce(0) { $0 + $1.count }
        guard annotators.count > 1, length > 0, count > 0 else {
            (observed, expected) = (0, 0)
            return
        }
        let rows = annotators.map { UnitizingAlpha.sections($0, length) }
        var sum = 0.0
        for first in rows.indices {
            for second in rows.indices where second > first {
                sum += 2 * UnitizingAlpha.difference(rows[first], rows[second])
            }
        }
        let (m, continuum) = (Double(rows.count), Double(length))
        observed = sum / (m * (m - 1) * continuum * continuum)
        expected = UnitizingAlpha.expected(rows, units: count, continuum)
    }

    private static func sections(_ units: [Range<Int>], _ length: Int) -> [Section] {
        var sections: [Section] = []
        var end = 0
        for unit in units {
            if unit.lowerBound > end { sections.append(Section(range: end..<unit.lowerBound, isUnit: false)) }
            sections.append(Section(range: unit, isUnit: true))
            end = unit.upperBound
        }
        if end < length { sections.append(Section(range: end..<length, isUnit: false)) }
        return sections
    }

    /// Sum over the pairs of sections that overlap; others do not differ.
    private static func difference(_ a: [Section], _ b: [Section]) -> Double {
        var (first, second, sum) = (0, 0, 0.0)
        while first < a.count, second < b.count {
            sum += difference(a[first], b[second])
            let (left, right) = (a[first].range.upperBound, b[second].range.upperBound)
            if left <= right { first += 1 }
            if right <= left { second += 1 }
        }
        return sum
    }

    private static func difference(_ a: Section, _ b: Section) -> Double {
        switch (a.isUnit, b.isUnit) {
        case (true, true):
            let start = Double(a.range.lowerBound - b.range.lowerBound)
            let end = Double(a.range.upperBound - b.range.upperBound)
            return start * start + end * end
        case (true, false): return isWithin(a, b) ? a.length * a.length : 0
        case (false, true): return isWithin(b, a) ? b.length * b.length : 0
        case (false, false): return 0
        }
    }

    private static func isWithin(_ unit: Section, _ gap: Section) -> Bool {
        gap.range.lowerBound <= unit.range.lowerBound && unit.range.upperBound <= gap.range.upperBound
    }

    private static func expected(_ rows: [[Section]], units: Int, _ continuum: Double) -> Double {
        let gaps = rows.joined().lazy.filter { !$0.isUnit }.map(\.length).sorted()
        // Sum and number of the gaps from each one on.
        var sums = [0.0]
        for gap in gaps.reversed() { sums.append(sums[sums.count - 1] + gap) }
        var (numerator, pairs) = (0.0, 0.0)
        for section in rows.joined() where section.isUnit {
            let length = section.length
            let first = gaps.partitioningIndex { $0 >= length }
            let wide = gaps.count - first
            numerator += Double(units - 1) / 3 * (2 * length * length * length - 3 * length * length + length)
            numerator += length * length * (sums[wide] - Double(wide) * (length - 1))
            pairs += length * (length - 1)
        }
        let all = Double(rows.count) * continuum
        return 2 / continuum * numerator / (all * (all - 1) - pairs)
    }
}
