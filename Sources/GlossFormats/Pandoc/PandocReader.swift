import GlossModel

/// Reads pandoc's tree into a document. Recursion ends at `JSONDocument.maximumDepth`.
struct PandocReader {
    var builder = DocumentBuilder()
    private let file: InputFile
    /// Notes whose bodies have not been written.
    private var waiting: [(key: String, blocks: JSONValue)] = []
    private var metadata = PandocMetadata(nil)
    /// Elements left out, by format.
    private var raw: [String: Int] = [:]
    private var unknown: Set<String> = []
    private var listDepth = 0

    init(_ file: InputFile) { self.file = file }

    // MARK: The document

    mutating func read(_ metadata: PandocMetadata, _ blocks: JSONValue) throws(FormatError) {
        self.metadata = metadata
        try front(blocks)
        try read(blocks)
        try writeNotes()
        tellLosses()
    }

    func report(path: String) throws(FormatError) -> Report {
        try builder.report(
            path: path, title: metadata.title.map(Self.words) ?? "", date: metadata.date.flatMap { DayWords.day(Self.words($0)) },
            metadata: Metadata(title: metadata.title.map(Self.words)))
    }

    /// Title, authors and date, which pandoc takes out of the text, before it; unless they stand in
    /// its beginning all the same.
    private mutating func front(_ blocks: JSONValue) throws(FormatError) {
        let beginning = Set(blocks.items.prefix(12).map { Self.words($0) })
        for part in metadata.front {
            let words = Self.words(part)
            guard !words.isEmpty, !beginning.contains(words) else { continue }
            builder.style = DocumentBuilder.Style(kind: .front)
            if part.kind == .array || part["t"]?.string == "MetaInlines" { try inlines(part["c"] ?? part) } else { builder.write(words) }
            builder.end()
        }
        builder.style = DocumentBuilder.Style()
        if let abstract = metadata.abstract { try read(abstract["c"] ?? abstract) }
    }

    private mutating func tellLosses() {
        for (format, count) in raw.sorted(by: { $0.key < $1.key }) {
            builder.findings.append(Finding(
                .note, "raw-left-out", at: Finding.Place(file: file.path),
                "\(count.of("piece of \(format) in it is", "pieces of \(format) in it are")) left out"))
        }
        for name in unknown.sorted() {
            builder.findings.append(Finding(
                .warning, "unknown-element", at: Finding.Place(file: file.path), "pandoc's element \(name) is not known; its words are taken"))
        }
    }

    // MARK: Blocks

    /// Reads an array of blocks.
    mutating func read(_ blocks: JSONValue) throws(FormatError) {
        for block in blocks.items { try block1(block) }
    }

    private mutating func block1(_ block: JSONValue) throws(FormatError) {
        guard let name = block["t"]?.string else { throw wrong(block, "a block has no name") }
        let content = block["c"]
        switch name {
        case "Para", "Plain": try paragraph(content, block)
        case "Header": try header(try part(content, 0, block).int ?? 1, try part(content, 2, block))
        case "BulletList": try list(content, block) { _ in "• " }
        case "OrderedList":
            let numbering = ListNumbering(try part(content, 0, block))
            try list(try part(content, 1, block), block) { numbering.label($0) }
        case "DefinitionList": try definitions(content, block)
        case "BlockQuote": try quote(content, block)
        case "CodeBlock": code(try part(content, 1, block).string ?? "")
        case "LineBlock": try lines(content, block)
        case "Table": try table(content, block)
        case "Div": try division(try part(content, 0, block), try part(content, 1, block))
        case "Figure": try figure(try part(content, 1, block), try part(content, 2, block))
        case "RawBlock": leaveOut(try part(content, 0, block).string ?? "raw text", try part(content, 1, block).string ?? "")
        case "HorizontalRule", "Null": builder.end()
        default:
            unknown.insert(name)
            builder.write(Self.words(block))
            builder.end()
        }
    }

    private mutating func paragraph(_ content: JSONValue?, _ block: JSONValue) throws(FormatError) {
        guard let content, content.kind == .array else { throw wrong(block, "a paragraph has no words") }
        if let figure = PandocFigure(content) { return try image(figure) }
        try inlines(content)
        builder.end()
    }

    /// An image that stands for itself: what is said of it.
    private mutating func image(_ figure: PandocFigure) throws(FormatError) {
        try styled(.caption) { reader throws(FormatError) in try reader.inlines(figure.words) }
    }

    private mutating func header(_ level: Int, _ title: JSONValue) throws(FormatError) {
        builder.end()
        if builder.table == nil { try writeNotes() }
        builder.label = ""
        try styled(.heading, level: max(1, min(6, level))) { reader throws(FormatError) in try reader.inlines(title) }
    }

    private mutating func quote(_ content: JSONValue?, _ block: JSONValue) throws(FormatError) {
        guard let content else { throw wrong(block, "a quotation has no words") }
        try styled(builder.style.kind == .paragraph ? .quote : builder.style.kind, level: builder.style.level) {
            reader throws(FormatError) in try reader.read(content)
        }
    }

    private mutating func code(_ lines: String) {
        let outer = builder.style
        builder.end()
        builder.style = DocumentBuilder.Style(kind: .code)
        builder.write(lines)
        builder.end()
        builder.style = outer
    }

