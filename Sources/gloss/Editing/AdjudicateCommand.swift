import ArgumentParser
import GlossFormats
import GlossModel
import Glibc
import GlossThreads

/// `gloss adjudicate A.ann B.ann -o OUT.ann`: from what several annotators say to one.
struct AdjudicateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adjudicate", abstract: "Make one of what several annotators say of a text.",
        discussion: """
            What they agree on is taken; on a terminal the rest is decided by keys, and what is decided is written as \
            gloss edit writes it. Called again it goes on where it stopped. gloss diff OUT A shows an annotator what was decided.
            """)

    @Argument(help: "Annotations of one text, two or more; or the text and they.")
    var files: [String]

    @Option(name: [.short, .long], help: ArgumentHelp("The annotations to write.", valueName: "OUT.ann"))
    var output: String

    @Flag(help: "Take what more than half say.")
    var majority = false

    @Flag(help: "Write what they agree on, and decide nothing.")
    var agreed = false

    func validate() throws {
        guard output.hasSuffix(".ann") else { throw ValidationError("--output takes the name of a brat file, which ends in .ann") }
        let inputs = files.map { SystemPath.resolved($0) ?? $0 }
        guard !inputs.contains(SystemPath.resolved(output) ?? output) else { throw ValidationError("\(output) is one of those that are compared") }
    }

    func run() throws {
        let adjudication = Adjudication(output: output, byMajority: majority)
        let isShown = !agreed && isatty(1) != 0 && isatty(0) != 0
        guard isShown else { return try write(adjudication) }
        try Browsing(BrowseOptions(files: files, reading: Reading(annotate: .never), edits: true, adjudication: adjudication)).run()
    }

    private func write(_ adjudication: Adjudication) throws {
        let report = try Annotators.together(files, ReportLoader(mode: .never))
        guard report.layers.count > 1 else { throw Failure("\(files[0]): there is only one annotator; name another file") }
        let (editor, _) = try ReportEditor.adjudicate(report, adjudication)
        let left = editor.edited.undecided
        if let failure = editor.end() { throw failure }
        let words = left == 0 ? "they agree in everything" : "\(left) marks differ; gloss adjudicate on a terminal decides them"
        _ = Files.writeAll(Array("gloss: \(output): \(words)\n".utf8), to: 2)
        if left > 0 { throw Quiet(status: 1) }
    }
}
