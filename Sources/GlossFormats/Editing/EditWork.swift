import GlossModel

/// One edit on its way to becoming a step.
struct EditWork {
    var document: BratDocument
    let report: Report
    let text: MarkedText
    let own: UInt16
    private let judgements: [MarkedWords: Judgement]
    /// What was computed became the reader's own under these names.
    private let origins: [String: MarkedWords]
    private let apart: Set<[String]>
    private var step: EditStep
    /// Names of computed ones that were taken over.
    private var taken: [AnnotationID: String] = [:]

    init(_ edited: EditedReport, number: Int) {
        (document, report, own) = (edited.document, edited.report, edited.own)
        text = edited.text
        judgements = edited.judgements
        origins = edited.origins
        apart = edited.apart
        step = EditStep(number: number, operation: "")
    }

    /// The step; once only.
    mutating func finish() -> EditStep {
        step.changes = document.takeChanges()
        return step
    }

    /// Makes the edit on the lines.
    mutating func perform(_ edit: Edit) throws(EditRefusal) -> (focus: AnnotationID?, word: String?) {
        switch edit {
        case .all(let edits): return try perform(edits)
        case .add(let spans, let type): return add(spans, type)
        case .remove(let ids): return remove(ids)
        case .type(let ids, let type): return try setType(ids, type)
        case .spans(let id, let spans): return try setSpans(id, spans)
        case .accept(let ids): return accept(ids)
        case .reopen(let ids): return reopen(ids)
        case .claim(let spans): return claim(spans)
        case .source(let id, let spans): return try say(of: id, BratScheme.source, spans, adds: true)
        case .cue(let id, let spans): return try say(of: id, BratScheme.cue, spans, adds: false)
        case .certainty(let id, let band): return try remark(id, BratScheme.certainty, band.map { BratScheme.value(of: $0) })
        case .confidence(let id, let confidence): return try remark(id, BratScheme.confidence, confidence?.name)
        case .forecast(let id, let isForecast): return try remark(id, BratScheme.forecast, isForecast ? "" : nil)
        case .relation(let from, let to, let type): return try relate(from, to, type)
        case .note(let id, let words): return try note(id, words)
        case .value(let id, let value): return try setValue(id, value)
        case .entity(let ids, let entity): return try join(ids, entity)
        case .split(let ids): return try split(ids)
        case .merge(let one, let other): return try merge(one, other)
        case .distinct(let one, let other): return try keepApart(one, other)
        case .reopenWords(let span): return reopen(span)
        case .dismiss(let span): return dismiss(span)
        }
    }

    private mutating func perform(_ edits: [Edit]) throws(EditRefusal) -> (focus: AnnotationID?, word: String?) {
        var focus: AnnotationID?
        for edit in edits {
            let outcome = try perform(edit)
            focus = focus ?? outcome.focus
        }
        return (focus, edits.count < 2 ? nil : "\(edits.count) changed; z takes them back at once")
    }

    // MARK: Words

    private mutating func add(_ spans: [Span], _ type: String, as known: String? = nil) -> (focus: AnnotationID?, word: String?) {
        let spans = spans.map { Span(whole: $0, in: report.text) }.filter { $0.count > 0 }
        guard !spans.isEmpty else { return (nil, "nothing is marked: no words") }
        let name = document.add(type, spans, text, as: known)
        if let time = TimexType(rawValue: type) {
            document.addRemark("#", BratScheme.timex, of: name, "\tvalue=\(EditWork.value(of: spans, time, report))")
        }
        note(step: "add", name, MarkedWords(spans: spans, type: type))
        return (id(of: name, type), nil)
    }

    private mutating func remove(_ ids: [AnnotationID]) -> (focus: AnnotationID?, word: String?) {
        var others = 0
        for id in ids {
            if id.layer == own {
                let name = report.layers[Int(own)].name(of: id)
                note(step: "remove", name, report.markedWords(id))
                others += document.remove(name)
            } else if let words = report.markedWords(id) {
                note(step: "wrong", "", words)
                judge(words, .wrong)
            }
        }
        return (nil, others > 0 ? "and \(others) more that hung on it" : nil)
    }

