import GlossModel

/// Reads the text of an OpenDocument file into a document, one event after the other.
struct OpenDocumentReader {
    var builder = DocumentBuilder()
    /// Words in the styles Title and Date.
    private(set) var title: String?
    private(set) var date: String?

    private var reader: XMLReader
    private var styles = OpenDocumentStyles()
    /// The style that is being read, and the list.
    private var styleName = ""
    private var listName = ""
    /// Open lists: their style and how many items they have had.
    private var lists: [(style: String, count: Int)] = []
    /// Paragraphs that are open: text elsewhere only lays the file out.
    private var paragraphs = 0
    /// Styles of the characters that are open.
    private var spans: [String] = []
    private var waiting: [(key: String, body: XMLReader)] = []

    /// What is done where an element ends.
    private enum Frame {
        case nothing, span, link, list, grid, row, cell
        case style(DocumentBuilder.Style)
        case paragraph(outer: DocumentBuilder.Style, name: String, first: Int)
    }

    init(_ text: Text) { reader = XMLReader(text) }

    mutating func read() throws(FormatError) {
        try walk()
        try writeNotes()
    }

    /// Reads the styles that stand in a file of their own, before the text.
    mutating func readStyles(_ text: Text) throws(FormatError) {
        let own = reader
        reader = XMLReader(text)
        try walk()
        reader = own
    }

    /// Reads up to the end of the element that is open.
    private mutating func walk() throws(FormatError) {
        var frames: [Frame] = []
        while true {
            switch try reader.next() {
            case .finished: return
            case .text: try words()
            case .start: if let frame = try start() { frames.append(frame) }
            case .end:
                guard let frame = frames.popLast() else { return }
                end(frame)
            }
        }
    }

    /// Passes over the element that has started.
    private mutating func skip() throws(FormatError) {
        var depth = 1
        while depth > 0 {
            switch try reader.next() {
            case .start: depth += 1
            case .end: depth -= 1
            case .text: break
            case .finished: return
            }
        }
    }

    private mutating func words() throws(FormatError) {
        guard paragraphs > 0 else { return }
        var out: [UInt8] = []
        try reader.append(to: &out)
        let words = String(decoding: out, as: UTF8.self)
        if builder.style.kind == .code, builder.table == nil {
            builder.write(words.contains("\n") ? words.split(whereSeparator: \.isNewline).joined(separator: " ") : words)
        } else if let span = spans.last(where: { !$0.isEmpty }) {
            builder.write(styles.raised(words, span))
        } else {
            builder.write(words)
        }
    }

    // MARK: Elements

    /// Begins an element; nil where it has been passed over.
    private mutating func start() throws(FormatError) -> Frame? {
        let name = reader.string(reader.name)
        switch name {
        case "text:p": return try paragraph(nil)
        case "text:h": return try paragraph(max(1, min(6, Int(try reader.value("text:outline-level") ?? "") ?? 1)))
        case "text:span":
            spans.append(try reader.value("text:style-name") ?? "")
            return .span
        case "text:a":
            builder.beginLink(try reader.value("xlink:href") ?? "")
            return .link
        case "text:s": spaces(Int(try reader.value("text:c") ?? "") ?? 1)
        case "text:tab": if builder.style.kind == .code { builder.write("\t") } else { builder.space() }
        case "text:line-break": if builder.style.kind == .code, builder.table == nil { builder.write("\n") } else { builder.lineBreak() }
        case "text:note-body": return try note()
        case "text:list": return try list()
        case "text:list-item", "text:list-header": return try item(isLabelled: name == "text:list-item")
        case "text:table-of-content", "text:alphabetical-index": return group(.contents)
        case "text:bibliography": return group(.reference)
        case "table:table": return try table()
        case "table:table-row":
            guard builder.table != nil, gridDepth == 1 else { return .nothing }
            builder.beginRow()
            return .row
        case "table:table-cell": return try cell()
        case "style:style", "text:list-style", "style:text-properties", "text:list-level-style-number", "text:list-level-style-bullet":
            try style(name)
        case _ where OpenDocumentReader.silent.contains(name):
            try skip()
            return nil
        default: break
        }
        return .nothing
    }

