/// Runs two pieces of work at once, the second in a thread of its own, and returns when both are
/// done. Where no thread can be had they run one after the other.
///
/// For work of milliseconds and more: a thread costs some 50 µs.
public func together<A, B: Sendable>(_ own: () -> A, _ other: @Sendable () -> B) -> (A, B) {
    withoutActuallyEscaping(other) { other in
        let job = Job(other)
        let thread = WorkThread { job.run() }
        let first = own()
        if let thread { thread.join() } else { job.run() }
        return (first, job.take())
    }
}

/// Does work on 0..<count in two halves at once, and gives the results in order; below `many` it
/// does all of it here, and gives one result.
public func inHalves<Result: Sendable>(
    _ count: Int, from many: Int, _ body: @Sendable (Range<Int>) -> Result
) -> [Result] {
    guard count >= many, count > 1 else { return [body(0..<count)] }
    let (first, second) = together { body(0..<count / 2) } _: { body(count / 2..<count) }
    return [first, second]
}

/// Work and its result, which the thread leaves before it is joined.
private final class Job<Result>: @unchecked Sendable {
    private var work: (() -> Result)?
    private var result: Result?

    init(_ work: @escaping () -> Result) { self.work = work }

    func run() {
        result = work?()
        work = nil
    }

    func take() -> Result {
        defer { result = nil }
        return result!
    }
}
