import GlossModel

/// gloss's own JSON: the object of `gloss show --json`, read and written (docs/formats.md).
public struct GlossJSON: Format {
    public init() {}
    public var name: String { "json" }
    public var offsets: OffsetUnit? { .codePoints }
    public var suffixes: [String] { ["json"] }
    public var holdsSeveral: Bool { true }

    public func sniff(_ file: InputFile) -> Likeness { GlossJSON.likeness(file, lines: false) }

    /// One object; several in an array, or one after the other as `gloss show --json` prints them.
    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        var tokens = JSONTokens(file.content.bytes, 0..<file.content.count)
        tokens.skipSpace()
        let isArray = tokens.byte == 0x5B
        if isArray {
            tokens.offset += 1
            tokens.skipSpace()
            guard tokens.byte != 0x5D else { throw .unsupported(what: "it holds no report") }
        }
        var reports = [try GlossJSON.report(file.content, &tokens, file.path)]
        tokens.skipSpace()
        while tokens.byte == (isArray ? 0x2C : 0x7B) {
            if isArray { tokens.offset += 1 }
            reports.append(try GlossJSON.report(file.content, &tokens, file.path, number: reports.count + 1))
            tokens.skipSpace()
        }
        if isArray { try tokens.take(0x5D, "a comma is missing") }
        try GlossJSON.end(&tokens)
        if reports.count == 1 { reports[0].path = file.path }
        return reports
    }

    public func annotate(_ report: inout Report, from file: InputFile) throws(FormatError) {
        var tokens = JSONTokens(file.content.bytes, 0..<file.content.count)
        let root = try GlossJSON.fields(file.content, &tokens)
        try GlossJSON.end(&tokens)
        try GlossJSON.add(file.content, root, to: &report, source: root["text"]?.text(of: file.content), file.path)
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        var writer = ReportJSON(report, indented: true)
        writer.write(&out)
    }

    /// Several in an array.
    public func write(_ reports: [Report], to out: inout ByteOutput) throws(FormatError) {
        if reports.count == 1 { return try write(reports[0], to: &out) }
        for (index, report) in reports.enumerated() {
            out.write(index == 0 ? "[\n" : ",\n")
            try write(report, to: &out)
        }
        out.write(reports.isEmpty ? "[]\n" : "]\n")
    }

    /// A report of the object that is next in a file; where it does not say what it is called, that is
    /// the file's name with its number.
    static func report(
        _ file: Text, _ tokens: inout JSONTokens, _ name: String, number: Int = 1
    ) throws(FormatError) -> Report {
        let root = try fields(file, &tokens)
        guard let text = root["text"]?.text(of: file) else {
            throw .unsupported(what: "the object has no \"text\"")
        }
        var structure = StructureJSONReader(file, root, text)
        var report = try structure.report(path: root["id"]?.string ?? "\(name)#\(number)")
        try add(file, root, to: &report, source: text, name)
        return report
    }

    /// The members of gloss's object. What they hold is looked at when they are read.
    private static func fields(_ file: Text, _ tokens: inout JSONTokens) throws(FormatError) -> JSONFields {
        tokens.skipSpace()
        var root = JSONFields()
        if tokens.byte == 0x7B {
            root = try JSONFields(skimming: file, &tokens)
            try root.check(exceptLists: ReportJSONReader.lists)
        } else {
            _ = try tokens.value()
        }
        if let version = root["gloss"]?.int, version != 1 {
            throw .unsupported(what: "a later gloss wrote it (its \"gloss\" is \(version), not 1)")
        }
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
        _ file: Text, _ root: JSONFields, to report: inout Report, source: Text?, _ path: String
    ) throws(FormatError) {
        var reader = ReportJSONReader(file, root, text: report.text, source: source, path: path, firstNumber: report.layers.count)
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
        guard file.begins(with: 0x7B, 0x5B), !others.contains(file.suffix), let head = JSONHead(file) else {
            return suffixes.contains(file.suffix) ? .possible : .none
        }
        if suffixes.contains(file.suffix) { return head.isOwn ? .certain : .possible }
        return head.isOwn && hasLines(file.content) == lines ? .certain : .none
    }

    /// Whether something begins in a second line after an object in the first.
    private static func hasLines(_ file: Text) -> Bool {
        let bytes = file.bytes
        let end = JSONScan.first(0x0A, in: bytes, from: 0, to: bytes.count)
        return bytes[..<end].last { $0 > 0x20 } == 0x7D && bytes[end...].first { $0 > 0x20 } == 0x7B
    }
}

/// The same, one report a line.
public struct GlossJSONLines: Format {
    public init() {}
    public var name: String { "jsonl" }
    public var offsets: OffsetUnit? { .codePoints }
    public var suffixes: [String] { ["jsonl", "ndjson"] }
    public var isStreamed: Bool { true }
    public var holdsSeveral: Bool { true }

    public func sniff(_ file: InputFile) -> Likeness { GlossJSON.likeness(file, lines: true) }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        var reports: [Report] = []
        try eachReport(of: file) {
            reports.append($0)
            return true
        }
        return reports
    }

    public func eachReport(of file: InputFile, _ take: (Report) -> Bool) throws(FormatError) {
        var tokens = JSONTokens(file.content.bytes, 0..<file.content.count)
        var number = 0
        tokens.skipSpace()
        while tokens.offset < tokens.end {
            number += 1
            guard take(try GlossJSON.report(file.content, &tokens, file.path, number: number)) else { return }
            tokens.skipSpace()
        }
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        var writer = ReportJSON(report, indented: false)
        writer.write(&out)
    }
}
