/// How a text's lines were broken, judged from its beginning.
struct LineStyle: Equatable, Sendable {
    /// The width in bytes at which lines were wrapped by hand or by a converter; nil where each
    /// line is a paragraph.
    var wrapWidth: Int?
    /// Lines that recur at the top or the foot of pages, with digits as `#`.
    private(set) var runningHeads: Set<[UInt8]> = []
    /// Whether a running head begins with a byte; empty where there are none.
    private var runningStarts: [Bool] = []
    /// Whether a form feed stands in the sample.
    private(set) var hasPages = false
    /// Whether pages are numbered in small roman numerals.
    private(set) var hasRomanPages = false
    /// Columns before most lines.
    private(set) var margin = 0
    /// Whether nearly everything is in capitals.
    private(set) var isCapitals = false
    /// Whether some short lines in capitals, with capitals, stand apart over prose: titles, then.
    private(set) var hasCapitalTitles = false
    private(set) var hasCasedTitles = false

    private static let sample = 1 << 16
    /// Lines longer than this were not wrapped for reading.
    private static let widestWrap = 160

    /// Of a text whose lines are not judged.
    init() {}

    /// Judges the first 64 kB.
    init(_ text: Text) {
        var widths: [Int] = []
        var offset = 0
        while offset < Self.sample, let line = text.line(at: offset, readTo: 0, upTo: min(text.count, 2 * Self.sample)) {
            if !line.isBlank { widths.append(line.end - line.start) }
            offset = line.next
        }
        if widths.count >= 3 {
            widths.sort()
            let wide = widths[widths.count * 9 / 10]
            let long = widths.reduce(into: 0) { $0 += $1 > Self.widestWrap ? 1 : 0 }
            if wide <= Self.widestWrap, wide >= 30, long * 10 <= widths.count { wrapWidth = wide }
        } else if Self.isBrokenSentence(text) {
            wrapWidth = widths.max()
        }
        runningHeads = findRunningHeads(text)
        if !runningHeads.isEmpty || hasRomanPages { runningStarts = [Bool](repeating: false, count: 256) }
        if hasRomanPages { for letter in "ivxl".utf8 { runningStarts[Int(letter)] = true } }
        for head in runningHeads { if let first = head.first { runningStarts[Int(first)] = true } }
        judgeTitles(text)
    }

    /// Whether a text begins with a line of some words that the next one, in small letters, goes on with:
    /// of two lines no width can be told.
    private static func isBrokenSentence(_ text: Text) -> Bool {
        guard let first = text.line(at: 0, readTo: 0, upTo: min(text.count, widestWrap)), !first.isBlank,
            let next = text.line(at: first.next, readTo: 0, upTo: text.count), !next.isBlank
        else { return false }
        let (left, right) = (LineShape(first, in: text), LineShape(next, in: text))
        let spaces = (left.start..<left.end).count { text.bytes[$0] == 0x20 }
        return spaces >= 2 && !left.endsWithStop && right.first >= 0x61 && right.first <= 0x7A && right.beginsPlainly
    }

    /// Whether a line begins as a running head does.
    @inline(__always)
    func mayBeRunning(_ line: Line, in text: Text) -> Bool {
        guard !runningStarts.isEmpty else { return false }
        var offset = line.start
        while offset < line.end, text.isSpace(offset) { offset += 1 }
        let byte = text.byte(offset)
        return runningStarts[byte >= 0x30 && byte <= 0x39 ? 0x23 : Int(byte)]
    }

    /// A line stripped of its ends, with runs of digits as one `#`.
    static func shape(of line: Line, in text: Text) -> [UInt8] {
        var shape: [UInt8] = []
        for offset in line.start..<line.end {
            let byte = text.bytes[offset]
            if byte >= 0x30 && byte <= 0x39 {
                if shape.last != 0x23 { shape.append(0x23) }
            } else if byte > 0x20 {
                shape.append(byte)
            }
        }
        return shape
    }

