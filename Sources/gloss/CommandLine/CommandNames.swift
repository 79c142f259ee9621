/// The names of the commands, and what was meant by a word that is nearly one.
enum CommandNames {
    static let all: [String] = Gloss.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]

    /// Whether a word is a command. No command has a point or a slash in its name, and making the table of
    /// them takes a while.
    static func isCommand(_ word: String) -> Bool { mayBe(word) && all.contains(word) }

    private static func mayBe(_ word: String) -> Bool { !word.utf8.contains { $0 == 0x2E || $0 == 0x2F || $0 == 0x2D } }

    /// Throws where the first word is no command and no file, but nearly a command.
    static func check(_ arguments: [String]) throws(Failure) {
        guard let word = arguments.first, mayBe(word), !Files.isThere(word), !all.contains(word),
            let near = Spelling.nearest(to: word, among: all)
        else { return }
        throw Failure("there is no command and no file \"\(word)\"; did you mean \"\(near)\"? (gloss --help lists the commands)")
    }
}
