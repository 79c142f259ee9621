/// Where annotations come from.
public enum Origin: String, Sendable {
    case file, computed
}

/// A type of annotation as a layer names it.
public struct TypeName: Sendable, Hashable {
    /// The name in the file.
    public var name: String
    /// What to show for it; nil: the name.
    public var label: String?
    /// Background colour that the file asks for, `#rrggbb` or an X11 name; nil: the theme's.
    public var color: String?

    public init(_ name: String, label: String? = nil, color: String? = nil) {
        self.name = name
        self.label = label
        self.color = color
    }
}

/// Annotations of one origin over one text: a file's, an annotator's, a person's.
///
/// Tables have rows of fixed width. `mentions`, `times` and `claims` are sorted by span;
/// the others by number. A layer is immutable once `finish()` has indexed it.
public struct Layer: Sendable {
    /// Which layer of its report, from 0; part of every `AnnotationID`.
    public internal(set) var number: UInt16
    /// File name, annotator's name, or `gloss`.
    public var name: String
    public var origin: Origin

    public var types: [TypeName] = []
    /// Interned strings; index 0 is the empty string.
    public var strings: [String] = [""]
    /// Pool of spans that `SpanList`s are slices of.
    public var spans: [Span] = []
    /// Fragments of discontinuous mentions and parts.
    public var fragments: [SpanList] = []

    public var mentions: RowTable<Mention> = []
    /// Text-bound annotations that serve another: triggers, contents, cues, sources.
    public var parts: RowTable<Mention> = []
    public var entities: [Entity] = []
    public var times: RowTable<TimeExpression> = []
    public var claims: RowTable<Claim> = []
    public var sources: RowTable<ClaimSource> = []
    public var relations: [Relation] = []
    public var events: [Event] = []
    public var attributes: [Attribute] = []
    public var notes: [Note] = []
    public var references: [Reference] = []
    public var equivalences: [Equivalence] = []

    /// Entities of this layer for the mentions of another, by row of that layer; 0 for none.
    public var identities: Identities?

    /// Which rules made the annotations; nil where nobody asked, or a file brought them.
    public var explanation: Explanation?

    /// Names that are not the kind's prefix and the number.
    public var names: [AnnotationID: String] = [:]
    /// What goes before the number in the name of a kind.
    public var prefixes = Layer.glossPrefixes

    /// The lines this layer was read from, where its format keeps them (brat): what a reader does
    /// not understand is in them, and they are written back as they stand.
    public var source: Text?
    /// Name of the format of `source`: only that one writes it back as it stands.
    public var sourceFormat = "brat"
    /// The bytes of `source` that are about this report, where it holds several; nil: all of it.
    public var sourceRange: Range<Int>?
    /// Whether the spans of `source` fit the text as they stand; else they were counted otherwise
    /// and are written anew.
    public var isSourceExact = true

    private var mentionIndex = IntervalIndex(count: 0) { _ in Span(0, 0) }
    private var timeIndex = IntervalIndex(count: 0) { _ in Span(0, 0) }
    private var claimIndex = IntervalIndex(count: 0) { _ in Span(0, 0) }
    private(set) var attributeIndex = TargetIndex()
    private(set) var noteIndex = TargetIndex()
    private(set) var referenceIndex = TargetIndex()
    private(set) var relationsFrom = TargetIndex()
    private(set) var relationsTo = TargetIndex()
    /// How to find the rows of a kind by their numbers, in the order of the kinds. No dictionary: making
    /// one of keys of one's own costs a start tens of microseconds.
    private var rows = [RowOrder?](repeating: nil, count: AnnotationKind.allCases.count)

    /// How the numbers of a table's rows lie.
    private enum RowOrder: Sendable {
        /// Row i has number i + 1.
        case dense
        /// The rows are in the order of their numbers.
        case ascending
        /// The rows, in the order of their numbers.
        case permuted([UInt32])
    }

    /// Entities given to the mentions of another layer.
    public struct Identities: Sendable {
        /// The layer whose mentions are meant.
        public var layer: UInt16
        /// Number of the entity for each row of that layer's `mentions`; 0 for none.
        public var entities: [UInt32]

        public init(layer: UInt16, entities: [UInt32]) {
            self.layer = layer
            self.entities = entities
        }
    }

    /// What goes before the number in the name of a kind; nil where numbers are no names.
    public struct Prefixes: Sendable, ExpressibleByDictionaryLiteral {
        private var texts = [String](repeating: "", count: AnnotationKind.allCases.count)

        public init(dictionaryLiteral elements: (AnnotationKind, String)...) {
            for (kind, text) in elements { self[kind] = text }
        }

