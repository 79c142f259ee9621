import GlossModel

/// gloss's own JSON: the object of `gloss show --json`, read and written (docs/formats.md).
public struct GlossJSON: Format {
    public init() {}
    public var name: String { "json" }
    public var offsets: OffsetUnit? { .codePoints }
    public var suffixes: [String] { ["json"] }

    public func sniff(_ file: InputFile) -> Likeness { GlossJSON.likeness(file, suffixes) }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        [try GlossJSON.report(JSONDocument(file.content).root, path: file.path, file.path)]
    }

    public func annotate(_ report: inout Report, from file: InputFile) throws(FormatError) {
        let root = try JSONDocument(file.content).root
        try GlossJSON.check(root)
        GlossJSON.add(root, to: &report, file.path)
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        var writer = ReportJSON(report, indented: true)
        writer.write(&out)
    }

    /// A report of an object. `path` is what it is called, `file` where it stands.
    static func report(
        _ root: JSONValue, path: String, _ file: String
    ) throws(FormatError) -> Report {
        try check(root)
        guard let bytes = root["text"]?.bytes else {
            throw .unsupported(what: "the object has no \"text\"")
        }
        var report = Report(
            path: path, title: root["title"]?.string ?? "",
            date: Day(iso: root["date"]?.string ?? ""), text: Text(bytes))
        add(root, to: &report, file)
        return report
    }

    private static func check(_ root: JSONValue) throws(FormatError) {
        guard root["gloss"]?.int == 1 else {
            throw .unsupported(what: "this JSON is not gloss's (its first key would be \"gloss\": 1)")
        }
    }

    private static func add(_ root: JSONValue, to report: inout Report, _ file: String) {
        var reader = ReportJSONReader(
            root, text: report.text, path: file, firstNumber: report.layers.count)
        let (layers, findings) = reader.read()
        for layer in layers { report.add(layer) }
        report.findings += findings
    }

    /// Likely by its name, or where it begins as gloss writes it.
    static func likeness(_ file: InputFile, _ suffixes: [String]) -> Likeness {
        if suffixes.contains(file.suffix) { return .likely }
        guard FileName.split(file.name).suffix.isEmpty || file.path == "-" else { return .none }
        var squeezed = ""
        for byte in file.content.bytes.prefix(64) where byte > 0x20 && squeezed.utf8.count < 9 {
            squeezed.unicodeScalars.append(Unicode.Scalar(byte))
        }
        return squeezed == "{\"gloss\":" ? .likely : .none
    }
}

/// The same, one report a line.
public struct GlossJSONLines: Format {
    public init() {}
    public var name: String { "jsonl" }
    public var offsets: OffsetUnit? { .codePoints }
    public var suffixes: [String] { ["jsonl", "ndjson"] }

    public func sniff(_ file: InputFile) -> Likeness {
        suffixes.contains(file.suffix) ? .likely : .none
    }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        var reports: [Report] = []
        let bytes = file.content.bytes
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            if bytes[start..<end].contains(where: { $0 > 0x20 }) {
                let root = try JSONDocument(file.content, in: start..<end).root
                let path = root["id"]?.string ?? "\(file.path)#\(reports.count + 1)"
                reports.append(try GlossJSON.report(root, path: path, file.path))
            }
            start = end + 1
        }
        return reports
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        var writer = ReportJSON(report, indented: false)
        writer.write(&out)
    }
}
