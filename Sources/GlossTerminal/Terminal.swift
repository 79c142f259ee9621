import CNcurses
import Glibc
import GlossInterface

/// The one owner of the terminal: of its modes, its screen and its keys.
///
/// It talks to `/dev/tty` (without one, to the terminal on standard error, input or output), so that
/// standard input and output may be files or pipes. From `init` to
/// `restore()` the terminal is in full-screen mode; it is given back on every way out: by
/// `restore()`, by deinit, and by the signal handlers when the process dies of a signal or a fault.
/// At most one may exist at a time, used from one thread.
public struct Terminal: ~Copyable {
    /// Columns and rows of the window, as of the last event.
    public private(set) var size: Size
    /// Colours that styles may name: 0, 8, 16 or 256. Indices beyond are mapped to near ones.
    public var colorDepth: Int { painter.palette.depth }

    /// The name that `TERM` gives (empty: none) and that of the description that stands in for it, where
    /// that one is not known.
    public let substitute: (wanted: String, used: String)?

    private let descriptor: Int32
    /// The modes from before.
    private let modes: termios
    private let wakeUp: Int32
    private var painter: Painter
    private let output: FrameOutput
    /// Made with the first bytes that come: what terminfo says of keys takes longer than a frame.
    private lazy var decoder = InputDecoder(TerminfoKeys.current)
    private var inputModes: InputModes
    private var isOpen = true
    /// Answers that are waited for, and when that was asked, in milliseconds.
    private var awaited: (answers: Int, since: Int)?
    /// False while suspended: then the terminal is another program's.
    private var isOnScreen = true

    /// Takes the terminal over. Draws nothing; the screen is entered by the first `present(_:)`.
    public init(_ options: TerminalOptions = TerminalOptions()) throws(TerminalError) {
        Terminal.useUTF8()
        guard let descriptor = TerminalDevice.open() else { throw .noTerminal(code: errno) }
        var modes = termios()
        tcgetattr(descriptor, &modes)
        let output = FrameOutput(of: descriptor)
        let wakeUp = Signals.install(descriptor: descriptor, modes: modes)
        do throws(TerminalError) {
            substitute = try Terminal.start(on: descriptor, curses: output.cursesDescriptor, modes: modes)
        } catch {
            Signals.remove()
            Glibc.close(descriptor)
            throw error
        }
        Signals.arm(reset: Terminal.resetBytes(), notice: options.faultNotice)
        (self.descriptor, self.wakeUp, self.modes, self.output) = (descriptor, wakeUp, modes, output)
        painter = Painter(palette: Palette(limit: Terminal.colorLimit(options)))
        inputModes = InputModes(mouse: options.mouse)
        size = TerminalDevice.size(descriptor)
    }

    deinit {
        if isOpen { close() }
    }

    // MARK: Screen

    /// Makes the screen show a frame. Sends only what differs from the screen; cells beyond the
    /// window are left out, missing ones are blank.
    public mutating func present(_ frame: Frame) {
        guard isOnScreen else { return }
        output.gather { painter.paint(frame, size: size) }
        inputModes.enable(on: descriptor)
    }

    /// Lets the next `present(_:)` draw everything anew, whatever the screen shows.
    public mutating func redraw() { painter.repaintAll() }

    /// Gives the terminal back as it was. May be called more than once.
    public mutating func restore() {
        guard isOpen else { return }
        takeAnswer()
        isOpen = false
        isOnScreen = false
        close()
    }

    private func close() {
        leaveScreen()
        Signals.remove()
    }

    private func leaveScreen() {
        guard Signals.isForeground(descriptor), !isendwin() else { return }
        inputModes.disable(on: descriptor)
        endwin()
        TerminalDevice.setModes(modes, of: descriptor)
        Signals.setArmed(false)
    }

    /// Stops the process and its group, as Ctrl-Z does elsewhere, with the terminal restored; comes
    /// back when it is continued. The next events are `.resumed`, and `.resize` first where the
    /// window has changed. A process that the shell cannot stop goes on at once.
    public mutating func suspend() {
        takeAnswer()
        leaveScreen()
        isOnScreen = false
        Signals.stopProcessGroup(wakeUp)
        if !Signals.isTerminationPending { enterScreen() }
        Signals.post(.resumed)
    }

    /// Gives the terminal to a program while `body` waits for it, then draws anew. Ctrl-C is the program's
    /// alone meanwhile, Ctrl-Z stops both.
    public mutating func lend(to body: () -> Void) {
        takeAnswer()
        leaveScreen()
        isOnScreen = false
        Terminal.withSignalsOfAWaitingProgram(body)
        if !Signals.isTerminationPending { enterScreen() }
        updateSize()
    }

    private static func withSignalsOfAWaitingProgram(_ body: () -> Void) {
        let wanted: [(Int32, sighandler_t?)] = [(SIGINT, SIG_IGN), (SIGQUIT, SIG_IGN), (SIGTSTP, SIG_DFL)]
        var before: [sigaction] = []
        for (number, handler) in wanted {
            var (action, old) = (sigaction(), sigaction())
            action.__sigaction_handler.sa_handler = handler
            sigaction(number, &action, &old)
            before.append(old)
        }
        body()
        for ((number, _), old) in zip(wanted, before) {
            var old = old
            sigaction(number, &old, nil)
        }
    }

    // MARK: Background

    /// Asks the terminal for its background; the answer, if one comes, is an event.
    public mutating func askBackground() {
        guard isOnScreen, TerminalColor.isAsked(substitute == nil ? Terminal.name : substitute!.used) else { return }
        awaited = (decoder.answers + 1, Terminal.milliseconds())
        TerminalDevice.write(TerminalColor.query, to: descriptor)
    }

