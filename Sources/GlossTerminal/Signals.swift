import Glibc
import GlossModel
import GlossThreads

/// What the signal handlers share with the terminal. It lies in memory that is never moved or
/// freed, because a handler may run at any instruction of any thread.
private struct SignalState {
    var descriptor: Int32 = -1
    /// Written by handlers, read by `Terminal`.
    var pipe: (read: Int32, write: Int32) = (-1, -1)
    /// The modes from before, and the bytes that undo full-screen mode.
    var modes = termios()
    var reset = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
    /// Whether the terminal is in full-screen mode now, so that death has something to undo.
    var isArmed = false
    /// What is said of a fault.
    var notice = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
    /// The signal to leave that was handed to the event loop; 0: none.
    var termination: Int32 = 0
    /// The actions from before, by signal number.
    let previous = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
}

// Set once before the handlers are installed, only read afterwards.
nonisolated(unsafe) private var shared: UnsafeMutablePointer<SignalState>?

/// The process's signal handlers while a terminal is held.
///
/// Orderly signals become events: a handler writes one byte to a pipe that the event loop polls. A
/// deadly one restores the terminal inside the handler with calls that POSIX allows there, puts the
/// previous action back and raises again, so that the exit status (and a backtrace, or a core) is
/// what it would have been.
enum Signals {
    /// What came since the last look, one bit each. Computed: a handler must not meet lazy statics.
    struct Received: OptionSet {
        let rawValue: UInt8
        static var window: Received { Received(rawValue: 1) }
        static var resumed: Received { Received(rawValue: 2) }
        static var interrupt: Received { Received(rawValue: 4) }
        static var terminate: Received { Received(rawValue: 8) }
        static var stop: Received { Received(rawValue: 16) }
    }

    /// Those that end a process which does not know them: here they are orders to leave.
    private static let leaving = [
        SIGTERM, SIGHUP, SIGUSR1, SIGUSR2, SIGPIPE, SIGXCPU, SIGXFSZ, SIGALRM, SIGVTALRM, SIGPROF, SIGIO,
    ]
    private static let orderly = [SIGWINCH, SIGCONT, SIGINT, SIGTSTP] + leaving
    private static let deadly = [
        SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS, SIGQUIT,
    ]
    /// Seconds that an event loop has to answer an order to leave.
    private static let patience: UInt32 = 2

    /// Installs all handlers. Before curses starts: it leaves alone what is not the default.
    /// - Returns: the descriptor that becomes readable when a signal came.
    static func install(descriptor: Int32, modes: termios) -> Int32 {
        let state = shared ?? makeState()
        state.pointee.descriptor = descriptor
        state.pointee.modes = modes
        state.pointee.termination = 0
        FaultStack.use()
        for signal in orderly { set(signal, noteSignal, flags: SA_RESTART, state) }
        for signal in deadly { set(signal, dieRestored, flags: SA_ONSTACK, state) }
        return state.pointee.pipe.read
    }

