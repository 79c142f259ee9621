import Glibc

/// A program on a pseudo-terminal of its own. It is ended with the session.
public final class TerminalSession {
    public private(set) var screen: Screen
    /// When the program was started.
    public let started: Moment
    private let command: [String]
    private let master: Int32
    private let process: pid_t
    private var isEnded = false
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    /// The silence after which an answer is taken to be over, in seconds.
    public static let silence = 0.05

    public init(_ command: [String], columns: Int = 120, rows: Int = 40) throws {
        self.command = command
        screen = Screen(columns: columns, rows: rows)
        var (master, slave): (Int32, Int32) = (-1, -1)
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        var name = [CChar](repeating: 0, count: 128)
        guard openpty(&master, &slave, &name, nil, &size) == 0 else {
            throw MeasuringError("no pseudo-terminal: \(String(cString: strerror(errno)))")
        }
        defer { close(slave) }
        for descriptor in [master, slave] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        self.master = master
        started = .now
        let path = name.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        do {
            process = try Spawn.start(command, terminal: path)
        } catch {
            close(master)
            throw error
        }
    }

    deinit {
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        close(master)
    }

    /// Types something.
    public func send(_ text: String) {
        send(Array(text.utf8))
    }

    private func send(_ bytes: [UInt8]) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { write(master, $0.baseAddress! + done, $0.count - done) }
            if count < 0, errno != EAGAIN, errno != EINTR { return }
            done += max(0, count)
        }
    }

    /// Waits until the screen is as wanted.
    /// - Parameters:
    ///   - words: what is waited for, for the message of the error.
    ///   - limit: in seconds.
    /// - Returns: when the piece of output came that made it so.
    public func wait(for words: String, limit: Double = 60, until isWanted: (Screen) -> Bool) throws -> Moment {
        let deadline = Moment.now + limit
        while let (moment, bytes) = read(until: deadline) {
            feed(bytes)
            if isWanted(screen) { return moment }
        }
        throw failure(words, limit)
    }

    /// Waits until the screen is as wanted and stays so for some time.
    /// - Returns: since when it has been so.
    public func wait(
        for words: String, staying seconds: Double, limit: Double = 60, until isWanted: (Screen) -> Bool
    ) throws -> Moment {
        let deadline = Moment.now + limit
        var since: Moment? = isWanted(screen) ? .now : nil
        while true {
            let end = since.map { min(deadline, $0 + seconds) } ?? deadline
            guard let (moment, bytes) = read(until: end) else {
                if let since, Moment.now >= since + seconds { return since }
                throw failure(words, limit)
            }
            feed(bytes)
            since = isWanted(screen) ? since ?? moment : nil
        }
    }

    private func failure(_ words: String, _ limit: Double) -> MeasuringError {
        let last = screen.text(row: screen.rows - 1).split(separator: " ").joined(separator: " ")
        let how = isEnded ? "ended" : "\(Int(limit)) s passed"
        return MeasuringError("\(command[0]) \(how) before \(words); its last line: \(last)")
    }

    /// Takes what comes until there is silence.
    public func settle(silence: Double = 0.2, limit: Double = 10) {
        let deadline = Moment.now + limit
        while let (_, bytes) = read(until: min(deadline, .now + silence)) { feed(bytes) }
    }

    /// Types a key and takes the answer.
    /// - Parameter row: one whose right half changes of itself; output that changes nothing else is
    ///   no answer. What is still being loaded changes the rest of the screen too: then an answer is
    ///   over after 4 ms of silence.
    /// - Returns: the time to the answer's last byte in milliseconds, 50 ms of silence after it;
    ///   nil where nothing came within a second.
    public func answer(to key: String, ignoring row: Int? = nil) -> Double? {
        answer(ignoring: row) { $0.send(key) }
    }

    /// Changes the size of the window and takes the answer, timed as a key's.
    public func answer(toSize columns: Int, _ rows: Int) -> Double? {
        screen.resize(columns: columns, rows: rows)
        return answer(ignoring: nil) { session in
            var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
            _ = ioctl(session.master, UInt(TIOCSWINSZ), &size)
        }
    }

    private func answer(ignoring row: Int?, _ act: (TerminalSession) -> Void) -> Double? {
        var pieces: [(moment: Moment, bytes: [UInt8])] = []
        let start = Moment.now
        act(self)
        var deadline = start + 1.0
        while let piece = read(until: min(deadline, start + 60)) {
            pieces.append(piece)
            deadline = piece.moment + Self.silence
        }
        var last: Moment?
        for piece in pieces where changesMore(than: row, piece.bytes) {
            if row == nil || last.map({ piece.moment - $0 < 4 }) ?? true { last = piece.moment }
        }
        return last.map { $0 - start }
    }

    /// Takes a piece of output; tells whether it changes anything but a row's right half.
    private func changesMore(than row: Int?, _ bytes: [UInt8]) -> Bool {
        let before = row.map { screen.text(row: $0).prefix(screen.columns / 2) }
        screen.touched = []
        feed(bytes)
        guard let row, screen.touched.isSubset(of: [row]) else { return true }
        return screen.text(row: row).prefix(screen.columns / 2) != before
    }

    /// The process's anonymous memory in bytes (RssAnon).
    public func anonymousMemory() throws -> Int {
        let descriptor = open("/proc/\(process)/status", O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        for line in String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: "\n")
        where line.hasPrefix("RssAnon:") {
            if let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) }) {
                return kilobytes * 1024
            }
        }
        throw MeasuringError("no RssAnon of \(command[0])")
    }

    /// What comes next, all of it that is there; nil where nothing comes or the program has ended.
    private func read(until deadline: Moment) -> (moment: Moment, bytes: [UInt8])? {
        while !isEnded {
            let left = deadline - .now
            guard left > 0 else { return nil }
            var watched = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            guard poll(&watched, 1, Int32(left.rounded(.up))) != 0 else { continue }
            let count = Glibc.read(master, &buffer, buffer.count)
            let moment = Moment.now
            if count > 0 { return (moment, Array(buffer[..<count])) }
            if count == 0 || errno != EAGAIN && errno != EINTR { isEnded = true }
        }
        return nil
    }

    private func feed(_ bytes: [UInt8]) {
        screen.feed(bytes)
        guard !screen.replies.isEmpty else { return }
        send(screen.replies)
        screen.replies = []
    }
}
