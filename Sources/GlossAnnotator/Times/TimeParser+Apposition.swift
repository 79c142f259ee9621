extension TimeParser {
    /// The date beside a count from the day last spoken of, where both mean one day: "on August 15,
    /// three days later, they answered" and "four days later, on August 6". Its place among the
    /// matches; nil where there is none.
    func apposed(to index: Int, in matches: [TimeMatch]) -> Int? {
        let match = matches[index]
        guard match.meaning.liesAhead else { return nil }
        if index > 0, isMark(match.end, ","), isMark(match.first - 1, ","), matches[index - 1].end == match.first - 1,
            matches[index - 1].meaning.base.isDay
        {
            return index - 1
        }
        let on = isMark(match.end, ",") ? match.end + 1 : match.end
        guard isWord(on, "on"), index + 1 < matches.count, matches[index + 1].first == on + 1, matches[index + 1].meaning.base.isDay
        else { return nil }
        return index + 1
    }
}

extension TimeMeaning {
    /// Whether it is counted onwards from the day last spoken of: "three days later".
    var liesAhead: Bool {
        if case .shift(let count, _, .narrative) = base { count > 0 } else { false }
    }
}

extension TimeMeaning.Base {
    fileprivate var isDay: Bool { if case .day = self { true } else { false } }
}

extension TimeMeaning.Mod {
    /// The same seen from the other side: what is less than two weeks ago lies after that day, what
    /// is less than two weeks later before it.
    var mirrored: TimeMeaning.Mod {
        switch self {
        case .before: .after
        case .after: .before
        case .onOrBefore: .onOrAfter
        case .onOrAfter: .onOrBefore
        default: self
        }
    }
}
