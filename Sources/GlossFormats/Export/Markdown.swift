import GlossModel

/// A report in Markdown (CommonMark with GitHub's tables and footnotes): names in bold, dates in
/// italics, a footnote for each claim that somebody else makes or that is more or less likely, then
/// the timeline and the entities. Only written; Markdown is read as text.
public struct Markdown: Format {
    public let name = "markdown"
    public let suffixes = ["md"]
    public let isRead = false

    public init() {}

    public func sniff(_ file: InputFile) -> Likeness { .none }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        throw .unsupported(what: "markdown is only written; a file of it is read as text")
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        MarkdownWriter(report).write(&out)
    }

    public func losses(_ report: Report) -> [Finding] { Losses.ofExport(report, name) }
}

/// Writes one report.
struct MarkdownWriter {
    private let report: Report

    init(_ report: Report) { self.report = report }

    /// Linear in the text and its annotations.
    func write(_ out: inout ByteOutput) {
        out.write("# \(MarkdownText.line(report.shownTitle))\n\n")
        if let date = report.date { out.write("\(date)\n\n") }
        var notes: [AnnotationID] = []
        for span in report.paragraphs.spans { paragraph(span, &notes, &out) }
        for (number, id) in notes.enumerated() { out.write("[^c\(number + 1)]: \(words(ofClaim: id))\n") }
        if !notes.isEmpty { out.write("\n") }
        let rows = report.orderedTimeline
        if !rows.isEmpty {
            out.write("## Timeline\n\n")
            TimelineMarkdown(namesReports: false).write(rows, &out)
            out.write("\n")
        }
        entities(&out)
    }

    private func paragraph(_ span: Span, _ notes: inout [AnnotationID], _ out: inout ByteOutput) {
        var line = ""
        var run = (mark: "", words: "")
        for piece in MarkedPieces(report, span).pieces {
            let mark = self.mark(of: piece)
            if mark != run.mark {
                line += marked(run.words, run.mark)
                run = (mark, "")
            }
            run.words += MarkdownText.escaped(report.text[piece.span])
            for claim in piece.marks where claim.kind == .claim && isNoted(claim.id) {
                guard claim.spans.last?.end == piece.span.end, !notes.contains(claim.id) else { continue }
                notes.append(claim.id)
                line += marked(run.words, run.mark) + "[^c\(notes.count)]"
                run.words = ""
            }
        }
        out.write(MarkdownText.paragraph(line + marked(run.words, run.mark)) + "\n\n")
        out.passOn()
    }

    /// Bold for a name, italics for a date, nothing for anything else.
    private func mark(of piece: MarkedPieces.Piece) -> String {
        let isName = piece.marks.contains { $0.kind == .mention && report.mention($0.id)?.mention.form == .name }
        return isName ? "**" : piece.marks.contains { $0.kind == .time } ? "*" : ""
    }

    /// Words with marks around them, which must touch no white space.
    private func marked(_ words: String, _ mark: String) -> String {
        guard !mark.isEmpty, words.contains(where: { !$0.isWhitespace }) else { return words }
        let start = words.prefix { $0.isWhitespace }
        let end = String(words.reversed().prefix { $0.isWhitespace }.reversed())
        return start + mark + words.dropFirst(start.count).dropLast(end.count) + mark + end
    }

    private func isNoted(_ id: AnnotationID) -> Bool {
        guard let claim = report.claim(id) else { return false }
        return claim.kind != .asserted || claim.likelihood != nil || claim.isForecast
    }

    /// "said by the ministry; likely; a forecast".
    private func words(ofClaim id: AnnotationID) -> String {
        guard let claim = report.claim(id) else { return "" }
        let source = report.sourceWords(ofClaim: id)
        let said = claim.kind == .asserted ? "said" : claim.kind.name
        let parts = [
            source.isEmpty ? said : "\(said) by \(source)", claim.likelihood?.name,
            claim.confidence.map { "\($0.name) confidence" }, claim.isForecast ? "a forecast" : nil,
        ]
        return MarkdownText.line(parts.compactMap { $0 }.joined(separator: "; "))
    }

    private func entities(_ out: inout ByteOutput) {
        let items = EntityItem.all(of: report)
        guard !items.isEmpty else { return }
        out.write("## Entities\n\n")
        for item in items {
            let name = MarkdownText.line(report.entity(item.id)?.name ?? "")
            let type = MarkdownText.line(report.type(ofEntity: item.id))
            out.write("- **\(name)** (\(type)): \(item.mentions.count)\n")
            out.passOn()
        }
    }
}

/// Text that Markdown reads as the text it is.
enum MarkdownText {
    /// Marks that Markdown or HTML would read as their own are escaped, control characters shown.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "|", "*", "_", "`", "[", "]", "~", "#": result += "\\"
            case "<":
                result += "&lt;"
                continue
            case "&":
                result += "&amp;"
                continue
            case "\n", "\t":
                result += scalar == "\n" ? "\n" : " "
                continue
            case "\r": continue
            default: break
            }
            result.unicodeScalars.append(StandIn.character(for: scalar) ?? scalar)
        }
        return result
    }

    /// The same on one line.
    static func line(_ text: String) -> String { escaped(StandIn.line(text)) }

    /// Lines of a paragraph none of which Markdown takes for a list, a rule, a heading or code.
    static func paragraph(_ text: String) -> String {
        text.split(separator: "\n").map { line in
            let words = line.drop { $0 == " " }
            guard let first = words.first else { return "" }
            if first == "-" || first == "+" || first == "=" || first == ">" { return "\\" + words }
            let number = words.prefix { $0.isNumber && $0.isASCII }
            guard !number.isEmpty, let mark = words.dropFirst(number.count).first, mark == "." || mark == ")" else {
                return String(words)
            }
            return number + "\\" + words.dropFirst(number.count)
        }.joined(separator: "\n")
    }
}
