/// `gloss --help`: how to read a report, the options of that, and the commands.
enum Door {
    static func isAsked(_ arguments: [String]) -> Bool { arguments.count == 1 && ["--help", "-h", "help"].contains(arguments[0]) }

    /// The parser's own words, with the options of reading where its two would stand.
    static var text: String {
        let whole = Gloss.helpMessage()
        let reading = Gloss.helpMessage(for: Browse.self)
        guard let place = whole.range("OPTIONS:\n", to: "SUBCOMMANDS:"), let options = reading.range("ARGUMENTS:\n", to: nil) else { return whole }
        let own = reading[options].replacing("SUBCOMMANDS:", with: "")
        return (whole[..<place.lowerBound] + own + "\n\n" + whole[place.upperBound...])
            .replacing("\n  browse (default)        Read", with: "\n  browse                  Read")
            .replacing("SUBCOMMANDS:", with: "COMMANDS:")
            .replacing("gloss help <subcommand>", with: "gloss help COMMAND")
    }
}

extension String {
    /// From a word up to another one behind it, or to the end.
    fileprivate func range(_ first: String, to last: String?) -> Range<String.Index>? {
        guard let start = firstRange(of: first)?.lowerBound else { return nil }
        guard let last else { return start..<endIndex }
        return self[start...].firstRange(of: last).map { start..<$0.lowerBound }
    }
}
