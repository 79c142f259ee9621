import CNcurses
import Glibc

/// What curses writes for a frame, sent to the terminal in one piece.
///
/// Curses hands its bytes on with every movement of the cursor: some seventy calls for a screen, each of
/// which wakes the terminal, which then draws half a frame. So curses has a descriptor of its own, and
/// while a frame is painted that one is a file in memory.
final class FrameOutput {
    /// The descriptor that curses writes to: the terminal, but for the time of `gather`.
    let cursesDescriptor: Int32

    private let terminal: Int32
    /// Negative where the system has no such files: then curses writes by itself.
    private let memory: Int32
    private var bytes: [UInt8] = []

    init(of terminal: Int32) {
        self.terminal = terminal
        let copy = fcntl(terminal, F_DUPFD_CLOEXEC, 3)
        cursesDescriptor = copy >= 0 ? copy : terminal
        memory = copy >= 0 && FrameOutput.mayGrow ? gloss_memory_file() : -1
    }

    /// Whether a file may hold a frame: a limit on the size of files (`ulimit -f`) holds in memory too.
    private static var mayGrow: Bool {
        var limit = rlimit()
        return getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 && limit.rlim_cur >= largestFrame
    }

    /// More bytes than a frame of the largest window takes.
    private static let largestFrame: rlim_t = 64 << 20

    deinit { if memory >= 0 { close(memory) } }

    /// Paints, and sends what was written. Costs two calls more than writing it.
    func gather(_ paint: () -> Void) {
        guard memory >= 0, lseek(memory, 0, SEEK_SET) == 0, gloss_replace_descriptor(memory, cursesDescriptor) >= 0 else {
            return paint()
        }
        paint()
        _ = gloss_replace_descriptor(terminal, cursesDescriptor)
        send(Int(lseek(memory, 0, SEEK_CUR)))
    }

    private func send(_ count: Int) {
        guard count > 0 else { return }
        if bytes.count < count { bytes = [UInt8](repeating: 0, count: max(count, 1 << 14)) }
        let taken = pread(memory, &bytes, count, 0)
        guard taken > 0 else { return }
        bytes.withUnsafeBytes { TerminalDevice.write($0[..<taken], to: terminal) }
    }
}
