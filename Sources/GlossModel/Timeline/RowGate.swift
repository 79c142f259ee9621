/// What a dated expression is to the timeline.
public enum RowStanding: UInt8, Sendable, Comparable {
    /// Something happened then, or is planned.
    case event
    /// Nothing says so: a title's date, an imprint, a fragment.
    case doubtful
    /// When a work was published or looked up.
    case reference

    public static func < (a: RowStanding, b: RowStanding) -> Bool { a.rawValue < b.rawValue }
}

/// Tells the dates of events from the other dates of a report, by what stands around them.
///
/// What the words say is counted with the weights of one table; from `threshold` on it is an event.
/// Dates that a file brings were chosen by somebody: of them only those of references are held back.
/// What it holds back stays a time, and a row for who asks for it (`TimelineQuery.includesDoubtful`,
/// `includesReferences`).
struct RowGate {
    /// What can speak for or against an event.
    enum Feature: CaseIterable {
        /// The kinds of blocks in which things happen.
        case prose, cell, note, heading, front
        /// A verb in the sentence; none.
        case verb, noVerb
        /// "in", "since", "by" right before the date.
        case preposition
        /// A day or a month is named, not only a year.
        case precise
        /// The sentence ends as sentences do.
        case stop
        /// Shorter than 25 characters, outside of tables and lists.
        case fragment
        /// Fewer words than tell anything.
        case wordless
        /// "copyright", "last modified", with no verb of their own.
        case imprint
        /// A name's or a counter's number: "Section 2014".
        case counted
        /// "© 2014", "Copyright 2014".
        case copyright
        /// A century is no day.
        case coarse
        /// "the 2013 report": a year that names a publication.
        case publication
        /// An address or a hash stands beside it.
        case address
        /// Most words are capitalised, as in titles.
        case title
        /// Later than the report, and nothing says that it lies ahead.
        case unforeseen
        /// Before 1900, and no word that makes it a date.
        case remote
        /// "today" where it only means nowadays.
        case nowadays
        /// In the first row of a table, inside the name of a column.
        case header
        /// Fewer letters than marks and digits.
        case unreadable
        /// "July 21, 2013 was a Sunday": of the calendar, not of what happened.
        case calendar
        /// What is asked happened not yet, or is not told here.
        case question
        /// "than in 2012", "from a year earlier".
        case compared
        /// "the 1951 Refugee Convention".
        case law
        /// The report's own date above its first sentence.
        case dateline
    }

    /// The weights; `threshold` and more is an event.
    static func weight(_ feature: Feature) -> Int {
        switch feature {
        case .prose, .cell: 2
        case .note: 1
        case .heading: 0
        case .front: -4
        case .verb: 2
        case .noVerb: -1
        case .preposition: 1
        case .precise: 1
        case .stop: 1
        case .fragment: -3
        case .wordless: -3
        case .imprint: -4
        case .counted: -4
        case .copyright: -9
        case .coarse: -5
        case .publication: -3
        case .address: -2
        case .title: -2
        case .unforeseen: -5
        case .remote: -3
        case .nowadays: -7
        case .header: -3
        case .unreadable: -3
        case .calendar: -9
        case .question: -5
        case .compared: -6
        case .law: -6
        case .dateline: -9
        }
    }

    static let threshold = 3

    let text: Text
    /// The report's date; nil where nothing tells it.
    let date: Day?

    init(_ report: Report) {
        text = report.text
        date = report.date
    }

    /// What a row is, in a sentence of a block. Linear in the sentence.
    func standing(_ row: TimelineRow, in sentence: Span, _ kind: BlockKind, opensBlock: Bool, isGiven: Bool) -> RowStanding {
        switch kind {
        case .reference, .contents: return .reference
        case .code, .running: return isGiven ? .event : .doubtful
        default: break
        }
        if CitedYear.holds(row.span, in: text) { return .reference }
        let words = RowWords(text, sentence, date: row.span)
        if kind == .note && words.holdsAddress || isReference(words, sentence, row.span) { return .reference }
        if isGiven { return .event }
        var found = features(row, words, sentence, kind)
        if kind == .table, opensBlock, isInsideCell(row.span) { found.append(.header) }
        return found.reduce(0) { $0 + Self.weight($1) } >= Self.threshold ? .event : .doubtful
    }

