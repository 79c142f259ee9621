import GlossModel

/// The claims of a report as a map in Argdown (argdown.org, syntax of version 1): a statement for
/// each claim, with what supports and attacks it below. Read are documents in it, whoever wrote them
/// (`ArgdownReader`).
public struct Argdown: Format {
    public let name = "argdown"
    public let suffixes = ["argdown", "ad"]

    public init() {}

    /// Nothing in a document says for sure that it is one: the name does.
    public func sniff(_ file: InputFile) -> Likeness { suffixes.contains(file.suffix) || file.suffix == "argdn" ? .likely : .none }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        var reader = ArgdownReader(file)
        return [try reader.read(file)]
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        out.write("===\ntitle: \(Argdown.quoted(report.shownTitle))\nmodel:\n    mode: loose\n===\n\n")
        var bearing: [AnnotationID: [Relation]] = [:]
        for relation in report.layers.flatMap(\.relations) where Argdown.mark(of: relation) != nil {
            bearing[relation.to, default: []].append(relation)
        }
        for id in report.claimIDs {
            out.write("[\(report.name(of: id))]: \(Argdown.line(report.text.joined(report.spans(ofClaim: id))))")
            out.write(Argdown.data(report, id) + "\n")
            for relation in bearing[id] ?? [] where relation.from.kind == .claim {
                out.write("    \(Argdown.mark(of: relation) ?? "+") [\(report.name(of: relation.from))]\n")
            }
            out.write("\n")
            out.passOn()
        }
    }

    public func losses(_ report: Report) -> [Finding] {
        var losses = Losses()
        for layer in report.layers {
            losses.add(layer.mentions.count, "mentions")
            losses.add(layer.times.count, "times")
            losses.add(layer.events.count, "events")
            losses.add(layer.relations.count { Argdown.mark(of: $0) == nil }, "relations that neither support nor contradict")
            losses.add(layer.attributes.count + layer.notes.count, "attributes and notes")
        }
        return losses.findings(name, report.path)
    }

    private static func mark(of relation: Relation) -> String? {
        switch relation.type.lowercased() {
        case "supports", "support": "+"
        case "contradicts", "contradict", "attacks": "-"
        default: nil
        }
    }

    /// Who says it and how likely it is: ` {source: "…", certainty: "likely"}`.
    private static func data(_ report: Report, _ id: AnnotationID) -> String {
        let source = report.sourceWords(ofClaim: id)
        let parts = [
            source.isEmpty ? nil : "source: \(quoted(source))",
            report.claim(id)?.likelihood.map { "certainty: \(quoted($0.name))" },
        ].compactMap { $0 }
        return parts.isEmpty ? "" : " {" + parts.joined(separator: ", ") + "}"
    }

    /// A string of YAML in double quotes.
    private static func quoted(_ text: String) -> String {
        let line = StandIn.line(text).map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        return "\"\(line)\""
    }

    /// Text of a statement: on one line, marks of Argdown's own escaped.
    private static func line(_ text: String) -> String {
        StandIn.line(text).map { "[]<>{}#@*_/\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}
