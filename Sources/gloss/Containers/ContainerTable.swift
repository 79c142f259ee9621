import GlossFormats
import GlossModel
import GlossResources

/// The kinds of containers that are known: those of Resources/containers.conf, and before them the
/// user's own.
struct ContainerTable: Sendable {
    private(set) var containers: [Container] = []

    /// A line that is not understood.
    struct Fault: Error {
        var line: Int
        var what: String

        func finding(_ path: String) -> Finding {
            Finding(.warning, "containers-line", at: Finding.Place(file: path, line: line), what, remedy: "the line is passed over")
        }
    }

    private static let keys = ["begins", "holds", "ends", "run", "from", "first", "text", "attach", "unpacks", "else-text"]

    /// The built-in table with the user's own over it, and what is wrong with that one.
    static func standard() -> (table: ContainerTable, findings: [Finding]) {
        var table = ContainerTable()
        var findings: [Finding] = []
        if let bytes = resource("containers.conf") { findings += table.read(Bytes(bytes)).map { $0.finding("the built-in containers.conf") } }
        if let own = Settings.file("containers.conf") {
            findings += table.read(own.content.bytes).map { $0.finding(own.path) }
        }
        return (table, findings)
    }

    /// What kind of container a file is; nil where it is none.
    func container(of file: InputFile) -> Container? { containers.first { $0.holds(file) } }

    /// Reads a table; its sections go before those that are there, and replace those of their names.
    /// Lines that are not understood are passed over, and a section without anything to run.
    mutating func read(_ bytes: Bytes) -> [Fault] {
        var found: [Container] = []
        var faults: [Fault] = []
        var number = 0
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            do throws(Fault) { try ContainerTable.take(line, number, into: &found) } catch { faults.append(error) }
        }
        let names = Set(found.map(\.name))
        containers = found.filter { !$0.ways.isEmpty || $0.isText } + containers.filter { !names.contains($0.name) }
        return faults
    }

    private static func take(
        _ line: Slice<Bytes>, _ number: Int, into found: inout [Container]
    ) throws(Fault) {
        let words = line.split(whereSeparator: { $0 <= 0x20 })
        guard let first = words.first, first.first != 0x23 else { return }
        if first.first == 0x5B, first.last == 0x5D, first.count > 2, words.count == 1 {
            found.append(Container(name: String(decoding: first.dropFirst().dropLast(), as: UTF8.self)))
            return
        }
        let key = String(decoding: first, as: UTF8.self)
        guard !found.isEmpty else { throw Fault(line: number, what: "[name] must stand before \"\(key)\"") }
        let others = words.dropFirst().map { String(decoding: $0, as: UTF8.self) }
        try take(key, others, line[first.endIndex...], number, into: &found[found.count - 1])
    }

    private static func take(
        _ key: String, _ words: [String], _ rest: Slice<Bytes>, _ line: Int, into container: inout Container
    ) throws(Fault) {
        switch key {
        case "begins": container.begins.append(try bytes(rest, line))
        case "holds": container.holds.append(try bytes(rest, line))
        case "ends": container.ends += words.map { $0.lowercased() }
        case "run" where !words.isEmpty: container.ways.append(Container.Way(command: words.map(word)))
        case "from" where words.count == 1 && !container.ways.isEmpty:
            container.ways[container.ways.count - 1].package = words[0]
        case "first" where !words.isEmpty && !container.ways.isEmpty:
            container.ways[container.ways.count - 1].first = words
        case "text" where !words.isEmpty && !container.ways.isEmpty:
            container.ways[container.ways.count - 1].text = words
        case "attach" where words.count > 1 && !container.ways.isEmpty:
            container.ways[container.ways.count - 1].attached[words[0]] = Array(words.dropFirst())
        case "unpacks" where words.isEmpty: container.unpacks = true
        case "else-text" where words.isEmpty: container.isText = true
        default:
            guard keys.contains(key) else {
                throw Fault(line: line, what: "\"\(key)\" is not one of \(keys.joined(separator: ", "))\(Spelling.hint(for: key, among: keys))")
            }
            throw Fault(line: line, what: "\"\(key)\" does not stand with what it needs")
        }
    }

    /// A word of a command: `@name` is what a file of Resources/programs holds.
    private static func word(_ written: String) -> String {
        guard written.hasPrefix("@"), let program = resource("programs/" + written.dropFirst()) else { return written }
        return String(decoding: program, as: UTF8.self)
    }

    /// The bytes of `PK\x03\x04`, letters in lower case.
    private static func bytes(_ written: Slice<Bytes>, _ line: Int) throws(Fault) -> [UInt8] {
        var rest = written.drop { $0 <= 0x20 }
        while let last = rest.last, last <= 0x20 { rest.removeLast() }
        var found: [UInt8] = []
        while let byte = rest.popFirst() {
            guard byte == 0x5C else {
                found.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
                continue
            }
            let digits = String(decoding: rest.dropFirst().prefix(2), as: UTF8.self)
            guard rest.first == 0x78, let value = UInt8(digits, radix: 16) else {
                throw Fault(line: line, what: "\\ must be \\xNN")
            }
            // A byte that happens to be a capital letter is compared as its small one.
            found.append(value >= 0x41 && value <= 0x5A ? value | 0x20 : value)
            rest = rest.dropFirst(3)
        }
        guard !found.isEmpty else { throw Fault(line: line, what: "bytes are missing") }
        return found
    }
}
