/// Takes the text of a bracketed paste (xterm's mode 2004): all bytes up to the end mark, whatever
/// they look like, so that none of them is a key.
struct PasteReader {
    /// What asks the terminal for it, and no longer.
    static let on = "\u{1B}[?2004h"
    static let off = "\u{1B}[?2004l"
    /// What stands before and behind a paste.
    static let start = Array("\u{1B}[200~".utf8)
    private static let end = Array("\u{1B}[201~".utf8)
    /// More bytes of a paste are dropped.
    static let most = 1 << 20
    /// Milliseconds of silence after which Ctrl-C alone is the reader's, and the end mark lost.
    static let patience = 1000

    private var bytes: [UInt8] = []
    private var last: Int

    /// Begins at a time, in milliseconds of any clock.
    init(at time: Int) { last = time }

    /// The text; what is no UTF-8 replaced.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Takes bytes that came at a time.
    /// - Returns: how many were taken, and whether the end mark was among them. What is left, where it
    ///   was not, may be its beginning.
    mutating func take(_ slice: ArraySlice<UInt8>, at time: Int) -> (count: Int, isOver: Bool) {
        last = time
        var place = slice.startIndex
        while let escape = slice[place...].firstIndex(of: PasteReader.end[0]) {
            keep(slice[place..<escape])
            let found = slice[escape...].prefix(PasteReader.end.count)
            if found.elementsEqual(PasteReader.end) { return (found.endIndex - slice.startIndex, true) }
            if PasteReader.end.starts(with: found) { return (escape - slice.startIndex, false) }
            keep(slice[escape...escape])
            place = escape + 1
        }
        keep(slice[place...])
        return (slice.count, false)
    }

    /// Whether bytes say that the reader waits in vain for a paste to end.
    func isGivenUp(by bytes: ArraySlice<UInt8>, at time: Int) -> Bool {
        bytes.elementsEqual([0x03]) && time - last >= PasteReader.patience
    }

    private mutating func keep(_ more: ArraySlice<UInt8>) { bytes += more.prefix(PasteReader.most - bytes.count) }
}
