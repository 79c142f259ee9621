import GlossModel

/// Gathers what a record of a file says of one text, and makes a report of it: spans are bound to the
/// text all at once, at the end.
struct ForeignReport {
    let text: Text
    let path: String
    var title = ""
    var date: Day?
    /// gloss's own object, where the record holds one.
    var own: JSONPlace?
    /// What is wrong beside the spans.
    var findings: [Finding] = []
    private var odd = 0
    /// Attribute of the document for what is kept of a file without being understood.
    static let oddName = "unread"
    private(set) var annotators: [ForeignLayers.Annotator] = []
    private var spans: QuotedSpans
    /// Which item each span belongs to; none while all are those of one annotator in order.
    private var owners: [(annotator: Int, item: Int)] = []

    /// `source` is the text as the file has it, where the report's is another one.
    init(_ text: Text, unit: OffsetUnit, path: String, source: Text? = nil) {
        (self.text, self.path) = (text, path)
        spans = QuotedSpans(text, unit: unit, path: path, source: source)
    }

    /// Begins an annotator, or goes on with one of that name; what is added next is theirs by its number.
    mutating func annotator(_ name: String, origin: Origin = .file) -> Int {
        if let known = annotators.firstIndex(where: { $0.name == name && $0.origin == origin }) { return known }
        annotators.append(ForeignLayers.Annotator(name: name, origin: origin))
        return annotators.count - 1
    }

    /// Adds a labelled span at offsets of the file; `quote` are the words that it says stand there.
    mutating func add(_ item: ForeignLayers.Labelled, _ start: Int, _ end: Int, quote: JSONValue? = nil, by annotator: Int) {
        owners.append((annotator, annotators[annotator].spans.count))
        annotators[annotator].spans.append(item)
        spans.add(start, end, quote: quote)
    }

    /// Adds a labelled span whose place is known, in bytes.
    mutating func add(placed item: ForeignLayers.Labelled, by annotator: Int) {
        annotators[annotator].spans.append(item)
    }

    mutating func add(_ link: ForeignLayers.Link, by annotator: Int) { annotators[annotator].links.append(link) }

    /// Takes in what has not the form that its format wants: it is kept with the document.
    mutating func odd(_ value: JSONValue, by annotator: Int = 0) {
        document(ForeignReport.oddName, value.asWords, by: annotator)
        odd += 1
    }

    /// Says something of the document as a whole.
    mutating func document(_ name: String, _ value: String, by annotator: Int) {
        annotators[annotator].document.append((name, value))
    }

    /// The report, for a file; `source` is where the record stands in it.
    consuming func report(of file: InputFile, _ source: ForeignLayers.Source) -> Report {
        var report = Report(path: file.path, title: title, date: date, text: text, paragraphs: file.paragraphs(text))
        add(to: &report, file.path, source)
        return report
    }

    /// Adds the layers to a report of the same text.
    consuming func add(to report: inout Report, _ path: String, _ source: ForeignLayers.Source) {
        var source = source
        let bound = spans.bound()
        for (span, owner) in zip(bound.spans, owners) { annotators[owner.annotator].spans[owner.item].span = span }
        report.findings += findings + bound.findings
        if odd > 0 {
            report.findings.append(
                Finding(
                    .warning, "not-understood", at: Finding.Place(file: path),
                    "\(odd.of("item has", "items have")) not the form that \(source.format) wants; kept as attributes of the document"))
        }
        source.isExact = source.isExact && bound.isExact
        var layers = ForeignLayers(source, path: path)
        layers.add(annotators, own: own, to: &report)
    }
}

extension Report {
    /// Makes the only report of a file go by the file's name instead of a number in it.
    mutating func isAlone(in file: InputFile) {
        let numbered = path
        path = file.path
        for index in findings.indices where findings[index].place.file == numbered {
            findings[index].place.file = file.path
        }
        for var layer in layers where layer.name == FileName.last(numbered) {
            layer.name = file.name
            replace(layer)
        }
    }
}
