import GlossModel

/// Writes what is to be read of a page into a document. Recursion ends at `HTMLTree.deepest`.
struct HTMLBlocks {
    var builder = DocumentBuilder()
    let tree: HTMLTree
    /// Elements that are not to be read.
    let isLeftOut: [Bool]
    private let notes: HTMLNotes
    private var listDepth = 0
    /// Whether a line was just broken.
    private var isBroken = false
    private var isCode = false

    /// `files` are the names of those that the elements of the tree stand for, where it is made of several.
    init(_ tree: HTMLTree, leftOut: [Bool], within root: Range<Int>, files: [String] = []) {
        self.tree = tree
        isLeftOut = leftOut
        notes = HTMLNotes(tree, within: root, leftOut: leftOut, files: files)
    }

    /// Writes an element and all within it.
    mutating func write(_ node: Int) {
        guard !isLeftOut[node] else { return }
        if let label = pageLabel(node) { builder.beginPage(label) }
        guard let key = notes.bodies[node] else { return element(node) }
        builder.end()
        let first = builder.blocks.count
        styled(.note) { $0.element(node) }
        guard first < builder.blocks.count, let last = builder.blocks.last else { return }
        builder.notes.add(body: Span(Int(builder.blocks[first].span.start), Int(last.span.end)), for: key)
    }

    mutating func writeChildren(_ node: Int) {
        var child = tree.nodes[node].first
        while child >= 0 {
            write(Int(child))
            child = tree.nodes[Int(child)].next
        }
    }

    // MARK: Elements

    private mutating func element(_ node: Int) {
        let tag = tree.tag(node)
        switch tag {
        case .text: words(node)
        case .br: lineBreak()
        case .a: link(node)
        case .sup: raised(node, RaisedText.superscript)
        case .sub: raised(node, RaisedText.subscript)
        case .q: quoted(node)
        case .img: image(node)
        case .math: mathematics(node)
        case .rt: aside(node)
        case .h1, .h2, .h3, .h4, .h5, .h6: heading(node, tag.headingLevel ?? 1)
        case .ul, .menu, .dir, .ol: list(node, tag)
        case .dl: definitions(node)
        case .blockquote: block(node, builder.style.kind == .paragraph ? .quote : nil)
        case .pre, .listing, .xmp: code(node)
        case .figcaption, .caption: caption(node)
        case .table: table(node)
        case _ where tag.isBlock: block(node, HTMLBlocks.kind(of: node, tree))
        default: writeChildren(node)
        }
    }

    /// What an element says that the blocks in it are.
    private static func kind(of node: Int, _ tree: HTMLTree) -> BlockKind? {
        switch tree.attribute("role", of: node) ?? tree.attribute("epub:type", of: node) {
        case "doc-toc", "toc": .contents
        case "doc-bibliography": .reference
        case "doc-endnotes", "doc-footnote", "footnote", "footnotes": .note
        default: nil
        }
    }

    /// The number of the page that begins at an element; nil at most.
    private func pageLabel(_ node: Int) -> String? {
        guard [.span, .div, .a, .hr, .p].contains(tree.tag(node)),
            tree.attribute("epub:type", of: node) == "pagebreak" || tree.attribute("role", of: node) == "doc-pagebreak"
        else { return nil }
        let label = tree.attribute("title", of: node) ?? tree.attribute("aria-label", of: node) ?? tree.words(node)
        return label.isEmpty ? nil : label
    }

    private mutating func words(_ node: Int) {
        let before = builder.bytes.count
        HTMLCharacters.decode(tree.bytes, tree.nodes[node].range) { builder.write($0) }
        if builder.bytes.count > before { isBroken = false }
    }

    /// Two breaks in a row end a paragraph.
    private mutating func lineBreak() {
        if isCode { return builder.write("\n") }
        if isBroken { builder.end() } else { builder.lineBreak() }
        isBroken = !isBroken
    }

    private mutating func block(_ node: Int, _ kind: BlockKind?) {
        builder.end()
        if let kind { styled(kind, level: 0) { $0.writeChildren(node) } } else { writeChildren(node) }
        builder.end()
        isBroken = false
    }

    /// Writes blocks of a kind, and goes back to the one around.
    mutating func styled(_ kind: BlockKind, level: Int = 0, _ body: (inout HTMLBlocks) -> Void) {
        builder.end()
        let outer = builder.style
        builder.style = DocumentBuilder.Style(kind: kind, level: level)
        body(&self)
        builder.end()
        builder.style = outer
    }

    private mutating func heading(_ node: Int, _ level: Int) {
        builder.end()
        builder.label = ""
        let first = builder.blocks.count
        styled(.heading, level: level) { $0.writeChildren(node) }
        // Blocks within a heading are its lines.
        if builder.table == nil { builder.mergeBlocks(from: first) }
    }

