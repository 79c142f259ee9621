import Foundation
import TestSupport
import Testing

/// Documents of known structure, made PDFs by other programs, come back as they were written.
///
/// Each is the same inquiry: chapters and sections, prose that goes over columns and pages, notes at
/// the foot, a list, a quotation, a table, references. A program that is missing skips its tests.
@Suite(.serialized) struct MadeDocumentTests {
    // MARK: What is written

    private enum Part {
        case heading(Int, String)
        case prose(sentences: Int, note: String?)
        case list([String])
        case quotation
        case table([[String]])
        case references([String])
    }

    private static let notes = ["See the ledger of the harbour office, page 14.", "Minutes of the council, 12 May."]
    private static let items = ["the state of the northern quay in the spring", "the conduct of the pilots and of those whom they had called at night from the inner river to the quay", "the lamp of the signal tower"]
    private static let rows = [
        ["Vessel", "Master", "Arrived", "Cargo"], ["Aurora", "Jonah Penn", "3 March", "coal"], ["Belle Marie", "Ada Costa", "4 March", "timber"],
        ["Corvus", "Lea Hahn", "4 March", "machines"], ["Dunmore", "Peter Orr", "6 March", "grain"],
    ]
    private static let references = [
        "Costa, A. (1961). Tides of the northern quay. Harbour Press, Velport.",
        "Hahn, L. and Penn, J. (1958). Signals and their answers: a handbook for pilots on the inner river, with tables of lights, of tides and of the depths of the northern quay. Mill Lane Books, Velport.",
        "Orr, P. (1964). Grain and its carriers. Journal of Ports 12, 44 to 61.",
    ]

    private static let inquiry: [Part] = [
        .heading(1, "Introduction"), .prose(sentences: 6, note: nil), .prose(sentences: 7, note: notes[0]),
        .heading(2, "Scope of the inquiry"), .prose(sentences: 6, note: nil), .list(items),
        .heading(2, "Witnesses"), .prose(sentences: 7, note: nil), .quotation, .prose(sentences: 6, note: nil),
        .heading(1, "What happened"), .prose(sentences: 7, note: nil), .heading(2, "The first night"), .prose(sentences: 12, note: nil),
        .heading(3, "The signal"), .prose(sentences: 9, note: nil), .heading(3, "The answer"), .prose(sentences: 9, note: nil),
        .prose(sentences: 11, note: nil), .heading(2, "The second night"), .prose(sentences: 14, note: nil), .prose(sentences: 12, note: nil),
        .table(rows), .prose(sentences: 8, note: nil), .heading(1, "Findings"), .prose(sentences: 9, note: nil), .prose(sentences: 13, note: notes[1]),
        .prose(sentences: 12, note: nil), .heading(2, "On the pilots"), .prose(sentences: 12, note: nil), .prose(sentences: 10, note: nil),
        .heading(1, "Conclusion"), .prose(sentences: 14, note: nil), .heading(1, "References"), .references(references),
    ]

    /// Prose that says nothing, each paragraph its own, the same in every run.
    private struct Prose {
        private var generator = SeededGenerator(seed: 5)
        private let things = ["pilot", "signal", "tower", "engine", "crew", "ledger", "vessel", "inspector", "lantern", "quarry", "bridge", "convoy", "depot", "railway", "council", "archive", "cable", "station", "witness"]
        private let deeds = ["carried", "reached", "inspected", "reported", "crossed", "left", "questioned", "repaired", "followed", "described"]
        private let places = ["near", "behind", "before", "after", "beside"]

        mutating func sentence() -> String {
            var words = ["The", things.randomElement(using: &generator)!, deeds.randomElement(using: &generator)!]
            for _ in 0..<Int.random(in: 2...5, using: &generator) { words += ["the", things.randomElement(using: &generator)!, places.randomElement(using: &generator)!] }
            return words.joined(separator: " ") + " the " + things.randomElement(using: &generator)! + "."
        }

        mutating func paragraph(_ sentences: Int) -> [String] { (0..<sentences).map { _ in sentence() } }
    }

    /// What comes back.
    private struct Found {
        var headings: [String] = []
        var paragraphs: [String] = []
        var kinds: [String: [String]] = [:]
        var notes: [(marker: String, before: String, body: String)] = []
        var pages = 0
    }

