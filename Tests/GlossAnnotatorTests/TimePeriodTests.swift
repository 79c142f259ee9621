import GlossModel
import TestSupport
import Testing

/// The period a report is about, and what is counted or compared from it; the report's date is Monday,
/// 2018-01-15, unless said.
@Suite struct TimePeriodTests {
    @Test(arguments: [
        TimeCase("Output fell in ⟦May 2015⟧ compared with ⟦a year earlier⟧.", "2015-05", "2014-05"),
        TimeCase("Profit in ⟦the third quarter of 2015⟧ rose from ⟦a year ago⟧.", "2015-Q3", "2014-Q3"),
        TimeCase("Exports in ⟦March 2016⟧ were 4% up on ⟦a year earlier⟧.", "2016-03", "2015-03"),
        TimeCase("Net income for ⟦the second quarter of 2014⟧ was $3 million, down from $4 million ⟦a year earlier⟧.", "2014-Q2", "2013-Q2"),
        TimeCase("In ⟦June 2015⟧ the mill sold 40 boats, against 52 ⟦a year before⟧.", "2015-06", "2014-06"),
        TimeCase("Prices rose 2% in ⟦August 2016⟧ from ⟦the previous month⟧.", "2016-08", "2016-07"),
        TimeCase("Prices rose 2% in ⟦January 2016⟧ from ⟦the previous month⟧.", "2016-01", "2015-12"),
        TimeCase("Sales in ⟦the first quarter of 2016⟧ fell from ⟦the previous quarter⟧.", "2016-Q1", "2015-Q4"),
        TimeCase("Sales in ⟦Q2 2016⟧ fell 3% compared to ⟦the prior quarter⟧.", "2016-Q2", "2016-Q1"),
        TimeCase("Turnover rose to $9m in ⟦the first half of 2015⟧ from $8m ⟦a year earlier⟧.", "2015-H1", "2014-H1"),
        TimeCase("In ⟦the first nine months of 2016⟧ output was lower than ⟦a year earlier⟧.", "2016-01/2016-09", "2015-01/2015-09"),
        TimeCase("Sales in ⟦2015⟧ were better than in ⟦the previous year⟧.", "2015", "2014"),
        TimeCase("Earnings for ⟦the third quarter of 2016⟧ fell. ⟦A year earlier⟧ they had risen.", "2016-Q3", "2015-Q3"),
        TimeCase("Traffic in ⟦July 2017⟧ was unchanged from ⟦two years earlier⟧.", "2017-07", "2015-07"),
        TimeCase("Exports rose from ⟦a year earlier⟧.", "2017"),
        TimeCase("Retail sales rose in ⟦December⟧ from ⟦a year ago⟧.", "2017-12", "2016-12"),
        TimeCase("A mine blew up on ⟦3 May 2016⟧. ⟦A year earlier⟧ it was quiet.", "2016-05-03", "2015"),
    ])
    func comparedWithThePeriodUnderDiscussion(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("Orders fell in ⟦the 2014 third quarter⟧.", "2014-Q3"),
        TimeCase("The ⟦2014 third-quarter⟧ loss was small.", "2014-Q3"),
        TimeCase("Orders fell in ⟦this year's first quarter⟧.", "2018-Q1"),
        TimeCase("Orders fell in ⟦last year's fourth quarter⟧.", "2017-Q4"),
        TimeCase("Orders fell in ⟦the third quarter of last year⟧.", "2017-Q3"),
        TimeCase("Orders fell in ⟦the first half of last year⟧.", "2017-H1"),
        TimeCase("Orders will fall in ⟦the second half of this year⟧.", "2018-H2"),
        TimeCase("The loss was in ⟦2015's fourth quarter⟧.", "2015-Q4"),
        TimeCase("Sales rose in ⟦the third⟧ and ⟦fourth quarters of 2015⟧.", "2015-Q3", "2015-Q4"),
        TimeCase("Sales rose in ⟦the first two quarters of 2016⟧.", "2016-01/2016-06"),
        TimeCase("Sales rose in ⟦the final quarter of 2015⟧.", "2015-Q4"),
        TimeCase("Sales in ⟦the June quarter of 2015⟧ rose.", "2015-Q2"),
        TimeCase("The first quarter-final is over."),
        TimeCase("He helped during the first ⟦three months⟧, and left.", "P3M DURATION"),
        TimeCase("The firm cut its ⟦third quarter⟧ dividend.", "2017-Q3"),
        TimeCase("The firm did well in its ⟦third quarter⟧.", "2017-Q3"),
        TimeCase("⟦Fourth-quarter⟧ sales fell.", "2017-Q4"),
        TimeCase("It expects to earn $3m in ⟦the third quarter⟧.", "2018-Q3"),
        TimeCase("In ⟦2015⟧ the firm grew. Sales doubled in ⟦the fourth quarter⟧.", "2015", "2015-Q4"),
        TimeCase("Earnings rose in ⟦the fiscal third quarter⟧.", "2017-Q3"),
        TimeCase("Earnings rose in ⟦the third quarter of fiscal 2016⟧.", "2016-Q3"),
        TimeCase("Profit fell in ⟦the first nine months⟧.", "2017-01/2017-09"),
        TimeCase("Profit fell in ⟦the first six months of last year⟧.", "2017-01/2017-06"),
        TimeCase("Revenue doubled in ⟦the first half⟧.", "2017-H1"),
        TimeCase("Revenue doubled in ⟦the second half⟧.", "2017-H2"),
        TimeCase("He scored twice in the second half and once in the first half."),
    ])
    func partsOfTheYear(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("Orders fell from ⟦the year-ago quarter⟧.", "2016-Q4"),
        TimeCase("Sales in ⟦the second quarter of 2016⟧ beat those of ⟦the year-ago quarter⟧.", "2016-Q2", "2015-Q2"),
        TimeCase("Sales in ⟦Q2 2016⟧ beat those of ⟦the year-earlier period⟧.", "2016-Q2", "2015-Q2"),
        TimeCase("Sales in ⟦April 2016⟧ beat ⟦the same month a year earlier⟧.", "2016-04", "2015-04"),
        TimeCase("Sales in ⟦the second quarter of 2016⟧ beat ⟦the same period last year⟧.", "2016-Q2", "2015-Q2"),
        TimeCase("Sales in ⟦the third quarter of 2017⟧ beat ⟦the same quarter of 2015⟧.", "2017-Q3", "2015-Q3"),
        TimeCase("Sales in ⟦the first half of 2017⟧ beat ⟦the corresponding period of 2016⟧.", "2017-H1", "2016-H1"),
        TimeCase("Exports in ⟦May 2016⟧ fell; imports rose over ⟦the same period⟧.", "2016-05", "2016-05"),
        TimeCase("They sold less than in ⟦the same period last year⟧.", "2017"),
        TimeCase("Sales in ⟦March 2016⟧ rose, against a fall in ⟦the same month of 2015⟧.", "2016-03", "2015-03"),
        TimeCase("Sales in ⟦the third quarter of 2016⟧ beat ⟦the prior-year quarter⟧.", "2016-Q3", "2015-Q3"),
        TimeCase("Sales in ⟦Q3 2016⟧ beat ⟦the previous year's third quarter⟧.", "2016-Q3", "2015-Q3"),
        TimeCase("The loss of ⟦Q3 2016⟧ compares with a profit in ⟦the same 2014 period⟧.", "2016-Q3", "2014-Q3"),
        TimeCase("Inflation slowed to 2.1% in ⟦June 2015⟧ from 2.4% in ⟦May⟧ and 3% ⟦a year ago⟧.", "2015-06", "2015-05", "2014-06"),
        TimeCase("It was a 3% year-on-year rise and a month-on-month fall."),
        TimeCase("Arrivals in ⟦July 2014⟧ were up on ⟦July 2013⟧ and on ⟦the previous month⟧.", "2014-07", "2013-07", "2014-06"),
        TimeCase("For ⟦the full year 2015⟧ it earned $3m; for ⟦the previous year⟧, $2m.", "2015", "2014"),
        TimeCase("The ⟦year-earlier⟧ figure was better.", "2017"),
        TimeCase("In ⟦the first nine months of 2016⟧ it earned less than in ⟦the comparable period a year earlier⟧.", "2016-01/2016-09", "2015-01/2015-09"),
    ])
    func periodsLikeAnother(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("Sales fell in ⟦the quarter⟧.", "2017-Q4"),
        TimeCase("Revenue for ⟦the month⟧ was weak.", "2017-12"),
        TimeCase("The firm reports on ⟦the second quarter of 2015⟧. Sales fell in ⟦the quarter⟧.", "2015-Q2", "2015-Q2"),
        TimeCase("Inflation was 2% in ⟦April 2016⟧. Prices of food fell in ⟦the month⟧.", "2016-04", "2016-04"),
        TimeCase("For ⟦the year⟧, profit fell by a third.", "2017"),
        TimeCase("For ⟦the year⟧, profit will fall by a third.", "2018"),
        TimeCase("They walked round the quarter."),
    ])
    func thePeriodAtHand(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("Sales fell in ⟦the year⟧ ended ⟦31 March 2015⟧.", "P1Y DURATION 2014-04-01/2015-03-31", "2015-03-31"),
        TimeCase("Profit for ⟦the three months⟧ ended ⟦June 30, 2015⟧, rose.", "P3M DURATION 2015-04-01/2015-06-30", "2015-06-30"),
        TimeCase("Profit for ⟦the quarter⟧ ended ⟦Sept. 30⟧ rose.", "P1Q DURATION 2017-07-01/2017-09-30", "2017-09-30"),
        TimeCase("In ⟦the 12 months⟧ to ⟦June 2016⟧ it rained.", "P12M DURATION 2015-07-01/2016-06-30", "2016-06"),
        TimeCase("In ⟦the year⟧ to ⟦March 2016⟧ profit doubled.", "P1Y DURATION 2015-04-01/2016-03-31", "2016-03"),
        TimeCase("In ⟦the week⟧ ended ⟦7 May 2016⟧ claims fell.", "P1W DURATION 2016-05-01/2016-05-07", "2016-05-07"),
        TimeCase("For ⟦the fiscal year⟧ ending ⟦30 June 2019⟧ it expects more.", "P1Y DURATION 2018-07-01/2019-06-30", "2019-06-30"),
        TimeCase(
            "Profit for ⟦the three months⟧ ended ⟦30 June 2015⟧ rose from ⟦a year earlier⟧.", "P3M DURATION", "2015-06-30", "2014-Q2"),
        TimeCase("Profit in ⟦the year⟧ to ⟦31 March 2015⟧ rose from ⟦a year earlier⟧.", "P1Y DURATION", "2015-03-31", "2014"),
    ])
    func upToADay(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("In ⟦Q1 2016⟧ sales fell. In ⟦the previous quarter⟧ they were flat.", "2016-Q1", "2015-Q4"),
        TimeCase("Sales beat ⟦the prior year⟧ and costs beat ⟦the prior year⟧.", "2017", "2017"),
        TimeCase("In ⟦2015⟧ sales beat ⟦the prior year⟧ and costs beat ⟦the prior year⟧.", "2015", "2014", "2014"),
        TimeCase(
            "In ⟦May 2015⟧ exports fell from ⟦a year earlier⟧ and imports rose from ⟦a year earlier⟧.", "2015-05", "2014-05", "2014-05"),
        TimeCase("He came in ⟦2012⟧. ⟦The previous year⟧ he had wed. ⟦The following year⟧ he left.", "2012", "2011", "2013"),
        TimeCase("Output rose to 5m tonnes, compared with 4m in ⟦2012⟧. In ⟦March⟧ it fell.", "2012", "2015-03", date: "2015-06-15"),
        TimeCase("It sold more boats than in ⟦2009⟧; ⟦the next month⟧ it closed.", "2009", "XXXX-XX"),
        TimeCase("In ⟦2016⟧ it sold 40 boats, up from 30 in ⟦2010⟧, and closed ⟦the next year⟧.", "2016", "2010", "2017"),
        TimeCase("The gate fell on ⟦3 May 2016⟧; ⟦the day before⟧, it had rained, and ⟦the next day⟧ it snowed.", "2016-05-03", "2016-05-02", "2016-05-04"),
        TimeCase("He came in ⟦2012⟧ and left ⟦two years later⟧. ⟦A year later⟧ he died.", "2012", "2014", "2015"),
    ])
    func whatNothingIsCountedFrom(_ one: TimeCase) { one.check() }

    @Test(arguments: [
        TimeCase("The talks had been due to begin ⟦Friday⟧.", "2018-01-12"),
        TimeCase("The talks had been scheduled for ⟦Friday⟧.", "2018-01-12"),
        TimeCase("The dividend of 3 cents, payable ⟦June 15⟧, was cut.", "2018-06-15"),
        TimeCase("The new rules take effect ⟦July 1⟧.", "2018-07-01"),
        TimeCase("The law comes into force on ⟦July 1⟧.", "2018-07-01"),
        TimeCase("The talks were postponed to ⟦Friday⟧.", "2018-01-19"),
        TimeCase("Troops gathered ahead of ⟦Friday⟧'s vote.", "2018-01-19"),
        TimeCase("His term ends in ⟦November⟧.", "2018-11"),
        TimeCase("In ⟦August⟧, housing starts fell 5%.", "2017-08"),
        TimeCase("It will report ⟦first-quarter⟧ results on ⟦April 25⟧.", "2018-Q1", "2018-04-25"),
        TimeCase("He was named head, effective ⟦July 1⟧.", "2018-07-01"),
        TimeCase("The rise took effect, effective from ⟦July 1⟧.", "2018-07-01"),
        TimeCase("The loan, due ⟦June 15⟧, was sold.", "2018-06-15"),
        TimeCase("The bonds, maturing ⟦June 15⟧, were sold.", "2018-06-15"),
        TimeCase("The deal was extended through ⟦February⟧.", "2018-02"),
        TimeCase("He served through ⟦September⟧.", "2017-09"),
        TimeCase("The bonds mature ⟦Nov. 15⟧.", "2018-11-15"),
        TimeCase("The firm announced the plan ⟦Nov. 21⟧.", "2017-11-21"),
        TimeCase("The board unveiled its plans on ⟦Friday⟧.", "2018-01-12"),
        TimeCase("The new plan ⟦Friday⟧ surprised all.", "2018-01-12"),
        TimeCase("They plan to vote on ⟦Friday⟧.", "2018-01-19"),
        TimeCase("The plan to vote on ⟦Friday⟧ is firm.", "2018-01-19"),
        TimeCase("A service planned for ⟦Saturday⟧ was cancelled.", "2018-01-13"),
    ])
    func whatLiesAhead(_ one: TimeCase) { one.check() }
}
