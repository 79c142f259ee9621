import Glibc
import GlossTerminal
import Synchronization

/// Files that are mapped into memory, and what keeps their shrinking from killing the process.
///
/// A file cut short while it is mapped raises SIGBUS where its pages are read. The handler puts a
/// page of zeros there, so that reading goes on, and remembers that it happened.
enum MappedFiles {
    private static let most = 64
    nonisolated(unsafe) private static let ranges =
        UnsafeMutablePointer<Range<UInt>>.allocate(capacity: most)
    nonisolated(unsafe) private static var count = 0
    nonisolated(unsafe) private static let previous: UnsafeMutablePointer<sigaction> = {
        let previous = UnsafeMutablePointer<sigaction>.allocate(capacity: 2)
        previous.initialize(to: sigaction())
        return previous
    }()
    nonisolated(unsafe) private static var wasCut: sig_atomic_t = 0

    /// Whether a mapped file was cut short since the last call.
    static func takeWasCut() -> Bool {
        defer { wasCut = 0 }
        return wasCut != 0
    }

    private static let writing = Mutex(())

    /// Watches a mapping until it is forgotten. At most 64 are watched at a time.
    static func watch(_ address: UInt, length: Int) {
        writing.withLock { _ in
            let range = address..<address + UInt(length)
            if let free = (0..<count).first(where: { ranges[$0].isEmpty }) {
                ranges[free] = range
                return
            }
            guard count < most else { return }
            (ranges + count).initialize(to: range)
            count += 1
            if count == 1 { install() }
        }
    }

    /// Watches a mapping no more.
    static func forget(_ address: UInt) {
        writing.withLock { _ in
            for index in 0..<count where ranges[index].lowerBound == address { ranges[index] = 0..<0 }
        }
    }

    /// Puts the handler in front of those installed since. Call after a terminal is opened, whose
    /// own handler would give the screen back.
    static func install() {
        guard count > 0 else { return }
        withSignalAction { action in
            action.pointee.__sigaction_handler.sa_sigaction = { signal, info, context in
                MappedFiles.fault(signal, info, context)
            }
            action.pointee.sa_flags = SA_SIGINFO | Int32(SA_ONSTACK)
            sigaction(SIGBUS, action, previous)
        }
    }

    /// Runs in the signal handler: only calls that are safe there.
    private static func fault(
        _ signal: Int32, _ info: UnsafeMutablePointer<siginfo_t>?, _ context: UnsafeMutableRawPointer?
    ) {
        let address = UInt(bitPattern: info?.pointee._sifields._sigfault.si_addr)
        for index in 0..<count where ranges[index].contains(address) {
            let size = UInt(4096)
            let page = UnsafeMutableRawPointer(bitPattern: address / size * size)
            let made = mmap(
                page, Int(size), PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0)
            guard made != MAP_FAILED else { break }
            wasCut = 1
            return
        }
        // Not ours: the handler before deals with it when the access faults again.
        sigaction(SIGBUS, previous, nil)
    }
}
