/// A row of a layer's table. Most rows fit a narrower form: it leaves out what the place in the
/// table tells, and numbers that are hardly ever great.
public protocol TableRow: Sendable {
    associatedtype Narrow: Sendable

    /// The narrower form of the row at an index; nil where it does not fit.
    func narrow(at index: Int) -> Narrow?

    /// The row of a narrower form at an index.
    init(_ narrow: Narrow, at index: Int)
}

/// A table of a layer: an array of rows in chunks, which takes half of an array's memory or less
/// and is never copied to grow. Rows are read and written whole.
public struct RowTable<Row: TableRow>: RandomAccessCollection, MutableCollection, ExpressibleByArrayLiteral, Sendable {
    /// Rows of each chunk: here, or in `wide` where one of them does not fit.
    @usableFromInline var narrow: [[Row.Narrow]] = []
    @usableFromInline var wide: [[Row]] = []
    /// All rows, where the table was made of an array; the chunks are empty then.
    @usableFromInline var whole: [Row] = []
    @usableFromInline var chunked = 0

    /// The number of rows.
    @inlinable public var count: Int { whole.isEmpty ? chunked : whole.count }

    @inlinable static var bits: Int { 9 }
    @inlinable static var chunk: Int { 1 << bits }

    /// A table without rows.
    public init() {}

    /// A table of some rows. Linear.
    public init(_ rows: some Sequence<Row>) {
        for row in rows { append(row) }
    }

    /// A table that keeps an array as it is. O(1).
    public init(whole rows: [Row]) { whole = rows }

    public init(arrayLiteral rows: Row...) { self.init(rows) }

    public var startIndex: Int { 0 }
    public var endIndex: Int { count }

    /// A row. O(1); where one is written that does not fit, its chunk grows wider.
    @inlinable
    public subscript(index: Int) -> Row {
        get {
            if !whole.isEmpty { return whole[index] }
            precondition(index >= 0 && index < chunked, "row out of range")
            let (chunk, place) = (index >> Self.bits, index & (Self.chunk - 1))
            return wide[chunk].isEmpty ? Row(narrow[chunk][place], at: index) : wide[chunk][place]
        }
        set {
            if !whole.isEmpty {
                whole[index] = newValue
                return
            }
            let (chunk, place) = (index >> Self.bits, index & (Self.chunk - 1))
            if wide[chunk].isEmpty {
                if let row = newValue.narrow(at: index) {
                    narrow[chunk][place] = row
                    return
                }
                widen(chunk)
            }
            wide[chunk][place] = newValue
        }
    }

    /// Adds a row. O(1).
    public mutating func append(_ row: Row) {
        if !whole.isEmpty { return whole.append(row) }
        if chunked & (Self.chunk - 1) == 0 { begin() }
        let last = narrow.count - 1
        chunked += 1
        if wide[last].isEmpty {
            if let narrowed = row.narrow(at: chunked - 1) { return narrow[last].append(narrowed) }
            widen(last)
        }
        wide[last].append(row)
    }

    /// Adds rows. Linear in their number.
    public mutating func append(contentsOf rows: some Sequence<Row>) {
        for row in rows { append(row) }
    }

    public static func += (table: inout RowTable, rows: some Sequence<Row>) { table.append(contentsOf: rows) }

    /// Sorts the rows. O(n log n).
    public mutating func sort(by isOrdered: (Row, Row) throws -> Bool) rethrows {
        guard whole.isEmpty else { return try whole.sort(by: isOrdered) }
        self = RowTable(try sorted(by: isOrdered))
    }

    /// Begins a chunk; the first grows as it is filled, since many tables are small.
    private mutating func begin() {
        var rows: [Row.Narrow] = []
        if chunked > 0 { rows.reserveCapacity(Self.chunk) }
        narrow.append(rows)
        wide.append([])
    }

    @usableFromInline
    mutating func widen(_ chunk: Int) {
        let first = chunk << Self.bits
        var rows: [Row] = []
        rows.reserveCapacity(narrow[chunk].count + 1)
        for (place, row) in narrow[chunk].enumerated() { rows.append(Row(row, at: first + place)) }
        narrow[chunk] = []
        wide[chunk] = rows
    }
}

extension RowTable: Equatable where Row: Equatable {
    public static func == (a: RowTable, b: RowTable) -> Bool { a.elementsEqual(b) }
}

// MARK: The rows' narrower forms

extension Mention: TableRow {
    /// A contiguous mention of less than 64 kB, numbered by its place. 12 bytes.
    public struct Narrow: Sendable {
        var start: UInt32
        var entity: UInt32
        var length: UInt16
        /// Type times four and form.
        var kind: UInt16
    }

