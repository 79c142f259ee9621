import GlossModel

/// Writes the text of a document with its structure, and notes where its names stand.
struct TEIBlocks {
    var builder = DocumentBuilder()
    /// Names, places and dates, where they stand.
    private(set) var labelled: [ForeignLayers.Labelled] = []
    /// Elements of which nothing is shown, by name.
    private(set) var left: [String: Int] = [:]
    private let names: TEINames
    private var depth = 0
    private var bodies: [(key: String, node: XMLNode)] = []
    /// The key of the person, place or organisation whose entry is being written.
    private var owner: String?

    init(_ names: TEINames) { self.names = names }

    /// Writes an element with all in it.
    mutating func write(_ node: XMLNode) {
        switch node.name {
        case "front", "body", "back", "group", "text", "floatingText": flow(node)
        case "titlePage", "docTitle", "titlePart", "docAuthor", "docImprint", "docDate", "docEdition", "byline", "epigraph":
            block(node, .front)
        case "div", "div0", "div1", "div2", "div3", "div4", "div5", "div6", "div7": division(node)
        case "head": block(node, inTable || inFigure ? .caption : .heading, level: max(1, min(6, depth)))
        case "p", "ab", "opener", "closer", "salute", "signed", "dateline", "postscript", "trailer", "argument", "stage", "speaker",
            "address", "addrLine", "bibl", "biblStruct", "biblFull", "entry", "sp":
            block(node, node.name.hasPrefix("bibl") && isInBibliography ? .reference : .paragraph)
        case "lg": stanza(node)
        case "l": line(node)
        case "q", "quote", "said", "cit": quotation(node)
        case "list", "listBibl", "listPerson", "listPlace", "listOrg": list(node)
        case "item", "person", "place", "org": item(node)
        case "table": table(node)
        case "figure": figure(node)
        default: inline(node)
        }
    }

    private var inTable: Bool { builder.table != nil }
    private var inFigure = false
    private var isInBibliography = false

    private mutating func flow(_ node: XMLNode) {
        builder.end()
        children(node)
        builder.end()
        flushNotes()
    }

    private mutating func children(_ node: XMLNode) {
        for child in node.children {
            switch child {
            case .text(let bytes): characters(bytes)
            case .element(let inner): write(inner)
            }
        }
    }

    /// Characters between elements are text only where they say something.
    private mutating func characters(_ bytes: [UInt8]) {
        if builder.openStart == nil, bytes.allSatisfy({ $0 <= 0x20 }) { return }
        bytes.withBytes { builder.write($0) }
    }

    // MARK: Blocks

    private mutating func styled(_ kind: BlockKind, level: Int = 0, _ body: (inout TEIBlocks) -> Void) {
        builder.end()
        let outer = builder.style
        if !inTable { builder.style = DocumentBuilder.Style(kind: kind, level: level) }
        body(&self)
        builder.end()
        builder.style = outer
        flushNotes()
    }

    private mutating func block(_ node: XMLNode, _ kind: BlockKind, level: Int = 0) { styled(kind, level: level) { $0.children(node) } }

    private mutating func division(_ node: XMLNode) {
        depth += 1
        defer { depth -= 1 }
        let outer = isInBibliography
        if ["bibliography", "references", "bibliographie"].contains(node["type"] ?? "") { isInBibliography = true }
        flow(node)
        isInBibliography = outer
    }

    private mutating func stanza(_ node: XMLNode) {
        guard builder.style.kind != .quote else { return flow(node) }
        block(node, .paragraph)
    }

    private mutating func line(_ node: XMLNode) {
        if builder.openStart != nil { builder.lineBreak() }
        children(node)
    }

    private mutating func quotation(_ node: XMLNode) {
        let hasBlocks = node.elements.contains { ["p", "lg", "l", "ab", "quote", "bibl"].contains($0.name) }
        guard builder.openStart == nil || hasBlocks && node.elements.contains(where: { $0.name == "p" || $0.name == "lg" }) else {
            return children(node)
        }
        block(node, .quote)
    }

    private mutating func list(_ node: XMLNode) {
        builder.end()
        children(node)
        builder.end()
    }

    private mutating func item(_ node: XMLNode) {
        let outer = owner
        if node.name != "item" { owner = node["id"].map { "#" + $0 } }
        defer { owner = outer }
        styled(.list, level: 1) { blocks in
            blocks.builder.label = (node["n"].map { $0 + " " }) ?? "• "
            blocks.children(node)
        }
    }

