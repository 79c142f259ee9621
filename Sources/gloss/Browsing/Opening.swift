import GlossAnnotator
import GlossFormats
import GlossInterface
import GlossModel
import GlossResources

/// Reports on their way to the first screen.
///
/// Before it no more is done than to find the text that will be on it; then, still before the first
/// key, the annotations of that text. Neither grows with the report. `Loading` does the rest.
struct Opening {
    /// The reports with as much of their text as can be had at once; of formats whose text stands in
    /// the midst of other things, with their annotations.
    private(set) var reports: [Report] = []
    /// Where each of them comes from: a file, or several with annotations of one text.
    private(set) var sources: [[InputFile]] = []
    let loader: ReportLoader
    /// The report that is still being written to standard input.
    private(set) var growing: Loading.Growing?
    /// Where the reader left each of them, in bytes.
    private var places: [Int] = []
    /// The beginning of the only report, while a program takes it out of its file.
    private var beginning: Unpacking.Beginning?

    /// Files up to this size are read whole before the first screen, if their text cannot be had
    /// otherwise.
    private static let small = 256 << 10
    /// Bytes of the text that the first screen is found in.
    private static let firstScreen = 6 << 10

    /// Begins with files, or with the sample where none is named. `place` gives where the reader
    /// left a file, in bytes.
    init(_ options: BrowseOptions, paths: [String], place: (Report) -> Int?) throws {
        loader = try ReportLoader(options)
        var input: GrowingInput?
        let files = paths.isEmpty ? [Opening.sample] : try paths.map { try open($0, &input, options) }
        if files.count == 1, input?.isWhole != false, try loader.isPacked(files[0]), let beginning = loader.beginning(files[0]) {
            self.beginning = beginning
            add(Report(path: files[0].path, text: Text("")), of: files[0], place)
            return
        }
        for file in files {
            if file.path == "-", growing == nil, let input, !input.isWhole {
                add(Opening.begin(growing: file, loader), of: file, place)
                growing = Loading.Growing(id: reports[reports.count - 1].id, input: input)
            } else if let report = try Opening.begin(file, over: reports.last, loader) {
                add(report, of: file, place)
            } else {
                sources[sources.count - 1].append(file)
            }
        }
    }

    /// A file at hand. Standard input that is a pipe is not waited for: it is put into `input`, with what
    /// has come of it.
    private func open(_ path: String, _ input: inout GrowingInput?, _ options: BrowseOptions) throws -> InputFile {
        guard path == "-", input == nil, GrowingInput.mayGrow else { return try loader.input(path) }
        let standard = try GrowingInput(limit: options.reading.inputLimit)
        input = standard
        return loader.input(path, content: standard.isWhole ? standard.content : standard.lines)
    }

    private mutating func add(_ report: Report, of file: InputFile, _ place: (Report) -> Int?) {
        var report = report
        report.id = ReportID(UInt32(reports.count))
        let offset = place(report) ?? 0
        if !report.paragraphs.covers(offset) { report.paragraphs = report.paragraphs.window(around: offset) }
        places.append(offset)
        reports.append(report)
        sources.append([file])
    }

    /// Whether a program is at work for the first screen.
    var waits: Bool { beginning != nil }

    /// Waits for the beginning that a program takes out of a file; until then its report is empty.
    mutating func finish() {
        guard let beginning, let report = loader.report(beginning) else { return }
        self.beginning = nil
        reports[0] = report
    }

    /// As much of a file's report as can be had at once; nil where the file has annotations of the
    /// text of the report before.
    private static func begin(_ file: InputFile, over last: Report?, _ loader: ReportLoader) throws -> Report? {
        do {
            let report = try begin(file, loader)
            guard let last, last.text.count > 0, report.text.bytes.elementsEqual(last.text.bytes) else { return report }
            return nil
        } catch let failure as Failure where failure.isTextMissing && last != nil {
            return nil
        }
    }

    /// The lines of a text that have come; nothing of what is no plain text before it is whole.
    private static func begin(growing file: InputFile, _ loader: ReportLoader) -> Report {
        let isShown = (try? loader.isPacked(file)) == false && isPlain(file, loader)
        return Report(path: file.path, date: loader.date, text: isShown ? file.content : Text(""))
    }

    /// Whether a file is a text as it stands.
    static func isPlain(_ file: InputFile, _ loader: ReportLoader) -> Bool {
        let format = loader.format ?? Formats.sniff(file)
        guard loader.annotations == nil, let text = try? format.text(of: file) else { return false }
        return text === file.content
    }

    private static var sample: InputFile {
        let neighbours = ["report.txt", "report.ann"]
        return InputFile(path: "report.txt", content: resourceText("sample/report.txt")) { name in
            neighbours.contains(name) ? resourceText("sample/" + name) : nil
        }
    }

    private static func resourceText(_ path: String) -> Text {
        Text(borrowing: resource(path).map { Bytes($0) } ?? Bytes(), release: nil)
    }

    /// As much of a file's report as can be had at once.
    private static func begin(_ file: InputFile, _ loader: ReportLoader) throws -> Report {
        // Programs may take their time: they run behind the screen, but for what gives a beginning.
        if try loader.isPacked(file) {
            return loader.beginning(file).flatMap(loader.report) ?? Report(path: file.path, text: Text(""))
        }
        let format = loader.format ?? Formats.sniff(file)
        do throws(FormatError) {
            let text = try loader.annotations == nil ? format.text(of: file) : file.content
            if let text {
                return Report(
                    path: file.path, date: loader.date, text: text,
                    paragraphs: ParagraphIndex(text, upTo: firstScreen))
            }
        } catch {
            throw Failure(path: file.path, error)
        }
        guard file.content.count > small else {
            return try loader.read(file).first ?? Report(path: file.path, text: file.content)
        }
        return Report(path: file.path, text: Text(""))
    }

    /// A report of a text alone with the annotations of its first screen: those of its file, or,
    /// where it has none, the annotator's and the part that they are in. Nil where there is nothing
    /// to add.
    func annotated(_ report: Report) -> (report: Report, part: Span?)? {
        let (file, place) = (sources[Int(report.id.number)][0], places[Int(report.id.number)])
        guard report.layers.isEmpty, report.text.count > 0, loader.annotations == nil else { return nil }
        if (try? loader.isPacked(file)) == true, loader.hasAnnotations(beside: file) { return nil }
        var report = report
        let format = loader.format ?? Formats.sniff(file)
        if let beginning = try? format.readBeginning(file, upTo: Opening.firstScreen) {
            for layer in beginning.layers { report.add(layer) }
        }
        guard report.layers.isEmpty, loader.mode != .never else { return report.layers.isEmpty ? nil : (report, nil) }
        let part = Span(place, min(report.text.count, place + Opening.firstScreen))
        return (loader.annotateMissing(report, parts: [.mentions, .times], part: part), part)
    }
}
