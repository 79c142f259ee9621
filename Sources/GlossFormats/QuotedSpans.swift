import GlossModel

/// The spans of a file on their way onto its text: collected first, then bound all at once, since
/// only together they tell how they were counted.
///
/// Where a format quotes the words of a span they are compared (white space and form apart); where it
/// does not, a way of counting is doubted only if many spans begin or end within words. What does not
/// stand where the file says is looked for in this order: by another way of counting that explains
/// most of them, by the words around it, by the nearest equal words (`WordSearch`).
struct QuotedSpans {
    /// What the file says of one span beside its offsets.
    struct Quotation {
        /// The words that stand there.
        var words: JSONValue?
        /// The same where they come from no JSON; empty where the file does not say.
        var plain = ""
        /// The words before and behind them; empty where the file does not say.
        var prefix = ""
        var suffix = ""
    }

    /// One span in the units of the file.
    private struct Row {
        var start: Int
        var end: Int
        var quote: Range<Int>?
        /// One past its place in `contexts`; 0 for none.
        var context = 0
    }

    /// What became of them, in the order in which they were added.
    struct Bound {
        /// In bytes, cut to the text; nil for one that is no stretch of any text (it ends before it
        /// begins, or begins before the text) and quotes nothing that could be found.
        var spans: [Span?]
        var findings: [Finding]
        var faults: Faults
        /// Whether all stand as the file says.
        var isExact: Bool
    }

    let text: Text
    let path: String
    private let stated: Counting
    private let unitName: String
    private var rows: [Row] = []
    private var quotes: [UInt8] = []
    private var contexts: [WordSearch.Context] = []
    private var quoted = 0
    private var length: Int?
    /// So many spans without words tell nothing of how they are counted.
    private static let few = 3
    private var search: WordSearch

    /// Spans over a text, counted in a unit; `source` is the text as the file of the spans has it, where
    /// that is another one.
    init(_ text: Text, unit: OffsetUnit, path: String, source: Text? = nil) {
        self.text = text
        self.path = path
        stated = Counting(statedFor: source ?? text, unit)
        unitName = unit == .utf16 ? "UTF-16" : unit == .bytes ? "bytes" : "code points"
        search = WordSearch(text)
    }

    var count: Int { rows.count }

    /// The same spans over another text; `source` is the text as their file has it.
    func over(_ other: Text, source: Text) -> QuotedSpans {
        var copy = QuotedSpans(other, unit: stated.unit, path: path, source: source)
        (copy.rows, copy.quotes, copy.contexts, copy.quoted) = (rows, quotes, contexts, quoted)
        return copy
    }

    /// Adds a span; `quotation` is what the file says stands there and around it.
    mutating func add(_ start: Int, _ end: Int, _ quotation: Quotation = Quotation()) {
        var row = Row(start: start, end: end)
        let words = quotation.words?.bytes ?? (quotation.plain.isEmpty ? nil : Array(quotation.plain.utf8))
        if let bytes = words.map({ $0.dropFirst(ByteOrderMark.length(in: $0)) }), !bytes.isEmpty {
            row.quote = quotes.count..<quotes.count + bytes.count
            quotes += bytes
            quoted += 1
            if !quotation.prefix.isEmpty || !quotation.suffix.isEmpty {
                contexts.append(WordSearch.Context(prefix: quotation.prefix, suffix: quotation.suffix))
                row.context = contexts.count
            }
        }
        rows.append(row)
    }

    /// Binds them. `describe` gives the name of a row for findings and where it stands in `file`, in
    /// bytes. O(text + spans) where they are in the order of the text.
    mutating func bound(of file: Text? = nil, describe: (Int) -> (name: String, offset: Int?)) -> Bound {
        var bound = Bound(spans: [], findings: [], faults: Faults(path: path, file: file), isExact: true)
        if quoted == 0, let spans = whole() {
            bound.spans = spans
            return bound
        }
        let best = repaired(&bound)
        var cursor = OffsetCursor(text, best)
        bound.spans.reserveCapacity(rows.count)
        for index in rows.indices { bind(index, &cursor, &bound, describe) }
        return bound
    }

