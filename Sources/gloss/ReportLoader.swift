import GlossAnnotator
import GlossFormats
import GlossLexicon
import GlossModel
import GlossResources
import Synchronization

/// From a path and options to reports: text, layers from files, and layers computed for what is
/// missing. The browser and every command load through it.
struct ReportLoader {
    /// Annotations that stand in a file of their own; nil for those that belong to the text.
    var annotations: String?
    /// The report's date as the user gave it.
    var date: Day?
    var mode: AnnotateMode = .auto
    /// Format of the file where its name and beginning do not tell.
    var format: (any Format)?
    /// Most bytes that are read of what may have no end: pipes and devices.
    var inputLimit = InputOptions.standardLimit << 20
    /// Whether nothing may be edited.
    var isReadOnly = false
    /// The annotator whose own file is edited, `report.NAME.ann`; nil: the report's.
    var editor: String?
    /// How annotators are made one, where that is done.
    var adjudication: Adjudication?
    /// Whether the layers that are made say which rules made them.
    var explains = false

    /// The built-in annotator, with the user's own names.
    private let annotator: Annotator
    /// Takes reports out of PDF, gzip and the like.
    private let unpacking: Unpacking
    private let decoding: Decoding
    /// Files beside those that are read, until it is known which hold texts.
    private let sources = TextSources()
    /// What is wrong with the files of the user's own names.
    let lexiconFindings: [Finding]

    /// What is wrong with the user's own files that loading goes by.
    var settingFindings: [Finding] { unpacking.findings + lexiconFindings }

    /// Loads as told; `lexicon` is a file of the user's own names.
    init(
        annotations: String? = nil, date: Day? = nil, mode: AnnotateMode = .auto,
        lexicon: String? = nil, encoding: String? = nil, dayOrder: DayOrder? = nil, language: String? = nil
    ) throws(Failure) {
        self.annotations = annotations
        self.date = date
        self.mode = mode
        decoding = Decoding(encoding)
        unpacking = Unpacking(decoding)
        let own = try OwnNames(lexicon, isWanted: mode != .never)
        lexiconFindings = own.findings
        var annotator = own.names.isEmpty
            ? ReportLoader.builtIn
            : Annotator(lexicon: Lexicon(lexiconBytes), userNames: own.names, names: ReportLoader.names)
        annotator.dayOrder = dayOrder
        if let language, !annotator.languages.contains(language) {
            throw Failure("no language '\(language)' is annotated: --language takes \(annotator.languages.joined(separator: " or "))")
        }
        annotator.language = language
        self.annotator = annotator
    }

    /// Loads what the browser's options ask for.
    init(_ options: BrowseOptions) throws(Failure) {
        try self.init(options.reading)
        explains = true
        (isReadOnly, editor, adjudication) = (options.isReadOnly, options.editor, options.adjudication)
    }

    /// Loads what the options ask for.
    init(_ options: Reading) throws(Failure) {
        try self.init(
            annotations: options.annotations, date: options.date, mode: options.annotate,
            lexicon: options.lexicon, encoding: options.encoding, dayOrder: options.dateOrder, language: options.language)
        inputLimit = options.inputLimit
        format = try NamedFormat.find(options.formatIn, "--format-in")
    }

    /// All reports of a file, annotated.
    func reports(at path: String) throws -> [Report] {
        try read(path).map { completed($0) }
    }

    /// A report with its date, and annotated for what it lacks of some parts.
    func completed(_ report: Report, _ parts: Parts = .all) -> Report { annotateMissing(dated(report), parts: parts) }

    /// A text as a report without annotations.
    func plain(_ text: Text, _ path: String) -> Report { Report(path: path, text: text) }

    /// All reports of several files, numbered from 0.
    func reports(at paths: [String]) throws -> [Report] { try paths.flatMap { try reports(at: $0) } }

    /// The reports of a file as it stands, with the layers of its annotation files.
    func read(_ path: String) throws -> [Report] { try read(input(path)) }

