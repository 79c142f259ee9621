import Foundation
import Testing

/// Files in no known form, names of files out of reports, files beside those that are named.
struct UnknownFileTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func gloss(_ arguments: String...) throws -> Binary { try Binary(arguments, folder: folder.url) }

    private func write(_ name: String, _ content: String) throws { try folder.write(name, Array(content.utf8)) }

    private func names(_ path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path(path)).sorted()
    }

    @Test(arguments: [
        ["show"], ["check"], ["timeline"], ["entities"], ["claims"], ["outline"], ["annotate"],
    ])
    func whatNobodyKnowsIsRefusedAndShownAsText(command: [String]) throws {
        try write("odd.xml", "<?xml version=\"1.0\"?><Odd>Bea met Olu in May 2019.</Odd>\n")
        let refused = try Binary(command + ["odd.xml"], folder: folder.url)
        #expect((refused.status, refused.output) == (2, ""))
        #expect(refused.errors == "gloss: odd.xml: this is XML, in no form that gloss knows (gloss formats); --format-in text shows it as it stands\n")
        let shown = try Binary(command + ["--format-in", "text", "odd.xml"] + (command == ["show"] ? ["--annotate", "never"] : []), folder: folder.url)
        #expect(shown.status != 2)
        #expect(command != ["show"] || shown.output.contains("<Odd>Bea met Olu"))
    }

    /// What somebody has turned down does not come back as found.
    @Test func whatWasRejectedIsNotFoundAgain() throws {
        let task = "{\"text\":\"Ann Lindqvist left.\",\"spans\":[{\"start\":0,\"end\":13,\"label\":\"PER\"}],\"answer\":\"reject\"}\n"
        try write("a.jsonl", task)
        let shown = try gloss("show", "--json", "a.jsonl")
        #expect(shown.output.contains("Ann Lindqvist left."))
        #expect(shown.output.contains("\"mentions\": []"))
    }

    @Test func aFormatThatIsNoneIsTold() throws {
        try write("a.txt", "Bea.\n")
        #expect(try gloss("show", "--format-in", "wordperfect", "a.txt").errors.hasPrefix("gloss: --format-in wordperfect: there is no such format; there are brat,"))
    }

    @Test func namesOutOfReportsAreMadeSafe() throws {
        let ids = ["-rf.json", "a\\nb\\u001b[31m.json", "../../up.json", String(repeating: "n", count: 300) + ".json", "..", "plain.json", "ü .json"]
        try write("all.jsonl", ids.map { "{\"gloss\":1,\"id\":\"\($0)\",\"text\":\"Bea.\"}\n" }.joined())
        try FileManager.default.createDirectory(at: folder.url.appendingPathComponent("out"), withIntermediateDirectories: true)
        let result = try gloss("convert", "all.jsonl", "out", "--format-out", "text")
        #expect(result.status == 0)
        let made = try names("out")
        #expect(made.count == ids.count)
        #expect(made.allSatisfy { $0.utf8.count <= 255 && !$0.hasPrefix("-") && !$0.hasPrefix(".") && !$0.unicodeScalars.contains { $0.value < 0x20 } })
        #expect(made.contains("_rf.txt") && made.contains("plain.txt") && made.contains("up.txt"))
        #expect(result.errors.contains("the report is called \"-rf\"; that makes no good name of a file: it is written to _rf"))
        #expect(!result.errors.contains("\u{1b}") && !result.errors.contains("\"plain\""))
    }

    /// A second file is replaced by --force alone, and named.
    @Test func aSecondFileIsNamed() throws {
        try write("new.jsonl", "{\"gloss\":1,\"text\":\"Bea met Olu.\",\"mentions\":[{\"id\":\"T1\",\"start\":0,\"end\":3,\"type\":\"PER\"}]}\n")
        try write("old.txt", "Something else that nobody has a copy of.\n")
        let refused = try gloss("convert", "new.jsonl", "old.ann")
        #expect(refused.status == 2)
        #expect(refused.errors.hasPrefix("gloss: old.txt has to stand beside it and holds something else; nothing is written: --force replaces both"))
        #expect(try names(".") == ["new.jsonl", "old.txt"])
        let result = try gloss("convert", "--force", "new.jsonl", "old.ann")
        #expect((result.status, result.errors) == (0, "gloss: old.txt held something else; it has to stand beside old.ann and was replaced too\n"))
        #expect(try names(".") == ["new.jsonl", "old.ann", "old.txt"])
        #expect(try gloss("convert", "--force", "new.jsonl", "old.ann").errors.isEmpty)
    }

    @Test func spreadsheetsComputeNothing() throws {
        try write("a.txt", "=SUM(A1) met @Bea and +Olu, -Uwe.\n")
        try write("a.ann", "T1\tX 0 8\t=SUM(A1)\nT2\tX 13 17\t@Bea\nT3\tX 22 26\t+Olu\nT4\tX 28 32\t-Uwe\n")
        for command in [["convert", "a.ann", "-", "--format-out", "csv"], ["entities", "--format", "csv", "a.ann"]] {
            let safe = try Binary(command, folder: folder.url).output
            #expect(safe.contains(",'=SUM(A1") && safe.contains("'@Bea") && safe.contains("'+Olu") && safe.contains("'-Uwe"))
            let bare = try Binary(command + ["--no-csv-safe"], folder: folder.url).output
            #expect(bare.contains(",=SUM(A1") && !bare.contains("'"))
        }
        #expect(try !gloss("entities", "--format", "tsv", "a.ann").output.contains("'"))
    }
}
