import Glibc
import GlossLibrary
import GlossModel

/// The files of a library as they are on the disk: of its folder and of those added, without hidden ones, without
/// annotations beside a text, and without what `.gloss/ignore` leaves out.
struct LibraryWalk {
    let place: LibraryPlace
    private let ignored: [[UInt8]]
    private(set) var files: [KnownFile] = []
    /// How paths begin of folders that could not be read.
    private(set) var unreadable: [String] = []

    /// Walks; roots that are not there are told. One `fstatat` a file.
    init(_ place: LibraryPlace, folders: [String]) throws(Failure) {
        self.place = place
        ignored = try LibraryWalk.patterns(place)
        walk(place.folder, "")
        for folder in folders {
            var status = stat()
            guard SystemPath.status(folder, &status) else {
                LibraryPlace.say("\(folder) was added and is not there; its reports are taken for gone")
                continue
            }
            if status.isRegular {
                add(folder, status, annotations: nil)
            } else {
                walk(folder, folder + "/")
            }
        }
    }

    /// What annotations are called that stand beside a text.
    private static let beside: Set<String> = ["ann", "a1", "a2"]

    private mutating func walk(_ folder: String, _ prefix: String) {
        guard let opened = opendir(SystemPath.bytes(folder)) else {
            LibraryPlace.say("\(folder) cannot be read; its reports stay as they were")
            unreadable.append(prefix)
            return
        }
        defer { closedir(opened) }
        let descriptor = dirfd(opened)
        var found: [(name: String, status: stat)] = []
        var folders: [String] = []
        var annotations: [String: stat] = [:]
        while let entry = readdir(opened) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { SystemPath.string($0.prefix { $0 != 0 }) }
            guard !name.hasPrefix("."), !isIgnored(prefix + name) else { continue }
            var status = stat()
            guard fstatat(descriptor, SystemPath.bytes(name), &status, 0) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFDIR:
                // A link to a folder may lead back up.
                if entry.pointee.d_type != UInt8(DT_LNK) { folders.append(name) }
            case S_IFREG:
                let (stem, suffix) = LibraryWalk.split(name)
                if LibraryWalk.beside.contains(suffix) {
                    annotations[stem] = status
                } else if name != "annotation.conf", name != "visual.conf" {
                    found.append((name, status))
                }
            default: break
            }
        }
        for (name, status) in found { add(prefix + name, status, annotations: annotations[LibraryWalk.split(name).stem]) }
        for name in folders.sorted() { walk(folder + "/" + name, prefix + name + "/") }
    }

    private static func split(_ name: String) -> (stem: String, suffix: String) {
        guard let point = name.utf8.lastIndex(of: 0x2E), point != name.startIndex else { return (name, "") }
        return (String(name[..<point]), String(name[name.utf8.index(after: point)...]))
    }

    private mutating func add(_ path: String, _ status: stat, annotations: stat?) {
        files.append(
            KnownFile(
                path: path, size: Int(status.st_size), mtime: LibraryWalk.nanoseconds(status), inode: Int(status.st_ino),
                annSize: annotations.map { Int($0.st_size) } ?? 0, annMtime: annotations.map { LibraryWalk.nanoseconds($0) } ?? 0))
    }

    private static func nanoseconds(_ status: stat) -> Int { status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec }

    // MARK: What is left out

    private static func patterns(_ place: LibraryPlace) throws(Failure) -> [[UInt8]] {
        guard Files.isThere(place.ignore) else { return [] }
        let text = try Files.read(place.ignore)
        return withExtendedLifetime(text) {
            text.bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).filter { $0.first != 0x23 }.map { line in
                line.last == 0x2F ? Array(line.dropLast()) : Array(line)
            }
        }
    }

    /// Whether a pattern fits a path or its last part, as a shell fits names.
    private func isIgnored(_ path: String) -> Bool {
        guard !ignored.isEmpty else { return false }
        let name = path.utf8.lastIndex(of: 0x2F).map { String(path[path.utf8.index(after: $0)...]) } ?? path
        return ignored.contains { pattern in
            let bytes = pattern.map { CChar(bitPattern: $0) } + [0]
            return fnmatch(bytes, SystemPath.bytes(name), 0) == 0 || fnmatch(bytes, SystemPath.bytes(path), 0) == 0
        }
    }
}
