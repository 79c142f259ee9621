import GlossModel

/// Makes a report of a STIX bundle: a section for each object with what it says of itself, the objects'
/// names as mentions of entities, their relationships as lines below and as relations, times as times.
///
/// Of several versions of an object the last is taken; what is revoked is told and not shown.
struct STIXReader {
    private let file: InputFile
    var objects: [JSONValue] = []
    /// Rows of objects by id; of several of one id the first.
    var rows: [String: Int] = [:]
    var builder = DocumentBuilder()
    private var labelled: [ForeignLayers.Labelled] = []
    /// Rows of relationships by where they begin.
    private var relationships: [String: [Int]] = [:]
    var links: [ForeignLayers.Link] = []
    private var names = STIXNames()
    private var facts: [(name: String, value: String)] = []
    private var findings: [Finding] = []
    var missing = 0

    init(_ file: InputFile) { self.file = file }

    /// The report. Linear.
    mutating func read() throws(FormatError) -> Report {
        try gather()
        let report = objects.first { ["report", "grouping"].contains(STIXReader.type($0)) }
        if let report { write(report, level: 1) }
        for object in objects where isShown(object) && object["id"]?.string != report?["id"]?.string { write(object, level: 2) }
        builder.end()
        let date = (report?["published"] ?? report?["created"] ?? objects.last?["created"])?.string.flatMap { Day(iso: $0.prefix(10)) }
        var made = try builder.report(path: file.path, title: report.map(STIXReader.name) ?? "", date: date)
        var record = ForeignReport(made.text, unit: .codePoints, path: file.path)
        let annotator = record.annotator("")
        for (name, value) in facts { record.document(name, value, by: annotator) }
        for item in labelled { record.add(placed: item, by: annotator) }
        for link in links { record.add(link, by: annotator) }
        record.findings = findings
        if missing > 0 {
            record.tell(.warning, "names-what-is-not-there", "\(missing.of("reference leads", "references lead")) to an object that is not in the bundle; left out")
        }
        record.add(to: &made, file.path, ForeignLayers.Source(file: file.content, range: nil, format: "stix", isExact: true))
        return made
    }

    // MARK: Objects

    private mutating func gather() throws(FormatError) {
        var all: [JSONValue] = []
        var items = JSONItems(valuesOf: file.content)
        while let item = try items.next() {
            let value = try JSONDocument(file.content, in: item.value).root
            for bundle in value.orItems { all += bundle["objects"]?.items ?? [bundle] }
        }
        var latest: [String: String] = [:]
        for object in all {
            guard let id = object["id"]?.string, let modified = object["modified"]?.string else { continue }
            latest[id] = max(latest[id] ?? "", modified)
        }
        var (older, revoked) = (0, 0)
        for object in all {
            guard let id = object["id"]?.string, object["type"]?.string != nil else { continue }
            if let modified = object["modified"]?.string, modified != latest[id] {
                older += 1
            } else if object["revoked"]?.bool == true {
                revoked += 1
            } else {
                if rows[id] == nil { rows[id] = objects.count }
                objects.append(object)
            }
        }
        let place = Finding.Place(file: file.path)
        if older > 0 { findings.append(Finding(.note, "older-versions", at: place, "\(older.of("older version of an object", "older versions of objects")): not shown")) }
        if revoked > 0 { findings.append(Finding(.note, "rejected-left-out", at: place, "\(revoked.of("object that was revoked", "objects that were revoked")): not shown")) }
        guard !objects.isEmpty else { throw .unsupported(what: "it holds no STIX object") }
        for (row, object) in objects.enumerated() where STIXReader.type(object) == "relationship" {
            relationships[object["source_ref"]?.string ?? "", default: []].append(row)
        }
        for (row, object) in objects.enumerated() where isShown(object) && object["name"] != nil { names.add(STIXReader.name(object), row) }
        for object in objects where STIXReader.type(object) == "marking-definition" {
            if let words = (object["definition"]?["statement"] ?? object["definition"]?["tlp"] ?? object["name"])?.string { facts.append(("marking", words)) }
        }
    }

    static func type(_ object: JSONValue) -> String { object["type"]?.string ?? "" }

    private static let unshown: Set<String> = ["relationship", "marking-definition", "extension-definition", "language-content", "bundle"]

    func isShown(_ object: JSONValue) -> Bool { !STIXReader.unshown.contains(STIXReader.type(object)) }

    /// What an object is called: its name, or the value that it is.
    static func name(_ object: JSONValue) -> String {
        let hash = object["hashes"]?.members.first?.value
        for value in [object["name"], object["value"], object["abstract"], object["path"], object["key"], object["user_id"], hash, object["opinion"]] {
            if let words = value?.string, !words.isEmpty { return words }
        }
        return object["type"]?.string ?? ""
    }

