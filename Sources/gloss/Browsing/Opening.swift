import GlossAnnotator
import GlossFormats
import GlossInterface
import GlossModel
import GlossResources

/// Reports on their way to the first screen.
///
/// Before it no more is done than it needs, and nothing that grows with the report: small files are
/// read whole, of large ones the place that will be on the screen. `Loading` does the rest.
struct Opening {
    /// What can be shown at once.
    let reports: [Report]
    /// Where each of them comes from.
    let files: [InputFile]
    /// The parts of plain texts that are annotated, by report.
    let annotated: [ReportID: [Span]]
    let loader: ReportLoader

    /// Files up to this size are read whole before the first screen, with their annotations.
    private static let small = 256 << 10
    /// Bytes of the text that the first screen is found in.
    private static let firstScreen = 6 << 10

    /// Begins with files, or with the sample where none is named. `place` gives where the reader
    /// left a file, in bytes.
    init(_ options: BrowseOptions, paths: [String], place: (Report) -> Int?) throws {
        loader = try ReportLoader(options)
        guard !paths.isEmpty else {
            let file = Opening.sample
            let report = try loader.read(file).first ?? Report(text: file.content)
            (reports, files, annotated) = ([report], [file], [:])
            return
        }
        var reports: [Report] = []
        let loader = self.loader
        let files = try paths.map { try loader.input($0) }
        var annotated: [ReportID: [Span]] = [:]
        for (index, file) in files.enumerated() {
            let id = ReportID(UInt32(index))
            var report = try Opening.begin(file, loader)
            report.id = id
            if report.layers.isEmpty, loader.annotations == nil, loader.mode != .never {
                annotated[id] = [Opening.annotateFirstScreen(&report, at: place(report) ?? 0, loader)]
            }
            reports.append(report)
        }
        (self.reports, self.files, self.annotated) = (reports, files, annotated)
    }

    private static var sample: InputFile {
        let neighbours = ["report.txt", "report.ann"]
        return InputFile(path: "report.txt", content: resourceText("sample/report.txt")) { name in
            neighbours.contains(name) ? resourceText("sample/" + name) : nil
        }
    }

    private static func resourceText(_ path: String) -> Text {
        Text(borrowing: resource(path) ?? UnsafeBufferPointer(start: nil, count: 0), release: nil)
    }

    /// As much of a file's report as can be had at once.
    private static func begin(_ file: InputFile, _ loader: ReportLoader) throws -> Report {
        let path = file.path
        let format = loader.format ?? Formats.sniff(file)
        if loader.annotations == nil {
            if format is PlainText {
                return Report(
                    path: path, date: loader.date, text: file.content,
                    paragraphs: ParagraphIndex(file.content, upTo: firstScreen))
            }
            do throws(FormatError) {
                if let report = try format.readBeginning(file, upTo: firstScreen) { return report }
            } catch {
                throw Failure(path: path, error)
            }
        }
        guard file.content.count > small || loader.annotations.map(Files.isLarge) == true else {
            return try loader.read(file).first ?? Report(path: path, text: file.content)
        }
        return Report(path: path, text: Text(""))
    }

    /// Runs the annotator over what will be on the screen, for what is highlighted there.
    private static func annotateFirstScreen(
        _ report: inout Report, at place: Int, _ loader: ReportLoader
    ) -> Span {
        if !report.paragraphs.covers(place) { report.paragraphs = report.paragraphs.window(around: place) }
        let wanted = Span(place, min(report.text.count, place + firstScreen))
        let range = report.paragraphs.indices(overlapping: wanted)
        report = loader.annotateMissing(report, parts: [.mentions, .times], range: range)
        return wanted
    }
}
