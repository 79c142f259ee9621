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
        guard !layers.isEmpty, letter == "+" || (0x30...0x39).contains(letter.value), Int(letter.value) - 0x30 <= layers.count else { return nil }
        let here = undecidedHere()
        guard !here.isEmpty else { return nil }
        state.open.editing.last = nil
        state.open.editing.advances = true
        let chosen = letter == "+" ? here : letter == "0" ? [] : here.filter { $0.layer == layers[Int(letter.value) - 0x31] }
        let others = here.filter { !chosen.contains($0) }
        return edit(.all(chosen.map { .accept([$0]) } + (others.isEmpty ? [] : [.remove(others)])))
    }

    /// The marks of one kind that overlap each other where the focus is, and that are not decided.
    private func undecidedHere() -> [AnnotationID] {
        guard let focus = state.open.focus, state.report.isSuggestion(focus), var span = state.report.span(of: focus) else { return [] }
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
