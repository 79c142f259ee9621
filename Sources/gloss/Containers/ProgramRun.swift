import Glibc
import GlossModel
import GlossTerminal

/// A program that was run on some bytes, without a shell and without a terminal, and what it printed.
struct ProgramRun {
    /// How it ended.
    enum End: Equatable {
        case exited(Int32)
        case tooLong, tooLarge
    }

    /// A program that takes longer is stopped.
    static let seconds = 60
    /// More bytes of output are not taken.
    static let most = 1 << 30
    /// Nor, beyond `leastLimit`, more than so many for each byte of the input: text packs to a fifth or a
    /// twentieth, and what was made to fill a memory to a ten-thousandth.
    static let greatestRatio = 200
    static let leastLimit = 64 << 20
    /// Bytes of complaints that are kept; more are read and forgotten.
    fileprivate static let mostComplaints = 1 << 16
    /// Milliseconds for what a program started to end after it, where it holds on to the output.
    fileprivate static let patience = 500

    /// As many bytes are taken of what comes out of an input.
    static func limit(for input: Text) -> Int { min(most, max(leastLimit, input.count * greatestRatio)) }

    private(set) var end = End.tooLong
    /// What it printed on standard output.
    private(set) var output = Text("")
    /// The first line that it printed on standard error.
    private(set) var complaint = ""

    /// Runs a command and waits for its end; the arguments are those of `StartedProgram`.
    init(
        _ command: [String], input: Text, path: String? = nil, seconds: Int = Self.seconds, most: Int? = nil
    ) throws(Failure) {
        self = try StartedProgram(command, input: input, path: path).finished(seconds: seconds, most: most)
    }

    fileprivate init(_ end: End, output: Text, said: Text) {
        (self.end, self.output) = (end, output)
        complaint = said[Span(0, min(said.count, 400))].split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    }
}

/// A program that was started, and works on while others have something else to do.
final class StartedProgram {
    private let child: pid_t
    private var out: Receiver
    private var complaints: Receiver
    private let limit: Int
    private var isWaitedFor = false

    /// Starts a command. The input is its standard input, a file it can seek in; `FILE` among the
    /// arguments is a path to it.
    /// Where `path` is that of a file with this input, the program gets the file itself.
    init(_ command: [String], input: Text, path: String? = nil) throws(Failure) {
        let own = path.flatMap { StartedProgram.file(at: $0, length: input.count) }
        let file = if let own { own } else { try StartedProgram.file(of: input) }
        defer { close(file) }
        (out, complaints) = (try Receiver(), try Receiver())
        let words = command.map { $0 == "FILE" ? "/dev/stdin" : $0 }
        // A signal between the two would end gloss and not the program.
        let hold = SignalHold()
        child = try StartedProgram.spawn(words, [file, out.writing, complaints.writing])
        RunningPrograms.add(child)
        withExtendedLifetime(hold) {}
        limit = ProgramRun.limit(for: input)
        out.closeWriting()
        complaints.closeWriting()
    }

    deinit {
        out.closeAll()
        complaints.closeAll()
        guard !isWaitedFor else { return }
        kill(-child, SIGKILL)
        RunningPrograms.leave(child)
    }

    /// Waits for the end, at most `seconds` from now, and takes at most `most` bytes of output, or
    /// what `ProgramRun.limit` says. Once
    /// only.
    func finished(seconds: Int, most: Int? = nil) -> ProgramRun {
        let end = StartedProgram.wait(for: child, &out, &complaints, seconds, most ?? limit)
        RunningPrograms.remove(child)
        isWaitedFor = true
        return ProgramRun(end, output: out.text(), said: complaints.text())
    }

    /// What it prints until it closes its output, taken without waiting for its end, which may be a
    /// millisecond later. Once only, instead of `finished`.
    /// - Returns: nil where that takes more than `seconds` or is too large.
    func output(seconds: Int) -> Text? {
        let deadline = Terminal.milliseconds() + seconds * 1000
        while out.isOpen {
            let left = deadline - Terminal.milliseconds()
            guard left > 0, out.count <= limit else { return nil }
            StartedProgram.receive(&out, &complaints, within: left)
        }
        return out.text()
    }

    /// Waits until something comes, at most so many milliseconds, and takes it.
    private static func receive(_ out: inout Receiver, _ complaints: inout Receiver, within milliseconds: Int) {
        var polled = [out.reading, complaints.reading].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        _ = poll(&polled, 2, Int32(milliseconds))
        if polled[0].revents != 0 { out.take() }
        if polled[1].revents != 0 { complaints.take(keeping: ProgramRun.mostComplaints) }
    }

    /// A file that is as long as it was when it was read.
    private static func file(at path: String, length: Int) -> Int32? {
        // What is a FIFO now, or was one, would wait for a writer.
        let descriptor = SystemPath.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size == length { return descriptor }
        close(descriptor)
        return nil
    }

