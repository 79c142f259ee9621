import Glibc
import Synchronization

/// What a test may find wrong with its own means.
public enum HarnessError: Error {
    case cannotStart(command: [String], code: Int32)
    case noPseudoTerminal(code: Int32)
}

/// A child process with chosen descriptors and a pinned environment.
///
/// Descriptors are made and children started under one lock, so that tests that run side by side
/// do not pass each other's pipes on.
public struct ChildProcess: Sendable {
    public let id: pid_t

    /// Held while descriptors are made that a child must not inherit.
    static let lock = Mutex(())

    /// What every child sees: nothing of the machine that the tests run on, but for the path and what the
    /// sanitizers are told.
    public static let environment = [
        "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC",
        "HOME": "/nonexistent", "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin",
        "SWIFT_BACKTRACE": "enable=no",
    ].merging(sanitizers) { own, _ in own }

    private static var sanitizers: [String: String] {
        var options: [String: String] = [:]
        for name in ["ASAN_OPTIONS", "TSAN_OPTIONS"] { options[name] = getenv(name).map { String(cString: $0) } }
        return options
    }

    /// Starts a program.
    /// - Parameters:
    ///   - command: the program, looked up on the path, and its arguments.
    ///   - changes: to `environment`; nil removes a name.
    ///   - terminal: the path of a terminal that becomes the child's, in a session of its own.
    ///   - descriptors: of this process, by the number that they get in the child.
    init(
        _ command: [String], environment changes: [String: String?] = [:],
        terminal: String? = nil, descriptors: [Int32: Int32]
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The test runner's threads block signals, and a child would inherit that.
        var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        if terminal != nil { flags |= 0x80 }  // POSIX_SPAWN_SETSID, which Glibc leaves out
        posix_spawnattr_setflags(&attributes, Int16(flags))
        if let terminal {
            // A session leader's first terminal becomes its own.
            posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
            for number in [Int32(1), 2] { posix_spawn_file_actions_adddup2(&actions, 0, number) }
        }
        for (number, own) in descriptors.sorted(by: { $0.key > $1.key }) {
            posix_spawn_file_actions_adddup2(&actions, own, number)
        }
        var variables: [String: String] = ChildProcess.environment
        for (name, value) in changes { variables[name] = value }
        id = try ChildProcess.spawn(
            command, variables.map { "\($0.key)=\($0.value)" }, &actions, &attributes)
    }

    private static func spawn(
        _ command: [String], _ environment: [String],
        _ actions: inout posix_spawn_file_actions_t, _ attributes: inout posix_spawnattr_t
    ) throws -> pid_t {
        var arguments = command.map { strdup($0) } + [nil]
        var variables = environment.map { strdup($0) } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        var id: pid_t = 0
        let code = posix_spawnp(&id, command[0], &actions, &attributes, &arguments, &variables)
        guard code == 0 else { throw HarnessError.cannotStart(command: command, code: code) }
        return id
    }

    /// The exit status as a shell gives it (128 + signal); nil while the process runs.
    public func statusIfEnded() -> Int32? {
        var status: Int32 = 0
        guard waitpid(id, &status, WNOHANG) == id else { return nil }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    }
}

/// Runs a program to its end, with a text on standard input.
/// - Returns: its status as a shell gives it, standard output and standard error.
public func run(
    _ command: [String], input: String = "", environment: [String: String?] = [:]
) throws -> (status: Int32, output: String, error: String) {
    var pipes: [Pipe] = []
    let child = try ChildProcess.lock.withLock { _ in
        pipes = [Pipe(), Pipe(), Pipe()]
        return try ChildProcess(
            command, environment: environment,
            descriptors: [0: pipes[0].reading, 1: pipes[1].writing, 2: pipes[2].writing])
    }
    pipes[0].closeReading()
    pipes[1].closeWriting()
    pipes[2].closeWriting()
    var rest = Array(input.utf8)[...]
    var status: Int32?
    while status == nil {
        if !rest.isEmpty {
            rest = rest.dropFirst(max(0, pipes[0].write(rest)))
        } else {
            pipes[0].closeWriting()
        }
        pipes[1].read()
        pipes[2].read()
        status = child.statusIfEnded()
        if status == nil { usleep(1000) }
    }
    for index in 0..<3 {
        pipes[index].read()
        pipes[index].close()
    }
    return (status ?? 0, pipes[1].text, pipes[2].text)
}

/// A pipe whose ends this process does not pass on unless told to, and what was read from it.
struct Pipe {
    private(set) var reading: Int32 = -1
    private(set) var writing: Int32 = -1
    private(set) var bytes: [UInt8] = []

    init() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        (reading, writing) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Takes what stands in the pipe; does not wait for more.
    mutating func read() {
        bytes += readAvailable(reading)
    }

    /// Writes what the pipe has room for.
    func write(_ bytes: ArraySlice<UInt8>) -> Int {
        var polled = pollfd(fd: writing, events: Int16(POLLOUT), revents: 0)
        guard poll(&polled, 1, 0) > 0, polled.revents & Int16(POLLOUT) != 0 else { return 0 }
        return bytes.prefix(4096).withUnsafeBytes { Glibc.write(writing, $0.baseAddress, $0.count) }
    }

    mutating func closeReading() {
        if reading >= 0 { Glibc.close(reading) }
        reading = -1
    }

    mutating func closeWriting() {
        if writing >= 0 { Glibc.close(writing) }
        writing = -1
    }

    mutating func close() {
        closeReading()
        closeWriting()
    }
}

/// Reads all that a descriptor has now.
func readAvailable(_ descriptor: Int32) -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while descriptor >= 0, poll(&polled, 1, 0) > 0, polled.revents & Int16(POLLIN) != 0 {
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0 else { break }
        all += buffer[..<count]
    }
    return all
}
