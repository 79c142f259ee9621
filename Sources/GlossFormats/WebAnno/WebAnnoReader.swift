import GlossModel

/// Reads WebAnno TSV into a CAS: lines first, since what they refer to may come later.
struct WebAnnoReader {
    private let file: InputFile
    private var cas = Cas()
    private var layers: [WebAnnoLayer] = []
    private var text: [UInt8] = []
    /// UTF-16 units of the text so far.
    private var units = 0
    private var found: [Found] = []
    /// Rows of `found` by layer and number in brackets.
    private var numbered: [Key: Int] = [:]
    /// Rows that stand on a unit, by its address.
    private var onUnit: [String: [Int]] = [:]
    private var sentence = Sentence()
    /// Tokens by their addresses, for relations between them: layers have no annotation there.
    private var tokens: [String: (begin: Int, end: Int)] = [:]
    /// Ids of the tokens that relations name.
    private var tokenIDs: [String: UInt32] = [:]
    private let areTokensNamed: Bool
    private var wrong: (differing: Int, codePoints: Int, total: Int) = (0, 0, 0)

    private struct Key: Hashable {
        var layer: Int
        var number: Int
        /// Of a link, its number in its chain.
        var link = 0
    }

    /// An annotation: of a layer, with features in columns.
    private struct Found {
        var layer: Int
        var begin: Int
        var end: Int
        var values: [(column: Int, value: String)] = []
        /// Roles and targets of slots by column; the number of its chain.
        var slots: [(column: Int, roles: [String], targets: [String])] = []
        var base = ""
        var unit = ""
        var chain = 0
        var link = 0
    }

    private struct Sentence {
        var lines: [[UInt8]] = []
        /// Bytes of the text where it begins; nil until its first token is read.
        var start: Int?
        /// Where the next token is looked for, in the text, and UTF-16 units before it.
        var place = 0
        var units = 0
        /// The last token: whether there is one, and where it begins.
        var hasToken = false
        var statedBegin = 0
        var begin = 0
    }

    private(set) var findings: [Finding] = []
    private let bytes: Bytes
    /// The cells of the line that is read.
    private var cells: [Range<Int>] = []

    init(_ file: InputFile) {
        self.file = file
        bytes = file.content.bytes
        cas.source = file.content
        cas.faults = Faults(path: file.path, file: file.content)
        areTokensNamed = file.content[Span(0, min(1 << 16, file.content.count))].contains("|BT_" + CasName.token)
    }

    /// The structures of the file; nil where it has no text. It throws nothing itself: optimised, Swift 6 left
    /// a register in it that its caller took for an error.
    mutating func read() -> Cas? {
        var number = 0
        var offset = 0
        while offset < bytes.count {
            let end = JSONScan.first(0x0A, in: bytes, from: offset, to: bytes.count)
            number += 1
            take(offset..<(end > offset && bytes[end - 1] == 0x0D ? end - 1 : end), number)
            offset = end + 1
        }
        endSentence()
        guard !text.isEmpty || !layers.isEmpty || cas.faults.isEmpty else { return nil }
        cas.sofas = [Cas.Sofa(id: 1, name: CasName.initialView, text: Text(text, isString: true))]
        emit()
        tell()
        return cas
    }

    private mutating func take(_ line: Range<Int>, _ number: Int) {
        guard let first = line.first else { return endSentence() }
        guard bytes[first] == 0x23 else { return token(line, number) }
        if bytes[line].starts(with: "#Text=".utf8) {
            if sentence.start != nil { endSentence() }
            sentence.lines.append(WebAnnoValue.unescaped(bytes[line].dropFirst(6)))
        } else if let layer = WebAnnoLayer(String(decoding: bytes[line], as: UTF8.self)) {
            layers.append(layer)
        }
    }

    // MARK: Text

    private mutating func endSentence() {
        if sentence.start == nil, !sentence.lines.isEmpty { begin(at: units) }
        if sentence.start != nil { sentence = Sentence() }
    }

