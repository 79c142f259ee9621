import GlossModel

/// Label Studio's tasks about pages of HTML: regions stand at `globalOffsets`, UTF-16 units over all characters
/// of the page's text nodes with a line break for each `br`, or at a path to a text node and an offset in it.
/// Only read: the text is the page as it is shown, with its headings and paragraphs.
public struct LabelStudioPage: ForeignFormat {
    public init() {}
    public var name: String { "labelstudio-html" }
    public var suffixes: [String] { ["labelstudio-html.json"] }
    var unit: OffsetUnit? { .utf16 }

    /// Bytes of the first task that are looked through for the kind of its regions.
    private static let reach = 4 << 20

    public func sniff(_ file: InputFile) -> Likeness {
        guard let task = LabelStudioTask.first(of: file, within: Self.reach) else { return .none }
        return LabelStudioPage.page(of: task) == nil ? .none : .certain
    }

    /// The page that regions of a task are about; nil where they are about something else.
    private static func page(of task: JSONValue) -> (name: String, page: Text)? {
        let answers = (task["annotations"] ?? task["completions"])?.items ?? []
        let results = (answers + (task["predictions"]?.items ?? [])).flatMap { $0["result"]?.items ?? [] }
        let regions = results.filter { result in
            result["value"]?["globalOffsets"] != nil || result["value"]?["start"]?.string?.hasPrefix("/") == true
        }
        guard !regions.isEmpty else { return nil }
        let names = Set(regions.compactMap { $0["to_name"]?.string })
        let pages = (task["data"]?.members ?? []).compactMap { key, value -> (name: String, page: Text)? in
            guard let text = value.asText, LabelStudioHTML.isMarkup(text) else { return nil }
            return (key, text)
        }
        return pages.first { names.contains($0.name) } ?? pages.max { $0.page.count < $1.page.count }
    }

    func records(of file: InputFile, over text: Text?) throws(FormatError) -> [ForeignReport] {
        try records(ofItems: file) { task, begin in
            let any = (task["data"]?.members ?? []).first { $0.value.isString }.flatMap { member in member.value.asText.map { (name: member.key, page: $0) } }
            guard let found = LabelStudioPage.page(of: task) ?? any else { return nil }
            let page = ShownPage(found.page)
            var record = begin(page.text)
            record.blocks = page.blocks
            for (key, value) in task["data"]?.members ?? [] where key != found.name && !value.isNull {
                record.document("data." + key, value.asWords, by: record.annotator(""))
            }
            LabelStudioTask(task, place: { page.span(of: $0) }).add(to: &record)
            return record
        }
    }
}

/// A page of HTML as it is shown, and where each character of its text nodes has come to stand.
struct ShownPage {
    private let tree: HTMLTree
    private var bytes: [UInt8] = []
    private(set) var blocks: [ReportBlock] = []
    /// For each UTF-16 unit of the text nodes, where its character begins and ends in the text.
    private var places: [(start: UInt32, end: UInt32)] = []
    /// Units before each text node, by node.
    private var firsts: [Int: Int] = [:]
    private var block: (start: Int, kind: BlockKind, level: Int)?
    private var hasSpace = false

    init(_ page: Text) {
        tree = HTMLTree(page)
        var open: [(end: Int, tag: HTMLTag)] = []
        for node in tree.nodes.indices {
            while let last = open.last, last.end <= node {
                open.removeLast()
                if last.tag.isBlock { endBlock() }
            }
            let tag = tree.tag(node)
            if tag == .text {
                let isSilent = open.contains { $0.tag.isSilent }
                write(node, isSilent: isSilent, within: open.last { $0.tag.isBlock }?.tag ?? .p)
            } else {
                if tag.isBlock { endBlock() }
                if tag == .br { lineBreak() }
                open.append((tree.end(of: node), tag))
            }
        }
        endBlock()
    }

    var text: Text { Text(exactly: bytes) }

    // MARK: Writing

    private mutating func endBlock() {
        guard let block else { return }
        if bytes.count > block.start { blocks.append(ReportBlock(Span(block.start, bytes.count), block.kind, level: block.level)) }
        self.block = nil
        hasSpace = false
    }

