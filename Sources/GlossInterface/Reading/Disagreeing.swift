import GlossModel

/// Reading what several annotators made of one text.
extension Browser {
    /// Steps to a place where annotators differ, and says how; past the end it goes on at the
    /// beginning. O(log n), and the comparison the first time.
    mutating func stepDisagreements(_ times: Int, forward: Bool) {
        guard state.report.annotators.count > 1 else {
            state.say(
                state.open.progress == nil ? "one annotator only; gloss A.ann B.ann compares" : "loading", isWarning: true)
            return
        }
        let all = state.open.digest().disagreements
        guard !all.isEmpty else {
            state.say("the annotators agree everywhere")
            return
        }
        let here = placeOfDisagreement(among: all, forward: forward)
        let index = forward ? here + times - 1 : here - times
        let place = ((index % all.count) + all.count) % all.count
        guard let mark = all[place].marks.joined().first else { return }
        focus(mark.id, at: mark.extent)
        state.say("\(place + 1) of \(all.count), \(word(for: all[place].kind)): \(whoMarked(all[place]))")
    }

    /// "a.ann, b.ann: 47 differ, kappa 0.60; ]x shows them": said when several annotators come together.
    mutating func annotatorSummary(ofReport index: Int) -> String? {
        let report = state.reports[index].report
        let names = report.annotators.map { StandIn.line(report.layers[$0].name) }
        guard names.count > 1 else { return nil }
        let digest = state.reports[index].digest()
        let count = digest.disagreements.count
        let key = keys.firstKey(for: .nextDisagreement, in: .everywhere) ?? ""
        guard count > 0 else { return names.joined(separator: ", ") + ": they agree everywhere" }
        let kappa = digest.kappa.map { value in
            let parts = Int((abs(value) * 100).rounded())
            return ", kappa \(value < 0 && parts > 0 ? "-" : "")\(parts / 100).\(parts % 100 < 10 ? "0" : "")\(parts % 100)"
        } ?? ""
        return names.joined(separator: ", ") + ": \(count) differ\(kappa); \(key) shows them"
    }

    /// Whether annotators differ about something that begins on a row. O(log disagreements).
    func differs(on row: Span) -> Bool {
        guard let all = state.open.cache.digest?.disagreements, !all.isEmpty else { return false }
        let index = all.partitioningIndex { $0.span.start >= row.start }
        return index < all.count && all[index].span.start < row.end
    }

    /// Index of the first disagreement after where the reader is, or, backward, one past the last
    /// before it.
    private mutating func placeOfDisagreement(among all: [Disagreement], forward: Bool) -> Int {
        if let focus = state.open.focus,
            let own = all.firstIndex(where: { $0.marks.joined().contains { $0.id == focus } }),
            all[own].span.overlaps(visibleText())
        {
            return forward ? own + 1 : own
        }
        let start = visibleText().start
        return all.partitioningIndex { $0.span.start >= start }
    }

    private func word(for kind: Disagreement.Kind) -> String {
        switch kind {
        case .missing: "not marked by all"
        case .type: "types differ"
        case .bounds: "bounds differ"
        case .value: "values differ"
        case .mixed: "marks differ"
        }
    }

    private func whoMarked(_ disagreement: Disagreement) -> String {
        zip(annotatorNames, disagreement.marks).map { name, marks in
            name + " " + (marks.isEmpty ? "–" : marks.map { words(for: $0) }.joined(separator: ", "))
        }.joined(separator: "; ")
    }

    private func words(for mark: Mark) -> String {
        let text = mark.spans.map { state.report.flow.string(of: $0) }.joined(separator: " ")
        return mark.type + " “" + cut(text, to: 30) + "”" + (mark.label.isEmpty ? "" : " (" + mark.label + ")")
    }

    private var annotatorNames: [String] {
        state.report.annotators.map { state.report.layers[$0].name }
    }

    /// A line for each annotator, with what they marked where an annotation stands; none where there
    /// is one annotator.
    func annotatorLines(for id: AnnotationID) -> [String] {
        let layers = state.report.annotators
        guard layers.count > 1, let span = state.report.span(of: id) else { return [] }
        return layers.map { layer in
            let marks = marks(near: span, kind: id.kind, inLayer: layer)
            let name = state.report.layers[layer].name
            return name + ": " + (marks.isEmpty ? "–" : marks.joined(separator: ", "))
        }
    }

    private func marks(near span: Span, kind: AnnotationKind, inLayer number: Int) -> [String] {
        let (report, layer) = (state.report, state.report.layers[number])
        func quoted(_ part: Span) -> String { part == span ? "" : " “" + cut(report.flow.string(of: part), to: 30) + "”" }
        switch kind {
        case .mention:
            return layer.mentionRows(overlapping: span).map {
                layer.typeName(layer.mentions[$0].type) + quoted(layer.mentions[$0].span)
            }
        case .time:
            return layer.timeRows(overlapping: span).map {
                layer.times[$0].type.rawValue + " " + layer.times[$0].value + quoted(layer.times[$0].span)
            }
        case .claim:
            return layer.claimRows(overlapping: span).map {
                layer.claims[$0].kind.name + quoted(layer.claims[$0].extent)
            }
        default: return []
        }
    }
}
