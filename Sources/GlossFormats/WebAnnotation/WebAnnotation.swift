import GlossModel

/// W3C Web Annotation (Web Annotation Data Model, Recommendation of 23 February 2017) in JSON-LD:
/// `report.txt` beside `report.jsonld`. Offsets are code points.
///
/// Read: one annotation, several, a page or a collection; position, quote and fragment selectors,
/// alone, together and refined; tags as types, comments as notes, what identifies as entity, the
/// motivation linking as a relation, each creator as a layer; and what Hypothesis exports. Written
/// as a collection of one page, with all that gloss knows beside in `gloss`, a JSON literal.
public struct WebAnnotation: Format {
    public init() {}
    public var name: String { "webannotation" }
    public var suffixes: [String] { ["jsonld"] }
    public var textSuffix: String? { "txt" }
    public var offsets: OffsetUnit? { .codePoints }

    /// What the context of an annotation names.
    static let context = "http://www.w3.org/ns/anno.jsonld"

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x5B, 0x7B), let head = JSONHead(file), !head.isOwn else { return .none }
        if head.beginning(of: "@context", 512).contains("/ns/anno") { return .certain }
        let type = head.beginning(of: "type") + head.beginning(of: "@type")
        if type.contains("Annotation"), head.has("target") || head.has("items") || head.has("first") || head.has("hasTarget") {
            return .certain
        }
        return head.has("rows", 0x5B) && head.has("total") || head.has("uri", 0x22) && head.has("target", 0x5B) ? .likely : .none
    }

    public func text(of file: InputFile) throws(FormatError) -> Text? { try bareText(of: file) }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        var report = file.report(of: try bareText(of: file))
        try annotate(&report, from: file)
        if let finding = try elsewhere(file) { report.findings.append(finding) }
        return [report]
    }

    /// What is told of a target that is in no file of the folder, and so is not opened.
    private func elsewhere(_ file: InputFile) throws(FormatError) -> Finding? {
        guard let source = try WebAnnotationItems(file.content).firstSource, WebAnnotationName.isElsewhere(source)
        else { return nil }
        return Finding(
            .note, "target-elsewhere", at: Finding.Place(file: file.path),
            "it is about \"\(source)\", which gloss does not open; the text beside it is read")
    }

    /// The text of the same name, or the one that the first annotation is about.
    private func bareText(of file: InputFile) throws(FormatError) -> Text {
        let wanted = file.stem + ".txt"
        if let text = file.neighbour(wanted) ?? file.neighbour(file.stem) { return text }
        let source = try WebAnnotationItems(file.content).firstSource
        if let named = source.map(WebAnnotationName.file), named != file.outerName, let text = file.neighbour(named) {
            return text
        }
        throw .textMissing(wanted: wanted, target: source.flatMap { WebAnnotationName.isElsewhere($0) ? $0 : nil })
    }

    public func annotate(_ report: inout Report, from file: InputFile) throws(FormatError) {
        let items = try WebAnnotationItems(file.content)
        var reader = WebAnnotationReader(report.text, path: file.path, file: file.content)
        try items.forEach { reader.take($0) }
        let source = ForeignLayers.Source(file: file.content, range: nil, format: name, isExact: true)
        reader.finished(items).add(to: &report, file.path, source)
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        if writesBack(report, to: &out) { return }
        WebAnnotationWriter(report).write(&out)
    }
}

/// The annotations of a file, whatever holds them: looked at one by one, so that a large file need
/// not become a tree.
struct WebAnnotationItems {
    private let file: Text
    /// Where lists of annotations stand, and annotations that stand alone.
    private var lists: [Range<Int>] = []
    private var alone: [Range<Int>] = []
    /// gloss's own object.
    private(set) var own: JSONPlace?
    /// Pages that are not in the file.
    private(set) var elsewhere = 0

