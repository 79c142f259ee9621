/// A rectangle of the screen.
struct Region: Hashable, Sendable {
    var row: Int
    var column: Int
    var rows: Int
    var columns: Int

    static let none = Region(row: 0, column: 0, rows: 0, columns: 0)

    var isEmpty: Bool { rows <= 0 || columns <= 0 }

    func contains(_ position: Position) -> Bool {
        position.row >= row && position.row < row + rows && position.column >= column
            && position.column < column + columns
    }
}

/// Where everything stands on a screen of a size, with the panes that are open.
struct ScreenLayout: Hashable, Sendable {
    /// Title, date, paragraph, percent.
    var header: Region
    /// Whether a rule divides header and text.
    var hasHeaderRule = false
    /// The reading pane with its margin.
    var reading = Region.none
    /// Its text, without numbers and bars.
    var text = Region.none
    /// Columns of the margin used for paragraph numbers.
    var numberColumns = 0
    var side = Region.none
    /// Whether the side pane stands beside the text (else below it).
    var isSideBeside = false
    var timeline = Region.none
    var footer: Region

    /// The widest line of text, in columns: what the eye follows without losing the next line.
    static let measure = 76
    /// Narrowest screen with a pane beside the text.
    private static let besideColumns = 72
    static let roomyRows = 16
    /// Rows from which text, list and timeline can stand one above the other; with fewer the
    /// timeline and the list take turns.
    private static let threePanesRows = 24

    init(_ state: State) {
        let size = state.size
        header = Region(row: 0, column: 0, rows: size.rows > 1 ? 1 : 0, columns: size.columns)
        footer = Region(row: max(0, size.rows - 1), column: 0, rows: min(1, size.rows), columns: size.columns)
        hasHeaderRule = size.rows >= ScreenLayout.roomyRows && !state.isLinear
        let first = hasHeaderRule ? 2 : 1
        var body = Region(
            row: first, column: 0, rows: max(0, size.rows - first - 1), columns: size.columns)
        if state.isLinear || size.rows < 12 {
            placeAlone(body, state)
        } else {
            let isCrowded =
                state.isTimelineOpen && state.side != nil && body.columns < ScreenLayout.besideColumns
                && body.rows < ScreenLayout.threePanesRows
            let showsTimeline = state.isTimelineOpen && !(isCrowded && state.active != .timeline)
            let showsSide = state.side != nil && !(isCrowded && state.active == .timeline)
            if showsTimeline { body = placeTimeline(body, state) }
            if showsSide { body = placeSide(body, state) }
            reading = body
        }
        placeText(in: reading.isEmpty ? body : reading, paragraphs: state.report.paragraphs.estimatedCount)
    }

    /// One pane at a time, where there is room for no more.
    private mutating func placeAlone(_ body: Region, _ state: State) {
        switch state.active {
        case .side where state.side != nil: side = body
        case .timeline where state.isTimelineOpen: timeline = body
        default:
            reading = body
            if state.side?.pane.isGlance == true, body.rows >= 7, !state.isLinear {
                let rows = body.rows / 2
                reading.rows -= rows
                side = Region(
                    row: reading.row + reading.rows + 1, column: 0, rows: rows - 1,
                    columns: body.columns)
            }
        }
    }

    /// A third of the height, with a rule above, at the foot.
    private mutating func placeTimeline(_ body: Region, _ state: State) -> Region {
        var body = body
        let wanted = max(6, body.rows * 2 / 5)
        let rows = min(wanted, 18, body.rows - 4)
        timeline = Region(
            row: body.row + body.rows - rows, column: 0, rows: rows, columns: body.columns)
        body.rows -= rows + 1
        return body
    }

    private mutating func placeSide(_ body: Region, _ state: State) -> Region {
        var body = body
        if body.columns >= ScreenLayout.besideColumns {
            isSideBeside = true
            let columns = min(48, max(30, body.columns * 36 / 100))
            side = Region(
                row: body.row, column: body.columns - columns, rows: body.rows, columns: columns)
            body.columns -= columns + 1
        } else {
            let isGlance = state.side?.pane.isGlance == true
            let rows = min(body.rows - 4, isGlance ? body.rows / 2 : body.rows * 2 / 3)
            side = Region(
                row: body.row + body.rows - rows, column: 0, rows: rows, columns: body.columns)
            body.rows -= rows + 1
        }
        return body
    }

    /// Where another pane hides the text it is placed all the same, so that it stands still behind.
    private mutating func placeText(in pane: Region, paragraphs: Int) {
        let digits = max(2, String(paragraphs).count)
        numberColumns = pane.columns >= 50 ? digits + 1 : 0
        let margin = pane.columns >= 8 ? numberColumns + 2 : 0
        let rightMargin = pane.columns >= 8 ? 1 : 0
        let width = max(0, min(ScreenLayout.measure, pane.columns - margin - rightMargin))
        let spare = max(0, pane.columns - margin - rightMargin - width)
        text = Region(
            row: pane.row, column: margin + min(spare / 2, 24), rows: pane.rows, columns: width)
    }
}