    /// The spans as they are stated, where all are within the text and hardly one cuts a word; else nil.
    private func whole() -> [Span]? {
        var cursor = OffsetCursor(text, stated)
        var spans: [Span] = []
        spans.reserveCapacity(rows.count)
        var broken = 0
        for row in rows {
            guard row.start <= row.end, let first = cursor.byte(beforeUnits: row.start), let last = cursor.byte(beforeUnits: row.end)
            else { return nil }
            spans.append(Span(first, last))
            if !search.isWhole(spans[spans.count - 1]) { broken += 1 }
        }
        return broken * 10 < spans.count || spans.isEmpty ? spans : nil
    }

    // MARK: One row

    /// The offsets of a row as the file has them, for the user.
    func stated(_ row: Int) -> String { "[\(rows[row].start),\(rows[row].end)]" }

    private mutating func bind(
        _ index: Int, _ cursor: inout OffsetCursor, _ bound: inout Bound, _ describe: (Int) -> (name: String, offset: Int?)
    ) {
        let row = rows[index]
        let first = cursor.byte(beforeUnits: row.start)
        let last = cursor.byte(beforeUnits: row.end)
        if let first, let last, first <= last, row.quote.map({ matches(Span(first, last), $0) }) ?? true {
            return bound.spans.append(Span(first, last))
        }
        let stated = stated(index)
        let (name, offset) = describe(index)
        let isSound = row.start >= 0 && row.start <= row.end
        let from = first ?? nearestByte(max(0, row.start), &cursor, forward: false)
        let span = Span(from, max(from, isSound ? last ?? nearestByte(row.end, &cursor, forward: true) : from))
        if let quote = row.quote, !search.holds(span, part: Array(quotes[quote])), let found = place(of: row, near: span) {
            bound.isExact = false
            bound.faults.add(.moved, name, at: offset, "\(stated) is not where its words stand; moved to \(units(found.span)), \(found.means.words)")
            return bound.spans.append(found.span)
        }
        let isBeyond = row.end > total(cursor.counting)
        if isSound, isBeyond { bound.isExact = false }
        bound.faults.add(fault(row, isBeyond, first != nil && last != nil), name, at: offset, words(row, stated, span, isBeyond))
        bound.spans.append(isSound ? span : nil)
    }

    /// What is wrong with a span that stays where it is, or is left out.
    private func fault(_ row: Row, _ isBeyond: Bool, _ isWithin: Bool) -> Faults.Kind {
        if row.end < row.start { return .reversed }
        if row.start < 0 { return .beforeText }
        return isBeyond ? .beyondText : isWithin ? .differing : .cutsCharacter
    }

    private func words(_ row: Row, _ stated: String, _ span: Span, _ isBeyond: Bool) -> String {
        switch fault(row, isBeyond, true) {
        case .reversed: return "\(stated) ends before it begins; left out"
        case .beforeText: return "\(stated) begins before the text; left out"
        case .beyondText: return "\(stated) ends beyond the text; cut to it"
        default:
            guard let quote = row.quote else { return "\(stated) begins or ends within a character; widened to all of it" }
            let (quoted, stands) = (quotes[quote].prefix(60), text.bytes[span.range].prefix(60))
            return "quotes \"\(String(decoding: quoted, as: UTF8.self))\" where the text has \"\(String(decoding: stands, as: UTF8.self))\""
        }
    }

    /// How long the text is as a file counts it.
    private mutating func total(_ counting: Counting) -> Int {
        if let length { return length }
        var cursor = OffsetCursor(text, counting)
        length = cursor.units(beforeByte: text.count)
        return length ?? 0
    }

    /// The byte of an offset that stands within a character or beyond the text: the character's beginning
    /// or end, the text's end.
    private func nearestByte(_ units: Int, _ cursor: inout OffsetCursor, forward: Bool) -> Int {
        for step in 1...4 { if let found = cursor.byte(beforeUnits: units + (forward ? step : -step)) { return found } }
        return text.count
    }

    /// A span in the units of the file, for the user.
    private func units(_ span: Span) -> String {
        var cursor = OffsetCursor(text, stated)
        return "[\(cursor.units(beforeByte: Int(span.start))),\(cursor.units(beforeByte: Int(span.end)))]"
    }

    /// Where the words of a row stand, if not where it says.
    private mutating func place(of row: Row, near span: Span) -> WordSearch.Found? {
        guard let quote = row.quote else { return nil }
        return search.find(Array(quotes[quote]), context(of: row), near: span)
    }

    private func context(of row: Row) -> WordSearch.Context? { row.context > 0 ? contexts[row.context - 1] : nil }

