import GlossLexicon
import GlossModel

extension TimeRules {
    /// The report's date from a dateline or a line of metadata among its first lines; nil where
    /// none says it.
    ///
    /// Looks at the first eight paragraphs, and stops at running text. A short line counts when a
    /// whole date is all that is left of it beside words such as "Published" and a clock; a
    /// dateline ("LONDON, Jan. 15, 2018 (Agency) -") when the date stands before a dash.
    static func documentDate(
        _ text: Text, _ paragraphs: ParagraphIndex, _ words: TimeLexicon, _ order: DayOrder
    ) -> Day? {
        for index in 0..<min(8, paragraphs.count) where !holdsRecords(paragraphs.kind(of: index)) {
            let paragraph = paragraphs.spans[index]
            let head = Span(
                Int(paragraph.start), min(Int(paragraph.end), Int(paragraph.start) + 400))
            if let day = date(inLines: head, text, words, order) ?? dateline(head, text, words, order) { return day }
        }
        return nil
    }

    /// Tables and lists: a date there is that of an entry.
    private static func holdsRecords(_ kind: BlockKind) -> Bool { kind == .table || kind == .list || kind == .code }

    private static func date(inLines span: Span, _ text: Text, _ lexicon: TimeLexicon, _ order: DayOrder) -> Day? {
        var start = Int(span.start)
        let end = Int(span.end)
        var lines = 0
        while start < end, lines < 6 {
            var next = start
            while next < end, text.bytes[next] != 0x0A { next += 1 }
            if next - start <= 90, let day = wholeDate(start..<next, text, lexicon, order) { return day }
            if next - start > 90 { return nil }
            start = next + 1
            lines += 1
        }
        return nil
    }

    /// The date of a line that says little else.
    private static func wholeDate(
        _ range: Range<Int>, _ text: Text, _ lexicon: TimeLexicon, _ order: DayOrder
    ) -> Day? {
        let (parser, matches) = parse(range, text, lexicon, order)
        guard let match = matches.first(where: { day($0) != nil }), let day = day(match) else {
            return nil
        }
        let before = parser.atoms[..<match.first]
        let rest = parser.atoms[match.end...].filter { $0.kind != .mark }
        let words = before.filter { $0.kind == .word }
        let isLabelled = before.last.map { $0.mark == 0x3A } == true && words.count <= 3
        let isLast = rest.count <= 5 && rest.allSatisfy(isBesideDate)
        let isOnly = words.isEmpty && isLast
        let first = words.first.map { text[Span($0.start, $0.end)].lowercased() } ?? ""
        // "On 28 July 2011 Orel Mills said that" is the first line of running text.
        let nearest = words.last.map { text[Span($0.start, $0.end)].lowercased() } ?? ""
        let isLabel = labels.contains(first) || lexicon.language?.has(WordHash(first).value, "label") == true
        // "Ordered to be printed 12 March 2015".
        let isNamed = isLabel && words.count <= 4 && (isLast || first != "on")
            || isLast && words.count <= 5 && nearest != "on" && nearest != "report" && labels.contains(nearest)
        let isPlaceLine =
            words.count <= 2 && rest.isEmpty && words.allSatisfy(\.isCapital)
            && !before.contains { $0.mark == 0x2E }
            && (before.last.map { $0.mark == 0x2C || $0.mark == 0x7C || $0.mark == 0x2D } ?? false)
        return isLabelled || isOnly || isNamed || isPlaceLine ? day : nil
    }

    /// Clocks, names and "by" may stand behind the date of a report.
    private static func isBesideDate(_ atom: TimeAtom) -> Bool {
        switch atom.word.kind {
        case .by, .at, .zone, .meridiem: true
        default: atom.kind == .number || atom.isCapital
        }
    }

    private static let labels: Set<String> = [
        "published", "posted", "date", "dated", "updated", "issued", "released", "created",
        "publication", "on", "report",
        "version", "printed",
    ]

    /// A place in capitals or title case, a whole date, perhaps an agency in brackets, and a dash.
    private static func dateline(_ span: Span, _ text: Text, _ lexicon: TimeLexicon, _ order: DayOrder) -> Day? {
        let range = Int(span.start)..<min(Int(span.end), Int(span.start) + 120)
        let (parser, matches) = parse(range, text, lexicon, order)
        guard let match = matches.first, let day = day(match), match.first <= 6 else { return nil }
        let before = parser.atoms[..<match.first]
        guard !before.isEmpty, before.allSatisfy({ $0.kind == .mark || $0.isCapital }) else {
            return nil
        }
        var index = match.end
        if parser.isMark(index, "(") {
            while index < parser.count, !parser.isMark(index, ")"), index < match.end + 8 {
                index += 1
            }
            index += 1
        }
        if parser.isMark(index, ",") { index += 1 }
        while parser[index].kind == .word, parser[index].isCapital, index < match.end + 6 {
            index += 1
        }
        let mark = parser[index].mark
        return parser[index].kind == .mark && (mark == 0x2D || mark == 0x5F || mark == 0x3A)
            ? day : nil
    }

    private static func parse(
        _ range: Range<Int>, _ text: Text, _ lexicon: TimeLexicon, _ order: DayOrder
    ) -> (TimeParser, [TimeMatch]) {
        var atoms: [TimeAtom] = []
        TimeAtomReader(bytes: text.bytes, words: lexicon).read(range, into: &atoms)
        var parser = TimeParser(atoms: atoms, bytes: text.bytes)
        parser.isMonthFirst = order == .mdy
        parser.language = lexicon.language
        return (parser, parser.matches())
    }

    private static func day(_ match: TimeMatch) -> Day? {
        guard case .day(let year?, let month, let day) = match.meaning.base else { return nil }
        return Day(year: year, month: month, day: day)
    }
}
