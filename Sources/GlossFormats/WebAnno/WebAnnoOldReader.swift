import GlossModel

/// Goes through the lines of a file.
struct WebAnnoOldReader {
    /// A layer of version 2, and the columns of its features.
    private struct Layer {
        var type: String
        var features: [String]
        var first: Int
        var isRelation: Bool
    }

    /// An annotation that is open or has ended: of a layer, on tokens.
    private struct Found {
        var layer: Int
        var first: Int
        var last: Int
        var values: [String]
    }

    private var layers: [Layer] = []
    private var bytes: [UInt8] = []
    private var spans: [Span] = []
    /// Rows of tokens by their names in the file.
    private var numbers: [String: Int] = [:]
    private var found: [Found] = []
    private var relations: [(layer: Int, from: Int, to: String, values: [String])] = []
    private var stated: String?
    private var lines: [[String]] = []
    private var missing = 0
    private var dangling = 0
    private var dependencies = 0

    var isEmpty: Bool { spans.isEmpty }
    var text: Text { Text(bytes) }

    mutating func take(_ line: Substring) {
        let bare = line.drop { $0 == " " }
        if bare.hasPrefix("# "), bare.contains("|") || bare.contains(".type."), spans.isEmpty, lines.isEmpty { return declare(bare) }
        if line.allSatisfy(\.isWhitespace) { return endSentence() }
        if line.hasPrefix("#text=") { return stated = String(line.dropFirst(6)) }
        if line.hasPrefix("#id=") { return endSentence() }
        if line.hasPrefix("#") { return }
        lines.append(line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init))
    }

    /// ` # TYPE | FEATURE # TYPE | FEATURE | AttachTo=TYPE`.
    private mutating func declare(_ line: Substring) {
        var column = 2
        for part in line.split(separator: "#") {
            let fields = part.split(separator: "|").map { $0.drop { $0 == " " } }.map { String($0.prefix { $0 != " " && $0 != "\t" }) }
            guard let type = fields.first, !type.isEmpty else { continue }
            let features = fields.dropFirst().filter { !$0.hasPrefix("AttachTo=") }
            let isRelation = fields.contains { $0.hasPrefix("AttachTo=") }
            layers.append(Layer(type: type, features: Array(features), first: column, isRelation: isRelation))
            column += max(1, features.count) + (isRelation ? 1 : 0)
        }
    }

    // MARK: Sentences

    mutating func endSentence() {
        defer { (stated, lines) = (nil, []) }
        guard !lines.isEmpty else { return }
        let first = spans.count
        put()
        for (index, cells) in lines.enumerated() { numbers[cells[0]] = first + index }
        if layers.isEmpty { readFirstVersion(first) } else { readSecondVersion(first) }
    }

    private mutating func put() {
        if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
        let start = bytes.count
        let words = lines.map { $0.count > 1 ? $0[1] : "" }
        if let stated {
            let own = Text(stated.trimmingPrefix(" ").description)
            var places = TokenPlaces(own)
            let placed = words.map { places.next($0) }
            if places.missing == 0 {
                bytes += own.bytes
                spans += placed.compactMap { $0 }.map { Span(start + Int($0.start), start + Int($0.end)) }
                return
            }
            missing += 1
        }
        var made = TokenText()
        for word in words { made.add(word) }
        bytes += made.bytes
        spans += made.tokens.map { Span(start + Int($0.start), start + Int($0.end)) }
    }

    /// Names stand in the fifth column and those of tags behind it; stacked ones are parted by `|`.
    private mutating func readFirstVersion(_ first: Int) {
        guard let width = lines.map(\.count).min(), width > 4 else { return }
        var column = 4
        while column < width, lines.allSatisfy({ Int($0[column]) == nil }), lines.contains(where: { $0[column] != "_" }) {
            tags(first, column, layer: -1 - column)
            column += 1
        }
        if column < width, lines.contains(where: { (Int($0[column]) ?? 0) > 0 }) { dependencies += lines.count { (Int($0[column]) ?? 0) > 0 } }
    }

    private mutating func readSecondVersion(_ first: Int) {
        for (number, layer) in layers.enumerated() {
            if layer.isRelation { relate(first, number) } else { tags(first, layer.first, layer: number) }
        }
    }

    /// Runs of tags; the pieces of a cell between `|` are annotations on top of each other, by their types.
    private mutating func tags(_ first: Int, _ column: Int, layer: Int) {
        var open: [Int] = []
        let width = layer >= 0 ? max(1, layers[layer].features.count) : 1
        for (index, cells) in lines.enumerated() {
            guard column < cells.count else { continue }
            let stacked = (0..<width).map { column + $0 < cells.count ? WebAnnoOldReader.pieces(cells[column + $0]) : [] }
            var next: [Int] = []
            for (piece, cell) in stacked[0].enumerated() {
                let values = stacked.map { piece < $0.count ? WebAnnoOldReader.value($0[piece]) : "" }
                let letter = TagRuns.parts(of: cell).letter
                guard letter != nil, !(cell == "O") else { continue }
                let isInside = cell.hasPrefix("I-") || cell.hasPrefix("I_")
                if isInside, let known = open.firstIndex(where: { found[$0].values == values }) {
                    found[open[known]].last = first + index
                    next.append(open.remove(at: known))
                } else {
                    found.append(Found(layer: layer, first: first + index, last: first + index, values: values))
                    next.append(found.count - 1)
                }
            }
            open = next
        }
    }

    /// Annotations on top of each other, at most 64.
    private static func pieces(_ cell: String) -> [String] { cell.split(separator: "|").prefix(64).map(String.init) }

    /// `B-PER` is PER; `B-de.tudarmstadt.NamedEntity_` and `_` are nothing.
    private static func value(_ cell: String) -> String {
        let isTag = cell.hasPrefix("B-") || cell.hasPrefix("I-") || cell.hasPrefix("B_") || cell.hasPrefix("I_")
        let value = isTag ? String(cell.dropFirst(2)) : cell
        return value == "_" || value == "O" || value.hasSuffix("_") && value.contains(".") ? "" : value
    }

    private mutating func relate(_ first: Int, _ number: Int) {
        let layer = layers[number]
        let attach = layer.first + max(1, layer.features.count)
        for (index, cells) in lines.enumerated() where attach < cells.count && cells[attach] != "_" && cells[attach] != "O" {
            for (piece, target) in WebAnnoOldReader.pieces(cells[attach]).enumerated() {
                let values = layer.features.indices.map { feature -> String in
                    let all = WebAnnoOldReader.pieces(cells[layer.first + feature])
                    return piece < all.count ? WebAnnoOldReader.value(all[piece]) : ""
                }
                relations.append((number, first + index, target, values))
            }
        }
    }

    // MARK: The report

    private static let linguistic = ["segmentation.type.", "lexmorph.type.", "pos.", "syntax."]

    func add(to record: inout ForeignReport) {
        let annotator = record.annotator("")
        var ids: [Int: String] = [:]
        var left = 0
        for (number, item) in found.enumerated() {
            guard let labelled = labelled(item, number) else {
                left += 1
                continue
            }
            for token in item.first...item.last where ids[token] == nil { ids[token] = labelled.id }
            record.add(placed: labelled, by: annotator)
        }
        var lost = 0
        for relation in relations {
            let layer = layers[relation.layer]
            if WebAnnoOldReader.linguistic.contains(where: { layer.type.contains($0) }) {
                left += 1
                continue
            }
            guard let target = numbers[relation.to], let to = ids[target], let from = ids[relation.from] else {
                lost += 1
                continue
            }
            // The line of the dependent names its governor.
            record.add(ForeignLayers.Link(type: relation.values.first { !$0.isEmpty } ?? CasName.short(layer.type), from: to, to: from), by: annotator)
        }
        tell(left, lost, &record)
    }

    private func labelled(_ item: Found, _ number: Int) -> ForeignLayers.Labelled? {
        var labelled = ForeignLayers.Labelled(id: "\(number)", label: item.values.first ?? "")
        labelled.span = Span(Int(spans[item.first].start), Int(spans[item.last].end))
        guard item.layer >= 0 else { return labelled }
        let layer = layers[item.layer]
        if WebAnnoOldReader.linguistic.contains(where: { layer.type.contains($0) }) { return nil }
        let isName = layer.type.hasSuffix("NamedEntity")
        labelled.label = isName && !(item.values.first ?? "").isEmpty ? item.values[0] : layer.type
        for (feature, value) in zip(layer.features, item.values) where !value.isEmpty && !(isName && feature == layer.features.first) {
            labelled.attributes.append((feature, value))
        }
        return labelled
    }

    private func tell(_ left: Int, _ lost: Int, _ record: inout ForeignReport) {
        let kept = left + dependencies
        if kept > 0 { record.tell(.note, "columns-kept", "\(kept.of("annotation of parts of speech, lemmas and dependencies is", "annotations of parts of speech, lemmas and dependencies are")) not shown") }
        if missing > 0 { record.tell(.warning, "sentence-text-differs", "\(missing.of("sentence is", "sentences are")) not what #text says; the tokens are taken") }
        if lost > 0 { record.tell(.warning, "names-what-is-not-there", "\(lost.of("relation joins", "relations join")) tokens without an annotation; left out") }
    }
}
