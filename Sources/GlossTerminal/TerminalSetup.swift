import CNcurses
import Glibc
import GlossInterface

extension Terminal {
    /// Makes libc measure and convert as UTF-8, whatever the locale: curses goes by libc. The other
    /// categories stay as they are: loading them takes longer than opening the terminal.
    static func useUTF8() {
        setlocale(LC_CTYPE, "")
        if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
    }

    /// Starts curses on a terminal, which it knows by `curses`, without drawing anything.
    /// - Returns: the terminal's name and that of the description taken for it, where that is another.
    static func start(on descriptor: Int32, curses: Int32, modes: termios) throws(TerminalError) -> (wanted: String, used: String)? {
        let wanted = getenv("TERM").map { String(cString: $0) } ?? ""
        guard let stream = fdopen(curses, "r+"),
            let used = TerminalDescription.start(wanted, on: stream, size: TerminalDevice.knownSize(descriptor))
        else { throw .unknownTerminal(name: wanted) }
        guard tigetstr("cup").isCapability else { throw .incapableTerminal(name: used) }
        typeahead(-1)
        let screen = gloss_stdscr()
        idlok(screen, true)
        scrollok(screen, false)
        useModes(modes, of: descriptor)
        keypad(screen, true)
        return used == wanted ? nil : (wanted, used)
    }

    /// Sets the modes for the screen, for curses too, which sets them again when it comes back.
    static func useModes(_ modes: termios, of descriptor: Int32) {
        TerminalDevice.setModes(TerminalDevice.fullScreen(modes), of: descriptor)
        def_prog_mode()
    }

    /// How long after ESC the rest of a key's bytes may come, in milliseconds: `ESCDELAY`, else 25.
    static var escapeDelay: Int32 {
        guard let value = getenv("ESCDELAY"), let delay = Int32(String(cString: value)), delay >= 0 else { return 25 }
        return min(delay, 10_000)
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

    /// A clock that never goes back.
    public static func milliseconds() -> Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
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
