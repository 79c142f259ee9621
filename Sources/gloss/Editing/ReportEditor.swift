import Glibc
import GlossFormats
import GlossInterface
import GlossModel

/// The editing of one report: what is changed, the log that loses nothing, and the file that is written.
///
/// Every step is a line in `report.ann.log` before the screen shows it; the annotations are written to
/// `report.ann` after a pause, when asked, and on leaving. What stood there before the first change is
/// kept once as `report.ann~`.
final class ReportEditor {
    private(set) var edited: EditedReport
    /// The brat file.
    let path: String
    /// What may be annotated.
    private(set) var guideline = BratGuideline(annotation: nil)
    /// Steps that are in the log and not in the file yet.
    private(set) var isDirty = false
    private let log: EditLogFile
    private var file: EditedFile

    /// Begins, and takes over what a session before has not written. Costs the report and its log.
    /// - Returns: the editor, and a word to the reader where there is something to tell.
    /// - Parameter old: the text as it was when it was edited before; nil where that is not known.
    static func begin(_ report: Report, _ loader: ReportLoader, isSample: Bool, old: Text? = nil) throws(Failure) -> (editor: ReportEditor, word: String?) {
        let path = try EditingPlace.path(for: report, loader, isSample: isSample)
        let log = try EditLogFile(path + ".log")
        let contents = log.read(over: report.text)
        var file = EditedFile(path)
        var word = log.trouble
        var isMade = false
        if !file.isThere, contents.events.isEmpty, let bytes = EditingPlace.rendered(report) {
            try file.write(bytes)
            isMade = true
            word = word ?? "\(FileName.last(report.path)) stays as it is: what it says stands in \(FileName.last(path)) now, and is edited there"
        }
        let history = EditHistory(contents.events)
        file.know(history)
        let base = history.beganWithout(file) ? loader.completed(report.with(layers: [])) : report
        var edited = EditedReport(base, annotations: file.original(history), fileName: FileName.last(path))
        var isDirty = false
        var before: Text?
        if !contents.events.isEmpty {
            let original = edited
            let isReplayed = edited.replay(contents.events)
            if isReplayed {
                let state = history.state(of: file, edited)
                if let state, state > 0 { word = "\(state) edit\(state == 1 ? "" : "s") since the last save, taken over; z takes them back one by one" }
                if state == nil, file.isThere { before = original.asSaved(history) }
                isDirty = state != 0
            }
            if !isReplayed || isDirty && word == nil && before == nil && file.isThere {
                edited = EditedReport(base, annotations: file.content, fileName: FileName.last(path))
                isDirty = false
                try log.setAside()
                word = "\(FileName.last(path)) was changed by another program: its history ends here; the old log is \(FileName.last(log.path)).old"
            }
        }
        let editor = ReportEditor(edited, path, log, file, isDirty: isDirty)
        if let before { word = try editor.takeOver(file.content, over: before) ?? word }
        let isOtherText = old != nil || history.text.map { $0 != EditLog.hash(report.text.bytes) } ?? false
        let differs = report.findings.contains { ["span-text-differs", "span-moved", "span-beyond-text"].contains($0.code) }
        if isOtherText || differs && report.layers.first(where: { $0.origin == .file })?.isSourceExact ?? true, let told = try editor.followText(from: old) { word = told }
        editor.isMade = isMade
        editor.guideline = EditingPlace.guideline(above: path)
        editor.reader = DateReader(loader: loader, date: report.date)
        editor.makers.take(contents.events)
        return (editor, word)
    }

    /// Begins with what several annotators say of one text: what they agree on is taken, the rest is left to be
    /// decided. Goes on where a session before ended.
    static func adjudicate(_ report: Report, _ adjudication: Adjudication) throws(Failure) -> (editor: ReportEditor, word: String?) {
        try adjudication.placeText(report.text)
        let path = adjudication.output
        let log = try EditLogFile(path + ".log")
        let contents = log.read(over: report.text)
        var file = EditedFile(path)
        let history = EditHistory(contents.events)
        guard history.beganWithout(file) else {
            throw Failure("\(path) exists already, and was not begun by gloss adjudicate; name another output")
        }
        file.know(history)
        var edited = EditedReport(report.asSuggestions, annotations: Text(""), fileName: FileName.last(path))
        guard edited.replay(contents.events) else {
            throw Failure("\(path).log is of other annotations; move it away to begin anew")
        }
        let editor = ReportEditor(edited, path, log, file, isDirty: !contents.events.isEmpty)
        if contents.events.isEmpty {
            _ = editor.answer(.apply(.all(adjudication.agreed(in: edited.report).map { .accept([$0]) })), report.id)
        }
        return (editor, "\(editor.edited.undecided) differ; 1 2 ... takes that annotator's, 0 none, + all of them, ]u the next")
    }

    /// Whether the file was made when editing began.
    private var isMade = false
    /// The report's, among those that are open.
    private let id: ReportID
    /// The text that is edited, for when it is another one on the disk.
    let text: Text

    private init(_ edited: EditedReport, _ path: String, _ log: EditLogFile, _ file: EditedFile, isDirty: Bool) {
        (self.edited, self.path, self.log, self.file, self.isDirty) = (edited, path, log, file, isDirty)
        id = edited.report.id
        let text = edited.report.text
        self.text = text.count <= 16 << 20 ? Text(exactly: Array(text.bytes)) : text
    }

