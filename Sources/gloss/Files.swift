import GlossFormats
import GlossModel
import Glibc

/// Reading and saving of files, the only place that does either.
enum Files {
    /// Files of this size and more are mapped, not read.
    private static let mapFrom = 1 << 20

    /// The bytes of a file, or of standard input for `-`.
    static func read(_ path: String) throws(Failure) -> Text {
        if path == "-" { return try readAll(0, path: "standard input") }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(path: path, doing: "open", errno: errno) }
        defer { close(descriptor) }
        return try content(of: descriptor, path, try status(of: descriptor, path))
    }

    /// A file of the folder of `path` by its name; nil where it cannot be read.
    ///
    /// Nobody named it but perhaps a file from a stranger. So the name must be a single one, and what
    /// stands there a regular file: another would be a way to any file of the machine, a FIFO that
    /// nobody writes to, a device without an end.
    static func neighbour(of path: String, named name: String) -> Text? {
        guard path != "-", FileName.isComponent(name) else { return nil }
        let whole = beside(path, name)
        // A FIFO would keep `open` waiting for a writer.
        let descriptor = open(whole, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard let status = try? status(of: descriptor, whole), status.st_mode & S_IFMT == S_IFREG else { return nil }
        return try? content(of: descriptor, whole, status)
    }

    private static func status(of descriptor: Int32, _ path: String) throws(Failure) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Failure(path: path, doing: "read", errno: errno) }
        return status
    }

    private static func content(of descriptor: Int32, _ path: String, _ status: stat) throws(Failure) -> Text {
        switch status.st_mode & S_IFMT {
        case S_IFDIR: throw Failure(path: path, doing: "read", errno: EISDIR)
        case S_IFREG where status.st_size > Int(UInt32.max):
            throw Failure("\(path): larger than 4 GiB, which gloss does not read")
        case S_IFREG where status.st_size >= mapFrom: return try map(descriptor, Int(status.st_size), path)
        default: return try readAll(descriptor, path: path)
        }
    }

    /// The path of a file in the folder of another.
    static func beside(_ path: String, _ name: String) -> String {
        (path.utf8.lastIndex(of: 0x2F).map { String(path[...$0]) } ?? "") + name
    }

    /// Whether a file is large enough to be mapped.
    static func isLarge(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_size >= mapFrom
    }

    private static func map(_ descriptor: Int32, _ size: Int, _ path: String) throws(Failure) -> Text {
        guard let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
            address != MAP_FAILED
        else { throw Failure(path: path, doing: "map", errno: errno) }
        let place = UInt(bitPattern: address)
        MappedFiles.watch(place, length: size)
        return Text(borrowing: UnsafeBufferPointer(
            start: address.assumingMemoryBound(to: UInt8.self), count: size)
        ) {
            munmap(UnsafeMutableRawPointer(bitPattern: place), size)
        }
    }

    private static func readAll(_ descriptor: Int32, path: String) throws(Failure) -> Text {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &block, block.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw Failure(path: path, doing: "read", errno: errno)
            }
            if count == 0 { return Text(bytes) }
            guard bytes.count + count <= Int(UInt32.max) else {
                throw Failure("\(path): larger than 4 GiB, which gloss does not read")
            }
            bytes.append(contentsOf: block[..<count])
        }
    }

    // MARK: Writing

    /// Whether something stands at a path.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Whether a file is there and holds just some bytes.
    static func says(_ path: String, _ bytes: some Sequence<UInt8>) throws(Failure) -> Bool {
        guard exists(path) else { return false }
        let text = try read(path)
        return withExtendedLifetime(text) { text.bytes.elementsEqual(bytes) }
    }

    /// Whether a folder stands at a path.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Writes all bytes to a descriptor; false when the reader has gone or the disk is full.
    static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var rest = UnsafeRawBufferPointer(rebasing: buffer[...])
            while !rest.isEmpty {
                let count = write(descriptor, rest.baseAddress, rest.count)
                if count < 0 {
                    if errno == EINTR { continue }
                    return false
                }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
            return true
        }
    }

    /// Saves a file whole or not at all: written beside it, flushed to the disk, then renamed over
    /// it; the folder is flushed as well. Without `force` an existing file is left alone.
    static func save(
        _ path: String, force: Bool, _ body: (inout ByteOutput) throws -> Void
    ) throws {
        guard force || !exists(path) else {
            throw Failure("\(path) exists already; --force replaces it")
        }
        let temporary = path + ".\(getpid()).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Failure(path: path, doing: "write", errno: errno) }
        var isOpen = true
        defer {
            if isOpen { close(descriptor) }
            unlink(temporary)
        }
        var failed: Int32 = 0
        var out = ByteOutput { block in
            if failed == 0, !writeAll(block, to: descriptor) { failed = errno }
        }
        try body(&out)
        out.flush()
        copyMode(of: path, to: descriptor)
        guard failed == 0, fsync(descriptor) == 0 else {
            throw Failure(path: path, doing: "write", errno: failed == 0 ? errno : failed)
        }
        isOpen = false
        guard close(descriptor) == 0, rename(temporary, path) == 0 else {
            throw Failure(path: path, doing: "write", errno: errno)
        }
        flushFolder(of: path)
    }

    private static func copyMode(of path: String, to descriptor: Int32) {
        var status = stat()
        if stat(path, &status) == 0 { _ = fchmod(descriptor, status.st_mode & 0o7777) }
    }

    private static func flushFolder(of path: String) {
        let folder = path.utf8.lastIndex(of: 0x2F).map { String(path[...$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        close(descriptor)
    }

    /// Writes to standard output in blocks. Where the reader has gone, the process ends by SIGPIPE
    /// as any filter does.
    static func printing(_ body: (inout ByteOutput) throws -> Void) throws {
        var failed: Int32 = 0
        var out = ByteOutput { block in
            if failed == 0, !writeAll(block, to: 1) { failed = errno }
        }
        try body(&out)
        out.flush()
        guard failed == 0 else {
            throw Failure(path: "standard output", doing: "write", errno: failed)
        }
    }
}
