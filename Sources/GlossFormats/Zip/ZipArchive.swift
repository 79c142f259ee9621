import GlossModel

/// The files in a ZIP archive (PKWARE APPNOTE), as documents are packed: stored or deflated, not
/// encrypted, below 4 GiB.
struct ZipArchive {
    private struct Entry {
        var method: Int
        var packed: Int
        var size: Int
        /// Where the local header of the file stands.
        var offset: Int
    }

    private let file: Text
    private var entries: [String: Entry] = [:]

    /// A file in it may be so large at most: a short archive does not become a long text.
    static let most = 256 << 20

    /// Reads the list of files. Linear in their number.
    init(_ file: Text) throws(FormatError) {
        self.file = file
        guard let end = ZipArchive.end(of: file) else { throw .unsupported(what: "its list of files is missing; it may have been cut off") }
        var (place, left) = (word(end + 16, 4), word(end + 10, 2))
        while left > 0, place + 46 <= file.count, word(place, 4) == 0x0201_4B50 {
            let (nameLength, extra, comment) = (word(place + 28, 2), word(place + 30, 2), word(place + 32, 2))
            let name = file[Span(place + 46, place + 46 + nameLength)]
            let isEncrypted = word(place + 8, 2) & 1 == 1
            if !isEncrypted {
                entries[name] = Entry(method: word(place + 10, 2), packed: word(place + 20, 4), size: word(place + 24, 4), offset: word(place + 42, 4))
            }
            place += 46 + nameLength + extra + comment
            left -= 1
        }
    }

    /// The paths of the files in it, folders among them, in no order.
    var names: [String] { Array(entries.keys) }

    /// Where the record at the end begins, behind which only a comment stands.
    private static func end(of file: Text) -> Int? {
        var place = file.count - 22
        let limit = max(0, place - 0xFFFF)
        while place >= limit {
            if file.bytes[place] == 0x50, file.bytes[place + 1] == 0x4B, file.bytes[place + 2] == 5, file.bytes[place + 3] == 6 { return place }
            place -= 1
        }
        return nil
    }

    /// A number of some bytes, the lowest first.
    private func word(_ place: Int, _ length: Int) -> Int {
        (0..<length).reduce(0) { $0 | Int(file.byte(place + $1)) << (8 * $1) }
    }

    /// The content of a file; nil where there is none of that name. Linear in it.
    func content(of name: String) throws(FormatError) -> Text? {
        guard let entry = entries[name] else { return nil }
        let start = entry.offset + 30 + word(entry.offset + 26, 2) + word(entry.offset + 28, 2)
        guard word(entry.offset, 4) == 0x0403_4B50, start + entry.packed <= file.count else { throw broken(name) }
        let packed = Bytes(rebasing: file.bytes[start..<start + entry.packed])
        switch entry.method {
        case 0: return Text(packed)
        case 8:
            do throws(Inflate.Fault) {
                return Text(try Inflate.inflate(packed, expected: entry.size, most: ZipArchive.most))
            } catch { throw broken(name) }
        default: throw .unsupported(what: "\(name) in it is packed in a way that is not read")
        }
    }

    private func broken(_ name: String) -> FormatError { .unsupported(what: "\(name) in it is damaged") }

    /// Whether a file begins as an archive whose first file has that name or content: a document.
    static func begins(_ file: InputFile, holding words: StaticString) -> Bool {
        let bytes = file.content.bytes
        guard bytes.count > 60, bytes[0] == 0x50, bytes[1] == 0x4B, bytes[2] == 3, bytes[3] == 4 else { return false }
        let wanted = UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount)
        return (0..<min(512, bytes.count - wanted.count)).contains { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
    }
}
