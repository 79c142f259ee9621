import Foundation
import Testing

/// Command lines of many files, and what is said of words on them that are nearly right.
struct ManyFilesTests {
    private static func sentence(_ year: Int) -> [UInt8] {
        Array("On 3 May \(year) Ilse Brandt said that the Ministry of Trade had closed the port of Harrow.\n".utf8)
    }

    private func folder(_ count: Int) throws -> ScratchFolder {
        let folder = try ScratchFolder()
        for index in 0..<count { try folder.write("r\(index).txt", Self.sentence(2000 + (index * 7) % 23)) }
        return folder
    }

    @Test func namesComeFromAFileInEitherForm() throws {
        let folder = try folder(3)
        try folder.write("lines", Array("r2.txt\nr0.txt\r\n\nr1.txt".utf8))
        try folder.write("nul", Array("r2.txt\0r0.txt\0r1.txt\0".utf8))
        let named = try Binary(["claims", "r2.txt", "r0.txt", "r1.txt", "--format", "csv"], folder: folder.url)
        #expect(named.status == 0)
        #expect(try Binary(["claims", "--files-from", "lines", "--format", "csv"], folder: folder.url).output == named.output)
        #expect(try Binary(["claims", "--files-from", "nul", "-0", "--format", "csv"], folder: folder.url).output == named.output)
        let piped = try Binary(["claims", "--files-from", "-", "--format", "csv"], input: Data("r2.txt\nr0.txt\nr1.txt\n".utf8), folder: folder.url)
        #expect(piped.output == named.output)
        #expect(try Binary(["claims", "--files-from", "gone"], folder: folder.url).status == 2)
    }

    @Test func orderIsKeptOnAllCoresAndAroundOptions() throws {
        let folder = try folder(60)
        let names = (0..<60).map { "r\($0).txt" }
        let plain = try Binary(["entities"] + names + ["--format", "tsv"], folder: folder.url)
        let reports = plain.output.split(separator: "\n").dropFirst().map { String($0.prefix { $0 != "\t" }) }
        #expect(reports.enumerated().filter { $0.offset == 0 || reports[$0.offset - 1] != $0.element }.map(\.element) == names)
        // Past the parser, with options among the names, and behind two dashes.
        let mixed = ["entities"] + names[..<20] + ["--format", "tsv"] + names[20..<40] + ["--color", "never", "--"] + names[40...]
        #expect(try Binary(mixed, folder: folder.url).output == plain.output)
    }

    @Test func rowsOfManyReportsAreInOrderOfDate() throws {
        let folder = try folder(40)
        let result = try Binary(["timeline"] + (0..<40).map { "r\($0).txt" } + ["--format", "tsv"], folder: folder.url)
        let dates = result.output.split(separator: "\n").dropFirst().map { $0.split(separator: "\t")[1] }
        #expect(dates.count == 40)
        #expect(dates == dates.sorted())
    }

    @Test func oneThatCannotBeReadIsToldOfAndTheOthersGoOn() throws {
        let folder = try folder(2)
        let result = try Binary(["claims", "r0.txt", "gone.txt", "r1.txt", "--format", "tsv"], folder: folder.url)
        #expect(result.status == 2)
        #expect(result.errors == "gloss: gone.txt: cannot open: there is no such file\n")
        #expect(result.output.contains("r0.txt\t") && result.output.contains("r1.txt\t"))
    }

    @Test func aLineARecordIsStreamedInOrder() throws {
        let folder = try ScratchFolder()
        let lines = (0..<400).map { index in
            "{\"text\":\"" + String(decoding: Self.sentence(1990 + index % 30).dropLast(), as: UTF8.self) + "\",\"label\":[]}\n"
        }
        try folder.write("c.jsonl", Array(lines.joined().utf8))
        let rows = try Binary(["claims", "c.jsonl", "--format", "tsv"], folder: folder.url).output.split(separator: "\n").dropFirst()
        #expect(rows.map { $0.prefix { $0 != "\t" } } == (1...400).map { "c.jsonl#\($0)" })
        let shown = try Binary(["show", "c.jsonl", "--jsonl"], folder: folder.url)
        #expect(shown.output.split(separator: "\n").count == 400)
        #expect(try Binary(["timeline", "c.jsonl", "--format", "jsonl"], folder: folder.url).output.split(separator: "\n").count == 400)
    }

