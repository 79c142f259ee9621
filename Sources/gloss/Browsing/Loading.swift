import GlossAnnotator
import GlossFormats
import GlossInterface
import GlossModel
import GlossTerminal
import GlossThreads
import Synchronization

/// Reads reports whole behind the first screen, in the worker's thread, and posts what it has:
/// paragraphs, the report with what its file brings, then with what the annotator finds.
struct Loading: Sendable {
    /// A file each, or several with annotations of one text.
    let sources: [[InputFile]]
    /// Whether the first of them is the sample, which is in no file.
    let isSample: Bool
    let loader: ReportLoader
    /// The report that is still being written to standard input.
    var growing: Growing?
    /// Dates that the reader gave reports while reading, by their source.
    var dates: [UInt32: Day] = [:]

    /// Standard input that is not whole, and the report that it becomes.
    struct Growing: Sendable {
        let id: ReportID
        let input: GrowingInput
    }

    /// From this size on, in bytes, progress is told.
    private static let large = 256 << 10
    /// Plain texts beyond this size are annotated only around the view.
    private static let annotatedWhole = 200 << 20

    /// Reads the reports of what was opened under a number and posts them; `again` where files may
    /// have changed. `saying` is what is said when that is done, where nothing has to be told.
    func load(_ id: ReportID, again: Bool, saying words: String? = nil, _ worker: Worker) {
        let first = ReportID(id.number)
        do {
            let reports = try read(first, again: again, worker)
            for report in reports { complete(report, again: again, worker) }
            if let report = reports.first, !tell(of: report, worker), let words { worker.post(.message(words, isWarning: false)) }
            if sources[Int(id.number)].contains(where: Loading.isLarge) { Memory.giveBack() }
        } catch {
            worker.post(.message((error as? Failure)?.message ?? "\(error)", isWarning: true))
            worker.post(.progress(first, nil))
        }
    }

    /// Reads standard input to its end and posts what has come of it now and then, as a plain text.
    func grow(_ growing: Growing, _ worker: Worker) {
        worker.post(.progress(growing.id, "reading"))
        growing.input.grow {
            let text = growing.input.lines
            let file = InputFile(path: "-", content: text)
            worker.post(.progress(growing.id, "reading \(text.count >> 10) kB"))
            guard (try? loader.isPacked(file)) == false, Opening.isPlain(file, loader) else { return }
            var report = Report(path: "-", date: loader.date, text: text)
            report.id = growing.id
            if text.count <= Loading.large {
                let whole = loader.completed(report)
            worker.post(.loaded(whole, nil))
            if let finding = whole.findings.first(where: { $0.code == Annotator.notEnglish }) {
                worker.post(.message(Findings.sentence(finding), isWarning: true))
            }
            } else {
                worker.post(.loaded(report, nil))
                if loader.mode != .never { worker.post(.annotatesView(growing.id)) }
            }
        }
    }

    private func read(_ id: ReportID, again: Bool, _ worker: Worker) throws -> [Report] {
        var files = sources[Int(id.number)]
        if let growing, growing.id == id { files[0].content = growing.input.content }
        if again, files[0].path != "-", !isSample { files = try files.map { try loader.input($0.path) } }
        if try loader.isPacked(files[0]) { worker.post(.progress(id, "opening")) }
        if files.contains(where: Loading.isLarge) {
            worker.post(.progress(id, "loading"))
            files[0].progress = Progress(id, "loading", worker).tell
        }
        var reports = try loader.read(files[0]) { worker.post(.paragraphs(id, $0)) }
        if reports.isEmpty { reports = [Report(path: files[0].path, text: files[0].content)] }
        if files.count > 1 { reports = [try together(reports[0], files.dropFirst())] }
        for index in reports.indices { reports[index].id = ReportID(id.number, part: UInt32(index)) }
        return reports
    }

    /// A report with what other files have to say of its text, an annotator each. A file without
    /// annotations, and one that was read already, add nothing.
    private func together(_ first: Report, _ files: some Collection<InputFile>) throws -> Report {
        var reports = [first]
        for file in files {
            do { reports += try loader.read(file) } catch let failure as Failure where failure.isTextMissing {
                reports.append(try loader.annotated(Report(path: file.path, text: first.text), by: file.path))
            }
        }
        let annotated = Annotators.distinct(reports)
        guard annotated.count > 1 else { return annotated.first ?? first }
        guard var whole = Report.joined(annotated, names: Annotators.names(annotated)) else {
            throw Failure("\(files.first?.path ?? ""): its text is not that of \(first.path) any more")
        }
        whole.paragraphs = first.paragraphs
        return whole
    }

    private static func isLarge(_ file: InputFile) -> Bool { file.content.count > large }

    /// Posts the report with its date and what it lacks.
    private func complete(_ report: Report, again: Bool, _ worker: Worker) {
        let id = report.id
        var loader = self.loader
        if let date = dates[id.number] { loader.date = date }
        guard report.text.count > Loading.large else {
            let whole = loader.completed(report)
            worker.post(.loaded(whole, nil))
            worker.post(.progress(id, nil))
            tellLanguage(of: whole, worker)
            return
        }
        let report = loader.dated(report)
        if report.layers.isEmpty, report.text.count > Loading.annotatedWhole, loader.mode != .never {
            if again { worker.post(.loaded(report, nil)) }
            worker.post(.annotatesView(id))
            worker.post(.progress(id, "annotated around the view"))
            return
        }
        if !report.layers.isEmpty { worker.post(.loaded(report, Digest(report))) }
        let whole = loader.annotateMissing(report, progress: Progress(id, "annotating", worker).tell)
        tellLanguage(of: whole, worker)
        if report.layers.isEmpty || whole.layers.count > report.layers.count {
            worker.post(.loaded(whole, Digest(whole)))
        }
        worker.post(.progress(id, nil))
    }

    /// Says what was not annotated because it is not English.
    private func tellLanguage(of report: Report, _ worker: Worker) {
        guard let finding = report.findings.first(where: { $0.code == Annotator.notEnglish }) else { return }
        worker.post(.message(Findings.sentence(finding), isWarning: true))
    }

    /// Whether there was something to tell.
    private func tell(of report: Report, _ worker: Worker) -> Bool {
        guard let finding = report.findings.first(where: { $0.severity != .note }) ?? report.findings.first
            ?? loader.lexiconFindings.first
        else { return false }
        worker.post(.message(Findings.sentence(finding), isWarning: true))
        return true
    }
}

/// Posts how far a long work is, a percent at a time.
private final class Progress: Sendable {
    private let report: ReportID
    private let words: String
    private let worker: Worker
    private let told = Mutex(-1)

    init(_ report: ReportID, _ words: String, _ worker: Worker) {
        self.report = report
        self.words = words
        self.worker = worker
    }

    @Sendable func tell(_ part: Double) {
        let percent = max(0, min(99, Int(part * 100)))
        let isNew = told.withLock { told in
            guard percent > told else { return false }
            told = percent
            return true
        }
        if isNew { worker.post(.progress(report, "\(words) \(percent)%")) }
    }
}