    // MARK: Ways of counting

    private mutating func repaired(_ bound: inout Bound) -> Counting {
        let isQuoted = quoted > 0
        let sample = sample(isQuoted)
        let repair = OffsetRepair(stated: stated, text: text)
        guard fits(stated, sample, isQuoted) < sample.count else { return stated }
        let shifts = shifts(sample)
        let spans = self
        let score = { (counting: Counting) in spans.fits(counting, sample, isQuoted) }
        // Without words to compare only what is striking counts, and of a few spans only the mark that may
        // or may not be counted.
        guard isQuoted || sample.count > Self.few || text.mark != .absent || stated.countsMark else { return stated }
        guard isQuoted || (sample.count - score(stated)) * 10 >= sample.count * 3 else { return stated }
        guard let best = repair.best(of: sample.count, shifts: { shifts }, fitting: score) else { return stated }
        guard isQuoted || (sample.count - score(best)) * 20 <= sample.count else { return stated }
        guard isQuoted || sample.count > Self.few || best.unit == stated.unit && best.shift == stated.shift else { return stated }
        bound.isExact = false
        let all = rows.indices.filter { !isQuoted || rows[$0].quote != nil }
        let total = all.count
        bound.findings.append(
            OffsetRepair.finding(
                best, insteadOf: stated, missed: total - fits(stated, all, isQuoted), left: total - fits(best, all, isQuoted),
                of: total, in: path, writes: unitName))
        return best
    }

    private func sample(_ isQuoted: Bool) -> [Int] {
        let step = max(1, rows.count / OffsetRepair.sampleSize)
        return stride(from: 0, to: rows.count, by: step).filter { !isQuoted || rows[$0].quote != nil }
    }

    /// How many of some rows fit. Under another way of counting than the stated one the words around must
    /// fit too: equal words alone are met by chance.
    private func fits(_ counting: Counting, _ sample: [Int], _ isQuoted: Bool) -> Int {
        var cursor = OffsetCursor(text, counting)
        return sample.count { index in
            let row = rows[index]
            guard row.start <= row.end, let first = cursor.byte(beforeUnits: row.start), let last = cursor.byte(beforeUnits: row.end)
            else { return false }
            let span = Span(first, last)
            guard isQuoted else { return search.isWhole(span) }
            guard let quote = row.quote else { return true }
            guard matches(span, quote), counting != stated else { return matches(span, quote) }
            if let context = context(of: row) { return search.fit(context, around: span) >= 0.5 }
            return counting.shift == stated.shift || search.isWhole(span)
        }
    }

    /// By how much spans that do not match are off: the distances to where their words stand.
    private mutating func shifts(_ sample: [Int]) -> [Int] {
        guard quoted > 0 else { return [1, -1] }
        var cursor = OffsetCursor(text, stated)
        var found: [Int: Int] = [1: 1, -1: 1]
        var asked = 0
        for index in sample where asked < 24 {
            let row = rows[index]
            guard let quote = row.quote, quote.count > 3 else { continue }
            let first = cursor.byte(beforeUnits: row.start)
            let last = cursor.byte(beforeUnits: max(row.start, row.end))
            if let first, let last, matches(Span(first, last), quote) { continue }
            let near = first ?? text.count
            let span = Span(near, max(near, last ?? near))
            guard !search.holds(span, part: Array(quotes[quote])), let place = place(of: row, near: span), place.span.start != span.start
            else { continue }
            asked += 1
            found[row.start - cursor.units(beforeByte: Int(place.span.start)), default: 0] += 1
        }
        return found.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(6).map(\.key)
    }

    /// Whether a span holds the words quoted, white space and form apart.
    private func matches(_ span: Span, _ quote: Range<Int>) -> Bool {
        let (stands, quoted) = (text.bytes[span.range], quotes[quote])
        if stands.elementsEqual(quoted) { return true }
        let isSpace = { (byte: UInt8) in byte <= 0x20 }
        guard stands.first.map(isSpace) == quoted.first.map(isSpace), stands.last.map(isSpace) == quoted.last.map(isSpace)
        else { return false }
        return stands.lazy.filter { !isSpace($0) }.elementsEqual(quoted.lazy.filter { !isSpace($0) })
            || String(decoding: stands, as: UTF8.self) == String(decoding: quoted, as: UTF8.self)
    }
}
