import GlossModel

/// What people decided, one object of JSON a line, only ever added to: which entities are the same and which are
/// not, tags, saved searches, folders. It outlives every index.
public struct DecisionLog: Sendable {
    /// What a line says.
    public enum Act: Sendable, Hashable {
        case same([String], name: String?)
        case apart([String])
        /// To be asked again later.
        case unsure([String])
        case tag(report: String, add: [String], remove: [String])
        /// A search under a name; an empty query takes it away.
        case search(name: String, query: String)
        /// Folders and files outside of the library's folder.
        case folder(path: String, isAdded: Bool)
        /// A report that is elsewhere now; what was said of it is said of it there.
        case moved(from: String, to: String)
        /// How two claims bear on each other.
        case claims(String, String, String)
        /// Takes a line back, by its number.
        case undo(Int)
    }

    public struct Line: Sendable {
        /// From 1.
        public var number: Int
        public var time: String
        public var who: String
        public var act: Act
    }

    /// All that were understood, in order.
    public private(set) var lines: [Line] = []
    /// Lines that were not, with the reason; they are passed over and stay.
    public private(set) var faults: [(line: Int, what: String)] = []

    /// What stands for all of it, to see whether anything was decided since.
    public private(set) var fingerprint = 0

    public init() {}

    /// Reads a file. Linear.
    public init(_ bytes: some Collection<UInt8>) {
        fingerprint = Int(bitPattern: UInt(FNV1a(bytes).value))
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            guard line.contains(where: { $0 > 0x20 }) else { continue }
            take(String(decoding: line, as: UTF8.self), index + 1)
        }
    }

    private mutating func take(_ line: String, _ number: Int) {
        if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].contains(where: { line.hasPrefix($0) }) {
            faults.append((number, "a conflict that git has left here; keep the lines of both sides and take the marks out"))
            return
        }
        guard let object = FlatJSON.object(line) else {
            faults.append((number, "this is no object of JSON in one line"))
            return
        }
        guard let act = DecisionLog.act(object) else {
            faults.append((number, "it says nothing that this gloss knows"))
            return
        }
        lines.append(Line(number: number, time: object["t"]?.string ?? "", who: object["who"]?.string ?? "", act: act))
    }

    private static func act(_ object: [String: FlatJSON]) -> Act? {
        if let keys = object["same"]?.strings, keys.count > 1 { return .same(keys, name: object["name"]?.string) }
        if let keys = object["apart"]?.strings, keys.count == 2 { return .apart(keys) }
        if let keys = object["unsure"]?.strings, keys.count == 2 { return .unsure(keys) }
        if let report = object["tag"]?.string { return .tag(report: report, add: object["add"]?.strings ?? [], remove: object["remove"]?.strings ?? []) }
        if let name = object["search"]?.string { return .search(name: name, query: object["query"]?.string ?? "") }
        if let path = object["folder"]?.string { return .folder(path: path, isAdded: object["is"]?.string != "removed") }
        if let from = object["moved"]?.string, let to = object["to"]?.string { return .moved(from: from, to: to) }
        if let ends = object["claims"]?.strings, ends.count == 2, let how = object["is"]?.string { return .claims(ends[0], ends[1], how) }
        if let number = object["undo"]?.string.flatMap({ Int($0) }) { return .undo(number) }
        return nil
    }

    /// A line of the file for what was decided, with its line feed.
    public static func line(_ act: Act, time: String, who: String) -> String {
        func list(_ words: [String]) -> String { "[" + words.map(FlatJSON.quoted).joined(separator: ",") + "]" }
        let what: String =
            switch act {
            case .same(let keys, let name): "\"same\":\(list(keys))" + (name.map { ",\"name\":" + FlatJSON.quoted($0) } ?? "")
            case .apart(let keys): "\"apart\":\(list(keys))"
            case .unsure(let keys): "\"unsure\":\(list(keys))"
            case .tag(let report, let add, let remove): "\"tag\":\(FlatJSON.quoted(report)),\"add\":\(list(add)),\"remove\":\(list(remove))"
            case .search(let name, let query): "\"search\":\(FlatJSON.quoted(name)),\"query\":\(FlatJSON.quoted(query))"
            case .folder(let path, let isAdded): "\"folder\":\(FlatJSON.quoted(path)),\"is\":\"\(isAdded ? "added" : "removed")\""
            case .moved(let from, let to): "\"moved\":\(FlatJSON.quoted(from)),\"to\":\(FlatJSON.quoted(to))"
            case .claims(let a, let b, let how): "\"claims\":\(list([a, b])),\"is\":\(FlatJSON.quoted(how))"
            case .undo(let number): "\"undo\":\"\(number)\""
            }
        return "{\"t\":\(FlatJSON.quoted(time)),\"who\":\(FlatJSON.quoted(who)),\(what)}\n"
    }

    /// The lines that hold: those that no later one takes back. One that takes back can be taken back itself.
    public var standing: [Line] {
        var undone: Set<Int> = []
        for line in lines.reversed() {
            if case .undo(let number) = line.act, !undone.contains(line.number), number < line.number { undone.insert(number) }
        }
        var standing: [Line] = []
        for line in lines where !undone.contains(line.number) {
            switch line.act {
            case .undo: break
            case .moved(let from, let to): for index in standing.indices { standing[index].act = standing[index].act.moved(from, to) }
            default: standing.append(line)
            }
        }
        return standing
    }

    /// Whether a line that holds is about a report.
    public func speaks(of path: String) -> Bool {
        standing.contains { line in
            line.act != line.act.moved(path, path + "\0")
        }
    }

    /// The number of the last line that holds and takes nothing back.
    public var last: Int? { standing.last?.number }

    /// Folders and files outside of the library's own, in order.
    public var folders: [String] {
        var found: [String] = []
        for line in standing {
            guard case .folder(let path, let isAdded) = line.act else { continue }
            found.removeAll { $0 == path }
            if isAdded { found.append(path) }
        }
        return found
    }
}

