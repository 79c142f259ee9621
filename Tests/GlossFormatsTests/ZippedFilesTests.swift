import GlossModel
import Testing

@testable import GlossFormats

/// Archives of annotated texts, and what the Hypothesis client exports.
struct ZippedFilesTests {
    /// An archive of files that are stored as they are.
    static func archive(_ files: [(name: String, content: [UInt8])]) -> [UInt8] {
        var (body, list) = ([UInt8](), [UInt8]())
        func little(_ value: Int, _ length: Int) -> [UInt8] { (0..<length).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        for (name, content) in files {
            let offset = body.count
            let sizes = little(0, 4) + little(content.count, 4) + little(content.count, 4) + little(name.utf8.count, 2)
            let common = little(20, 2) + little(0x0800, 2) + little(0, 2) + little(0, 4)
            body += [0x50, 0x4B, 3, 4] + common + sizes + little(0, 2) + Array(name.utf8) + content
            list += [0x50, 0x4B, 1, 2] + little(20, 2) + common + sizes + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4)
            list += little(offset, 4) + Array(name.utf8)
        }
        return body + list + [0x50, 0x4B, 5, 6] + little(0, 4) + little(files.count, 2) + little(files.count, 2) + little(list.count, 4) + little(body.count, 4) + little(0, 2)
    }

    private func read(_ files: [(name: String, content: String)]) throws -> [Report] { try read(bytes: files.map { ($0.name, Array($0.content.utf8)) }) }

    private func read(bytes files: [(name: String, content: [UInt8])]) throws -> [Report] {
        let file = InputFile(path: "in.zip", content: Text(Self.archive(files)))
        #expect(Formats.sniff(file).name == "zip")
        return try ZippedFiles().read(file)
    }

    private func mentions(_ report: Report) -> [String] { report.layers.flatMap { layer in layer.mentions.map { report.text[$0.span] } } }

    static func xmi(_ words: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0"><cas:NULL xmi:id="0"/><custom:Person xmi:id="2" sofa="1" begin="0" end="3"/><cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="\(words)"/><cas:View sofa="1" members="2"/></xmi:XMI>
        """
    }

    @Test func zippedXMIIsReadWithItsTypes() throws {
        let types = "<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\"><types/></typeSystemDescription>"
        let reports = try read([("ann.xmi", Self.xmi("Ann left.")), ("TypeSystem.xml", types)])
        #expect(reports.map(\.path) == ["in.zip"])
        #expect(mentions(reports[0]) == ["Ann"])
    }

    @Test func aProjectIsItsAnnotatorsAndCuration() throws {
        func inner(_ words: String) -> [UInt8] { Self.archive([("x.xmi", Array(Self.xmi(words).utf8))]) }
        let reports = try read(bytes: [
            ("exportedproject.json", Array("{}".utf8)), ("source/a.txt", Array("Ann left.".utf8)), ("source/b.txt", Array("Bare.".utf8)),
            ("annotation/a.txt/INITIAL_CAS.zip", inner("Ann left.")), ("annotation/a.txt/eva.zip", inner("Ann left.")),
            ("annotation_ser/a.txt/eva.ser", [0xAC, 0xED]), ("curation/a.txt/CURATION_USER.zip", inner("Ann left.")),
        ])
        #expect(reports.map(\.path) == ["in.zip#a.txt", "in.zip#source/b.txt"])
        #expect(reports.map(mentions) == [["Ann", "Ann"], []])
        #expect(reports[0].layers.map(\.name) == ["eva", "curation"])
        #expect(reports[0].layers.map(\.number) == [0, 1])
    }

    @Test func aCollectionOfBratIsReadPairByPair() throws {
        let reports = try read([("c/a.txt", "Ann left."), ("c/a.ann", "T1\tPER 0 3\tAnn\n"), ("c/annotation.conf", "[entities]\n"), ("c/b.txt", "Bo sang."), ("c/b.ann", "T1\tPER 0 2\tBo\n")])
        #expect(reports.map(\.path) == ["in.zip#c/a.ann", "in.zip#c/b.ann"])
        #expect(reports.map(mentions) == [["Ann"], ["Bo"]])
    }

    @Test func anArchiveOfNothingThatIsReadIsRefused() {
        #expect(throws: FormatError.self) { try read([("pic.png", "\u{89}PNG")]) }
    }

    // MARK: Hypothesis

    @Test func theClientsExportIsAboutTheTextBeside() throws {
        let file = try ForeignExample(
            HypothesisExport(),
            """
            {"export_date":"2024-01-01T00:00:00.000Z","export_userid":"acct:eva@example.org","client_version":"1.2","annotations":[\
            {"id":"a","user":"acct:eva@example.org","uri":"http://example.org/","text":"who?","tags":["PER"],"target":[{"source":"http://example.org/","selector":[\
            {"type":"RangeSelector","startContainer":"/p[1]","startOffset":0,"endContainer":"/p[1]","endOffset":3},{"type":"TextPositionSelector","start":3,"end":6},{"type":"TextQuoteSelector","exact":"Ann","prefix":"🚢 ","suffix":" left"}]}],"document":{"title":["Log"]}},\
            {"id":"b","user":"acct:eva@example.org","uri":"http://example.org/","text":"me too","references":["a"],"tags":[],"target":[{"source":"http://example.org/"}]}]}
            """, beside: ["in.txt": "🚢 Ann left."])
        #expect(file.mentions() == ["PER Ann"])
        #expect(try file.first.layers[0].notes.map { try file.first.layers[0].string($0.text) } == ["who?"])
        #expect(file.codes == ["replies-left-out"])
    }
}
