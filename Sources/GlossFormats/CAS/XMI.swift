import GlossModel

/// UIMA CAS as XMI (UIMA reference; XML 1.0), as INCEpTION writes it, with `TypeSystem.xml` beside.
public struct XMI: Format {
    public init() {}
    public var name: String { "xmi" }
    public var offsets: OffsetUnit? { .utf16 }
    public var suffixes: [String] { ["xmi"] }

    public func sniff(_ file: InputFile) -> Likeness {
        guard XMLEncoding.mayBegin(file) else { return .none }
        let head = XMLEncoding.head(file.content)
        return head.holds("http://www.omg.org/XMI") ? .certain : .none
    }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        let beside = XMI.typeSystem(beside: file)
        var reader = try XMIReader(file, beside?.types ?? CasTypes())
        var reports = try Cas.reports(of: reader.read(), file, format: name)
        if let beside, beside.types.order.isEmpty {
            reports[0].findings.append(
                Finding(
                    .warning, "type-system-unreadable", at: Finding.Place(file: beside.name),
                    "it declares no types: what refers to what is guessed"))
        }
        return reports
    }

    /// The type system of a file: by its usual name in whatever case, or by the file's own.
    private static func typeSystem(beside file: InputFile) -> (name: String, types: CasTypes)? {
        let usual = ["TypeSystem.xml", "typesystem.xml", "typeSystem.xml", "Typesystem.xml", "TYPESYSTEM.XML"]
        let own = [".xml", "-typesystem.xml", "_typesystem.xml", ".typesystem.xml", "-TypeSystem.xml", "_TypeSystem.xml"]
        for name in usual + own.map({ file.stem + $0 }) {
            guard let found = file.neighbour(name) else { continue }
            let types = (try? CasTypes(found)) ?? CasTypes()
            // A file of the same stem need not be a type system.
            if usual.contains(name) || !types.order.isEmpty { return (name, types) }
        }
        return nil
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        if writesBack(report, to: &out) { return }
        XMIWriter(report).write(&out)
    }

    public func companions(_ reports: [Report]) -> [(name: String, content: ByteOutput)] {
        var types = CasTypes()
        for report in reports { types.add(CasRecords(report).types) }
        var out = ByteOutput()
        types.write(&out)
        return [("TypeSystem.xml", out)]
    }

    public func losses(_ report: Report) -> [Finding] {
        var losses = Losses()
        if XMLOutput.cannotHold(report.text) { losses.add(1, "control characters of the text (written as U+FFFD)") }
        return losses.findings(name, report.path)
    }
}

extension Cas {
    /// A report of each text.
    static func reports(of cas: Cas, _ file: InputFile, format: String) throws(FormatError) -> [Report] {
        guard !cas.sofas.isEmpty else {
            throw .unsupported(
                what: cas.elsewhere.isEmpty ? "it has no text (no sofa)" : "no sofa of it has a sofaString: its text stands elsewhere")
        }
        let index = CasIndex(cas)
        let isWhole = cas.sofas.count == 1 && cas.source === file.content
        var reports = cas.sofas.map { sofa in
            var assembly = CasAssembly(cas, index, sofa, file, format: format, isWhole: isWhole)
            var report = assembly.report()
            if sofa.name != CasName.initialView { report.path += "#" + sofa.name }
            return report
        }
        reports[0].findings += cas.faults.findings + cas.viewsElsewhere(file.path)
        return reports
    }

    /// What is told of views without a text, and of annotations of texts that are not there.
    private func viewsElsewhere(_ path: String) -> [Finding] {
        var counts: [UInt32: Int] = [:]
        for structure in structures where structure.hasSpan { counts[structure.sofa, default: 0] += 1 }
        var found = elsewhere.map { view in
            let count = counts[view.id] ?? 0
            let lost = count > 0 ? "; \(count.of("annotation", "annotations")) of it not shown" : ""
            return Finding(
                count > 0 ? .warning : .note, "view-without-text", at: Finding.Place(file: path),
                "the view \"\(view.name)\" has no text here" + (view.place.isEmpty ? "" : " (\(view.place))") + lost)
        }
        for (id, count) in counts.sorted(by: { $0.key < $1.key })
        where id != 0 && !sofas.contains(where: { $0.id == id }) && !elsewhere.contains(where: { $0.id == id }) {
            found.append(
                Finding(
                    .error, Faults.Kind.dangling.rawValue, at: Finding.Place(file: path),
                    "\(count.of("annotation is", "annotations are")) of the sofa \(id), which is not in the file; not shown"))
        }
        return found
    }
}

/// Writes a report as XMI.
struct XMIWriter {
    private let records: CasRecords
    /// Prefixes of packages.
    private var prefixes: [String: String] = [:]
    private var order: [String] = []

    init(_ report: Report) {
        records = CasRecords(report)
        for type in records.types.order { declare(XMIWriter.package(type)) }
    }

    private static func package(_ type: String) -> String {
        type.utf8.lastIndex(of: 0x2E).map { String(type[..<$0]) } ?? ""
    }

    private mutating func declare(_ package: String) {
        guard prefixes[package] == nil else { return }
        let last = CasName.short(package)
        var prefix = last
        var count = 2
        while prefixes.values.contains(prefix) || prefix == "cas" || prefix == "xmi" || prefix.isEmpty {
            prefix = "\(last)\(count)"
            count += 1
        }
        prefixes[package] = prefix
        order.append(package)
    }

    func write(_ out: inout ByteOutput) {
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\"")
        for package in order {
            out.write(" xmlns:\(prefixes[package] ?? "")=\"http:///\(package.split(separator: ".").joined(separator: "/")).ecore\"")
        }
        out.write(" xmi:version=\"2.0\">\n<cas:NULL xmi:id=\"0\"/>\n")
        for record in records.records { write(record, &out) }
        out.write("<cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"\(CasName.initialView)\" mimeType=\"text\" sofaString=\"")
        out.write(xml: records.report.text.bytes, isAttribute: true)
        out.write("\"/>\n<cas:View sofa=\"1\" members=\"")
        var isFirst = true
        for record in records.records where record.isMember {
            if !isFirst { out.put(0x20) }
            isFirst = false
            out.write(record.id)
            out.passOn()
        }
        out.write("\"/>\n</xmi:XMI>\n")
    }

    private func write(_ record: CasRecord, _ out: inout ByteOutput) {
        out.write("<")
        out.write(prefixes[XMIWriter.package(record.type)] ?? "")
        out.put(0x3A)
        out.write(CasName.short(record.type))
        out.attribute("xmi:id", record.id)
        if record.isMember { out.attribute("sofa", 1) }
        if let span = record.span {
            out.attribute("begin", span.begin)
            out.attribute("end", span.end)
        }
        for (name, value) in record.features {
            switch value {
            case .string(let words): out.attribute(name, words)
            case .bool(let flag): out.attribute(name, flag ? "true" : "false")
            case .reference(let id): out.attribute(name, id)
            case .references(let ids): out.attribute(name, ids.map(String.init).joined(separator: " "))
            }
        }
        out.write("/>\n")
        out.passOn()
    }
}
