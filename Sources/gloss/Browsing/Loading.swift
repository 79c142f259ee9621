import GlossAnnotator
import GlossFormats
import GlossInterface
import GlossModel
import Synchronization

/// Reads reports whole behind the first screen, in the worker's thread, and posts what it has:
/// paragraphs, the report with what its file brings, then with what the annotator finds.
struct Loading: Sendable {
    let files: [InputFile]
    /// Whether the first of them is the sample, which is in no file.
    let isSample: Bool
    let loader: ReportLoader

    /// From this size on, in bytes, progress is told.
    private static let large = 256 << 10
    /// Plain texts beyond this size are annotated only around the view.
    private static let annotatedWhole = 200 << 20

    /// Reads a report and posts it; `again` where its file may have changed.
    func load(_ id: ReportID, again: Bool, _ worker: Worker) {
        do {
            let report = try read(id, again: again, worker)
            complete(report, again: again, worker)
            tell(of: report, worker)
        } catch {
            worker.post(.message((error as? Failure)?.message ?? "\(error)", isWarning: true))
            worker.post(.progress(id, nil))
        }
    }

    private func read(_ id: ReportID, again: Bool, _ worker: Worker) throws -> Report {
        var file = files[Int(id.number)]
        if again, file.path != "-", !isSample { file = try loader.input(file.path) }
        if try loader.isPacked(file) { worker.post(.progress(id, "opening")) }
        if Loading.isLarge(file) {
            worker.post(.progress(id, "loading"))
            file.progress = Progress(id, "loading", worker).tell
        }
        var report = try loader.read(file) { worker.post(.paragraphs(id, $0)) }.first
            ?? Report(path: file.path, text: file.content)
        report.id = id
        return report
    }

    private static func isLarge(_ file: InputFile) -> Bool { file.content.count > large }

    /// Posts the report with its date and what it lacks.
    private func complete(_ report: Report, again: Bool, _ worker: Worker) {
        let id = report.id
        guard report.text.count > Loading.large else {
            worker.post(.loaded(loader.completed(report), nil))
            worker.post(.progress(id, nil))
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
        if report.layers.isEmpty || whole.layers.count > report.layers.count {
            worker.post(.loaded(whole, Digest(whole)))
        }
        worker.post(.progress(id, nil))
    }

    private func tell(of report: Report, _ worker: Worker) {
        guard let finding = report.findings.first(where: { $0.severity != .note }) ?? report.findings.first
            ?? loader.lexiconFindings.first
        else { return }
        worker.post(.message(Findings.sentence(finding), isWarning: true))
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
