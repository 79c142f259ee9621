import GlossModel

/// Makes a report of one text of a CAS and the structures about it.
///
/// Named entities and custom span layers become mentions, layers about words and sentences parts,
/// relation layers relations, slots events, chains entities; every other feature becomes an
/// attribute of its annotation. What gloss wrote itself (types `gloss.*`) comes back as it was.
struct CasAssembly {
    let cas: Cas
    let index: CasIndex
    let sofa: Cas.Sofa
    let file: InputFile
    var builder: FileLayerBuilder
    /// What each structure became, by row.
    var made: [AnnotationID?]
    private let kinds: [Kind]
    /// Where structures stand, by row; nil for those without a place.
    private var places: [Span?]
    /// What binding them found.
    private var findings: [Finding] = []
    private var fragments: [UInt32: [Span]] = [:]
    /// Rows of annotations that are in no view.
    private(set) var deleted: Set<Int> = []
    /// Where names of features stand in the layer's strings.
    private var featureWords: [UInt32?]

    /// What a type of structure becomes.
    enum Kind {
        case skipped, document, mention, part, namedEntity, time, claim, relation, event
        case chain, link, entity, fragment, attribute, note, reference, equivalence
        /// A structure that only says something of another: role and target of a slot.
        case slot
    }

    init(_ cas: Cas, _ index: CasIndex, _ sofa: Cas.Sofa, _ file: InputFile, format: String, isWhole: Bool) {
        (self.cas, self.index, self.sofa, self.file) = (cas, index, sofa, file)
        builder = FileLayerBuilder(number: 0, name: file.name, format: format, source: cas.source)
        builder.layer.strings = cas.strings
        builder.layer.isSourceExact = isWhole
        made = [AnnotationID?](repeating: nil, count: cas.structures.count)
        places = [Span?](repeating: nil, count: cas.structures.count)
        builder.faults = Faults(path: file.path, file: cas.source)
        kinds = CasAssembly.kinds(of: cas)
        featureWords = [UInt32?](repeating: nil, count: cas.names.count)
    }

    /// The report. O(structures), O(structures · log structures) where they are not in order.
    mutating func report() -> Report {
        takeOut()
        bind()
        check()
        takeFragments()
        for row in cas.structures.indices where isHere(row) { place(row) }
        takeEntities()
        for row in cas.structures.indices where isHere(row) { join(row) }
        var report = Report(path: file.path, text: sofa.text, paragraphs: file.paragraphs(sofa.text))
        takeDocument(&report)
        nameTypes()
        report.findings = findings + builder.faults.findings
        report.add(builder.finished())
        return report
    }

    /// Structures of another text are another report's; those of no text are everyone's. What is in no
    /// view is nobody's.
    func isHere(_ row: Int) -> Bool {
        let own = cas.structures[row].sofa
        return (own == sofa.id || own == 0) && !deleted.contains(row)
    }

    private static func kinds(of cas: Cas) -> [Kind] {
        var kinds = cas.types.map { kind(of: $0) }
        let (governor, dependent) = (cas.number(ofName: CasName.governor), cas.number(ofName: CasName.dependent))
        let (first, next) = (cas.number(ofName: "first"), cas.number(ofName: "next"))
        for structure in cas.structures {
            let type = Int(structure.type)
            if cas.relationTypes.contains(structure.type) { kinds[type] = .relation }
            switch kinds[type] {
            case .mention, .part, .slot: break
            default: continue
            }
            for feature in cas.features[structure.features] {
                if feature.name == dependent || feature.name == governor { kinds[type] = .relation }
                if feature.name == first, !structure.hasSpan, case .reference = feature.value { kinds[type] = .chain }
                if feature.name == next, structure.hasSpan, case .reference = feature.value { kinds[type] = .link }
            }
        }
        return kinds
    }

