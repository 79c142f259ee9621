/// Takes apart the bytes that programs send to a terminal (ECMA-48, and xterm's additions).
struct ScreenParser: Sendable {
    private enum State { case ground, escape, charset, control, string, stringEscape }

    private var state = State.ground
    private var parameters: [Int] = []
    /// `?`, `>` or `=` at the start of a control sequence.
    private var prefix: UInt8 = 0
    private var isIntermediate = false
    private var scalar: UInt32 = 0
    private var missing = 0

    mutating func take(_ byte: UInt8, _ screen: inout Screen) {
        switch state {
        case .ground: takeText(byte, &screen)
        case .escape: takeEscape(byte, &screen)
        case .charset: state = .ground
        case .control: takeControl(byte, &screen)
        case .string:
            if byte == 0x07 { state = .ground } else if byte == 0x1B { state = .stringEscape }
        case .stringEscape: state = .ground
        }
    }

    private mutating func takeText(_ byte: UInt8, _ screen: inout Screen) {
        switch byte {
        case 0x08: screen.move(row: screen.row, column: screen.column - 1)
        case 0x09: screen.move(row: screen.row, column: (screen.column / 8 + 1) * 8)
        case 0x0A, 0x0B, 0x0C: screen.lineFeed()
        case 0x0D: screen.move(row: screen.row, column: 0)
        case 0x1B: state = .escape
        case 0x00...0x1F, 0x7F: break
        case 0x20...0x7E: screen.print(UInt32(byte))
        case 0x80...0xBF:
            guard missing > 0 else { return }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
            missing -= 1
            if missing == 0 { screen.print(scalar) }
        default:
            missing = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1
            scalar = UInt32(byte) & (0x3F >> UInt32(missing))
        }
    }