    /// The reports of a file that is at hand. The paragraphs of a large text are found in a thread
    /// of their own while the annotations are read; `found` is told of them there.
    func read(
        _ file: InputFile, found: @escaping @Sendable (ParagraphIndex) -> Void = { _ in }
    ) throws -> [Report] {
        let job = ParagraphJob(found)
        var file = try unpacking.unpacked(file, asText: format != nil)
        file.paragraphs = { job.start($0) }
        var reports = try readWithoutWaiting(file)
        sources.settle(reports.map(\.text))
        for index in reports.indices { if let finding = decoding.finding(reports[index]) { reports[index].findings.append(finding) } }
        for index in reports.indices where file.document(reports[index].text) == nil {
            if let paragraphs = job.paragraphs(of: reports[index].text) { reports[index].paragraphs = paragraphs }
        }
        return reports
    }

    /// Gives the reports of a file as it stands one after the other; of formats with a record a line only
    /// one is held.
    func eachReport(_ path: String, _ take: (Report) throws -> Void) throws {
        let file = try input(path)
        let format = self.format ?? Formats.sniff(file)
        guard format.isStreamed, annotations == nil, file.content.count >= Self.streamed,
            [0x7B, 0x5B].contains(file.content.bytes.first { $0 > 0x20 } ?? 0)
        else {
            for report in try read(file) { try take(report) }
            return
        }
        var failed: (any Error)?
        do throws(FormatError) {
            try format.eachReport(of: file) { report in
                do {
                    try take(bound(report, format, file))
                    return true
                } catch {
                    failed = error
                    return false
                }
            }
        } catch { throw Failure(path: file.path, error) }
        if let failed { throw failed }
    }

    /// From this size on, in bytes, a file of several reports is read a report at a time.
    private static let streamed = 1 << 16

    private func readWithoutWaiting(_ file: InputFile) throws -> [Report] {
        let format = self.format ?? Formats.sniff(file)
        do {
            if format.isDocument, let document = try format.read(file).first { return [try annotated(document, in: file)] }
            guard let annotations else { return try asEdited(try format.read(file).map { try bound($0, format, file) }, format, file) }
            let report = Report(path: file.path, text: file.content, paragraphs: file.paragraphs(file.content))
            return [try annotated(report, by: annotations)]
        } catch let error as FormatError {
            throw Failure(path: file.path, error)
        }
    }

    /// The report of a file of another format as it was edited: with what the brat file beside it says instead.
    private func asEdited(_ reports: [Report], _ format: any Format, _ file: InputFile) throws -> [Report] {
        let stem = FileName.split(file.name).stem
        guard reports.count == 1, !format.suffixes.contains("ann"), format.textSuffix == nil, file.path != "-",
            let annotations = file.neighbour(stem + ".ann"), file.neighbour(stem + ".txt") == nil, !reports[0].layers.isEmpty
        else { return reports }
        var edited = reports[0].with(layers: [])
        let before = edited.findings.count
        let other = input(FileName.split(file.path).stem + ".ann", content: annotations)
        do throws(FormatError) { try Brat().annotate(&edited, from: other) } catch { return reports }
        guard edited.findings.count == before else { return reports }
        edited.findings.append(
            Finding(
                .note, "edited", at: Finding.Place(file: file.path),
                "shown as it was edited, in \(stem).ann", remedy: "gloss convert \(file.name) NEW writes it in this format again"))
        return [edited]
    }

    /// A document with the annotations that stand beside its file.
    private func annotated(_ document: Report, in file: InputFile) throws -> Report {
        if let annotations { return try annotated(document, by: annotations) }
        guard self.format == nil else { return document }
        var text = file
        text.content = document.text
        text.innerName = FileName.split(file.name).stem + ".txt"
        text.paragraphs = { _ in document.paragraphs }
        let format = Formats.sniff(text)
        guard format.textSuffix != nil, let report = try format.read(text).first else { return document }
        return try fitting(report, to: document, in: file) { plain in
            text.content = plain
            text.paragraphs = { ParagraphIndex($0) }
            return try format.read(text).first
        }
    }

