import GlossModel

/// A type system: types with their supertypes and features with their ranges.
struct CasTypes {
    struct Description {
        var supertype = CasName.annotation
        /// Names and ranges, in the order in which they were declared.
        var features: [(name: String, range: String)] = []
    }

    private(set) var types: [String: Description] = [:]
    private(set) var order: [String] = []

    /// Declares a type, once.
    mutating func declare(_ name: String, supertype: String = CasName.annotation) {
        guard types[name] == nil else { return }
        types[name] = Description(supertype: supertype)
        order.append(name)
    }

    /// Declares a feature of a type, once.
    mutating func declare(_ feature: String, _ range: String, of type: String) {
        declare(type)
        if types[type]?.features.contains(where: { $0.name == feature }) == false {
            types[type]?.features.append((feature, range))
        }
    }

    /// Adds what another type system declares. A feature that refers to one structure here and to several
    /// there refers to several.
    mutating func add(_ others: CasTypes) {
        for name in others.order {
            guard let other = others.types[name] else { continue }
            declare(name, supertype: other.supertype)
            for (feature, range) in other.features {
                declare(feature, range, of: name)
                guard range == CasName.array, let place = types[name]?.features.firstIndex(where: { $0.name == feature }) else { continue }
                types[name]?.features[place].range = range
            }
        }
    }

    /// The range of a feature of a type or of its supertypes; nil where it is not declared.
    func range(_ feature: String, of type: String) -> String? {
        var name = type
        for _ in 0..<64 {
            guard let description = types[name] else { return nil }
            if let found = description.features.first(where: { $0.name == feature }) { return found.range }
            name = description.supertype
        }
        return nil
    }

    /// Whether a feature refers to structures; nil where nobody says so.
    func refers(_ feature: String, of type: String) -> Bool? {
        if let range = range(feature, of: type) { return !CasTypes.isPrimitive(range) }
        if types[type] != nil { return false }
        if CasTypes.plain.contains(feature) { return false }
        return CasTypes.referring.contains(feature) ? true : nil
    }

    private static func isPrimitive(_ range: String) -> Bool {
        let bare = range.hasSuffix("[]") ? String(range.dropLast(2)) : range
        let primitives = ["String", "Integer", "Boolean", "Float", "Double", "Long", "Short", "Byte"]
        return primitives.contains { bare == "uima.cas.\($0)" || bare == "uima.cas.\($0)Array" || bare == "uima.cas.\($0)List" }
    }

    /// Features of UIMA's and DKPro's types that refer to structures.
    private static let referring: Set<String> = [
        "Governor", "Dependent", "first", "next", "target", "elements", "pos", "lemma", "stem", "morph", "parent",
        "children", "syntacticFunction",
    ]
    private static let plain: Set<String> = [
        "value", "identifier", "referenceType", "referenceRelation", "role", "PosValue", "coarseValue", "DependencyType",
        "flavor", "order", "label", "documentTitle", "documentId", "documentUri", "language",
    ]

    // MARK: TypeSystem.xml

    /// Reads a type system description (UIMA).
    init(_ file: Text) throws(FormatError) {
        let document = try XMLEncoding.utf8(file)
        var xml = XMLReader(document)
        var (characters, type, feature) = ([UInt8](), "", "")
        var isFeature = false
        loop: while true {
            switch try xml.next() {
            case .start:
                characters.removeAll(keepingCapacity: true)
                if xml.isEqual(xml.name, "featureDescription") { isFeature = true }
                if xml.isEqual(xml.name, "typeDescription") { isFeature = false }
            case .text: try xml.append(to: &characters)
            case .end:
                let words = String(decoding: characters, as: UTF8.self)
                    .split(whereSeparator: \.isWhitespace).joined()
                if xml.isEqual(xml.name, "featureDescription") { isFeature = false }
                if xml.isEqual(xml.name, "name"), isFeature { feature = words }
                if xml.isEqual(xml.name, "name"), !isFeature { type = words }
                if xml.isEqual(xml.name, "supertypeName") { declare(type, supertype: words) }
                if xml.isEqual(xml.name, "rangeTypeName"), isFeature { declare(feature, words, of: type) }
                characters.removeAll(keepingCapacity: true)
            case .finished: break loop
            }
        }
    }

    init() {}

    /// Writes a type system description.
    func write(_ out: inout ByteOutput) {
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n<types>\n")
        for name in order {
            guard let type = types[name] else { continue }
            out.write("<typeDescription><name>\(name)</name><description/><supertypeName>\(type.supertype)</supertypeName><features>\n")
            for (feature, range) in type.features {
                let isArray = range == CasName.array
                out.write("<featureDescription><name>\(feature)</name><description/><rangeTypeName>\(range)</rangeTypeName>")
                if isArray { out.write("<multipleReferencesAllowed>false</multipleReferencesAllowed><elementType>\(CasName.top)</elementType>") }
                out.write("</featureDescription>\n")
            }
            out.write("</features></typeDescription>\n")
        }
        out.write("</types>\n</typeSystemDescription>\n")
    }
}
