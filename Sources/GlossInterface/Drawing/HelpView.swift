import GlossModel

extension Browser {
    /// The help screen, from the tables of commands and keys: for the pane that one is in first, narrowed by
    /// what is typed; in two columns where it is wide.
    func helpLines(width: Int) -> [StyledLine] {
        let title: [StyledLine] = [[Segment("gloss: keys", theme.heading)], []]
        guard width >= 110 else { return title + helpBlocks(width: min(width, 90)).flatMap { $0 + [[]] } }
        return title + besides(helpBlocks(width: (width - 4) / 2), width: (width - 4) / 2)
    }

    /// Groups of lines that stay together.
    private func helpBlocks(width: Int) -> [[StyledLine]] {
        let wanted = ListQuery(state.helpFilter.text)
        var blocks: [[StyledLine]] = wanted.isEmpty ? [legend(width: width)] : []
        for group in helpGroups {
            let lines = Command.allCases.filter { $0.help.group == group }.flatMap { helpLines(of: $0, wanted, width: width) }
            if !lines.isEmpty { blocks.append([[Segment(group.rawValue, theme.heading)]] + lines) }
        }
        if wanted.isEmpty || wanted.admits(FoldedBytes.of("searching " + Browser.searchHelp)) {
            blocks.append([[Segment("What a search understands", theme.heading)]] + wrapped(Browser.searchHelp, width: width - 2).map { [Segment("  " + $0)] })
        }
        return blocks.isEmpty ? [[[Segment("nothing here is about that", theme.faint)]]] : blocks
    }

    /// The groups, that of the pane the help was asked for in first.
    private var helpGroups: [CommandGroup] {
        let own: CommandGroup? = switch state.paneBehindHelp {
        case .timeline: .timeline
        case .side: .lists
        default: nil
        }
        let lists: [CommandGroup] = own == .timeline ? [.lists] : []
        return (own.map { [$0] } ?? []) + lists + CommandGroup.allCases.filter { $0 != own && !lists.contains($0) }
    }

    /// Blocks in two columns of about one height.
    private func besides(_ blocks: [[StyledLine]], width: Int) -> [StyledLine] {
        let total = blocks.reduce(0) { $0 + $1.count + 1 }
        var sides: [[StyledLine]] = [[], []]
        for block in blocks {
            let side = sides[1].isEmpty && sides[0].count + block.count / 2 < total / 2 ? 0 : 1
            sides[side] += block + [[]]
        }
        return (0..<max(sides[0].count, sides[1].count)).map { row in
            let left = row < sides[0].count ? sides[0][row] : []
            let used = left.reduce(0) { $0 + columns(of: $1.text) }
            let right = row < sides[1].count ? sides[1][row] : []
            return left + [Segment(String(repeating: " ", count: max(1, width + 4 - used)))] + right
        }
    }

    private static let searchHelp = """
        Capitals in a search matter only where it has one. Signs: . any character, [a-z] [^a-z] one \
        of these or none, \\w \\d \\s a letter, digit, space, \\b a word's edge, * + ? {2,3} \
        repetition, a|b either, ( ) a group, ^ $ a paragraph's ends. \\ takes a sign's meaning away. \
        A line break in the file counts as a space, and ' " - find the typographic ones too. \
        /+word lights another word beside the last ones; Up and Down go through earlier searches.
        """

    private func helpLines(of command: Command, _ wanted: ListQuery, width: Int) -> [StyledLine] {
        let names = keys.keys(for: command).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        guard !names.isEmpty else { return [] }
        let all = names.joined(separator: " ") + " " + command.rawValue.replacing("-", with: " ") + " " + command.help.sentence
        guard wanted.admits(FoldedBytes.of(all)) else { return [] }
        let column = min(24, width / 3)
        let shown = cut(names.joined(separator: " "), to: column - 1)
        let sentence = wrapped(command.help.sentence, width: width - column - 2)
        return sentence.enumerated().map { index, line in
            [Segment("  " + (index == 0 ? shown : "").padded(to: column), theme.key), Segment(line)]
        }
    }

    /// What colours and bars mean.
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
        let more: [StyledLine] = [
            [
                Segment("  "), Segment(" URL ", theme.chip(Theme.slot(of: "URL"))),
                Segment(cut(" Domain, Email, IP, Hash, CVE, FilePath, RegistryKey: quiet until V lights them", to: width - 7)),
            ],
            [Segment("  "), Segment("  ┃  ", theme.reportedBar), Segment(" a claim that somebody is said to make")],
            [Segment("  "), Segment("  │  ", theme.assertedBar), Segment(" a claim of the author's own")],
        ]
        return [[Segment("Colours", theme.heading)]] + lines + more
    }

    /// Draws the help screen over everything.
    func drawHelp(_ frame: inout Frame) {
        let size = state.size
        let lines = helpLines(width: size.columns - 2)
        let height = max(1, size.rows - 1)
        let top = max(0, min(state.helpTop, lines.count - height))
        for (index, line) in lines.dropFirst(top).prefix(height).enumerated() {
            frame.draw(line, row: index, column: 1)
        }
        frame.cursor = Position(row: 0, column: 1)
        if state.isSearchingHelp || !state.helpFilter.isEmpty {
            let end = frame.draw("/" + state.helpFilter.text, row: size.rows - 1, column: 1, style: theme.key)
            if state.isSearchingHelp { frame.cursor = Position(row: size.rows - 1, column: end) }
        } else {
            let more = top + height < lines.count ? "more below  " : ""
            frame.draw("\(more)j k Space b move   / finds   q closes", row: size.rows - 1, column: 1, style: theme.faint)
        }
    }

    /// Lines of help that do not fit above the last screen.
    var helpBottom: Int { max(0, helpLines(width: state.size.columns - 2).count - max(1, state.size.rows - 1)) }
}
