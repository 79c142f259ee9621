import ArgumentParser
import GlossModel
import Glibc

/// The command line: one table of commands. Each is a file of its own.
struct Gloss: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gloss",
        abstract: "Read annotated reports in the terminal.",
        discussion: """
            With --secure anywhere, or GLOSSSECURE=1, gloss runs no program, opens no file that is not named, writes none, \
            and leaves the clipboard alone.
            """,
        version: "gloss 0.1.0",
        subcommands: [
            Browse.self, EditCommand.self, TimelineCommand.self, EntitiesCommand.self, ClaimsCommand.self, OutlineCommand.self,
            ShowCommand.self, Annotate.self, Convert.self, Check.self, DiffCommand.self, AdjudicateCommand.self, LogCommand.self, FormatsCommand.self,
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
            let arguments = SecureMode.without(Array(SystemPath.arguments.dropFirst()))
            if VersionDetail.isAsked(arguments) {
                _ = Files.writeAll(Array(VersionDetail.text.utf8), to: 1)
                return
            }
            let settings = Browse.isBrowsing(arguments) ? Settings.options : []
            if settings.isEmpty, let options = Browse.plainOptions(arguments) {
                try Browsing(options).run()
                return
            }
            var command = try Gloss.parseAsRoot(settings.isEmpty ? arguments : ["browse"] + settings + arguments)
            try command.run()
        } catch let failure as Failure {
            end(failure.status, saying: failure.message)
        } catch let quiet as Quiet {
            exit(quiet.status)
        } catch {
            endParsing(error)
        }
    }

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