    /// What the terminal still has to answer is read, so that the shell does not get it; for a moment only.
    private mutating func takeAnswer() {
        guard let (answers, since) = awaited, isOnScreen else { return }
        awaited = nil
        let end = min(since + Terminal.longestAnswer, Terminal.milliseconds() + Terminal.patience)
        var events: [InputEvent] = []
        while decoder.answers < answers, Terminal.milliseconds() < end {
            let left = Int32(max(1, end - Terminal.milliseconds()))
            guard TerminalDevice.isReadable(descriptor, within: left) else { return }
            readInput(&events)
            if events.contains(where: { if case .terminated = $0 { true } else { false } }) { return }
        }
    }

    /// An answer that has not come within this time, in milliseconds, does not come.
    private static let longestAnswer = 1000
    /// Milliseconds that leaving waits for an answer at most.
    private static let patience = 150
    /// The name of the terminal in the environment.
    private static var name: String { getenv("TERM").map { String(cString: $0) } ?? "" }

    private mutating func enterScreen() {
        isOnScreen = true
        Signals.setArmed(true)
        inputModes.isEnabled = false
        Terminal.useModes(modes, of: descriptor)
        keypad(gloss_stdscr(), true)
        painter.repaintAll()
    }

    // MARK: Input

    /// Waits until something happens: keys, mouse, a signal, `alsoReadable` has something to read
    /// (or was closed), or the time has passed.
    ///
    /// - Parameters:
    ///   - timeoutMilliseconds: nil waits for ever, 0 not at all.
    ///   - alsoReadable: a descriptor that another thread writes to; it is not read from here.
    /// - Returns: all that came, in order, with at most one `.resize`. Empty on a time-out. After
    ///   `.terminated` the caller has two seconds to end before the process is ended restored.
    public mutating func waitForEvents(
        timeoutMilliseconds: Int32? = nil, alsoReadable: Int32? = nil
    ) -> (events: [InputEvent], isReadable: Bool) {
        var events: [InputEvent] = []
        var polled = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0),
            pollfd(fd: alsoReadable ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&polled, nfds_t(polled.count), timeoutMilliseconds.map { max(0, $0) } ?? -1)
        guard count != 0 else { return (events, false) }
        if polled[0].revents != 0 { readInput(&events) }
        // Where poll failed with EINTR a handler has run.
        if count < 0 || polled[1].revents != 0 { readSignals(&events) }
        return (events, count > 0 && polled[2].revents != 0)
    }

    /// Takes the bytes that are there. The rest of a sequence is waited for in later calls, but after ESC
    /// alone only for a moment here: it is a key of its own.
    private mutating func readInput(_ events: inout [InputEvent]) {
        var bytes = [UInt8](repeating: 0, count: 4096)
        var rounds = 0
        repeat {
            let count = read(descriptor, &bytes, bytes.count)
            if count < 0, errno == EINTR || errno == EAGAIN { break }
            guard count > 0 else {
                events.append(.terminated(signal: SIGHUP))
                return
            }
            decoder.decode(bytes[..<count], at: Terminal.milliseconds(), into: &events)
            rounds += 1
        } while rounds < 64
            && TerminalDevice.isReadable(descriptor, within: decoder.isEscape ? Terminal.escapeDelay : 0)
        decoder.finish(into: &events)
    }

    private mutating func readSignals(_ events: inout [InputEvent]) {
        let received = Signals.drain(wakeUp)
        if received.contains(.stop) {
            suspend()
            readSignals(&events)
            return
        }
        let isResumed = received.contains(.resumed) && !Signals.isTerminationPending
        if isResumed { enterScreen() }
        if isResumed || received.contains(.window) {
            let old = size
            updateSize()
            if received.contains(.window) || old != size { events.append(.resize(size)) }
        }
        if isResumed { events.append(.resumed) }
        if received.contains(.interrupt) { events.append(.interrupted) }
        if received.contains(.terminate) { events.append(.terminated(signal: Signals.termination)) }
    }

    private mutating func updateSize() {
        size = TerminalDevice.size(descriptor)
        painter.repaintAll()
    }

    // MARK: Clipboard

    /// Asks the terminal to put a text on the clipboard (xterm's OSC 52). Many terminals obey, some
    /// only when told to in their settings; none answers.
    /// - Parameters:
    ///   - base64: the text's UTF-8 in Base64, without line breaks.
    ///   - isWrapped: whether GNU screen stands between, which hands on what comes in DCS strings.
    public func writeOSC52(base64: String, isWrapped: Bool = false) {
        TerminalDevice.write(ClipboardSequence.bytes(base64: base64, isWrapped: isWrapped), to: descriptor)
    }
}

/// What asks a terminal for its clipboard.
enum ClipboardSequence {
    /// GNU screen takes strings up to 768 bytes.
    private static let piece = 760

    /// OSC 52; wrapped, in DCS strings that screen hands on one after the other.
    static func bytes(base64: String, isWrapped: Bool) -> String {
        let sequence = "\u{1B}]52;c;\(base64)\u{7}"
        guard isWrapped else { return sequence }
        var rest = Substring(sequence)
        var wrapped = ""
        while !rest.isEmpty {
            wrapped += "\u{1B}P" + rest.prefix(piece) + "\u{1B}\\"
            rest = rest.dropFirst(piece)
        }
        return wrapped
    }
}