    /// Annotations with the document that they are about; where they count in its plain text, as it
    /// was taken out before, with that.
    private func bound(_ report: Report, _ format: any Format, _ file: InputFile) throws -> Report {
        guard let document = file.document(report.text) else { return report }
        return try fitting(report, to: document, in: file) { plain in
            var again = file
            again.neighbour = { name in
                let text = file.neighbour(name)
                return text === document.text ? plain : text
            }
            return try format.read(again).first
        }
    }

    /// A document with the annotations of a report of its text; where they fit its plain text better,
    /// as it was taken out before, the report of that.
    private func fitting(
        _ report: Report, to document: Report, in file: InputFile, reading: (Text) throws -> Report?
    ) throws -> Report {
        guard report.doubts > 0, let plain = file.plainText(document.text), let other = try reading(plain),
            other.doubts < report.doubts
        else { return document.annotated(by: report) }
        return other
    }

    /// A report with the annotations of a file that stands apart.
    func annotated(_ report: Report, by annotations: String) throws -> Report {
        var report = report
        let file = try unpacking.unpacked(input(annotations))
        do throws(FormatError) {
            try Formats.sniff(file).annotate(&report, from: file)
        } catch {
            throw Failure(path: annotations, error)
        }
        return report
    }

    /// A file at hand; its neighbours are opened once each.
    func input(_ path: String) throws(Failure) -> InputFile {
        input(path, content: try Files.read(path, limit: inputLimit))
    }

    /// The same for one whose bytes are at hand.
    func input(_ path: String, content: Text) -> InputFile {
        let neighbours = Neighbours(of: path, unpacking, decoding, sources)
        var file = InputFile(path: path, content: content) { neighbours.named($0) }
        file.document = { neighbours.document(of: $0) }
        file.plainText = { neighbours.plainText(of: $0) }
        return file
    }

    /// Begins to take the beginning of a report out of a file by a program; nil where it cannot be had
    /// at once.
    func beginning(_ file: InputFile) -> Unpacking.Beginning? { unpacking.beginning(of: file) }

    /// The beginning of a report, without annotations, that was begun to be taken out of its file; nil
    /// where it takes more than a second or cannot be read.
    func report(_ beginning: Unpacking.Beginning) -> Report? {
        guard let file = beginning.finished(seconds: 1) else { return nil }
        return try? Formats.sniff(file).read(file).first
    }

    /// Whether annotations stand beside a file that holds a document.
    func hasAnnotations(beside file: InputFile) -> Bool {
        let stem = FileName.split(file.name).stem
        return annotations != nil || ["ann", "a1", "a2"].contains { file.neighbour("\(stem).\($0)") != nil }
    }

    /// Whether a program has to take the report out of a file first; throws where it is not there.
    func isPacked(_ file: InputFile) throws(Failure) -> Bool {
        try unpacking.isNeeded(file, asText: format != nil)
    }

    // MARK: What is missing

    /// A report with its date: the one given, its own, or the one that its first lines tell.
    func dated(_ report: Report) -> Report {
        var report = report
        report.date = date ?? report.date ?? annotator.documentDate(report.text, report.paragraphs)
        if report.date == nil { date(&report) }
        if let finding = dayOrderFinding(report) { report.findings.append(finding) }
        return report
    }

    /// Gives a report the date of the month that its first lines name, or what its file says of itself, and
    /// says which.
    private func date(_ report: inout Report) {
        let day = report.metadata.date
        let code: String, message: String
        if let (year, month) = annotator.documentMonth(report.text, report.paragraphs), let last = Day(year: year, month: month, day: Day.length(ofMonth: month, year: year)) {
            let isInMonth = day.map { $0.civil.year == year && $0.civil.month == month } ?? false
            report.date = isInMonth ? day : last
            code = isInMonth ? "date-from-metadata" : "date-from-month"
            message = "the first lines give a month and no day; \(report.date!) is " + (isInMonth ? "what the file says of itself" : "its last day")
        } else if let day {
            report.date = day
            (code, message) = ("date-from-metadata", "the text does not say when it was written; \(day) is what the file says of itself")
        } else {
            return
        }
        report.findings.append(Finding(.note, code, at: Finding.Place(file: report.path), message, remedy: "--date gives another"))
    }

