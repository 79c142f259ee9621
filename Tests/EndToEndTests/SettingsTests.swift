import Foundation
import Testing

/// Faults in the user's own files are told: where, what, what was meant.
struct SettingsTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        try FileManager.default.createDirectory(at: folder.url.appendingPathComponent("gloss"), withIntermediateDirectories: true)
    }

    private func gloss(_ arguments: String...) throws -> Binary {
        try Binary(arguments, folder: folder.url, environment: ["XDG_CONFIG_HOME": folder.url.path])
    }

    @Test(arguments: [
        ("keys.conf", "[timelin]\nj top\n", ":1: there is no place [timelin]; did you mean \"timeline\"?"),
        ("keys.conf", "j pagedown\n", ":1: there is no command \"pagedown\"; did you mean \"page-down\"?"),
        ("keys.conf", "PgUpp top\n", ":1: there is no key \"PgUpp\"; did you mean \"PgUp\"?"),
        ("keys.conf", "j\n", ":1: the line is not a key and a command"),
        ("keys.conf", "j top\nj bottom\n", ":2: \"j\" stands twice; the last line counts"),
        ("keys.conf", "q none\nCtrl-C none\n", ": no key is left that quits; q and Ctrl-C are kept"),
        ("containers.conf", "[a]\nruns cat\n", ":2: \"runs\" is not one of begins, holds,"),
        ("containers.conf", "[a]\nrun\n", ":2: \"run\" does not stand with what it needs"),
        ("lexicon.tsv", "Ann\tPersn\n", ":1: there is no type “Persn”"),
        ("theme.conf", "x 3\n", ":1: nothing is called \"x\""), ("theme.conf", "[dark]\nkey 300\n", ":2: the line is no colours"),
        ("config", "# mine\n--linaer\n", ":2: --linaer: no option of the browser; did you mean \"--linear\"?"),
        ("config", "report.txt\n", ":1: report.txt: no option of the browser"),
        ("colours.conf", "x\n", ": gloss reads no file of this name"),
        ("key.conf", "x\n", ": gloss reads no file of this name; did you mean \"keys.conf\"?"),
    ])
    func eachFaultIsTold(file: String, content: String, told: String) throws {
        try folder.write("gloss/" + file, Array(content.utf8))
        let checked = try gloss("check", "--config")
        #expect(checked.status == 1)
        #expect(checked.output.hasPrefix("warning: " + folder.path("gloss/" + file) + told))
        #expect(checked.output.split(separator: "\n").count == 1)
    }

    @Test func goodFilesAreGood() throws {
        try folder.write("gloss/keys.conf", Array("# mine\n[list]\nx top\n[everywhere]\nz close\n".utf8))
        let checked = try gloss("check", "--config")
        #expect((checked.status, checked.output, checked.errors) == (0, "", ""))
    }

    /// A fault of one kind does not keep gloss from reading what is no container.
    @Test func faultsDoNotKeepFromReading() throws {
        try folder.write("gloss/containers.conf", Array("begins X\n[a]\nrun\n".utf8))
        try folder.write("r.txt", Array("Ann came.\n".utf8))
        let shown = try gloss("show", "r.txt", "--annotate", "never")
        #expect((shown.status, shown.output) == (0, "Ann came.\n"))
        #expect(shown.errors.split(separator: "\n").count == 2)
    }

    @Test func helpThatCannotBeWrittenIsAnError() throws {
        for option in ["--help", "--version"] {
            let shell = Process()
            shell.executableURL = URL(fileURLWithPath: "/bin/sh")
            shell.arguments = ["-c", "\"\(Binary.path)\" \(option) > /dev/full"]
            shell.standardError = FileHandle.nullDevice
            try shell.run()
            shell.waitUntilExit()
            #expect(shell.terminationStatus == 2)
        }
    }
}
