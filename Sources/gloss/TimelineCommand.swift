import ArgumentParser

struct TimelineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "timeline", abstract: "x")
    @Argument var files: [String] = []
    func run() throws {}
}
