import Foundation
import TestSupport
import Testing

/// What is not done where gloss was asked to be careful.
struct SecureModeTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        try FileManager.default.createDirectory(
            at: folder.url.appendingPathComponent(".config/gloss"), withIntermediateDirectories: true)
        let table = "[crate]\nbegins CRATE\nrun touch \(folder.path("ran"))\nunpacks\n"
        try folder.write(".config/gloss/containers.conf", Array(table.utf8))
        try folder.write("r.txt", Array("Ann came.\n".utf8))
        try folder.write("r.ann", Array("T1\tPerson 0 3\tAnn\n".utf8))
        try folder.write("c", Array("CRATE\n".utf8))
    }

    private func gloss(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Binary {
        try Binary(arguments, folder: folder.url, environment: ["HOME": folder.url.path].merging(environment) { $1 })
    }

    @Test(arguments: [(["--secure"], [:]), ([], ["GLOSSSECURE": "1"])] as [([String], [String: String])])
    func nothingIsRunOpenedOrWritten(option: [String], environment: [String: String]) throws {
        let packed = try gloss(["show", "c"] + option, environment)
        #expect((packed.status, packed.errors) == (
            2, "gloss: c is crate, which takes a program to read; --secure or GLOSSSECURE forbids it\n"
        ))
        #expect(!FileManager.default.fileExists(atPath: folder.path("ran")))
        #expect(try gloss(option + ["show", "r.txt", "--annotate", "never"], environment).output == "Ann came.\n")
        #expect(try gloss(["show", "r.ann"] + option, environment).status == 2)
        #expect(try gloss(["show", "r.txt", "--annotations", "r.ann", "--color", "never"] + option, environment).output == "[PER Ann] came.\n")
        let written = try gloss(["convert", "r.txt", "out.json"] + option, environment)
        #expect((written.status, written.errors) == (2, "gloss: out.json is not written; --secure or GLOSSSECURE forbids it\n"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("out.json")))
        #expect(try gloss(["convert", "r.txt", "-", "--format-out", "text"] + option, environment).output == "Ann came.\n")
        #expect(try gloss(["show", "r.txt", "--encoding", "shift_jis"] + option, environment).status == 2)
    }

    @Test func withoutItAllOfThatIsDone() throws {
        #expect(try gloss(["show", "r.txt", "--color", "never"], ["GLOSSSECURE": "0"]).output == "[PER Ann] came.\n")
        _ = try gloss(["show", "c"])
        #expect(FileManager.default.fileExists(atPath: folder.path("ran")))
        // After -- it is the name of a file.
        #expect(try gloss(["show", "--", "--secure"]).errors.contains("--secure: cannot open"))
    }
}
