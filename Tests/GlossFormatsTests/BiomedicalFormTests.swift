import GlossModel
import Testing

@testable import GlossFormats

/// PubAnnotation, BioC and PubTator.
struct BiomedicalFormTests {
    static let denotations = """
        {"sourcedb":"PubMed","sourceid":"9","text":"β Xan binds yol and zed.","tracks":[{"project":"A",\
        "denotations":[{"id":"T1","span":{"begin":2,"end":5},"obj":"Protein"},{"id":"T2","span":[{"begin":12,"end":15},{"begin":20,"end":23}],"obj":"Site"}],\
        "relations":[{"id":"R1","subj":"T1","pred":"binds","obj":"T2"}],"attributes":[{"id":"A1","subj":"T1","pred":"id","obj":"P1"},{"id":"A2","subj":"T9","pred":"x","obj":"y"}],\
        "blocks":[{"id":"B1","span":{"begin":0,"end":24},"obj":"sentence"}]},{"project":"B","denotations":[{"span":{"begin":2,"end":5},"obj":"Gene"}]}]}
        """

    @Test func projectsAreLayersOfDenotations() throws {
        let file = try ForeignExample(PubAnnotation(), Self.denotations)
        #expect(file.mentions() == ["Protein Xan", "Site yol|zed", "Gene Xan"])
        #expect(file.relations() == ["binds Xan -> yol and zed"])
        #expect(file.attributes(0, 0) == ["id=P1"])
        #expect(try file.first.layers.map(\.name) == ["A", "B"])
        #expect(file.codes == ["columns-kept", "names-what-is-not-there"])
    }

    static let xml = """
        <?xml version="1.0"?><!DOCTYPE collection SYSTEM "BioC.dtd"><collection><source>x</source><date/><key>k</key><document><id>5</id>
        <passage><infon key="type">title</infon><offset>0</offset><text>Xanol &amp; coma.</text>
        <annotation id="0"><infon key="type">Chemical</infon><infon key="MESH">D1</infon><location offset="0" length="5"/><text>Xanol</text></annotation></passage>
        <passage><infon key="type">abstract</infon><offset>14</offset><text>A β coma came.</text>
        <annotation id="1"><infon key="type">Disease</infon><infon key="MESH">D2</infon><location offset="18" length="4"/><text>coma</text></annotation></passage>
        <relation id="R0"><infon key="relation">CID</infon><infon key="Chemical">D1</infon><infon key="Disease">D2</infon></relation>
        <relation id="R1"><infon key="type">causes</infon><node refid="0" role="agent"/><node refid="1" role="theme"/></relation>
        </document></collection>
        """

    @Test func passagesStandAtTheirOffsets() throws {
        let file = try ForeignExample(BioC(), Self.xml, name: "in.xml")
        #expect(try file.first.text[file.first.text.span] == "Xanol & coma.\nA β coma came.")
        #expect(file.mentions() == ["Chemical Xanol", "Disease coma"])
        #expect(file.entities() == ["Xanol: Xanol [MESH:D1]", "coma: coma [MESH:D2]"])
        #expect(file.relations() == ["CID e:Xanol -> e:coma", "causes Xanol -> coma"])
        #expect(try file.first.paragraphs.headings.count == 1)
        #expect(try file.first.title == "Xanol & coma.")
        #expect(file.codes == [])
    }

    @Test func offsetsInBytesAreKnownByThePassages() throws {
        let file = try ForeignExample(
            BioC(),
            """
            {"source":"x","date":"","key":"","documents":[{"id":"1","infons":{},"passages":[{"offset":0,"infons":{"type":"title"},"text":"ββββ.","annotations":[],"sentences":[],"relations":[]},\
            {"offset":10,"infons":{"type":"abstract"},"text":"β Xan.","annotations":[{"id":"1","infons":{"type":"G","identifier":"7"},"text":"Xan","locations":[{"offset":13,"length":3}]}],"sentences":[],"relations":[]}],"relations":[]}]}
            """)
        #expect(file.mentions() == ["G Xan"])
        #expect(try file.first.text[file.first.text.span] == "ββββ.\nβ Xan.")
    }

    @Test func sentencesMakeAPassage() throws {
        let file = try ForeignExample(
            BioC(), name: "in.xml",
            content: "<collection><source/><date/><key/><document><id>1</id><passage><offset>0</offset><sentence><offset>0</offset><text>Ann left.</text></sentence><sentence><offset>10</offset><text>Bob sang.</text><annotation id='a'><infon key='type'>P</infon><location offset='10' length='3'/><text>Bob</text></annotation></sentence></passage></document></collection>")
        #expect(try file.first.text[file.first.text.span] == "Ann left. Bob sang.")
        #expect(file.mentions() == ["P Bob"])
    }

    @Test func pubTatorCountsOverTitleAndAbstract() throws {
        let file = try ForeignExample(
            PubTator(),
            "7|t|Xanol and coma.\n7|a|A coma came.\n7\t0\t5\tXanol\tChemical\tD1\n7\t18\t22\tcoma\tDisease\tD2|D3\n7\tCID\tD1\tD2|D3\nbroken line\n\n8|t|Zed.\n8|a|\n8\t0\t3\tZed\tGene\t-\n",
            name: "in.txt")
        #expect(try file.first.text[file.first.text.span] == "Xanol and coma.\nA coma came.")
        #expect(file.mentions() == ["Chemical Xanol", "Disease coma"])
        #expect(file.relations() == ["CID e:Xanol -> e:coma"])
        #expect(file.mentions(1) == ["Gene Zed"] && file.entities(1) == [])
        #expect(file.codes == ["not-understood"])
    }
}

extension ForeignExample {
    init(_ format: any Format, name: String, content: String) throws { try self.init(format, content, name: name) }
}