    init(_ file: Text) throws(FormatError) {
        self.file = file
        var tokens = JSONTokens(file.bytes, 0..<file.count)
        tokens.skipSpace()
        if tokens.byte == 0x5B {
            lists.append(0..<file.count)
            return
        }
        while tokens.offset < tokens.end {
            tokens.offset = try look(at: tokens.offset)
            tokens.skipSpace()
        }
    }

    /// A collection, a page, or an annotation of its own, at an offset; the one behind it.
    @discardableResult
    private mutating func look(at start: Int) throws(FormatError) -> Int {
        let record = try JSONRecord(file, from: start)
        try take(record)
        return record.range.upperBound
    }

    private mutating func take(_ record: JSONRecord) throws(FormatError) {
        own = record.place("gloss") ?? own
        if let next = try record.value("next"), !next.isNull { elsewhere += 1 }
        for key in ["items", "@graph", "rows"] {
            if let list = record.range(of: key), file.byte(list.lowerBound) == 0x5B { return lists.append(list) }
        }
        guard let first = record.range(of: "first") else { return alone.append(record.range) }
        if file.byte(first.lowerBound) == 0x7B { try look(at: first.lowerBound) } else { elsewhere += 1 }
    }

    /// All of them, in the order of the file. Linear.
    func forEach(_ body: (JSONValue) -> Void) throws(FormatError) {
        for range in alone { body(try JSONDocument(file, in: range).root) }
        for list in lists {
            var tokens = JSONTokens(file.bytes, list)
            _ = try tokens.array { tokens throws(FormatError) in
                body(try JSONDocument(file, at: &tokens).root)
                return true
            }
        }
    }

    /// The IRI of what the first annotation is about; nil where it does not say.
    var firstSource: String? {
        get throws(FormatError) {
            var first: JSONValue?
            if let range = alone.first {
                first = try JSONDocument(file, in: range).root
            } else if let list = lists.first {
                var items = try JSONItems(file, of: 0x5B, from: list.lowerBound)
                if let item = try items.next() { first = try JSONDocument(file, in: item.value).root }
            }
            guard let target = first.map({ WebAnnotationTarget.all(of: $0) })?.first else { return nil }
            return target.source
        }
    }
}

/// Names as IRIs.
enum WebAnnotationName {
    /// What begins the IRIs that gloss makes: without one a name would be none by itself.
    static let own = "urn:gloss:"

    /// The last part of an IRI's path, escapes undone. It comes from a stranger: it need not be a name.
    static func file(of iri: String) -> String {
        unescaped(path(of: iri).split(separator: "/").last ?? "")
    }

    /// Whether an IRI is of something else than a file of the folder: it has a scheme, or a path that
    /// leads somewhere, escaped or not.
    static func isElsewhere(_ iri: String) -> Bool {
        let path = path(of: iri)
        let scheme = path.prefix { $0 != ":" && $0 != "/" }
        if scheme.endIndex < path.endIndex, path[scheme.endIndex] == ":", let first = scheme.utf8.first,
            first | 0x20 >= 0x61, first | 0x20 <= 0x7A
        {
            return true
        }
        return !FileName.isComponent(unescaped(path))
    }

    private static func path(of iri: String) -> Substring {
        iri.prefix { $0 != "#" && $0 != "?" }.trimmingPrefix(own)
    }

    private static func unescaped(_ part: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(part.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == 0x25, rest.count > 1, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `oa:tagging` is `tagging`.
    static func bare(_ word: String) -> String {
        guard let mark = word.utf8.lastIndex(where: { $0 == 0x3A || $0 == 0x23 }) else { return word }
        return String(word[word.utf8.index(after: mark)...])
    }

    /// A name as part of an IRI (RFC 3986).
    static func escaped(_ name: String) -> String {
        name.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: String(UnicodeScalar(byte))
            default: "%" + String(byte, radix: 16, uppercase: true).leftPadded
            }
        }.joined()
    }
}

extension String {
    /// Two digits at least.
    fileprivate var leftPadded: String { utf8.count < 2 ? "0" + self : self }
}