    /// What to tell of dates such as 03/04/2016 that nothing settles; nil where the file brings the times.
    private func dayOrderFinding(_ report: Report) -> Finding? {
        guard annotator.dayOrder == nil, missing(report).contains(.times), var finding = DayOrderReading(report.text).finding(report.text),
            annotator.isEnglish(report.text)
        else { return nil }
        finding.place.file = report.path
        return finding
    }

    /// Runs the built-in annotator for what the report lacks, as a layer of its own. Mentions of a
    /// file that says of none who it is get entities.
    /// `part` is where to annotate, everywhere where it is nil; `progress` is told how much is
    /// done, 0 to 1.
    func annotateMissing(
        _ report: Report, parts: Parts = .all, part: Span? = nil,
        progress: (Double) -> Void = { _ in }
    ) -> Report {
        let wants = missing(report).intersection(parts)
        var report = report
        let number = UInt16(report.layers.count)
        if !wants.isEmpty {
            let (layer, finding) = annotate(report, wants, part, progress)
            report.add(layer)
            if part == nil, let finding { report.findings.append(finding) }
        } else if part == nil, mode != .never, report.layers.allSatisfy(\.entities.isEmpty),
            let layer = report.layers.first(where: { !$0.mentions.isEmpty })
        {
            report.add(
                annotator.identify(
                    text: report.text, layer: layer, layerNumber: number))
        }
        return report
    }

    /// What the annotator would leave out of a report because it is not English.
    func languageFindings(_ report: Report) -> [Finding] {
        guard !missing(report).isEmpty else { return [] }
        var run = Annotator.Run(annotator, text: report.text, date: nil, wants: [], layerNumber: 0)
        run.extend(report.paragraphs, to: report.paragraphs.count)
        return run.finding.map { [$0] } ?? []
    }

    /// The annotator's layer for a report, or a part of it.
    private func annotate(
        _ report: Report, _ wants: Parts, _ part: Span?, _ progress: (Double) -> Void
    ) -> (Layer, Finding?) {
        let range = part.map { report.paragraphs.indices(overlapping: $0) } ?? 0..<report.paragraphs.count
        var run = Annotator.Run(
            annotator, text: report.text, date: report.date, wants: wants,
            layerNumber: UInt16(report.layers.count), given: report.layers, explains: explains)
        run.prepare(report.paragraphs, before: range.lowerBound)
        run.extend(
            report.paragraphs, to: range.upperBound, where: { part?.overlaps($0) ?? true },
            progress: { progress(Double($0) / Double(max(1, report.text.count))) })
        return (run.finish(), run.finding)
    }

    /// The annotator at work on a report, to be told which paragraphs to read.
    func run(over report: Report, layerNumber: UInt16) -> Annotator.Run {
        Annotator.Run(
            annotator, text: report.text, date: dated(report).date,
            wants: missing(Report(text: Text(""))), layerNumber: layerNumber)
    }

    /// Adds the claims that bear on each other, as a computed layer, unless a file brings relations
    /// of its own: for outputs that hold the whole model.
    func relate(_ report: Report) -> Report {
        guard mode != .never, mode == .always || report.layers.allSatisfy(\.relations.isEmpty) else {
            return report
        }
        let related = RelatedClaims(report)
        var layer = LayerBuilder(number: UInt16(report.layers.count), name: "gloss", origin: .computed)
        var pairs: Set<Set<AnnotationID>> = []
        for claim in report.claimIDs {
            for var relation in related.related(to: claim, limit: Self.relatedClaims)
            where relation.score != nil && pairs.insert([relation.from, relation.to]).inserted {
                relation.number = UInt32(layer.relations.count + 1)
                layer.relations.append(relation)
            }
        }
        guard !layer.relations.isEmpty else { return report }
        var report = report
        report.add(layer.finished())
        return report
    }

