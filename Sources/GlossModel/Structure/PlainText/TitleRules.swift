/// Ranks of headings that say what they are: parts hold chapters, chapters sections.
struct HeadingRanks: Sendable {
    private var seen: UInt8 = 0

    /// The level of a heading of a rank below all higher ranks so far, from 1.
    mutating func level(of rank: Int) -> Int {
        seen |= 1 << UInt8(rank)
        return 1 + (0..<rank).count { seen >> UInt8($0) & 1 == 1 }
    }
}

/// A heading that a line begins.
struct FoundTitle {
    var level: Int
    var lines = 1
    var number: SectionNumber?
}

extension BlockScanner {
    /// The heading that a line begins; nil where it is none, or where it may as well be none. The line
    /// is the first of a block.
    mutating func title(_ shape: LineShape, isPlain: Bool, in text: Text) -> FoundTitle? {
        if let level = Self.underlinedLevel(shape, in: text) { return FoundTitle(level: level) }
        let isApart = blanks > 0 || isTop || shape.line.opensPage || lastKind == .heading || style.wrapWidth == nil
        if !isPlain, let title = numberedTitle(shape, isApart: isApart, in: text) { return title }
        guard shape.first >= 0x41, shape.first <= 0x5A || shape.first >= 0xC3 else { return nil }
        // Most lines are the first of a paragraph: this is to cost them nothing.
        let isApartBelow = style.wrapWidth == nil || text.isBlankLine(at: shape.line.next)
        guard isApart && isApartBelow || TitleWords.mayBeKnown(shape) || !announced.isEmpty || isApart && Self.label(shape) != nil,
            !shape.endsWithStop || Self.label(shape) != nil, let next = text.nextLine(from: shape.line.next)
        else { return nil }
        let place = TitlePlace(isApart: isApart, next: LineShape(next.line, in: text), isApartBelow: isApartBelow)
        return labelledTitle(shape, place, in: text) ?? wordedTitle(shape, place, in: text)
    }

    /// Where a line stands that may be a title.
    struct TitlePlace {
        /// Whether a blank line, a heading or the top of a page stands before it.
        var isApart: Bool
        /// The next line that is not blank.
        var next: LineShape
        var isApartBelow: Bool
    }

    // MARK: Underlined

    private static func underlinedLevel(_ shape: LineShape, in text: Text) -> Int? {
        guard shape.count <= 100, LineShape.mayBeRule(text.byte(shape.line.next)), shape.line.next < text.count else { return nil }
        let below = LineShape(text.peekLine(at: shape.line.next), in: text)
        guard let rule = below.rule, rule.length == below.count, rule.byte != 0x2E, rule.byte != 0x5F,
            below.count * 2 >= shape.count, below.count <= shape.count * 2 + 12, LineMark(shape)?.style != .bullet
        else { return nil }
        let title = TitleShape(shape, from: shape.start)
        guard title.letters > 0, !title.endsSentence || title.ending == 0x3A || title.ending == 0x21 else { return nil }
        switch rule.byte {
        case 0x3D: return 1
        case 0x2D: return 2
        default: return 3
        }
    }

    // MARK: Numbered

    /// `3.2 Victims`, where it is the next number or stands alone; `3 Victims` where both hold.
    func numberedTitle(_ shape: LineShape, isApart: Bool, in text: Text) -> FoundTitle? {
        guard shape.count <= 160, shape.last != 0x2E, let number = SectionNumber(shape), number.parts.allSatisfy({ $0 < 100 }) else { return nil }
        let title = TitleShape(shape, from: number.content)
        guard title.beginsUpper, title.letters >= 3, title.words <= 14, !title.endsSentence, !title.hasForeign, !title.hasBreak,
            !isCounted(shape, number), let next = text.nextLine(from: shape.line.next)
        else { return nil }
        let found = FoundTitle(level: numbers.level(of: number), lines: lines(shape, isApart: isApart, in: text), number: number)
        let below = LineShape(next.line, in: text)
        let isNext = numbers.isNext(number, gap: number.parts.count > 1 ? 2 : 0)
        if number.parts.count > 1, !number.isRoman {
            let isFull = LineBeginning(next.line, in: text).isLower && found.lines == 1
            if isNext, !isFull, isApart || !isOpen || endsParagraph(in: text) { return found }
            return isApart && (next.blanks > 0 || found.lines > 1) ? found : nil
        }
        guard isNext, isApart, next.blanks > 0 || found.lines > 1 || style.wrapWidth == nil, title.commas <= 1,
            number.isClosed || found.lines == 1 && title.words <= 8
        else { return nil }
        if topic == .references || topic == .notes, title.words > 6 || title.commas > 0 || title.digits > 0 { return nil }
        if let mark = LineMark(shape), mark.style != .letter, listGoesOn(mark) || isFollowed(by: mark, below) { return nil }
        return found
    }

