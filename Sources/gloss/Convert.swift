import ArgumentParser

struct Convert: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "convert", abstract: "x")
    @Argument var files: [String] = []
    func run() throws {}
}
