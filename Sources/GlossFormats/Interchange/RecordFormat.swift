import GlossModel

/// A format whose files are records in JSON, each a text with what was said of it: one record, a
/// record a line, or an array of them.
protocol RecordFormat: Format {
    /// How its offsets are counted.
    var unit: OffsetUnit { get }
    /// The text of a record; nil where it has none.
    func text(of record: JSONRecord) throws(FormatError) -> Text?
    /// The members of a record that it reads or that hold no annotations, whatever they look like; of
    /// others that look so it is told that they are not read. nil: nothing is told.
    var members: Set<String>? { get }
    /// What it makes of a span of a text; nil for one that it cannot write.
    func fit(_ text: Text) -> (Span) -> Span?
    /// Takes in what a record says.
    func take(_ record: JSONRecord, into report: inout ForeignReport) throws(FormatError)
    /// Writes a report as an object. `original` is the record that it was read from in this format.
    func write(_ report: Report, _ original: JSONRecord?, _ json: inout JSONWriter, _ out: inout ByteOutput)
}

/// An object of a file whose members are looked at one by one.
struct JSONRecord {
    let file: Text
    let range: Range<Int>
    private(set) var members: [JSONItems.Item] = []

    /// The members of the object at a range. O(bytes).
    init(_ file: Text, _ range: Range<Int>) throws(FormatError) { try self.init(file, from: range.lowerBound) }

    /// The members of the object that begins at an offset. O(bytes).
    init(_ file: Text, from start: Int) throws(FormatError) {
        self.file = file
        var items = try JSONItems(file, of: 0x7B, from: start)
        while let item = try items.next() { members.append(item) }
        range = start..<items.behind
    }

    func name(_ member: JSONItems.Item) -> String { file[Span(member.key)] }

    /// Where the value of a key stands; the first where it stands twice.
    func range(of key: String) -> Range<Int>? {
        members.first { file.bytes[$0.key].elementsEqual(key.utf8) }?.value
    }

    /// Where the value of a key stands, for what is looked at without a tree.
    func place(_ key: String) -> JSONPlace? { range(of: key).map { JSONPlace(file: file, range: $0) } }

    /// The value of a key; nil where it is not there.
    func value(_ key: String) throws(FormatError) -> JSONValue? {
        guard let range = range(of: key) else { return nil }
        return try JSONDocument(file, in: range).root
    }

    /// What the record says where it takes itself back; nil where it holds. See `JSONValue.takenBack`.
    var takenBack: String? {
        get throws(FormatError) {
            let isSaid = members.contains { JSONValue.takesBack.contains(name($0)) }
            return isSaid ? try JSONDocument(file, in: range).root.takenBack : nil
        }
    }

    /// The items of the list that a member holds; none where it holds something else.
    func items(_ member: JSONItems.Item) throws(FormatError) -> [JSONValue] {
        try JSONDocument(file, in: member.value).root.items
    }

    /// The items of a list; none where the key is not there or holds something else.
    func items(_ key: String) throws(FormatError) -> [JSONValue] { try value(key)?.items ?? [] }
}

extension RecordFormat {
    func fit(_ text: Text) -> (Span) -> Span? { { $0 } }

    var members: Set<String>? { nil }

    public var offsets: OffsetUnit? { unit }

    public var holdsSeveral: Bool { true }

    public var isStreamed: Bool { true }

