import GlossModel

/// Makes the layer of a file while it is read: interns names once, numbers what has none of its own, joins what
/// refers to each other by the names of the file, and tells what is wrong with it.
struct FileLayerBuilder {
    var layer: LayerBuilder
    /// What was wrong with what has been added; `finished` leaves it to the reader to tell.
    var faults: Faults
    /// What the names of the file stand for; relations often have numbers of their own.
    private var named: [String: AnnotationID] = [:]
    private var namedRelations: [String: AnnotationID] = [:]
    private var words: [String: UInt32] = ["": 0]
    private var typeNumbers: [String: UInt16] = [:]
    /// The part that stands for the document as a whole; nil until something is said of it.
    private var documentPart: AnnotationID?
    /// The type of that part.
    static let documentType = "Document"

    /// The last number given, by kind.
    private var next = AnnotationKind.allCases.map { $0 == .part ? 1 << 30 : 0 as UInt32 }

    /// Begins a layer of a file in a format; `source` is the file where words may stay in it, `path` what
    /// the user calls it.
    init(number: UInt16, name: String, format: String, source: Text? = nil, path: String? = nil) {
        layer = LayerBuilder(number: number, name: name, origin: .file)
        faults = Faults(path: path ?? name, file: source)
        layer.source = source
        layer.sourceFormat = format
    }

    /// The layer, sorted and indexed.
    consuming func finished() -> Layer {
        layer.finished()
    }

    /// A name that nothing of its kind has had from here: 1, 2, ... Those of parts lie beyond those
    /// of mentions, since a claim names either by its number alone.
    mutating func fresh(_ kind: AnnotationKind) -> AnnotationID {
        next[kind] += 1
        return id(kind, next[kind])
    }

    /// Keeps the name that an annotation has in the file.
    mutating func keep(_ name: String, for id: AnnotationID) { layer.names[id] = name }

    /// The name of an annotation of this layer.
    func id(_ kind: AnnotationKind, _ number: UInt32) -> AnnotationID {
        AnnotationID(layer: layer.number, kind: kind, number: number)
    }

    // MARK: Names of the file

    /// Says what the file calls an annotation, so that others can refer to it. Of several of one name the
    /// first is meant, and the others are told. `offset` is where it stands in the file, in bytes.
    mutating func name(_ id: AnnotationID, _ name: String, at offset: Int? = nil) {
        guard !name.isEmpty else { return }
        let names: WritableKeyPath<FileLayerBuilder, [String: AnnotationID]> = id.kind == .relation ? \.namedRelations : \.named
        if self[keyPath: names][name] == nil {
            self[keyPath: names][name] = id
        } else {
            faults.add(.twice, name, at: offset, "the name stands twice; the first is meant")
        }
    }

    /// Takes names that are known already, of this layer or of others.
    mutating func know(_ names: [String: AnnotationID]) { named.merge(names) { first, _ in first } }

    /// What a name stands for; nil where nothing has it, and untold.
    func known(_ name: String) -> AnnotationID? { named[name] ?? namedRelations[name] }

    /// What a name stands for that the annotation called `owner` refers to. nil where it is no name or
    /// nothing has it; that is told, with `role`, what the owner calls it, where it is missing.
    mutating func find(_ name: String?, of owner: String?, as role: String, at offset: Int? = nil) -> AnnotationID? {
        guard let name, !name.isEmpty else {
            faults.add(.incomplete, owner, at: offset, "has no \(role); left out")
            return nil
        }
        guard let found = known(name) else {
            faults.add(.dangling, owner, at: offset, "names \(name), which is not in the file; left out")
            return nil
        }
        return found
    }

    /// Adds a relation between annotations by their names in the file. nil, and told, where an end is
    /// missing or names nothing. `name` is what the file calls it; `roles` are its words for the ends.
    @discardableResult
    mutating func relation(
        _ type: String, from: String?, to: String?, name: String? = nil, roles: Relation.Roles = Relation.Roles(), at offset: Int? = nil
    ) -> AnnotationID? {
        let owner = name ?? (type.isEmpty ? "relation" : type)
        let first = find(from, of: owner, as: roles.from, at: offset)
        let last = find(to, of: owner, as: roles.to, at: offset)
        guard let first, let last else { return nil }
        let id = fresh(.relation)
        layer.relations.append(Relation(number: id.number, type: type, from: first, to: last, roles: roles))
        if let name { self.name(id, name, at: offset) }
        return id
    }

    /// Spans in order and apart, as a mention wants them; fragments that overlap are joined and told.
    private mutating func apart(_ spans: [Span]) -> [Span] {
        guard spans.count > 1 else { return spans }
        let (spans, overlapped) = Span.apart(spans)
        if overlapped { faults.add(.overlapping, nil, "fragments of one annotation overlap; joined") }
        return spans
    }

