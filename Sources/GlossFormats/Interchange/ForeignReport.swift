import GlossModel

/// Gathers what a record of a file says of one text, and makes a report of it: spans are bound to the
/// text all at once, at the end.
struct ForeignReport {
    private(set) var text: Text
    let path: String
    var title = ""
    var date: Day?
    /// gloss's own object, where the record holds one.
    var own: JSONPlace?
    /// What is wrong beside the spans.
    var findings: [Finding] = []
    /// Where the record stands in its file; nil where it is all of it, or is scattered.
    var range: Range<Int>?
    /// The file that it stands in, where that is another one than was opened.
    var source: Text?
    /// What the stretches of the text are, where the file says it.
    var blocks: [ReportBlock] = []
    private var odd = 0
    /// What annotators did not accept, by what they said of it.
    private var rejected: [String: Int] = [:]
    /// Attribute of the document for what is kept of a file without being understood.
    static let oddName = "unread"
    private(set) var annotators: [ForeignLayers.Annotator] = []
    private var spans: QuotedSpans
    /// Which item each span belongs to; none while all are those of one annotator in order.
    private var owners: [(annotator: Int, item: Int, isFurther: Bool)] = []

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
        owners.append((annotator, annotators[annotator].spans.count, false))
        annotators[annotator].spans.append(item)
        spans.add(start, end, quote: quote)
    }

    /// The same in pieces, at least one; `quoted` are the words of a whole one, empty where none are said.
    mutating func add(_ item: ForeignLayers.Labelled, _ pieces: [(Int, Int)], quoted: String = "", by annotator: Int) {
        for (number, piece) in pieces.enumerated() {
            owners.append((annotator, annotators[annotator].spans.count, number > 0))
            spans.add(piece.0, piece.1, quote: Array(quoted.utf8))
        }
        annotators[annotator].spans.append(item)
    }

    /// Adds a labelled span whose place is known, in bytes.
    mutating func add(placed item: ForeignLayers.Labelled, by annotator: Int) {
        annotators[annotator].spans.append(item)
    }

    mutating func add(_ link: ForeignLayers.Link, by annotator: Int) { annotators[annotator].links.append(link) }

    /// Takes in what has not the form that its format wants: it is kept with the document.
    mutating func odd(_ value: JSONValue, by annotator: Int = 0) { odd(value.asWords, by: annotator) }

    /// The same in words.
    mutating func odd(_ words: String, by annotator: Int) {
        document(ForeignReport.oddName, words, by: annotator)
        odd += 1
    }

    /// Takes in that annotators did not accept something, and what they said of it: it is told, not shown.
    mutating func reject(_ count: Int, _ why: String) { rejected[why, default: 0] += count }

    /// Tells something of the record.
    mutating func tell(_ severity: Finding.Severity, _ code: String, _ cause: String, remedy: String? = nil) {
        findings.append(Finding(severity, code, at: Finding.Place(file: path), cause, remedy: remedy))
    }

    /// Tells of an annotation that has no place in the text.
    mutating func tellPlaceless(_ name: String) {
        findings.append(
            Finding(.warning, "span-without-place", at: Finding.Place(file: path, annotation: name), "has no place in the text; left out"))
    }

    /// The same about another text, on which its spans are bound.
    func over(_ other: Text) -> ForeignReport {
        var copy = self
        copy.text = other
        copy.spans = spans.over(other, source: text)
        copy.blocks = []
        return copy
    }

    /// Says something of the document as a whole.
    mutating func document(_ name: String, _ value: String, by annotator: Int) {
        annotators[annotator].document.append((name, value))
    }

    /// The report, for a file; `source` is where the record stands in it.
    consuming func report(of file: InputFile, _ source: ForeignLayers.Source) -> Report {
        var report = Report(path: file.path, title: title, date: date, text: text, paragraphs: paragraphs(file), structure: structure)
        add(to: &report, file.path, source)
        return report
    }

    private func paragraphs(_ file: InputFile) -> ParagraphIndex {
        blocks.isEmpty ? file.paragraphs(text) : ParagraphIndex(text, blocks: blocks)
    }

    private var structure: Structure? {
        blocks.isEmpty ? nil : Structure(sections: Structure.sections(of: blocks.filter { $0.kind == .heading }, end: text.count))
    }

    /// Adds the layers to a report of the same text.
    consuming func add(to report: inout Report, _ path: String, _ source: ForeignLayers.Source) {
        var source = source
        let bound = spans.bound()
        for (span, owner) in zip(bound.spans, owners) {
            if owner.isFurther {
                annotators[owner.annotator].spans[owner.item].further.append(span)
            } else {
                annotators[owner.annotator].spans[owner.item].span = span
            }
        }
        report.findings += findings + bound.findings + rejections(path)
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

extension ForeignReport {
    /// A finding for each way in which something was not accepted.
    private func rejections(_ path: String) -> [Finding] {
        rejected.sorted { $0.key < $1.key }.filter { $0.value > 0 }.map { why, count in
            Finding(
                .note, "rejected-left-out", at: Finding.Place(file: path),
                "\(count.of("annotation", "annotations")) that annotators \(why): not shown")
        }
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