    private static let types: [String: String] = [
        "location": "Location", "url": "URL", "domain-name": "Domain", "email-addr": "Email", "ipv4-addr": "IP", "ipv6-addr": "IP",
        "windows-registry-key": "RegistryKey", "vulnerability": "CVE", "malware": "Product", "tool": "Product", "software": "Product",
        "threat-actor": "Organization", "intrusion-set": "Organization",
    ]

    /// The type of mention that an object is.
    private static func kind(_ object: JSONValue) -> String {
        let type = self.type(object)
        if type == "identity" {
            switch object["identity_class"]?.string {
            case "individual": return "Person"
            case "group", "class": return "Group"
            default: return "Organization"
            }
        }
        if type == "file" { return object["name"] == nil ? "Hash" : "FilePath" }
        return types[type] ?? type
    }

    // MARK: Sections

    private mutating func write(_ object: JSONValue, level: Int) {
        styled(.heading, level: level) { $0.mention(object, object["id"]?.string ?? "") }
        for key in ["description", "content", "explanation", "objective"] {
            guard let words = object[key]?.string, !words.isEmpty else { continue }
            for paragraph in words.fileLines where !paragraph.isEmpty {
                styled(.paragraph) { $0.prose(String(paragraph)) }
            }
        }
        if let pattern = object["pattern"]?.string { styled(.code) { $0.builder.write(pattern) } }
        for (key, value) in object.members where !STIXReader.known.contains(key) && !key.hasSuffix("_ref") && !key.hasSuffix("_refs") {
            line(key, value)
        }
        references(object)
        for row in relationships[object["id"]?.string ?? ""] ?? [] { relate(objects[row]) }
    }

    private static let known: Set<String> = [
        "type", "id", "spec_version", "created", "modified", "name", "value", "description", "content", "explanation", "objective",
        "abstract", "pattern", "extensions", "revoked", "defanged", "definition", "definition_type", "pattern_type", "lang", "granular_markings",
    ]

    private mutating func styled(_ kind: BlockKind, level: Int = 0, _ body: (inout STIXReader) -> Void) {
        builder.end()
        builder.style = DocumentBuilder.Style(kind: kind, level: level)
        body(&self)
        builder.end()
    }

    mutating func item(_ body: (inout STIXReader) -> Void) {
        styled(.list, level: 1) { reader in
            reader.builder.label = "• "
            body(&reader)
        }
    }

    /// A property that is words, a number, a time, or a list of them.
    private mutating func line(_ key: String, _ value: JSONValue) {
        let values = value.orItems.flatMap { item -> [String] in
            if item.kind == .object {
                let words = ["source_name", "external_id", "url", "description", "kill_chain_name", "phase_name"].compactMap { item[$0]?.string }
                return words.isEmpty ? item.members.map { "\($0.key) \($0.value.asWords)" } : [words.joined(separator: " ")]
            }
            return [item.asWords]
        }.filter { !$0.isEmpty }
        guard !values.isEmpty else { return }
        item { reader in
            reader.builder.write(key.split(separator: "_").joined(separator: " ") + ": ")
            for (number, words) in values.enumerated() {
                if number > 0 { reader.builder.write(", ") }
                reader.value(words)
            }
        }
    }

    /// Words, or a time where they are one.
    mutating func value(_ words: String) {
        let isTime = words.utf8.count >= 20 && words.hasSuffix("Z") && Day(iso: words.prefix(10)) != nil && words.contains("T")
        let mark = builder.mark()
        builder.write(words)
        guard isTime, let span = builder.span(from: mark) else { return }
        var time = ForeignLayers.Labelled(label: "TIME")
        time.span = span
        time.time = .init(type: .time, value: String(words.prefix(16)))
        labelled.append(time)
    }

    /// The name of an object where it stands.
    mutating func mention(_ object: JSONValue, _ id: String) {
        let mark = builder.mark()
        builder.write(STIXReader.name(object))
        guard let span = builder.span(from: mark) else { return }
        labelled.append(item(object, id, span))
    }

    private func item(_ object: JSONValue, _ id: String, _ span: Span) -> ForeignLayers.Labelled {
        var item = ForeignLayers.Labelled(label: STIXReader.kind(object))
        (item.span, item.entity, item.name) = (span, id, STIXReader.name(object))
        return item
    }

    /// Prose, with the names of objects that stand in it.
    private mutating func prose(_ words: String) {
        let mark = builder.mark()
        builder.write(words)
        guard let span = builder.span(from: mark) else { return }
        for (row, place) in names.found(in: builder.bytes, span.range) {
            labelled.append(item(objects[row], objects[row]["id"]?.string ?? "", place))
        }
    }
}
