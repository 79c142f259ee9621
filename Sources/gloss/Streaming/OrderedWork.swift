import Glibc
import GlossThreads

/// Work on items in threads of their own, whose results come back in the order of the items. One thread
/// adds items and takes results; few of either wait at a time, so that memory stays as it is.
final class OrderedWork<Item: Sendable, Result: Sendable>: @unchecked Sendable {
    private let work: @Sendable (Item) -> Result
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var threads: [WorkThread] = []

    // Under the lock.
    private var waiting: [Int: Item] = [:]
    private var done: [Int: Result] = [:]
    private var (added, begun, taken) = (0, 0, 0)
    private var isClosed = false

    private let most: Int

    /// Begins with `threads` threads.
    init(threads count: Int = WorkThread.cores, _ work: @escaping @Sendable (Item) -> Result) {
        self.work = work
        most = 8 * max(1, count)
        pthread_mutex_init(lock, nil)
        pthread_cond_init(changed, nil)
        for _ in 0..<max(1, count) { if let thread = WorkThread({ self.loop() }) { threads.append(thread) } }
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(lock)
        changed.deallocate()
        lock.deallocate()
    }

    private func loop() {
        pthread_mutex_lock(lock)
        while true {
            while begun == added, !isClosed { pthread_cond_wait(changed, lock) }
            guard begun < added, let item = waiting.removeValue(forKey: begun) else { break }
            let number = begun
            begun += 1
            pthread_mutex_unlock(lock)
            let result = work(item)
            pthread_mutex_lock(lock)
            done[number] = result
            pthread_cond_broadcast(changed)
        }
        pthread_mutex_unlock(lock)
    }

    /// Adds an item. Take results while `isFull`.
    func add(_ item: Item) {
        pthread_mutex_lock(lock)
        if threads.isEmpty {
            done[added] = work(item)
        } else {
            waiting[added] = item
        }
        added += 1
        pthread_cond_broadcast(changed)
        pthread_mutex_unlock(lock)
    }

    /// Whether as many items are on their way as should be.
    var isFull: Bool { added - taken >= most }

    /// The next result in order: waits for it where told to, else nil where it is not there yet; nil where
    /// all are taken.
    func next(waiting waits: Bool) -> Result? {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        guard taken < added else { return nil }
        while waits, done[taken] == nil { pthread_cond_wait(changed, lock) }
        guard let result = done.removeValue(forKey: taken) else { return nil }
        taken += 1
        return result
    }

    /// Ends the threads; what is begun is finished, what waits is left.
    func close() {
        pthread_mutex_lock(lock)
        isClosed = true
        added = begun
        pthread_cond_broadcast(changed)
        pthread_mutex_unlock(lock)
        for thread in threads { thread.join() }
        threads = []
    }
}
