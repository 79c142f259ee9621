/// A half-open range of UTF-8 byte offsets into a report's text.
///
/// Offsets are 32-bit: a report is at most 4 GiB. Spans order by start, and at equal starts the
/// longer one first, so that of nested spans the outer precedes the inner.
public struct Span: Hashable, Sendable, Comparable {
    /// First byte.
    public var start: UInt32
    /// One past the last byte; never below `start`.
    public var end: UInt32

    /// Makes the span `start..<end`, in bytes.
    @inlinable
    public init(_ start: Int, _ end: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
    }

    /// Makes a span of a byte range.
    @inlinable
    public init(_ range: Range<Int>) { self.init(range.lowerBound, range.upperBound) }

    /// The span as a range of `Int` byte offsets.
    @inlinable
    public var range: Range<Int> { Int(start)..<Int(max(start, end)) }

    /// Length in bytes.
    @inlinable
    public var count: Int { Int(end) - Int(start) }

    /// Whether the two share at least one byte.
    @inlinable
    public func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }

    /// Whether `other` lies within this span (equal spans contain each other).
    @inlinable
    public func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }

    /// Whether the byte at `offset` is covered.
    @inlinable
    public func contains(_ offset: Int) -> Bool { Int(start) <= offset && offset < Int(end) }

    @inlinable
    public static func < (a: Span, b: Span) -> Bool {
        a.start != b.start ? a.start < b.start : a.end > b.end
    }
}

/// A slice of a layer's pool of spans: the fragments of one discontinuous annotation.
public struct SpanList: Hashable, Sendable {
    /// Index of the first span in the pool.
    public var first: UInt32
    /// Number of spans; 0 stands for "none".
    public var count: UInt32

    /// Makes a slice of `count` spans from index `first`.
    public init(first: Int, count: Int) {
        self.first = UInt32(first)
        self.count = UInt32(count)
    }

    /// No spans.
    public static let none = SpanList(first: 0, count: 0)

    /// Whether there are no spans.
    public var isEmpty: Bool { count == 0 }

    /// The indices of the spans in the pool.
    public var indices: Range<Int> { Int(first)..<Int(first) + Int(count) }
}
