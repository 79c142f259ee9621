import Glibc
import GlossAnnotator
import GlossInterface
import GlossModel
import GlossTerminal

/// One sitting with the browser: terminal, worker and the loop between them.
struct Session: ~Copyable {
    /// How it ended.
    enum Ending {
        /// In order; these are to be printed.
        case closed(print: [Item], from: State)
        case interrupted
        case terminated(signal: Int32)
        /// What was read could not be read to its end.
        case failed(Failure)
    }

    private var terminal: Terminal
    private var browser: Browser
    /// Loads reports, however long that takes.
    private let worker: Worker
    /// Answers what somebody waits for.
    private let helper: Worker
    /// Waits for the programs of the clipboard.
    private let copier: Worker
    /// Waits for a pipe that goes on.
    private let reader: Worker
    private let clipboard = Clipboard()
    /// A text to copy by OSC 52 if no program takes it.
    private var copying: (text: String, isWrapped: Bool)?
    private var loading: Loading
    /// How the selection is written to files.
    private let printer: SelectionPrinter
    private let remembered: Remembered?
    private var watch: FileWatch
    /// When files were looked at last, in milliseconds.
    private var lookedAt = 0
    /// The report that is followed.
    private var followed: ReportID?
    private let asksBackground: Bool
    private let annotator: ThreadBound<ViewAnnotator>
    private let related: ThreadBound<LastRelatedClaims>
    /// Where readings ended; nil where that is not kept.
    private let places: Places?
    /// Those that are being edited.
    private var editors: [ReportID: ReportEditor] = [:]
    /// Texts that were edited before they were read again.
    private var texts: [ReportID: Text] = [:]
    /// Those that are read and annotated as far as they will be, and those that are to be edited then.
    private var settled: Set<ReportID> = []
    private var awaited: Set<ReportID> = []
    /// Whether every report is edited from the beginning.
    private let edits: Bool
    /// When the last key came, by the clock that nobody sets, in milliseconds.
    private var lastInput = 0
    /// Reports that have been read whole.
    private var whole: Set<ReportID> = []

    init(
        terminal: consuming Terminal, browser: Browser, places: Places?, remembered: Remembered?, loading: Loading, printer: SelectionPrinter,
        watch: FileWatch, asksBackground: Bool, edits: Bool = false
    ) {
        self.watch = watch
        self.printer = printer
        self.remembered = remembered
        self.asksBackground = asksBackground
        self.places = places
        self.edits = edits
        self.terminal = terminal
        self.browser = browser
        self.loading = loading
        let mailbox = Mailbox()
        worker = Worker(mailbox)
        helper = Worker(mailbox)
        copier = Worker(mailbox)
        reader = Worker(mailbox)
        annotator = ThreadBound(ViewAnnotator(loading.loader))
        related = ThreadBound(LastRelatedClaims())
    }

    /// Shows the first screen, then what is annotated on it, then loads the rest of the reports and
    /// answers events until the reader leaves. The terminal is given back before it returns.
    consuming func run(_ opening: Opening) -> Ending {
        MappedFiles.install()
        present()
        if asksBackground { terminal.askBackground() }
        annotateFirstScreen(opening)
        for open in browser.state.reports { load(open.report.id, again: false) }
        if let growing = loading.growing { read(growing) }
        while true {
            let events = nextEvents()
            for event in events {
                guard let ending = take(event) else { continue }
                leave()
                return ending
            }
            if let failure = loading.growing?.input.failure {
                leave()
                return .failed(failure)
            }
            if MappedFiles.takeWasCut() {
                _ = browser.handle(.message("the file has been cut short; R reads it again", isWarning: true))
            }
            present()
        }
    }

    /// Gives the terminal back and keeps where the reader is.
    private mutating func leave() {
        let failures = editors.values.compactMap { $0.end() }
        terminal.restore()
        for failure in failures { _ = Files.writeAll(Array("gloss: \(StandIn.line(failure.message))\n".utf8), to: 2) }
        places?.remember(browser.state) { whole.contains($0) }
        remembered?.keep(browser.state)
    }

