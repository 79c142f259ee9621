import GlossModel
import TestSupport
import Testing

@testable import GlossFormats

struct CoNLLTests {
    private func read(_ text: String) throws -> [Report] {
        try CoNLL().read(InputFile(path: "a.txt", content: Text(text)))
    }

    private func mentions(_ report: Report) -> [String] {
        report.mentions(overlapping: report.text.span).map { "\($0.type) \(report.text[$0.mention.span])" }
    }

    /// One sentence, two people side by side, in the schemes that are about.
    static let schemes = [
        ["I-PER", "B-PER", "I-PER", "O", "I-LOC"],
        ["B-PER", "B-PER", "I-PER", "O", "B-LOC"],
        ["S-PER", "B-PER", "E-PER", "O", "S-LOC"],
        ["U-PER", "B-PER", "L-PER", "O", "U-LOC"],
    ]

    @Test(arguments: schemes)
    func everySchemeSaysTheSame(tags: [String]) throws {
        let words = ["Ann", "Bo", "Berg", "left", "Oslo"]
        let file = zip(words, tags).map { "\($0) NN I-NP \($1)\n" }.joined()
        let report = try #require(try read(file).first)
        #expect(report.text[report.text.span] == "Ann Bo Berg left Oslo\n")
        #expect(mentions(report) == ["PER Ann", "PER Bo Berg", "LOC Oslo"])
    }

    @Test func documentsAreReportsAndSentencesLines() throws {
        let file = "-DOCSTART- -X- -X- O\n\nHello NN I-NP O\n, , O O\nOslo NN I-NP I-LOC\n. . O O\n\nBye NN I-NP O\n\n"
            + "-DOCSTART- -X- -X- O\n\n( ( O O\nUN NN I-NP I-ORG\n) ) O O\n"
        let reports = try read(file)
        #expect(reports.map { $0.text[$0.text.span] } == ["Hello, Oslo.\nBye\n", "(UN)\n"])
        #expect(reports.map(\.path) == ["a.txt#1", "a.txt#2"])
        #expect(try reports.map { try written($0, CoNLL()) }.joined() == file)
        #expect(reports[0].findings.map(\.code) == ["columns-kept"])
    }

    @Test func tokensStandAsInPrint() throws {
        let words = "She did n't say `` no '' to Ann 's $ 5 ( or so ) -LRB- x -RRB- \" a b \" ; 5 %".split(separator: " ")
        let report = try #require(try read(words.map { "\($0)\tO\n" }.joined() + "x\tB-A\n").first)
        #expect(report.text[report.text.span] == "She didn't say ``no'' to Ann's $5 (or so) (x) \"a b\"; 5% x\n")
    }

    @Test func outerMentionsAreWrittenAndOthersNamed() throws {
        let report = try bratReport(BratTests.text, BratTests.lines)
        let again = try #require(try read(try written(report, CoNLL())).first)
        #expect(mentions(again) == ["Person Ada Reed", "Organization Northgate", "Vessel ferry", "Person She"])
        let losses = CoNLL().losses(report).map(\.cause)
        #expect(losses.contains { $0.contains("pieces") } && losses.contains { $0.contains("claims") })
    }

    @Test(arguments: ["", "a\n", "a b\nc\n", "a b\n", "\n\n"])
    func otherTextsAreRefused(text: String) {
        #expect(throws: FormatError.self) { try read(text) }
    }

    @Test(arguments: 1..<60)
    func readWriteReadIsTheSame(seed: UInt64) throws {
        let report = GeneratedReport(seed: seed).report
        let first = try #require(try read(try written(report, CoNLL())).first)
        let second = try #require(try read(try written(withoutSource(first), CoNLL())).first)
        #expect(second.text[second.text.span] == first.text[first.text.span])
        #expect(mentions(second) == mentions(first))
    }
}

