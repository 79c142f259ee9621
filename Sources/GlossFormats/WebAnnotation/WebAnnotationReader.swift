import GlossModel

/// Gathers annotations for a report of their text.
struct WebAnnotationReader {
    private let text: Text
    private let path: String
    private var report: ForeignReport
    private var places: WebAnnotationPlaces

    /// `unit` is what positions count: code points, as the Recommendation says, unless a tool does otherwise.
    init(_ text: Text, path: String, file: Text, unit: OffsetUnit = .codePoints) {
        self.text = text
        self.path = path
        report = ForeignReport(text, unit: unit, path: path, file: file)
        places = WebAnnotationPlaces(text)
    }

    /// What has been gathered, with gloss's own object and what is said of all.
    consuming func finished(_ items: WebAnnotationItems) -> ForeignReport {
        report.own = items.own
        if items.elsewhere > 0 {
            report.findings.append(
                Finding(
                    .warning, "pages-elsewhere", at: Finding.Place(file: path),
                    "further pages of the collection are not in the file", remedy: "fetch them and open them with it"))
        }
        return report
    }

    /// Takes one annotation. O(1) with positions, O(text) where only words are quoted.
    mutating func take(_ item: JSONValue) {
        guard item.kind == .object else { return report.odd(item, by: report.annotator("")) }
        if let why = item.takenBack { return report.leaveOut(item.iri ?? "", why, at: item.range.lowerBound) }
        let annotator = report.annotator(WebAnnotationReader.creator(of: item))
        let targets = WebAnnotationTarget.all(of: item)
        let bodies = WebAnnotationBodies(item)
        if bodies.isLink, link(item, targets, bodies, annotator) { return }
        guard !targets.isEmpty else { return report.odd(item, by: annotator) }
        for (number, target) in targets.enumerated() {
            var labelled = bodies.labelled
            labelled.id = Natives.pieceID(item.iri ?? "", number)
            add(labelled, target, item, annotator)
        }
    }

    private mutating func add(
        _ labelled: ForeignLayers.Labelled, _ target: WebAnnotationTarget, _ item: JSONValue, _ annotator: Int
    ) {
        if target.isWhole { return document(labelled, annotator) }
        switch places.place(of: target) {
        case .counted(let start, let end, let quotation): report.add(labelled, start, end, quotation, by: annotator, at: item.range.lowerBound)
        case .found(let spans):
            if spans.isEmpty { report.faults.add(.quoteMissing, labelled.id, at: item.range.lowerBound, "quotes words that are not in the text; left out") }
            for (number, span) in spans.enumerated() {
                var copy = labelled
                copy.span = span
                // One annotation may be about several places; its name is that of the first.
                if number > 0 { copy.id = "" }
                report.add(placed: copy, by: annotator)
            }
        case .wrong(let kind, let cause): report.faults.add(kind, labelled.id, at: item.range.lowerBound, cause)
        case nil:
            guard let position = target.selectors.first(where: { $0["start"] != nil || $0["end"] != nil }) else {
                return report.odd(item, by: annotator)
            }
            report.add(labelled, position["start"], position["end"], of: item, by: annotator)
        }
    }

    /// What is about all of the text.
    private mutating func document(_ labelled: ForeignLayers.Labelled, _ annotator: Int) {
        if !labelled.label.isEmpty { report.document("label", labelled.label, by: annotator) }
        for (name, value) in labelled.attributes { report.document(name, value, by: annotator) }
        for (type, text) in labelled.notes { report.document(type, text, by: annotator) }
    }

    /// Two annotations named as targets, or a body that names one and a target that names the other.
    private mutating func link(
        _ item: JSONValue, _ targets: [WebAnnotationTarget], _ bodies: WebAnnotationBodies, _ annotator: Int
    ) -> Bool {
        guard targets.allSatisfy({ $0.selectors.isEmpty }) else { return false }
        let ends = targets.compactMap(\.source) + (targets.count == 1 ? bodies.iris : [])
        guard ends.count > 1 else { return false }
        let type = bodies.tags.first ?? "linking"
        for (number, end) in ends.dropFirst().enumerated() {
            let id = item.iri.map { Natives.pieceID($0, number) } ?? ""
            report.add(ForeignLayers.Link(id: id, type: type, from: ends[0], to: end), by: annotator)
        }
        return true
    }

    /// Who made an annotation; empty where it does not say.
    private static func creator(of item: JSONValue) -> String {
        guard let creator = (item["creator"] ?? item["user"])?.orItems.first else { return "" }
        return creator.string ?? creator["name"]?.string ?? creator["nickname"]?.string ?? creator.iri ?? ""
    }
}

/// What an annotation says of its targets.
struct WebAnnotationBodies {
    private(set) var tags: [String] = []
    private(set) var iris: [String] = []
    private var entity = ""
    private var attributes: [(name: String, value: String)] = []
    private var notes: [(type: String, text: String)] = []
    private let motivations: [String]

    init(_ item: JSONValue) {
        let motivation = item["motivation"] ?? item["motivatedBy"] ?? item["oa:motivatedBy"]
        motivations = (motivation?.orItems ?? []).compactMap { $0.string ?? $0.iri }.map(WebAnnotationName.bare)
        let bodies = (item["body"] ?? item["hasBody"] ?? item["oa:hasBody"] ?? item["bodies"])?.orItems ?? []
        for body in bodies { add(body) }
        if let value = item["bodyValue"]?.string { notes.append((motivations.first ?? "commenting", value)) }
        // Hypothesis has them beside.
        for tag in item["tags"]?.items ?? [] { tags.append(tag.asWords) }
        if let words = item["text"]?.string, !words.isEmpty { notes.append(("commenting", words)) }
    }

    /// Whether it links other annotations.
    var isLink: Bool { motivations.contains("linking") }

    /// The first tag is the type, or else why the annotation was made.
    var labelled: ForeignLayers.Labelled {
        var item = ForeignLayers.Labelled(label: tags.first ?? motivations.first ?? "annotation")
        item.entity = entity
        item.attributes = tags.dropFirst().map { ("tag", $0) } + attributes
        item.notes = notes
        return item
    }

    private mutating func add(_ body: JSONValue) {
        let purpose = body["purpose"]?.orItems.first?.string.map(WebAnnotationName.bare) ?? motivations.first ?? ""
        if let iri = body.string { return add(iri: iri, purpose) }
        if let words = body["value"] ?? body["chars"] ?? body["rdf:value"] {
            if purpose == "tagging" || purpose == "classifying" {
                tags.append(words.asWords)
            } else {
                notes.append((purpose.isEmpty || purpose == "linking" ? "commenting" : purpose, words.asWords))
                if purpose == "linking" { tags.append(words.asWords) }
            }
        } else if let iri = body["source"]?.string ?? body["source"]?.iri ?? body.iri {
            add(iri: iri, purpose)
        } else {
            attributes.append(("body", body.asWords))
        }
    }

    private mutating func add(iri: String, _ purpose: String) {
        iris.append(iri)
        if ["identifying", "classifying", "tagging"].contains(purpose), entity.isEmpty {
            entity = iri
        } else if purpose != "linking" {
            attributes.append((purpose.isEmpty ? "body" : purpose, iri))
        }
    }
}
