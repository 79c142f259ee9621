/// The words of a text as the items that annotators put into categories: a word is in a type where
/// a mark of it covers a byte of the word.
///
/// A word is a run of letters, digits and marks; any other character that is not white space is one
/// for itself.
struct WordGrid {
    private let starts: [UInt32]

    /// Finds the words of a text. Linear.
    init(_ text: Text) {
        var starts: [UInt32] = []
        var offset = 0
        var isInside = false
        while offset < text.count {
            let (scalar, length) = text.scalar(at: offset)
            let isLetter = WordGrid.isPartOfWord(scalar)
            if isLetter ? !isInside : !scalar.properties.isWhitespace { starts.append(UInt32(offset)) }
            isInside = isLetter
            offset += length
        }
        self.starts = starts
    }

    /// Number of words.
    var count: Int { starts.count }

    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return scalar.value | 0x20 >= 0x61 && scalar.value | 0x20 <= 0x7A || scalar.value >= 0x30 && scalar.value <= 0x39
        }
        return scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
            || scalar.properties.numericType != nil
    }

    /// The words that marks cover, as ranges that are apart, in order.
    private func covered(_ marks: [Mark]) -> [Range<Int>] {
        Agreement.merged(marks.flatMap(\.spans).map { span in
            let after = starts.partitioningIndex { $0 > span.start }
            let first = max(0, after - 1)
            return first..<max(first, starts.partitioningIndex { $0 >= span.end })
        }, joinsTouching: true)
    }

    /// Cohen's kappa of two annotators, each word in or out; nil where chance alone agrees wholly.
    func kappa(_ a: [Mark], _ b: [Mark]) -> Double? {
        let (first, second) = (covered(a), covered(b))
        let (inFirst, inSecond) = (WordGrid.total(first), WordGrid.total(second))
        let both = WordGrid.shared(first, second)
        return WordGrid.kappa(
            agreed: both + (count - inFirst - inSecond + both),
            shares: [(inFirst, inSecond), (count - inFirst, count - inSecond)], of: count)
    }

    /// (observed - expected) / (1 - expected), from how many items are agreed upon and how many each
    /// annotator has in each category.
    static func kappa(agreed: Int, shares: [(Int, Int)], of count: Int) -> Double? {
        guard count > 0 else { return nil }
        let all = Double(count)
        let expected = shares.reduce(0.0) { $0 + Double($1.0) / all * (Double($1.1) / all) }
        guard expected < 1 else { return nil }
        return (Double(agreed) / all - expected) / (1 - expected)
    }

    private static func total(_ ranges: [Range<Int>]) -> Int { ranges.reduce(0) { $0 + $1.count } }

    private static func shared(_ a: [Range<Int>], _ b: [Range<Int>]) -> Int {
        var (first, second, shared) = (0, 0, 0)
        while first < a.count, second < b.count {
            let common = a[first].clamped(to: b[second])
            shared += common.count
            if a[first].upperBound < b[second].upperBound { first += 1 } else { second += 1 }
        }
        return shared
    }

    // MARK: All types

    /// The category of each word that somebody marked: the set of types that cover it, as a sum of
    /// their numbers' powers of two, wrapped. By annotator.
    func categories(_ marks: [[Mark]], _ types: [String]) -> [[Int: UInt64]] {
        marks.map { marks in
            var categories: [Int: UInt64] = [:]
            for (number, type) in types.enumerated() {
                let bit = UInt64(truncatingIfNeeded: number &+ 1) &* 0x9E37_79B9_7F4A_7C15
                for words in covered(marks.filter { $0.type == type }) {
                    for word in words { categories[word, default: 0] &+= bit }
                }
            }
            return categories
        }
    }

    /// Cohen's kappa of two annotators over the sets of types that they give the words.
    func kappa(_ a: [Int: UInt64], _ b: [Int: UInt64]) -> Double? {
        var shares: [UInt64: (Int, Int)] = [:]
        for category in a.values { shares[category, default: (0, 0)].0 += 1 }
        for category in b.values { shares[category, default: (0, 0)].1 += 1 }
        shares[0] = (count - a.count, count - b.count)
        let both = a.keys.count { b[$0] != nil }
        let same = a.count { b[$0.key] == $0.value }
        return WordGrid.kappa(
            agreed: same + count - a.count - b.count + both, shares: Array(shares.values), of: count)
    }
}
