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
        #expect(axis.map { $0.density(of: TimelineIndex([row("0001-01-01", "9999-12-31")])) } == Array(repeating: 1, count: axis!.shown * axis!.bucketColumns))
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

    @Test func densityCountsTheRowsOverEachColumn() throws {
        let rows = [
            row("2014-01-01", "2014-12-31"), row("2015-01-01", "2015-12-31"), row("2015-07-01", "2015-07-01"),
            row("2016-01-01", nil), row(nil, "2014-06-30"), row(nil, nil),
        ]
        let axis = try #require(TimelineAxis(days: TimelineIndex(rows).days, zoom: .year, columns: 30, bucket: nil))
        #expect(axis.bucketColumns == 10)
        let density = axis.density(of: TimelineIndex(rows))
        #expect(density[..<5] == [2, 2, 2, 2, 2])
        #expect(density[5..<10] == [1, 1, 1, 1, 1])
        #expect(density[10..<20].filter { $0 == 2 }.count == 1)
        #expect(density[20...].allSatisfy { $0 == 1 })
    }

    /// What the columns count in all is what the rows cover, row by row.
    @Test func densityTotals() throws {
        var generator = SeededGenerator(seed: 9)
        for _ in 0..<100 {
            let rows = (0..<20).map { _ in
                let from = Int.random(in: 14_000...18_000, using: &generator)
                let to = from + Int.random(in: 0...900, using: &generator)
                return TimelineRow(
                    time: AnnotationID(layer: 0, kind: .time, number: 1), span: Span(0, 1),
                    range: DayRange(
                        earliest: Bool.random(using: &generator) ? Day(number: from) : nil, latest: Day(number: to)),
                    precision: .day, value: "")
            }
            for zoom in Zoom.allCases {
                let axis = try #require(TimelineAxis(days: TimelineIndex(rows).days, zoom: zoom, columns: 77, bucket: nil))
                let width = axis.shown * axis.bucketColumns
                let covered = rows.reduce(0) { $0 + (axis.range(of: $1, width: width)?.count ?? 0) }
                #expect(axis.density(of: TimelineIndex(rows)).reduce(0, +) == covered)
            }
        }
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
            #expect(axis.density(of: TimelineIndex(rows)).count == axis.shown * axis.bucketColumns)
        }
    }
}
