import GlossModel

/// Finds the words that a file quotes, where they are not at the place that it names.
///
/// What speaks most for a place comes first: the words before and behind, then the same words nearest
/// by, in the same paragraph before others, whole words before parts of words; then both again with
/// white space and the form (NFC, NFD; UAX 15) left out of account.
struct WordSearch {
    /// The words before and behind a quotation.
    struct Context {
        var prefix: String
        var suffix: String
    }

    /// By what words were found.
    enum Means {
        case context, nearest, foldedContext, folded

        var words: String {
            switch self {
            case .context: "where the words before and behind are those of the file"
            case .nearest: "the nearest place of the same words"
            case .foldedContext: "where the words before and behind are those of the file, white space and Unicode form apart"
            case .folded: "the nearest place of the same words, white space and Unicode form apart"
            }
        }
    }

    struct Found {
        var span: Span
        var means: Means
    }

    let text: Text
    private var known: [[UInt8]: [Span]] = [:]
    private var foldedText: FoldedText?
    /// Bytes that may still be looked through far from where words should stand: a file full of faults must
    /// not cost the square of its length.
    private var budget = 1 << 29
    /// Words without context are looked for as many bytes before and behind.
    private static let reach = 4096
    /// A larger text is folded only around a place.
    private static let foldedAtOnce = 1 << 22
    /// Places of the same words beyond this number are not looked at.
    private static let mostPlaces = 4096

    init(_ text: Text) { self.text = text }

    /// Where some words stand; `near` is where the file says. nil where they are nowhere.
    mutating func find(_ words: [UInt8], _ context: Context?, near: Span) -> Found? {
        guard !words.isEmpty else { return nil }
        if let context, let found = best(places(of: words), context, near) { return Found(span: found, means: .context) }
        if let found = nearest(places(of: words, in: around(near)), to: near) { return Found(span: found, means: .nearest) }
        let folded = foldedPlaces(of: words, near: near, everywhere: context != nil)
        if let context, let found = best(folded, context, near) { return Found(span: found, means: .foldedContext) }
        let reach = around(near)
        return nearest(folded.filter { reach.contains($0) }, to: near).map { Found(span: $0, means: .folded) }
    }

    /// All places of some words, white space and form apart where they stand nowhere as they are; in order.
    mutating func all(_ words: String, in stretch: Span) -> [Span] {
        let wanted = Array(words.utf8)
        let exact = stretch == text.span ? places(of: wanted) : places(of: wanted, in: stretch)
        guard exact.isEmpty else { return exact }
        return foldedPlaces(of: wanted, near: stretch, everywhere: true).filter { stretch.contains($0) }
    }

    /// How much of the words before and behind stands around a span, 0 to 1, white space and form apart.
    func fit(_ context: Context, around span: Span) -> Double {
        let before = FoldedText(context.prefix).scalars
        let behind = FoldedText(context.suffix).scalars
        guard !before.isEmpty || !behind.isEmpty else { return 0 }
        let room = { (scalars: [UInt32]) in scalars.count * 8 + 64 }
        let first = text.scalarStart(atOrBefore: max(0, Int(span.start) - room(before)))
        let last = text.scalarStart(atOrBefore: min(text.count, Int(span.end) + room(behind)))
        let standsBefore = FoldedText(text, Span(first, Int(span.start))).scalars
        let standsBehind = FoldedText(text, Span(Int(span.end), max(Int(span.end), last))).scalars
        let same = zip(before.reversed(), standsBefore.reversed()).prefix { $0 == $1 }.count
            + zip(behind, standsBehind).prefix { $0 == $1 }.count
        return Double(same) / Double(before.count + behind.count)
    }

    /// Whether words are a part of what stands at a span: then it is right, and they are short for it.
    func holds(_ span: Span, part words: [UInt8]) -> Bool {
        let (stands, wanted) = (FoldedText(text, text.clamped(span)), FoldedText(String(decoding: words, as: UTF8.self)).scalars)
        return !wanted.isEmpty && wanted.count < stands.scalars.count && !stands.places(of: wanted, upTo: 1).isEmpty
    }

    /// Whether a span neither begins nor ends within a word.
    func isWhole(_ span: Span) -> Bool {
        guard span.count > 0 else { return true }
        return !(isWord(before: Int(span.start)) && isWord(at: Int(span.start)))
            && !(isWord(before: Int(span.end)) && isWord(at: Int(span.end)))
            && text.byte(Int(span.start)) > 0x20 && text.byte(Int(span.end) - 1) > 0x20
    }

    // MARK: Choosing

    /// The place whose surroundings fit best, of equal ones the nearest; nil where none fits at least half.
    private func best(_ places: [Span], _ context: Context, _ near: Span) -> Span? {
        let scored = places.map { (span: $0, fit: fit(context, around: $0), distance: distance($0, near)) }.filter { $0.fit >= 0.5 }
        return scored.min { ($1.fit, $0.distance) < ($0.fit, $1.distance) }?.span
    }

    private func nearest(_ places: [Span], to near: Span) -> Span? {
        let paragraph = paragraph(of: near)
        func rank(_ span: Span) -> (Int, Int, Int) { (isWhole(span) ? 0 : 1, paragraph.contains(span) ? 0 : 1, distance(span, near)) }
        return places.filter { !cutsCharacter($0) }.min { rank($0) < rank($1) }
    }

    private func distance(_ span: Span, _ near: Span) -> Int { abs(Int(span.start) - Int(near.start)) }

