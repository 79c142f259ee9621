import GlossFormats
import GlossModel
import Testing

struct TableTests {
    /// A report whose one dated sentence holds what tables trip over.
    static func report() throws -> Report {
        try bratReport(
            "Rex \"R|x\", of Aix, said:\t\u{1B}[31nhalt in 2019.\n",
            "T1\tPerson 0 3\tRex\nN1\tReference T1 gloss:e1\tRex, \"the\tKing\"\nT2\tDATE 38 42\t2019\n#1\tTIMEX3 T2\tvalue=2019\n")
    }

    static func timeline(_ format: TableFormat, _ style: TextStyle = TextStyle()) throws -> String {
        let report = try report()
        var out = ByteOutput()
        TimelineTable().print(report.timeline().map { TimelineItem(report, $0) }, format, style, &out)
        return out.string
    }

    @Test func commasAndQuotesAreQuoted() throws {
        #expect(
            try Self.timeline(.csv)
                == "report,earliest,latest,precision,value,paragraph,start,end,entities,claims,text,clock,page,section\r\n"
                + "r.txt,2019-01-01,2019-12-31,year,2019,1,0,43,\"Rex, \"\"the King\"\"\",,"
                + "\"Rex \"\"R|x\"\", of Aix, said: ␛[31nhalt in 2019.\",,,\r\n")
    }

    @Test func tabsStayOutOfCells() throws {
        let lines = try Self.timeline(.tsv).split(separator: "\n")
        #expect(lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false).count } == [14, 14])
    }

    @Test func jsonHoldsTheExactSlice() throws {
        let text = try Self.timeline(.jsonl)
        #expect(text.contains("\"text\":\"Rex \\\"R|x\\\", of Aix, said:\\t\\u001b[31nhalt in 2019.\""))
        #expect(text.split(separator: "\n").count == 1)
    }

    @Test func jsonIsAnArrayAndLinesAreObjects() throws {
        let report = try bratReport(
            "It was so in 2018. It was so in 2019.",
            "T1\tDATE 13 17\t2018\n#1\tTIMEX3 T1\tvalue=2018\nT2\tDATE 32 36\t2019\n#2\tTIMEX3 T2\tvalue=2019\n")
        let items = report.timeline().map { TimelineItem(report, $0) }
        var out = ByteOutput()
        TimelineTable().print(items, .json, TextStyle(), &out)
        let array = try JSONDocument(Text(out.string)).root
        #expect(array.items.map { $0["value"]?.string } == ["2018", "2019"])
        out = ByteOutput()
        TimelineTable().print(items, .jsonl, TextStyle(), &out)
        let lines = out.string.split(separator: "\n").map(String.init)
        #expect(try lines.map { try JSONDocument(Text($0)).root["start"]?.int } == [0, 19])
    }

    @Test func markdownKeepsItsColumns() throws {
        let row = try #require(try Self.timeline(.markdown).split(separator: "\n").last)
        #expect(row == "| 2019 | 1 | Rex \"R\\|x\", of Aix, said: ␛\\[31nhalt in 2019. | Rex, \"the King\" |")
    }

    @Test func noFormLetsControlsThrough() throws {
        for format in TableFormat.allCases {
            let text = try Self.timeline(format)
            #expect(!text.unicodeScalars.contains("\u{1B}"), "\(format)")
        }
    }

    @Test func calendarLinesAreFoldedAt75Octets() throws {
        let sentence = String(repeating: "Žluťoučký kůň, pěl; ", count: 12) + "in 2019."
        let start = sentence.unicodeScalars.count - 5
        let report = try bratReport(sentence, "T1\tDATE \(start) \(start + 4)\t2019\n#1\tTIMEX3 T1\tvalue=2019\n")
        var out = ByteOutput()
        TimelineTable().print(report.timeline().map { TimelineItem(report, $0) }, .ics, TextStyle(), &out)
        let lines = out.string.split(separator: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 75 })
        let unfolded = lines.joined(separator: "\r\n").replacing("\r\n ", with: "")
        #expect(unfolded.contains("DTSTART;VALUE=DATE:20190101\r\nDTEND;VALUE=DATE:20200101"))
        #expect(unfolded.contains("kůň\\, pěl\\;"))
    }

    @Test func anEventThatEndsWithTheCalendarHasADuration() throws {
        let report = try bratReport("In 9999.", "T1\tDATE 3 7\t9999\n#1\tTIMEX3 T1\tvalue=9999\n")
        var out = ByteOutput()
        TimelineTable().print(report.timeline().map { TimelineItem(report, $0) }, .ics, TextStyle(), &out)
        #expect(out.string.contains("DTSTART;VALUE=DATE:99990101\r\nDURATION:P365D\r\n"))
        #expect(!out.string.contains("DTEND"))
    }

    @Test func wordsAreWrappedBesideTheirCells() throws {
        let text = try Self.timeline(.text, TextStyle(width: 32))
        #expect(text == "2019  ¶1  Rex \"R|x\", of Aix,\n          said: ␛[31nhalt in\n          2019.\n")
    }

    @Test(arguments: [
        ("2019", "2019", TimelineUnit.day, "2019"), ("2019-05", "2019-05", .quarter, "2019-Q2"),
        ("2019-05", "2019-05", .day, "2019-05"), ("2019-05-02", "2019-05-02", .month, "2019-05"),
        ("2018", "2019", .year, "2018/2019"), ("2018", nil, .year, "2018/.."), (nil, "2019", .day, "../2019"),
        (nil, nil, .day, "undated"),
    ] as [(String?, String?, TimelineUnit, String)])
    func bucketsHoldTheWholeInterval(from: String?, to: String?, unit: TimelineUnit, name: String) {
        let range = DayRange(
            earliest: from.flatMap { DayRange(iso: $0)?.earliest },
            latest: to.flatMap { DayRange(iso: $0)?.latest })
        #expect(TimelineTable.bucket(range, unit) == name)
    }
}