    /// Elements whose words are not the text's.
    private static let silent: Set<String> = [
        "text:tracked-changes", "office:annotation", "text:note-citation", "office:forms", "office:scripts", "text:sequence-decls",
        "text:variable-decls", "text:user-field-decls", "svg:title", "svg:desc", "draw:object", "draw:object-ole", "text:ruby-text",
        "text:table-of-content-source", "text:alphabetical-index-source", "text:bibliography-source", "office:meta", "office:settings",
        "office:master-styles", "office:font-face-decls", "table:covered-table-cell", "math:math", "office:binary-data",
    ]

    private mutating func end(_ frame: Frame) {
        switch frame {
        case .nothing: break
        case .span: spans.removeLast()
        case .link: builder.endLink()
        case .list: lists.removeLast()
        case .grid:
            builder.endTable()
            gridDepth = 0
        case .row: builder.endRow()
        case .cell: builder.endCell()
        case .style(let outer):
            builder.end()
            builder.label = ""
            builder.style = outer
        case .paragraph(let outer, let name, let first): endParagraph(outer, name, first)
        }
    }

    private mutating func group(_ kind: BlockKind) -> Frame {
        let outer = builder.style
        builder.end()
        builder.style = DocumentBuilder.Style(kind: kind)
        return .style(outer)
    }

    private mutating func spaces(_ count: Int) {
        guard builder.style.kind == .code, builder.table == nil else { return builder.space() }
        builder.write(String(repeating: " ", count: max(0, min(200, count))))
    }

    // MARK: Paragraphs

    private mutating func paragraph(_ level: Int?) throws(FormatError) -> Frame {
        let name = try reader.value("text:style-name") ?? ""
        let outer = builder.style
        let style = style(name, level, within: outer)
        let goesOn = style.kind == .code && isInCode && builder.table == nil
        if goesOn { builder.write("\n") } else { closeCode() }
        if !goesOn { builder.end() }
        if style.kind == .heading {
            if builder.table == nil { try writeNotes() }
            builder.label = ""
        }
        builder.style = style
        paragraphs += 1
        isInCode = style.kind == .code && builder.table == nil
        return .paragraph(outer: outer, name: styles.base(name), first: builder.blocks.count)
    }

    /// Whether the last paragraph was code, whose block goes on with the next.
    private var isInCode = false

    private mutating func closeCode() {
        if isInCode { builder.closeBlock() }
        isInCode = false
    }

    private func style(_ name: String, _ level: Int?, within outer: DocumentBuilder.Style) -> DocumentBuilder.Style {
        if let level { return DocumentBuilder.Style(kind: .heading, level: level) }
        guard let found = styles.style(name) else { return outer.kind == .code ? DocumentBuilder.Style() : outer }
        let isOwn = outer.kind == .paragraph || found.kind == .code || found.kind == .caption || found.kind == .heading
        return isOwn ? found : outer
    }

    private mutating func endParagraph(_ outer: DocumentBuilder.Style, _ name: String, _ first: Int) {
        paragraphs -= 1
        if !isInCode { builder.end() }
        builder.style = outer
        guard first < builder.blocks.count, name == "Title" || name == "Date" else { return }
        let words = String(decoding: builder.bytes[builder.blocks[first].span.range], as: UTF8.self)
        if name == "Title" { title = title ?? words } else { date = date ?? words }
    }

    // MARK: Lists

    private mutating func list() throws(FormatError) -> Frame {
        closeCode()
        lists.append((try reader.value("text:style-name") ?? lists.last?.style ?? "", 0))
        return .list
    }

    private mutating func item(isLabelled: Bool) throws(FormatError) -> Frame {
        closeCode()
        let outer = builder.style
        let start = try reader.value("text:start-value").flatMap { Int($0) }
        builder.end()
        guard let last = lists.indices.last else { return .nothing }
        let level = styles.level(lists.count, of: lists[last].style)
        if let start { lists[last].count = start - level.start }
        if builder.style.kind == .paragraph || builder.style.kind == .list {
            builder.style = DocumentBuilder.Style(kind: .list, level: lists.count)
        }
        if isLabelled {
            builder.label = level.label(lists[last].count)
            lists[last].count += 1
        }
        return .style(outer)
    }

