import GlossModel

/// Records by columns: `{"tokens": [[...], ...], "ner_tags": [[...], ...]}` as `Dataset.to_dict` gives them,
/// and `{"tokens": {"0": [...]}}` of pandas.
enum HuggingFaceColumns {
    /// Whether a file may hold such.
    static func mayHold(_ head: JSONHead) -> Bool {
        let hasTokens = HuggingFaceTokens.tokenKeys.contains { head.listBegins($0, with: 0x5B) || head.has($0, 0x7B) }
        return hasTokens && head.keys.contains { HuggingFaceRecord.mayBeTags($0.name) }
    }

    /// The records, each an object of its own; nil where the columns are none.
    static func rows(of value: JSONValue) -> [JSONValue]? {
        let columns = value.members.map { (key: $0.key, cells: cells($0.value)) }
        guard let tokens = columns.first(where: { HuggingFaceTokens.tokenKeys.contains($0.key) })?.cells, !tokens.isEmpty,
            tokens.allSatisfy({ $0.kind == .array })
        else { return nil }
        return tokens.indices.compactMap { row in
            var json = JSONWriter(indented: false)
            var out = ByteOutput()
            json.object(&out) { json, out in
                for column in columns where column.cells.count == tokens.count {
                    json.key(quoting: column.key, &out)
                    json.raw(column.cells[row].written, &out)
                }
            }
            return try? JSONDocument(Text(out.bytes)).root
        }
    }

    private static func cells(_ column: JSONValue) -> [JSONValue] { column.kind == .object ? column.members.map(\.value) : column.items }
}
