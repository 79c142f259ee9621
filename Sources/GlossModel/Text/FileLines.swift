extension StringProtocol {
    /// The lines of a file without their ends, which are LF, CR LF or CR; an empty one after the last.
    /// To split by "\n" alone would miss CR LF, which is one character. O(bytes).
    public var fileLines: [SubSequence] {
        split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    }
}
