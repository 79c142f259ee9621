import GlossInterface

/// Which key a sequence stands for.
enum KeyTable {
    /// xterm's modifier number: 1 plus a bit each for Shift, Alt, Control and Meta.
    static func modifiers(_ number: Int) -> Key.Modifiers {
        let bits = max(0, number - 1)
        var modifiers: Key.Modifiers = []
        if bits & 1 != 0 { modifiers.insert(.shift) }
        if bits & 0b1010 != 0 { modifiers.insert(.alt) }
        if bits & 4 != 0 { modifiers.insert(.control) }
        return modifiers
    }

    /// CSI with parameters and a final byte.
    static func controlSequence(_ numbers: [Int], _ final: UInt8) -> Key? {
        let given = modifiers(numbers.count > 1 ? numbers[1] : 1)
        switch Unicode.Scalar(final) {
        case "~" where numbers.first == 27 && numbers.count > 2: return character(numbers[2], given)
        case "~": return numbered(numbers.first ?? 0, given)
        // rxvt: Shift, Control and both by the final byte.
        case "$": return numbered(numbers.first ?? 0, .shift)
        case "^": return numbered(numbers.first ?? 0, .control)
        case "@": return numbered(numbers.first ?? 0, [.control, .shift])
        case "a"..."d": return arrow(final - 0x20).map { Key($0, .shift) }
        case "u": return character(numbers.first ?? 0, given)
        case "Z": return Key(.tab, given.union(.shift))
        default: return lettered(final).map { Key($0, given) }
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
