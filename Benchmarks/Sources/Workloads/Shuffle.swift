import Glibc

/// The same report with the lines of its standoff in another order.
enum Shuffle {
    /// Writes `to`.ann with the lines of `from`.ann shuffled, and links the text.
    static func write(from: String, to: String, seed: UInt64) throws {
        unlink(to + ".txt")
        guard link(from + ".txt", to + ".txt") == 0 else {
            throw WritingError(path: to + ".txt", code: errno)
        }
        let bytes = try read(from + ".ann")
        var starts = [0]
        for index in bytes.indices where bytes[index] == 0x0A { starts.append(index + 1) }
        var lines = (0..<starts.count - 1).map { starts[$0]..<starts[$0 + 1] }
        var random = Random(seed: seed)
        for index in stride(from: lines.count - 1, to: 0, by: -1) {
            lines.swapAt(index, random.below(index + 1))
        }
        var out = try ByteFile(creating: to + ".ann")
        for line in lines {
            out.pending.append(contentsOf: bytes[line])
            try out.writeIfLarge()
        }
        try out.finish()
    }

    private static func read(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw WritingError(path: path, code: errno) }
        defer { close(descriptor) }
        let size = Int(lseek(descriptor, 0, SEEK_END))
        return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let more = pread(descriptor, buffer.baseAddress! + count, size - count, off_t(count))
                guard more > 0 else { throw WritingError(path: path, code: errno) }
                count += more
            }
        }
    }
}
