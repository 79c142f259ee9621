import GlossModel

/// Puts the spans of a brat file on the text, checked against what they quote.
///
/// Where they do not match as the format says (code points), the one other way of counting that
/// explains most of them is looked for and, if it does better, taken, with a finding.
struct BratBinding: Sendable {
    let text: Text
    let file: Text
    let lines: BratLines
    private(set) var counting = Counting()
    private var repaired: Finding?
    private var faults: Faults
    /// Whether some span is not where the file says.
    private(set) var isAdjusted = false
    private let path: String
    private var cursor: OffsetCursor
    private var search: WordSearch

    init(_ lines: BratLines, file: Text, path: String, text: Text) {
        self.lines = lines
        self.file = file
        self.path = path
        self.text = text
        cursor = OffsetCursor(text, Counting())
        search = WordSearch(text)
        faults = Faults(path: path)
        isAdjusted = !lines.loose.isEmpty
    }

    /// What was found wrong.
    var findings: [Finding] { (repaired.map { [$0] } ?? []) + faults.findings }

    /// Finds out how the file counts. O(text) at most.
    mutating func prepare() { choose() }

    /// Binds the T lines of some rows: the row and the spans of each in bytes, in the order of the
    /// file. A span beyond the text is cut to it. O(text + file) where they are in the order of the
    /// text.
    mutating func bind(_ rows: Range<Int>, _ body: (Int, BratText, [Span]) -> Void) {
        var cursor = cursor
        var spans: [Span] = []
        for index in rows {
            let row = lines.texts[index]
            let isWithin = bind(row, &cursor, &spans)
            if isWithin, matches(row, spans) {
            } else if let found = place(of: row, spans) {
                isAdjusted = true
                let place = units(found.span)
                tell(row, .moved, "\(row.start) \(row.end) is not where its words stand; moved to \(place), \(found.means.words)")
                spans = [found.span]
            } else if !isWithin {
                isAdjusted = true
                tell(row, .beyondText, "ends beyond the text; cut to it")
            } else {
                let difference = difference(row, spans)
                tell(row, .differing, difference)
            }
            if spans.count > 1 { settle(row, &spans) }
            body(index, row, spans)
        }
    }

    /// Where the words of a T line in one piece stand, if not where it says; nil where what stands there holds
    /// them, or they are nowhere near.
    private mutating func place(of row: BratText, _ spans: [Span]) -> WordSearch.Found? {
        guard row.moreCount == 0, row.quoteEnd > row.quoteStart else { return nil }
        let quote = Array(file.bytes[Int(row.quoteStart)..<Int(row.quoteEnd)])
        return search.holds(spans[0], part: quote) ? nil : search.find(quote, nil, near: spans[0])
    }

    /// A span as the format counts.
    private func units(_ span: Span) -> String {
        var cursor = OffsetCursor(text, Counting())
        return "\(cursor.units(beforeByte: Int(span.start))) \(cursor.units(beforeByte: Int(span.end)))"
    }

    /// Fragments in order and apart.
    private mutating func settle(_ row: BratText, _ spans: inout [Span]) {
        let (apart, overlapped) = Span.apart(spans)
        if overlapped { tell(row, .overlapping, "its fragments overlap; joined") }
        spans = apart
    }

    /// Takes what binding the rows that follow found.
    mutating func join(_ next: BratBinding) {
        faults.add(next.faults)
        isAdjusted = isAdjusted || next.isAdjusted
    }

    // MARK: Ways of counting

    private mutating func choose() {
        let sample = sample()
        guard score(&cursor, sample) < sample.count else { return }
        let repair = OffsetRepair(stated: Counting(), text: text)
        guard let best = repair.best(of: sample.count, shifts: { shifts(sample) }, fitting: { score($0, sample) })
        else { return }
        counting = best
        cursor = OffsetCursor(text, counting)
        isAdjusted = true
        repaired = OffsetRepair.finding(
            counting, insteadOf: Counting(), missed: count(Counting()), left: count(counting), of: lines.texts.count, in: path)
    }

    /// T lines that quote their text, spread over the file.
    private func sample() -> [BratText] {
        let quoted = lines.texts.count
        let step = max(1, quoted / OffsetRepair.sampleSize)
        return stride(from: 0, to: quoted, by: step).lazy.map { lines.texts[$0] }
            .filter { $0.quoteEnd > $0.quoteStart }
    }

    /// By how much some of the spans that do not match are off: the distances to the nearest
    /// place of the words they quote.
    private func shifts(_ sample: [BratText]) -> [Int] {
        var cursor = OffsetCursor(text, Counting())
        var found: [Int: Int] = [1: 1, -1: 1]
        var asked = 0
        for row in sample where asked < 24 && row.moreCount == 0 {
            let quote = Bytes(
                rebasing: file.bytes[Int(row.quoteStart)..<Int(row.quoteEnd)])
            let (spans, isWithin) = spans(of: row, &cursor)
            guard quote.count > 3, !isWithin || !matches(row, spans) else { continue }
            asked += 1
            let near = isWithin ? Int(spans[0].start) : text.count
            if let place = OffsetRepair.nearest(quote, to: near, in: text) {
                found[Int(row.start) - cursor.units(beforeByte: place), default: 0] += 1
            }
        }
        return found.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(6).map(\.key)
    }

