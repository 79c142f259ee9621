import GlossModel

/// A page of HTML or XHTML as a tree of byte ranges. Tolerant as browsers are: end tags may be missing,
/// unknown elements are passed through, nothing is an error. Elements stand in one array, each before
/// those within it, so that its order is the text's. Nested at most `deepest` deep; what is deeper
/// becomes a neighbour.
struct HTMLTree {
    struct Node {
        var tag: HTMLTag
        /// Text: its bytes. Elements: their attributes.
        var start: UInt32
        var end: UInt32
        var parent: Int32
        var first: Int32 = -1
        var last: Int32 = -1
        var next: Int32 = -1

        var range: Range<Int> { Int(start)..<Int(end) }
    }

    static let deepest = 240

    let text: Text
    fileprivate(set) var nodes: [Node] = []

    /// Reads a page in UTF-8. Linear, but for end tags: those cost what is open.
    init(_ text: Text) {
        self.text = text
        var parser = HTMLParser(text)
        parser.parse()
        nodes = parser.nodes
    }

    var bytes: Bytes { text.bytes }

    func tag(_ node: Int) -> HTMLTag { nodes[node].tag }

    func parent(_ node: Int) -> Int? { nodes[node].parent >= 0 ? Int(nodes[node].parent) : nil }

    /// The children of an element, in order.
    func children(_ node: Int) -> [Int] {
        var found: [Int] = []
        var child = nodes[node].first
        while child >= 0 {
            found.append(Int(child))
            child = nodes[Int(child)].next
        }
        return found
    }

    /// The nodes within an element: all between it and the index here.
    func end(of node: Int) -> Int {
        var node = node
        while true {
            if nodes[node].next >= 0 { return Int(nodes[node].next) }
            guard let parent = parent(node) else { return nodes.count }
            node = parent
        }
    }

    /// The elements around a node, the nearest first, without itself.
    func ancestors(_ node: Int) -> [Int] {
        var found: [Int] = []
        var node = node
        while let parent = parent(node) {
            found.append(parent)
            node = parent
        }
        return found
    }

    /// All elements of a kind, in order.
    func all(_ tag: HTMLTag, in range: Range<Int>? = nil) -> [Int] { (range ?? 0..<nodes.count).filter { nodes[$0].tag == tag } }

    /// The words within an element, on one line.
    func words(_ node: Int) -> String {
        var out: [UInt8] = []
        var index = node
        let end = end(of: node)
        while index < end {
            if nodes[index].tag == .text { HTMLCharacters.decode(bytes, nodes[index].range) { out += $0 } }
            if nodes[index].tag.isSilent, index != node { index = self.end(of: index) } else { index += 1 }
            if index < end, nodes[index].tag.isBlock || nodes[index].tag == .br { out.append(0x20) }
        }
        return String(decoding: out, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// What the elements of a name of another language say, `dc:title`; empty ones aside.
    func values(of name: String) -> [String] {
        nodes.indices.filter { node in
            let end = Int(nodes[node].start)
            return nodes[node].tag == .unknown && end > name.utf8.count && bytes[end - name.utf8.count - 1] == 0x3C
                && bytes[(end - name.utf8.count)..<end].elementsEqual(name.utf8)
        }.map(words).filter { !$0.isEmpty }
    }

    // MARK: Attributes

    /// The value of an attribute; empty where it has none; nil where it is not there.
    func attribute(_ name: StaticString, of node: Int) -> String? {
        guard nodes[node].tag != .text else { return nil }
        var found: String?
        forEachAttribute(of: node) { key, value in
            guard found == nil, HTMLTree.isNamed(name, bytes, key) else { return }
            var out: [UInt8] = []
            HTMLCharacters.decode(bytes, value, isAttribute: true) { out += $0 }
            found = String(decoding: out, as: UTF8.self)
        }
        return found
    }

    private static func isNamed(_ name: StaticString, _ bytes: Bytes, _ range: Range<Int>) -> Bool {
        guard range.count == name.utf8CodeUnitCount else { return false }
        return range.indices.allSatisfy { bytes[$0] | 0x20 == name.utf8Start[$0 - range.lowerBound] || bytes[$0] == name.utf8Start[$0 - range.lowerBound] }
    }

    private func forEachAttribute(of node: Int, _ body: (Range<Int>, Range<Int>) -> Void) {
        var scan = HTMLAttributes(bytes, nodes[node].range)
        while let (key, value) = scan.next() { body(key, value) }
    }
}

/// The attributes of a start tag.
struct HTMLAttributes {
    private let bytes: Bytes
    private let end: Int
    private(set) var place: Int

    init(_ bytes: Bytes, _ range: Range<Int>) {
        (self.bytes, place, end) = (bytes, range.lowerBound, range.upperBound)
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }

    /// The next name and value; nil where there is none before `>`.
    mutating func next() -> (Range<Int>, Range<Int>)? {
        while place < end, isSpace(bytes[place]) || bytes[place] == 0x2F { place += 1 }
        guard place < end, bytes[place] != 0x3E else { return nil }
        let key = place
        place += 1
        while place < end, !isSpace(bytes[place]), bytes[place] != 0x3D, bytes[place] != 0x3E, bytes[place] != 0x2F { place += 1 }
        let name = key..<place
        var ahead = place
        while ahead < end, isSpace(bytes[ahead]) { ahead += 1 }
        guard ahead < end, bytes[ahead] == 0x3D else { return (name, place..<place) }
        place = ahead + 1
        while place < end, isSpace(bytes[place]) { place += 1 }
        guard place < end else { return (name, place..<place) }
        let quote = bytes[place]
        guard quote == 0x22 || quote == 0x27 else {
            let start = place
            while place < end, !isSpace(bytes[place]), bytes[place] != 0x3E { place += 1 }
            return (name, start..<place)
        }
        let start = place + 1
        place = JSONScan.first(quote, in: bytes, from: start, to: end)
        let value = start..<place
        place = min(end, place + 1)
        return (name, value)
    }
}
