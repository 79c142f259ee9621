import GlossModel

/// A run of text in one style.
struct Segment: Hashable, Sendable {
    var text: String
    var style: Style

    init(_ text: String, _ style: Style = .plain) {
        self.text = text
        self.style = style
    }
}

/// A line of runs.
typealias StyledLine = [Segment]

/// Columns that a text takes, as it would be drawn.
func columns(of text: String) -> Int {
    var total = 0
    for scalar in text.unicodeScalars {
        total += StandIn.character(for: scalar) != nil ? 1 : CharacterWidth.columns(of: scalar)
    }
    return total
}

/// A text cut to a number of columns, with an ellipsis where something is missing.
func cut(_ text: String, to limit: Int) -> String {
    guard columns(of: text) > limit else { return text }
    guard limit > 0 else { return "" }
    var kept = ""
    var used = 0
    for character in text {
        let width = columns(of: String(character))
        if used + width > limit - 1 { break }
        used += width
        kept.append(character)
    }
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
}

/// A text broken into lines of at most `width` columns, at spaces.
func wrapped(_ text: String, width: Int, limit: Int = .max) -> [String] {
    let width = max(2, width)
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
        let wide = columns(of: String(word))
        if used > 0, used + 1 + wide > width {
            lines.append(line)
            (line, used) = ("", 0)
        }
        if used > 0 {
            line += " "
            used += 1
        }
        line += wide > width ? cut(String(word), to: width) : String(word)
        used += min(wide, width)
    }
    if used > 0 || lines.isEmpty { lines.append(line) }
    guard lines.count > limit else { return lines }
    var kept = Array(lines.prefix(limit))
    let last = kept[limit - 1]
    kept[limit - 1] = columns(of: last) + 2 > width ? cut(last + " ……", to: width) : last + " …"
    return kept
}

extension Frame {
    /// Draws a text on one row, cut at `limit` columns (exclusive), control characters as
    /// stand-ins. Gives the column after it.
    @discardableResult
    mutating func draw(
        _ text: String, row: Int, column: Int, limit: Int? = nil, style: Style = .plain
    ) -> Int {
        let end = min(limit ?? size.columns, size.columns)
        var column = column
        var base: Unicode.Scalar?
        var marks = ""
        var baseWidth = 0
        func width(_ scalar: Unicode.Scalar) -> Int { CharacterWidth.columns(of: scalar) }
        func flush(_ frame: inout Frame) {
            guard let scalar = base else { return }
            if column + baseWidth <= end {
                frame.put(
                    scalar, cluster: marks.isEmpty ? nil : String(scalar) + marks,
                    width: baseWidth, style: style, at: Position(row: row, column: column))
            }
            column += baseWidth
            (base, marks) = (nil, "")
        }
        for raw in text.unicodeScalars {
            let standIn = StandIn.character(for: raw)
            let scalar = standIn ?? raw
            let columns = standIn != nil ? 1 : width(scalar)
            if columns == 0 {
                if base != nil, CharacterWidth.joins(scalar), marks.unicodeScalars.count < 8 {
                    marks.unicodeScalars.append(scalar)
                }
                continue
            }
            flush(&self)
            (base, baseWidth) = (scalar, columns)
        }
        flush(&self)
        return min(column, end)
    }

    /// Draws runs one after the other on a row.
    @discardableResult
    mutating func draw(_ line: StyledLine, row: Int, column: Int, limit: Int? = nil) -> Int {
        var column = column
        for segment in line {
            column = draw(segment.text, row: row, column: column, limit: limit, style: segment.style)
        }
        return column
    }

    /// Draws a horizontal rule over columns of a row.
    mutating func rule(row: Int, columns: Range<Int>, style: Style) {
        for column in columns {
            put("─", width: 1, style: style, at: Position(row: row, column: column))
        }
    }

    /// Fills a stretch of a row with a style.
    mutating func fill(row: Int, columns: Range<Int>, style: Style) {
        for column in columns {
            put(" ", width: 1, style: style, at: Position(row: row, column: column))
        }
    }
}