    /// The first two and the last two lines of pages, where they come back on three pages or more of
    /// the sample.
    private mutating func findRunningHeads(_ text: Text) -> Set<[UInt8]> {
        var edges: [[UInt8]] = []
        var offset = 0
        var last: [Line] = []
        var top = 0
        let sample = Self.sample
        func shape(_ line: Line) -> [UInt8] { Self.shape(of: line, in: text) }
        while offset < sample * 2, let line = text.line(at: offset, readTo: 0, upTo: min(text.count, 2 * sample)) {
            offset = line.next
            if line.opensPage {
                hasPages = true
                edges += last.map(shape)
                (last, top) = ([], 0)
            }
            if line.isBlank { continue }
            if top < 2 {
                edges.append(shape(line))
                top += 1
            } else {
                if last.count == 2 { last.removeFirst() }
                last.append(line)
            }
        }
        hasRomanPages = hasPages && Set(edges.filter(Self.isRoman)).count > 1
        let numbers = hasPages && edges.contains([0x23])
        // Most texts have no pages, and the first screen waits for this.
        guard edges.count >= 3 || numbers else { return [] }
        var counts: [[UInt8]: Int] = [:]
        for edge in edges { counts[edge, default: 0] += 1 }
        var heads = Set(counts.filter { $0.value >= 3 && $0.key.count <= 120 }.keys)
        if numbers { heads.insert([0x23]) }
        return heads
    }
}

extension LineStyle {
    /// Distinct titles that make a style.
    private static let fewestTitles = 3

    /// Judges margin and titles by the sample.
    private mutating func judgeTitles(_ text: Text) {
        var indents: [Int: Int] = [:]
        var (capitals, cased): (Set<String>, Set<String>) = ([], [])
        var (letters, upper, blanks) = (0, 0, 1)
        var offset = 0
        while offset < Self.sample, offset < text.count {
            let line = text.peekLine(at: offset)
            offset = line.next
            guard !line.isBlank else {
                blanks += 1
                continue
            }
            defer { blanks = 0 }
            let shape = LineShape(line, in: text)
            if shape.count >= 30 { indents[shape.indent, default: 0] += 1 }
            let isApart = wrapWidth == nil || blanks > 0 && text.isBlankLine(at: line.next)
            guard isApart && shape.count <= 80 && !shape.endsWithStop || letters < 2048 && shape.count < 200 else { continue }
            let title = TitleShape(shape, from: shape.start)
            letters += title.letters
            upper += title.upper
            guard isApart, title.mayBeTitle, shape.count <= 80, let next = text.nextLine(from: line.next),
                next.line.end - next.line.start >= 50
            else { continue }
            let words = TitleWords.folded(shape.bytes, shape.start, shape.end)
            if TitleWords.isByline(words, hasDigits: title.digits > 0) { continue }
            if title.isCapitals { capitals.insert(words) } else if title.isTitleCase { cased.insert(words) }
        }
        margin = indents.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
        isCapitals = letters > 100 && upper * 2 > letters
        hasCapitalTitles = capitals.count >= Self.fewestTitles
        hasCasedTitles = cased.count >= Self.fewestTitles
    }

    /// Columns before the leftmost long line of the page that begins at an offset. O(page, at most 8 kB).
    static func margin(of text: Text, from page: Int) -> Int {
        var least = Int.max
        var offset = page
        while offset < min(text.count, page + 1 << 13) {
            let line = text.peekLine(at: offset)
            if line.opensPage, line.start > page { break }
            offset = line.next
            guard !line.isBlank else { continue }
            let shape = LineShape(line, in: text)
            if shape.count >= 30 { least = min(least, shape.indent) }
        }
        return least == .max ? 0 : least
    }

    /// Whether a shape is a roman numeral in small letters.
    static func isRoman(_ shape: [UInt8]) -> Bool {
        guard let first = shape.first, first >= 0x61, shape.count <= 6 else { return false }
        return shape.withBytes { RomanNumeral.value($0, 0..<$0.count) } != nil
    }

    /// Whether a line is one of the first or last two of its page.
    static func isPageEdge(_ line: Line, in text: Text) -> Bool {
        var offset = line.next
        for _ in 0..<2 {
            guard let next = text.nextLine(from: offset), !next.line.opensPage else { return true }
            offset = next.line.next
        }
        var (place, lines, isBlank) = (line.start, 0, true)
        while place > 0, lines <= 1, line.start - place < 400 {
            let byte = text.bytes[place]
            if byte == 0x0C { return true }
            place -= 1
            if text.bytes[place] == 0x0A || text.bytes[place] == 0x0C {
                if !isBlank { lines += 1 }
                isBlank = true
            } else if text.bytes[place] > 0x20 {
                isBlank = false
            }
        }
        return place == 0
    }
}

extension TitleShape {
    /// Whether a line can be a title by its marks.
    fileprivate var mayBeTitle: Bool {
        beginsUpper && words > 1 && words <= 10 && !endsSentence && !isQuoted && !hasForeign && !hasBreak && commas == 0
    }
}
