import GlossAnnotator
import GlossModel
import TestSupport
import Testing

/// Ranges are one thing, in order; the report's date is Monday, 2018-01-15, unless said.
@Suite struct TimeRangeTests {
    @Test(arguments: [
        TimeCase("They worked from ⟦January 1⟧ to ⟦September 30⟧.", "2017-01-01", "2017-09-30"),
        TimeCase("From ⟦January 1⟧ to ⟦September 30⟧ they worked.", "2017-01-01", "2017-09-30"),
        TimeCase("From ⟦January 1⟧ to ⟦September 30⟧ they will work.", "2018-01-01", "2018-09-30"),
        TimeCase("From ⟦3 March⟧ to ⟦5 June⟧ the dam will be shut.", "2018-03-03", "2018-06-05"),
        TimeCase("It was shut from ⟦28 December⟧ to ⟦3 January⟧.", "2017-12-28", "2018-01-03"),
        TimeCase("They fought from ⟦28 February⟧ to ⟦3 March 2016⟧.", "2016-02-28", "2016-03-03"),
        TimeCase("They fought from ⟦28 December⟧ to ⟦3 January 2016⟧.", "2015-12-28", "2016-01-03"),
        TimeCase("They fought from ⟦28 December 2015⟧ to ⟦3 January⟧.", "2015-12-28", "2016-01-03"),
        TimeCase("They fought from ⟦December⟧ to ⟦February 2016⟧.", "2015-12", "2016-02"),
        TimeCase("Fighting took place between ⟦May⟧ and ⟦June in 1981⟧.", "1981-05", "1981-06"),
        TimeCase("Fighting took place between ⟦May⟧ and ⟦June of 1981⟧.", "1981-05", "1981-06"),
        TimeCase("It ran from ⟦10 May⟧ to ⟦4 June, 1981⟧.", "1981-05-10", "1981-06-04"),
        TimeCase("It ran from ⟦May 3, 2015⟧, to ⟦June 4, 2015⟧, on the coast.", "2015-05-03", "2015-06-04"),
        TimeCase("It ran between ⟦May 3⟧ and ⟦June 4, 2015⟧.", "2015-05-03", "2015-06-04"),
        TimeCase("It ran ⟦3 May 2015⟧ – ⟦5 June 2015⟧ in all.", "2015-05-03", "2015-06-05"),
        TimeCase("It ran ⟦May⟧-⟦July 2015⟧ in all.", "2015-05", "2015-07"),
        TimeCase("He fled on ⟦the night of 2-3 March⟧.", "2017-03-02TNI TIME"),
        TimeCase("He fled on ⟦the night of March 2-3⟧.", "2017-03-02TNI TIME"),
        TimeCase("He fled on ⟦the night of 31 March⟧.", "2017-03-31TNI TIME"),
        TimeCase("It grew from ⟦2012⟧ to ⟦2016⟧.", "2012", "2016"),
        TimeCase("It grew between ⟦2012⟧ and ⟦2016⟧.", "2012", "2016"),
        TimeCase("It grew from ⟦Q1 2014⟧ to ⟦Q3 2015⟧.", "2014-Q1", "2015-Q3"),
        TimeCase("It grew from ⟦the second quarter⟧ to ⟦the fourth quarter of 2015⟧.", "2015-Q2", "2015-Q4"),
        TimeCase("It grew from ⟦spring 2014⟧ to ⟦autumn 2015⟧.", "2014-SP", "2015-FA"),
        TimeCase("It grew from ⟦the 1980s⟧ to ⟦the 1990s⟧.", "198", "199"),
        TimeCase("He worked from ⟦late 2014⟧ until ⟦early 2016⟧.", "2014 END", "2016 START"),
        TimeCase("They met from ⟦Monday⟧ to ⟦Friday⟧.", "2018-01-08", "2018-01-12"),
        TimeCase("They worked from ⟦9 a.m.⟧ to ⟦5 p.m.⟧ in the rain.", "2018-01-15T09:00 TIME", "2018-01-15T17:00 TIME"),
        TimeCase("It lasted from ⟦10pm⟧ to ⟦6am⟧.", "2018-01-15T22:00 TIME", "2018-01-16T06:00 TIME"),
        TimeCase("It lasted between ⟦11 p.m.⟧ and ⟦2 a.m. on 4 May 2016⟧.", "2016-05-03T23:00 TIME", "2016-05-04T02:00 TIME"),
        TimeCase("It lasted from ⟦10:00⟧ to ⟦12:30 on 5 May 2016⟧.", "2016-05-05T10:00 TIME", "2016-05-05T12:30 TIME"),
        TimeCase("From ⟦May 2014⟧ to date he has been free.", "2014-05 2014-05-01/.."),
        TimeCase("They fought from ⟦the 3rd to the 5th of August 2015⟧.", "2015-08-03/2015-08-05"),
        TimeCase("It ran ⟦1 January⟧–⟦30 September 2015⟧ in Arda.", "2015-01-01", "2015-09-30"),
        TimeCase("He was held from ⟦Thursday night⟧ to ⟦Saturday morning⟧.", "2018-01-11TNI TIME", "2018-01-13TMO TIME"),
        TimeCase("Fought between ⟦3 and 5 August 2017⟧ in the hills.", "2017-08-03/2017-08-05"),
        TimeCase("The ⟦2014-2016⟧ mission ended.", "2014/2016"),
        TimeCase("The ⟦1998/99⟧ season ended.", "1998/1999"),
    ])
    func ends(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("The season runs between ⟦October⟧ and ⟦April⟧.", "XXXX-10", "XXXX-04"),
        TimeCase("The harvest lasts from ⟦June⟧ to ⟦August⟧.", "XXXX-06", "XXXX-08"),
        TimeCase("Rain usually falls between ⟦November⟧ and ⟦March⟧.", "XXXX-11", "XXXX-03"),
        TimeCase("From ⟦May⟧ to ⟦July⟧ of ⟦every year⟧ the pass is open.", "XXXX-05", "XXXX-07", "P1Y SET"),
        TimeCase("The lake is frozen from ⟦1 December⟧ to ⟦15 March⟧.", "XXXX-12-01", "XXXX-03-15"),
        TimeCase("The road is usually closed between ⟦December⟧ and ⟦March⟧.", "XXXX-12", "XXXX-03"),
        TimeCase("He was there between ⟦October⟧ and ⟦April⟧.", "2016-10", "2017-04"),
        TimeCase("He will be there between ⟦October⟧ and ⟦April⟧.", "2018-10", "2019-04"),
    ])
    func whatComesAgain(_ one: TimeCase) { one.check() }

    /// A range is one row of the timeline, from its first day to its last.
    @Test(arguments: [
        ("From January 1 to September 30 they worked.", "2017-01-01/2017-09-30"),
        ("Fighting took place between May and June in 1981.", "1981-05-01/1981-06-30"),
        ("They fought from 28 February to 3 March 2016.", "2016-02-28/2016-03-03"),
        ("It rained from May 3, 2015, to June 4, 2015, on the coast.", "2015-05-03/2015-06-04"),
        ("Profit fell in the year ended 31 March 2015.", "2014-04-01/2015-03-31"),
        ("Profit fell in the three months to June 2016.", "2016-04-01/2016-06-30"),
        ("It rained from late 2014 until early 2016.", "2014-10-01/2016-03-31"),
    ])
    func areOneRow(_ text: String, _ range: String) {
        let rows = rows(text)
        #expect(rows == [range])
    }

    /// What is written the wrong way round is two dates, never a range that ends before it begins.
    @Test func neverEndBeforeTheyBegin() {
        #expect(rows("They fought from May 2014 to June 2013.") == ["2013-06-01/2013-06-30", "2014-05-01/2014-05-31"])
        for first in 1...12 {
            for second in 1...12 where second != first {
                let names = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
                for text in [
                    "They fought from \(names[first - 1]) to \(names[second - 1]).", "From 3 \(names[first - 1]) to 2 \(names[second - 1]) 2015 they fought.",
                    "They will fight between \(names[first - 1]) and \(names[second - 1]).",
                ] {
                    let times = TimeCase.annotated(Text(text), date: "2018-01-15").times
                    #expect(times.count == 2 && times[0].through == 2, "\(text)")
                    #expect(times[0].earliest! <= times[1].latest!, "\(text)")
                    #expect(times[1].latest!.year - times[0].earliest!.year <= 1, "\(text)")
                }
            }
        }
    }

    private func rows(_ words: String) -> [String] {
        let text = Text(words)
        let report = Report(path: "a.txt", date: Day(iso: "2018-01-15"), text: text, layers: [TimeCase.annotated(text, date: "2018-01-15")])
        return report.timeline().map { ($0.range.earliest?.description ?? "..") + "/" + ($0.range.latest?.description ?? "..") }
    }
}
