import Glibc
import GlossModel

/// The user's editor: `$VISUAL`, `$EDITOR`, or vi, on a line of a file, in the terminal.
enum EditorRun {
    /// Runs it and waits for its end. Gives what is to be said; nil: all went well.
    static func run(_ path: String, line: Int) -> String? {
        guard !SecureMode.isOn else { return "--secure runs no program" }
        let command = ["VISUAL", "EDITOR"].compactMap { (name: String) in getenv(name).map { String(cString: $0) } }.first { !$0.isEmpty } ?? "vi"
        // As git and less do: the variable may hold arguments, and the shell parts them.
        let words = ["sh", "-c", command + " \"$@\"", command, "+\(line)", path]
        guard let status = run(words) else { return "\(command) cannot be run; set EDITOR" }
        return status == 127 << 8 ? "\(command): there is no such program; set EDITOR" : nil
    }

    private static func run(_ words: [String]) -> Int32? {
        guard let device = Optional(SystemPath.open("/dev/tty", O_RDWR | O_CLOEXEC)), device >= 0 else { return nil }
        defer { close(device) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for number in 0...2 { posix_spawn_file_actions_adddup2(&actions, device, Int32(number)) }
        var attributes = SpawnAttributes()
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { word in SystemPath.bytes(word).withUnsafeBufferPointer { strdup($0.baseAddress!) } }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        var child = pid_t()
        guard attributes.with({ posix_spawnp(&child, "sh", &actions, $0, arguments, environ) }) == 0 else { return nil }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return status
    }
}