    /// Puts the text of the sentence where its first token says it begins.
    private mutating func begin(at wanted: Int) {
        if wanted > units {
            let gap = wanted - units
            text += [UInt8](repeating: 0x0A, count: min(gap, 2)) + [UInt8](repeating: 0x20, count: min(max(0, gap - 2), 1 << 16))
            units += min(gap, 2) + min(max(0, gap - 2), 1 << 16)
        }
        sentence.start = text.count
        (sentence.place, sentence.units) = (text.count, units)
        text += sentence.lines.joined(separator: [0x0A])
        units += WebAnnoReader.units(text[(sentence.start ?? 0)...])
    }

    private static func units(_ bytes: some Collection<UInt8>) -> Int {
        bytes.allSatisfy { $0 < 0x80 } ? bytes.count : String(decoding: bytes, as: UTF8.self).utf16.count
    }

    // MARK: Tokens and units

    private mutating func token(_ line: Range<Int>, _ number: Int) {
        split(line)
        let span = cells.count > 2 ? offsets(cells[1]) : nil
        guard let span else { return tellToken(number) }
        let place = locate(cells[0], cells[2], span)
        if areTokensNamed { tokens[word(cells[0])] = place }
        let width = layers.reduce(3) { $0 + $1.columns.count }
        if cells.count < width {
            cas.faults.add(.incomplete, word(cells[0]), line: number, "\(cells.count) of \(width) columns stand there; the others are taken as empty")
        }
        var column = 3
        for index in layers.indices {
            let own = min(column, cells.count)..<min(column + layers[index].columns.count, cells.count)
            column += layers[index].columns.count
            guard isFilled(own) else { continue }
            let missing = layers[index].columns.count - own.count
            let values = own.map { Array(bytes[cells[$0]])[...] } + [ArraySlice<UInt8>](repeating: [0x5F], count: missing)
            take(values, index, word(cells[0]), place)
        }
    }

    /// Whether something stands in one of some cells. A loop: a closure would copy the reader.
    private func isFilled(_ columns: Range<Int>) -> Bool {
        for column in columns {
            let cell = cells[column]
            if cell.count > 1 || cell.count == 1 && bytes[cell.lowerBound] != 0x5F { return true }
        }
        return false
    }

    private func word(_ cell: Range<Int>) -> String { String(decoding: bytes[cell], as: UTF8.self) }

    /// Takes the cells of a line, which tabs part.
    private mutating func split(_ line: Range<Int>) {
        cells.removeAll(keepingCapacity: true)
        var start = line.lowerBound
        for place in line where bytes[place] == 0x09 {
            cells.append(start..<place)
            start = place + 1
        }
        cells.append(start..<line.upperBound)
    }

    /// What is wrong with a line that is no token.
    private mutating func tellToken(_ line: Int) {
        let address = word(cells[0])
        let ends = cells.count > 2 ? ends(cells[1]) : []
        let left = "its annotations are left out"
        guard ends.count == 2 else {
            return cas.faults.add(.unread, address, line: line, "a token's number, offsets and words are wanted, parted by tabs; left out")
        }
        guard let begin = ends[0], let end = ends[1] else {
            return cas.faults.add(.notWhole, address, line: line, "its offsets are no whole numbers; \(left)")
        }
        if begin < 0 { return cas.faults.add(.beforeText, address, line: line, "[\(begin),\(end)] begins before the text; \(left)") }
        cas.faults.add(end < begin ? .reversed : .beyondText, address, line: line, "[\(begin),\(end)] \(end < begin ? "ends before it begins" : "is beyond any text"); \(left)")
    }

