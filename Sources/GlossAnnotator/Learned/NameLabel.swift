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

/// The labels of a sentence that together weigh most: Viterbi's search over a chain of the first order.
package struct NamePath {
    /// What each token weighs for each label.
    package var weights: [SIMD16<Int32>] = []
    /// What a label weighs after another: `after * lanes + label`.
    package var transitions: [Int32] = [Int32](repeating: 0, count: NameLabel.lanes * NameLabel.lanes)
    /// The labels found last.
    package private(set) var labels: [UInt8] = []
    private var back: [UInt8] = []

    package init() {}

    /// Finds the labels; `allowed` says which of them a token may have, a bit each. Linear.
    package mutating func find(allowed: (Int) -> UInt16 = { _ in 0x7FFF }) {
        let count = weights.count
        labels.removeAll(keepingCapacity: true)
        guard count > 0 else { return }
        back.removeAll(keepingCapacity: true)
        var best = SIMD16<Int32>(repeating: Self.never)
        for index in 0..<count {
            best = index == 0 ? opening(allowed(0)) : step(from: best, weights[index], allowed(index))
        }
        var label = UInt8(NameLabel.outside)
        for other in 0..<NameLabel.count where best[other] > best[Int(label)] { label = UInt8(other) }
        labels = [UInt8](repeating: 0, count: count)
        for index in stride(from: count - 1, through: 0, by: -1) {
            labels[index] = label
            label = back[index * NameLabel.lanes + Int(label)]
        }
    }

    private static let never = Int32.min / 4

    private mutating func opening(_ allowed: UInt16) -> SIMD16<Int32> {
        back.append(contentsOf: repeatElement(0, count: NameLabel.lanes))
        var scores = SIMD16<Int32>(repeating: Self.never)
        for label in 0..<NameLabel.count where !NameLabel.isInside(label) && allowed >> UInt16(label) & 1 == 1 {
            scores[label] = weights[0][label] &+ transitions[label]
        }
        return scores
    }

    private mutating func step(from best: SIMD16<Int32>, _ weights: SIMD16<Int32>, _ allowed: UInt16) -> SIMD16<Int32> {
        var scores = SIMD16<Int32>(repeating: Self.never)
        let base = back.count
        back.append(contentsOf: repeatElement(0, count: NameLabel.lanes))
        for label in 0..<NameLabel.count where allowed >> UInt16(label) & 1 == 1 {
            var (score, from) = (Self.never, 0)
            for other in NameLabel.isInside(label) ? label - 1..<label + 1 : 0..<NameLabel.count {
                let sum = best[other] &+ transitions[other * NameLabel.lanes + label]
                if sum > score { (score, from) = (sum, other) }
            }
            scores[label] = max(Self.never, score &+ weights[label])
            back[base + label] = UInt8(from)
        }
        return scores
    }
}
