import GlossModel
import Testing

@testable import GlossFormats

/// Reads small files of other tools and says in words what came of them.
struct ForeignExample {
    let reports: [Report]

    /// Reads a file, which must be known for one of the format; `beside` are its neighbours by name.
    init(_ format: any Format, _ content: String, name: String = "in.json", beside: [String: String] = [:]) throws {
        let file = InputFile(path: name, content: Text(content)) { beside[$0].map { Text($0) } }
        #expect(Formats.sniff(file).name == format.name)
        reports = try format.read(file)
    }

    var first: Report { get throws { try #require(reports.first) } }

    /// `PER Ann` for each mention, its pieces parted by `|`.
    func mentions(_ number: Int = 0) -> [String] {
        guard reports.indices.contains(number) else { return [] }
        let report = reports[number]
        return report.layers.flatMap { layer in
            layer.mentions.map { mention in
                layer.typeName(mention.type) + " " + layer.spans(of: mention).map { report.text[$0] }.joined(separator: "|")
            }
        }
    }

    /// `knows Ann -> Bob` for each relation between mentions, entities or claims.
    func relations(_ number: Int = 0) -> [String] {
        let report = reports[number]
        return report.layers.flatMap(\.relations).map { "\($0.type) \(words($0.from, report)) -> \(words($0.to, report))" }
    }

    private func words(_ id: AnnotationID, _ report: Report) -> String {
        let layer = report.layers[Int(id.layer)]
        switch id.kind {
        case .mention: return layer.mention(id.number).map { report.text[$0.span] } ?? "?"
        case .entity: return "e:" + (layer.entity(id.number)?.name ?? "?")
        case .claim: return report.text.joined(report.spans(ofClaim: id))
        default: return "\(id.kind)"
        }
    }

    /// `name=value` of what is said of the document.
    func document(_ number: Int = 0) -> [String] {
        reports[number].layers.flatMap(\.documentAttributes).map { "\($0.name)=\($0.value)" }
    }

    /// `name=value` of what is said of a mention by its row.
    func attributes(_ row: Int, _ number: Int = 0) -> [String] {
        let layer = reports[number].layers[0]
        return layer.attributes(on: layer.id(.mention, layer.mentions[row].number)).map { "\(layer.strings[Int($0.name)])=\(layer.string($0.value))" }
    }

    /// `Ann: m1 m2 [Q1]` for each entity: name, words of its mentions, references.
    func entities(_ number: Int = 0) -> [String] {
        let report = reports[number]
        return report.layers.flatMap { layer in
            layer.entities.map { entity in
                let words = layer.mentions.filter { $0.entity == entity.number }.map { report.text[$0.span] }
                return ([entity.name + ":"] + words + entity.references.map { "[\($0)]" }).joined(separator: " ")
            }
        }
    }

    /// `last week 2014-W10` for each time.
    func times(_ number: Int = 0) -> [String] {
        let report = reports[number]
        return report.layers.flatMap { layer in layer.times.map { "\(report.text[$0.span]) \($0.value)" + ($0.mod.map { " " + $0 } ?? "") } }
    }

    /// Codes of the findings of all reports.
    var codes: [String] { reports.flatMap(\.findings).map(\.code) }

    /// Severities of the findings of all reports.
    var severities: [Finding.Severity] { reports.flatMap(\.findings).map(\.severity) }
}
