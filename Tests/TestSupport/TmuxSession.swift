import Glibc

/// A program on the screen of tmux, which says what a reader would see.
///
/// Each has a server of its own, without the user's settings. Tests that use it carry
/// `.enabled(if: TmuxSession.isAvailable, "tmux is not installed")`.
public final class TmuxSession {
    public static let isAvailable = isInstalled("tmux")

    private let socket: String

    /// Starts a command line of the shell.
    /// - Parameter environment: added to `ChildProcess.environment`; nil removes a name.
    public init(
        _ command: String, columns: Int = 80, rows: Int = 24, environment: [String: String?] = [:]
    ) throws {
        socket = "gloss-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        var assignments = ""
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
            assignments += value.map { "export \(name)='\($0)'; " } ?? "unset \(name); "
        }
        try tmux([
            "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
            "export TERM=xterm-256color; \(assignments)\(command)",
            ";", "set-option", "-g", "remain-on-exit", "on",
        ])
    }

    deinit { _ = try? tmux(["kill-server"]) }

    /// Types keys by tmux's names (`Enter`, `M-x`, `C-z`, `BTab`) or as characters.
    public func send(_ keys: String...) throws { try tmux(["send-keys"] + keys) }

    /// Types a text as it is.
    public func type(_ text: String) throws { try tmux(["send-keys", "-l", text]) }

    /// Pastes a text, in brackets where the program asked for them.
    public func paste(_ text: String) throws {
        try tmux(["set-buffer", text])
        try tmux(["paste-buffer", "-p"])
    }

    /// Changes the window's size.
    public func resize(columns: Int, rows: Int) throws {
        try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// The rows of the screen, without trailing spaces.
    public func screen() throws -> [String] { try capture([]) }

    /// The rows with their colours, as SGR sequences.
    public func colors() throws -> [String] { try capture(["-e"]) }

    /// Where the cursor is, 0-based.
    public func cursor() throws -> (row: Int, column: Int) {
        let text = try tmux(["display-message", "-p", "#{cursor_y} #{cursor_x}"])
        let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        return numbers.count == 2 ? (numbers[0], numbers[1]) : (-1, -1)
    }

    /// Where the cursor is, 0-based; nil where it is hidden: then nothing is in focus.
    public func focus() throws -> (row: Int, column: Int)? {
        let text = try tmux(["display-message", "-p", "#{cursor_flag} #{cursor_y} #{cursor_x}"])
        let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        return numbers.count == 3 && numbers[0] == 1 ? (numbers[1], numbers[2]) : nil
    }

    /// Waits until the cursor stands on words, here the beginning of what is in focus.
    public func wait(forFocusOn words: String, seconds: Double = 10) throws -> Bool {
        try wait(seconds: seconds) { rows in
            guard let place = try? focus(), rows.indices.contains(place.row) else { return false }
            return rows[place.row].dropFirst(place.column).hasPrefix(words)
        }
    }

    /// Waits until a text stands somewhere on the screen.
    /// - Returns: whether it came in time.
    public func wait(for text: String, seconds: Double = 10) throws -> Bool {
        try wait(seconds: seconds) { rows in rows.contains { $0.contains(text) } }
    }

    /// Waits until the screen is as wanted.
    public func wait(seconds: Double = 10, until isDone: ([String]) -> Bool) throws -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        repeat {
            if isDone(try screen()) { return true }
            usleep(20_000)
        } while ContinuousClock.now < end
        return false
    }

    private func capture(_ options: [String]) throws -> [String] {
        var rows = try tmux(["capture-pane", "-p"] + options)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if rows.last == "" { rows.removeLast() }
        return rows
    }

    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
        try run(["tmux", "-L", socket, "-f", "/dev/null"] + arguments).output
    }
}