    /// Bytes as a file without a name.
    private static func file(of text: Text) throws(Failure) -> Int32 {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var path = Array("\(folder)/gloss.XXXXXX".utf8CString)
        let descriptor = mkstemp(&path)
        guard descriptor >= 0 else { throw Failure(path: folder, doing: "write", errno: errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(path)
        var place = 0
        if text.mark != .absent { _ = write(descriptor, ByteOrderMark.bytes, ByteOrderMark.bytes.count) }
        while place < text.count {
            let count = text.bytes.withUnsafeBufferPointer { write(descriptor, $0.baseAddress! + place, $0.count - place) }
            if count < 0, errno != EINTR {
                close(descriptor)
                throw Failure(path: folder, doing: "write", errno: errno)
            }
            place += max(0, count)
        }
        lseek(descriptor, 0, SEEK_SET)
        return descriptor
    }

    private static func spawn(_ command: [String], _ descriptors: [Int32]) throws(Failure) -> pid_t {
        guard let path = Programs.path(of: command[0]) else { throw Failure("\(command[0]) is not installed") }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, own) in descriptors.enumerated() { posix_spawn_file_actions_adddup2(&actions, own, Int32(number)) }
        var attributes = SpawnAttributes(ownSession: true)
        var arguments = command.map { strdup($0) } + [nil]
        var variables = environment.map { strdup($0) } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        var child: pid_t = 0
        let code = attributes.with { posix_spawn(&child, path, &actions, $0, &arguments, &variables) }
        guard code == 0 else { throw Failure(path: path, doing: "run", errno: code) }
        return child
    }

    /// What a program sees of the user's environment.
    private static var environment: [String] {
        ["PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR"].compactMap { (name: String) -> String? in
            getenv(name).map { "\(name)=" + String(cString: $0) }
        }
    }

    /// Takes what a program prints until it has ended, and stops it and all that it started where it
    /// takes too long or prints too much, also where it closes its outputs or leaves them to others.
    private static func wait(
        for child: pid_t, _ out: inout Receiver, _ complaints: inout Receiver, _ seconds: Int, _ most: Int
    ) -> ProgramRun.End {
        var end: ProgramRun.End?
        var deadline = Terminal.milliseconds() + seconds * 1000
        // Microseconds: who has closed its outputs is about to end.
        var (hasEnded, pause) = (false, 100)
        while end == nil, !hasEnded || out.isOpen || complaints.isOpen {
            if !hasEnded, StartedProgram.hasEnded(child) {
                hasEnded = true
                deadline = min(deadline, Terminal.milliseconds() + ProgramRun.patience)
            }
            let left = deadline - Terminal.milliseconds()
            if left <= 0 {
                end = hasEnded ? nil : .tooLong
                break
            }
            guard out.isOpen || complaints.isOpen else {
                usleep(UInt32(min(left * 1000, pause)))
                pause = min(50_000, pause * 2)
                continue
            }
            receive(&out, &complaints, within: min(left, 50))
            if out.count > most { end = .tooLarge }
        }
        kill(-child, SIGKILL)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return end ?? .exited(status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F)
    }

    /// Whether a program has ended. It stays to be waited for, so that its number is no other's.
    private static func hasEnded(_ child: pid_t) -> Bool {
        var info = siginfo_t()
        return waitid(P_PID, id_t(child), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_signo == SIGCHLD
    }
}

/// A pipe and all that came through it, in memory that a text takes over without a copy.
private struct Receiver {
    private(set) var reading: Int32 = -1
    private(set) var writing: Int32 = -1
    private(set) var count = 0
    private var room = 0
    private var bytes: UnsafeMutablePointer<UInt8>?

    init() throws(Failure) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Failure(path: "a pipe", doing: "open", errno: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }

    var isOpen: Bool { reading >= 0 }

    /// Takes a block that is there, or the end; where `limit` bytes are there, others are forgotten.
    mutating func take(keeping limit: Int? = nil) {
        if let limit { count = min(count, limit) }
        if room - count < 1 << 16 {
            room = max(1 << 18, room * 2)
            bytes = realloc(bytes, room)?.assumingMemoryBound(to: UInt8.self)
        }
        guard let bytes else { return closeReading() }
        let taken = read(reading, bytes + count, room - count)
        if taken > 0 { count += taken } else if taken == 0 || errno != EINTR { closeReading() }
    }

    /// All that came. Once only.
    mutating func text() -> Text {
        guard let bytes else { return Text("") }
        self.bytes = nil
        let place = UInt(bitPattern: bytes)
        return Text(borrowing: Bytes(UnsafeBufferPointer(start: bytes, count: count))) {
            free(UnsafeMutableRawPointer(bitPattern: place))
        }
    }

    mutating func closeWriting() {
        if writing >= 0 { close(writing) }
        writing = -1
    }

    private mutating func closeReading() {
        if reading >= 0 { close(reading) }
        reading = -1
    }

    mutating func closeAll() {
        closeReading()
        closeWriting()
        free(bytes)
        bytes = nil
    }
}