        public subscript(kind: AnnotationKind) -> String? {
            get {
                let text = texts[kind]
                return text.isEmpty ? nil : text
            }
            set { texts[kind] = newValue ?? "" }
        }
    }

    /// The prefixes of gloss's own names: m1, e1, t1, c1, r1.
    public static let glossPrefixes: Prefixes = [
        .mention: "m", .entity: "e", .time: "t", .claim: "c", .relation: "r", .event: "v",
        .part: "p", .attribute: "a", .note: "n", .reference: "x",
    ]

    /// The prefixes of brat: T, E, R, A, #, N.
    public static let bratPrefixes: Prefixes = [
        .mention: "T", .entity: "e", .time: "T", .claim: "E", .relation: "R", .event: "E",
        .part: "T", .attribute: "A", .note: "#", .reference: "N",
    ]

    /// An empty layer.
    public init(number: UInt16, name: String, origin: Origin) {
        self.number = number
        self.name = name
        self.origin = origin
    }

    /// The number of a type for what has none that is known.
    public static let noType = UInt16.max

    /// The name of a type by its index in `types`; empty where there is none, `noType` among them.
    public func typeName(_ index: UInt16) -> String { Int(index) < types.count ? types[Int(index)].name : "" }

    // MARK: Building

    /// The index of a type in `types`, added if it is new. Linear in the number of types.
    public mutating func type(named name: String) -> UInt16 {
        if let index = types.firstIndex(where: { $0.name == name }) { return UInt16(index) }
        types.append(TypeName(name))
        return UInt16(types.count - 1)
    }

    /// Adds a string to `strings` and gives its index.
    public mutating func intern(_ string: String) -> UInt32 {
        if string.isEmpty { return 0 }
        strings.append(string)
        return UInt32(strings.count - 1)
    }

    /// Adds spans to the pool.
    public mutating func list(_ spans: some Collection<Span>) -> SpanList {
        let first = self.spans.count
        self.spans.append(contentsOf: spans)
        return SpanList(first: first, count: spans.count)
    }

    /// The fragments of a mention or part as a list; those of a discontinuous one are not copied.
    public mutating func list(of mention: Mention) -> SpanList {
        mention.fragments > 0 ? fragments[Int(mention.fragments) - 1] : list(CollectionOfOne(mention.span))
    }

    /// Makes a mention of one span or several (which must be in order and apart).
    public mutating func makeMention(
        _ spans: some Collection<Span>, number: UInt32, type: UInt16, form: Form = .name, entity: UInt32 = 0
    ) -> Mention {
        guard let first = spans.first else { preconditionFailure("a mention without spans") }
        guard spans.count > 1 else {
            return Mention(span: first, number: number, type: type, form: form, entity: entity)
        }
        fragments.append(list(spans))
        let whole = Span(Int(first.start), Int(spans.map(\.end).max() ?? first.end))
        return Mention(
            span: whole, number: number, type: type, form: form, entity: entity,
            fragments: UInt32(fragments.count))
    }

    /// Sorts the tables and builds the indices. O(n log n), O(n) where already in order.
    public mutating func finish() {
        Self.sort(&mentions) { ($0.span, $0.number) < ($1.span, $1.number) }
        Self.sort(&times) { ($0.span, $0.number) < ($1.span, $1.number) }
        Self.sort(&claims) { ($0.extent, $0.number) < ($1.extent, $1.number) }
        mentionIndex = IntervalIndex(count: mentions.count) { mentions[$0].span }
        timeIndex = IntervalIndex(count: times.count) { times.span(at: $0) }
        claimIndex = IntervalIndex(count: claims.count) { claims[$0].extent }
        rows[.mention] = Self.order(mentions.count) { mentions[$0].number }
        rows[.part] = Self.order(parts.count) { parts[$0].number }
        rows[.time] = Self.order(times.count) { times[$0].number }
        rows[.claim] = Self.order(claims.count) { claims[$0].number }
        rows[.entity] = Self.order(entities.count) { entities[$0].number }
        rows[.relation] = Self.order(relations.count) { relations[$0].number }
        rows[.event] = Self.order(events.count) { events[$0].number }
        attributeIndex = TargetIndex(count: attributes.count) { attributes[$0].target }
        noteIndex = TargetIndex(count: notes.count) { notes[$0].target }
        referenceIndex = TargetIndex(count: references.count) { references[$0].target }
        relationsFrom = TargetIndex(count: relations.count) { relations[$0].from }
        relationsTo = TargetIndex(count: relations.count) { relations[$0].to }
    }

