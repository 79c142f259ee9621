/// A key as the reader pressed it, whatever bytes the terminal sent for it.
public struct Key: Hashable, Sendable {
    public var base: Base
    public var modifiers: Modifiers

    /// What was pressed, without modifiers.
    public enum Base: Hashable, Sendable {
        /// A character; upper case stands for itself, without `shift`.
        case character(Unicode.Scalar)
        case tab, enter, escape, backspace, delete, insert
        case up, down, left, right, home, end, pageUp, pageDown
        /// F1 to F12.
        case function(Int)
    }

    /// Keys held with it.
    public struct Modifiers: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        public static let shift = Modifiers(rawValue: 1)
        public static let alt = Modifiers(rawValue: 2)
        public static let control = Modifiers(rawValue: 4)
    }

    public init(_ base: Base, _ modifiers: Modifiers = []) {
        self.base = base
        self.modifiers = modifiers
    }

    /// A plain character.
    public init(_ character: Unicode.Scalar) { self.init(.character(character)) }

    private static let named: [(name: String, base: Base)] = [
        ("Space", .character(" ")), ("Tab", .tab), ("Enter", .enter), ("Esc", .escape),
        ("Backspace", .backspace), ("Delete", .delete), ("Insert", .insert), ("Up", .up),
        ("Down", .down), ("Left", .left), ("Right", .right), ("Home", .home), ("End", .end),
        ("PgUp", .pageUp), ("PgDn", .pageDown),
    ] + (1...12).map { ("F\($0)", .function($0)) }

    /// Names of keys that are no characters, without modifiers.
    public static var names: [String] { named.map(\.name) }

    private static let prefixes: [(name: String, modifier: Modifiers)] = [
        ("Ctrl-", .control), ("Alt-", .alt), ("Shift-", .shift),
    ]

    /// Reads `j`, `Ctrl-O`, `Alt-Left`, `Shift-Tab`, `F1`; nil for anything else.
    public init?(_ name: String) {
        var rest = Substring(name)
        var modifiers: Modifiers = []
        if rest.utf8.count > 4 {
            while let prefix = Key.prefixes.first(where: { rest.utf8.starts(with: $0.name.utf8) }),
                rest.utf8.count > prefix.name.utf8.count
            {
                modifiers.insert(prefix.modifier)
                rest = Substring(rest.utf8.dropFirst(prefix.name.utf8.count))
            }
        }
        let scalars = rest.unicodeScalars
        if let scalar = scalars.first, scalars.dropFirst().isEmpty {
            let isUpper = scalar.value >= 0x41 && scalar.value <= 0x5A
            let lower = isUpper ? Unicode.Scalar(UInt8(scalar.value + 0x20)) : scalar
            self.init(.character(modifiers.contains(.control) ? lower : scalar), modifiers)
        } else if let named = Key.named.first(where: { $0.name == rest }) {
            self.init(named.base, modifiers)
        } else {
            return nil
        }
    }

    /// Reads one key, or two or three characters pressed one after the other: `]e`. What looks like
    /// the name of a key but is none (`Return`, `F13`) is not taken for characters.
    public static func sequence(_ name: String) -> [Key]? {
        if name.utf8.count == 1, let byte = name.utf8.first { return [Key(Unicode.Scalar(byte))] }
        if let key = Key(name) { return [key] }
        let keys = name.unicodeScalars.map { Key($0) }
        let looksLikeName = keys.count > 2 && name.first?.isUppercase == true
        return keys.isEmpty || keys.count > 3 || looksLikeName ? nil : keys
    }
}

extension Key: CustomStringConvertible {
    /// The name that `init(_:)` reads.
    public var description: String {
        var text = ""
        for (name, modifier) in Key.prefixes where modifiers.contains(modifier) { text += name }
        if let named = Key.named.first(where: { $0.base == base }) { return text + named.name }
        guard case .character(let scalar) = base else { return text }
        let character = String(scalar)
        return text + (modifiers.contains(.control) ? character.uppercased() : character)
    }
}
