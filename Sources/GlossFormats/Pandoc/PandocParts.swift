import GlossModel

/// Title, authors and date of a document.
struct PandocMetadata {
    private(set) var title: JSONValue?
    private(set) var date: JSONValue?
    private(set) var abstract: JSONValue?
    /// What a title page says, in its order.
    private(set) var front: [JSONValue] = []

    init(_ meta: JSONValue?) {
        guard let meta, meta.kind == .object else { return }
        title = meta["title"]
        date = meta["date"]
        abstract = meta["abstract"]
        for key in ["title", "subtitle", "author", "date"] {
            guard let value = meta[key] else { continue }
            if value["t"]?.string == "MetaList" { front += value["c"]?.items ?? [] } else { front.append(value) }
        }
    }
}

/// What is said of a group: its identifier, its classes, keys and values.
struct PandocAttributes {
    private let classes: [String]
    private let role: String?

    init(_ value: JSONValue) {
        classes = value.item(1)?.items.compactMap(\.string) ?? []
        role = value.item(2)?.items.first { $0.item(0)?.string == "role" }?.item(1)?.string
    }

    /// What the blocks in it are, where that is said; nil where they are what they are.
    var kind: BlockKind? {
        if classes.contains("references") || classes.contains("csl-bib-body") || role == "doc-bibliography" { return .reference }
        if classes.contains("toc") || role == "doc-toc" { return .contents }
        if classes.contains("figcaption") || classes.contains("caption") { return .caption }
        if role == "doc-endnotes" || classes.contains("footnotes") { return .note }
        return nil
    }
}

/// A paragraph of nothing but an image.
struct PandocFigure {
    /// What is said of it.
    let words: JSONValue

    init?(_ inlines: JSONValue) {
        guard inlines.kind == .array, let image = inlines.first, inlines.item(after: image) == nil, image["t"]?.string == "Image",
            let words = image["c"]?.item(1), ImageWords.areWords(PandocReader.words(words))
        else { return nil }
        self.words = words
    }
}

/// How the items of a list are numbered.
struct ListNumbering {
    private let start: Int
    private let style: String
    private let delimiter: String

    init(_ attributes: JSONValue) {
        start = attributes.item(0)?.int ?? 1
        style = attributes.item(1)?["t"]?.string ?? ""
        delimiter = attributes.item(2)?["t"]?.string ?? ""
    }

    init(start: Int, style: String) { (self.start, self.style, delimiter) = (start, style, "") }

    /// The number of an item, from 0, as it stands before it.
    func label(_ index: Int) -> String {
        let (number, isOver) = start.addingReportingOverflow(index)
        let digits = isOver ? "?" : Self.digits(number, style)
        switch delimiter {
        case "OneParen": return digits + ") "
        case "TwoParens": return "(" + digits + ") "
        default: return digits + ". "
        }
    }

    static func digits(_ number: Int, _ style: String) -> String {
        switch style {
        case "LowerAlpha" where number > 0: letters(number)
        case "UpperAlpha" where number > 0: letters(number).uppercased()
        case "LowerRoman" where (1..<4000).contains(number): RomanNumeral.string(number)
        case "UpperRoman" where (1..<4000).contains(number): RomanNumeral.string(number).uppercased()
        default: String(number)
        }
    }

    /// a to z, aa to zz.
    private static func letters(_ number: Int) -> String {
        var (rest, found) = (number, "")
        while rest > 0 {
            found = String(Unicode.Scalar(UInt8(0x61 + (rest - 1) % 26))) + found
            rest = (rest - 1) / 26
        }
        return found
    }
}

extension JSONValue {
    /// An item of an array; nil where it is none or has not so many. O(index).
    func item(_ index: Int) -> JSONValue? {
        var child = first
        for _ in 0..<index { child = child.flatMap { item(after: $0) } }
        return child
    }

    /// The first item of an array.
    var first: JSONValue? {
        guard kind == .array, index + 1 < end(index) else { return nil }
        return JSONValue(document: document, index: index + 1)
    }

    /// The item behind another of the same array.
    func item(after other: JSONValue) -> JSONValue? {
        let next = end(other.index)
        return next < end(index) ? JSONValue(document: document, index: next) : nil
    }

    private func end(_ index: Int) -> Int { Int(document.nodes[index].next) }

    /// Hands over the bytes of a string, escapes undone.
    @inline(__always)
    func withBytes(_ body: (Bytes) -> Void) {
        if kind == .string { body(Bytes(rebasing: document.text.bytes[range])) } else if let bytes { bytes.withBytes(body) }
    }
}
