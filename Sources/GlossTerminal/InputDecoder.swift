import GlossInterface

/// Makes events of the bytes that a terminal sends.
///
/// It reads what xterm, rxvt, the Linux console, screen, tmux and their kin send for keys (CSI, SS3
/// and, with Alt, ESC before the key), UTF-8, SGR mouse reports, and pastes in brackets; answers to queries and strings
/// such as OSC are skipped. Grammar: ECMA-48, and "XTerm Control Sequences" of T. Dickey. Bytes may
/// come in pieces: what is not whole yet is kept.
struct InputDecoder {
    private var pending: [UInt8] = []
    private var clicks = ClickCounter()
    /// The paste that is coming; nil where none is.
    private var paste: PasteReader?

    /// Whether the last bytes are the start of something, or ESC alone.
    var isIncomplete: Bool { !pending.isEmpty }

    /// Reads bytes that came at a time (in milliseconds of any clock).
    mutating func decode(
        _ bytes: ArraySlice<UInt8>, at time: Int, into events: inout [InputEvent]
    ) {
        if paste?.isGivenUp(by: bytes, at: time) == true { (paste, pending) = (nil, []) }
        pending += bytes
        var position = 0
        while position < pending.count {
            if paste != nil {
                let taken = takePaste(pending[position...], time, &events)
                position += taken
                if paste == nil { continue }
                break
            }
            let found = InputDecoder.token(pending[position...])
            guard let found else { break }
            position += found.length
            emit(found.token, time, &events)
        }
        pending.removeFirst(position)
    }

    private mutating func takePaste(_ bytes: ArraySlice<UInt8>, _ time: Int, _ events: inout [InputEvent]) -> Int {
        guard let taken = paste?.take(bytes, at: time) else { return 0 }
        if taken.isOver {
            events.append(.paste(paste?.text ?? ""))
            paste = nil
        }
        return taken.count
    }

    /// Says that nothing follows: ESC alone is a key, and so is ESC with the start of a sequence. What may
    /// become the mark of a paste is waited for: its text must not be keys.
    mutating func finish(into events: inout [InputEvent]) {
        guard !pending.isEmpty, paste == nil else { return }
        if pending.count > 2, PasteReader.start.starts(with: pending) { return }
        let rest = pending
        pending = []
        guard rest[0] == Byte.escape else { return }
        if rest.count == 1 {
            events.append(.key(Key(.escape)))
        } else if rest.count == 2 {
            let key = rest[1] == Byte.escape ? Key(.escape) : InputDecoder.control(rest[1])
            events.append(.key(Key(key.base, key.modifiers.union(.alt))))
        }
    }

    private mutating func emit(_ token: Token, _ time: Int, _ events: inout [InputEvent]) {
        switch token {
        case .key(let key): events.append(.key(key))
        case .nothing: break
        case .paste: paste = PasteReader(at: time)
        case .mouse(let button, let position):
            switch button & ~0b11100 {
            case 0: events.append(.mouse(MouseEvent(clicks.press(at: position, time: time), at: position)))
            case 64: events.append(.mouse(MouseEvent(.wheelUp, at: position)))
            case 65: events.append(.mouse(MouseEvent(.wheelDown, at: position)))
            default: break
            }
        }
    }

    // MARK: Tokens

    private enum Token {
        case key(Key)
        /// Button with its bits for modifiers, as xterm numbers them.
        case mouse(button: Int, Position)
        /// The mark before a paste.
        case paste
        /// Whole, but nothing that gloss knows.
        case nothing
    }

    private enum Byte {
        static let escape: UInt8 = 0x1B
        static let bell: UInt8 = 0x07
        static let delete: UInt8 = 0x7F
    }

    /// The longest sequence kept; what is longer without an end is skipped as nothing.
    private static let longest = 4096

    /// The first token and its length in bytes; nil where more bytes must come. `bytes` is not empty.
    private static func token(_ bytes: ArraySlice<UInt8>) -> (token: Token, length: Int)? {
        let first = bytes[bytes.startIndex]
        if first >= 0x80 { return utf8(bytes) }
        guard first == Byte.escape else { return (.key(control(first)), 1) }
        let rest = bytes.dropFirst()
        guard let second = rest.first else { return nil }
        let found: (token: Token, length: Int)?
        switch second {
        case UInt8(ascii: "["): found = controlSequence(rest.dropFirst())
        case UInt8(ascii: "O"): found = singleShift(rest.dropFirst())
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
            found = string(rest.dropFirst())
        default: return alternate(rest)
        }
        guard let found else { return bytes.count > longest ? (.nothing, bytes.count) : nil }
        return (found.token, found.length + 2)
    }

    /// ESC before a key is Alt with it; before ESC that starts no sequence, ESC.
    private static func alternate(_ rest: ArraySlice<UInt8>) -> (token: Token, length: Int)? {
        guard let found = token(rest) else { return nil }
        guard case .key(let key) = found.token else { return (found.token, found.length + 1) }
        return (.key(Key(key.base, key.modifiers.union(.alt))), found.length + 1)
    }

