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
        if report.text.mark == .ofFile { out.write(raw: ByteOrderMark.bytes) }
        out.write(raw: report.text.bytes)
    }

    /// One text after the other, each beginning a line.
    public func write(_ reports: [Report], to out: inout ByteOutput) throws(FormatError) {
        for (number, report) in reports.enumerated() {
            if number == 0 { try write(report, to: &out) } else { out.write(raw: report.text.bytes) }
            if reports.count > 1, let last = report.text.bytes.last, last != 0x0A { out.put(0x0A) }
        }
    }
}
