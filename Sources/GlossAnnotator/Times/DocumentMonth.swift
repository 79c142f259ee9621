import GlossLexicon
import GlossModel

extension TimeRules {
    /// The month that a title page or an imprint gives as the report's, "March 2014", "A technical
    /// paper – October 2014"; nil where none does.
    ///
    /// Looks at short lines of the first twelve blocks, up to running text. A line counts when it ends
    /// with a month and a year, and before them stand only names, numbers and marks.
    static func documentMonth(_ text: Text, _ paragraphs: ParagraphIndex, _ lexicon: Lexicon) -> (year: Int, month: Int)? {
        let words = TimeLexicon(lexicon)
        for index in 0..<min(12, paragraphs.count) {
            let block = paragraphs.spans[index]
            switch paragraphs.kind(of: index) {
            case .front, .running, .heading, .paragraph: break
            default: continue
            }
            if paragraphs.kind(of: index) == .paragraph, block.count > 250 { return nil }
            for line in lines(of: Span(Int(block.start), min(Int(block.end), Int(block.start) + 400)), text) {
                if let month = month(endOf: line, text, words) { return month }
            }
        }
        return nil
    }

    /// The lines of a stretch of text that are no longer than 90 bytes.
    private static func lines(of span: Span, _ text: Text) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = Int(span.start)
        for end in Int(span.start)...Int(span.end) where end == Int(span.end) || text.bytes[end] == 0x0A {
            if end > start, end - start <= 90 { found.append(start..<end) }
            start = end + 1
        }
        return found
    }

    private static func month(endOf line: Range<Int>, _ text: Text, _ lexicon: TimeLexicon) -> (year: Int, month: Int)? {
        var atoms: [TimeAtom] = []
        TimeAtomReader(bytes: text.bytes, words: lexicon).read(line, into: &atoms)
        let parser = TimeParser(atoms: atoms, bytes: text.bytes)
        guard let match = parser.matches().last, case .month(let year?, let month, nil) = match.meaning.base else { return nil }
        let rest = parser.atoms[match.end...]
        let before = parser.atoms[..<match.first].filter { $0.kind == .word }
        let isNamed = before.count <= 7 && before.allSatisfy { $0.isCapital || text[Span($0.start, $0.end)] == "by" }
        // "A SophosLabs technical paper – October 2014": a mark parts the date from what it is of.
        let mark = match.first > 0 ? parser.atoms[match.first - 1].kind == .mark : true
        let isApart = mark && before.count <= 8 && !before.contains { labelVerbs.contains(text[Span($0.start, $0.end)].lowercased()) }
        return rest.allSatisfy({ $0.kind == .mark }) && (isNamed || isApart) ? (year, month) : nil
    }

    private static let labelVerbs: Set<String> = ["in", "on", "since", "until", "from", "between", "during", "was", "is", "were", "are", "has", "have", "and", "to"]
}
