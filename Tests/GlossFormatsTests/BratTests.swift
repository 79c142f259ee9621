import GlossFormats
import GlossModel
import Testing

/// A report of a text and annotation lines, read as brat.
func bratReport(_ text: String, _ lines: String) throws -> Report {
    let files = ["r.ann": Text(lines)]
    let file = InputFile(path: "r.txt", content: Text(text)) { files[$0] }
    return try #require(try Brat().read(file).first)
}

/// A report as a format writes it.
func written(_ report: Report, _ format: any Format) throws -> String {
    var out = ByteOutput()
    try format.write(report, to: &out)
    return out.string
}

/// The same report with the lines it was read from forgotten, so that writing goes by the tables.
func withoutSource(_ report: Report) -> Report {
    var report = report
    for read in report.layers {
        var layer = LayerBuilder(read)
        func copied(_ words: FileWords) -> FileWords { FileWords(string: layer.intern(read.string(words))) }
        for row in layer.attributes.indices { layer.attributes[row].value = copied(layer.attributes[row].value) }
        for row in layer.notes.indices { layer.notes[row].text = copied(layer.notes[row].text) }
        for row in layer.references.indices {
            layer.references[row].identifier = copied(layer.references[row].identifier)
            layer.references[row].text = copied(layer.references[row].text)
        }
        layer.source = nil
        report.replace(layer.finished())
    }
    return report
}

func sortedLines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init).sorted() }

struct BratTests {
    static let text = "Dr Ada Reed of Northgate said the ferry may sink in May 2019.\nShe left.\n"
    static let lines = """
        T1\tPerson 3 11\tAda Reed
        T2\tOrganization 15 24\tNorthgate
        T3\tClaim 30 60\tthe ferry may sink in May 2019
        T4\tCue 25 29\tsaid
        T5\tVessel 34 39\tferry
        T6\tDATE 52 60\tMay 2019
        T7\tPerson 62 65\tShe
        T8\tSink 44 48\tsink
        T9\tPerson 0 2;3 11\tDr Ada Reed
        E1\tClaim:T3 Cue:T4 Source:T1
        E2\tSink:T8 Theme:T5
        A1\tForm T7 pronoun
        A2\tKind E1 reported
        A3\tForecast E1
        A4\tCertainty E1 roughly-even-chance
        A5\tConfidence E1 low
        A6\tSeen T5
        M1\tSpeculation E2
        #1\tTIMEX3 T6\tvalue=2019-05
        #2\tTerm E1\tmay
        #3\tAnnotatorNotes T5\twhich one?
        N1\tReference T1 Wikidata:Q7\tAda Reed
        N2\tReference T7 Wikidata:Q7\tAda Reed
        R1\tMemberOf Arg1:T1 Arg2:T2
        *\tEquiv T1 T9

        """

    @Test func everyKindOfLineFindsItsPlace() throws {
        let report = try bratReport(Self.text, Self.lines)
        let layer = report.layers[0]
        #expect(report.findings.isEmpty)
        #expect(layer.mentions.map(\.number) == [9, 1, 2, 5, 7])
        #expect(layer.spans(of: layer.mentions[0]) == [Span(0, 2), Span(3, 11)])
        #expect(layer.mention(7)?.form == .pronoun)
        #expect(layer.times.map(\.value) == ["2019-05"])
        #expect(layer.times[0].earliest == Day(iso: "2019-05-01"))
        #expect(layer.times[0].precision == .month)
        let claim = try #require(layer.claim(1))
        #expect(claim.kind == .reported)
        #expect(claim.isForecast)
        #expect(claim.likelihood == .roughlyEvenChance)
        #expect(claim.confidence == .low)
        #expect(layer.strings[Int(claim.term)] == "may")
        #expect(layer.sources(of: claim).map(\.mention) == [1])
        #expect(layer.events.map(\.type) == ["Sink"])
        #expect(layer.attributes.map { layer.strings[Int($0.name)] } == ["Seen", "Speculation"])
        #expect(layer.notes.map { layer.string($0.text) } == ["which one?"])
        #expect(layer.relations.map(\.type) == ["MemberOf"])
    }

    @Test func oneIdentifierIsOneEntity() throws {
        let report = try bratReport(Self.text, Self.lines)
        let entities = report.entityIDs
        #expect(entities.count == 1)
        #expect(report.entity(entities[0])?.name == "Ada Reed")
        #expect(report.entity(entities[0])?.aliases == ["Dr Ada Reed"])
        #expect(report.entity(entities[0])?.references == ["Wikidata:Q7"])
        let mentions = EntityMentions(report)
        let found = mentions.mentions(of: entities[0], in: report).map { mentions.item($0, in: report).id.number }
        #expect(found == [9, 1, 7])
    }

    @Test func linesComeBackAsTheyStood() throws {
        let report = try bratReport(Self.text, Self.lines)
        #expect(try written(report, Brat()) == Self.lines)
    }

    @Test func tablesHoldAllThatTheLinesSaid() throws {
        let report = withoutSource(try bratReport(Self.text, Self.lines))
        let again = try bratReport(Self.text, written(report, Brat()))
        // Names of attributes and notes are free to change; nothing else is.
        func bare(_ lines: String) -> [String] {
            sortedLines(lines).map { line in
                "AM#N".contains(line.first ?? " ")
                    ? String(line.drop { $0 != "\t" }) : line
            }.sorted()
        }
        #expect(bare(try written(report, Brat())) == bare(Self.lines))
        #expect(again.findings.isEmpty)
    }

