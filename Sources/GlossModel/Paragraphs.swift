/// The paragraphs of a text, found from its beginning as far as anyone has asked.
///
/// Understands blank-line separation, one paragraph a line, and text hard-wrapped without blank
/// lines, as converters leave it: there a paragraph ends after a line that the next word would
/// still have fitted on and that ends a sentence, and a blank line or page break in mid-sentence
/// does not end one. A paragraph may therefore hold line breaks, blank lines and running heads;
/// `Flow` says how it reads.
public struct ParagraphIndex: Sendable {
    /// The paragraphs, in order, apart, without white space at their ends.
    public private(set) var spans: [Span] = []
    /// Running heads and page numbers inside or between paragraphs, in order; not for reading.
    public private(set) var furniture: [Span] = []
    /// All bytes before this one are covered.
    public private(set) var scannedTo = 0
    /// Starts of pages after the first, where the text has form feeds; in order.
    public private(set) var pageStarts: [UInt32] = []

    private let text: Text
    private let style: LineStyle
    private var open: Line?
    private var openStart = 0
    private var blanks = 0

    /// Finds the paragraphs that begin before `limit` (a byte offset). O(limit).
    public init(_ text: Text, upTo limit: Int = .max) {
        self.text = text
        style = LineStyle(text)
        extend(upTo: limit)
    }

    /// Whether the whole text is covered.
    public var isComplete: Bool { scannedTo >= text.count }

    /// Number of paragraphs found.
    public var count: Int { spans.count }

    /// Goes on to the paragraphs that begin before `limit`. Linear in the bytes added.
    public mutating func extend(upTo limit: Int) {
        guard !isComplete else { return }
        while scannedTo < text.count, scannedTo < limit || open != nil {
            guard let line = text.line(at: scannedTo) else { break }
            let before = spans.count
            take(line)
            scannedTo = line.next
            if scannedTo >= limit, spans.count > before { break }
        }
        if isComplete { close() }
    }

    private mutating func take(_ line: Line) {
        if line.opensPage { pageStarts.append(UInt32(line.start)) }
        if line.isBlank {
            blanks += 1
            return
        }
        if isFurniture(line) {
            furniture.append(Span(line.start, line.end))
            return
        }
        if let previous = open {
            if breaks(between: previous, and: line) {
                close()
                openStart = line.start
            }
        } else {
            openStart = line.start
        }
        open = line
        blanks = 0
    }

    private mutating func close() {
        guard let last = open else { return }
        var start = openStart
        var end = last.end
        while start < end, text.isSpace(start) { start += 1 }
        while end > start, text.isSpace(end - 1) { end -= 1 }
        spans.append(Span(start, end))
        open = nil
    }

    private func isFurniture(_ line: Line) -> Bool {
        guard !style.runningHeads.isEmpty, line.end - line.start <= 240 else { return false }
        return style.runningHeads.contains(LineStyle.shape(of: line, in: text))
    }

    /// Whether a paragraph ends between two lines that only blank ones separate.
    private func breaks(between a: Line, and b: Line) -> Bool {
        let left = LineEnd(a, in: text)
        let right = LineBeginning(b, in: text)
        if blanks > 0 || b.opensPage {
            return !(right.continues && !left.endsSentence || left.isHyphenated && right.isLower)
                && (blanks > 0 || endsEarly(a, before: right))
        }
        guard let width = style.wrapWidth else { return true }
        if right.isBullet { return true }
        if right.isIndented && left.endsSentence && !left.isIndented { return true }
        guard endsEarly(a, before: right), !right.continues else { return false }
        return left.endsSentence || (a.end - a.start) * 10 < width * 7
    }

    /// Whether the next line's first word would have fitted on the line: it ended on purpose.
    private func endsEarly(_ line: Line, before next: LineBeginning) -> Bool {
        guard let width = style.wrapWidth else { return true }
        return line.end - line.start + 1 + next.firstWordLength <= width - 2
    }

    // MARK: Asking

    /// Index of the paragraph that holds `offset`, or of the last one before it; nil before the
    /// first. O(log n).
    public func index(at offset: Int) -> Int? {
        var low = 0
        var high = spans.count
        while low < high {
            let middle = (low + high) / 2
            if Int(spans[middle].start) <= offset { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }

    /// The paragraphs that overlap a span. O(log n).
    public func indices(overlapping span: Span) -> Range<Int> {
        let first = index(at: Int(span.start)).map { spans[$0].end > span.start ? $0 : $0 + 1 } ?? 0
        let last = index(at: max(Int(span.end) - 1, Int(span.start))).map { $0 + 1 } ?? 0
        return first..<max(first, last)
    }

    /// Page that holds `offset`, from 1; nil where the text has no form feeds.
    public func page(at offset: Int) -> Int? {
        guard !pageStarts.isEmpty else { return nil }
        var low = 0
        var high = pageStarts.count
        while low < high {
            let middle = (low + high) / 2
            if Int(pageStarts[middle]) <= offset { low = middle + 1 } else { high = middle }
        }
        return low + 1
    }
}

/// What the end of a line says about whether the paragraph goes on.
private struct LineEnd {
    /// Ends in `.`, `!`, `?`, `:`, an ellipsis, or one of these and closing marks.
    var endsSentence = false
    /// Ends in a letter and a hyphen.
    var isHyphenated = false
    var isIndented = false

    init(_ line: Line, in text: Text) {
        isIndented = line.start + 2 < line.end && text.isSpace(line.start) && text.isSpace(line.start + 1)
        var end = line.end
        while end > line.start {
            let start = text.scalarStart(atOrBefore: end - 1)
            let scalar = text.scalar(at: start).scalar
            end = start
            if scalar.value <= 0x20 { continue }
            switch scalar {
            case "\"", "'", "”", "’", "»", "]": continue
            case ".", "!", "?", "…", ":", ")", ";": endsSentence = true
            case "-": isHyphenated = end > line.start && text.bytes[end - 1] > 0x40
            default: break
            }
            return
        }
    }
}

/// What the beginning of a line says about whether the paragraph goes on.
private struct LineBeginning {
    var isLower = false
    /// Begins with a lower-case letter or with punctuation that cannot begin a sentence.
    var continues = false
    var isBullet = false
    var isIndented = false
    /// Bytes up to the first white space.
    var firstWordLength = 0

    init(_ line: Line, in text: Text) {
        var offset = line.start
        while offset < line.end, text.isSpace(offset) { offset += 1 }
        isIndented = offset - line.start >= 2
        var wordEnd = offset
        while wordEnd < line.end, !text.isSpace(wordEnd) { wordEnd += 1 }
        firstWordLength = wordEnd - offset
        guard offset < line.end else { return }
        isBullet = Self.isBullet(text, from: offset, wordEnd: wordEnd, lineEnd: line.end)
        while offset < wordEnd {
            let (scalar, length) = text.scalar(at: offset)
            switch scalar {
            case "\"", "'", "“", "‘", "«", "(", "[": offset += length
            case ",", ";", ")", ".", "”", "’":
                continues = true
                return
            default:
                isLower = scalar.properties.isLowercase
                continues = isLower
                return
            }
        }
    }

    private static func isBullet(_ text: Text, from start: Int, wordEnd: Int, lineEnd: Int) -> Bool {
        guard wordEnd < lineEnd else { return false }
        switch text.scalar(at: start).scalar {
        case "•", "▪", "◦", "‣", "●", "■": return true
        case "-", "*", "–", "—": return wordEnd - start == text.scalar(at: start).length
        default: return false
        }
    }
}