    public func narrow(at index: Int) -> Narrow? {
        guard number == UInt32(truncatingIfNeeded: index + 1), fragments == 0, type < 1 << 14,
            span.end >= span.start, span.count < 1 << 16
        else { return nil }
        return Narrow(
            start: span.start, entity: entity, length: UInt16(truncatingIfNeeded: span.count),
            kind: type << 2 | UInt16(form.rawValue))
    }

    public init(_ narrow: Narrow, at index: Int) {
        self.init(
            span: Span(Int(narrow.start), Int(narrow.start) + Int(narrow.length)),
            number: UInt32(truncatingIfNeeded: index + 1), type: narrow.kind >> 2,
            form: Form(rawValue: UInt8(truncatingIfNeeded: narrow.kind & 3)) ?? .name,
            entity: narrow.entity)
    }
}

extension Claim: TableRow {
    /// A claim of less than 64 kB, numbered by its place, with its cue behind its content in the
    /// pool. 24 bytes.
    public struct Narrow: Sendable {
        var start: UInt32
        var spans: UInt32
        var source: UInt32
        var length: UInt16
        var spanCount: UInt16
        /// How many rows before it the claim stands that it is within; 0 for none.
        var within: UInt16
        var term: UInt16
        /// Four bits for the cue's spans, four for the sources.
        var counts: UInt8
        /// Kind 2 bits, forecast 1, and confidence 2; 3 stands for none.
        var kind: UInt8
        /// 255 for none.
        var likelihood: UInt8
    }

    public func narrow(at index: Int) -> Narrow? {
        let back = within == 0 ? 0 : Int(number) - Int(within)
        guard number == UInt32(truncatingIfNeeded: index + 1), contentPart == 0, cuePart == 0,
            extent.end >= extent.start, extent.count < 1 << 16, spans.count < 1 << 16,
            cue.count < 16, cue.count == 0 || cue.first == spans.first + spans.count,
            sources.count < 16, term < 1 << 16, within == 0 || back > 0 && back < 1 << 16
        else { return nil }
        return Narrow(
            start: extent.start, spans: spans.first, source: sources.lowerBound,
            length: UInt16(extent.count), spanCount: UInt16(spans.count), within: UInt16(back),
            term: UInt16(term), counts: UInt8(cue.count) << 4 | UInt8(sources.count),
            kind: kind.rawValue << 3 | (isForecast ? 4 : 0) | (confidence?.rawValue ?? 3),
            likelihood: likelihood?.rawValue ?? 255)
    }

    public init(_ narrow: Narrow, at index: Int) {
        let number = UInt32(truncatingIfNeeded: index + 1)
        let cueCount = Int(narrow.counts >> 4)
        self.init(
            number: number, extent: Span(Int(narrow.start), Int(narrow.start) + Int(narrow.length)),
            spans: SpanList(first: Int(narrow.spans), count: Int(narrow.spanCount)),
            cue: cueCount == 0
                ? .none : SpanList(first: Int(narrow.spans) + Int(narrow.spanCount), count: cueCount),
            sources: narrow.source..<narrow.source + UInt32(narrow.counts & 15),
            kind: ClaimKind(rawValue: narrow.kind >> 3) ?? .asserted,
            isForecast: narrow.kind & 4 != 0,
            within: narrow.within == 0 ? 0 : number - UInt32(narrow.within),
            likelihood: Likelihood(rawValue: narrow.likelihood), term: UInt32(narrow.term),
            confidence: Confidence(rawValue: narrow.kind & 3))
    }
}

extension ClaimSource: TableRow {
    /// Few spans. 16 bytes.
    public struct Narrow: Sendable {
        var spans: UInt32
        var mention: UInt32
        /// Number of the entity; 0 for none.
        var entity: UInt32
        var layer: UInt16
        var count: UInt16
    }

    public func narrow(at index: Int) -> Narrow? {
        guard spans.count < 1 << 16, entity.map({ $0.kind == .entity && $0.number > 0 }) != false
        else { return nil }
        return Narrow(
            spans: spans.first, mention: mention, entity: entity?.number ?? 0,
            layer: entity?.layer ?? 0, count: UInt16(spans.count))
    }

    public init(_ narrow: Narrow, at index: Int) {
        self.init(
            spans: SpanList(first: Int(narrow.spans), count: Int(narrow.count)),
            entity: narrow.entity == 0
                ? nil : AnnotationID(layer: narrow.layer, kind: .entity, number: narrow.entity),
            mention: narrow.mention)
    }
}
