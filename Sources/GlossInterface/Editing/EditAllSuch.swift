import GlossModel

extension Browser {
    /// Asks whether what was done last is to be done with all the same words of the report, or of all open ones.
    mutating func askForAllSuch() -> [Effect] {
        guard let last = state.open.editing.last, last.isForAllSuch, let place = placeOfLast else {
            state.say("p, o, l, s, a, = or D first; then % does it with all such words")
            return []
        }
        let same = SameEdit(words: state.report.text.collapsed(place), edit: last)
        let here = edits(of: same, in: state.current)
        let elsewhere = others(of: same).map(\.count)
        let words = cut(StandIn.line(same.words), to: 40)
        guard !here.isEmpty || !elsewhere.isEmpty else {
            state.say("no other \"\(words)\" is left")
            return []
        }
        let reach = elsewhere.isEmpty ? [] : ["L with \(elsewhere.reduce(0, +)) in \(reports(elsewhere.count))"]
        let keys = (here.isEmpty ? [] : ["y all"]) + reach + (here.isEmpty ? [] : ["Enter one by one"]) + ["Esc none"]
        var question = EditQuestion(
            words: "\(here.count) more \"\(words)\" \(verb(last)): \(keys.joined(separator: ", "))", edit: .all(here.map(\.edit)), first: here.first?.span)
        if here.isEmpty { question.answers = [:] }
        if !elsewhere.isEmpty { question.answers["L"] = .everywhere(here.map(\.edit), same) }
        state.open.editing.question = question
        return []
    }

    /// The words that the last edit was about: they are in focus, or were before the next stop was gone to.
    private var placeOfLast: Span? { state.open.editing.lastPlace ?? state.open.focusSpan }

    /// The edits that do the same at all places of a report where it is not done. O(bytes of the text).
    func edits(of same: SameEdit, in index: Int) -> [(span: Span, edit: Edit)] {
        let report = state.reports[index].report
        return SameWords(report.text, same.words).all.compactMap { span in
            edit(of: same.edit, at: span, marks(on: span, in: report), report).map { (span, $0) }
        }
    }

    /// The other open reports where something is left to do, with how much.
    private func others(of same: SameEdit) -> [(index: Int, count: Int)] {
        guard same.edit.spansReports else { return [] }
        return state.reports.indices.filter { $0 != state.current }.map { ($0, edits(of: same, in: $0).count) }.filter { $0.1 > 0 }
    }

    /// Begins editing the other open reports where the words stand, and does the same there.
    mutating func askElsewhere(_ same: SameEdit) -> [Effect] {
        let others = others(of: same).map(\.index)
        for index in others { state.reports[index].editing.awaited = same }
        state.say("and in \(reports(others.count)): a step in each, which z takes back there")
        return others.map { .change(state.reports[$0].report.id, .begin) }
    }

    private func reports(_ count: Int) -> String { "\(count) other report\(count == 1 ? "" : "s")" }

    private func marks(on span: Span, in report: Report) -> [AnnotationID] {
        let mentions = report.mentions(overlapping: span).filter { $0.mention.span == span }.map(\.id)
        return mentions + report.times(overlapping: span).filter { report.span(of: $0) == span }
    }

    /// The edit that does the same at a place where these annotations stand; nil where it is done.
    private func edit(of last: LastEdit, at span: Span, _ here: [AnnotationID], _ report: Report) -> Edit? {
        switch last {
        case .wrong: return here.isEmpty ? nil : .remove(here)
        case .right:
            let suggestions = here.filter { report.isSuggestion($0) }
            return suggestions.isEmpty ? nil : .accept(suggestions)
        case .type(let type):
            guard let known = here.first else { return .add(spans: [span], type: type) }
            if here.contains(where: { report.markedWords($0)?.type == type && !report.isSuggestion($0) }) { return nil }
            if report.markedWords(known)?.type == type { return .accept([known]) }
            return .type([known], type)
        case .entity(let entity):
            let others = here.filter { $0.kind == .mention && report.entity(of: $0) != entity }
            return others.isEmpty ? nil : .entity(others, entity)
        default: return nil
        }
    }

    private func verb(_ last: LastEdit) -> String {
        switch last {
        case .type(let type): "as \(type)"
        case .wrong: "wrong"
        case .right: "right"
        case .entity(let entity): "of " + cut(StandIn.line(state.report.entity(entity)?.name ?? "it"), to: 24)
        default: ""
        }
    }
}

extension LastEdit {
    /// Whether it means something in more than one report.
    fileprivate var spansReports: Bool { if case .entity = self { false } else { true } }
}

/// The places of a text where some words stand, whole, white space of any kind between them.
struct SameWords {
    let all: [Span]

    /// O(bytes of the text).
    init(_ text: Text, _ words: String) {
        let wanted = Array(words.utf8)
        guard let first = wanted.first else {
            all = []
            return
        }
        var found: [Span] = []
        var offset = 0
        while offset + wanted.count <= text.count {
            if text.bytes[offset] == first, let end = SameWords.match(wanted, in: text, at: offset),
                SameWords.isEdge(text, offset), SameWords.isEdge(text, end)
            {
                found.append(Span(offset, end))
                offset = end
            } else {
                offset += 1
            }
        }
        all = found
    }

    private static func match(_ wanted: [UInt8], in text: Text, at start: Int) -> Int? {
        var offset = start
        for byte in wanted {
            if byte == 0x20 {
                guard text.byte(offset) <= 0x20, offset < text.count else { return nil }
                while offset < text.count, text.bytes[offset] <= 0x20 { offset += 1 }
            } else {
                guard offset < text.count, text.bytes[offset] == byte else { return nil }
                offset += 1
            }
        }
        return offset
    }

    /// Whether no letter or digit goes on over a place.
    private static func isEdge(_ text: Text, _ offset: Int) -> Bool {
        func isLetter(_ byte: UInt8) -> Bool {
            byte >= 0x80 || byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
        }
        guard offset > 0, offset < text.count else { return true }
        // A quotation mark or a dash of three bytes is no letter.
        if text.byte(offset) == 0xE2 || offset > 2 && text.byte(offset - 3) == 0xE2 { return true }
        return !(isLetter(text.byte(offset - 1)) && isLetter(text.byte(offset)))
    }
}
