import GlossModel

/// Reads a document in Argdown: its prose becomes the text, statements and arguments claims that go by their
/// titles, what supports, attacks and undercuts relations, premises support their conclusions.
///
/// A statement under the same title as an earlier one repeats it. Tags and data are attributes; `certainty`
/// is the claim's. Comments are left out.
struct ArgdownReader {
    private var builder = DocumentBuilder()
    private var layer: FileLayerBuilder
    private let path: String
    /// Claims by their titles, arguments apart from statements.
    private var titled: [String: AnnotationID] = [:]
    /// Where titles stand that nothing is said under yet.
    private var bare: [(key: String, element: ArgdownElement, span: Span)] = []
    private var pending: [(type: String, from: Node, to: Node)] = []
    /// The elements that what follows may be indented under.
    private var above: [(indent: Int, node: Node)] = []
    private var argument = ""
    private var premises: [Node] = []
    private var isConclusion = false
    private var inRule = false
    private var open: (lead: Lead, words: String)?
    private var stray = 0

    /// What a relation may lead to.
    private enum Node: Equatable {
        case titled(String)
        case claim(AnnotationID)
    }

    /// What stands before the words of an element.
    private enum Lead: Equatable {
        case none(indent: Int)
        case relation(ArgdownElement.Relation, indent: Int)
        case numbered(String, indent: Int)
        case item(String, indent: Int)
        case heading(Int)
    }

    init(_ file: InputFile) {
        path = file.path
        layer = FileLayerBuilder(number: 0, name: file.name, format: "argdown", source: file.content)
        layer.layer.isSourceExact = false
    }

    /// The report. Linear.
    mutating func read(_ file: InputFile) throws(FormatError) -> Report {
        let document = ArgdownLines(file.content[file.content.span])
        for line in document.lines { take(line) }
        close()
        for (key, element, span) in bare where titled[key] == nil { titled[key] = claim(span, element) }
        link()
        for (name, value) in document.facts { layer.document(name, value) }
        var report = try builder.report(
            path: path, title: document.facts.first { $0.name == "title" }?.value ?? "",
            date: document.facts.first { $0.name == "date" }.flatMap { DayWords.day($0.value) })
        report.add(layer.finished())
        if stray > 0 {
            report.findings.append(
                Finding(.warning, "names-what-is-not-there", at: Finding.Place(file: path), "\(stray.of("relation stands", "relations stand")) under nothing; read as statements"))
        }
        return report
    }

    // MARK: Lines

    private mutating func take(_ line: ArgdownLines.Line) {
        guard !line.words.isEmpty else {
            close()
            return
        }
        if line.words.hasPrefix("--") { return rule(line.words) }
        if inRule { return builder.write(" " + line.words) }
        if let (lead, rest) = ArgdownReader.lead(line) {
            close()
            open = (lead, String(rest))
            if case .heading = lead { close() }
        } else if open != nil {
            open?.words += " " + line.words
        } else {
            open = (.none(indent: line.indent), String(line.words))
        }
    }

    /// What a line begins with, where that begins an element.
    private static func lead(_ line: ArgdownLines.Line) -> (Lead, Substring)? {
        let words = line.words
        let marks = words.prefix { $0 == "#" }
        if !marks.isEmpty, words.dropFirst(marks.count).first == " " { return (.heading(marks.count), words.dropFirst(marks.count + 1)) }
        for relation in ArgdownElement.Relation.allCases where words.hasPrefix(relation.rawValue) {
            let rest = words.dropFirst(relation.rawValue.count)
            guard rest.first.map({ $0 == " " || $0 == "\t" }) == true else { continue }
            return (.relation(relation, indent: line.indent), rest.dropFirst())
        }
        if words.hasPrefix("("), let end = words.firstIndex(of: ")"), words[words.index(after: words.startIndex)..<end].allSatisfy(\.isNumber), words.index(after: end) < words.endIndex {
            return (.numbered(String(words[...end]), indent: line.indent), words[words.index(after: end)...].dropFirst())
        }
        if words.hasPrefix("* ") { return (.item("• ", indent: line.indent), words.dropFirst(2)) }
        let digits = words.prefix(while: \.isNumber)
        if !digits.isEmpty, words.dropFirst(digits.count).hasPrefix(". ") {
            return (.item(digits + ". ", indent: line.indent), words.dropFirst(digits.count + 2))
        }
        if words.hasPrefix("[") || words.hasPrefix("<"), line.indent == 0 { return (.none(indent: 0), words) }
        return nil
    }

