import GlossLexicon
import GlossModel

/// Amounts of money and of other things, and addresses.
enum AmountRules {
    static func run(_ tokens: Tokens, _ isTime: [Bool], _ drafts: inout [MentionDraft]) {
        var index = 0
        while index < tokens.count {
            if !mayBegin(tokens[index]) {
                index += 1
            } else if tokens[index].kind == .indicator {
                drafts.append(indicator(index, tokens))
                index += 1
            } else if isNumberedDocument(index, tokens) {
                drafts.append(
                    MentionDraft(tokens.span(index..<index + 2), .document, rule: .numbered))
                index += 2
            } else if let (end, type) = amount(at: index, tokens, isTime) {
                drafts.append(
                    MentionDraft(tokens.span(index..<end), type, .nominal, rule: .amount))
                index = end
            } else {
                index += 1
            }
        }
    }

    /// Only addresses, paths and hashes.
    static func indicators(_ tokens: Tokens, _ drafts: inout [MentionDraft]) {
        for index in 0..<tokens.count where tokens[index].kind == .indicator { drafts.append(indicator(index, tokens)) }
    }

    /// The mention of an indicator; it goes by its letters as they would be without brackets in it.
    private static func indicator(_ index: Int, _ tokens: Tokens) -> MentionDraft {
        let type = MentionType(rawValue: UInt8(truncatingIfNeeded: tokens[index].value)) ?? .other
        var draft = MentionDraft(tokens.span(index..<index + 1), type, rule: type == .product ? .detection : .address)
        var hash = WordHash()
        for byte in tokens.reading(of: index..<index + 1) where !"[](){} ".utf8.contains(byte) { hash.feed(UInt32(byte)) }
        draft.key.whole = hash.value
        draft.key.words = 1
        return draft
    }

    /// Whether a token is an address, a number, a currency or a document: most are none.
    private static func mayBegin(_ token: Token) -> Bool {
        switch token.kind {
        case .indicator, .number, .currencySign: true
        case .word: token.classes.overlaps(beginnings) || token.shape.contains(.hasDigit)
        default: false
        }
    }

    private static let beginnings: WordClasses = [.documentNoun, .number, .currency]

    /// "Resolution 2249".
    private static func isNumberedDocument(_ index: Int, _ tokens: Tokens) -> Bool {
        guard tokens[index].is(.documentNoun), tokens[index].isCapital,
            let number = tokens.token(index + 1) else { return false }
        return number.kind == .number
    }

    private static let one: Word = "one"

    /// A number with its scale and unit.
    private static func amount(
        at start: Int, _ tokens: Tokens, _ isTime: [Bool]
    ) -> (end: Int, type: MentionType)? {
        var index = start
        let first = tokens[start]
        guard !isTime[start] else { return nil }
        var isMoney = first.kind == .currencySign || first.is(.currency) && first.isAllCapitals
        if isMoney { index += 1 }
        guard index < tokens.count, !isTime[index] else { return nil }
        if fits(index, tokens, isMoney: isMoney) {
            return (index + 1, isMoney ? .money : .quantity)
        }
        guard isNumber(tokens[index]) else { return nil }
        if !isMoney, tokens[index].is(one) || isMarker(index, tokens) { return nil }
        index += 1
        if let unit = tokens.token(index), unit.kind == .word, !unit.shape.contains(.spaceBefore),
            (isMoney ? scales : units).contains(unit.hash)
        {
            return (index + 1, isMoney ? .money : .quantity)
        }
        while index < tokens.count, !isTime[index], isNumber(tokens[index]) || tokens[index].is(.scale) { index += 1 }
        if let phrase = index < tokens.count ? tokens.phrase(at: index) : nil, phrase.classes.overlaps([.measure, .currency]) {
            if phrase.is(.currency) { isMoney = true }
            index = phrase.end
        } else if let unit = tokens.token(index), !isTime[index] {
            if unit.is(.currency), !isMoney { (isMoney, index) = (true, index + 1) }
            else if unit.kind == .percent || unit.is(.measure) { index += 1 }
        }
        if index == start + 1, isNumberOfName(start, tokens) { return nil }
        return (index, isMoney ? .money : .quantity)
    }

    /// "Windows Server 2003", "Section 2014": a number that belongs to the word before it.
    private static func isNumberOfName(_ index: Int, _ tokens: Tokens) -> Bool {
        guard tokens[index].kind == .number, let before = tokens.token(index - 1), before.kind == .word, before.isCapital,
            before.sentence == tokens[index].sentence, !before.opensSentence
        else { return false }
        return !before.classes.overlaps([.determiner, .preposition, .conjunction, .pronoun, .auxiliary, .actionVerb])
    }

    /// Whether a scale stands behind the digits of a sum ("$1.5m"), or a unit behind others ("30km").
    private static func fits(_ index: Int, _ tokens: Tokens, isMoney: Bool) -> Bool {
        guard tokens[index].kind == .word, tokens[index].shape.contains(.hasDigit) else { return false }
        let bytes = tokens.reading(of: index..<index + 1)
        let digits = bytes.prefix { TokenScan.isDigit($0) || $0 == 0x2E || $0 == 0x2C }
        guard !digits.isEmpty, digits.count < bytes.count else { return false }
        var hash = WordHash()
        for byte in bytes[digits.endIndex...] { hash.feed(UInt32(byte)) }
        return (isMoney ? scales : units).contains(hash.value)
    }

    /// Whether a word can stand behind digits without a space.
    static func isUnit(_ hash: UInt64) -> Bool { scales.contains(hash) || units.contains(hash) }

    private static let scales = WordSet(["k", "m", "mn", "bn", "b", "tn", "million", "billion", "trillion"])
    private static let units = WordSet([
        "km", "kg", "m", "cm", "mm", "ft", "lb", "lbs", "mph", "kph", "kmh", "g", "ha", "kw", "mw", "gw", "kwh",
        "mi", "oz", "l", "hp",
    ])

    private static func isNumber(_ token: Token) -> Bool {
        token.kind == .number || token.is(.number) && token.kind == .word
    }

    /// A number that only counts parts of a text: "(3)", "2." at a line's beginning.
    private static func isMarker(_ index: Int, _ tokens: Tokens) -> Bool {
        guard tokens[index].kind == .number else { return false }
        if let before = tokens.token(index - 1), before.kind == .slash || before.kind == .dash { return true }
        guard let after = tokens.token(index + 1) else { return index == 0 }
        if after.kind == .closeBracket || after.kind == .slash || after.kind == .dash || after.kind == .colon { return true }
        return index == 0 && after.kind == .period
    }
}
