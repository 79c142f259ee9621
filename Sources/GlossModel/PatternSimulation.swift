/// Finds where a match lies that the automaton has seen end: all ways of matching side by side,
/// each with its start (R. Pike's simulation), so that the leftmost match, and of these the
/// longest, is found in one pass. O(bytes * size of the program).
struct PatternSimulation {
    private let program: PatternProgram
    private var closure: PatternClosure
    private var threads: [Thread] = []
    private var reached: [Thread] = []

    private struct Thread {
        var at: Int
        var start: Int
    }

    init(_ program: PatternProgram) {
        self.program = program
        closure = PatternClosure(program)
    }

    /// The leftmost-longest match that is not empty and begins at `from` or later.
    mutating func match(in bytes: UnsafeBufferPointer<UInt8>, from: Int) -> Range<Int>? {
        var best: Range<Int>?
        var position = from
        var before = program.context(before: from, in: bytes)
        threads.removeAll(keepingCapacity: true)
        while true {
            let (index, length) = scalarClass(bytes, at: position)
            let after = context(of: index)
            best = close(at: position, before: before, after: after, best)
            guard let index, best == nil || !reached.isEmpty else { return best }
            step(over: index)
            before = after
            position += length
        }
    }

    /// Class and length of the scalar at a position; nil at the end.
    private func scalarClass(
        _ bytes: UnsafeBufferPointer<UInt8>, at position: Int
    ) -> (index: Int?, length: Int) {
        guard position < bytes.count else { return (nil, 0) }
        let (scalar, length) = UTF8Decoding.scalar(in: bytes, at: position)
        return (program.classes.index(of: scalar), length)
    }

    private func context(of index: Int?) -> PatternContext {
        guard let index else { return .edge }
        guard let word = program.wordSet else { return .other }
        return program.classes.set(word, has: index) ? .word : .other
    }

    /// Brings the threads to their next consuming instructions, in order of their starts.
    private mutating func close(
        at position: Int, before: PatternContext, after: PatternContext, _ known: Range<Int>?
    ) -> Range<Int>? {
        var best = known
        var reached = self.reached
        self.reached = []
        reached.removeAll(keepingCapacity: true)
        closure.begin()
        for thread in threads {
            if let best, thread.start > best.lowerBound { break }
            let matches = closure.add(thread.at, in: program, before: before, after: after) {
                reached.append(Thread(at: $0, start: thread.start))
            }
            if matches { best = thread.start..<position }
        }
        if best == nil {
            _ = closure.add(0, in: program, before: before, after: after) {
                reached.append(Thread(at: $0, start: position))
            }
        }
        self.reached = reached
        return best
    }

    private mutating func step(over index: Int) {
        threads.removeAll(keepingCapacity: true)
        for thread in reached {
            guard case .set(let set) = program.code[thread.at], program.classes.set(set, has: index)
            else { continue }
            threads.append(Thread(at: thread.at + 1, start: thread.start))
        }
    }
}
