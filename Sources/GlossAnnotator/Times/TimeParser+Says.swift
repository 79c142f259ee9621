import GlossLexicon
import GlossModel

/// What the patterns of a language say.
extension TimeParser {
    /// What a pattern says of what it has caught; nil where it says nothing.
    func meaning(of pattern: TimePattern, _ caught: Catch) -> TimeMeaning? {
        guard var meaning = plain(pattern, caught) else { return nil }
        if let count = pattern.yearCount, meaning.base.lacksYear { meaning.yearCount = count }
        if let modifier = pattern.modifier {
            meaning.mod = modifier == "PART" ? caught.part.map(TimeMeaning.Mod.init(part:)) : TimeMeaning.Mod(rawValue: modifier)
        }
        let part = pattern.dayPart ?? (meaning.clock.isEmpty ? caught.dayPart : nil)
        if let part, meaning.type == .date || meaning.type == .time { (meaning.clock, meaning.type) = (Self.dayPart(part), .time) }
        if let clock = caught.clock, meaning.type == .date || meaning.type == .time { (meaning.clock, meaning.type) = (ShortText(clock), .time) }
        return meaning
    }

    private func plain(_ pattern: TimePattern, _ caught: Catch) -> TimeMeaning? {
        let step = pattern.step.map(Self.step)
        switch pattern.kind {
        case .keep: return caught.inner
        case .value: return TimeMeaning(pattern.value)
        case .clock: return TimeMeaning(.clock, type: .time)
        case .shift, .unit, .day, .duration, .set: return counted(pattern, caught)
        case .weekday: return caught.weekday.map { TimeMeaning(.weekday($0, step: step)) }
        case .weekend: return TimeMeaning(.weekend(step: step))
        default: return calendar(pattern.kind, step, caught).map { TimeMeaning($0) }
        }
    }

    private func calendar(_ kind: TimePattern.Kind, _ step: TimeMeaning.Step?, _ caught: Catch) -> TimeMeaning.Base? {
        switch kind {
        case .date, .days:
            guard let day = caught.day, let month = caught.month, day <= Day.length(ofMonth: month, year: 2000) else { return nil }
            guard kind == .days, let last = caught.lastDay else { return .day(year: caught.year, month: month, day: day) }
            return last > day ? .days(year: caught.year, month: month, .init(from: day, toMonth: month, to: last)) : nil
        case .month: return caught.month.map { .month(year: caught.year, month: $0, step: step) }
        case .year: return caught.year.map { .value(ShortText(TimexValue.year($0))) }
        case .decade: return (caught.year ?? caught.decade.map { 1900 + $0 }).map { .value(ShortText(TimexValue.decade(ofYear: $0))) }
        case .century: return (caught.day ?? caught.ordinal).map { .value(ShortText(Day.padded($0 - 1, 2))) }
        case .season: return caught.season.map { .season(year: caught.year, season: $0, step: step) }
        case .quarter, .half:
            guard let number = caught.ordinal ?? caught.day, (1...(kind == .half ? 2 : 4)).contains(number) else { return nil }
            return kind == .half ? .half(year: caught.year, half: number) : .quarter(year: caught.year, quarter: number, step: step)
        case .holiday: return caught.holiday.flatMap { Holiday(rawValue: $0) }.map { .holiday($0, year: caught.year, step: step) }
        default: return nil
        }
    }

    /// What is counted in units.
    private func counted(_ pattern: TimePattern, _ caught: Catch) -> TimeMeaning? {
        let anchor = Self.anchor(pattern.anchor)
        if pattern.kind == .day { return TimeMeaning(.shift(pattern.number, .day, anchor)) }
        if pattern.kind == .set, caught.unit == nil { return caught.weekday.map { TimeMeaning("XXXX-WXX-\($0)", type: .set) } }
        guard let unit = caught.unit else { return nil }
        if pattern.kind == .unit { return caught.isPlural ? nil : TimeMeaning(.shift(pattern.number, unit, anchor)) }
        let amount = TimeAmount(count: caught.count?.text ?? "1", whole: caught.count == nil ? 1 : caught.count?.whole, hasHalf: caught.count?.hasHalf ?? false, unit: unit)
        switch pattern.kind {
        case .duration: return TimeMeaning(amount.value, type: .duration)
        case .set: return TimeMeaning(amount.value, type: .set)
        default: return shifted(amount, pattern.number, anchor)
        }
    }

    private static func step(_ step: TimePattern.Step) -> TimeMeaning.Step {
        switch step {
        case .last: .last
        case .this: .this
        case .next: .next
        case .following: .following
        case .preceding: .preceding
        case .spoken: .spokenOf
        }
    }

    private static func anchor(_ anchor: TimePattern.Anchor) -> TimeMeaning.Anchor {
        switch anchor {
        case .report: .report
        case .narrative: .narrative
        case .nearest: .nearest
        }
    }
}