    /// `12-15`.
    private func offsets(_ cell: Range<Int>) -> (begin: Int, end: Int)? {
        var numbers = (0, 0)
        var (hyphen, place) = (cell.upperBound, cell.lowerBound)
        while place < cell.upperBound, cell.count < 20 {
            let digit = bytes[place] &- 0x30
            if digit > 9 {
                guard bytes[place] == 0x2D, hyphen == cell.upperBound, place > cell.lowerBound else { break }
                hyphen = place
            } else if hyphen == cell.upperBound {
                numbers.0 = numbers.0 &* 10 &+ Int(digit)
            } else {
                numbers.1 = numbers.1 &* 10 &+ Int(digit)
            }
            place += 1
        }
        if place == cell.upperBound, hyphen + 1 < place { return numbers.1 >= numbers.0 && numbers.1 < 1 << 31 ? numbers : nil }
        let ends = ends(cell)
        guard ends.count == 2, let begin = ends[0], let end = ends[1], begin >= 0, end >= begin, end < 1 << 31 else { return nil }
        return (begin, end)
    }

    /// The two numbers around the hyphen of a cell, each perhaps negative; nil for what is none.
    private func ends(_ cell: Range<Int>) -> [Int?] {
        let words = word(cell)
        guard let hyphen = words.dropFirst().firstIndex(of: "-") else { return [] }
        return [words[..<hyphen], words[words.index(after: hyphen)...]].map { Int($0) ?? Double($0).flatMap { Int(exactly: $0) } }
    }

    /// Where a token stands by its words; a part of one by its distance from it.
    private mutating func locate(_ address: Range<Int>, _ cell: Range<Int>, _ stated: (begin: Int, end: Int)) -> (begin: Int, end: Int) {
        let words = Bytes(rebasing: bytes[cell])
        if sentence.hasToken, bytes[address].contains(0x2E) {
            let begin = sentence.begin + stated.begin - sentence.statedBegin
            return (begin, begin + stated.end - stated.begin)
        }
        if sentence.start == nil {
            let own = Array(sentence.lines.joined(separator: [0x0A]))
            let lead = WebAnnoReader.find(words, in: own, from: 0).map { WebAnnoReader.units(own[..<$0]) } ?? 0
            let isMiscounted = wrong.differing > 0 && stated.begin - lead < units
            begin(at: max(units, stated.begin - lead) + (isMiscounted ? 1 : 0))
        }
        let length = WebAnnoReader.units(words)
        wrong.total += 1
        if length != stated.end - stated.begin {
            wrong.differing += 1
            if String(decoding: words, as: UTF8.self).unicodeScalars.count == stated.end - stated.begin { wrong.codePoints += 1 }
        }
        if let found = WebAnnoReader.find(words, in: text, from: sentence.place) {
            sentence.units += WebAnnoReader.units(text[sentence.place..<found])
            sentence.place = found + words.count
            (sentence.hasToken, sentence.begin, sentence.statedBegin) = (true, sentence.units, stated.begin)
            sentence.units += length
            return (sentence.begin, sentence.units)
        }
        (sentence.hasToken, sentence.begin, sentence.statedBegin) = (true, stated.begin, stated.begin)
        return stated
    }

    /// The next place of some bytes, at most a line's length away.
    private static func find(_ words: Bytes, in text: [UInt8], from start: Int) -> Int? {
        var place = start
        while place + words.count <= text.count {
            if words.isEmpty || text[place] == words[0], text[place..<place + words.count].elementsEqual(words) { return place }
            place += 1
        }
        return nil
    }

    // MARK: Cells

    private mutating func take(_ cells: [ArraySlice<UInt8>], _ layer: Int, _ address: String, _ place: (begin: Int, end: Int)) {
        let stacks = cells.map { WebAnnoValue.split($0, by: 0x7C) }
        let depth = stacks.map(\.count).max() ?? 0
        for level in 0..<depth {
            let pieces = stacks.map { level < $0.count ? $0[level] : ArraySlice([0x5F]) }
            if pieces.allSatisfy({ Array($0) == [0x5F] || $0.isEmpty }) { continue }
            take(pieces, at: level, layer, address, place)
        }
    }

