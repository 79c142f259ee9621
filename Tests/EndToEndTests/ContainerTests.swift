import Foundation
import Testing

/// Files that hold a report packed or in another form. The programs here are those that every
/// system has, under kinds of the tests' own.
struct ContainerTests {
    private let folder: ScratchFolder

    /// A folder that is also the home, with a table of kinds.
    init() throws {
        folder = try ScratchFolder()
        try FileManager.default.createDirectory(
            at: folder.url.appendingPathComponent(".config/gloss"), withIntermediateDirectories: true)
        try table("""
            [upside]
            begins Up\\x3A
            run no-such-program-anywhere
            run sed -e s/^UP:// FILE
            [missing]
            begins MISSING
            ends .mis
            run no-such-program-anywhere --flag
            from no-such-package
            run nor-this-one
            [failing]
            begins FAIL
            run sh -c "echo sorry>&2;exit 3"
            [wordless]
            begins WORDLESS
            run true
            [named]
            ends .named
            run tr a-z A-Z
            else-text
            [spare]
            ends .spare
            run no-such-program-anywhere
            else-text
            [crate]
            begins CRATE
            ends .crate
            run sed -e 1d
            unpacks
            """)
    }

    private func table(_ text: String) throws { try folder.write(".config/gloss/containers.conf", Array(text.utf8)) }

    private func gloss(_ arguments: String..., input: String = "") throws -> Binary {
        let environment = ["HOME": folder.url.path, "PATH": "/usr/bin:/bin"]
        return try Binary(arguments, input: Data(input.utf8), folder: folder.url, environment: environment)
    }

    @Test func theFirstProgramThatIsThereTakesTheTextOut() throws {
        try folder.write("r.doc", Array("UP:Ann came.\n".utf8))
        let shown = try gloss("show", "r.doc", "--annotate", "never")
        #expect((shown.output, shown.errors) == ("Ann came.\n", ""))
    }

    @Test func whatItBeginsWithDecidesNotItsName() throws {
        try folder.write("r.txt", Array(" \n up:Ann came.\n".utf8))
        try folder.write("r.mis", Array("A text like others.\n".utf8))
        #expect(try gloss("show", "r.txt", "--annotate", "never").output.contains("up:Ann came."))
        #expect(try gloss("show", "r.mis", "--annotate", "never").output == "A text like others.\n")
        #expect(try gloss("show", "-", "--annotate", "never", input: "UP:x\n").output == "x\n")
    }

    @Test func aMissingProgramIsNamedWithItsPackage() throws {
        try folder.write("r.x", Array("missing!".utf8))
        let shown = try gloss("show", "r.x")
        #expect(shown.status == 2)
        #expect(shown.errors == "gloss: r.x is missing; to read it install no-such-program-anywhere "
            + "(Debian package no-such-package) or nor-this-one\n")
    }

    @Test func aNameDecidesWhereNothingElseDoes() throws {
        try folder.write("r.named", Array("loud\n".utf8))
        try folder.write("r.spare", Array("as it is\n".utf8))
        #expect(try gloss("show", "r.named", "--annotate", "never").output == "LOUD\n")
        #expect(try gloss("show", "r.spare", "--annotate", "never").output == "as it is\n")
        #expect(try gloss("convert", "r.named", "-", "--format-in", "text", "--format-out", "text").output == "loud\n")
    }

    @Test func aProgramThatFailsIsQuoted() throws {
        try folder.write("r.x", Array("fail".utf8))
        try folder.write("w.x", Array("wordless".utf8))
        #expect(try gloss("show", "r.x").errors.hasPrefix("gloss: r.x is failing; sh "))
        #expect(try gloss("show", "w.x").errors == "gloss: w.x: true finds no text in it\n")
    }

    @Test func annotationsBesideItAreAboutItsText() throws {
        try folder.write("r.pack", Array("UP:Ann came.\n".utf8))
        try folder.write("r.ann", Array("T1\tPerson 0 3\tAnn\n".utf8))
        #expect(try gloss("check", "r.pack").output == "")
        #expect(try gloss("entities", "r.pack", "--format", "tsv").output.contains("\tAnn\tPerson\t1\t"))
        try folder.write("q.named", Array("ann came.\n".utf8))
        try folder.write("q.ann", Array("T1\tPerson 0 3\tANN\n".utf8))
        #expect(try gloss("check", "q.ann").status == 0)
    }

    @Test func cratesInCratesAreOpened() throws {
        try folder.write("r.ann.crate", Array("CRATE\nCRATE\nT1\tPerson 0 3\tAnn\n".utf8))
        try folder.write("r.txt", Array("Ann came.\n".utf8))
        #expect(try gloss("show", "r.ann.crate", "--annotate", "never").output == "[PER Ann] came.\n")
        #expect(try gloss("check", "r.txt", "--annotations", "r.ann.crate").output == "")
        try folder.write("deep", Array((String(repeating: "CRATE\n", count: 9) + "x").utf8))
        #expect(try gloss("show", "deep").errors.contains("containers within each other"))
    }

    @Test func aTableThatIsNotUnderstoodIsToldWithItsLine() throws {
        try folder.write("r.txt", Array("Ann came.\n".utf8))
        try table("[a]\nbegins X\nruns cat\n")
        #expect(try gloss("show", "r.txt").errors.contains("containers.conf:3: \"runs\" is not one of "))
        try table("begins X\n")
        #expect(try gloss("show", "r.txt").errors.contains("containers.conf:1: [name] must stand before \"begins\""))
    }

    @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
    func sixteenBitTextsAreReadByTheirMark(encoding: String.Encoding) throws {
        let lines = "\u{FEFF}{\"text\": \"Ann 🚢 came.\", \"label\": [[0, 3, \"PER\"]]}\n"
        try folder.write("r.jsonl", [UInt8](try #require(lines.data(using: encoding))))
        let entities = try gloss("entities", "r.jsonl", "--format", "csv")
        #expect(entities.errors == "")
        #expect(entities.output.contains("Ann,PER"))
        try folder.write("s.txt", [UInt8](try #require("\u{FEFF}Ann 🚢 came.".data(using: encoding))))
        try folder.write("s.ann", Array("T1\tPerson 0 3\tAnn\n".utf8))
        #expect(try gloss("entities", "s.ann").output.hasPrefix("Ann  Person"))
        #expect(try gloss("show", "s.txt", "--annotate", "never").output.hasPrefix("[PER Ann] 🚢 came."))
    }

    @Test func gzipIsUnpackedFromAPipe() throws {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/gzip") || FileManager.default.isExecutableFile(atPath: "/bin/gzip")
        else { return }
        try folder.write("plain.txt", Array("Ann came.\n".utf8))
        let packed = Process()
        packed.executableURL = URL(fileURLWithPath: "/bin/sh")
        packed.arguments = ["-c", "gzip -k plain.txt"]
        packed.currentDirectoryURL = folder.url
        try packed.run()
        packed.waitUntilExit()
        let bytes = try Data(contentsOf: folder.url.appendingPathComponent("plain.txt.gz"))
        let environment = ["HOME": folder.url.path, "PATH": "/usr/bin:/bin"]
        let shown = try Binary(["show", "-", "--annotate", "never"], input: bytes, environment: environment)
        #expect(shown.output == "Ann came.\n")
    }
}
