import GlossLexicon
import GlossModel

/// Who says what in a language whose words are data (`LanguageTable.lists`): "selon X", "X a déclaré que", and
/// what stands in quotation marks with whom it is from beside it. What is not plain is left.
struct LanguageClaims {
    let words: ClaimWords
    private let elisions: Set<UInt64>
    private let lists: Lists

    init(words: ClaimWords, language: LanguageTable) {
        self.words = words
        elisions = language.elisions
        lists = Lists(language)
    }

    /// The lists of the language that are asked for.
    private struct Lists {
        let according, accordingBehindElision, noSource, auxiliary, participle, finite, that, negation, clause, adverb, pronoun, clitic, noSubject, inverted: Set<UInt64>

        init(_ language: LanguageTable) {
            func list(_ name: String) -> Set<UInt64> { language.lists[name] ?? [] }
            (according, accordingBehindElision, noSource, auxiliary) = (list("according"), list("according-behind-elision"), list("no-source"), list("auxiliary"))
            (participle, finite, that, negation, clause) = (list("participle"), list("finite"), list("that"), list("negation"), list("clause"))
            (adverb, pronoun, clitic, noSubject, inverted) = (list("adverb"), list("pronoun"), list("clitic"), list("no-subject"), list("inverted"))
        }
    }

    /// A verb of saying: its words, and whether one before it denies it.
    private struct Saying {
        var range: Range<Int>
        var isDenied = false
    }

    func find(_ finder: inout ClaimFinder) {
        var quoted = Set<Int>()
        for sentence in words.sentences {
            var index = sentence.lowerBound
            while index < sentence.upperBound {
                if let next = according(at: index, sentence, &finder, &quoted) ?? said(at: index, sentence, &finder, &quoted) { index = next } else { index += 1 }
            }
        }
        for quotation in words.quotations where words.isDouble(quotation.open) && quotation.inside.count >= 4 && !quoted.contains(quotation.open) {
            finder.add(quotation.whole, cue: 0..<0, source: 0..<0, kind: .quoted, rule: .quotation)
        }
    }

    private func has(_ index: Int, _ list: Set<UInt64>) -> Bool {
        index >= 0 && index < words.count && words[index].kind == .word && list.contains(words[index].hash)
    }

    private func isComma(_ index: Int) -> Bool { index >= 0 && index < words.count && words[index].kind == .comma }

    // MARK: "selon X"

    /// One past the source that "selon" names.
    private func according(at index: Int, _ sentence: Range<Int>, _ finder: inout ClaimFinder, _ quoted: inout Set<Int>) -> Int? {
        let isPair = words[index].kind == .word && elisions.contains(words[index].hash) && has(index + 1, lists.accordingBehindElision)
        let first = isPair ? index + 2 : has(index, lists.according) ? index + 1 : index
        guard first > index, first < sentence.upperBound, words[first].kind == .word || words[first].kind == .openQuote, !has(first, lists.noSource), words.quotation(around: index) == nil
        else { return nil }
        let source = first..<phraseEnd(from: first, sentence)
        guard source.count <= Self.longestSource, isSource(source) else { return nil }
        let cue = index..<first
        let opensClause = index == sentence.lowerBound || has(index - 1, lists.clause)
        let content = opensClause ? clause(from: source.upperBound, sentence) : before(index, sentence)
        guard content.count >= 3 else { return source.upperBound }
        let quotation = words.quotations.first { content.contains($0.open) && $0.whole.count + 2 >= content.count && $0.isClosed }
        if let quotation { quoted.insert(quotation.open) }
        finder.add(quotation?.whole ?? content, cue: cue, source: source, kind: quotation == nil ? .reported : .quoted, rule: .accordingTo)
        return source.upperBound
    }

    private static let longestSource = 14

    /// One past a noun phrase: at the comma, verb or stop behind it.
    private func phraseEnd(from first: Int, _ sentence: Range<Int>) -> Int {
        var end = first
        while end < sentence.upperBound, words[end].kind != .comma, !words[end].isStop, words[end].kind != .openBracket, words[end].kind != .dash, words[end].kind != .openQuote,
            !has(end, lists.auxiliary), !has(end, lists.finite), !(end > first && has(end, lists.clause))
        {
            end += 1
        }
        return end
    }

    /// From behind a comma to the end of the sentence.
    private func clause(from index: Int, _ sentence: Range<Int>) -> Range<Int> {
        guard isComma(index) else { return index..<index }
        var end = index + 1
        while end < sentence.upperBound, words[end].kind != .semicolon { end += 1 }
        return words.trimmed(index + 1..<end)
    }

    /// What stands before "selon" in its clause.
    private func before(_ index: Int, _ sentence: Range<Int>) -> Range<Int> {
        var first = sentence.lowerBound
        for at in sentence where at < index && words[at].kind == .semicolon { first = at + 1 }
        return words.trimmed(first..<index)
    }

