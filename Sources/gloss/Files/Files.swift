import GlossFormats
import GlossModel
import Glibc

/// Reading and saving of files, the only place that does either.
enum Files {
    /// Files of this size and more are mapped, not read.
    private static let mapFrom = 1 << 18

    /// The bytes of a file, or of standard input for `-`; of what is no regular file at most `limit` bytes.
    static func read(_ path: String, limit: Int = InputOptions.standardLimit << 20) throws(Failure) -> Text {
        if path == "-" { return try readStandardInput(limit) }
        let descriptor = SystemPath.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(path: path, doing: "open", errno: errno) }
        defer { close(descriptor) }
        let status = try status(of: descriptor, path)
        Inputs.add(status)
        return try content(of: descriptor, path, status, limit: limit)
    }

    private static func readStandardInput(_ limit: Int) throws(Failure) -> Text {
        let status = try status(of: 0, "standard input")
        Inputs.add(status)
        return try readAll(0, path: "standard input", limit: status.isRegular ? Int(UInt32.max) : limit)
    }

    /// That more than `limit` bytes came out of a pipe or a device.
    static func tooLarge(_ path: String, limit: Int) -> Failure {
        Failure("\(path): more than \(limit >> 20) MiB came out of it; save it to a file and open that, or give --input-limit")
    }

    /// A file of the folder of `path` by its name; nil where it cannot be read.
    ///
    /// Nobody named it but perhaps a file from a stranger. So the name must be a single one, and what
    /// stands there a regular file: another would be a way to any file of the machine, a FIFO that
    /// nobody writes to, a device without an end.
    static func neighbour(of path: String, named name: String) -> Text? { found(beside: path, named: name)?.content }

    /// The same with what file it is.
    static func found(beside path: String, named name: String) -> (content: Text, file: FileIdentity)? {
        guard path != "-", FileName.isComponent(name) else { return nil }
        return regular(at: beside(path, name))
    }

    private static func regular(at path: String) -> (content: Text, file: FileIdentity)? {
        // A FIFO would keep `open` waiting for a writer.
        let descriptor = SystemPath.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard let status = try? status(of: descriptor, path), status.isRegular,
            let content = try? content(of: descriptor, path, status, limit: Int(UInt32.max))
        else { return nil }
        return (content, FileIdentity(status))
    }

    private static func status(of descriptor: Int32, _ path: String) throws(Failure) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Failure(path: path, doing: "read", errno: errno) }
        return status
    }

    private static func content(
        of descriptor: Int32, _ path: String, _ status: stat, limit: Int
    ) throws(Failure) -> Text {
        switch status.st_mode & S_IFMT {
        case S_IFDIR: throw Failure(path: path, doing: "read", errno: EISDIR)
        case S_IFREG where status.st_size > Int(UInt32.max):
            throw Failure("\(path): larger than 4 GiB, which gloss does not read")
        case S_IFREG where status.st_size >= mapFrom: return try map(descriptor, Int(status.st_size), path)
        case S_IFREG: return try readAll(descriptor, path: path, limit: Int(UInt32.max))
        default: return try readAll(descriptor, path: path, limit: limit)
        }
    }

    /// The path of a file in the folder of another.
    static func beside(_ path: String, _ name: String) -> String {
        (path.utf8.lastIndex(of: 0x2F).map { String(path[...$0]) } ?? "") + name
    }

    /// The folder that a file is in.
    static func folder(of path: String) -> String {
        path.utf8.lastIndex(of: 0x2F).map { String(path[...$0]) } ?? "."
    }

    private static func map(_ descriptor: Int32, _ size: Int, _ path: String) throws(Failure) -> Text {
        guard let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
            address != MAP_FAILED
        else { throw Failure(path: path, doing: "map", errno: errno) }
        let place = UInt(bitPattern: address)
        MappedFiles.watch(place, length: size)
        let bytes = UnsafeBufferPointer(start: UnsafePointer(address.assumingMemoryBound(to: UInt8.self)), count: size)
        return Text(borrowing: Bytes(bytes)) {
            MappedFiles.forget(place)
            munmap(UnsafeMutableRawPointer(bitPattern: place), size)
        }
    }

    private static func readAll(_ descriptor: Int32, path: String, limit: Int) throws(Failure) -> Text {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &block, block.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw Failure(path: path, doing: "read", errno: errno)
            }
            if count == 0 { return Text(bytes) }
            guard bytes.count + count <= limit else { throw tooLarge(path, limit: limit) }
            bytes.append(contentsOf: block[..<count])
        }
    }

    // MARK: Writing

    /// Whether a regular file is there and holds just some bytes, after a byte order mark or without.
    static func says(_ path: String, _ bytes: some Sequence<UInt8>) -> Bool {
        guard let text = regular(at: path)?.content else { return false }
        return withExtendedLifetime(text) { text.bytes.elementsEqual(bytes) }
    }

    /// Whether anything stands at a path, a link that leads nowhere too.
    static func isThere(_ path: String) -> Bool {
        var status = stat()
        return SystemPath.linkStatus(path, &status)
    }

    /// Whether a folder stands at a path.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return SystemPath.status(path, &status) && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Writes all bytes to a descriptor; false when the reader has gone or the disk is full.
    static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var rest = UnsafeRawBufferPointer(rebasing: buffer[...])
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count < 0 {
                    if errno == EINTR { continue }
                    return false
                }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
            return true
        }
    }

    /// Saves a file whole or not at all; without `force` an existing file is left alone. See
    /// `SaveBatch`.
    static func save(
        _ path: String, force: Bool, _ body: (inout ByteOutput) throws -> Void
    ) throws {
        var batch = SaveBatch(force: force)
        try batch.add(path, body)
        try batch.commit()
    }

    /// Writes what `body` makes to a descriptor in blocks, until `isOver` says that nobody wants it any
    /// more; `name` is its name for the user. With stand-ins, but for `isShown`.
    static func write(
        to descriptor: Int32, _ name: String, isShown: Bool = true, until isOver: @escaping () -> Bool = { false },
        allowed check: @escaping () throws(Failure) -> Void = {}, _ body: (inout ByteOutput) throws -> Void
    ) throws {
        var failed: Int32 = 0
        var refused: Failure?
        var isChecked = false
        var filter = StandInFilter()
        func pass(_ block: [UInt8]) {
            if !isChecked {
                isChecked = true
                do throws(Failure) { try check() } catch { refused = error }
            }
            if refused == nil, failed == 0, !isOver(), !writeAll(block, to: descriptor) { failed = errno }
        }
        var out = ByteOutput { pass(isShown ? $0 : filter.shown($0)) }
        try body(&out)
        out.flush()
        pass(filter.rest())
        if let refused { throw refused }
        guard failed == 0 else { throw Failure(path: name, doing: "write", errno: failed) }
    }

    /// Makes what was written in a folder, or on all of its file system, reach the disk.
    static func flush(folder: String, by call: (Int32) -> Int32) throws(Failure) {
        let descriptor = SystemPath.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        guard call(descriptor) == 0 else { throw Failure(path: folder, doing: "write", errno: errno) }
    }

    /// Writes to standard output in blocks, the first when there is something to write or `body` is done: what
    /// has been read until then is not written to. Where the reader has gone, the process ends by SIGPIPE
    /// as any filter does. What goes to a terminal goes through stand-ins, but for `isShown`: what has
    /// them already, and escapes of gloss's own.
    static func printing(isShown: Bool = false, _ body: (inout ByteOutput) throws -> Void) throws {
        try write(to: 1, "standard output", isShown: isShown || isatty(1) == 0, allowed: { () throws(Failure) in
            var status = stat()
            if fstat(1, &status) == 0 { try Inputs.check(status, "standard output") }
        }, body)
    }
}
