import GlossModel
@_spi(_Unicode) import Swift

/// Scalars in the forms of UAX 15.
enum Normal {
    /// The canonical decomposition of a scalar.
    static func decomposed(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] { Array(String(scalar)._nfd) }
}

/// How a file counts the offsets of its spans, where it does not say so truly.
struct Counting: Hashable, Sendable {
    /// What it made of line breaks.
    enum LineBreaks: Hashable, Sendable {
        case asTheyStand
        /// CR LF as one.
        case pairsAsOne
        /// A bare LF as two: the offsets were made on a copy with CR LF.
        case feedsAsTwo
    }

    /// A form (UAX 15) that the text was counted in without being in it, or its grapheme clusters (UAX 29).
    enum Normalization: Hashable, Sendable { case asItStands, composed, decomposed, clusters }

    var unit: OffsetUnit = .codePoints
    var normalization = Normalization.asItStands
    var lineBreaks = LineBreaks.asTheyStand
    /// What the file adds to every offset.
    var shift = 0
    /// Whether a byte order mark before the text counts.
    var countsMark = false

    /// As a file counts that says what it counts: the mark of a string within it, not that of a text in
    /// a file of its own.
    init(statedFor text: Text, _ unit: OffsetUnit) { self.init(unit: unit, countsMark: text.mark == .ofString) }

    init(
        unit: OffsetUnit = .codePoints, normalization: Normalization = .asItStands, lineBreaks: LineBreaks = .asTheyStand,
        shift: Int = 0, countsMark: Bool = false
    ) {
        (self.unit, self.normalization, self.lineBreaks) = (unit, normalization, lineBreaks)
        (self.shift, self.countsMark) = (shift, countsMark)
    }

    /// The words for it in a message, where something else was to be expected.
    func words(insteadOf stated: Counting) -> String {
        var words: [String] = []
        if unit != stated.unit { words.append(unit == .bytes ? "counted in bytes" : unit == .utf16 ? "counted in UTF-16" : "counted in code points") }
        switch normalization == .clusters ? .asTheyStand : lineBreaks {
        case .asTheyStand: break
        case .pairsAsOne: words.append("with CR LF counted as one")
        case .feedsAsTwo: words.append("with every line end counted as two")
        }
        switch normalization {
        case .asItStands: break
        case .composed: words.append("counted in NFC")
        case .decomposed: words.append("counted in NFD")
        case .clusters: words.append("counted in grapheme clusters")
        }
        if countsMark != stated.countsMark { words.append("counted \(countsMark ? "with" : "without") the byte order mark") }
        if shift != 0 { words.append("shifted by \(shift > 0 ? "+" : "")\(shift)") }
        return words.isEmpty ? "counted in code points" : words.joined(separator: " and ")
    }
}

/// Converts offsets that come mostly in the order of the text, by walking on from the last one;
/// jumps go through checkpoints, one each kilobyte, which are made as far as anyone has jumped.
struct OffsetCursor: Sendable {
    let text: Text
    let counting: Counting
    /// Units before the first byte, without the shift: those of a byte order mark that counts.
    private let lead: Int
    private var byte = 0
    private var units = 0
    private var checkpoints: [(byte: UInt32, units: UInt32)] = []
    /// Farther than this, in bytes or units, the checkpoints are asked.
    private static let reach = 2048

    init(_ text: Text, unit: OffsetUnit) { self.init(text, Counting(unit: unit)) }

    init(_ text: Text, _ counting: Counting) {
        self.text = text
        self.counting = counting
        lead = counting.countsMark ? ByteOrderMark.length(in: counting.unit) : 0
    }

    /// The byte before which `wanted` units stand (shift included); nil outside of the text and
    /// inside of what counts as several units. Before a byte order mark that counts is the beginning.
    mutating func byte(beforeUnits wanted: Int) -> Int? {
        let fromFile = wanted - counting.shift
        let wanted = fromFile == 0 ? 0 : fromFile - lead
        guard wanted >= 0, wanted <= 2 * text.count else { return nil }
        if isPlainBytes { return wanted <= text.count ? wanted : nil }
        if wanted < units || wanted - units > Self.reach { seek(to: UInt32(wanted), byUnits: true) }
        var (offset, seen) = (byte, units)
        while seen < wanted, offset < text.count {
            let plain = plainRun(at: offset, atMost: wanted - seen)
            (offset, seen) = (offset + plain, seen + plain)
            if seen >= wanted || offset >= text.count { break }
            let step = step(at: offset)
            offset += step.bytes
            seen += step.units
        }
        guard seen == wanted else { return nil }
        if counting.normalization == .composed || counting.normalization == .clusters {
            while offset < text.count, text.bytes[offset] >= 0x80 {
                let step = step(at: offset)
                guard step.units == 0 else { break }
                offset += step.bytes
            }
        }
        (byte, units) = (offset, seen)
        return offset
    }

    /// The number of units before a byte offset (shift included); offsets beyond the text count as
    /// its end, those inside a scalar as its beginning.
    mutating func units(beforeByte wanted: Int) -> Int {
        let wanted = min(max(wanted, 0), text.count)
        if isPlainBytes { return wanted + lead + counting.shift }
        if wanted < byte, let plain = plainRun(backTo: wanted) {
            (byte, units) = (wanted, units - plain)
            return units + lead + counting.shift
        }
        if wanted < byte || wanted - byte > Self.reach { seek(to: UInt32(wanted), byUnits: false) }
        while byte < wanted {
            let plain = plainRun(at: byte, atMost: wanted - byte)
            (byte, units) = (byte + plain, units + plain)
            if byte >= wanted { break }
            let step = step(at: byte)
            if byte + step.bytes > wanted { break }
            byte += step.bytes
            units += step.units
        }
        return units + lead + counting.shift
    }

