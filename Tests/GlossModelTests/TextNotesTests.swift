import Testing

@testable import GlossModel

/// Notes of plain texts and what refers to them.
@Suite struct TextNotesTests {
    private func notes(_ text: String) -> [String] {
        let report = Report(text: Text(text))
        return report.structure.notes.map { note in
            let body = report.text[note.body].split(whereSeparator: \.isWhitespace).joined(separator: " ")
            return "\(report.text[note.marker]) at \(note.marker.start): \(body)"
        }
    }

    private let end = "\n\nNotes\n\n[1] See the ledger of the harbour office.\n\n[2] Minutes of the council, 12 May.\n"

    @Test func numbersInBracketsReferToNotes() {
        let text = "The tower gave an answer [1] and slept. The pilot, who was on the quay [2], saw it [1, 2]." + end
        #expect(notes(text).map { String($0.prefix { $0 != " " }) } == ["[1]", "[2]", "[1,", "[1,"])
        #expect(notes(text)[0].hasSuffix("[1] See the ledger of the harbour office."))
    }

    @Test func numbersBehindWordsReferToNotesInOrder() {
        let text = "The tower gave an answer.1 The pilot of win32 and of vessel 2 saw it from the quay2 and slept." + end
        #expect(notes(text).map { $0.split(separator: ":")[0] } == ["1 at 25", "2 at 82"])
    }

    @Test func withoutNotesThereAreNoMarkers() {
        #expect(notes("The tower gave an answer [1] and slept.2 The pilot left.\n").isEmpty)
        #expect(notes("The item [7] was sold." + end).isEmpty)
    }
}
