import GlossModel

/// UIMA CAS XMI, as INCEpTION and DKPro write it (UIMA Reference, XMI CAS Serialization).
///
/// The text is an attribute of the sofa; offsets count UTF-16 units. A file with several sofas is
/// several reports. Written with `TypeSystem.xml` beside it, without which UIMA reads no XMI.
public struct XMI: Format {
    public init() {}
    public var name: String { "xmi" }
    public var suffixes: [String] { ["xmi"] }
    private static let sofaID = 1

    public func sniff(_ file: InputFile) -> Likeness {
        let head = XMLEncoding.head(file.content, 2048)
        return head.contains("<xmi:XMI") || head.contains("xmlns:cas=\"http:///uima/cas.ecore\"") ? .certain : .none
    }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        var reader = XMIReader(try XMLEncoding.utf8(file.content))
        return try CAS.reports(try reader.read(), file, name)
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        if writesBack(report, to: &out) { return }
        let types = CASTypeSystem(report)
        let sink = XMISink(types, sofaID: Self.sofaID)
        sink.head(&out)
        var output = CASOutput(report, sink, firstID: Self.sofaID + 1)
        output.write(&out)
        out.write("<cas:Sofa xmi:id=\"\(Self.sofaID)\" sofaNum=\"1\" sofaID=\"\(CASNames.initialView)\" mimeType=\"text/plain\" sofaString=\"")
        out.write(xml: report.text.bytes, isAttribute: true)
        out.write("\"/>\n<cas:View sofa=\"\(Self.sofaID)\" members=\"")
        for (index, id) in output.members.enumerated() {
            if index > 0 { out.put(0x20) }
            out.write(id)
        }
        out.write("\"/>\n</xmi:XMI>\n")
    }

    public func companions(_ report: Report) -> [(name: String, content: ByteOutput)] {
        guard report.layers.isEmpty || !report.layers.allSatisfy({ $0.sourceFormat == name && $0.source != nil }) else { return [] }
        var out = ByteOutput()
        CASTypeSystem(report).write(&out)
        return [("TypeSystem.xml", out)]
    }

    public func losses(_ report: Report) -> [Finding] {
        CAS.losses(report, name, isXML: true)
    }
}

/// Writes feature structures as XML elements.
struct XMISink: CASSink {
    private let types: CASTypeSystem
    private let sofaID: Int
    /// Tags by type.
    private var tags: [String: String] = [:]
    private var prefixes: [(prefix: String, package: String)] = []
    private var tag = ""
    private var lists: [(feature: String, values: [String])] = []

    init(_ types: CASTypeSystem, sofaID: Int) {
        self.types = types
        self.sofaID = sofaID
        for type in types.types {
            let short = CASNames.short(type.name)
            let package = String(type.name.dropLast(short.utf8.count + 1))
            if !prefixes.contains(where: { $0.package == package }) {
                prefixes.append((prefixes.isEmpty ? "type" : "type\(prefixes.count + 1)", package))
            }
            let prefix = prefixes.first { $0.package == package }?.prefix ?? ""
            tags[type.name] = "\(prefix):\(short)"
        }
    }

    /// Everything before the first structure.
    func head(_ out: inout ByteOutput) {
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\"")
        for (prefix, package) in prefixes {
            let path = String(package.map { $0 == "." ? "/" : $0 })
            out.attribute("xmlns:\(prefix)", "http:///\(path).ecore")
        }
        out.write(" xmi:version=\"2.0\">\n<cas:NULL xmi:id=\"0\"/>\n")
    }

    mutating func begin(_ type: String, _ id: Int, _ span: (begin: Int, end: Int)?, _ out: inout ByteOutput) {
        tag = tags[type] ?? type
        out.put(0x3C)
        out.write(tag)
        out.attribute("xmi:id", id)
        guard let span else { return }
        out.attribute("sofa", sofaID)
        out.attribute("begin", span.begin)
        out.attribute("end", span.end)
    }

    mutating func text(_ feature: String, _ value: String, _ out: inout ByteOutput) { out.attribute(feature, value) }
    mutating func flag(_ feature: String, _ value: Bool, _ out: inout ByteOutput) { out.attribute(feature, value ? "true" : "false") }
    mutating func number(_ feature: String, _ value: Double, _ out: inout ByteOutput) { out.attribute(feature, "\(value)") }
    mutating func reference(_ feature: String, _ id: Int, _ out: inout ByteOutput) { out.attribute(feature, id) }
    mutating func strings(_ feature: String, _ values: [String], _ out: inout ByteOutput) { lists.append((feature, values)) }

    mutating func references(_ feature: String, _ ids: [Int], _ out: inout ByteOutput) {
        out.attribute(feature, ids.map(String.init).joined(separator: " "))
    }

    mutating func end(_ out: inout ByteOutput) {
        guard !lists.isEmpty else { return out.write("/>\n") }
        out.put(0x3E)
        for (feature, values) in lists {
            for value in values {
                out.write("<\(feature)>")
                out.write(xml: value)
                out.write("</\(feature)>")
            }
        }
        lists.removeAll(keepingCapacity: true)
        out.write("</\(tag)>\n")
    }
}

/// What both forms of a CAS share.
enum CAS {
    /// A report a text.
    static func reports(_ graph: CASGraph, _ file: InputFile, _ format: String) throws(FormatError) -> [Report] {
        let index = CASIndex(graph)
        var reports: [Report] = []
        for sofa in graph.sofas {
            guard let bytes = sofa.text else { continue }
            let text = Text(bytes)
            var assembly = CASAssembly(
                graph, index, sofa: sofa, text: text, file: file, format: format, isFirst: reports.isEmpty)
            assembly.run()
            var report = file.report(of: text)
            report.findings = assembly.findings
            report.date = assembly.date
            if !assembly.title.isEmpty { report.title = assembly.title }
            report.add(assembly.builder.finished())
            reports.append(report)
        }
        guard !reports.isEmpty else { throw .unsupported(what: "the CAS has no text (no sofaString)") }
        if reports.count > 1 {
            let names = graph.sofas.filter { $0.text != nil }.map(\.name)
            for (index, name) in names.enumerated() { reports[index].path = "\(file.path)#\(name)" }
        }
        return reports
    }

    static func losses(_ report: Report, _ format: String, isXML: Bool) -> [Finding] {
        if !report.layers.isEmpty, report.layers.allSatisfy({ $0.sourceFormat == format && $0.source != nil }) { return [] }
        var losses = Losses()
        if isXML, XMLOutput.cannotHold(report.text) { losses.add(1, "control characters of the text (written as U+FFFD)") }
        let tokens = report.findings.filter { $0.code == "tokens-kept" }
        if !tokens.isEmpty { losses.add(tokens.count, "tokens, sentences and tags that the file had, beside computed layers") }
        return losses.findings(format, report.path)
    }
}
