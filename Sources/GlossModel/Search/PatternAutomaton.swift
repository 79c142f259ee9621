/// A pattern's deterministic automaton, built as far as the text asks for it.
///
/// A state is the set of instructions that a match in progress may go on with. States are kept up
/// to a bound and then forgotten, so that memory is bounded; a byte costs one look-up, or, where a
/// state is new, at most the size of the program. No text makes it exponential.
struct PatternAutomaton {
    private let program: PatternProgram
    private var closure: PatternClosure
    /// `stride` entries a state: the next state for each class and, last, for the end. States are
    /// numbered by their place in the table.
    private var table: [Int32] = []
    private var states: [State] = []
    private var numbers: [State: Int32] = [:]
    private let stride: Int
    private let context: [PatternContext]
    /// ASCII bytes that lead from the start to the start.
    private var idle: [Bool] = Array(repeating: false, count: 256)
    private let canIdle: Bool

    private struct State: Hashable {
        /// Instructions that follow the scalars consumed; sorted. None: nothing is in progress.
        var carried: [Int]
        var before: PatternContext
    }

    private static let unknown: Int32 = 0
    private static let greatestTable = 1 << 20
    private static let mostStates = 1 << 12
    private var match: Int32 { Int32(stride) }
    /// States up to this one have nothing in progress; one for each context before.
    private var lastStart: Int32 { Int32(4 * stride) }

    init(_ program: PatternProgram) {
        self.program = program
        closure = PatternClosure(program)
        stride = program.classes.count + 1
        context = (0..<program.classes.count).map(program.context(of:))
        canIdle = program.wordSet == nil
        forget()
        if canIdle { findIdle() }
    }

    private mutating func forget() {
        table.removeAll(keepingCapacity: true)
        states.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        for before in [PatternContext.other, .other, .edge, .word, .other] {
            append(State(carried: [], before: before))
        }
    }

    @discardableResult
    private mutating func append(_ state: State) -> Int32 {
        let number = Int32(table.count)
        states.append(state)
        numbers[state] = number
        table.append(contentsOf: repeatElement(Self.unknown, count: stride))
        return number
    }

    private mutating func findIdle() {
        guard let start = numbers[State(carried: [], before: .other)] else { return }
        for value in UInt8(0)..<0x80 {
            let index = program.classes.index(of: Unicode.Scalar(value))
            idle[Int(value)] = next(after: start, index) == start
        }
    }

    /// The state at a position where nothing is in progress.
    private func start(_ bytes: Bytes, at position: Int) -> Int32 {
        switch program.context(before: position, in: bytes) {
        case .edge: Int32(2 * stride)
        case .word: Int32(3 * stride)
        case .other: lastStart
        }
    }

    private mutating func next(after state: Int32, _ index: Int) -> Int32 {
        let from = states[Int(state) / stride]
        let isPassedOver = index < stride - 1 && program.roles[index].isPassedOver
        let next = isPassedOver ? passing(state, index) : taking(index, from)
        if Int(state) + index < table.count, states[Int(state) / stride] == from {
            table[Int(state) + index] = next
        }
        return next
    }

    private mutating func taking(_ index: Int, _ from: State) -> Int32 {
        let isEnd = index == stride - 1
        let after = isEnd ? .edge : context[index]
        let (program, classes) = (program, program.classes)
        var carried: [Int] = []
        func reach(_ at: Int) {
            guard !isEnd, case .set(let set) = program.code[at], classes.set(set, has: index)
            else { return }
            carried.append(at + 1)
        }
        closure.begin()
        var matches = false
        for at in from.carried {
            let reached = closure.add(
                at, in: program, before: from.before, after: after, reach)
            matches = matches || reached
        }
        if !matches {
            _ = closure.add(0, in: program, before: from.before, after: after, reach)
        }
        return matches ? match : number(State(carried: carried.sorted(), before: after))
    }

    /// The state after a scalar that is not seen but that the pattern names: what is in progress goes
    /// on as if it were not there, or takes it.
    private mutating func passing(_ state: Int32, _ index: Int) -> Int32 {
        let from = states[Int(state) / stride]
        let isMark = program.roles[index] == .mark
        let (program, classes) = (program, program.classes)
        var taken: [Int] = []
        closure.begin()
        for at in from.carried + [0] {
            _ = closure.add(at, in: program, before: from.before, after: isMark ? .word : .other) { at in
                guard case .set(let set) = program.code[at], classes.set(set, has: index) else { return }
                taken.append(at + 1)
            }
        }
        if taken.isEmpty { return state }
        return number(State(carried: Set(from.carried + taken).sorted(), before: isMark ? .word : from.before))
    }

