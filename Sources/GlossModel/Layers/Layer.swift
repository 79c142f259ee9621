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
/// the others by number. A layer is read only: `LayerBuilder` makes it, and makes another of it.
public struct Layer: Sendable {
    /// Which layer of its report, from 0; part of every `AnnotationID`.
    public internal(set) var number: UInt16
    /// File name, annotator's name, or `gloss`.
    public internal(set) var name: String
    public internal(set) var origin: Origin

    public internal(set) var types: [TypeName] = []
    /// Interned strings; index 0 is the empty string.
    public internal(set) var strings: [String] = [""]
    /// Pool of spans that `SpanList`s are slices of.
    public internal(set) var spans: [Span] = []
    /// Fragments of discontinuous mentions and parts.
    public internal(set) var fragments: [SpanList] = []

    public internal(set) var mentions: RowTable<Mention> = []
    /// Text-bound annotations that serve another: triggers, contents, cues, sources.
    public internal(set) var parts: RowTable<Mention> = []
    public internal(set) var entities: [Entity] = []
    public internal(set) var times: RowTable<TimeExpression> = []
    public internal(set) var claims: RowTable<Claim> = []
    public internal(set) var sources: RowTable<ClaimSource> = []
    public internal(set) var relations: [Relation] = []
    public internal(set) var events: [Event] = []
    public internal(set) var attributes: [Attribute] = []
    public internal(set) var notes: [Note] = []
    public internal(set) var references: [Reference] = []
    public internal(set) var equivalences: [Equivalence] = []

    /// Entities of this layer for the mentions of another, by row of that layer; 0 for none.
    public internal(set) var identities: Identities?

    /// Which rules made the annotations; nil where nobody asked, or a file brought them.
    public internal(set) var explanation: Explanation?

    /// Names that are not the kind's prefix and the number.
    public internal(set) var names: [AnnotationID: String] = [:]
    /// What goes before the number in the name of a kind.
    public internal(set) var prefixes = Layer.glossPrefixes

    /// The lines this layer was read from, where its format keeps them (brat): what a reader does
    /// not understand is in them, and they are written back as they stand.
    public internal(set) var source: Text?
    /// Name of the format of `source`: only that one writes it back as it stands.
    public internal(set) var sourceFormat = "brat"
    /// The bytes of `source` that are about this report, where it holds several; nil: all of it.
    public internal(set) var sourceRange: Range<Int>?
    /// Whether the spans of `source` fit the text as they stand; else they were counted otherwise
    /// and are written anew.
    public internal(set) var isSourceExact = true

    var mentionIndex = IntervalIndex(count: 0) { _ in Span(0, 0) }
    private var timeIndex = IntervalIndex(count: 0) { _ in Span(0, 0) }
    private var claimIndex = IntervalIndex(count: 0) { _ in Span(0, 0) }
    private(set) var attributeIndex = TargetIndex()
    private(set) var noteIndex = TargetIndex()
    private(set) var referenceIndex = TargetIndex()
    private(set) var relationsFrom = TargetIndex()
    private(set) var relationsTo = TargetIndex()
    /// How to find the rows of a kind by their numbers, in the order of the kinds. No dictionary: making
    /// one of keys of one's own costs a start tens of microseconds.
    var rows = [RowOrder?](repeating: nil, count: AnnotationKind.allCases.count)

    /// How the numbers of a table's rows lie.
    enum RowOrder: Sendable {
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

    /// An empty layer, for a builder.
    init(number: UInt16, name: String, origin: Origin) {
        self.number = number
        self.name = name
        self.origin = origin
    }

    /// The number of a type for what has none that is known.
    public static let noType = UInt16.max

    /// The name of a type by its index in `types`; empty where there is none, `noType` among them.
    public func typeName(_ index: UInt16) -> String { Int(index) < types.count ? types[Int(index)].name : "" }

    /// Sorts the tables and builds the indices. O(n log n), O(n) where already in order.
    mutating func finish() {
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