    private func score(_ counting: Counting, _ sample: [BratText]) -> Int {
        var cursor = OffsetCursor(text, counting)
        return score(&cursor, sample)
    }

    private func score(_ cursor: inout OffsetCursor, _ sample: [BratText]) -> Int {
        sample.count { row in
            let (spans, isWithin) = spans(of: row, &cursor)
            return isWithin && matches(row, spans)
        }
    }

    /// Spans that do not match under a way of counting.
    private func count(_ counting: Counting) -> Int {
        lines.texts.count - score(counting, lines.texts)
    }

    // MARK: One span

    /// Puts the spans of a row into `spans`; whether they all lie within the text.
    private func bind(_ row: BratText, _ cursor: inout OffsetCursor, _ spans: inout [Span]) -> Bool {
        var isWithin = true
        spans.removeAll(keepingCapacity: true)
        spans.append(bound(row.start, row.end, &cursor, &isWithin))
        for index in Int(row.moreFirst)..<Int(row.moreFirst + row.moreCount) {
            let more = bound(lines.fragments[index].start, lines.fragments[index].end, &cursor, &isWithin)
            if let last = spans.last, isLineBreak(between: last, and: more) {
                spans[spans.count - 1].end = more.end
            } else {
                spans.append(more)
            }
        }
        return isWithin
    }

    @inline(__always)
    private func bound(
        _ start: UInt32, _ end: UInt32, _ cursor: inout OffsetCursor, _ isWithin: inout Bool
    ) -> Span {
        let first = cursor.byte(beforeUnits: Int(start))
        let last = cursor.byte(beforeUnits: Int(end))
        if first == nil || last == nil { isWithin = false }
        let from = first ?? text.count
        return Span(from, max(from, last ?? text.count))
    }

    private func spans(of row: BratText, _ cursor: inout OffsetCursor) -> (spans: [Span], isWithin: Bool) {
        var spans: [Span] = []
        let isWithin = bind(row, &cursor, &spans)
        return (spans, isWithin)
    }

    /// Whether two fragments are one stretch that brat had to cut at a line end.
    private func isLineBreak(between a: Span, and b: Span) -> Bool { BratBinding.isLineBreak(between: a, and: b, in: text) }

    /// Whether nothing but a line break and white space stands between two spans of a text.
    static func isLineBreak(between a: Span, and b: Span, in text: Text) -> Bool {
        guard a.end < b.start, b.start - a.end <= 256 else { return false }
        let gap = text.bytes[Int(a.end)..<Int(b.start)]
        return gap.allSatisfy { $0 <= 0x20 } && gap.contains { $0 == 0x0A || $0 == 0x0D }
    }

    /// Whether the text of the spans is what the line quotes. White space matches white space,
    /// and between fragments the quotation may have some or none.
    private func matches(_ row: BratText, _ spans: [Span]) -> Bool {
        var quote = Int(row.quoteStart)
        let end = Int(row.quoteEnd)
        guard quote < end else { return true }
        if spans.count == 1, spans[0].count == end - quote,
            text.holds(file, quote..<end, at: Int(spans[0].start))
        {
            return true
        }
        if file.bytes[quote] == ByteOrderMark.bytes[0] { quote += ByteOrderMark.length(in: file.bytes[quote..<end]) }
        for (index, span) in spans.enumerated() {
            if index > 0 { while quote < end, isSpace(file.bytes[quote]) { quote += 1 } }
            var offset = Int(span.start)
            while offset < Int(span.end) {
                let byte = text.bytes[offset]
                if quote < end, byte == file.bytes[quote] {
                    offset += 1
                    quote += 1
                } else if isSpace(byte) {
                    while offset < Int(span.end), isSpace(text.bytes[offset]) { offset += 1 }
                    while quote < end, isSpace(file.bytes[quote]) { quote += 1 }
                } else {
                    return isUndecodable(byte) || isEquivalent(row, spans)
                }
            }
        }
        return quote == end || isEquivalent(row, spans)
    }

    /// Whether the two differ only by their form (UAX 15).
    private func isEquivalent(_ row: BratText, _ spans: [Span]) -> Bool {
        let quote = file.bytes[Int(row.quoteStart)..<Int(row.quoteEnd)]
        guard quote.count < 4096, spans.reduce(0, { $0 + $1.count }) < 4 * 4096, quote.contains(where: { $0 >= 0x80 })
        else { return false }
        return String(decoding: quote, as: UTF8.self) == text.joined(spans)
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }

    /// Bytes that no file in UTF-8 can quote.
    private func isUndecodable(_ byte: UInt8) -> Bool { byte == 0xC0 || byte == 0xC1 || byte > 0xF4 }

    // MARK: Findings

    private mutating func tell(_ row: BratText, _ kind: Faults.Kind, _ cause: @autoclosure () -> String) {
        faults.add(kind, lines.oddNames[row.number] ?? "T\(row.number)", line: Int(row.line), cause())
    }

    private func difference(_ row: BratText, _ spans: [Span]) -> String {
        let quote = String(
            decoding: file.bytes[Int(row.quoteStart)..<Int(row.quoteEnd)].prefix(60), as: UTF8.self)
        let stands = text.joined(spans.map { Span(Int($0.start), min(Int($0.end), Int($0.start) + 60)) })
        return "quotes \"\(quote)\" where the text has \"\(stands)\""
    }
}
