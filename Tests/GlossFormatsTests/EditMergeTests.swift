import GlossModel
import TestSupport
import Testing

@testable import GlossFormats

/// A file as it was last written, edited here and by somebody else.
@Suite struct EditMergeTests {
    private static let text = "Ann Reed met Tam Oduya in Varn.\n"
    private static let base = "T1\tPerson 0 8\tAnn Reed\nT2\tPerson 13 22\tTam Oduya\n#1\tAnnotatorNotes T2\tsure?\n"

    private func edited(_ edits: (Report) -> [Edit]) throws -> EditedReport {
        var edited = EditedReport(
            try bratReport(EditMergeTests.text, EditMergeTests.base), annotations: Text(EditMergeTests.base), fileName: "r.ann")
        for edit in edits(edited.report) { _ = try edited.apply(edit) }
        return edited
    }

    private func mark(_ words: String, _ report: Report) -> AnnotationID {
        report.allMentions.first { report.text[$0.mention.span] == words }?.id ?? AnnotationID(layer: 0, kind: .mention, number: 99)
    }

    private func merged(_ theirs: String, _ edits: (Report) -> [Edit]) throws -> (lines: String, conflicts: [EditConflict], edited: EditedReport) {
        var edited = try edited(edits)
        let conflicts = edited.takeOver(Text(theirs), over: Text(EditMergeTests.base)).conflicts
        return (String(decoding: edited.bytes, as: UTF8.self), conflicts, edited)
    }

    @Test func differentLinesOfBothAreTaken() throws {
        let theirs = EditMergeTests.base.replacing("T1\tPerson", with: "T1\tGroup") + "T3\tLocation 26 30\tVarn\n"
        let merged = try merged(theirs) { [.type([mark("Tam Oduya", $0)], "Organization")] }
        #expect(merged.lines == theirs.replacing("T2\tPerson", with: "T2\tOrganization"))
        #expect(merged.conflicts.isEmpty)
    }

    @Test func whatBothMadeUnderOneNameBecomesTwo() throws {
        let theirs = EditMergeTests.base + "T3\tLocation 26 30\tVarn\nA1\tSure T3\n"
        let merged = try merged(theirs) { _ in [.add(spans: [Span(9, 12)], type: "Event")] }
        #expect(merged.lines == EditMergeTests.base + "T4\tEvent 9 12\tmet\nT3\tLocation 26 30\tVarn\nA1\tSure T3\n")
        #expect(merged.conflicts.isEmpty)
    }

    @Test func whatBothChangedStandsAsItIsHereUntilItIsSettled() throws {
        let theirs = EditMergeTests.base.replacing("T1\tPerson", with: "T1\tGroup")
        var (lines, conflicts, edited) = try merged(theirs) { [.type([mark("Ann Reed", $0)], "Organization")] }
        #expect(lines.contains("T1\tOrganization"))
        #expect(conflicts.map(\.name) == ["T1"])
        #expect(conflicts.first?.theirs == "T1\tGroup 0 8\tAnn Reed")
        #expect(conflicts.first?.id == mark("Ann Reed", edited.report))
        _ = edited.settle("T1", takesTheirs: true)
        #expect(String(decoding: edited.bytes, as: UTF8.self) == theirs)
        _ = edited.undo()
        #expect(String(decoding: edited.bytes, as: UTF8.self) == lines)
    }

    @Test func whatTheyTookAwayAndIsSpokenOfHereStays() throws {
        let merged = try merged("T2\tPerson 13 22\tTam Oduya\n#1\tAnnotatorNotes T2\tsure?\n") { [.note(mark("Ann Reed", $0), "the first")] }
        #expect(merged.lines == EditMergeTests.base + "#2\tAnnotatorNotes T1\tthe first\n")
        #expect(merged.conflicts.map(\.name) == ["T1"])
        #expect(merged.conflicts.first?.theirs == nil)
    }

    @Test func whatWasTakenAwayHereAndTheySpeakOfStays() throws {
        let merged = try merged(EditMergeTests.base + "A1\tSure T1\n") { [.remove([mark("Ann Reed", $0)])] }
        #expect(merged.lines.split(separator: "\n").sorted() == (EditMergeTests.base + "A1\tSure T1\n").split(separator: "\n").sorted())
        #expect(merged.conflicts.first?.mine == nil)
        #expect(merged.conflicts.first?.theirs == "T1\tPerson 0 8\tAnn Reed")
    }

