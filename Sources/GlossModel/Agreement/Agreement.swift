/// How far annotators of one text agree, type by type, in the measures that the literature has.
///
/// - F1: of each pair of annotators, one is taken for the truth (Hripcsak and Rothschild 2005); the
///   mean over the pairs. Strict wants the same spans, overlapping takes any that share a byte.
/// - Kappa: of each pair, over the words of the text, marked with the type or not (Cohen 1960); the
///   mean over the pairs.
/// - Alpha: for units on a continuum, over the text's code points and all annotators (Krippendorff
///   1995; 2004, section 11.4).
public struct Agreement: Sendable {
    /// The measures for one type, or for all.
    public struct Row: Sendable, Hashable {
        /// nil for all types together.
        public var type: String?
        /// Marks of each annotator.
        public var counts: [Int]
        /// Each is nil where it is not defined: nobody marked anything, or nothing but this.
        public var strictF1: Double?
        public var overlapF1: Double?
        public var kappa: Double?
        public var alpha: Double?
    }

    /// The types in the order of their names, then all of them.
    public let rows: [Row]
    /// Where they differ, in the order of the text.
    public let disagreements: [Disagreement]

    /// Compares layers of a report, two or more. O(marks · log marks · annotators² + text).
    public init(_ report: Report, layers: [Int]) {
        let marks = layers.map { report.marks(ofLayer: $0) }
        disagreements = Disagreement.all(among: marks)
        let words = WordGrid(report.text)
        let units = OffsetIndex(report.text, unit: .codePoints)
        let types = Set(marks.joined().map(\.type)).sorted()
        var alphas: [UnitizingAlpha] = []
        var rows: [Row] = []
        for type in types {
            let own = marks.map { $0.filter { $0.type == type } }
            let alpha = UnitizingAlpha(
                own.map { Agreement.units($0, units) }, length: units.units(beforeByte: report.text.count))
            alphas.append(alpha)
            rows.append(
                Agreement.row(type, own, kappa: { words.kappa(own[$0], own[$1]) }, alpha: alpha.value))
        }
        let all = words.categories(marks, types)
        rows.append(
            Agreement.row(
                nil, marks, kappa: { words.kappa(all[$0], all[$1]) }, alpha: UnitizingAlpha.value(alphas)))
        self.rows = rows
    }

    private static func row(
        _ type: String?, _ marks: [[Mark]], kappa: (Int, Int) -> Double?, alpha: Double?
    ) -> Row {
        var (strict, overlap, kappas): ([Double?], [Double?], [Double?]) = ([], [], [])
        for first in marks.indices {
            for second in marks.indices where second > first {
                strict.append(strictF1(marks[first], marks[second]))
                overlap.append(overlapF1(marks[first], marks[second]))
                kappas.append(kappa(first, second))
            }
        }
        return Row(
            type: type, counts: marks.map(\.count), strictF1: mean(strict), overlapF1: mean(overlap),
            kappa: mean(kappas), alpha: alpha)
    }

    private static func mean(_ values: [Double?]) -> Double? {
        let known = values.compactMap { $0 }
        return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }

    /// Fragments as units of the continuum, in code points; those that touch or overlap are one.
    private static func units(_ marks: [Mark], _ index: OffsetIndex) -> [Range<Int>] {
        merged(marks.flatMap(\.spans).map {
            index.units(beforeByte: Int($0.start))..<index.units(beforeByte: Int($0.end))
        }, joinsTouching: false)
    }

    /// Ranges in order, with those that share something made one.
    static func merged(_ ranges: [Range<Int>], joinsTouching: Bool) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) })
        where !range.isEmpty {
            if let last = merged.last, range.lowerBound < last.upperBound + (joinsTouching ? 1 : 0) {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    // MARK: F1

    private struct Place: Hashable {
        var type: String
        var spans: [Span]
    }

    /// 2 · shared / (a + b), where marks of the same type and spans are shared; nil where both have none.
    static func strictF1(_ a: [Mark], _ b: [Mark]) -> Double? {
        guard !a.isEmpty || !b.isEmpty else { return nil }
        var left: [Place: Int] = [:]
        for mark in a { left[Place(type: mark.type, spans: mark.spans), default: 0] += 1 }
        var shared = 0
        for mark in b {
            let place = Place(type: mark.type, spans: mark.spans)
            guard let count = left[place], count > 0 else { continue }
            left[place] = count - 1
            shared += 1
        }
        return 2 * Double(shared) / Double(a.count + b.count)
    }

    /// The harmonic mean of the shares of marks that overlap one of the other's, of the same type.
    static func overlapF1(_ a: [Mark], _ b: [Mark]) -> Double? {
        guard !a.isEmpty || !b.isEmpty else { return nil }
        guard !a.isEmpty, !b.isEmpty else { return 0 }
        let first = Double(overlapping(a, b)) / Double(a.count)
        let second = Double(overlapping(b, a)) / Double(b.count)
        return first + second == 0 ? 0 : 2 * first * second / (first + second)
    }

    private static func overlapping(_ marks: [Mark], _ others: [Mark]) -> Int {
        let spans = others.flatMap { mark in mark.spans.map { (type: mark.type, span: $0) } }
            .sorted { $0.span < $1.span }
        let index = IntervalIndex(count: spans.count) { spans[$0].span }
        return marks.count { mark in
            mark.spans.contains { span in
                var isShared = false
                index.forEach(overlapping: span, span: { spans[$0].span }) {
                    if spans[$0].type == mark.type { isShared = true }
                }
                return isShared
            }
        }
    }
}
