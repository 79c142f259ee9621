import GlossModel

/// An element of an XML document with what stands in it: for formats whose documents are small, or whose
/// parts refer to each other. Names are without their prefixes. What is nested deeper than `deepest` is
/// refused.
struct XMLNode {
    /// What stands in an element, in order.
    enum Child {
        case element(XMLNode)
        /// Characters, references expanded.
        case text([UInt8])
    }

    var name: String
    var attributes: [(name: String, value: String)] = []
    var children: [Child] = []
    /// Where it begins and ends in the document, in bytes.
    var range = 0..<0

    static let deepest = 256

    /// Reads a document. Linear.
    init(_ file: Text) throws(FormatError) {
        var xml = XMLReader(try XMLEncoding.utf8(file))
        var open: [XMLNode] = []
        while true {
            switch try xml.next() {
            case .start:
                guard open.count < XMLNode.deepest else { throw xml.wrong("it is nested deeper than \(XMLNode.deepest)") }
                var node = XMLNode(name: XMLNode.local(xml.string(xml.name)))
                node.range = xml.name.lowerBound - 1..<xml.position
                for attribute in xml.attributes {
                    node.attributes.append((XMLNode.local(xml.string(attribute.name)), try xml.decoded(attribute.value)))
                }
                open.append(node)
            case .text:
                guard !open.isEmpty else { continue }
                var bytes: [UInt8] = []
                try xml.append(to: &bytes)
                open[open.count - 1].children.append(.text(bytes))
            case .end:
                var node = open.removeLast()
                node.range = node.range.lowerBound..<xml.position
                guard !open.isEmpty else {
                    self = node
                    // The rest is read for its faults.
                    while try xml.next() != .finished {}
                    return
                }
                open[open.count - 1].children.append(.element(node))
            case .finished: throw xml.wrong("there is no element")
            }
        }
    }

    private init(name: String) { self.name = name }

    /// `tei:persName` is `persName`, `xml:id` is `id`.
    private static func local(_ name: String) -> String {
        name.utf8.lastIndex(of: 0x3A).map { String(name[name.utf8.index(after: $0)...]) } ?? name
    }

    /// The value of an attribute; nil where there is none.
    subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

    /// The elements in it, in order.
    var elements: [XMLNode] {
        children.compactMap { child in
            if case .element(let node) = child { node } else { nil }
        }
    }

    /// The first element of a name in it; nil where there is none.
    func first(_ name: String) -> XMLNode? { elements.first { $0.name == name } }

    /// The elements of a name in it.
    func all(_ name: String) -> [XMLNode] { elements.filter { $0.name == name } }

    /// The first element of a name anywhere below it, in the order of the document.
    func descendant(_ name: String) -> XMLNode? {
        for element in elements {
            if element.name == name { return element }
            if let found = element.descendant(name) { return found }
        }
        return nil
    }

    /// All elements below it that fulfil a condition, in the order of the document.
    func descendants(where include: (XMLNode) -> Bool) -> [XMLNode] {
        elements.flatMap { (include($0) ? [$0] : []) + $0.descendants(where: include) }
    }

    /// All characters in it.
    var characters: [UInt8] {
        children.flatMap { child in
            switch child {
            case .text(let bytes): bytes
            case .element(let node): node.characters
            }
        }
    }

    /// Its characters on one line.
    var words: String { String(decoding: characters, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

extension XMLEncoding {
    /// The name of the first element of a document, without its prefix; nil where the first kilobytes have
    /// none.
    static func root(of file: InputFile) -> String? {
        guard mayBegin(file) else { return nil }
        var rest = head(file.content)[...]
        while let opening = rest.firstIndex(of: "<") {
            rest = rest[opening...].dropFirst()
            guard let mark = rest.first, mark == "!" || mark == "?" else {
                let name = rest.prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
                return name.split(separator: ":").last.map(String.init)
            }
            let closing = rest.hasPrefix("!--") ? "-->" : mark == "?" ? "?>" : rest.hasPrefix("!DOCTYPE") && XMLEncoding.hasSubset(rest) ? "]>" : ">"
            guard let end = rest.firstRange(of: closing) else { return nil }
            rest = rest[end.upperBound...]
        }
        return nil
    }

    /// Whether a document's type has entities of its own.
    private static func hasSubset(_ declaration: Substring) -> Bool {
        declaration.prefix { $0 != ">" }.contains("[")
    }
}