    /// A character below 0x80.
    private static func control(_ byte: UInt8) -> Key {
        switch byte {
        case 0x08, Byte.delete: Key(.backspace)
        case 0x09: Key(.tab)
        case 0x0A, 0x0D: Key(.enter)
        case Byte.escape: Key(.escape)
        case 0: Key(.character(" "), .control)
        case 1...0x1A: Key(.character(Unicode.Scalar(byte + 0x60)), .control)
        case 0x1C...0x1F: Key(.character(Unicode.Scalar(byte + 0x40)), .control)
        default: Key(Unicode.Scalar(byte))
        }
    }

    private static func utf8(_ bytes: ArraySlice<UInt8>) -> (token: Token, length: Int)? {
        let length: Int
        switch bytes[bytes.startIndex] {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return (.nothing, 1)
        }
        let whole = bytes.prefix(length)
        guard whole.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 }) else { return (.nothing, 1) }
        guard whole.count == length else { return nil }
        guard let scalar = String(validating: whole, as: UTF8.self)?.unicodeScalars.first,
            scalar.properties.generalCategory != .control
        else { return (.nothing, length) }
        return (.key(Key(scalar)), length)
    }

    /// OSC, DCS and such: to BEL or ESC \.
    private static func string(_ bytes: ArraySlice<UInt8>) -> (token: Token, length: Int)? {
        for index in bytes.indices {
            if bytes[index] == Byte.bell { return (.nothing, index - bytes.startIndex + 1) }
            if bytes[index] == Byte.escape, index + 1 < bytes.endIndex {
                return (.nothing, index - bytes.startIndex + 2)
            }
        }
        return nil
    }

    /// After ESC O: one byte, perhaps with a modifier before it.
    private static func singleShift(_ bytes: ArraySlice<UInt8>) -> (token: Token, length: Int)? {
        let digits = bytes.prefix { (0x30...0x39).contains($0) }
        guard digits.count <= 2, let final = bytes.dropFirst(digits.count).first else {
            return digits.count > 2 ? (.nothing, digits.count) : nil
        }
        let modifiers = KeyTable.modifiers(digits.isEmpty ? 1 : InputDecoder.number(digits))
        let token = KeyTable.singleShift(final, modifiers).map { Token.key($0) } ?? .nothing
        return (token, digits.count + 1)
    }

    /// After ESC [: parameters, intermediates, a final byte.
    private static func controlSequence(_ bytes: ArraySlice<UInt8>) -> (token: Token, length: Int)? {
        // The Linux console's F1 to F5: a second bracket and a letter.
        if bytes.first == UInt8(ascii: "[") {
            guard let letter = bytes.dropFirst().first else { return nil }
            return (KeyTable.console(letter).map { .key($0) } ?? .nothing, 2)
        }
        let parameters = bytes.prefix { (0x30...0x3F).contains($0) }
        let rest = bytes.dropFirst(parameters.count)
        let isPrivate = parameters.first.map { $0 >= 0x3C } ?? false
        let isShifted = rest.first == UInt8(ascii: "$") && !parameters.isEmpty && !isPrivate
        let intermediates = isShifted ? [] : rest.prefix { (0x20...0x2F).contains($0) }
        guard let final = rest.dropFirst(intermediates.count).first else { return nil }
        let length = parameters.count + intermediates.count + 1
        // A byte that no sequence holds: the sequence was cut off, the byte stands for itself.
        guard isShifted || (0x40...0x7E).contains(final) else { return (.nothing, length - 1) }
        guard intermediates.isEmpty else { return (.nothing, length) }
        if parameters.first == UInt8(ascii: "<") {
            return (mouse(numbers(parameters.dropFirst()), final), length)
        }
        guard !isPrivate else { return (.nothing, length) }
        if final == UInt8(ascii: "M"), parameters.isEmpty { return rest.count >= 4 ? (.nothing, 4) : nil }
        if final == PasteReader.start.last, parameters.elementsEqual(PasteReader.start.dropFirst(2).dropLast()) {
            return (.paste, length)
        }
        let key = KeyTable.controlSequence(numbers(parameters), final)
        return (key.map { .key($0) } ?? .nothing, length)
    }

    private static func mouse(_ numbers: [Int], _ final: UInt8) -> Token {
        guard numbers.count == 3, final == UInt8(ascii: "M"), numbers[1] > 0, numbers[2] > 0 else {
            return .nothing
        }
        return .mouse(button: numbers[0], Position(row: numbers[2] - 1, column: numbers[1] - 1))
    }

    /// Numbers between semicolons; a missing one is 0, what follows a colon in one is left out.
    private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int] {
        bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map(number)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        var value = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { break }
            value = min(value * 10 + Int(digit - 0x30), 1 << 24)
        }
        return value
    }
}
