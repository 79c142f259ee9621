import GlossModel

extension Browser {
    /// Follows a cross reference: from a marker to its note, from a note back to its marker. Says
    /// whether there was somewhere to go.
    mutating func follow(_ reference: CrossReference) -> Bool {
        let other: CrossReference
        switch reference {
        case .marker(let index): other = .note(index)
        case .note(let index): other = .marker(index)
        case .link:
            state.say("y copies where it leads")
            return true
        case .words: return false
        }
        guard let span = state.report.span(of: other) else { return false }
        rememberPlace()
        focus(other, at: span)
        state.say("Ctrl-O goes back")
        return true
    }

    /// The card of a note or a link.
    func referenceCard(_ reference: CrossReference, _ width: Int) -> [ListItem] {
        let report = state.report
        func lines(_ text: String, _ style: Style = .plain, limit: Int) -> ListItem {
            ListItem(lines: wrapped(text, width: width, limit: limit).map { [Segment($0, style)] })
        }
        switch reference {
        case .marker(let index), .note(let index):
            let note = report.structure.notes[index]
            let place = placeLabel(Int(note.body.start))
            let isMarker = reference == .marker(index)
            return [
                ListItem(lines: [[Segment("Note", theme.heading), Segment("  " + place, theme.faint)]]),
                lines(report.words(of: note.body), limit: 40), ListItem(lines: [[]]),
                lines(isMarker ? "Enter goes to it" : "Enter goes to where it is referred to", theme.faint, limit: 2),
            ]
        case .words: return []
        case .link(let index):
            let link = report.structure.links[index]
            return [
                ListItem(lines: [[Segment("Link", theme.heading)]]), lines(report.words(of: link.span), limit: 4),
                ListItem(lines: cutAnywhere(link.target, width: width).map { [Segment($0, theme.link)] }), ListItem(lines: [[]]),
                lines("y copies it", theme.faint, limit: 1),
            ]
        }
    }

    /// An address over as many lines as it needs, at most 12.
    private func cutAnywhere(_ text: String, width: Int) -> [String] {
        var lines = [""]
        for character in StandIn.line(text) {
            if columns(of: lines[lines.count - 1]) + columns(of: String(character)) > max(2, width) { lines.append("") }
            lines[lines.count - 1].append(character)
        }
        return Array(lines.prefix(12))
    }

    /// What `y` copies of a cross reference: where a link leads, a note with its place.
    mutating func copy(_ reference: CrossReference) -> [Effect] {
        let report = state.report
        switch reference {
        case .link(let index):
            let target = report.structure.links[index].target
            return copy(StandIn.line(target), saying: "copied: \(cut(StandIn.line(target), to: 60))")
        case .marker(let index), .note(let index):
            return copy(report.words(of: report.structure.notes[index].body), at: report.structure.notes[index].body)
        case .words(let span): return copy(report.words(of: span), at: span)
        }
    }
}
