import GlossModel

/// Reports made at random, the same for the same seed: words with emoji, combining marks and
/// characters beyond 16 bits, line ends of both kinds, and annotations of every kind that nest,
/// cross, repeat and come in fragments.
public struct GeneratedReport {
    private var random: SeededGenerator
    private var layer = Layer(number: 0, name: "made", origin: .file)
    private var string = ""
    /// Where words begin and end, in bytes.
    private var words: [Span] = []
    private let text: Text

    private static let vocabulary = [
        "Ann", "Lee", "the", "ferry", "🚢", "cafe\u{301}", "naïve", "中国", "𝒳𝒴", "👩‍👩‍👧", "said", "2014", "TTP", "e\u{301}u\u{308}",
        "Kabul,", "(road)", "“quoted”", "O’Neil", "a_b", "x|y", "[z]", "*", "may", "was", "closed.", "In", "May",
    ]
    private static let gaps = [" ", " ", " ", " ", " ", "  ", "\n", "\r\n", "\n\n", "\t", "\u{A0}"]

    /// Makes a report of so many words and about a third as many annotations.
    public init(seed: UInt64, words count: Int) {
        random = SeededGenerator(seed: seed)
        for _ in 0..<count {
            let word = Self.vocabulary.randomElement(using: &random) ?? "x"
            words.append(Span(string.utf8.count, string.utf8.count + word.utf8.count))
            string += word + (Self.gaps.randomElement(using: &random) ?? " ")
        }
        text = Text(string)
    }

    /// The report, with one layer.
    public mutating func report() -> Report {
        guard !words.isEmpty else { return Report(path: "made", text: text) }
        let count = words.count / 3 + 1
        entities(count / 4)
        mentions(count)
        times(count / 3)
        claims(count / 4)
        relations(count / 4)
        events(count / 6)
        remarks(count / 4)
        layer.finish()
        return Report(path: "made", title: "Made <\(words.count)> & \"more\"", date: Day(iso: "2018-01-15"), text: text, layers: [layer])
    }

    private mutating func chance(_ part: Double) -> Bool { Double.random(in: 0..<1, using: &random) < part }

    private mutating func span(_ most: Int = 4) -> Span {
        let first = Int.random(in: 0..<words.count, using: &random)
        let last = min(words.count - 1, first + Int.random(in: 0..<most, using: &random))
        return Span(Int(words[first].start), Int(words[last].end))
    }

    /// One span, or several that are apart and in order.
    private mutating func spans() -> [Span] {
        guard chance(0.15) else { return [span()] }
        var found = [span(2)]
        for _ in 0..<2 {
            let more = span(2)
            if more.start > found[found.count - 1].end { found.append(more) }
        }
        return found
    }

    private mutating func entities(_ count: Int) {
        for number in 0..<count {
            layer.entities.append(
                Entity(
                    number: UInt32(number + 1), name: "Entity \(number) 🚢", type: layer.type(named: "Person"),
                    aliases: chance(0.5) ? ["E\(number)", "The “E\(number)”"] : [],
                    references: chance(0.5) ? ["Wikidata:Q\(number)"] : []))
        }
    }

    private mutating func mentions(_ count: Int) {
        for number in 1...count {
            let type = layer.type(named: ["Person", "Organization", "Weapon", "odd_Type", "LOC"].randomElement(using: &random) ?? "P")
            let entity = chance(0.6) ? UInt32(Int.random(in: 0...layer.entities.count, using: &random)) : 0
            let form: Form = chance(0.7) ? .name : chance(0.5) ? .nominal : .pronoun
            layer.mentions.append(
                layer.makeMention(spans(), number: UInt32(number), type: type, form: form, entity: entity))
        }
    }

    private mutating func times(_ count: Int) {
        let values: [(TimexType, String, String?)] = [
            (.date, "2014", "END"), (.date, "2014-06-03", nil), (.duration, "P3D", nil), (.date, "PRESENT_REF", nil),
            (.set, "XXXX-WXX-1", nil), (.time, "2014-06-03T09:00", nil), (.date, "2017-08-03/2017-08-05", nil),
        ]
        for number in 1...max(1, count) {
            let (type, value, mod) = values.randomElement(using: &random) ?? values[0]
            let given = TimexValue.interval(of: value, mod: mod, type: type)
            var time = TimeExpression(
                span: span(), number: UInt32(number), type: type, value: value, mod: mod, earliest: given?.earliest,
                latest: given?.latest, precision: given?.precision ?? .day)
            if chance(0.2), given != nil { time.latest = nil }
            if chance(0.2), number > 1 { time.through = UInt32(number - 1) }
            layer.times.append(time)
        }
    }

