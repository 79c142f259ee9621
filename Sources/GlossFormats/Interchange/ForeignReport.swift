import GlossModel

/// Gathers what a record of a file says of one text, and makes a report of it: spans are bound to the
/// text all at once, at the end.
///
/// What every reader has to do with what is wrong is done here: offsets that are none, spans that do not
/// fit, names that stand twice or name nothing, answers that the file itself takes back. Each is told
/// (`Faults`), and what cannot be shown is kept with the document.
struct ForeignReport {
    private(set) var text: Text
    let path: String
    var title = ""
    var date: Day?
    /// gloss's own object, where the record holds one.
    var own: JSONPlace?
    /// What is wrong beside the annotations.
    var findings: [Finding] = []
    /// What is wrong with them.
    var faults: Faults
    /// Where the record stands in its file; nil where it is all of it, or is scattered.
    var range: Range<Int>?
    /// The file that it stands in, where that is another one than was opened.
    var source: Text?
    /// What the stretches of the text are, where the file says it.
    var blocks: [ReportBlock] = []
    /// Attribute of the document for what is kept of a file without being understood.
    static let oddName = "unread"
    private(set) var annotators: [ForeignLayers.Annotator] = []
    private var spans: QuotedSpans
    private let file: Text?
    /// Which item each span belongs to, as a piece of it beyond the first or not.
    private var owners: [(annotator: Int, item: Int, isFurther: Bool, offset: Int?)] = []

    /// `source` is the text as the file has it, where the report's is another one; `file` is the file that
    /// offsets of findings are of.
    init(_ text: Text, unit: OffsetUnit, path: String, source: Text? = nil, file: Text? = nil) {
        (self.text, self.path, self.file) = (text, path, file)
        faults = Faults(path: path, file: file)
        spans = QuotedSpans(text, unit: unit, path: path, source: source)
    }

    /// Begins an annotator, or goes on with one of that name; what is added next is theirs by its number.
    mutating func annotator(_ name: String, origin: Origin = .file) -> Int {
        if let known = annotators.firstIndex(where: { $0.name == name && $0.origin == origin }) { return known }
        annotators.append(ForeignLayers.Annotator(name: name, origin: origin))
        return annotators.count - 1
    }

    /// Adds a labelled span at offsets of the file; `quotation` is what it says stands there and around.
    /// `offset` is where the span stands in the file, in bytes.
    mutating func add(
        _ item: ForeignLayers.Labelled, _ start: Int, _ end: Int, _ quotation: QuotedSpans.Quotation = QuotedSpans.Quotation(),
        by annotator: Int, at offset: Int? = nil
    ) {
        owners.append((annotator, annotators[annotator].spans.count, false, offset))
        annotators[annotator].spans.append(item)
        spans.add(start, end, quotation)
    }

    /// The same with offsets as the file has them: whatever is no whole number is told, and the item, as
    /// the file writes it, is kept with the document. An item that the file takes back is left out.
    mutating func add(
        _ labelled: ForeignLayers.Labelled, _ start: JSONValue?, _ end: JSONValue?,
        _ quotation: QuotedSpans.Quotation = QuotedSpans.Quotation(), of item: JSONValue, by annotator: Int
    ) {
        if let why = item.takenBack { return leaveOut(labelled.id.isEmpty ? labelled.label : labelled.id, why, at: item.range.lowerBound) }
        let name = labelled.id.isEmpty ? labelled.label : labelled.id
        guard let start, let end, !start.isNull, !end.isNull else {
            faults.add(.incomplete, name, at: item.range.lowerBound, "has no offsets; kept as an attribute of the document")
            return document(ForeignReport.oddName, item.asWords, by: annotator)
        }
        guard let first = start.wholeNumber, let last = end.wholeNumber else {
            let wrong = start.wholeNumber == nil ? start : end
            faults.add(
                .notWhole, name, at: item.range.lowerBound,
                "\(wrong.asWords) is no offset: a whole number is wanted; kept as an attribute of the document")
            return document(ForeignReport.oddName, item.asWords, by: annotator)
        }
        add(labelled, first, last, quotation, by: annotator, at: item.range.lowerBound)
    }

    /// The same in pieces, at least one; `quoted` are the words of a whole one, empty where none are said.
    mutating func add(
        _ item: ForeignLayers.Labelled, _ pieces: [(Int, Int)], quoted: String = "", by annotator: Int, at offset: Int? = nil
    ) {
        for (number, piece) in pieces.enumerated() {
            owners.append((annotator, annotators[annotator].spans.count, number > 0, offset))
            spans.add(piece.0, piece.1, QuotedSpans.Quotation(plain: quoted))
        }
        annotators[annotator].spans.append(item)
    }

    /// Adds a labelled span whose place is known, in bytes.
    mutating func add(placed item: ForeignLayers.Labelled, by annotator: Int) {
        annotators[annotator].spans.append(item)
    }

    mutating func add(_ link: ForeignLayers.Link, by annotator: Int) { annotators[annotator].links.append(link) }

