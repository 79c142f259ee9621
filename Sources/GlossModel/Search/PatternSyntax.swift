/// Why a pattern cannot be read.
public struct PatternError: Error, Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// Nothing to look for.
        case empty
        /// `(` without `)`; `)` without `(`.
        case unclosedGroup, unopenedGroup
        /// `(?` and what does not follow here.
        case unknownGroup
        /// `[` without `]`; `[z-a]`.
        case unclosedClass, reversedRange
        /// `*`, `+`, `?` or `{2}` with nothing before it; `{3,1}` or more than 255.
        case nothingToRepeat, badBounds
        /// `[:name:]` that is no class, `[.x.]`, `[=x=]`.
        case unknownClass
        /// A backslash before a letter or digit that has no meaning; before nothing.
        case unknownEscape, trailingBackslash
        /// More than 1,000 characters, 10,000 states or 100 groups one in another.
        case tooLarge
    }

    public var kind: Kind
    /// Where in the pattern, in code points from 0.
    public var position: Int

    public init(kind: Kind, position: Int) {
        self.kind = kind
        self.position = position
    }
}

/// A pattern, read.
indirect enum PatternNode: Sendable {
    case empty
    case set(ScalarSet)
    case sequence([PatternNode])
    case alternatives([PatternNode])
    /// `most` nil: without bound.
    case repeated(PatternNode, least: Int, most: Int?)
    case assertion(Assertion)

    /// What holds between two scalars.
    enum Assertion: Hashable, Sendable { case start, end, wordStart, wordEnd, wordBoundary, noWordBoundary }
}

