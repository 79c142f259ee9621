import ArgumentParser

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "check", abstract: "x")
    @Argument var files: [String] = []
    func run() throws {}
}
