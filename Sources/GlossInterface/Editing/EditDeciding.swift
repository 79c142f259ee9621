import GlossModel

/// Deciding between annotators: what they do not agree on stands beside what was decided.
extension Browser {
    /// Layers of annotators between whom is decided; none where a report is edited alone.
    var decidedLayers: [UInt16] {
        let layers = state.report.layers.filter { $0.origin == .computed && $0.name != "gloss" }.map(\.number)
        return layers.count > 1 ? layers : []
    }

    /// Takes 1, 2, ... for what that annotator says at the focus, 0 for none of it, + for all; nil for other keys,
    /// and where nothing is to be decided.
    mutating func takeDecision(_ key: Key) -> [Effect]? {
        guard isEditing, key.modifiers.isEmpty, case .character(let letter) = key.base else { return nil }
        let layers = decidedLayers
        if letter == "=", !layers.isEmpty { return askForAlike() }
        guard !layers.isEmpty, letter == "+" || (0x30...0x39).contains(letter.value), Int(letter.value) - 0x30 <= layers.count else { return nil }
        let here = undecidedHere()
        guard !here.isEmpty else { return nil }
        state.open.editing.last = nil
        state.open.editing.advances = true
        return edit(.all(decision(letter, here, layers)))
    }

    /// The edits that take what a key stands for, and not the rest.
    private func decision(_ key: Unicode.Scalar, _ here: [AnnotationID], _ layers: [UInt16]) -> [Edit] {
        let chosen = key == "+" ? here : key == "0" ? [] : here.filter { $0.layer == layers[Int(key.value) - 0x31] }
        let others = here.filter { !chosen.contains($0) }
        return chosen.map { .accept([$0]) } + (others.isEmpty ? [] : [.remove(others)])
    }

    /// Asks how all that is left is decided where the annotators differ as they do at the focus: in the same types.
    private mutating func askForAlike() -> [Effect]? {
        guard let focus = state.open.focus else { return nil }
        let here = undecided(around: focus)
        guard !here.isEmpty else { return nil }
        let wanted = signature(of: here)
        var seen = Set(here)
        var groups = [here]
        for id in suggestions(of: focus.kind) where !seen.contains(id) {
            let group = undecided(around: id)
            seen.formUnion(group)
            if signature(of: group) == wanted { groups.append(group) }
        }
        let layers = decidedLayers
        let keys = ["+", "0"] + layers.indices.prefix(9).compactMap { Unicode.Scalar(UInt32(0x31 + $0)) }
        let count = groups.count
        state.open.editing.question = EditQuestion(
            words: "\(count) differ like this: \(layers.count > 1 ? "1 2 ... takes that annotator's" : "1 takes it"), 0 none, + all, Esc leaves them",
            answers: Dictionary(uniqueKeysWithValues: keys.map { key in (key, .all(groups.flatMap { decision(key, $0, layers) })) }))
        return []
    }

    /// What kinds of marks are against each other: layers and types.
    private func signature(of group: [AnnotationID]) -> [String] {
        Set(group.map { "\($0.layer) \(state.report.markedWords($0)?.type ?? "")" }).sorted()
    }

    private func suggestions(of kind: AnnotationKind) -> [AnnotationID] {
        state.report.layers.filter { $0.origin == .computed }.flatMap { layer -> [AnnotationID] in
            let numbers: [UInt32] = switch kind {
            case .mention: layer.mentions.map(\.number)
            case .time: layer.times.map(\.number)
            case .claim: layer.claims.map(\.number)
            default: []
            }
            return numbers.map { AnnotationID(layer: layer.number, kind: kind, number: $0) }
        }
    }

    private func undecidedHere() -> [AnnotationID] { state.open.focus.map { undecided(around: $0) } ?? [] }

    /// The marks of one kind that overlap each other around one, and that are not decided.
    private func undecided(around focus: AnnotationID) -> [AnnotationID] {
        guard state.report.isSuggestion(focus), var span = state.report.span(of: focus) else { return [] }
        var found: [AnnotationID] = []
        while true {
            let here = marks(of: focus.kind, overlapping: span).filter { state.report.isSuggestion($0) }
            guard here.count > found.count else { return found.sorted() }
            found = here
            let spans = here.compactMap { state.report.span(of: $0) }
            span = Span(Int(spans.map(\.start).min() ?? span.start), Int(spans.map(\.end).max() ?? span.end))
        }
    }

    private func marks(of kind: AnnotationKind, overlapping span: Span) -> [AnnotationID] {
        switch kind {
        case .mention: state.report.mentions(overlapping: span).map(\.id)
        case .time: state.report.times(overlapping: span)
        case .claim: state.report.claims(overlapping: span)
        default: []
        }
    }
}