    /// A line of hyphens, perhaps with the name of the rule that leads to the conclusion.
    private mutating func rule(_ words: Substring) {
        close()
        let isLine = words.allSatisfy { $0 == "-" }
        if isLine, words.count == 2 {
            inRule.toggle()
            if inRule { paragraph(.list, level: 1) { $0.builder.write("—") } } else { builder.end() }
        } else {
            let name = words.trimmingPrefix(while: { $0 == "-" || $0 == " " })
            paragraph(.list, level: 1) { $0.builder.write("— " + name.prefix { $0 != "-" }) }
        }
        isConclusion = true
        if inRule { builder.openBlock() }
    }

    private mutating func paragraph(_ kind: BlockKind, level: Int = 0, label: String = "", _ body: (inout ArgdownReader) -> Void) {
        builder.end()
        builder.style = DocumentBuilder.Style(kind: kind, level: level)
        builder.label = label
        body(&self)
        if !inRule { builder.end() }
    }

    // MARK: Elements

    /// Ends the element that is open.
    private mutating func close() {
        guard let (lead, words) = open else { return }
        open = nil
        let element = ArgdownElement(words[...])
        switch lead {
        case .heading(let level): paragraph(.heading, level: min(6, level)) { $0.builder.write(element.words.isEmpty ? element.title ?? "" : element.words) }
        case .none(let indent): statement(element, indent)
        case .relation(let relation, let indent): related(element, relation, indent)
        case .numbered(let number, let indent): numbered(element, number, indent)
        case .item(let label, let indent):
            paragraph(.list, level: 1 + indent / 2, label: label) { $0.builder.write(element.words) }
        }
    }

    private mutating func statement(_ element: ArgdownElement, _ indent: Int) {
        let node = write(element, .paragraph, level: 0, label: "")
        above = [(indent, node)]
        (premises, isConclusion) = ([], false)
        argument = element.isArgument ? element.title ?? "" : ""
    }

    private mutating func related(_ element: ArgdownElement, _ relation: ArgdownElement.Relation, _ indent: Int) {
        while let last = above.last, last.indent >= indent { above.removeLast() }
        let node = write(element, .list, level: max(1, above.count), label: relation.rawValue + " ")
        if let parent = above.last?.node {
            pending.append((relation.type, relation.isDownward ? parent : node, relation.isDownward ? node : parent))
        } else {
            stray += 1
        }
        above.append((indent, node))
    }

    /// A premise, or the conclusion of those before.
    private mutating func numbered(_ element: ArgdownElement, _ number: String, _ indent: Int) {
        let node = write(element, .list, level: 1, label: number + " ")
        if isConclusion { for premise in premises { pending.append(("supports", premise, node)) } }
        if isConclusion { premises = [node] } else { premises.append(node) }
        isConclusion = false
        above = [(indent, node)]
    }

    private mutating func write(_ element: ArgdownElement, _ kind: BlockKind, level: Int, label: String) -> Node {
        var said: Span?
        var name: Span?
        paragraph(kind, level: level, label: label) { reader in
            let start = reader.builder.mark()
            if let title = element.title { reader.builder.write(title + (element.words.isEmpty ? "" : ": ")) }
            name = reader.builder.span(from: start)
            let words = reader.builder.mark()
            if !element.words.isEmpty { reader.builder.write(element.words) }
            said = reader.builder.span(from: words)
        }
        let key = element.title.map { (element.isArgument ? "<" : "[") + $0 }
        if let key, said == nil, let name { bare.append((key, element, name)) }
        var node = key.map(Node.titled)
        if let said {
            let id = claim(said, element)
            if let key, let first = titled[key] { pending.append(("repeats", .claim(id), .claim(first))) }
            if let key, titled[key] == nil { titled[key] = id }
            node = node ?? .claim(id)
        }
        return node ?? .titled("")
    }

    private mutating func claim(_ span: Span, _ element: ArgdownElement) -> AnnotationID {
        let id = layer.fresh(.claim)
        var claim = Claim(number: id.number, extent: span, spans: layer.layer.list([span]))
        for (name, value) in element.data {
            if name == "certainty", let band = Likelihood(name: value) { claim.likelihood = band } else { layer.attribute(name, value, on: id) }
        }
        layer.layer.claims.append(claim)
        if let title = element.title { layer.attribute(element.isArgument ? "argument" : "title", title, on: id) }
        for tag in element.tags { layer.attribute("tag", tag, on: id) }
        if element.title == nil, !argument.isEmpty { layer.attribute("within", argument, on: id) }
        return id
    }

    // MARK: Relations

    private mutating func link() {
        for (type, from, to) in pending {
            guard let from = id(from), let to = id(to), from != to else { continue }
            let id = layer.fresh(.relation)
            layer.layer.relations.append(Relation(number: id.number, type: type, from: from, to: to))
        }
    }

    private func id(_ node: Node) -> AnnotationID? {
        switch node {
        case .claim(let id): id
        case .titled(let key): titled[key]
        }
    }
}
