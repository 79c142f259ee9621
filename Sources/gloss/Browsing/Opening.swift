import GlossFormats
import GlossInterface
import GlossModel
import GlossResources

/// Reports on their way to the first screen: small ones whole, large ones as far as the first
/// screen needs, with the rest to be loaded behind it.
struct Opening {
    /// What can be shown at once.
    let reports: [Report]
    /// Which of them are to be loaded further.
    let incomplete: [ReportID]
    /// Reads a report whole, in the worker's thread.
    let load: Session.Load

    /// Files up to this size are read whole before the first screen.
    private static let small = 48 << 10
    /// Bytes of a larger one that the first screen is found in.
    private static let firstScreen = 16 << 10

    init(_ options: BrowseOptions, paths: [String]) throws {
        let loader = ReportLoader(options)
        guard !paths.isEmpty else {
            reports = [try Opening.sample(loader)]
            incomplete = []
            load = { _, _ in }
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

    /// Reads a file again, whole, and posts what it reads.
    private static func finish(_ first: Report, _ loader: ReportLoader, _ worker: Worker) {
        worker.post(.progress(first.id, "loading"))
        do {
            let again = first.path == "-"
                ? [loader.annotateMissing(Report(path: "-", date: first.date, text: first.text))]
                : try loader.reports(at: first.path)
            if var report = again.first {
                report.id = first.id
                worker.post(.loaded(report))
            }
        } catch {
            worker.post(.message((error as? Failure)?.message ?? "\(error)", isWarning: true))
        }
        worker.post(.progress(first.id, nil))
    }

    private static func sample(_ loader: ReportLoader) throws -> Report {
        let neighbours = ["report.txt", "report.ann"]
        let file = InputFile(path: "report.txt", content: resourceText("sample/report.txt")) { name in
            neighbours.contains(name) ? resourceText("sample/" + name) : nil
        }
        return try loader.reports(in: file).first ?? Report(text: Text(""))
    }

    private static func resourceText(_ path: String) -> Text {
        Text(borrowing: resource(path) ?? UnsafeBufferPointer(start: nil, count: 0), release: nil)
    }

    /// The report of a file: whole where it is small, else its beginning.
    private static func begin(
        _ path: String, _ id: ReportID, _ loader: ReportLoader
    ) throws -> (Report, isWhole: Bool) {
        let file = try loader.input(path)
        if file.content.count > small, Formats.sniff(file) is PlainText {
            let paragraphs = ParagraphIndex(file.content, upTo: firstScreen)
            let report = Report(
                id: id, path: path, date: loader.date, text: file.content, paragraphs: paragraphs)
            return (loader.annotateMissing(report), false)
        }
        var report = try loader.reports(in: file).first ?? Report(path: path, text: file.content)
        report.id = id
        return (report, true)
    }
}
