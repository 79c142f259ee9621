import GlossModel

extension Browser {
    /// What stands at the right of the header, and how soon it goes where there is no room.
    private typealias HeaderPart = (words: String, rank: Int)

    /// Title on the left; on the right date, place and more, what matters least dropped first where
    /// it is narrow.
    mutating func drawHeader(_ frame: inout Frame, _ screen: ScreenLayout) {
        guard !screen.header.isEmpty else { return }
        let width = screen.header.columns
        var right = headerParts(width)
        let hasPlace = right.contains { $0.rank == 5 }
        let room = hasPlace ? width * 2 / 3 : width / 2
        func joined() -> String { right.map(\.words).joined(separator: "   ") }
        while right.count > 1, columns(of: joined()) > room, let least = right.map(\.rank).min() {
            right.remove(at: right.firstIndex { $0.rank == least }!)
        }
        let status = cut(joined(), to: width - 2)
        let start = max(0, width - columns(of: status) - 1)
        let title = cut(state.report.title.isEmpty ? state.report.path : state.report.title,
            to: max(0, start - 3))
        frame.draw(title, row: screen.header.row, column: 1, limit: start, style: theme.heading)
        frame.draw(status, row: screen.header.row, column: start, style: theme.faint)
    }

    /// The parts in the order in which they stand. Section and page are one: "3.2 Victims  p. 17".
    private mutating func headerParts(_ width: Int) -> [HeaderPart] {
        var parts: [HeaderPart] = []
        if state.reports.count > 1 { parts.append(("\(state.current + 1)/\(state.reports.count)", 0)) }
        if !state.report.title.isEmpty, width >= 60 { parts.append((cut(state.report.fileName, to: 28), -1)) }
        if let date = state.report.date { parts.append(("\(date)", 1)) }
        if !state.open.filterText.isEmpty { parts.append(("&\(state.open.filterText)", 2)) }
        let page = state.report.pageLabel(at: state.open.position).map { "p. " + cut(StandIn.line($0), to: 8) }
        let section = sectionWords(columns: max(8, width / 3))
        if section != nil || page != nil {
            let words = [section, page].compactMap { $0 }.joined(separator: "  ")
            parts.append((words, 5))
            parts.append((placeWord(), 3))
        } else {
            parts.append((paragraphPlace, 3))
            parts.append((placeWord(), 4))
        }
        return parts
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
        if let question = state.open.editing.question {
            frame.draw(cut(question.words, to: room - 2), row: row, column: 1, style: theme.heading)
        } else if let message = state.message {
            frame.draw(
                cut(messageLines(message.text).last ?? "", to: room - 2), row: row, column: 1,
                style: message.isWarning ? theme.warning : theme.heading)
        } else if !state.pending.isEmpty || state.count != nil {
            let keys = (state.count.map(String.init) ?? "") + state.pending.map(\.description).joined()
            let end = frame.draw(keys, row: row, column: 1, style: theme.key)
            if state.showsFollowing { frame.draw(" …", row: row, column: end, style: theme.faint) }
        } else {
            drawHints(row: row, &frame, room: room)
        }
    }

    private func drawPrompt(_ prompt: Prompt, row: Int, _ frame: inout Frame) {
        let sign = prompt.sign
        let room = max(1, state.size.columns - columns(of: sign) - 2)
        let before = String(prompt.line.characters[..<prompt.line.cursor])
        let skipped = max(0, columns(of: before) - room + 1)
        var text = prompt.line.characters[...]
        var dropped = 0
        while dropped < skipped, let first = text.first {
            dropped += columns(of: String(first))
            text = text.dropFirst()
        }
        let start = frame.draw(sign, row: row, column: 0, style: theme.key)
        let end = frame.draw(String(text), row: row, column: start)
        if case .value = prompt.purpose {
            let (words, isWrong) = meaning(of: prompt.line.text)
            frame.draw(words, row: row, column: end + 2, style: isWrong ? theme.warning : theme.faint)
        }
        frame.cursor = Position(row: row, column: start + columns(of: before) - dropped)
    }

