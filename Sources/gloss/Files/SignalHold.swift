import Glibc

/// Keeps signals that end the process waiting while it lives, so that what was begun can be put away
/// first; then they do what they always do. Belongs to one thread.
final class SignalHold: @unchecked Sendable {
    private var before = sigset_t()
    private let sizeLimit: sighandler_t?
    /// All that end a process, but for its own faults and SIGKILL.
    private static let held = [
        SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGPIPE, SIGXCPU, SIGVTALRM, SIGPROF, SIGPOLL, SIGPWR,
        SIGSTKFLT,
    ]

    init() {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in SignalHold.held { sigaddset(&signals, signal) }
        pthread_sigmask(SIG_BLOCK, &signals, &before)
        // A limit on the size of files (ulimit -f) is an error of writing, not an end.
        sizeLimit = signal(SIGXFSZ, SIG_IGN)
    }

    deinit {
        signal(SIGXFSZ, sizeLimit)
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }

    /// Whether a signal waits that was not blocked before and ends the process.
    var isAsked: Bool {
        var waiting = sigset_t()
        sigpending(&waiting)
        return SignalHold.held.contains { sigismember(&waiting, $0) == 1 && sigismember(&before, $0) == 0 }
    }

    /// Throws where a signal waits: what was begun is given up.
    func check() throws(Failure) { if isAsked { throw Failure("interrupted; nothing is written", status: 130) } }
}
