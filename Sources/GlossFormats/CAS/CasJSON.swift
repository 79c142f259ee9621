import GlossModel

/// UIMA CAS as JSON (CAS JSON 0.4.0), as INCEpTION and dkpro-cassis write it; types inside.
public struct CasJSON: Format {
    public init() {}
    public var name: String { "cas-json" }
    public var offsets: OffsetUnit? { .utf16 }
    public var suffixes: [String] { ["cas.json"] }

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x7B) else { return .none }
        let head = String(decoding: file.content.bytes.prefix(4096), as: UTF8.self)
        return ["\"%TYPES\"", "\"%FEATURE_STRUCTURES\"", "\"%VIEWS\""].contains(where: head.contains) ? .certain : .none
    }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        var reader = CasJSONReader(file)
        return try Cas.reports(of: reader.read(), file, format: name)
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        if writesBack(report, to: &out) { return }
        CasJSONWriter(report).write(&out)
    }
}

/// Reads CAS JSON into a CAS: the structures one by one, so that only one is a tree at a time.
struct CasJSONReader {
    private let file: InputFile
    private var cas = Cas()

    init(_ file: InputFile) {
        self.file = file
        cas.source = file.content
        cas.faults = Faults(path: file.path, file: file.content)
    }

    mutating func read() throws(FormatError) -> Cas {
        var members = try JSONItems(file.content, of: 0x7B)
        while let member = try members.next() {
            if file.content[Span(member.key)] == "%VIEWS" { try views(member.value) }
            guard file.content[Span(member.key)] == "%FEATURE_STRUCTURES" else { continue }
            let opening = file.content.byte(member.value.lowerBound)
            var items = try JSONItems(file.content, of: opening, from: member.value.lowerBound)
            while let item = try items.next() { try structure(item) }
        }
        return cas
    }

    private mutating func structure(_ item: JSONItems.Item) throws(FormatError) {
        let root = try JSONDocument(file.content, in: item.value).root
        guard root.kind == .object else { return }
        let id = root["%ID"]?.int ?? (item.key.isEmpty ? nil : Int(file.content[Span(item.key)])) ?? 0
        let type = root["%TYPE"]?.string ?? CasName.top
        if type == CasName.sofa { return sofa(root, UInt32(clamping: id)) }
        let isArray = type.hasSuffix("[]") || type == CasName.array
        cas.begin(UInt32(clamping: id), cas.type(isArray ? CasName.array : type))
        for (key, value) in root.members { try take(key, value) }
    }

    private mutating func take(_ key: String, _ value: JSONValue) throws(FormatError) {
        switch key {
        case "%ID", "%TYPE", "%FLAGS": break
        case "@sofa": cas.place(sofa: CasJSONReader.id(value))
        case "begin", "^begin": place(begin: true, value)
        case "end", "^end": place(begin: false, value)
        case "%ELEMENTS":
            let ids = value.items.compactMap(\.int).map { UInt32(clamping: $0) }
            cas.add(cas.name("elements"), cas.list(ids))
        default: feature(key, value)
        }
    }

    private mutating func place(begin: Bool, _ value: JSONValue) {
        guard let units = value.int, units >= 0 else { return cas.place(begin: begin, value.asWords, at: value.range.lowerBound) }
        let place = UInt32(clamping: min(units, Int(UInt32.max) - 1))
        begin ? cas.place(begin: place) : cas.place(end: place)
    }

    private mutating func sofa(_ root: JSONValue, _ id: UInt32) {
        let name = root["sofaID"]?.string ?? CasName.initialView
        if let bytes = root["sofaString"]?.bytes {
            cas.sofas.append(Cas.Sofa(id: id, name: name, text: Text(bytes, isString: true)))
        } else {
            cas.elsewhere.append(Cas.Elsewhere(id: id, name: name, place: root["sofaURI"]?.string ?? ""))
        }
    }

    /// Which structures are in the view of a text.
    private mutating func views(_ range: Range<Int>) throws(FormatError) {
        for view in try JSONDocument(file.content, in: range).root.members.map(\.value) {
            guard let sofa = view["%SOFA"]?.int, let members = view["%MEMBERS"] else { continue }
            cas.members[UInt32(clamping: sofa), default: []].formUnion(members.items.compactMap(\.int).map { UInt32(clamping: $0) })
        }
    }

    private static func id(_ value: JSONValue) -> UInt32 { min(UInt32(clamping: value.int ?? 0), UInt32.max - 1) }