    private mutating func table(_ node: XMLNode) {
        if let head = node.first("head") { block(head, .caption) }
        let rows = node.all("row")
        let width = rows.map { $0.all("cell").reduce(0) { $0 + TEIBlocks.count($1["cols"]) } }.max() ?? 1
        builder.beginTable(width: width)
        for row in rows {
            builder.beginRow()
            for cell in row.all("cell") {
                guard builder.beginCell(columns: TEIBlocks.count(cell["cols"]), rows: TEIBlocks.count(cell["rows"])) else { continue }
                children(cell)
                builder.endCell()
            }
            builder.endRow()
        }
        builder.endTable()
    }

    /// Rows or columns that a cell covers.
    private static func count(_ words: String?) -> Int { max(1, min(1 << 12, words.flatMap { Int(within: $0) } ?? 1)) }

    private mutating func figure(_ node: XMLNode) {
        inFigure = true
        styled(.caption) { blocks in
            for part in node.elements where part.name == "head" || part.name == "p" || part.name == "figDesc" { blocks.children(part) }
        }
        inFigure = false
    }

    // MARK: Within a block

    private mutating func inline(_ node: XMLNode) {
        switch node.name {
        case "lb": if node["break"] != "no" { builder.space() }
        case "pb": builder.beginPage(node["n"] ?? "")
        case "cb", "gb", "milestone", "anchor", "index", "space": break
        case "note": note(node)
        case "choice": choice(node)
        case "app": (node.first("lem") ?? node.elements.first).map { children($0) }
        case "del", "fw", "teiHeader", "graphic", "facsimile", "standOff", "surplus", "noteGrp", "listAnnotation", "interp", "spanGrp":
            left[node.name, default: 0] += 1
        case "gap": builder.write("[…]")
        case "ref", "ptr": link(node)
        case "code", "eg", "egXML": block(node, builder.openStart == nil ? .code : builder.style.kind)
        default:
            if let kind = TEIKind(node) { name(node, kind) } else { children(node) }
        }
    }

    private mutating func choice(_ node: XMLNode) {
        for wanted in ["corr", "reg", "expan", "unclear"] {
            if let best = node.first(wanted) { return write(best) }
        }
        node.elements.first.map { write($0) }
    }

    private mutating func link(_ node: XMLNode) {
        builder.beginLink(node["target"] ?? "")
        children(node)
        builder.endLink()
    }

    /// A note stands behind the block that its marker is in.
    private mutating func note(_ node: XMLNode) {
        guard builder.openStart != nil, !inTable else { return block(node, .note) }
        let number = builder.notes.count + 1
        let key = node["id"] ?? "note \(number)"
        builder.notes.add(marker: builder.writeMarker("[\(node["n"] ?? "\(number)")]"), for: key)
        bodies.append((key, node))
    }

    private mutating func flushNotes() {
        guard builder.openStart == nil, !inTable else { return }
        let waiting = bodies
        bodies = []
        for (key, node) in waiting {
            let first = builder.blocks.count
            block(node, .note)
            if let start = builder.blocks[safe: first], let end = builder.blocks.last {
                builder.notes.add(body: Span(Int(start.span.start), Int(end.span.end)), for: key)
            }
        }
    }

    // MARK: Names and dates

    private mutating func name(_ node: XMLNode, _ kind: TEIKind) {
        let mark = builder.mark()
        children(node)
        guard let span = builder.span(from: mark) else { return }
        var item = ForeignLayers.Labelled(id: node["id"] ?? "", label: kind.type)
        item.span = span
        item.time = kind.time
        item.attributes = node.attributes.filter { !kind.taken.contains($0.name) && $0.name != "id" }.map { ($0.name, $0.value) }
        if node.name == "rs" { item.form = .nominal }
        if item.time == nil, let reference = node["ref"] ?? node["key"] ?? node["corresp"] ?? owner, !reference.isEmpty {
            let name = names.name(reference)
            (item.chain, item.name) = (reference, name)
            if reference.contains("://") || !reference.hasPrefix("#") { item.entity = reference }
        }
        labelled.append(item)
    }
}

extension Array {
    /// The element at an index; nil beyond the end.
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