    private static func kind(of type: String) -> Kind {
        switch type {
        case CasName.namedEntity: .namedEntity
        case CasName.metaData, CasName.documentAnnotation: .document
        case CasName.chain: .chain
        case CasName.link: .link
        case CasName.time, CasName.heideltime: .time
        case CasName.claim: .claim
        case CasName.relation: .relation
        case CasName.event: .event
        case CasName.entity: .entity
        case CasName.fragment: .fragment
        case CasName.attribute: .attribute
        case CasName.note: .note
        case CasName.reference: .reference
        case CasName.equivalence: .equivalence
        case CasName.part, CasName.cue, CasName.source: .part
        case CasName.array, CasName.argument, CasName.document: .slot
        default:
            if CasName.linguistic.contains(where: { type.hasPrefix($0) }) { .part }
            else if type.hasPrefix("uima.cas.") { .skipped }
            else if type.hasSuffix("Link") { .slot }
            else { .mention }
        }
    }

    func kind(_ row: Int) -> Kind {
        let kind = kinds[Int(cas.structures[row].type)]
        // A link between roles has no place; a layer may be called so and have one.
        if kind == .slot, cas.structures[row].hasSpan { return .mention }
        if kind == .mention || kind == .namedEntity, places[row] == nil { return .part }
        return kind
    }

    // MARK: Places

    /// Where a structure stands; at the beginning where it has no place.
    func span(_ row: Int) -> Span { places[row] ?? Span(0, 0) }

    /// Annotations that the view of their text does not list have been deleted. Links are found by their
    /// chains.
    private mutating func takeOut() {
        guard let members = cas.members[sofa.id] else { return }
        for (row, structure) in cas.structures.enumerated() where structure.sofa == sofa.id && structure.hasSpan && !members.contains(structure.id) {
            switch kinds[Int(structure.type)] {
            case .document, .skipped, .link, .fragment: continue
            default: break
            }
            deleted.insert(row)
            builder.faults.add(.leftOut, name(row), "it is in no view of the CAS, as what was deleted: not shown")
        }
        let known = Set(cas.structures.lazy.map(\.id))
        for id in members.sorted() where !known.contains(id) && id != sofa.id {
            builder.faults.add(.dangling, "view \(sofa.name)", "names \(id), which is not in the file")
        }
    }

    /// Puts all structures of the text on it at once.
    private mutating func bind() {
        var spans = QuotedSpans(sofa.text, unit: .utf16, path: file.path)
        let rows = cas.structures.indices.filter { isHere($0) && cas.structures[$0].hasSpan }
        for row in rows { spans.add(Int(cas.structures[row].begin), Int(cas.structures[row].end)) }
        let bound = spans.bound { (name(rows[$0]), nil) }
        for (row, span) in zip(rows, bound.spans) { places[row] = span }
        findings = bound.findings
        builder.faults.add(bound.faults)
        builder.layer.isSourceExact = builder.layer.isSourceExact && bound.isExact
    }

    /// What a finding calls a structure.
    private func name(_ row: Int) -> String {
        "\(CasName.short(cas.typeName(cas.structures[row]))) \(cas.structures[row].id)"
    }

    /// Tells of ids that stand twice, of references to what is not there, of places without an end.
    private mutating func check() {
        for (row, structure) in cas.structures.enumerated() where isHere(row) {
            if let first = index.row(structure.id), first != row, structure.id != 0 {
                builder.faults.add(.twice, name(row), "the id stands twice; the first is meant")
            }
            if (structure.begin == Cas.Structure.none) != (structure.end == Cas.Structure.none), !cas.displaced.contains(row) {
                builder.faults.add(.incomplete, name(row), "has no \(structure.end == Cas.Structure.none ? "end" : "begin"); it has no place")
            }
            for feature in cas.features[structure.features] {
                if case .words = feature.value { continue }
                for id in cas.ids(feature.value) where id != 0 { check(id, feature.name, row) }
            }
        }
    }

    private mutating func check(_ id: UInt32, _ feature: UInt16, _ row: Int) {
        let said = "its \(cas.names[Int(feature)]) names \(id)"
        guard let target = index.row(id) else {
            if !cas.sofas.contains(where: { $0.id == id }) { builder.faults.add(.dangling, name(row), "\(said), which is not in the file") }
            return
        }
        if deleted.contains(target) { builder.faults.add(.dangling, name(row), "\(said), which is in no view (deleted)") }
    }

    private mutating func takeFragments() {
        for row in cas.structures.indices where kind(row) == .fragment && isHere(row) {
            let span = span(row)
            for owner in cas.ids("of", of: cas.structures[row]) { fragments[owner, default: []].append(span) }
        }
    }

