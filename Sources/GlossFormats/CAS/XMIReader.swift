import GlossModel

/// Reads an XMI document into a CAS in one pass.
struct XMIReader {
    private var xml: XMLReader
    private var cas = Cas()
    private let types: CasTypes
    /// Types and features by the words of the file.
    private var typeWords = ByteInterner()
    private var typeNumbers: [UInt16] = []
    private var nameWords = ByteInterner()
    private var nameNumbers: [UInt16] = []
    /// Whether a feature of a type refers; by type and feature.
    private var referring: [UInt32: Bool] = [:]
    /// Features that nobody says anything about, and that look as if they referred.
    private var unsure: [(structure: Int, feature: Int)] = []
    private var namespaces: [String: String] = [:]
    private let isSource: Bool
    private var isSofa = false
    private var child: (name: UInt16, characters: [UInt8])?
    private let progress: @Sendable (Double) -> Void

    /// `types` is the type system, empty where there is none.
    init(_ file: InputFile, _ types: CasTypes) throws(FormatError) {
        let document = try XMLEncoding.utf8(file.content)
        isSource = document === file.content
        xml = XMLReader(document)
        self.types = types
        cas.source = document
        cas.faults = Faults(path: file.path, file: document)
        progress = file.progress
    }

    /// The CAS. Linear.
    mutating func read() throws(FormatError) -> Cas {
        var told = 0
        loop: while true {
            switch try xml.next() {
            case .start: try start()
            case .text: if child != nil { try xml.append(to: &child!.characters) }
            case .end: end()
            case .finished: break loop
            }
            if xml.position - told > 1 << 20 {
                told = xml.position
                progress(0.6 * Double(told) / Double(xml.bytes.count))
            }
        }
        resolve()
        return cas
    }

    private mutating func start() throws(FormatError) {
        switch xml.depth {
        case 1: try root()
        case 2: try structure()
        default: child = (try name(xml.name), [])
        }
    }

    private mutating func end() {
        guard let ended = child else { return }
        child = nil
        if !cas.structures.isEmpty, !isSofa {
            cas.add(ended.name, .words(cas.words(String(decoding: ended.characters, as: UTF8.self))))
        }
    }

    private mutating func root() throws(FormatError) {
        guard xml.string(xml.name).hasSuffix("XMI") else { throw .unsupported(what: "it is XML, but no XMI") }
        for attribute in xml.attributes {
            let name = xml.string(attribute.name)
            guard name.hasPrefix("xmlns:") else { continue }
            let space = try xml.decoded(attribute.value)
            guard space.hasPrefix("http:///"), space.hasSuffix(".ecore") else { continue }
            let package = space.dropFirst(8).dropLast(6).split(separator: "/").joined(separator: ".")
            namespaces[String(name.dropFirst(6))] = package == "uima.noNamespace" ? "" : package + "."
        }
    }

    // MARK: Structures

    private mutating func structure() throws(FormatError) {
        let type = type(xml.name)
        let name = cas.types[Int(type)]
        isSofa = name == CasName.sofa
        if isSofa { return try sofa() }
        if name == "uima.cas.View" { view() }
        guard name != "uima.cas.NULL", name != "uima.cas.View", name.contains(".") || !name.isEmpty else {
            isSofa = true
            return
        }
        cas.begin(number("xmi:id") ?? 0, type)
        for attribute in xml.attributes { try feature(attribute, type) }
    }

    private func number(_ name: StaticString) -> UInt32? { xml.range(name).flatMap { XMIReader.number(xml.bytes[$0]) } }

    /// A number in decimal; nil where it is none or does not fit.
    private static func number(_ digits: Slice<Bytes>) -> UInt32? {
        guard !digits.isEmpty, digits.count <= 9 else { return nil }
        var value: UInt32 = 0
        for digit in digits {
            guard digit >= 0x30, digit <= 0x39 else { return nil }
            value = value * 10 + UInt32(digit - 0x30)
        }
        return value
    }

    private mutating func sofa() throws(FormatError) {
        guard let range = xml.range("sofaString") else {
            cas.elsewhere.append(
                Cas.Elsewhere(
                    id: number("xmi:id") ?? 0, name: try xml.value("sofaID") ?? CasName.initialView, place: try xml.value("sofaURI") ?? ""))
            return
        }
        var bytes: [UInt8] = []
        try xml.decode(range, isAttribute: true, into: &bytes)
        cas.sofas.append(
            Cas.Sofa(id: number("xmi:id") ?? 0, name: try xml.value("sofaID") ?? CasName.initialView, text: Text(bytes, isString: true)))
    }

