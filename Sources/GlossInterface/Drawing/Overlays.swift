import GlossModel

/// Lines that stand for a while over what is above the bottom line.
extension Browser {
    /// What bars and colours mean, for somebody who sees them for the first time.
    func drawGreeting(_ frame: inout Frame, _ screen: ScreenLayout) {
        guard state.greets, screen.footer.row >= 8 else { return }
        func chip(_ type: String, _ words: String) -> StyledLine { [Segment(" \(words) ", theme.chip(Theme.slot(of: type))), Segment(" ")] }
        let colours = chip("Person", "people") + chip("Organization", "organisations") + chip("Location", "places") + chip("Date", "dates")
        let keyOf = { (command: Command) in keys.firstKey(for: command, in: .everywhere) ?? command.rawValue }
        let bars: StyledLine = [
            Segment("┃", theme.reportedBar), Segment(" somebody says so  "), Segment("│", theme.assertedBar), Segment(" the author does   "),
            Segment(keyOf(.nextMention), theme.key), Segment(" next   "), Segment(keyOf(.help), theme.key), Segment(" all keys   "),
            Segment(keyOf(.close), theme.key), Segment(" leaves"),
        ]
        drawOverlay([colours, bars], &frame, screen)
    }

    /// The keys that may follow those pressed.
    func drawFollowing(_ frame: inout Frame, _ screen: ScreenLayout) {
        guard state.showsFollowing, screen.footer.row >= 4 else { return }
        let width = state.size.columns
        var lines: [StyledLine] = [[]]
        var used = 0
        for (key, words) in following {
            let taken = columns(of: key) + 1 + columns(of: words) + 3
            if used + taken > width - 2, used > 0 {
                lines.append([])
                used = 0
            }
            lines[lines.count - 1] += [Segment(key, theme.key), Segment(" " + words + "   ")]
            used += taken
        }
        drawOverlay(Array(lines.prefix(screen.footer.row / 2)), &frame, screen)
    }

    /// The rest of a message that is too long for the bottom line.
    func drawLongMessage(_ frame: inout Frame, _ screen: ScreenLayout) {
        guard let message = state.message, state.prompt == nil, screen.footer.row >= 8 else { return }
        let lines = messageLines(message.text)
        guard lines.count > 1 else { return }
        let style = message.isWarning ? theme.warning : theme.heading
        drawOverlay(lines.dropLast().map { [Segment($0, style)] }, &frame, screen)
    }

    /// A message in as many lines as it needs, at most four, the last for the bottom line.
    func messageLines(_ text: String) -> [String] {
        let room = state.size.columns - 2 - columns(of: stateWords)
        guard room > 20, columns(of: text) > room, state.size.rows >= 9 else { return [text] }
        return wrapped(text, width: room, limit: 4)
    }

    private func drawOverlay(_ lines: [StyledLine], _ frame: inout Frame, _ screen: ScreenLayout) {
        let first = screen.footer.row - lines.count
        let all = 0..<state.size.columns
        if !state.isLinear { frame.rule(row: first - 1, columns: all, style: theme.rule) }
        for (index, line) in lines.enumerated() {
            frame.fill(row: first + index, columns: all, style: .plain)
            frame.draw(line, row: first + index, column: 1)
        }
    }
}