struct CoNLLUTests {
    static let document = """
        # newdoc id = ferry
        # global.Entity = eid-etype-head-other
        # newpar
        # sent_id = 1
        # text = Ada Reed can't swim.
        1\tAda\tAda\tPROPN\tNNP\t_\t4\tnsubj\t_\tEntity=(e1-person-1-form:name
        2\tReed\tReed\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=e1)
        3-4\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
        3\tca\tcan\tAUX\tMD\t_\t5\taux\t_\t_
        4\tn't\tnot\tPART\tRB\t_\t5\tadvmod\t_\t_
        5\tswim\tswim\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
        5.1\tghost\t_\t_\t_\t_\t_\t_\t_\t_
        6\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_

        # newpar
        # sent_id = 2
        # text = She left Oslo
        1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(e1-person-1-form:pronoun)
        2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tEntity=(e2[1/2]-event-1)
        3\tOslo\tOslo\tPROPN\tNNP\t_\t2\tobj\t_\tEntity=(e2[2/2](e3-place-1)e2[2/2])

        # newdoc id = second
        # text = Wrong text
        1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\tNER=B-ANSWER

        """

    private func read(_ text: String) throws -> [Report] {
        try CoNLLU().read(InputFile(path: "a.txt", content: Text(text)))
    }

    @Test func tokensBecomeText() throws {
        let reports = try read(Self.document)
        #expect(reports.map { $0.text[$0.text.span] } == ["Ada Reed can't swim.\n\nShe left Oslo\n", "Yes\n"])
        #expect(reports.map(\.path) == ["a.txt#ferry", "a.txt#second"])
        #expect(reports[1].findings.map(\.code) == ["sentence-text-differs"])
        #expect(try reports.map { try written($0, CoNLLU()) }.joined() == Self.document)
    }

    @Test func mentionsAndEntitiesAreRead() throws {
        let reports = try read(Self.document)
        let layer = reports[0].layers[0]
        #expect(layer.mentions.map(\.form) == [.name, .pronoun, .name, .name])
        #expect(layer.entities.map(\.name) == ["Ada Reed", "left Oslo", "Oslo"])
        #expect(layer.spans(of: layer.mentions[2]).count == 2)
        #expect(layer.mentions[0].entity == layer.mentions[1].entity)
        #expect(reports[1].layers[0].mentions.map { reports[1].text[$0.span] } == ["Yes"])
    }

    @Test func bracketsWithoutTheOtherAreTold() throws {
        let report = try #require(
            try read("1\ta\t_\t_\t_\t_\t_\t_\t_\tEntity=(e1-x-1\n2\tb\t_\t_\t_\t_\t_\t_\t_\tEntity=e9)\n").first)
        #expect(report.findings.map(\.code) == ["brackets-do-not-pair", "brackets-do-not-pair"])
        #expect(report.findings.map(\.place.annotation) == ["e9", "e1"])
    }

    @Test(arguments: ["1\ta\tb\n", "x\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", "text\n"])
    func otherTextsAreRefused(text: String) {
        #expect(throws: FormatError.self) { try read(text) }
    }

    /// Text, mentions and entities: what the format holds.
    private func model(_ report: Report) -> [String] {
        [report.text[report.text.span]]
            + report.mentions(overlapping: report.text.span).map { item in
                let spans = report.spans(of: item).map { "\($0.start)-\($0.end)" }.joined(separator: " ")
                let entity = report.entity(of: item.id).flatMap { report.entity($0) }?.name ?? "-"
                return "\(item.type) \(item.mention.form.name) \(spans) \(entity)"
            }.sorted()
    }

    @Test(arguments: 1..<60)
    func readWriteReadIsTheSame(seed: UInt64) throws {
        let report = GeneratedReport(seed: seed).report
        let file = try written(report, CoNLLU())
        let first = try #require(try read(file).first)
        #expect(first.findings.isEmpty)
        #expect(first.text.bytes.elementsEqual(report.text.bytes))
        let again = try #require(try read(try written(withoutSource(first), CoNLLU())).first)
        #expect(model(again) == model(first))
        if CoNLLUWriter(report).losses.findings("", "").allSatisfy({ !$0.cause.contains("mention") }) {
            #expect(model(first) == model(report))
        }
    }
}