    private mutating func feature(_ attribute: XMLReader.Attribute, _ type: UInt16) throws(FormatError) {
        let value = attribute.value
        if xml.isEqual(attribute.name, "xmi:id") { return }
        if xml.isEqual(attribute.name, "begin") { return place(begin: true, value) }
        if xml.isEqual(attribute.name, "end") { return place(begin: false, value) }
        if xml.isEqual(attribute.name, "sofa") { return cas.place(sofa: XMIReader.number(xml.bytes[value]) ?? 0) }
        let name = try name(attribute.name)
        let refers = refers(name, type)
        if refers != false, let ids = ids(value) {
            if refers == true {
                cas.add(name, ids.count == 1 ? .reference(ids[0]) : cas.list(ids))
                return
            }
            unsure.append((cas.structures.count - 1, cas.features.count))
        }
        cas.add(name, .words(try words(value)))
    }

    private mutating func place(begin: Bool, _ value: Range<Int>) {
        if let units = XMIReader.number(xml.bytes[value]) { return begin ? cas.place(begin: units) : cas.place(end: units) }
        cas.place(begin: begin, xml.string(value), at: value.lowerBound)
    }

    /// Which structures are in the view of a text.
    private mutating func view() {
        guard let sofa = number("sofa"), let members = xml.range("members").flatMap({ ids($0) }) else { return }
        cas.members[sofa, default: []].formUnion(members)
    }

    private mutating func words(_ range: Range<Int>) throws(FormatError) -> FileWords {
        xml.isPlain(range) ? FileWords(bytes: range) : cas.words(try xml.decoded(range))
    }

    /// Numbers parted by spaces; nil where it is something else.
    private func ids(_ range: Range<Int>) -> [UInt32]? {
        var found: [UInt32] = []
        for word in xml.bytes[range].split(separator: 0x20) {
            guard let number = XMIReader.number(word) else { return nil }
            found.append(number)
        }
        return found
    }

    private mutating func refers(_ name: UInt16, _ type: UInt16) -> Bool? {
        let key = UInt32(type) << 16 | UInt32(name)
        if let known = referring[key] { return known }
        guard let found = types.refers(cas.names[Int(name)], of: cas.types[Int(type)]) else { return nil }
        referring[key] = found
        return found
    }

    private mutating func type(_ word: Range<Int>) -> UInt16 {
        let number = typeWords.number(Bytes(rebasing: xml.bytes[word]))
        if number == typeNumbers.count {
            let parts = xml.string(word).split(separator: ":", maxSplits: 1)
            let full = parts.count == 2 ? (namespaces[String(parts[0])] ?? String(parts[0]) + ".") + parts[1] : String(parts.first ?? "")
            typeNumbers.append(cas.type(full))
        }
        return typeNumbers[number]
    }

    private mutating func name(_ word: Range<Int>) throws(FormatError) -> UInt16 {
        let number = nameWords.number(Bytes(rebasing: xml.bytes[word]))
        if number == nameNumbers.count { nameNumbers.append(cas.name(xml.string(word))) }
        return nameNumbers[number]
    }

    /// Whether a structure is a link between an annotation and what fills a slot of it.
    private func isLink(_ structure: Cas.Structure) -> Bool {
        guard !structure.hasSpan else { return false }
        if case .reference? = cas.value("target", of: structure) { return true }
        return cas.typeName(structure).hasSuffix("Link")
    }

    /// Without a type system only the links that INCEpTION makes can be told from numbers: structures
    /// without a place that have a target.
    private mutating func resolve() {
        guard !unsure.isEmpty else { return }
        let index = CasIndex(cas)
        for (_, feature) in unsure {
            guard case .words(let words) = cas.features[feature].value, let range = words.bytes, let ids = ids(range),
                !ids.isEmpty,
                ids.allSatisfy({ id in
                    index.row(id).map { isLink(cas.structures[$0]) } ?? false
                })
            else { continue }
            cas.set(feature, cas.list(ids))
        }
    }
}
