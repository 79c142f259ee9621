import GlossModel
import TestSupport
import Testing

@testable import GlossFormats

/// A text of a few names, the annotations beside it, and what is edited of them.
private struct Desk {
    static let text = "Ann Reed met Tam Oduya in Varn.\nMs Reed left in 2016.\n"
    static let lines = """
        T1\tPerson 0 8\tAnn Reed
        T2\tPerson 13 22\tTam Oduya
        A1\tForm T2 nominal
        #1\tAnnotatorNotes T2\tsure?
        R1\tKnows Arg1:T1 Arg2:T2
        #2\tAnnotatorNotes R1\twho says
        T3\tMeeting 9 12\tmet
        E1\tMeeting:T3 Who:T1 Who2:T2
        *\tAlias T1 T2
        what nobody understands

        """

    var edited: EditedReport

    init(_ lines: String = Desk.lines, text: String = Desk.text) throws {
        edited = EditedReport(try bratReport(text, lines), annotations: Text(lines), fileName: "r.ann")
    }

    var written: String { String(decoding: edited.bytes, as: UTF8.self) }

    func mention(_ words: String) throws -> AnnotationID {
        let report = edited.report
        return try #require(report.allMentions.first { report.text[$0.mention.span] == words }).id
    }
}

@Suite struct EditedReportTests {
    @Test func aTypeChangesOneLine() throws {
        var desk = try Desk()
        _ = try desk.edited.apply(.type([try desk.mention("Ann Reed")], "Organization"))
        #expect(desk.written == Desk.lines.replacing("T1\tPerson", with: "T1\tOrganization"))
    }

    @Test func newWordsStandAtTheEndUnderAFreeName() throws {
        var desk = try Desk()
        let focus = try desk.edited.apply(.add(spans: [Span(26, 30)], type: "Location")).focus
        #expect(desk.written == Desk.lines + "T4\tLocation 26 30\tVarn\n")
        #expect(focus.flatMap { desk.edited.report.markedWords($0) } == MarkedWords(spans: [Span(26, 30)], type: "Location"))
    }

