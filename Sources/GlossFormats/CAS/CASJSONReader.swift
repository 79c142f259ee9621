import GlossModel

/// Reads UIMA CAS JSON 0.4 into a graph: `%FEATURE_STRUCTURES` as an array or by id, `@` features as
/// references, `^` and `#` features as what they are without the sign.
struct CASJSONReader {
    private var graph: CASGraph
    private let root: JSONValue
    private var types: [String: UInt32] = [:]
    private var names: [String: UInt32] = [:]

    init(_ file: Text) throws(FormatError) {
        root = try JSONDocument(file).root
        graph = CASGraph(file) { range in
            let quoted = max(0, range.lowerBound - 1)..<min(file.count, range.upperBound + 1)
            return (try? JSONDocument(file, in: quoted).root.string) ?? ""
        }
    }

    /// The graph of the file. Linear.
    mutating func read() throws(FormatError) -> CASGraph {
        guard let structures = root["%FEATURE_STRUCTURES"] else {
            throw .unsupported(what: "this JSON is no CAS (it has no \"%FEATURE_STRUCTURES\")")
        }
        if structures.kind == .array {
            for item in structures.items { take(item, id: item["%ID"]?.int) }
        } else {
            for (key, item) in structures.members { take(item, id: key.string.flatMap { Int($0) }) }
        }
        graph.types = ordered(types)
        graph.names = ordered(names)
        return graph
    }

    private func ordered(_ numbers: [String: UInt32]) -> [String] {
        numbers.sorted { $0.value < $1.value }.map(\.key)
    }

    private func id(_ number: Int?) -> UInt32 { number.flatMap { UInt32(exactly: $0) } ?? CASGraph.absent }

    private mutating func take(_ item: JSONValue, id number: Int?) {
        let type = item["%TYPE"]?.string ?? CASNames.top
        if type == CASNames.sofa {
            graph.sofas.append(
                CASGraph.Sofa(
                    id: id(number), name: item["sofaID"]?.string ?? CASNames.initialView, text: item["sofaString"]?.bytes))
            return
        }
        var node = CASGraph.Node(
            id: number.flatMap { UInt32(exactly: $0) } ?? 0, type: Self.number(type, &types),
            first: UInt32(graph.features.count))
        for (key, value) in item.members {
            guard let key = key.string else { continue }
            switch key {
            case "@sofa": node.sofa = id(value.int)
            case "begin", "^begin": node.begin = id(value.int)
            case "end", "^end": node.end = id(value.int)
            case "%ELEMENTS": elements(value)
            case _ where key.hasPrefix("%"): continue
            default: append(key, value)
            }
        }
        graph.nodes.append(node)
    }

    /// Of an array of structures the ids, of others each item as a feature of its own.
    private mutating func elements(_ value: JSONValue) {
        for item in value.items { append(item.kind == .number ? "@elements" : "elements", item) }
    }

    private mutating func append(_ key: String, _ value: JSONValue) {
        guard !value.isNull, value.kind != .object else { return }
        if value.kind == .array {
            for item in value.items { append(key, item) }
            return
        }
        let isReference = key.hasPrefix("@")
        let name = isReference || key.hasPrefix("^") || key.hasPrefix("#") ? String(key.dropFirst()) : key
        let kind: CASGraph.Feature.Kind = isReference ? .reference : value.kind == .escaped ? .escaped : .plain
        graph.features.append(
            CASGraph.Feature(
                name: Self.number(name, &names), start: UInt32(value.range.lowerBound), length: UInt32(value.range.count), kind: kind))
    }

    private static func number(_ word: String, _ numbers: inout [String: UInt32]) -> UInt32 {
        if let known = numbers[word] { return known }
        let number = UInt32(numbers.count)
        numbers[word] = number
        return number
    }
}
