import ArgumentParser
import GlossModel
import Glibc

/// The command line: one table of commands. Each is a file of its own.
struct Gloss: ParsableCommand {
    static let version = "gloss 0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "gloss",
        abstract: "Read annotated reports in the terminal.",
        usage: """
            gloss [OPTIONS] [FILE...]
            gloss COMMAND [OPTIONS] [FILE...]
            """,
        discussion: """
            gloss report.pdf                          read it; h lists the keys
            gloss timeline report.txt --from 2015     print what happened when
            find . -name '*.txt' -print0 | gloss claims --files-from - -0 --format csv

            With --secure anywhere, or GLOSSSECURE=1, gloss runs no program, opens no file that is not named, writes none, \
            and leaves the clipboard alone.
            """,
        version: version,
        subcommands: [
            Browse.self, EditCommand.self, TimelineCommand.self, EntitiesCommand.self, ClaimsCommand.self, OutlineCommand.self,
            ShowCommand.self, Annotate.self, Convert.self, Check.self, DiffCommand.self, AdjudicateCommand.self, LogCommand.self, FormatsCommand.self,
            LibraryCommand.self,
        ],
        defaultSubcommand: Browse.self)
}

@main
enum Main {
    static func main() {
        signal(SIGPIPE, SIG_DFL)
        // What grows beyond a limit (ulimit -f) is an error of writing.
        signal(SIGXFSZ, SIG_IGN)
        StandardDescriptors.occupy()
        do {
            try run(SecureMode.without(Array(SystemPath.arguments.dropFirst())))
        } catch let failure as Failure {
            end(failure.status, saying: failure.message)
        } catch let quiet as Quiet {
            exit(quiet.status)
        } catch {
            endParsing(error)
        }
    }

    private static func run(_ arguments: [String]) throws {
        if arguments == ["--version"] { return try say(Gloss.version) }
        if VersionDetail.isAsked(arguments) { return try Files.printing { $0.write(VersionDetail.text) } }
        let settings = Browse.isBrowsing(arguments) ? Settings.options : []
        if settings.isEmpty, let options = Browse.plainOptions(arguments) {
            try CommandNames.check(arguments)
            return try Browsing(options).run()
        }
        if var job = QuickLine.job(arguments) {
            job.files = try NamedFiles(files: job.files).paths()
            return try job.run()
        }
        try CommandNames.check(arguments)
        if Door.isAsked(arguments) { return try say(Door.text) }
        if let script = Completion.script(arguments) { return try say(script) }
        var command = try Gloss.parseAsRoot(settings.isEmpty ? PathRuns.cut(arguments) : ["browse"] + settings + arguments)
        try command.run()
    }

    private static func say(_ words: String) throws { try Files.printing { $0.write(words + "\n") } }

    /// Help and version go to standard output; a mistake on the command line is one line.
    private static func endParsing(_ error: any Error) -> Never {
        if Gloss.exitCode(for: error).isSuccess {
            fflush(nil)
            guard Files.writeAll(Array((Gloss.fullMessage(for: error) + "\n").utf8), to: 1) else {
                end(2, saying: Failure(path: "standard output", doing: "write", errno: errno).message)
            }
            exit(0)
        }
        end(2, saying: Gloss.message(for: error) + " (gloss --help tells more)")
    }

    private static func end(_ status: Int32, saying message: String) -> Never {
        fflush(nil)
        _ = Files.writeAll(Array("gloss: \(StandIn.line(message))\n".utf8), to: 2)
        exit(status)
    }
}
