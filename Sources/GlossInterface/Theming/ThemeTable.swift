/// What a theme colours, by the names that its file uses.
public enum ThemeRole: String, CaseIterable, Sendable {
    // Mentions of a type, in the order of the hue slots.
    case person, organization, location, date, group, weapon, vehicle, money, document, product, event, indicator
    // Text on the terminal's own background.
    case faint, quiet, marker, link, title, selected, key, warning, differs
    case standIn = "stand-in"
    // Lines and bars.
    case rule, bar
    case chosenBar = "chosen-bar"
    case reportedBar = "reported-bar"
    // What lies over the text.
    case hit
    case currentHit = "current-hit"
    case otherHit = "other-hit"
    case thirdHit = "third-hit"
    case chosenElsewhere = "chosen-elsewhere"

    /// Whether it is drawn as lines and bars, not read.
    public var isLine: Bool { self == .rule || self == .bar || self == .chosenBar || self == .reportedBar }
}

/// The colours of the standard theme, of 256, for both backgrounds.
enum ThemeTable {
    /// The style of a role.
    static func style(_ role: ThemeRole, _ background: Background) -> Style {
        let isDark = background == .dark
        func ink(_ dark: Int, _ light: Int, _ attributes: Style.Attributes = []) -> Style {
            Style(foreground: Color(isDark ? dark : light), attributes)
        }
        func chip(_ dark: Int, _ light: Int) -> Style {
            Style(foreground: Color(isDark ? 255 : 16), background: Color(isDark ? dark : light))
        }
        switch role {
        case .person: return chip(24, 153)
        case .organization: return chip(22, 157)
        case .location: return chip(94, 222)
        case .date: return chip(23, 159)
        case .group: return chip(54, 183)
        case .weapon: return chip(88, 217)
        case .vehicle: return chip(58, 186)
        case .money: return chip(238, 252)
        case .document: return chip(60, 189)
        case .product: return chip(89, 218)
        case .event: return chip(95, 223)
        case .indicator: return chip(240, 254)
        case .faint: return ink(244, 242)
        case .quiet: return ink(249, 239)
        case .marker: return ink(117, 25)
        case .link: return ink(110, 25, [.underline])
        case .title: return ink(222, 94, [.bold])
        case .selected: return ink(221, 130, [.bold])
        case .key: return ink(117, 25, [.bold])
        case .warning: return ink(215, 130, [.bold])
        case .differs: return ink(217, 124, [.bold, .underline])
        case .standIn: return ink(167, 160)
        case .rule: return ink(241, 245)
        case .bar: return ink(80, 30)
        case .chosenBar: return ink(221, 130, [.bold])
        case .reportedBar: return ink(110, 67)
        case .hit: return Style(foreground: Color(16), background: Color(220), [.bold])
        case .currentHit: return Style(foreground: Color(16), background: Color(208), [.bold, .underline])
        case .otherHit: return Style(foreground: Color(16), background: Color(114), [.bold])
        case .thirdHit: return Style(foreground: Color(16), background: Color(176), [.bold])
        case .chosenElsewhere: return Style(foreground: Color(isDark ? 255 : 16), background: Color(isDark ? 238 : 253))
        }
    }

    /// Inks of the types, for lists and names, in the order of the hue slots.
    static func ink(_ slot: Int, _ background: Background) -> Style {
        let dark = [117, 114, 179, 80, 177, 210, 186, 250, 147, 212, 180, 247]
        let light = [25, 22, 94, 23, 91, 124, 58, 240, 60, 126, 95, 241]
        return Style(foreground: Color((background == .dark ? dark : light)[slot % Theme.slotCount]))
    }
}

/// What a file of a theme says over the standard one.
public struct ThemeFile: Hashable, Sendable {
    /// A line that could not be taken.
    public enum Fault: Error, Hashable, Sendable {
        case unknownRole(String, line: Int)
        case malformed(line: Int)
    }

    /// Styles by background and role.
    private var styles: [Background: [ThemeRole: Style]] = [:]

    /// Nothing.
    public init() {}

    /// Reads lines `ROLE FOREGROUND [on BACKGROUND] [bold ...]` under `[dark]` or `[light]`; before any of
    /// these a line is for both. Gives the lines that could not be taken.
    public mutating func read(_ file: String) -> [Fault] {
        var faults: [Fault] = []
        var grounds = Background.allCases
        for (index, line) in file.fileLines.enumerated() {
            let bare = line.prefix { $0 != "#" }
            let words = bare.split(whereSeparator: \.isWhitespace).map(String.init)
            guard let first = words.first else { continue }
            if first.hasPrefix("["), let ground = Background(rawValue: String(first.dropFirst().dropLast())) {
                grounds = [ground]
            } else if let role = ThemeRole(rawValue: first) {
                guard let style = ThemeFile.style(words.dropFirst()) else {
                    faults.append(.malformed(line: index + 1))
                    continue
                }
                for ground in grounds { styles[ground, default: [:]][role] = style }
            } else {
                faults.append(.unknownRole(first, line: index + 1))
            }
        }
        return faults
    }

    /// The styles over the standard ones for a background, by role; empty: none.
    func styles(for background: Background) -> [Style?] {
        guard let own = styles[background], !own.isEmpty else { return [] }
        return ThemeRole.allCases.map { own[$0] }
    }

    private static func style(_ words: ArraySlice<String>) -> Style? {
        var style = Style.plain
        var isGround = false
        for word in words {
            if word == "on" {
                isGround = true
            } else if let number = Int(word) {
                guard (0...255).contains(number) else { return nil }
                if isGround { style.background = Color(number) } else { style.foreground = Color(number) }
                isGround = false
            } else if let attribute = attributes[word] {
                style = style.adding(attribute)
            } else {
                return nil
            }
        }
        return words.isEmpty || isGround ? nil : style
    }

    private static let attributes: [String: Style.Attributes] = [
        "bold": [.bold], "underline": [.underline], "italic": [.italic], "reverse": [.reverse], "dim": [.dim],
    ]
}
