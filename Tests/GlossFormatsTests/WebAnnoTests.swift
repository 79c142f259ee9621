import GlossModel
import TestSupport
import Testing

@testable import GlossFormats

struct WebAnnoTests {
    static let file = """
        #FORMAT=WebAnno TSV 3.3
        #T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value
        #T_SP=webanno.custom.Mark|
        #T_SP=webanno.custom.Sinking|kind|ROLE_webanno.custom.Sinking:crew_list_webanno.custom.SinkingCrewLink|uima.tcas.Annotation
        #T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceRelation|referenceType
        #T_RL=webanno.custom.Owns|label|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity


        #Text=The 🚢 of Ada
        #Text=Reed\\tsank_.
        1-1\t0-3\tThe\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
        1-2\t4-6\t🚢\t*\tSHIP\t*[9]\t_\t_\t_\t_\t_\townership\t1-4[2_0]\t
        1-3\t7-9\tof\t_\t_\t*[9]\t_\t_\t_\t_\t_\t_\t_\t
        1-3.1\t8-9\tf\t_\t_\t*\t_\t_\t_\t_\t_\t_\t_\t
        1-4\t10-13\tAda\tQ7[2]|*[3]\tPER[2]|A\\|B\\[1\\][3]\t_\t_\t_\t_\t*->1-1\tnam[1]\t_\t_\t
        1-5\t14-18\tReed\tQ7[2]\tPER[2]\t_\t_\t_\t_\t*->1-1\tnam[1]\t_\t_\t
        1-6\t19-23\tsank\t_\t_\t_\tdeep\tvictim;ship\t1-4[2];1-2\t_\t_\t_\t_\t
        1-6.1\t23-23\t\t_\t_\t*\t_\t_\t_\t_\t_\t_\t_\t
        1-7\t23-25\t_.\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t

        #Text=She left .
        2-1\t27-30\tShe\t_\t_\t_\t_\t_\t_\tcoref->1-2\tpr[1]\t_\t_\t
        2-2\t31-35\tleft\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
        2-3\t36-37\t.\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t

        """

    private func read(_ text: String) throws -> Report {
        try #require(try WebAnnoTSV().read(InputFile(path: "a.txt", content: Text(text))).first)
    }

    @Test func everyColumnFindsItsPlace() throws {
        let report = try read(Self.file)
        let layer = report.layers[0]
        #expect(report.text[report.text.span] == "The 🚢 of Ada\nReed\tsank_.\n\nShe left .")
        #expect(report.findings.isEmpty)
        let words = layer.mentions.map { "\(layer.types[Int($0.type)].name) \(report.text[$0.span])" }
        #expect(words.filter { $0.hasPrefix("PER") } == ["PER Ada\nReed"])
        #expect(words.contains("SHIP 🚢") && words.contains("A|B[1] Ada"))
        #expect(words.filter { $0.hasPrefix("webanno.custom.Mark") }.map { $0.dropFirst(20) } == ["🚢 of", "f", ""])
        #expect(layer.events.map { $0.arguments.map(\.role) } == [["crew_list/victim", "crew_list/ship"]])
        #expect(layer.relations.map(\.type) == ["webanno.custom.Owns"])
        #expect(layer.relations.map { report.span(of: $0.from).map { report.text[$0] } } == ["Ada\nReed"])
        let chained = layer.mentions.filter { $0.entity == layer.entities[0].number }.map { report.text[$0.span] }
        #expect(chained == ["Ada\nReed", "She"])
    }

    @Test func aFileIsWrittenBackAsItStood() throws {
        #expect(try written(read(Self.file), WebAnnoTSV()) == Self.file)
    }

    @Test func whatIsWrittenFromTablesIsReadTheSame() throws {
        let report = withoutSource(try read(Self.file))
        let again = try read(try written(report, WebAnnoTSV()))
        #expect(again.text.bytes.elementsEqual(report.text.bytes))
        #expect(modelDescription(again) == modelDescription(report))
    }

    @Test(arguments: 0..<60) func generatedReportsComeBack(seed: Int) throws {
        var report = GeneratedReport(seed: UInt64(seed)).report
        report.date = Day(iso: "2018-01-15")
        // Nothing can stand between two words; that it moves is told.
        guard WebAnnoTSV().losses(report).isEmpty else {
            #expect(report.allMentions.contains(where: { $0.mention.span.count == 0 }))
            return
        }
        let again = try read(written(report, WebAnnoTSV()))
        #expect(again.findings.isEmpty)
        #expect(again.text.bytes.elementsEqual(report.text.bytes))
        #expect(again.date == report.date)
        #expect(modelDescription(again).filter { !$0.contains("/Document") } == modelDescription(report))
    }

    @Test func offsetsInCodePointsAreFound() throws {
        let report = try read(
            "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.Y|\n\n\n#Text=🚢 Ada\n1-1\t0-1\t🚢\t*\t\n1-2\t2-5\tAda\t*\t\n\n#Text=Bo\n2-1\t6-8\tBo\t*\t\n")
        #expect(report.findings.map(\.code) == ["spans-counted-otherwise"])
        #expect(report.layers[0].mentions.map { report.text[$0.span] } == ["🚢", "Ada", "Bo"])
    }

    @Test(arguments: 0..<80) func cutShortItIsAnErrorOrRead(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var bytes = Array((seed % 2 == 0 ? Self.file : try written(GeneratedReport(seed: 7).report, WebAnnoTSV())).utf8)
        bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random))
        for _ in 0..<seed % 6 where !bytes.isEmpty {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = "0123456789-.[]|;\t\n_*>\\".utf8.randomElement(using: &random) ?? 0
        }
        do throws(FormatError) {
            _ = try WebAnnoTSV().read(InputFile(path: "a", content: Text(bytes)))
        } catch {}
    }
}