    // MARK: Tables

    /// How many tables are open within a grid.
    private var gridDepth = 0

    private mutating func table() throws(FormatError) -> Frame {
        closeCode()
        builder.end()
        let (width, isGrid) = try shape()
        guard isGrid, builder.table == nil else {
            return .nothing
        }
        builder.beginTable(width: width)
        gridDepth = 1
        return .grid
    }

    /// Looks ahead: how many columns the table has, and whether it is one, not a page laid out.
    private func shape() throws(FormatError) -> (width: Int, isGrid: Bool) {
        var ahead = reader
        var (depth, width, cells, isLayout) = (1, 0, 0, false)
        while depth > 0 {
            switch try ahead.next() {
            case .start:
                depth += 1
                switch ahead.string(ahead.name) {
                case "table:table-column" where width < DocumentTable.widest:
                    width += max(1, min(DocumentTable.widest, Int(try ahead.value("table:number-columns-repeated") ?? "") ?? 1))
                case "table:table-cell": cells += 1
                case "table:table", "text:h": isLayout = true
                default: break
                }
            case .end: depth -= 1
            case .text: break
            case .finished: depth = 0
            }
            if isLayout { break }
        }
        return (width, !isLayout && width > 1 && cells > 1)
    }

    private mutating func cell() throws(FormatError) -> Frame? {
        guard builder.table != nil else { return .nothing }
        let columns = Int(try reader.value("table:number-columns-spanned") ?? "") ?? 1
        let rows = Int(try reader.value("table:number-rows-spanned") ?? "") ?? 1
        guard builder.beginCell(columns: columns, rows: rows) else {
            try skip()
            return nil
        }
        return .cell
    }

    // MARK: Notes

    /// A marker; the body is read at the end of the section.
    private mutating func note() throws(FormatError) -> Frame? {
        let number = builder.notes.count + 1
        builder.notes.add(marker: builder.writeMarker("[\(number)]"), for: String(number))
        waiting.append((String(number), reader))
        try skip()
        return nil
    }

    private mutating func writeNotes() throws(FormatError) {
        guard !waiting.isEmpty else { return closeCode() }
        closeCode()
        let (outer, own, open, others) = (builder.style, reader, lists, paragraphs)
        (lists, paragraphs) = ([], 0)
        var next = 0
        while next < waiting.count {
            let (key, body) = waiting[next]
            next += 1
            reader = body
            builder.end()
            let first = builder.blocks.count
            builder.style = DocumentBuilder.Style(kind: .note)
            builder.label = "[\(key)] "
            try walk()
            closeCode()
            builder.end()
            builder.label = ""
            guard first < builder.blocks.count, let last = builder.blocks.last else { continue }
            builder.notes.add(body: Span(Int(builder.blocks[first].span.start), Int(last.span.end)), for: key)
        }
        waiting.removeAll()
        (builder.style, reader, lists, paragraphs) = (outer, own, open, others)
    }

    // MARK: Styles

    private mutating func style(_ element: String) throws(FormatError) {
        switch element {
        case "style:style":
            styleName = try reader.value("style:name") ?? ""
            if let parent = try reader.value("style:parent-style-name") { styles.add(styleName, parent: parent) }
        case "style:text-properties":
            if let position = try reader.value("style:text-position") { styles.add(position: position, of: styleName) }
        case "text:list-style": listName = try reader.value("style:name") ?? ""
        default:
            let level = OpenDocumentStyles.Level(
                format: try reader.value("style:num-format") ?? "", prefix: try reader.value("style:num-prefix") ?? "",
                suffix: try reader.value("style:num-suffix") ?? "", start: Int(try reader.value("text:start-value") ?? "") ?? 1,
                isNumber: element == "text:list-level-style-number")
            styles.add(level, number: Int(try reader.value("text:level") ?? "") ?? 1, of: listName)
        }
    }
}
