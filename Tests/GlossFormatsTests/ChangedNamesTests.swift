import GlossModel
import TestSupport
import Testing

@testable import GlossFormats

/// What is shown after an edit is what reading the file would show.
@Suite struct ChangedNamesTests {
    private static let names = ["Ann Reed", "Tam Oduya", "Varn", "Ås Öl", "Reuters"]

    /// A text of names, and lines that mark them in an order of their own, some in fragments.
    private func desk(_ random: inout SeededGenerator) throws -> EditedReport {
        var text = ""
        var lines: [String] = []
        for number in 1...Int.random(in: 1...40, using: &random) {
            text += ["They met ", "Then ", "Ö "].randomElement(using: &random)!
            let name = ChangedNamesTests.names.randomElement(using: &random)!
            let start = text.unicodeScalars.count
            lines.append("T\(number * 2)\tPerson \(start) \(start + name.unicodeScalars.count)\t\(name)")
            text += name + [". ", ".\n", " "].randomElement(using: &random)!
        }
        if Bool.random(using: &random) { lines.shuffle(using: &random) }
        if Bool.random(using: &random) { lines.append("#1\tAnnotatorNotes T2\tsure?\nA1\tSure T4") }
        let file = lines.joined(separator: "\n") + (Bool.random(using: &random) ? "\n" : "")
        return EditedReport(try bratReport(text, file), annotations: Text(file), fileName: "r.ann")
    }

    private func edit(_ report: Report, _ random: inout SeededGenerator) -> Edit {
        let ids = report.allMentions.map(\.id)
        let words = (0..<2).map { _ in
            let start = Int.random(in: 0..<max(1, report.text.count - 6), using: &random)
            return Span(start, start + Int.random(in: 1...5, using: &random))
        }.sorted()
        let type = ["Person", "Group", "Weapon"].randomElement(using: &random)!
        guard let id = ids.randomElement(using: &random) else { return .add(spans: [words[0]], type: type) }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return .add(spans: [words[0]], type: type)
        case 1: return .remove([id])
        case 2: return .spans(id, words[0].end < words[1].start ? words : [words[0]])
        case 3: return .all([.remove([id]), .add(spans: [words[1]], type: type)])
        default: return .type([id], type)
        }
    }

    /// Everything that is said of a layer's mentions, and what is found at each place.
    private func content(_ report: Report, _ layer: Int) -> [String] {
        let shown = report.layers[layer].mentions.map { mention in
            "\(mention.number) \(report.layers[layer].typeName(mention.type)) \(report.layers[layer].spans(of: mention)) \(mention.form) \(mention.entity)"
        }
        let found = stride(from: 0, to: report.text.count, by: 7).map { place in
            "\(place): \(report.layers[layer].mentionRows(overlapping: Span(place, place + 3)).map { report.layers[layer].mentions[$0].number })"
        }
        let named = report.layers[layer].mentions.map { mention in "\(report.layers[layer].mention(mention.number)?.span.start ?? 0)" }
        return shown + found + named
    }

    @Test(arguments: 0..<60) func changingTheLayerIsReadingTheFile(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var edited = try desk(&random)
        for _ in 0..<25 {
            switch Int.random(in: 0..<8, using: &random) {
            case 0: _ = edited.undo()
            case 1: _ = edited.redo()
            default: _ = try? edited.apply(edit(edited.report, &random))
            }
            let read = EditedReport(
                try bratReport(String(decoding: edited.report.text.bytes, as: UTF8.self), String(decoding: edited.bytes, as: UTF8.self)),
                annotations: Text(exactly: edited.bytes), fileName: "r.ann")
            #expect(content(edited.report, 0) == content(read.report, 0))
        }
    }

    @Test func anEditOfANameReadsNothing() throws {
        var random = SeededGenerator(seed: 3)
        var edited = try desk(&random)
        let before = edited.report.layers[0].source
        let id = try #require(edited.report.allMentions.first?.id)
        _ = try edited.apply(.type([id], "Group"))
        #expect(edited.report.layers[0].source === before)
        #expect(edited.report.markedWords(id)?.type == "Group")
    }

    @Test func lineNamesAreFoundWhereverTheyStand() {
        let file = "T10\tPerson 0 3\tAnn\nE2\tMeeting:T10 Who:T7\n*\tAlias T10 T7\nT7\tPerson 4 7\tTam\nR1\tKnows Arg1:T7 Arg2:T10\n#1\tNote T7\tT10 said so\n"
        var document = BratDocument(Text(file))
        #expect(document.slot(of: "T7") == 3)
        #expect(document.slot(of: "T1") == nil)
        #expect(document.slots(naming: "T10") == [1, 2, 4])
        #expect(document.slots(naming: "T7") == [1, 2, 4, 5])
        #expect(document.fresh("T") == "T11")
        document.append("A1\tSure T10")
        #expect(document.slots(naming: "T10") == [1, 2, 4, 6])
    }
}
