import GlossLexicon
import GlossModel

/// Expressions of time (TIMEX3, TimeML 1.2.1): a grammar over the atoms of a sentence
/// (`TimeParser`), ranges and open ends (`TimeRanges`), and the days they mean (`TimeResolver`).
enum TimeRules {
    /// Finds the expressions of a paragraph. Linear; sentences without a word or digit that can
    /// begin one are passed over.
    static func run(_ tokens: Tokens, _ pass: inout ParagraphPass) {
        var resolver = TimeResolver(
            date: pass.date, last: pass.carry.lastTime, story: pass.carry.story)
        resolver.hasSections = pass.carry.hasSections
        resolver.sectionTime = pass.carry.sectionTime
        resolver.dateline = pass.carry.dateline
        resolver.isLong = pass.carry.isLong
        resolver.periods = pass.carry.periods
        resolver.reviewYear = pass.carry.reviewYear
        let lastYear = pass.date.map { $0.year + Self.foresight } ?? 2199
        var scratch = Scratch()
        swap(&scratch, &pass.timeScratch)
        let words = TimeLexicon(pass.lexicon, pass.language)
        let reader = TimeAtomReader(bytes: tokens.bytes, words: words)
        var index = 0
        while index < tokens.count {
            let range = sentence(from: index, tokens)
            index = range.upperBound
            guard mayHold(range, tokens, words, &scratch.known) else { continue }
            reader.read(tokens, range, known: scratch.known, into: &scratch.atoms)
            var parser = TimeParser(atoms: scratch.atoms, bytes: tokens.bytes)
            parser.language = pass.language
            parser.isMonthFirst = pass.carry.isMonthFirst
            parser.lastYear = lastYear
            if pass.date != nil { parser.firstYear = earliestYear }
            let text = pass.text
            let isCited = { (match: TimeMatch) in
                match.end - match.first == 1 && CitedYear.isInText(span(match, scratch.atoms, tokens.offsets), text)
            }
            let isAside = { (match: TimeMatch) in
                match.end - match.first == 1 && CitedYear.holds(span(match, scratch.atoms, tokens.offsets), in: text)
            }
            resolver.resolve(parser, isAside: isAside) { match, time in
                if !match.continues, isCited(match) { return }
                var time = time
                time.number = UInt32(pass.times.count + 1)
                time.span = span(match, parser.atoms, tokens.offsets)
                if match.continues { time.through = time.number + 1 }
                pass.unjoinTurnedRange(endingWith: time)
                pass.times.append(time)
                pass.timeRules.append(match.meaning.rule)
            }
        }
        pass.carry.lastTime = resolver.last
        pass.carry.story = resolver.story
        pass.carry.periods = resolver.periods
        pass.carry.sectionTime = resolver.sectionTime
        pass.carry.dateline = resolver.dateline
        if let time = pass.times.first, pass.times.count == 1, tokens.count > 0, time.span == tokens.span(0..<tokens.count) { pass.carry.open(time) }
        swap(&scratch, &pass.timeScratch)
    }

    /// How many years after the report's own four digits alone can be one.
    private static let foresight = 60
    /// The first year that four digits alone mean where the report has a date.
    private static let earliestYear = 1400

    /// What is used again for every sentence.
    struct Scratch: Sendable {
        /// `TimeWord.bits` of the tokens of a sentence.
        var known: [UInt64] = []
        var atoms: [TimeAtom] = []
    }

    private static func span(_ match: TimeMatch, _ atoms: [TimeAtom], _ offsets: UnsafeBufferPointer<UInt32>) -> Span {
        let start = offsets[atoms[match.first].start]
        let end = offsets[atoms[match.end - 1].end - 1]
        return Span(Int(start), Int(end) + 1)
    }

    /// The tokens of the sentence that begins at a token.
    private static func sentence(from first: Int, _ buffer: Tokens) -> Range<Int> {
        let limit = min(buffer.count, first + longestSentence)
        let number = buffer[first].sentence
        var end = first + 1
        while end < limit, buffer[end].sentence == number { end += 1 }
        return first..<end
    }

    /// Looks the words of a sentence up; whether it may hold an expression.
    private static func mayHold(_ range: Range<Int>, _ buffer: Tokens, _ words: TimeLexicon, _ known: inout [UInt64]) -> Bool {
        known.removeAll(keepingCapacity: true)
        var hasAnchor = false
        for index in range {
            let token = buffer[index]
            var bits: UInt64 = 0
            switch token.kind {
            case .number, .ordinal: hasAnchor = true
            case .word where words.language != nil:
                bits = words.language?.words[token.hash]?.bits ?? 0
                hasAnchor = true
            case .word:
                bits = words.bits(token.record)
                hasAnchor = hasAnchor || !token.shape.isDisjoint(with: [.hasDigit, .hasHyphen]) || words.isAnchor(bits)
            default: break
            }
            known.append(bits)
        }
        return hasAnchor
    }

    /// Tokens of a sentence that are read at a time: text without sentences is cut there.
    private static let longestSentence = 2_000
}
