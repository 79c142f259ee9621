/// Joins what refers to notes in a plain text, "[3]" or "tower.3", to the notes that stand in it.
enum TextNotes {
    /// The notes whose markers stand in the text, in its order; empty where it has no notes, or they are
    /// not numbered from 1. Linear in the text where it has some.
    static func notes(_ text: Text, _ paragraphs: ParagraphIndex) -> [Footnote] {
        guard paragraphs.isComplete, paragraphs.startsAt == 0 else { return [] }
        var bodies: [Int: [Span]] = [:]
        for block in paragraphs.blocks where block.kind == .note || block.kind == .reference {
            if let number = number(of: block, text) { bodies[number, default: []].append(block.span) }
        }
        guard bodies[1] != nil, bodies.count >= 2 else { return [] }
        var found: [Footnote] = []
        var markers = Markers(text: text)
        for block in paragraphs.blocks {
            switch block.kind {
            case .paragraph, .list, .quote, .caption: markers.read(block.span, known: bodies) { marker, number in
                if let body = nearest(bodies[number] ?? [], to: marker) { found.append(Footnote(marker: marker, body: body)) }
            }
            default: break
            }
        }
        return found
    }

    /// The number that a note begins with, "[3]", "3.", "3)", "3"; of a reference that in brackets.
    private static func number(of block: ReportBlock, _ text: Text) -> Int? {
        let head = Array(text.bytes[Int(block.span.start)..<min(Int(block.span.end), Int(block.span.start) + 6)])
        let isBracketed = head.first == 0x5B || head.first == 0x28
        let digits = head.dropFirst(isBracketed ? 1 : 0).prefix { $0.isDigit }
        guard !digits.isEmpty, digits.count <= 3, digits.first != 0x30, let end = head[safe: digits.endIndex] else { return nil }
        guard isBracketed ? end == 0x5D || end == 0x29 : block.kind == .note && (end == 0x2E || end == 0x29 || end <= 0x20) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }

    /// The first of that number behind its marker, else the last before it.
    private static func nearest(_ bodies: [Span], to marker: Span) -> Span? { bodies.first { $0.start >= marker.end } ?? bodies.last }

    /// Finds markers.
    private struct Markers {
        let text: Text
        /// The last number behind a word.
        private var last = 0

        init(text: Text) { self.text = text }

        /// Tells each marker in a stretch of text and its number.
        mutating func read(_ span: Span, known: [Int: [Span]], found: (Span, Int) -> Void) {
            var at = Int(span.start)
            let end = Int(span.end)
            while at < end {
                let byte = text.bytes[at]
                if byte == 0x5B, let close = bracketed(at, end, known, found) {
                    at = close
                } else if byte.isDigit, at > Int(span.start) {
                    var stop = at
                    while stop < end, text.bytes[stop].isDigit { stop += 1 }
                    if let number = behindWord(at..<stop, end), known[number] != nil {
                        found(Span(at, stop), number)
                        last = number
                    }
                    at = stop
                } else {
                    at += 1
                }
            }
        }

        /// One past "[3]" or "[3, 4]", all of them notes.
        private func bracketed(_ start: Int, _ end: Int, _ known: [Int: [Span]], _ found: (Span, Int) -> Void) -> Int? {
            guard let close = text.bytes[start..<min(end, start + 16)].firstIndex(of: 0x5D) else { return nil }
            let numbers = text.bytes[(start + 1)..<close].split { $0 == 0x2C || $0 == 0x20 }.map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
            guard !numbers.isEmpty, numbers.allSatisfy({ known[$0] != nil }) else { return nil }
            for number in numbers { found(Span(start, close + 1), number) }
            return close + 1
        }

        /// The number that stands right behind a word or the mark that ends it, the next in order.
        private func behindWord(_ digits: Range<Int>, _ end: Int) -> Int? {
            guard digits.count <= 3, let number = Int(String(decoding: text.bytes[digits], as: UTF8.self)), number == last + 1 else { return nil }
            let next = digits.upperBound < end ? text.bytes[digits.upperBound] : 0x20
            guard next <= 0x20 || [0x2C, 0x2E, 0x3B, 0x3A, 0x29].contains(next) else { return nil }
            let before = text.bytes[max(0, digits.lowerBound - 4)..<digits.lowerBound]
            let isMark = before.last.map { [0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x29, 0x22, 0x9D, 0x99].contains($0) } ?? false
            // "win32" and "v1" are words; a marker stands behind three small letters, or their mark.
            return before.dropLast(isMark ? 1 : 0).suffix(3).count { $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x80 } >= (isMark ? 2 : 3) ? number : nil
        }
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
