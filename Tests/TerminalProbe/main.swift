// Shows on the screen what the terminal reports, and dies in several ways on demand, so that tests
// of GlossTerminal need no hooks in the product.
//
//   q         ends in order and prints "selected" on standard output
//   !         a Swift trap           A   abort
//   S         a segmentation fault   O   a full stack
//   B         never looks at an event again
//   Ctrl-Z    suspends
//
// An argument limits the colours.

import GlossInterface
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

func overflow(_ depth: Int) -> Int { depth < 0 ? 0 : overflow(depth + 1) + overflow(depth + 2) }

func obey(_ key: Key, _ terminal: inout Terminal) {
    switch key.description {
    case "!": fatalError("on demand")
    case "S": UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
    case "A": abort()
    case "O": print(overflow(0))
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
    case .resumed: "resumed"
    case .interrupted: "interrupted"
    case .terminated(let signal): "terminated \(signal)"
    }
}

func browse() throws(TerminalError) -> Int32 {
    let limit = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 256
    var terminal = try Terminal(TerminalOptions(colorLimit: limit))
    var log: [String] = []
    while true {
        terminal.present(frame(terminal, log: log))
        for event in terminal.waitForEvents().events {
            log.append(describe(event))
            switch event {
            case .key(Key("q")): return 0
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
