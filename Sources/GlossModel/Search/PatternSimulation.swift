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

    /// The leftmost-longest match that is not empty and begins at `from` or later. It ends with the
    /// marks of its last character.
    mutating func match(in bytes: Bytes, from: Int) -> Range<Int>? {
        var best: Range<Int>?
        var place = Place(start: from, seen: from, before: program.context(before: from, in: bytes))
        threads.removeAll(keepingCapacity: true)
        let program = program
        while place.start < bytes.count {
            let (scalar, length) = UTF8Decoding.scalar(in: bytes, at: place.start)
            let index = program.classes.index(of: scalar)
            if program.roles[index].isPassedOver {
                passOver(index, length, &place)
                continue
            }
            let isDone = program.forEachClass(of: scalar, index) { index in
                best = close(at: place, after: program.context(of: index), best)
                if best != nil, reached.isEmpty { return true }
                step(over: index)
                place.before = program.context(of: index)
                place.seen = place.start + length
                return false
            }
            if isDone { return best }
            place.start += length
        }
        return close(at: place, after: .edge, best)
    }

    /// A place between two characters that are seen.
    private struct Place {
        /// Where the next begins.
        var start: Int
        /// Where the last ended.
        var seen: Int
        var before: PatternContext
    }

    /// Goes on over a character that is not seen. Threads go on as if it were not there; where the
    /// pattern names it, others take it.
    private mutating func passOver(_ index: Int, _ length: Int, _ place: inout Place) {
        let isMark = program.roles[index] == .mark
        defer { place.start += length }
        if isMark { place.seen = place.start + length }
        guard program.isNamed[index] else { return }
        let waiting = threads
        _ = close(at: place, after: isMark ? .word : .other, nil)
        step(over: index)
        if threads.isEmpty { return threads = waiting }
        var known: Set<Int> = []
        threads = (waiting + threads).sorted { $0.start < $1.start }.filter { known.insert($0.at).inserted }
        place.seen = place.start + length
        if isMark { place.before = .word }
    }

    /// Brings the threads to their next consuming instructions, in order of their starts.
    private mutating func close(
        at place: Place, after: PatternContext, _ known: Range<Int>?
    ) -> Range<Int>? {
        var best = known
        var reached = self.reached
        self.reached = []
        reached.removeAll(keepingCapacity: true)
        closure.begin()
        for thread in threads {
            if let best, thread.start > best.lowerBound { break }
            let matches = closure.add(thread.at, in: program, before: place.before, after: after) {
                reached.append(Thread(at: $0, start: thread.start))
            }
            if matches, thread.start < place.seen { best = thread.start..<place.seen }
        }
        if best == nil {
            _ = closure.add(0, in: program, before: place.before, after: after) {
                reached.append(Thread(at: $0, start: place.start))
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
