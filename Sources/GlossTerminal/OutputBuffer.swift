import CNcurses
import Glibc

/// What curses writes, kept until a frame is whole.
///
/// Curses flushes whenever it pleases, and each write wakes the terminal up, which may then draw
/// half a page. So it writes to a file in memory, and what stands there goes to the terminal in one
/// write.
struct OutputBuffer {
    /// What curses is started on.
    let stream: UnsafeMutablePointer<FILE>
    private let descriptor: Int32

    /// nil where the system has no room for it.
    init?() {
        descriptor = gloss_unnamed_file()
        guard descriptor >= 0, let stream = fdopen(descriptor, "w") else { return nil }
        self.stream = stream
    }

    /// Adds what curses does not write itself.
    func append(_ text: String) { Terminal.write(text, to: descriptor) }

    /// Adds the bytes of a frame.
    func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { Terminal.write($0[...], to: descriptor) }
    }

    /// Sends all that was written since the last time to a terminal.
    func flush(to terminal: Int32) {
        let count = Int(lseek(descriptor, 0, SEEK_CUR))
        guard count > 0 else { return }
        withUnsafeTemporaryAllocation(byteCount: count, alignment: 1) { bytes in
            let available = pread(descriptor, bytes.baseAddress, count, 0)
            Terminal.write(UnsafeRawBufferPointer(bytes)[..<max(0, available)], to: terminal)
        }
        lseek(descriptor, 0, SEEK_SET)
    }
}
