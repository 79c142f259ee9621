import Glibc
import Synchronization

/// Names of files on their way to their places, `.gloss-HOST-PROCESS-NUMBER.tmp`, and the removal of
/// those that a process left when it was killed.
enum TemporaryFile {
    private static let made = Atomic(0)
    private static let suffix = ".tmp"

    /// A name that no other file of this process gets.
    static func name() -> String { prefix + "\(getpid())-\(made.add(1, ordering: .relaxed).newValue)" + suffix }

    /// Removes from a folder what processes of this machine left that are no more.
    static func sweep(_ folder: String) {
        for name in SystemPath.names(inFolder: folder) where isLeft(name) {
            let path = (folder.hasSuffix("/") ? folder : folder + "/") + name
            var status = stat()
            guard SystemPath.linkStatus(path, &status), status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid() else { continue }
            SystemPath.remove(path)
        }
    }

    private static func isLeft(_ name: String) -> Bool {
        guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return false }
        let numbers = name.dropFirst(prefix.count).dropLast(suffix.count).split(separator: "-", omittingEmptySubsequences: false)
        guard numbers.count == 2, let process = pid_t(numbers[0]), process > 0, Int(numbers[1]) != nil else { return false }
        return process != getpid() && kill(process, 0) != 0 && errno == ESRCH
    }

    private static let prefix: String = {
        var name = [CChar](repeating: 0, count: 65)
        gethostname(&name, 64)
        let host = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }.filter { $0 > 0x2F && $0 < 0x7B && $0 != 0x2F }
        return ".gloss-" + String(decoding: host, as: UTF8.self) + "-"
    }()
}