    /// "Retrieved 3 May 2014", "Journal of Harbours, vol. 3, pp. 2-9": words of references before the
    /// date and no clause, or several of them.
    private func isReference(_ words: RowWords, _ sentence: Span, _ date: Span) -> Bool {
        if isBehindLookUp(date) { return true }
        // "Published 3 May 2014", "posted 3 May 2014; http://...": when a work came out.
        if words.last.contains(.published), words.wordCount <= 3 || words.holdsAddress { return true }
        guard words.all.contains(.reference) else { return false }
        return words.holdsAddress || !words.all.contains(.verb)
    }

    private static let lookUps: Set<String> = ["accessed", "retrieved", "visited", "viewed", "downloaded", "consulted", "archived", "checked"]

    /// Whether other words stand before a date in its cell.
    private func isInsideCell(_ date: Span) -> Bool {
        let start = Int(date.start)
        return start > 1 && text.byte(start - 1) == 0x20 && text.byte(start - 2) > 0x20
    }

    /// "accessed on", "last visited:", "retrieved" right before a date.
    private func isBehindLookUp(_ date: Span) -> Bool {
        let start = max(0, Int(date.start) - 40)
        let before = text.bytes[start..<Int(date.start)]
        let words = RowGate.words(before).suffix(3)
        guard let last = words.last else { return false }
        if Self.lookUps.contains(last) { return true }
        return words.count > 1 && ["on", "at", "date", "from"].contains(last) && words.dropLast().contains(where: Self.lookUps.contains)
            && (before.contains(0x5B) || before.contains(0x28) || words.contains("last") || isShortSentence(date))
    }

    /// The words of ASCII letters in some bytes, in lower case.
    static func words(_ bytes: Slice<Bytes>) -> [String] {
        bytes.split { ($0 | 0x20) < 0x61 || ($0 | 0x20) > 0x7A }.map { String(decoding: $0.map { $0 | 0x20 }, as: UTF8.self) }
    }

    /// Whether a date ends its sentence, as dates of access do: "accessed on 3 May 2014."
    private func isShortSentence(_ date: Span) -> Bool {
        let next = text.byte(Int(date.end))
        return next == 0 || next == 0x2E || next == 0x29 || next == 0x5D || next == 0x2C
    }

    private static let weekdays: Set<String> = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekday", "weekend", "holiday"]

    /// "It was 2015, not 2014": the year is all that is said.
    private func isPredicate(_ date: Span) -> Bool {
        let before = RowGate.words(text.bytes[max(0, Int(date.start) - 12)..<Int(date.start)])
        return before.last.map { ["was", "is", "not", "were", "be"].contains($0) } ?? false
    }

    /// Whether all that a date is said to be is a day of the week, or it is that day: "was a Sunday."
    private func isCalendarRemark(_ date: Span) -> Bool {
        let next = text.byte(Int(date.end))
        if next == 0x2E || next == 0x2C, text.bytes[..<Int(date.start)].suffix(3).elementsEqual(" a ".utf8) { return true }
        let behind = text.bytes[Int(date.end)..<min(text.count, Int(date.end) + 40)]
        let words = RowGate.words(behind)
        guard let verb = words.first, ["was", "is", "falls", "fell", "being"].contains(verb) else { return false }
        let named = words.prefix(4).dropFirst().drop { ["a", "on", "not", "also"].contains($0) }
        return named.first.map { Self.weekdays.contains($0) } ?? false
    }