    /// Answers an event; an ending where that is to leave. A report that is read whole only now is
    /// shown from where the reader left it.
    private mutating func take(_ event: BrowserEvent) -> Ending? {
        if case .copied(let failure) = event {
            copied(failure: failure)
            return nil
        }
        for effect in browser.handle(event) {
            if let ending = perform(effect) { return ending }
        }
        if case .loaded(let report, _) = event, whole.insert(report.id).inserted, let offset = places?.offset(of: report) {
            browser.resume(report.id, at: offset)
        }
        if case .progress(let id, nil) = event, settled.insert(id).inserted, edits || awaited.remove(id) != nil { change(id, .begin) }
        return nil
    }

    private mutating func annotateFirstScreen(_ opening: Opening) {
        guard let first = browser.state.reports.first?.report,
            let (report, part) = opening.annotated(first)
        else { return }
        _ = browser.handle(.loaded(report, nil))
        if let part { browser.annotatesView(of: report.id, known: [part]) }
        present()
    }

    /// A tick waits to be sent: work in slices between looks at the keyboard.
    private var hasTick = false

    private mutating func nextEvents() -> [BrowserEvent] {
        let (input, isReadable) = terminal.waitForEvents(
            timeoutMilliseconds: hasTick ? 0 : [patience, untilAutosave].compactMap { $0 }.min(), alsoReadable: worker.mailbox.readEnd)
        if !input.isEmpty { lastInput = Terminal.milliseconds() }
        if input.isEmpty, untilAutosave == 0 { autosave() }
        var events = input.map { BrowserEvent.input($0) }
        if events.isEmpty, !isReadable, !hasTick, browser.isWaitingForKeys { events.append(.waited) }
        events += lookAtFiles()
        if isReadable { events += worker.mailbox.takeEvents() }
        if hasTick {
            hasTick = false
            events.append(.tick)
        }
        return events
    }

    /// Milliseconds to wait for something to happen before it is looked what else there is to do.
    private var patience: Int32 { followed != nil ? 500 : browser.isWaitingForKeys ? 1000 : 3000 }

    /// Looks whether the files of the report on the screen are what was read, every second at most.
    private mutating func lookAtFiles() -> [BrowserEvent] {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        let milliseconds = Int(now.tv_sec) * 1000 + Int(now.tv_nsec) / 1_000_000
        guard milliseconds - lookedAt >= (followed == nil ? 1000 : 400) else { return [] }
        lookedAt = milliseconds
        for (id, editor) in editors {
            editor.look()
            showNews(of: id, editor)
        }
        let id = browser.state.reports[browser.state.current].report.id
        var hasChanged = false
        for file in loading.sources[Int(id.number)] {
            for path in FileWatch.paths(of: file.path) where watch.hasChanged(path) {
                // What is edited here is saved from here.
                if editors[id] == nil || path == file.path { hasChanged = true }
            }
        }
        guard hasChanged else { return [] }
        if followed == id {
            load(id, again: true)
            return []
        }
        return [.changedOnDisk(id)]
    }

    private mutating func present() {
        let frame = browser.frame()
        terminal.present(frame)
    }

    /// Does what the browser wants done; an ending where that is to leave.
    private mutating func perform(_ effect: Effect) -> Ending? {
        if SecureMode.isOn, case .copy = effect {
            _ = browser.handle(.message("--secure leaves the clipboard alone", isWarning: true))
            return nil
        }
        switch effect {
        case .quit(let items): return .closed(print: items, from: browser.state)
        case .interrupted: return .interrupted
        case .terminated(let signal): return .terminated(signal: signal)
        case .suspend: terminal.suspend()
        case .redraw: terminal.redraw()
        case .copy(let text): copy(text)
        case .reload(let id):
            endEditing(id)
            for file in loading.sources[Int(id.number)] { watch.note(file.path) }
            load(id, again: true, saying: loading.sources[Int(id.number)][0].path == "-" ? "standard input is read once" : "read again")
        case .change(let id, let request): change(id, request)
        case .edit(let id, let line): edit(id, line: line)
        case .date(let id, let day):
            loading.dates[id.number] = day
            load(id, again: true, saying: "the report's date is \(day)")
        case .write(let items, let path): write(items, to: path)
        case .follow(let id, let isOn): followed = isOn ? id : nil
        case .theme(let name): showTheme(name)
        case .relate(let item): relate(item)
        case .annotate(let id, let span): annotate(id, span)
        case .tick: hasTick = true
        }
        return nil
    }

