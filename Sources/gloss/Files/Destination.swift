import Glibc

/// What a path is to somebody who wants to write there; symbolic links are followed.
enum Destination {
    /// Nothing is there. `isNamed` where a link leads there, which counts as something.
    case absent(path: String, isNamed: Bool)
    /// A regular file, by the path that is no link.
    case regular(path: String, stat)
    /// A device, a pipe: what is written there goes on, and it stays what it is.
    case stream(path: String)
    /// A descriptor of this process: /dev/stdout and its like.
    case descriptor(Int32)

    /// As many links may lead from one to the next, as in the system.
    private static let mostLinks = 40

    /// Finds out what a path is. Opens nothing.
    init(_ named: String) throws(Failure) {
        var path = named
        for links in 0...Destination.mostLinks {
            if let descriptor = Destination.descriptor(path) {
                self = .descriptor(descriptor)
                return
            }
            var status = stat()
            guard SystemPath.linkStatus(path, &status) else {
                guard errno == ENOENT else { throw Failure(path: named, doing: "write", errno: errno) }
                self = .absent(path: path, isNamed: links > 0)
                return
            }
            switch status.st_mode & S_IFMT {
            case S_IFLNK: path = try Destination.target(of: path, named)
            case S_IFDIR: throw Failure(path: named, doing: "write", errno: EISDIR)
            case S_IFREG:
                self = .regular(path: path, status)
                return
            default:
                self = .stream(path: path)
                return
            }
        }
        throw Failure(path: named, doing: "write", errno: ELOOP)
    }

    var isDescriptor: Bool { if case .descriptor = self { true } else { false } }

    /// Whether what is written there goes on instead of becoming a file.
    var isStream: Bool {
        switch self {
        case .stream, .descriptor: true
        case .absent, .regular: false
        }
    }

    private static func target(of link: String, _ named: String) throws(Failure) -> String {
        guard let target = SystemPath.target(ofLink: link) else { throw Failure(path: named, doing: "write", errno: errno) }
        return target.hasPrefix("/") ? target : Files.beside(link, target)
    }

    /// The number of /dev/fd/3 and /proc/self/fd/3, where /dev/stdout leads too.
    private static func descriptor(_ path: String) -> Int32? {
        for folder in ["/dev/fd/", "/proc/self/fd/", "/proc/\(getpid())/fd/"] where path.hasPrefix(folder) {
            return Int32(path.dropFirst(folder.count))
        }
        return nil
    }
}