    private func features(_ row: TimelineRow, _ words: RowWords, _ sentence: Span, _ kind: BlockKind) -> [Feature] {
        var found: [Feature] = []
        let isCell = kind == .table || kind == .list
        switch kind {
        case .heading, .caption: found.append(.heading)
        case .front: found.append(.front)
        case .note: found.append(.note)
        default: found.append(isCell ? .cell : .prose)
        }
        let hasVerb = words.all.contains(.verb) || words.all.contains(.ahead) && words.endsInStop
        if hasVerb { found.append(.verb) } else if !isCell { found.append(.noVerb) }
        if words.last.contains(.preposition) { found.append(.preposition) }
        if row.precision >= .season { found.append(.precise) }
        if words.endsInStop { found.append(.stop) }
        // "It fell in 2014." is short, and says what happened.
        let isClause = hasVerb && words.endsInStop
        if !isCell, !isClause, readLength(sentence) < 25 { found.append(.fragment) }
        if !isClause, words.wordCount < (isCell ? 2 : 3) { found.append(.wordless) }
        if words.all.contains(.imprint), !hasVerb || isImprintVerb(words) { found.append(.imprint) }
        if words.last.contains(.counter) || isYear(row), words.followsName { found.append(.counted) }
        if isCopyright(row.span) { found.append(.copyright) }
        if isCalendarRemark(row.span) { found.append(.calendar) }
        if row.precision == .century || row.precision == .decade && !words.last.contains(.preposition) && !words.last.contains(.article) {
            found.append(.coarse)
        }
        if isYear(row), words.next.contains(.publication) && !words.last.contains(.preposition) || isWitness(row.span) { found.append(.publication) }
        if words.holdsAddress, !hasVerb { found.append(.address) }
        if !isCell, words.wordCount > 3, words.capitals * 4 > words.wordCount * 3 { found.append(.title) }
        if words.others > words.letters { found.append(.unreadable) }
        if sentence.end > row.span.end, text.byte(Int(sentence.end) - 1) == 0x3F { found.append(.question) }
        if isYear(row), isPredicate(row.span) { found.append(.calendar) }
        if isCompared(row.span, in: sentence) { found.append(.compared) }
        if isYear(row), isOfLaw(row.span) { found.append(.law) }
        if isDateline(row, in: sentence) { found.append(.dateline) }
        found += placed(row, words)
        return found
    }

    /// What speaks against a date because of where it lies on the line.
    private func placed(_ row: TimelineRow, _ words: RowWords) -> [Feature] {
        var found: [Feature] = []
        if let date, let first = row.range.earliest, first > date, !words.all.contains(.ahead) { found.append(.unforeseen) }
        if let last = row.range.latest ?? row.range.earliest, last.year < 1900, !words.last.contains(.preposition), isYear(row) {
            found.append(.remote)
        }
        if isNowadays(row.span), !words.all.contains(.past) || text.byte(Int(row.span.end)) >= 0x80 || text.byte(Int(row.span.end)) == 0x27 {
            found.append(.nowadays)
        }
        return found
    }

    private func isYear(_ row: TimelineRow) -> Bool { row.precision == .year && row.span.count <= 5 }

    /// "Last modified 3 May 2014": the imprint's own verb is all there is.
    private func isImprintVerb(_ words: RowWords) -> Bool { words.wordCount <= 6 }

    /// "today", with or without its possessive.
    private func isNowadays(_ span: Span) -> Bool {
        (5...8).contains(span.count) && text[span].lowercased().hasPrefix("today")
    }

    /// Whether the sign or the word for copyright stands right before a date.
    private func isCopyright(_ date: Span) -> Bool {
        let before = text.bytes[max(0, Int(date.start) - 14)..<Int(date.start)]
        // The sign's first byte, a bracket, or a letter of the word.
        guard before.contains(where: { $0 == 0xC2 || $0 == 0x28 || $0 | 0x20 == 0x67 }) else { return false }
        let words = String(decoding: before, as: UTF8.self).lowercased()
        return words.contains("©") || words.contains("(c)") || words.contains("copyright")
    }

    /// Bytes of a sentence without the white space of its line breaks, at most 25.
    private func readLength(_ sentence: Span) -> Int {
        var count = 0
        for offset in sentence.range where text.bytes[offset] > 0x20 || offset > 0 && text.bytes[offset - 1] > 0x20 {
            // Continuation bytes are no characters of their own.
            if text.bytes[offset] & 0xC0 != 0x80 { count += 1 }
            if count >= 25 { return count }
        }
        return count
    }
}