    /// The stretch between blank lines that a span begins in.
    private func paragraph(of span: Span) -> Span {
        let place = min(Int(span.start), text.count)
        var (start, end) = (place, place)
        while start > 0, !(text.bytes[start - 1] == 0x0A && (start < 2 || text.bytes[start - 2] == 0x0A)), place - start < Self.reach { start -= 1 }
        while end < text.count, !(text.bytes[end] == 0x0A && text.byte(end + 1) == 0x0A), end - place < Self.reach { end += 1 }
        return Span(start, end)
    }

    /// Whether a combining mark follows: then the last letter is another one.
    private func cutsCharacter(_ span: Span) -> Bool {
        guard Int(span.end) < text.count, text.bytes[Int(span.end)] >= 0x80 else { return false }
        return text.scalar(at: Int(span.end)).scalar.properties.canonicalCombiningClass != .notReordered
    }

    private func isWord(at offset: Int) -> Bool {
        guard offset < text.count else { return false }
        let byte = text.bytes[offset]
        if byte < 0x80 { return byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39 }
        let scalar = text.scalar(at: offset).scalar
        // Where words have no spaces between them, each letter may begin one.
        guard Script(of: scalar) == .spaced else { return false }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private func isWord(before offset: Int) -> Bool {
        offset > 0 && isWord(at: text.scalarStart(atOrBefore: offset - 1))
    }

    // MARK: Searching

    private func around(_ span: Span) -> Span {
        Span(max(0, Int(span.start) - Self.reach), min(text.count, Int(span.end) + Self.reach))
    }

    /// The places of some words in all of the text, looked for once.
    private mutating func places(of words: [UInt8]) -> [Span] {
        if let found = known[words] { return found }
        guard budget > 0 else { return [] }
        budget -= text.count
        let found = places(of: words, in: text.span)
        known[words] = found
        return found
    }

    private func places(of words: [UInt8], in stretch: Span) -> [Span] {
        var found: [Span] = []
        var offset = Int(stretch.start)
        while !words.isEmpty, offset + words.count <= Int(stretch.end), found.count < Self.mostPlaces {
            let next = JSONScan.first(words[0], in: text.bytes, from: offset, to: Int(stretch.end) - words.count + 1)
            guard next + words.count <= Int(stretch.end) else { break }
            let isHere = text.bytes[next..<next + words.count].elementsEqual(words)
            if isHere { found.append(Span(next, next + words.count)) }
            offset = next + (isHere ? words.count : 1)
        }
        return found
    }

    private mutating func foldedPlaces(of words: [UInt8], near: Span, everywhere: Bool) -> [Span] {
        let wanted = FoldedText(String(decoding: words, as: UTF8.self)).scalars
        guard !wanted.isEmpty else { return [] }
        guard budget > 0 else { return [] }
        guard everywhere, text.count <= Self.foldedAtOnce else {
            let reach = around(near)
            budget -= reach.count
            let first = text.scalarStart(atOrBefore: Int(reach.start))
            return FoldedText(text, Span(first, Int(reach.end))).places(of: wanted, upTo: Self.mostPlaces)
        }
        budget -= text.count
        let folded = foldedText ?? FoldedText(text, text.span)
        foldedText = folded
        return folded.places(of: wanted, upTo: Self.mostPlaces)
    }
}

/// A stretch of a text as NFD scalars without white space, each with the bytes that it stands on.
struct FoldedText {
    private(set) var scalars: [UInt32] = []
    private var bytes: [Span] = []

    /// Folds a stretch. O(bytes).
    init(_ text: Text, _ span: Span) {
        var offset = Int(span.start)
        while offset < Int(span.end) {
            let (scalar, length) = text.scalar(at: offset)
            add(scalar, Span(offset, offset + length))
            offset += length
        }
    }

    /// Folds words that stand nowhere.
    init(_ words: String) { for scalar in words.unicodeScalars { add(scalar, Span(0, 0)) } }

    private mutating func add(_ scalar: Unicode.Scalar, _ span: Span) {
        if scalar.value < 0x80 {
            guard scalar.value > 0x20 else { return }
            scalars.append(scalar.value)
            bytes.append(span)
            return
        }
        guard !scalar.properties.isWhitespace, !scalar.properties.isDefaultIgnorableCodePoint else { return }
        for part in Normal.decomposed(scalar) {
            scalars.append(part.value)
            bytes.append(span)
        }
    }

    /// Where folded words stand, in bytes, whole characters each; at most so many.
    func places(of wanted: [UInt32], upTo limit: Int) -> [Span] {
        var found: [Span] = []
        var place = 0
        while place + wanted.count <= scalars.count, found.count < limit {
            if scalars[place] == wanted[0], scalars[place..<place + wanted.count].elementsEqual(wanted), isWhole(place, place + wanted.count) {
                found.append(Span(Int(bytes[place].start), Int(bytes[place + wanted.count - 1].end)))
                place += wanted.count
            } else {
                place += 1
            }
        }
        return found
    }

    /// Whether scalars of the folded text are all of the characters that they are of.
    private func isWhole(_ start: Int, _ end: Int) -> Bool {
        if start > 0, bytes[start].count > 0, bytes[start - 1] == bytes[start] { return false }
        guard end < scalars.count else { return true }
        if bytes[end].count > 0, bytes[end] == bytes[end - 1] { return false }
        return Unicode.Scalar(scalars[end])?.properties.canonicalCombiningClass == .notReordered
    }
}