    private mutating func feature(_ key: String, _ value: JSONValue) {
        if key.hasPrefix("@") {
            let name = cas.name(String(key.dropFirst()))
            if let id = value.int {
                cas.add(name, .reference(UInt32(clamping: id)))
            } else if value.kind == .array {
                cas.add(name, cas.list(value.items.compactMap(\.int).map { UInt32(clamping: $0) }))
            }
            return
        }
        let name = cas.name(key.hasPrefix("#") || key.hasPrefix("^") ? String(key.dropFirst()) : key)
        switch value.kind {
        case .null: break
        case .string: cas.add(name, .words(FileWords(bytes: value.range)))
        case .array: for item in value.items { cas.add(name, .words(cas.words(item.string ?? file.content[Span(item.range)]))) }
        case .escaped: cas.add(name, .words(cas.words(value.string ?? "")))
        default: cas.add(name, .words(cas.words(file.content[Span(value.range)])))
        }
    }
}

/// Writes a report as CAS JSON.
struct CasJSONWriter {
    private let records: CasRecords

    init(_ report: Report) { records = CasRecords(report) }

    func write(_ out: inout ByteOutput) {
        var json = JSONWriter(indented: true)
        var next = (records.records.map(\.id).max() ?? 1) + 1
        json.object(&out) { json, out in
            json.key("%TYPES", &out)
            json.object(&out) { json, out in
                for name in records.types.order { type(name, &json, &out) }
            }
            json.key("%FEATURE_STRUCTURES", &out)
            json.array(&out) { json, out in
                sofa(&json, &out)
                for record in records.records { write(record, &next, &json, &out) }
            }
            json.key("%VIEWS", &out)
            json.object(&out) { json, out in views(&json, &out) }
        }
        out.put(0x0A)
    }

    private func type(_ name: String, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        guard let type = records.types.types[name] else { return }
        json.key(name, &out)
        json.object(&out) { json, out in
            json.key("%NAME", &out)
            json.string(name, &out)
            json.key("%SUPER_TYPE", &out)
            json.string(type.supertype, &out)
            for (feature, range) in type.features {
                json.key(feature, &out)
                json.object(&out) { json, out in
                    json.key("%NAME", &out)
                    json.string(feature, &out)
                    json.key("%RANGE", &out)
                    json.string(range == CasName.array ? CasName.top + "[]" : range, &out)
                }
            }
        }
    }

    private func sofa(_ json: inout JSONWriter, _ out: inout ByteOutput) {
        json.object(&out) { json, out in
            json.key("%ID", &out)
            json.number(1, &out)
            json.key("%TYPE", &out)
            json.string(CasName.sofa, &out)
            json.key("sofaNum", &out)
            json.number(1, &out)
            json.key("sofaID", &out)
            json.string(CasName.initialView, &out)
            json.key("mimeType", &out)
            json.string("text", &out)
            json.key("sofaString", &out)
            json.text(records.report.text.span, of: records.report.text, &out)
        }
    }

    /// A structure, and before it the arrays that it refers to.
    private func write(_ record: CasRecord, _ next: inout Int, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        var arrays: [String: Int] = [:]
        for (name, value) in record.features {
            guard case .references(let ids) = value else { continue }
            arrays[name] = next
            array(next, ids, &json, &out)
            next += 1
        }
        json.object(&out) { json, out in
            json.key("%ID", &out)
            json.number(record.id, &out)
            json.key("%TYPE", &out)
            json.string(record.type, &out)
            if record.isMember {
                json.key("@sofa", &out)
                json.number(1, &out)
            }
            if let span = record.span {
                json.key("begin", &out)
                json.number(span.begin, &out)
                json.key("end", &out)
                json.number(span.end, &out)
            }
            for (name, value) in record.features {
                switch value {
                case .string(let words):
                    json.key(name, &out)
                    json.string(words, &out)
                case .bool(let flag):
                    json.key(name, &out)
                    json.bool(flag, &out)
                case .reference(let id):
                    json.key("@" + name, &out)
                    json.number(id, &out)
                case .references:
                    json.key("@" + name, &out)
                    json.number(arrays[name] ?? 0, &out)
                }
            }
        }
    }

    private func array(_ id: Int, _ ids: [Int], _ json: inout JSONWriter, _ out: inout ByteOutput) {
        json.object(&out) { json, out in
            json.key("%ID", &out)
            json.number(id, &out)
            json.key("%TYPE", &out)
            json.string(CasName.array, &out)
            json.key("%ELEMENTS", &out)
            json.array(&out) { json, out in for id in ids { json.number(id, &out) } }
        }
    }

    private func views(_ json: inout JSONWriter, _ out: inout ByteOutput) {
        json.key(CasName.initialView, &out)
        json.object(&out) { json, out in
            json.key("%SOFA", &out)
            json.number(1, &out)
            json.key("%MEMBERS", &out)
            json.array(&out) { json, out in
                for record in records.records where record.isMember { json.number(record.id, &out) }
            }
        }
    }
}
