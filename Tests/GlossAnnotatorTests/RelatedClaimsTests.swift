import GlossAnnotator
import GlossModel
import TestSupport
import Testing

/// A report of claims given sentence by sentence, with entities for the marked names.
private func report(_ sentences: [String], relations: [Relation] = []) -> Report {
    var layer = LayerBuilder(number: 0, name: "test", origin: .computed)
    let type = layer.type(named: "Organization")
    var text = ""
    var entities: [String: UInt32] = [:]
    for (index, sentence) in sentences.enumerated() {
        let marked = MarkedText(sentence)
        let base = text.utf8.count
        for (_, span) in marked.spans {
            let name = marked.text[span]
            let number = entities[name] ?? UInt32(entities.count + 1)
            if entities.updateValue(number, forKey: name) == nil {
                layer.entities.append(Entity(number: number, name: name, type: type))
            }
            layer.mentions.append(
                Mention(
                    span: Span(base + Int(span.start), base + Int(span.end)),
                    number: UInt32(layer.mentions.count + 1), type: type, entity: number))
        }
        text += marked.string + "\n\n"
        let span = Span(base, base + marked.string.utf8.count - 1)
        layer.claims.append(
            Claim(number: UInt32(index + 1), extent: span, spans: layer.list([span])))
    }
    layer.relations = relations
    return Report(text: Text(text), layers: [layer.finished()])
}

private func claim(_ number: UInt32) -> AnnotationID {
    AnnotationID(layer: 0, kind: .claim, number: number)
}

@Suite struct RelatedClaimsTests {
    private let sentences = [
        "⟦Nordland⟧ is expanding its fleet in the strait.",
        "The coast guard did not pay attention to smugglers.",
        "The fleet of ⟦Nordland⟧ is shrinking fast.",
        "The coast guard ignored smugglers for years.",
        "⟦Iron Front⟧ fighters pledged loyalty to ⟦Nordland⟧ at sea.",
        "A second unit of ⟦Iron Front⟧ pledged loyalty to ⟦Nordland⟧ later.",
        "The harvest in the east was poor.",
    ]

    private func first(_ number: UInt32) -> Relation? {
        RelatedClaims(report(sentences)).related(to: claim(number), limit: 3).first
    }

    @Test(arguments: [
        (1, 3, "contradicts"), (3, 1, "contradicts"), (2, 4, "supports"), (4, 2, "supports"),
        (5, 6, "elaborates"), (6, 5, "elaborates"),
    ] as [(UInt32, UInt32, String)])
    func nearest(_ asked: UInt32, _ other: UInt32, _ type: String) throws {
        let relation = try #require(first(asked))
        #expect(relation.other(than: claim(asked)) == claim(other))
        #expect(relation.type == type || type == "elaborates")
        let score = try #require(relation.score)
        #expect(score > 0 && score <= 1)
        #expect(!relation.because.isEmpty)
    }

    @Test func reasonsNameWhatIsShared() throws {
        let reasons = try #require(first(5)).because
        #expect(reasons.contains { $0.contains("Iron Front") && $0.contains("Nordland") })
        #expect(reasons.contains("both about pledging loyalty"))
    }

    @Test func reasonsSayWhatIsOpposed() throws {
        let reasons = try #require(first(1)).because
        #expect(reasons.contains("one says “expanding”, the other “shrinking”"))
    }

    @Test func unrelatedHasNone() {
        #expect(RelatedClaims(report(sentences)).related(to: claim(7)).isEmpty)
    }

    @Test func relationsOfTheFileComeFirst() {
        let filed = Relation(number: 1, type: "refines", from: claim(7), to: claim(1))
        let related = RelatedClaims(report(sentences, relations: [filed])).related(to: claim(1))
        #expect(related.first == filed)
        #expect(related.dropFirst().first?.other(than: claim(1)) == claim(3))
        #expect(RelatedClaims(report(sentences, relations: [filed])).related(to: claim(7)) == [filed])
    }

    @Test func limitHolds() {
        let index = RelatedClaims(report(sentences))
        #expect(index.related(to: claim(1), limit: 1).count == 1)
        #expect(index.related(to: claim(1), limit: 0).isEmpty)
        #expect(index.related(to: claim(99)).isEmpty)
    }

    @Test func sameWordsRepeat() throws {
        let pair = report([
            "The old port of ⟦Arda⟧ burned down at night.", "The old port of ⟦Arda⟧ burned down.",
            "Prices rose.",
        ])
        let relation = try #require(RelatedClaims(pair).related(to: claim(1)).first)
        #expect(relation.type == "repeats")
    }

    @Test func manyClaimsOfOneWordStayBounded() {
        let many = (0..<6000).map { $0 % 4 == 0 ? "Convoy number \($0) reached the port of ⟦Arda⟧." : "Rain \($0) fell." }
        let related = RelatedClaims(report(many)).related(to: claim(3001), limit: 5)
        #expect(related.count == 5)
    }

    @Test func whatAThirdOfTheClaimsNameSaysNothing() {
        let many = (0..<12).map { "⟦Arda⟧ \(["sold", "mined", "flooded", "painted", "counted", "swept"][$0 % 6])\($0) it." }
        #expect(RelatedClaims(report(many)).related(to: claim(3)).isEmpty)
    }

    @Test(arguments: [
        ("approved", "adopted"), ("abide by", "comply with"), ("signed", "finalised"), ("postponed", "delayed"),
    ])
    func paraphrasesCountAsOneWord(_ one: String, _ other: String) throws {
        let pair = report(["The council \(one) the harbour plan.", "At night the senate \(other) the harbour plan.", "Rain fell in the east."])
        let relation = try #require(RelatedClaims(pair).related(to: claim(1)).first)
        #expect(relation.other(than: claim(1)) == claim(2) && relation.type == "repeats")
    }
}
