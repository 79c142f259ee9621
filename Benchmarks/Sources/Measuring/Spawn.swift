import Glibc

/// What kept a measurement from being made.
public struct MeasuringError: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}

/// Starts programs with an environment that does not depend on who measures.
enum Spawn {
    /// POSIX_SPAWN_SETSID, which the Glibc module leaves out.
    private static let newSession: Int32 = 0x80

    private static var environment: [String] {
        [
            "TERM=xterm-256color", "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "TZ=UTC", "HOME=/nonexistent",
            "LESS=", "LESSHISTFILE=-",
            "PATH=" + (getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"),
        ]
    }

    /// Starts a program that is found on the path.
    /// - Parameter terminal: the path of a terminal that becomes the program's own; nothing is
    ///   read and what it prints is thrown away without one.
    /// - Parameter held: a descriptor that the program gets as number 3 and never uses, so that it
    ///   is closed when the program has ended.
    static func start(_ command: [String], terminal: String?, held: Int32? = nil) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The first terminal that the leader of a session opens becomes that of the session.
        posix_spawn_file_actions_addopen(&actions, 0, terminal ?? "/dev/null", O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        if let held { posix_spawn_file_actions_adddup2(&actions, held, 3) }
        posix_spawnattr_setflags(&attributes, Int16(terminal == nil ? 0 : newSession))

        var arguments = command.map { strdup($0) } + [nil]
        var variables = environment.map { strdup($0) } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        var id: pid_t = 0
        let code = posix_spawnp(&id, command[0], &actions, &attributes, &arguments, &variables)
        guard code == 0 else {
            throw MeasuringError("cannot start \(command[0]): \(String(cString: strerror(code)))")
        }
        return id
    }
}

/// The time from the start of a program to its end, in milliseconds. What it prints goes nowhere.
/// - Throws: where it cannot be started, fails (2 or more, or by a signal) or takes more than
///   `limit` seconds; it is ended then.
public func timeToExit(_ command: [String], limit: Double = 60) throws -> Double {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw MeasuringError("no pipe: \(String(cString: strerror(errno)))") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    let start = Moment.now
    let id: pid_t
    do {
        defer { close(ends[1]) }
        id = try Spawn.start(command, terminal: nil, held: ends[1])
    }
    var watched = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
    let hasEnded = poll(&watched, 1, Int32(limit * 1000)) == 1
    let end = Moment.now
    if !hasEnded { kill(id, SIGKILL) }
    var status: Int32 = 0
    waitpid(id, &status, 0)
    guard hasEnded else { throw MeasuringError("\(command[0]) took more than \(Int(limit)) s") }
    guard status & 0x7F == 0, status >> 8 & 0xFF < 2 else {
        throw MeasuringError("\(command.joined(separator: " ")) failed")
    }
    return end - start
}
