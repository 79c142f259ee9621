import GlossModel

extension Browser {
    /// The help screen, from the tables of commands and keys.
    func helpLines(width: Int) -> [StyledLine] {
        var lines: [StyledLine] = [[Segment("gloss: keys", theme.heading)], []]
        for group in CommandGroup.allCases {
            let commands = Command.allCases.filter { $0.help.group == group }
            lines.append([Segment(group.rawValue, theme.heading)])
            for command in commands { lines += helpLines(of: command, width: width) }
            lines.append([])
        }
        lines.append([Segment("Colours", theme.heading)])
        lines += legend(width: width)
        lines.append([Segment("  "), Segment("  ┃  ", theme.reportedBar), Segment(" a claim that somebody is said to make")])
        lines.append([Segment("  "), Segment("  │  ", theme.assertedBar), Segment(" a claim of the author's own")])
        lines.append([])
        lines.append([Segment("Searching", theme.heading)])
        for line in wrapped(Browser.searchHelp, width: width - 2) { lines.append([Segment("  " + line)]) }
        return lines
    }

    private static let searchHelp = """
        Capitals in a search matter only where it has one. Signs: . any character, [a-z] [^a-z] one \
        of these or none, \\w \\d \\s a letter, digit, space, \\b a word's edge, * + ? {2,3} \
        repetition, a|b either, ( ) a group, ^ $ a paragraph's ends. \\ takes a sign's meaning away. \
        A line break in the file counts as a space, and ' " - find the typographic ones too.
        """

    private func helpLines(of command: Command, width: Int) -> [StyledLine] {
        let names = keys.keys(for: command).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        guard !names.isEmpty else { return [] }
        let column = min(24, width / 3)
        let shown = cut(names.joined(separator: " "), to: column - 1)
        let sentence = wrapped(command.help.sentence, width: width - column - 2)
        return sentence.enumerated().map { index, line in
            [Segment("  " + (index == 0 ? shown : "").padded(to: column), theme.key), Segment(line)]
        }
    }

    private func legend(width: Int) -> [StyledLine] {
        let names = ["Person", "Organization", "Location", "Date", "Group", "Weapon", "Vehicle",
            "MilitaryPlatform", "Quantity", "Money", "Document", "Work", "Product", "Event"]
        let slots = names.map(Theme.slot)
        let lines: [StyledLine] = zip(names, slots).map { name, slot in
            let shared = zip(names, slots).filter { $1 == slot && $0 != name }.map(\.0)
            let also = shared.isEmpty ? "" : "  shares its colour with \(shared.joined(separator: ", "))"
            return [Segment("  "), Segment(" \(Theme.tag(of: name).padded(to: 3)) ", theme.chip(slot)),
                Segment(" \(name)"), Segment(cut(also, to: max(0, width - 18)), theme.faint)]
        }
        return lines + [[
            Segment("  "), Segment(" URL ", theme.chip(Theme.slot(of: "URL"))),
            Segment(cut(" Domain, Email, IP, Hash, CVE, FilePath, RegistryKey: quiet until V lights them", to: width - 7)),
        ]]
    }

    /// Draws the help screen over everything.
    func drawHelp(_ frame: inout Frame) {
        let size = state.size
        let lines = helpLines(width: min(size.columns - 2, 90))
        let height = max(1, size.rows - 1)
        let top = max(0, min(state.helpTop, lines.count - height))
        for (index, line) in lines.dropFirst(top).prefix(height).enumerated() {
            frame.draw(line, row: index, column: 1)
        }
        let more = top + height < lines.count ? "more below  " : ""
        frame.draw(
            "\(more)j k Space b move   q closes", row: size.rows - 1, column: 1, style: theme.faint)
        frame.cursor = Position(row: 0, column: 1)
    }

    /// Lines of help that do not fit above the last screen.
    var helpBottom: Int {
        max(0, helpLines(width: min(state.size.columns - 2, 90)).count - max(1, state.size.rows - 1))
    }
}
