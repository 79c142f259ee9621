/// Labels of tokens: outside of names, or the first or a further token of a name of a type (IOB2).
package enum NameLabel {
    /// Types that are learned, in the order of their labels.
    package static let types: [MentionType] = [.person, .organization, .location, .group, .product, .event, .work]
    /// Labels there are: outside, then two a type.
    package static let count = 1 + 2 * types.count
    /// Room for a label in rows of weights; one is left over.
    package static let lanes = 16
    package static let outside = 0

    /// The label of the first token of a name of a type, by its place in `types`.
    package static func first(_ type: Int) -> Int { 1 + 2 * type }
    /// The label of the others.
    package static func inside(_ type: Int) -> Int { 2 + 2 * type }
    /// The place in `types` of a label that is not `outside`.
    package static func type(_ label: Int) -> Int { (label - 1) / 2 }
    /// Whether a label can only follow one of its own type.
    package static func isInside(_ label: Int) -> Bool { label > 0 && label & 1 == 0 }
}

/// What labels weigh after each other.
package struct NameTransitions: Sendable {
    /// By the label before.
    fileprivate var rows = [SIMD16<Int32>](repeating: SIMD16(), count: NameLabel.lanes)
    /// How far apart two of them are at most.
    fileprivate var spread: Int32 = 0

    /// What a name of so many tokens that stands alone weighs by its transitions, as each type.
    func weights(ofName count: Int) -> SIMD8<Int32> {
        var sums = SIMD8<Int32>()
        for type in NameLabel.types.indices {
            let (first, inside) = (NameLabel.first(type), NameLabel.inside(type))
            sums[type] = rows[NameLabel.outside][first] + rows[count > 1 ? inside : first][NameLabel.outside]
            if count > 1 { sums[type] += rows[first][inside] + Int32(count - 2) * rows[inside][inside] }
        }
        return sums
    }

    /// Of one number a pair of labels: `before * NameLabel.lanes + label`.
    package init(_ weights: [Int32]) {
        for index in weights.indices { rows[index / NameLabel.lanes][index % NameLabel.lanes] = weights[index] }
        spread = (weights.max() ?? 0) - (weights.min() ?? 0)
    }
}

/// The labels of a stretch that together weigh most: Viterbi's search over a chain of the first order.
package struct NamePath: Sendable {
    /// What each token weighs for each label.
    package var weights: [SIMD16<Int32>] = []
    /// The labels found last.
    package private(set) var labels: [UInt8] = []
    private var back: [SIMD16<Int32>] = []

    package init() {}

    /// All labels, a bit each.
    package static let all: UInt16 = 0x7FFF
    private static let never = SIMD16<Int32>(repeating: Int32.min / 4)

    /// Finds the labels. Linear.
    package mutating func find(_ transitions: NameTransitions) {
        find { best, weights, back in Self.step(from: best, weights, transitions, &back) }
    }

    /// Finds the labels; `allowed` says which of them a token may have, a bit each. Linear.
    package mutating func find(_ transitions: NameTransitions, allowed: [UInt16]) {
        var index = 0
        find { best, weights, back in
            var scores = Self.step(from: best, weights, transitions, &back)
            for label in 0..<NameLabel.count where allowed[index] >> UInt16(label) & 1 == 0 { scores[label] = Self.never[0] }
            index += 1
            return scores
        }
    }

    @inline(__always)
    private mutating func find(_ step: (SIMD16<Int32>, SIMD16<Int32>, inout SIMD16<Int32>) -> SIMD16<Int32>) {
        labels.removeAll(keepingCapacity: true)
        guard !weights.isEmpty else { return }
        back.removeAll(keepingCapacity: true)
        var best = Self.never
        best[NameLabel.outside] = 0
        for weights in weights {
            var from = SIMD16<Int32>()
            best = step(best, weights, &from)
            back.append(from)
        }
        var label = NameLabel.outside
        for other in 0..<NameLabel.count where best[other] > best[label] { label = other }
        labels.append(contentsOf: repeatElement(0, count: weights.count))
        for index in weights.indices.reversed() {
            labels[index] = UInt8(label)
            label = Int(back[index][label])
        }
    }

    /// The best sums of labels behind those of the token before, and which those were. A label that is so
    /// much worse than the best that no transition makes up for it is not followed, but by the inside of
    /// its own name.
    @inline(__always)
    private static func step(
        from best: SIMD16<Int32>, _ weights: SIMD16<Int32>, _ transitions: NameTransitions, _ from: inout SIMD16<Int32>
    ) -> SIMD16<Int32> {
        var scores = never
        let least = best.max() &- transitions.spread
        transitions.rows.withUnsafeBufferPointer { rows in
            for other in 0..<NameLabel.count where best[other] >= least {
                let sums = rows[other] &+ best[other]
                let isBetter = sums .> scores
                scores.replace(with: sums, where: isBetter)
                from.replace(with: SIMD16(repeating: Int32(other)), where: isBetter)
            }
            for label in stride(from: 2, to: NameLabel.count, by: 2) {
                let begun = best[label - 1] &+ rows[label - 1][label]
                let more = best[label] &+ rows[label][label]
                (scores[label], from[label]) = more > begun ? (more, Int32(label)) : (begun, Int32(label - 1))
            }
        }
        scores &+= weights
        scores.replace(with: never, where: scores .< never)
        return scores
    }
}