    private mutating func setType(_ ids: [AnnotationID], _ type: String) throws(EditRefusal) -> (focus: AnnotationID?, word: String?) {
        var focus: AnnotationID?
        for id in ids {
            guard id.kind != .claim, let words = report.markedWords(id) else { continue }
            if (id.kind == .time) != (TimexType(rawValue: type) != nil) {
                // From a name to a date or back: nothing of what was said of it holds.
                let name = id.layer == own ? report.layers[Int(own)].name(of: id) : nil
                _ = remove([id])
                let made = add(words.spans, type, as: name)
                focus = focus ?? made.focus
                continue
            }
            let name = own(id, .changed)
            document.setType(name, type)
            note(step: "type", name, MarkedWords(spans: words.spans, type: type))
            focus = focus ?? self.id(of: name, type)
        }
        guard let focus else { throw .impossible("only a name or a date has a type") }
        return (focus, nil)
    }

    private mutating func setSpans(_ id: AnnotationID, _ spans: [Span]) throws(EditRefusal) -> (focus: AnnotationID?, word: String?) {
        guard let words = report.markedWords(id), id.kind != .claim else { throw .impossible("only a name or a date has bounds that can be moved") }
        let spans = spans.map { Span(whole: $0, in: report.text) }.filter { $0.count > 0 }
        guard !spans.isEmpty else { throw .impossible("nothing would be left of it; D takes it away") }
        let name = own(id, .changed)
        document.setSpans(name, spans, text)
        note(step: "spans", name, MarkedWords(spans: spans, type: words.type))
        return (self.id(of: name, words.type), nil)
    }

    // MARK: Judgements

    private mutating func accept(_ ids: [AnnotationID]) -> (focus: AnnotationID?, word: String?) {
        var focus: AnnotationID?
        for id in ids where id.layer != own {
            guard let words = report.markedWords(id) else { continue }
            let name = own(id, .right)
            note(step: "right", name, words)
            focus = focus ?? self.id(of: name, words.type)
        }
        return (focus ?? ids.first, nil)
    }

    /// Only what was computed can be unjudged: what was said of it goes, and it stands as it was found.
    private mutating func reopen(_ ids: [AnnotationID]) -> (focus: AnnotationID?, word: String?) {
        var isDone = false
        for id in ids where id.layer == own {
            let name = report.layers[Int(own)].name(of: id)
            guard let words = origins[name], judgements[words] != nil else { continue }
            note(step: "reopen", name, words)
            _ = document.remove(name)
            judge(words, nil)
            isDone = true
        }
        return (nil, isDone ? nil : ids.contains { $0.layer != own } ? "nobody has judged it" : "it is the file's own; z takes changes back")
    }

    private mutating func dismiss(_ span: Span) -> (focus: AnnotationID?, word: String?) {
        let words = MarkedWords(spans: [span], type: MarkedWords.anything)
        note(step: "wrong", "", words)
        judge(words, .wrong)
        return (nil, nil)
    }

    private mutating func reopen(_ span: Span) -> (focus: AnnotationID?, word: String?) {
        let wrong = judgements.filter { $0.value == .wrong && $0.key.spans == [span] }.keys.sorted { $0.type < $1.type }
        for words in wrong {
            note(step: "reopen", "", words)
            judge(words, nil)
        }
        return (nil, wrong.isEmpty ? "nothing was called wrong on these words" : nil)
    }

    private mutating func judge(_ words: MarkedWords, _ judgement: Judgement?, _ name: String = "") {
        step.judged.append(EditStep.Judged(words: words, was: judgements[words], now: judgement, name: name))
    }

