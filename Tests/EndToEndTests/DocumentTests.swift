import Foundation
import Testing

/// Documents in the formats that people have reports in, made by pandoc of one text, come back with
/// the structure that it has.
struct DocumentTests {
    private static let pandoc = ["/usr/bin/pandoc", "/usr/local/bin/pandoc"].first { FileManager.default.isExecutableFile(atPath: $0) }
    private static let remark: Comment = "pandoc is not installed"

    private static let source = """
        ---
        title: On the harbours of Velka
        author: Ann Bee
        date: 3 March 2015
        ---

        # The ships

        Forty ships came to Velka.[^1] The [harbour report](http://x.example/report) says that CO~2~ was on board.

        ## What they brought

        - corn
        - wine

            1. red
            2. white

        > We saw nothing like it.

        | Year | Ships | Lost |
        |------|-------|------|
        | 2013 | 12    | 3    |
        | 2014 | 40    |      |

        # The piers

        Two piers stand.[^2]

        ```
        pier 1
          pier 2
        ```

        [^1]: Said in May 2014.
        [^2]: One of them since 1901.
        """

    /// What a program reads of `gloss show --json`.
    private struct Shown: Decodable {
        struct Block: Decodable {
            var start: Int
            var end: Int
            var kind: String
            var level: Int?
        }
        struct Section: Decodable {
            var level: Int
            var title: String
        }
        struct Note: Decodable {
            var marker: [Int]
            var start: Int
            var end: Int
        }
        var title: String
        var date: String?
        var text: String
        var blocks: [Block]
        var sections: [Section]
        var notes: [Note]

        func words(_ start: Int, _ end: Int) -> String {
            let scalars = text.unicodeScalars
            return String(scalars[scalars.index(scalars.startIndex, offsetBy: start)..<scalars.index(scalars.startIndex, offsetBy: end)])
        }
    }

    private static let blocks = [
        "heading1 The ships", "paragraph Forty ships came to Velka[1] The harbour report says that CO₂ was on board.", "heading2 What they brought",
        "list1 • corn", "list1 • wine", "list2 1. red", "list2 2. white", "quote We saw nothing like it.",
        "table Year\tShips\tLost\n2013\t12\t3\n2014\t40\t", "heading1 The piers", "paragraph Two piers stand[2]", "code pier 1\n  pier 2",
    ]

    @Test(.enabled(if: pandoc != nil, remark), arguments: ["docx", "odt", "epub", "html", "md", "rst", "org", "tex", "xml", "rtf", "ipynb", "fb2"])
    func structureComesBack(suffix: String) throws {
        let folder = try ScratchFolder()
        let writer = ["md": "markdown", "tex": "latex", "xml": "jats"][suffix] ?? suffix
        try made(folder, writer, "report.\(suffix)")
        let shown = try Binary(["show", "report.\(suffix)", "--json", "--annotate", "never"], folder: folder.url, environment: ["PATH": "/usr/bin:/bin:/usr/local/bin"])
        #expect((shown.status, shown.errors) == (0, ""))
        let report = try JSONDecoder().decode(Shown.self, from: Data(shown.output.utf8))
        let blocks = report.blocks.map { "\($0.kind)\($0.level.map(String.init) ?? "") " + report.words($0.start, $0.end).replacing(".[", with: "[") }
        if ["docx", "odt", "epub", "html", "md", "org"].contains(suffix) {
            #expect(report.title == "On the harbours of Velka")
            #expect(blocks.filter { !$0.hasPrefix("front") && !$0.hasPrefix("note") && !$0.contains("On the harbours") && !["paragraph Ann Bee", "paragraph 3 March 2015"].contains($0) }
                == Self.blocks.map { suffix == "epub" ? $0.replacing("[2]", with: "[1]") : $0 })
            // The chapters of an EPUB count their notes.
            #expect(report.notes.map { report.words($0.marker[0], $0.marker[1]) } == (suffix == "epub" ? ["[1]", "[1]"] : ["[1]", "[2]"]))
            #expect(report.notes.map { report.words($0.start, $0.end).drop { !$0.isLetter } } == ["Said in May 2014.", "One of them since 1901."])
        }
        #expect(Set(["The ships", "What they brought", "The piers"]).isSubset(of: report.sections.map(\.title)))
        // pandoc writes empty cells of rst so that it does not read them itself, and no tables in fb2.
        #expect(suffix == "rst" || suffix == "fb2" || blocks.contains { $0.hasPrefix("table") && $0.contains("2013\t12\t3") })
        #expect(report.text.contains("Two piers stand."))
    }

    @Test(.enabled(if: pandoc != nil, remark))
    func annotationsBesideADocumentAreAboutItsText() throws {
        let folder = try ScratchFolder()
        try made(folder, "docx", "report.docx")
        try folder.write("report.ann", Array("T1\tLocation 19 24\tVelka\n".utf8))
        let environment = ["PATH": "/usr/bin:/bin:/usr/local/bin"]
        for name in ["report.docx", "report.ann"] {
            #expect(try Binary(["check", name], folder: folder.url, environment: environment).output == "")
            #expect(try Binary(["entities", name, "--format", "csv"], folder: folder.url, environment: environment).output.contains("Velka,Location"))
            #expect(try Binary(["outline", name], folder: folder.url, environment: environment).output.contains("The piers"))
        }
    }

    @Test func withoutPandocMarkdownIsTextAndDOCXIsNamed() throws {
        let folder = try ScratchFolder()
        try folder.write("r.md", Array("# Ships\n\nThey came.\n".utf8))
        try folder.write("r.docx", Array("PK\u{3}\u{4} word/document.xml".utf8))
        try folder.write("r.html", Array("<html><h1>Ships</h1><p>They came.".utf8))
        let environment = ["PATH": folder.url.path]
        #expect(try Binary(["show", "r.md", "--annotate", "never"], folder: folder.url, environment: environment).output.contains("They came."))
        let document = try Binary(["show", "r.docx"], folder: folder.url, environment: environment)
        #expect((document.status, document.errors) == (2, "gloss: r.docx is DOCX; to read it install pandoc (Debian package pandoc)\n"))
        let page = try Binary(["convert", "r.html", "-", "--format-out", "text"], folder: folder.url, environment: environment)
        #expect(page.output == "Ships\n\nThey came.\n")
    }

    private func made(_ folder: ScratchFolder, _ writer: String, _ name: String) throws {
        try folder.write("source.markdown", Array(Self.source.utf8))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.pandoc))
        process.arguments = ["-s", "-f", "markdown", "-t", writer, "-o", name, "source.markdown"]
        process.currentDirectoryURL = folder.url
        process.standardError = Pipe()
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }
}
