import GlossModel

/// brat standoff (brat.nlplab.org/standoff): `report.txt` beside `report.ann`. gloss's own store.
public struct Brat: Format {
    public init() {}
    public var name: String { "brat" }
    public var suffixes: [String] { ["ann", "a1", "a2"] }
    public var textSuffix: String? { "txt" }

    public func sniff(_ file: InputFile) -> Likeness { .none }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        throw .unsupported(what: "brat")
    }
}