    @Test func whatIsTakenAwayTakesWhatHangsOnIt() throws {
        var desk = try Desk()
        let word = try desk.edited.apply(.remove([try desk.mention("Tam Oduya")])).word
        #expect(desk.written == """
            T1\tPerson 0 8\tAnn Reed
            T3\tMeeting 9 12\tmet
            E1\tMeeting:T3 Who:T1
            what nobody understands

            """)
        #expect(word == "and 1 more that hung on it")
    }

    @Test func boundsMoveToWholeCharactersAndWithoutSpace() throws {
        var desk = try Desk("T1\tPerson 0 3\tÅsa\n", text: "Åsa Ö. left\nfor good")
        let id = try #require(desk.edited.report.allMentions.first?.id)
        _ = try desk.edited.apply(.spans(id, [Span(0, 6)]))
        #expect(desk.written == "T1\tPerson 0 5\tÅsa Ö\n")
        _ = try desk.edited.apply(.spans(id, [Span(8, 17)]))
        #expect(desk.written == "T1\tPerson 7 11;12 15\tleft for\n")
    }

    @Test func fragmentsAreWrittenAsBratHasThem() throws {
        var desk = try Desk("", text: "mining and steel companies")
        _ = try desk.edited.apply(.add(spans: [Span(0, 6), Span(17, 26)], type: "Organization"))
        #expect(desk.written == "T1\tOrganization 0 6;17 26\tmining companies\n")
        #expect(desk.edited.report.allMentions.first.map { desk.edited.report.spans(of: $0) } == [Span(0, 6), Span(17, 26)])
    }

    @Test func datesHaveValues() throws {
        var desk = try Desk()
        let focus = try #require(try desk.edited.apply(.add(spans: [Span(48, 52)], type: "DATE")).focus)
        #expect(desk.edited.report.time(focus)?.value == "2016")
        _ = try desk.edited.apply(.value(focus, "2016-Q2"))
        #expect(desk.written == Desk.lines + "T4\tDATE 48 52\t2016\n#3\tTIMEX3 T4\tvalue=2016-Q2\n")
        #expect(throws: EditRefusal.self) { try desk.edited.apply(.value(focus, "spring or so")) }
    }

    @Test func aNameThatBecomesADateIsOne() throws {
        var desk = try Desk("T1\tPerson 48 52\t2016\n")
        let focus = try desk.edited.apply(.type([try desk.mention("2016")], "DATE")).focus
        #expect(focus?.kind == .time)
        #expect(desk.written == "T1\tDATE 48 52\t2016\n#1\tTIMEX3 T1\tvalue=2016\n")
    }

    @Test func aRemarkIsWrittenOnceAndGoesWhenItIsEmpty() throws {
        var desk = try Desk()
        let id = try desk.mention("Tam Oduya")
        _ = try desk.edited.apply(.note(id, "yes"))
        #expect(desk.written == Desk.lines.replacing("sure?", with: "yes"))
        _ = try desk.edited.apply(.note(id, ""))
        #expect(desk.written == Desk.lines.replacing("#1\tAnnotatorNotes T2\tsure?\n", with: ""))
    }

    // MARK: Entities

    @Test func mentionsAreOfOneEntityAndOfAnother() throws {
        var desk = try Desk("T1\tPerson 0 8\tAnn Reed\nT2\tPerson 35 39\tReed\nN1\tReference T1 gloss:e1\tAnn Reed\n")
        let (ann, reed) = (try desk.mention("Ann Reed"), try desk.mention("Reed"))
        let entity = try #require(desk.edited.report.entity(of: ann))
        _ = try desk.edited.apply(.entity([reed], entity))
        #expect(desk.edited.report.entity(of: reed) == desk.edited.report.entity(of: ann))
        _ = try desk.edited.apply(.split([reed]))
        #expect(desk.edited.report.entity(of: reed) != desk.edited.report.entity(of: ann))
        let others = try #require(desk.edited.report.entity(of: reed))
        _ = try desk.edited.apply(.merge(others, try #require(desk.edited.report.entity(of: ann))))
        #expect(desk.edited.report.entity(of: reed) == desk.edited.report.entity(of: ann))
        #expect(desk.edited.report.entityIDs.count == 1)
    }

    // MARK: What was computed

    private func suggested() throws -> EditedReport {
        var report = try bratReport(Desk.text, "T1\tPerson 0 8\tAnn Reed\nT2\tPerson 13 22\tTam Oduya\nT3\tPerson 26 30\tVarn\n")
        var layer = LayerBuilder(report.layers[0])
        layer.source = nil
        report.replace(layer.finished().labelled("gloss", as: .computed))
        return EditedReport(report, annotations: Text(""), fileName: "r.ann")
    }

    @Test func whatIsRightBecomesTheReadersOwn() throws {
        var edited = try suggested()
        let id = edited.report.allMentions[1].id
        let focus = try #require(try edited.apply(.accept([id])).focus)
        #expect(String(decoding: edited.bytes, as: UTF8.self) == "T1\tPerson 13 22\tTam Oduya\n")
        #expect(edited.report.allMentions.count == 3)
        #expect(focus.layer == edited.own)
        _ = try edited.apply(.reopen([focus]))
        #expect(edited.bytes.isEmpty)
        #expect(edited.report.allMentions.count == 3)
    }

    @Test func whatIsWrongIsGoneAndNothingIsWritten() throws {
        var edited = try suggested()
        _ = try edited.apply(.remove([edited.report.allMentions[2].id]))
        #expect(edited.bytes.isEmpty)
        #expect(edited.report.allMentions.count == 2)
        _ = edited.undo()
        #expect(edited.report.allMentions.count == 3)
    }

    @Test func anotherTypeTakesItOver() throws {
        var edited = try suggested()
        _ = try edited.apply(.type([edited.report.allMentions[2].id], "Location"))
        #expect(String(decoding: edited.bytes, as: UTF8.self) == "T1\tLocation 26 30\tVarn\n")
        #expect(edited.report.allMentions.map(\.type) == ["Person", "Person", "Location"])
    }

    @Test func severalAreOneStep() throws {
        var edited = try suggested()
        let ids = edited.report.allMentions.map(\.id)
        _ = try edited.apply(.all([.accept([ids[0]]), .type([ids[1]], "Group"), .remove([ids[2]])]))
        #expect(edited.steps.count == 1)
        _ = edited.undo()
        #expect(edited.bytes.isEmpty)
        #expect(edited.report.allMentions.count == 3)
    }

    // MARK: Bytes

    @Test(arguments: ["\n", "\r\n"], [true, false])
    func linesThatNobodyTouchesStayByteForByte(end: String, isEnded: Bool) throws {
        let lines = ["T1\tPerson 0 8\tAnn Reed", "# odd  \t ", "", "T2\tPerson 13 22\tTam Oduya"].joined(separator: end) + (isEnded ? end : "")
        var desk = try Desk(lines)
        #expect(desk.written == lines)
        _ = try desk.edited.apply(.type([try desk.mention("Ann Reed")], "Group"))
        #expect(desk.written.hasSuffix(String(lines.drop { $0 != "#" })))
        _ = try desk.edited.apply(.add(spans: [Span(26, 30)], type: "Location"))
        #expect(desk.written.hasSuffix("Tam Oduya" + (isEnded ? end : "\n") + "T3\tLocation 26 30\tVarn\n"))
        while desk.edited.undo() != nil {}
        #expect(desk.written == lines)
    }
}
