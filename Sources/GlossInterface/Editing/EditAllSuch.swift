import GlossModel

extension Browser {
    /// Asks whether what was done last is to be done with all the same words of the report.
    mutating func askForAllSuch() -> [Effect] {
        guard let last = state.open.editing.last, let place = placeOfLast else {
            state.say("p, o, l, s, a or D first; then % does it with all such words")
            return []
        }
        let report = state.report
        let words = report.text.collapsed(place)
        let places = SameWords(report.text, words).all
        var edits: [Edit] = []
        var first: Span?
        var count = 0
        for span in places {
            let here = marks(on: span)
            guard let edit = self.edit(of: last, at: span, here) else { continue }
            edits.append(edit)
            count += 1
            if first == nil { first = span }
        }
        guard count > 0 else {
            state.say("no other \"\(StandIn.line(words))\" is left")
            return []
        }
        let verb = last.verb
        state.open.editing.question = EditQuestion(
            words: "\(count) more \"\(cut(StandIn.line(words), to: 40))\" \(verb): y all, Enter one by one, Esc none", edit: .all(edits), first: first)
        return []
    }

    /// The words that the last edit was about: they are in focus, or were before the next stop was gone to.
    private var placeOfLast: Span? { state.open.editing.lastPlace ?? state.open.focusSpan }

    private func marks(on span: Span) -> [AnnotationID] {
        let mentions = state.report.mentions(overlapping: span).filter { $0.mention.span == span }.map(\.id)
        return mentions + state.report.times(overlapping: span).filter { state.report.span(of: $0) == span }
    }

    /// The edit that does the same at a place where these annotations stand; nil where it is done.
    private func edit(of last: LastEdit, at span: Span, _ here: [AnnotationID]) -> Edit? {
        let report = state.report
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
        }
    }
}

extension LastEdit {
    fileprivate var verb: String {
        switch self {
        case .type(let type): "as \(type)"
        case .wrong: "wrong"
        case .right: "right"
        }
    }
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