extension DecisionLog.Act {
    /// The keys of entities that it is about.
    public var keys: [String] {
        switch self {
        case .same(let keys, _), .apart(let keys), .unsure(let keys): keys
        default: []
        }
    }

    /// The same of a report that is elsewhere now.
    func moved(_ from: String, _ to: String) -> Self {
        func key(_ key: String) -> String {
            key.hasPrefix("report:\(from)#") ? "report:\(to)" + key.dropFirst("report:\(from)".count) : key
        }
        switch self {
        case .same(let keys, let name): return .same(keys.map(key), name: name)
        case .apart(let keys): return .apart(keys.map(key))
        case .unsure(let keys): return .unsure(keys.map(key))
        case .tag(let report, let add, let remove):
            guard report == from || report.hasPrefix(from + "#") else { return self }
            return .tag(report: to + report.dropFirst(from.count), add: add, remove: remove)
        default: return self
        }
    }
}

/// As much of JSON as a line of decisions has: an object of strings, numbers and lists of strings.
enum FlatJSON {
    case string(String)
    case strings([String])

    var string: String? { if case .string(let word) = self { word } else { nil } }
    var strings: [String]? { if case .strings(let words) = self { words } else { nil } }

    /// The members of an object; nil where it is none.
    static func object(_ line: String) -> [String: FlatJSON]? {
        var reader = Reader(Array(line.utf8))
        return reader.object()
    }

    static func quoted(_ word: String) -> String {
        var out = "\""
        for scalar in word.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    private struct Reader {
        let bytes: [UInt8]
        var place = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        mutating func skip() { while place < bytes.count, bytes[place] <= 0x20 { place += 1 } }

        mutating func take(_ byte: UInt8) -> Bool {
            skip()
            guard place < bytes.count, bytes[place] == byte else { return false }
            place += 1
            return true
        }

        mutating func object() -> [String: FlatJSON]? {
            guard take(0x7B) else { return nil }
            var members: [String: FlatJSON] = [:]
            if !take(0x7D) {
                repeat {
                    skip()
                    guard let key = word(), take(0x3A), let value = value() else { return nil }
                    members[key] = value
                } while take(0x2C)
                guard take(0x7D) else { return nil }
            }
            skip()
            return place == bytes.count ? members : nil
        }

        mutating func value() -> FlatJSON? {
            skip()
            guard place < bytes.count else { return nil }
            if bytes[place] == 0x22 { return word().map { .string($0) } }
            guard take(0x5B) else {
                let start = place
                while place < bytes.count, ![0x2C, 0x7D, 0x5D].contains(bytes[place]) { place += 1 }
                return place > start ? .string(String(decoding: bytes[start..<place], as: UTF8.self)) : nil
            }
            var words: [String] = []
            if take(0x5D) { return .strings([]) }
            repeat {
                skip()
                guard let word = word() else { return nil }
                words.append(word)
            } while take(0x2C)
            return take(0x5D) ? .strings(words) : nil
        }

        mutating func word() -> String? {
            guard take(0x22) else { return nil }
            var found: [UInt8] = []
            while place < bytes.count, bytes[place] != 0x22 {
                if bytes[place] == 0x5C {
                    guard escape(&found) else { return nil }
                } else {
                    found.append(bytes[place])
                    place += 1
                }
            }
            guard take(0x22) else { return nil }
            return String(decoding: found, as: UTF8.self)
        }

        private mutating func escape(_ found: inout [UInt8]) -> Bool {
            guard place + 1 < bytes.count else { return false }
            let kind = bytes[place + 1]
            place += 2
            switch kind {
            case 0x6E: found.append(0x0A)
            case 0x74: found.append(0x09)
            case 0x72: found.append(0x0D)
            case 0x62: found.append(0x08)
            case 0x66: found.append(0x0C)
            case 0x75:
                guard let unit = hex() else { return false }
                var scalar = UInt32(unit)
                if (0xD800..<0xDC00).contains(unit), place + 1 < bytes.count, bytes[place] == 0x5C, bytes[place + 1] == 0x75 {
                    place += 2
                    guard let low = hex(), (0xDC00..<0xE000).contains(low) else { return false }
                    scalar = 0x10000 + (UInt32(unit) - 0xD800) << 10 + UInt32(low) - 0xDC00
                }
                found += Array(String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
            default: found.append(kind)
            }
            return true
        }

        private mutating func hex() -> UInt16? {
            guard place + 4 <= bytes.count, let value = UInt16(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16) else { return nil }
            place += 4
            return value
        }
    }
}
