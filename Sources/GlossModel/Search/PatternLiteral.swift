/// Bytes that every match of a pattern contains, looked for in the raw text before anything else.
struct PatternLiteral: Sendable {
    /// The bytes, lower case where case is ignored.
    let bytes: [UInt8]
    /// 0x20 for a letter whose case is ignored, else 0; for each byte.
    private let folds: [UInt8]
    /// Place of the byte that text has least of.
    private let rarest: Int
    /// Bytes to look closer at: the rarest one, hyphens, at which a line may end, those of markup that is
    /// not read, and those that begin a character that may read as one of these letters, or as nothing.
    private let stops: [Bool]
    private let disguises: LiteralDisguises
    private let blocks: LiteralBlocks

    /// The longest run that stands in every match; nil where there is none of two bytes.
    init?(_ node: PatternNode) {
        var run = Run()
        run.add(node)
        run.finish()
        guard run.best.count >= 2 else { return nil }
        let bytes = run.best.map(\.byte)
        self.bytes = bytes
        folds = run.best.map(\.fold)
        var rarest = 0
        for index in bytes.indices where Self.frequency(bytes[index]) < Self.frequency(bytes[rarest]) {
            rarest = index
        }
        self.rarest = rarest
        let second = bytes.indices.filter { $0 != rarest }.min { Self.frequency(bytes[$0]) < Self.frequency(bytes[$1]) } ?? rarest
        blocks = LiteralBlocks(bytes, folds, places: (rarest, second))
        var stops = [Bool](repeating: false, count: 256)
        for stop in [0x2D, 0x1B, 0x08] { stops[stop] = true }
        stops[Int(bytes[rarest])] = true
        stops[Int(bytes[rarest] & ~folds[rarest])] = true
        disguises = LiteralDisguises(bytes, folds)
        for lead in disguises.leads { stops[Int(lead)] = true }
        self.stops = stops
    }

    /// The first place in a range where the literal stands, or may stand once a hyphen at a line
    /// end or a colour code is read over. Sixteen bytes at a time where there is nothing to look at.
    func candidate(in text: Bytes, _ range: Range<Int>) -> Int? {
        let rarestByte = bytes[rarest]
        return stops.withUnsafeBufferPointer { stops in
            var position = range.lowerBound
            while position < range.upperBound {
                position = blocks.next(in: text, from: position, end: range.upperBound)
                let end = min(range.upperBound, position + 16)
                while position < end {
                    let byte = text[position]
                    if stops[Int(byte)] {
                        if byte < 0x80 || byte == rarestByte {
                            if isCandidate(text, position, range) { return position }
                        }
                        if byte >= 0xC2, disguises.mayStand(text, at: position, range) { return position }
                    }
                    position += 1
                }
            }
            return nil
        }
    }

    private func isCandidate(
        _ text: Bytes, _ position: Int, _ range: Range<Int>
    ) -> Bool {
        stands(text, at: position - rarest, range)
            || text[position] == 0x2D && mayRunOver(text, hyphen: position, range)
            || text[position] <= 0x1B && PrinterMarkup.span(at: position, in: text, within: range) != nil
    }

    private func stands(
        _ text: Bytes, at start: Int, _ range: Range<Int>
    ) -> Bool {
        guard start >= range.lowerBound, start + bytes.count <= range.upperBound else { return false }
        for index in bytes.indices where text[start + index] | folds[index] != bytes[index] {
            return false
        }
        return true
    }

    /// Whether a line ends after a hyphen, and the literal has the byte before it, or a hyphen.
    private func mayRunOver(
        _ text: Bytes, hyphen: Int, _ range: Range<Int>
    ) -> Bool {
        var next = hyphen + 1
        while next < range.upperBound, text[next] == 0x20 || text[next] == 0x09 { next += 1 }
        guard next < range.upperBound, [0x0A, 0x0D, 0x0C].contains(text[next]),
            hyphen > 0
        else { return false }
        let before = text[hyphen - 1]
        return bytes.indices.contains { bytes[$0] == before | folds[$0] || bytes[$0] == 0x2D }
    }

    /// How often English text has a byte, as an order.
    private static func frequency(_ byte: UInt8) -> Int {
        switch byte {
        case 0x61...0x7A: letters[Int(byte - 0x61)]
        case 0x41...0x5A: 5
        case 0x30...0x39: 6
        case 0x2C, 0x2E: 9
        case 0x2D: 26
        case 0x80...: 7
        default: 3
        }
    }

    /// For a to z: 26 is the most frequent.
    private static let letters = [
        24, 7, 15, 16, 26, 12, 11, 18, 22, 2, 5, 17, 14, 21, 23, 10, 1, 19, 20, 25, 13, 6, 9, 3, 8, 0,
    ]

    /// Follows a pattern from left to right and keeps the longest run of given bytes.
    private struct Run {
        var best: [(byte: UInt8, fold: UInt8)] = []
        private var current: [(byte: UInt8, fold: UInt8)] = []

        mutating func add(_ node: PatternNode) {
            switch node {
            case .empty, .assertion: break
            case .set(let set):
                if let bytes = Self.bytes(of: set) { current += bytes } else { finish() }
            case .sequence(let nodes): for each in nodes { add(each) }
            case .alternatives: finish()
            case .repeated(let inner, let least, let most):
                if least == 1, most == 1 { return add(inner) }
                finish()
                guard least > 0 else { return }
                add(inner)
                finish()
            }
        }

        mutating func finish() {
            if current.count > best.count { best = current }
            current = []
        }

        /// The bytes of a letter, with the variants that a search finds for it; nil for other sets.
        private static func bytes(of set: ScalarSet) -> [(byte: UInt8, fold: UInt8)]? {
            if set.ranges.count == 1, set.ranges[0].count == 1, set.ranges[0].lowerBound >= 0x80 {
                // U+FFFD stands for bytes that are not UTF-8 as well.
                guard let scalar = Unicode.Scalar(set.ranges[0].lowerBound), scalar != "\u{FFFD}" else { return nil }
                return String(scalar).utf8.map { ($0, 0) }
            }
            let plain = set.ranges.prefix { $0.upperBound < 0x80 }
            let values = plain.map(\.lowerBound)
            guard plain.allSatisfy({ $0.count == 1 }), let last = values.last,
                plain.count == set.ranges.count || LetterFolding.addingVariants(to: ScalarSet(Array(plain))) == set
            else { return nil }
            if values.count == 1 { return [(UInt8(last), 0)] }
            guard values.count == 2, (0x61...0x7A).contains(last), values[0] == last & ~0x20 else { return nil }
            return [(UInt8(last), 0x20)]
        }
    }
}
