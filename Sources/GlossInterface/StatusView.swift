import GlossModel

extension Browser {
    /// Title on the left; date, paragraph and place on the right, dropped one by one where narrow.
    mutating func drawHeader(_ frame: inout Frame, _ screen: ScreenLayout) {
        guard !screen.header.isEmpty else { return }
        let width = screen.header.columns
        var right: [String] = []
        if state.reports.count > 1 { right.append("\(state.current + 1)/\(state.reports.count)") }
        if let date = state.report.date { right.append("\(date)") }
        if !state.open.filterText.isEmpty { right.append("&\(state.open.filterText)") }
        right.append(paragraphPlace)
        right.append(placeWord())
        while right.count > 1, columns(of: right.joined(separator: "   ")) > width / 2 {
            right.removeFirst()
        }
        let status = right.joined(separator: "   ")
        let start = max(0, width - columns(of: status) - 1)
        let title = cut(state.report.title.isEmpty ? state.report.path : state.report.title,
            to: max(0, start - 3))
        frame.draw(title, row: screen.header.row, column: 1, limit: start, style: theme.heading)
        frame.draw(status, row: screen.header.row, column: start, style: theme.faint)
    }

    /// `¶ 3/11`; `¶ 3/…` while they are being counted, `¶ …` where those before are not counted yet.
    private var paragraphPlace: String {
        let paragraphs = state.report.paragraphs
        guard paragraphs.startsAt == 0 else { return "¶ …" }
        let number = paragraphs.count == 0 ? 0 : (paragraphs.index(at: state.open.top.offset) ?? 0) + 1
        return "¶ \(number)/" + (paragraphs.isComplete ? String(paragraphs.count) : "…")
    }

    /// `all`, `top`, `end`, or how far the top row is, in percent of the bytes.
    private mutating func placeWord() -> String {
        let rows = screen.text.rows
        guard rows > 0 else { return "" }
        let isTop = viewport.row(at: state.open.top).flatMap { viewport.before($0) } == nil
        let shown = viewport.rows(from: state.open.top, count: rows)
        let isEnd = shown.last.flatMap { viewport.after($0) } == nil
        if isTop, isEnd { return "all" }
        if isTop { return "top" }
        if isEnd { return "end" }
        return "\(min(99, state.open.top.offset * 100 / max(1, state.report.text.count)))%"
    }

    /// The bottom line: a prompt, a message, or the keys that matter now.
    func drawFooter(_ frame: inout Frame, _ screen: ScreenLayout) {
        let row = screen.footer.row
        guard row > 0 || state.size.rows == 1 else { return }
        if let prompt = state.prompt {
            drawPrompt(prompt, row: row, &frame)
            return
        }
        let reserved = drawState(row: row, &frame, screen)
        let room = screen.footer.columns - reserved
        if let message = state.message {
            frame.draw(
                cut(message.text, to: room - 2), row: row, column: 1,
                style: message.isWarning ? theme.warning : theme.heading)
        } else if !state.pending.isEmpty || state.count != nil {
            let keys = (state.count.map(String.init) ?? "") + state.pending.map(\.description).joined()
            frame.draw(keys, row: row, column: 1, style: theme.key)
        } else {
            drawHints(row: row, &frame, room: room)
        }
    }

    private func drawPrompt(_ prompt: Prompt, row: Int, _ frame: inout Frame) {
        let sign: String
        switch prompt.purpose {
        case .search(let forward): sign = forward ? "/" : "?"
        case .filter: sign = "&"
        }
        let room = max(1, state.size.columns - 3)
        let before = String(prompt.line.characters[..<prompt.line.cursor])
        let skipped = max(0, columns(of: before) - room + 1)
        var text = prompt.line.characters[...]
        var dropped = 0
        while dropped < skipped, let first = text.first {
            dropped += columns(of: String(first))
            text = text.dropFirst()
        }
        frame.draw(sign, row: row, column: 0, style: theme.key)
        frame.draw(String(text), row: row, column: 1)
        frame.cursor = Position(row: row, column: 1 + columns(of: before) - dropped)
    }

    /// Progress and what is selected, at the right end of the bottom line. Gives the columns taken.
    private func drawState(row: Int, _ frame: inout Frame, _ screen: ScreenLayout) -> Int {
        var words: [String] = []
        if state.search?.resumeAt != nil { words.append("searching, Ctrl-C stops") }
        if let progress = state.open.progress { words.append(progress) }
        if !state.selection.isEmpty { words.append("● \(state.selection.count) selected") }
        guard !words.isEmpty else { return 0 }
        let text = " " + words.joined(separator: "  ") + " "
        let start = max(0, screen.footer.columns - columns(of: text))
        frame.draw(text, row: row, column: start, style: theme.selected)
        return screen.footer.columns - start
    }

    private func drawHints(row: Int, _ frame: inout Frame, room: Int) {
        var column = 1
        for (key, words) in fitting(hints, room) {
            column = frame.draw(key, row: row, column: column, style: theme.key)
            column = frame.draw(" " + words, row: row, column: column, style: theme.faint) + 2
        }
    }

    /// As many hints as there is room for, the first ones; the key for help always, if it is among them.
    private func fitting(_ hints: [Hint], _ room: Int) -> [Hint] {
        func width(_ hint: Hint) -> Int { columns(of: hint.key) + columns(of: hint.words) + 3 }
        var left = room - 1
        let fitting = hints.prefix { left -= width($0); return left > -2 }
        guard fitting.count < hints.count, let help = hints.first(where: { $0.words == Command.help.hint }) else { return Array(fitting) }
        if fitting.contains(where: { $0 == help }) { return Array(fitting) }
        left = room - 1 - width(help)
        return hints.prefix { left -= width($0); return left > -2 } + [help]
    }

    private typealias Hint = (key: String, words: String)

    /// Keys and words for them, the most useful first.
    private var hints: [Hint] {
        if state.active == .side, state.side == .index {
            return [("type", "to filter"), ("Enter", "go"), ("Tab", "select"), ("Esc", "close")]
        }
        return hintedCommands.compactMap { command in
            // Enter goes to a related claim although it asks for details elsewhere.
            let bound = command == .open && state.active == .reading ? Command.details : command
            return keys.firstKey(for: bound, in: keyPlace).map { ($0, isTypes && command == .open ? "show or hide" : command.hint) }
        }
    }

    /// Whether the list of types is worked in.
    private var isTypes: Bool { state.active == .side && state.side == .types }

    private var hintedCommands: [Command] {
        switch state.active {
        case .timeline:
            return [.open, .toggle, .selectRange, .zoomIn, .zoomOut, .onlyFocused, .nextPane,
                .quitAndPrint, .close, .help]
        case .side where isTypes:
            return [.open, .nextPane, .close, .help]
        case .side:
            return [.open, .toggle, .nextPane, .quitAndPrint, .close, .help]
        case .help: return [.close]
        case .reading: break
        }
        if state.side == .related { return [.open, .related, .back, .nextClaim, .close, .help] }
        switch state.open.focus?.kind {
        case .claim:
            return [.related, .details, .nextClaim, .select, .back, .timeline, .quitAndPrint,
                .close, .help]
        case .mention:
            return [.nextMention, .details, .nextOfEntity, .select, .claims, .timeline, .index,
                .search, .quitAndPrint, .help]
        default:
            return [.nextMention, .nextClaim, .claims, .timeline, .index, .search, .help, .close]
        }
    }
}
