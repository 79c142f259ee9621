/// Names of UIMA's types, of those that INCEpTION writes, and of gloss's own.
enum CASNames {
    static let sofa = "uima.cas.Sofa"
    static let view = "uima.cas.View"
    static let null = "uima.cas.NULL"
    static let annotation = "uima.tcas.Annotation"
    static let top = "uima.cas.TOP"
    static let documentAnnotation = "uima.tcas.DocumentAnnotation"
    static let metadata = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
    static let namedEntity = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
    static let initialView = "_InitialView"
    /// Packages of what is about tokens: kept in the file, not shown.
    static let tokenPackages = [
        "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.", "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.",
        "de.tudarmstadt.ukp.dkpro.core.api.syntax.type.", "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.TagDescription",
        "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.TagsetDescription",
        "de.tudarmstadt.ukp.clarin.webanno.api.type.", "de.tudarmstadt.ukp.inception.api.type.",
    ]

    /// Features of gloss's types: name, and its range.
    typealias FeatureDeclaration = (name: String, range: String)

    /// Ranges of features.
    enum Range {
        static let string = "uima.cas.String"
        static let double = "uima.cas.Double"
        static let boolean = "uima.cas.Boolean"
        static let strings = "uima.cas.StringArray"
        static let structures = "uima.cas.FSArray"
    }

    static let entity = "gloss.Entity"
    static let mention = "gloss.Mention"
    static let time = "gloss.Time"
    static let claim = "gloss.Claim"
    static let cue = "gloss.Cue"
    static let source = "gloss.Source"
    static let relation = "gloss.Relation"
    static let event = "gloss.Event"
    static let argument = "gloss.Argument"
    static let part = "gloss.Part"
    static let attribute = "gloss.Attribute"
    static let note = "gloss.Note"
    static let reference = "gloss.Reference"
    static let equivalence = "gloss.Equivalence"
    static let document = "gloss.Document"

    /// All types of gloss's own: name, supertype, features.
    static let own: [CASTypeSystem.Declaration] = [
        (document, top, [("date", Range.string)]),
        (entity, top, [
            ("name", Range.string), ("entityType", Range.string), ("aliases", Range.strings), ("references", Range.strings),
        ]),
        (mention, annotation, [
            ("of", annotation), ("form", Range.string), ("entity", entity), ("fragments", Range.string),
        ]),
        (part, annotation, [("partType", Range.string), ("fragments", Range.string)]),
        (time, annotation, [
            ("timexType", Range.string), ("value", Range.string), ("mod", Range.string), ("earliest", Range.string),
            ("latest", Range.string), ("precision", Range.string), ("through", time),
        ]),
        (claim, annotation, [
            ("fragments", Range.string), ("claimKind", Range.string), ("forecast", Range.boolean), ("within", claim),
            ("certainty", Range.string), ("term", Range.string), ("confidence", Range.string),
        ]),
        (cue, annotation, [("claim", claim), ("fragments", Range.string)]),
        (source, annotation, [("claim", claim), ("fragments", Range.string), ("entity", entity)]),
        (event, annotation, [("eventType", Range.string), ("triggerType", Range.string), ("fragments", Range.string)]),
        (argument, top, [("event", event), ("role", Range.string), ("target", top)]),
        (relation, top, [
            ("relationType", Range.string), ("from", top), ("to", top), ("roleFrom", Range.string), ("roleTo", Range.string),
            ("score", Range.double), ("because", Range.strings),
        ]),
        (attribute, top, [("target", top), ("name", Range.string), ("value", Range.string)]),
        (note, top, [("target", top), ("noteType", Range.string), ("text", Range.string)]),
        (reference, top, [
            ("target", top), ("referenceType", Range.string), ("identifier", Range.string), ("text", Range.string),
        ]),
        (equivalence, top, [("equivalenceType", Range.string), ("members", Range.structures)]),
    ]

    /// The last part of a type's name.
    static func short(_ type: String) -> String {
        type.utf8.lastIndex(of: 0x2E).map { String(type[type.utf8.index(after: $0)...]) } ?? type
    }
}