    /// The reports of a file. Linear.
    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        var reports: [Report] = []
        let told = try walk(file) {
            reports.append($0)
            return true
        }
        guard !reports.isEmpty else { throw told.broken.first ?? noText }
        reports[0].findings += told.findings
        if told.count == 1, told.broken.isEmpty { alone(&reports[0], file) }
        return reports
    }

    /// The same one by one; what is told of the file as a whole is told with the last.
    public func eachReport(of file: InputFile, _ take: (Report) -> Bool) throws(FormatError) {
        var held: Report?
        var isWanted = true
        let told = try walk(file) { report in
            if let held { isWanted = take(held) }
            held = report
            return isWanted
        }
        guard var last = held else { throw told.broken.first ?? noText }
        guard isWanted else { return }
        last.findings += told.findings
        if told.count == 1, told.broken.isEmpty { alone(&last, file) }
        _ = take(last)
    }

    private var noText: FormatError { .unsupported(what: "it holds no text that \(name) annotates") }

    /// Reads the records until `take` wants no more; gives how many there were, and what is to be told.
    private func walk(
        _ file: InputFile, _ take: (Report) -> Bool
    ) throws(FormatError) -> (count: Int, broken: [FormatError], findings: [Finding]) {
        var items = JSONItems(recordsOf: file.content)
        var (count, textless) = (0, 0)
        var broken: [FormatError] = []
        while let item = try next(&items, &broken) {
            let record = try JSONRecord(file.content, item.value)
            count += 1
            guard let text = try text(of: record) else {
                textless += 1
                continue
            }
            var own = file
            own.path = "\(file.path)#\(count)"
            var foreign = ForeignReport(text, unit: unit, path: own.path, file: file.content)
            try takeAll(record, into: &foreign)
            guard take(foreign.report(of: own, source(record, text))) else { break }
            file.progress(Double(item.value.upperBound) / Double(max(1, file.content.count)))
        }
        var findings = JSONRecords.findings(of: broken, file)
        if textless > 0 {
            findings.append(
                Finding(
                    .warning, "record-without-text", at: Finding.Place(file: file.path),
                    "\(textless) of \(count) records have no text; left out"))
        }
        return (count, broken, findings)
    }

    /// The next record that is JSON; those that are not are left out.
    private func next(_ items: inout JSONItems, _ broken: inout [FormatError]) throws(FormatError) -> JSONItems.Item? {
        while true {
            do {
                guard let item = try items.next() else { return nil }
                try items.check(item)
                return item
            } catch {
                broken.append(items.goOn(after: error))
            }
        }
    }

    /// The only report of a file goes by its name, and its source is all of it.
    private func alone(_ report: inout Report, _ file: InputFile) {
        report.isAlone(in: file)
        for layer in report.layers {
            var layer = LayerBuilder(layer)
            layer.sourceRange = nil
            report.replace(layer.finished())
        }
    }

    /// Takes the record of the same text, or the only one.
    public func annotate(_ report: inout Report, from file: InputFile) throws(FormatError) {
        var items = JSONItems(recordsOf: file.content)
        var only: JSONRecord?
        var count = 0
        while let item = try items.next() {
            let record = try JSONRecord(file.content, item.value)
            count += 1
            only = count == 1 ? record : nil
            guard let text = try text(of: record), text.count == report.text.count,
                text.bytes.elementsEqual(report.text.bytes)
            else { continue }
            return try add(record, to: &report, file)
        }
        guard let only else { throw .unsupported(what: "none of its \(count) records is about this text") }
        try add(only, to: &report, file)
    }

    private func add(_ record: JSONRecord, to report: inout Report, _ file: InputFile) throws(FormatError) {
        var foreign = ForeignReport(report.text, unit: unit, path: file.path, source: try text(of: record), file: file.content)
        try takeAll(record, into: &foreign)
        var source = source(record, report.text)
        source.isExact = false
        foreign.add(to: &report, file.path, source)
    }

    /// Takes in what a record says; where it takes all of that back, what it says of its text is not shown.
    private func takeAll(_ record: JSONRecord, into report: inout ForeignReport) throws(FormatError) {
        try take(record, into: &report)
        try tellUnread(record, &report)
        if let why = try record.takenBack { report.leaveOutAll(why) }
    }

    /// Tells of members that look like annotations and are not read.
    private func tellUnread(_ record: JSONRecord, _ report: inout ForeignReport) throws(FormatError) {
        guard let members else { return }
        for member in record.members where [0x5B, 0x7B].contains(record.file.byte(member.value.lowerBound)) {
            let name = record.name(member)
            guard !members.contains(name) else { continue }
            let count = try JSONDocument(record.file, in: member.value).root.annotationCount
            guard count > 0 else { continue }
            report.faults.add(
                .notRead, name, at: member.value.lowerBound,
                "\(count.of("item looks like an annotation", "items look like annotations")), in a form that \(self.name) does not have; not shown")
        }
    }

    private func source(_ record: JSONRecord, _ text: Text) -> ForeignLayers.Source {
        ForeignLayers.Source(file: record.file, range: record.range, format: name, isExact: true, fit: fit(text))
    }

    // MARK: Writing

    /// One object a line; a file of one report as it stood where nothing was added.
    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        if report.layers.first?.sourceRange == nil, writesBack(report, to: &out) { return }
        var json = JSONWriter(indented: false)
        writeRecord(report, &json, &out)
        out.put(0x0A)
    }

    public func write(_ reports: [Report], to out: inout ByteOutput) throws(FormatError) {
        if writesBack(reports, to: &out) { return }
        for report in reports { try write(report, to: &out) }
    }

    /// Writes one report: the record as it stood where nothing was added, else anew.
    func writeRecord(_ report: Report, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        if let range = exactSource(report), let source = report.layers[0].source {
            json.raw(source.bytes[range], &out)
            out.passOn()
        } else {
            write(report, original(report), &json, &out)
        }
    }

    /// Where a report stands in its file, if that is this format's and nothing has been added since.
    private func exactSource(_ report: Report) -> Range<Int>? {
        guard let first = report.layers.first, let source = first.source,
            report.layers.allSatisfy({ $0.source === source && $0.sourceFormat == name && $0.isSourceExact })
        else { return nil }
        var items = JSONItems(recordsOf: source)
        guard let range = first.sourceRange ?? (try? items.next()?.value) else { return nil }
        return JSONCleaning.cleaned(Bytes(rebasing: source.bytes[range])) == nil ? range : nil
    }

    private func original(_ report: Report) -> JSONRecord? {
        guard let layer = report.layers.first(where: { $0.sourceFormat == name && $0.source != nil }),
            let source = layer.source
        else { return nil }
        if let range = layer.sourceRange { return try? JSONRecord(source, range) }
        var items = JSONItems(recordsOf: source)
        guard let item = try? items.next() else { return nil }
        return try? JSONRecord(source, item.value)
    }

    /// Whether reports are all that a file holds, as it stands: written back byte for byte.
    func writesBack(_ reports: [Report], to out: inout ByteOutput) -> Bool {
        guard let source = reports.first?.layers.first?.source, reports.count > 1,
            reports.allSatisfy({ exactSource($0) != nil && $0.layers[0].source === source })
        else { return false }
        var items = JSONItems(recordsOf: source)
        for report in reports {
            guard let item = try? items.next(), item.value == report.layers[0].sourceRange else { return false }
        }
        if let more = try? items.next(), !more.value.isEmpty { return false }
        out.write(raw: source.bytes)
        return true
    }
}

