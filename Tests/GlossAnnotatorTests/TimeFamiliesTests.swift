import GlossModel
import TestSupport
import Testing

/// Families of expressions beyond the plain ones; the report's date is Monday, 2018-01-15.
@Suite struct TimeFamiliesTests {
    @Test(arguments: [
        TimeCase("He left on ⟦16 Dec 14⟧ and came back.", "2014-12-16"),
        TimeCase("He left on ⟦16 Dec 14:30⟧ sharp.", "2017-12-16T14:30 TIME"),
        TimeCase("He left on ⟦16 Dec⟧ 14 men strong.", "2017-12-16"),
        TimeCase("The log of ⟦week 23 of 2016⟧ is lost.", "2016-W23 2016-06-06/2016-06-12"),
        TimeCase("The log of ⟦2016-W23⟧ is lost.", "2016-W23"),
        TimeCase("Output of ⟦2016Q4⟧ was low.", "2016-Q4 2016-10-01/2016-12-31"),
        TimeCase("Output of ⟦1Q 2016⟧ was low.", "2016-Q1"),
        TimeCase("Output of ⟦3Q16⟧ was low.", "2016-Q3"),
        TimeCase("Output of ⟦FY15⟧ was low.", "2015"),
        TimeCase("The hill was buried in ⟦AD 79⟧ by ash.", "0079"),
        TimeCase("⟦The 14th⟧ and ⟦15th centuries⟧ were hard.", "13", "14"),
        TimeCase("It was due by ⟦06/2014⟧ at the latest.", "2014-06 2014-06-01/2014-06-30"),
        TimeCase("Rates from ⟦01/2014⟧ on were low.", "2014-01"), TimeCase("He read pages 10/20 and 13/2014."),
        TimeCase("They met on ⟦4⟧, ⟦6⟧ and ⟦9 May 2016⟧.", "2016-05-04", "2016-05-06", "2016-05-09"),
        TimeCase("They were there ⟦28 May⟧-⟦3 June 2016⟧.", "2016-05-28", "2016-06-03"),
        TimeCase("They work ⟦Monday⟧-⟦Friday⟧ there.", "2018-01-08", "2018-01-12"),
    ])
    func datesInShort(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("By ⟦year-end⟧ the road will be open.", "2018 END 2018-10-01/2018-12-31"),
        TimeCase("At ⟦year's end⟧ the road will be open.", "2018 END"),
        TimeCase("By ⟦mid-year⟧ the road will be open.", "2018 MID"),
        TimeCase("He came in ⟦early-to-mid 2014⟧.", "2014 START"),
        TimeCase("He came in ⟦mid-to-late October⟧.", "2017-10 MID"),
        TimeCase("He came in ⟦the first three months of 2015⟧.", "2015-01/2015-03 2015-01-01/2015-03-31"),
        TimeCase("He came at ⟦the start of the 1990s⟧.", "199 START"),
        TimeCase("He came in ⟦the second half of May⟧.", "2017-05 END"),
        TimeCase("Results for ⟦the latest quarter⟧ were poor.", "2017-Q4"),
        TimeCase("They moved north ⟦that summer⟧.", "2017-SU"), TimeCase("⟦That summer⟧ they moved.", "2017-SU"),
        TimeCase("They had left in ⟦2011⟧. They came back ⟦that winter⟧.", "2011", "2011-WI"),
        TimeCase("The latest report was wrong."), TimeCase("He said that summer is hot."),
    ])
    func partsOfUnits(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("They will vote on ⟦Election Day⟧.", "2018-11-06"),
        TimeCase("They voted on ⟦Election Day 2016⟧.", "2016-11-08"),
        TimeCase("They marched on ⟦Labor Day⟧.", "2017-09-04"),
        TimeCase("They marched on ⟦Memorial Day 2016⟧.", "2016-05-30"),
        TimeCase("They marched on ⟦Martin Luther King Jr. Day 2017⟧.", "2017-01-16"),
        TimeCase("They marched on ⟦Presidents' Day 2017⟧.", "2017-02-20"),
        TimeCase("They marched on ⟦Columbus Day⟧.", "2017-10-09"),
        TimeCase("They marched on ⟦Independence Day⟧.", "2017-07-04"),
        TimeCase("They marched on ⟦Veterans Day⟧.", "2017-11-11"),
        TimeCase("They marched on ⟦Easter Monday 2016⟧.", "2016-03-28"),
        TimeCase("They marched at ⟦Nowruz 2017⟧.", "2017-03-21"),
        TimeCase("They marched on ⟦Ashura 2016⟧.", "2016-10-12 APPROX"),
        TimeCase("The Labor Party and Martin Stone lost the election."),
    ])
    func daysWithNames(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("He came ⟦the other day⟧ with a letter.", "PAST_REF ../.."),
        TimeCase("The town fell in ⟦2013⟧. ⟦Three years on⟧, it is empty.", "2013", "2016"),
        TimeCase(
            "He died on ⟦3 May 2016⟧. ⟦The day⟧ after his death it rained.", "2016-05-03",
            "2016-05-04"),
        TimeCase(
            "He died on ⟦3 May 2016⟧ and it rained ⟦three days after that⟧.", "2016-05-03",
            "2016-05-06"),
        TimeCase("He fled ⟦days⟧ after the raid.", "PXD DURATION"),
        TimeCase("He was seen in ⟦the weeks⟧ before the raid.", "PXW DURATION"),
        TimeCase("They wrote on ⟦15 August 2013⟧, ⟦three days later⟧, and called.", "2013-08-15", "2013-08-15"),
        TimeCase("It sank on ⟦12 May 2013⟧; ⟦four days later⟧ on ⟦16 May 2013⟧ a diver went down.", "2013-05-12", "2013-05-16", "2013-05-16"),
        TimeCase("It sank on ⟦12 May 2013⟧, ⟦two days later⟧ a diver went down.", "2013-05-12", "2013-05-14"),
        TimeCase("He came later in the day before leaving."),
        TimeCase("They face a future in which nobody wins."),
        TimeCase("He will talk about ⟦Saturday⟧'s election.", "2018-01-20"),
        TimeCase("He would look for ways around ⟦Wednesday⟧'s ruling.", "2018-01-10"),
        TimeCase(
            "In ⟦October⟧, after a long and bitter fight over the two mills, the owners of the lower one and their men gave up.",
            "2017-10"),
    ])
    func countedFromEvents(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("The ⟦years-old⟧ slump is over.", "PXY DURATION"),
        TimeCase("It took ⟦two-and-a-half years⟧.", "P2Y6M DURATION"),
        TimeCase("It took ⟦a quarter of a century⟧.", "P25Y DURATION"),
        TimeCase("It took ⟦an hour and a half⟧.", "PT1H30M DURATION"),
        TimeCase("It took ⟦a dozen years⟧.", "P12Y DURATION"),
        TimeCase("The ⟦10-month-long⟧ siege is over.", "P10M DURATION"),
        TimeCase("The ⟦two-day⟧ visit is over.", "P2D DURATION"),
        TimeCase("They held out for ⟦nearly three months⟧.", "P3M DURATION LESS_THAN"),
        TimeCase("A man came ⟦two hours later⟧ and knocked.", "PT2H DURATION"),
        TimeCase("It was shown on 60 Minutes and on 48 Hours."),
    ])
    func durations(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("They are open ⟦24 hours a day⟧.", "P1D SET"),
        TimeCase("They train ⟦three days each week⟧.", "P1W SET"),
        TimeCase("They meet ⟦every other day⟧.", "P2D SET"),
        TimeCase("They meet ⟦three times a year⟧.", "P1Y SET"),
        TimeCase("They pray on ⟦Sundays⟧.", "XXXX-WXX-7 SET"),
        TimeCase("They leave ⟦every summer⟧.", "XXXX-SU SET"),
        TimeCase("They leave ⟦every morning⟧ at dawn.", "XXXX-XX-XXTMO SET"),
        TimeCase("The daily Herald wrote of it."),
    ])
    func sets(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase(
            "He came on ⟦3 May 2016⟧. In ⟦the morning⟧ he left.", "2016-05-03",
            "2016-05-03TMO TIME"),
        TimeCase("It was quiet between ⟦9⟧ and ⟦10 a.m.⟧ there.", "2018-01-15T09:00 TIME", "2018-01-15T10:00 TIME"),
        TimeCase("He rose at ⟦half past two⟧.", "2018-01-15T02:30 TIME"),
        TimeCase("He rose at ⟦quarter to five⟧.", "2018-01-15T04:45 TIME"),
        TimeCase("He rose at ⟦9 p.m. local time⟧.", "2018-01-15T21:00 TIME"),
        TimeCase("He rose at ⟦9:15 p.m. on 3 May 2016⟧.", "2016-05-03T21:15 TIME"),
        TimeCase(
            "They landed on ⟦the morning of 6 June 1944⟧. ⟦The next morning⟧ they were gone.",
            "1944-06-06TMO TIME", "1944-06-07TMO TIME"),
        TimeCase("The March on the town was long."),
    ])
    func partsOfTheDay(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase(
            "In ⟦March 1939⟧ they came, in ⟦1940⟧ they left and in ⟦November 1941⟧ they were back. They fled on ⟦3 January⟧. By ⟦March⟧ all was over.",
            "1939-03", "1940", "1941-11", "1942-01-03", "1942-03"),
        TimeCase(
            "In ⟦March 1939⟧ they came, in ⟦1940⟧ they left and on ⟦5 May 1941⟧ they were back. ⟦The end of the year⟧ was bad.",
            "1939-03", "1940", "1941-05-05", "1941 END"),
        TimeCase(
            "In ⟦1939⟧, ⟦1940⟧ and ⟦1941⟧ they came; ⟦last year⟧ they were seen again. They fled on ⟦3 May⟧.",
            "1939", "1940", "1941", "2017", "2017-05-03"),
        TimeCase(
            "In ⟦May 2014⟧ they came. They fled on ⟦3 June⟧.", "2014-05", "2014-06-03", date: nil),
    ])
    func storiesOfOtherYears(_ one: TimeCase) { one.check() }
}
