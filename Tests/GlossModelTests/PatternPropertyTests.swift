import GlossModel
import Testing

/// Patterns made at random, against a matcher that tries everything.
@Suite struct PatternPropertyTests {
    @Test(arguments: 0..<20)
    func againstBruteForce(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed) &* 7919 &+ 17)
        for _ in 0..<30 {
            let node = Node.random(depth: 3, &random)
            let source = node.source
            guard !source.isEmpty else { continue }
            let pattern = try Pattern(source, ignoringCase: false)
            for _ in 0..<6 {
                let scalars = (0..<random.below(14)).map { _ in Node.letters[random.below(5)] }
                var string = ""
                string.unicodeScalars.append(contentsOf: scalars)
                let text = Text(string)
                let found = pattern.matches(
                    in: text, paragraph: text.span, flow: Flow(text, furniture: []))
                let expected = Self.matches(node, scalars)
                #expect(found == expected, "\(source) in \(string.debugDescription)")
                #expect(pattern.occurs(in: string) == !expected.isEmpty)
            }
        }
    }

    /// Leftmost, of these the longest, never empty, apart; in bytes.
    private static func matches(_ node: Node, _ scalars: [Unicode.Scalar]) -> [Span] {
        var found: [Span] = []
        var start = 0
        while start < scalars.count {
            if let end = node.ends(scalars, start).filter({ $0 > start }).max() {
                found.append(Span(bytes(scalars[..<start]), bytes(scalars[..<end])))
                start = end
            } else {
                start += 1
            }
        }
        return found
    }

    private static func bytes(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
        scalars.reduce(0) { $0 + UTF8.width($1) }
    }
}

private indirect enum Node {
    case letter(Unicode.Scalar)
    case any
    case oneOf([Unicode.Scalar], inverted: Bool)
    case sequence([Node])
    case either(Node, Node)
    case repeated(Node, Int, Int?)
    case start, end, boundary, noBoundary

    static let letters: [Unicode.Scalar] = ["a", "b", "é", " ", "B"]

    static func random(depth: Int, _ random: inout SplitMix) -> Node {
        switch random.below(depth > 0 ? 12 : 5) {
        case 0, 1: return .letter(letters[random.below(5)])
        case 2: return .any
        case 3: return .oneOf([letters[random.below(3)], "b"], inverted: random.below(2) == 0)
        case 4:
            let assertions: [Node] = [.start, .end, .boundary, .noBoundary, .letter("a")]
            return assertions[random.below(5)]
        case 5, 6, 7:
            return .sequence((0..<random.below(4)).map { _ in Node.random(depth: depth - 1, &random) })
        case 8, 9:
            return .either(.random(depth: depth - 1, &random), .random(depth: depth - 1, &random))
        default:
            let bounds: [(Int, Int?)] = [(0, nil), (1, nil), (0, 1), (2, 2), (1, 3), (2, nil)]
            let (least, most) = bounds[random.below(6)]
            return .repeated(.random(depth: depth - 1, &random), least, most)
        }
    }

    var source: String {
        switch self {
        case .letter(let scalar): return String(scalar)
        case .any: return "."
        case .oneOf(let scalars, let inverted):
            return "[" + (inverted ? "^" : "") + scalars.map { String($0) }.joined() + "]"
        case .sequence(let nodes): return nodes.map(\.grouped).joined()
        case .either(let a, let b): return a.source + "|" + b.source
        case .repeated(let node, let least, let most):
            let bounds = most == least ? "{\(least)}" : "{\(least),\(most.map(String.init) ?? "")}"
            return "(" + node.source + ")" + (least == 0 && most == nil ? "*" : bounds)
        case .start: return "^"
        case .end: return "$"
        case .boundary: return #"\b"#
        case .noBoundary: return #"\B"#
        }
    }

    private var grouped: String {
        if case .either = self { return "(" + source + ")" }
        return source
    }

    func ends(_ text: [Unicode.Scalar], _ at: Int) -> Set<Int> {
        switch self {
        case .letter(let scalar): return at < text.count && text[at] == scalar ? [at + 1] : []
        case .any: return at < text.count ? [at + 1] : []
        case .oneOf(let scalars, let inverted):
            return at < text.count && scalars.contains(text[at]) != inverted ? [at + 1] : []
        case .sequence(let nodes):
            return nodes.reduce([at]) { from, node in
                Set(from.flatMap { node.ends(text, $0) })
            }
        case .either(let a, let b): return a.ends(text, at).union(b.ends(text, at))
        case .repeated(let node, let least, let most):
            return Self.repeatedEnds(node, least, most, text, at)
        case .start: return at == 0 ? [at] : []
        case .end: return at == text.count ? [at] : []
        case .boundary: return Self.isBoundary(text, at) ? [at] : []
        case .noBoundary: return Self.isBoundary(text, at) ? [] : [at]
        }
    }

    private static func repeatedEnds(
        _ node: Node, _ least: Int, _ most: Int?, _ text: [Unicode.Scalar], _ at: Int
    ) -> Set<Int> {
        var now: Set<Int> = [at]
        for _ in 0..<least { now = Set(now.flatMap { node.ends(text, $0) }) }
        var all = now
        for _ in 0..<(most.map { $0 - least } ?? text.count + 1) {
            now = Set(now.flatMap { node.ends(text, $0) })
            all.formUnion(now)
        }
        return all
    }

    private static func isBoundary(_ text: [Unicode.Scalar], _ at: Int) -> Bool {
        let before = at > 0 && text[at - 1] != " "
        let after = at < text.count && text[at] != " "
        return before != after
    }
}

/// Vigna's SplitMix64.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