extension JSONValue {
    /// How many objects in a list, or in the lists of an object, look like annotations: they say where
    /// they stand, or join two others.
    var annotationCount: Int {
        let lists = kind == .object ? members.map(\.value) : [self]
        return lists.reduce(0) { $0 + $1.items.count { item in item.members.contains { JSONValue.placing.contains($0.key.lowercased()) } } }
    }

    /// Members that say where something stands, or what a relation joins; in lower case.
    private static let placing: Set<String> = [
        "start", "begin", "offset", "offsets", "span", "spans", "start_offset", "startoffset", "beginoffset", "start_char", "char_start",
        "char_offset", "location", "locations", "position", "range", "selector", "target", "subj", "head", "from_id",
    ]
}

extension JSONWriter {
    /// Writes the members of a record that this program does not write itself.
    mutating func rest(of record: JSONRecord?, except known: Set<String>, _ out: inout ByteOutput) {
        guard let record else { return }
        var written = known
        for member in record.members where written.insert(record.name(member)).inserted {
            key(raw: record.file.bytes[member.key], &out)
            raw(record.file.bytes[member.value], &out)
        }
    }

    /// Writes all that gloss knows of a report, as its own object.
    mutating func own(_ report: Report, _ out: inout ByteOutput) {
        place(&out)
        var object = ReportJSON(report, indented: false)
        object.writeAnnotations(&out)
    }
}
