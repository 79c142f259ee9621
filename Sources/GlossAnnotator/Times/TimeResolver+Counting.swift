import GlossLexicon
import GlossModel

/// Days, weeks and years counted from the report's date or from the day last spoken of.
extension TimeResolver {
    func shifted(_ count: Int, _ unit: TimeUnit, _ anchor: TimeMeaning.Anchor) -> String {
        switch anchor {
        case .nearest:
            if unit == .year, let reviewYear, last == nil || !isLastHere { return TimexValue.year(reviewYear + count) }
            if isLastHere || isStory, let last, last.earliest != nil, last.precision >= needed(unit) {
                return shifted(count, unit, .narrative)
            }
            return shifted(count, unit, .report)
        case .report:
            if let day = sectionDay(for: unit), count < 0 || dateline != nil { return moved(day, count, unit) }
            if isLong, needed(unit) >= .week { return weekAnchor.map { moved($0, count, unit) } ?? unknown(unit) }
            return date.map { moved($0, count, unit) } ?? unknown(unit)
        case .narrative:
            if last == nil, count < 0, let date, unit.rawValue >= TimeUnit.month.rawValue {
                return moved(date, count, unit)
            }
            guard let last, let day = last.earliest ?? last.latest, last.precision >= needed(unit)
            else {
                return unknown(unit)
            }
            return moved(count > 0 ? last.latest ?? day : day, count, unit)
        }
    }

    /// The day that "last month" goes by in a section that has named one.
    func sectionDay(for unit: TimeUnit) -> Day? {
        if let dateline, unit != .year, unit != .decade, unit != .century { return dateline }
        guard let sectionTime, unit != .year, unit != .decade, unit != .century, sectionTime.precision >= needed(unit),
            sectionTime.precision >= .month
        else { return nil }
        return sectionTime.earliest
    }

    /// The day that weekdays are counted from.
    var weekAnchor: Day? {
        if let dateline { return dateline }
        guard isLong else { return date }
        return sectionTime.flatMap { $0.precision >= .day ? $0.earliest : nil }
    }

    /// How fine a time must be for a unit to be counted from it.
    func needed(_ unit: TimeUnit) -> Precision {
        switch unit {
        case .century: .century
        case .decade: .decade
        case .year: .year
        case .month, .quarter, .half, .season: .month
        case .week, .fortnight, .weekend: .week
        default: .day
        }
    }

    /// The unit that lies `count` units from a day.
    func moved(_ day: Day, _ count: Int, _ unit: TimeUnit) -> String {
        let count = max(-100_000, min(count, 100_000))
        let (year, month, _) = day.civil
        switch unit {
        case .second, .minute, .hour:
            let days = count / 24 > 0 && unit == .hour ? count / 24 : 0
            return day.advanced(by: days)?.description ?? unknown(unit)
        case .day: return day.advanced(by: count)?.description ?? unknown(unit)
        case .weekend: return (day.advanced(by: count * 7).map(TimexValue.week) ?? unknown(.week)) + "-WE"
        case .week: return day.advanced(by: count * 7).map(TimexValue.week) ?? unknown(unit)
        case .fortnight: return day.advanced(by: count * 14).map(TimexValue.week) ?? unknown(unit)
        case .month:
            let moved = TimexValue.month(year, month, plus: count)
            return TimexValue.month(moved.year, moved.month)
        case .quarter:
            let moved = TimexValue.month(year, month, plus: count * 3)
            return TimexValue.quarter(moved.year, (moved.month + 2) / 3)
        case .half:
            let moved = TimexValue.month(year, month, plus: count * 6)
            return TimexValue.year(moved.year) + (moved.month > 6 ? "-H2" : "-H1")
        case .season:
            let now = TimexValue.season(of: day)
            return TimexValue.season(now.year, now.season)
        case .year: return TimexValue.year(year + count)
        case .decade: return TimexValue.decade(ofYear: year + count * 10)
        case .century: return TimexValue.century(ofYear: year + count * 100)
        }
    }

