import Glibc

/// A thread that runs one piece of work, with a stack of 8 MB and a second one for the handlers of
/// faults. Costs some 50 µs to start.
public struct WorkThread: Sendable {
    /// Bytes: as much as the first thread has; readers of nested files need it.
    private static let stackSize = 8 << 20

    private let thread: pthread_t

    /// Starts it; nil where no thread can be had. It must be joined or left alone.
    public init?(_ work: @escaping @Sendable () -> Void) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, WorkThread.stackSize)
        defer { pthread_attr_destroy(&attributes) }
        var thread = pthread_t()
        let box = Unmanaged.passRetained(Work(work))
        let failed = pthread_create(&thread, &attributes, { argument in
            let work = Unmanaged<Work>.fromOpaque(argument!).takeRetainedValue()
            FaultStack.during { work.run() }
            return nil
        }, box.toOpaque())
        guard failed == 0 else {
            box.release()
            return nil
        }
        self.thread = thread
    }

    /// Waits for its end. Once.
    public func join() { pthread_join(thread, nil) }

    /// Leaves it to end by itself, unwaited for.
    public func leaveAlone() { pthread_detach(thread) }

    /// How many threads can run at once.
    public static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}

/// A closure as an object that can be handed to a thread.
private final class Work: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
