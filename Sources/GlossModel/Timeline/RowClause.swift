/// Finds the clause of a sentence that holds a date: what a row of the timeline says.
///
/// A sentence is cut at semicolons and relative pronouns, and at commas, "and" and "but" before what can open a
/// clause, outside of quotations, brackets and dates. From the piece that holds the date on, pieces are added
/// until there is a verb with what it is said of; what has a verb of its own stays out.
struct RowClause {
    /// A piece between two cuts.
    private struct Piece {
        var span: Span
        /// What stands before it.
        var cut: Cut
        var hasVerb = false
        /// Whether its first word is a verb, so that what it is said of stands before it.
        var opensWithVerb = false
        var holdsOtherDate = false
    }

    private enum Cut { case beginning, comma, stop, conjunction, relative }

    private let text: Text
    private let sentence: Span
    private let date: Span
    private let others: [Span]
    /// A sentence of one date that is no longer is left whole, in bytes.
    private static let short = 90

    /// `others` are the other dates of the sentence, in order.
    init(_ text: Text, _ sentence: Span, date: Span, others: [Span]) {
        (self.text, self.sentence, self.date, self.others) = (text, sentence, date, others)
    }

    /// The clause; the sentence itself where that is short, or cannot be taken apart. Linear in the sentence.
    func span() -> Span {
        guard sentence.count > Self.short || !others.isEmpty else { return sentence }
        let pieces = self.pieces()
        guard let home = pieces.lastIndex(where: { $0.span.start <= date.start }) else { return sentence }
        let range = grown(from: home, pieces)
        var clause = Span(Int(pieces[range.lowerBound].span.start), Int(pieces[range.upperBound].span.end))
        if range.upperBound == pieces.count - 1 { clause.end = sentence.end }
        clause = withoutEarlierDates(clause)
        return isWhole(clause) && RowWords(text, clause, date: date).wordCount >= 2 ? clause : sentence
    }

    /// The pieces around the one that holds the date that make a clause of it.
    private func grown(from home: Int, _ pieces: [Piece]) -> ClosedRange<Int> {
        var (low, high) = (home, home)
        while !(low...high).contains(where: { pieces[$0].hasVerb && ($0 == home || pieces[$0].cut != .relative) }) {
            let mayGoLeft = low > 0 && pieces[low].cut == .comma
            if high + 1 < pieces.count, !mayGoLeft || !pieces[low - 1].hasVerb && low == 1 {
                high += 1
            } else if low > 0 {
                low -= 1
            } else {
                break
            }
        }
        low = subject(of: low, pieces)
        while low > 0, pieces[low].cut != .stop, !pieces[low - 1].hasVerb, !pieces[low - 1].holdsOtherDate { low -= 1 }
        // "and most of its boards" at the end goes on; "and the last one, ..." is what another verb is said of.
        while high + 1 < pieces.count, pieces[high + 1].cut == .comma || pieces[high + 1].cut == .conjunction && high + 2 == pieces.count,
            !pieces[high + 1].hasVerb, !pieces[high + 1].holdsOtherDate { high += 1 }
        return low...high
    }

    /// The piece at which what a verb without a subject, or a relative pronoun, is said of begins: left over
    /// relative clauses, as far as no other date stands there.
    private func subject(of home: Int, _ pieces: [Piece]) -> Int {
        var low = home
        var lacksSubject = pieces[low].opensWithVerb || pieces[low].cut == .relative
        while low > 0, lacksSubject, !pieces[low - 1].holdsOtherDate {
            low -= 1
            lacksSubject = !pieces[low].hasVerb || pieces[low].opensWithVerb || pieces[low].cut == .relative
        }
        return low
    }

    /// Begins behind the dates that the clause names before this one, or at its last verb, so that no two
    /// dates of a sentence have rows that begin alike.
    private func withoutEarlierDates(_ clause: Span) -> Span {
        let earlier = others.filter { $0.start >= clause.start && $0.end <= date.start }
        guard let last = earlier.last else { return clause }
        let behind = Span(begin(behind: Int(last.end)), Int(clause.end))
        let words = RowWords(text, behind, date: date)
        // "that the mine will close": what is to come is said by no verb that the words tell.
        if !words.all.isDisjoint(with: [.verb, .ahead]), words.wordCount >= 2 { return behind }
        guard earlier.count == 1, let verb = lastVerb(before: Int(date.start), from: Int(clause.start)), verb > Int(clause.start) else { return behind }
        return Span(verb, Int(clause.end))
    }

    /// The first letter or digit from an offset on that is not of "and", "or", "to", "that".
    private func begin(behind offset: Int) -> Int {
        var at = offset
        while at < Int(date.start) {
            while at < Int(date.start), !RowWords.isWordByte(text.bytes[at]) { at += 1 }
            var end = at
            while end < Int(date.start), RowWords.isWordByte(text.bytes[end]) { end += 1 }
            guard ["and", "or", "to", "but", "then", "that"].contains(String(decoding: text.bytes[at..<end], as: UTF8.self).lowercased()) else { return at }
            at = end
        }
        return Int(date.start)
    }

