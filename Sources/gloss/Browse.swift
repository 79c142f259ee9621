import ArgumentParser

struct Browse: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "browse", abstract: "Read reports in the terminal (the default)")
    @Argument var files: [String] = []
    func run() throws {}
}
