import GlossModel
import TestSupport
import Testing

/// Times in numbers and in the words for numbers, and numbers that are no times; the report's date is
/// Monday, 2018-01-15, unless said.
@Suite struct TimeNumberTests {
    @Test(arguments: [
        TimeCase("He was born in ⟦nineteen ninety-one⟧.", "1991"),
        TimeCase("He was born in ⟦nineteen hundred⟧ and died young.", "1900"),
        TimeCase("He was born in ⟦nineteen oh five⟧.", "1905"),
        TimeCase("He was born in ⟦eighteen twelve⟧, in a mill.", "1812"),
        TimeCase("He was born on ⟦3 May, nineteen eighty-four⟧.", "1984-05-03"),
        TimeCase("He came in ⟦the year two thousand⟧.", "2000"),
        TimeCase("He came in ⟦twenty sixteen⟧.", "2016"),
        TimeCase("He came in ⟦two thousand and eight⟧.", "2008"),
        TimeCase("It was the fashion in ⟦the nineteen-eighties⟧.", "198"),
        TimeCase("It was the fashion of ⟦the nineteen sixties⟧.", "196"),
        TimeCase("It was common in ⟦the nineties⟧.", "199"),
        TimeCase("It was common in ⟦the early seventies⟧.", "197 START"),
        TimeCase("He sold two thousand and eight sheep."),
        TimeCase("In twenty of the towns nineteen men were seen."),
        TimeCase("In nineteen hundred homes there was no light."),
        TimeCase("He is in his nineties."),
    ])
    func yearsInWords(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("Seen at ⟦121530Z MAR 16⟧ near the dam.", "2016-03-12T15:30Z TIME 2016-03-12/2016-03-12"),
        TimeCase("Seen at ⟦121530ZMAR2016⟧ near the dam.", "2016-03-12T15:30Z TIME"),
        TimeCase("Seen at ⟦010900B Jul 2015⟧ near the dam.", "2015-07-01T09:00+02:00 TIME"),
        TimeCase("It was seen at ⟦121530Z Mar⟧ near the dam.", "2017-03-12T15:30Z TIME"),
        TimeCase("Logged at ⟦2017-08-03T14:05:33Z⟧ by the gate.", "2017-08-03T14:05:33Z TIME"),
        TimeCase("Logged at ⟦2017-08-03T14:05:33+02:00⟧ by the gate.", "2017-08-03T14:05:33+02:00 TIME"),
        TimeCase("Logged at ⟦2017-08-03T14:05:33.250Z⟧ by the gate.", "2017-08-03T14:05:33Z TIME"),
        TimeCase("Logged on ⟦2017-08-03 14:05:33 UTC⟧ by the gate.", "2017-08-03T14:05:33Z TIME"),
        TimeCase("Logged on ⟦3 August 2017 at 14:05:33⟧ by the gate.", "2017-08-03T14:05:33 TIME"),
        TimeCase("It sank at ⟦0735 GMT⟧.", "2018-01-15T07:35Z TIME"),
        TimeCase("It sank at ⟦1530Z⟧.", "2018-01-15T15:30Z TIME"),
        TimeCase("It sank at ⟦1600 hours⟧.", "2018-01-15T16:00 TIME"),
        TimeCase("He left at ⟦15.30⟧.", "2018-01-15T15:30 TIME"),
        TimeCase("He left at ⟦15h30⟧ by train.", "2018-01-15T15:30 TIME"),
        TimeCase("He left at ⟦3.30pm⟧ by train.", "2018-01-15T15:30 TIME"),
        TimeCase("He left at ⟦7.30 in the evening⟧ by train.", "2018-01-15T19:30 TIME"),
        TimeCase("He left at ⟦12 noon on Friday⟧ by train.", "2018-01-12T12:00 TIME"),
        TimeCase("It was sent on ⟦25 July 2013 at 02:28:41 +0500 GMT⟧ to all.", "2013-07-25T02:28:41+05:00 TIME"),
        TimeCase("He left at ⟦15.30 hrs⟧ by train.", "2018-01-15T15:30 TIME"),
        TimeCase("It is open from ⟦9.30⟧ to ⟦17.00⟧.", "2018-01-15T09:30 TIME", "2018-01-15T17:00 TIME"),
        TimeCase("He left at ⟦3.45 p.m.⟧ by train.", "2018-01-15T15:45 TIME"),
        TimeCase("The share closed at 15.30 and the rate stood at 12.50."),
        TimeCase("It grew at 12.50 per cent; the ship was hit at 15.30 metres."),
    ])
    func clocks(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("Sales rose in ⟦FY 2014/15⟧.", "2014/2015"),
        TimeCase("Sales rose in ⟦FY 2014-15⟧.", "2014/2015"),
        TimeCase("Sales rose in ⟦fiscal 2014/15⟧.", "2014/2015"),
        TimeCase("Sales rose in ⟦fiscal year 2015-16⟧.", "2015/2016"),
        TimeCase("Sales rose in ⟦the financial year 2015⟧.", "2015"),
        TimeCase("Sales rose in ⟦FY16⟧.", "2016"),
        TimeCase("Sales rose in ⟦FY13/14⟧.", "2013/2014"),
        TimeCase("It grew in ⟦the 1920s⟧ and '⟦30s⟧.", "192", "193"),
        TimeCase("Sales rose in ⟦Q3 FY16⟧.", "2016-Q3"),
        TimeCase("Sales rose in ⟦Q3 FY2016⟧.", "2016-Q3"),
        TimeCase("Sales rose in ⟦Q1'16⟧.", "2016-Q1"),
        TimeCase("Sales rose in ⟦1H15⟧.", "2015-H1"),
        TimeCase("Sales rose in ⟦2H 2015⟧.", "2015-H2"),
        TimeCase("Sales rose in ⟦H1 2015⟧.", "2015-H1"),
        TimeCase("Sales rose in ⟦9M 2015⟧.", "2015-01/2015-09"),
        TimeCase("Sales rose in ⟦3Q16⟧.", "2016-Q3"),
    ])
    func yearsOfAccount(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("Signed on ⟦the 4th day of March, 2020⟧.", "2020-03-04"),
        TimeCase("Signed on ⟦the fourth day of March 2016⟧.", "2016-03-04"),
        TimeCase("It was signed ⟦the 1st day of May⟧ in the hall.", "2017-05-01"),
        TimeCase("He will leave in ⟦two weeks' time⟧.", "2018-W05"),
        TimeCase("He will leave in ⟦three days' time⟧.", "2018-01-18"),
        TimeCase("In ⟦a year's time⟧ all will be over.", "2019"),
        TimeCase("He will leave in ⟦six months’ time⟧.", "2018-07"),
        TimeCase("It took ⟦two quarters⟧.", "P2Q DURATION"),
        TimeCase("Output shrank for ⟦three consecutive quarters⟧.", "P3Q DURATION"),
        TimeCase("They pay him $3m ⟦a year⟧ for this.", "P1Y SET"),
        TimeCase("It costs 400 euros ⟦a month⟧.", "P1M SET"),
        TimeCase("It makes 20,000 barrels ⟦a day⟧.", "P1D SET"),
        TimeCase("It costs £5 ⟦a week⟧ at least.", "P1W SET"),
        TimeCase("They earn $2 million ⟦annually⟧.", "P1Y SET"),
        TimeCase("They pay 3 cents a share ⟦a quarter⟧.", "P1Q SET"),
        TimeCase("He earns $3m ⟦per annum⟧.", "P1Y SET"),
        TimeCase("They meet ⟦every third Friday⟧.", "XXXX-WXX-5 SET"),
        TimeCase("It was ⟦the third Monday of March 2016⟧.", "2016-03-21"),
        TimeCase("It was ⟦the last Friday in May 2016⟧.", "2016-05-27"),
        TimeCase("It was in '⟦89⟧ and in ⟦the summer of '94⟧.", "1989", "1994-SU"),
        TimeCase("They meet ⟦every Monday⟧.", "XXXX-WXX-1 SET"),
        TimeCase("They meet ⟦every other Friday⟧.", "XXXX-WXX-5 SET"),
        TimeCase("They meet ⟦three times a year⟧.", "P1Y SET"),
        TimeCase("The brother is ⟦42 years old⟧.", "P42Y DURATION"),
        TimeCase("He died at the age of ⟦52 years⟧.", "P52Y DURATION"),
    ])
    func daysLengthsAndSets(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("See 2019/82 for the record."),
        TimeCase("The committee adopted decision 2019/82 then."),
        TimeCase("Article 12/2015 forbids it, and so does Decree 03/2014."),
        TimeCase("Law No. 3/2014 and Regulation (EU) 2016/679 forbid it."),
        TimeCase("The case is Reed v. Hall [2020] X 53."),
        TimeCase("The case is Reed v. Hall [2020] EWCA Civ 53, and (2005) 12 EHRR 34."),
        TimeCase("It bans them by resolutions 1970 (2011) and 1973 (2011)."),
        TimeCase("It is known (Baron 2014) that ships sink."),
        TimeCase("It is known (Baron, 2014; Reed and Hall, 2009) that ships sink."),
        TimeCase("Baron et al., 2005 counted ships; so did Reed et al. 2007."),
        TimeCase("Baron (2005) counted ships."),
        TimeCase("He put in 1600 hours of work, and flew 2000 hours."),
        TimeCase("He spoke before this august body."),
        TimeCase("Arda ships three-quarters of its food."),
        TimeCase("Three quarters of the ships sank."),
        TimeCase("They may march in spring rolls and fall."),
        TimeCase("He took a second look at the 747 and at page 1999."),
        TimeCase("Some 2015 soldiers held 1914 metres of the front."),
        TimeCase("The Sunday Times and USA Today wrote of it."),
        TimeCase("He paid $2015 for lot 1998 in Room 2012."),
        TimeCase("The ratio of 12/25 says little."),
        TimeCase("ISO 9001:2015 and section 1983 apply."),
        TimeCase("June Reed, April Hall and Mr. May were there."),
        TimeCase("Windows 2000, Office 2010 and the Boeing 1900 are things."),
        TimeCase("The star is 100 light years away."),
        TimeCase("He gave 24/7 help."),
        TimeCase("UNSCR 2231 (2015) forbids it, as Baron (2014: 12) shows."),
        TimeCase("He is in his late sixties and lives at 1914 Main Street."),
        TimeCase("He sold 1800 of them, and 1900 mm of rain fell."),
        TimeCase("He sat on the board of Today's Harbour."),
    ])
    func noTimes(_ one: TimeCase) { one.check() }
}
