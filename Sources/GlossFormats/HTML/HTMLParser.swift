import GlossModel

/// Makes the tree of a page. Follows the HTML standard where pages depend on it: implied end tags,
/// void elements, scripts, comments; what is nested wrongly is taken as it best reads.
struct HTMLParser {
    private let bytes: Bytes
    private var place = 0
    /// Open elements, the document first.
    private var open: [Int] = [0]
    /// How many paragraphs are open.
    private var paragraphs = 0
    private let isXML: Bool
    private(set) var nodes: [HTMLTree.Node]

    init(_ text: Text) {
        bytes = text.bytes
        isXML = String(decoding: bytes.prefix(1024), as: UTF8.self).drop { $0.isWhitespace }.hasPrefix("<?xml")
        nodes = [HTMLTree.Node(tag: .document, start: 0, end: 0, parent: -1)]
        nodes.reserveCapacity(min(bytes.count / 24, 1 << 16))
    }

    mutating func parse() {
        while place < bytes.count {
            let start = place
            place = JSONScan.first(0x3C, in: bytes, from: start, to: bytes.count)
            // A bare < is text.
            while place < bytes.count, !opensMarkup { place = JSONScan.first(0x3C, in: bytes, from: place + 1, to: bytes.count) }
            add(start..<place)
            if place < bytes.count { markup() }
        }
    }

    private func byte(_ offset: Int) -> UInt8 { place + offset < bytes.count ? bytes[place + offset] : 0 }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private var opensMarkup: Bool {
        let next = byte(1)
        return next == 0x21 || next == 0x3F || HTMLParser.isLetter(next) || next == 0x2F && HTMLParser.isLetter(byte(2))
    }

    private mutating func markup() {
        switch byte(1) {
        case 0x21 where stands("<!--", at: place): skip(behind: "-->", from: place + 4)
        case 0x21 where stands("<![CDATA[", at: place):
            let start = place + 9
            skip(behind: "]]>", from: start)
            add(start..<max(start, place - (place < bytes.count || stands("]]>", at: place - 3) ? 3 : 0)))
        case 0x21, 0x3F: skip(behind: ">", from: place + 2)
        case 0x2F: endTag()
        default: startTag()
        }
    }

    private func stands(_ words: StaticString, at offset: Int) -> Bool {
        guard offset >= 0, offset + words.utf8CodeUnitCount <= bytes.count else { return false }
        return (0..<words.utf8CodeUnitCount).allSatisfy { bytes[offset + $0] == words.utf8Start[$0] }
    }

    private mutating func skip(behind words: StaticString, from start: Int) {
        place = start
        while place < bytes.count {
            place = JSONScan.first(words.utf8Start[0], in: bytes, from: place, to: bytes.count)
            if stands(words, at: place) {
                place += words.utf8CodeUnitCount
                return
            }
            place = min(bytes.count, place + 1)
        }
    }

    // MARK: Nodes

    private mutating func add(_ range: Range<Int>) {
        if !range.isEmpty { _ = append(.text, range) }
    }

    private mutating func append(_ tag: HTMLTag, _ range: Range<Int>) -> Int {
        let (parent, index) = (open[open.count - 1], nodes.count)
        nodes.append(HTMLTree.Node(tag: tag, start: UInt32(range.lowerBound), end: UInt32(range.upperBound), parent: Int32(parent)))
        if nodes[parent].last >= 0 { nodes[Int(nodes[parent].last)].next = Int32(index) } else { nodes[parent].first = Int32(index) }
        nodes[parent].last = Int32(index)
        return index
    }

    // MARK: Tags

    private mutating func name() -> HTMLTag {
        let start = place
        while place < bytes.count, bytes[place] > 0x20, bytes[place] != 0x2F, bytes[place] != 0x3E { place += 1 }
        return HTMLTag(name: bytes[start..<place])
    }

    private mutating func startTag() {
        place += 1
        let tag = name()
        var attributes = HTMLAttributes(bytes, place..<bytes.count)
        let first = place
        while attributes.next() != nil {}
        place = attributes.place
        let isClosed = place > first && bytes[place - 1] == 0x2F && isXML
        close(before: tag)
        let node = append(tag, first..<place)
        place = min(bytes.count, place + 1)
        guard !tag.isVoid, !isClosed else { return }
        if tag.isRaw { return raw(tag, node) }
        guard open.count < HTMLTree.deepest else { return }
        open.append(node)
        if tag == .p { paragraphs += 1 }
    }

    /// Takes what stands up to the end tag of an element without markup.
    private mutating func raw(_ tag: HTMLTag, _ node: Int) {
        let start = place
        let name = Array(tag.rawValue.utf8)
        while place < bytes.count {
            place = JSONScan.first(0x3C, in: bytes, from: place, to: bytes.count)
            if byte(1) == 0x2F, name.indices.allSatisfy({ byte($0 + 2) | 0x20 == name[$0] }), !HTMLParser.isLetter(byte(name.count + 2)) { break }
            place = min(bytes.count, place + 1)
        }
        open.append(node)
        add(start..<place)
        open.removeLast()
        if place < bytes.count { skip(behind: ">", from: place) }
    }

    /// Ends what the beginning of an element ends.
    private mutating func close(before tag: HTMLTag) {
        if tag.closesParagraph, paragraphs > 0 { pop([.p], within: [.table, .td, .th, .caption, .button, .object]) }
        if tag.headingLevel != nil, let last = open.last, nodes[last].tag.headingLevel != nil { popLast() }
        let (others, within) = tag.ends
        if !others.isEmpty { pop(others, within: within) }
        if tag == .tr || tag == .tbody || tag == .tfoot || tag == .thead { pop(others, within: within) }
    }

    private mutating func popLast() {
        if nodes[open[open.count - 1]].tag == .p { paragraphs -= 1 }
        open.removeLast()
    }

    /// Ends the innermost open element of some kinds and all within it, unless one of `within` is
    /// nearer.
    private mutating func pop(_ tags: [HTMLTag], within: [HTMLTag]) {
        var index = open.count - 1
        while index > 0 {
            let tag = nodes[open[index]].tag
            if tags.contains(tag) {
                while open.count > index { popLast() }
                return
            }
            if within.contains(tag) { return }
            index -= 1
        }
    }

    private mutating func endTag() {
        place += 2
        let tag = name()
        skip(behind: ">", from: place)
        switch tag {
        case .br: _ = append(.br, place..<place)
        case .body, .html, .text, .document: break
        case .unknown: if nodes[open[open.count - 1]].tag == .unknown { popLast() }
        case _ where tag.isVoid || tag.isRaw: break
        case .table: pop([.table], within: [])
        case .td, .th, .tr, .tbody, .thead, .tfoot, .caption: pop([tag], within: [.table])
        case .h1, .h2, .h3, .h4, .h5, .h6: pop([.h1, .h2, .h3, .h4, .h5, .h6], within: [.td, .th, .table, .div, .section, .article])
        case _ where tag.isBlock: pop([tag], within: [.td, .th, .table])
        default: popInline(tag)
        }
    }

    /// An element within lines does not end the blocks that begin in it.
    private mutating func popInline(_ tag: HTMLTag) {
        var index = open.count - 1
        while index > 0, !nodes[open[index]].tag.isBlock {
            if nodes[open[index]].tag == tag {
                while open.count > index { popLast() }
                return
            }
            index -= 1
        }
    }
}
