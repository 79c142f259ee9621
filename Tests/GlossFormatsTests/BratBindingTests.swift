import GlossFormats
import GlossModel
import TestSupport
import Testing

/// Spans that were counted otherwise than the format says.
struct BratBindingTests {
    /// Words to be found, in a text with characters of every length.
    static let text =
        "Zoë 🚢 met Ann Lee.\nThe 🚢 ship Évora sailed.\nTom Fry saw the Évora near Bay Point.\n"
    static let words = ["Ann Lee", "sailed", "Tom Fry", "Bay Point"]

    /// T lines for the words, with offsets as `count` has them.
    static func lines(_ text: String, count: (Substring) -> Int) -> String {
        words.enumerated().map { index, word in
            let range = text.firstRange(of: word)!
            let start = count(text[..<range.lowerBound])
            return "T\(index + 1)\tThing \(start) \(start + word.utf8.count)\t\(word)\n"
        }.joined()
    }

    static func found(_ report: Report) -> [String] {
        report.layers[0].mentions.map { report.text[$0.span] }
    }

    @Test func codePointsMatch() throws {
        let report = try bratReport(Self.text, Self.lines(Self.text) { $0.unicodeScalars.count })
        #expect(report.findings.isEmpty)
        #expect(Self.found(report) == Self.words)
    }

    @Test func otherUnitsAreFoundOut() throws {
        let cases: [(String, (Substring) -> Int)] = [
            ("counted in UTF-16", { $0.utf16.count }),
            ("counted in bytes", { $0.utf8.count }),
            ("shifted by +3", { $0.unicodeScalars.count + 3 }),
        ]
        for (words, count) in cases {
            let report = try bratReport(Self.text, Self.lines(Self.text, count: count))
            #expect(Self.found(report) == Self.words, "\(words)")
            #expect(report.findings.count == 1, "\(words)")
            #expect(report.findings.first?.cause.contains(words) == true)
            #expect(report.findings.first?.cause.contains("of 4 spans do not match") == true)
        }
    }

    /// The text in one form of Unicode's, the annotations made on the other.
    @Test(arguments: [("é", "e\u{301}", "NFC"), ("u\u{308}\u{301}", "ǘ", "NFD")])
    func otherFormsOfUnicodeAreFoundOut(inFile: String, inText: String, form: String) throws {
        let words = ["Am-lie", "Zo-", "Ren-", "An-na"]
        let marked = "So Am-lie met Zo- and Ren- by the caf- of An-na."
        let text = marked.replacing("-", with: inText)
        let counted = marked.replacing("-", with: inFile)
        var lines = ""
        for (number, word) in words.enumerated() {
            let word = word.replacing("-", with: inFile)
            let place = try #require(counted.firstRange(of: word))
            let start = counted[..<place.lowerBound].unicodeScalars.count
            lines += "T\(number + 1)\tPerson \(start) \(start + word.unicodeScalars.count)\t\(word)\n"
        }
        let report = try bratReport(text, lines)
        #expect(Self.found(report) == words.map { $0.replacing("-", with: inText) })
        #expect(report.findings.map(\.code) == ["spans-counted-otherwise"])
        #expect(report.findings.first?.cause.contains("counted in \(form) they all do") == true)
    }

    @Test func lineEndsCountedAsOneAreFoundOut() throws {
        let crlf = Self.text.split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: "\r\n")
        let report = try bratReport(crlf, Self.lines(Self.text) { $0.unicodeScalars.count })
        #expect(Self.found(report) == Self.words)
        #expect(report.findings.first?.cause.contains("CR LF counted as one") == true)
    }

    @Test func whatWasCountedOtherwiseIsWrittenInCodePoints() throws {
        let report = try bratReport(Self.text, Self.lines(Self.text) { $0.utf16.count } + "#1\tNote T1\tkept\n")
        let lines = try written(report, Brat())
        #expect(lines == Self.lines(Self.text) { $0.unicodeScalars.count } + "#1\tNote T1\tkept\n")
    }

    @Test func aSpanBeyondTheTextIsCutAndTold() throws {
        let report = try bratReport("Ann Lee", "T1\tPerson 0 7\tAnn Lee\nT2\tPerson 4 400\tLee Marvin\nT3\tPerson 4000000000 4000000001\tx\n")
        #expect(report.findings.map(\.code) == ["span-beyond-text", "span-beyond-text"])
        #expect(report.layers[0].mention(2)?.span == Span(4, 7))
    }

    @Test func oneWrongSpanIsToldWithBothTexts() throws {
        let report = try bratReport("Ann met Bob and Cid.", "T1\tP 0 3\tAnn\nT2\tP 8 11\tRob\nT3\tP 16 19\tCid\n")
        #expect(report.findings.count == 1)
        #expect(report.findings[0].place.annotation == "T2")
        #expect(report.findings[0].cause == "quotes \"Rob\" where the text has \"Bob\"")
    }
}

/// What is read of a large file for the first screen.
struct BratBeginningTests {
    private static let count = 6000

    private func file(shuffled: Bool) -> InputFile {
        let text = Text((0..<Self.count).map { "Name\($0 % 10) é was here." }.joined(separator: "\n"))
        var lines = (0..<Self.count).map { "T\($0 + 1)\tPerson \($0 * 18) \($0 * 18 + 5)\tName\($0 % 10)\nA\($0 + 1)\tSeen T\($0 + 1)\n" }
        if shuffled { lines.reverse() }
        let standoff = Text(lines.joined())
        return InputFile(path: "r.txt", content: text) { $0 == "r.ann" ? standoff : nil }
    }

    @Test func holdsTheAnnotationsOfTheFirstBytes() throws {
        let report = try #require(try Brat().readBeginning(file(shuffled: false), upTo: 2000))
        let whole = try #require(try Brat().read(file(shuffled: false)).first)
        let found = report.mentions(overlapping: Span(0, 1800))
        #expect(found.count > 80)
        #expect(found == whole.mentions(overlapping: Span(0, 1800)))
        #expect(report.layers[0].mentions.count < 400)
        #expect(report.findings.isEmpty)
        #expect(!report.paragraphs.isComplete)
    }

    @Test func isBoundedWhereTheLinesAreShuffled() throws {
        let report = try #require(try Brat().readBeginning(file(shuffled: true), upTo: 2000))
        #expect(report.layers[0].mentions.count < 4000)
    }
}
