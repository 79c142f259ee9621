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
    private var match: Int32 { Int32(stride) }
    /// States up to this one have nothing in progress; one for each context before.
    private var lastStart: Int32 { Int32(4 * stride) }

    init(_ program: PatternProgram) {
        self.program = program
        closure = PatternClosure(program)
        stride = program.classes.count + 1
        context = (0..<program.classes.count).map { index in
            guard let word = program.wordSet else { return .other }
            return program.classes.set(word, has: index) ? .word : .other
        }
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
    private func start(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Int32 {
        let before = program.context(before: position, in: bytes)
        return numbers[State(carried: [], before: before)] ?? lastStart
    }

    private mutating func next(after state: Int32, _ index: Int) -> Int32 {
        let from = states[Int(state) / stride]
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
        let next = matches ? match : number(State(carried: carried.sorted(), before: after))
        if Int(state) + index < table.count, states[Int(state) / stride] == from {
            table[Int(state) + index] = next
        }
        return next
    }

    private mutating func number(_ state: State) -> Int32 {
        let state = State(carried: state.carried, before: state.before == .edge ? .other : state.before)
        if let known = numbers[state] { return known }
        if table.count >= Self.greatestTable { forget() }
        return numbers[state] ?? append(state)
    }

    /// Where the first match to end, of those that begin at `from` or later, ends, and a place
    /// that no match ending there or later begins before. nil: no match. Linear.
    mutating func firstEnd(
        in bytes: UnsafeBufferPointer<UInt8>, from: Int
    ) -> (end: Int, earliestStart: Int)? {
        var state = start(bytes, at: from)
        var position = from
        var earliest = from
        let count = bytes.count
        let (match, lastStart, canIdle) = (match, lastStart, canIdle)
        while position < count {
            if state <= lastStart {
                if canIdle, state == lastStart {
                    position = skipIdle(bytes, from: position)
                    guard position < count else { break }
                }
                earliest = position
            }
            var (index, length) = (0, 1)
            let byte = bytes[position]
            if byte < 0x80 {
                index = program.classes.index(of: Unicode.Scalar(byte))
            } else {
                let (scalar, size) = UTF8Decoding.scalar(in: bytes, at: position)
                (index, length) = (program.classes.index(of: scalar), size)
            }
            var following = table[Int(state) + index]
            if following == Self.unknown { following = next(after: state, index) }
            if following == match { return (position, earliest) }
            state = following
            position += length
        }
        return next(after: state, stride - 1) == match ? (count, earliest) : nil
    }

    @inline(__always)
    private func skipIdle(_ bytes: UnsafeBufferPointer<UInt8>, from: Int) -> Int {
        idle.withUnsafeBufferPointer { idle in
            var position = from
            while position < bytes.count, idle[Int(bytes[position])] { position += 1 }
            return position
        }
    }
}

extension PatternProgram {
    /// What stands before a position, as far as this pattern asks.
    func context(before position: Int, in bytes: UnsafeBufferPointer<UInt8>) -> PatternContext {
        guard position > 0 else { return asksForStart ? .edge : .other }
        guard let wordSet else { return .other }
        var start = position - 1
        while start > max(0, position - 4), bytes[start] & 0xC0 == 0x80 { start -= 1 }
        let (scalar, length) = UTF8Decoding.scalar(in: bytes, at: start)
        guard start + length == position else { return .other }
        return classes.set(wordSet, has: classes.index(of: scalar)) ? .word : .other
    }
}
