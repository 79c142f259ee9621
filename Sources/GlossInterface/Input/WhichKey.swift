import GlossModel

/// What may follow keys that have been pressed: shown when nothing follows for a second.
extension Browser {
    /// Whether more keys are waited for.
    public var isWaitingForKeys: Bool { !state.pending.isEmpty && !state.showsFollowing && state.prompt == nil }

    /// The keys that may follow, with what they do.
    var following: [(key: String, words: String)] {
        let typed = state.pending
        if case .command(let command) = keys.match(typed, in: keyPlace) {
            if command == .markType { return state.open.editing.typeLetters.map { (String($0.letter), $0.type) } + [("s", "the last one again"), ("/", "by name")] }
            if command == .certainty {
                return Likelihood.allCases.enumerated().map { ("\($0 + 1)", $1.name) } + [("0", "not said"), ("l m h", "confidence"), ("f", "forecast")]
            }
            let letters = state.marks.keys.sorted().map { String($0) }.joined(separator: " ")
            let marks = letters.isEmpty ? "no marks yet" : "marks: \(letters)"
            return command == .mark ? [("a-z", "a letter for this place"), ("", marks)] : [("'", "back"), ("", marks)]
        }
        return keys.following(typed, in: keyPlace).map { ($0.key, $0.command.brief) }
    }
}

extension KeyMap {
    /// What may follow keys in a place: the rest of each sequence that begins with them. O(bindings).
    func following(_ typed: [Key], in place: KeyPlace) -> [(key: String, command: Command)] {
        bindings.filter { ($0.place == place || $0.place == .everywhere) && $0.keys.count > typed.count && $0.keys.starts(with: typed) }
            .map { ($0.keys.dropFirst(typed.count).map(\.description).joined(), $0.command) }
    }
}

extension Command {
    /// Whether a count before its key says something to it.
    var takesCount: Bool {
        switch self {
        case .scrollLeft, .scrollRight, .top, .bottom, .page, .firstItem, .lastItem, .zoomIn, .zoomOut, .bucketLeft, .bucketRight: true
        case .itemDown, .itemUp, .itemPageDown, .itemPageUp, .related, .history: true
        default: help.group == .moving && ![.rawText, .position, .follow, .fold].contains(self) || rawValue.hasPrefix("next-") && self != .nextPane
            && self != .nextHit || rawValue.hasPrefix("previous-") && self != .previousHit
        }
    }

    /// Its name in words, for a crowded line: "next claim" is "claim" after a key that says next.
    var brief: String {
        let words = rawValue.split(separator: "-")
        return words.count > 1 && (words[0] == "next" || words[0] == "previous") ? words.dropFirst().joined(separator: " ") : words.joined(separator: " ")
    }
}
