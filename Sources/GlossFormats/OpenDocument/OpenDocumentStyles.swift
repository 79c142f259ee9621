import GlossModel

/// What the styles of an OpenDocument text say: what paragraphs are, how lists are numbered, what is
/// raised.
struct OpenDocumentStyles {
    /// How the items of a level of a list begin.
    struct Level {
        var format = ""
        var prefix = ""
        var suffix = ""
        var start = 1
        var isNumber = false

        func label(_ index: Int) -> String {
            guard isNumber else { return "• " }
            guard !format.isEmpty else { return "" }
            let names = ["a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"]
            let (number, isOver) = start.addingReportingOverflow(index)
            let digits = isOver ? "?" : ListNumbering.digits(number, names[format] ?? "")
            return prefix + digits + (suffix.isEmpty ? "." : suffix) + " "
        }
    }

    private var parents: [String: String] = [:]
    private var levels: [String: [Int: Level]] = [:]
    private var superscripts: Set<String> = []
    private var subscripts: Set<String> = []

    mutating func add(_ name: String, parent: String) { parents[name] = parent }

    mutating func add(_ level: Level, number: Int, of list: String) { levels[list, default: [:]][number] = level }

    /// `position` is that of `style:text-position`: `super 58%`, `-33% 58%`.
    mutating func add(position: String, of name: String) {
        if position.hasPrefix("super") || position.first?.isNumber == true && !position.hasPrefix("0") { superscripts.insert(name) }
        if position.hasPrefix("sub") || position.hasPrefix("-") { subscripts.insert(name) }
    }

    /// Words in a style of characters as they read.
    func raised(_ words: String, _ style: String) -> String {
        if superscripts.contains(style) { return RaisedText.superscript(words) }
        return subscripts.contains(style) ? RaisedText.subscript(words) : words
    }

    /// How a level of a list begins its items. Lists of LibreOffice's own say it by their names.
    func level(_ number: Int, of list: String) -> Level {
        // Deeper than it says, a list goes on as at its deepest level.
        if let known = levels[list], let deepest = known.keys.filter({ $0 <= number }).max() { return known[deepest] ?? Level() }
        return Level(format: "1", isNumber: list.contains("Num"))
    }

    /// What a paragraph of a style is; nil where it is what its place makes it.
    func style(_ name: String) -> DocumentBuilder.Style? {
        var name: String? = name
        for _ in 0..<16 {
            guard let current = name else { return nil }
            if let found = OpenDocumentStyles.known(current.split(separator: "_20_").joined(separator: " ")) { return found }
            name = parents[current]
        }
        return nil
    }

    /// The name of the style that a paragraph's own is made of.
    func base(_ name: String) -> String { parents[name] ?? name }

    private static func known(_ name: String) -> DocumentBuilder.Style? {
        if let kind = names[name] { return DocumentBuilder.Style(kind: kind) }
        if name.hasPrefix("Contents ") { return name.contains("Heading") ? nil : DocumentBuilder.Style(kind: .contents) }
        if name.hasPrefix("Bibliography") { return DocumentBuilder.Style(kind: .reference) }
        if name.hasPrefix("Definition Term") { return DocumentBuilder.Style(kind: .list, level: 1) }
        if name.hasPrefix("Definition Definition") { return DocumentBuilder.Style(kind: .list, level: 2) }
        if name.hasPrefix("Heading "), let level = Int(name.dropFirst(8)) { return DocumentBuilder.Style(kind: .heading, level: max(1, min(6, level))) }
        return nil
    }

    private static let names: [String: BlockKind] = [
        "Title": .front, "Subtitle": .front, "Author": .front, "Date": .front,
        "Quotations": .quote, "Quotation": .quote, "Quote": .quote, "Intense Quote": .quote, "Block Text": .quote,
        "Preformatted Text": .code, "Source Code": .code, "SourceCode": .code,
        "Caption": .caption, "caption": .caption, "Table": .caption, "Figure": .caption, "Illustration": .caption, "Drawing": .caption,
        "TableCaption": .caption, "FigureCaption": .caption, "Table Caption": .caption, "Image Caption": .caption,
        "Footnote": .note, "Endnote": .note,
    ]
}
