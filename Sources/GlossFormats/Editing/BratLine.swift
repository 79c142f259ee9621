/// A line of a brat file as far as it names things: its own name, and those of others.
struct BratLine {
    private let line: String

    init(_ line: String) { self.line = line }

    /// `T8`, `#2`, `R1`; nil for a line that has none: an equivalence, or what is no annotation.
    var name: String? {
        let head = line.utf8.prefix { $0 != 0x09 }
        guard head.count > 1, head.count < line.utf8.count, let first = head.first,
            first == 0x23 || first >= 0x41 && first <= 0x5A || first >= 0x61 && first <= 0x7A,
            head.dropFirst().allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { return nil }
        return String(Substring(head))
    }

    /// What the line is known by among those of its file: its name, else its words.
    var key: String { name ?? "=" + line }

    /// The words that a T line marks.
    struct Mark {
        var name: String
        var type: String
        /// Its fragments in code points, nil for what is no pair of numbers; never empty.
        var spans: [(start: Int, end: Int)?]
        var quote: String
    }

    /// nil for a line of another kind, or that has not three fields with a type and offsets. Linear in the line.
    var mark: Mark? {
        guard line.first == "T" else { return nil }
        let fields = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3, let space = fields[1].firstIndex(of: " ") else { return nil }
        let spans = fields[1][fields[1].index(after: space)...].split(separator: ";", omittingEmptySubsequences: false).map { part -> (start: Int, end: Int)? in
            let ends = part.split(separator: " ")
            guard ends.count == 2, let start = Int(ends[0]), let end = Int(ends[1]), start < end else { return nil }
            return (start, end)
        }
        return Mark(name: String(fields[0]), type: String(fields[1][..<space]), spans: spans, quote: String(fields[2]))
    }

    /// The names of others that it cannot do without. Linear in the line.
    var references: [String] {
        var found: [String] = []
        _ = mapReferences {
            found.append($0)
            return $0
        }
        return found
    }

    /// The line with other names, its own and those of others.
    func renamed(_ names: [String: String]) -> String {
        let (head, rest) = mapReferences { names[$0] ?? $0 }
        guard !rest.isEmpty else { return line }
        return (names[head] ?? head) + rest
    }

    /// The line in two parts, the names in the second one changed.
    private func mapReferences(_ change: (String) -> String) -> (head: String, rest: String) {
        guard let tab = line.firstIndex(of: "\t") else { return (line, "") }
        let head = line[..<tab]
        let body = line[line.index(after: tab)...]
        let middle = body.prefix { $0 != "\t" }
        let tail = body[middle.endIndex...]
        let words = middle.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let changed: [String]
        switch head.first {
        case "A", "M", "N", "#": changed = words.enumerated().map { $0 == 1 ? change($1) : $1 }
        case "*": changed = words.enumerated().map { $0 > 0 ? change($1) : $1 }
        case "R", "E":
            changed = words.map { word in
                guard let colon = word.lastIndex(of: ":") else { return word }
                return word[...colon] + change(String(word[word.index(after: colon)...]))
            }
        default: return (String(head), String(line[tab...]))
        }
        return (String(head), "\t" + changed.joined(separator: " ") + tail)
    }
}