    /// What the report is edited by.
    var terms: EditTerms { EditTerms(letters: guideline.typeLetters, relations: guideline.relationLetters, dismissed: edited.dismissed) }

    /// Makes values of dates that are typed in words; nil: none can be.
    private var reader: DateReader?
    /// Who made the steps.
    private var makers = EditMakers()

    // MARK: Steps

    /// Does what is asked; the report in the answer has the number of the one that was opened.
    func answer(_ request: EditRequest, _ id: ReportID) -> EditAnswer {
        do throws(Failure) {
            if request == .save { return try save() }
            let request = inValues(request)
            if case .apply(let edit) = request, let why = guideline.refusal(of: edit, in: edited.report) { return .refused(why) }
            let (answer, event) = edited.answer(request, id)
            if let event { try record(timed(event)) }
            if case .conflicts = answer { return answer }
            if case .history(let records) = answer { return .history(records.map(makers.named)) }
            return answer
        } catch {
            return .refused(error.message)
        }
    }

    /// "late 2015" as the value that the annotator gives it.
    private func inValues(_ request: EditRequest) -> EditRequest {
        guard case .apply(.value(let id, let words)) = request, !TimexValue.isWellFormed(words), let value = reader?.value(of: words) else { return request }
        return .apply(.value(id, value))
    }

    private let began = time(nil)

    private func timed(_ event: EditLog.Event) -> EditLog.Event {
        guard case .step(var step) = event else { return event }
        step.seconds = time(nil) - began
        return .step(step)
    }

    private func record(_ event: EditLog.Event) throws(Failure) {
        try log.append(event, over: edited, file)
        if case .step(let step) = event { makers.add(step.number, EditLogFile.who, EditLogFile.now) }
        isDirty = true
        isPostponed = false
    }

    // MARK: Saving

    /// Files beyond this size, in bytes, are written only when asked and on leaving.
    private static let large = 20 << 20

    private var isPostponed = false

    /// Whether it is to be written after a pause.
    var wantsAutosave: Bool { isDirty && !isPostponed && file.content.count <= Self.large }

    /// Lets the next pause pass, since writing failed: until the next edit.
    func postponeAutosave() { isPostponed = true }

    /// The log, to make what was added reach the disk (`fdatasync`), which takes milliseconds.
    var logDescriptor: Int32 { log.descriptor }

    /// What came without being asked for: what another program has written. To be taken once.
    private var news: [EditAnswer] = []

    func takeNews() -> [EditAnswer] {
        defer { news = [] }
        return news
    }

    /// Takes over what another program has written, if any has.
    func look() {
        guard file.looksChanged else { return }
        do throws(Failure) { try absorb() } catch { news.append(.refused(error.message)) }
    }

    /// Moves the marks with a text that has changed.
    private func followText(from old: Text?) throws(Failure) -> String? {
        guard let (step, word, doubts) = edited.followText(from: old) else { return nil }
        try record(.step(step))
        if !doubts.isEmpty { news.append(.moved(doubts)) }
        return word
    }

    private func absorb() throws(Failure) {
        let before = file.content
        guard let theirs = file.change() else { return }
        file.accept(theirs)
        if let word = try takeOver(theirs, over: before) { news.insert(.done(edited.numbered(id), focus: nil, word: word), at: 0) }
    }

    /// Makes one of what was done here and what another program wrote.
    /// - Returns: a word to the reader; nil where there is nothing to tell.
    private func takeOver(_ theirs: Text, over before: Text) throws(Failure) -> String? {
        let (step, conflicts) = edited.takeOver(theirs, over: before)
        if let step { try record(.step(step)) }
        isDirty = !edited.isSame(as: file)
        guard let step else { return nil }
        if !conflicts.isEmpty { news.append(.conflicts(conflicts)) }
        let name = FileName.last(path)
        let count = step.changes.count
        return "\(name) was changed by another program: \(count) line\(count == 1 ? "" : "s") taken in"
            + (conflicts.isEmpty ? "" : ", \(conflicts.count) changed by both")
    }

    /// Writes the annotations, if anything has changed. What another program has written is taken in first.
    func save() throws(Failure) -> EditAnswer {
        try absorb()
        guard isDirty else { return .saved("\(FileName.last(path)) is as the screen shows it") }
        try write()
        return .saved("saved \(FileName.last(path))")
    }

    private func write() throws(Failure) {
        let bytes = edited.bytes
        try file.write(bytes)
        try log.append(.saved(annotations: file.hash), over: edited, file)
        isDirty = false
    }

    /// Ends: writes what is not written, and leaves no log of nothing.
    /// - Returns: what went wrong; the log has everything then.
    func end() -> Failure? {
        defer { log.close() }
        do throws(Failure) { _ = try save() } catch { return error }
        if isMade, edited.steps.isEmpty, edited.undone.isEmpty { SystemPath.remove(path) }
        return nil
    }
}

extension EditedReport {
    /// Whether its lines are those of the file.
    func isSame(as file: EditedFile) -> Bool { file.content.bytes.elementsEqual(bytes) }

    /// What the file was when it was saved last, as the log tells it; nil where that is not known.
    fileprivate func asSaved(_ history: EditHistory) -> Text? {
        var copy = self
        let (events, hash) = history.saved
        guard copy.replay(events) else { return nil }
        let bytes = copy.bytes
        guard hash.map({ $0 == EditLog.hash(bytes) }) ?? true else { return nil }
        return Text(exactly: bytes)
    }
}
