import GlossModel
import Testing

@testable import GlossFormats

struct XMLTests {
    /// The events of a document: `<a x=1>`, `"text"`, `</a>`.
    private func events(_ document: Text) throws -> [String] {
        var reader = XMLReader(try XMLEncoding.utf8(document))
        var found: [String] = []
        while true {
            switch try reader.next() {
            case .start:
                let attributes = try reader.attributes.map { " \(reader.string($0.name))=\(try reader.decoded($0.value))" }
                found.append("<\(reader.string(reader.name))\(attributes.joined())>")
            case .end: found.append("</\(reader.string(reader.name))>")
            case .text:
                var bytes: [UInt8] = []
                try reader.append(to: &bytes)
                found.append("\"\(String(decoding: bytes, as: UTF8.self))\"")
            case .finished: return found
            }
        }
    }

    private func events(_ document: String) throws -> [String] { try events(Text(document)) }

    @Test func tellsTagsTextAndValues() throws {
        let found = try events(
            "<?xml version='1.0'?>\n<!-- <b> --><a x='1' y = \"&lt;&#x1F6A2;&amp;\n\"><b/>é &gt;<![CDATA[<&amp;]]></a>\n")
        #expect(found == ["<a x=1 y=<🚢& >", "<b>", "</b>", "\"é >\"", "\"<&amp;\"", "</a>"])
    }

    @Test func lineEndsBecomeLineFeeds() throws {
        #expect(try events("<a>1\r\n2\r3&#13;4</a>") == ["<a>", "\"1\n2\n3\r4\"", "</a>"])
    }

    @Test func entitiesOfTheDocumentAreExpanded() throws {
        let found = try events("<!DOCTYPE a [<!ENTITY q \"&r;!\"><!ENTITY r 'so'><!-- ]> -->]><a x='&q;'>&q;</a>")
        #expect(found == ["<a x=so!>", "\"so!\"", "</a>"])
    }

    @Test(arguments: [
        "", "x", "<a>", "</a>", "<a></b>", "<a/><b/>", "<a x></a>", "<a x=1/>", "<a x='1/>", "<a x='<'/>", "<a>&b;</a>",
        "<a>&#xZ;</a>", "<a>& b</a>", "<a>&#0;</a>", "<a><!-- </a>", "<a><![CDATA[</a>", "<!DOCTYPE a [", "<a/>x",
        "<a x='1'y='2'/>", "<1/>",
    ])
    func refusesWhatIsNotWellFormed(document: String) {
        #expect(throws: FormatError.self) { try events(document) }
    }

    @Test func refusesEntitiesWithoutEnd() {
        var document = "<!DOCTYPE a [<!ENTITY e0 \"0123456789\">"
        for level in 1...12 {
            let inner = String(repeating: "&e\(level - 1);", count: 10)
            document += "<!ENTITY e\(level) \"\(inner)\">"
        }
        #expect(throws: FormatError.self) { try events(document + "]><a>&e12;</a>") }
        #expect(throws: FormatError.self) { try events("<!DOCTYPE a [<!ENTITY e '&e;'>]><a>&e;</a>") }
    }

    @Test func nothingOutsideIsLoaded() {
        #expect(throws: FormatError.self) {
            try events("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>")
        }
    }

    @Test func refusesNestingWithoutEnd() {
        #expect(throws: FormatError.self) { try events(String(repeating: "<a>", count: 100_000)) }
    }

    @Test func everyCutIsAnErrorAndNoTrap() throws {
        let document = Array("<!DOCTYPE a [<!ENTITY q 'x'>]><a x='&#65;'><!-- c --><b>&q;<![CDATA[y]]></b></a>".utf8)
        for end in 0..<document.count - 1 {
            #expect(throws: FormatError.self) { try events(Text(document[..<end])) }
        }
    }

    @Test(arguments: [true, false])
    func readsUTF16(isBigEndian: Bool) throws {
        var bytes: [UInt8] = []
        for unit in Array("\u{FEFF}<a>é🚢</a>".utf16) {
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            bytes += isBigEndian ? pair : pair.reversed()
        }
        #expect(try events(Text(bytes)) == ["<a>", "\"é🚢\"", "</a>"])
    }

    @Test func anErrorTellsItsLine() {
        #expect(throws: FormatError.malformed(line: 3, offset: 9, what: "not XML: </b> stands where </a> should")) {
            try events("<a>\nline\n</b>")
        }
    }

    @Test func whatIsWrittenIsReadBack() throws {
        var out = ByteOutput()
        out.write("<a")
        out.attribute("x", "<\"'&>\t\n\ré🚢")
        out.write(">")
        out.write(xml: "a\r\nb\u{1}<&>]]>\u{FFFF}")
        out.write("</a>")
        #expect(try events(out.string) == ["<a x=<\"'&>\t\n\ré🚢>", "\"a\r\nb\u{FFFD}<&>]]>\u{FFFD}\"", "</a>"])
    }
}
