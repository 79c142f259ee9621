/// A line of a column, or a row of cells.
struct PDFLine {
    var box: PDFBox
    /// From the left; of text that is no table, one.
    var cells: [PDFSegment]
    /// As it reads: spaces where there are gaps, tabs between cells.
    var text: [UInt8] = []
    /// Which bytes of the source are where in `text`.
    var pieces: [Piece] = []
    /// Raised signs that may be markers of notes, ranges of `text`.
    var raised: [Range<Int>] = []
    /// Where each cell begins in `text`.
    var cellStarts: [Int] = []
    var page = 0
    var style = PDFStyle()
    /// Bottom of its main text, which raised and small signs do not move.
    var base: Float = 0

    /// Bytes of a run that stand together in a line.
    struct Piece {
        var source: Range<Int>
        var start: Int
    }

    /// Length of its first word, in units of the page.
    var firstWordWidth: Float {
        let word = text.firstIndex { $0 == 0x20 || $0 == 0x09 } ?? text.count
        return box.width * Float(word) / Float(max(1, text.count))
    }

    /// Its text without the white space at the end.
    var string: String { String(decoding: text, as: UTF8.self) }
}

/// How most of a line or block looks.
struct PDFStyle: Hashable {
    var size: Float = 0
    var family = ""
    var colour: UInt32 = 0
    var isBold = false
    var isItalic = false
    var isMono = false
    var isDark = true
    /// Whether its letters are capitals.
    var isCaps = false
}

/// Makes a line of segments that stand beside each other.
struct PDFLineMaker {
    let source: PDFSource

    func line(_ segments: [PDFSegment], page: Int) -> PDFLine {
        var box = segments[0].box
        for segment in segments.dropFirst() { box.add(segment.box) }
        var line = PDFLine(box: box, cells: segments, page: page)
        line.style = style(of: segments)
        line.base = base(of: segments, line.style) ?? box.bottom
        for segment in segments {
            if !line.text.isEmpty { line.text.append(0x09) }
            line.cellStarts.append(line.text.count)
            append(segment, to: &line)
        }
        line.style.isCaps = PDFLineMaker.isCaps(line.text)
        if line.style.isCaps { takeCapitals(&line) }
        return line
    }

    /// The style that most of its bytes have.
    private func style(of segments: [PDFSegment]) -> PDFStyle {
        var lengths: [(font: Int, bold: Bool, italic: Bool, length: Int)] = []
        for run in segments.lazy.flatMap(\.runs) {
            let length = source.bytes[run.text].reduce(0) { $0 + ($1 != 0x20 ? 1 : 0) }
            if let index = lengths.firstIndex(where: { $0.font == run.font && $0.bold == run.isBold && $0.italic == run.isItalic }) {
                lengths[index].length += length
            } else {
                lengths.append((run.font, run.isBold, run.isItalic, length))
            }
        }
        let total = lengths.reduce(0) { $0 + $1.length }
        // Words of code in a line of text do not make it code.
        let mono = lengths.reduce(0) { $0 + (source.fonts[$1.font].isMono ? $1.length : 0) }
        let isMono = mono * 10 >= total * 9
        let likely = lengths.filter { isMono || !source.fonts[$0.font].isMono }
        let most = (likely.isEmpty ? lengths : likely).max { $0.length < $1.length }!
        let font = source.fonts[most.font]
        return PDFStyle(
            size: lengths.count > 4 ? medianSize(lengths.map { ($0.font, $0.length) }) : font.size, family: font.family, colour: font.colour,
            isBold: lengths.reduce(0) { $0 + ($1.bold ? $1.length : 0) } * 10 >= total * 8,
            isItalic: lengths.reduce(0) { $0 + ($1.italic ? $1.length : 0) } * 10 >= total * 8,
            isMono: isMono && font.isMono, isDark: font.isDark)
    }

    /// The size that half of the bytes have or fall below: recognised words have each their own.
    private func medianSize(_ lengths: [(font: Int, length: Int)]) -> Float {
        let sorted = lengths.map { (size: source.fonts[$0.font].size, length: $0.length) }.sorted { $0.size < $1.size }
        var rest = sorted.reduce(0) { $0 + $1.length } / 2
        for (size, length) in sorted {
            rest -= length
            if rest <= 0 { return size }
        }
        return sorted.last?.size ?? 0
    }

