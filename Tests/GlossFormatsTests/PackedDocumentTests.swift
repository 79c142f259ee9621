import GlossModel
import Testing

@testable import GlossFormats

/// EPUB and OpenDocument, out of ZIP archives made here.
struct PackedDocumentTests {
    /// An archive of files that are stored, in this order.
    static func archive(_ files: [(name: String, content: [UInt8])], method: Int = 0) -> [UInt8] {
        var (out, list) = ([UInt8](), [UInt8]())
        func number(_ value: Int, _ length: Int) -> [UInt8] { (0..<length).map { UInt8(value >> (8 * $0) & 0xFF) } }
        for file in files {
            let offset = out.count
            let sizes = number(0, 4) + number(file.content.count, 4) + number(file.content.count, 4)
            let name = Array(file.name.utf8)
            out += number(0x0403_4B50, 4) + number(20, 2) + number(0, 2) + number(method, 2) + number(0, 4) + sizes + number(name.count, 2) + number(0, 2)
            out += name + file.content
            list += number(0x0201_4B50, 4) + number(20, 2) + number(20, 2) + number(0, 2) + number(method, 2) + number(0, 4) + sizes
            list += number(name.count, 2) + number(0, 12) + number(offset, 4) + name
        }
        return out + list + number(0x0605_4B50, 4) + number(0, 4) + number(files.count, 2) + number(files.count, 2) + number(list.count, 4)
            + number(out.count, 4) + number(0, 2)
    }

    private static func text(_ words: String) -> [UInt8] { Array(words.utf8) }

    static func epub(_ chapters: [(String, String)]) -> [UInt8] {
        let items = chapters.map { "<item id='\($0.0)' href='text/\($0.0).xhtml' media-type='application/xhtml+xml'/>" }.joined()
        let spine = chapters.map { "<itemref idref='\($0.0)'/>" }.joined()
        return archive(
            [("mimetype", text("application/epub+zip")),
             ("META-INF/container.xml", text("<container><rootfiles><rootfile full-path='OPS/p.opf'/></rootfiles></container>"))]
                + chapters.reversed().map { ("OPS/text/\($0.0).xhtml", text("<?xml version='1.0'?><html><head><title>t</title></head><body>\($0.1)</body></html>")) }
                + [("OPS/p.opf", text("<package><metadata><dc:title>On &amp; off</dc:title><dc:creator>Ann Bee</dc:creator><dc:date>2015-03-02</dc:date></metadata><manifest>\(items)</manifest><spine>\(spine)</spine></package>"))])
    }

    private static func read(_ bytes: [UInt8]) throws -> Report {
        let file = InputFile(path: "r", content: Text(bytes))
        return try Formats.sniff(file).read(file)[0]
    }

