import CLinux
import Glibc
import GlossFormats
import GlossThreads

/// Files that are saved together: each is written whole beside its place first, and only when all of
/// them are there and on the disk do they take their places, by renaming. Whatever happens before
/// leaves everything as it was; a process that is killed leaves for each file the old one or the new.
///
/// Only regular files are replaced; devices and pipes are written to as they are. Owner, group and
/// mode of a file are kept. One with several hard links, or whose owner may not be given to another
/// file, keeps its inode: the new one, whole on the disk beside it, is copied into it, and stays
/// there if that cannot be finished.
struct SaveBatch: ~Copyable {
    /// When what is written is made to reach the disk.
    enum Flushing {
        /// Each file as it is written: for few.
        case each
        /// All at once before the first is renamed: for a folder full.
        case together
    }

    /// A file on its way to its place.
    struct Staged {
        /// As the user named it.
        var name: String
        var place: String
        var temporary: String
        /// The file that is there; nil for none.
        var old: stat?
        /// Whether the old file is to be filled anew, not replaced.
        var isFilled = false
    }

    private let force: Bool
    private let flushing: Flushing
    private let hold = SignalHold()
    private var staged: [Staged] = []
    /// Where something of this batch goes already.
    private var places: Set<String> = []
    private var replaced: Set<FileIdentity> = []
    /// Folders that are free of what killed processes left.
    private var swept: Set<String> = []

    /// Begins; without `force` what is there already is left alone.
    init(force: Bool, flushing: Flushing = .each) {
        self.force = force
        self.flushing = flushing
    }

    deinit { for file in staged { SystemPath.remove(file.temporary) } }

    /// Writes a file beside its place. `mode` is what a new one gets, less the umask.
    mutating func add(_ name: String, mode: mode_t = 0o666, _ body: (inout ByteOutput) throws -> Void) throws {
        let destination = try Destination(name)
        if !destination.isDescriptor { try SecureMode.refuse("\(name) is not written") }
        switch destination {
        case .descriptor(let number): try SaveBatch.pass(number, name, body)
        case .stream(let path):
            let descriptor = SystemPath.open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
            guard descriptor >= 0 else { throw Failure(path: name, doing: "write", errno: errno) }
            defer { close(descriptor) }
            try SaveBatch.pass(descriptor, name, body)
        case .absent(let path, let isNamed):
            guard force || !isNamed else { throw SaveBatch.exists(name) }
            try stage(Staged(name: name, place: path, temporary: ""), mode, body)
        case .regular(let path, let status):
            try Inputs.check(status, name)
            guard force else { throw SaveBatch.exists(name) }
            try stage(Staged(name: name, place: path, temporary: "", old: status), mode, body)
        }
    }

    private static func exists(_ name: String) -> Failure { Failure("\(name) exists already; --force replaces it") }

