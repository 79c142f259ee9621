import GlossModel

/// Plain text: everything that nothing else is.
public struct PlainText: Format {
    public init() {}
    public var name: String { "text" }
    public var suffixes: [String] { ["txt", "text"] }

    public func sniff(_ file: InputFile) -> Likeness { .possible }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        [file.report(of: file.content)]
    }

    public func text(of file: InputFile) throws(FormatError) -> Text? { file.content }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        if report.text.hadByteOrderMark { out.write(raw: [0xEF, 0xBB, 0xBF]) }
        out.write(raw: report.text.bytes)
    }
}
