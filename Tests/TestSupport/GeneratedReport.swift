import GlossModel

/// A report made by chance, the same for the same seed: text with emoji, combining marks,
/// characters beyond the basic plane, CR LF, several spaces and empty lines; mentions that nest,
/// cross, come in pieces, stand on the same words or on none; entities, times, claims within claims with
/// sources and cues, relations, events, attributes, notes and references.
public struct GeneratedReport {
    public private(set) var report: Report
    private var random: SeededGenerator
    private var layer = LayerBuilder(number: 0, name: "made", origin: .file)
    /// Where words begin and end.
    private var words: [Span] = []

    private static let pool = [
        "Ada", "Reed", "said", "the", "ferry", "sank", "été", "e\u{301}", "Ångström", "日本", "🚢", "👩‍👩‍👧", "𝒳𝒴", "naïve", "o'clock",
        "3,5", "A.B.", "\"so\"", "(or", "not)", "end.", "Then", "<b>", "a&b", "x|y", "50%", "[1]", "_", "*", "\\n", "\u{202E}x", "z;",
    ]
    private static let breaks = [" ", " ", " ", " ", " ", " ", "  ", "\n", "\r\n", "\n\n", "\t", "\u{A0}"]

    /// Makes one. One of sixteen has no annotations.
    public init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        var text = ""
        let count = Int.random(in: 1...60, using: &random)
        for _ in 0..<count {
            let word = Self.pool.randomElement(using: &random)!
            let start = text.utf8.count
            text += word
            words.append(Span(start, text.utf8.count))
            text += Self.breaks.randomElement(using: &random)!
        }
        report = Report(path: "made/report.txt", text: Text(text))
        if Int.random(in: 0..<16, using: &random) > 0 { annotate() }
        report.add(layer.finished())
    }

    private mutating func annotate() {
        for number in 1...4 {
            let type = layer.type(named: ["Person", "Organization", "Place", "my-type"].randomElement(using: &random)!)
            layer.entities.append(
                Entity(
                    number: UInt32(number), name: "Name \(number)", type: type, aliases: number == 2 ? ["N, 2", "\"n\""] : [],
                    references: number == 3 ? ["Wikidata:Q3"] : []))
        }
        for number in 1...UInt32(Int.random(in: 1...12, using: &random)) { mention(number) }
        for number in 1...UInt32(Int.random(in: 1...4, using: &random)) { time(number) }
        for number in 1...UInt32(Int.random(in: 1...4, using: &random)) { claim(number) }
        relations()
        event()
        remarks()
    }

    /// Some words that follow each other.
    private mutating func span() -> Span {
        let first = Int.random(in: 0..<words.count, using: &random)
        let last = min(words.count - 1, first + [0, 0, 1, 2, 6].randomElement(using: &random)!)
        return Span(Int(words[first].start), Int(words[last].end))
    }

    /// One span or several apart.
    private mutating func spans() -> [Span] {
        let one = span()
        guard Bool.random(using: &random), Bool.random(using: &random) else { return [one] }
        let further = words.filter { $0.start > one.end }
        return [one] + further.prefix(6).suffix(1)
    }

    /// No words: at an edge of the text or of a word.
    private mutating func nothing() -> Span {
        let place = [0, Int(words[words.count / 2].start), Int(words[0].end), report.text.count].randomElement(using: &random)!
        return Span(place, place)
    }

    private mutating func mention(_ number: UInt32) {
        let type = layer.type(named: ["Person", "Organization", "Place", "my-type", "Ärea"].randomElement(using: &random)!)
        let form = Form.allCases.randomElement(using: &random)!
        let entity = UInt32([0, 0, 1, 2, 3, 4].randomElement(using: &random)!)
        let spans = Int.random(in: 0..<12, using: &random) == 0 ? [nothing()] : spans()
        layer.mentions.append(layer.makeMention(spans, number: number, type: type, form: form, entity: entity))
    }

    private mutating func time(_ number: UInt32) {
        let (value, mod, type) = [
            ("2014", "END", TimexType.date), ("2017-08-03/2017-08-05", nil, .date), ("P20Y", nil, .duration),
            ("2014-06-03T09:00", nil, .time), ("XXXX-WXX-1", nil, .set), ("PRESENT_REF", nil, .date),
        ].randomElement(using: &random)!
        let given = TimexValue.interval(of: value, mod: mod, type: type)
        var time = TimeExpression(
            span: span(), number: number, type: type, value: value, mod: mod, earliest: given?.earliest, latest: given?.latest,
            precision: given?.precision ?? .day)
        if Bool.random(using: &random) { time.latest = nil }
        if number > 1, number == 3 { time.through = 1 }
        layer.times.append(time)
    }

    private mutating func claim(_ number: UInt32) {
        let content = spans()
        var claim = Claim(
            number: number, extent: Span(Int(content[0].start), Int(content[content.count - 1].end)), spans: layer.list(content))
        if Bool.random(using: &random) {
            claim.cue = layer.list([span()])
            claim.kind = [.reported, .quoted].randomElement(using: &random)!
            let first = UInt32(layer.sources.count)
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                let entity = Bool.random(using: &random) ? AnnotationID(layer: 0, kind: .entity, number: 2) : nil
                layer.sources.append(ClaimSource(spans: layer.list(spans()), entity: entity))
            }
            claim.sources = first..<UInt32(layer.sources.count)
        }
        claim.isForecast = Bool.random(using: &random)
        claim.within = number > 1 && Bool.random(using: &random) ? number - 1 : 0
        if Bool.random(using: &random) {
            claim.likelihood = Likelihood.allCases.randomElement(using: &random)
            claim.term = layer.intern("most likely")
        }
        claim.confidence = Bool.random(using: &random) ? .moderate : nil
        layer.claims.append(claim)
    }

    private func id(_ kind: AnnotationKind, _ number: UInt32) -> AnnotationID {
        AnnotationID(layer: 0, kind: kind, number: number)
    }

    private mutating func relations() {
        if layer.claims.count > 1 {
            layer.relations.append(
                Relation(
                    number: 1, type: "supports", from: id(.claim, 1), to: id(.claim, 2), score: 0.75,
                    because: ["both name Ada", "both about <b>"]))
        }
        layer.relations.append(
            Relation(number: 2, type: "member-of", from: id(.mention, 1), to: id(.claim, 1), roles: .init(from: "Who", to: "What")))
    }

    private mutating func event() {
        let trigger = layer.makeMention([span()], number: 1, type: layer.type(named: "Sink"))
        layer.parts.append(trigger)
        layer.events.append(
            Event(
                number: 1, type: "Sink", trigger: id(.part, 1),
                arguments: [.init(role: "Theme", target: id(.mention, 1)), .init(role: "When", target: id(.time, 1))]))
    }

    private mutating func remarks() {
        let (seen, sure, note) = (layer.intern("Seen"), layer.intern("Sure"), layer.intern("Remark"))
        let (very, words) = (layer.intern("very & <much>"), layer.intern("two\tlines\nand 🚢"))
        let type = layer.intern("Reference")
        let (identifier, title) = (layer.intern("GeoNames:2921044"), layer.intern("A place"))
        layer.attributes.append(Attribute(number: 1, name: seen, value: .none, target: id(.mention, 1)))
        layer.attributes.append(Attribute(number: 2, name: sure, value: FileWords(string: very), target: id(.event, 1)))
        layer.notes.append(Note(number: 1, type: note, target: id(.claim, 1), text: FileWords(string: words)))
        layer.references.append(
            Reference(
                number: 1, type: type, target: id(.mention, 1), identifier: FileWords(string: identifier),
                text: FileWords(string: title)))
    }
}
