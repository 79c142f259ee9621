import ArgumentParser

@main
struct GlossBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gloss-bench", abstract: "Measures gloss against less, vim, wc and grep.",
        subcommands: [Generate.self, Run.self, AnnotatorFigures.self, List.self])
}