    private func lastVerb(before limit: Int, from start: Int) -> Int? {
        var found: Int?
        forEachWord(in: Span(start, limit)) { word in
            if RowWords.isVerb(text.bytes[word.range]) || Self.isParticiple(text.bytes[word.range]) { found = Int(word.start) }
        }
        return found
    }

    // MARK: Pieces

    private func pieces() -> [Piece] {
        var found = [Piece(span: sentence, cut: .beginning)]
        var depth = 0
        func cut(at offset: Int, next: Int, _ kind: Cut) {
            guard depth == 0, offset >= Int(found[found.count - 1].span.start), next < Int(sentence.end), !isInDate(offset) else { return }
            found[found.count - 1].span.end = UInt32(offset)
            found.append(Piece(span: Span(next, Int(sentence.end)), cut: kind))
        }
        var at = Int(sentence.start)
        while at < Int(sentence.end) {
            let byte = text.bytes[at]
            if RowWords.isWordByte(byte) {
                var end = at
                while end < Int(sentence.end), RowWords.isWordByte(text.bytes[end]) { end += 1 }
                if end - at <= 8, let kind = Self.joints[String(decoding: text.bytes[at..<end], as: UTF8.self)] {
                    if kind == .relative {
                        let start = beforePreposition(at)
                        cut(at: start, next: start, kind)
                    } else if canOpen(end) || isBehindComma(at) {
                        cut(at: at, next: end + 1, kind)
                    }
                }
                depth += quoteStep(at, end)
                at = end
                continue
            }
            switch byte {
            case 0x28, 0x5B: depth += 1
            case 0x29, 0x5D: depth = max(0, depth - 1)
            case 0x2C where text.byte(at + 1) <= 0x20 && canOpen(at + 1): cut(at: at, next: at + 1, .comma)
            case 0x3B: cut(at: at, next: at + 1, .stop)
            default: break
            }
            at += 1
        }
        return found.map(described).filter { !isEmpty($0.span) }
    }

    /// Whether the word behind an offset can open a clause or an adjunct: an article, a pronoun, a preposition,
    /// a verb, a participle.
    private func canOpen(_ offset: Int) -> Bool {
        var at = offset
        while at < Int(sentence.end), !RowWords.isWordByte(text.bytes[at]) { at += 1 }
        var end = at
        while end < Int(sentence.end), RowWords.isWordByte(text.bytes[end]) { end += 1 }
        let word = text.bytes[at..<end]
        return word.count <= 10 && Self.openers.contains(String(decoding: word, as: UTF8.self).lowercased()) || Self.isParticiple(word) || RowWords.isVerb(word)
    }

    private static func isParticiple(_ word: Slice<Bytes>) -> Bool {
        word.count >= 6 && word[word.startIndex] >= 0x61 && word.suffix(3).elementsEqual("ing".utf8)
            && !(word.count <= 9 && noParticiples.contains(String(decoding: word, as: UTF8.self)))
    }

    private static let noParticiples: Set<String> = ["during", "morning", "evening", "including", "following", "according", "something", "anything", "nothing"]

    private func isBehindComma(_ offset: Int) -> Bool {
        var at = offset
        while at > Int(sentence.start), text.bytes[at - 1] <= 0x20 { at -= 1 }
        return at > Int(sentence.start) && text.bytes[at - 1] == 0x2C
    }

    /// Where "one of which", "by whom" begins, with the pronoun at an offset.
    private func beforePreposition(_ pronoun: Int) -> Int {
        var at = pronoun
        for _ in 0..<2 {
            var end = at
            while end > Int(sentence.start), text.bytes[end - 1] == 0x20 { end -= 1 }
            var start = end
            while start > Int(sentence.start), RowWords.isWordByte(text.bytes[start - 1]) { start -= 1 }
            guard Self.beforeRelatives.contains(String(decoding: text.bytes[start..<end], as: UTF8.self)) else { break }
            at = start
        }
        return at
    }

    private static let beforeRelatives: Set<String> = [
        "of", "by", "in", "on", "to", "from", "with", "for", "at", "through", "under", "after", "during", "one", "some", "many", "most", "all", "both", "each", "two",
        "none", "several", "half",
    ]

    private static let openers: Set<String> = [
        "the", "a", "an", "this", "that", "these", "those", "it", "he", "she", "they", "we", "i", "you", "there", "its", "his", "her", "their", "our", "in", "on",
        "at", "after", "before", "by", "from", "with", "when", "while", "as", "since", "until", "where", "which", "who", "but", "and", "so", "then", "however",
        "although", "though", "because", "if", "during", "between", "to", "later", "again", "also", "not", "nor", "yet", "only", "another", "both", "some",
        "most", "all", "no", "one", "two", "three", "for", "under", "without", "within", "following",
    ]

    /// Curly quotation marks are of bytes that words have: one that opens is a step in, one that closes a step out.
    private func quoteStep(_ start: Int, _ end: Int) -> Int {
        var step = 0
        var at = start
        while at + 2 < end {
            if text.bytes[at] == 0xE2, text.bytes[at + 1] == 0x80 {
                if text.bytes[at + 2] == 0x9C { step += 1 }
                if text.bytes[at + 2] == 0x9D { step -= 1 }
            }
            at += 1
        }
        return step
    }