    private mutating func takeEscape(_ byte: UInt8, _ screen: inout Screen) {
        state = .ground
        switch byte {
        case UInt8(ascii: "["):
            state = .control
            (parameters, prefix, isIntermediate) = ([0], 0, false)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"): state = .string
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "#"), UInt8(ascii: "%"): state = .charset
        case UInt8(ascii: "7"): screen.save()
        case UInt8(ascii: "8"): screen.restore()
        case UInt8(ascii: "D"): screen.lineFeed()
        case UInt8(ascii: "E"):
            screen.move(row: screen.row, column: 0)
            screen.lineFeed()
        case UInt8(ascii: "M"): screen.reverseLineFeed()
        default: break
        }
    }

    private mutating func takeControl(_ byte: UInt8, _ screen: inout Screen) {
        switch byte {
        case 0x30...0x39:
            parameters[parameters.count - 1] = min(65_535, parameters[parameters.count - 1] * 10 + Int(byte - 0x30))
        case UInt8(ascii: ";"), UInt8(ascii: ":"): parameters.append(0)
        case 0x3C...0x3F: prefix = byte
        case 0x20...0x2F: isIntermediate = true
        case 0x40...0x7E:
            state = .ground
            if !isIntermediate { perform(byte, &screen) }
        default: break
        }
    }

    private func count(_ index: Int = 0) -> Int { max(1, index < parameters.count ? parameters[index] : 0) }

    private func perform(_ final: UInt8, _ screen: inout Screen) {
        if prefix != 0 {
            performPrivate(final, &screen)
        } else if !performMove(final, &screen) {
            performChange(final, &screen)
        }
    }

    private func performPrivate(_ final: UInt8, _ screen: inout Screen) {
        switch (prefix, final) {
        case (UInt8(ascii: ">"), UInt8(ascii: "c")): screen.replies += Array("\u{1B}[>0;0;0c".utf8)
        case (UInt8(ascii: "?"), UInt8(ascii: "h")), (UInt8(ascii: "?"), UInt8(ascii: "l")):
            guard parameters.contains(1049) || parameters.contains(47) else { return }
            screen.hasBackground = false
            screen.eraseRows(0..<screen.rows)
        default: break
        }
    }

    private func performMove(_ final: UInt8, _ screen: inout Screen) -> Bool {
        let (row, column) = (screen.row, screen.column)
        switch final {
        case UInt8(ascii: "A"): screen.move(row: row - count(), column: column)
        case UInt8(ascii: "B"), UInt8(ascii: "e"): screen.move(row: row + count(), column: column)
        case UInt8(ascii: "C"), UInt8(ascii: "a"): screen.move(row: row, column: column + count())
        case UInt8(ascii: "D"): screen.move(row: row, column: column - count())
        case UInt8(ascii: "E"): screen.move(row: row + count(), column: 0)
        case UInt8(ascii: "F"): screen.move(row: row - count(), column: 0)
        case UInt8(ascii: "G"), UInt8(ascii: "`"): screen.move(row: row, column: count() - 1)
        case UInt8(ascii: "H"), UInt8(ascii: "f"): screen.move(row: count() - 1, column: count(1) - 1)
        case UInt8(ascii: "d"): screen.move(row: count() - 1, column: column)
        case UInt8(ascii: "s"): screen.save()
        case UInt8(ascii: "u"): screen.restore()
        case UInt8(ascii: "r"):
            screen.top = min(count() - 1, screen.rows - 1)
            screen.bottom = parameters.count > 1 ? min(count(1), screen.rows) - 1 : screen.rows - 1
            screen.move(row: 0, column: 0)
        default: return false
        }
        return true
    }

    private func performChange(_ final: UInt8, _ screen: inout Screen) {
        switch final {
        case UInt8(ascii: "J"): eraseScreen(&screen)
        case UInt8(ascii: "K"):
            let ranges = [screen.column..<screen.columns, 0..<screen.column + 1, 0..<screen.columns]
            if parameters[0] < 3 { screen.erase(row: screen.row, ranges[parameters[0]]) }
        case UInt8(ascii: "X"): screen.erase(row: screen.row, screen.column..<screen.column + count())
        case UInt8(ascii: "@"): screen.insertCells(count())
        case UInt8(ascii: "P"): screen.deleteCells(count())
        case UInt8(ascii: "L"): screen.scroll(from: screen.row, by: -count())
        case UInt8(ascii: "M"): screen.scroll(from: screen.row, by: count())
        case UInt8(ascii: "S"): screen.scroll(from: screen.top, by: count())
        case UInt8(ascii: "T"): screen.scroll(from: screen.top, by: -count())
        case UInt8(ascii: "b"): for _ in 0..<count() { screen.print(screen.lastScalar) }
        case UInt8(ascii: "m"): setStyle(&screen)
        case UInt8(ascii: "c"): screen.replies += Array("\u{1B}[?62;c".utf8)
        case UInt8(ascii: "n") where parameters[0] == 6:
            screen.replies += Array("\u{1B}[\(screen.row + 1);\(screen.column + 1)R".utf8)
        default: break
        }
    }

    private func eraseScreen(_ screen: inout Screen) {
        switch parameters[0] {
        case 0:
            screen.erase(row: screen.row, screen.column..<screen.columns)
            screen.eraseRows(screen.row + 1..<max(screen.row + 1, screen.rows))
        case 1:
            screen.eraseRows(0..<screen.row)
            screen.erase(row: screen.row, 0..<screen.column + 1)
        default: screen.eraseRows(0..<screen.rows)
        }
    }

    /// SGR, as far as backgrounds go.
    private func setStyle(_ screen: inout Screen) {
        var index = 0
        while index < parameters.count {
            switch parameters[index] {
            case 0, 49: screen.hasBackground = false
            case 40...47, 100...107: screen.hasBackground = true
            case 38, 48:
                if parameters[index] == 48 { screen.hasBackground = true }
                let kind = index + 1 < parameters.count ? parameters[index + 1] : 5
                index += kind == 2 ? 4 : 2
            default: break
            }
            index += 1
        }
    }

    /// The columns that a character takes: 0, 1 or 2.
    static func width(_ scalar: UInt32) -> Int {
        switch scalar {
        case 0..<0x300: 1
        case 0x300...0x36F, 0x200B...0x200F, 0x20D0...0x20FF, 0xFE00...0xFE0F: 0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }
}
