import Glibc
import GlossModel

/// Whether files are still what was read.
struct FileWatch {
    /// What tells one state of a file from another.
    private struct Mark: Equatable {
        var size: Int
        var seconds: Int
        var nanoseconds: Int
        var inode: UInt
    }

    private var marks: [String: Mark] = [:]

    /// Takes note of a file, and the annotations beside it, as they are now.
    mutating func note(_ path: String) { for path in FileWatch.paths(of: path) { marks[path] = FileWatch.mark(path) } }

    /// A file and the annotations that may stand beside it.
    static func paths(of path: String) -> [String] {
        let stem = path.utf8.lastIndex(of: 0x2E).map { String(path[..<$0]) } ?? path
        return [path, stem + ".ann"]
    }

    /// Whether a file is another than it was when it was noted; then it is noted anew.
    mutating func hasChanged(_ path: String) -> Bool {
        guard let before = marks[path], let now = FileWatch.mark(path), now != before else { return false }
        marks[path] = now
        return true
    }

    private static func mark(_ path: String) -> Mark? {
        guard path != "-", !path.isEmpty, let status = SystemPath.status(path), status.isRegular else { return nil }
        return Mark(
            size: Int(status.st_size), seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec, inode: UInt(status.st_ino))
    }
}
