import GlossModel
import GlossLexicon

/// Finds indicators in reading text before it is cut into tokens.
///
/// Looks for bytes that ordinary words lack (digits and `. / : @ [ \`), eight at a time, and reads
/// the stretch without white space around each: most are numbers and ends of sentences, and told
/// so at once. Linear.
struct IndicatorScan {

    let lexicon: Lexicon
    /// The reading text.
    let bytes: Bytes
    /// Whether the white space at an index of the reading text is a line break in the report.
    let isLineBreak: (Int) -> Bool
    private(set) var found: [Indicator] = []

    init(_ lexicon: Lexicon, _ bytes: Bytes, found: [Indicator] = [], isLineBreak: @escaping (Int) -> Bool) {
        self.lexicon = lexicon
        self.bytes = bytes
        self.isLineBreak = isLineBreak
        self.found = found
        self.found.removeAll(keepingCapacity: true)
    }

    mutating func run() {
        var at = 0
        while true {
            at = nextMark(from: at)
            guard at < bytes.count else { return }
            var start = at
            let floor = found.last?.end ?? 0
            while start > floor, bytes[start - 1] > 0x20 { start -= 1 }
            var end = at + 1
            while end < bytes.count, bytes[end] > 0x20 { end += 1 }
            at = max(end, read(start, end))
        }
    }

    // MARK: Bytes

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// The next byte that may belong to an indicator.
    private func nextMark(from start: Int) -> Int {
        var at = start
        while at + 8 <= bytes.count {
            if Self.mayHoldMark(bytes.word(at: at)) { break }
            at += 8
        }
        while at < bytes.count, !Self.isMark(bytes[at]) {
            at += 1
            guard at & 7 == 0, at + 8 <= bytes.count else { continue }
            return nextMark(from: at)
        }
        return at
    }

    /// Whether one of eight bytes lies in 0x2E...0x3A or is `@`, `[` or `\`.
    @inline(__always)
    private static func mayHoldMark(_ word: UInt64) -> Bool {
        let low = word & ~tops
        let plain = ~word & tops
        let over = low &+ ones &* (0x80 - 0x2E)
        let under = low &+ ones &* (0x80 - 0x3B)
        let at = (low ^ (ones &* 0x40)) &+ ones &* 0x7F
        let fromBracket = low &+ ones &* (0x80 - 0x5B)
        let pastBackslash = low &+ ones &* (0x80 - 0x5D)
        return (over & ~under | ~at | fromBracket & ~pastBackslash) & plain != 0
    }

    @inline(__always)
    private static func isMark(_ byte: UInt8) -> Bool {
        byte >= 0x2E && byte <= 0x3A || byte == 0x40 || byte == 0x5B || byte == 0x5C
    }

    @inline(__always)
    subscript(index: Int) -> UInt8 {
        @inline(__always) get { index >= 0 && index < bytes.count ? bytes[index] : 0 }
    }

    // MARK: Stretches

    /// Reads a stretch without white space; gives where to go on.
    private mutating func read(_ first: Int, _ last: Int) -> Int {
        if let mail = spacedEmail(first, last) {
            keep(mail)
            return mail.end
        }
        let (start, end) = trimmed(first, last)
        if let number = groupedHex(start, end) {
            keep(number)
            return number.end
        }
        guard end - start >= 3, !isPlainNumber(start, end) else { return last }
        if let next = readAddress(start, end, last) { return next }
        var piece = start
        while piece < end {
            var next = piece
            while next < end, !Self.isSeparator(bytes[next]) { next += 1 }
            let (from, to) = trimmed(piece, next)
            if to - from >= 3, let indicator = indicator(from, to) {
                keep(indicator)
                if indicator.end > end { return indicator.end }
            }
            piece = next + 1
        }
        return last
    }

    /// URLs, paths and keys of the registry, which may hold separators and white space.
    private mutating func readAddress(_ start: Int, _ end: Int, _ last: Int) -> Int? {
        if let url = url(start, last) {
            keep(url)
            return max(url.end, url.end < end ? url.end + 1 : last)
        }
        if let path = path(start, end) {
            keep(path)
            return path.end
        }
        return nil
    }

    private mutating func keep(_ indicator: Indicator) {
        if let last = found.last, indicator.start < last.end {
            if indicator.end <= last.end { return }
            found.removeLast()
            found.append(Indicator(start: min(last.start, indicator.start), end: indicator.end, kind: indicator.kind))
        } else {
            found.append(indicator)
        }
    }

    /// The forms that stand between separators, by what they hold.
    private func indicator(_ start: Int, _ end: Int) -> Indicator? {
        email(start, end) ?? numeric(start, end) ?? host(start, end) ?? identifier(start, end)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool { byte == 0x2C || byte == 0x3B || byte == 0x7C }

    /// Without brackets, quotes and points around it.
    func trimmed(_ first: Int, _ last: Int) -> (Int, Int) {
        var (start, end) = (first, last)
        while start < end, Self.isOpener(bytes[start]) || bytes[start] >= 0x80 { start += 1 }
        while end > start, Self.isCloser(bytes[end - 1]) || bytes[end - 1] >= 0x80 {
            // "evil[.]": the bracket belongs to the point before.
            if bytes[end - 1] == 0x5D, self[end - 3] == 0x5B { break }
            end -= 1
        }
        return (start, end)
    }

    private static func isOpener(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x28, 0x5B, 0x7B, 0x3C, 0x22, 0x27, 0x60, 0x2A: true
        default: false
        }
    }

    private static func isCloser(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x29, 0x5D, 0x7D, 0x3E, 0x22, 0x27, 0x60, 0x2A, 0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F: true
        default: false
        }
    }

    /// Digits alone, also with commas and one point, and words with no digit and no mark inside.
    private func isPlainNumber(_ start: Int, _ end: Int) -> Bool {
        var (points, marks, others) = (0, 0, 0)
        for index in start..<end {
            switch bytes[index] {
            case 0x30...0x39, 0x2C, 0x2D: break
            case 0x2E: points += 1
            case let byte where Self.isMark(byte): marks += 1
            default: others += 1
            }
        }
        return marks == 0 && points <= 1 && others == 0 && end - start <= 12 && !isWord("cve", at: start - 4)
    }
}