    /// The name of an annotation among the reader's own; a computed one is taken over.
    mutating func own(_ id: AnnotationID, _ judgement: Judgement) -> String {
        if id.layer == own { return report.layers[Int(own)].name(of: id) }
        guard let words = report.markedWords(id) else { return "" }
        if let known = taken[id] { return known }
        if let claim = report.claim(id) {
            let name = takeOver(claim, id)
            taken[id] = name
            judge(words, judgement, name)
            return name
        }
        let name = document.add(words.type, words.spans, text)
        if let time = report.time(id) { document.addRemark("#", BratScheme.timex, of: name, "\t" + BratScheme.timexNote(time)) }
        if let form = report.mention(id)?.mention.form, form != .name { document.addRemark("A", BratScheme.form, of: name, " " + form.name) }
        taken[id] = name
        judge(words, judgement, name)
        return name
    }

    mutating func note(step operation: String, _ name: String, _ words: MarkedWords?) {
        guard step.operation.isEmpty else { return }
        (step.operation, step.name, step.words) = (operation, name, words)
    }

    func id(of name: String, _ type: String) -> AnnotationID? {
        let kind: AnnotationKind = type == MarkedWords.claim ? .claim : TimexType(rawValue: type) == nil ? .mention : .time
        return UInt32(name.dropFirst()).map { AnnotationID(layer: own, kind: kind, number: $0) }
    }
}

// MARK: What is said of annotations

extension EditWork {
    private mutating func note(_ id: AnnotationID, _ words: String) throws(EditRefusal) -> (focus: AnnotationID?, word: String?) {
        let words = words.split(whereSeparator: \.isNewline).joined(separator: " ")
        if id.layer != own, report.markedWords(id) == nil { throw .impossible("a remark needs a name or a date of the file") }
        let type = report.markedWords(id)?.type ?? ""
        let name = own(id, .right)
        document.say("#", "AnnotatorNotes", of: name, words.isEmpty ? nil : "\t" + words)
        note(step: "note", name, report.markedWords(id))
        return (type.isEmpty ? id : self.id(of: name, type), nil)
    }

    private mutating func setValue(_ id: AnnotationID, _ value: String) throws(EditRefusal) -> (focus: AnnotationID?, word: String?) {
        guard let time = report.time(id) else { throw .impossible("only a date has a value") }
        guard TimexValue.isWellFormed(value) else {
            throw .impossible("\"\(value)\" is no TIMEX3 value; 2015-10-03, 2015-10, 2015-Q4, P3D are")
        }
        let name = own(id, .changed)
        document.say("#", BratScheme.timex, of: name, "\tvalue=" + value)
        note(step: "value", name, report.markedWords(id))
        return (self.id(of: name, time.type.rawValue), nil)
    }

    // MARK: Entities

    private mutating func join(_ ids: [AnnotationID], _ entity: AnnotationID) throws(EditRefusal) -> (focus: AnnotationID?, word: String?) {
        guard let name = report.entity(entity)?.name else { throw .impossible("there is no such entity") }
        return try refer(ids + mentions(of: entity), to: number(of: entity), name, operation: "entity")
    }

    private mutating func split(_ ids: [AnnotationID]) throws(EditRefusal) -> (focus: AnnotationID?, word: String?) {
        guard let first = ids.first, let item = report.mention(first) else { throw .impossible("only a name can be somebody else") }
        let words = report.spans(of: item).map { report.text.collapsed($0) }.joined(separator: " ")
        return try refer(ids, to: freshEntity(), words, operation: "split")
    }

    private mutating func merge(_ one: AnnotationID, _ other: AnnotationID) throws(EditRefusal) -> (focus: AnnotationID?, word: String?) {
        guard one != other else { throw .impossible("it is that one already") }
        guard let name = report.entity(other)?.name else { throw .impossible("there is no such entity") }
        if let first = report.entity(one)?.name, apart.contains([first, name].sorted()) {
            throw .impossible("\(first) and \(name) were said never to be the same; z takes that back")
        }
        return try refer(mentions(of: one) + mentions(of: other), to: number(of: other), name, operation: "merge")
    }

