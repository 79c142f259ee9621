import GlossModel
import TestSupport
import Testing

/// The indices of a report against what looking at every row finds.
struct IndexTests {
    /// Mentions at random places, of random entities, in two layers of which the second gives the
    /// first one's mentions entities.
    private func report(_ generator: inout SeededGenerator) -> Report {
        let text = Text(String(repeating: "word ", count: 200))
        var first = LayerBuilder(number: 0, name: "a", origin: .file)
        let type = first.type(named: "Person")
        for number in 1...60 {
            let start = Int.random(in: 0..<900, using: &generator)
            let entity = UInt32.random(in: 0...5, using: &generator)
            first.mentions.append(
                Mention(span: Span(start, start + 4), number: UInt32(number * 3), type: type, entity: entity))
            first.notes.append(
                Note(number: UInt32(number), type: 0, target: id(.mention, UInt32.random(in: 1...60, using: &generator) * 3), text: .none))
        }
        first.entities = (1...5).map { Entity(number: $0, name: "E\($0)", type: type) }
        var second = LayerBuilder(number: 1, name: "b", origin: .computed)
        second.entities = [Entity(number: 9, name: "other", type: second.type(named: "Person"))]
        second.identities = Layer.Identities(
            layer: 0, entities: first.mentions.map { $0.entity == 0 ? 9 : 0 })
        return Report(text: text, layers: [first.finished(), second.finished()])
    }

    private func id(_ kind: AnnotationKind, _ number: UInt32, layer: UInt16 = 0) -> AnnotationID {
        AnnotationID(layer: layer, kind: kind, number: number)
    }

    @Test func mentionsOfEveryEntity() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<20 {
            let report = report(&generator)
            let index = EntityMentions(report)
            for entity in report.entityIDs {
                let found = index.mentions(of: entity, in: report).map { index.item($0, in: report).id }
                let wanted = report.mentions(overlapping: report.text.span).map(\.id)
                    .filter { report.entity(of: $0) == entity }
                #expect(found == wanted)
            }
        }
    }

    @Test func notesOnEveryMention() {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<20 {
            let layer = report(&generator).layers[0]
            for mention in layer.mentions {
                let target = id(.mention, mention.number)
                #expect(layer.notes(on: target) == layer.notes.filter { $0.target == target })
            }
        }
    }

    @Test func rowsByNumber() {
        var generator = SeededGenerator(seed: 5)
        let layer = report(&generator).layers[0]
        for mention in layer.mentions { #expect(layer.mention(mention.number) == mention) }
        for number in UInt32(0)...200 where number % 3 != 0 || number > 180 {
            #expect(layer.mention(number) == nil)
        }
    }

    @Test func timelineRowsAreFound() throws {
        var layer = LayerBuilder(number: 0, name: "a", origin: .file)
        var generator = SeededGenerator(seed: 6)
        for number in 1...80 {
            let day = Day(number: Int.random(in: 16_000...16_030, using: &generator))
            let isDated = Bool.random(using: &generator)
            layer.times.append(
                TimeExpression(
                    span: Span(number * 5, number * 5 + 4), number: UInt32(number), type: .date, value: "x",
                    earliest: isDated ? day : nil, latest: isDated ? day : nil))
        }
        let report = Report(text: Text(String(repeating: "word. ", count: 100)), layers: [layer.finished()])
        var query = TimelineQuery()
        query.includesUndated = true
        let index = TimelineIndex(report.timeline(query))
        for (place, row) in index.rows.enumerated() { #expect(index.row(of: row.time, in: report) == place) }
        let days = try #require(index.days)
        for day in days {
            let first = index.rows.firstIndex { ($0.range.earliest?.number).map { Int($0) == day } ?? false }
            #expect(index.firstRow(beginningIn: day...day) == first)
            let over = index.rows.count { $0.isDated && $0.range.overlaps(DayRange(earliest: Day(number: day), latest: Day(number: day))) }
            #expect(index.count(from: day, to: day) == over)
        }
    }
}
