import GlossModel
import Glibc
import Synchronization

/// A file by device and inode, whatever names lead to it.
struct FileIdentity: Hashable, Sendable {
    private let device: UInt
    private let inode: UInt

    init(_ status: stat) {
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
    }
}

/// The regular files that are read because the user named them, and those that hold the texts of what
/// was named. Nothing is ever written to one of them: the input is not the output.
enum Inputs {
    private static let known = Mutex<Set<FileIdentity>>([])

    static func add(_ identity: FileIdentity) { known.withLock { _ = $0.insert(identity) } }

    /// Adds a file whose status was asked for; what is not regular is no input that could be lost.
    static func add(_ status: stat) { if status.isRegular { add(FileIdentity(status)) } }

    /// Throws where a file that is to be written is an input; `path` is its name for the user.
    static func check(_ status: stat, _ path: String) throws(Failure) {
        guard status.isRegular, known.withLock({ $0.contains(FileIdentity(status)) }) else { return }
        throw Failure("\(path): that is the file that is read; name another one to write")
    }
}

/// Which file each text came from, until it is known whose texts they are.
final class TextSources: Sendable {
    private let opened = Mutex<[(text: Text, file: FileIdentity, thread: UInt)]>([])

    func opened(_ text: Text, from file: FileIdentity) {
        let thread = UInt(pthread_self())
        opened.withLock { $0.append((text, file, thread)) }
    }

    /// Makes inputs of the files that hold the texts of reports, and forgets the others that this thread
    /// has opened.
    func settle(_ texts: [Text]) {
        let thread = UInt(pthread_self())
        let files = opened.withLock { opened in
            guard !opened.isEmpty else { return [FileIdentity]() }
            let found = opened.filter { one in texts.contains { $0 === one.text } }.map(\.file)
            opened.removeAll { one in one.thread == thread || texts.contains { $0 === one.text } }
            return found
        }
        for file in files { Inputs.add(file) }
    }
}

extension stat {
    var isRegular: Bool { st_mode & S_IFMT == S_IFREG }
}