    /// The index of a string in the layer, the same for the same string.
    mutating func word(_ string: String) -> UInt32 {
        if let known = words[string] { return known }
        let index = layer.intern(string)
        words[string] = index
        return index
    }

    /// The index of a type, in constant time.
    mutating func type(_ name: String) -> UInt16 {
        if let known = typeNumbers[name] { return known }
        // A report has some dozens of types; what comes after 65,000 goes by the last one's name.
        guard layer.types.count < Int(UInt16.max) else { return UInt16.max - 1 }
        let index = layer.type(named: name)
        typeNumbers[name] = index
        return index
    }

    /// Says something of an annotation; without a value it is a flag.
    mutating func attribute(_ name: String, _ value: String = "", on target: AnnotationID) {
        attribute(name, FileWords(string: word(value)), on: target)
    }

    /// The same with words of the layer's source.
    mutating func attribute(_ name: String, _ value: FileWords, on target: AnnotationID) {
        let number = UInt32(layer.attributes.count + 1)
        layer.attributes.append(Attribute(number: number, name: word(name), value: value, target: target))
    }

    /// Adds free text to an annotation.
    mutating func note(_ type: String, _ text: String, on target: AnnotationID) {
        let number = UInt32(layer.notes.count + 1)
        layer.notes.append(
            Note(number: number, type: word(type), target: target, text: FileWords(string: layer.intern(text))))
    }

    /// Adds an identifier in a database to an annotation.
    mutating func reference(_ type: String, _ identifier: String, _ text: String, on target: AnnotationID) {
        let number = UInt32(layer.references.count + 1)
        layer.references.append(
            Reference(
                number: number, type: word(type), target: target,
                identifier: FileWords(string: word(identifier)), text: FileWords(string: word(text))))
    }

    /// Adds a text-bound annotation that serves another, and gives its name.
    @discardableResult
    mutating func part(_ spans: [Span], _ type: String) -> AnnotationID {
        let id = fresh(.part)
        layer.parts.append(layer.makeMention(apart(spans), number: id.number, type: self.type(type)))
        return id
    }

    /// Adds a mention, and gives its name.
    @discardableResult
    mutating func mention(_ spans: [Span], _ type: String, form: Form = .name, entity: UInt32 = 0) -> AnnotationID {
        let id = fresh(.mention)
        layer.mentions.append(
            layer.makeMention(apart(spans), number: id.number, type: self.type(type), form: form, entity: entity))
        return id
    }

    /// Says something of the document as a whole: on a part of no length at its beginning.
    mutating func document(_ name: String, _ value: String) {
        attribute(name, value, on: document())
    }

    /// The part that stands for the document, made when first asked for.
    mutating func document() -> AnnotationID {
        if let documentPart { return documentPart }
        let made = part([Span(0, 0)], Self.documentType)
        documentPart = made
        return made
    }
}

extension Layer {
    /// What a reader kept of the document as a whole, in the order of the file.
    var documentAttributes: [(name: String, value: String)] {
        guard let type = types.firstIndex(where: { $0.name == FileLayerBuilder.documentType }),
            let part = parts.first(where: { $0.type == UInt16(type) && $0.span == Span(0, 0) })
        else { return [] }
        let id = AnnotationID(layer: number, kind: .part, number: part.number)
        return attributes(on: id).map { (strings[Int($0.name)], string($0.value)) }
    }

    /// Whether a part stands for the document.
    func isDocument(_ part: Mention) -> Bool {
        part.span == Span(0, 0) && typeName(part.type) == FileLayerBuilder.documentType
    }

    /// The value of an attribute on an annotation, nil where it is not said.
    func value(_ name: String, on target: AnnotationID) -> String? {
        attributes(on: target).first { strings[Int($0.name)] == name }.map { string($0.value) }
    }
}

extension Layer {
    /// The name of an annotation of this layer.
    func id(_ kind: AnnotationKind, _ number: UInt32) -> AnnotationID {
        AnnotationID(layer: self.number, kind: kind, number: number)
    }
}

extension Layer {
    /// Whether nothing at all stands in it.
    var isEmpty: Bool {
        mentions.isEmpty && parts.isEmpty && times.isEmpty && claims.isEmpty && entities.isEmpty && relations.isEmpty && events.isEmpty
            && attributes.isEmpty && notes.isEmpty && references.isEmpty && equivalences.isEmpty
    }
}

extension Report {
    /// What attributes say of an annotation, as names and values.
    func attributes(of id: AnnotationID) -> [(name: String, value: String)] {
        layers.flatMap { layer in
            layer.attributes(on: id).map { (layer.strings[Int($0.name)], layer.string($0.value)) }
        }
    }

    /// The name that its layer has for an annotation.
    func name(within id: AnnotationID) -> String {
        Int(id.layer) < layers.count ? layers[Int(id.layer)].name(of: id) : ""
    }
}
