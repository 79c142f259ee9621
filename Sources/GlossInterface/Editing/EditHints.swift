import GlossModel

/// A word on the screen, and the letters that lead to it.
struct WordHint: Hashable, Sendable {
    var span: Span
    var label: [Unicode.Scalar]
}

/// Letters over words: fewer for those that are nearer, none of which begins another.
struct WordLabels {
    /// Letters from where fingers rest outward.
    static let letters: [Unicode.Scalar] = Array("fjdkslaghrueiwotyvncmbpxqz".unicodeScalars)

    /// Labels for so many words, the shortest first; of one letter or two, and of three beyond 676 words.
    static func labels(_ count: Int) -> [[Unicode.Scalar]] {
        var labels = letters.map { [$0] }
        var next = labels.count - 1
        // A label is given up for longer ones that begin with it, from the last one back.
        while labels.count < count, next >= 0 {
            let given = labels.remove(at: next)
            labels += letters.map { given + [$0] }
            next -= 1
            if next < 0, labels.count < count { next = labels.count - 1 }
        }
        return Array(labels.sorted { $0.count < $1.count }.prefix(count))
    }
}

extension Browser {
    /// Puts letters over the words on the screen, the shortest ones nearest to what is in focus.
    mutating func openHints() {
        let seen = visibleText()
        let here = state.open.focusSpan.flatMap { $0.overlaps(seen) ? Int($0.start) : nil } ?? Int(seen.start)
        var found: [Span] = []
        for index in state.report.paragraphs.indices(overlapping: seen) {
            let paragraph = state.report.paragraphs.spans[index]
            var place = max(Int(paragraph.start), Int(seen.start))
            let end = min(Int(paragraph.end), Int(seen.end))
            while found.count < 5000, let word = words.word(after: place), Int(word.start) < end {
                found.append(word)
                place = Int(word.end)
            }
        }
        guard !found.isEmpty else { return state.say("no word is on the screen") }
        found.sort { (abs(Int($0.start) - here), $0) < (abs(Int($1.start) - here), $1) }
        state.open.editing.hints = zip(found, WordLabels.labels(found.count)).map { WordHint(span: $0, label: $1) }
        state.open.editing.typedHint = []
    }

    /// Takes a letter of a hint; nil where none are shown. Any other key takes them away.
    mutating func takeHint(_ key: Key) -> [Effect]? {
        guard state.open.editing.isOn, let hints = state.open.editing.hints else { return nil }
        let typed: [Unicode.Scalar]
        if case .character(let letter) = key.base, key.modifiers.isEmpty { typed = state.open.editing.typedHint + [letter] } else { typed = [] }
        let left = typed.isEmpty ? [] : hints.filter { $0.label.starts(with: typed) }
        (state.open.editing.hints, state.open.editing.typedHint) = (nil, [])
        if let only = left.first, left.count == 1, only.label == typed {
            reach(only.span)
        } else if left.isEmpty {
            if key.base != .escape { state.say("no word has these letters") }
        } else {
            (state.open.editing.hints, state.open.editing.typedHint) = (left, typed)
        }
        return []
    }

    /// Goes to a word; where an end is held, takes in the words up to it.
    mutating func reach(_ word: Span) {
        if let held = state.open.editing.held {
            focusWords(Span(Int(min(word.start, held.start)), Int(max(word.end, held.end))))
        } else {
            notePassed(before: word)
            focusStop(word)
        }
    }

    /// What stands over a word's first letters on the screen, by the byte that it begins with.
    var shownHints: [Int: ArraySlice<Unicode.Scalar>] {
        guard isEditing, let hints = state.open.editing.hints else { return [:] }
        let typed = state.open.editing.typedHint.count
        return Dictionary(hints.map { (Int($0.span.start), $0.label.dropFirst(typed)) }, uniquingKeysWith: { first, _ in first })
    }
}
