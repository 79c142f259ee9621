import Testing

@testable import GlossInterface
@testable import GlossModel

/// Reports that are still being read.
@Suite struct CoveringTests {
    private static let text = Text(
        (1...12_000).map { "Paragraph number \($0) says that Ada Reed left." }.joined(separator: "\n\n"))

    /// A browser on the beginning of a text of half a megabyte.
    private func beginning() -> Browser {
        Browser(Report(text: Self.text, paragraphs: ParagraphIndex(Self.text, upTo: 1000)))
    }

    private func shows(_ words: String, _ browser: inout Browser) -> Bool {
        let frame = browser.frame()
        return (0..<frame.size.rows).contains { frame.string(row: $0).contains(words) }
    }

    @Test func theEndIsThereBeforeAllIsRead() {
        var browser = beginning()
        browser.press("G")
        #expect(shows("number 12000 says", &browser))
        #expect(shows("¶ …", &browser))
        browser.press("PgUp PgUp")
        #expect(shows("number 11970 says", &browser))
        browser.press("g")
        #expect(shows("number 1 says", &browser))
    }

    @Test func pagingNeverStopsBeforeTheEnd() {
        var browser = beginning()
        for _ in 0..<3000 where !shows("number 12000 says", &browser) { browser.press("PgDn PgDn PgDn PgDn") }
        #expect(shows("number 12000 says", &browser))
        for _ in 0..<3000 where !shows("number 1 says", &browser) { browser.press("PgUp PgUp PgUp PgUp") }
        #expect(shows("number 1 says", &browser))
    }

    @Test func numbersComeWithTheParagraphs() {
        var browser = beginning()
        browser.press("G")
        _ = browser.handle(.paragraphs(ReportID(0), ParagraphIndex(Self.text)))
        #expect(shows("number 12000 says", &browser))
        #expect(shows("/12000", &browser))
    }

    /// A search of what is not read yet goes on when it is.
    @Test func aSearchWaitsForTheText() {
        var browser = beginning()
        browser.press("/ n u m b e r Space 1 1 9 9 9 Enter")
        #expect(!shows("number 11999", &browser))
        #expect(shows("searching", &browser))
        answerTicks(browser.handle(.paragraphs(ReportID(0), ParagraphIndex(Self.text))), &browser)
        #expect(shows("number 11999", &browser))
    }

    private func answerTicks(_ effects: [Effect], _ browser: inout Browser) {
        var effects = effects
        while effects.contains(.tick) { effects = browser.handle(.tick) }
    }

    @Test func theViewIsAnnotatedWhereItIs() throws {
        var browser = beginning()
        browser.annotatesView(of: ReportID(0), known: [Span(0, 20_000)])
        #expect(browser.press("PgDn").isEmpty)
        let effects = browser.press("G")
        guard case .annotate(_, let span)? = effects.first else {
            Issue.record("not asked for")
            return
        }
        #expect(Int(span.end) == Self.text.count)
        #expect(browser.press("k").isEmpty, "asked for once")
        _ = browser.handle(.annotated(ReportID(0), layer(names: [Self.text.count - 15]), parts: [span]))
        browser.press("Tab")
        #expect(browser.state.open.focus?.number == 1)
        #expect(browser.press("k").isEmpty)
    }

    /// What is in focus and selected stays so although its name changes.
    @Test func namesFollowTheirPlaces() {
        var browser = beginning()
        browser.annotatesView(of: ReportID(0), known: [])
        let place = 29
        _ = browser.handle(.annotated(ReportID(0), layer(names: [place]), parts: [Span(0, 1000)]))
        browser.press("Tab x")
        _ = browser.handle(.annotated(ReportID(0), layer(names: [2, place]), parts: [Span(0, 1000)]))
        #expect(browser.state.open.focus?.number == 2)
        #expect(browser.state.selection.map(\.id.number) == [2])
    }

    /// A layer of persons of eight bytes at the offsets.
    private func layer(names offsets: [Int]) -> Layer {
        var layer = LayerBuilder(number: 0, name: "gloss", origin: .computed)
        let type = layer.type(named: "Person")
        for (row, offset) in offsets.enumerated() {
            layer.mentions.append(Mention(span: Span(offset, offset + 8), number: UInt32(row + 1), type: type))
        }
        return layer.finished()
    }
}