    @Test func theSameOnBothSidesIsNothing() throws {
        let theirs = EditMergeTests.base.replacing("T1\tPerson", with: "T1\tGroup")
        let merged = try merged(theirs) { [.type([mark("Ann Reed", $0)], "Group")] }
        #expect(merged.lines == theirs)
        #expect(merged.edited.steps.count == 1)
    }

    @Test func aMergeIsAStepThatTheLogTells() throws {
        let theirs = EditMergeTests.base.replacing("T1\tPerson", with: "T1\tGroup")
        let merged = try merged(theirs) { [.type([mark("Ann Reed", $0)], "Organization")] }
        let edited = merged.edited
        let log = Text(exactly: edited.steps.flatMap { EditLog.line(.step($0), over: edited) })
        var again = try self.edited { _ in [] }
        let isReplayed = again.replay(EditLog.read(log, over: Text(EditMergeTests.text)).events)
        #expect(isReplayed)
        #expect(again.bytes == edited.bytes)
        #expect(again.steps.last?.conflicts == edited.steps.last?.conflicts)
    }
}

/// Marks in a text that somebody has changed.
@Suite struct MovedMarksTests {
    private let old = "Reuters left. Ann Reed met Reuters in Varn. Later Reuters came.\n"
    private let lines = "T1\tOrganization 27 34\tReuters\nT2\tPerson 14 22\tAnn Reed\nT3\tLocation 38 42\tVarn\n"

    private func moved(to new: String, from old: String?) throws -> (lines: String, doubts: [MovedMark], word: String?) {
        var edited = EditedReport(try bratReport(new, lines), annotations: Text(lines), fileName: "r.ann")
        let outcome = edited.followText(from: old.map { Text($0) })
        return (String(decoding: edited.bytes, as: UTF8.self), outcome?.doubts ?? [], outcome?.word)
    }

    @Test func marksFollowTheirWordsAndWhatStandsAround() throws {
        let new = "Yesterday: " + old
        let moved = try moved(to: new, from: old)
        #expect(moved.lines == "T1\tOrganization 38 45\tReuters\nT2\tPerson 25 33\tAnn Reed\nT3\tLocation 49 53\tVarn\n")
        #expect(moved.doubts.isEmpty)
        #expect(moved.word == "the text has changed; marks: 3 moved with it")
    }

    @Test func withoutTheOldTextTheMarksBeforeTellHowFar() throws {
        let moved = try moved(to: "Yesterday: " + old, from: nil)
        #expect(moved.lines.contains("T1\tOrganization 38 45\t"))
    }

    @Test func whatIsGoneIsTakenAwayAndTold() throws {
        let moved = try moved(to: old.replacing("Varn", with: "Orel"), from: old)
        #expect(!moved.lines.contains("T3"))
        #expect(moved.word == "the text has changed; marks: 1 lost, in the log only")
    }

    @Test func whatMayStandInTwoPlacesIsAsked() throws {
        let moved = try moved(to: "Reuters. Reuters. Ann Reed in Varn.\n", from: old)
        #expect(moved.doubts.count == 1)
        #expect(moved.doubts.first?.places.count == 2)
    }

    @Test func aTextThatFitsIsLeftAlone() throws {
        #expect(try moved(to: old, from: old).word == nil)
    }

    /// What was called wrong is never said of other words.
    @Test func rejectionsFollowTheirWords() throws {
        let base = try bratReport(old, "")
        var edited = EditedReport(base, annotations: Text(""), fileName: "r.ann")
        _ = try edited.apply(.dismiss(Span(38, 42)))
        let log = Text(exactly: edited.steps.flatMap { EditLog.line(.step($0), over: edited) })
        func dismissed(_ text: String) -> [MarkedWords] {
            EditLog.read(log, over: Text(text)).events.flatMap { event -> [MarkedWords] in
                if case .step(let step) = event { step.judged.map(\.words) } else { [] }
            }
        }
        #expect(dismissed(old).map(\.spans) == [[Span(38, 42)]])
        #expect(dismissed("So: " + old).map(\.spans) == [[Span(42, 46)]])
        #expect(dismissed(old.replacing("Varn", with: "Orel")).isEmpty)
    }
}
