import GlossModel

/// Writes the objects of one report.
struct STIXWriter {
    private let report: Report
    private let time: String
    /// What the report object refers to, in the order of writing.
    private var written: [String] = []
    private var isWritten: Set<String> = []
    /// The objects that stand for entities, and for mentions without one.
    private var objects: [AnnotationID: String] = [:]
    private var cursor: OffsetCursor

    init(_ report: Report) {
        self.report = report
        time = "\(report.date ?? Day(iso: "1970-01-01")!)T00:00:00.000Z"
        cursor = OffsetCursor(report.text, unit: .codePoints)
    }

    /// The report object comes last, when all that it refers to is known. Linear.
    mutating func write(_ json: inout JSONWriter, _ out: inout ByteOutput) {
        let root = STIXName.id("report", report.path)
        things(root, &json, &out)
        for id in report.claimIDs { claim(id, root, &json, &out) }
        for layer in report.layers { for relation in layer.relations { self.relation(relation, &json, &out) } }
        object("report", root, &json, &out) { writer, json, out in
            json.member("name", StandIn.line(writer.report.shownTitle), &out)
            json.member("published", writer.time, &out)
            // A report refers to something; one without annotations to a note of its own text.
            json.key("object_refs", &out)
            json.array(&out) { json, out in
                (writer.written.isEmpty ? [writer.noteID] : writer.written).forEach { json.string($0, &out) }
            }
        }
        if written.isEmpty { bareNote(root, &json, &out) }
    }

    private var noteID: String { STIXName.id("note", report.path) }

    /// What every object has; observables have no dates of their own.
    private mutating func object(
        _ type: String, _ id: String, isDated: Bool = true, _ json: inout JSONWriter, _ out: inout ByteOutput,
        _ body: (inout STIXWriter, inout JSONWriter, inout ByteOutput) -> Void
    ) {
        json.begin(0x7B, &out)
        json.member("type", type, &out)
        json.member("spec_version", "2.1", &out)
        json.member("id", id, &out)
        if isDated {
            json.member("created", time, &out)
            json.member("modified", time, &out)
        }
        body(&self, &json, &out)
        json.end(0x7D, &out)
    }

    private mutating func isNew(_ id: String) -> Bool {
        guard isWritten.insert(id).inserted else { return false }
        written.append(id)
        return true
    }

    // MARK: Entities

    /// What the text speaks of: an entity, or a mention that is of none.
    private struct Thing {
        var type: String
        var name: String
        var entity: Entity?
        var spans: [Span]
    }

    private static let classes = ["person": "individual", "organization": "organization", "group": "group"]

    private mutating func things(_ root: String, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        for item in EntityItem.all(of: report) {
            let entity = report.entity(item.id)
            let spans = item.mentions.flatMap { id in report.mention(id).map { report.spans(of: $0) } ?? [] }
            let thing = Thing(type: report.type(ofEntity: item.id), name: entity?.name ?? "", entity: entity, spans: spans)
            objects[item.id] = self.thing(thing, root, &json, &out)
        }
        for item in report.allMentions where report.entity(of: item.id) == nil {
            let spans = report.spans(of: item)
            let thing = Thing(type: item.type, name: report.text.joined(spans), spans: spans)
            objects[item.id] = self.thing(thing, root, &json, &out)
        }
    }

    /// People, organisations, groups, places and indicators are objects of their own, and a note says
    /// where they are mentioned; of everything else there is the note. The object that relations refer to.
    private mutating func thing(
        _ thing: Thing, _ root: String, _ json: inout JSONWriter, _ out: inout ByteOutput
    ) -> String {
        let family = HTMLStyle.name(of: thing.type)
        let kind = family == "location" ? "location" : STIXWriter.classes[family] == nil ? nil : "identity"
        let name = StandIn.line(thing.name.isEmpty ? thing.type : thing.name)
        let observable = kind == nil ? Observable(type: thing.type, words: name) : nil
        let id = kind.map { STIXName.id($0, "\(thing.type)\n\(name)") } ?? observable.map { write($0, &json, &out) }
        if let kind, let id, isNew(id) {
            object(kind, id, &json, &out) { writer, json, out in
                json.member("name", name, &out)
                if kind == "location" {
                    json.member("region", "unspecified", &out)
                } else {
                    json.member("identity_class", STIXWriter.classes[family] ?? "unspecified", &out)
                }
                writer.further(thing, &json, &out)
            }
        }
        let note = STIXName.id("note", [report.path, thing.type, name, places(thing.spans)].joined(separator: "\n"))
        guard isNew(note) else { return id ?? note }
        object("note", note, &json, &out) { writer, json, out in
            json.member("abstract", StandIn.line(thing.type) + ": " + name, &out)
            json.member("content", "\(name)\n\n(\(writer.places(thing.spans)))", &out)
            json.key("object_refs", &out)
            json.array(&out) { json, out in ([root] + (id.map { [$0] } ?? [])).forEach { json.string($0, &out) } }
        }
        return id ?? note
    }

    /// Writes an observable where it is new; gives its id. What is written two ways in a text is one.
    private mutating func write(_ observable: Observable, _ json: inout JSONWriter, _ out: inout ByteOutput) -> String {
        let words = observable.members.map { member in
            switch member.value {
            case .text(let text): member.name + "=" + text
            case .object(let pairs): member.name + "=" + pairs.map { $0.0 + ":" + $0.1 }.joined(separator: ",")
            }
        }
        let id = STIXName.id(observable.type, words.joined(separator: "\n"))
        guard isNew(id) else { return id }
        object(observable.type, id, isDated: observable.isDomainObject, &json, &out) { _, json, out in
            for (name, value) in observable.members {
                switch value {
                case .text(let text): json.member(name, StandIn.line(text), &out)
                case .object(let pairs):
                    json.key(name, &out)
                    json.object(&out) { json, out in for (key, text) in pairs { json.member(key, text, &out) } }
                }
            }
        }
        return id
    }

