/// How a stretch of text reads: what stands, what is a space, what is not there.
///
/// Line breaks inside a paragraph read as one space with the white space around them; running
/// heads are not there; a word hyphenated at a line end (`-`, U+2010, a soft hyphen) is whole; colour codes and overstrikes, as `ls`
/// and `man` write them, are not there (`PrinterMarkup`). Layout, search, `--matching`
/// and the annotator all read text through this, so they agree.
public struct Flow: Sendable {
    private let text: Text
    private let furniture: [Span]
    private let markers: [Span]

    /// One piece of reading text.
    public enum Piece: Equatable, Sendable {
        /// Bytes as they stand, free of line breaks.
        case text(Span)
        /// White space with a line break in it: reads as one space.
        case space(Span)
        /// Not part of what is read: a hyphen at a line end and the break after it, a colour code.
        case hidden(Span)

        /// The bytes it covers.
        public var span: Span {
            switch self {
            case .text(let span), .space(let span), .hidden(let span): span
            }
        }
    }

    /// Reads a report's text; `furniture` and `markers` (of notes, read as nothing) in order.
    public init(_ text: Text, furniture: [Span], markers: [Span] = []) {
        self.text = text
        self.furniture = furniture
        self.markers = markers
    }

    /// Reads a text without its running heads and the markers of its notes.
    public init(_ text: Text, _ paragraphs: ParagraphIndex) {
        self.init(text, furniture: paragraphs.furniture, markers: paragraphs.markers)
    }

    /// As the text is shown: with the markers of notes.
    public var shown: Flow { Flow(text, furniture: furniture) }

    /// The pieces of a span, in order, without gaps. Linear in the span.
    public func pieces(of span: Span) -> [Piece] {
        var pieces: [Piece] = []
        forEachPiece(of: span) { pieces.append($0) }
        return pieces
    }

    /// Tells of the pieces of a span, in order, without gaps. Linear in the span.
    public func forEachPiece(of span: Span, _ body: (Piece) -> Void) {
        var start = Int(span.start)
        var index = markers.isEmpty ? 0 : markers.partitioningIndex { $0.end > span.start }
        while index < markers.count, markers[index].start < span.end {
            let marker = markers[index]
            if start < marker.start { forEachPiece(between: start, Int(marker.start), body) }
            start = min(Int(span.end), Int(marker.end))
            body(.hidden(Span(max(Int(span.start), Int(marker.start)), start)))
            index += 1
        }
        if start < span.end { forEachPiece(between: start, Int(span.end), body) }
    }

    private func forEachPiece(between start: Int, _ limit: Int, _ body: (Piece) -> Void) {
        var offset = start
        let end = min(limit, text.count)
        var runStart = offset
        var head = firstFurniture(after: offset)
        var nextHead = head < furniture.count ? Int(furniture[head].start) : Int.max
        let bytes = text.bytes
        while offset < end {
            if offset & 7 == 0 {
                offset = max(offset, ByteScan.lineBreak(in: bytes, orBelow: 0x1C, from: offset, to: min(end, nextHead)))
            }
            guard offset < end else { break }
            let byte = bytes[offset]
            let atFurniture = nextHead <= offset
            if !atFurniture, byte == 0x1B || byte == 0x08,
                let markup = PrinterMarkup.span(at: offset, in: bytes, within: runStart..<end)
            {
                if markup.lowerBound > runStart { body(.text(Span(runStart, markup.lowerBound))) }
                body(.hidden(Span(markup.lowerBound, markup.upperBound)))
                (offset, runStart) = (markup.upperBound, markup.upperBound)
                continue
            }
            guard atFurniture || (byte <= 0x0D || byte >= 0xC2) && text.breakLength(at: offset) > 0 else {
                offset += 1
                continue
            }
            var breakStart = offset
            while breakStart > runStart, text.bytes[breakStart - 1] == 0x20 || text.bytes[breakStart - 1] == 0x09 {
                breakStart -= 1
            }
            offset = skipBreak(from: offset, end: end, furniture: &head)
            nextHead = head < furniture.count ? Int(furniture[head].start) : Int.max
            let hyphen = hiddenHyphen(before: breakStart, after: offset, from: runStart)
            let textEnd = breakStart - hyphen
            if textEnd > runStart { body(.text(Span(runStart, textEnd))) }
            if hyphen > 0 {
                body(.hidden(Span(textEnd, offset)))
            } else if keepsHyphen(before: breakStart, after: offset, from: runStart) {
                body(.hidden(Span(breakStart, offset)))
            } else {
                body(.space(Span(breakStart, offset)))
            }
            runStart = offset
        }
        if end > runStart { body(.text(Span(runStart, end))) }
    }