    private static func makeState() -> UnsafeMutablePointer<SignalState> {
        let state = UnsafeMutablePointer<SignalState>.allocate(capacity: 1)
        state.initialize(to: SignalState())
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) == 0 {
            for end in ends {
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            }
        }
        state.pointee.pipe = (ends[0], ends[1])
        shared = state
        return state
    }

    private static func set(
        _ signal: Int32, _ handler: @escaping @convention(c) (Int32) -> Void, flags: Int32,
        _ state: UnsafeMutablePointer<SignalState>
    ) {
        withSignalAction { action in
            action.pointee.__sigaction_handler.sa_handler = handler
            action.pointee.sa_flags = flags
            // Writing to the terminal from the background must not stop a process that is dying.
            sigaddset(&action.pointee.sa_mask, SIGTTOU)
            sigaction(signal, action, state.pointee.previous + Int(signal))
        }
        // SIGHUP that nohup made ignored stays so.
        if signal == SIGHUP || signal == SIGINT, (state.pointee.previous + Int(signal)).isIgnoring {
            sigaction(signal, state.pointee.previous + Int(signal), nil)
        }
    }

    /// Says what undoes full-screen mode, which begins now.
    ///
    /// `notice` is what is said on standard error when the process dies of a fault.
    static func arm(reset: [UInt8], notice: String) {
        guard let state = shared else { return }
        state.pointee.reset.deallocate()
        state.pointee.reset = fixed(reset)
        state.pointee.notice.deallocate()
        state.pointee.notice = fixed(notice.isEmpty ? [] : Array("gloss: \(notice)\n".utf8))
        state.pointee.isArmed = true
    }

    /// Bytes at a place where a handler finds them.
    private static func fixed(_ bytes: [UInt8]) -> UnsafeMutableBufferPointer<UInt8> {
        let place = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = place.initialize(from: bytes)
        return place
    }

    /// Puts the previous actions back.
    static func remove() {
        guard let state = shared else { return }
        state.pointee.isArmed = false
        alarm(0)
        for signal in orderly + deadly {
            sigaction(signal, state.pointee.previous + Int(signal), nil)
        }
    }

    /// Says whether there is something to undo: false while the program is suspended.
    static func setArmed(_ isArmed: Bool) { shared?.pointee.isArmed = isArmed }

    /// The order to leave that has come; 0: none.
    static var termination: Int32 { shared?.pointee.termination ?? 0 }
    static var isTerminationPending: Bool { termination != 0 }

    /// Takes all that came out of the pipe.
    static func drain(_ pipe: Int32) -> Received {
        var received: Received = []
        var bytes = [UInt8](repeating: 0, count: 256)
        while true {
            let count = read(pipe, &bytes, bytes.count)
            guard count > 0 else { return received }
            for byte in bytes[..<count] { received.insert(Received(rawValue: byte)) }
        }
    }

    /// Makes the next look find something.
    static func post(_ received: Received) {
        if let state = shared { send(received, state) }
    }

    fileprivate static func send(_ received: Received, _ state: UnsafeMutablePointer<SignalState>) {
        var byte = received.rawValue
        _ = write(state.pointee.pipe.write, &byte, 1)
    }

    /// Stops the process group as the terminal driver would and returns when continued. Where the
    /// group is an orphan the system ignores the stop: then after a tenth of a second.
    static func stopProcessGroup(_ pipe: Int32) {
        guard let state = shared else { return }
        let earlier = drain(pipe).subtracting([.resumed, .stop])
        withSignalAction { handler in
            withSignalAction { action in
                action.pointee.__sigaction_handler.sa_handler = SIG_DFL
                sigaction(SIGTSTP, action, handler)
            }
            kill(0, SIGTSTP)
            // Another thread may take the signal: the stop comes soon, not always before kill returns.
            var polled = pollfd(fd: state.pointee.pipe.read, events: Int16(POLLIN), revents: 0)
            _ = poll(&polled, 1, 100)
            sigaction(SIGTSTP, handler, nil)
        }
        if !earlier.isEmpty { send(earlier, state) }
    }

    /// Whether this process may use the terminal now; a terminal that is not its own does not say.
    static func isForeground(_ descriptor: Int32) -> Bool {
        let group = tcgetpgrp(descriptor)
        return group < 0 || group == getpgrp()
    }

    fileprivate static func restoreInHandler(_ state: UnsafeMutablePointer<SignalState>) {
        guard state.pointee.isArmed, isForeground(state.pointee.descriptor) else { return }
        state.pointee.isArmed = false
        _ = write(
            state.pointee.descriptor, state.pointee.reset.baseAddress, state.pointee.reset.count)
        tcsetattr(state.pointee.descriptor, TCSANOW, &state.pointee.modes)
    }

    /// Dies of a signal with the terminal restored and the action from before.
    fileprivate static func die(of signal: Int32, _ state: UnsafeMutablePointer<SignalState>) {
        restoreInHandler(state)
        sigaction(signal, state.pointee.previous + Int(signal), nil)
        raise(signal)
    }

    /// The first order to leave goes to the event loop; a second one, or patience that has run
    /// out, means that the loop is stuck.
    fileprivate static func terminate(
        _ signal: Int32, _ state: UnsafeMutablePointer<SignalState>
    ) {
        if state.pointee.termination != 0 {
            die(of: signal, state)
        } else {
            state.pointee.termination = signal
            alarm(patience)
            send(.terminate, state)
        }
    }
}

extension UnsafeMutablePointer<sigaction> {
    fileprivate var isIgnoring: Bool {
        unsafeBitCast(pointee.__sigaction_handler.sa_handler, to: Int.self) == 1
    }
}

private func noteSignal(_ signal: Int32) {
    guard let state = shared else { return }
    let code = errno
    defer { errno = code }
    switch signal {
    case SIGWINCH: Signals.send(.window, state)
    case SIGCONT: Signals.send(.resumed, state)
    case SIGINT: Signals.send(.interrupt, state)
    case SIGTSTP: Signals.send(.stop, state)
    case SIGALRM where state.pointee.termination != 0: Signals.die(of: state.pointee.termination, state)
    default: Signals.terminate(signal, state)
    }
}

private func dieRestored(_ signal: Int32) {
    guard let state = shared else { return }
    Signals.restoreInHandler(state)
    // Ctrl-\\ is no fault.
    if signal != SIGQUIT { _ = write(2, state.pointee.notice.baseAddress, state.pointee.notice.count) }
    Signals.die(of: signal, state)
}