    /// The number of bytes back to a place close by, where all of them count as one unit each.
    private func plainRun(backTo wanted: Int) -> Int? {
        guard byte - wanted <= 256, counting.lineBreaks == .asTheyStand,
            !(wanted..<byte).contains(where: { text.bytes[$0] >= 0x80 })
        else { return nil }
        return byte - wanted
    }

    private var isPlainBytes: Bool {
        counting.unit == .bytes && counting.lineBreaks == .asTheyStand
    }

    /// A number of bytes from an offset on that count as one unit each, looked at eight at once; not
    /// always all of them.
    @inline(__always)
    private func plainRun(at offset: Int, atMost limit: Int) -> Int {
        guard counting.lineBreaks == .asTheyStand else { return 0 }
        let bytes = text.bytes
        let end = min(limit, text.count - offset)
        var run = 0
        while run + 32 <= end {
            let a = bytes.word(at: offset + run)
            let b = bytes.word(at: offset + run + 8)
            let c = bytes.word(at: offset + run + 16)
            let d = bytes.word(at: offset + run + 24)
            guard (a | b | c | d) & 0x8080_8080_8080_8080 == 0 else { break }
            run += 32
        }
        while run + 8 <= end,
            bytes.word(at: offset + run) & 0x8080_8080_8080_8080 == 0
        {
            run += 8
        }
        return run
    }

    @inline(__always)
    private func step(at offset: Int) -> (bytes: Int, units: Int) {
        let lead = text.bytes[offset]
        if lead < 0x80 {
            if lead > 0x0D || counting.lineBreaks == .asTheyStand { return (1, 1) }
            return (1, breakUnits(lead, at: offset))
        }
        let (scalar, length) = text.scalar(at: offset)
        if counting.normalization != .asItStands { return (length, normalizedUnits(scalar, at: offset)) }
        switch counting.unit {
        case .bytes: return (length, length)
        case .codePoints: return (length, 1)
        case .utf16: return (length, scalar.value > 0xFFFF ? 2 : 1)
        }
    }

    /// What a scalar adds to the length of what stands before it in its combining sequence.
    private func normalizedUnits(_ scalar: Unicode.Scalar, at offset: Int) -> Int {
        if counting.normalization == .clusters { return clusterUnits(at: offset) }
        guard counting.normalization == .composed else { return OffsetCursor.length(String(scalar)._nfd) }
        var start = offset
        while start > 0, offset - start < 64, OffsetCursor.continues(text.scalar(at: start).scalar) {
            start = text.scalarStart(atOrBefore: start - 1)
        }
        guard start < offset else { return OffsetCursor.length(String(scalar)._nfc) }
        let before = text[Span(start, offset)]
        return OffsetCursor.length((before + String(scalar))._nfc) - OffsetCursor.length(before._nfc)
    }

    /// Whether a scalar begins a grapheme cluster, 1 or 0: told by what stands before it, back to ASCII.
    private func clusterUnits(at offset: Int) -> Int {
        var start = offset
        while start > 0, offset - start < 128 {
            start = text.scalarStart(atOrBefore: start - 1)
            if text.bytes[start] < 0x80 { break }
        }
        let end = offset + text.scalar(at: offset).length
        return text[Span(start, end)].count - text[Span(start, offset)].count
    }

    private static func length(_ scalars: some Sequence<Unicode.Scalar>) -> Int { scalars.reduce(0) { count, _ in count + 1 } }

    /// Whether a scalar may be composed with what stands before it.
    private static func continues(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.canonicalCombiningClass != .notReordered || (0x1160...0x11FF).contains(scalar.value)
    }

    private func breakUnits(_ byte: UInt8, at offset: Int) -> Int {
        switch (counting.lineBreaks, byte) {
        case (.pairsAsOne, 0x0D) where text.byte(offset + 1) == 0x0A: 0
        case (.feedsAsTwo, 0x0A) where text.byte(offset - 1) != 0x0D: 2
        default: 1
        }
    }

    /// Moves to the last checkpoint not beyond a place.
    private mutating func seek(to place: UInt32, byUnits: Bool) {
        extendCheckpoints(to: Int(place), byUnits: byUnits)
        func value(_ checkpoint: (byte: UInt32, units: UInt32)) -> UInt32 {
            byUnits ? checkpoint.units : checkpoint.byte
        }
        let after = checkpoints.partitioningIndex { value($0) > place }
        let found = checkpoints[max(0, after - 1)]
        (byte, units) = (Int(found.byte), Int(found.units))
    }

    /// Makes the checkpoints up to a place, going on from the last one.
    private mutating func extendCheckpoints(to place: Int, byUnits: Bool) {
        if checkpoints.isEmpty { checkpoints.append((0, 0)) }
        var (offset, seen) = checkpoints.last.map { (Int($0.byte), Int($0.units)) } ?? (0, 0)
        while offset < text.count, (byUnits ? seen : offset) <= place {
            let next = min(offset + 1024, text.count)
            while offset < next {
                let plain = plainRun(at: offset, atMost: next - offset)
                (offset, seen) = (offset + plain, seen + plain)
                if offset >= next { break }
                let step = step(at: offset)
                offset += step.bytes
                seen += step.units
            }
            checkpoints.append((UInt32(offset), UInt32(truncatingIfNeeded: seen)))
        }
    }
}
