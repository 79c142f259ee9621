import GlossModel

/// What stands in a paragraph, as the index keeps it beside the paragraph: a few bytes each. Entities are their
/// parts (nodes), not yet resolved.
struct Holding {
    struct Mention: Hashable {
        var entity: Int
        var span: Span
    }
    struct Event {
        /// The sentence.
        var span: Span
        var earliest: Int?
        var latest: Int?
        var precision: Precision
        var value: String

        /// Where it stands on the line of time, and how many days long it is: -1 where it has no beginning, very long
        /// where it has no end.
        var place: (day: Int, length: Int)? {
            guard let day = earliest ?? latest else { return nil }
            return (day, earliest == nil ? -1 : latest.map { $0 - day } ?? Holding.endless)
        }
    }
    struct ClaimMark {
        var span: Span
        /// Where it stands, where that is in several parts; else empty.
        var parts: [Span]
        var name: String
        /// Who says it; 0 for nobody known.
        var source: Int
        var kind: ClaimKind
        var certainty: Likelihood?
        var confidence: Confidence?
    }

    var mentions: [Mention] = []
    var events: [Event] = []
    var claims: [ClaimMark] = []

    /// So many days long is what has no end.
    static let endless = 9_999_999

    /// The parts that are read of what is kept.
    enum Depth { case mentions, all }
}

// MARK: Writing

extension Holding {
    /// The bytes of it, in a paragraph that begins at `start`. Mentions must come in order.
    func bytes(from start: Int) -> [UInt8] {
        var out = PackedWriter()
        out.reserve(16 + 4 * mentions.count + 12 * events.count + 8 * claims.count)
        let entities = Set(mentions.lazy.map(\.entity)).sorted()
        out.put(entities.count)
        var last = 0
        for entity in entities {
            out.put(entity - last)
            last = entity
        }
        out.put(mentions.count)
        var before = start
        for mention in mentions {
            out.put(signed: Int(mention.span.start) - before)
            out.put(mention.span.count)
            out.put(Self.place(of: mention.entity, in: entities))
            before = Int(mention.span.start)
        }
        out.put(events.count)
        for event in events { write(event, start, &out) }
        out.put(claims.count)
        for claim in claims { write(claim, start, &out) }
        return out.bytes
    }

