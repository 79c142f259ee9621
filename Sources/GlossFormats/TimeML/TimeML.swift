import GlossModel

/// TimeML 1.2.1 (timeml.org): times, events and signals as tags in the text, links between them
/// after it.
///
/// Read: the text in `TEXT` where there is one, else all characters of the root; the date of
/// `CREATION_TIME`; TIMEX3 as times, EVENT with its MAKEINSTANCE as events, SIGNAL and other tags
/// with words as parts, TLINK, SLINK and ALINK as relations; every other attribute as an attribute
/// of its annotation. Written: the same, mentions as ENAMEX (as TimeBank has them) where they nest;
/// entities and claims have no place in it.
public struct TimeML: Format {
    public init() {}
    public var name: String { "timeml" }
    public var suffixes: [String] { ["tml"] }

    public func sniff(_ file: InputFile) -> Likeness {
        guard XMLEncoding.mayBegin(file) else { return .none }
        let head = XMLEncoding.head(file.content)
        return head.holds("<TimeML") && head.drop(while: \.isWhitespace).hasPrefix("<") ? .certain : .none
    }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        var reader = try TimeMLReader(file)
        return [try reader.read()]
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        if writesBack(report, to: &out) { return }
        var writer = TimeMLWriter(report)
        writer.write(&out)
    }

    public func losses(_ report: Report) -> [Finding] {
        guard !report.layers.allSatisfy({ $0.sourceFormat == name && $0.source != nil }) else { return [] }
        return TimeMLWriter(report).losses.findings(name, report.path)
    }
}

/// Names that reader and writer share.
enum TimeMLName {
    /// Attribute of a relation: which kind of link it is.
    static let link = "link"
    static let emptyTime = "TIMEX3"
    static let signal = "SIGNAL"
    static let document = "DOCID"
    static let date = "DCT"
    static let event = "EVENT"
    static let mention = "ENAMEX"
    static let instance = "eiid"
    /// What a comment says of gloss's own fields begins with it.
    static let comment = "gloss: "
    /// Value of `functionInDocument` of the report's own date.
    static let creation = "CREATION_TIME"

    /// A modifier as TIMEX3 calls it; other tools have words of their own for the parts of a unit.
    static func modifier(_ word: String) -> String {
        switch word.uppercased() {
        case "EARLY", "BEGINNING": "START"
        case "LATE", "LATER": "END"
        case "MIDDLE": "MID"
        default: word
        }
    }
}