    private func further(_ thing: Thing, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        guard let entity = thing.entity else { return }
        if !entity.aliases.isEmpty {
            json.member("description", "Also: " + StandIn.line(entity.aliases.joined(separator: "; ")), &out)
        }
        references(entity, &json, &out)
    }

    /// "code points 12 to 40, 60 to 66".
    private mutating func places(_ spans: [Span]) -> String {
        var places: [String] = []
        for span in spans {
            places.append("\(cursor.units(beforeByte: Int(span.start))) to \(cursor.units(beforeByte: Int(span.end)))")
        }
        return "code points " + places.joined(separator: ", ")
    }

    private func references(_ entity: Entity, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        guard !entity.references.isEmpty else { return }
        json.key("external_references", &out)
        json.array(&out) { json, out in
            for reference in entity.references {
                let parts = reference.split(separator: ":", maxSplits: 1).map(String.init)
                json.object(&out) { json, out in
                    json.member("source_name", parts.count > 1 ? parts[0] : "gloss", &out)
                    json.member("external_id", parts.last ?? reference, &out)
                }
            }
        }
    }

    // MARK: Claims

    private func noteID(_ claim: AnnotationID) -> String { STIXName.id("note", report.path + "\n" + report.name(of: claim)) }

    private mutating func claim(_ id: AnnotationID, _ root: String, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        guard let claim = report.claim(id), isNew(noteID(id)) else { return }
        let spans = report.spans(ofClaim: id)
        let mentioned = report.entities(in: spans).compactMap { objects[$0] }
        object("note", noteID(id), &json, &out) { writer, json, out in
            json.member("abstract", writer.abstract(claim), &out)
            let words = StandIn.line(writer.report.text.joined(spans))
            json.member("content", "\(words)\n\n(\(writer.places(spans)))", &out)
            writer.authors(id, &json, &out)
            json.key("object_refs", &out)
            json.array(&out) { json, out in ([root] + mentioned).forEach { json.string($0, &out) } }
        }
    }

    private func abstract(_ claim: Claim) -> String {
        let parts = [
            claim.kind.name + " claim", claim.likelihood?.name, claim.confidence.map { "\($0.name) confidence" },
            claim.isForecast ? "a forecast" : nil,
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    private func authors(_ id: AnnotationID, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        let source = report.sourceWords(ofClaim: id)
        guard !source.isEmpty else { return }
        json.key("authors", &out)
        json.array(&out) { json, out in json.string(source, &out) }
    }

    private mutating func bareNote(_ root: String, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        object("note", noteID, &json, &out) { writer, json, out in
            json.member("content", "Nothing is annotated in " + StandIn.line(writer.report.path), &out)
            json.key("object_refs", &out)
            json.array(&out) { json, out in json.string(root, &out) }
        }
    }

    // MARK: Relations

    private mutating func relation(_ relation: Relation, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        if relation.from.kind == .claim, relation.to.kind == .claim, let opinion = STIXWriter.opinion(relation.type) {
            return self.opinion(opinion, relation, &json, &out)
        }
        guard let from = end(relation.from), let to = end(relation.to), from != to else { return }
        let type = STIXWriter.words(relation.type)
        let id = STIXName.id("relationship", [report.path, type, from, to].joined(separator: "\n"))
        guard isNew(id) else { return }
        object("relationship", id, &json, &out) { writer, json, out in
            json.member("relationship_type", type, &out)
            json.member("source_ref", from, &out)
            json.member("target_ref", to, &out)
            guard !relation.because.isEmpty else { return }
            json.member("description", StandIn.line(relation.because.joined(separator: "; ")), &out)
        }
    }

    private mutating func opinion(
        _ opinion: String, _ relation: Relation, _ json: inout JSONWriter, _ out: inout ByteOutput
    ) {
        let (from, to) = (noteID(relation.from), noteID(relation.to))
        let id = STIXName.id("opinion", [opinion, from, to].joined(separator: "\n"))
        guard isWritten.contains(to), isNew(id) else { return }
        object("opinion", id, &json, &out) { writer, json, out in
            json.member("opinion", opinion, &out)
            let claim = StandIn.line(writer.report.text.joined(writer.report.spans(ofClaim: relation.from)))
            let because = relation.because.isEmpty ? "" : " (" + relation.because.joined(separator: "; ") + ")"
            json.member("explanation", StandIn.line(claim + because), &out)
            writer.authors(relation.from, &json, &out)
            json.key("object_refs", &out)
            json.array(&out) { json, out in json.string(to, &out) }
        }
    }

    private static func opinion(_ type: String) -> String? {
        switch type.lowercased() {
        case "supports", "support", "repeats": "agree"
        case "contradicts", "contradict", "attacks": "disagree"
        default: nil
        }
    }

    /// The object that stands for an annotation; nil for none.
    private func end(_ id: AnnotationID) -> String? {
        switch id.kind {
        case .entity: objects[id]
        case .mention: objects[report.entity(of: id) ?? id]
        case .claim: isWritten.contains(noteID(id)) ? noteID(id) : nil
        default: nil
        }
    }

    /// `MemberOf` as STIX writes types: `member-of`.
    private static func words(_ type: String) -> String {
        var result = ""
        for scalar in type.unicodeScalars {
            if ("A"..."Z").contains(scalar), !result.isEmpty, result.last != "-" { result += "-" }
            let isPlain = scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            result += isPlain ? String(scalar).lowercased() : result.last == "-" ? "" : "-"
        }
        let words = result.split(separator: "-").joined(separator: "-")
        return words.isEmpty ? "related-to" : words
    }
}
