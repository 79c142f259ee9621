import GlossLexicon
import GlossModel

/// Expressions of time (TIMEX3, TimeML 1.2.1): a grammar over the atoms of a sentence
/// (`TimeParser`), ranges and open ends (`TimeRanges`), and the days they mean (`TimeResolver`).
enum TimeRules {
    /// Finds the expressions of a paragraph. Linear; sentences without a word or digit that can
    /// begin one are passed over.
    static func run(_ pass: inout ParagraphPass) {
        var resolver = TimeResolver(date: pass.date, last: pass.carry.lastTime)
        var atoms: [TimeAtom] = []
        var found: [TimeExpression] = []
        pass.tokens.bytes.withUnsafeBufferPointer { bytes in
            let reader = TimeAtomReader(bytes: bytes, words: .english)
            for range in sentencesWithAnchors(pass.tokens) {
                reader.read(range, into: &atoms)
                var parser = TimeParser(atoms: atoms, bytes: bytes)
                if parser.showsMonthFirst { pass.carry.isMonthFirst = true }
                parser.isMonthFirst = pass.carry.isMonthFirst
                for (match, time) in resolver.resolve(parser) {
                    var time = time
                    time.number = UInt32(found.count + 1)
                    time.span = span(match, atoms, pass.tokens.offsets)
                    if match.continues { time.through = time.number + 1 }
                    found.append(time)
                }
            }
        }
        pass.carry.lastTime = resolver.last
        pass.times += found
    }

    private static func span(_ match: TimeMatch, _ atoms: [TimeAtom], _ offsets: [UInt32]) -> Span {
        let start = offsets[atoms[match.first].start]
        let end = offsets[atoms[match.end - 1].end - 1]
        return Span(Int(start), Int(end) + 1)
    }

    /// Ranges of the reading text, one a sentence that may hold an expression.
    private static func sentencesWithAnchors(_ buffer: TokenBuffer) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var index = 0
        while index < buffer.count {
            let sentence = buffer[index].sentence
            let start = Int(buffer[index].readStart)
            var hasAnchor = false
            let limit = index + longestSentence
            while index < min(buffer.count, limit), buffer[index].sentence == sentence {
                hasAnchor = hasAnchor || isAnchor(buffer[index])
                index += 1
            }
            if hasAnchor { ranges.append(start..<Int(buffer[index - 1].readEnd)) }
        }
        return ranges
    }

    /// Tokens of a sentence that are read at a time: text without sentences is cut there.
    private static let longestSentence = 2_000

    private static func isAnchor(_ token: Token) -> Bool {
        switch token.kind {
        case .number, .ordinal: true
        case .word:
            !token.shape.isDisjoint(with: [.hasDigit, .hasHyphen])
                || TimeLexicon.anchors.contains(token.hash)
        default: false
        }
    }
}