    /// Whether the open block ends with a sentence.
    private func endsParagraph(in text: Text) -> Bool { !isOpen || LineEnd(last, in: text).endsSentence }

    private func isFollowed(by mark: LineMark, _ below: LineShape) -> Bool {
        LineMark(below).map { mark.precedes($0) } ?? false
    }

    /// Whether the number counts what follows: a day of a month, an amount.
    private func isCounted(_ shape: LineShape, _ number: SectionNumber) -> Bool {
        guard !number.isClosed else { return false }
        var end = number.content
        while end < shape.end, shape.bytes[end] > 0x20 { end += 1 }
        return TitleWords.isCounted(TitleWords.folded(shape.bytes, number.content, end))
    }

    /// How many lines a title has that stands apart: up to three, the first of them full.
    private func lines(_ shape: LineShape, isApart: Bool, in text: Text) -> Int {
        guard isApart, let width = style.wrapWidth, shape.count * 2 > width else { return 1 }
        var offset = shape.line.next
        for count in 1...2 {
            guard let next = text.nextLine(from: offset), next.blanks == 0, !next.line.opensPage else { return count }
            let below = LineShape(next.line, in: text)
            guard !TitleShape(below, from: below.start).endsSentence, LineMark(below) == nil else { return 1 }
            offset = next.line.next
        }
        guard let next = text.nextLine(from: offset) else { return 3 }
        return next.blanks > 0 || next.line.opensPage ? 3 : 1
    }

    // MARK: Labelled

    private static func label(_ shape: LineShape) -> (word: StaticString, rank: Int)? {
        switch (shape.first, shape[1] | 0x20) {
        case (0x41, 0x6E), (0x41, 0x70), (0x41, 0x72), (0x43, 0x68), (0x50, 0x61), (0x53, 0x65), (0x53, 0x63), (0x56, 0x6F): labels.first { shape.begins(with: $0.word) }
        default: nil
        }
    }

    private static let labels: [(word: StaticString, rank: Int)] = [
        ("part ", 0), ("chapter ", 1), ("annex ", 1), ("appendix ", 1), ("section ", 2), ("article ", 3), ("schedule ", 1), ("volume ", 0),
    ]

    /// `Chapter IV`, `Annex B: Victims`.
    private mutating func labelledTitle(_ shape: LineShape, _ place: TitlePlace, in text: Text) -> FoundTitle? {
        guard place.isApart, let label = Self.label(shape) else { return nil }
        var end = shape.start + label.word.utf8CodeUnitCount
        let first = end
        while end < shape.end, shape.bytes[end] > 0x20, !Self.endsLabel(shape.bytes[end]) { end += 1 }
        guard isLabelNumber(shape, first..<end) else { return nil }
        var content = end
        while content < shape.end, shape.bytes[content] < 0x41 || shape.bytes[content] == 0xE2 {
            content += shape.bytes[content] == 0xE2 ? 3 : 1
        }
        let isAlone = content >= shape.end
        let title = TitleShape(shape, from: min(content, shape.end))
        guard isAlone || end < shape.end && Self.endsLabel(shape.bytes[end]) || title.isTitleCase || title.isCapitals || content > end + 1
        else { return nil }
        guard isAlone || title.beginsUpper && !title.endsSentence && title.words <= 16,
            place.isApartBelow || isAlone || lines(shape, isApart: true, in: text) > 1
        else { return nil }
        let count = isAlone ? isNamed(place, in: text) ? 2 : 1 : lines(shape, isApart: true, in: text)
        return FoundTitle(level: ranks.level(of: label.rank), lines: count)
    }

