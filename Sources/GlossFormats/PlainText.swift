import GlossModel

/// Plain text: everything that nothing else is.
public struct PlainText: Format {
    public init() {}
    public var name: String { "text" }
    public var suffixes: [String] { ["txt", "text"] }
    public var holdsSeveral: Bool { true }

    public func sniff(_ file: InputFile) -> Likeness { .possible }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        [file.report(of: file.content)]
    }

    public func text(of file: InputFile) throws(FormatError) -> Text? { file.content }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        if report.text.hadByteOrderMark { out.write(raw: [0xEF, 0xBB, 0xBF]) }
        out.write(raw: report.text.bytes)
    }

    /// One text after the other, each beginning a line.
    public func write(_ reports: [Report], to out: inout ByteOutput) throws(FormatError) {
        for report in reports {
            try write(report, to: &out)
            if reports.count > 1, let last = report.text.bytes.last, last != 0x0A { out.put(0x0A) }
        }
    }
}
