import ArgumentParser

struct ClaimsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "claims", abstract: "x")
    @Argument var files: [String] = []
    func run() throws {}
}
