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
    /// How the scalars of each class are read.
    let roles: [PatternRole]
    /// For each class, whether the pattern names it though it is not seen.
    let isNamed: [Bool]
    /// For each class, whether its scalars are read as the characters that they are.
    private let isPlain: [Bool]
    /// Whether the pattern names a ligature as a character of its own.
    let namesLigature: Bool

    static let greatestSize = 10_000

    init(_ node: PatternNode) throws(PatternError) {
        var builder = Builder()
        try builder.append(node)
        builder.code.append(.match)
        code = builder.code
        wordSet = builder.asksForWord ? builder.number(of: .word) : nil
        asksForStart = builder.asksForStart
        let named = builder.sets.count
        let classes = ScalarClasses(builder.sets + [LetterFolding.unseen, LetterFolding.marks, LetterFolding.ligatures])
        let isNamed = (0..<classes.count).map { index in (0..<named).contains { classes.set($0, has: index) } }
        roles = (0..<classes.count).map { index in
            if classes.set(named, has: index) { return .unseen }
            if classes.set(named + 1, has: index) { return .mark }
            return classes.set(named + 2, has: index) && !isNamed[index] ? .ligature : .letter
        }
        isPlain = roles.map { $0 == .letter }
        namesLigature = isNamed.indices.contains { isNamed[$0] && classes.set(named + 2, has: $0) }
        (self.classes, self.isNamed) = (classes, isNamed)
    }

    /// Gives the classes of the scalars below U+3000, and for each class whether it is read as it is.
    @inline(__always)
    func withLow(_ body: (UnsafeBufferPointer<UInt16>, UnsafeBufferPointer<Bool>) -> Void) {
        isPlain.withUnsafeBufferPointer { isPlain in classes.withLow { body($0, isPlain) } }
    }

    /// What stands for a scalar: its class, or those of the letters of a ligature. At most four.
    func forEachClass(of scalar: Unicode.Scalar, _ index: Int, _ body: (Int) -> Bool) -> Bool {
        guard roles[index] == .ligature, let letters = LetterFolding.letters(of: scalar) else { return body(index) }
        return letters.contains { body(classes.index(of: $0)) }
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
                asksForWord = asksForWord || assertion != .start && assertion != .end
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

/// How a scalar of a text is read.
enum PatternRole: Sendable {
    /// As the character that it is.
    case letter
    /// As its letters.
    case ligature
    /// Not at all, unless the pattern names it; belongs to the character before it.
    case mark
    /// Not at all, unless the pattern names it.
    case unseen

    var isPassedOver: Bool { self == .mark || self == .unseen }
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
        case .wordStart: before != .word && after == .word
        case .wordEnd: before == .word && after != .word
        case .wordBoundary: (before == .word) != (after == .word)
        case .noWordBoundary: (before == .word) == (after == .word)
        }
    }
}