    /// Progress and what is selected, at the right end of the bottom line. Gives the columns taken.
    private func drawState(row: Int, _ frame: inout Frame, _ screen: ScreenLayout) -> Int {
        let text = stateWords
        guard !text.isEmpty else { return 0 }
        let start = max(0, screen.footer.columns - columns(of: text))
        frame.draw(text, row: row, column: start, style: theme.selected)
        return screen.footer.columns - start
    }

    /// What stands at the right end of the bottom line; empty: nothing.
    var stateWords: String {
        if state.open.editing.question != nil { return " edit " }
        var words: [String] = []
        if state.search?.resumeAt != nil {
            words.append("searching, Ctrl-C stops")
        } else if let search = state.search, let count = search.hits.words(for: search.hit) {
            words.append(cut("/" + StandIn.line(state.lastPattern ?? search.pattern.source), to: 24) + " " + count)
        }
        if let count = mentionCount() { words.append(count) }
        if state.open.isRaw { words.append("unwrapped (\(keys.firstKey(for: .rawText, in: .everywhere) ?? ":"))") }
        if state.isFollowing { words.append("following") }
        if let progress = state.open.progress { words.append(progress) }
        if state.open.editing.isOn { words.append(state.open.editing.modeWord) }
        if !state.selection.isEmpty { words.append("● \(state.selection.count) selected") }
        return words.isEmpty ? "" : " " + words.joined(separator: "  ") + " "
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
        if let side = state.side, isTypingFilter {
            let typed: [Hint] = [("type", "to filter"), ("Enter", side.isAsking ? "keep" : side.pane.openWord)]
            return typed + (side.pane.selects ? [("Tab", "select")] : []) + [("Esc", side.isAsking ? "show all" : "close")]
        }
        return hintedCommands.compactMap { command in
            // Enter goes to a related claim although it asks for details elsewhere.
            let bound = command == .open && state.active == .reading ? Command.details : command
            let word = command == .open && state.active == .side ? state.side?.pane.openWord : nil
            return keys.firstKey(for: bound, in: keyPlace).map { ($0, word ?? command.hint) }
        }
    }

    private var listCommands: [Command] {
        guard let pane = state.side?.pane else { return [] }
        return [.open] + (pane.selects ? [.toggle] : []) + (pane.narrowing == .asked ? [.narrow] : [])
            + (pane.orders.isEmpty ? [] : [.sort]) + pane.hinted + [.nextPane] + (pane.selects ? [.quitAndPrint] : []) + [.close, .help]
    }

    private var editingHints: [Command] {
        if case .words? = state.open.reference {
            return [.markPerson, .markOrganization, .markLocation, .markType, .widenRight, .fragment, .nextMention, .undoEdit, .edit, .help]
        }
        guard state.open.focus != nil else { return [.nextMention, .nextWord, .nextUnjudged, .undoEdit, .edit, .help] }
        if state.open.focus?.kind == .claim { return [.accept, .reject, .claimSource, .claimCue, .certainty, .relate, .undoEdit, .edit, .help] }
        return [.accept, .reject, .markPerson, .markOrganization, .markLocation, .markType, .widenRight, .allSuch, .undoEdit, .edit, .help]
    }

    private var hintedCommands: [Command] {
        switch state.active {
        case .timeline:
            return [.open, .toggle, .selectRange, .zoomIn, .zoomOut, .onlyFocused, .everything, .nextPane,
                .quitAndPrint, .close, .help]
        case .side: return listCommands
        case .help: return [.close]
        case .reading: break
        }
        if state.open.editing.isOn { return editingHints }
        if isOpen(RelatedPane.self) { return [.open, .related, .back, .nextClaim, .close, .help] }
        if state.open.reference != nil { return [.nextMention, .details, .copy, .back, .outline, .timeline, .search, .help, .close] }
        switch state.open.focus?.kind {
        case .claim:
            return [.related, .details, .nextClaim, .select, .back, .timeline, .quitAndPrint,
                .close, .help]
        case .mention:
            return [.nextMention, .details, .nextOfEntity, .select, .claims, .timeline, .index,
                .search, .quitAndPrint, .help]
        default:
            let outline: [Command] = state.report.structure.sections.isEmpty ? [] : [.outline]
            return [.nextMention, .nextClaim, .claims, .timeline] + outline + [.index, .search, .help, .close]
        }
    }
}
