import GlossModel

/// Writes the structures of a report as WebAnno TSV: a unit a line, a layer in some columns.
struct WebAnnoWriter {
    private let report: Report
    private let records: [CasRecord]
    /// Rows of records by id.
    private var rows: [Int: Int] = [:]
    private var layers: [WebAnnoLayer] = []
    private var layerOf: [String: Int] = [:]
    /// Records of each layer.
    private var kinds: [Kind]
    /// Chain and number in it of each link; numbers of chains by their ids.
    private var chainOf: [Int: (chain: Int, link: Int)] = [:]
    private var chainNumbers: [Int: Int] = [:]
    private var sentences: [[Unit]] = []
    private var firstUnit: [Int: String] = [:]
    private var trimmed = 0
    private var left = 0

    /// What a record is in the file.
    private enum Kind {
        case span, relation, link
        /// Says something of another, or is what the file says by its form.
        case inner
    }

    /// A token, or a place within one, with the records that stand on it.
    private struct Unit {
        var address: String
        /// Bytes.
        var span: Span
        /// UTF-16 units.
        var begin: Int
        var end: Int
        var records: [Int] = []
    }

    init(_ report: Report) {
        self.report = report
        records = CasRecords(report).records
        kinds = []
        for (row, record) in records.enumerated() { rows[record.id] = row }
        kinds = records.map { kind($0) }
        number()
        declare()
        place()
    }

    /// What has no place.
    var losses: Losses {
        var losses = Losses()
        losses.add(left, "annotations of a text without words")
        losses.add(trimmed, "white space at the ends of annotations")
        if report.text.bytes.contains(0) { losses.add(1, "NUL characters") }
        return losses
    }

    // MARK: Layers

    private func kind(_ record: CasRecord) -> Kind {
        switch record.type {
        case CasName.token, CasName.sentence, CasName.metaData, CasName.chain: return .inner
        case CasName.link: return .link
        default: break
        }
        if record.features.contains(where: { $0.name == "target" }), !record.isMember { return .inner }
        return isRelation(record) ? .relation : .span
    }

    /// Whether a relation joins two spans of one layer, as relation layers do.
    private func isRelation(_ record: CasRecord) -> Bool {
        guard !record.type.hasPrefix("gloss."), let from = end(CasName.governor, record), let to = end(CasName.dependent, record)
        else { return false }
        return records[from].type == records[to].type && records[from].span != nil
    }

    private func end(_ name: String, _ record: CasRecord) -> Int? {
        for feature in record.features where feature.name == name {
            if case .reference(let id) = feature.value { return rows[id] }
        }
        return nil
    }

    /// Chains and their links, in order.
    private mutating func number() {
        var chain = 0
        for record in records where record.type == CasName.chain {
            chain += 1
            chainNumbers[record.id] = chain
            var link = end("first", record)
            var place = 0
            while let row = link, chainOf[row] == nil {
                place += 1
                chainOf[row] = (chain, place)
                link = end("next", records[row])
            }
        }
    }

    private mutating func declare() {
        for (row, record) in records.enumerated() where kinds[row] != .inner {
            if kinds[row] == .link, chainOf[row] == nil { kinds[row] = .span }
            let index = layer(row)
            for column in columns(record, kinds[row]) where !layers[index].columns.contains(column) {
                layers[index].columns.append(column)
                if case .roles = column { layers[index].columns.append(.targets(type: CasName.annotation)) }
            }
        }
        for index in layers.indices { complete(index) }
    }

    private mutating func layer(_ row: Int) -> Int {
        let kind: WebAnnoLayer.Kind = kinds[row] == .relation ? .relation : kinds[row] == .link ? .chain : .span
        let key = "\(kind.rawValue) \(records[row].type)"
        if let known = layerOf[key] { return known }
        layers.append(WebAnnoLayer(kind: kind, type: records[row].type, columns: []))
        layerOf[key] = layers.count - 1
        if kind == .chain { layers[layers.count - 1].columns = [.feature("referenceType"), .feature("referenceRelation")] }
        return layers.count - 1
    }

    /// A column in which the number of an annotation can stand, and where relations come from.
    private mutating func complete(_ index: Int) {
        if layers[index].kind == .relation {
            let row = records.indices.first { kinds[$0] == .relation && records[$0].type == layers[index].type }
            let from = row.flatMap { end(CasName.governor, records[$0]) }
            layers[index].columns.append(.base(type: from.map { records[$0].type } ?? CasName.annotation))
        } else if !layers[index].columns.contains(where: { if case .feature = $0 { true } else { false } }) {
            layers[index].columns.insert(layers[index].columns.isEmpty ? .none : .feature("label"), at: 0)
        }
    }

    private func columns(_ record: CasRecord, _ kind: Kind) -> [WebAnnoLayer.Column] {
        if kind == .link { return [] }
        return record.features.compactMap { name, value in
            if kind == .relation, name == CasName.governor || name == CasName.dependent { return nil }
            return switch value {
            case .string, .bool: .feature(name)
            case .reference(let id):
                chainNumbers[id] != nil ? .feature(name) : .roles(feature: name, link: link(name, [id], record))
            case .references(let ids): .roles(feature: name, link: link(name, ids, record))
            }
        }
    }

