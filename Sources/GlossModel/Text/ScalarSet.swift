/// A set of Unicode scalars as ranges of their values, sorted, apart and not adjacent.
struct ScalarSet: Hashable, Sendable {
    private(set) var ranges: [ClosedRange<UInt32>]

    static let last: UInt32 = 0x10FFFF
    static let any = ScalarSet([0...last])

    /// Merges ranges in any order. O(n log n).
    init(_ ranges: [ClosedRange<UInt32>]) {
        var merged: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let before = merged.last, range.lowerBound <= before.upperBound &+ 1 {
                let end = max(before.upperBound, range.upperBound)
                merged[merged.count - 1] = before.lowerBound...end
            } else {
                merged.append(range)
            }
        }
        self.ranges = merged
    }

    init(_ scalars: Unicode.Scalar...) { self.init(scalars.map { $0.value...$0.value }) }

    func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(ranges + other.ranges) }

    /// Whether a scalar is in it. O(log n).
    func contains(_ value: UInt32) -> Bool {
        let next = ranges.partitioningIndex { $0.lowerBound > value }
        return next > 0 && ranges[next - 1].upperBound >= value
    }

    /// Without those of another set.
    func subtracting(_ other: ScalarSet) -> ScalarSet { inverted.union(other).inverted }

    /// Without what a search does not see: unseen characters, marks, and ligatures, which are read
    /// as their letters.
    var seen: ScalarSet { subtracting(Self.unread) }

    private static let unread = LetterFolding.unseen.union(LetterFolding.marks).union(LetterFolding.ligatures)

    /// All that a search sees.
    static let anySeen = any.seen

    /// All scalars that are not in it.
    var inverted: ScalarSet {
        var gaps: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
            next = range.upperBound + 1
        }
        if next <= Self.last { gaps.append(next...Self.last) }
        return ScalarSet(gaps)
    }

    /// With the other case of each scalar added, by simple mappings to one scalar. ASCII letters
    /// get ASCII letters only.
    var foldingCase: ScalarSet {
        var more = ranges
        for range in ranges where range.overlaps(Self.cased) {
            for value in range.clamped(to: Self.cased) {
                guard let scalar = Unicode.Scalar(value) else { continue }
                for other in Self.cases(of: scalar) { more.append(other.value...other.value) }
            }
        }
        return ScalarSet(more)
    }

    /// No scalar outside has another case.
    private static let cased: ClosedRange<UInt32> = 0x41...0x1E943

    private static func cases(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        guard scalar.properties.isCased else { return [] }
        let lower = single(scalar.properties.lowercaseMapping) ?? scalar
        let upper = single(lower.properties.uppercaseMapping) ?? scalar
        let title = single(lower.properties.titlecaseMapping) ?? scalar
        let back = single(upper.properties.lowercaseMapping) ?? scalar
        return [lower, upper, title, back]
    }

    private static func single(_ text: String) -> Unicode.Scalar? {
        let scalars = text.unicodeScalars
        return scalars.count == 1 ? scalars.first : nil
    }

    // MARK: Classes of a pattern

    /// `\s`: the property White_Space.
    static let space = ScalarSet([
        0x09...0x0D, 0x20...0x20, 0x85...0x85, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A,
        0x2028...0x2029, 0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
    ])

    /// What a space in a pattern stands for: spaces within a line.
    static let blank = ScalarSet(" ", "\t", "\u{A0}", "\u{2009}", "\u{202F}")

    /// `\w`: letters, digits and marks of any script, `_`; of the marks those that a search sees.
    static let word = properties.word

    /// `\d`: decimal digits of any script.
    static let digit = properties.digit

    /// Read once from the standard library's Unicode data, without the large uniform blocks.
    private static let properties: (word: ScalarSet, digit: ScalarSet) = {
        var word: [ClosedRange<UInt32>] = [
            0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x20000...0x323AF,
            0xE0100...0xE01EF, 0x5F...0x5F,
        ]
        var digit: [ClosedRange<UInt32>] = []
        for block in [0x30...0x33FF, 0xA000...0xABFF, 0xD7B0...0xD7FF, 0xF900...0x1FFFF] {
            for value in UInt32(block.lowerBound)...UInt32(block.upperBound) {
                guard let scalar = Unicode.Scalar(value) else { continue }
                switch scalar.properties.generalCategory {
                case .decimalNumber:
                    digit.append(value...value)
                    word.append(value...value)
                case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter,
                    .otherLetter, .nonspacingMark, .spacingMark, .enclosingMark, .letterNumber:
                    word.append(value...value)
                default: break
                }
            }
        }
        return (ScalarSet(word).seen, ScalarSet(digit))
    }()
}

