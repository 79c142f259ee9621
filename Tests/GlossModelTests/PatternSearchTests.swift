import GlossModel
import TestSupport
import Testing

@Suite struct PatternSearchTests {
    private static let marked = MarkedText(
        """
        The ⟦group⟧ came first, and the ⟦Group⟧ stayed.

        Nothing is said here about it.

        A long paragraph that says a little more than the two before it did.

        Later the ⟦group⟧ left, for the ⟦group⟧ was weak.
        """)

    @Test(arguments: [1, 20, 60, 100, 1 << 20], ["group", "gr..p", #"\bg\w{4}\b"#])
    func forward(budget: Int, source: String) throws {
        let text = Self.marked.text
        let paragraphs = ParagraphIndex(text)
        let pattern = try Pattern(source)
        var found: [Span] = []
        var from = 0
        for _ in 0..<100 {
            switch pattern.next(in: text, paragraphs, from: from, budget: budget) {
            case .found(let span):
                found.append(span)
                from = Int(span.end)
            case .continue(let at):
                #expect(at > from)
                from = at
            case .exhausted:
                #expect(found == Self.marked.spans.map(\.span))
                return
            }
        }
        Issue.record("never exhausted")
    }

    @Test(arguments: [1, 20, 60, 100, 1 << 20], ["group", "gr..p", #"\bg\w{4}\b"#])
    func backward(budget: Int, source: String) throws {
        let text = Self.marked.text
        let paragraphs = ParagraphIndex(text)
        let pattern = try Pattern(source)
        var found: [Span] = []
        var before = text.count
        for _ in 0..<100 {
            switch pattern.previous(in: text, paragraphs, before: before, budget: budget) {
            case .found(let span):
                found.append(span)
                before = Int(span.start)
            case .continue(let at):
                #expect(at < before)
                before = at
            case .exhausted:
                #expect(found == Self.marked.spans.map(\.span).reversed())
                return
            }
        }
        Issue.record("never exhausted")
    }

    @Test func beyondTheParagraphsFound() throws {
        let text = Text(String(repeating: "Some words stand here.\n\n", count: 5000) + "The end.")
        var paragraphs = ParagraphIndex(text, upTo: 1000)
        let pattern = try Pattern("the end")
        var from = 0
        var steps = 0
        while steps < 1000 {
            steps += 1
            let step = pattern.next(in: text, paragraphs, from: from, budget: 10_000)
            if case .continue(let at) = step {
                if at == from { paragraphs.extend(upTo: at + 30_000) }
                from = at
                continue
            }
            #expect(step == .found(Span(text.count - 8, text.count - 1)))
            break
        }
        #expect(steps < 1000)
        #expect(
            pattern.previous(in: text, ParagraphIndex(text, upTo: 100), before: text.count)
                == .continue(at: text.count))
    }

    @Test func emptyText() throws {
        let text = Text("")
        let pattern = try Pattern("a")
        #expect(pattern.next(in: text, ParagraphIndex(text), from: 0) == .exhausted)
        #expect(pattern.previous(in: text, ParagraphIndex(text), before: 0) == .exhausted)
        #expect(pattern.next(in: text, ParagraphIndex(text), from: 99) == .exhausted)
    }

    @Test func paragraphsThatMatch() throws {
        let text = Self.marked.text
        let paragraphs = ParagraphIndex(text)
        #expect(try Pattern("group").paragraphs(in: text, paragraphs, among: 0..<99) == [0, 3])
        #expect(try Pattern("said|long").paragraphs(in: text, paragraphs, among: 1..<3) == [1, 2])
        #expect(try Pattern("group").paragraphs(in: text, paragraphs, among: 1..<3) == [])
    }

    @Test func backwardInALargeParagraph() throws {
        let text = Text("needle " + String(repeating: "hay and straw ", count: 20_000) + "end")
        let pattern = try Pattern("needle")
        let step = pattern.previous(in: text, ParagraphIndex(text), before: text.count)
        #expect(step == .found(Span(0, 6)))
    }

    /// A literal is found wherever it lies in the blocks that are passed over, and however it is disguised.
    @Test(arguments: ["Jacquard", "jac\u{AD}quard", "jácquard", "JACQUARD"])
    func literalsAreFoundAtEachPlaceOfABlock(word: String) throws {
        let pattern = try Pattern("jacquard")
        for place in 0..<70 {
            for end in [0, 1, 20] {
                let text = Text(String(repeating: "q-a j", count: 20).prefix(place) + " " + word + String(repeating: "-", count: end) + " q")
                let paragraphs = ParagraphIndex(text)
                guard case .found(let span) = pattern.next(in: text, paragraphs, from: 0) else {
                    Issue.record("not found at \(place)")
                    continue
                }
                #expect(Int(span.start) == place + 1)
            }
        }
    }
}
