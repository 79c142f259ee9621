import Glibc

/// What stopped a workload from being written.
public struct WritingError: Error, CustomStringConvertible {
    public let path: String
    public let code: Int32

    public var description: String { "\(path): \(String(cString: strerror(code)))" }
}

/// A file that is written from the beginning to the end, in large pieces. It has its name only when
/// it is finished.
struct ByteFile: ~Copyable {
    /// What was appended and is not in the file yet.
    var pending: [UInt8] = []
    private let path: String
    private let descriptor: Int32

    /// How much is gathered before it is written, in bytes.
    static let pieceSize = 1 << 20

    init(creating path: String) throws {
        self.path = path
        descriptor = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw WritingError(path: path, code: errno) }
        pending.reserveCapacity(Self.pieceSize + 65_536)
    }

    deinit {
        close(descriptor)
    }

    /// Writes out what is pending where it is a piece or more.
    /// - Returns: whether anything was written; `pending` is empty then.
    @discardableResult
    mutating func writeIfLarge() throws -> Bool {
        guard pending.count >= Self.pieceSize else { return false }
        try write()
        return true
    }

    /// Writes out all that is pending and gives the file its name.
    mutating func finish() throws {
        try write()
        guard rename(path + ".part", path) == 0 else { throw WritingError(path: path, code: errno) }
    }

    /// Writes out all that is pending.
    mutating func write() throws {
        var done = 0
        while done < pending.count {
            let count = pending.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress! + done, $0.count - done)
            }
            if count < 0, errno != EINTR { throw WritingError(path: path, code: errno) }
            done += max(0, count)
        }
        pending.removeAll(keepingCapacity: true)
    }
}

extension [UInt8] {
    /// Appends a number's decimal digits.
    mutating func append(digits number: Int) {
        var rest = number
        var places = 1
        while rest >= 10 {
            rest /= 10
            places *= 10
        }
        rest = number
        while places > 0 {
            append(UInt8(0x30 + rest / places % 10))
            places /= 10
        }
    }

    mutating func append(_ text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