    @Test(arguments: ["text", "tsv", "json"]) func rowsThatWaitInAFileAreThoseThatWaitInMemory(format: String) throws {
        let folder = try ScratchFolder()
        // More than a megabyte of rows.
        let tail = String(repeating: " by order of the old harbour board of the town", count: 60)
        let lines = (0..<600).map { "{\"text\":\"On 3 May \(1990 + ($0 * 7) % 30) the port of Harrow was closed\(tail).\",\"label\":[]}\n" }
        try folder.write("c.jsonl", Array(lines.joined().utf8))
        let spooled = try Binary(["timeline", "c.jsonl", "--format", format], folder: folder.url)
        #expect(spooled.status == 0)
        let held = try Binary(["timeline", "c.jsonl", "--format", format], folder: folder.url, environment: ["GLOSSSECURE": "1"])
        #expect(spooled.output == held.output)
        #expect(spooled.output.utf8.count > 1 << 20)
    }

    @Test(arguments: [["timeline", "--format", "tsv"], ["claims"], ["entities"], ["show"], ["annotate"], ["outline"], ["check"]])
    func standardInputIsReadWhereNothingIsNamed(arguments: [String]) throws {
        let text = Data("Report\n\n1. Ports\n\n".utf8 + Self.sentence(2016))
        let bare = try Binary(arguments, input: text)
        let dash = try Binary([arguments[0], "-"] + arguments.dropFirst(), input: text)
        #expect(bare.output == dash.output)
        #expect(bare.status == dash.status)
        #expect(!bare.errors.contains("name a report"))
    }

    @Test func aDashIsStandardOutput() throws {
        let folder = try folder(1)
        let result = try Binary(["annotate", "r0.txt", "-o", "-"], folder: folder.url)
        #expect(result.output.hasPrefix("T1\tPerson "))
        #expect(!FileManager.default.fileExists(atPath: folder.path("-")))
    }

    @Test(arguments: [
        (["timelin", "r0.txt"], "did you mean \"timeline\"?", 2), (["entites"], "did you mean \"entities\"?", 2),
        (["timeline", "r0.txt", "--entity", "Brand"], "did you mean \"Ilse Brandt\"?", 1),
        (["timeline", "r0.txt", "--entity", "Ilse Brant"], "did you mean \"Ilse Brandt\"?", 1),
        (["timeline", "r0.txt", "--claim", "c7"], "did you mean \"c1\"?", 1), (["claims", "r0.txt", "--related-to", "c9"], "did you mean \"c1\"?", 1),
        (["claims", "r0.txt", "--about", "Zzyzx"], "there is no entity \"Zzyzx\"\n", 1),
        (["convert", "r0.txt", "-", "--format-out", "jsonn"], "did you mean \"json\"?", 2),
        (["timeline", "r0.txt", "--from", "2016-05", "--to", "2014"], "--from 2016-05-01 is after --to 2014-01-01", 2),
        (["claims", "r0.txt", "--format", "ics"], "'text', 'csv', 'tsv', 'json' or 'jsonl'", 2),
    ])
    func wordsThatAreNearlyRightAreTold(arguments: [String], words: String, status: Int32) throws {
        let folder = try folder(1)
        let result = try Binary(arguments, folder: folder.url)
        #expect(result.status == status)
        #expect(result.errors.contains(words))
        #expect(result.output == "")
    }

    @Test func idsAreFoundInAnyCase() throws {
        let folder = try folder(1)
        #expect(try Binary(["timeline", "r0.txt", "--claim", "C1"], folder: folder.url).status == 0)
    }

    @Test func aMonthAndAYearAreDates() throws {
        let folder = try ScratchFolder()
        try folder.write("r.txt", Array("The port was closed last month.\n".utf8))
        let month = try Binary(["timeline", "r.txt", "--date", "2018-03", "--format", "tsv"], folder: folder.url)
        #expect(month.output.contains("2018-02"))
        #expect(try Binary(["timeline", "r.txt", "--date", "2018-13"], folder: folder.url).status == 2)
    }

    @Test func aRowIsALineInAPipe() throws {
        let folder = try folder(1)
        let result = try Binary(["claims", "r0.txt"], folder: folder.url)
        #expect(result.output.split(separator: "\n", omittingEmptySubsequences: false).count == 2)
        #expect(result.output.contains("— reported: 2000 Ilse Brandt: said") || result.output.contains("— reported: Ilse Brandt: said"))
    }

    @Test func helpOpensTheDoor() throws {
        let help = try Binary(["--help"])
        #expect(help.output.contains("gloss [OPTIONS] [FILE...]"))
        #expect(help.output.contains("--background"))
        #expect(help.output.contains("COMMANDS:\n"))
        #expect(!help.output.contains("subcommand"))
        #expect(try Binary(["-h"]).output == help.output)
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func filesCompleteWhereACommandMay(shell: String) throws {
        let script = try Binary(["--generate-completion-script", shell]).output
        let words = ["bash": "        _gloss_browse\n        ;;", "zsh": "_files && ret=0", "fish": "for_positional \"gloss\" -ge 1' -F"]
        #expect(script.contains(words[shell] ?? "?"))
    }
}
