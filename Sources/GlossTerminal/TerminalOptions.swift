/// What the caller wants of the terminal.
public struct TerminalOptions: Sendable {
    /// The most colours to use: 0 for none (`--color never`), else 8, 16 or 256.
    public var colorLimit: Int
    /// Whether `NO_COLOR` in the environment (not empty) turns colours off; `--color always` says
    /// false. See https://no-color.org.
    public var obeysNoColor: Bool
    /// Whether clicks and the wheel are reported. With Shift held they stay the terminal's own.
    public var mouse: Bool
    /// What is said on standard error, behind "gloss: ", when the process dies of a fault of its own while
    /// the terminal is held; empty: nothing.
    public var faultNotice: String

    public init(colorLimit: Int = 256, obeysNoColor: Bool = true, mouse: Bool = true, faultNotice: String = "") {
        self.faultNotice = faultNotice
        self.colorLimit = colorLimit
        self.obeysNoColor = obeysNoColor
        self.mouse = mouse
    }
}

/// Why there is no screen to draw on.
public enum TerminalError: Error, Hashable, Sendable {
    /// The process has no terminal; `errno` of opening `/dev/tty`.
    case noTerminal(code: Int32)
    /// Curses can start neither with the terminal that `TERM` names (empty if it is not set) nor with
    /// another.
    case unknownTerminal(name: String)
    /// `TERM` names one that cannot place its cursor, such as `dumb`.
    case incapableTerminal(name: String)
}
