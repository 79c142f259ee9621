import GlossModel
import TestSupport
import Testing

@testable import GlossFormats

/// Edits made by chance, the same for the same seed.
private struct RandomEdits {
    var random: SeededGenerator

    mutating func next(_ report: Report) -> Edit {
        let ids = report.allMentions.map(\.id) + report.timeIDs
        let words = [report.paragraphs.spans.randomElement(using: &random) ?? Span(0, 1)]
        guard let id = ids.randomElement(using: &random) else { return .add(spans: words, type: "Person") }
        let type = ["Person", "Group", "DATE", "odd type"].randomElement(using: &random)!
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return .add(spans: words, type: type)
        case 1: return .remove([id])
        case 2: return .type([id], type)
        case 3: return .spans(id, words)
        case 4: return .accept(ids.filter { $0.number % 2 == 0 })
        case 5: return .reopen([id])
        case 6: return .note(id, ["", "a remark", "one\nmore"].randomElement(using: &random)!)
        case 7: return .split([id])
        case 8: return .all([.remove([id]), .add(spans: words, type: type)])
        default: return report.entity(of: id).map { .entity(ids.suffix(2), $0) } ?? .split([id])
        }
    }
}

@Suite struct EditLogTests {
    /// A generated report that is computed, and one that stands in a file.
    private func edited(_ seed: UInt64, isComputed: Bool) -> EditedReport {
        var report = GeneratedReport(seed: seed).report
        guard isComputed else {
            var out = ByteOutput()
            try? Brat().write(report, to: &out)
            let lines = Text(exactly: out.bytes)
            let file = InputFile(path: "r.txt", content: report.text) { $0 == "r.ann" ? lines : nil }
            let read = (try? Brat().read(file).first) ?? report
            return EditedReport(read, annotations: lines, fileName: "r.ann")
        }
        report.replace(report.layers[0].labelled(as: .computed))
        return EditedReport(report, annotations: Text(""), fileName: "r.ann")
    }

    @Test(arguments: 0..<25, [true, false])
    func undoingAllGivesTheFileBackAndTheLogMakesItAgain(seed: Int, isComputed: Bool) throws {
        let before = edited(UInt64(seed), isComputed: isComputed)
        var edited = before
        var edits = RandomEdits(random: SeededGenerator(seed: UInt64(seed) + 99))
        var log: [UInt8] = []
        for round in 0..<40 {
            let request: EditRequest = round % 7 == 6 ? .undo : round % 11 == 10 ? .redo : .apply(edits.next(edited.report))
            if let event = edited.answer(request, ReportID(0)).event { log += EditLog.line(event, over: edited) }
        }
        let contents = EditLog.read(Text(exactly: log), over: before.report.text)
        #expect(contents.broken == nil && !contents.isTorn && contents.goodBytes == log.count)
        var again = before
        let isReplayed = again.replay(contents.events)
        #expect(isReplayed)
        #expect(again.bytes == edited.bytes)
        #expect(again.steps.count == edited.steps.count)
        #expect(modelDescription(again.report) == modelDescription(edited.report))
        while again.undo() != nil {}
        #expect(again.bytes == before.bytes)
        #expect(modelDescription(again.report) == modelDescription(before.report))
    }

    @Test func theFileReadAgainIsWhatTheScreenShowed() throws {
        for seed in 0..<20 as Range<UInt64> {
            var edited = edited(seed, isComputed: true)
            var edits = RandomEdits(random: SeededGenerator(seed: seed))
            for _ in 0..<20 { _ = edited.answer(.apply(edits.next(edited.report)), ReportID(0)) }
            let lines = Text(exactly: edited.bytes)
            let file = InputFile(path: "r.txt", content: edited.report.text) { $0 == "r.ann" ? lines : nil }
            let read = try #require(try Brat().read(file).first)
            guard !edited.bytes.isEmpty else { continue }
            let own = edited.report.layers[Int(edited.own)]
            #expect(read.layers[0].mentions.map(\.span) == own.mentions.map(\.span))
            #expect(read.layers[0].times.map(\.value) == own.times.map(\.value))
        }
    }

    @Test func aTornLastLineIsLeftOut() throws {
        var edited = edited(3, isComputed: true)
        let event = try #require(edited.answer(.apply(.add(spans: [Span(0, 3)], type: "Person")), ReportID(0)).event)
        let line = EditLog.line(event, over: edited)
        for cut in 1..<line.count {
            let contents = EditLog.read(Text(exactly: line + line.prefix(cut)), over: edited.report.text)
            #expect(contents.events.count == 1)
            #expect(contents.isTorn)
            #expect(contents.goodBytes == line.count)
        }
    }

    @Test func aBrokenLineEndsWhatIsTaken() throws {
        var edited = edited(3, isComputed: true)
        let event = try #require(edited.answer(.apply(.add(spans: [Span(0, 3)], type: "Person")), ReportID(0)).event)
        let line = EditLog.line(event, over: edited)
        let contents = EditLog.read(Text(exactly: line + Array("<<<<<<< HEAD\n".utf8) + line), over: edited.report.text)
        #expect(contents.broken == 2)
        #expect(contents.events.count == 1)
        #expect(contents.goodBytes == line.count)
    }

    @Test func aLogOfAnotherFileIsNotTaken() throws {
        var edited = edited(5, isComputed: false)
        let id = try #require(edited.report.allMentions.first?.id)
        let event = try #require(edited.answer(.apply(.remove([id])), ReportID(0)).event)
        var other = self.edited(6, isComputed: false)
        let before = other.bytes
        let isReplayed = other.replay([event])
        #expect(!isReplayed)
        #expect(other.bytes == before)
    }
}
