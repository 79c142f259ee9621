/// The name of an open report within a session.
public struct ReportID: Hashable, Sendable, Comparable {
    /// What was opened, from 0.
    public var number: UInt32
    /// Which report of it, from 0: a file may hold several.
    public var part: UInt32

    public init(_ number: UInt32, part: UInt32 = 0) {
        self.number = number
        self.part = part
    }

    public static func < (a: ReportID, b: ReportID) -> Bool { (a.number, a.part) < (b.number, b.part) }
}

/// What a file says of its report apart from the text: a second choice, where the text is silent.
public struct Metadata: Hashable, Sendable {
    public var title: String?
    public var date: Day?

    public init(title: String? = nil, date: Day? = nil) {
        self.title = title
        self.date = date
    }
}

/// A mention with its name and its layer's words for it.
public struct MentionItem: Sendable, Hashable {
    public var id: AnnotationID
    public var mention: Mention
    /// Name of its type.
    public var type: String
}

/// An immutable text and the annotations that stand beside it, in layers. A value: loading, reload
/// and editing make a new one that shares text and tables with the old.
public struct Report: Sendable {
    public var id: ReportID
    /// The file as the user named it; `-` for standard input.
    public var path: String
    public var title: String
    /// The report's own date, on which "last year" hangs.
    public var date: Day?
    public let text: Text
    public var paragraphs: ParagraphIndex {
        didSet { if !bringsStructure, needsStructure(after: oldValue) { structure = Structure(text, paragraphs) } }
    }
    /// Sections, pages, notes and links: those that its file brings, else what its blocks tell.
    public private(set) var structure: Structure
    private let bringsStructure: Bool
    /// What the file says of itself apart from its text.
    public var metadata = Metadata()
    /// Layer i has number i.
    public internal(set) var layers: [Layer]
    public var findings: [Finding]

    /// Makes a report; `layers` must be finished and numbered from 0.
    public init(
        id: ReportID = ReportID(0), path: String = "", title: String = "", date: Day? = nil,
        text: Text, paragraphs: ParagraphIndex? = nil, structure: Structure? = nil,
        layers: [Layer] = [], findings: [Finding] = []
    ) {
        self.id = id
        self.path = path
        self.title = title
        self.date = date
        self.text = text
        let paragraphs = paragraphs ?? ParagraphIndex(text)
        self.paragraphs = paragraphs
        self.structure = structure ?? Structure(text, paragraphs)
        bringsStructure = structure != nil
        self.layers = layers
        self.findings = findings
        self.title = title.isEmpty ? Report.title(of: text, self.paragraphs) : title
    }

    private func needsStructure(after old: ParagraphIndex) -> Bool {
        old.headings.count != paragraphs.headings.count || old.pageStarts.count != paragraphs.pageStarts.count
            || old.startsAt != paragraphs.startsAt || old.isComplete != paragraphs.isComplete
    }

    /// Adds a finished layer, whose number must be the next.
    public mutating func add(_ layer: Layer) {
        precondition(Int(layer.number) == layers.count)
        layers.append(layer)
    }

    /// Replaces the layer of that number.
    public mutating func replace(_ layer: Layer) { layers[Int(layer.number)] = layer }

    /// How the text reads, without running heads and line breaks.
    public var flow: Flow { Flow(text, paragraphs) }

    /// What the head of a mail or of a file says that it is about, else the first paragraph where it is
    /// short enough for a heading, else the beginning of the text.
    private static func title(of text: Text, _ paragraphs: ParagraphIndex) -> String {
        let head = paragraphs.spans.indices.prefix(40).prefix { paragraphs.kind(of: $0) == .front }
        for index in head {
            let field = text.collapsed(paragraphs.spans[index])
            for name in ["Subject:", "title:"] where field.hasPrefix(name) && field.utf8.count > name.utf8.count {
                return String(field.dropFirst(name.count).drop { $0 == " " })
            }
        }
        guard let first = paragraphs.spans.first else { return "" }
        return text.collapsed(Span(Int(first.start), min(Int(first.end), Int(first.start) + 100)))
    }

    // MARK: Mentions

    /// Mentions of all layers that overlap a span, outer before inner. O(log n + hits).
    public func mentions(overlapping span: Span) -> [MentionItem] {
        mentions { layers[$0].mentionRows(overlapping: span) }
    }

    /// All mentions, empty ones at the edges of the text too, outer before inner. O(mentions).
    public var allMentions: [MentionItem] { mentions { layers[$0].mentions.indices } }

    private func mentions(_ rows: (Int) -> some Sequence<Int>) -> [MentionItem] {
        var found: [MentionItem] = []
        // By index: a layer is many tables, and copying one costs a count for each.
        for index in layers.indices {
            for row in rows(index) { found.append(item(index, row)) }
        }
        if layers.count > 1 { found.sort { ($0.mention.span, $0.id) < ($1.mention.span, $1.id) } }
        return found
    }

