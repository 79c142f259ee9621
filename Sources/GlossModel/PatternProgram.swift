/// A pattern as a nondeterministic automaton over classes of scalars (K. Thompson, 1968).
struct PatternProgram: Sendable {
    enum Instruction: Sendable {
        /// Consumes a scalar of a set, by its number, and goes on with the next instruction.
        case set(Int)
        case jump(Int)
        case split(Int, Int)
        case assertion(PatternNode.Assertion)
        case match
    }

    private(set) var code: [Instruction] = []
    let classes: ScalarClasses
    /// Number of the set of word characters; nil where no word boundary is asked for.
    let wordSet: Int?
    /// Whether the start of a paragraph is asked for.
    let asksForStart: Bool

    static let greatestSize = 10_000

    init(_ node: PatternNode) throws(PatternError) {
        var builder = Builder()
        try builder.append(node)
        builder.code.append(.match)
        code = builder.code
        wordSet = builder.asksForWord ? builder.number(of: .word) : nil
        asksForStart = builder.asksForStart
        classes = ScalarClasses(builder.sets)
    }

    private struct Builder {
        var code: [Instruction] = []
        var sets: [ScalarSet] = []
        var numbers: [ScalarSet: Int] = [:]
        var asksForWord = false
        var asksForStart = false

        mutating func number(of set: ScalarSet) -> Int {
            if let known = numbers[set] { return known }
            numbers[set] = sets.count
            sets.append(set)
            return sets.count - 1
        }

        mutating func append(_ node: PatternNode) throws(PatternError) {
            guard code.count < PatternProgram.greatestSize else {
                throw PatternError(kind: .tooLarge, position: 0)
            }
            switch node {
            case .empty: break
            case .set(let set): code.append(.set(number(of: set)))
            case .sequence(let nodes): for each in nodes { try append(each) }
            case .alternatives(let branches): try append(branches[...])
            case .repeated(let inner, let least, let most):
                try append(inner, least: least, most: most)
            case .assertion(let assertion):
                asksForStart = asksForStart || assertion == .start
                asksForWord = asksForWord || assertion == .wordBoundary || assertion == .noWordBoundary
                code.append(.assertion(assertion))
            }
        }

        private mutating func append(_ branches: ArraySlice<PatternNode>) throws(PatternError) {
            var exits: [Int] = []
            for (index, branch) in branches.enumerated() {
                guard index + 1 < branches.count else {
                    try append(branch)
                    break
                }
                let split = code.count
                code.append(.match)
                try append(branch)
                exits.append(code.count)
                code.append(.match)
                code[split] = .split(split + 1, code.count)
            }
            for exit in exits { code[exit] = .jump(code.count) }
        }

        private mutating func append(
            _ node: PatternNode, least: Int, most: Int?
        ) throws(PatternError) {
            for _ in 0..<least {
                let size = code.count
                try append(node)
                // A node without code would be repeated for ever in nested bounds.
                if code.count == size { return }
            }
            guard let most else {
                let split = code.count
                code.append(.match)
                try append(node)
                code.append(.jump(split))
                code[split] = .split(split + 1, code.count)
                return
            }
            var splits: [Int] = []
            for _ in least..<max(least, most) {
                splits.append(code.count)
                code.append(.match)
                try append(node)
            }
            for split in splits { code[split] = .split(split + 1, code.count) }
        }
    }
}

/// What stands beside a position, as far as assertions ask.
enum PatternContext: UInt8, Sendable {
    /// The paragraph's start, or its end.
    case edge
    case word
    case other
}

/// The set of instructions reachable without consuming, found again and again in the same memory.
struct PatternClosure {
    private var marks: [UInt32]
    private var generation: UInt32 = 0
    private var stack: [Int] = []

    init(_ program: PatternProgram) { marks = Array(repeating: 0, count: program.code.count) }

    /// Forgets what was reached.
    mutating func begin() {
        generation &+= 1
        if generation == 0 {
            for index in marks.indices { marks[index] = 0 }
            generation = 1
        }
    }

    /// Calls `reach` with each consuming instruction that is reached from `start` and was not
    /// since `begin`; says whether the match is reached. O(size of the program) between two calls
    /// of `begin`, all starts together.
    mutating func add(
        _ start: Int, in program: PatternProgram, before: PatternContext, after: PatternContext,
        _ reach: (Int) -> Void
    ) -> Bool {
        var matches = false
        stack.append(start)
        while let at = stack.popLast() {
            guard marks[at] != generation else { continue }
            marks[at] = generation
            switch program.code[at] {
            case .set: reach(at)
            case .match: matches = true
            case .jump(let target): stack.append(target)
            case .split(let first, let second):
                stack.append(second)
                stack.append(first)
            case .assertion(let assertion):
                if Self.holds(assertion, before, after) { stack.append(at + 1) }
            }
        }
        return matches
    }

    private static func holds(
        _ assertion: PatternNode.Assertion, _ before: PatternContext, _ after: PatternContext
    ) -> Bool {
        switch assertion {
        case .start: before == .edge
        case .end: after == .edge
        case .wordBoundary: (before == .word) != (after == .word)
        case .noWordBoundary: (before == .word) == (after == .word)
        }
    }
}
