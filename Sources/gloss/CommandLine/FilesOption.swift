import ArgumentParser
import Glibc
import GlossModel

/// The files of commands that take several.
struct FilesOption: ParsableArguments {
    @Argument(help: "Reports; - for standard input, which is read too where none is named and it is no terminal.", completion: .file())
    var files: [String] = []

    @Option(
        help: ArgumentHelp("Reports named in a file, one a line; - for standard input.", valueName: "file"), completion: .file())
    var filesFrom: String?

    @Flag(name: [.customShort("0"), .customLong("null")], help: "The names in it end with NUL, as find -print0 writes them.")
    var null = false

    func paths() throws(Failure) -> [String] {
        try NamedFiles(files: PathRuns.expanded(files), list: filesFrom, isNull: null).paths()
    }
}

/// Files as a command line names them.
struct NamedFiles {
    var files: [String]
    /// A file of names.
    var list: String?
    /// Whether names end with NUL in it.
    var isNull = false

    /// All of them, in order; standard input where none is named and it is a pipe or a file.
    func paths() throws(Failure) -> [String] {
        let listed = try list.map { list throws(Failure) in try names(in: list) } ?? []
        let all = files + listed
        guard all.isEmpty else { return all }
        guard list == nil else { throw Failure("--files-from \(list!): no file is named in it") }
        guard NamedFiles.isGiven else { throw Failure("name a report, or - for standard input") }
        return ["-"]
    }

    /// Whether standard input is something to read: a pipe, a file or a socket.
    static var isGiven: Bool {
        var status = stat()
        guard isatty(0) == 0, fstat(0, &status) == 0 else { return false }
        return [S_IFIFO, S_IFREG, S_IFSOCK].contains(status.st_mode & S_IFMT)
    }

    private func names(in list: String) throws(Failure) -> [String] {
        let text = try Files.read(list)
        let bytes = text.bytes
        let end: UInt8 = isNull ? 0 : 0x0A
        return withExtendedLifetime(text) {
            bytes.split(separator: end).map { name in
                SystemPath.string(!isNull && name.last == 0x0D ? name.dropLast() : name)
            }.filter { !$0.isEmpty }
        }
    }
}

/// The one file of commands that take one: standard input where none is named and something stands there.
func onlyFile(_ name: String?) throws(Failure) -> String {
    if let name { return name }
    return try NamedFiles(files: []).paths()[0]
}
