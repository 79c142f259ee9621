import Foundation
import Testing

struct CommandLineTests {
    @Test(arguments: [
        ["timeline", "no-such-file"], ["timeline", "."], ["timelin", "quarry.txt"], ["timeline", "quarry.txt", "--from", "2016", "--to", "2014"], ["show", "quarry.txt", "--date", "2017-02-30"],
        ["timeline", "quarry.txt", "--format", "xls"], ["claims", "quarry.txt", "--format", "ics"], ["--nonsense"],
        ["convert", "quarry.txt", "out.unknown"], ["convert", "quarry.txt", "-", "--format-out", "nothing"],
        ["show", "quarry.txt", "--annotations", "no-such-file"], ["no-such-file"],
    ])
    func mistakesAreOneLineAndStatusTwo(arguments: [String]) throws {
        let result = try Binary(arguments)
        #expect(result.status == 2)
        #expect(result.output == "")
        #expect(result.errors.hasPrefix("gloss: "))
        #expect(result.errors.split(separator: "\n").count == 1)
    }

    @Test(arguments: [
        ["timeline", "quarry.txt", "--matching", "zebra"], ["claims", "quarry.txt", "--about", "Nobody"],
        ["timeline", "quarry.txt", "--entity", "Nobody"], ["claims", "quarry.txt", "--related-to", "E99"],
    ])
    func nothingMatchedIsStatusOne(arguments: [String]) throws {
        #expect(try Binary(arguments).status == 1)
    }

    @Test func helpAndVersionAreInOrder() throws {
        #expect(try Binary(["--version"]).output.hasPrefix("gloss "))
        let help = try Binary(["--help"])
        #expect(help.status == 0)
        for command in ["timeline", "entities", "claims", "show", "annotate", "convert", "check", "diff", "formats"] {
            #expect(help.output.contains(command))
        }
    }

    @Test func formatsAreListed() throws {
        let result = try Binary(["formats"])
        #expect(result.status == 0)
        let lines = result.output.split(separator: "\n")
        #expect(lines.first?.hasPrefix("name ") == true)
        #expect(lines.contains { $0.hasPrefix("brat ") && $0.contains("code points") && $0.contains("beside") })
        #expect(lines.contains { $0.hasPrefix("csv ") && $0.contains("no ") })
        #expect(lines.contains { $0.hasPrefix("epub ") && $0.contains(" yes    no ") })
        let json = try JSONSerialization.jsonObject(with: Data(Binary(["formats", "--json"]).output.utf8)) as? [[String: Any]]
        #expect(json?.count == lines.count - 1)
        #expect(json?.first?["name"] as? String == "brat")
    }