    private mutating func take(
        _ pieces: [ArraySlice<UInt8>], at level: Int, _ layer: Int, _ address: String, _ place: (begin: Int, end: Int)
    ) {
        let kind = layers[layer].kind
        let number = kind == .span
            ? zip(layers[layer].columns, pieces).map { WebAnnoReader.isPlain($0) ? WebAnnoValue.numbered($1).number : 0 }.max() ?? 0 : 0
        let key = Key(layer: layer, number: number)
        if number > 0, let row = numbered[key] {
            found[row].begin = min(found[row].begin, place.begin)
            found[row].end = max(found[row].end, place.end)
            onUnit[address, default: []].append(row)
            return
        }
        var annotation = Found(layer: layer, begin: place.begin, end: place.end)
        annotation.unit = address
        for (column, piece) in pieces.enumerated() { take(piece, column, &annotation) }
        let row = found.count
        if kind == .chain {
            // A link over several tokens stands on each of them.
            let key = Key(layer: layer, number: annotation.chain, link: annotation.link)
            if annotation.link > 0, let known = numbered[key] {
                found[known].end = max(found[known].end, place.end)
                return
            }
            numbered[key] = row
        }
        found.append(annotation)
        if number > 0 { numbered[key] = row }
        if kind == .span { onUnit[address, default: []].append(row) }
    }

    private static func isPlain(_ column: WebAnnoLayer.Column) -> Bool {
        switch column {
        case .feature, .none, .roles: true
        default: false
        }
    }

    private func take(_ piece: ArraySlice<UInt8>, _ column: Int, _ annotation: inout Found) {
        let (value, number) = WebAnnoValue.numbered(piece)
        let words = String(decoding: WebAnnoValue.unescaped(value), as: UTF8.self)
        let isEmpty = Array(value) == [0x2A] || Array(value) == [0x5F] || value.isEmpty
        switch layers[annotation.layer].columns[column] {
        case .feature where layers[annotation.layer].kind == .chain: chain(piece, column, &annotation)
        case .feature: if !isEmpty { annotation.values.append((column, words)) }
        case .roles where !isEmpty:
            // The number in brackets behind the last is the annotation's.
            let roles = WebAnnoValue.split(value, by: 0x3B).map { role in
                Array(role) == [0x2A] ? "" : String(decoding: WebAnnoValue.unescaped(role), as: UTF8.self)
            }
            annotation.slots.append((column, roles, []))
        case .targets where !isEmpty || piece.count > 1:
            guard let last = annotation.slots.indices.last, annotation.slots[last].column == column - 1 else { return }
            annotation.slots[last].targets = WebAnnoValue.split(piece, by: 0x3B).map { String(decoding: $0, as: UTF8.self) }
        case .base: annotation.base = isEmpty ? "" : String(decoding: piece, as: UTF8.self)
        default: _ = number
        }
    }

    /// `pr[2]` is a value and the number of the chain, `coref->2-1` a value and the number of the link.
    private func chain(_ piece: ArraySlice<UInt8>, _ column: Int, _ annotation: inout Found) {
        let bytes = Array(piece)
        var value = piece
        if let arrow = bytes.indices.last(where: {
            bytes[$0] == 0x2D && $0 + 1 < bytes.count && bytes[$0 + 1] == 0x3E && ($0 == 0 || bytes[$0 - 1] != 0x5C)
        }) {
            let numbers = String(decoding: bytes[(arrow + 2)...], as: UTF8.self).split(separator: "-").compactMap { Int($0) }
            if numbers.count == 2 { (annotation.chain, annotation.link) = (numbers[0], numbers[1]) }
            value = bytes[..<arrow]
        } else {
            let (bare, number) = WebAnnoValue.numbered(piece)
            if number > 0 { annotation.chain = number }
            value = bare
        }
        if Array(value) != [0x2A], Array(value) != [0x5F], !value.isEmpty {
            annotation.values.append((column, String(decoding: WebAnnoValue.unescaped(value), as: UTF8.self)))
        }
    }