    private mutating func claims(_ count: Int) {
        for number in 0..<count {
            let content = spans()
            var claim = Claim(
                number: UInt32(number + 1),
                extent: Span(Int(content[0].start), Int(content[content.count - 1].end)), spans: layer.list(content))
            if chance(0.6) { claim.cue = layer.list([span(2)]) }
            let first = UInt32(layer.sources.count)
            if chance(0.5) {
                let mention = layer.mentions.randomElement(using: &random)
                if let mention, chance(0.7) {
                    let entity = mention.entity > 0 ? AnnotationID(layer: 0, kind: .entity, number: mention.entity) : nil
                    layer.sources.append(ClaimSource(spans: layer.list(of: mention), entity: entity, mention: mention.number))
                } else {
                    layer.sources.append(ClaimSource(spans: layer.list([span(2)])))
                }
            }
            claim.sources = first..<UInt32(layer.sources.count)
            claim.kind = ClaimKind.allCases.randomElement(using: &random) ?? .asserted
            claim.isForecast = chance(0.3)
            if chance(0.4) {
                claim.likelihood = Likelihood.allCases.randomElement(using: &random)
                claim.term = layer.intern("might & \"may\"")
            }
            if chance(0.3) { claim.confidence = Confidence.allCases.randomElement(using: &random) }
            if number > 0, chance(0.3) { claim.within = UInt32(Int.random(in: 1...number, using: &random)) }
            layer.claims.append(claim)
        }
    }

    private mutating func target() -> AnnotationID {
        if chance(0.3), let claim = layer.claims.randomElement(using: &random) {
            return AnnotationID(layer: 0, kind: .claim, number: claim.number)
        }
        if chance(0.2), let time = layer.times.randomElement(using: &random) {
            return AnnotationID(layer: 0, kind: .time, number: time.number)
        }
        return AnnotationID(layer: 0, kind: .mention, number: layer.mentions.randomElement(using: &random)?.number ?? 1)
    }

    private mutating func relations(_ count: Int) {
        for number in 0..<count {
            let type = ["supports", "contradicts", "MemberOf"].randomElement(using: &random) ?? "supports"
            var relation = Relation(number: UInt32(number + 1), type: type, from: target(), to: target())
            if chance(0.3) { (relation.score, relation.because) = (0.5, ["both name Ann", "both about “ferry”"]) }
            layer.relations.append(relation)
        }
    }

    private mutating func events(_ count: Int) {
        for number in 0..<count {
            let type = ["Sink", "Attack"].randomElement(using: &random) ?? "Sink"
            layer.parts.append(
                layer.makeMention([span(1)], number: UInt32(number + 10_001), type: layer.type(named: type)))
            let arguments = (0..<Int.random(in: 0...2, using: &random)).map { index in
                Event.Argument(role: ["Agent", "Theme"][index], target: target())
            }
            layer.events.append(
                Event(
                    number: UInt32(number + 1), type: type,
                    trigger: AnnotationID(layer: 0, kind: .part, number: UInt32(number + 10_001)), arguments: arguments))
        }
    }

    private mutating func remarks(_ count: Int) {
        for number in 0..<count {
            let name = ["Seen", "Quality", "odd_name"].randomElement(using: &random) ?? "Seen"
            let value = ["", "high", "a <b> & \"c\"", "🚢"].randomElement(using: &random) ?? ""
            layer.attributes.append(
                Attribute(
                    number: UInt32(number + 1), name: layer.intern(name),
                    value: FileWords(string: layer.intern(value)), target: target()))
            guard chance(0.5) else { continue }
            layer.notes.append(
                Note(
                    number: UInt32(number + 1), type: layer.intern("AnnotatorNotes"), target: target(),
                    text: FileWords(string: layer.intern("who is “he”; 🚢?"))))
        }
    }
}
