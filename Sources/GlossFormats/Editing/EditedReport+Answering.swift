import GlossModel

extension EditedReport {
    /// Does what is asked, but for saving.
    /// - Returns: the answer, in which the report has a number, and what is to stand in the log.
    public mutating func answer(_ request: EditRequest, _ id: ReportID) -> (answer: EditAnswer, event: EditLog.Event?) {
        switch request {
        case .settle(let name, let takesTheirs):
            guard let step = settle(name, takesTheirs: takesTheirs) else { return (.done(numbered(id), focus: nil, word: "yours stands"), nil) }
            return (.done(numbered(id), focus: annotation(of: step), word: takesTheirs ? "theirs taken" : "yours stands"), .step(step))
        case .history(let id): return (.history(history(of: id)), nil)
        case .begin, .save: return (.done(numbered(id), focus: nil, word: nil), nil)
        case .undo:
            guard let step = undo() else { return (.refused("nothing to take back"), nil) }
            return (.done(numbered(id), focus: annotation(of: step), word: "taken back: \(step.inWords)"), .undo(step.number))
        case .redo:
            guard let step = redo() else { return (.refused("nothing to make again"), nil) }
            return (.done(numbered(id), focus: annotation(of: step), word: "made again: \(step.inWords)"), .redo(step.number))
        case .apply(let edit):
            do throws(EditRefusal) {
                let (focus, word, step) = try apply(edit)
                guard let step else { return (.refused(word ?? "nothing changes"), nil) }
                return (.done(numbered(id), focus: focus, word: word), .step(step))
            } catch {
                switch error { case .impossible(let why): return (.refused(why), nil) }
            }
        }
    }

    /// Steps that were about an annotation, or all of them, the latest first; those taken back too. O(steps).
    private func history(of id: AnnotationID?) -> [EditRecord] {
        let name = id.flatMap { $0.layer == own ? report.layers[Int(own)].name(of: $0) : nil }
        let words = id.flatMap { report.markedWords($0) }
        let all = (steps.map { ($0, false) } + undone.map { ($0, true) }).sorted { $0.0.number > $1.0.number }
        return all.filter { step, _ in
            id == nil || name.map { step.isAbout($0) } ?? false || step.words?.spans == words?.spans || step.judged.contains { $0.words == words }
        }.map { step, isUndone in
            var record = EditRecord(number: step.number, words: step.inWords)
            record.quote = step.words.map { text.text.joined($0.spans) } ?? ""
            record.span = step.words?.spans.first
            record.isUndone = isUndone
            return record
        }
    }

    /// The report as it is now, under a number.
    public func numbered(_ id: ReportID) -> Report {
        var report = report
        report.id = id
        return report
    }

    /// What stands on the words of a step: of its type, else anything there.
    private func annotation(of step: EditStep) -> AnnotationID? {
        guard let words = step.words, let span = words.spans.first else { return nil }
        let here = report.mentions(overlapping: span).map(\.id) + report.times(overlapping: span)
        return here.first { report.markedWords($0) == words } ?? here.first { report.span(of: $0) == span } ?? here.first
    }
}

extension EditStep {
    /// Whether it was about an annotation, by its name in the file, alone or among others. O(changes).
    fileprivate func isAbout(_ name: String) -> Bool {
        func names(_ line: String) -> Bool {
            line.split { $0 == " " || $0 == "\t" || $0 == ":" }.prefix(12).contains { $0 == name }
        }
        return self.name == name || changes.contains { ($0.now ?? $0.was).map(names) ?? false }
    }

    /// What it did, in a few words.
    public var inWords: String {
        let type = words?.type ?? ""
        return switch operation {
        case "add": "marked as \(type)"
        case "remove": "\(type) away"
        case "wrong": "\(type) called wrong"
        case "right": "\(type) called right"
        case "reopen": "\(type) not judged"
        case "type": "type \(type)"
        case "spans": "bounds of \(type)"
        case "note": "remark"
        case "value": "value of a date"
        case "entity", "merge": "whose name it is"
        case "split": "somebody else"
        case "theirs": "what another program wrote"
        case "settle": "settled between both"
        case "moved": "moved with the text"
        case "apart": "never the same: \(apart.joined(separator: ", "))"
        default: operation
        }
    }
}
