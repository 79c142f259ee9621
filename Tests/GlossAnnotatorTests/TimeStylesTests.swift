import GlossModel
import TestSupport
import Testing

/// How news and histories write times; the report's date is Monday, 2018-01-15, unless said.
@Suite struct TimeStylesTests {
    @Test(arguments: [
        TimeCase("He was hit on ⟦16 Dec 14⟧, in the hills.", "2014-12-16"),
        TimeCase("Boats were rare during ⟦the 1980’s⟧ and in ⟦the early 1970's⟧.", "198", "197"),
        TimeCase("The ministers met in London ⟦March 5, 2016⟧.", "2016-03-05"),
        TimeCase("Troops left Orel ⟦May 3⟧ and came home.", "2017-05-03"),
        TimeCase("A boat from ⟦February of 2012⟧ attempts to land.", "2012-02"),
        TimeCase("It was stamped ⟦Thu Jan 26 13:57:00 2012⟧ in blue.", "2012-01-26T13:57:00 TIME"),
        TimeCase("Rain came in ⟦week 23 of 2016⟧.", "2016-W23 2016-06-06/2016-06-12"),
        TimeCase("Rain came in ⟦2016Q4⟧.", "2016-Q4 2016-10-01/2016-12-31"),
        TimeCase("Sales fell in ⟦Q3 2016⟧ and ⟦4Q 2016⟧.", "2016-Q3", "2016-Q4"),
        TimeCase("Profits fell in ⟦the second quarter of 2016⟧.", "2016-Q2"),
        TimeCase("⟦Third-quarter⟧ earnings fell.", "2017-Q3"),
        TimeCase("The ⟦year-ago⟧ figure was better.", "2017"),
        TimeCase("Debt fell by ⟦year-end⟧.", "2018 END"),
        TimeCase(
            "In ⟦the first nine months of 2016⟧ debt fell.",
            "2016-01/2016-09 2016-01-01/2016-09-30"),
        TimeCase("In ⟦the last three months of 2016⟧ debt fell.", "2016-10/2016-12"),
        TimeCase("In ⟦the first two weeks of March 2016⟧ he hid.", "2016-03-01/2016-03-14"),
        TimeCase("In ⟦the last three days of March 2016⟧ he hid.", "2016-03-29/2016-03-31"),
        TimeCase("It snowed in ⟦January⟧ and ⟦February 2016⟧.", "2016-01", "2016-02"),
        TimeCase("It snowed in ⟦December⟧ and ⟦January 2016⟧.", "2015-12", "2016-01"),
        TimeCase("They landed on ⟦6 June 1944⟧ and on ⟦the 14th⟧ took the town.", "1944-06-06", "1944-06-14"),
        TimeCase("They left on ⟦28 June 1944⟧ and by ⟦the 3rd⟧ were home.", "1944-06-28", "1944-07-03"),
        TimeCase("They came on ⟦the night of 5-6 June 1944⟧.", "1944-06-05TNI TIME"),
    ])
    func partsOfTheCalendar(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("Polls were quiet on ⟦Election Day 2016⟧.", "2016-11-08"),
        TimeCase("⟦Election Day⟧ will be cold.", "2018-11-06"),
        TimeCase("They shut on ⟦Memorial Day 2016⟧.", "2016-05-30"),
        TimeCase("They shut on ⟦Labor Day 2016⟧.", "2016-09-05"),
        TimeCase("⟦Easter week⟧ was calm.", "2017-W15 2017-04-10/2017-04-16"),
        TimeCase("They met over ⟦Easter weekend 2016⟧.", "2016-W12-WE 2016-03-26/2016-03-27"),
        TimeCase("They shut over ⟦Christmas week⟧.", "2017-W52"),
        TimeCase("The memorial was rebuilt and the election held."),
    ])
    func daysWithAName(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("The hearing begins ⟦Thursday⟧.", "2018-01-18"),
        TimeCase("Talks resume on ⟦Thursday⟧.", "2018-01-18"),
        TimeCase("He is to speak on ⟦Thursday⟧.", "2018-01-18"),
        TimeCase("He must pay by ⟦Thursday⟧.", "2018-01-18"),
        TimeCase("He can leave on ⟦Thursday⟧.", "2018-01-18"),
        TimeCase("The upcoming talks on ⟦Thursday⟧ matter.", "2018-01-18"),
        TimeCase("The slated visit in ⟦March⟧ is still on.", "2018-03"),
        TimeCase("He should have left on ⟦Thursday⟧.", "2018-01-11"),
        TimeCase("A service planned for ⟦Saturday⟧ was cancelled.", "2018-01-13"),
        TimeCase("⟦Friday⟧'s attack killed nine.", "2018-01-12"),
        TimeCase("They will vote in ⟦Tuesday⟧'s election.", "2018-01-16"),
    ])
    func directionByTense(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("He left ⟦a week ago today⟧.", "2018-01-08"),
        TimeCase("He leaves ⟦two weeks from today⟧.", "2018-01-29"),
        TimeCase("He leaves ⟦a week from Friday⟧.", "2018-01-26"),
        TimeCase("He left ⟦the year before last⟧.", "2016"),
        TimeCase("He leaves ⟦the week after next⟧.", "2018-W05"),
        TimeCase("He came ⟦the other day⟧.", "PAST_REF"),
        TimeCase("He came ⟦the other night⟧.", "PAST_REF"),
        TimeCase("In ⟦the months ahead⟧ prices may rise.", "FUTURE_REF"),
        TimeCase("He left ⟦some 20 years ago⟧.", "1998 APPROX"),
        TimeCase("He left ⟦a month or so ago⟧.", "2017-12 APPROX"),
        TimeCase("He left ⟦a quarter of a century ago⟧.", "1993"),
        TimeCase("He was seen ⟦days⟧ after the raid.", "PXD DURATION"),
        TimeCase("Exports rose from ⟦a year earlier⟧.", "2017"),
        TimeCase("He came in ⟦2012⟧. ⟦Three years on⟧, he left.", "2012", "2015"),
    ])
    func countedFromADay(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("It took ⟦two hours and 30 minutes⟧.", "PT2H30M DURATION"),
        TimeCase("He served ⟦five years and six months⟧.", "P5Y6M DURATION"),
        TimeCase("It took ⟦a quarter-century⟧.", "P25Y DURATION"),
        TimeCase("The shop is open ⟦24 hours a day⟧.", "P1D SET"),
        TimeCase("They work ⟦five days a week⟧.", "P1W SET"),
        TimeCase("They meet ⟦twice weekly⟧.", "P1W SET"),
        TimeCase("They meet on ⟦weekends⟧.", "XXXX-WXX-WE SET"),
        TimeCase("They meet ⟦every other week⟧.", "P2W SET"),
    ])
    func lengthsAndSets(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("He left at ⟦half past nine⟧ by bus.", "2018-01-15T09:30 TIME"),
        TimeCase("He left on ⟦Monday, Jan. 8, at 9:30 a.m.⟧ by bus.", "2018-01-08T09:30 TIME"),
        TimeCase("It shook at ⟦10:35 a.m. (0735 GMT) Friday⟧, then fell.", "2018-01-12T10:35 TIME"),
        TimeCase("Trading ended at ⟦4 p.m. New York time⟧.", "2018-01-15T16:00 TIME"),
        TimeCase("In ⟦the evening⟧ he left.", "2018-01-15TEV TIME"),
        TimeCase("He slept during ⟦the night⟧.", "2018-01-15TNI TIME"),
        TimeCase("By ⟦late afternoon⟧ they had won.", "2018-01-15TAF TIME END"),
        TimeCase("The wind turned ⟦overnight⟧.", "2018-01-15TNI TIME"),
    ])
    func hours(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("He drove a 1987 Toyota to the gate."),
        TimeCase("He writes for the party daily Dawn, and the daily wrote back."),
        TimeCase("He was on \"60 Minutes\" at home."),
        TimeCase("They face a future in which all are poor."),
        TimeCase("Room Q4 and bus 3Q are here."),
        TimeCase("He gave a quarter to five men."),
        TimeCase("On the 14th floor a fire began; on the 5th try it went out."),
        TimeCase("See lines 2001-2003 and note 1914."),
    ])
    func noTimes(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase(
            "War came in ⟦June 1940⟧, in ⟦May 1941⟧ and in ⟦November 1942⟧. In ⟦January⟧ it ended.",
            "1940-06", "1941-05", "1942-11", "1943-01"),
        TimeCase("He was born in ⟦1962⟧ in a village. On ⟦October 23⟧ he was shot.", "1962", "2017-10-23"),
        TimeCase("War came in ⟦June 1940⟧. In ⟦September⟧ he fled.", "1940-06", "1940-09", date: nil),
    ])
    func narratives(_ one: TimeCase) { one.check() }
}
