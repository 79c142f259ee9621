import GlossModel

/// The spans of a file on their way onto its text: collected first, then bound all at once, since
/// only together they tell how they were counted.
///
/// Where a format quotes the words of a span they are compared (white space apart); where it does
/// not, a way of counting is doubted only if many spans begin or end within words.
struct QuotedSpans {
    /// One span in the units of the file.
    private struct Row {
        var start: Int
        var end: Int
        var quote: Range<Int>?
    }

    /// What became of them, in the order in which they were added.
    struct Bound {
        /// In bytes; cut to the text.
        var spans: [Span]
        var findings: [Finding]
        /// Whether all stand as the file says.
        var isExact: Bool
    }

    let text: Text
    let path: String
    private let stated: Counting
    private let unitName: String
    private var rows: [Row] = []
    private var quotes: [UInt8] = []
    private var quoted = 0

    /// Spans over a text, counted in a unit; `source` is the text as the file of the spans has it, where
    /// that is another one.
    init(_ text: Text, unit: OffsetUnit, path: String, source: Text? = nil) {
        self.text = text
        self.path = path
        stated = Counting(statedFor: source ?? text, unit)
        unitName = unit == .utf16 ? "UTF-16" : unit == .bytes ? "bytes" : "code points"
    }

    var count: Int { rows.count }

    /// The same spans over another text; `source` is the text as their file has it.
    func over(_ other: Text, source: Text) -> QuotedSpans {
        var copy = QuotedSpans(other, unit: stated.unit, path: path, source: source)
        (copy.rows, copy.quotes, copy.quoted) = (rows, quotes, quoted)
        return copy
    }

    /// Adds a span; `quote` are the words that the file says stand there.
    mutating func add(_ start: Int, _ end: Int, quote: JSONValue? = nil) { add(start, end, quote: quote?.bytes ?? []) }

    /// The same with words in UTF-8; none where the file does not say them.
    mutating func add(_ start: Int, _ end: Int, quote: [UInt8]) {
        var range: Range<Int>?
        let bytes = quote.dropFirst(ByteOrderMark.length(in: quote))
        if !bytes.isEmpty {
            range = quotes.count..<quotes.count + bytes.count
            quotes += bytes
            quoted += 1
        }
        rows.append(Row(start: start, end: end, quote: range))
    }

    /// Binds them. O(text + spans) where they are in the order of the text.
    func bound() -> Bound {
        var bound = Bound(spans: [], findings: [], isExact: true)
        if quoted == 0, let spans = whole() {
            bound.spans = spans
            return bound
        }
        let best = repaired(&bound)
        var cursor = OffsetCursor(text, best)
        var (beyond, moved, differing) = (0, 0, 0)
        bound.spans.reserveCapacity(rows.count)
        for row in rows {
            let first = cursor.byte(beforeUnits: row.start)
            let last = cursor.byte(beforeUnits: max(row.start, row.end))
            var span = Span(first ?? text.count, max(first ?? text.count, last ?? text.count))
            if let quote = row.quote, first == nil || last == nil || !matches(span, quote) {
                if let place = place(of: quote, near: Int(span.start)) {
                    span = Span(place, place + quote.count)
                    moved += 1
                } else if first != nil, last != nil {
                    differing += 1
                } else {
                    beyond += 1
                }
            } else if first == nil || last == nil {
                beyond += 1
            }
            bound.spans.append(span)
        }
        tell(moved, "moved to where the words that they quote stand", "span-moved", .warning, &bound)
        tell(differing, "do not stand where their text does", "span-text-differs", .warning, &bound)
        tell(beyond, "end beyond the text; cut to it", "span-beyond-text", .error, &bound)
        if moved + beyond > 0 { bound.isExact = false }
        return bound
    }

    /// The spans as they are stated, where all are within the text and hardly one cuts a word; else nil.
    private func whole() -> [Span]? {
        var cursor = OffsetCursor(text, stated)
        var spans: [Span] = []
        spans.reserveCapacity(rows.count)
        var broken = 0
        for row in rows {
            guard let first = cursor.byte(beforeUnits: row.start), let last = cursor.byte(beforeUnits: max(row.start, row.end))
            else { return nil }
            spans.append(Span(first, last))
            if !isWhole(spans[spans.count - 1]) { broken += 1 }
        }
        return broken * 10 < spans.count || spans.isEmpty ? spans : nil
    }