    /// What a span reads as: text with breaks as spaces, and the byte offset in the report of each
    /// byte of it, with the end of the span last.
    public func reading(of span: Span) -> (bytes: [UInt8], offsets: [UInt32]) {
        var bytes: [UInt8] = []
        var offsets: [UInt32] = []
        bytes.reserveCapacity(span.count)
        offsets.reserveCapacity(span.count + 1)
        for piece in pieces(of: span) {
            switch piece {
            case .text(let run):
                for offset in run.range {
                    bytes.append(text.bytes[offset])
                    offsets.append(UInt32(offset))
                }
            case .space(let gap):
                bytes.append(0x20)
                offsets.append(gap.start)
            case .hidden: break
            }
        }
        offsets.append(span.end)
        return (bytes, offsets)
    }

    /// What a span reads as, as a string.
    public func string(of span: Span) -> String {
        String(decoding: reading(of: span).bytes, as: UTF8.self)
    }

    private func firstFurniture(after offset: Int) -> Int {
        var low = 0
        var high = furniture.count
        while low < high {
            let middle = (low + high) / 2
            if Int(furniture[middle].end) <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func skipBreak(from start: Int, end: Int, furniture head: inout Int) -> Int {
        var offset = start
        while offset < end {
            if head < furniture.count, Int(furniture[head].start) <= offset {
                offset = max(offset, min(end, Int(furniture[head].end)))
                head += 1
            } else if text.isSpace(offset) {
                offset += 1
            } else if case let length = text.breakLength(at: offset), length > 0 {
                offset = min(end, offset + length)
            } else {
                break
            }
        }
        return offset
    }

    private func isHyphenBreak(before breakStart: Int, after offset: Int, from runStart: Int) -> Bool {
        let length = text.lineEndHyphen(before: breakStart)
        guard length > 0, breakStart - length > runStart, offset < text.count else { return false }
        let left = text.bytes[breakStart - length - 1]
        let right = text.scalar(at: offset).scalar
        return (left >= 0x61 && left <= 0x7A || left >= 0x80) && right.properties.isLowercase
    }

    /// Bytes of a hyphen that only the line end put there; 0 where there is none. A soft hyphen is
    /// always one.
    private func hiddenHyphen(before breakStart: Int, after offset: Int, from runStart: Int) -> Int {
        let length = text.lineEndHyphen(before: breakStart)
        if length == 2, breakStart - length >= runStart { return length }
        guard isHyphenBreak(before: breakStart, after: offset, from: runStart),
            !Flow.compounds.contains(wordBefore(breakStart - length, from: runStart))
        else { return 0 }
        return length
    }

    /// A hyphen of the word itself, at which the line happened to end.
    private func keepsHyphen(before breakStart: Int, after offset: Int, from runStart: Int) -> Bool {
        let length = text.lineEndHyphen(before: breakStart)
        return isHyphenBreak(before: breakStart, after: offset, from: runStart)
            || length > 0 && breakStart - length > runStart && offset < text.count
                && text.bytes[breakStart - length - 1] > 0x40 && text.bytes[offset] > 0x40
    }

    private func wordBefore(_ end: Int, from limit: Int) -> String {
        var start = end
        while start > limit, text.bytes[start - 1] > 0x40, end - start < 24 { start -= 1 }
        return text[Span(start, end)].lowercased()
    }

    /// First parts that keep their hyphen: "well-" and "known" is "well-known".
    private static let compounds: Set<String> = [
        "well", "self", "ex", "non", "anti", "co", "pre", "post", "cross", "long", "short", "high",
        "low", "so", "semi", "pro", "mid", "half", "vice", "counter", "multi", "inter", "near",
        "far", "hard", "north", "south", "east", "west", "full", "part", "first", "second", "one",
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "all", "quasi",
        "single", "double", "old", "new", "much", "off", "on", "in", "out", "up", "down", "under",
        "over", "year", "state", "government", "military", "car", "suicide", "hit", "man", "much",
        "large", "small", "deep", "best", "better", "ill", "air", "sea", "land", "left", "right",
    ]
}