    private mutating func lineBreak() {
        places.append((UInt32(bytes.count), UInt32(bytes.count)))
        hasSpace = false
        if block != nil, bytes.last != 0x0A { bytes.append(0x0A) }
        places[places.count - 1].end = UInt32(bytes.count)
    }

    private mutating func write(_ node: Int, isSilent: Bool, within tag: HTMLTag) {
        firsts[node] = places.count
        var characters: [UInt8] = []
        HTMLCharacters.decode(tree.bytes, tree.nodes[node].range) { characters += $0 }
        for scalar in String(decoding: characters, as: UTF8.self).unicodeScalars {
            if isSilent { skip(scalar) } else if scalar.properties.isWhitespace && tag != .pre { space(scalar) } else { put(scalar, within: tag) }
        }
    }

    private mutating func skip(_ scalar: Unicode.Scalar) {
        for _ in 0..<UTF16.width(scalar) { places.append((UInt32(bytes.count), UInt32(bytes.count))) }
    }

    private mutating func space(_ scalar: Unicode.Scalar) {
        if block != nil { hasSpace = true }
        skip(scalar)
    }

    private mutating func put(_ scalar: Unicode.Scalar, within tag: HTMLTag) {
        if block == nil {
            if !bytes.isEmpty { bytes += [0x0A, 0x0A] }
            let kind: BlockKind = tag.headingLevel != nil ? .heading : tag == .li ? .list : tag == .pre ? .code : .paragraph
            block = (bytes.count, kind, tag.headingLevel ?? (tag == .li ? 1 : 0))
        } else if hasSpace, bytes.last != 0x0A {
            bytes.append(0x20)
        }
        hasSpace = false
        let start = UInt32(bytes.count)
        bytes += Array(String(scalar).utf8)
        for _ in 0..<UTF16.width(scalar) { places.append((start, UInt32(bytes.count))) }
    }

    // MARK: Places

    /// The stretch of a region; nil where it is nowhere on the page.
    func span(of value: JSONValue) -> Span? {
        if let start = value["globalOffsets"]?["start"]?.wholeNumber, let end = value["globalOffsets"]?["end"]?.wholeNumber {
            return span(start, end)
        }
        if let start = value["start"]?.wholeNumber, let end = value["end"]?.wholeNumber { return span(start, end) }
        guard let start = unit(value["start"], value["startOffset"]), let end = unit(value["end"], value["endOffset"]) else { return nil }
        return span(start, end)
    }

    private func span(_ start: Int, _ end: Int) -> Span? {
        guard start >= 0, start < end, end <= places.count else { return nil }
        return Span(Int(places[start].start), max(Int(places[start].start), Int(places[end - 1].end)))
    }

    /// The unit that a path to a node and an offset in it mean.
    private func unit(_ path: JSONValue?, _ offset: JSONValue?) -> Int? {
        guard let path = path?.string, let offset = offset?.wholeNumber, offset >= 0 else { return nil }
        let root = tree.all(.body).first
        guard let node = node(path, from: 0) ?? root.flatMap({ self.node(path, from: $0) }) else { return nil }
        if tree.tag(node) == .text { return firsts[node].map { $0 + offset } }
        let texts = (node..<tree.end(of: node)).filter { tree.tag($0) == .text }
        return texts.first.flatMap { firsts[$0] }.map { $0 + offset }
    }

    /// The node of `/p[2]/b[1]/text()[1]`.
    private func node(_ path: String, from root: Int) -> Int? {
        var node = root
        for step in path.split(separator: "/") {
            let name = step.prefix { $0 != "[" }
            let number = Int(step.dropFirst(name.count + 1).prefix { $0.isNumber }) ?? 1
            let wanted: HTMLTag = name == "text()" ? .text : HTMLTag(rawValue: name.lowercased()) ?? .unknown
            let matching = tree.children(node).filter { tree.tag($0) == wanted }
            guard number > 0, number <= matching.count else { return nil }
            node = matching[number - 1]
        }
        return node == root ? nil : node
    }
}
