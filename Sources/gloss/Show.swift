import ArgumentParser

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "x")
    @Argument var files: [String] = []
    func run() throws {}
}
