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

/// The labels of a stretch that together weigh most: Viterbi's search over a chain of the first order.
package struct NamePath {
    /// What each token weighs for each label.
    package var weights: [SIMD16<Int32>] = []
    /// What a label weighs after another: `after * lanes + label`.
    package var transitions: [Int32] = [Int32](repeating: 0, count: NameLabel.lanes * NameLabel.lanes) {
        didSet { spread = Self.spread(transitions) }
    }
    /// The labels found last.
    package private(set) var labels: [UInt8] = []
    private var back: [SIMD16<UInt8>] = []
    /// How far apart transitions are at most.
    private var spread: Int32 = 0

    package init() {}

    /// Finds the labels; `allowed` says which of them a token may have, a bit each. Linear.
    package mutating func find(allowed: (Int) -> UInt16 = { _ in NamePath.all }) {
        labels.removeAll(keepingCapacity: true)
        guard !weights.isEmpty else { return }
        back.removeAll(keepingCapacity: true)
        var best = SIMD16<Int32>(repeating: Self.never)
        best[NameLabel.outside] = 0
        for index in weights.indices { best = step(from: best, weights[index], allowed(index)) }
        var label = NameLabel.outside
        for other in 0..<NameLabel.count where best[other] > best[label] { label = other }
        labels = [UInt8](repeating: 0, count: weights.count)
        for index in weights.indices.reversed() {
            labels[index] = UInt8(label)
            label = Int(back[index][label])
        }
    }

    /// All labels, a bit each.
    package static let all: UInt16 = 0x7FFF
    private static let never = Int32.min / 4

    private static func spread(_ transitions: [Int32]) -> Int32 { (transitions.max() ?? 0) - (transitions.min() ?? 0) }

    /// The best sums of labels behind those of the token before. A label that is so much worse than the
    /// best that no transition makes up for it is not followed, but by the inside of its own name.
    @inline(__always)
    private mutating func step(from best: SIMD16<Int32>, _ weights: SIMD16<Int32>, _ allowed: UInt16) -> SIMD16<Int32> {
        var scores = SIMD16<Int32>(repeating: Self.never)
        var from = SIMD16<UInt8>()
        let least = best.max() - spread
        transitions.withUnsafeBufferPointer { transitions in
            for other in 0..<NameLabel.count where best[other] >= least {
                for label in 0..<NameLabel.count where !NameLabel.isInside(label) {
                    let sum = best[other] &+ transitions[other * NameLabel.lanes + label]
                    if sum > scores[label] { (scores[label], from[label]) = (sum, UInt8(other)) }
                }
            }
            for label in stride(from: 2, to: NameLabel.count, by: 2) {
                let begun = best[label - 1] &+ transitions[(label - 1) * NameLabel.lanes + label]
                let more = best[label] &+ transitions[label * NameLabel.lanes + label]
                (scores[label], from[label]) = more > begun ? (more, UInt8(label)) : (begun, UInt8(label - 1))
            }
        }
        back.append(from)
        scores &+= weights
        for label in 0..<NameLabel.lanes where allowed >> UInt16(label) & 1 == 0 || scores[label] < Self.never { scores[label] = Self.never }
        return scores
    }
}
