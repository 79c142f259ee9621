import GlossModel

/// gloss's own JSON: the object of `gloss show --json`, read and written (docs/formats.md).
public struct GlossJSON: Format {
    public init() {}
    public var name: String { "json" }
    public var suffixes: [String] { ["json"] }

    public func sniff(_ file: InputFile) -> Likeness { GlossJSON.likeness(file, suffix: "json") }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        throw .unsupported(what: "json")
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        var writer = ReportJSON(report, indented: true)
        writer.write(&out)
    }

    static func likeness(_ file: InputFile, suffix: String) -> Likeness { .none }
}

/// The same, one report a line.
public struct GlossJSONLines: Format {
    public init() {}
    public var name: String { "jsonl" }
    public var suffixes: [String] { ["jsonl", "ndjson"] }

    public func sniff(_ file: InputFile) -> Likeness { GlossJSON.likeness(file, suffix: "jsonl") }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        throw .unsupported(what: "json")
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        var writer = ReportJSON(report, indented: false)
        writer.write(&out)
    }
}
