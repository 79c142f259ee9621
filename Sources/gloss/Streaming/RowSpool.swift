import Glibc
import GlossFormats

/// Rows that wait to be put in order: in memory while they are few, else in a file without a name, so that memory
/// does not grow with what they say.
struct RowSpool: ~Copyable {
    /// Rows of one report.
    private struct Block {
        var rows: PrintedRows
        /// Where their bytes stand in the file; nil while they are in memory.
        var offset: Int?
    }
    private var blocks: [Block] = []
    private var held = 0
    private var firstHeld = 0
    private var written = 0
    private var file: Int32 = -1
    /// Bytes that are held in memory.
    private static let most = 1 << 20

    deinit { if file >= 0 { close(file) } }

    /// Adds rows of a report; gives the number of its block.
    mutating func add(_ rows: PrintedRows) throws(Failure) -> Int {
        blocks.append(Block(rows: rows))
        held += rows.bytes.count
        if held > Self.most, !SecureMode.isOn { try spill() }
        return blocks.count - 1
    }

    /// A row of a block.
    func row(_ block: Int, _ index: Int) throws(Failure) -> PrintedRows {
        guard let offset = blocks[block].offset else { return blocks[block].rows.row(index) }
        let ends = blocks[block].rows.ends
        let start = index == 0 ? 0 : ends[index - 1]
        var bytes = [UInt8](repeating: 0, count: ends[index] - start)
        guard pread(file, &bytes, bytes.count, off_t(offset + start)) == bytes.count else { throw Failure(path: RowSpool.folder, doing: "read", errno: errno) }
        return PrintedRows(bytes: bytes, ends: [bytes.count], isText: blocks[block].rows.isText)
    }

    private static var folder: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

    private mutating func spill() throws(Failure) {
        if file < 0 {
            var name = Array((RowSpool.folder + "/gloss-XXXXXX").utf8CString)
            file = mkstemp(&name)
            // Where no file can be made the rows stay in memory.
            guard file >= 0 else {
                held = .min / 2
                return
            }
            unlink(name)
            _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        }
        for index in firstHeld..<blocks.count {
            let rows = blocks[index].rows
            guard Files.writeAll(rows.bytes, to: file) else { throw Failure(path: RowSpool.folder, doing: "write", errno: errno) }
            blocks[index] = Block(rows: PrintedRows(bytes: [], ends: rows.ends, isText: rows.isText), offset: written)
            written += rows.bytes.count
        }
        (firstHeld, held) = (blocks.count, 0)
    }
}
