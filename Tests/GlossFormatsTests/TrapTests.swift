import Foundation
import GlossModel
import Testing

@testable import GlossFormats

/// Small files with what goes wrong in those of other tools, as their bug reports tell (`Traps/*.traps`): what
/// is shown of each and what is told, whole; and that everything can be written and read again.
///
/// A trap begins with `=== name`, its files with `--- name`, the first is the one that is opened, and what is
/// wanted with `--- expect`. Behind a file's name may stand `crlf`, `nofinal` (no line feed at its end),
/// `bom`, `utf16`; «EF BB BF» are bytes. Wanted are lines: `m` mention, `t` time, `e` entity, `c` claim, `r`
/// relation, `v` event, `a` attribute, `k` note, `!` finding, `x` a refusal, `# 2` the next report.
struct TrapTests {
    static let traps = Trap.all

    @Test func thereAreManyTraps() { #expect(Self.traps.count >= 120) }

    @Test(arguments: traps) func whatIsShownAndTold(trap: Trap) throws {
        #expect(trap.seen == trap.expected, "\(trap)")
    }

    /// In every format that writes it, and of each that holds all of it the same comes back.
    @Test(arguments: traps) func isWrittenAndReadAgain(trap: Trap) throws {
        guard let reports = try? trap.reports else { return }
        for report in reports where report.text.count > 0 {
            for format in Formats.all where format.isWritten {
                let again = try #require(try written(report, format), "\(trap): \(format.name)")
                #expect(again.layers.allSatisfy { $0.mentions.allSatisfy { $0.span.end <= UInt32(again.text.count) } })
                guard ["json", "doccano", "labelstudio", "cas-json", "xmi"].contains(format.name) else { continue }
                #expect(Trap.mentions(again) == Trap.mentions(report), "\(trap): \(format.name)")
            }
        }
    }

    /// A report written without its source and read again; the report itself where the format is only written.
    private func written(_ report: Report, _ format: any Format) throws -> Report? {
        var out = ByteOutput()
        let copy = withoutSource(report)
        try format.write(copy, to: &out)
        // What is written of claims alone, or read by another program, holds no text.
        guard format.isRead, !["markdown", "argdown", "stix"].contains(format.name) else { return report }
        let all = format.companions([copy]).map { ($0.name, $0.content.bytes) } + [("out.txt", Array(report.text.bytes))]
        let beside = Dictionary(all) { first, _ in first }
        return try format.read(InputFile(path: "out." + format.suffixes[0], content: Text(out.bytes)) { beside[$0].map { Text($0) } }).first
    }
}

/// One trap: its files, and what is wanted of them.
struct Trap: Sendable, CustomTestStringConvertible, CustomStringConvertible {
    var name: String
    var files: [(name: String, content: [UInt8])] = []
    var expected: [String] = []

    var description: String { name }
    var testDescription: String { name }

    /// Those of all files, by name.
    static var all: [Trap] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Traps")
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".traps") }.sorted()
        return names.flatMap { name in
            let words = (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
            return parse(words, name.dropLast(6) + ": ")
        }
    }

    private static func parse(_ words: String, _ prefix: String) -> [Trap] {
        var traps: [Trap] = []
        var part: (head: String, lines: [Substring])?
        func close() {
            guard let (head, lines) = part, !traps.isEmpty else { return }
            let last = traps.count - 1
            if head == "expect" { traps[last].expected = lines.filter { !$0.isEmpty }.map(String.init) } else {
                let options = head.split(separator: " ")
                traps[last].files.append((String(options[0]), bytes(lines, options.dropFirst())))
            }
            part = nil
        }
        for line in words.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("=== ") {
                close()
                traps.append(Trap(name: prefix + line.dropFirst(4)))
            } else if line.hasPrefix("--- ") {
                close()
                part = (String(line.dropFirst(4)), [])
            } else {
                part?.lines.append(line)
            }
        }
        close()
        return traps
    }

    private static func bytes(_ lines: [Substring], _ options: ArraySlice<Substring>) -> [UInt8] {
        var words = lines.joined(separator: "\n") + (options.contains("nofinal") ? "" : "\n")
        if options.contains("crlf") { words = words.replacing("\n", with: "\r\n") }
        var found: [UInt8] = options.contains("bom") ? [0xEF, 0xBB, 0xBF] : []
        for (index, piece) in words.split(separator: "«", omittingEmptySubsequences: false).enumerated() {
            let halves = index == 0 ? [] : piece.split(separator: "»", maxSplits: 1, omittingEmptySubsequences: false)
            if let hex = halves.first { found += hex.split(separator: " ").compactMap { UInt8($0, radix: 16) } }
            found += (halves.last ?? piece).utf8
        }
        guard options.contains("utf16") else { return found }
        return [0xFF, 0xFE] + String(decoding: found, as: UTF8.self).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    // MARK: What is seen

    /// The reports of the first file, read as what it seems to be.
    var reports: [Report] {
        get throws {
            let beside = Dictionary(files.map { ($0.name, $0.content) }) { first, _ in first }
            let content = UTF16Text.converted(Text(files[0].content))
            let file = InputFile(path: files[0].name, content: content) { beside[$0].map { UTF16Text.converted(Text($0)) } }
            return try Formats.sniff(file).read(file)
        }
    }

    /// What reading it comes to, in the lines that are wanted.
    var seen: [String] {
        guard let reports = try? reports else { return ["x"] }
        var lines: [String] = []
        for (number, report) in reports.enumerated() {
            if reports.count > 1 { lines.append("# \(number + 1)") }
            lines += SeenReport(report).lines
        }
        return lines + reports.flatMap(\.findings).map(Trap.sentence)
    }

    private static func sentence(_ finding: Finding) -> String {
        let place = [finding.place.file.map { $0 + (finding.place.line.map { ":\($0)" } ?? "") }, finding.place.annotation].compactMap { $0 }
        let remedy = finding.remedy.map { " (\($0))" } ?? ""
        return "! \(finding.severity.rawValue): " + StandIn.line((place + [finding.cause]).joined(separator: ": ") + remedy)
    }

    /// Types and words of all mentions, sorted.
    static func mentions(_ report: Report) -> [String] {
        report.layers.flatMap { layer in
            layer.mentions.map { mention in "\(layer.typeName(mention.type)) \(layer.spans(of: mention).map { report.text[$0] })" }
        }.sorted()
    }
}