    @Test func diffTellsHowAnnotatorsDiffer() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func write(_ name: String, _ text: String) throws -> String {
            let url = folder.appendingPathComponent(name)
            try Data(text.utf8).write(to: url)
            return url.path
        }
        let text = try write("a.txt", "Ann Lind went to Harrow.\n")
        let a = try write("a.ann", "T1\tPerson 0 8\tAnn Lind\nT2\tLocation 17 23\tHarrow\n")
        let b = try write("b.ann", "T1\tPerson 0 8\tAnn Lind\nT2\tOrganization 17 23\tHarrow\n")
        let different = try Binary(["diff", a, b])
        #expect(different.status == 1)
        #expect(different.output.contains("all           2      2      0.500"))
        #expect(different.output.contains("¶1  type  a.ann: Location “Harrow” b.ann: Organization “Harrow”"))
        let copy = try write("c.ann", "T1\tPerson 0 8\tAnn Lind\nT2\tLocation 17 23\tHarrow\n")
        #expect(try Binary(["diff", text, copy]).status == 0)
        #expect(try Binary(["diff", text, a]).status == 2)
        let other = try write("d.txt", "Another text.\n")
        _ = try write("d.ann", "T1\tPerson 0 7\tAnother\n")
        #expect(try Binary(["diff", text, other]).errors.contains("their texts differ"))
    }

    @Test func standardInputIsRead() throws {
        let result = try Binary(["show", "-"], input: Data("Only this.\n".utf8))
        #expect(result.output == "Only this.\n")
    }

    @Test func checkTellsPlaceAndCause() throws {
        let folder = try ScratchFolder()
        try folder.write("r.txt", Array("Ann met Bob.".utf8))
        try folder.write("r.ann", Array("T1\tPerson 0 3\tAnn\nT2\tPerson 8 11\tRob\n".utf8))
        let result = try Binary(["check", "r.txt"], folder: folder.url)
        #expect(result.status == 1)
        #expect(result.output == "warning: r.ann:2: T2: quotes \"Rob\" where the text has \"Bob\"\n")
        #expect(try Binary(["check", "quarry.ann"]).status == 0)
    }

    @Test func explainSaysWhichRule() throws {
        let folder = try ScratchFolder()
        try folder.write("r.txt", Array("Caf\u{E9}: Kabul\tfell in\nMay 2016.".utf8))
        let table = try Binary(["annotate", "r.txt", "--explain"], folder: folder.url)
        let lines = table.output.split(separator: "\n")
        #expect(lines.first == "start\tend\tkind\ttype\trule\ttext")
        #expect(lines.contains("6\t11\tmention\tLocation\tmention/lexicon-word\tKabul"))
        #expect(lines.contains("20\t28\ttime\tDATE\ttime/date\tMay 2016"))
        let json = try Binary(["annotate", "r.txt", "--explain", "--json"], folder: folder.url)
        #expect(json.output.contains("\"rule\": \"mention/lexicon-word\""))
        #expect(try !Binary(["annotate", "r.txt", "--json"], folder: folder.url).output.contains("\"rule\""))
    }

    @Test(arguments: [
        ["entities"], ["show", "--json"], ["annotate"], ["convert", "-", "--format-out", "json", "--annotate", "auto"],
        ["claims", "--format", "jsonl"], ["timeline", "--format", "jsonl"],
    ])
    func namesOfTheUserGoEverywhere(arguments: [String]) throws {
        let folder = try ScratchFolder()
        try folder.write("r.txt", Array("On 3 May 2016 TBL said that Blue Lantern had won.".utf8))
        try folder.write("own.tsv", Array("Blue Lantern\tGroup\tTBL\nArda\tPlanet\n".utf8))
        var arguments = arguments
        arguments.insert("r.txt", at: 1)
        let result = try Binary(arguments + ["--lexicon", "own.tsv"], folder: folder.url)
        #expect(result.status == 0)
        #expect(result.output.contains("Blue Lantern"))
        #expect(result.errors.hasPrefix("gloss: own.tsv:2: there is no type \u{201C}Planet\u{201D} (types are Person,"))
        #expect(try Binary(arguments + ["--lexicon", "no-such-file"], folder: folder.url).status == 2)
    }

    @Test func nothingIsOverwrittenUnasked() throws {
        let folder = try ScratchFolder()
        try folder.write("r.txt", Array("Ann met Bob in 2014.".utf8))
        try folder.write("r.ann", Array("T1\tPerson 0 3\tAnn\n".utf8))
        #expect(try Binary(["annotate", "r.txt", "--output", "r.ann"], folder: folder.url).status == 2)
        #expect(try folder.read("r.ann") == "T1\tPerson 0 3\tAnn\n")
        #expect(try Binary(["annotate", "r.txt", "--output", "r.ann", "--force"], folder: folder.url).status == 0)
        #expect(try folder.read("r.ann").hasPrefix("T1\tPerson 0 3\tAnn\n"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == ["r.ann", "r.txt"])
    }

    @Test func severalReportsGoIntoFilesOfTheirOwn() throws {
        let folder = try ScratchFolder()
        let corpus = "{\"text\":\"Ann came.\",\"label\":[[0,3,\"PER\"]]}\n{\"text\":\"Bo in Rome.\",\"label\":[[0,2,\"PER\"],[6,10,\"LOC\"]]}\n"
        try folder.write("corpus.jsonl", Array(corpus.utf8))
        for output in ["corpus.ann", "corpus.xmi", "-"] {
            let refused = try Binary(["convert", "corpus.jsonl", output, "--format-out", "xmi"], folder: folder.url)
            #expect(refused.status == 2)
            #expect(refused.errors.contains("one report a file, and there are 2; name a folder"))
        }
        for name in ["ann", "xmi"] {
            try FileManager.default.createDirectory(at: folder.url.appendingPathComponent(name), withIntermediateDirectories: false)
        }
        for _ in 0..<2 {
            #expect(try Binary(["convert", "corpus.jsonl", "ann", "--format-out", "brat", "--force"], folder: folder.url).status == 0)
        }
        #expect(try folder.read("ann/corpus-2.ann") == "T1\tPER 0 2\tBo\nT2\tLOC 6 10\tRome\n")
        #expect(try folder.read("ann/corpus-2.txt") == "Bo in Rome.")
        #expect(try Binary(["convert", "corpus.jsonl", "xmi", "--format-out", "xmi"], folder: folder.url).status == 0)
        #expect(try Binary(["entities", "xmi/corpus-2.xmi"], folder: folder.url).output.hasPrefix("Bo    PER"))
    }

    @Test func severalReportsAreAnArrayInJSON() throws {
        let folder = try ScratchFolder()
        try folder.write("corpus.jsonl", Array("{\"text\":\"Ann came.\",\"label\":[[0,3,\"PER\"]]}\n{\"text\":\"Bo.\",\"label\":[]}\n".utf8))
        #expect(try Binary(["convert", "corpus.jsonl", "all.json"], folder: folder.url).status == 0)
        let written = try JSONSerialization.jsonObject(with: Data(try folder.read("all.json").utf8)) as? [Any]
        #expect(written?.count == 2)
        let printed = try Binary(["show", "--json", "corpus.jsonl"], folder: folder.url).output
        try folder.write("printed.json", Array(printed.utf8))
        for name in ["all.json", "printed.json"] {
            #expect(try Binary(["convert", name, "-", "--format-out", "text"], folder: folder.url).output == "Ann came.\nBo.\n")
        }
    }

    @Test func throughJSONAndBack() throws {
        let folder = try ScratchFolder()
        for name in ["quarry.txt", "quarry.ann"] {
            try FileManager.default.copyItem(
                at: Binary.golden.appendingPathComponent(name), to: folder.url.appendingPathComponent(name))
        }
        #expect(try Binary(["convert", "quarry.txt", "q.json"], folder: folder.url).status == 0)
        #expect(try Binary(["convert", "q.json", "q.ann"], folder: folder.url).status == 0)
        #expect(try folder.read("q.txt") == folder.read("quarry.txt"))
        let first = try Binary(["timeline", "quarry.txt", "--format", "tsv"], folder: folder.url).output
        let second = try Binary(["timeline", "q.txt", "--format", "tsv"], folder: folder.url).output
        #expect(second == first.replacingOccurrences(of: "quarry.txt", with: "q.txt"))
    }

    @Test(arguments: [
        [], [0x00], [0xFF, 0xFE, 0x00], Array("\u{FEFF}Ann.\r\nBob.\r\n".utf8), Array("\u{1B}]0;x\u{07}\u{202E}abc\u{9B}31m".utf8),
        [UInt8](repeating: 0x61, count: 1 << 20), Array(String(repeating: "(", count: 50_000).utf8),
    ] as [[UInt8]])
    func whateverComesIn(bytes: [UInt8]) throws {
        let folder = try ScratchFolder()
        try folder.write("r.txt", bytes)
        try folder.write("r.ann", bytes)
        for command in ["show", "timeline", "entities", "claims", "check"] {
            let result = try Binary([command, "r.txt"], folder: folder.url)
            #expect((0...2).contains(result.status), "\(command)")
            let shown = (result.output + result.errors).unicodeScalars
            #expect(!shown.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" || $0 == "\u{9B}" }, "\(command)")
        }
        let json = try Binary(["show", "r.txt", "--json"], folder: folder.url)
        let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        #expect(object?["text"] as? String == String(decoding: bytes[start...], as: UTF8.self))
    }
}