    // MARK: Structures

    /// Ids are rows and 2; links of slots and chains come after.
    private func id(_ row: Int) -> UInt32 { UInt32(row + 2) }

    private mutating func emit() {
        let chained = chainRows()
        var next = UInt32(found.count + 2 + chained.count)
        var waiting: [(id: UInt32, type: String, role: String, target: UInt32)] = []
        var chains: [Int: Int] = [:]
        var chainIDs: [String: UInt32] = [:]
        for (place, chain) in chained.enumerated() {
            chainIDs[String(chain.key.number)] = UInt32(found.count + 2 + place)
            for (row, following) in zip(chain.rows, chain.rows.dropFirst()) { chains[row] = following }
        }
        for row in found.indices {
            let annotation = found[row]
            let layer = layers[annotation.layer]
            cas.begin(id(row), cas.type(layer.type))
            if layer.kind == .relation { cas.relationTypes.insert(cas.type(layer.type)) }
            if layer.type == CasName.document {
                cas.place(sofa: 1)
            } else {
                cas.place(sofa: 1, begin: UInt32(clamping: annotation.begin), end: UInt32(clamping: annotation.end))
            }
            for (column, value) in annotation.values {
                guard case .feature(let name) = layer.columns[column] else { continue }
                if layer.type == CasName.entity, name == "chain", let chain = chainIDs[value] {
                    cas.add(cas.name(name), .reference(chain))
                } else {
                    cas.add(cas.name(name), .words(cas.words(value)))
                }
            }
            for slot in annotation.slots { self.slot(slot, layer, annotation.unit, &next, &waiting) }
            if layer.kind == .relation { relation(annotation, layer, &next) }
            if let following = chains[row] { cas.add(cas.name("next"), .reference(id(following))) }
        }
        for link in waiting {
            cas.begin(link.id, cas.type(link.type))
            cas.add(cas.name("role"), .words(cas.words(link.role)))
            cas.add(cas.name("target"), .reference(link.target))
        }
        beginnings(chained)
        for (address, id) in tokenIDs.sorted(by: { $0.value < $1.value }) {
            guard let token = tokens[address] else { continue }
            cas.begin(id, cas.type(CasName.token))
            cas.place(sofa: 1, begin: UInt32(clamping: token.begin), end: UInt32(clamping: token.end))
        }
    }

    private mutating func slot(
        _ slot: (column: Int, roles: [String], targets: [String]), _ layer: WebAnnoLayer, _ unit: String, _ next: inout UInt32,
        _ waiting: inout [(id: UInt32, type: String, role: String, target: UInt32)]
    ) {
        guard case .roles(let feature, let type) = layer.columns[slot.column] else { return }
        var ids: [UInt32] = []
        for (index, target) in slot.targets.enumerated() {
            guard let row = self.row(target, of: nil) else {
                cas.faults.add(.dangling, "\(CasName.short(layer.type)) at \(unit)", "its \(feature) names \(target), which is not in the file; left out")
                continue
            }
            if type == WebAnnoValue.direct {
                ids.append(id(row))
                continue
            }
            ids.append(next)
            waiting.append((next, type, index < slot.roles.count ? slot.roles[index] : "", id(row)))
            next += 1
        }
        let isOne = type == WebAnnoValue.direct && slot.roles.first == "one"
        guard let first = ids.first else { return }
        cas.add(cas.name(feature), isOne ? .reference(first) : cas.list(ids))
    }