    private static func read(_ pdf: String, in folder: ScratchFolder, path: String? = nil) throws -> Found {
        let environment = path.map { ["PATH": $0] } ?? [:]
        let run = try Binary(["show", "--json", "--annotate", "never", pdf], folder: folder.url, environment: environment)
        #expect(run.errors == "" && run.status == 0)
        let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let scalars = Array(try #require(report["text"] as? String).unicodeScalars)
        func text(_ start: Int, _ end: Int) -> String {
            var string = String.UnicodeScalarView()
            string.append(contentsOf: scalars[start..<end])
            return String(string)
        }
        func objects(_ name: String) -> [[String: Any]] { report[name] as? [[String: Any]] ?? [] }
        func number(_ object: [String: Any], _ name: String) -> Int { object[name] as? Int ?? 0 }
        var found = Found()
        found.headings = objects("sections").map { "\(number($0, "level")) \($0["title"] as? String ?? "")" }
        for block in objects("blocks") {
            let string = text(number(block, "start"), number(block, "end"))
            found.kinds[block["kind"] as? String ?? "", default: []].append(block["kind"] as? String == "table" ? string : flat(string))
        }
        found.paragraphs = found.kinds["paragraph"] ?? []
        for note in objects("notes") {
            let marker = note["marker"] as? [Int] ?? [0, 0]
            found.notes.append((text(marker[0], marker[1]), text(max(0, marker[0] - 6), marker[0]), flat(text(number(note, "start"), number(note, "end")))))
        }
        found.pages = objects("pages").count
        return found
    }

    /// A text on one line, words whole that a line end has parted.
    private static func flat(_ text: String) -> String {
        text.replacing(#/([a-z])-\s+([a-z])/#) { "\($0.output.1)\($0.output.2)" }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func tool(_ name: String) -> String? {
        ["/usr/bin/", "/usr/local/bin/", "/bin/"].map { $0 + name }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private static func run(_ tool: String, _ arguments: [String], in folder: ScratchFolder) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: tool)
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.url.path, "LANG": "C.UTF-8"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
    }

    /// Whether gloss can read a PDF here, and a program can make one; a word where not.
    private static func canMake(with program: String) -> Bool {
        guard tool("pdftohtml") != nil, tool(program) != nil else {
            print("skipped: \(program) and pdftohtml are not both installed")
            return false
        }
        return true
    }

    private static func check(_ found: Found, prose: [String], numbered: Bool, columns: Int, source: String) {
        var counts = [0, 0, 0]
        let headings = inquiry.compactMap { part -> String? in
            guard case .heading(let level, let title) = part else { return nil }
            guard numbered, title != "References" else { return "\(level) \(title)" }
            counts[level - 1] += 1
            for lower in level..<3 { counts[lower] = 0 }
            return "\(level) \(counts[..<level].map(String.init).joined(separator: ".")). \(title)"
        }
        #expect(found.headings.filter { !$0.hasSuffix("The Harbour Inquiry") } == headings, "\(source): headings")
        #expect(found.paragraphs.count == prose.count, "\(source): paragraphs")
        if let place = zip(found.paragraphs, prose).enumerated().first(where: { $1.0 != $1.1 })?.offset {
            #expect(found.paragraphs[place] == prose[place], "\(source): paragraph \(place)")
        }
        #expect((found.kinds["list"] ?? []).map { String($0.drop { !$0.isLetter }) } == items, "\(source): list")
        #expect(found.kinds["quote"]?.count == 1, "\(source): quotation")
        #expect(found.kinds["table"] == [rows.map { $0.joined(separator: "\t") }.joined(separator: "\n")] , "\(source): table")
        #expect(found.kinds["reference"] == references, "\(source): references")
        #expect(found.notes.map(\.marker) == ["1", "2"], "\(source): markers")
        #expect(found.notes.allSatisfy { $0.before == "answer" }, "\(source): places of markers")
        #expect(found.notes.map { String($0.body.drop { !$0.isLetter }) } == notes, "\(source): notes")
        #expect(found.pages > 2)
    }

    // MARK: groff

    private func groff(columns: Int) -> (source: String, prose: [String]) {
        var prose = Prose()
        var written: [String] = []
        var out = ".TL\nThe Harbour Inquiry\n.AU\nAnna Penn\n" + (columns == 2 ? ".2C\n" : "")
        for part in MadeDocumentTests.inquiry {
            switch part {
            case .heading(_, "References"): out += ".SH\nReferences\n"
            case .heading(let level, let title): out += ".NH \(level)\n\(title)\n"
            case .prose(let count, let note):
                var sentences = prose.paragraph(count)
                out += ".PP\n"
                if let note {
                    out += "The tower gave an answer\\**\n.FS\n\(note)\n.FE\nand slept.\n"
                    written.append((["The tower gave an answer\(MadeDocumentTests.notes.firstIndex(of: note)! + 1) and slept."] + sentences).joined(separator: " "))
                } else {
                    written.append(sentences.joined(separator: " "))
                }
                out += sentences.joined(separator: "\n") + "\n"
                sentences = []
            case .list(let items): for item in items { out += ".IP \\(bu 2\n\(item)\n" }
            case .quotation: out += ".QP\n" + prose.paragraph(4).joined(separator: "\n") + "\n"
            case .table(let rows):
                out += ".KS\n.TS\ncenter tab(|);\nl l l l.\n" + rows.map { $0.joined(separator: "|") }.joined(separator: "\n") + "\n.TE\n.KE\n"
            case .references(let entries): for entry in entries { out += ".XP\n\(entry)\n" }
            }
        }
        return (out, written)
    }

    @Test(arguments: [1, 2]) func groffComesBack(columns: Int) throws {
        guard MadeDocumentTests.canMake(with: "groff"), FileManager.default.fileExists(atPath: "/usr/bin/gropdf") else { return }
        let folder = try ScratchFolder()
        let (source, prose) = groff(columns: columns)
        try folder.write("r.ms", Array(source.utf8))
        try MadeDocumentTests.run("/bin/sh", ["-c", "groff -t -ms -Tpdf r.ms > r.pdf"], in: folder)
        try MadeDocumentTests.check(
            MadeDocumentTests.read("r.pdf", in: folder), prose: prose, numbered: true, columns: columns, source: "groff, \(columns) columns")
    }

    @Test func withoutPopplerMuPDFReadsIt() throws {
        guard MadeDocumentTests.canMake(with: "groff"), FileManager.default.fileExists(atPath: "/usr/bin/gropdf") else { return }
        guard let mutool = MadeDocumentTests.tool("mutool") else {
            print("skipped: mutool is not installed")
            return
        }
        let folder = try ScratchFolder()
        let (source, prose) = groff(columns: 1)
        try folder.write("r.ms", Array(source.utf8))
        try MadeDocumentTests.run("/bin/sh", ["-c", "groff -t -ms -Tpdf r.ms > r.pdf"], in: folder)
        let bin = folder.url.appendingPathComponent("bin")
        try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(at: bin.appendingPathComponent("mutool"), withDestinationURL: URL(fileURLWithPath: mutool))
        let found = try MadeDocumentTests.read("r.pdf", in: folder, path: bin.path)
        MadeDocumentTests.check(found, prose: prose, numbered: true, columns: 1, source: "groff, MuPDF")
    }

    // MARK: LibreOffice

    private func openDocument(columns: Int) -> (source: String, prose: [String]) {
        var prose = Prose()
        var written: [String] = []
        func paragraph(_ text: String, _ style: String) -> String { "<text:p text:style-name=\"\(style)\">\(text)</text:p>\n" }
        var out = paragraph("The Harbour Inquiry", "Title")
        for part in MadeDocumentTests.inquiry {
            switch part {
            case .heading(let level, let title):
                out += "<text:h text:style-name=\"Heading_20_\(level)\" text:outline-level=\"\(level)\">\(title)</text:h>\n"
            case .prose(let count, let note):
                let sentences = prose.paragraph(count).joined(separator: " ")
                guard let note else {
                    out += paragraph(sentences, "Text")
                    written.append(sentences)
                    continue
                }
                let number = MadeDocumentTests.notes.firstIndex(of: note)! + 1
                out += paragraph(
                    "The tower gave an answer<text:note text:id=\"n\(number)\" text:note-class=\"footnote\"><text:note-citation>\(number)</text:note-citation>"
                        + "<text:note-body>\(paragraph(note, "Footnote"))</text:note-body></text:note> and slept. " + sentences, "Text")
                written.append("The tower gave an answer\(number) and slept. " + sentences)
            case .list(let items):
                out += "<text:list>" + items.map { "<text:list-item>\(paragraph($0, "Text"))</text:list-item>" }.joined() + "</text:list>\n"
            case .quotation: out += paragraph(prose.paragraph(4).joined(separator: " "), "Quotations")
            case .table(let rows):
                out += "<table:table table:name=\"T\"><table:table-column table:number-columns-repeated=\"4\"/>"
                for row in rows {
                    out += "<table:table-row>" + row.map { "<table:table-cell>\(paragraph($0, "Cell"))</table:table-cell>" }.joined() + "</table:table-row>"
                }
                out += "</table:table>\n"
            case .references(let entries): for entry in entries { out += paragraph(entry, "Reference") }
            }
        }
        let page = columns == 2 ? "<style:columns fo:column-count=\"2\" fo:column-gap=\"0.8cm\"/>" : ""
        return (MadeDocumentTests.openDocument(page, out), written)
    }

    private static func openDocument(_ page: String, _ body: String) -> String {
        func style(_ name: String, _ paragraph: String, _ text: String) -> String {
            "<style:style style:name=\"\(name)\" style:family=\"paragraph\"><style:paragraph-properties \(paragraph)/><style:text-properties \(text)/></style:style>\n"
        }
        let bold = "fo:font-weight=\"bold\""
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
            <office:styles>
            <style:default-style style:family="paragraph"><style:text-properties fo:font-size="11pt"/></style:default-style>
            \(style("Title", "fo:text-align=\"center\" fo:margin-bottom=\"0.6cm\"", "fo:font-size=\"24pt\" \(bold)"))
            \(style("Heading_20_1", "fo:margin-top=\"0.5cm\" fo:margin-bottom=\"0.2cm\" fo:keep-with-next=\"always\"", "fo:font-size=\"17pt\" \(bold)"))
            \(style("Heading_20_2", "fo:margin-top=\"0.4cm\" fo:margin-bottom=\"0.2cm\" fo:keep-with-next=\"always\"", "fo:font-size=\"13.5pt\" \(bold)"))
            \(style("Heading_20_3", "fo:margin-top=\"0.4cm\" fo:margin-bottom=\"0.15cm\" fo:keep-with-next=\"always\"", "fo:font-size=\"11pt\" \(bold)"))
            \(style("Text", "fo:margin-bottom=\"0.25cm\"", ""))
            \(style("Cell", "", "fo:font-size=\"7pt\""))
            \(style("Quotations", "fo:margin-left=\"1cm\" fo:margin-right=\"1cm\" fo:margin-bottom=\"0.25cm\"", ""))
            \(style("Reference", "fo:margin-left=\"0.8cm\" fo:text-indent=\"-0.8cm\" fo:margin-bottom=\"0.1cm\"", ""))
            \(style("Footnote", "fo:margin-left=\"0.5cm\" fo:text-indent=\"-0.5cm\"", "fo:font-size=\"9pt\""))
            </office:styles>
            <office:automatic-styles><style:page-layout style:name="P"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="2cm" fo:margin-right="2cm">\(page)</style:page-layout-properties><style:header-style><style:header-footer-properties fo:min-height="1cm" fo:margin-bottom="0.5cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="1cm" fo:margin-top="0.5cm"/></style:footer-style></style:page-layout></office:automatic-styles>
            <office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P"><style:header><text:p>Harbour Office of Velport</text:p></style:header><style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer></style:master-page></office:master-styles>
            <office:body><office:text>\(body)</office:text></office:body></office:document>
            """
    }

    @Test(arguments: [1, 2]) func libreOfficeComesBack(columns: Int) throws {
        guard MadeDocumentTests.canMake(with: "soffice") else { return }
        let folder = try ScratchFolder()
        let (source, prose) = openDocument(columns: columns)
        try folder.write("r.fodt", Array(source.utf8))
        // Once with the bookmarks that it writes, once without: there the headings are found.
        for bookmarks in [true, false] {
            let filter = #"pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"\#(bookmarks)"}}"#
            try MadeDocumentTests.run(MadeDocumentTests.tool("soffice")!, ["--headless", "--convert-to", filter, "r.fodt"], in: folder)
            let found = try MadeDocumentTests.read("r.pdf", in: folder)
            MadeDocumentTests.check(found, prose: prose, numbered: false, columns: columns, source: "LibreOffice, \(columns) columns, bookmarks \(bookmarks)")
            #expect(found.kinds["running"]?.filter { $0 == "Harbour Office of Velport" }.count == found.pages)
        }
    }
}
