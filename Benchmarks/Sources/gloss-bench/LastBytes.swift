import Glibc

/// The end of a file.
enum LastBytes {
    /// - Returns: the last `count` bytes, fewer where there are fewer; nil where it cannot be read.
    static func of(_ path: String, count: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let size = Int(lseek(descriptor, 0, SEEK_END))
        var bytes = [UInt8](repeating: 0, count: min(count, size))
        let read = pread(descriptor, &bytes, bytes.count, off_t(size - bytes.count))
        return read < 0 ? nil : Array(bytes.prefix(read))
    }
}