    /// As many of the strongest are told of each claim.
    private static let relatedClaims = 3

    private func missing(_ report: Report) -> Parts {
        switch mode {
        case .never: return []
        case .always: return .all
        case .auto:
            var wants: Parts = []
            // Where the file takes back all that was marked, somebody has judged it: nothing is put in its place.
            if report.layers.allSatisfy(\.mentions.isEmpty), !report.findings.contains(where: { $0.code == "rejected-left-out" }) {
                wants.insert(.mentions)
            }
            if report.layers.allSatisfy(\.times.isEmpty) { wants.insert(.times) }
            if report.layers.allSatisfy(\.claims.isEmpty) { wants.insert(.claims) }
            return wants
        }
    }

    private static let builtIn = Annotator(lexicon: Lexicon(lexiconBytes), names: names)
    /// What was learned about names; nil where gloss was built without.
    private static let names = NameModel(Text(borrowing: Bytes(nameWeights), release: nil))
}

extension Report {
    /// How many of its annotations do not stand where they say.
    fileprivate var doubts: Int { findings.count { $0.severity != .note } }

    /// The same document with the layers of a report of its text.
    func annotated(by report: Report) -> Report {
        var document = self
        for layer in report.layers { document.add(layer) }
        document.findings += report.findings
        return document
    }
}

/// Files of the folder of another, each opened once. A text may stand there as a PDF or the like.
private final class Neighbours: Sendable {
    private let path: String
    private let unpacking: Unpacking
    private let decoding: Decoding
    private let sources: TextSources
    private struct Known: Sendable {
        /// Few, so that looking through them costs less than a table would at start.
        var texts: [(name: String, text: Text?)] = []
        var documents: [(report: Report, file: InputFile)] = []
    }
    private let known = Mutex(Known())

    init(of path: String, _ unpacking: Unpacking, _ decoding: Decoding, _ sources: TextSources) {
        self.path = path
        self.decoding = decoding
        self.unpacking = unpacking
        self.sources = sources
    }

    func named(_ name: String) -> Text? {
        known.withLock { known in
            if let found = known.texts.first(where: { $0.name == name }) { return found.text }
            let text = open(name, &known.documents)
            known.texts.append((name, text))
            return text
        }
    }

    private func open(_ name: String, _ documents: inout [(report: Report, file: InputFile)]) -> Text? {
        guard !SecureMode.isOn else { return nil }
        guard let found = Files.found(beside: path, named: name) else { return unpacked(name, &documents) }
        guard let text = try? decoding.text(UTF16Text.converted(found.content)) else { return nil }
        sources.opened(text, from: found.file)
        return text
    }

    /// The document that a text was given out of.
    func document(of text: Text) -> Report? { known.withLock { $0.documents.first { $0.report.text === text }?.report } }

    /// The plain text of the document that a text was given out of.
    func plainText(of text: Text) -> Text? {
        known.withLock { $0.documents.first { $0.report.text === text }?.file }.flatMap { $0.plainText(text) }
    }

    private func unpacked(_ name: String, _ documents: inout [(report: Report, file: InputFile)]) -> Text? {
        for name in unpacking.names(forText: name) {
            guard let found = Files.found(beside: path, named: name) else { continue }
            guard let file = try? unpacking.unpacked(InputFile(path: Files.beside(path, name), content: found.content)) else { return nil }
            let text = text(of: file, &documents)
            if let text { sources.opened(text, from: found.file) }
            return text
        }
        return nil
    }

    private func text(of file: InputFile, _ documents: inout [(report: Report, file: InputFile)]) -> Text? {
        let format = Formats.sniff(file)
        guard format.isDocument else { return file.content }
        guard let document = try? format.read(file).first else { return nil }
        documents.append((document, file))
        return document.text
    }
}
