import GlossModel

/// A report as one page of HTML that needs nothing else: the text with its annotations marked, its
/// timeline and its entities beside it. Read are pages of any kind, as documents (`HTMLPage`).
///
/// The page follows the HTML standard and is well-formed XML as well, apart from its first line.
public struct HTML: Format {
    public let name = "html"
    public let suffixes = ["html", "htm", "xhtml"]
    public let isDocument = true
    public let isWritten = true
    /// What pages say that they were made by.
    static let generator = "gloss"

    public init() {}

    /// Certain where it begins as a page does, comments and declarations before it or not; by its
    /// name where it begins with any tag.
    public func sniff(_ file: InputFile) -> Likeness {
        guard XMLEncoding.mayBegin(file) else { return .none }
        var head = XMLEncoding.head(file.content).drop { $0.isWhitespace }
        while head.hasPrefix("<!--") || head.hasPrefix("<?"), let end = head.firstRange(of: head.hasPrefix("<?") ? "?>" : "-->") {
            head = head[end.upperBound...].drop { $0.isWhitespace }
        }
        let begin = head.prefix(14).lowercased()
        if begin.hasPrefix("<!doctype html") || begin.hasPrefix("<html") { return .certain }
        return suffixes.contains(file.suffix) ? .likely : .none
    }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] { [try HTMLPage(path: file.path).report(file.content)] }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        HTMLWriter(report).write(&out)
    }

    public func losses(_ report: Report) -> [Finding] { Losses.ofExport(report, name) }
}

/// Writes one page.
struct HTMLWriter {
    private let report: Report
    private let flow: Flow

    init(_ report: Report) {
        self.report = report
        flow = report.flow
    }

    /// Linear in the text and its annotations.
    func write(_ out: inout ByteOutput) {
        let title = HTMLWriter.escaped(report.shownTitle)
        out.write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
        out.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
        out.write("<meta name=\"generator\" content=\"\(HTML.generator)\"/>\n")
        out.write("<title>\(title)</title>\n<style>\n\(HTMLStyle.sheet)</style>\n</head>\n<body>\n<header><h1>\(title)</h1>")
        if let date = report.date { out.write("<p><time datetime=\"\(date)\">\(date)</time></p>") }
        out.write("</header>\n<div class=\"columns\">\n<main>\n")
        for (number, span) in report.paragraphs.spans.enumerated() { paragraph(span, number + 1, &out) }
        out.write("</main>\n<aside>\n")
        timeline(&out)
        entities(&out)
        out.write("</aside>\n</div>\n</body>\n</html>\n")
    }

    private func paragraph(_ span: Span, _ number: Int, _ out: inout ByteOutput) {
        out.write("<p id=\"p\(number)\">")
        for piece in MarkedPieces(report, span).pieces {
            for mark in piece.marks { out.write(open(mark, at: piece.span)) }
            out.write(HTMLWriter.escaped(report.text[piece.span]))
            for mark in piece.marks.reversed() { out.write(mark.kind == .time ? "</time>" : "</span>") }
        }
        out.write("</p>\n")
        out.passOn()
    }

    /// The tag of a mark; its first piece is what links lead to.
    private func open(_ mark: MarkedPieces.Mark, at span: Span) -> String {
        let id = span.start == mark.start ? " id=\"\(HTMLWriter.anchor(mark.id))\"" : ""
        switch mark.kind {
        case .time:
            let time = report.time(mark.id)
            return "<time\(id) class=\"date\" title=\"\(HTMLWriter.escaped(time?.value ?? ""))\">"
        case .claim: return "<span\(id) class=\"claim\" title=\"\(HTMLWriter.escaped(words(ofClaim: mark.id)))\">"
        case .cue: return "<span class=\"cue\">"
        case .mention:
            let item = report.mention(mark.id)
            let type = item?.type ?? ""
            let form = item?.mention.form.name ?? ""
            let entity = report.entity(of: mark.id).flatMap { report.entity($0)?.name }
            let words = [type, entity].compactMap { $0 }.joined(separator: ": ")
            return "<span\(id) class=\"mention \(HTMLStyle.name(of: type)) \(form)\" title=\"\(HTMLWriter.escaped(words))\">"
        }
    }

    /// "claim, likely, by the ministry".
    private func words(ofClaim id: AnnotationID) -> String {
        let source = report.sourceWords(ofClaim: id)
        let band = report.claim(id)?.likelihood?.name
        return ["claim", band, source.isEmpty ? nil : "by " + source].compactMap { $0 }.joined(separator: ", ")
    }

    private func timeline(_ out: inout ByteOutput) {
        let rows = report.orderedTimeline
        guard !rows.isEmpty else { return }
        out.write("<section id=\"timeline\">\n<h2>Timeline</h2>\n<ol>\n")
        for item in rows {
            let sentence = StandIn.line(flow.string(of: report.clause(of: item.row)))
            out.write("<li><a href=\"#\(HTMLWriter.anchor(item.row.time))\">\(HTMLWriter.escaped(item.row.label))</a> ")
            out.write(HTMLWriter.escaped(sentence) + "</li>\n")
            out.passOn()
        }
        out.write("</ol>\n</section>\n")
    }

    private func entities(_ out: inout ByteOutput) {
        let items = EntityItem.all(of: report)
        guard !items.isEmpty else { return }
        out.write("<section id=\"entities\">\n<h2>Entities</h2>\n<ul>\n")
        for item in items {
            let type = report.type(ofEntity: item.id)
            let name = HTMLWriter.escaped(StandIn.line(report.entity(item.id)?.name ?? ""))
            out.write("<li><span class=\"mention \(HTMLStyle.name(of: type)) name\" title=\"\(HTMLWriter.escaped(type))\">\(name)</span>")
            for (number, mention) in item.mentions.enumerated() {
                out.write(" <a href=\"#\(HTMLWriter.anchor(mention))\">\(number + 1)</a>")
            }
            out.write("</li>\n")
            out.passOn()
        }
        out.write("</ul>\n</section>\n")
    }

    /// Where links to an annotation lead.
    private static func anchor(_ id: AnnotationID) -> String { "a\(id.layer)-\(id.kind.rawValue)-\(id.number)" }

    /// Text between tags or in quotes: what HTML would read as its own is spelt out, what must not
    /// be shown is replaced.
    static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case "\r": break
            default: result.unicodeScalars.append(StandIn.character(for: scalar) ?? scalar)
            }
        }
        return result
    }
}
