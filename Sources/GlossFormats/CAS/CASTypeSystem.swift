import GlossModel

/// The types that a written CAS uses: gloss's own, the two of DKPro Core, and those of the layers
/// that mentions came from.
struct CASTypeSystem {
    typealias Declaration = (name: String, supertype: String, features: [CASNames.FeatureDeclaration])

    let types: [Declaration]
    static let metadataFeatures: Set<String> = [
        "documentTitle", "documentId", "documentUri", "collectionId", "documentBaseUri",
    ]

    init(_ report: Report) {
        let custom: Set<String> = Set(
            report.layers.flatMap { layer in
                Set(layer.mentions.map(\.type)).map { CASTypeSystem.name(layer.types[Int($0)].name) }
            }.filter { $0.contains(".") })
        let metadata: [CASNames.FeatureDeclaration] = CASTypeSystem.metadataFeatures.sorted().map { ($0, CASNames.Range.string) }
        let known: [Declaration] = [
            (CASNames.metadata, CASNames.documentAnnotation, metadata),
            (CASNames.namedEntity, CASNames.annotation, [
                ("value", CASNames.Range.string), ("identifier", CASNames.Range.string),
            ]),
        ]
        let fixed: [Declaration] = known + CASNames.own
        let taken: Set<String> = Set(fixed.map { $0.name })
        let further: [Declaration] = custom.subtracting(taken).sorted().map { ($0, CASNames.annotation, []) }
        types = fixed + further
    }

    /// A type's name as UIMA has them: letters, digits and `_` between points.
    static func name(_ type: String) -> String {
        let parts = type.split(separator: ".").map { part -> String in
            let word = String(decoding: part.utf8.map { isNameByte($0) ? $0 : 0x5F }, as: UTF8.self)
            return word.utf8.first.map { $0 < 0x41 || $0 == 0x5F } ?? true ? "x" + word : word
        }
        return parts.isEmpty ? "x" : parts.count == 1 ? "gloss.custom." + parts[0] : parts.joined(separator: ".")
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F
    }

    /// The types as a UIMA type system description.
    func write(_ out: inout ByteOutput) {
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n<types>\n")
        for type in types {
            out.write("<typeDescription><name>\(type.name)</name><description/><supertypeName>\(type.supertype)</supertypeName>")
            if !type.features.isEmpty {
                out.write("<features>")
                for feature in type.features {
                    out.write("<featureDescription><name>\(feature.name)</name><description/>")
                    out.write("<rangeTypeName>\(feature.range)</rangeTypeName>")
                    if feature.range == CASNames.Range.structures { out.write("<elementType>\(CASNames.top)</elementType>") }
                    out.write("</featureDescription>")
                }
                out.write("</features>")
            }
            out.write("</typeDescription>\n")
        }
        out.write("</types>\n</typeSystemDescription>\n")
    }
}
