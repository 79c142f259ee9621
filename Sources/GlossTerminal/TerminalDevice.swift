import CNcurses
import Glibc
import GlossInterface

/// The terminal as a device: which it is, how large, in which modes.
enum TerminalDevice {
    /// The largest window that is drawn on; what is beyond stays blank.
    static let largest = Size(columns: 1000, rows: 500)

    /// Opens the terminal: the process's own; without one, that on standard error, input or output, in
    /// this order.
    /// - Returns: its descriptor; nil where there is none, with `errno` of opening `/dev/tty`.
    static func open() -> Int32? {
        let descriptor = Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC)
        if descriptor >= 0 { return descriptor }
        let code = errno
        for standard: Int32 in [2, 0, 1] where isatty(standard) != 0 {
            if let other = again(standard) { return other }
        }
        errno = code
        return nil
    }

    /// A terminal that is open already, once more for reading and writing.
    private static func again(_ descriptor: Int32) -> Int32? {
        if let name = ttyname(descriptor) {
            let opened = Glibc.open(name, O_RDWR | O_CLOEXEC | O_NOCTTY)
            if opened >= 0 { return opened }
        }
        // Its name may lie outside of what the process sees.
        guard fcntl(descriptor, F_GETFL) & O_ACCMODE == O_RDWR else { return nil }
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
        return copy >= 0 ? copy : nil
    }

    /// The window's size by the kernel; where it knows none, terminfo's. At most `largest`.
    static func size(_ descriptor: Int32) -> Size {
        knownSize(descriptor) ?? Size(columns: max(1, Int(tigetnum("cols"))), rows: max(1, Int(tigetnum("lines"))))
    }

    /// The window's size by the kernel, at most `largest`; nil where it knows none. Needs no terminfo.
    static func knownSize(_ descriptor: Int32) -> Size? {
        var window = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else { return nil }
        return Size(columns: min(Int(window.ws_col), largest.columns), rows: min(Int(window.ws_row), largest.rows))
    }

    /// The modes while the screen is held: keys come at once and as they are, without echo, line
    /// editing and flow control. Ctrl-C and Ctrl-Z are keys; Ctrl-\ still ends a program that hangs.
    static func fullScreen(_ modes: termios) -> termios {
        var modes = modes
        modes.c_lflag |= tcflag_t(ISIG)
        modes.c_lflag &= ~tcflag_t(ICANON | ECHO | IEXTEN)
        modes.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR | IGNCR)
        modes.c_oflag &= ~tcflag_t(ONLCR)
        withUnsafeMutableBytes(of: &modes.c_cc) { characters in
            characters[Int(VINTR)] = 0
            characters[Int(VSUSP)] = 0
            characters[Int(VMIN)] = 1
            characters[Int(VTIME)] = 0
        }
        return modes
    }

    static func setModes(_ modes: termios, of descriptor: Int32) {
        var modes = modes
        tcsetattr(descriptor, TCSADRAIN, &modes)
    }

    static func isReadable(_ descriptor: Int32, within milliseconds: Int32) -> Bool {
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, milliseconds) > 0
    }

    /// Writes all of a text, past curses; gives up where the terminal is gone.
    static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { write(UnsafeRawBufferPointer($0)[...], to: descriptor) }
    }

    /// Writes all of some bytes, past curses; gives up where the terminal is gone.
    static func write(_ bytes: Slice<UnsafeRawBufferPointer>, to descriptor: Int32) {
        var rest = UnsafeRawBufferPointer(rebasing: bytes)
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 && errno != EINTR { return }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(max(0, count)))
        }
    }
}
