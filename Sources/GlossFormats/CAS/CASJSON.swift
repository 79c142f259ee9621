import GlossModel

/// UIMA CAS JSON 0.4 (github.com/apache/uima-uimaj-io-jsoncas), as INCEpTION writes it: types, feature
/// structures and views in one object; offsets count UTF-16 units.
public struct CASJSON: Format {
    public init() {}
    public var name: String { "cas-json" }
    public var suffixes: [String] { ["cas.json"] }
    private static let sofaID = 1

    public func sniff(_ file: InputFile) -> Likeness {
        let head = XMLEncoding.head(file.content, 4096)
        guard head.drop(while: \.isWhitespace).first == "{" else { return .none }
        return ["\"%TYPES\"", "\"%FEATURE_STRUCTURES\"", "\"%VIEWS\""].contains { head.contains($0) } ? .certain : .none
    }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        var reader = try CASJSONReader(file.content)
        return try CAS.reports(try reader.read(), file, name)
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        if writesBack(report, to: &out) { return }
        let arrays = report.layers.reduce(0) { $0 + 2 * $1.entities.count + $1.relations.count + $1.equivalences.count }
        let sink = CASJSONSink(sofaID: Self.sofaID, firstArray: Self.sofaID + 1)
        var output = CASOutput(report, sink, firstID: Self.sofaID + 1 + arrays)
        out.write("{\"%TYPES\":{")
        CASJSONSink.types(CASTypeSystem(report), &out)
        out.write("},\n\"%FEATURE_STRUCTURES\":[\n{\"%ID\":\(Self.sofaID),\"%TYPE\":\"\(CASNames.sofa)\",\"sofaNum\":1,\"sofaID\":\"\(CASNames.initialView)\",\"mimeType\":\"text/plain\",\"sofaString\":")
        var text = JSONWriter(indented: false)
        text.text(report.text.span, of: report.text, &out)
        out.put(0x7D)
        output.write(&out)
        output.sink.arrays(&out)
        out.write("],\n\"%VIEWS\":{\"\(CASNames.initialView)\":{\"%SOFA\":\(Self.sofaID),\"%MEMBERS\":[")
        for (index, id) in output.members.enumerated() {
            if index > 0 { out.put(0x2C) }
            out.write(id)
        }
        out.write("]}}}\n")
    }

    public func losses(_ report: Report) -> [Finding] {
        CAS.losses(report, name, isXML: false)
    }
}

/// Writes feature structures as JSON objects, a line each. Arrays, which are structures of their own,
/// follow at the end; their ids are those before everything else's.
struct CASJSONSink: CASSink {
    private let sofaID: Int
    private var waiting: [(id: Int, items: [String], isStrings: Bool)] = []
    private var nextArray: Int

    /// Arrays get the ids from `firstArray` on.
    init(sofaID: Int, firstArray: Int) {
        self.sofaID = sofaID
        nextArray = firstArray
    }

    static func types(_ types: CASTypeSystem, _ out: inout ByteOutput) {
        for (index, type) in types.types.enumerated() {
            out.write(index > 0 ? ",\n" : "\n")
            out.write("\"\(type.name)\":{\"%NAME\":\"\(type.name)\",\"%SUPER_TYPE\":\"\(type.supertype)\"")
            for feature in type.features {
                let range = feature.range == CASNames.Range.strings ? "uima.cas.String[]"
                    : feature.range == CASNames.Range.structures ? "uima.cas.TOP[]" : feature.range
                out.write(",\"\(feature.name)\":{\"%NAME\":\"\(feature.name)\",\"%RANGE\":\"\(range)\"}")
            }
            out.put(0x7D)
        }
    }

    mutating func begin(_ type: String, _ id: Int, _ span: (begin: Int, end: Int)?, _ out: inout ByteOutput) {
        out.write(",\n{\"%ID\":")
        out.write(id)
        out.write(",\"%TYPE\":\"\(type)\"")
        guard let span else { return }
        out.write(",\"@sofa\":\(sofaID),\"begin\":")
        out.write(span.begin)
        out.write(",\"end\":")
        out.write(span.end)
    }

    private func key(_ feature: String, _ out: inout ByteOutput) { out.write(",\"\(feature)\":") }

    private func string(_ value: String, _ out: inout ByteOutput) {
        var writer = JSONWriter(indented: false)
        writer.string(value, &out)
    }

    mutating func text(_ feature: String, _ value: String, _ out: inout ByteOutput) {
        key(feature, &out)
        string(value, &out)
    }

    mutating func flag(_ feature: String, _ value: Bool, _ out: inout ByteOutput) {
        key(feature, &out)
        out.write(value ? "true" : "false")
    }

    mutating func number(_ feature: String, _ value: Double, _ out: inout ByteOutput) {
        key(feature, &out)
        out.write("\(value)")
    }

    mutating func reference(_ feature: String, _ id: Int, _ out: inout ByteOutput) {
        key("@" + feature, &out)
        out.write(id)
    }

    mutating func strings(_ feature: String, _ values: [String], _ out: inout ByteOutput) {
        array(feature, values, isStrings: true, &out)
    }

    mutating func references(_ feature: String, _ ids: [Int], _ out: inout ByteOutput) {
        array(feature, ids.map(String.init), isStrings: false, &out)
    }

    private mutating func array(_ feature: String, _ items: [String], isStrings: Bool, _ out: inout ByteOutput) {
        waiting.append((nextArray, items, isStrings))
        reference(feature, nextArray, &out)
        nextArray += 1
    }

    mutating func end(_ out: inout ByteOutput) { out.put(0x7D) }

    /// The arrays that structures have named.
    func arrays(_ out: inout ByteOutput) {
        for (id, items, isStrings) in waiting {
            out.write(",\n{\"%ID\":\(id),\"%TYPE\":\"\(isStrings ? "uima.cas.StringArray" : CASNames.Range.structures)\",\"%ELEMENTS\":[")
            for (index, item) in items.enumerated() {
                if index > 0 { out.put(0x2C) }
                if isStrings { string(item, &out) } else { out.write(item) }
            }
            out.write("]}")
            out.passOn()
        }
    }
}