    @Test func whatIsNotUnderstoodIsKeptAndTold() throws {
        let lines = "T1\tPerson 3 11\tAda Reed\nhello\nT2 Person\nR1\tKnows Arg1:T1\nE1\tSink:T9\n"
        let report = try bratReport(Self.text, lines)
        #expect(try written(report, Brat()) == lines)
        #expect(report.findings.map(\.place.line) == [2, 3, 4, 5])
        #expect(report.findings.map(\.code).suffix(1) == ["names-what-is-not-there"])
    }

    @Test func aSpanOverALineEndIsOneMention() throws {
        let text = "Old Harbour\r\nRoad is shut."
        var layer = LayerBuilder(number: 0, name: "gloss", origin: .computed)
        let type = layer.type(named: "Location")
        layer.mentions = [Mention(span: Span(0, 17), number: 1, type: type)]
        let lines = try written(Report(text: Text(text), layers: [layer.finished()]), Brat())
        #expect(lines == "T1\tLocation 0 11;13 17\tOld Harbour Road\n")
        let again = try bratReport(text, lines)
        #expect(again.layers[0].spans(of: again.layers[0].mentions[0]) == [Span(0, 17)])
        #expect(again.findings.isEmpty)
    }

    @Test func computedLayersGetNamesThatAreFree() throws {
        var report = try bratReport(Self.text, "T7\tPerson 3 11\tAda Reed\nT99 broken\nN3\tReference T7 X:1\tAda\n")
        var layer = LayerBuilder(number: 1, name: "gloss", origin: .computed)
        let type = layer.type(named: "Organization")
        layer.entities = [Entity(number: 1, name: "Northgate", type: type)]
        layer.mentions = [Mention(span: Span(15, 24), number: 1, type: type, entity: 1)]
        report.add(layer.finished())
        let lines = try written(report, Brat())
        #expect(lines.hasSuffix("T100\tOrganization 15 24\tNorthgate\nN4\tReference T100 gloss:e2\tNorthgate\n"))
    }

    @Test func openEndsOfTimesComeBack() throws {
        let lines = "T1\tDATE 52 60\tMay 2019\n#1\tTIMEX3 T1\tvalue=2019-05 latest=\n"
        let report = try bratReport(Self.text, lines)
        #expect(report.layers[0].times[0].latest == nil)
        #expect(report.layers[0].times[0].earliest == Day(iso: "2019-05-01"))
        #expect(try written(withoutSource(report), Brat()) == lines)
    }

    @Test func claimsWithinEachOtherAreFreed() throws {
        let lines = "T1\tClaim 3 11\tAda Reed\nT2\tClaim 15 24\tNorthgate\n"
            + "E1\tClaim:T1 Within:E2\nE2\tClaim:T2 Within:E1\n"
        let report = try bratReport(Self.text, lines)
        #expect(report.findings.map(\.code) == ["claim-within-itself"])
        #expect(report.layers[0].claims.filter { $0.within > 0 }.count == 1)
    }

    @Test(arguments: ["r.ann", "r.txt"]) func eitherOfAPairOpensBoth(name: String) throws {
        let files = ["r.ann": Text(Self.lines), "r.txt": Text(Self.text)]
        let content = try #require(files[name])
        let file = InputFile(path: "some/" + name, content: content) { files[$0] }
        let format = Formats.sniff(file)
        #expect(format.name == "brat")
        let report = try #require(try format.read(file).first)
        #expect(report.text[report.text.span] == Self.text)
        #expect(report.layers[0].mentions.count == 5)
    }

    @Test func annotationsWithoutTheirTextAreAnError() {
        let file = InputFile(path: "r.ann", content: Text(Self.lines))
        #expect(throws: FormatError.textMissing(wanted: "r.txt")) { try Brat().read(file) }
    }

    @Test func visualConfGivesLabelsAndColours() throws {
        let files = [
            "r.ann": Text(Self.lines),
            "visual.conf": Text("[labels]\nVessel | Ship or boat | Ship\n[drawing]\nVessel\tbgColor:#aabbcc, fgColor:black\n"),
        ]
        let file = InputFile(path: "r.txt", content: Text(Self.text)) { files[$0] }
        let report = try #require(try Brat().read(file).first)
        let type = report.layers[0].types.first { $0.name == "Vessel" }
        #expect(type == TypeName("Vessel", label: "Ship or boat", color: "#aabbcc"))
    }

    /// Entities whose lines name what is not in the file: none, though a file without a type has them.
    @Test(arguments: ["", "T1\tPerson 0 3\tAda\n"])
    func entitiesThatNothingRefersToAreNone(others: String) throws {
        for line in ["N1\tReference T7 Wikidata:Q7\tHarrow Ltd", "N1\tReference E7 gloss:e1\tHarrow Ltd", "*\tEquiv T7 T8"] {
            let report = try bratReport("Ada met Harrow.", others + line + "\n")
            #expect(report.entityIDs.isEmpty)
            for format in Formats.all {
                var out = ByteOutput()
                try? format.write(report, to: &out)
            }
        }
        let both = try bratReport("Ada met Harrow.", "T1\tPerson 0 3\tAda\nN1\tReference T7 Wiki:Q7\tx\nN2\tReference T1 Wiki:Q8\tAda\n")
        #expect(both.entityIDs.map { both.type(ofEntity: $0) } == ["Person"])
        #expect(both.entityIDs.compactMap { both.entity($0)?.references } == [["Wiki:Q8"]])
    }
}