    /// Takes in what has not the form that its format wants: it is kept with the document.
    mutating func odd(_ value: JSONValue, by annotator: Int = 0) {
        document(ForeignReport.oddName, value.asWords, by: annotator)
        faults.add(.unread, nil, at: value.range.lowerBound, "has not the form that its format wants; kept as an attribute of the document")
    }

    /// The same in words; `offset` is where they stand in the file, in bytes.
    mutating func odd(_ words: String, by annotator: Int, at offset: Int? = nil) {
        document(ForeignReport.oddName, words, by: annotator)
        faults.add(.unread, nil, at: offset, "\(words.prefix(60)) has not the form that its format wants; kept as an attribute of the document")
    }

    /// Takes in that annotators did not accept so many annotations, and what they said of them: it is told,
    /// not shown.
    mutating func reject(_ count: Int, _ why: String, at offset: Int? = nil) {
        if count > 0 { leaveOut("", "\(why): \(count.of("annotation", "annotations"))", at: offset) }
    }

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

    // MARK: What does not hold

    /// Tells of an annotation that the file itself takes back; it is not shown.
    mutating func leaveOut(_ name: String, _ why: String, at offset: Int? = nil) {
        faults.add(.leftOut, name, at: offset, "\(why): not shown")
    }

    /// Leaves out all that an annotator has said, since the file takes it back as a whole; with none given
    /// what all have said. What is said of the document stays.
    mutating func leaveOutAll(_ why: String, by annotator: Int? = nil) {
        for index in annotators.indices where annotator ?? index == index {
            let count = annotators[index].spans.count + annotators[index].links.count
            if count > 0 { faults.add(.leftOut, annotators[index].name, "\(why): \(count.of("annotation", "annotations")) not shown") }
            annotators[index].isTakenBack = true
        }
    }

    // MARK: The report

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
        bind(&report, &source)
        var layers = ForeignLayers(source, path: path, faults: faults)
        layers.add(annotators, own: own, to: &report)
        report.findings += layers.faults.findings
    }

    /// Puts the spans on the text; those that are on no text are kept with the document.
    private mutating func bind(_ report: inout Report, _ source: inout ForeignLayers.Source) {
        let (annotators, owners) = (annotators, owners)
        let bound = spans.bound(of: file) { row in
            let owner = owners[row]
            let item = annotators[owner.annotator].spans[owner.item]
            return (item.id.isEmpty ? item.label : item.id, owner.offset)
        }
        // By annotator and item, with the offsets as the file has them.
        var lost: [Int: [Int: String]] = [:]
        for (row, span) in bound.spans.enumerated() {
            let owner = owners[row]
            if let span {
                if owner.isFurther {
                    self.annotators[owner.annotator].spans[owner.item].further.append(span)
                } else {
                    self.annotators[owner.annotator].spans[owner.item].span = span
                }
            } else if !owner.isFurther {
                lost[owner.annotator, default: [:]][owner.item] = spans.stated(row)
            }
        }
        for index in annotators.indices { settle(index, lost[index] ?? [:]) }
        report.findings += findings + bound.findings
        faults.add(bound.faults)
        source.isExact = source.isExact && bound.isExact
    }

    /// Takes out what is not shown.
    private mutating func settle(_ annotator: Int, _ lost: [Int: String]) {
        if annotators[annotator].isTakenBack {
            annotators[annotator].spans = []
            annotators[annotator].links = []
        } else if !lost.isEmpty {
            for (item, offsets) in lost.sorted(by: { $0.key < $1.key }) {
                document(ForeignReport.oddName, "\(annotators[annotator].spans[item].label) \(offsets)", by: annotator)
            }
            annotators[annotator].spans = annotators[annotator].spans.enumerated().filter { lost[$0.offset] == nil }.map(\.element)
        }
    }
}

extension JSONValue {
    /// What the file says where it takes an object back: an annotator refused or skipped it, or it is
    /// deleted. nil where it holds. Prodigy says `answer`, Label Studio `was_cancelled`, others a state.
    var takenBack: String? {
        guard kind == .object else { return nil }
        for name in JSONValue.flags where self[name]?.bool == true { return name }
        for name in JSONValue.states {
            if let word = self[name]?.string, JSONValue.refusals.contains(word.lowercased()) { return "\(name) is \(word)" }
        }
        return self["accepted"]?.bool == false ? "accepted is false" : nil
    }

    /// The names of members that may take an object back.
    static let takesBack = Set(flags + states + ["accepted"])

    private static let flags = ["was_cancelled", "deleted", "is_deleted", "rejected", "ignored", "skipped", "hidden"]
    private static let states = ["answer", "status", "state"]
    private static let refusals: Set<String> = [
        "reject", "rejected", "ignore", "ignored", "skip", "skipped", "deleted", "discarded", "cancelled", "canceled",
    ]
}

extension Report {
    /// Makes the only report of a file go by the file's name instead of a number in it.
    mutating func isAlone(in file: InputFile) {
        let numbered = path
        path = file.path
        for index in findings.indices where findings[index].place.file == numbered {
            findings[index].place.file = file.path
        }
        for layer in layers where layer.name == FileName.last(numbered) { replace(layer.labelled(file.name)) }
    }
}
