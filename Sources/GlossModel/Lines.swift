/// One line of a text, without its line break.
struct Line: Equatable {
    /// First byte.
    var start: Int
    /// One past the last byte before the line break.
    var end: Int
    /// First byte of the next line; the end of the text at the last.
    var next: Int
    /// Whether a form feed stands in front of it: it is the first of a page.
    var opensPage: Bool
    /// Whether nothing but white space stands on it.
    var isBlank: Bool
}

extension Text {
    /// The line that begins at `offset`; nil at the end of the text. LF, CRLF, CR and form feed end
    /// lines. Cost: the length of the line.
    func line(at offset: Int) -> Line? { line(at: offset, readTo: 0, upTo: count) }

    /// The line that begins at `offset`, known to have no end before `readTo`; nil where none is
    /// found before `limit` either.
    func line(at offset: Int, readTo: Int, upTo limit: Int) -> Line? {
        guard offset < count else { return nil }
        let opensPage = bytes[offset] == 0x0C
        let end = lineBreak(from: max(offset + (opensPage ? 1 : 0), readTo), upTo: limit)
        guard end < limit || limit >= count else { return nil }
        var next = end
        if next < count, bytes[next] == 0x0D { next += 1 }
        if next < count, bytes[next] == 0x0A, next == end || bytes[end] == 0x0D { next += 1 }
        return Line(
            start: offset, end: end, next: next, opensPage: opensPage,
            isBlank: isBlank(offset, end))
    }

    /// The first LF, CR or form feed from `offset` on; `limit` where none stands before it. Looks at
    /// eight bytes at once.
    private func lineBreak(from offset: Int, upTo limit: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let base = UnsafeRawPointer(bytes.baseAddress)
        var position = offset
        while position + 8 <= limit, let base {
            let word = base.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            // The lowest byte below 0x0E has its high bit set; the bits above it may be wrong.
            let low = (word &- ones &* 0x0E) & ~word & (ones &* 0x80)
            guard low != 0 else {
                position += 8
                continue
            }
            position += low.trailingZeroBitCount / 8
            if isLineBreak(bytes[position]) { return position }
            position += 1
        }
        while position < limit, !isLineBreak(bytes[position]) { position += 1 }
        return min(position, limit)
    }

    @inline(__always)
    private func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D || byte == 0x0C }

    private func isBlank(_ start: Int, _ end: Int) -> Bool {
        var offset = start
        while offset < end, bytes[offset] <= 0x20 { offset += 1 }
        return offset == end
    }

    /// Start of the line that `offset` lies on. Cost: the length of the line.
    public func lineStart(before offset: Int) -> Int {
        var position = min(offset, count)
        while position > 0 {
            let byte = bytes[position - 1]
            if byte == 0x0A || byte == 0x0C { break }
            if byte == 0x0D, position >= count || bytes[position] != 0x0A { break }
            position -= 1
        }
        return position
    }

    /// Whether an ASCII white space or control byte below it stands at `offset`.
    @inlinable
    func isSpace(_ offset: Int) -> Bool { bytes[offset] <= 0x20 }
}

/// How a text's lines were broken, judged from its beginning.
struct LineStyle: Equatable, Sendable {
    /// The width in bytes at which lines were wrapped by hand or by a converter; nil where each
    /// line is a paragraph.
    var wrapWidth: Int?
    /// Lines that recur at the top or the foot of pages, with digits as `#`.
    var runningHeads: Set<[UInt8]> = []

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
        }
        runningHeads = Self.findRunningHeads(text)
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

    /// First and last lines of pages that come back on three pages or more of the sample.
    private static func findRunningHeads(_ text: Text) -> Set<[UInt8]> {
        var edges: [[UInt8]] = []
        var offset = 0
        var last: Line?
        var atTop = true
        while offset < sample * 2, let line = text.line(at: offset, readTo: 0, upTo: min(text.count, 2 * sample)) {
            offset = line.next
            if line.opensPage {
                if let last { edges.append(shape(of: last, in: text)) }
                (last, atTop) = (nil, true)
            }
            if line.isBlank { continue }
            if atTop { edges.append(shape(of: line, in: text)) }
            atTop = false
            last = line
        }
        let numbers = edges.contains([0x23])
        // Most texts have no pages, and the first screen waits for this.
        guard edges.count >= 3 || numbers else { return [] }
        var counts: [[UInt8]: Int] = [:]
        for edge in edges { counts[edge, default: 0] += 1 }
        var heads = Set(counts.filter { $0.value >= 3 && $0.key.count <= 120 }.keys)
        if numbers { heads.insert([0x23]) }
        return heads
    }
}
