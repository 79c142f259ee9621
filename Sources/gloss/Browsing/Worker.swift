import Glibc
import GlossInterface
import Synchronization

/// A thread that does jobs one after the other and hands their answers to the event loop.
///
/// A job is a function from nothing to events, or a long one that posts events as it goes. The
/// event loop polls `readEnd`; a byte arrives there whenever events wait.
final class Worker: Sendable {
    /// Readable while events wait.
    let readEnd: Int32
    private let writeEnd: Int32
    private let state = Mutex(Shared())
    private let semaphore: Semaphore

    private struct Shared: Sendable {
        var jobs: [@Sendable (Worker) -> Void] = []
        var events: [BrowserEvent] = []
        var isRunning = false
    }

    /// A POSIX semaphore at a fixed address.
    private struct Semaphore: @unchecked Sendable {
        let pointer = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
        init() { sem_init(pointer, 0, 0) }
    }

    init() {
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
        semaphore = Semaphore()
    }

    /// Puts a job in the queue; the thread is started with the first.
    func run(_ job: @escaping @Sendable (Worker) -> Void) {
        let isFirst = state.withLock { shared in
            shared.jobs.append(job)
            defer { shared.isRunning = true }
            return !shared.isRunning
        }
        if isFirst { startThread() }
        sem_post(semaphore.pointer)
    }

    /// Hands an event to the event loop, from any thread.
    func post(_ event: BrowserEvent) {
        state.withLock { $0.events.append(event) }
        var byte: UInt8 = 1
        _ = write(writeEnd, &byte, 1)
    }

    /// The events that wait, in order.
    func takeEvents() -> [BrowserEvent] {
        var bytes = [UInt8](repeating: 0, count: 256)
        while read(readEnd, &bytes, bytes.count) == bytes.count {}
        return state.withLock { shared in
            defer { shared.events = [] }
            return shared.events
        }
    }

    private func startThread() {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(&attributes, 8 << 20)
        var thread = pthread_t()
        let box = Unmanaged.passRetained(self).toOpaque()
        pthread_create(&thread, &attributes, { argument in
            Unmanaged<Worker>.fromOpaque(argument!).takeRetainedValue().loop()
            return nil
        }, box)
        pthread_attr_destroy(&attributes)
    }

    private func loop() {
        while true {
            while sem_wait(semaphore.pointer) != 0 {}
            let job = state.withLock { $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }
            job?(self)
        }
    }
}
