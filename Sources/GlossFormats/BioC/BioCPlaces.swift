import GlossModel

/// The text of a document put together of its passages, and its annotations on it.
struct BioCPlaces {
    private let document: BioCDocument
    /// What its offsets count.
    let unit: OffsetUnit
    private var bytes: [UInt8] = []
    /// Units before the end of the text so far.
    private var units = 0
    private(set) var blocks: [ReportBlock] = []
    /// What must be added to the offsets of a piece's annotations, and where the piece begins, in units.
    private var shifts: [(annotations: [BioCDocument.Annotation], shift: Int, begins: Int)] = []
    private var title = ""

    var text: Text { Text(exactly: bytes) }

    init(_ document: BioCDocument) {
        self.document = document
        unit = BioCPlaces.unit(of: document)
        for passage in document.passages { put(passage) }
    }

    // MARK: The unit

    /// The unit in which fewest passages stand elsewhere than right behind the one before.
    private static func unit(of document: BioCDocument) -> OffsetUnit {
        let pieces = document.passages.flatMap { $0.text == nil ? $0.sentences : [$0] }
        func odd(_ unit: OffsetUnit) -> Int {
            var end: Int?
            return pieces.count { piece in
                guard let offset = piece.offset else { return false }
                defer { end = offset + length(piece.text, unit) }
                return end.map { offset < $0 || offset > $0 + 2 } ?? false
            }
        }
        let counts = [OffsetUnit.codePoints, .bytes, .utf16].map { ($0, odd($0)) }
        return counts.min { $0.1 < $1.1 }?.0 ?? .codePoints
    }

    private static func length(_ text: Text?, _ unit: OffsetUnit) -> Int {
        guard let text else { return 0 }
        var cursor = OffsetCursor(text, unit: unit)
        return cursor.units(beforeByte: text.count)
    }

    // MARK: The text

    private mutating func put(_ passage: BioCDocument.Passage) {
        let pieces = passage.text == nil ? passage.sentences : [passage]
        var start: Int?
        var written: [(BioCDocument.Passage, Int)] = []
        for piece in pieces where (piece.text?.count ?? 0) > 0 || !piece.annotations.isEmpty {
            fill(to: piece.offset, isFirst: start == nil)
            if start == nil { start = bytes.count }
            written.append((piece, units))
            bytes += piece.text?.bytes.map { $0 } ?? []
            units += BioCPlaces.length(piece.text, unit)
        }
        for (piece, begins) in written {
            let shift = begins - (piece.offset ?? begins)
            shifts.append((piece.annotations, shift, begins))
            // Annotations of a passage with a text of its own may stand with its sentences.
            if passage.text != nil { for sentence in passage.sentences { shifts.append((sentence.annotations, shift, begins)) } }
        }
        if passage.text == nil {
            shifts.append((passage.annotations, written.first.map { $0.1 - ($0.0.offset ?? $0.1) } ?? 0, written.first?.1 ?? units))
        }
        guard let start, start < bytes.count else { return }
        let block = BioCPlaces.kind(of: passage)
        if block.kind == .heading, title.isEmpty { title = String(decoding: bytes[start...], as: UTF8.self) }
        blocks.append(ReportBlock(Span(start, bytes.count), block.kind, level: block.level))
    }

    /// Puts what stands between two pieces: a line feed, then spaces up to the offset.
    private mutating func fill(to offset: Int?, isFirst: Bool) {
        guard !bytes.isEmpty else { return }
        let gap = min(max((offset ?? units + 1) - units, 0), 4096)
        let isBehind = (offset ?? units) >= units
        let filling = isBehind ? gap : 1
        for index in 0..<filling { bytes.append(index == 0 && isFirst ? 0x0A : 0x20) }
        units += filling
    }

    /// What a passage is, by what its infons call it.
    private static func kind(of passage: BioCDocument.Passage) -> (kind: BlockKind, level: Int) {
        let type = (passage.infons.value("type") ?? passage.infons.value("section") ?? "").lowercased()
        if type == "title" || type == "front" { return (.heading, 1) }
        if type.hasPrefix("title") { return (.heading, min(6, 1 + (type.last.flatMap { $0.wholeNumberValue } ?? 1))) }
        if type.hasSuffix("title"), !type.contains("caption") { return (.heading, 2) }
        if type.contains("caption") { return (.caption, 0) }
        if type.hasPrefix("ref") { return (.reference, 0) }
        if type.hasPrefix("table") { return (.table, 0) }
        if type.contains("footnote") { return (.note, 0) }
        return (.paragraph, 0)
    }

    // MARK: What is said

