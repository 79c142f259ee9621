import GlossAnnotator
import GlossLexicon
import GlossModel
import GlossResources
import TestSupport
import Testing

/// A sentence with its expressions marked, and what each of them means.
///
/// An expectation is the value and then, in any order and as far as it matters, the type (DATE
/// where none is given), the modifier and the interval `earliest/latest` with `..` where open.
struct TimeCase: Sendable, CustomTestStringConvertible {
    var marked: String
    var expected: [String]
    var date: String?

    init(_ marked: String, _ expected: String..., date: String? = "2018-01-15") {
        self.marked = marked
        self.expected = expected
        self.date = date
    }

    var testDescription: String { marked }

    static func annotated(_ text: Text, date: String?) -> Layer {
        Annotator(lexicon: Lexicon(lexiconBytes)).annotate(
            text: text, paragraphs: ParagraphIndex(text), date: date.flatMap { Day(iso: $0) },
            wants: .times, layerNumber: 0)
    }

    func check() {
        let marks = MarkedText(marked)
        let text = marks.text
        let times = TimeCase.annotated(text, date: date).times
        let found = times.map { text[$0.span] }
        #expect(found == marks.spans.map { text[$0.span] }, "\(found)")
        #expect(times.map(\.span) == marks.spans.map(\.span))
        for (time, wanted) in zip(times, expected) { check(time, wanted) }
        #expect(times.count == expected.count)
    }

    private func check(_ time: TimeExpression, _ wanted: String) {
        let parts = wanted.split(separator: " ").map(String.init)
        #expect(time.value == parts.first ?? "")
        var type = TimexType.date
        for part in parts.dropFirst() {
            if let named = TimexType(rawValue: part) {
                type = named
            } else if part.contains("/") {
                let shown =
                    (time.earliest?.description ?? "..") + "/" + (time.latest?.description ?? "..")
                #expect(shown == part)
            } else {
                #expect(time.mod == part)
            }
        }
        #expect(time.type == type)
    }
}

