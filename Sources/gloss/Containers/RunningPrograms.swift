import Glibc
import GlossTerminal
import Synchronization

/// Programs that run for gloss and end with it: when it leaves, and when a signal ends it that nobody
/// else handles. Each is a process group of its own.
enum RunningPrograms {
    private static let most = 16
    /// Read in a signal handler, which may neither wait nor allocate.
    nonisolated(unsafe) private static let groups: UnsafeMutablePointer<pid_t> = {
        let groups = UnsafeMutablePointer<pid_t>.allocate(capacity: most)
        groups.initialize(repeating: 0, count: most)
        return groups
    }()
    private static let ending = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU, SIGPIPE]
    private static let isInstalled = Mutex(false)
    /// Programs that nobody waits for any more.
    private static let left = Mutex<[pid_t]>([])

    /// Counts a program in. Of more than 16 at once the rest are left to end by themselves.
    static func add(_ group: pid_t) {
        reap()
        isInstalled.withLock { isInstalled in
            if !isInstalled { install() }
            isInstalled = true
            for index in 0..<most where groups[index] == 0 {
                groups[index] = group
                return
            }
        }
    }

    /// Counts a program out that has been waited for.
    static func remove(_ group: pid_t) {
        isInstalled.withLock { _ in
            for index in 0..<most where groups[index] == group { groups[index] = 0 }
        }
    }

    /// Takes over a program that was told to end; it is waited for when the next is started.
    static func leave(_ group: pid_t) { left.withLock { $0.append(group) } }

    private static func reap() {
        let ended = left.withLock { left in
            let ended = left.filter { waitpid($0, nil, WNOHANG) != 0 }
            left.removeAll { ended.contains($0) }
            return ended
        }
        for group in ended { remove(group) }
    }

    private static func install() {
        _ = groups
        atexit { RunningPrograms.stop() }
        for number in ending {
            withSignalAction { action in
                guard sigaction(number, nil, action) == 0, action.pointee.__sigaction_handler.sa_handler == nil else { return }
                action.pointee.__sigaction_handler.sa_handler = { number in
                    RunningPrograms.stop()
                    signal(number, SIG_DFL)
                    raise(number)
                }
                sigaction(number, action, nil)
            }
        }
    }

    private static func stop() {
        for index in 0..<most where groups[index] > 0 { kill(-groups[index], SIGKILL) }
    }
}
