import GlossModel

/// A report made of marked text, so that tests need no file format.
///
///     ⟦Person#ann:Ann Lee⟧         a mention of the entity `ann`, whose name is its longest
///     ⟦Person#ann+pronoun:she⟧     another form
///     ⟦Person&1:Jan⟧ and ⟦Person&1:Lee⟧   fragments of one mention
///     ⟦Date=2014-Q4@END:late 2014⟧ a time (Date, Time, Duration, Set) with value and modifier
///     ⟦Claim&c1+reported+forecast%very-likely:..⟧  a claim; `<c0` for the one it stands within
///     ⟦Block=heading+1:..⟧ and more of its structure: see `MarkedStructure` and `BlockReport`
///     ⟦Cue&c1:said⟧ ⟦Source&c1:..⟧  its cue and sources; several fragments are joined
public struct MarkedReport {
    /// The report, with one layer.
    public private(set) var report: Report
    /// The claims by the names that the marks give them.
    public private(set) var claims: [String: AnnotationID] = [:]

    private var layer = LayerBuilder(number: 0, name: "marks", origin: .file)
    private var entities: [String: Int] = [:]

    /// One annotation: fragments joined, with all that its labels carry.
    private struct Mark {
        var label: String
        var spans: [Span]
        var parts: [(sign: Character, value: String)]

        func value(_ sign: Character) -> String? { parts.first { $0.sign == sign }?.value }
        func has(_ flag: String) -> Bool { parts.contains { $0.sign == "+" && $0.value == flag } }
    }

    /// Builds the report of a marked text.
    public init(
        _ marked: MarkedText, id: ReportID = ReportID(0), path: String = "notes/report.txt",
        title: String = "", date: Day? = nil
    ) {
        let marks = MarkedReport.joined(marked)
        let structure = MarkedStructure(marked)
        report = Report(
            id: id, path: path, title: title, date: date, text: marked.text, paragraphs: structure?.paragraphs,
            structure: structure?.structure)
        let others = ["Cue", "Source", "Claim"] + MarkedStructure.labels
        for mark in marks where !others.contains(mark.label) && !mark.label.isEmpty {
            if TimexType(rawValue: mark.label.uppercased()) != nil {
                addTime(mark)
            } else {
                addMention(mark)
            }
        }
        nameEntities()
        for mark in marks where mark.label == "Claim" { addClaim(mark, among: marks) }
        report.add(layer.finished())
    }

    /// Builds the report of a text with marks in it.
    public init(_ marked: String) { self.init(MarkedText(marked)) }

    private static func joined(_ marked: MarkedText) -> [Mark] {
        var marks: [Mark] = []
        for (index, (label, span)) in marked.spans.enumerated() {
            let mark = Mark(label: label, spans: [span], parts: marked.parts[index])
            if let key = mark.value("&"),
                let known = marks.firstIndex(where: { $0.label == label && $0.value("&") == key })
            {
                marks[known].spans.append(span)
            } else {
                marks.append(mark)
            }
        }
        return marks
    }

    private mutating func addMention(_ mark: Mark) {
        let type = layer.type(named: mark.label)
        var entity: UInt32 = 0
        if let key = mark.value("#") {
            let index = entities[key] ?? layer.entities.count
            if entities[key] == nil {
                entities[key] = index
                layer.entities.append(Entity(number: UInt32(index + 1), name: "", type: type))
            }
            entity = UInt32(index + 1)
        }
        let form: Form = mark.has("pronoun") ? .pronoun : mark.has("nominal") ? .nominal : .name
        let made = layer.makeMention(
            mark.spans, number: UInt32(layer.mentions.count + 1), type: type, form: form,
            entity: entity)
        layer.mentions.append(made)
    }

    /// An entity goes by the longest of its names; the others are aliases.
    private mutating func nameEntities() {
        for index in layer.entities.indices {
            var names: [String] = []
            for mention in layer.mentions where Int(mention.entity) == index + 1 && mention.form == .name {
                let name = report.text.joined(layer.spans(of: mention))
                if !names.contains(name) { names.append(name) }
            }
            let name = names.max { $0.count < $1.count } ?? ""
            layer.entities[index].name = name
            layer.entities[index].aliases = names.filter { $0 != name }
        }
    }

    private mutating func addTime(_ mark: Mark) {
        guard let type = TimexType(rawValue: mark.label.uppercased()) else { return }
        let value = mark.value("=") ?? "XXXX"
        let interval = TimexValue.interval(of: value, mod: mark.value("@"), type: type)
        layer.times.append(
            TimeExpression(
                span: mark.spans[0], number: UInt32(layer.times.count + 1), type: type,
                value: value, mod: mark.value("@"), earliest: interval?.earliest,
                latest: interval?.latest, precision: interval?.precision ?? .day))
    }

    private mutating func addClaim(_ mark: Mark, among marks: [Mark]) {
        let number = UInt32(layer.claims.count + 1)
        let key = mark.value("&") ?? "\(number)"
        let mine = { (label: String) in marks.filter { $0.label == label && $0.value("&") == key } }
        let firstSource = UInt32(layer.sources.count)
        for source in mine("Source") {
            let span = source.spans[0]
            let entity = layer.mentions.first { $0.span == span && $0.entity > 0 }?.entity
            layer.sources.append(
                ClaimSource(
                    spans: layer.list(source.spans),
                    entity: entity.map { AnnotationID(layer: 0, kind: .entity, number: $0) }))
        }
        let whole = Span(Int(mark.spans[0].start), Int(mark.spans[mark.spans.count - 1].end))
        var claim = Claim(number: number, extent: whole, spans: layer.list(mark.spans))
        claim.cue = layer.list(mine("Cue").flatMap(\.spans))
        claim.sources = firstSource..<UInt32(layer.sources.count)
        claim.kind = mark.has("quoted") ? .quoted : mark.has("reported") ? .reported : .asserted
        claim.isForecast = mark.has("forecast")
        claim.likelihood = mark.value("%").flatMap { Likelihood(name: $0) }
        claim.confidence = Confidence.allCases.first { mark.has($0.name) }
        claim.within = mark.value("<").flatMap { claims[$0]?.number } ?? 0
        layer.claims.append(claim)
        claims[key] = AnnotationID(layer: 0, kind: .claim, number: number)
    }
}
