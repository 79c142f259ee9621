import GlossModel

/// One document: its tokens, names and chains.
struct CoNLL2012Document {
    private struct Mention {
        var chain: String
        var first: Int
        var last: Int
    }

    private let title: String
    private let start: Int
    private var end = 0
    private var words = TokenText()
    private var name: (type: String, first: Int)?
    private var names: [(type: String, tokens: Range<Int>)] = []
    /// Where mentions that are open begin, by their chains.
    private var open: [String: [Int]] = [:]
    private var mentions: [Mention] = []
    private var stray = 0
    private var pronouns: Set<Int> = []

    init(_ title: String, from start: Int) { (self.title, self.start) = (title, start) }

    var isEmpty: Bool { words.tokens.isEmpty }
    var text: Text { words.text }
    var range: Range<Int> { start..<end }

    mutating func endSentence() {
        if name != nil { stray += 1 }
        name = nil
        words.endSentence()
    }

    mutating func finish(at end: Int) {
        endSentence()
        stray += open.values.reduce(0) { $0 + $1.count }
        open = [:]
        self.end = end
    }

    mutating func take(_ columns: [String]) {
        // Word, part of speech, and at least a column of names and one of chains.
        guard columns.count > 5 else { return stray += 1 }
        let token = words.tokens.count
        words.add(columns[3])
        if columns[4].hasPrefix("PRP") || columns[4].hasPrefix("WP") { pronouns.insert(token) }
        if columns.count > 10 { takeName(columns[10], token) }
        takeChains(columns[columns.count - 1], token)
    }

    /// `(PERSON*`, `*`, `*)`, `(GPE)`.
    private mutating func takeName(_ cell: String, _ token: Int) {
        if cell.hasPrefix("(") {
            if name != nil { stray += 1 }
            name = (String(cell.dropFirst().prefix { $0 != "*" && $0 != ")" && $0 != "(" }), token)
        }
        guard cell.hasSuffix(")") else { return }
        guard let open = name else { return stray += 1 }
        names.append((open.type, open.first..<token + 1))
        name = nil
    }

    /// `(0|(12`, `0)|12)`, `(3)`, `-`.
    private mutating func takeChains(_ cell: String, _ token: Int) {
        guard cell != "-", cell != "_", cell != "*" else { return }
        for piece in cell.split(separator: "|") {
            let chain = String(piece.filter { $0 != "(" && $0 != ")" })
            if piece.hasPrefix("(") { open[chain, default: []].append(token) }
            guard piece.hasSuffix(")") else { continue }
            guard let first = open[chain]?.popLast() else {
                stray += 1
                continue
            }
            mentions.append(Mention(chain: chain, first: first, last: token))
        }
    }

    // MARK: The report

    func add(to record: inout ForeignReport) {
        record.title = title
        let annotator = record.annotator("")
        var types: [Range<Int>: String] = [:]
        for (type, tokens) in names where types[tokens] == nil { types[tokens] = type }
        let chains = chainTypes(types)
        var taken: Set<Range<Int>> = []
        for mention in mentions {
            let tokens = mention.first..<mention.last + 1
            let type = taken.insert(tokens).inserted ? types[tokens] : nil
            var item = ForeignLayers.Labelled(label: type ?? chains[mention.chain] ?? "Coreference")
            item.chain = mention.chain
            item.form = type != nil ? .name : tokens.count == 1 && pronouns.contains(mention.first) ? .pronoun : .nominal
            add(item, tokens, to: &record, annotator)
        }
        for (type, tokens) in names where !taken.contains(tokens) { add(ForeignLayers.Labelled(label: type), tokens, to: &record, annotator) }
        guard stray > 0 else { return }
        record.tell(.warning, "brackets-do-not-pair", "\(stray.of("bracket is", "brackets are")) opened or closed without the other; left out")
    }

    /// The type of each chain: that of the first name among its mentions.
    private func chainTypes(_ types: [Range<Int>: String]) -> [String: String] {
        var found: [String: String] = [:]
        for mention in mentions where found[mention.chain] == nil { found[mention.chain] = types[mention.first..<mention.last + 1] }
        return found
    }

    private func add(_ item: ForeignLayers.Labelled, _ tokens: Range<Int>, to record: inout ForeignReport, _ annotator: Int) {
        guard let span = words.span(tokens) else { return }
        var item = item
        item.span = span
        record.add(placed: item, by: annotator)
    }
}