    /// "The following January", "the previous Tuesday", counted from the day last spoken of in the paragraph
    /// where that is fine enough, else from the report's date.
    func besideSpoken(_ base: TimeMeaning.Base) -> TimeMeaning.Base {
        let step: TimeMeaning.Step
        switch base {
        case .month(nil, _, let given?), .season(nil, _, let given?), .weekday(_, let given?): step = given
        default: return base
        }
        guard step == .following || step == .preceding, isLastHere, let last, last.precision >= .month, let spoken = step == .following ? last.latest : last.earliest else { return base }
        let sign = step == .following ? 1 : -1
        switch base {
        case .month(_, let month, _):
            let far = (month - spoken.civil.month) * sign
            return .month(year: far > 0 ? spoken.year : spoken.year + sign, month: month, step: nil)
        case .season(_, let season, _):
            let now = TimexValue.season(of: spoken)
            return .season(year: (season - now.season) * sign > 0 ? now.year : now.year + sign, season: season, step: nil)
        case .weekday(let weekday, _):
            let far = ((weekday - spoken.weekday) * sign + 7) % 7
            guard last.precision >= .day, let day = spoken.advanced(by: sign * (far == 0 ? 7 : far))?.civil else { return base }
            return .day(year: day.year, month: day.month, day: day.day)
        default: return base
        }
    }

    func unknown(_ unit: TimeUnit) -> String {
        switch unit {
        case .week, .fortnight, .weekend: "XXXX-WXX"
        case .month: "XXXX-XX"
        case .quarter: "XXXX-QX"
        case .year, .season, .half: "XXXX"
        case .decade: "XXX"
        case .century: "XX"
        default: "XXXX-XX-XX"
        }
    }

    /// The year that puts a date nearest to the day last spoken of; going back counts twice.
    func yearOfStory(_ day: (Int) -> Day?) -> Int? {
        guard let last, last.precision >= .year, let spoken = last.latest ?? last.earliest else { return nil }
        let year = spoken.year
        guard last.precision > .year else { return year }
        return nearest(to: spoken, goingBack: 2, day)
    }

    /// The year that puts a date nearest to a day; what lies before it counts as so many times as far.
    func nearest(to spoken: Day, goingBack cost: Int, _ day: (Int) -> Day?) -> Int? {
        func distance(_ year: Int) -> Int {
            guard let day = day(year) else { return .max }
            let distance = Int(day.number) - Int(spoken.number)
            return distance < 0 ? -cost * distance : distance
        }
        return [spoken.year, spoken.year + 1, spoken.year - 1].min { distance($0) < distance($1) }
    }

    /// The year of a date without one: that of the paragraph where it names one, else the one
    /// that the tense points to, seen from the report's date.
    func year(of tense: TimeParser.Tense, _ day: (Int) -> Day?) -> Int? {
        if let namedYear, namedYear != date?.year, tense != .future { return namedYear }
        if let reviewYear, dateline == nil, tense != .future { return reviewYear }
        if let dateline { return nearest(to: dateline, goingBack: 1, day) }
        if let spokenHere, let date, spokenHere.year < date.year, tense != .future { return nearest(to: spokenHere, goingBack: 2, day) }
        if isStory, let year = yearOfStory(day) { return year }
        guard let date else { return namedYear }
        let now = date.year
        func distance(_ year: Int) -> Int? { day(year).map { Int($0.number) - Int(date.number) } }
        let past = [now, now - 1, now - 4].first { (distance($0) ?? 1) <= 0 }
        let ahead = [now, now + 1, now + 4].first { (distance($0) ?? -1) >= 0 }
        let back = past.flatMap(distance).map { -$0 } ?? 10_000
        let forth = ahead.flatMap(distance) ?? 10_000
        switch tense {
        case .past: return back <= 345 ? past : back <= forth ? past : ahead
        case .future: return forth <= 330 ? ahead : back < forth ? past : ahead
        case .unknown: return back <= forth * 2 ? past : ahead
        }
    }
}
