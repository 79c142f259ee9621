import GlossInterface
import GlossLibrary
import GlossModel

/// Draws the library's screen.
struct LibraryScreenView {
    let screen: LibraryScreen
    let theme: Theme
    /// Path of the library and what it holds.
    let title: String

    func frame() -> Frame {
        var frame = Frame(size: screen.size)
        guard screen.size.rows > 2, screen.size.columns > 10 else { return frame }
        if screen.showsHelp {
            help(&frame)
            return frame
        }
        head(&frame)
        rows(&frame)
        feet(&frame)
        return frame
    }

    /// Puts words at a place, cut at a column; gives the column behind them.
    @discardableResult
    private func put(_ text: some StringProtocol, _ style: Style, _ row: Int, _ column: Int, to end: Int, _ frame: inout Frame) -> Int {
        var column = column
        for character in text {
            let scalars = character.unicodeScalars
            guard let first = scalars.first else { continue }
            let shown = StandIn.character(for: first) ?? first
            let width = max(1, CharacterWidth.columns(of: String(character)))
            guard column + width <= end else { break }
            frame.put(shown, cluster: scalars.count > 1 && shown == first ? String(character) : nil, width: width, style: style, at: Position(row: row, column: column))
            column += width
        }
        return column
    }

    private func head(_ frame: inout Frame) {
        let width = screen.size.columns
        let isTyping = screen.typing == .query
        let label = screen.view == .hits ? "Query: " : "\(screen.view.name)  Query: "
        let shown = screen.query.isEmpty && !isTyping ? "(all)" : screen.query
        let right = min(width - 1, max(24, min(label.count + shown.count + 2, width * 2 / 3)))
        put(title, theme.faint, 0, 1, to: max(1, width - right - 2), &frame)
        var column = put(label, theme.key, 0, width - right, to: width, &frame)
        // Of a query that is longer than its place the end is shown, where it is typed.
        let room = max(1, width - 1 - column)
        column = put(String(shown.suffix(room)), isTyping ? Style([.bold]) : .plain, 0, column, to: width, &frame)
        if isTyping { frame.cursor = Position(row: 0, column: min(width - 1, column)) }
    }

    private func rows(_ frame: inout Frame) {
        let visible = screen.list.rows.indices.dropFirst(screen.top).prefix(screen.height)
        let widths = columnWidths(visible)
        for (line, index) in visible.enumerated() {
            let row = screen.list.rows[index]
            let isChosen = index == screen.chosen
            let y = line + 1
            put(isChosen ? "▸" : screen.selected.contains(index) ? "•" : " ", theme.key, y, 0, to: 1, &frame)
            var column = 1
            for (place, cell) in row.cells.enumerated() where widths[place] > 0 {
                put(cell, place == 0 ? theme.heading : theme.quiet, y, column, to: column + widths[place], &frame)
                column += widths[place] + 2
            }
            words(row, y, column, &frame)
            if screen.selected.contains(index) { frame.restyle(row: y, columns: 0..<screen.size.columns) { theme.selected.over($0) } }
            if isChosen {
                frame.restyle(row: y, columns: 0..<screen.size.columns) { $0.adding(theme.depth == .none ? [.reverse] : [.bold]) }
                if screen.typing == .none { frame.cursor = Position(row: y, column: 0) }
            }
        }
        if screen.list.rows.isEmpty {
            let words = screen.list.fault ?? (screen.isStale ? "" : "nothing is found")
            put(words, screen.list.fault == nil ? theme.quiet : theme.warning, 2, 2, to: screen.size.columns, &frame)
        }
    }

    private func words(_ row: LibraryRow, _ y: Int, _ column: Int, _ frame: inout Frame) {
        var column = column
        var place = 0
        let bytes = Array(row.words.utf8)
        func piece(_ end: Int, _ style: Style) {
            guard place < end, end <= bytes.count else { return }
            column = put(String(decoding: bytes[place..<end], as: UTF8.self), style, y, column, to: screen.size.columns, &frame)
            place = end
        }
        for mark in row.marks where mark.lowerBound >= place {
            piece(mark.lowerBound, .plain)
            piece(mark.upperBound, theme.hit())
        }
        piece(bytes.count, .plain)
    }

    private func columnWidths(_ visible: some Sequence<Int>) -> [Int] {
        var widths: [Int] = []
        let most = max(8, screen.size.columns / 4)
        for index in visible {
            for (place, cell) in screen.list.rows[index].cells.enumerated() {
                if place == widths.count { widths.append(0) }
                widths[place] = max(widths[place], min(most, cell.reduce(0) { $0 + max(1, CharacterWidth.columns(of: String($1))) }))
            }
        }
        return widths
    }

    private func feet(_ frame: inout Frame) {
        let width = screen.size.columns
        let last = screen.size.rows - 1
        if let facets = screen.list.facets.first { put(facets, theme.quiet, last - 1, 1, to: width, &frame) }
        switch screen.typing {
        case .tag:
            let end = put("Tags (+new -old): " + screen.typed, theme.key, last, 1, to: width, &frame)
            frame.cursor = Position(row: last, column: min(width - 1, end))
        case .saveName: put("save this search under which letter?", theme.key, last, 1, to: width, &frame)
        case .searchName: put("go to the search of which letter?", theme.key, last, 1, to: width, &frame)
        case .query:
            let hint = screen.list.fault.map { $0 } ?? Query.hint(screen.query)
            put(hint.isEmpty ? screen.list.summary : hint, screen.list.fault == nil ? theme.quiet : theme.warning, last, 1, to: width, &frame)
        case .none:
            let words = screen.message ?? (screen.list.fault == nil || !screen.list.rows.isEmpty ? "\(min(screen.chosen + 1, screen.list.rows.count))/" + screen.list.summary : "")
            let column = put(words, screen.message == nil ? theme.quiet : theme.warning, last, 1, to: width, &frame)
            let keys = "Enter open  / query  t timeline  i entities  c claims  K KWIC  h help"
            if column + 3 + keys.count <= width { put(keys, theme.faint, last, width - keys.count - 1, to: width, &frame) }
        }
    }

    static let keys: [(String, String)] = [
        ("/", "type what to look for; the list follows"), ("Enter", "open the report at this place; of a list what is chosen"), ("n N", "open the next, previous one"),
        ("j k Space b g G", "down, up, by page, to the ends"), ("p t i c K", "paragraphs, timeline, entities, claims, words in their context"),
        ("O", "order: newest, oldest, best, by date"), ("m a", "save the search as a"), ("' a", "go to the search a"), ("S", "saved searches"),
        ("T", "tag the reports found"), ("M", "entities that may be one: = same, ! apart, z takes back"), ("x", "select; Q prints what is selected and leaves"),
        ("R", "sync"), ("Ctrl-O", "back"), ("q", "back, then leave"),
    ]

    private func help(_ frame: inout Frame) {
        put("gloss library: keys", theme.heading, 0, 1, to: screen.size.columns, &frame)
        for (index, (key, words)) in Self.keys.enumerated() where index + 2 < screen.size.rows {
            put(key, theme.key, index + 2, 2, to: 20, &frame)
            put(words, .plain, index + 2, 20, to: screen.size.columns, &frame)
        }
    }
}