    private static let joints: [String: Cut] = [
        "and": .conjunction, "but": .conjunction, "while": .relative, "whereas": .relative, "although": .relative, "which": .relative,
        "who": .relative, "whose": .relative, "where": .relative, "whom": .relative,
    ]

    private func isInDate(_ offset: Int) -> Bool {
        offset >= Int(date.start) && offset < Int(date.end) || others.contains { offset >= Int($0.start) && offset < Int($0.end) }
    }

    private func isEmpty(_ span: Span) -> Bool { !span.range.contains { text.bytes[$0] > 0x20 && text.bytes[$0] != 0x2C } }

    /// A piece without white space at its ends, and what its words are.
    private func described(_ piece: Piece) -> Piece {
        var piece = piece
        while piece.span.start < piece.span.end, text.byte(Int(piece.span.start)) <= 0x20 { piece.span.start += 1 }
        while piece.span.end > piece.span.start, text.byte(Int(piece.span.end) - 1) <= 0x20 { piece.span.end -= 1 }
        piece.holdsOtherDate = others.contains { $0.start >= piece.span.start && $0.end <= piece.span.end }
        // "the cyber attacks": what follows an article, or ends in s a word later, is a noun.
        var (isFirst, sinceArticle, previous) = (true, 3, "")
        forEachWord(in: piece.span) { word in
            let bytes = text.bytes[word.range]
            let read = bytes.count <= 10 ? String(decoding: bytes, as: UTF8.self) : ""
            let isNamed = Self.names.contains(read) && Self.beforeNames.contains(previous)
            previous = read
            let isVerb = !isNamed && !isInDate(Int(word.start)) && !(sinceArticle == 0 || sinceArticle == 1 && bytes.count > 4 && bytes.last == 0x73) && !isBeforeOf(word) && RowWords.isVerb(bytes)
            if isVerb || isFirst && Self.isParticiple(bytes) { piece.hasVerb = true }
            if isFirst { piece.opensWithVerb = isVerb }
            isFirst = false
            sinceArticle = RowWords.isArticle(bytes) ? 0 : sinceArticle + 1
        }
        return piece
    }

    /// "now called", "formerly known": no verb of a clause.
    private static let beforeNames: Set<String> = ["now", "formerly", "previously", "once", "also", "otherwise", "better"]
    private static let names: Set<String> = ["called", "known", "named", "renamed", "dubbed", "nicknamed"]

    /// "set of", "fall of": a noun.
    private func isBeforeOf(_ word: Span) -> Bool {
        word.count <= 5 && text.byte(Int(word.end)) == 0x20 && text.byte(Int(word.end) + 1) == 0x6F && text.byte(Int(word.end) + 2) == 0x66
            && text.byte(Int(word.end) + 3) == 0x20
    }

    private func forEachWord(in span: Span, _ body: (Span) -> Void) {
        var at = Int(span.start)
        while at < Int(span.end) {
            guard RowWords.isWordByte(text.bytes[at]) else {
                at += 1
                continue
            }
            let start = at
            while at < Int(span.end), RowWords.isWordByte(text.bytes[at]) { at += 1 }
            body(Span(start, at))
        }
    }

    /// Whether quotation marks and brackets come in pairs in a clause.
    private func isWhole(_ clause: Span) -> Bool {
        var (quotes, brackets, straight) = (0, 0, 0)
        var at = Int(clause.start)
        while at < Int(clause.end) {
            switch text.bytes[at] {
            case 0x28: brackets += 1
            case 0x29: brackets -= 1
            case 0x22: straight += 1
            case 0xE2 where text.byte(at + 1) == 0x80 && text.byte(at + 2) == 0x9C: quotes += 1
            case 0xE2 where text.byte(at + 1) == 0x80 && text.byte(at + 2) == 0x9D: quotes -= 1
            default: break
            }
            at += 1
        }
        return quotes == 0 && brackets == 0 && straight % 2 == 0
    }
}

extension Report {
    /// What a row says: the clause of its sentence that holds the date, of a table the row. O(paragraph).
    public func clause(of row: TimelineRow) -> Span {
        let (sentence, index) = sentence(of: row)
        guard index < paragraphs.count, !paragraphs.kind(of: index).keepsLines, Int(row.time.layer) < layers.count else { return sentence }
        let layer = layers[Int(row.time.layer)]
        var date = row.span
        var others: [Span] = []
        for place in layer.timeRows(overlapping: sentence) {
            let time = layer.times[place]
            if time.number == row.time.number {
                date = time.through > 0 ? Span(Int(time.span.start), Int(layer.time(time.through)?.span.end ?? time.span.end)) : time.span
            } else if time.isDated, !(time.span.start >= date.start && time.span.end <= date.end) {
                others.append(time.span)
            }
        }
        guard sentence.contains(Int(date.start)), date.end <= sentence.end else { return sentence }
        return RowClause(text, sentence, date: date, others: others).span()
    }
}
