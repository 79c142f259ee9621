/// The immutable bytes of a report: UTF-8, as they stand in the file, without a byte order mark.
///
/// Shared, never copied: spans point into it. Bytes that are not UTF-8 are legal here; every
/// reader decodes them as U+FFFD, one for each maximal subpart (Unicode 15, section 3.9), so that
/// offsets in code points agree everywhere.
public final class Text: @unchecked Sendable {
    /// The bytes.
    public let bytes: Bytes
    /// What stood before them.
    public let mark: ByteOrderMark
    private let release: (@Sendable () -> Void)?

    /// Wraps bytes that stay valid and unchanged until `release` is called on deinit.
    /// A leading byte order mark is left out of `bytes`; `isString` tells a string within a file from
    /// a file.
    public init(
        borrowing bytes: Bytes, isString: Bool = false, release: (@Sendable () -> Void)?
    ) {
        let length = ByteOrderMark.length(in: bytes)
        mark = length == 0 ? .absent : isString ? .ofString : .ofFile
        self.bytes = length == 0 ? bytes : Bytes(rebasing: bytes[length...])
        self.release = release
    }

    /// Wraps bytes of another text, or ones in which spans are known already: nothing is left out of them.
    public init(exactly bytes: Bytes, release: (@Sendable () -> Void)?) {
        (self.bytes, self.release, mark) = (bytes, release, .absent)
    }

    /// Copies bytes in which spans are known already: nothing is left out of them.
    public convenience init(exactly source: [UInt8]) {
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: source.count)
        _ = copy.initialize(fromContentsOf: source)
        let address = UInt(bitPattern: copy.baseAddress)
        self.init(exactly: Bytes(UnsafeBufferPointer(copy))) { UnsafeMutablePointer<UInt8>(bitPattern: address)?.deallocate() }
    }

    /// Copies bytes; `isString` as above.
    public convenience init(_ source: some Collection<UInt8>, isString: Bool = false) {
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: source.count)
        _ = copy.initialize(fromContentsOf: source)
        let address = UInt(bitPattern: copy.baseAddress)
        self.init(borrowing: Bytes(UnsafeBufferPointer(copy)), isString: isString) {
            UnsafeMutablePointer<UInt8>(bitPattern: address)?.deallocate()
        }
    }

    /// Copies a string.
    public convenience init(_ string: String) { self.init(Array(string.utf8)) }

    deinit { release?() }

    /// Length in bytes.
    public var count: Int { bytes.count }

    /// The whole text as a span.
    public var span: Span { Span(0, bytes.count) }

    /// The byte at an offset; 0 beyond either end.
    @inlinable
    public func byte(_ offset: Int) -> UInt8 {
        offset >= 0 && offset < bytes.count ? bytes[offset] : 0
    }

    /// Whether bytes of another text stand at an offset; both places lie within their texts.
    public func holds(_ other: Text, _ range: Range<Int>, at offset: Int) -> Bool {
        var place = 0
        while place + 8 <= range.count {
            let (a, b) = (offset + place, range.lowerBound + place)
            if bytes.word(at: a) != other.bytes.word(at: b) { return false }
            place += 8
        }
        while place < range.count {
            if bytes[offset + place] != other.bytes[range.lowerBound + place] { return false }
            place += 1
        }
        return true
    }

    /// A span cut to the text.
    public func clamped(_ span: Span) -> Span {
        Span(min(Int(span.start), count), min(Int(span.end), count))
    }

    /// The text of a span exactly as it stands, invalid bytes as U+FFFD. Copies.
    public subscript(span: Span) -> String {
        String(decoding: bytes[clamped(span).range], as: UTF8.self)
    }

    /// The text of several spans, joined by one space.
    public func joined(_ spans: some Sequence<Span>) -> String {
        spans.map { self[$0] }.joined(separator: " ")
    }

    /// The text of a span on one line: runs of white space as one space, none at the ends, colour codes and
    /// overstrikes not read.
    public func collapsed(_ span: Span) -> String {
        if ByteScan.isPlainLine(Bytes(rebasing: bytes[clamped(span).range])) { return self[span] }
        return String(decoding: PrinterMarkup.plain(clamped(span).range, of: bytes), as: UTF8.self)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The scalar at a byte offset and its length in bytes, 1 to 4. Invalid bytes give U+FFFD and
    /// the length of the maximal subpart. The offset must be below `count`.
    @inlinable
    public func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
        UTF8Decoding.scalar(in: bytes, at: offset)
    }

    /// The largest boundary between scalars that is not beyond `offset`.
    public func scalarStart(atOrBefore offset: Int) -> Int {
        guard offset < count else { return count }
        var start = max(0, offset)
        let limit = max(0, start - 3)
        while start > limit, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start + scalar(at: start).length > offset ? start : max(0, offset)
    }
}

/// Decoding of UTF-8 that is not to be trusted.
public enum UTF8Decoding {
    /// The scalar at `offset` and its length in bytes; see `Text.scalar(at:)`.
    @inlinable
    public static func scalar(
        in bytes: Bytes, at offset: Int
    ) -> (scalar: Unicode.Scalar, length: Int) {
        let lead = bytes[offset]
        if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
        return multibyte(lead, in: bytes, at: offset)
    }

    /// Whether bytes are UTF-8 throughout. O(bytes).
    public static func isValid(_ bytes: Bytes) -> Bool {
        var offset = 0
        while offset < bytes.count {
            guard bytes[offset] >= 0x80 else {
                offset += 1
                continue
            }
            let (scalar, length) = scalar(in: bytes, at: offset)
            if scalar == "\u{FFFD}", length != 3 || bytes[offset] != 0xEF { return false }
            offset += length
        }
        return true
    }

    @usableFromInline
    static func multibyte(
        _ lead: UInt8, in bytes: Bytes, at offset: Int
    ) -> (scalar: Unicode.Scalar, length: Int) {
        let length: Int
        var lower: UInt8 = 0x80
        var upper: UInt8 = 0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, lower) = (3, 0xA0)
        case 0xED: (length, upper) = (3, 0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, lower) = (4, 0x90)
        case 0xF4: (length, upper) = (4, 0x8F)
        case 0xF1...0xF3: length = 4
        default: return ("\u{FFFD}", 1)
        }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for index in 1..<length {
            guard offset + index < bytes.count else { return ("\u{FFFD}", index) }
            let next = bytes[offset + index]
            guard next >= lower, next <= upper else { return ("\u{FFFD}", index) }
            (lower, upper) = (0x80, 0xBF)
            value = value << 6 | UInt32(next & 0x3F)
        }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }
}