    /// Writes to what stays what it is.
    private static func pass(_ descriptor: Int32, _ name: String, _ body: (inout ByteOutput) throws -> Void) throws {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Failure(path: name, doing: "write", errno: errno) }
        try Inputs.check(status, name)
        try Files.write(to: descriptor, name, body)
    }

    // MARK: Beside its place

    private mutating func stage(_ file: Staged, _ mode: mode_t, _ body: (inout ByteOutput) throws -> Void) throws {
        guard places.insert(file.place).inserted, file.old.map({ replaced.insert(FileIdentity($0)).inserted }) ?? true else {
            throw Failure("\(file.name): two files would be written there, one over the other; name it otherwise")
        }
        var file = file
        if swept.insert(Files.folder(of: file.place)).inserted { TemporaryFile.sweep(Files.folder(of: file.place)) }
        let descriptor = try SaveBatch.temporary(for: &file)
        staged.append(file)
        defer { close(descriptor) }
        let hold = hold
        try Files.write(to: descriptor, file.name, until: { hold.isAsked }, body)
        try hold.check()
        staged[staged.count - 1].isFilled = !SaveBatch.dress(descriptor, file.old, mode)
        guard flushing == .together || fsync(descriptor) == 0 else {
            throw Failure(path: file.name, doing: "write", errno: errno)
        }
    }

    /// Makes a file that nobody else sees in the folder of another.
    private static func temporary(for file: inout Staged) throws(Failure) -> Int32 {
        while true {
            file.temporary = Files.beside(file.place, TemporaryFile.name())
            let descriptor = SystemPath.open(file.temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            if descriptor >= 0 { return descriptor }
            guard errno == EEXIST else { throw Failure(path: file.name, doing: "write", errno: errno) }
        }
    }

    /// Gives a file the owner, group and mode of the one whose place it takes; whether it then can.
    private static func dress(_ descriptor: Int32, _ old: stat?, _ mode: mode_t) -> Bool {
        guard let old else { return fchmod(descriptor, mode & ~umask) == 0 }
        var own = stat()
        guard old.st_nlink == 1, fstat(descriptor, &own) == 0 else { return false }
        let isOwned = own.st_uid == old.st_uid && own.st_gid == old.st_gid
        guard isOwned || fchown(descriptor, old.st_uid, old.st_gid) == 0 else { return false }
        return fchmod(descriptor, old.st_mode & 0o777) == 0
    }

    private static let umask: mode_t = {
        let mask = Glibc.umask(0o077)
        Glibc.umask(mask)
        return mask
    }()

    // MARK: To their places

    /// Puts all files into their places, in the order in which they were added.
    consuming func commit() throws {
        let folders = Set(staged.map { Files.folder(of: $0.place) })
        try hold.check()
        if flushing == .together { try flush(folders) }
        staged.reverse()
        while let file = staged.last {
            if file.isFilled { try SaveBatch.fill(file) } else { try rename(file) }
            staged.removeLast()
        }
        for folder in folders { _ = try? Files.flush(folder: folder, by: fsync) }
    }

    private func flush(_ folders: Set<String>) throws(Failure) {
        for folder in folders { try Files.flush(folder: folder, by: syncfs) }
    }

    private func rename(_ file: Staged) throws(Failure) {
        // Somebody else may have made it since it was looked for.
        if SystemPath.rename(file.temporary, file.place, flags: force ? 0 : CLINUX_NOREPLACE) { return }
        guard !force, errno == EINVAL || errno == ENOSYS else {
            throw errno == EEXIST ? SaveBatch.exists(file.name) : Failure(path: file.name, doing: "write", errno: errno)
        }
        guard SystemPath.rename(file.temporary, file.place) else { throw Failure(path: file.name, doing: "write", errno: errno) }
    }
}

extension SaveBatch {
    /// Copies the new file into the old one, whose inode others use. Room for it is asked for before
    /// anything is touched.
    private static func fill(_ file: Staged) throws(Failure) {
        let (from, into) = (SystemPath.open(file.temporary, O_RDONLY | O_CLOEXEC), SystemPath.open(file.place, O_WRONLY | O_CLOEXEC | O_NOFOLLOW))
        defer { for descriptor in [from, into] where descriptor >= 0 { close(descriptor) } }
        var (new, old) = (stat(), stat())
        guard from >= 0, into >= 0, fstat(from, &new) == 0, fstat(into, &old) == 0 else {
            throw Failure(path: file.name, doing: "write", errno: errno)
        }
        guard file.old.map({ FileIdentity($0) == FileIdentity(old) }) ?? false else {
            throw Failure("\(file.name): somebody else has put another file there meanwhile; nothing is written")
        }
        if new.st_size > 0, fallocate(into, CLINUX_KEEP_SIZE, 0, new.st_size) != 0, errno != EOPNOTSUPP {
            throw Failure(path: file.name, doing: "write", errno: errno)
        }
        guard copy(from, into, new.st_size), ftruncate(into, new.st_size) == 0, fsync(into) == 0 else {
            let kept = file.place + ".new"
            let isKept = SystemPath.rename(file.temporary, kept)
            let failure = Failure(path: file.name, doing: "write", errno: errno)
            throw Failure(failure.message + (isKept ? "; what was to be written is in \(kept)" : ""))
        }
        SystemPath.remove(file.temporary)
    }

    private static func copy(_ from: Int32, _ into: Int32, _ size: Int) -> Bool {
        var block = [UInt8](repeating: 0, count: 1 << 20)
        var place = 0
        while place < size {
            let count = pread(from, &block, block.count, place)
            guard count > 0 else { return false }
            var written = 0
            while written < count {
                let part = block[written..<count].withUnsafeBytes { pwrite(into, $0.baseAddress, $0.count, place + written) }
                guard part > 0 || errno == EINTR else { return false }
                written += max(0, part)
            }
            place += count
        }
        return true
    }
}
