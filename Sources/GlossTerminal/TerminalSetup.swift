import CNcurses
import Glibc
import GlossInterface

extension Terminal {
    /// How long after ESC the rest of a key's bytes may come, in milliseconds.
    static let escapeDelay: Int32 = 25

    /// Makes libc measure and convert as UTF-8, whatever the locale: curses goes by libc. The other
    /// categories stay as they are: loading them takes longer than opening the terminal.
    static func useUTF8() {
        setlocale(LC_CTYPE, "")
        if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
    }

    /// Starts curses on a stream without drawing anything.
    ///
    /// It gets a screen of two rows of eight: the cells are the painter's, and what curses sets up
    /// and clears for a real one takes as long as the first frame.
    static func start(on stream: UnsafeMutablePointer<FILE>) throws(TerminalError) {
        let name = getenv("TERM").map { String(cString: $0) } ?? ""
        let isStarted = withEnvironment(["LINES": "2", "COLUMNS": "8"]) {
            !name.isEmpty && newterm(nil, stream, stream) != nil
        }
        guard isStarted else { throw .unknownTerminal(name: name) }
        guard tigetstr("cup").isCapability else { throw .incapableTerminal(name: name) }
        typeahead(-1)
        keypad(gloss_stdscr(), true)
    }

    private static func withEnvironment(_ values: KeyValuePairs<String, String>, _ body: () -> Bool) -> Bool {
        let before = values.map { name, _ in getenv(name).map { String(cString: $0) } }
        for (name, value) in values { setenv(name, value, 1) }
        defer {
            for (index, value) in before.enumerated() {
                if let value { setenv(values[index].key, value, 1) } else { unsetenv(values[index].key) }
            }
        }
        return body()
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

    /// Colours that the options and the environment leave.
    static func colorLimit(_ options: TerminalOptions) -> Int {
        if options.obeysNoColor, let value = getenv("NO_COLOR"), value.pointee != 0 { return 0 }
        return options.colorLimit
    }

    /// What a dying process sends: leave the alternate screen, show the cursor, plain style, no
    /// keypad, no mouse, no brackets around pastes.
    static func resetBytes() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes += Array(InputModes(mouse: true).off.utf8)
        for name in ["sgr0", "op", "rmkx", "cnorm", "rmcup"] {
            if let capability = tigetstr(name), capability.isCapability {
                bytes += withoutPadding(String(cString: capability))
            }
        }
        return bytes
    }

    /// Drops terminfo's delays: `$<5/>`.
    static func withoutPadding(_ capability: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Substring(capability).utf8
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<"),
                let end = rest.firstIndex(of: UInt8(ascii: ">"))
            {
                rest = rest[rest.index(after: end)...]
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    /// The window's size by the kernel; where it knows none, terminfo's.
    static func windowSize(_ descriptor: Int32) -> Size {
        var window = winsize()
        if ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 {
            return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
        }
        return Size(columns: max(1, Int(tigetnum("cols"))), rows: max(1, Int(tigetnum("lines"))))
    }

    /// A clock that never goes back.
    static func milliseconds() -> Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
    }

    static func isReadable(_ descriptor: Int32, within milliseconds: Int32) -> Bool {
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, milliseconds) > 0
    }

    /// Writes all of a text, past curses.
    static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { write(UnsafeRawBufferPointer($0)[...], to: descriptor) }
    }

    /// Writes all bytes; gives up where the terminal is gone.
    static func write(_ bytes: Slice<UnsafeRawBufferPointer>, to descriptor: Int32) {
        var rest = UnsafeRawBufferPointer(rebasing: bytes)
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 && errno != EINTR { return }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(max(0, count)))
        }
    }
}

extension UnsafeMutablePointer<CChar>? {
    /// Whether terminfo's answer is a capability: not absent, not cancelled (-1), not empty.
    var isCapability: Bool {
        guard let pointer = self, Int(bitPattern: pointer) != -1 else { return false }
        return pointer.pointee != 0
    }
}

extension UnsafeMutablePointer<CChar> {
    /// The same for an answer that is not nil.
    var isCapability: Bool { Optional(self).isCapability }
}
