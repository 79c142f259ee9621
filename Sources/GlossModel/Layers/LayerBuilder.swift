/// Makes a layer, and changes one: the only way to either. Rows are added to its tables in any order;
/// `finished` sorts and indexes them.
public struct LayerBuilder: Sendable {
    private var layer: Layer
    /// Whether the order and the indices of the layer still fit its tables.
    private var isIndexed = true

    /// Begins an empty layer of the given number in its report.
    public init(number: UInt16, name: String, origin: Origin) {
        layer = Layer(number: number, name: name, origin: origin)
    }

    /// Begins with what a layer has. Tables are copied when they are first changed.
    public init(_ layer: Layer) { self.layer = layer }

    /// The layer, sorted and indexed. O(n log n), O(n) where the rows are in order, O(1) where nothing but
    /// names and sources changed.
    public consuming func finished() -> Layer {
        if !isIndexed { layer.finish() }
        return layer
    }

    /// Which layer of its report it will be, from 0.
    public var number: UInt16 { layer.number }

    /// The name of a type by its index; empty where there is none.
    public func typeName(_ index: UInt16) -> String { layer.typeName(index) }

    /// The name of an annotation of this layer.
    public func id(_ kind: AnnotationKind, _ number: UInt32) -> AnnotationID {
        AnnotationID(layer: layer.number, kind: kind, number: number)
    }

    /// The index of a type in `types`, added if it is new. Linear in the number of types.
    public mutating func type(named name: String) -> UInt16 { layer.type(named: name) }

    /// Adds a string to `strings` and gives its index.
    public mutating func intern(_ string: String) -> UInt32 {
        if string.isEmpty { return 0 }
        strings.append(string)
        return UInt32(strings.count - 1)
    }

    /// Adds spans to the pool.
    public mutating func list(_ spans: some Collection<Span>) -> SpanList {
        layer.list(spans)
    }

    /// The fragments of a mention or part, in order; one for a contiguous one.
    public func spans(of mention: Mention) -> [Span] { layer.spans(of: mention) }

    /// The spans of a list.
    public func spans(_ list: SpanList) -> ArraySlice<Span> { layer.spans[list.indices] }

    /// The fragments of a mention or part as a list; those of a discontinuous one are not copied.
    public mutating func list(of mention: Mention) -> SpanList {
        mention.fragments > 0 ? layer.fragments[Int(mention.fragments) - 1] : list(CollectionOfOne(mention.span))
    }

    /// Makes a mention of one span or several (which must be in order and apart).
    public mutating func makeMention(
        _ spans: some Collection<Span>, number: UInt32, type: UInt16, form: Form = .name, entity: UInt32 = 0
    ) -> Mention {
        layer.makeMention(spans, number: number, type: type, form: form, entity: entity)
    }
}

extension Layer {
    /// As `LayerBuilder` has it.
    mutating func type(named name: String) -> UInt16 {
        if let index = types.firstIndex(where: { $0.name == name }) { return UInt16(index) }
        types.append(TypeName(name))
        return UInt16(types.count - 1)
    }

    /// As `LayerBuilder` has it.
    mutating func list(_ spans: some Collection<Span>) -> SpanList {
        let first = self.spans.count
        self.spans.append(contentsOf: spans)
        return SpanList(first: first, count: spans.count)
    }

    /// As `LayerBuilder` has it.
    mutating func makeMention(_ spans: some Collection<Span>, number: UInt32, type: UInt16, form: Form, entity: UInt32) -> Mention {
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
}

/// The tables, as `Layer` describes them.
extension LayerBuilder {
    public var name: String {
        get { layer.name }
        _modify { yield &layer.name }
    }
    public var origin: Origin {
        get { layer.origin }
        _modify { yield &layer.origin }
    }
    public var types: [TypeName] {
        get { layer.types }
        _modify { yield &layer.types }
    }
    public var strings: [String] {
        get { layer.strings }
        _modify { yield &layer.strings }
    }
    public var spans: [Span] {
        get { layer.spans }
        _modify { yield &layer.spans }
    }
    public var fragments: [SpanList] {
        get { layer.fragments }
        _modify { yield &layer.fragments }
    }
    public var mentions: RowTable<Mention> {
        get { layer.mentions }
        _modify {
            isIndexed = false
            yield &layer.mentions
        }
    }
    public var parts: RowTable<Mention> {
        get { layer.parts }
        _modify {
            isIndexed = false
            yield &layer.parts
        }
    }
    public var entities: [Entity] {
        get { layer.entities }
        _modify {
            isIndexed = false
            yield &layer.entities
        }
    }
    public var times: RowTable<TimeExpression> {
        get { layer.times }
        _modify {
            isIndexed = false
            yield &layer.times
        }
    }
    public var claims: RowTable<Claim> {
        get { layer.claims }
        _modify {
            isIndexed = false
            yield &layer.claims
        }
    }
    public var sources: RowTable<ClaimSource> {
        get { layer.sources }
        _modify { yield &layer.sources }
    }
    public var relations: [Relation] {
        get { layer.relations }
        _modify {
            isIndexed = false
            yield &layer.relations
        }
    }
    public var events: [Event] {
        get { layer.events }
        _modify {
            isIndexed = false
            yield &layer.events
        }
    }
    public var attributes: [Attribute] {
        get { layer.attributes }
        _modify {
            isIndexed = false
            yield &layer.attributes
        }
    }
    public var notes: [Note] {
        get { layer.notes }
        _modify {
            isIndexed = false
            yield &layer.notes
        }
    }
    public var references: [Reference] {
        get { layer.references }
        _modify {
            isIndexed = false
            yield &layer.references
        }
    }
    public var equivalences: [Equivalence] {
        get { layer.equivalences }
        _modify { yield &layer.equivalences }
    }
    public var identities: Layer.Identities? {
        get { layer.identities }
        _modify { yield &layer.identities }
    }
    public var explanation: Explanation? {
        get { layer.explanation }
        _modify { yield &layer.explanation }
    }
    public var names: [AnnotationID: String] {
        get { layer.names }
        _modify { yield &layer.names }
    }
    public var prefixes: Layer.Prefixes {
        get { layer.prefixes }
        _modify { yield &layer.prefixes }
    }
    public var source: Text? {
        get { layer.source }
        _modify { yield &layer.source }
    }
    public var sourceFormat: String {
        get { layer.sourceFormat }
        _modify { yield &layer.sourceFormat }
    }
    public var sourceRange: Range<Int>? {
        get { layer.sourceRange }
        _modify { yield &layer.sourceRange }
    }
    public var isSourceExact: Bool {
        get { layer.isSourceExact }
        _modify { yield &layer.isSourceExact }
    }
}
