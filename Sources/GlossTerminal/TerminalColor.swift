import GlossInterface

/// What a terminal says of its colours.
enum TerminalColor {
    /// Asks for the background (xterm's OSC 11), then what the terminal can do (DA1), which every terminal
    /// answers: when that answer is there, no other comes.
    static let query = "\u{1B}]11;?\u{1B}\\\u{1B}[c"

    /// Whether a terminal of a name is asked. Those that are none of xterm's kin might show the question.
    static func isAsked(_ name: String) -> Bool {
        let kin = ["xterm", "tmux", "rxvt", "alacritty", "foot", "kitty", "wezterm", "ghostty", "konsole", "gnome", "vte", "st-", "contour", "iterm"]
        return kin.contains { name.hasPrefix($0) }
    }

    /// The background that an answer names: `11;rgb:ffff/ffff/dddd`, one to four digits each.
    static func background(answer: some Sequence<UInt8>) -> Background? {
        let text = String(decoding: Array(answer), as: UTF8.self)
        guard text.hasPrefix("11;rgb") else { return nil }
        let values = text.drop { $0 != ":" }.dropFirst().split(separator: "/").map { $0.prefix { $0.isHexDigit } }
        let parts = values.prefix(3).compactMap { digits in
            Int(digits, radix: 16).map { Double($0) / Double((1 << (4 * min(4, digits.count))) - 1) }
        }
        guard parts.count == 3 else { return nil }
        return 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2] > 0.5 ? .light : .dark
    }
}
