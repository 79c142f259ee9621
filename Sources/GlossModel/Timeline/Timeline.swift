/// A range of days, inclusive at both ends; nil is open.
public struct DayRange: Hashable, Sendable {
    public var earliest: Day?
    public var latest: Day?

    public init(earliest: Day?, latest: Day?) {
        self.earliest = earliest
        self.latest = latest
    }

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD` as all the days it covers; nil for anything else.
    public init?(iso text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].count == 4,
            parts.dropFirst().allSatisfy({ $0.count == 2 })
        else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count else { return nil }
        let month = numbers.count > 1 ? numbers[1] : nil
        let day = numbers.count > 2 ? numbers[2] : nil
        guard let first = Day(year: numbers[0], month: month ?? 1, day: day ?? 1) else { return nil }
        let lastMonth = month ?? 12
        let lastDay = day ?? Day.length(ofMonth: lastMonth, year: numbers[0])
        earliest = first
        latest = Day(year: numbers[0], month: lastMonth, day: lastDay)
    }

    /// Whether the two share a day.
    public func overlaps(_ other: DayRange) -> Bool {
        if let a = latest, let b = other.earliest, a < b { return false }
        if let a = earliest, let b = other.latest, b < a { return false }
        return true
    }
}

/// One dated sentence: a time expression and the interval it stands for.
public struct TimelineRow: Hashable, Sendable {
    /// The expression (of a range of two: the first).
    public var time: AnnotationID
    /// Where the expression stands.
    public var span: Span
    /// Its interval; both ends nil for an undated one.
    public var range: DayRange
    public var precision: Precision
    /// TIMEX3 value; of a range of two, both joined by `/`.
    public var value: String
    /// Other expressions that date the same event elsewhere in the report, in the order of the text.
    public var also: [AnnotationID] = []
    /// Whether the expression has a place on the line.
    public var isDated: Bool { range.earliest != nil || range.latest != nil }
}

/// What a row says: its sentence and what stands in it.
public struct TimelineDetail: Sendable {
    /// The sentence; in a table its row.
    public var sentence: Span
    /// The clause of it that holds the date: what the row says.
    public var clause: Span
    /// Index of the paragraph, from 0.
    public var paragraph: Int
    public var claims: [AnnotationID]
    public var entities: [AnnotationID]
    /// Where else the same is told: sentence and paragraph.
    public var also: [(sentence: Span, paragraph: Int)] = []
}

/// Which rows of the timeline are wanted. All conditions must hold.
public struct TimelineQuery: Sendable, Hashable {
    /// Rows whose interval overlaps these days.
    public var days: DayRange?
    /// Rows whose sentence mentions one of these entities.
    public var entities: [AnnotationID]?
    /// Rows whose sentence overlaps this claim's content.
    public var claim: AnnotationID?
    /// Rows whose sentence holds this text, found as `Pattern` finds words.
    public var matching: String?
    /// Whether rows with no place on the line come too, after the others.
    public var includesUndated = false
    /// Whether dates of references, citations and look-ups come too.
    public var includesReferences = false
    /// Whether dates come too of which nothing says that something happened then: of titles, imprints
    /// and fragments, of names and versions.
    public var includesDoubtful = false

    public init() {}
}

extension TimelineQuery {
    /// Whether rows of that standing are asked for.
    public func admits(_ standing: RowStanding) -> Bool {
        switch standing {
        case .event: true
        case .doubtful: includesDoubtful
        case .reference: includesReferences
        }
    }
}

extension Report {
    /// The rows of the timeline: by earliest day (open beginnings by their latest), then latest, then
    /// time of day, then place in the text; undated ones last, in the order of the text.
    /// An event that is told twice is one row (`TimelineRow.also`).
    /// O(times · log times + bytes of their sentences), with log mentions for each where the query
    /// names entities.
    public func timeline(_ query: TimelineQuery = TimelineQuery()) -> [TimelineRow] { wholeTimeline(query).rows }

    /// The rows of the timeline, and how many dated expressions the query leaves out because they
    /// date no event, by why. As `timeline`.
    public func wholeTimeline(_ query: TimelineQuery) -> (rows: [TimelineRow], doubtful: Int, references: Int) {
        var rows: [TimelineRow] = []
        var (doubtful, references) = (0, 0)
        forEachRow(query) { row, standing in
            if query.admits(standing) { rows.append(row) } else if standing == .reference { references += 1 } else { doubtful += 1 }
        }
        rows.sort(by: Report.isOrdered)
        return (RowRepeats(self).folded(withoutRepeats(rows)), doubtful, references)
    }

    private func forEachRow(_ query: TimelineQuery, _ body: (TimelineRow, RowStanding) -> Void) {
        let gate = RowGate(self)
        let words = query.matching.flatMap { try? Pattern(words: $0) }
        for layer in layers {
            let continued = Set(layer.times.lazy.map(\.through).filter { $0 > 0 })
            var sentences = SentenceCursor(self)
            for time in layer.times where !continued.contains(time.number) {
                let row = timelineRow(time, in: layer)
                guard isWanted(row, type: time.type, query, words), !isCovered(row, by: layer.number) else { continue }
                let place = sentences.place(at: Int(row.span.start))
                guard row.isDated else {
                    body(row, .event)
                    continue
                }
                let isGiven = layer.origin == .file
                body(row, gate.standing(row, in: place.sentence, place.kind, opensBlock: place.opensBlock, isGiven: isGiven))
            }
        }
    }

    /// The row of a time expression, whether the timeline shows it or not; nil where there is none.
    func timelineRow(of time: AnnotationID) -> TimelineRow? {
        self.time(time).map { timelineRow($0, in: layers[Int(time.layer)]) }
    }

    /// The sentence of a row and the index of its paragraph, from 0. O(paragraph).
    public func sentence(of row: TimelineRow) -> (span: Span, paragraph: Int) { sentence(at: Int(row.span.start)) }

    /// The sentence at an offset, or the line of a table, and the index of its paragraph.
    func sentence(at offset: Int) -> (span: Span, paragraph: Int) {
        let index = paragraphs.index(at: offset) ?? 0
        guard index < paragraphs.count else { return (Sentences(text).span(at: offset, in: text.span), index) }
        if paragraphs.kind(of: index).keepsLines { return (text.line(around: offset, in: paragraphs.spans[index]), index) }
        return (Sentences(text).span(at: offset, in: paragraphs.spans[index]), index)
    }

    /// What a row says. O(paragraph).
    public func detail(of row: TimelineRow) -> TimelineDetail {
        let (sentence, index) = sentence(of: row)
        let near = claims(overlapping: sentence).filter { id in
            spans(ofClaim: id).contains { $0.overlaps(sentence) }
        }
        return TimelineDetail(
            sentence: sentence, clause: clause(of: row), paragraph: index, claims: near, entities: entities(in: [sentence]),
            also: row.also.compactMap { time($0) }.map { self.sentence(at: Int($0.span.start)) }
                .map { (sentence: $0.span, paragraph: $0.paragraph) })
    }

    private func timelineRow(_ time: TimeExpression, in layer: Layer) -> TimelineRow {
        var range = DayRange(earliest: time.earliest, latest: time.latest)
        var value = time.value
        var precision = time.precision
        if time.through > 0, let end = layer.time(time.through) {
            range.latest = end.latest
            range.earliest = range.earliest ?? end.earliest
            value = (value.split(separator: "/").first ?? "") + "/" + (end.value.split(separator: "/").last ?? "")
            precision = max(precision, end.precision)
        }
        // "From May 2014 to June 2013": what is written is wrong, but an interval has an order.
        if let first = range.earliest, let last = range.latest, last < first {
            range = DayRange(earliest: last, latest: first)
        }
        if !time.isDated { range = DayRange(earliest: nil, latest: nil) }
        return TimelineRow(
            time: AnnotationID(layer: layer.number, kind: .time, number: time.number),
            span: time.span, range: range, precision: precision, value: value)
    }

    private func isWanted(_ row: TimelineRow, type: TimexType, _ query: TimelineQuery, _ words: Pattern?) -> Bool {
        if !row.isDated {
            guard query.includesUndated, type != .duration else { return false }
        } else if let days = query.days, !days.overlaps(row.range) {
            return false
        }
        guard query.entities != nil || query.claim != nil || query.matching != nil else { return true }
        let detail = detail(of: row)
        if let wanted = query.entities, !detail.entities.contains(where: wanted.contains) {
            return false
        }
        if let claim = query.claim, !detail.claims.contains(claim) { return false }
        if let words { return words.occurs(in: flow.string(of: detail.sentence)) }
        return query.matching.map(\.isEmpty) ?? true
    }

    /// Whether a layer before has a time at the same place, which then stands for this one.
    private func isCovered(_ row: TimelineRow, by layer: UInt16) -> Bool {
        layers.prefix(Int(layer)).contains { !$0.timeRows(overlapping: row.span).isEmpty }
    }

    private static func isOrdered(_ a: TimelineRow, _ b: TimelineRow) -> Bool {
        guard a.isDated == b.isDated else { return a.isDated }
        let left = a.range.earliest ?? a.range.latest ?? .epoch
        let right = b.range.earliest ?? b.range.latest ?? .epoch
        if left != right { return left < right }
        let farLeft = a.range.latest ?? Day(number: Day.numbers.upperBound)
        let farRight = b.range.latest ?? Day(number: Day.numbers.upperBound)
        if farLeft != farRight { return farLeft < farRight }
        let (clockLeft, clockRight) = (a.clockOrder, b.clockOrder)
        if clockLeft != clockRight { return clockLeft < clockRight }
        return (a.span, a.time) < (b.span, b.time)
    }

    /// Drops a row of the same interval and the same sentence as the one before.
    private func withoutRepeats(_ rows: [TimelineRow]) -> [TimelineRow] {
        var kept: [TimelineRow] = []
        kept.reserveCapacity(rows.count)
        for row in rows {
            if let last = kept.last, row.isDated, last.range == row.range, last.value == row.value,
                shareSentence(last, row)
            {
                continue
            }
            kept.append(row)
        }
        return kept
    }

    private func shareSentence(_ a: TimelineRow, _ b: TimelineRow) -> Bool {
        guard let paragraph = paragraphs.index(at: Int(a.span.start)),
            paragraphs.spans[paragraph].contains(Int(b.span.start))
        else { return false }
        return sentence(of: a).span.contains(Int(b.span.start))
    }
}
