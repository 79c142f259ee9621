import GlossModel
import Testing

struct DateLabelTests {
    @Test(arguments: [
        ("2014-01-01", "2014-12-31", Precision.year, "2014"),
        ("2014-10-01", "2014-12-31", .quarter, "late 2014"),
        ("2014-01-01", "2014-03-31", .quarter, "early 2014"),
        ("2014-04-01", "2014-09-30", .quarter, "mid-2014"),
        ("2017-08-03", "2017-08-05", .day, "3-5 Aug 2017"),
        ("2017-08-03", "2017-08-03", .day, "3 Aug 2017"),
        ("2017-08-30", "2017-09-02", .day, "30 Aug - 2 Sep 2017"),
        ("2017-12-30", "2018-01-02", .day, "30 Dec 2017 - 2 Jan 2018"),
        ("2017-05-01", "2017-07-31", .month, "May-Jul 2017"),
        ("2017-05-01", "2017-05-31", .month, "May 2017"),
        ("2016-02-01", "2016-02-29", .month, "Feb 2016"),
        ("2010-01-01", "2019-12-31", .decade, "2010s"),
        ("2014-01-01", "2016-12-31", .year, "2014-2016"),
        ("2014-11-01", "2015-02-28", .month, "Nov 2014 - Feb 2015"),
        ("2014-12-01", "2015-02-28", .season, "winter 2014/15"),
        ("2014-01-01", nil, .year, "since 2014"),
        ("2014-06-01", nil, .month, "since Jun 2014"),
        ("2014-06-01", nil, .day, "since 1 Jun 2014"),
        (nil, "2017-12-31", .year, "until 2017"),
        (nil, "2017-06-30", .month, "until Jun 2017"),
        (nil, nil, .day, "undated"),
    ] as [(String?, String?, Precision, String)])
    func wordsForAnInterval(from: String?, to: String?, precision: Precision, words: String) {
        let range = DayRange(earliest: from.flatMap { Day(iso: $0) }, latest: to.flatMap { Day(iso: $0) })
        #expect(DateLabel.words(range, precision) == words)
    }
}
