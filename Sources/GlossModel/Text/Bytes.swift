/// Bytes of a file or a text that somebody else owns, to look at: nothing beyond their ends can be read, in
/// release builds too. Their owner must stay; `Text` is one.
///
/// Bytes of strangers are reached through this and nothing else. Eight at once are read by `word(at:)`, which
/// checks too; a loop that is proven to stay within goes through `withUnsafeBufferPointer`, as an array's does.
@frozen
public struct Bytes: RandomAccessCollection, @unchecked Sendable {
    @usableFromInline let base: UnsafePointer<UInt8>
    public let count: Int

    /// None.
    @inlinable
    public init() { self.init(UnsafeBufferPointer(start: nil, count: 0)) }

    /// Those that a pointer and a count name, which must be true.
    @inlinable
    public init(_ buffer: UnsafeBufferPointer<UInt8>) {
        base = buffer.baseAddress ?? UnsafePointer(bitPattern: 8).unsafelyUnwrapped
        count = buffer.count
    }

    /// A part of others, counted from 0.
    @inlinable
    public init(rebasing slice: Slice<Bytes>) {
        let (start, end) = (slice.startIndex, slice.endIndex)
        precondition(start >= 0 && start <= end && end <= slice.base.count, "bytes beyond the end")
        base = slice.base.base + start
        count = end - start
    }

    @inlinable public var startIndex: Int { 0 }
    @inlinable public var endIndex: Int { count }

    @inlinable
    public subscript(position: Int) -> UInt8 {
        @inline(__always) get {
            precondition(UInt(bitPattern: position) < UInt(bitPattern: count), "a byte beyond the end")
            return base[position]
        }
    }

    @inlinable
    public subscript(bounds: Range<Int>) -> Slice<Bytes> {
        @inline(__always) get {
            precondition(bounds.lowerBound >= 0 && bounds.upperBound <= count, "bytes beyond the end")
            return Slice(base: self, bounds: bounds)
        }
    }

    @inlinable public func index(after position: Int) -> Int { position + 1 }
    @inlinable public func index(before position: Int) -> Int { position - 1 }
    @inlinable public func index(_ position: Int, offsetBy distance: Int) -> Int { position + distance }
    @inlinable public func distance(from start: Int, to end: Int) -> Int { end - start }

    /// Eight bytes from an offset on as a number, the first the lowest.
    @inlinable
    @inline(__always)
    public func word(at offset: Int) -> UInt64 {
        precondition(offset >= 0 && offset + 8 <= count, "bytes beyond the end")
        return UInt64(littleEndian: UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self))
    }

    /// All of them as memory, for as long as the body runs.
    @inlinable
    public func withUnsafeBufferPointer<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeBufferPointer(start: base, count: count))
    }

    @inlinable
    public func withContiguousStorageIfAvailable<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result? {
        try body(UnsafeBufferPointer(start: base, count: count))
    }

    /// Goes through them without looking at their end more than once.
    @frozen
    public struct Iterator: IteratorProtocol {
        @usableFromInline var place: UnsafePointer<UInt8>
        @usableFromInline let end: UnsafePointer<UInt8>

        @inlinable
        init(_ bytes: Bytes) { (place, end) = (bytes.base, bytes.base + bytes.count) }

        @inlinable
        @inline(__always)
        public mutating func next() -> UInt8? {
            guard place != end else { return nil }
            defer { place += 1 }
            return place.pointee
        }
    }

    @inlinable
    public func makeIterator() -> Iterator { Iterator(self) }
}

extension Array where Element == UInt8 {
    /// The array's bytes, for as long as the body runs.
    @inlinable
    public func withBytes<Result, Failure: Error>(_ body: (Bytes) throws(Failure) -> Result) throws(Failure) -> Result {
        try withUnsafeBufferPointer { buffer throws(Failure) in try body(Bytes(buffer)) }
    }
}

extension String {
    /// The string's UTF-8, for as long as the body runs.
    @inlinable
    public mutating func withBytes<Result>(_ body: (Bytes) throws -> Result) rethrows -> Result {
        try withUTF8 { try body(Bytes($0)) }
    }
}