    func add(to record: inout ForeignReport) {
        let annotator = record.annotator("")
        record.title = title
        if !document.id.isEmpty { record.document("id", document.id, by: annotator) }
        // What is said of the document may stand with its title.
        let front = document.passages.first?.infons.filter { !["type", "section", "section_type"].contains($0.name) } ?? []
        for (name, value) in document.infons + front { record.document(name, value, by: annotator) }
        let isRelative = isCountedFromPassages
        if isRelative {
            record.tell(
                .warning, "spans-counted-otherwise", "annotations do not match; counted from the beginning of each passage they do, and so they are read")
        }
        for (annotations, shift, begins) in shifts {
            for item in annotations { add(item, isRelative ? begins : shift, to: &record, annotator) }
        }
        let identifiers = identifiers
        for relation in document.relations { add(relation, identifiers, to: &record, annotator) }
    }

    /// Whether more annotations stand where their words do when they are counted from the beginning of their
    /// passages, which the format does not say.
    private var isCountedFromPassages: Bool {
        let text = text
        var cursor = OffsetCursor(text, unit: unit)
        func fits(_ shift: (Int, Int) -> Int) -> Int {
            shifts.reduce(0) { sum, piece in
                sum + piece.annotations.count { item in
                    guard item.locations.count == 1, !item.text.isEmpty, let place = item.locations.first,
                        let start = cursor.byte(beforeUnits: place.offset + shift(piece.shift, piece.begins))
                    else { return false }
                    return text.bytes[start...].starts(with: item.text.utf8)
                }
            }
        }
        return fits { $1 } > fits { shift, _ in shift }
    }

    /// Identifiers as relations name them, without their database, and as they are kept.
    private var identifiers: [String: String] {
        var found: [String: String] = [:]
        for item in shifts.flatMap(\.annotations) {
            for (name, value) in item.infons where found[value] == nil { found[value] = BioCPlaces.identifier(name, value) }
        }
        return found
    }

    private func add(_ item: BioCDocument.Annotation, _ shift: Int, to record: inout ForeignReport, _ annotator: Int) {
        var mention = ForeignLayers.Labelled(id: document.relations.isEmpty ? "" : item.id, label: item.infons.value("type") ?? "")
        for (name, value) in item.infons where name != "type" && !value.isEmpty && value != "-" {
            if mention.entity.isEmpty, let entity = BioCPlaces.identifier(name, value) { mention.entity = entity }
            else { mention.attributes.append((name, value)) }
        }
        guard !item.locations.isEmpty else { return record.tellPlaceless(item.id) }
        let places = item.locations.map { ($0.offset + shift, $0.offset + $0.length + shift) }
        record.add(mention, places, quoted: places.count == 1 ? item.text : "", by: annotator)
    }

    /// Databases that infons are called after.
    private static let databases = ["mesh", "ncbi gene", "ncbigene", "gene_id", "ncbi taxonomy", "omim", "cui", "umls", "chebi", "uniprot", "cvcl"]

    /// What an infon says that an annotation refers to; nil where it says something else.
    private static func identifier(_ name: String, _ value: String) -> String? {
        let key = name.lowercased()
        if ["identifier", "identifiers", "id", "concept_id", "database_id"].contains(key) { return value }
        guard databases.contains(key) else { return nil }
        return value.contains(":") ? value : "\(name):\(value)"
    }

    /// A relation joins its first node to each other one; one that names identifiers joins those.
    private func add(_ relation: BioCDocument.Relation, _ identifiers: [String: String], to record: inout ForeignReport, _ annotator: Int) {
        let type = relation.infons.value("type") ?? relation.infons.value("relation") ?? relation.infons.value("relation type") ?? "relation"
        var ends = relation.nodes.map { (id: $0.id, role: $0.role) }
        if ends.count < 2 {
            let roles = relation.infons.filter { $0.name.hasPrefix("role") && $0.name.hasSuffix(".identifier") || $0.name.hasPrefix("entity") }
            let named = relation.infons.filter { !["type", "relation", "score", "relation type", "novel"].contains($0.name) && !$0.name.contains(".") }
            ends = (roles.count > 1 ? roles : named).map { (id: identifiers[$0.value] ?? $0.value, role: $0.name.hasPrefix("role") ? "" : $0.name) }
        }
        guard ends.count > 1 else { return record.odd("relation \(relation.id): \(type)", by: annotator) }
        let named = Set(ends.map(\.id))
        let said = relation.infons.filter { infon in
            !["type", "relation"].contains(infon.name) && !named.contains(identifiers[infon.value] ?? infon.value)
        }
        for end in ends.dropFirst() {
            var link = ForeignLayers.Link(type: type, from: ends[0].id, to: end.id)
            link.attributes = said
            for (name, role) in [("role1", ends[0].role), ("role2", end.role)] where !role.isEmpty { link.attributes.append((name, role)) }
            record.add(link, by: annotator)
        }
    }
}
