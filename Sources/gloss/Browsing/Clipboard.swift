import Glibc

/// How a text gets to the clipboard.
///
/// A program of the desktop, where there is one, says whether it went well. A terminal that is asked by
/// OSC 52 does not answer, so only those are asked that are known to obey; GNU screen hands on.
struct Clipboard: Sendable {
    /// What is tried, the surest first.
    enum Way: Equatable, Sendable {
        /// A command line of the shell that reads the text.
        case command(String)
        /// OSC 52; wrapped for GNU screen.
        case sequence(isWrapped: Bool)
    }

    /// Bytes of Base64 that terminals take.
    static let most = 100_000

    let ways: [Way]

    /// For an environment, and the programs that are installed. `GLOSS_CLIPBOARD` goes before all: a command
    /// that reads the text, `osc52` for a terminal that was told to obey, or `none`.
    init(_ environment: (String) -> String?, isInstalled: (String) -> Bool) {
        if let wanted = environment("GLOSS_CLIPBOARD") {
            ways = wanted == "none" ? [] : [wanted == "osc52" ? .sequence(isWrapped: false) : .command(wanted)]
            return
        }
        let programs: [(variable: String?, program: String, arguments: String)] = [
            ("WAYLAND_DISPLAY", "wl-copy", ""), ("DISPLAY", "xclip", " -selection clipboard"),
            ("DISPLAY", "xsel", " --input --clipboard"), (nil, "pbcopy", ""), ("TMUX", "tmux", " load-buffer -w -"),
        ]
        var ways: [Way] = []
        for (variable, program, arguments) in programs where isInstalled(program) {
            if let variable, environment(variable) == nil { continue }
            ways.append(.command(program + arguments))
        }
        if environment("STY") != nil {
            ways.append(.sequence(isWrapped: true))
        } else if environment("TMUX") == nil, Clipboard.obeys(environment) {
            ways.append(.sequence(isWrapped: false))
        }
        self.ways = ways
    }

    /// For the environment of this process.
    init() {
        self.init { getenv($0).flatMap { $0.pointee == 0 ? nil : String(cString: $0) } } isInstalled: { Programs.path(of: $0) != nil }
    }

    /// Whether the terminal is one that obeys OSC 52 as it is installed. xterm, iTerm2, mintty and VTE's
    /// do not, or only when told to.
    private static func obeys(_ environment: (String) -> String?) -> Bool {
        let names = ["xterm-kitty", "xterm-ghostty", "ghostty", "alacritty", "foot", "wezterm", "contour", "rio"]
        let variables = [
            "KITTY_WINDOW_ID", "ALACRITTY_WINDOW_ID", "WEZTERM_PANE", "GHOSTTY_RESOURCES_DIR", "WT_SESSION",
        ]
        let terminal = environment("TERM") ?? ""
        return names.contains { terminal.hasPrefix($0) } || variables.contains { environment($0) != nil }
    }

    /// Gives a text to a command. Takes as long as the command does.
    /// - Returns: whether it took it.
    static func run(_ command: String, _ text: String) -> Bool {
        // A command that ends before it has read must not end gloss.
        var pipe = sigset_t()
        var before = sigset_t()
        sigemptyset(&pipe)
        sigaddset(&pipe, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &pipe, &before)
        defer {
            var none = timespec()
            while sigtimedwait(&pipe, nil, &none) > 0 {}
            pthread_sigmask(SIG_SETMASK, &before, nil)
        }
        guard let stream = popen("{ \(command); } >/dev/null 2>&1", "we") else { return false }
        var text = text
        let written = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, stream) }
        let isFlushed = fflush(stream) == 0
        return pclose(stream) == 0 && written == text.utf8.count && isFlushed
    }
}