    /// The type of the links of a slot; gloss's own where there are none between.
    private func link(_ name: String, _ ids: [Int], _ record: CasRecord) -> String {
        guard let row = ids.lazy.compactMap({ rows[$0] }).first, kinds[row] == .inner else { return WebAnnoValue.direct }
        return records[row].type
    }

    // MARK: Units

    private mutating func place() {
        var cursor = OffsetCursor(report.text, unit: .utf16)
        var cuts: [Int] = []
        for (row, record) in records.enumerated() where kinds[row] != .inner {
            if let span = record.span {
                cuts += [cursor.byte(beforeUnits: span.begin) ?? 0, cursor.byte(beforeUnits: span.end) ?? 0]
            }
        }
        let tokeniser = Tokeniser(report.text, cuts: cuts.sorted())
        makeUnits(tokeniser, &cursor)
        let tokens = sentences.flatMap { $0 }
        guard !tokens.isEmpty else {
            left = kinds.count { $0 != .inner }
            return
        }
        var covering: [[Int]] = tokens.map { _ in [] }
        var without: [Int: [(offset: Int, row: Int)]] = [:]
        for (row, record) in records.enumerated() where kinds[row] != .inner {
            cover(row, record.span ?? (0, 0), tokens, &covering, &without)
        }
        fill(covering, without)
    }

    private mutating func makeUnits(_ tokeniser: Tokeniser, _ cursor: inout OffsetCursor) {
        for span in WebAnnoWriter.sentences(report) {
            let tokens = tokeniser.chunks(in: span).flatMap { tokeniser.tokens(of: $0) }
            if tokens.isEmpty { continue }
            sentences.append(
                tokens.enumerated().map { index, token in
                    Unit(
                        address: "\(sentences.count + 1)-\(index + 1)", span: token,
                        begin: cursor.units(beforeByte: Int(token.start)), end: cursor.units(beforeByte: Int(token.end)))
                })
        }
    }

    /// Sentences that cover all of the text.
    private static func sentences(_ report: Report) -> [Span] {
        var found: [Span] = []
        var start = 0
        for paragraph in report.paragraphs.spans {
            for sentence in Sentences(report.text).spans(in: paragraph) where Int(sentence.end) > start {
                found.append(Span(start, Int(sentence.end)))
                start = Int(sentence.end)
            }
        }
        if start < report.text.count { found.append(Span(start, report.text.count)) }
        return found
    }

    /// Finds the tokens of a record, or the token at which it stands without length.
    private mutating func cover(
        _ row: Int, _ span: (begin: Int, end: Int), _ tokens: [Unit], _ covering: inout [[Int]],
        _ without: inout [Int: [(offset: Int, row: Int)]]
    ) {
        let first = tokens.indices.partitioningIndex { tokens[$0].end > span.begin }
        var last = first
        while last < tokens.count, tokens[last].begin < span.end { last += 1 }
        guard span.end > span.begin, last > first else {
            let place = max(0, tokens.indices.partitioningIndex { tokens[$0].begin > span.begin } - 1)
            let offset = min(max(span.begin, tokens[place].begin), tokens[place].end)
            if span.end > span.begin || offset != span.begin, records[row].span != nil { trimmed += 1 }
            without[place, default: []].append((offset, row))
            return
        }
        if kinds[row] == .relation {
            covering[first].append(row)
        } else {
            for token in first..<last { covering[token].append(row) }
        }
        if tokens[first].begin != span.begin || tokens[last - 1].end != span.end { trimmed += 1 }
        firstUnit[row] = tokens[first].address
    }

    private mutating func fill(_ covering: [[Int]], _ without: [Int: [(offset: Int, row: Int)]]) {
        var token = 0
        for index in sentences.indices {
            var units: [Unit] = []
            for var unit in sentences[index] {
                unit.records = covering[token]
                units.append(unit)
                let places = Dictionary(grouping: without[token] ?? [], by: \.offset).sorted { $0.key < $1.key }
                for (number, place) in places.enumerated() {
                    let address = "\(unit.address).\(number + 1)"
                    place.value.forEach { firstUnit[$0.row] = address }
                    units.append(
                        Unit(
                            address: address, span: Span(Int(unit.span.start), Int(unit.span.start)), begin: place.key,
                            end: place.key, records: place.value.map(\.row)))
                }
                token += 1
            }
            sentences[index] = units
        }
    }

    // MARK: Writing

    /// Writes the file. O(text + structures · tokens of each).
    mutating func write(_ out: inout ByteOutput) {
        out.write("#FORMAT=WebAnno TSV 3.3\n")
        let order = layers.indices.sorted { rank(layers[$0].kind) < rank(layers[$1].kind) }
        for index in order { out.write(layers[index].line + "\n") }
        out.write("\n")
        var start = 0
        for index in sentences.indices {
            let end = index + 1 < sentences.count ? beginning(of: index + 1, after: index) : report.text.count
            out.put(0x0A)
            text(start, end, isLast: index + 1 == sentences.count, &out)
            start = end
            if start < report.text.count, index + 1 < sentences.count, report.text.bytes[start] == 0x0A,
                start + 1 == Int(sentences[index + 1][0].span.start)
            {
                start += 1
            }
            for unit in sentences[index] { line(unit, order, &out) }
        }
    }