    func item(_ layer: Int, _ row: Int) -> MentionItem {
        let mention = layers[layer].mentions[row]
        return MentionItem(
            id: AnnotationID(layer: UInt16(layer), kind: .mention, number: mention.number),
            mention: mention, type: layers[layer].typeName(mention.type))
    }

    /// The mention of that name.
    public func mention(_ id: AnnotationID) -> MentionItem? {
        guard id.kind == .mention, Int(id.layer) < layers.count,
            let row = layers[Int(id.layer)].row(.mention, id.number)
        else { return nil }
        return item(Int(id.layer), row)
    }

    /// The fragments of a mention, in order.
    public func spans(of item: MentionItem) -> [Span] {
        layers[Int(item.id.layer)].spans(of: item.mention)
    }

    /// The nearest mention after (before) the given one's place that satisfies `include`, which is
    /// told the layer. Order is by span, outer first, then by name. O(log n + mentions passed over).
    public func mention(
        after position: (span: Span, id: AnnotationID?), forward: Bool = true,
        where include: (_ layer: Int, Mention) -> Bool
    ) -> MentionItem? {
        var best: MentionItem?
        for index in layers.indices {
            guard let candidate = neighbour(in: index, of: position, forward, include) else { continue }
            guard let current = best else {
                best = candidate
                continue
            }
            let isEarlier = (candidate.mention.span, candidate.id) < (current.mention.span, current.id)
            if isEarlier == forward { best = candidate }
        }
        return best
    }

    private func neighbour(
        in layer: Int, of position: (span: Span, id: AnnotationID?), _ forward: Bool,
        _ include: (_ layer: Int, Mention) -> Bool
    ) -> MentionItem? {
        let table = layers[layer].mentions
        let isHere = position.id.map { $0.kind == .mention && Int($0.layer) == layer } ?? false
        var row = table.indices.partitioningIndex { !isBefore(layer, table[$0], position) }
        if !forward { row -= 1 }
        while row >= 0, row < table.count {
            let isSelf = isHere && table[row].number == position.id?.number
            if !isSelf, include(layer, table[row]) { return item(layer, row) }
            row += forward ? 1 : -1
        }
        return nil
    }

    private func isBefore(
        _ layer: Int, _ mention: Mention, _ position: (span: Span, id: AnnotationID?)
    ) -> Bool {
        if mention.span != position.span { return mention.span < position.span }
        guard let id = position.id else { return false }
        return AnnotationID(layer: UInt16(layer), kind: .mention, number: mention.number) < id
    }

    // MARK: Entities

    /// The entity a mention refers to, as its own layer or a later one has it.
    public func entity(of mention: AnnotationID) -> AnnotationID? {
        guard mention.kind == .mention, Int(mention.layer) < layers.count,
            let row = layers[Int(mention.layer)].row(.mention, mention.number)
        else { return nil }
        for index in layers.indices {
            let number = layers[index].entityNumber(ofMentionRow: row, inLayer: mention.layer)
            if number > 0 { return AnnotationID(layer: UInt16(index), kind: .entity, number: number) }
        }
        return nil
    }

    /// The layer and the row of the entity that a row of a layer's mentions refers to.
    func entityRow(ofMentionRow row: Int, layer: Int) -> (layer: Int, row: Int)? {
        for index in layers.indices {
            let number = layers[index].entityNumber(ofMentionRow: row, inLayer: UInt16(layer))
            if number > 0 { return layers[index].row(.entity, number).map { (index, $0) } }
        }
        return nil
    }

    /// The entity of that name.
    public func entity(_ id: AnnotationID) -> Entity? {
        guard id.kind == .entity, Int(id.layer) < layers.count else { return nil }
        return layers[Int(id.layer)].entity(id.number)
    }

    /// Name of the type of an entity.
    public func type(ofEntity id: AnnotationID) -> String {
        guard let entity = entity(id) else { return "" }
        return layers[Int(id.layer)].typeName(entity.type)
    }

    /// All entities, by layer and number.
    public var entityIDs: [AnnotationID] {
        layers.flatMap { layer in
            layer.entities.map {
                AnnotationID(layer: layer.number, kind: .entity, number: $0.number)
            }
        }
    }

    /// Entities whose name or an alias is `name`, case and white space aside; where none is, those
    /// that hold it as a whole word sequence.
    public func entities(named name: String) -> [AnnotationID] {
        let wanted = Report.folded(name)
        let all = entityIDs.map { ($0, entity($0)!) }
        let exact = all.filter { ([$1.name] + $1.aliases).contains { Report.folded($0) == wanted } }
        if !exact.isEmpty { return exact.map(\.0) }
        return all.filter { _, entity in
            ([entity.name] + entity.aliases).contains {
                (" " + Report.folded($0) + " ").contains(" " + wanted + " ")
            }
        }.map(\.0)
    }

