// Shows on the screen what the terminal reports, and dies in several ways on demand, so that tests
// of GlossTerminal need no hooks in the product.
//
//   q         ends in order and prints "selected" on standard output
//   !         a Swift trap           A   abort
//   S         a segmentation fault   O   a full stack
//   T         a Swift trap in a thread   U   a full stack in one
//   B         never looks at an event again
//   Ctrl-Z    suspends
//   r         another screen made by chance from then on, R the same drawn anew
//
// An argument limits the colours.

import GlossInterface
import GlossModel
import GlossThreads
import GlossTerminal
import Glibc

/// Puts a text at the start of a row; one column a scalar.
func draw(_ text: String, row: Int, style: Style = .plain, on frame: inout Frame) {
    for (column, scalar) in text.unicodeScalars.enumerated() {
        frame.put(scalar, width: 1, style: style, at: Position(row: row, column: column))
    }
}

/// A row of glyphs with the widths that the frame claims; a bar follows at a known column.
func draw(_ glyphs: [(String, Int)], row: Int, on frame: inout Frame) {
    var column = 0
    for (glyph, width) in glyphs {
        guard let base = glyph.unicodeScalars.first else { continue }
        let cluster = glyph.unicodeScalars.count > 1 ? glyph : nil
        frame.put(
            base, cluster: cluster, width: width, style: .plain,
            at: Position(row: row, column: column))
        column += width
    }
    frame.put("|", width: 1, style: .plain, at: Position(row: row, column: 20))
}

func frame(_ terminal: borrowing Terminal, log: [String]) -> Frame {
    let size = terminal.size
    var frame = Frame(size: size)
    let tall = log.suffix(max(0, size.rows - 7))
    draw("probe \(size.columns)x\(size.rows) colours \(terminal.colorDepth)", row: 0, on: &frame)
    draw([("漢", 2), ("字", 2), ("e\u{301}", 1), ("x", 1)], row: 1, on: &frame)
    draw([("\u{1FAE8}", 2), ("❤\u{FE0F}", 2), ("👩\u{200D}🚀", 2), ("x", 1)], row: 2, on: &frame)
    draw([("\u{7}", 1), ("\u{1B}", 1), ("\u{202E}", 1), ("x", 1)], row: 3, on: &frame)
    let styles = [9, 22, 226, -1].map { Style(background: Color($0)) } + [Style([.bold, .underline])]
    for (column, style) in styles.enumerated() {
        frame.put("#", width: 1, style: style, at: Position(row: 4, column: column))
    }
    for (row, line) in tall.enumerated() { draw(line, row: 5 + row, on: &frame) }
    frame.put("%", width: 1, style: .plain, at: Position(row: size.rows - 1, column: size.columns - 1))
    frame.cursor = Position(row: 0, column: 2)
    return frame
}

/// A number made of two, the same for the same.
func mixed(_ first: Int, _ second: Int) -> Int {
    var value = UInt64(truncatingIfNeeded: first &* 7919 &+ second) &* 0x9E37_79B9_7F4A_7C15
    value = (value ^ value >> 29) &* 0xBF58_476D_1CE4_E5B9
    return Int(value >> 33)
}

/// One of the screens made by chance: lines of narrow, wide and combined characters in several styles,
/// from a long list of which each screen shows a piece, a column at the right that stays, and the number
/// of the screen in the last row, with how often it was drawn anew.
func chance(_ number: Int, drawn times: Int, _ size: Size) -> Frame {
    let glyphs: [(String, Int)] = [
        ("a", 1), ("b", 1), (" ", 1), (" ", 1), ("é", 1), ("漢", 2), ("한", 2), ("e\u{301}", 1),
        ("\u{1112}\u{1161}\u{11AB}", 2), ("🙂", 2),
    ]
    let styles = [Style.plain, .plain, .plain, Style(background: Color(22)), Style([.bold]), Style([.underline])]
    var frame = Frame(size: size)
    let top = mixed(number, 1) % 60
    for row in 0..<size.rows - 1 {
        let line = top + row
        var column = mixed(line, 2) % 9
        let end = 10 + mixed(line, 3) % (size.columns - 12)
        while column < end {
            let style = styles[mixed(line, column / 7) % styles.count]
            let (glyph, width) = glyphs[mixed(line, column + 100) % glyphs.count]
            let cluster = glyph.unicodeScalars.count > 1 ? glyph : nil
            frame.put(
                glyph.unicodeScalars.first!, cluster: cluster, width: width, style: style,
                at: Position(row: row, column: column))
            column += width
        }
        if number % 3 == 0 { frame.put("│", width: 1, style: .plain, at: Position(row: row, column: size.columns - 9)) }
    }
    draw("screen \(number).\(times)", row: size.rows - 1, on: &frame)
    frame.cursor = number % 2 == 0 ? Position(row: 1, column: 1) : nil
    return frame
}

func overflow(_ depth: Int) -> Int { depth < 0 ? 0 : overflow(depth + 1) + overflow(depth + 2) }

/// Runs a body in a thread of its own, as `together` does.
func thread(_ body: @escaping @Sendable () -> Void) { _ = together {} _: { body() } }

func obey(_ key: Key, _ terminal: inout Terminal) {
    switch key.description {
    case "!": fatalError("on demand")
    case "S": UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
    case "A": abort()
    case "O": print(overflow(0))
    case "T": thread { fatalError("in a thread") }
    case "U": thread { print(overflow(0)) }
    case "B": while true { _ = pause() }
    case "Ctrl-Z": terminal.suspend()
    default: break
    }
}

func describe(_ event: InputEvent) -> String {
    switch event {
    case .key(let key): "key \(key)"
    case .mouse(let mouse): "mouse \(mouse.action) \(mouse.position.row),\(mouse.position.column)"
    case .resize(let size): "resize \(size.columns)x\(size.rows)"
    case .paste(let text): "paste \(text)"
    case .background(let background): "background \(background)"
    case .resumed: "resumed"
    case .interrupted: "interrupted"
    case .terminated(let signal): "terminated \(signal)"
    }
}

func browse() throws(TerminalError) -> Int32 {
    let limit = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 256
    var terminal = try Terminal(TerminalOptions(colorLimit: limit, faultNotice: "probe 1 came upon a fault"))
    var log = terminal.substitute.map { ["taken for \($0.used)"] } ?? []
    var (number, times) = (0, 0)
    while true {
        terminal.present(number > 0 ? chance(number, drawn: times, terminal.size) : frame(terminal, log: log))
        for event in terminal.waitForEvents().events {
            log.append(describe(event))
            switch event {
            case .key(Key("q")): return 0
            case .key(Key("r")): number += 1
            case .key(Key("R")):
                times += 1
                terminal.redraw()
            case .key(let key): obey(key, &terminal)
            case .interrupted: return 130
            case .terminated(let signal): return 128 + signal
            default: break
            }
        }
    }
}

do {
    let status = try browse()
    if status == 0 { print("selected") }
    exit(status)
} catch {
    print("no terminal: \(error)")
    exit(2)
}