    private func rank(_ kind: WebAnnoLayer.Kind) -> Int { kind == .span ? 0 : kind == .chain ? 1 : 2 }

    /// Where the text of a sentence begins: after the last word of the one before, but for a single
    /// line feed between them, which needs no writing.
    private func beginning(of sentence: Int, after last: Int) -> Int {
        let from = sentences[last].map { Int($0.span.end) }.max() ?? 0
        let to = Int(sentences[sentence][0].span.start)
        return to == from + 1 && report.text.bytes[from] == 0x0A ? from : to
    }

    private func text(_ start: Int, _ end: Int, isLast: Bool, _ out: inout ByteOutput) {
        for line in report.text.bytes[start..<end].split(separator: 0x0A, omittingEmptySubsequences: false) {
            out.write("#Text=")
            out.write(utf8: WebAnnoValue.escaped(line: line))
            out.put(0x0A)
        }
    }

    private func line(_ unit: Unit, _ order: [Int], _ out: inout ByteOutput) {
        out.write("\(unit.address)\t\(unit.begin)-\(unit.end)\t")
        out.write(utf8: Bytes(rebasing: report.text.bytes[unit.span.range]))
        out.put(0x09)
        for index in order {
            let own = unit.records.filter { layerOf[key($0)] == index }
            for column in layers[index].columns.indices {
                out.write(own.isEmpty ? "_" : own.map { cell($0, layers[index], column) }.joined(separator: "|"))
                out.put(0x09)
            }
        }
        out.put(0x0A)
        out.passOn()
    }

    private func key(_ row: Int) -> String {
        let kind: WebAnnoLayer.Kind = kinds[row] == .relation ? .relation : kinds[row] == .link ? .chain : .span
        return "\(kind.rawValue) \(records[row].type)"
    }

    private func cell(_ row: Int, _ layer: WebAnnoLayer, _ column: Int) -> String {
        let record = records[row]
        switch layer.columns[column] {
        case .none: return "*[\(record.id)]"
        case .feature(let name):
            let value = words(record, name).map { WebAnnoValue.escaped($0) } ?? "*"
            if let place = chainOf[row], layer.kind == .chain {
                return name == "referenceRelation" ? "\(value)->\(place.chain)-\(place.link)" : "\(value)[\(place.chain)]"
            }
            return layer.kind == .relation ? value : "\(value)[\(record.id)]"
        case .roles(let feature, let link): return roles(record, feature, link)
        case .targets:
            guard column > 0, case .roles(let feature, let link) = layer.columns[column - 1] else { return "*" }
            let found = targets(record, feature, link).compactMap { address($0.target) }
            return found.isEmpty ? "*" : found.joined(separator: ";")
        case .base:
            guard let from = end(CasName.governor, record), let to = end(CasName.dependent, record) else { return "*" }
            return "\(firstUnit[from] ?? "")[\(records[from].id)_\(records[to].id)]"
        }
    }

    private func words(_ record: CasRecord, _ name: String) -> String? {
        for feature in record.features where feature.name == name {
            switch feature.value {
            case .string(let words): return words
            case .bool(let flag): return flag ? "true" : "false"
            case .reference(let id): return chainNumbers[id].map(String.init)
            case .references: return nil
            }
        }
        return nil
    }

    private func roles(_ record: CasRecord, _ feature: String, _ link: String) -> String {
        let found = targets(record, feature, link).filter { address($0.target) != nil }
        guard !found.isEmpty else { return "_" }
        return found.map { $0.role.isEmpty ? "*" : WebAnnoValue.escaped($0.role) }.joined(separator: ";")
    }

    /// What a slot holds: roles, and rows of the records.
    private func targets(_ record: CasRecord, _ name: String, _ link: String) -> [(role: String, target: Int)] {
        for feature in record.features where feature.name == name {
            switch feature.value {
            case .reference(let id) where link == WebAnnoValue.direct: return rows[id].map { [("one", $0)] } ?? []
            case .references(let ids) where link == WebAnnoValue.direct: return ids.compactMap { rows[$0] }.map { ("many", $0) }
            case .references(let ids):
                return ids.compactMap { rows[$0] }.compactMap { row in
                    end("target", records[row]).map { (words(records[row], "role") ?? "", $0) }
                }
            default: return []
            }
        }
        return []
    }

    /// Where an annotation stands and its number; of a link, those of its chain and in it.
    private func address(_ row: Int) -> String? {
        let number = chainOf[row].map { "\($0.chain)-\($0.link)" } ?? String(records[row].id)
        return firstUnit[row].map { "\($0)[\(number)]" }
    }
}