/// Expressions of time in sentences; the report's date is Monday, 2018-01-15, unless said.
@Suite struct TimeRulesTests {
    @Test(arguments: [
        TimeCase("The convoy left on ⟦3 August 2017⟧.", "2017-08-03 2017-08-03/2017-08-03"),
        TimeCase("The convoy left on ⟦August 3, 2017⟧, at dusk.", "2017-08-03"),
        TimeCase("It left on ⟦Aug. 3, 2017⟧ for the coast.", "2017-08-03"),
        TimeCase("It left on ⟦the 3rd of August 2017⟧.", "2017-08-03"),
        TimeCase("It left on ⟦3rd August, 2017⟧.", "2017-08-03"),
        TimeCase("It left on ⟦August 3rd, 2017⟧.", "2017-08-03"),
        TimeCase("Seen on ⟦2017-08-03⟧ near the dam.", "2017-08-03"),
        TimeCase("Seen on ⟦3/8/2017⟧ near the dam.", "2017-08-03"),
        TimeCase("Seen on ⟦8/23/2017⟧ and again on ⟦9/4/2017⟧.", "2017-08-23", "2017-09-04"),
        TimeCase("Seen on ⟦23.8.2017⟧ near the dam.", "2017-08-23"),
        TimeCase("Seen on ⟦2017/08/03⟧ near the dam.", "2017-08-03"),
        TimeCase("Logged at ⟦2017-08-03T14:05⟧ by the gate.", "2017-08-03T14:05 TIME"),
        TimeCase("It reopened in ⟦August 2017⟧.", "2017-08 2017-08-01/2017-08-31"),
        TimeCase("It reopened in ⟦Aug. 2017⟧.", "2017-08"),
        TimeCase("The log of ⟦2017-08⟧ is lost.", "2017-08"),
        TimeCase("It reopened on ⟦Thursday, 3 August 2017⟧.", "2017-08-03"),
        TimeCase(
            "The raids of ⟦3-5th August 2017⟧ failed.",
            "2017-08-03/2017-08-05 2017-08-03/2017-08-05"),
        TimeCase("Fought between ⟦3-5 August 2017⟧ in the hills.", "2017-08-03/2017-08-05"),
        TimeCase("Fought from ⟦3 to 5 August 2017⟧ in the hills.", "2017-08-03/2017-08-05"),
        TimeCase("Fought between ⟦3 and 5 August 2017⟧ in the hills.", "2017-08-03/2017-08-05"),
        TimeCase("The talks ran ⟦August 3-5, 2017⟧.", "2017-08-03/2017-08-05"),
        TimeCase("They met on ⟦3⟧ and ⟦5 August 2017⟧.", "2017-08-03", "2017-08-05"),
        TimeCase("They met on ⟦April 24⟧ and ⟦25⟧.", "2017-04-24", "2017-04-25"),
        TimeCase("They met on ⟦16DEC2014⟧ at the gate.", "2014-12-16"),
        TimeCase("They met on ⟦16-12-2014⟧ at the gate.", "2014-12-16"),
        TimeCase("They met in ⟦December last year⟧.", "2017-12"),
        TimeCase("They met on ⟦3 December of this year⟧.", "2018-12-03"),
        TimeCase("Held from ⟦14/15 May 2016⟧ on.", "2016-05-14/2016-05-15 2016-05-14/.."),
        TimeCase("The ⟦15 July 2016⟧ coup failed.", "2016-07-15"),
        TimeCase("Few recall ⟦9/11⟧ there.", "2001-09-11"),
    ])
    func datesOfTheCalendar(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("The bridge fell in ⟦2014⟧.", "2014 2014-01-01/2014-12-31"),
        TimeCase("The bridge (⟦2014⟧) is gone.", "2014"),
        TimeCase("The ⟦2014⟧ floods are well known.", "2014"),
        TimeCase("Since ⟦2014⟧ the road is closed.", "2014 2014-01-01/.."),
        TimeCase("The road was closed until ⟦2015⟧.", "2015 ../2015-12-31"),
        TimeCase("The camp stood there before ⟦2015⟧.", "2015 ../2014-12-31"),
        TimeCase("From ⟦2016⟧ onwards the camp grew.", "2016 2016-01-01/.."),
        TimeCase("Beginning in ⟦2016⟧, the camp grew.", "2016 2016-01-01/2016-12-31"),
        TimeCase("Ever since ⟦May 2015⟧ nobody has called.", "2015-05 2015-05-01/.."),
        TimeCase("The ⟦2014-2017⟧ mission ended.", "2014/2017 2014-01-01/2017-12-31"),
        TimeCase("The ⟦2014–17⟧ mission ended.", "2014/2017"),
        TimeCase("The ⟦2014/15⟧ season ended.", "2014/2015"),
        TimeCase("He wrote it in ⟦the 1980s⟧.", "198 1980-01-01/1989-12-31"),
        TimeCase("He wrote it in ⟦the early 1980s⟧.", "198 START 1980-01-01/1983-12-31"),
        TimeCase("A treaty of ⟦the 19th century⟧ binds them.", "18 1800-01-01/1899-12-31"),
        TimeCase("He wrote it in ⟦the mid-nineties⟧.", "199 MID"),
        TimeCase("It was signed in ⟦late 2014⟧.", "2014 END 2014-10-01/2014-12-31"),
        TimeCase("It was signed in ⟦early 2014⟧.", "2014 START 2014-01-01/2014-03-31"),
        TimeCase("It was signed in ⟦mid-2014⟧.", "2014 MID"),
        TimeCase("It was signed at ⟦the end of 2014⟧.", "2014 END"),
        TimeCase("It was signed at ⟦the beginning of March 2014⟧.", "2014-03 START"),
        TimeCase("Since ⟦late 2014⟧ nothing moved.", "2014 END 2014-10-01/.."),
        TimeCase("It rose in ⟦the first half of 2015⟧.", "2015-H1 2015-01-01/2015-06-30"),
        TimeCase("It rose in ⟦the third quarter of 2015⟧.", "2015-Q3"),
        TimeCase("It rose in ⟦Q3 2015⟧.", "2015-Q3 2015-07-01/2015-09-30"),
        TimeCase("It was hot in ⟦the summer of 2015⟧.", "2015-SU"),
        TimeCase("It was cold in ⟦winter 2015⟧.", "2015-WI 2015-12-01/2016-02-29"),
        TimeCase("The mill closed ⟦around 1950⟧.", "1950 APPROX"),
        TimeCase("He taught in ⟦the late '90s⟧.", "199 END"),
        TimeCase("Sales rose in ⟦FY2016⟧.", "2016"),
        TimeCase("He fled in ⟦the spring of last year⟧.", "2017-SP"),
        TimeCase(
            "By ⟦mid-2016⟧ they had won; by ⟦the end of the year⟧ they had lost.", "2016 MID",
            "2016 END"),
        TimeCase("He died in ⟦44 BC⟧.", "BC0044 ../.."),
        TimeCase("The Harvest Spring of ⟦2011⟧ was a book.", "2011"),
        TimeCase("For most of ⟦2017⟧ it was quiet.", "2017"),
        TimeCase("The school (founded ⟦1998⟧) is shut.", "1998"),
        TimeCase("As of ⟦late 2017⟧ they held two valleys.", "2017 END"),
    ])
    func yearsAndTheirParts(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("He came ⟦yesterday⟧.", "2018-01-14"),
        TimeCase("He comes ⟦tomorrow morning⟧.", "2018-01-16TMO TIME"),
        TimeCase("Two parties merged ⟦last year⟧.", "2017 2017-01-01/2017-12-31"),
        TimeCase("They will merge ⟦next month⟧.", "2018-02"),
        TimeCase("They met ⟦this week⟧.", "2018-W03 2018-01-15/2018-01-21"),
        TimeCase("They met ⟦last week⟧.", "2018-W02"),
        TimeCase("They met ⟦two months ago⟧.", "2017-11"),
        TimeCase("They met ⟦ten days ago⟧.", "2018-01-05"),
        TimeCase("They met ⟦six weeks ago⟧.", "2017-W49"),
        TimeCase("They met ⟦more than a decade ago⟧.", "2008 BEFORE"),
        TimeCase("They met ⟦about three years ago⟧.", "2015 APPROX"),
        TimeCase("They met ⟦a year and a half ago⟧.", "2016-07"),
        TimeCase("They met ⟦years ago⟧.", "PAST_REF ../.."),
        TimeCase("The guards left on ⟦Friday⟧.", "2018-01-12"),
        TimeCase("The guards will leave on ⟦Friday⟧.", "2018-01-19"),
        TimeCase("The guards said on ⟦Monday⟧ that it was over.", "2018-01-15"),
        TimeCase("The guards left ⟦last Monday⟧.", "2018-01-08"),
        TimeCase("The deadline was put off until ⟦Wednesday⟧.", "2018-01-17"),
        TimeCase("The guards left in ⟦October⟧.", "2017-10"),
        TimeCase("The guards will leave in ⟦October⟧.", "2018-10"),
        TimeCase("The vote would be held on ⟦April 24⟧.", "2018-04-24"),
        TimeCase("The vote was held on ⟦April 24⟧.", "2017-04-24"),
        TimeCase("The guards left ⟦last October⟧.", "2017-10"),
        TimeCase("The guards left in ⟦late October⟧.", "2017-10 END"),
        TimeCase("It snowed ⟦last winter⟧.", "2016-WI"),
        TimeCase("It snowed over ⟦the weekend⟧.", "2018-W02-WE 2018-01-13/2018-01-14"),
        TimeCase("Shots were heard ⟦last night⟧.", "2018-01-14TNI TIME"),
        TimeCase("It was agreed ⟦earlier this month⟧.", "2018-01 2018-01-01/2018-01-15"),
        TimeCase("It will be agreed ⟦later this year⟧.", "2018 2018-01-15/2018-12-31"),
        TimeCase("It was agreed at ⟦the end of last year⟧.", "2017 END"),
        TimeCase("The day of ⟦the day before yesterday⟧ was long.", "2018-01-13"),
        TimeCase("In ⟦2015⟧ the camp grew. In ⟦March⟧ it was moved.", "2015", "2015-03"),
        TimeCase("The court sits on ⟦Tuesday, 16 January⟧.", "2018-01-16"),
        TimeCase("He planned to leave on ⟦Thursday⟧.", "2018-01-18"),
        TimeCase("He could come as soon as ⟦Thursday⟧.", "2018-01-18"),
        TimeCase("The port was shut ⟦last Tuesday night⟧.", "2018-01-09TNI TIME"),
        TimeCase("On ⟦6 March⟧ it rained hard.", "2017-03-06"),
        TimeCase("The house burned ⟦half a century ago⟧.", "1968"),
        TimeCase("⟦The 1st of May⟧ will be a holiday.", "2018-05-01"),
        TimeCase("The case is heard in ⟦February⟧.", "2018-02"),
    ])
    func countedFromTheReportsDate(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase(
            "A mine blew up on ⟦3 May 2016⟧. ⟦The following day⟧ the road was shut.", "2016-05-03",
            "2016-05-04"),
        TimeCase(
            "A mine blew up on ⟦3 May 2016⟧. ⟦The previous day⟧ two men were seen.", "2016-05-03",
            "2016-05-02"),
        TimeCase(
            "A mine blew up on ⟦3 May 2016⟧; ⟦three days later⟧ came another.", "2016-05-03",
            "2016-05-06"),
        TimeCase(
            "A mine blew up on ⟦3 May 2016⟧. ⟦A year earlier⟧ it was quiet.", "2016-05-03", "2015"),
        TimeCase(
            "A mine blew up on ⟦3 May 2016⟧. ⟦That day⟧ it rained.", "2016-05-03", "2016-05-03"),
        TimeCase("He came in ⟦2012⟧ and left ⟦two years later⟧.", "2012", "2014"),
        TimeCase("He came in ⟦2012⟧ and left ⟦the same year⟧.", "2012", "2012"),
        TimeCase("He came in ⟦2012⟧ and left ⟦the next day⟧.", "2012", "XXXX-XX-XX ../.."),
        TimeCase("It was dug in ⟦the week of 6 March 2017⟧.", "2017-W10"),
        TimeCase("It was dug on ⟦the night of 6 March 2017⟧.", "2017-03-06TNI TIME"),
        TimeCase("It was dug ⟦two days before 6 March 2017⟧.", "2017-03-04"),
    ])
    func countedFromTheDayLastNamed(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("Two parties merged ⟦last year⟧.", "XXXX ../..", date: nil),
        TimeCase("He came ⟦yesterday⟧.", "XXXX-XX-XX ../..", date: nil),
        TimeCase("The guards left on ⟦Friday⟧.", "XXXX-WXX-5 ../..", date: nil),
        TimeCase("The guards left in ⟦October⟧.", "XXXX-10 ../..", date: nil),
        TimeCase("The guards left on ⟦3 October⟧.", "XXXX-10-03 ../..", date: nil),
        TimeCase("In ⟦2014⟧ they came, and in ⟦October⟧ they left.", "2014", "2014-10", date: nil),
        TimeCase("They met ⟦two months ago⟧.", "XXXX-XX ../..", date: nil),
    ])
    func undatedWithoutAReportsDate(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("Prayers at ⟦Easter 2017⟧ were guarded.", "2017-04-16"),
        TimeCase("The shops shut on ⟦Christmas Day⟧.", "2017-12-25"),
        TimeCase("A fire broke out on ⟦New Year's Eve⟧.", "2017-12-31"),
        TimeCase("They met on ⟦Thanksgiving 2016⟧.", "2016-11-24"),
        TimeCase("They fasted in ⟦Ramadan 2016⟧.", "2016-06-07/2016-07-06 APPROX"),
        TimeCase("Crowds came for ⟦Eid al-Fitr 2016⟧.", "2016-07-07 APPROX"),
        TimeCase("Crowds came for ⟦Eid al-Adha 2016⟧.", "2016-09-13 APPROX"),
        TimeCase("She sang at an Easter Harvest Concert (⟦2017⟧).", "2017"),
        TimeCase("On ⟦Good Friday 2017⟧ the square was empty.", "2017-04-14"),
    ])
    func holidays(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("The war went on for ⟦three years⟧.", "P3Y DURATION"),
        TimeCase("A student ⟦20 years old⟧ fled; a 20-year-old stayed.", "P20Y DURATION"),
        TimeCase("The brother is ⟦42 years old⟧.", "P42Y DURATION"),
        TimeCase("The case of the20-year-old student lasted ⟦20 years⟧.", "P20Y DURATION"),
        TimeCase("It lasted ⟦about two weeks⟧.", "P2W DURATION APPROX"),
        TimeCase("It lasted ⟦more than six months⟧.", "P6M DURATION MORE_THAN"),
        TimeCase("It lasted ⟦at least 72 hours⟧.", "PT72H DURATION EQUAL_OR_MORE"),
        TimeCase("A ⟦five-hour⟧ march followed.", "PT5H DURATION"),
        TimeCase("It took ⟦two and a half years⟧.", "P2Y6M DURATION"),
        TimeCase("It took ⟦half an hour⟧.", "PT30M DURATION"),
        TimeCase("It took ⟦several days⟧.", "PXD DURATION"),
        TimeCase("It took ⟦twenty-five minutes⟧.", "PT25M DURATION"),
        TimeCase("They have waited for ⟦decades⟧.", "PXY DURATION"),
        TimeCase("Prices rose in ⟦the past two months⟧.", "P2M DURATION"),
        TimeCase("Prices rose over ⟦the last five years⟧.", "P5Y DURATION"),
        TimeCase("A ⟦decades-long⟧ feud ended.", "PXY DURATION"),
        TimeCase("They pray ⟦every Friday⟧.", "XXXX-WXX-5 SET"),
        TimeCase("They report ⟦annually⟧.", "P1Y SET"),
        TimeCase("They report ⟦daily⟧ by radio.", "P1D SET"),
        TimeCase("They meet ⟦every two weeks⟧.", "P2W SET"),
        TimeCase("They meet ⟦twice a month⟧.", "P1M SET"),
    ])
    func durationsAndSets(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("It began at ⟦10:35 a.m. on 3 May 2016⟧.", "2016-05-03T10:35 TIME"),
        TimeCase("It began at ⟦9 p.m. Friday⟧.", "2018-01-12T21:00 TIME"),
        TimeCase("It began on ⟦3 May 2016 at 14:20⟧.", "2016-05-03T14:20 TIME"),
        TimeCase("It began on ⟦Friday morning⟧.", "2018-01-12TMO TIME"),
        TimeCase("They have no answer till ⟦now⟧.", "PRESENT_REF ../.."),
        TimeCase("It is a trend of ⟦recent times⟧.", "PAST_REF ../.."),
        TimeCase("In ⟦recent years⟧ the river rose.", "PAST_REF"),
        TimeCase("It is ⟦currently⟧ shut.", "PRESENT_REF"),
        TimeCase("It was ⟦recently⟧ shut.", "PAST_REF"),
        TimeCase("They plan for ⟦the future⟧.", "FUTURE_REF"),
        TimeCase("Flares rose at ⟦0735 GMT⟧.", "2018-01-15T07:35Z TIME"),
        TimeCase("The column left at ⟦0600 on 3 May 2016⟧.", "2016-05-03T06:00 TIME"),
        TimeCase("Shots fell ⟦around noon on Tuesday⟧.", "2018-01-09T12:00 TIME APPROX"),
        TimeCase("It ended at ⟦9 o'clock in the evening⟧.", "2018-01-15T21:00 TIME"),
        TimeCase("It may end in ⟦the near future⟧.", "FUTURE_REF"),
        TimeCase("⟦At present⟧ nobody knows.", "PRESENT_REF"),
        TimeCase("He lived well in ⟦the past⟧.", "PAST_REF"),
    ])
    func clocksAndReferences(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("The army may march in the fall of the town."),
        TimeCase("They counted 2,014 people at the gate."),
        TimeCase("They counted 2014 people at the gate."),
        TimeCase("See page 2014 of the file, flight 1998, room 2001."),
        TimeCase("It cost $2014 and weighed 1990 kg."),
        TimeCase("The second man read The Sun and will not wait."),
        TimeCase("Version 2.0 of the Su-25 has a 12.7 mm gun."),
        TimeCase("April Stone wrote to Mr. March."),
        TimeCase("The resurrection of the party: 2.O"),
        TimeCase("They marched to the spring and fell."),
        TimeCase("Resolution 1973 was read aloud."),
        TimeCase("They hold between 1500 and 2000 fighters in 1500 villages."),
        TimeCase("They lost 1800-2000 men, the Sunday Herald wrote."),
        TimeCase("A Mirage 2000 flew over Bloody Sunday Square, tel. 2014-5566."),
        TimeCase("The vote was 12-14 against 8/10 of them."),
    ])
    func noTimes(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        ("It rained from ⟦May⟧ to ⟦July 2015⟧.", "2015-05-01/2015-07-31"),
        ("It rained between ⟦2014⟧ and ⟦2016⟧.", "2014-01-01/2016-12-31"),
        ("It rained from ⟦3 May⟧ until ⟦4 June 2015⟧.", "2015-05-03/2015-06-04"),
        ("It rained from ⟦November⟧ to ⟦March 2015⟧.", "2014-11-01/2015-03-31"),
        ("It rained from ⟦May 2014⟧ to ⟦June⟧.", "2014-05-01/2014-06-30"),
        ("It rained from ⟦2014⟧ through ⟦2016⟧.", "2014-01-01/2016-12-31"),
        ("It rained ⟦May⟧-⟦July 2015⟧.", "2015-05-01/2015-07-31"),
        ("It rained from ⟦Monday⟧ to ⟦Wednesday⟧.", "2018-01-08/2018-01-10"),
        ("The period from ⟦1 January⟧ to ⟦31 March 2017⟧ was wet.", "2017-01-01/2017-03-31"),
        ("In ⟦November⟧-⟦December 2016⟧ it rained.", "2016-11-01/2016-12-31"),
        ("It rained from ⟦late 2014⟧ to ⟦early 2016⟧.", "2014-10-01/2016-03-31"),
    ])
    func rangesOfTwoAreOneRow(_ marked: String, _ interval: String) throws {
        let marks = MarkedText(marked)
        let text = marks.text
        let times = TimeCase.annotated(text, date: "2018-01-15").times
        #expect(times.map { text[$0.span] } == marks.spans.map { text[$0.span] })
        let first = try #require(times.first)
        let last = try #require(times.last)
        #expect(first.through == last.number)
        #expect(
            "\(first.earliest?.description ?? "..")/\(last.latest?.description ?? "..")" == interval
        )
    }

    @Test(
        arguments: [
            ("The river\n\n15 January 2018\n\nIt rose in 2016 by a foot.", "2018-01-15"),
            ("Published 2018-01-15\n\nThe river rose.", "2018-01-15"),
            ("The river\nBy Ann Field, Staff\nDate: January 15, 2018\n\nIt rose.", "2018-01-15"),
            ("LONDON, Jan. 15, 2018 (Agency) - The river rose on Monday.", "2018-01-15"),
            ("Geneva, 15 January 2018\n\nThe river rose.", "2018-01-15"),
            ("The river rose on 3 August 2017 and fell on 5 August 2017.", nil),
            (
                "Since 15 January 2018 the river has risen by more than a foot and a half every day.",
                nil
            ),
            ("The river\n\nIt rose on 3 August 2017 and nobody knows why it did.", nil),
            ("3 August 2017 was a bad day.\n\nThe river rose.", nil),
            ("The river\n\nOn 3 August 2017 the Orel Mill announced that it had\nbeen flooded.", nil),
            ("The river\n\nOn 3 August 2017, by Ann Field\n\nIt rose.", "2017-08-03"),
            ("15 January 2018, 10:30 GMT, By Ann Field\n\nThe river rose.", "2018-01-15"),
            ("The river\n\nOrdered to be printed 15 January 2018\n\nIt rose.", "2018-01-15"),
            ("", nil),
        ] as [(String, String?)])
    func dateOfTheReport(_ string: String, _ day: String?) {
        let text = Text(string)
        let annotator = Annotator(lexicon: Lexicon(lexiconBytes))
        #expect(annotator.documentDate(text, ParagraphIndex(text))?.description == day)
    }

    @Test(
        arguments: [
            ("The river\n\nAnn Field | March 2018\n\nIt rose in 2016 by a foot.", "2018-3"),
            ("The river\n\nA technical paper of the mill – June 2018\n\nIt rose.", "2018-6"),
            ("The river\n\nOrel Mill Ltd\nMay 2018\n\nIt rose.", "2018-5"),
            ("The river\n\nIt rose again in March 2018\n\nNobody knows why.", nil),
            ("The river\n\nBetween May and June 2018\n\nIt rose.", nil),
            ("The river\n\nMarch\n\nIt rose.", nil),
        ] as [(String, String?)])
    func monthOfTheReport(_ string: String, _ month: String?) {
        let text = Text(string)
        let found = Annotator(lexicon: Lexicon(lexiconBytes)).documentMonth(text, ParagraphIndex(text))
        #expect(found.map { "\($0.year)-\($0.month)" } == month)
    }

    @Test func lineBreaksAndRunningTextDoNotMatter() {
        let wrapped = Text(
            "The raid on the farm took place in August\n2017 after dark, people in the village say, and\nit was over by the\nend of the month."
        )
        let times = TimeCase.annotated(wrapped, date: nil).times
        #expect(times.first.map { wrapped.collapsed($0.span) } == "August 2017")
    }

    @Test func anythingIsRead() {
        var seed: UInt64 = 20_180_115
        let words = [
            "the", "2014", "last", "year", "-", "3", "May", "of", "a", "half", "and", "early", "to",
            "Friday", "'s", "9", ":", "30",
            "p.m.", "Easter", "1980s", "'", "/", "99999999999999", "week", "every", "ago", "–",
            "\u{FFFD}", "two", "hundred", ".", "(",
            "since", "before", "BC", "thousand", "Q3", "in", "999999999", "decades", "centuries",
            "Eid", "al", "summer", "\n",
        ]
        for _ in 0..<300 {
            var string = ""
            for _ in 0..<24 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                string += words[Int(seed >> 33) % words.count] + (seed & 1 == 0 ? " " : "")
            }
            let text = Text(string)
            let times = TimeCase.annotated(text, date: "2018-01-15").times
            for (a, b) in zip(times, times.dropFirst()) { #expect(a.span.end <= b.span.start) }
            for time in times {
                #expect(time.span.count > 0 && time.span.end <= UInt32(text.count))
            }
        }
    }
}