    // MARK: Editing

    /// Milliseconds without a key after which annotations are written.
    private static let autosavePause = 2000

    /// How long until annotations are to be written, in milliseconds; nil where nothing is.
    private var untilAutosave: Int32? {
        guard editors.values.contains(where: \.wantsAutosave) else { return nil }
        return Int32(max(0, lastInput + Session.autosavePause - Terminal.milliseconds()))
    }

    private mutating func autosave() {
        for (id, editor) in editors where editor.wantsAutosave {
            do throws(Failure) {
                _ = try editor.save()
                showNews(of: id, editor)
            } catch {
                editor.postponeAutosave()
                _ = browser.handle(.edited(id, .refused(error.message)))
            }
        }
    }

    private mutating func change(_ id: ReportID, _ request: EditRequest) {
        if request == .begin { return beginEditing(id) }
        guard let editor = editors[id] else { return }
        let answer = editor.answer(request, id)
        let descriptor = editor.logDescriptor
        copier.run { _ in fdatasync(descriptor) }
        show(answer, of: id)
        showNews(of: id, editor)
    }

    /// Shows what another program has done to what is edited.
    private mutating func showNews(of id: ReportID, _ editor: ReportEditor) {
        for answer in editor.takeNews() { show(answer, of: id) }
    }

    /// Shows what came of an edit, and does what follows from it: changes of other reports alone.
    private mutating func show(_ answer: EditAnswer, of id: ReportID) {
        for effect in browser.handle(.edited(id, answer)) {
            if case .change(let other, let request) = effect { change(other, request) } else if case .tick = effect { hasTick = true }
        }
    }

    private mutating func beginEditing(_ id: ReportID) {
        guard let report = report(id) else { return }
        guard settled.contains(id) else {
            awaited.insert(id)
            _ = browser.handle(.message("editing begins when all of it is read", isWarning: false))
            return
        }
        if editors[id] != nil {
            if let editor = editors[id] { show(.begun(nil, editor.terms), of: id) }
            return
        }
        do throws(Failure) {
            let (editor, word) = if let adjudication = loading.loader.adjudication {
                try ReportEditor.adjudicate(report, adjudication)
            } else {
                try ReportEditor.begin(report, loading.loader, isSample: loading.isSample, old: texts.removeValue(forKey: id))
            }
            editors[id] = editor
            show(editor.answer(.begin, id), of: id)
            show(.begun(word, editor.terms), of: id)
            showNews(of: id, editor)
        } catch {
            show(.refused(error.message), of: id)
        }
    }

    /// Writes what was changed before the files are read again.
    private mutating func endEditing(_ id: ReportID) {
        settled.remove(id)
        guard let editor = editors.removeValue(forKey: id) else { return }
        awaited.insert(id)
        texts[id] = editor.text
        if let failure = editor.end() {
            _ = browser.handle(.message(failure.message, isWarning: true))
        }
    }

    private mutating func copy(_ text: String) {
        let commands = clipboard.ways.compactMap { if case .command(let command) = $0 { command } else { nil } }
        let sequence = clipboard.ways.lazy.compactMap { if case .sequence(let isWrapped) = $0 { isWrapped } else { nil } }.first
        guard !commands.isEmpty else { return copy(text, bySequence: sequence) }
        copying = sequence.map { (text, $0) }
        copier.run { worker in
            let isDone = commands.contains { Clipboard.run($0, text) }
            worker.post(.copied(failure: isDone ? nil : "no program for the clipboard took it"))
        }
    }

    /// What came of copying by a program; where that failed, the terminal is asked, if it is one that obeys.
    private mutating func copied(failure: String?) {
        defer { copying = nil }
        if failure != nil, let copying { return copy(copying.text, bySequence: copying.isWrapped) }
        _ = browser.handle(.copied(failure: failure))
    }

