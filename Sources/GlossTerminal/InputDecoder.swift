import GlossInterface

/// Makes events of the bytes that a terminal sends.
///
/// It knows the keys that terminfo describes, and reads what xterm, kitty, rxvt, the Linux console,
/// screen, tmux and their kin send (CSI, SS3 and, with Alt, ESC before the key), UTF-8, SGR mouse
/// reports, and pastes in brackets; other reports, answers to queries and strings such as OSC are skipped
/// whole. Grammar: ECMA-48, and "XTerm Control Sequences" of T. Dickey. Bytes may come in pieces, however
/// slowly: what is not whole yet is kept, until a control character that it cannot hold cuts it off.
struct InputDecoder {
    private var pending: [UInt8] = []
    private var clicks = ClickCounter()
    /// How often the terminal has said what it can do.
    private(set) var answers = 0
    /// The paste that is coming; nil where none is.
    private var paste: PasteReader?
    private let keys: TerminfoKeys

    init(_ keys: TerminfoKeys = .none) { self.keys = keys }

    /// Whether the last byte is ESC, perhaps after others: a key if nothing follows soon.
    var isEscape: Bool { paste == nil && !pending.isEmpty && pending.allSatisfy { $0 == Byte.escape } }

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
            guard let found = token(pending[position...]) else { break }
            position += found.length
            emit(found.token, time, &events)
        }
        pending.removeFirst(position)
    }

    /// A key of terminfo's, else what the grammar finds.
    private func token(_ bytes: ArraySlice<UInt8>) -> (token: Token, length: Int)? {
        if let (key, length) = keys.key(at: bytes) { return (.key(key), length) }
        return InputDecoder.token(bytes)
    }

    private mutating func takePaste(_ bytes: ArraySlice<UInt8>, _ time: Int, _ events: inout [InputEvent]) -> Int {
        guard let taken = paste?.take(bytes, at: time) else { return 0 }
        if taken.isOver {
            events.append(.paste(paste?.text ?? ""))
            paste = nil
        }
        return taken.count
    }

    /// Says that nothing follows soon: ESC alone is a key, and twice the same with Alt. Anything else that
    /// is not whole is waited for.
    mutating func finish(into events: inout [InputEvent]) {
        guard isEscape else { return }
        events.append(.key(Key(.escape, pending.count > 1 ? .alt : [])))
        pending = []
    }

    private mutating func emit(_ token: Token, _ time: Int, _ events: inout [InputEvent]) {
        switch token {
        case .key(let key): events.append(.key(key))
        case .nothing: break
        case .paste: paste = PasteReader(at: time)
        case .background(let background): events.append(.background(background))
        case .attributes: answers += 1
        case .mouse(let button, let position):
            switch button & ~0b11100 {
            case 0: events.append(.mouse(MouseEvent(clicks.press(at: position, time: time), at: position)))
            case 32: events.append(.mouse(MouseEvent(.drag, at: position)))
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
        /// The terminal's answer to what its background is.
        case background(Background)
        /// Its answer to what it can do: it has answered all that was asked before.
        case attributes
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
            guard let third = rest.dropFirst().first else { return nil }
            guard beginsString(second, third) else { return alternate(rest) }
            found = string(rest.dropFirst()).map { end in
                let answer = second == UInt8(ascii: "]") ? TerminalColor.background(answer: rest.dropFirst().prefix(end.length)) : nil
                return (answer.map { .background($0) } ?? end.token, end.length)
            }
        default: return alternate(rest)
        }
        guard let found else { return bytes.count > longest ? (.nothing, bytes.count) : nil }
        return (found.token, found.length + 2)
    }

    /// Whether a string may begin so; if not, Alt is held with the character.
    private static func beginsString(_ kind: UInt8, _ byte: UInt8) -> Bool {
        switch kind {
        case UInt8(ascii: "]"): (0x30...0x39).contains(byte) || [0x6C, 0x4C, 0x49].contains(byte)
        case UInt8(ascii: "P"): (0x30...0x39).contains(byte) || (0x20...0x2F).contains(byte) || (0x3C...0x3F).contains(byte) || byte == 0x7C
        default: byte >= 0x20
        }
    }

    /// ESC before a key is Alt with it; before ESC that starts no sequence, ESC.
    private static func alternate(_ rest: ArraySlice<UInt8>) -> (token: Token, length: Int)? {
        if let second = rest.first, second < 0x80, second != Byte.escape {
            let key = control(second)
            return (.key(Key(key.base, key.modifiers.union(.alt))), 2)
        }
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

    /// OSC, DCS and such: to BEL or ESC \. Other control characters than white space cut it off and stand
    /// for themselves.
    private static func string(_ bytes: ArraySlice<UInt8>) -> (token: Token, length: Int)? {
        for index in bytes.indices {
            let length = index - bytes.startIndex
            switch bytes[index] {
            case Byte.bell: return (.nothing, length + 1)
            case Byte.escape:
                guard index + 1 < bytes.endIndex else { return nil }
                return (.nothing, bytes[index + 1] == UInt8(ascii: "\\") ? length + 2 : length)
            case 0x08...0x0D: break
            case 0..<0x20: return (.nothing, length)
            default: break
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
        guard (0x20...0x7E).contains(final) else { return (.nothing, digits.count) }
        let modifiers = KeyTable.modifiers(Parameters.number(digits) ?? 1)
        let token = KeyTable.singleShift(final, modifiers).map { Token.key($0) } ?? .nothing
        return (token, digits.count + 1)
    }

    /// After ESC [: parameters, intermediates, a final byte.
    private static func controlSequence(_ bytes: ArraySlice<UInt8>) -> (token: Token, length: Int)? {
        // The Linux console's F1 to F5: a second bracket and a letter.
        if bytes.first == UInt8(ascii: "[") {
            guard let letter = bytes.dropFirst().first else { return nil }
            guard (0x20...0x7E).contains(letter) else { return (.nothing, 1) }
            return (KeyTable.console(letter).map { .key($0) } ?? .nothing, 2)
        }
        let parameters = bytes.prefix { (0x30...0x3F).contains($0) }
        let rest = bytes.dropFirst(parameters.count)
        let isPrivate = parameters.first.map { $0 >= 0x3C } ?? false
        let isShifted = rest.first == UInt8(ascii: "$") && !parameters.isEmpty && !isPrivate && !isReport(rest.dropFirst())
        let intermediates = isShifted ? [] : rest.prefix { (0x20...0x2F).contains($0) }
        guard let final = rest.dropFirst(intermediates.count).first else { return nil }
        let length = parameters.count + intermediates.count + 1
        // A byte that no sequence holds: the sequence was cut off, the byte stands for itself.
        guard isShifted || (0x40...0x7E).contains(final) else { return (.nothing, length - 1) }
        guard intermediates.isEmpty else { return (.nothing, length) }
        if final == UInt8(ascii: "c"), parameters.first == UInt8(ascii: "?") { return (.attributes, length) }
        if parameters.first == UInt8(ascii: "<") {
            return (mouse(Parameters(parameters.dropFirst()), final), length)
        }
        guard !isPrivate else { return (.nothing, length) }
        if final == UInt8(ascii: "M"), parameters.isEmpty { return rest.count >= 4 ? (.nothing, 4) : nil }
        if final == PasteReader.start.last, parameters.elementsEqual(PasteReader.start.dropFirst(2).dropLast()) {
            return (.paste, length)
        }
        let key = KeyTable.controlSequence(Parameters(parameters), final)
        return (key.map { .key($0) } ?? .nothing, length)
    }

    /// Whether `$` is the middle of a report on a mode, not rxvt's end of a key: `$y`.
    private static func isReport(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.first == UInt8(ascii: "y") }

    private static func mouse(_ numbers: Parameters, _ final: UInt8) -> Token {
        guard numbers.count == 3, final == UInt8(ascii: "M"), let button = numbers[0], let column = numbers[1],
            let row = numbers[2], column > 0, row > 0
        else { return .nothing }
        return .mouse(button: button, Position(row: row - 1, column: column - 1))
    }
}
