import GlossModel

extension Browser {
    /// Goes to the suggestion that the annotator is least sure of, of each string one, the first; those asked about
    /// before are not asked about again. What rules are sure of comes last, what stands once first. Linear in the
    /// suggestions.
    mutating func goToDoubt() {
        if let span = state.open.focusSpan, state.open.editing.way == .doubts {
            state.open.editing.asked.insert(state.report.text.collapsed(span))
        }
        let doubts = self.doubts()
        guard let next = doubts.first else {
            let wasAsked = !state.open.editing.asked.isEmpty
            state.open.editing.asked = []
            return state.say(wasAsked ? "that was the last doubt; ]u goes to what nobody has judged" : "everything is judged")
        }
        let span = state.report.span(of: next.id) ?? Span(0, 0)
        state.open.editing.way = .doubts
        state.open.editing.held = nil
        rememberPlace()
        focus(next.id, at: span)
        let times = next.count > 1 ? ", \(next.count) times; % does all" : ""
        let left = doubts.count > 1 ? "; \(doubts.count - 1) more doubts" : ""
        state.say("\(cut(StandIn.line(state.report.text.collapsed(span)), to: 30)): \(next.type)?\(times)\(left)")
    }

    private struct Doubt {
        var id: AnnotationID
        var type: String
        /// How sure the annotator is; greatest where a rule is.
        var margin: Int32
        var count = 1
    }

    private func doubts() -> [Doubt] {
        let report = state.report
        let filter = MentionFilter(report, state.open.visibility)
        var byWords: [String: Doubt] = [:]
        var order: [String] = []
        for (index, layer) in report.layers.enumerated() where layer.origin == .computed {
            for mention in layer.mentions where filter.shows(mention, index) {
                let words = report.text.collapsed(mention.span)
                if state.open.editing.asked.contains(words) { continue }
                let id = AnnotationID(layer: UInt16(index), kind: .mention, number: mention.number)
                let margin = report.margin(of: id) ?? .max
                if var known = byWords[words] {
                    known.count += 1
                    known.margin = min(known.margin, margin)
                    byWords[words] = known
                } else {
                    byWords[words] = Doubt(id: id, type: layer.typeName(mention.type), margin: margin)
                    order.append(words)
                }
            }
        }
        return order.compactMap { byWords[$0] }.enumerated()
            .sorted { ($0.element.margin, $0.element.count, $0.offset) < ($1.element.margin, $1.element.count, $1.offset) }.map(\.element)
    }
}
