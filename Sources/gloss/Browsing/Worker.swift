import Glibc
import GlossInterface
import GlossModel
import GlossThreads
import Synchronization

/// Where threads leave events for the event loop.
final class Mailbox: Sendable {
    /// Readable while events wait.
    let readEnd: Int32
    private let writeEnd: Int32
    private let events = Mutex<[BrowserEvent]>([])

    init() {
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    /// Hands an event to the event loop, from any thread.
    func post(_ event: BrowserEvent) {
        events.withLock { $0.append(event) }
        var byte: UInt8 = 1
        _ = write(writeEnd, &byte, 1)
    }

    /// The events that wait, in order.
    func takeEvents() -> [BrowserEvent] {
        var bytes = [UInt8](repeating: 0, count: 256)
        while read(readEnd, &bytes, bytes.count) == bytes.count {}
        return events.withLock { events in
            defer { events = [] }
            return events
        }
    }
}

/// A thread that does jobs one after the other; what they find they post to the event loop.
final class Worker: Sendable {
    let mailbox: Mailbox
    private let state = Mutex(Shared())
    private let semaphore: Semaphore

    private struct Shared: Sendable {
        var jobs: [@Sendable (Worker) -> Void] = []
        var isRunning = false
    }

    /// A POSIX semaphore at a fixed address.
    private struct Semaphore: @unchecked Sendable {
        let pointer = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
        init() { sem_init(pointer, 0, 0) }
    }

    init(_ mailbox: Mailbox) {
        self.mailbox = mailbox
        semaphore = Semaphore()
    }

    /// Puts a job in the queue; the thread is started with the first.
    func run(_ job: @escaping @Sendable (Worker) -> Void) {
        let isFirst = state.withLock { shared in
            shared.jobs.append(job)
            defer { shared.isRunning = true }
            return !shared.isRunning
        }
        if isFirst { WorkThread { self.loop() }?.leaveAlone() }
        sem_post(semaphore.pointer)
    }

    /// Hands an event to the event loop.
    func post(_ event: BrowserEvent) { mailbox.post(event) }

    private func loop() {
        while true {
            while sem_wait(semaphore.pointer) != 0 {}
            let job = state.withLock { $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }
            job?(self)
        }
    }
}
