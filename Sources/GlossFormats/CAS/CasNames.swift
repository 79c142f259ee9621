/// Names of types and features: UIMA's, DKPro's as INCEpTION has them, and gloss's own.
enum CasName {
    static let annotation = "uima.tcas.Annotation"
    static let base = "uima.cas.AnnotationBase"
    static let top = "uima.cas.TOP"
    static let string = "uima.cas.String"
    static let array = "uima.cas.FSArray"
    static let sofa = "uima.cas.Sofa"
    static let initialView = "_InitialView"

    private static let dkpro = "de.tudarmstadt.ukp.dkpro.core.api."
    static let token = dkpro + "segmentation.type.Token"
    static let sentence = dkpro + "segmentation.type.Sentence"
    static let namedEntity = dkpro + "ner.type.NamedEntity"
    static let metaData = dkpro + "metadata.type.DocumentMetaData"
    static let documentAnnotation = "uima.tcas.DocumentAnnotation"
    static let chain = dkpro + "coref.type.CoreferenceChain"
    static let link = dkpro + "coref.type.CoreferenceLink"
    /// Layers that say how the text is built or which tags there are, not what it is about.
    static let linguistic = ["segmentation.type.", "lexmorph.type.", "syntax.type.", "structure.type.", "transform.type.", "metadata.type."].map { dkpro + $0 }
    static let heideltime = "de.unihd.dbs.uima.types.heideltime.Timex3"

    // Types of gloss's own, for what UIMA and DKPro have none.
    static let time = "gloss.Time"
    static let claim = "gloss.Claim"
    static let cue = "gloss.Cue"
    static let source = "gloss.Source"
    static let entity = "gloss.Entity"
    static let relation = "gloss.Relation"
    static let event = "gloss.Event"
    static let argument = "gloss.Argument"
    static let part = "gloss.Part"
    static let fragment = "gloss.Fragment"
    static let attribute = "gloss.Attribute"
    static let note = "gloss.Note"
    static let reference = "gloss.Reference"
    static let equivalence = "gloss.Equivalence"
    static let document = "gloss.Document"

    /// Role of the end that has a feature, in a relation that is a feature of an annotation.
    static let owner = "owner"
    /// Features of a relation layer.
    static let governor = "Governor"
    static let dependent = "Dependent"

    /// Features of the document's own annotation.
    static let ofDocument = ["documentTitle", "documentId", "documentUri", "collectionId", "documentBaseUri", "language", "isLastSegment"]
    /// Features that tokens refer to other layers by; found again by their spans.
    static let ofToken = ["pos", "lemma", "stem", "morph"]

    /// The last part of a type's name.
    static func short(_ type: String) -> String {
        type.utf8.lastIndex(of: 0x2E).map { String(type[type.utf8.index(after: $0)...]) } ?? type
    }

    /// Whether a word can be the name of a feature.
    static func isFeature(_ name: String) -> Bool {
        guard let first = name.utf8.first, first | 0x20 >= 0x61 && first | 0x20 <= 0x7A else { return false }
        return name.utf8.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x5F }
            && !["sofa", "begin", "end", "id", "Governor", "Dependent"].contains(name)
    }

    /// Whether a word is the full name of a type, with at least one point.
    static func isType(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 1 && parts.allSatisfy { isFeature(String($0)) } && !name.hasPrefix("uima.") && !name.hasPrefix("gloss.")
    }
}