    private mutating func copy(_ text: String, bySequence isWrapped: Bool?) {
        var failure: String?
        if let isWrapped {
            let encoded = Base64.encode(text)
            if encoded.utf8.count <= Clipboard.most {
                terminal.writeOSC52(base64: encoded, isWrapped: isWrapped)
            } else {
                failure = "it is longer than the \(Clipboard.most / 1000) kB that terminals take"
            }
        } else {
            failure = "no clipboard is known here"
        }
        _ = browser.handle(.copied(failure: failure))
    }

    /// Reads what grows to its end, then as any report.
    private func read(_ growing: Loading.Growing) {
        let loading = self.loading
        let worker = self.worker
        reader.run { reader in
            loading.grow(growing, reader)
            if growing.input.failure == nil {
                worker.run { loading.load(growing.id, again: false, $0) }
            } else {
                reader.post(.progress(growing.id, nil))
            }
        }
    }

    private func load(_ id: ReportID, again: Bool, saying words: String? = nil) {
        if loading.growing?.id == id, loading.growing?.input.isWhole == false { return }
        let loading = self.loading
        worker.run { loading.load(id, again: again, saying: words, $0) }
    }

    private mutating func edit(_ id: ReportID, line: Int) {
        let path = loading.sources[Int(id.number)][0].path
        guard path != "-", !loading.isSample else {
            _ = browser.handle(.message("there is no file to edit: this came from \(path == "-" ? "standard input" : "gloss itself")", isWarning: true))
            return
        }
        var trouble: String?
        terminal.lend { trouble = EditorRun.run(path, line: line) }
        _ = browser.handle(.input(.resize(terminal.size)))
        if let trouble { _ = browser.handle(.message(trouble, isWarning: true)) }
        let hasChanged = FileWatch.paths(of: path).contains { watch.hasChanged($0) }
        if hasChanged { load(id, again: true, saying: "read again") }
    }

    private mutating func write(_ items: [Item], to path: String) {
        do {
            try printer.write(items, of: browser.state.reports.map(\.report), to: path)
            _ = browser.handle(.message("\(items.count) written to \(path)", isWarning: false))
        } catch {
            _ = browser.handle(.message((error as? Failure)?.message ?? "\(error)", isWarning: true))
        }
    }

    private mutating func showTheme(_ name: String) {
        do throws(Failure) {
            _ = browser.handle(.theme(try Settings.theme(name).file))
        } catch {
            _ = browser.handle(.message(error.message, isWarning: true))
        }
    }

    private func annotate(_ id: ReportID, _ span: Span) {
        guard let report = report(id) else { return }
        let annotator = self.annotator
        helper.run { helper in
            let (layer, parts) = annotator.value.annotate(report, span)
            helper.post(.annotated(id, layer, parts: parts))
        }
    }

    private func report(_ id: ReportID) -> Report? {
        browser.state.reports.first { $0.report.id == id }?.report
    }

    private func relate(_ item: Item) {
        guard let report = report(item.report) else { return }
        let related = self.related
        helper.run { worker in
            let relations = related.value.index(of: report).related(to: item.id, limit: 10)
            worker.post(.related(item, relations))
        }
    }
}

/// A value that is touched by one thread only: the one that a worker runs its jobs in.
struct ThreadBound<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}

/// Base64 of RFC 4648, without line breaks.
enum Base64 {
    static func encode(_ text: String) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let bytes = Array(text.utf8)
        var encoded = ""
        var index = 0
        while index < bytes.count {
            let chunk = Array(bytes[index..<min(index + 3, bytes.count)])
            let padded = chunk + [UInt8](repeating: 0, count: 3 - chunk.count)
            let bits = Int(padded[0]) << 16 | Int(padded[1]) << 8 | Int(padded[2])
            for place in 0..<4 {
                encoded.append(place <= chunk.count ? alphabet[(bits >> (18 - place * 6)) & 63] : "=")
            }
            index += 3
        }
        return encoded
    }
}