    /// Writes down a decision, which holds for names, and changes no line.
    private mutating func keepApart(_ one: AnnotationID, _ other: AnnotationID) throws(EditRefusal) -> (focus: AnnotationID?, word: String?) {
        guard one != other, let first = report.entity(one)?.name, let second = report.entity(other)?.name else {
            throw .impossible("it is one entity; B says of a mention that it is somebody else")
        }
        guard first != second else { throw .impossible("both are called \(first); B says of a mention that it is somebody else") }
        guard !apart.contains([first, second].sorted()) else { throw .impossible("that was said already") }
        note(step: "apart", "", mentions(of: one).first.flatMap { report.markedWords($0) })
        step.apart = [first, second].sorted()
        return (nil, "\(first) and \(second) are never the same; M will not join them")
    }

    private mutating func refer(
        _ ids: [AnnotationID], to number: Int, _ name: String, operation: String
    ) throws(EditRefusal) -> (focus: AnnotationID?, word: String?) {
        var focus: AnnotationID?
        for id in ids {
            guard id.kind == .mention, let words = report.markedWords(id) else { continue }
            let own = own(id, .right)
            document.say("N", BratScheme.reference, of: own, " \(BratScheme.database)e\(number)\t\(name)")
            note(step: operation, own, words)
            focus = focus ?? self.id(of: own, words.type)
        }
        guard let focus else { throw .impossible("only names are of an entity") }
        return (focus, nil)
    }

    private func mentions(of entity: AnnotationID) -> [AnnotationID] {
        report.allMentions.map(\.id).filter { report.entity(of: $0) == entity }
    }

    /// The number that an entity of gloss's own making has in the file, or gets there.
    private mutating func number(of entity: AnnotationID) -> Int {
        guard entity.layer == own else { return freshEntity() }
        for mention in mentions(of: entity) where mention.layer == own {
            let said = document.said("N", BratScheme.reference, of: report.layers[Int(own)].name(of: mention))
            if let number = said.flatMap(EditWork.entityNumber) { return number }
        }
        return freshEntity()
    }

    private mutating func freshEntity() -> Int {
        let said = (0..<document.count).compactMap { slot in
            document.line(slot).flatMap { $0.first == "N" ? $0 : nil }.flatMap(EditWork.entityNumber)
        }
        let computed = report.layers.filter { $0.number != own }.flatMap { $0.entities.map { Int($0.number) } }
        return max(said.max() ?? 0, computed.max() ?? 0) + 1
    }

    /// The number in `gloss:e12`.
    private static func entityNumber(_ line: String) -> Int? {
        let mark = BratScheme.database + "e"
        guard let word = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).first(where: { $0.hasPrefix(mark) }) else { return nil }
        return Int(word.dropFirst(mark.count))
    }
}

extension EditWork {
    /// A value for a date that was marked by hand: what its words say where they are one, else nothing
    /// that could be wrong.
    fileprivate static func value(of spans: [Span], _ type: TimexType, _ report: Report) -> String {
        let words = report.text.joined(spans)
        if TimexValue.interval(of: words, mod: nil, type: type)?.earliest != nil { return words }
        return type == .duration ? "PXX" : "XXXX"
    }
}

extension Span {
    /// A span with whole characters and without white space at its ends.
    init(whole span: Span, in text: Text) {
        let cut = text.clamped(span)
        var (start, end) = (text.scalarStart(atOrBefore: Int(cut.start)), Int(cut.end))
        while end < text.count, text.bytes[end] & 0xC0 == 0x80 { end += 1 }
        while start < end, text.bytes[start] <= 0x20 { start += 1 }
        while end > start, text.bytes[end - 1] <= 0x20 { end -= 1 }
        self.init(start, end)
    }
}
