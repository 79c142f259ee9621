import GlossInterface

/// Which key a sequence stands for.
enum KeyTable {
    /// The modifiers of a number as xterm and kitty give it: 1 plus a bit each for Shift, Alt, Control and
    /// Meta (kitty's Super; both are Alt here). Higher bits are locks and are left out.
    static func modifiers(_ number: Int) -> Key.Modifiers {
        let bits = max(0, number - 1)
        var modifiers: Key.Modifiers = []
        if bits & 1 != 0 { modifiers.insert(.shift) }
        if bits & 0b1010 != 0 { modifiers.insert(.alt) }
        if bits & 4 != 0 { modifiers.insert(.control) }
        return modifiers
    }

    /// CSI with parameters and a final byte. A key that is let go (kitty's event 3) is none; one that
    /// repeats is pressed.
    static func controlSequence(_ parameters: Parameters, _ final: UInt8) -> Key? {
        guard parameters[1, 1] != 3 else { return nil }
        let given = modifiers(parameters[1] ?? 1)
        let first = parameters[0] ?? 0
        switch Unicode.Scalar(final) {
        case "~" where first == 27 && parameters.count > 2: return character(parameters[2] ?? 0, given)
        case "~": return numbered(first, given)
        // rxvt: Shift, Control and both by the final byte.
        case "$": return numbered(first, .shift)
        case "^": return numbered(first, .control)
        case "@": return numbered(first, [.control, .shift])
        case "a"..."d": return arrow(final - 0x20).map { Key($0, .shift) }
        case "u": return reported(parameters, given)
        case "Z": return Key(.tab, given.union(.shift))
        // Other numbers before these letters are reports, such as where the cursor is.
        default: return first <= 1 && parameters.count <= 2 ? lettered(final).map { Key($0, given) } : nil
        }
    }

    /// SS3 with a byte: cursor keys in application mode, F1 to F4, the keypad.
    static func singleShift(_ final: UInt8, _ modifiers: Key.Modifiers) -> Key? {
        switch Unicode.Scalar(final) {
        case "M": Key(.enter, modifiers)
        case "I": Key(.tab, modifiers)
        case "X": Key(.character("="), modifiers)
        case "j"..."y": Key(.character(Unicode.Scalar(final - 0x40)), modifiers)
        case "a"..."d": arrow(final - 0x20).map { Key($0, .control) }
        default: lettered(final).map { Key($0, modifiers) }
        }
    }

    /// CSI [ and a letter.
    static func console(_ letter: UInt8) -> Key? {
        (0x41...0x45).contains(letter) ? Key(.function(Int(letter) - 0x40)) : nil
    }

    private static func arrow(_ letter: UInt8) -> Key.Base? {
        switch Unicode.Scalar(letter) {
        case "A": .up
        case "B": .down
        case "C": .right
        case "D": .left
        default: nil
        }
    }

    private static func lettered(_ letter: UInt8) -> Key.Base? {
        switch Unicode.Scalar(letter) {
        case "H": .home
        case "F": .end
        case "P": .function(1)
        case "Q": .function(2)
        case "R": .function(3)
        case "S": .function(4)
        default: arrow(letter)
        }
    }

    private static let byNumber: [Int: Key.Base] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
        17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
        23: .function(11), 24: .function(12),
    ]

    private static func numbered(_ number: Int, _ modifiers: Key.Modifiers) -> Key? {
        byNumber[number].map { Key($0, modifiers) }
    }

    /// CSI u: the key's code point, perhaps with that which Shift makes of it; modifiers; the text that it
    /// gives. Grammar: "Comprehensive keyboard handling in terminals" of kitty, and its table of
    /// functional keys, which have code points for private use.
    private static func reported(_ parameters: Parameters, _ modifiers: Key.Modifiers) -> Key? {
        let number = parameters[0] ?? 0
        if let base = functional[number] { return Key(base, modifiers) }
        guard !(0xE000...0xF8FF).contains(number) else { return nil }
        guard modifiers.isDisjoint(with: [.control, .alt]) else { return character(number, modifiers) }
        let isShifted = modifiers.contains(.shift)
        let shown = parameters[2] ?? (isShifted ? parameters[0, 1] : nil)
        if let shown, shown > 32 { return character(shown, []) }
        let isLocked = ((parameters[1] ?? 1) - 1) & 64 != 0 && (0x61...0x7A).contains(number)
        return character(number, isLocked ? modifiers.symmetricDifference(.shift) : modifiers)
    }

    /// kitty's numbers of the keys that gloss knows: F-keys, then the keypad.
    private static let functional: [Int: Key.Base] = {
        var keys: [Int: Key.Base] = [
            57409: .character("."), 57410: .character("/"), 57411: .character("*"), 57412: .character("-"),
            57413: .character("+"), 57414: .enter, 57415: .character("="), 57416: .character(","),
            57417: .left, 57418: .right, 57419: .up, 57420: .down, 57421: .pageUp, 57422: .pageDown,
            57423: .home, 57424: .end, 57425: .insert, 57426: .delete,
        ]
        for (digit, scalar) in "0123456789".unicodeScalars.enumerated() { keys[57399 + digit] = .character(scalar) }
        return keys
    }()

    /// A key named by its code point (CSI u, and xterm's modifyOtherKeys).
    private static func character(_ number: Int, _ modifiers: Key.Modifiers) -> Key? {
        switch number {
        case 8, 127: return Key(.backspace, modifiers)
        case 9: return Key(.tab, modifiers)
        case 10, 13: return Key(.enter, modifiers)
        case 27: return Key(.escape, modifiers)
        default: break
        }
        guard number >= 32, let scalar = UInt32(exactly: number).flatMap(Unicode.Scalar.init),
            scalar.properties.generalCategory != .control
        else { return nil }
        guard !modifiers.contains(.control) else {
            return Key(.character(first(scalar.properties.lowercaseMapping, scalar)), modifiers)
        }
        let isUpper = modifiers.contains(.shift)
        let shown = isUpper ? first(scalar.properties.uppercaseMapping, scalar) : scalar
        return Key(.character(shown), modifiers.subtracting(.shift))
    }

    private static func first(_ mapping: String, _ other: Unicode.Scalar) -> Unicode.Scalar {
        mapping.unicodeScalars.first ?? other
    }
}

/// The numbers of a control sequence: fields between semicolons, each with parts between colons.
struct Parameters {
    private let fields: [[Int?]]

    init(_ bytes: ArraySlice<UInt8>) {
        fields = bytes.isEmpty ? [] : bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
            $0.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(Parameters.number)
        }
    }

    /// Fields.
    var count: Int { fields.count }

    /// A part of a field; nil where it is missing or empty.
    subscript(field: Int, part: Int = 0) -> Int? {
        guard fields.indices.contains(field), fields[field].indices.contains(part) else { return nil }
        return fields[field][part]
    }

    /// The number that digits make, at most 2^24; nil where there are none.
    static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value: Int?
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { break }
            value = min((value ?? 0) * 10 + Int(digit - 0x30), 1 << 24)
        }
        return value
    }
}
