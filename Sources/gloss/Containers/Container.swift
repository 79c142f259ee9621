import GlossFormats
import GlossModel

/// A kind of file that holds a report packed or in another form, and the ways to take it out.
struct Container: Sendable {
    /// A program and its arguments, the Debian package that has it, and what else is had by it.
    struct Way: Sendable {
        var command: [String]
        var package = ""
        /// What gives the beginning of the file at once, for a first screen.
        var first: [String]?
        /// What gives the plain text, in which annotations beside the file may count as well.
        var text: [String]?
        /// What gives something that belongs to the file, by a name that its format asks for.
        var attached: [String: [String]] = [:]
    }

    var name: String
    /// Beginnings, in lower case; one must stand there after white space. None: the name decides.
    var begins: [[UInt8]] = []
    /// What must stand within `reach` of one of the ends.
    var holds: [[UInt8]] = []
    /// What names end in, with the point, the first the usual one.
    var ends: [String] = []
    var ways: [Way] = []
    /// Whether what comes out is a file again, not the text of a report.
    var unpacks = false
    /// Whether a file is read as text where no program is there.
    var isText = false

    /// Bytes at each end of a file that are looked through.
    private static let reach = 64 << 10

    /// Whether a file is of this kind. Costs what is looked for, at most 128 KiB.
    func holds(_ file: InputFile) -> Bool {
        guard !begins.isEmpty else { return suffix(of: file.name) != nil }
        let bytes = file.content.bytes
        let start = bytes.prefix(1024).firstIndex { $0 > 0x20 } ?? 0
        guard begins.contains(where: { Container.stands($0, in: bytes, at: start) || Container.stands($0, in: bytes, at: 0) })
        else { return false }
        return holds.allSatisfy { wanted in
            Container.find(wanted, in: bytes, 0..<min(Container.reach, bytes.count))
                || Container.find(wanted, in: bytes, max(0, bytes.count - Container.reach)..<bytes.count)
        }
    }

    /// The name that what comes out would have: `report.txt` of report.txt.gz and of report.pdf.
    func innerName(of name: String) -> String {
        let bare = suffix(of: name).map { String(name.dropLast($0.count)) }
        if unpacks { return bare ?? name }
        return (bare ?? FileName.split(name).stem) + ".txt"
    }

    private func suffix(of name: String) -> String? {
        let name = name.lowercased()
        return ends.first { name.hasSuffix($0) && name.count > $0.count }
    }

    private static func stands(_ wanted: [UInt8], in bytes: Bytes, at place: Int) -> Bool {
        guard place + wanted.count <= bytes.count else { return false }
        return wanted.indices.allSatisfy { lower(bytes[place + $0]) == wanted[$0] }
    }

    private static func find(_ wanted: [UInt8], in bytes: Bytes, _ range: Range<Int>) -> Bool {
        guard let first = wanted.first else { return true }
        return range.contains { lower(bytes[$0]) == first && stands(wanted, in: bytes, at: $0) }
    }

    private static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