    /// A relation stands with its dependent and names its governor.
    private mutating func relation(_ annotation: Found, _ layer: WebAnnoLayer, _ next: inout UInt32) {
        guard case .base(let type)? = layer.columns.last(where: { if case .base = $0 { true } else { false } }) else { return }
        let parts = annotation.base.split(separator: "[")
        let numbers = parts.count > 1 ? parts[1].dropLast().split(separator: "_").map { Int($0) ?? 0 } : []
        let unit = parts.first.map(String.init) ?? ""
        let ends = [
            (CasName.governor, unit, numbers.first ?? 0), (CasName.dependent, annotation.unit, numbers.count > 1 ? numbers[1] : 0),
        ]
        for (name, unit, number) in ends {
            if let found = end(unit, number, of: type, &next) {
                cas.add(cas.name(name), .reference(found))
            } else {
                cas.faults.add(
                    unit.isEmpty ? .incomplete : .dangling, "\(CasName.short(layer.type)) at \(annotation.unit)",
                    unit.isEmpty ? "does not say where it comes from" : "its \(name) names \(unit), where no annotation stands")
            }
        }
    }

    /// The id of an end of a relation: of an annotation, or of a token where the relation is between
    /// those.
    private mutating func end(_ unit: String, _ number: Int, of type: String, _ next: inout UInt32) -> UInt32? {
        guard type == CasName.token else { return row(unit, number: number, of: type).map { id($0) } }
        if let known = tokenIDs[unit] { return known }
        guard tokens[unit] != nil else { return nil }
        tokenIDs[unit] = next
        next += 1
        return next - 1
    }

    /// The annotation that `1-3[2]` names, or the link of a chain that `1-3[1-2]` does.
    private func row(_ address: String, of type: String?) -> Int? {
        let parts = address.split(separator: "[")
        let numbers = parts.count > 1 ? parts[1].dropLast().split(separator: "-").compactMap { Int($0) } : []
        if numbers.count == 2 {
            return layers.indices.lazy.compactMap { numbered[Key(layer: $0, number: numbers[0], link: numbers[1])] }.first
        }
        return row(parts.first.map(String.init) ?? "", number: parts.count > 1 ? Int(parts[1].dropLast()) ?? 0 : 0, of: type)
    }

    private func row(_ unit: String, number: Int, of type: String?) -> Int? {
        if number > 0 {
            for index in layers.indices where type == nil || layers[index].type == type || layers.allSatisfy({ $0.type != type }) {
                if let row = numbered[Key(layer: index, number: number)] { return row }
            }
        }
        return onUnit[unit]?.first { type == nil || layers[found[$0].layer].type == type } ?? onUnit[unit]?.first
    }

    /// The links of each chain, in order.
    private func chainRows() -> [(key: Key, rows: [Int])] {
        var rows: [Key: [Int]] = [:]
        for (row, annotation) in found.enumerated() where layers[annotation.layer].kind == .chain {
            rows[Key(layer: annotation.layer, number: annotation.chain), default: []].append(row)
        }
        return rows.sorted { ($0.key.layer, $0.key.number) < ($1.key.layer, $1.key.number) }.map { key, rows in
            (key, rows.sorted { (found[$0].link, $0) < (found[$1].link, $1) })
        }
    }

    private mutating func beginnings(_ chains: [(key: Key, rows: [Int])]) {
        for (place, chain) in chains.enumerated() {
            let type = layers[chain.key.layer].type
            cas.begin(UInt32(found.count + 2 + place), cas.type(type.hasSuffix("Link") ? type.dropLast(4) + "Chain" : type + "Chain"))
            cas.add(cas.name("first"), .reference(id(chain.rows[0])))
        }
    }

    private mutating func tell() {
        guard wrong.differing > 0 else { return }
        let all = wrong.codePoints == wrong.differing
        findings.append(
            Finding(
                .warning, "spans-counted-otherwise", at: Finding.Place(file: file.path),
                "\(wrong.differing) of \(wrong.total) tokens are not as long as their offsets say; "
                    + (all ? "counted in code points they all are, and so they are read" : "they are put where their words stand"),
                remedy: "gloss convert writes them counted in UTF-16"))
    }
}
