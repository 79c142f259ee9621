import GlossModel

/// One item of a list or a card, over one row or several.
struct ListItem: Sendable {
    var lines: [StyledLine]
    /// What it leads to; nil: it cannot be chosen.
    var target: Item?
    /// What choosing it does where it stands for no annotation.
    var action: ListAction?

    var isSelectable: Bool { target != nil || action != nil }
}

/// What Enter does on an item that stands for no annotation.
typealias ListAction = @Sendable (inout Browser) -> [Effect]

/// What the side pane lists: its heading and its items, each made only when it is shown.
struct ListContent {
    var heading: StyledLine
    var count: Int
    /// The item of that index, wrapped to a width.
    var item: (_ index: Int, _ width: Int) -> ListItem
    /// What to say where there are no items.
    var empty = ""
    /// Whether every item can be chosen.
    var isUniform = false
    /// Which of how many things the chosen item is, where items and things are not the same.
    var place: ((_ chosen: Int) -> (number: Int, count: Int))?
}

extension Browser {
    /// What the side pane shows now; nil where none is open.
    mutating func sideContent() -> ListContent? { state.side?.pane.content(in: &self) }

    /// Rows of the side pane that are left for items.
    func listRows(_ screen: ScreenLayout) -> Int {
        guard let side = state.side else { return 0 }
        return max(0, screen.side.rows - (side.pane.hasHeading ? 1 : 0) - (side.showsFilter ? 1 : 0))
    }

    /// Draws the side pane.
    mutating func drawSide(_ frame: inout Frame, _ screen: ScreenLayout) {
        if state.active != .side { state.side?.pane.update(in: &self) }
        guard let open = state.side, let content = sideContent() else { return }
        let side = screen.side
        let left = side.column + 1
        let limit = side.column + side.columns
        var row = side.row
        if open.pane.hasHeading {
            let chosen = max(0, min(content.count - 1, state.list.chosen))
            let (number, count) = content.place?(chosen) ?? (chosen + 1, content.count)
            let place = content.count > 0 ? "\(number)/\(count)" : ""
            let start = limit - columns(of: place) - 1
            frame.draw(content.heading, row: row, column: left, limit: start - 1)
            frame.draw(place, row: row, column: start, style: theme.faint)
            row += 1
        }
        if open.showsFilter {
            drawFilter(&frame, row: row, column: left, limit: limit)
            row += 1
        }
        let end = side.row + side.rows
        guard content.count > 0 else {
            for line in wrapped(content.empty, width: side.columns - 2) where row < end {
                frame.draw(line, row: row, column: left, limit: limit, style: theme.faint)
                row += 1
            }
            return
        }
        revealChosen(content, height: end - row, width: side.columns - 2)
        var index = state.list.top
        while index < content.count, row < end {
            let item = content.item(index, side.columns - 2)
            let isChosen = index == state.list.chosen && item.isSelectable
            row = draw(item, isChosen: isChosen, row: row, end: end, side, &frame)
            index += 1
        }
    }

    private func drawFilter(_ frame: inout Frame, row: Int, column: Int, limit: Int) {
        guard let open = state.side, state.active == .side || !state.listFilter.isEmpty else { return }
        let start = frame.draw(open.pane.sign, row: row, column: column, limit: limit, style: theme.key)
        frame.draw(state.listFilter.text, row: row, column: start, limit: limit)
        if state.active == .side, open.isTyped {
            let before = String(state.listFilter.characters[..<state.listFilter.cursor])
            frame.cursor = Position(row: row, column: min(limit - 1, start + columns(of: before)))
        }
    }

    private func draw(
        _ item: ListItem, isChosen: Bool, row: Int, end: Int, _ side: Region, _ frame: inout Frame
    ) -> Int {
        var row = row
        let isActive = state.active == .side
        for (number, line) in item.lines.enumerated() where row < end {
            frame.draw(line, row: row, column: side.column + 1, limit: side.column + side.columns)
            if isChosen, isActive || state.side?.pane.hasHeading == true {
                let style = isActive ? theme.chosen : theme.chosenElsewhere
                frame.restyle(row: row, columns: side.column..<side.column + side.columns) {
                    isActive ? Style([.reverse]).adding($0.attributes.subtracting([.dim]))
                        : Style(foreground: style.foreground, background: style.background,
                            style.attributes.union($0.attributes))
                }
                if number == 0, isActive, !isTypingFilter {
                    frame.cursor = Position(row: row, column: side.column + 1)
                }
            }
            row += 1
        }
        return row
    }

    /// Scrolls the list so that the chosen item is on the screen.
    private mutating func revealChosen(_ content: ListContent, height: Int, width: Int) {
        var list = state.list
        list.chosen = max(0, min(content.count - 1, list.chosen))
        list.top = max(0, min(content.count - 1, list.top))
        if list.chosen < list.top { list.top = list.chosen }
        var used = content.item(list.chosen, width).lines.count
        var first = list.chosen
        while first > list.top {
            let above = content.item(first - 1, width).lines.count
            if used + above > height { break }
            used += above
            first -= 1
        }
        list.top = max(list.top, first)
        if state.side?.pane.followsFocus == true, state.active != .side { list.top = 0 }
        state.list = list
    }

    /// Moves the choice over items that can be chosen.
    mutating func moveChosen(by steps: Int) {
        guard let content = sideContent(), content.count > 0 else { return }
        guard !content.isUniform else {
            state.list.move(by: steps, count: content.count)
            return
        }
        let width = max(2, screen.side.columns - 2)
        var index = max(0, min(content.count - 1, state.list.chosen))
        var best = index
        var left = abs(steps)
        let step = steps < 0 ? -1 : 1
        while left > 0, content.count > index + step, index + step >= 0 {
            index += step
            guard content.item(index, width).isSelectable else { continue }
            best = index
            left -= 1
        }
        state.list.chosen = best
        if best == 0 || step < 0 && left > 0 { state.list.top = 0 }
    }

    /// Chooses an item by its number, from 1.
    mutating func chooseNumber(_ number: Int) {
        guard let content = sideContent(), content.count > 0 else { return }
        if number > content.count { state.say("there are \(content.count)", isWarning: true) }
        chooseFirst()
        moveChosen(by: min(number, content.count) - 1)
    }

    /// Chooses the first item that can be chosen.
    mutating func chooseFirst() {
        state.list = ListPosition()
        guard let content = sideContent(), content.count > 0 else { return }
        let width = max(2, screen.side.columns - 2)
        if !content.item(0, width).isSelectable { moveChosen(by: 1) }
        state.list.top = 0
    }
}

extension Report {
    /// What a span reads as on one line: cells of a table are parted by a dot.
    func words(of span: Span) -> String {
        let words = flow.string(of: span)
        return words.contains("\t") ? words.split(separator: "\t").joined(separator: " · ") : words
    }
}
