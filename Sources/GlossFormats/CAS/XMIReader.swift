import GlossModel

/// Reads UIMA XMI into a graph: one pass, values as bytes of the file.
struct XMIReader {
    private var xml: XMLReader
    private var graph: CASGraph
    private var typeNumbers = ByteInterner()
    private var nameNumbers = ByteInterner()
    /// Packages by namespace prefix.
    private var packages: [String: String] = [:]
    /// Numbers of types that are no nodes: the view, the null, sofas.
    private var special: [UInt32: Special] = [:]
    private enum Special { case sofa, passed }
    private var idName: UInt32
    private var sofaName: UInt32
    private var beginName: UInt32
    private var endName: UInt32

    init(_ document: Text) {
        let reader = XMLReader(document)
        xml = reader
        graph = CASGraph(document) { range in
            var copy = reader
            return (try? copy.decoded(range)) ?? ""
        }
        (idName, sofaName, beginName, endName) = (0, 0, 0, 0)
        idName = number("xmi:id")
        sofaName = number("sofa")
        beginName = number("begin")
        endName = number("end")
    }

    private mutating func number(_ word: StaticString) -> UInt32 {
        UInt32(nameNumbers.number(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)))
    }

    /// The graph of the file. Linear.
    mutating func read() throws(FormatError) -> CASGraph {
        guard try xml.next() == .start, xml.string(xml.name).hasSuffix("XMI") else {
            throw .unsupported(what: "it is XML, but no XMI")
        }
        try takeNamespaces()
        loop: while true {
            switch try xml.next() {
            case .start where xml.depth == 2: try element()
            case .start: try listItem()
            case .finished: break loop
            default: continue
            }
        }
        graph.types = (0..<typeNumbers.count).map { XMIReader.type(typeNumbers.string($0), packages) }
        graph.names = nameNumbers.strings
        return graph
    }

    private mutating func takeNamespaces() throws(FormatError) {
        for attribute in xml.attributes {
            let name = xml.string(attribute.name)
            guard name.hasPrefix("xmlns:") else { continue }
            var package = try xml.decoded(attribute.value)
            if package.hasPrefix("http:///") { package.removeFirst(8) }
            if package.hasSuffix(".ecore") { package.removeLast(6) }
            packages[String(name.dropFirst(6))] = String(package.map { $0 == "/" ? "." : $0 })
        }
    }

    /// `type3:NamedEntity` as `de.tudarmstadt....NamedEntity`. Types without a package are in
    /// `noNamespace`.
    private static func type(_ tag: String, _ packages: [String: String]) -> String {
        guard let colon = tag.firstIndex(of: ":") else { return tag }
        let short = String(tag[colon...].dropFirst())
        let package = packages[String(tag[..<colon])] ?? String(tag[..<colon])
        return package == "uima.noNamespace" || package.isEmpty ? short : package + "." + short
    }

    private mutating func element() throws(FormatError) {
        let name = UnsafeBufferPointer(rebasing: xml.bytes[xml.name])
        let known = typeNumbers.count
        let type = UInt32(typeNumbers.number(name))
        if typeNumbers.count > known { try classify(type) }
        switch special[type] {
        case .sofa: try sofa()
        case .passed: return
        case nil: try node(type)
        }
    }

    private mutating func classify(_ type: UInt32) throws(FormatError) {
        switch XMIReader.type(typeNumbers.string(Int(type)), packages) {
        case CASNames.sofa: special[type] = .sofa
        case CASNames.view, CASNames.null: special[type] = .passed
        default: break
        }
    }

    private mutating func node(_ type: UInt32) throws(FormatError) {
        var node = CASGraph.Node(id: 0, type: type, first: UInt32(graph.features.count))
        for attribute in xml.attributes {
            let name = UInt32(nameNumbers.number(UnsafeBufferPointer(rebasing: xml.bytes[attribute.name])))
            switch name {
            case idName: node.id = try integer(attribute.value)
            case sofaName: node.sofa = try integer(attribute.value)
            case beginName: node.begin = try integer(attribute.value)
            case endName: node.end = try integer(attribute.value)
            default: append(name, attribute.value)
            }
        }
        graph.nodes.append(node)
    }

    /// A string of a list stands in an element of its own.
    private mutating func listItem() throws(FormatError) {
        guard xml.depth == 3, !graph.nodes.isEmpty else { return }
        let name = UInt32(nameNumbers.number(UnsafeBufferPointer(rebasing: xml.bytes[xml.name])))
        if try xml.next() == .text { append(name, xml.run) }
    }

    private mutating func append(_ name: UInt32, _ value: Range<Int>) {
        graph.features.append(
            CASGraph.Feature(
                name: name, start: UInt32(value.lowerBound), length: UInt32(value.count),
                kind: xml.isPlain(value) ? .plain : .escaped))
    }

    private func integer(_ range: Range<Int>) throws(FormatError) -> UInt32 {
        var value: UInt32 = 0
        for byte in xml.bytes[range] {
            guard byte >= 0x30, byte <= 0x39, value < 200_000_000 else {
                throw xml.wrong("\(xml.string(range)) is no offset or id", at: range.lowerBound)
            }
            value = value * 10 + UInt32(byte - 0x30)
        }
        return value
    }

    private mutating func sofa() throws(FormatError) {
        let id = try xml.range("xmi:id").map { range throws(FormatError) in try integer(range) } ?? 0
        var text: [UInt8]?
        if let range = xml.range("sofaString") {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(range.count)
            try xml.decode(range, isAttribute: true, into: &bytes)
            text = bytes
        }
        graph.sofas.append(
            CASGraph.Sofa(id: id, name: try xml.value("sofaID") ?? CASNames.initialView, text: text))
    }
}
