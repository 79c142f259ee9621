import ArgumentParser

struct EntitiesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "entities", abstract: "x")
    @Argument var files: [String] = []
    func run() throws {}
}
