import Testing

@testable import GlossInterface
@testable import GlossModel

@Suite struct TimelineAxisTests {
    private func row(_ from: String?, _ to: String?) -> TimelineRow {
        TimelineRow(
            time: AnnotationID(layer: 0, kind: .time, number: 1), span: Span(0, 1),
            range: DayRange(earliest: from.flatMap { Day(iso: $0) }, latest: to.flatMap { Day(iso: $0) }),
            precision: .day, value: "")
    }

    @Test(arguments: Zoom.allCases)
    func bucketsAndDaysAnswerEachOther(zoom: Zoom) {
        for number in stride(from: -2000, to: 30_000, by: 17) {
            let day = Day(number: number)
            let bucket = zoom.bucket(of: day)
            #expect(zoom.firstDay(of: bucket) <= day)
            #expect(zoom.start(of: bucket + 1) > Int(day.number))
            #expect(zoom.bucket(of: zoom.firstDay(of: bucket)) == bucket)
        }
    }

    @Test(arguments: Zoom.allCases)
    func theCalendarsEndIsNoTrap(zoom: Zoom) {
        let last = zoom.bucket(of: Day(iso: "9999-12-31")!)
        #expect(zoom.start(of: last + 1) == Day.numbers.upperBound + 1)
        #expect(zoom.start(of: zoom.bucket(of: Day(iso: "0001-01-01")!)) == Day.numbers.lowerBound)
        for bucket in [-1, 0, 1, last + 2, .max / 2, .min / 2] { #expect(!zoom.label(of: bucket).isEmpty) }
        let axis = TimelineAxis(days: TimelineIndex([row("0001-01-01", "9999-12-31")]).days, zoom: zoom, columns: 50, bucket: last)
        let all = TimelineIndex([row("0001-01-01", "9999-12-31")])
        #expect(axis.map { $0.spanned(by: all) } == Array(repeating: true, count: axis!.width))
        #expect(axis.map { $0.density(of: all).allSatisfy { $0 == 0 } } == true)
    }

    @Test(arguments: Zoom.allCases, [1, 7, 40, 118])
    func everyBucketHasItsColumns(zoom: Zoom, columns: Int) throws {
        let rows = [row("2014-03-01", "2014-03-01"), row("2017-08-05", "2017-08-05")]
        let axis = try #require(TimelineAxis(days: TimelineIndex(rows).days, zoom: zoom, columns: columns, bucket: nil))
        #expect(axis.shown >= 1 && axis.shown * axis.bucketColumns <= columns)
        var next = 0
        for bucket in axis.origin..<axis.origin + axis.shown {
            let range = try #require(axis.columns(of: bucket))
            #expect(range.lowerBound == next && range.count == axis.bucketColumns)
            for column in range { #expect(axis.bucket(atColumn: column) == bucket) }
            next = range.upperBound
        }
        #expect(axis.columns(of: axis.origin - 1) == nil)
        #expect(axis.columns(of: axis.origin + axis.shown) == nil)
    }

    @Test func theChosenBucketIsOnTheScreen() throws {
        let rows = [row("2014-01-01", "2014-01-01"), row("2017-12-31", "2017-12-31")]
        let days = Zoom.day.bucket(of: Day(iso: "2014-01-01")!)...Zoom.day.bucket(of: Day(iso: "2017-12-31")!)
        for bucket in stride(from: days.lowerBound, through: days.upperBound, by: 13) {
            let axis = try #require(TimelineAxis(days: TimelineIndex(rows).days, zoom: .day, columns: 60, bucket: bucket))
            #expect(axis.columns(of: bucket) != nil)
        }
    }

    @Test func eachRowCountsOnceOverItsColumns() throws {
        let rows = [
            row("2014-01-01", "2014-12-31"), row("2015-01-01", "2015-12-31"), row("2015-07-01", "2015-07-01"),
            row("2016-01-01", nil), row(nil, "2014-06-30"), row(nil, nil),
        ]
        let timeline = TimelineIndex(rows)
        let axis = try #require(TimelineAxis(days: timeline.days, zoom: .year, columns: 30, bucket: nil))
        #expect(axis.bucketColumns == 10)
        let density = axis.density(of: timeline)
        for column in 0..<10 { #expect(abs(density[column] - 0.1) < 0.01) }
        #expect(abs(density[10..<20].reduce(0, +) - 2) < 1e-6)
        #expect(density.filter { $0 > 0.5 }.count == 1)
        #expect(density[20...].allSatisfy { $0 == 0 })
        // Open rows are lines, not mass.
        #expect(axis.spanned(by: timeline) == (0..<30).map { $0 < 5 || $0 >= 20 })
    }

    /// At the zoom of days a year is a line, a day a bar.
    @Test func whatIsLongForTheZoomIsNoMass() throws {
        let timeline = TimelineIndex([row("2015-01-01", "2015-12-31"), row("2015-03-03", "2015-03-03")])
        let axis = try #require(TimelineAxis(days: timeline.days, zoom: .day, columns: 365, bucket: nil))
        let density = axis.density(of: timeline)
        #expect(density.filter { $0 > 0 }.count == 1)
        #expect(axis.spanned(by: timeline).allSatisfy { $0 })
    }

    /// What the columns hold in all is the rows that are short enough and lie on the axis.
    @Test func massTotals() throws {
        var generator = SeededGenerator(seed: 9)
        for _ in 0..<40 {
            let rows = (0..<20).map { _ in
                let from = Int.random(in: 14_000...18_000, using: &generator)
                let to = from + Int.random(in: 0...900, using: &generator)
                return TimelineRow(
                    time: AnnotationID(layer: 0, kind: .time, number: 1), span: Span(0, 1),
                    range: DayRange(
                        earliest: Bool.random(using: &generator) ? Day(number: from) : nil, latest: Day(number: to)),
                    precision: .day, value: "")
            }
            let timeline = TimelineIndex(rows)
            for zoom in Zoom.allCases {
                let axis = try #require(TimelineAxis(days: timeline.days, zoom: zoom, columns: 5000, bucket: nil))
                let closed = rows.filter { row in
                    row.range.earliest.map { Int(row.range.latest!.number) - Int($0.number) + 1 <= TimelineIndex.lengths[zoom.classes - 1] } ?? false
                }
                #expect(abs(axis.density(of: timeline).reduce(0, +) - Double(closed.count)) < 1e-3)
            }
        }
    }

    /// The zoom at which a timeline opens: all of it fits, and most rows are bars.
    @Test(arguments: [
        ([("2014-01-01", "2014-12-31"), ("2017-01-01", "2017-12-31")], 110, Zoom.quarter),
        ([("2014-03-05", "2014-03-05"), ("2014-03-09", "2014-03-09")], 80, .day),
        ([("2014-01-05", "2014-01-05"), ("2014-11-09", "2014-11-09")], 200, .week),
        ([("2014-01-01", "2014-12-31"), ("2014-01-01", "2014-12-31")], 200, .quarter),
        ([("1066-01-01", "1066-12-31"), ("2016-01-01", "2016-12-31"), ("2050-01-01", "2050-12-31")], 80, .century),
        ([("1780-01-01", "1780-12-31"), ("2016-01-01", "2016-12-31")], 110, .decade),
        ([("1950-01-01", "1950-12-31"), ("2016-01-01", "2016-12-31")], 110, .year),
    ] as [([(String, String)], Int, Zoom)])
    func opensWhereAllFits(days: [(String, String)], columns: Int, zoom: Zoom) {
        let timeline = TimelineIndex(days.map { row($0.0, $0.1) })
        #expect(Zoom.fitting(timeline, everything: false, columns: columns) == zoom)
    }

    /// Some days have the row that begins in them, else one that lies over them, else the nearest.
    @Test func theRowForSomeDays() throws {
        let timeline = TimelineIndex([row("2010-01-01", "2012-12-31"), row("2015-05-01", "2015-05-31"), row("2020-01-01", nil)])
        func found(_ iso: String) throws -> [Int] {
            let range = try #require(DayRange(iso: iso))
            let place = try #require(timeline.row(for: Int(range.earliest!.number)...Int(range.latest!.number)))
            return [place.index, place.isNear ? 1 : 0]
        }
        #expect(try found("2015") == [1, 0])
        #expect(try found("2011-06") == [0, 0])
        #expect(try found("2013-01") == [0, 1])
        #expect(try found("2015-04") == [1, 1])
        #expect(try found("2030") == [2, 0])
        #expect(try found("1999") == [0, 1])
        #expect(TimelineIndex([]).row(for: 0...1) == nil)
    }

    @Test func aDayHasAColumnHoweverNarrow() throws {
        let rows = [row("2014-01-01", "2023-12-31"), row("2019-05-05", "2019-05-05")]
        let axis = try #require(TimelineAxis(days: TimelineIndex(rows).days, zoom: .year, columns: 10, bucket: nil))
        #expect(axis.range(of: rows[1], width: 10) == 5..<6)
    }

    /// Rows far off from all others are gathered at the ends of the axis.
    @Test(arguments: [
        (["2014", "2014", "2015", "2016", "1871"], 2014, 2016, 1, 0),
        (["2014", "2014", "2015", "2016", "1871", "2171"], 2014, 2016, 1, 1),
        (["2012", "2013", "2014", "2015", "2016", "2017", "2018", "2019", "0018"], 2012, 2019, 1, 0),
        (["1900", "1910", "1920", "1930", "1940", "1950", "1960", "1970"], 1900, 1970, 0, 0),
        (["1871", "2014", "2015"], 1871, 2015, 0, 0),
        (["2012", "2014", "2016", "2016", "2017", "2019"], 2012, 2019, 0, 0),
        (["1871", "1872", "1873", "1874", "2014", "2015", "2016", "2017"], 1871, 2017, 0, 0),
    ] as [([String], Int, Int, Int, Int)])
    func outliers(years: [String], first: Int, last: Int, before: Int, after: Int) throws {
        let timeline = TimelineIndex(years.sorted().map { row("\($0)-01-01", "\($0)-12-31") })
        let axis = try #require(TimelineAxis(timeline, everything: false, zoom: .year, columns: 400, bucket: nil))
        #expect(axis.first == first && axis.first + axis.count - 1 == last)
        #expect(axis.before == before && axis.after == after)
        let all = try #require(TimelineAxis(timeline, everything: true, zoom: .year, columns: 400, bucket: nil))
        #expect(all.first == Int(years.min()!) && all.before == 0 && all.after == 0 && all.inset == 0)
    }

    /// Each row is on the axis or counted at an end.
    @Test func noRowIsLost() throws {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<200 {
            let days = (0..<Int.random(in: 1...30, using: &generator)).map { _ in
                Int.random(in: 0..<8, using: &generator) == 0 ? Int.random(in: -600_000...200_000, using: &generator) : Int.random(in: 15_000...18_000, using: &generator)
            }
            let rows = days.sorted().map { from in
                TimelineRow(
                    time: AnnotationID(layer: 0, kind: .time, number: 1), span: Span(0, 1),
                    range: DayRange(earliest: Day(number: from), latest: Day(number: from + 30)), precision: .day, value: "")
            }
            let timeline = TimelineIndex(rows)
            let mass = try #require(timeline.mass)
            let axis = try #require(TimelineAxis(timeline, everything: false, zoom: .year, columns: 80, bucket: nil))
            let onAxis = timeline.count(from: mass.lowerBound, to: mass.upperBound)
            #expect(axis.before + axis.after + onAxis == rows.count)
            #expect(axis.inset + axis.shown * axis.bucketColumns <= 80)
        }
    }

    @Test func undatedRowsHaveNoAxis() {
        #expect(TimelineAxis(days: TimelineIndex([row(nil, nil)]).days, zoom: .year, columns: 40, bucket: nil) == nil)
        #expect(TimelineAxis(days: TimelineIndex([]).days, zoom: .year, columns: 40, bucket: nil) == nil)
    }

    /// An interval whose end lies before its beginning, as a file may bring it.
    @Test func turnedRoundIntervalsAreNoTrap() throws {
        let rows = [row("2017-05-01", "2014-01-01"), row("2015-01-01", "2016-01-01")]
        for zoom in Zoom.allCases {
            let axis = try #require(TimelineAxis(days: TimelineIndex(rows).days, zoom: zoom, columns: 40, bucket: nil))
            #expect(axis.density(of: TimelineIndex(rows)).count == axis.width)
        }
    }
}