    private mutating func lines(_ content: JSONValue?, _ block: JSONValue) throws(FormatError) {
        for line in content?.items ?? [] {
            try inlines(line)
            builder.lineBreak()
        }
        builder.end()
    }

    /// Writes blocks of a kind, and goes back to the one around.
    mutating func styled(
        _ kind: BlockKind, level: Int = 0, _ body: (inout PandocReader) throws(FormatError) -> Void
    ) throws(FormatError) {
        builder.end()
        let outer = builder.style
        builder.style = DocumentBuilder.Style(kind: kind, level: level)
        try body(&self)
        builder.end()
        builder.style = outer
    }

    // MARK: Lists

    private mutating func list(_ items: JSONValue?, _ block: JSONValue, _ label: (Int) -> String) throws(FormatError) {
        guard let items, items.kind == .array else { throw wrong(block, "a list has no items") }
        listDepth += 1
        defer { listDepth -= 1 }
        let kind: BlockKind = builder.style.kind == .note ? .note : .list
        for (index, item) in items.items.enumerated() {
            try styled(kind, level: kind == .list ? listDepth : 0) { reader throws(FormatError) in
                reader.builder.label = label(index)
                try reader.read(item)
                reader.builder.end()
                reader.builder.label = ""
            }
        }
    }

    /// Terms are items, what is said of them items below.
    private mutating func definitions(_ content: JSONValue?, _ block: JSONValue) throws(FormatError) {
        listDepth += 1
        defer { listDepth -= 1 }
        let kind: BlockKind = builder.style.kind == .note ? .note : .list
        for pair in content?.items ?? [] {
            let term = try part(pair, 0, block)
            try styled(kind, level: listDepth) { reader throws(FormatError) in try reader.inlines(term) }
            for definition in try part(pair, 1, block).items {
                listDepth += 1
                defer { listDepth -= 1 }
                try styled(kind, level: listDepth) { reader throws(FormatError) in try reader.read(definition) }
            }
        }
    }

    // MARK: Groups

    private mutating func division(_ attributes: JSONValue, _ blocks: JSONValue) throws(FormatError) {
        let attributes = PandocAttributes(attributes)
        builder.end()
        guard let kind = attributes.kind else { return try read(blocks) }
        try styled(kind) { reader throws(FormatError) in try reader.read(blocks) }
    }

    private mutating func figure(_ caption: JSONValue, _ blocks: JSONValue) throws(FormatError) {
        let words = caption.kind == .array ? caption.items.last : nil
        let said = words.map { Self.words($0) } ?? ""
        for block in blocks.items where PandocFigure(block["c"] ?? block).map({ Self.words($0.words) == said }) != true { try block1(block) }
        guard let words else { return }
        try styled(.caption) { reader throws(FormatError) in try reader.read(words) }
    }

    /// A caption of a table; DOCX has it as a paragraph as well, which then is it.
    mutating func caption(_ blocks: JSONValue) throws(FormatError) {
        builder.end()
        let words = Self.words(blocks)
        guard !words.isEmpty, builder.table == nil, !builder.retype(.caption, ifLastIs: Array(words.utf8)) else { return }
        try styled(.caption) { reader throws(FormatError) in try reader.read(blocks) }
    }

    mutating func leaveOut(_ format: String, _ words: String) {
        if words.hasPrefix("<!--") { return }
        raw[format, default: 0] += 1
    }

    // MARK: Notes

    /// A marker, and a body for later.
    mutating func note(_ blocks: JSONValue) {
        let number = builder.notes.count + 1
        let key = String(number)
        builder.notes.add(marker: builder.writeMarker("[\(number)]"), for: key)
        waiting.append((key, blocks))
    }

    /// The notes of a section, at its end. Notes of notes follow them.
    private mutating func writeNotes() throws(FormatError) {
        var next = 0
        let (style, depth) = (builder.style, listDepth)
        listDepth = 0
        while next < waiting.count {
            let (key, blocks) = waiting[next]
            next += 1
            let first = builder.blocks.count
            try styled(.note) { reader throws(FormatError) in
                reader.builder.label = "[\(key)] "
                try reader.read(blocks)
                reader.builder.end()
                reader.builder.label = ""
            }
            guard first < builder.blocks.count, let last = builder.blocks.last else { continue }
            builder.notes.add(body: Span(Int(builder.blocks[first].span.start), Int(last.span.end)), for: key)
        }
        waiting.removeAll()
        (builder.style, listDepth) = (style, depth)
    }

    // MARK: Trouble

    /// Part of an array that must be there.
    func part(_ content: JSONValue?, _ index: Int, _ block: JSONValue) throws(FormatError) -> JSONValue {
        guard let content, let part = content.item(index) else { throw wrong(block, "a part of \(block["t"]?.string ?? "it") is missing") }
        return part
    }

    func wrong(_ value: JSONValue, _ what: String) -> FormatError {
        let place = value.range.lowerBound
        return .malformed(
            line: 1 + file.content.bytes[..<min(place, file.content.count)].count { $0 == 0x0A }, offset: place,
            what: "not pandoc's document tree: \(what)")
    }
}
