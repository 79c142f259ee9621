import Glibc

/// A program on a pseudo-terminal of its own: its bytes, its keys, its end. What the screen looks
/// like after those bytes is asked of `TmuxSession`.
public final class PseudoTerminal {
    /// Where the program's standard input or output goes.
    public enum Stream {
        case terminal
        /// Input: a pipe with this text; output: a pipe that is read into `standardOutput`.
        case pipe(String)
    }

    public let process: ChildProcess
    /// All that the terminal got.
    public private(set) var bytes: [UInt8] = []
    private let master: Int32
    private let slave: Int32
    private var input: Pipe?
    private var output: Pipe?
    private var ended: Int32?
    private var isAbandoned = false

    /// Starts a program.
    /// - Parameter changes: to `ChildProcess.environment`; nil removes a name.
    public init(
        _ command: [String], columns: Int = 80, rows: Int = 24,
        environment changes: [String: String?] = [:],
        input: Stream = .terminal, output: Stream = .terminal
    ) throws {
        var ends: (master: Int32, slave: Int32) = (-1, -1)
        var pipes: (input: Pipe?, output: Pipe?)
        process = try ChildProcess.lock.withLock { _ in
            var size = winsize(
                ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
            guard openpty(&ends.master, &ends.slave, nil, nil, &size) == 0,
                let name = ttyname(ends.slave)
            else { throw HarnessError.noPseudoTerminal(code: errno) }
            for end in [ends.master, ends.slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            var descriptors: [Int32: Int32] = [:]
            if case .pipe(let text) = input {
                let pipe = Pipe()
                _ = pipe.write(Array(text.utf8)[...])
                descriptors[0] = pipe.reading
                pipes.input = pipe
            }
            if case .pipe = output {
                let pipe = Pipe()
                descriptors[1] = pipe.writing
                pipes.output = pipe
            }
            return try ChildProcess(
                command, environment: changes, terminal: String(cString: name),
                descriptors: descriptors)
        }
        (master, slave) = ends
        (self.input, self.output) = pipes
        self.input?.close()
        self.output?.closeWriting()
    }

    deinit {
        if ended == nil, !isAbandoned {
            kill(process.id, SIGKILL)
            waitpid(process.id, nil, 0)
        }
        close(master)
        close(slave)
        output?.close()
    }

    /// Lets deinit only close the terminal, as a window that is closed does; the program is the
    /// caller's to wait for.
    public func abandon() { isAbandoned = true }

    /// What came so far, as text; what is not UTF-8 replaced.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
    /// What the program wrote to its standard output, where that is a pipe.
    public var standardOutput: String { output?.text ?? "" }

    /// Types bytes.
    public func send(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// Sends the program a signal.
    public func signal(_ number: Int32) { kill(process.id, number) }

    /// Changes the window's size; the kernel sends SIGWINCH.
    public func resize(columns: Int, rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// The terminal's modes now, comparable.
    public var modes: [UInt32] {
        var modes = termios()
        tcgetattr(slave, &modes)
        let characters = withUnsafeBytes(of: modes.c_cc) { $0.map { UInt32($0) } }
        return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag] + characters
    }

    /// Reads until the bytes hold a text, from `start` on.
    /// - Returns: whether it came in time.
    public func wait(for marker: String, from start: Int = 0, seconds: Double = 10) -> Bool {
        let wanted = Array(marker.utf8)
        return wait(seconds) { contains(wanted, from: start) }
    }

    /// Reads until the program ends.
    /// - Returns: its status as a shell gives it (128 + signal); nil: it still runs.
    public func waitForExit(seconds: Double = 10) -> Int32? {
        _ = wait(seconds) {
            if ended == nil { ended = process.statusIfEnded() }
            return ended != nil
        }
        pump()
        return ended
    }

    private func wait(_ seconds: Double, until isDone: () -> Bool) -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        repeat {
            pump()
            if isDone() { return true }
            var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            _ = poll(&polled, 1, 5)
        } while ContinuousClock.now < end
        return false
    }

    private func pump() {
        bytes += readAvailable(master)
        output?.read()
    }

    private func contains(_ wanted: [UInt8], from start: Int) -> Bool {
        guard bytes.count >= start + wanted.count else { return false }
        return (start...bytes.count - wanted.count).contains { position in
            bytes[position..<position + wanted.count].elementsEqual(wanted)
        }
    }
}
