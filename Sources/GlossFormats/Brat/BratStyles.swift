import GlossModel

/// Labels and colours of types from brat's `visual.conf`: `[labels]` lines `Type | full | short`,
/// `[drawing]` lines `Type<TAB>bgColor:#rrggbb, ...`.
struct BratStyles {
    private var labels: [String: String] = [:]
    private var colors: [String: String] = [:]

    /// Reads a `visual.conf`; lines it does not understand are passed over.
    init(_ file: Text) {
        var section = ""
        for line in file[file.span].split(whereSeparator: \.isNewline) {
            let words = BratStyles.trimmed(line)
            if words.isEmpty || words.hasPrefix("#") { continue }
            if words.hasPrefix("[") {
                section = words.lowercased()
            } else if section == "[labels]" {
                takeLabel(words)
            } else if section == "[drawing]" {
                takeColor(words)
            }
        }
    }

    /// A layer with label and colour of the types that are named.
    func applied(to layer: Layer) -> Layer {
        var layer = LayerBuilder(layer)
        for index in layer.types.indices {
            layer.types[index].label = labels[layer.types[index].name]
            layer.types[index].color = colors[layer.types[index].name]
        }
        return layer.finished()
    }

    private mutating func takeLabel(_ line: Substring) {
        let forms = line.split(separator: "|").map { BratStyles.trimmed($0) }
        guard forms.count > 1, forms[0] != forms[1] else { return }
        labels[String(forms[0])] = String(forms[1])
    }

    private mutating func takeColor(_ line: Substring) {
        guard let type = line.split(whereSeparator: \.isWhitespace).first else { return }
        for pair in line.dropFirst(type.count).split(separator: ",") {
            let parts = pair.split(separator: ":", maxSplits: 1).map { BratStyles.trimmed($0) }
            if parts.count == 2, parts[0] == "bgColor" { colors[String(type)] = String(parts[1]) }
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop { $0.isWhitespace }
        let end = start.lastIndex { !$0.isWhitespace }
        return end.map { start[...$0] } ?? ""
    }
}