    @Test func chaptersAreReadInOrderWithNotesAcrossThem() throws {
        let report = try Self.read(Self.epub([
            ("one", "<span epub:type='pagebreak' title='7'/><h1>One</h1><a id='x'/><p>Came<a epub:type='noteref' href='notes.xhtml#n1'>1</a>.</p>"),
            ("two", "<h1>Two</h1><p><span epub:type='pagebreak' title='8'/>Left<sup><a href='#n1'>2</a></sup>.</p><aside id='n1'><p>2 Own.</p></aside>"),
            ("notes", "<section><p id='n1'>1 Said.</p></section>"),
        ]))
        #expect(PandocTests.blocks(report) == [
            "front On & off", "front Ann Bee", "heading1 One", "paragraph Came[1].", "heading1 Two", "paragraph Left[2].", "note 2 Own.", "note 1 Said.",
        ])
        #expect(report.structure.notes.map { report.text[$0.body] } == ["1 Said.", "2 Own."])
        #expect(report.structure.pages.map(\.label) == ["7", "8"])
        #expect(report.pageLabel(at: Int(report.paragraphs.spans[5].start)) == "8")
        #expect((report.title, report.date) == ("On & off", Day(iso: "2015-03-02")))
    }

    static let content = """
        <?xml version="1.0" encoding="UTF-8"?><office:document-content><office:automatic-styles>
        <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>
        <style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
        <text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="a" style:num-suffix=")"/></text:list-style>
        </office:automatic-styles><office:body><office:text>
        <text:tracked-changes><text:p>gone</text:p></text:tracked-changes>
        <text:p text:style-name="Title">On harbours</text:p>
        <text:h text:outline-level="1">Ships</text:h>
        <text:p>They<text:s/>came<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Said.</text:p><text:p>And done.</text:p></text:note-body></text:note> on 4<text:span text:style-name="T1">2</text:span>, <text:a xlink:href="http://x.example/">see</text:a><office:annotation><text:p>no</text:p></office:annotation>.</text:p>
        <text:list text:style-name="L1"><text:list-item><text:p>corn</text:p><text:list><text:list-item><text:p>red</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>wine</text:p></text:list-item></text:list>
        <text:p text:style-name="P1">Quoted.</text:p>
        <table:table><table:table-column table:number-columns-repeated="2"/><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Lost</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>
        <table:table-row><table:table-cell><text:p>men</text:p><text:p>all</text:p></table:table-cell><table:table-cell><text:p>3</text:p></table:table-cell></table:table-row></table:table>
        <text:p text:style-name="Preformatted_20_Text">if x:</text:p><text:p text:style-name="Preformatted_20_Text"><text:s text:c="2"/>y</text:p>
        <text:h text:outline-level="2">End</text:h>
        </office:text></office:body></office:document-content>
        """
    static let blocks = [
        "front On harbours", "heading1 Ships", "paragraph They came[1] on 4², see.", "list1 a) corn", "list2 a) red", "list1 b) wine", "quote Quoted.",
        "table Lost\t\nmen all\t3", "code if x:\n  y", "note [1] Said.", "note And done.", "heading2 End",
    ]

    @Test func openDocumentsAreReadByTheirStyles() throws {
        let report = try Self.read(Self.archive([("mimetype", Self.text("application/vnd.oasis.opendocument.text")), ("content.xml", Self.text(Self.content))]))
        #expect(PandocTests.blocks(report) == Self.blocks)
        #expect(report.title == "On harbours")
        #expect(report.structure.notes.map { report.text[$0.body] } == ["[1] Said.\n\nAnd done."])
        #expect(report.structure.links.map { report.text[$0.span] } == ["see"])
        let flat = Self.content.replacing("office:document-content", with: "office:document ", maxReplacements: 1).replacing("office:document-content", with: "office:document")
        #expect(try PandocTests.blocks(Self.read(Self.text(flat))) == Self.blocks)
    }

    @Test func deflatedFilesAreInflated() throws {
        // "harbour harbour harbour harbour\n" by zlib: a fixed code, with a distance.
        let packed: [UInt8] = [0xCB, 0x48, 0x2C, 0x4A, 0xCA, 0x2F, 0x2D, 0x52, 0xC8, 0xC0, 0x4E, 0x73, 0x01, 0x00]
        let plain = try packed.withBytes { try Inflate.inflate($0, expected: 32, most: 64) }
        #expect(String(decoding: plain, as: UTF8.self) == "harbour harbour harbour harbour\n")
        #expect(throws: Inflate.Fault.self) { try packed.withBytes { try Inflate.inflate($0, expected: 32, most: 20) } }
        for length in 0..<packed.count - 2 {
            #expect(throws: Inflate.Fault.self) { try Array(packed[..<length]).withBytes { try Inflate.inflate($0, expected: 32, most: 64) } }
        }
    }

    @Test func damagedArchivesAreErrors() throws {
        let whole = Self.epub([("one", "<p>Text.</p>")])
        for length in stride(from: 70, to: whole.count, by: 37) { #expect(throws: FormatError.self) { try Self.readEPUB(Array(whole[..<length])) } }
        for place in stride(from: 0, to: whole.count, by: 11) {
            var broken = whole
            broken[place] ^= 0xFF
            _ = try? Self.readEPUB(broken)
        }
        #expect(throws: FormatError.self) { try Self.readEPUB(Self.archive([("a", [1])], method: 8)) }
        let missing = Self.archive([("META-INF/container.xml", Self.text("<rootfile full-path='p.opf'/>")), ("p.opf", Self.text("<item id=a href=a.xhtml media-type=x-html><itemref idref=a>"))])
        #expect(throws: FormatError.self) { try Self.readEPUB(missing) }
    }

    private static func readEPUB(_ bytes: [UInt8]) throws -> Report { try EPUB().read(InputFile(path: "r", content: Text(bytes)))[0] }
}
