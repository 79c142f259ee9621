import GlossModel

/// A format of other tools that gloss only reads: texts with what is said of each, or what is said of a
/// text that stands beside. It says what a file holds (`records`); the rest is shared.
protocol ForeignFormat: Format {
    /// How its offsets are counted; nil where tokens or the words themselves carry the annotations.
    var unit: OffsetUnit? { get }
    /// The texts of a file and what it says of each, in order. `text` is the text that they are about where
    /// somebody names it; nil where it is to be found in the file or beside it.
    func records(of file: InputFile, over text: Text?) throws(FormatError) -> [ForeignReport]
}

extension ForeignFormat {
    public var isWritten: Bool { false }

    public var holdsSeveral: Bool { true }

    public var offsets: OffsetUnit? { unit }

    /// The reports of a file. Linear.
    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        let records = try records(of: file, over: nil)
        guard !records.isEmpty else { throw .unsupported(what: "it holds no text that \(name) annotates") }
        var reports: [Report] = []
        for record in records {
            var own = file
            own.path = record.path
            reports.append(record.report(of: own, source(file, record)))
        }
        if reports.count == 1 { reports[0].isAlone(in: file) }
        return reports
    }

    /// Takes the record of the same text, or the only one.
    public func annotate(_ report: inout Report, from file: InputFile) throws(FormatError) {
        let records = try records(of: file, over: report.text)
        let same = records.first { $0.text.count == report.text.count && $0.text.bytes.elementsEqual(report.text.bytes) }
        guard let record = same ?? (records.count == 1 ? records.first?.over(report.text) : nil) else {
            throw .unsupported(what: "none of its \(records.count) records is about this text")
        }
        var source = source(file, record)
        source.isExact = false
        record.add(to: &report, file.path, source)
    }

    private func source(_ file: InputFile, _ record: ForeignReport) -> ForeignLayers.Source {
        ForeignLayers.Source(file: record.source ?? file.content, range: record.range, format: name, isExact: true)
    }

    /// The records of a file of JSON, one for each of its items that `read` finds a text in; how many have
    /// none is told. `read` is given an item and what begins its record. Linear.
    func records(
        ofItems file: InputFile, _ read: (_ item: JSONValue, _ begin: (Text) -> ForeignReport) -> ForeignReport?
    ) throws(FormatError) -> [ForeignReport] {
        var records: [ForeignReport] = []
        var textless = 0
        var items = JSONRecords(file.content)
        while let (value, range) = try items.next() {
            let count = records.count + textless
            if let record = read(value, { record($0, of: file, after: count, at: range) }) {
                records.append(record)
            } else {
                textless += 1
            }
        }
        records.tellTextless(textless, of: file)
        records.tellBroken(items, of: file)
        return records
    }

    /// A record for the text that comes next in a file; `count` is how many came before.
    func record(_ text: Text, of file: InputFile, after count: Int, at range: Range<Int>? = nil) -> ForeignReport {
        var record = ForeignReport(text, unit: unit ?? .codePoints, path: "\(file.path)#\(count + 1)", file: file.content)
        record.range = range
        return record
    }
}

extension Int {
    /// A number that a file has in words; nil where it is none, or so large that nothing counts so far.
    init?(within words: some StringProtocol) {
        guard words.utf8.count <= 12, let value = Int(words) else { return nil }
        self = value
    }
}

extension InputFile {
    /// The text that stands beside a file of annotations: of the same stem, or of the name before the last
    /// suffix (`report.txt.json`).
    func textBeside(_ given: Text?) throws(FormatError) -> Text {
        let wanted = stem + ".txt"
        guard let text = given ?? neighbour(wanted) ?? (FileName.split(stem).suffix.isEmpty ? nil : neighbour(stem))
            ?? neighbour(FileName.split(stem).stem + ".txt")
        else { throw .textMissing(wanted: wanted) }
        return text
    }
}

extension [ForeignReport] {
    /// Tells of records that have no text and so are left out.
    mutating func tellTextless(_ count: Int, of file: InputFile) {
        guard count > 0, !isEmpty else { return }
        self[0].findings.append(
            Finding(
                .warning, "record-without-text", at: Finding.Place(file: file.path),
                "\(count) of \(count + self.count) records have no text; left out"))
    }
}

extension FileLayerBuilder {
    /// Adds a time, its days found from value and modifier, and gives its name.
    @discardableResult
    mutating func time(_ span: Span, _ type: TimexType, value: String, mod: String? = nil) -> AnnotationID {
        let id = fresh(.time)
        var time = TimeExpression(span: span, number: id.number, type: type, value: value, mod: mod)
        if let days = TimexValue.interval(of: value, mod: mod, type: type) {
            (time.earliest, time.latest, time.precision) = days
        }
        layer.times.append(time)
        return id
    }
}