    /// Whether the line below a label is its title.
    private func isNamed(_ place: TitlePlace, in text: Text) -> Bool {
        guard !place.isApartBelow, place.next.count <= 90, text.isBlankLine(at: place.next.line.next) else { return false }
        let title = TitleShape(place.next, from: place.next.start)
        return title.beginsUpper && !title.endsSentence && !title.hasForeign && LineMark(place.next) == nil
    }

    private static func endsLabel(_ byte: UInt8) -> Bool { byte == 0x3A || byte == 0x2E || byte == 0x2D || byte == 0xE2 }

    private func isLabelNumber(_ shape: LineShape, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty, range.count <= 8 else { return false }
        if range.count == 1, shape.bytes[range.lowerBound] >= 0x41, shape.bytes[range.lowerBound] <= 0x5A { return true }
        if range.allSatisfy({ shape.bytes[$0] >= 0x30 && shape.bytes[$0] <= 0x39 }) { return range.count <= 3 }
        if shape.bytes[range.lowerBound] < 0x61, RomanNumeral.value(shape.bytes, range) != nil { return true }
        return Self.ordinals.contains(TitleWords.folded(shape.bytes, range.lowerBound, range.upperBound))
    }

    private static let ordinals: Set<String> = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]

    // MARK: Worded

    /// A title by its words alone: announced in the contents, known, in capitals, or with
    /// capitals. The first line of a text is no section of its own: `Report.title` shows it.
    private func wordedTitle(_ shape: LineShape, _ place: TitlePlace, in text: Text) -> FoundTitle? {
        let title = TitleShape(shape, from: shape.start)
        guard title.beginsUpper, title.words <= 16, !title.hasForeign, !title.hasBreak, !title.endsSentence || title.ending == 0x3A
        else { return nil }
        let words = TitleWords.folded(shape.bytes, shape.start, shape.end)
        if let level = announced[words.hashValue], place.isApart || place.isApartBelow { return FoundTitle(level: Int(level)) }
        if title.digits == 0, let topic = TitleWords.titles[words] {
            let isWeak = topic == .notes || words == "sources" || words == "literature" || title.ending == 0x3A
            if !LineBeginning(place.next.line, in: text).isLower, !isWeak || place.isApart && place.isApartBelow {
                return FoundTitle(level: 1)
            }
        }
        guard title.ending != 0x3A, place.isApart, place.isApartBelow, !title.isQuoted, title.words > 1 else { return nil }
        if TitleWords.isByline(words, hasDigits: title.digits > 0) { return nil }
        if title.isCapitals { return isCapitalTitle(shape, title, words, place) ? FoundTitle(level: 1) : nil }
        return title.isTitleCase && isCasedTitle(shape, title, words, place) ? FoundTitle(level: 1) : nil
    }

    private func isCapitalTitle(_ shape: LineShape, _ title: TitleShape, _ words: String, _ place: TitlePlace) -> Bool {
        guard !style.isCapitals, shape.count <= 90, title.commas <= 1, title.digits * 2 <= title.letters else { return false }
        if TitleShape(place.next, from: place.next.start).isCapitals, place.next.count > 40 { return false }
        return style.hasCapitalTitles || hasNoun(words)
    }

    private func isCasedTitle(_ shape: LineShape, _ title: TitleShape, _ words: String, _ place: TitlePlace) -> Bool {
        guard shape.count <= 80, title.words <= 10, title.commas == 0, title.digits <= 4, place.next.count >= 50 else { return false }
        return style.hasCasedTitles || hasNoun(words)
    }

    private func hasNoun(_ words: String) -> Bool {
        let parts = words.split(separator: " ")
        return [parts.first, parts.last].contains { $0.map { TitleWords.nouns.contains(String($0)) } ?? false }
    }
}
