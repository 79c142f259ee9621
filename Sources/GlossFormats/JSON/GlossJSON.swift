import GlossModel

/// gloss's own JSON: the object of `gloss show --json`, read and written (docs/formats.md).
public struct GlossJSON: Format {
    public init() {}
    public var name: String { "json" }
    public var offsets: OffsetUnit? { .codePoints }
    public var suffixes: [String] { ["json"] }

    public func sniff(_ file: InputFile) -> Likeness { GlossJSON.likeness(file, lines: false) }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        var tokens = JSONTokens(file.content.bytes, 0..<file.content.count)
        let report = try GlossJSON.report(file.content, &tokens, path: file.path, file.path)
        try GlossJSON.end(&tokens)
        return [report]
    }

    public func annotate(_ report: inout Report, from file: InputFile) throws(FormatError) {
        var tokens = JSONTokens(file.content.bytes, 0..<file.content.count)
        let root = try GlossJSON.fields(file.content, &tokens)
        try GlossJSON.end(&tokens)
        try GlossJSON.add(file.content, root, to: &report, file.path)
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        var writer = ReportJSON(report, indented: true)
        writer.write(&out)
    }

    /// A report of the object that is next in a file. `path` is what it is called where it does not say
    /// so itself, `name` what its file is called.
    static func report(
        _ file: Text, _ tokens: inout JSONTokens, path: String? = nil, _ name: String, number: Int = 1
    ) throws(FormatError) -> Report {
        let root = try fields(file, &tokens)
        guard let text = root["text"]?.text(of: file) else {
            throw .unsupported(what: "the object has no \"text\"")
        }
        var report = Report(path: path ?? root["id"]?.string ?? "\(name)#\(number)", text: text)
        try add(file, root, to: &report, name)
        return report
    }

    /// The members of gloss's object. What they hold is looked at when they are read.
    private static func fields(_ file: Text, _ tokens: inout JSONTokens) throws(FormatError) -> JSONFields {
        tokens.skipSpace()
        var root = JSONFields()
        if tokens.byte == 0x7B { root = try JSONFields(skimming: file, &tokens) } else { _ = try tokens.value() }
        guard root["gloss"]?.int == 1 else {
            throw .unsupported(
                what: "this JSON is in no form that gloss knows (gloss formats); --format-in text shows it as it stands")
        }
        return root
    }

    private static func end(_ tokens: inout JSONTokens) throws(FormatError) {
        tokens.skipSpace()
        guard tokens.offset == tokens.end else { throw tokens.wrong("there is something after the value") }
    }

    private static func add(
        _ file: Text, _ root: JSONFields, to report: inout Report, _ path: String
    ) throws(FormatError) {
        var reader = ReportJSONReader(file, root, text: report.text, path: path, firstNumber: report.layers.count)
        let (layers, findings) = try reader.read()
        let head = reader.head
        if report.title.isEmpty { report.title = head.title ?? "" }
        report.date = report.date ?? head.date
        for layer in layers { report.add(layer) }
        report.findings += findings
    }

    /// Certain where the beginning says so, in files of no such name by whether one line is all. A name
    /// alone makes it possible: keys may stand in any order.
    static func likeness(_ file: InputFile, lines: Bool) -> Likeness {
        let suffixes = lines ? GlossJSONLines().suffixes : GlossJSON().suffixes
        let others = lines ? GlossJSON().suffixes : GlossJSONLines().suffixes
        guard file.begins(with: 0x7B), !others.contains(file.suffix), let head = JSONHead(file) else {
            return suffixes.contains(file.suffix) ? .possible : .none
        }
        if suffixes.contains(file.suffix) { return head.isOwn ? .certain : .possible }
        return head.isOwn && hasLines(file.content) == lines ? .certain : .none
    }

    /// Whether something begins in a second line after an object in the first.
    private static func hasLines(_ file: Text) -> Bool {
        let bytes = file.bytes
        let end = JSONScan.lineFeed(in: bytes, from: 0, to: bytes.count)
        return bytes[..<end].last { $0 > 0x20 } == 0x7D && bytes[end...].first { $0 > 0x20 } == 0x7B
    }
}

/// The same, one report a line.
public struct GlossJSONLines: Format {
    public init() {}
    public var name: String { "jsonl" }
    public var offsets: OffsetUnit? { .codePoints }
    public var suffixes: [String] { ["jsonl", "ndjson"] }

    public func sniff(_ file: InputFile) -> Likeness { GlossJSON.likeness(file, lines: true) }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        var reports: [Report] = []
        var tokens = JSONTokens(file.content.bytes, 0..<file.content.count)
        tokens.skipSpace()
        while tokens.offset < tokens.end {
            reports.append(try GlossJSON.report(file.content, &tokens, file.path, number: reports.count + 1))
            tokens.skipSpace()
        }
        return reports
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        var writer = ReportJSON(report, indented: false)
        writer.write(&out)
    }
}