/// Reads the syntax that `Pattern` describes, by recursive descent. Linear.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private let ignoringCase: Bool
    /// Whether characters that are not seen are left out of the pattern: not where it has nothing else.
    private let dropsUnseen: Bool
    private var position = 0
    private var depth = 0

    static let greatestBound = 255

    static func parse(
        _ source: String, ignoringCase: Bool
    ) throws(PatternError) -> PatternNode {
        var parser = PatternParser(source, ignoringCase)
        guard !parser.scalars.isEmpty else { throw PatternError(kind: .empty, position: 0) }
        guard parser.scalars.count <= 1000 else {
            throw PatternError(kind: .tooLarge, position: 1000)
        }
        let node = try parser.alternatives()
        if parser.peek != nil { throw parser.error(.unopenedGroup) }
        return node
    }

    private init(_ source: String, _ ignoringCase: Bool) {
        scalars = Array(source.unicodeScalars)
        self.ignoringCase = ignoringCase
        dropsUnseen = scalars.contains { !LetterFolding.unseen.contains($0.value) }
    }

    private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private func error(_ kind: PatternError.Kind, at place: Int? = nil) -> PatternError {
        PatternError(kind: kind, position: place ?? position)
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        position += 1
        return true
    }

    private mutating func alternatives() throws(PatternError) -> PatternNode {
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var nodes: [PatternNode] = []
        skipUnseen()
        while let scalar = peek, scalar != "|", scalar != ")" {
            nodes.append(try repetition())
        }
        return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
    }

    private mutating func repetition() throws(PatternError) -> PatternNode {
        var node = try atom()
        skipUnseen()
        while let (least, most) = try bounds() {
            // A `?` after a bound asks for the shortest match, which does not exist here.
            _ = take("?")
            node = .repeated(node, least: least, most: most)
        }
        return node
    }

    private mutating func skipUnseen() {
        while dropsUnseen, let scalar = peek, LetterFolding.unseen.contains(scalar.value) { position += 1 }
    }

    private mutating func bounds() throws(PatternError) -> (Int, Int?)? {
        switch peek {
        case "*": position += 1; return (0, nil)
        case "+": position += 1; return (1, nil)
        case "?": position += 1; return (0, 1)
        case "{": return try braces()
        default: return nil
        }
    }

    /// `{2}`, `{2,}`, `{2,5}`; anything else is no bound, and the brace stands for itself.
    private mutating func braces() throws(PatternError) -> (Int, Int?)? {
        let start = position
        position += 1
        let least = number()
        let hasComma = take(",")
        let most = hasComma ? number() : least
        guard let least, take("}") else {
            position = start
            return nil
        }
        guard max(least, most ?? 0) <= Self.greatestBound, most ?? least >= least else {
            throw error(.badBounds, at: start)
        }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let scalar = peek, ("0"..."9").contains(scalar) {
            value = min((value ?? 0) * 10 + Int(scalar.value - 0x30), Self.greatestBound + 1)
            position += 1
        }
        return value
    }

    private mutating func atom() throws(PatternError) -> PatternNode {
        let start = position
        guard let scalar = peek else { return .empty }
        position += 1
        switch scalar {
        case "(": return try group(from: start)
        case "[": return .set(try characterClass(from: start))
        case ".": return .set(.anySeen)
        case "^": return .assertion(.start)
        case "$": return .assertion(.end)
        case "\\": return try escape(from: start)
        case "*", "+", "?": throw error(.nothingToRepeat, at: start)
        default: return literal(scalar)
        }
    }

    private mutating func group(from start: Int) throws(PatternError) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 100 else { throw error(.tooLarge, at: start) }
        if take("?") {
            guard take(":") else { throw error(.unknownGroup, at: start) }
        }
        let node = try alternatives()
        guard take(")") else { throw error(.unclosedGroup, at: start) }
        return node
    }

    private func folded(_ set: ScalarSet) -> ScalarSet { ignoringCase ? set.foldingCase : set }

    /// Plain quotation marks, apostrophes and hyphens find the typographic ones too; a hyphen also one
    /// that only a line end put there.
    private mutating func literal(_ scalar: Unicode.Scalar) -> PatternNode {
        switch scalar {
        case " ", "\n", "\t": .set(.blank)
        case "'": .set(ScalarSet("'", "‘", "’", "ʼ"))
        case "\"": .set(ScalarSet("\"", "“", "”", "„"))
        case "-": .set(ScalarSet("-", "\u{AD}", "\u{2010}", "\u{2011}"))
        default: letter(scalar)
        }
    }

    /// A letter with the marks that follow it. Without marks it is found with any; a ligature is its letters.
    private mutating func letter(_ scalar: Unicode.Scalar) -> PatternNode {
        var cluster = [scalar]
        while let next = peek, LetterFolding.joins(next) {
            cluster.append(next)
            position += 1
        }
        if let letters = LetterFolding.letters(of: scalar), cluster.count == 1 {
            return .sequence(letters.map { .set(loose($0)) })
        }
        let forms = LetterFolding.forms(of: cluster)
        guard cluster.count > 1 || forms.count > 1 || LetterFolding.base(of: scalar) != scalar else { return .set(loose(scalar)) }
        let branches = forms.map { PatternNode.sequence($0.map { .set(folded(ScalarSet($0))) }) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    /// A letter as it is found where the pattern gives it no diacritics.
    private func loose(_ scalar: Unicode.Scalar) -> ScalarSet {
        LetterFolding.addingVariants(to: folded(ScalarSet(scalar)))
    }

    private mutating func escape(from start: Int) throws(PatternError) -> PatternNode {
        if let assertion = peek.flatMap({ Self.assertions[$0] }) {
            position += 1
            return .assertion(assertion)
        }
        return .set(try escapedSet(from: start))
    }

    private static let assertions: [Unicode.Scalar: PatternNode.Assertion] = [
        "b": .wordBoundary, "B": .noWordBoundary, "<": .wordStart, ">": .wordEnd,
    ]

    private mutating func escapedSet(from start: Int) throws(PatternError) -> ScalarSet {
        guard let scalar = peek else { throw error(.trailingBackslash, at: start) }
        position += 1
        switch scalar {
        case "w": return .word
        case "W": return ScalarSet.word.inverted.seen
        case "d": return .digit
        case "D": return ScalarSet.digit.inverted.seen
        case "s": return .space
        case "S": return ScalarSet.space.inverted.seen
        case "t": return ScalarSet("\t")
        case "n": return .blank
        case "a"..."z", "A"..."Z", "0"..."9": throw error(.unknownEscape, at: start)
        default: return folded(ScalarSet(scalar))
        }
    }

    private mutating func characterClass(from start: Int) throws(PatternError) -> ScalarSet {
        let inverts = take("^")
        var plain: [ClosedRange<UInt32>] = []
        var classes: [ClosedRange<UInt32>] = []
        var isFirst = true
        while let scalar = peek, scalar != "]" || isFirst {
            isFirst = false
            let place = position
            if let set = try namedClass() {
                classes += set.ranges
                continue
            }
            position += 1
            if scalar == "\\" {
                let set = try escapedSet(from: place)
                guard let only = single(set), peekRange else {
                    classes += set.ranges
                    continue
                }
                plain.append(try range(from: only, at: place))
            } else if peekRange {
                plain.append(try range(from: scalar.value, at: place))
            } else {
                plain.append(scalar.value...scalar.value)
            }
        }
        guard take("]") else { throw error(.unclosedClass, at: start) }
        let exact = folded(ScalarSet(plain)).union(ScalarSet(classes))
        return inverts ? exact.inverted.seen : LetterFolding.addingVariants(to: exact)
    }

    /// A class of POSIX, `[:alpha:]`, as it stands within brackets; nil where none stands here.
    private mutating func namedClass() throws(PatternError) -> ScalarSet? {
        guard peek == "[", position + 1 < scalars.count, [":", ".", "="].contains(scalars[position + 1]) else { return nil }
        let (start, mark) = (position, scalars[position + 1])
        let rest = scalars[(position + 2)...]
        guard let end = rest.indices.dropLast().first(where: { rest[$0] == mark && rest[$0 + 1] == "]" }) else { return nil }
        let name = String(String.UnicodeScalarView(rest[..<end]))
        guard mark == ":", let set = PatternClass(rawValue: name)?.set else { throw error(.unknownClass, at: start) }
        position = end + 2
        return set
    }

    private func single(_ set: ScalarSet) -> UInt32? {
        guard set.ranges.count <= 2, let first = set.ranges.last else { return nil }
        return first.lowerBound == first.upperBound ? first.lowerBound : nil
    }

    /// Whether a hyphen follows, and after it something other than the end of the class.
    private var peekRange: Bool {
        position + 1 < scalars.count && scalars[position] == "-" && scalars[position + 1] != "]"
    }

    private mutating func range(
        from first: UInt32, at place: Int
    ) throws(PatternError) -> ClosedRange<UInt32> {
        position += 1
        guard var last = peek else { throw error(.unclosedClass, at: place) }
        position += 1
        if last == "\\" {
            guard let value = single(try escapedSet(from: position - 1)),
                let scalar = Unicode.Scalar(value)
            else { throw error(.reversedRange, at: place) }
            last = scalar
        }
        guard first <= last.value else { throw error(.reversedRange, at: place) }
        return first...last.value
    }
}

extension PatternParser {
    /// Smart case: whether a pattern has no upper-case letter outside escapes.
    static func ignoresCase(_ source: String) -> Bool {
        var isEscaped = false
        for scalar in source.unicodeScalars {
            if !isEscaped, scalar.properties.isUppercase { return false }
            isEscaped = !isEscaped && scalar == "\\"
        }
        return true
    }
}