    private mutating func number(_ state: State) -> Int32 {
        var state = state
        if state.before == .edge { state.before = .other }
        if let known = numbers[state] { return known }
        if table.count >= Self.greatestTable || states.count >= Self.mostStates { forget() }
        return numbers[state] ?? append(state)
    }

    /// Where the first match to end, of those that begin at `from` or later, ends, and a place
    /// that no match ending there or later begins before. nil: no match. Linear.
    mutating func firstEnd(
        in bytes: Bytes, from: Int
    ) -> (end: Int, earliestStart: Int)? {
        var run = Run(state: start(bytes, at: from), position: from, earliest: from)
        let program = program
        while true {
            follow(bytes, &run)
            if run.state <= lastStart { run.earliest = run.position }
            guard run.position < bytes.count else { break }
            let (scalar, length) = UTF8Decoding.scalar(in: bytes, at: run.position)
            let index = program.classes.index(of: scalar)
            let matches = program.forEachClass(of: scalar, index) { step(&run.state, over: $0) }
            if matches { return (run.position, run.earliest) }
            run.position += length
        }
        return step(&run.state, over: stride - 1) ? (bytes.count, run.earliest) : nil
    }

    /// Goes on over a scalar of a class; says whether a match ends before it.
    private mutating func step(_ state: inout Int32, over index: Int) -> Bool {
        if index < stride - 1, program.roles[index].isPassedOver, !program.isNamed[index] { return false }
        var following = table[Int(state) + index]
        if following == Self.unknown { following = next(after: state, index) }
        guard following != match else { return true }
        state = following
        return false
    }

    private struct Run {
        var state: Int32
        var position: Int
        var earliest: Int
    }

    /// Goes on over scalars of one and two bytes as far as the next states are known and no match
    /// ends: the inner loop.
    private func follow(_ bytes: Bytes, _ run: inout Run) {
        let (match, lastStart) = (match, lastStart)
        let idleState = canIdle ? lastStart : -1
        var (state, position, earliest) = (run.state, run.position, run.earliest)
        defer { run = Run(state: state, position: position, earliest: earliest) }
        table.withUnsafeBufferPointer { table in
            idle.withUnsafeBufferPointer { idle in
                program.withLow { low, isPlain in
                    while position < bytes.count {
                        if state == idleState {
                            while position < bytes.count, idle[Int(bytes[position])] { position += 1 }
                            guard position < bytes.count else { return }
                        }
                        if state <= lastStart { earliest = position }
                        let byte = bytes[position]
                        var (value, length) = (Int(byte), 1)
                        if byte >= 0x80 {
                            guard (0xC2..<0xE0).contains(byte), position + 1 < bytes.count,
                                case let next = bytes[position + 1], next & 0xC0 == 0x80
                            else { return }
                            (value, length) = (Int(byte & 0x1F) << 6 | Int(next & 0x3F), 2)
                            guard isPlain[Int(low[value])] else { return }
                        }
                        let following = table[Int(state) + Int(low[value])]
                        guard following > match else { return }
                        state = following
                        position += length
                    }
                }
            }
        }
    }
}

extension PatternProgram {
    /// What stands before a position, as far as this pattern asks.
    func context(before position: Int, in bytes: Bytes) -> PatternContext {
        guard asksForStart || wordSet != nil else { return .other }
        var end = position
        while end > 0 {
            var start = end - 1
            while start > max(0, end - 4), bytes[start] & 0xC0 == 0x80 { start -= 1 }
            let (scalar, length) = UTF8Decoding.scalar(in: bytes, at: start)
            guard start + length == end else { return .other }
            let index = classes.index(of: scalar)
            guard roles[index].isPassedOver else { return context(of: index) }
            end = start
        }
        return asksForStart ? .edge : .other
    }

    /// What a scalar of a class is beside a position.
    func context(of index: Int) -> PatternContext {
        guard let wordSet else { return .other }
        return roles[index] == .ligature || classes.set(wordSet, has: index) ? .word : .other
    }
}
