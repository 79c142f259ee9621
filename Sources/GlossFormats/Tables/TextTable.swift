import GlossModel
import GlossThreads

/// Lays out rows for reading: cells in columns, words wrapped beside them on a terminal, whole in
/// a pipe.
struct TextTable: Sendable {
    private let style: TextStyle
    /// Cells are cut to this many columns on a terminal.
    private static let widestCell = 28

    init(_ style: TextStyle) { self.style = style }

    func write(_ rows: [TextRow], _ out: inout ByteOutput) {
        let widths = columnWidths(rows)
        let parts = inHalves(rows.count, from: Self.many) { part in
            var out = ByteOutput()
            let before = part.lowerBound > 0 ? rows[part.lowerBound - 1].heading : nil
            write(rows[part], after: before, widths, &out)
            return out.bytes
        }
        for part in parts {
            out.write(raw: part)
            out.passOn()
        }
    }

    /// From this number on, rows are written in two threads.
    static let many = 4096

    /// Writes rows that come in parts. The first are kept until their words are `kept` bytes, so that their
    /// columns are as wide as all of them want.
    struct Printer {
        private let table: TextTable
        private var held: [TextRow] = []
        private var size = 0
        private var widths: [Int] = []
        private var heading: String?
        private static let kept = 1 << 16

        init(_ table: TextTable) { self.table = table }

        mutating func add(_ rows: [TextRow], _ out: inout ByteOutput) {
            held += rows
            size += rows.reduce(0) { $0 + $1.words.utf8.count + 64 }
            if size >= Self.kept { finish(&out) }
        }

        mutating func widen(to wanted: [Int]) {
            let longer = max(widths.count, wanted.count)
            widths = (0..<longer).map { max($0 < widths.count ? widths[$0] : 0, $0 < wanted.count ? wanted[$0] : 0) }
        }

        mutating func finish(_ out: inout ByteOutput) {
            widen(to: table.columnWidths(held))
            table.write(held[...], after: heading, widths, &out)
            heading = held.last?.heading ?? heading
            (held, size) = ([], Self.kept)
        }
    }

    private func write(
        _ rows: ArraySlice<TextRow>, after heading: String?, _ widths: [Int], _ out: inout ByteOutput
    ) {
        var heading = heading
        for row in rows {
            if let next = row.heading, next != heading {
                if heading != nil { out.write("\n") }
                out.write(painted(StandIn.line(next), "1") + "\n")
                heading = next
            }
            write(row, widths, &out)
        }
    }

    func columnWidths(_ rows: [TextRow]) -> [Int] {
        var widths = [Int](repeating: 0, count: rows.map(\.cells.count).max() ?? 0)
        for row in rows {
            for (index, cell) in row.cells.enumerated() {
                let width = columns(StandIn.line(cell))
                widths[index] = max(widths[index], limited(width))
            }
        }
        return widths
    }

    private func limited(_ width: Int) -> Int {
        style.width == nil ? width : min(width, Self.widestCell)
    }

    private func write(_ row: TextRow, _ widths: [Int], _ out: inout ByteOutput) {
        var used = 0
        for (index, cell) in row.cells.enumerated() {
            let words = cut(StandIn.line(cell), to: widths[index])
            let isLast = index == row.cells.count - 1 && row.words.isEmpty
            let padding = isLast ? 0 : max(0, widths[index] - columns(words)) + 2
            out.write(painted(words, index == 0 ? "1;36" : "2"))
            out.write(spaces: padding)
            used += widths[index] + 2
        }
        // In a pipe a row is a line, for sort, wc and fzf.
        let words = style.width == nil ? ([row.words] + row.below).joined(separator: " — ") : row.words
        for (index, words) in wrapped(StandIn.line(words), from: used).enumerated() {
            if index > 0 { out.write(spaces: used) }
            out.write(words + "\n")
        }
        guard style.width != nil else { return }
        for below in row.below {
            for words in wrapped(StandIn.line(below), from: used) {
                out.write(spaces: used)
                out.write(painted(words, "2") + "\n")
            }
        }
    }

    /// Lines that fit beside `used` columns; one where there is no width or no room.
    private func wrapped(_ words: String, from used: Int) -> [String] {
        guard let width = style.width, width - used >= 20 else { return [words] }
        var lines: [String] = []
        var line = ""
        var filled = 0
        for word in words.split(separator: " ", omittingEmptySubsequences: false) {
            let length = columns(word)
            if filled > 0, filled + 1 + length > width - used {
                lines.append(line)
                (line, filled) = ("", 0)
            }
            if filled > 0 { line += " " }
            line += word
            filled += length + (filled > 0 ? 1 : 0)
        }
        return lines + [line]
    }

    private func cut(_ words: String, to width: Int) -> String {
        guard style.width != nil, columns(words) > width else { return words }
        var kept = ""
        var filled = 0
        for character in words {
            let next = style.measure(character)
            if filled + next > width - 1 { break }
            kept.append(character)
            filled += next
        }
        return kept + "…"
    }

    private func columns(_ words: some StringProtocol) -> Int {
        // What is plain is as wide as it is long.
        if words.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return words.utf8.count }
        return words.reduce(0) { $0 + style.measure($1) }
    }

    private func painted(_ words: String, _ code: String) -> String {
        style.isColored && !words.isEmpty ? "\u{1B}[\(code)m\(words)\u{1B}[0m" : words
    }
}