    private static func folded(_ name: String) -> String {
        name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    // MARK: Claims and times

    /// The claim of that name.
    public func claim(_ id: AnnotationID) -> Claim? {
        guard id.kind == .claim, Int(id.layer) < layers.count else { return nil }
        return layers[Int(id.layer)].claim(id.number)
    }

    /// The content spans of a claim.
    public func spans(ofClaim id: AnnotationID) -> [Span] {
        claim(id).map { Array(layers[Int(id.layer)].spans($0.spans)) } ?? []
    }

    /// Claims of all layers whose extent overlaps a span, outer before inner.
    public func claims(overlapping span: Span) -> [AnnotationID] {
        claims { layers[$0].claimRows(overlapping: span) }
    }

    /// All claims in the order of the text.
    public var claimIDs: [AnnotationID] { claims { layers[$0].claims.indices } }

    private func claims(_ rows: (Int) -> some Sequence<Int>) -> [AnnotationID] {
        var found: [(Span, AnnotationID)] = []
        for index in layers.indices {
            for row in rows(index) {
                let claim = layers[index].claims[row]
                let id = AnnotationID(layer: UInt16(index), kind: .claim, number: claim.number)
                found.append((claim.extent, id))
            }
        }
        if layers.count > 1 { found.sort { $0 < $1 } }
        return found.map(\.1)
    }

    /// The time expression of that name.
    public func time(_ id: AnnotationID) -> TimeExpression? {
        guard id.kind == .time, Int(id.layer) < layers.count else { return nil }
        return layers[Int(id.layer)].time(id.number)
    }

    /// Times of all layers that overlap a span, in the order of the text.
    public func times(overlapping span: Span) -> [AnnotationID] {
        times { layers[$0].timeRows(overlapping: span) }
    }

    /// All times in the order of the text.
    public var timeIDs: [AnnotationID] { times { layers[$0].times.indices } }

    private func times(_ rows: (Int) -> some Sequence<Int>) -> [AnnotationID] {
        var found: [(Span, AnnotationID)] = []
        for index in layers.indices {
            for row in rows(index) {
                let time = layers[index].times[row]
                let id = AnnotationID(layer: UInt16(index), kind: .time, number: time.number)
                found.append((time.span, id))
            }
        }
        if layers.count > 1 { found.sort { $0 < $1 } }
        return found.map(\.1)
    }

    /// Distinct entities mentioned by name or otherwise inside the spans, in order of appearance.
    public func entities(in spans: [Span]) -> [AnnotationID] {
        var seen: Set<AnnotationID> = []
        var found: [AnnotationID] = []
        for span in spans {
            for item in mentions(overlapping: span) where span.contains(item.mention.span) {
                if let entity = entity(of: item.id), seen.insert(entity).inserted {
                    found.append(entity)
                }
            }
        }
        return found
    }

    /// Where an annotation stands: its extent in the text; nil for entities and relations.
    public func span(of id: AnnotationID) -> Span? {
        switch id.kind {
        case .mention: mention(id)?.mention.span
        case .time: time(id)?.span
        case .claim: claim(id)?.extent
        case .part: Int(id.layer) < layers.count ? layers[Int(id.layer)].part(id.number)?.span : nil
        case .event:
            Int(id.layer) < layers.count
                ? layers[Int(id.layer)].row(.event, id.number).flatMap {
                    span(of: layers[Int(id.layer)].events[$0].trigger)
                } : nil
        default: nil
        }
    }

    /// The name to show and to print for an annotation. Where a later layer uses a name that an
    /// earlier one has as well, the layer's name and a colon stand before it.
    public func name(of id: AnnotationID) -> String {
        guard Int(id.layer) < layers.count else { return "" }
        let own = Int(id.layer)
        let name = layers[own].name(of: id)
        for index in 0..<own where layers[index].row(id.kind, id.number) != nil
            && layers[index].prefixes[id.kind] == layers[own].prefixes[id.kind]
        {
            return layers[own].name + ":" + name
        }
        return name
    }

    /// The annotation that goes by `name`, among the kinds given.
    public func annotation(named name: String, kinds: [AnnotationKind]) -> AnnotationID? {
        for layer in layers {
            for kind in kinds {
                if let known = layer.names.first(where: { $0.value == name && $0.key.kind == kind }) {
                    return known.key
                }
                guard let prefix = layer.prefixes[kind], name.hasPrefix(prefix),
                    let number = UInt32(name.dropFirst(prefix.count)),
                    layer.row(kind, number) != nil
                else { continue }
                return AnnotationID(layer: layer.number, kind: kind, number: number)
            }
        }
        return nil
    }
}