    /// The fragments of an annotation, in order; its span where there are none.
    mutating func spans(_ row: Int) -> [Span] {
        if !fragments.isEmpty, let found = fragments[cas.structures[row].id] { return found.sorted() }
        return [span(row)]
    }

    // MARK: Annotations

    private mutating func place(_ row: Int) {
        let structure = cas.structures[row]
        switch kind(row) {
        case .mention: keep(row, builder.mention(spans(row), cas.typeName(structure)))
        case .namedEntity:
            let value = cas.string("value", of: structure) ?? ""
            keep(row, builder.mention(spans(row), value.isEmpty ? CasName.namedEntity : value), except: ["value", "identifier"])
        case .part:
            let own = cas.typeName(structure) == CasName.part ? cas.string("partType", of: structure) : nil
            let type = own ?? (cas.typeName(structure).hasPrefix("gloss.") ? CasName.short(cas.typeName(structure)) : cas.typeName(structure))
            keep(row, builder.part(spans(row), type), except: ["partType", "entity"])
        case .time: time(row)
        case .claim: made[row] = builder.fresh(.claim)
        case .relation: made[row] = builder.fresh(.relation)
        case .event: made[row] = builder.fresh(.event)
        default: break
        }
    }

    private mutating func keep(_ row: Int, _ id: AnnotationID, except known: [String] = []) {
        made[row] = id
        attributes(row, on: id, except: known)
    }

    /// Every feature with words, but for those that have gone into the model.
    mutating func attributes(_ row: Int, on id: AnnotationID, except known: [String]) {
        for feature in cas.features[cas.structures[row].features] {
            guard case .words(let words) = feature.value, known.isEmpty || !known.contains(cas.names[Int(feature.name)])
            else { continue }
            let number = UInt32(builder.layer.attributes.count + 1)
            builder.layer.attributes.append(
                Attribute(number: number, name: word(feature.name), value: words, target: id))
        }
    }

    private mutating func word(_ name: UInt16) -> UInt32 {
        if let known = featureWords[Int(name)] { return known }
        let made = builder.word(cas.names[Int(name)])
        featureWords[Int(name)] = made
        return made
    }

    private mutating func time(_ row: Int) {
        let structure = cas.structures[row]
        let isOwn = cas.typeName(structure) == CasName.time
        let type = cas.string("timexType", of: structure).flatMap { TimexType(rawValue: $0) } ?? .date
        let id = builder.fresh(.time)
        var time = TimeExpression(span: span(row), number: id.number, type: type, value: "")
        let value = cas.string(isOwn ? "value" : "timexValue", of: structure) ?? ""
        let mod = cas.string(isOwn ? "mod" : "timexMod", of: structure) ?? ""
        let note = "value=\(value)" + (mod.isEmpty ? "" : " mod=\(mod)") + " " + (cas.string("interval", of: structure) ?? "")
        BratScheme.read(timexNote: note, into: &time)
        builder.layer.times.append(time)
        made[row] = id
        let known = isOwn ? ["timexType", "value", "mod", "interval"] : ["timexType", "timexValue", "timexMod"]
        attributes(row, on: id, except: known)
    }

    // MARK: The document

    private mutating func takeDocument(_ report: inout Report) {
        for row in cas.structures.indices where isHere(row) && kind(row) == .document {
            for feature in cas.features[cas.structures[row].features] {
                guard case .words(let words) = feature.value else { continue }
                let name = cas.names[Int(feature.name)]
                if name == "documentTitle" { report.title = cas.string(words) }
                builder.document(name, cas.string(words))
            }
        }
        for row in cas.structures.indices where isHere(row) && cas.typeName(cas.structures[row]) == CasName.document {
            report.date = cas.string("date", of: cas.structures[row]).flatMap { Day(iso: $0) }
            report.title = cas.string("title", of: cas.structures[row]) ?? report.title
        }
    }

    /// Layers go by the last part of their names.
    private mutating func nameTypes() {
        for row in builder.layer.types.indices where CasName.isType(builder.layer.types[row].name) {
            builder.layer.types[row].label = CasName.short(builder.layer.types[row].name)
        }
    }
}
