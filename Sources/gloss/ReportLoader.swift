import GlossAnnotator
import GlossFormats
import GlossLexicon
import GlossModel
import GlossResources

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

    /// Loads as told.
    init(annotations: String? = nil, date: Day? = nil, mode: AnnotateMode = .auto) {
        self.annotations = annotations
        self.date = date
        self.mode = mode
    }

    /// Loads what the browser's options ask for.
    init(_ options: BrowseOptions) {
        annotations = options.annotations
        date = options.date
        mode = options.annotate
    }

    /// Loads what the options ask for.
    init(_ options: InputOptions) {
        annotations = options.annotations
        date = options.date
        mode = options.annotate
    }

    /// All reports of a file, annotated.
    func reports(at path: String) throws -> [Report] {
        try read(path).map { completed($0) }
    }

    /// A report with its date, and annotated for what it lacks.
    func completed(_ report: Report) -> Report { annotateMissing(dated(report)) }

    /// A text as a report without annotations.
    func plain(_ text: Text, _ path: String) -> Report { Report(path: path, text: text) }

    /// All reports of several files, numbered from 0.
    func reports(at paths: [String]) throws -> [Report] { try paths.flatMap { try reports(at: $0) } }

    /// The reports of a file as it stands, with the layers of its annotation files.
    func read(_ path: String) throws -> [Report] { try read(input(path)) }

    /// The reports of a file that is at hand.
    func read(_ file: InputFile) throws -> [Report] {
        let path = file.path
        let format = self.format ?? Formats.sniff(file)
        guard let annotations else {
            do throws(FormatError) {
                return try format.read(file)
            } catch {
                throw Failure(path: path, error)
            }
        }
        var report = Report(path: path, text: file.content)
        let beside = try input(annotations)
        do throws(FormatError) {
            try Formats.sniff(beside).annotate(&report, from: beside)
        } catch {
            throw Failure(path: annotations, error)
        }
        return [report]
    }

    func input(_ path: String) throws(Failure) -> InputFile {
        InputFile(path: path, content: try Files.read(path)) {
            Files.neighbour(of: path, named: $0)
        }
    }

    // MARK: What is missing

    private func dated(_ report: Report) -> Report {
        var report = report
        report.date =
            date ?? report.date
            ?? ReportLoader.annotator.documentDate(report.text, report.paragraphs)
        return report
    }

    /// Runs the built-in annotator for what the report lacks, as a layer of its own. Mentions of a
    /// file that says of none who it is get entities.
    func annotateMissing(_ report: Report, parts: Parts = .all) -> Report {
        let wants = missing(report).intersection(parts)
        var report = report
        let number = UInt16(report.layers.count)
        if !wants.isEmpty {
            if parts == .all, !ReportLoader.annotator.isEnglish(report.text) {
                report.findings.append(Annotator.notEnglish)
                return report
            }
            report.add(
                ReportLoader.annotator.annotate(
                    text: report.text, paragraphs: report.paragraphs, date: report.date,
                    wants: wants, layerNumber: number, given: report.layers))
        } else if parts == .all, mode != .never, report.layers.allSatisfy(\.entities.isEmpty),
            let layer = report.layers.first(where: { !$0.mentions.isEmpty })
        {
            report.add(
                ReportLoader.annotator.identify(
                    text: report.text, layer: layer, layerNumber: number))
        }
        return report
    }

    /// Adds the claims that bear on each other, as a computed layer, unless a file brings relations
    /// of its own: for outputs that hold the whole model.
    func relate(_ report: Report) -> Report {
        guard mode != .never, mode == .always || report.layers.allSatisfy(\.relations.isEmpty) else {
            return report
        }
        let related = RelatedClaims(report)
        var layer = Layer(number: UInt16(report.layers.count), name: "gloss", origin: .computed)
        var pairs: Set<Set<AnnotationID>> = []
        for claim in report.claimIDs {
            for var relation in related.related(to: claim, limit: Self.relatedClaims)
            where relation.score != nil && pairs.insert([relation.from, relation.to]).inserted {
                relation.number = UInt32(layer.relations.count + 1)
                layer.relations.append(relation)
            }
        }
        guard !layer.relations.isEmpty else { return report }
        layer.finish()
        var report = report
        report.add(layer)
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
            if report.layers.allSatisfy(\.mentions.isEmpty) { wants.insert(.mentions) }
            if report.layers.allSatisfy(\.times.isEmpty) { wants.insert(.times) }
            if report.layers.allSatisfy(\.claims.isEmpty) { wants.insert(.claims) }
            return wants
        }
    }

    private static let annotator = Annotator(lexicon: Lexicon(lexiconBytes))
}