    private func tell(
        _ count: Int, _ what: String, _ code: String, _ severity: Finding.Severity, _ bound: inout Bound
    ) {
        guard count > 0 else { return }
        bound.findings.append(
            Finding(
                severity, code, at: Finding.Place(file: path), "\(count) of \(rows.count) spans \(what)",
                remedy: severity == .error ? "are these the annotations of this text?" : nil))
    }

    // MARK: Ways of counting

    private func repaired(_ bound: inout Bound) -> Counting {
        let isQuoted = quoted > 0
        let sample = sample(isQuoted)
        let repair = OffsetRepair(stated: stated, text: text)
        let score = { (counting: Counting) in fits(counting, sample, isQuoted) }
        // Without words to compare only what is striking counts.
        guard isQuoted || (sample.count - score(stated)) * 10 >= sample.count * 3 else { return stated }
        guard let best = repair.best(of: sample.count, shifts: { shifts(sample) }, fitting: score) else { return stated }
        guard isQuoted || (sample.count - score(best)) * 20 <= sample.count else { return stated }
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

    private func fits(_ counting: Counting, _ sample: [Int], _ isQuoted: Bool) -> Int {
        var cursor = OffsetCursor(text, counting)
        return sample.count { index in
            let row = rows[index]
            guard let first = cursor.byte(beforeUnits: row.start), let last = cursor.byte(beforeUnits: row.end),
                first <= last
            else { return false }
            let span = Span(first, last)
            return isQuoted ? row.quote.map { matches(span, $0) } ?? true : isWhole(span)
        }
    }

    private func shifts(_ sample: [Int]) -> [Int] {
        var cursor = OffsetCursor(text, stated)
        var found: [Int: Int] = [1: 1, -1: 1]
        var asked = 0
        for index in sample where asked < 24 {
            guard let quote = rows[index].quote, quote.count > 3 else { continue }
            let near = cursor.byte(beforeUnits: rows[index].start) ?? text.count
            guard let place = place(of: quote, near: near), place != near else { continue }
            asked += 1
            found[rows[index].start - cursor.units(beforeByte: place), default: 0] += 1
        }
        return found.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(6).map(\.key)
    }

    private func place(of quote: Range<Int>, near: Int) -> Int? {
        quotes.withUnsafeBufferPointer {
            OffsetRepair.nearest(UnsafeBufferPointer(rebasing: $0[quote]), to: near, in: text)
        }
    }

    // MARK: One span

    /// Whether a span holds the words quoted, white space apart.
    private func matches(_ span: Span, _ quote: Range<Int>) -> Bool {
        let (stands, quoted) = (text.bytes[span.range], quotes[quote])
        if stands.elementsEqual(quoted) { return true }
        let isSpace = { (byte: UInt8) in byte <= 0x20 }
        guard stands.first.map(isSpace) == quoted.first.map(isSpace), stands.last.map(isSpace) == quoted.last.map(isSpace)
        else { return false }
        return stands.lazy.filter { !isSpace($0) }.elementsEqual(quoted.lazy.filter { !isSpace($0) })
            || String(decoding: stands, as: UTF8.self) == String(decoding: quoted, as: UTF8.self)
    }

    /// Whether a span neither begins nor ends within a word.
    private func isWhole(_ span: Span) -> Bool {
        guard span.count > 0 else { return true }
        return !(isWord(before: Int(span.start)) && isWord(at: Int(span.start)))
            && !(isWord(before: Int(span.end)) && isWord(at: Int(span.end)))
            && text.byte(Int(span.start)) > 0x20 && text.byte(Int(span.end) - 1) > 0x20
    }

    private func isWord(at offset: Int) -> Bool {
        guard offset < text.count else { return false }
        let byte = text.bytes[offset]
        if byte < 0x80 { return byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39 }
        let scalar = text.scalar(at: offset).scalar
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private func isWord(before offset: Int) -> Bool {
        offset > 0 && isWord(at: text.scalarStart(atOrBefore: offset - 1))
    }
}