    // MARK: "X a déclaré que"

    private func said(at index: Int, _ sentence: Range<Int>, _ finder: inout ClaimFinder, _ quoted: inout Set<Int>) -> Int? {
        guard let saying = saying(at: index, sentence), words.quotation(around: index) == nil else { return nil }
        let end = saying.range.upperBound
        guard !saying.isDenied else { return end }
        if let quotation = words.quotations.last(where: { $0.isClosed && $0.close < index && index - $0.close <= 2 && sentence.lowerBound <= $0.close + 1 }), words.isDouble(quotation.open),
            index - quotation.close == 1 || isComma(index - 1)
        {
            // « … », a déclaré X
            let source = pronoun(in: saying.range) ?? end..<phraseEnd(from: end, sentence)
            quoted.insert(quotation.open)
            finder.add(quotation.whole, cue: saying.range, source: isSource(source) ? source : 0..<0, kind: .quoted, rule: .inverted)
            return max(end, source.upperBound)
        }
        let source = subject(before: saying.range.lowerBound, sentence)
        guard isSource(source) else { return end }
        if let quotation = words.quotations.first(where: { $0.open >= end && $0.open - end <= Self.reach }), words.isDouble(quotation.open),
            (end..<quotation.open).allSatisfy({ words[$0].kind == .colon || words[$0].kind == .word && !has($0, lists.that) || words[$0].kind == .comma }),
            words[quotation.open - 1].kind == .colon
        {
            quoted.insert(quotation.open)
            finder.add(quotation.whole, cue: saying.range, source: source, kind: .quoted, rule: .quotation)
            return quotation.whole.upperBound
        }
        guard let that = (end..<min(sentence.upperBound, end + Self.reach)).first(where: { has($0, lists.that) }),
            (end..<that).allSatisfy({ !words[$0].isStop && !has($0, lists.auxiliary) })
        else { return end }
        var last = that + 1
        while last < sentence.upperBound, words[last].kind != .semicolon { last += 1 }
        let content = words.trimmed(that + 1..<last)
        guard content.count >= 2 else { return end }
        finder.add(content, cue: saying.range, source: source, kind: .reported, rule: .saying)
        return that + 1
    }

    /// Words between a verb and its "que".
    private static let reach = 9

    /// The verb of saying that begins at a word: "a déclaré", "déclare", "a-t-il ajouté".
    private func saying(at index: Int, _ sentence: Range<Int>) -> Saying? {
        let isDenied = has(index - 1, lists.negation) || has(index - 2, lists.negation)
        if has(index, lists.finite) { return Saying(range: index..<index + 1, isDenied: isDenied) }
        guard has(index, lists.auxiliary) || isInverted(index) else { return nil }
        var end = index + 1
        while end < min(sentence.upperBound, index + 4), !has(end, lists.participle), has(end, lists.adverb) || has(end, lists.pronoun) { end += 1 }
        guard has(end, lists.participle), end < sentence.upperBound else { return nil }
        return Saying(range: index..<end + 1, isDenied: isDenied)
    }

    /// "a-t-il", "ont-ils".
    private func isInverted(_ index: Int) -> Bool { words[index].shape.contains(.hasHyphen) && lists.inverted.contains(words[index].hash) }

    private func pronoun(in range: Range<Int>) -> Range<Int>? { isInverted(range.lowerBound) ? range.lowerBound..<range.lowerBound : nil }

    /// The noun phrase before a verb: back to the comma or clause it opens behind, past an apposition between two
    /// commas.
    private func subject(before verb: Int, _ sentence: Range<Int>) -> Range<Int> {
        var end = verb
        while end > sentence.lowerBound, has(end - 1, lists.adverb) || has(end - 1, lists.clitic) { end -= 1 }
        let isApposed = isComma(end - 1)
        if isApposed { end -= 1 }
        var first = end
        var commas = isApposed ? 1 : 0
        while first > sentence.lowerBound {
            let word = words[first - 1]
            if word.kind == .comma {
                guard commas > 0 else { break }
                commas -= 1
            } else if word.isStop || word.kind == .openBracket || word.kind == .closeBracket || word.kind == .openQuote || word.kind == .closeQuote || word.kind == .dash
                || has(first - 1, lists.clause) && !isApposed
            {
                break
            }
            first -= 1
        }
        return first..<end
    }

    /// Whether words can be who says something: not too many, and not only a preposition's.
    private func isSource(_ range: Range<Int>) -> Bool {
        guard let first = range.first, range.count <= Self.longestSource + 6, words[first].kind == .word || words[first].kind == .number else { return false }
        return !has(first, lists.noSource) && !has(first, lists.noSubject)
    }
}