    /// Small capitals are as large as the capitals that they stand with.
    private func takeCapitals(_ line: inout PDFLine) {
        guard let first = line.cells[0].runs.first else { return }
        let size = source.fonts[first.font].size
        if size > line.style.size, size < 1.5 * line.style.size { line.style.size = size }
    }

    private func base(of segments: [PDFSegment], _ style: PDFStyle) -> Float? {
        segments.lazy.flatMap(\.runs).first { abs(source.fonts[$0.font].size - style.size) < 0.5 && source.bytes[$0.text].contains { $0 > 0x20 } }?.box.bottom
    }

    private func append(_ segment: PDFSegment, to line: inout PDFLine) {
        let spread = isLetterspaced(segment)
        var end: Float?
        for run in segment.runs {
            let font = source.fonts[run.font]
            if let end, line.text.last != 0x20, line.text.last != 0x09, source.bytes[run.text.lowerBound] != 0x20,
                run.box.left - end > 0.12 * max(1, font.size), !isInitial(line.text, segment, before: run)
            {
                line.text.append(0x20)
            }
            let start = line.text.count
            append(run.text, spread: spread, to: &line)
            if isRaised(run, font.size, line) { line.raised.append(start..<line.text.count) }
            end = run.box.right
        }
        while line.text.last == 0x20 { line.text.removeLast() }
    }

    /// Whether a line has but the large first letter of the word that goes on.
    private func isInitial(_ text: [UInt8], _ segment: PDFSegment, before run: PDFRun) -> Bool {
        text.count == 1 && source.fonts[segment.runs[0].font].size > 1.6 * source.fonts[run.font].size
            && source.bytes[run.text].first.map { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A } ?? false
    }

    /// Copies bytes, runs of spaces as one.
    private func append(_ range: Range<Int>, spread: Bool, to line: inout PDFLine) {
        var start: Int?
        func flush(_ end: Int, _ line: inout PDFLine) {
            if let from = start { line.pieces.append(PDFLine.Piece(source: from..<end, start: line.text.count - (end - from))) }
            start = nil
        }
        for index in range {
            let byte = source.bytes[index]
            let follows = line.text.last ?? 0x20
            let isLeft = byte == 0x20 && (follows == 0x20 || follows == 0x09 || spread && !isWordGap(index, range))
            if isLeft {
                flush(index, &line)
            } else {
                if start == nil { start = index }
                line.text.append(byte)
            }
        }
        flush(range.upperBound, &line)
    }

    // MARK: Letterspaced words

    /// Whether letters stand one by one: "E x e c u t i v e   S u m m a r y".
    private func isLetterspaced(_ segment: PDFSegment) -> Bool {
        var (single, other) = (0, 0)
        for run in segment.runs {
            for word in source.bytes[run.text].split(separator: 0x20) {
                if word.count == 1, word.first! | 0x20 >= 0x61, word.first! | 0x20 <= 0x7A { single += 1 } else { other += 1 }
            }
        }
        return single >= 4 && single > 4 * other
    }

    /// Whether a space between letters that stand apart parts words: it is one of several.
    private func isWordGap(_ index: Int, _ range: Range<Int>) -> Bool {
        index + 1 < range.upperBound && source.bytes[index + 1] == 0x20
    }

    // MARK: Raised signs

    private func isRaised(_ run: PDFRun, _ size: Float, _ line: PDFLine) -> Bool {
        let text = source.bytes[run.text]
        guard text.count <= 6, line.style.size > 0, size <= 0.85 * line.style.size else { return false }
        let reference = line.cells.lazy.flatMap(\.runs).first { abs(source.fonts[$0.font].size - line.style.size) < 0.5 }
        guard let reference, run.box.bottom < reference.box.bottom - 0.1 * line.style.size else { return false }
        return PDFNoteMarker.isMarker(source.string(run.text))
    }

    static func isCaps(_ text: [UInt8]) -> Bool {
        var (upper, lower) = (0, 0)
        for byte in text {
            if byte >= 0x41, byte <= 0x5A { upper += 1 } else if byte >= 0x61, byte <= 0x7A { lower += 1 }
        }
        return upper >= 4 && upper > 6 * lower
    }
}