    /// Sorts what is not in order yet.
    private static func sort<Row>(_ table: inout RowTable<Row>, by isOrdered: (Row, Row) -> Bool) {
        for index in table.indices.dropFirst() where isOrdered(table[index], table[index - 1]) {
            table.sort(by: isOrdered)
            return
        }
    }

    private static func order(_ count: Int, number: (Int) -> UInt32) -> RowOrder {
        if (0..<count).allSatisfy({ number($0) == UInt32($0 + 1) }) { return .dense }
        if (1..<count).allSatisfy({ number($0 - 1) < number($0) }) { return .ascending }
        return .permuted((0..<UInt32(count)).sorted { number(Int($0)) < number(Int($1)) })
    }

    // MARK: Reading

    /// The row of an annotation in its table, or nil. O(log n).
    public func row(_ kind: AnnotationKind, _ number: UInt32) -> Int? {
        guard number > 0, let order = rows[kind] else { return nil }
        let count = rowCount(kind)
        switch order {
        case .dense: return Int(number) <= count ? Int(number) - 1 : nil
        case .ascending: return find(number, among: count) { rowNumber(kind, $0) }
        case .permuted(let order):
            return find(number, among: count) { rowNumber(kind, Int(order[$0])) }.map { Int(order[$0]) }
        }
    }

    private func find(_ wanted: UInt32, among count: Int, _ number: (Int) -> UInt32) -> Int? {
        let place = (0..<count).partitioningIndex { number($0) >= wanted }
        return place < count && number(place) == wanted ? place : nil
    }

    private func rowCount(_ kind: AnnotationKind) -> Int {
        switch kind {
        case .mention: mentions.count
        case .part: parts.count
        case .time: times.count
        case .claim: claims.count
        case .entity: entities.count
        case .relation: relations.count
        case .event: events.count
        default: 0
        }
    }

    private func rowNumber(_ kind: AnnotationKind, _ row: Int) -> UInt32 {
        switch kind {
        case .mention: mentions[row].number
        case .part: parts[row].number
        case .time: times[row].number
        case .claim: claims[row].number
        case .entity: entities[row].number
        case .relation: relations[row].number
        case .event: events[row].number
        default: 0
        }
    }

    public func mention(_ number: UInt32) -> Mention? { row(.mention, number).map { mentions[$0] } }
    public func part(_ number: UInt32) -> Mention? { row(.part, number).map { parts[$0] } }
    public func time(_ number: UInt32) -> TimeExpression? { row(.time, number).map { times[$0] } }
    public func claim(_ number: UInt32) -> Claim? { row(.claim, number).map { claims[$0] } }
    public func entity(_ number: UInt32) -> Entity? { row(.entity, number).map { entities[$0] } }

    /// The fragments of a mention or part, in order; one for a contiguous one.
    public func spans(of mention: Mention) -> [Span] {
        guard mention.fragments > 0 else { return [mention.span] }
        return Array(spans(fragments[Int(mention.fragments) - 1]))
    }

    /// The spans of a list.
    public func spans(_ list: SpanList) -> ArraySlice<Span> { spans[list.indices] }

    /// The sources of a claim, in the order of the file.
    public func sources(of claim: Claim) -> Slice<RowTable<ClaimSource>> {
        sources[Int(claim.sources.lowerBound)..<Int(claim.sources.upperBound)]
    }

    /// Rows of the mentions that overlap a span, in order. O(log n + hits).
    public func mentionRows(overlapping span: Span) -> [Int] {
        var found: [Int] = []
        mentionIndex.forEach(overlapping: span, span: { mentions[$0].span }, { found.append($0) })
        return found
    }

    /// Rows of the times that overlap a span, in order. O(log n + hits).
    public func timeRows(overlapping span: Span) -> [Int] {
        var found: [Int] = []
        timeIndex.forEach(overlapping: span, span: { times.span(at: $0) }, { found.append($0) })
        return found
    }

    /// Rows of the claims whose extent overlaps a span, in order. O(log n + hits).
    public func claimRows(overlapping span: Span) -> [Int] {
        var found: [Int] = []
        claimIndex.forEach(overlapping: span, span: { claims[$0].extent }, { found.append($0) })
        return found
    }

    /// The number of the entity that a mention row of layer `layer` refers to, as this layer has it.
    public func entityNumber(ofMentionRow row: Int, inLayer layer: UInt16) -> UInt32 {
        if layer == number { return mentions[row].entity }
        guard let identities, identities.layer == layer, row < identities.entities.count else {
            return 0
        }
        return identities.entities[row]
    }

    /// The name of an annotation of this layer, unique within layer and kind: `T12`, `c3`.
    public func name(of id: AnnotationID) -> String {
        names[id] ?? (prefixes[id.kind] ?? "") + String(id.number)
    }
}
