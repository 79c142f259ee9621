import GlossLexicon
import GlossModel

/// Finds the expressions of time in the atoms of a sentence, left to right, the longest at each
/// place. Every rule looks at the atoms from a given one on and answers where it ends.
struct TimeParser {
    /// With `TimeAtom.nothing` at the end.
    let atoms: [TimeAtom]
    let bytes: Bytes
    /// Whether 3/8/2017 is the eighth of March.
    var isMonthFirst = false
    /// The last year that four digits alone can mean: some time after the report's.
    var lastYear = 2199
    /// The first one.
    var firstYear = 1000
    /// Another language than English, whose patterns are gone by.
    var language: LanguageTable?

    /// What a rule finds: one past its last atom, and the meaning.
    typealias Found = (end: Int, meaning: TimeMeaning)

    var count: Int { atoms.count - 1 }

    /// `TimeAtom.nothing` beyond either end.
    subscript(index: Int) -> TimeAtom {
        @inline(__always) get {
            let last = atoms.count - 1
            return atoms[UInt(bitPattern: index) < UInt(bitPattern: last) ? index : last]
        }
    }

    @inline(__always)
    func kind(_ index: Int) -> TimeWord.Class { self[index].word.kind }

    func isMark(_ index: Int, _ mark: Unicode.Scalar) -> Bool {
        self[index].kind == .mark && self[index].mark == UInt8(mark.value)
    }

    func isNumber(_ index: Int) -> Bool { self[index].kind == .number }

    /// Whether an atom is a word that is not in the lexicon of times.
    func isPlainWord(_ index: Int) -> Bool { self[index].kind == .word && kind(index) == .none }

    /// Bytes of an atom in ASCII lower case equal a word.
    func isWord(_ index: Int, _ word: StaticString) -> Bool {
        let atom = self[index]
        guard language == nil, atom.kind == .word, atom.end - atom.start == word.utf8CodeUnitCount else {
            return false
        }
        for offset in 0..<word.utf8CodeUnitCount
        where bytes[atom.start + offset] | 0x20 != word.utf8Start[offset] {
            return false
        }
        return true
    }

    /// Whether a word is of a group of the table of words.
    @inline(__always)
    func isOf(_ index: Int, _ group: TimeWord.Group) -> Bool { language == nil && self[index].word.isOf(group) }

    func ends(_ index: Int, with suffix: StaticString) -> Bool {
        let atom = self[index]
        let length = suffix.utf8CodeUnitCount
        guard atom.kind == .word, atom.end - atom.start > length else { return false }
        return (0..<length).allSatisfy {
            bytes[atom.end - length + $0] | 0x20 == suffix.utf8Start[$0]
        }
    }

    /// One past a hyphen with nothing around it, or the index itself.
    func pastHyphen(_ index: Int) -> Int {
        isMark(index, "-") && self[index].isGlued && self[index + 1].isGlued ? index + 1 : index
    }

    /// All expressions, in order, apart.
    func matches() -> [TimeMatch] {
        if let language { return matches(in: language) }
        var found: [TimeMatch] = []
        var index = 0
        while index < count {
            guard canBegin(index), let result = expression(at: index) else {
                index += 1
                continue
            }
            found.append(TimeMatch(first: index, end: result.end, meaning: result.meaning))
            index = max(result.end, index + 1)
        }
        return found
    }

    /// Whether any rule begins with such an atom: most words need no more than this.
    @inline(__always)
    private func canBegin(_ index: Int) -> Bool {
        let atom = self[index]
        guard atom.kind == .word else { return atom.kind == .number }
        switch atom.word.kind {
        case .none: return atom.isCapital && atom.end - atom.start <= 2
        case .willVerb, .pastVerb, .function, .countable, .notYear, .and, .of, .to, .from, .on:
            return false
        default: return true
        }
    }

    /// The expression that begins at an atom.
    private func expression(at index: Int) -> Found? {
        if self[index].kind == .word, self[index].isGlued, isMark(index - 1, "-"), self[index - 1].isGlued,
            self[index - 2].kind == .word, kind(index) != .month, kind(index) != .part,
            kind(index) != .weekday || kind(index - 2) != .weekday
        {
            return nil
        }
        return found(at: index)
    }

    /// Rules by the class of the first atom.
    func found(at index: Int) -> Found? {
        if isNumber(index) {
            return longest(
                longest(clock(at: index), calendar(at: index), dateTimeGroup(at: index)),
                longest(period(at: index), amount(at: index)),
                longest(year(at: index), quarterDigits(at: index)))
        }
        switch kind(index) {
        case .month, .weekday, .season, .holiday, .clockPoint:
            return longest(clock(at: index), calendar(at: index))
        case .ordinal, .hundred, .half, .dozen, .couple, .number, .vague, .times:
            return longest(
                longest(set(at: index), amount(at: index), calendar(at: index)),
                longest(clock(at: index), period(at: index), part(at: index)),
                longest(year(at: index), hyphened(at: index), spokenYear(at: index)))
        case .article where mayFollowArticle(index + 1):
            return longest(
                longest(longest(period(at: index), part(at: index)), amount(at: index), relative(at: index)),
                longest(calendar(at: index), named(at: index), spokenYear(at: index)),
                longest(year(at: index), dayPartAlone(at: index), dayAlone(at: index)))
        case .approximately, .around, .over, .more, .less, .least, .most, .at, .within:
            return longest(modified(at: index), reference(at: index), set(at: index))
        case .part, .earlier, .later: return longest(part(at: index), relative(at: index))
        case .relation, .demonstrative, .same, .recent:
            return longest(longest(relative(at: index), period(at: index)), calendar(at: index), reference(at: index))
        case .deictic: return deictic(at: index)
        case .present, .past, .future: return reference(at: index)
        case .every, .setAdverb, .per: return set(at: index)
        case .unit:
            return longest(
                longest(period(at: index), clock(at: index), unitEnd(at: index)),
                longest(amount(at: index), weekNumber(at: index)), hyphened(at: index))
        case .dayPart: return overnight(at: index)
        case .year: return longest(year(at: index), period(at: index))
        case .decade: return year(at: index)
        case .era: return leadingEra(at: index)
        default: return quarterSign(at: index)
        }
    }

    /// Whether an expression with an article can go on with an atom: most articles need no more.
    private func mayFollowArticle(_ index: Int) -> Bool {
        switch self[index].kind {
        case .number: return true
        case .mark: return isMark(index, "'")
        case .word: break
        }
        switch kind(index) {
        case .none, .more, .year, .long, .vague:
            switch kind(index + 1) {
            case .unit, .part, .half, .future, .number, .dayPart: return true
            default: return kind(index) != .none || isWord(index, "latter") || isWord(index + 1, "period")
            }
        case .willVerb, .pastVerb, .function, .countable, .notYear, .and, .of, .to, .from, .on: return false
        default: return true
        }
    }

    /// The one that reaches farthest, the first of equals.
    func longest(_ first: Found?, _ second: @autoclosure () -> Found?) -> Found? {
        guard let second = second() else { return first }
        return first.map { second.end > $0.end } != false ? second : first
    }

    /// The one that reaches farthest, the first of equals.
    func longest(
        _ first: Found?, _ second: @autoclosure () -> Found?, _ third: @autoclosure () -> Found?
    ) -> Found? {
        longest(longest(first, second()), third())
    }
}
