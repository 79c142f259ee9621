import GlossAnnotator
import GlossFormats
import GlossInterface
import GlossModel
import GlossResources

/// Reports on their way to the first screen.
///
/// Before it, no more is done than it needs: annotations in small files are read whole; where there
/// are none the annotator runs over the first paragraphs for what is highlighted. The rest follows
/// behind the first screen, in the worker's thread.
struct Opening {
    /// What can be shown at once.
    let reports: [Report]
    /// Which of them are to be loaded further.
    let incomplete: [ReportID]
    /// Reads a report whole, in the worker's thread.
    let load: Session.Load

    /// Files up to this size are read whole before the first screen, with their annotations.
    private static let small = 256 << 10
    /// Bytes of the text that the first screen is found in.
    private static let firstScreen = 6 << 10

    init(_ options: BrowseOptions, paths: [String]) throws {
        let loader = ReportLoader(options)
        guard !paths.isEmpty else {
            let sample = try Opening.sample(loader)
            reports = [sample]
            incomplete = [sample.id]
            load = { Opening.post(loader.completed(sample), $0, to: $1) }
            return
        }
        var reports: [Report] = []
        var incomplete: [ReportID] = []
        for (index, path) in paths.enumerated() {
            let id = ReportID(UInt32(index))
            let (report, isWhole) = try Opening.begin(path, id, loader)
            reports.append(report)
            if !isWhole { incomplete.append(id) }
        }
        self.reports = reports
        self.incomplete = incomplete
        let firsts = reports
        load = { id, worker in
            Opening.finish(firsts[Int(id.number)], loader, worker)
        }
    }

    /// Reads a file whole and posts the report. Standard input has been read already.
    private static func finish(_ first: Report, _ loader: ReportLoader, _ worker: Worker) {
        let isLarge = first.text.count > small
        if isLarge { worker.post(.progress(first.id, "loading")) }
        do {
            let again = first.path == "-" ? loader.completed(loader.plain(first.text, "-"))
                : try loader.reports(at: first.path).first
            if let again { post(again, first.id, to: worker) }
        } catch {
            worker.post(.message((error as? Failure)?.message ?? "\(error)", isWarning: true))
        }
        if isLarge { worker.post(.progress(first.id, nil)) }
    }

    private static func post(_ report: Report, _ id: ReportID, to worker: Worker) {
        var report = report
        report.id = id
        worker.post(.loaded(report))
        if let finding = report.findings.first(where: { $0.severity != .note }) ?? report.findings.first {
            worker.post(.message(Findings.sentence(finding), isWarning: true))
        }
    }

    private static func sample(_ loader: ReportLoader) throws -> Report {
        let neighbours = ["report.txt", "report.ann"]
        let file = InputFile(path: "report.txt", content: resourceText("sample/report.txt")) { name in
            neighbours.contains(name) ? resourceText("sample/" + name) : nil
        }
        return try loader.read(file).first ?? Report(text: Text(""))
    }

    private static func resourceText(_ path: String) -> Text {
        Text(borrowing: resource(path) ?? UnsafeBufferPointer(start: nil, count: 0), release: nil)
    }

    /// As much of a file's report as the first screen needs.
    private static func begin(
        _ path: String, _ id: ReportID, _ loader: ReportLoader
    ) throws -> (Report, isWhole: Bool) {
        let file = try loader.input(path)
        if loader.annotations == nil, Formats.sniff(file) is PlainText {
            let paragraphs = ParagraphIndex(file.content, upTo: firstScreen)
            let report = Report(
                id: id, path: path, date: loader.date, text: file.content, paragraphs: paragraphs)
            return (loader.annotateMissing(report, parts: [.mentions, .times]), false)
        }
        var report = try loader.read(file).first ?? Report(path: path, text: file.content)
        report.id = id
        return (report, false)
    }
}