/// Scalars grouped into the classes that no set of a pattern tells apart: the alphabet of its
/// automaton.
struct ScalarClasses: Sendable {
    /// Number of classes.
    let count: Int
    /// Class of each scalar below U+3000.
    private let low: [UInt16]
    /// First scalar of each stretch of one class, and the class.
    private let starts: [UInt32]
    private let ids: [UInt16]
    /// Whether set `s` has class `c`, at `s * count + c`.
    private let members: [Bool]

    private static let tabled: UInt32 = 0x3000

    /// Finds the classes of at most 1,000 sets. O(n log n) in their ranges.
    init(_ sets: [ScalarSet]) {
        var changes: [(at: UInt32, set: Int)] = []
        for (index, set) in sets.enumerated() {
            for range in set.ranges {
                changes.append((range.lowerBound, index))
                if range.upperBound < ScalarSet.last {
                    changes.append((range.upperBound + 1, index))
                }
            }
        }
        changes.sort { $0.at < $1.at }
        var signature = [Bool](repeating: false, count: sets.count)
        var known: [[Bool]: UInt16] = [:]
        var signatures: [[Bool]] = []
        var starts: [UInt32] = []
        var ids: [UInt16] = []
        var next = 0
        var at: UInt32 = 0
        while true {
            while next < changes.count, changes[next].at == at {
                signature[changes[next].set].toggle()
                next += 1
            }
            let id = known[signature] ?? UInt16(signatures.count)
            if Int(id) == signatures.count {
                known[signature] = id
                signatures.append(signature)
            }
            starts.append(at)
            ids.append(id)
            guard next < changes.count else { break }
            at = changes[next].at
        }
        count = signatures.count
        members = sets.indices.flatMap { set in signatures.map { $0[set] } }
        low = Self.table(starts: starts, ids: ids)
        (self.starts, self.ids) = (starts, ids)
    }

    private static func table(starts: [UInt32], ids: [UInt16]) -> [UInt16] {
        var table: [UInt16] = []
        table.reserveCapacity(Int(tabled))
        for (index, start) in starts.enumerated() where start < tabled {
            let end = index + 1 < starts.count ? min(starts[index + 1], tabled) : tabled
            table.append(contentsOf: repeatElement(ids[index], count: Int(end - start)))
        }
        return table
    }

    /// The class of a scalar. O(1) below U+3000, else O(log n).
    @inline(__always)
    func index(of scalar: Unicode.Scalar) -> Int {
        scalar.value < Self.tabled ? Int(low[Int(scalar.value)]) : far(scalar.value)
    }

    /// Gives the classes of the scalars below U+3000.
    @inline(__always)
    func withLow(_ body: (UnsafeBufferPointer<UInt16>) -> Void) {
        low.withUnsafeBufferPointer(body)
    }

    private func far(_ value: UInt32) -> Int {
        var first = 0
        var end = starts.count
        while first < end {
            let middle = (first + end) / 2
            if starts[middle] <= value { first = middle + 1 } else { end = middle }
        }
        return Int(ids[first - 1])
    }

    /// Whether a set has the scalars of a class.
    @inline(__always)
    func set(_ set: Int, has index: Int) -> Bool { members[set * count + index] }
}