    private static func place(of entity: Int, in entities: [Int]) -> Int {
        var (low, high) = (0, entities.count)
        while low < high {
            let middle = (low + high) / 2
            if entities[middle] < entity { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func write(_ event: Event, _ start: Int, _ out: inout PackedWriter) {
        out.put(signed: Int(event.span.start) - start)
        out.put(event.span.count)
        let isPlain = event.value == Self.plainValue(event.earliest, event.precision)
        let isOneDay = event.earliest != nil && event.earliest == event.latest
        out.put(
            (event.earliest != nil ? 1 : 0) | (event.latest != nil ? 2 : 0) | (isOneDay ? 4 : 0) | (isPlain ? 8 : 0) | Int(event.precision.rawValue) << 4)
        if let earliest = event.earliest { out.put(signed: earliest) }
        if let latest = event.latest, !isOneDay { out.put(signed: latest - (event.earliest ?? 0)) }
        if !isPlain { out.put(event.value) }
    }

    private func write(_ claim: ClaimMark, _ start: Int, _ out: inout PackedWriter) {
        out.put(signed: Int(claim.span.start) - start)
        out.put(claim.span.count)
        out.put(
            Int(claim.kind.rawValue) | (claim.certainty.map { Int($0.rawValue) + 1 } ?? 0) << 2 | (claim.confidence.map { Int($0.rawValue) + 1 } ?? 0) << 5
                | (claim.parts.count > 1 ? 128 : 0))
        out.put(claim.source)
        if let number = Self.number(claim.name) { out.put(number << 1) } else {
            out.put(1)
            out.put(claim.name)
        }
        guard claim.parts.count > 1 else { return }
        out.put(claim.parts.count)
        for part in claim.parts {
            out.put(signed: Int(part.start) - start)
            out.put(part.count)
        }
    }

    /// The number of `c17`; nil for another name.
    private static func number(_ name: String) -> Int? {
        guard name.hasPrefix("c"), let number = Int(name.dropFirst()), number >= 0, "c\(number)" == name else { return nil }
        return number
    }

    /// The value of a day, a month or a year that begins on a day.
    private static func plainValue(_ earliest: Int?, _ precision: Precision) -> String? {
        guard let earliest else { return nil }
        let day = Day(number: earliest).description
        switch precision {
        case .day: return day
        case .month: return String(day.dropLast(3))
        case .year: return String(day.dropLast(6))
        default: return nil
        }
    }
}

// MARK: Reading

extension Holding {
    /// What the bytes of a paragraph that begins at `start` say; what is broken in them is left out.
    init(_ bytes: UnsafeRawBufferPointer, from start: Int, _ depth: Depth = .all) {
        var input = PackedReader(bytes)
        var entities: [Int] = []
        var last = 0
        for _ in 0..<input.count() {
            last += input.number()
            entities.append(last)
        }
        var before = start
        let count = input.count()
        mentions.reserveCapacity(count)
        for _ in 0..<count {
            before += input.signed()
            let length = input.number()
            let place = input.number()
            guard place < entities.count else { return }
            mentions.append(Mention(entity: entities[place], span: Span(before, before + length)))
        }
        guard depth == .all else { return }
        for _ in 0..<input.count() { if let event = Self.event(&input, start) { events.append(event) } }
        for _ in 0..<input.count() { claims.append(Self.claim(&input, start)) }
    }

    private static func event(_ input: inout PackedReader, _ start: Int) -> Event? {
        let first = start + input.signed()
        let length = input.number()
        let flags = input.number()
        guard let precision = Precision(rawValue: UInt8(truncatingIfNeeded: flags >> 4)) else { return nil }
        let earliest = flags & 1 != 0 ? input.signed() : nil
        var latest = flags & 4 != 0 ? earliest : nil
        if flags & 2 != 0, flags & 4 == 0 { latest = input.signed() + (earliest ?? 0) }
        let value = flags & 8 != 0 ? plainValue(earliest, precision) ?? "" : input.string()
        return Event(span: Span(first, first + length), earliest: earliest, latest: latest, precision: precision, value: value)
    }

    private static func claim(_ input: inout PackedReader, _ start: Int) -> ClaimMark {
        let first = start + input.signed()
        let length = input.number()
        let flags = input.number()
        let source = input.number()
        let number = input.number()
        var claim = ClaimMark(
            span: Span(first, first + length), parts: [], name: number & 1 == 0 ? "c\(number >> 1)" : input.string(), source: source,
            kind: ClaimKind(rawValue: UInt8(flags & 3)) ?? .asserted, certainty: Likelihood(rawValue: UInt8(truncatingIfNeeded: flags >> 2 & 7) &- 1),
            confidence: Confidence(rawValue: UInt8(truncatingIfNeeded: flags >> 5 & 3) &- 1))
        guard flags & 128 != 0 else { return claim }
        for _ in 0..<input.count() {
            let place = start + input.signed()
            claim.parts.append(Span(place, place + input.number()))
        }
        return claim
    }

    /// Which entities are mentioned, each once, in order: what is read of a paragraph of which nothing else is wanted.
    static func entities(_ bytes: UnsafeRawBufferPointer, _ body: (Int) -> Void) {
        var input = PackedReader(bytes)
        var last = 0
        for _ in 0..<input.count() {
            last += input.number()
            body(last)
        }
    }
}

/// Numbers of few bytes each, one after the other: seven bits a byte, the lowest first (LEB128).
struct PackedWriter {
    private(set) var bytes: [UInt8] = []

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    /// A number from 0 on.
    mutating func put(_ number: Int) {
        var rest = UInt64(max(0, number))
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// A number of either sign.
    mutating func put(signed number: Int) { put(number << 1 ^ number >> 63) }

    mutating func put(_ string: String) {
        put(string.utf8.count)
        bytes += string.utf8
    }
}

/// Reads them; beyond the end there are zeros.
struct PackedReader {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func number() -> Int {
        var (number, shift): (UInt64, UInt64) = (0, 0)
        while place < bytes.count, shift < 63 {
            let byte = bytes[place]
            place += 1
            number |= UInt64(byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 { break }
        }
        return Int(number & UInt64(Int64.max))
    }

    mutating func signed() -> Int {
        let number = number()
        return number >> 1 ^ -(number & 1)
    }

    /// How many follow: no more than there are bytes.
    mutating func count() -> Int { min(number(), bytes.count - place) }

    mutating func string() -> String {
        let length = count()
        defer { place += length }
        return String(decoding: bytes[place..<place + length], as: UTF8.self)
    }
}

// MARK: Asking

extension Holding {
    /// Mentions in order of place, each once.
    mutating func putInOrder() {
        mentions.sort { ($0.span.start, $1.span.end, $0.entity) < ($1.span.start, $0.span.end, $1.entity) }
        var last: Mention?
        mentions.removeAll { mention in
            defer { last = mention }
            return mention == last
        }
    }

    /// The entities that are mentioned within a place, each once, in order.
    func entities(in span: Span) -> [Int] {
        Set(mentions.lazy.filter { $0.span.start >= span.start && $0.span.start < span.end }.map(\.entity)).sorted()
    }

    /// Appends the words for the index of marks, a space before each.
    func appendMarks(to words: inout [UInt8]) {
        for entity in Set(mentions.lazy.map(\.entity)) { words += " e\(entity)".utf8 }
        for source in Set(claims.lazy.map(\.source)) where source > 0 { words += " s\(source)".utf8 }
        for kind in Set(claims.lazy.map(\.kind)) { words += " k\(kind.rawValue)".utf8 }
        for band in Set(claims.lazy.compactMap(\.certainty)) { words += " b\(band.rawValue)".utf8 }
    }

    /// The entities, for a list in SQL.
    var entityList: String { Set(mentions.lazy.map(\.entity)).sorted().map(String.init).joined(separator: ",") }
}