    private mutating func code(_ node: Int) {
        let outer = isCode
        isCode = builder.table == nil
        styled(.code) { $0.writeChildren(node) }
        isCode = outer
    }

    private mutating func caption(_ node: Int) {
        guard builder.table == nil else { return block(node, nil) }
        let words = tree.words(node)
        builder.end()
        if builder.retype(.caption, ifLastIs: Array(words.utf8)) { return }
        styled(.caption) { $0.writeChildren(node) }
    }

    // MARK: Lists

    private mutating func list(_ node: Int, _ tag: HTMLTag) {
        listDepth += 1
        defer { listDepth -= 1 }
        let start = tree.attribute("start", of: node).flatMap { Int($0) } ?? 1
        var numbering = ListNumbering(start: start, style: Self.style(tree.attribute("type", of: node)))
        var count = 0
        for child in tree.children(node) {
            guard tree.tag(child) == .li else {
                write(child)
                continue
            }
            if let value = tree.attribute("value", of: child).flatMap({ Int($0) }), tag == .ol {
                (numbering, count) = (ListNumbering(start: value, style: Self.style(tree.attribute("type", of: node))), 0)
            }
            item(child, tag == .ol ? numbering.label(count) : "• ")
            count += 1
        }
        builder.end()
    }

    private static func style(_ type: String?) -> String {
        switch type {
        case "a": "LowerAlpha"
        case "A": "UpperAlpha"
        case "i": "LowerRoman"
        case "I": "UpperRoman"
        default: ""
        }
    }

    private mutating func item(_ node: Int, _ label: String) {
        let keeps = builder.style.kind == .note || builder.style.kind == .contents || builder.style.kind == .reference
        let kind: BlockKind = keeps ? builder.style.kind : .list
        styled(kind, level: kind == .list ? listDepth : 0) { blocks in
            blocks.builder.label = label
            blocks.write(node)
            blocks.builder.end()
            blocks.builder.label = ""
        }
        isBroken = false
    }

    private mutating func definitions(_ node: Int) {
        listDepth += 1
        defer { listDepth -= 1 }
        let kind: BlockKind = builder.style.kind == .note ? .note : .list
        for child in tree.children(node) {
            let isDefinition = tree.tag(child) == .dd
            let isPart = isDefinition || tree.tag(child) == .dt
            if isDefinition { listDepth += 1 }
            if isPart { styled(kind, level: kind == .list ? listDepth : 0) { $0.write(child) } } else { write(child) }
            if isDefinition { listDepth -= 1 }
        }
    }

    // MARK: Words

    private mutating func link(_ node: Int) {
        if let key = notes.markers[node] {
            let span = builder.writeMarker(notes.words(ofMarker: node, tree))
            builder.notes.add(marker: span, for: key)
            isBroken = false
            return
        }
        if notes.isReturn(node, tree) { return }
        guard let target = tree.attribute("href", of: node), !isCode else { return writeChildren(node) }
        builder.beginLink(target.split(whereSeparator: \.isWhitespace).joined())
        writeChildren(node)
        builder.endLink()
    }

    private mutating func raised(_ node: Int, _ raise: (String) -> String) {
        let words = tree.words(node)
        let raised = raise(words)
        guard raised != words, !tree.children(node).contains(where: { tree.tag($0) == .a }) else { return writeChildren(node) }
        builder.write(raised)
        isBroken = false
    }

    private mutating func quoted(_ node: Int) {
        builder.write("“")
        writeChildren(node)
        builder.write("”")
    }

    /// What is said above the words that it is beside.
    private mutating func aside(_ node: Int) {
        builder.write("(")
        writeChildren(node)
        builder.write(")")
    }

    private mutating func mathematics(_ node: Int) {
        if let words = tree.attribute("alttext", of: node), !words.isEmpty { builder.write(words) } else { writeChildren(node) }
    }

    /// What is said of an image; between words only where it is one of them.
    private mutating func image(_ node: Int) {
        guard let words = tree.attribute("alt", of: node)?.split(whereSeparator: \.isWhitespace).joined(separator: " "),
            ImageWords.areWords(words), !isSmall(node)
        else { return }
        if builder.openStart != nil || !words.contains(" ") {
            if words.count <= 2 || tree.attribute("class", of: node)?.contains("math") == true { builder.write(words) }
            return
        }
        let figure = tree.ancestors(node).first { tree.tag($0) == .figure }
        let captions = figure.map { tree.all(.figcaption, in: $0..<tree.end(of: $0)) } ?? []
        guard !captions.contains(where: { tree.words($0).contains(words) }) else { return }
        styled(.caption) { $0.builder.write(words) }
    }

    private func isSmall(_ node: Int) -> Bool {
        [tree.attribute("width", of: node), tree.attribute("height", of: node)].contains { $0.flatMap { Int($0) }.map { $0 <= 64 } ?? false }
    }
}
