import GlossModel

/// How a JSON file begins: the keys of its first record, for telling formats apart.
///
/// Looks at the first kilobytes; at more only within a file that begins as JSON does and goes on with
/// a long string.
struct JSONHead {
    private let file: Text
    /// Keys of the outermost object or of the first in an array, with where their values begin.
    private(set) var keys: [(name: String, value: Int)] = []
    private static let reach = 1 << 16
    private static let keyLimit = 64

    /// nil where the file does not begin as JSON of objects does. O(bytes looked at).
    init?(_ file: InputFile) {
        self.file = file.content
        let bytes = file.content.bytes
        guard var start = JSONHead.next(bytes, 0) else { return nil }
        if bytes[start] == 0x5B {
            guard let item = JSONHead.next(bytes, start + 1) else { return nil }
            start = item
        }
        guard bytes[start] == 0x7B, let first = JSONHead.next(bytes, start + 1), bytes[first] == 0x22 || bytes[first] == 0x7D
        else { return nil }
        collect(from: start)
    }

    /// The next byte that is no white space, within reach of a look.
    private static func next(_ bytes: Bytes, _ from: Int) -> Int? {
        var offset = from
        while offset < min(bytes.count, from + 4096) {
            if bytes[offset] > 0x20 { return offset }
            offset += 1
        }
        return nil
    }

    private mutating func collect(from start: Int) {
        let bytes = file.bytes
        let end = bytes.count
        // Long strings cost little to pass over, and texts are such.
        var looked = 0
        var (offset, depth, isKey) = (start, 0, false)
        while offset < end, keys.count < Self.keyLimit, looked < Self.reach {
            looked += 1
            switch bytes[offset] {
            case 0x22:
                let first = offset + 1
                offset = first
                while true {
                    offset = JSONScan.special(in: bytes, from: offset, to: end)
                    guard offset < end, bytes[offset] != 0x22 else { break }
                    offset = min(end, offset + (bytes[offset] == 0x5C ? 2 : 1))
                }
                guard offset < end else { return }
                if depth == 1, isKey {
                    key(first..<offset)
                    if isOwn { return }
                }
                isKey = false
            case 0x7B, 0x5B:
                depth += 1
                isKey = depth == 1
            case 0x7D, 0x5D:
                depth -= 1
                if depth == 0 { return }
            case 0x2C: isKey = depth == 1
            default: break
            }
            offset += 1
        }
    }

    private mutating func key(_ range: Range<Int>) {
        guard let colon = JSONHead.next(file.bytes, range.upperBound + 1), file.byte(colon) == 0x3A,
            let value = JSONHead.next(file.bytes, colon + 1)
        else { return }
        keys.append((file[Span(range)], value))
    }

    func has(_ name: String) -> Bool { keys.contains { $0.name == name } }

    /// Whether a key is there and its value begins with a byte: `{`, `[`, a quotation mark.
    func has(_ name: String, _ opening: UInt8) -> Bool {
        keys.contains { $0.name == name && file.byte($0.value) == opening }
    }

    /// Whether one of some keys is there and holds an array.
    func hasList(_ names: String...) -> Bool { names.contains { has($0, 0x5B) } }

    /// As much as is wanted of what stands behind a key, as it is written; empty where it is not there.
    func beginning(of name: String, _ length: Int = 64) -> String {
        keys.first { $0.name == name }.map { file[Span($0.value, $0.value + length)] } ?? ""
    }

    /// Whether the first item of the list behind a key is an object that has some keys.
    func itemOfList(_ name: String, has wanted: String...) -> Bool {
        guard let list = keys.first(where: { $0.name == name && file.byte($0.value) == 0x5B }),
            var items = try? JSONItems(file, of: 0x5B, from: list.value), let item = try? items.next(),
            file.byte(item.value.lowerBound) == 0x7B, let record = try? JSONRecord(file, item.value)
        else { return false }
        return wanted.allSatisfy { record.range(of: $0) != nil }
    }

    /// Whether the first item of the list behind a key begins with a byte.
    func listBegins(_ name: String, with byte: UInt8) -> Bool { firstItem(of: name) == byte }

    /// Whether the list behind a key begins with a number.
    func listBeginsWithNumber(_ name: String) -> Bool { firstItem(of: name).map { (0x30...0x39).contains($0) || $0 == 0x2D } ?? false }

    /// The first byte of the first item of the list behind a key; nil where there is none.
    private func firstItem(of name: String) -> UInt8? {
        guard let list = keys.first(where: { $0.name == name && file.byte($0.value) == 0x5B }) else { return nil }
        return JSONHead.next(file.bytes, list.value + 1).map { file.bytes[$0] }
    }

    /// Whether it is gloss's own object; other formats hold one under that name.
    var isOwn: Bool { keys.contains { $0.name == "gloss" && (0x30...0x39).contains(file.byte($0.value)) } }
}
