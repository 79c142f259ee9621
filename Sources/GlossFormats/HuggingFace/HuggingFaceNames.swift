import GlossModel

/// Names of tags that a file has as numbers, by column: out of what says so in the file, or out of a file
/// beside it. Nothing is guessed.
struct HuggingFaceNames {
    /// Names by column; the empty one for any.
    private var columns: [String: [Int: String]] = [:]

    /// Looks at the files beside one that may have them: `dataset_info.json`, `features.json`, `config.json`
    /// with `id2label`, `labels.json`, `label_list.json`, `labels.txt`, and the `README.md` of a data set.
    init(_ file: InputFile) {
        for name in ["dataset_info.json", "dataset_infos.json", "features.json", "config.json", "labels.json", "label_list.json"] {
            guard let text = file.neighbour(name), let root = try? JSONDocument(text).root else { continue }
            take(root, column: "")
        }
        for name in ["labels.txt", "label_list.txt"] {
            guard let text = file.neighbour(name) else { continue }
            add(text[text.span].fileLines.filter { !$0.isEmpty }.map(String.init), to: "")
        }
        if let card = file.neighbour("README.md") { take(card: card[Span(0, min(card.count, 1 << 16))]) }
    }

    /// The name of a number in a column; nil where nobody says so.
    func name(of number: Int, in column: String) -> String? { (columns[column] ?? columns[""])?[number] }

    private mutating func add(_ names: [String], to column: String) {
        guard columns[column] == nil, !names.isEmpty else { return }
        columns[column] = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0, $1) })
    }

    /// The list of columns that the dataset viewer serves.
    mutating func take(features: JSONValue?) {
        for feature in features?.items ?? [] {
            if let type = feature["type"] { take(type, column: feature["name"]?.string ?? "") }
        }
    }

    /// Takes what an object says, and all within it: `names` belong to the column around them.
    private mutating func take(_ value: JSONValue, column: String) {
        if value.kind == .array, column.isEmpty, value.items.allSatisfy(\.isString) { return add(value.items.map(\.asWords), to: "") }
        if let names = value["names"] {
            let list = names.kind == .array ? names.items.map(\.asWords) : names.members.map(\.value.asWords)
            add(list, to: column)
        }
        for key in ["id2label", "label2id", "str2int"] {
            guard let pairs = value[key]?.members, !pairs.isEmpty, columns[column] == nil else { continue }
            let numbers = pairs.compactMap { pair in key == "id2label" ? Int(pair.key).map { ($0, pair.value.asWords) } : pair.value.wholeNumber.map { ($0, pair.key) } }
            columns[column] = Dictionary(numbers) { first, _ in first }
        }
        for (key, inner) in value.members where inner.kind == .object {
            let isColumn = !["feature", "features", "dtype", "sequence", "class_label", "default"].contains(key)
            take(inner, column: isColumn && (inner["feature"] != nil || inner["names"] != nil) ? key : column)
        }
    }

    /// The head of a data set's card, in YAML: `- name: ner_tags` with `'0': O` below.
    private mutating func take(card: String) {
        guard card.hasPrefix("---") else { return }
        var (column, names): (String, [Int: String]) = ("", [:])
        for line in card.fileLines.dropFirst() {
            if line.hasPrefix("---") { break }
            let words = line.drop { $0 == " " || $0 == "-" }
            guard let colon = words.firstIndex(of: ":") else { continue }
            let key = words[..<colon].filter { $0 != "'" && $0 != "\"" }
            let value = words[colon...].dropFirst().filter { $0 != " " && $0 != "'" && $0 != "\"" }
            if key == "name" {
                if !names.isEmpty, columns[column] == nil { columns[column] = names }
                (column, names) = (String(value), [:])
            } else if let number = Int(key), !value.isEmpty {
                names[number] = String(value)
            }
        }
        if !names.isEmpty, columns[column] == nil { columns[column] = names }
    }
}