/// A report in lines, by the JSON that gloss prints of it.
private struct SeenReport {
    private let root: JSONValue
    private let text: [Unicode.Scalar]
    private var words: [String: String] = [:]

    init(_ report: Report) {
        var out = ByteOutput()
        try? GlossJSON().write(report, to: &out)
        root = (try? JSONDocument(Text(out.bytes)).root) ?? (try! JSONDocument(Text("{}")).root)
        text = Array((root["text"]?.string ?? "").unicodeScalars)
        for key in ["mentions", "parts", "events", "times", "claims"] {
            for item in items(key) where words[string(item, "id")] == nil || key != "parts" {
                words[string(item, "id")] = item["text"]?.string ?? "?"
            }
        }
        for item in items("entities") { words[string(item, "id")] = "e:" + string(item, "name") }
    }

    private func items(_ key: String) -> [JSONValue] { root[key]?.items ?? [] }

    private func string(_ value: JSONValue, _ key: String) -> String { value[key]?.string ?? "" }

    private func name(_ value: JSONValue?) -> String { value?.string.map { words[$0] ?? "?" + $0 } ?? "" }

    private func slice(_ item: JSONValue) -> String {
        let spans = item["spans"]?.items.map { ($0.items[0].int ?? 0, $0.items[1].int ?? 0) } ?? [(item["start"]?.int ?? 0, item["end"]?.int ?? 0)]
        return spans.map { part in
            var words = String.UnicodeScalarView()
            words.append(contentsOf: text[part.0..<part.1])
            return String(words)
        }.joined(separator: "|")
    }

    var lines: [String] {
        (mentions + times + entities + rest).map {
            $0.replacing("\r", with: "␍").replacing("\n", with: "⏎").replacing("\t", with: "⇥").replacing("\u{FEFF}", with: "␣BOM")
        }
    }

    private var mentions: [String] {
        let rows = items("mentions").map { item in
            let form = string(item, "form")
            let line = "m \(string(item, "type")) \(slice(item))" + (form == "name" ? "" : " (\(form))")
            return (item["start"]?.int ?? 0, item["end"]?.int ?? 0, line)
        }
        return rows.sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }.map(\.2)
    }

    private var times: [String] {
        items("times").map { item in
            let mod = string(item, "mod")
            return "t \(string(item, "type")) \(string(item, "value"))" + (mod.isEmpty ? "" : " " + mod) + " = " + slice(item)
        }
    }

    private var entities: [String] {
        items("entities").map { item in
            let mentions = item["mentions"]?.items.map { name($0) } ?? []
            return "e \(string(item, "name")): " + mentions.joined(separator: "; ") + (item["references"]?.items ?? []).map { " [\($0.asWords)]" }.joined()
        }
    }

    private var rest: [String] {
        items("claims").map { "c " + string($0, "text") }
            + items("relations").map { "r \(string($0, "type")) \(name($0["from"])) -> \(name($0["to"]))" }
            + items("events").map { item in
                let arguments = item["arguments"]?.items.map { "\(string($0, "role")):\(name($0["target"]))" } ?? []
                return "v \(string(item, "type")) \(item["text"]?.string ?? "?") " + arguments.joined(separator: " ")
            }
            + items("attributes").map { "a \(name($0["target"])) \(string($0, "name"))=\($0["value"]?.string ?? "None")" }
            + items("comments").map { "k \(name($0["target"])) \(string($0, "type")): \(string($0, "text"))" }
    }
}
