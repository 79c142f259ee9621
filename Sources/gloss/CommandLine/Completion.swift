import ArgumentParser

/// The scripts that complete command lines in shells: the parser's, in which files and the options of reading
/// are put where they hold only commands, since files are what gloss mostly gets.
enum Completion {
    /// The script that a command line asks for; nil where it asks for none.
    static func script(_ arguments: [String]) -> String? {
        let option = "--generate-completion-script"
        guard let first = arguments.first, first.hasPrefix(option) else { return nil }
        let isApart = first == option
        switch isApart ? arguments.dropFirst().first : String(first.dropFirst(option.count + 1)) {
        case "bash": return bash
        case "zsh": return zsh
        case "fish": return fish
        default: return nil
        }
    }

    private static var bash: String {
        let script = Gloss.completionScript(for: .bash)
        guard let place = script.firstRange(of: "# Offer subcommand completions\n"),
            let line = script[place.upperBound...].firstRange(of: "\n")
        else { return script }
        let commands = script[place.upperBound..<line.upperBound].replacing("COMPREPLY+=", with: "[[ \"${COMP_CWORD}\" -ne 1 ]] || COMPREPLY+=")
        return script[..<place.upperBound] + commands + "        _gloss_browse\n" + script[line.upperBound...]
    }

    private static var zsh: String {
        Gloss.completionScript(for: .zsh)
            .replacing("_describe -V subcommand subcommands && ret=0\n", with: "_describe -V subcommand subcommands && ret=0\n        _files && ret=0\n", maxReplacements: 1)
            .replacing(
                "            \"_gloss_${words[1]}\" && ret=0\n            ;;\n",
                with: "            \"_gloss_${words[1]}\" && ret=0\n            ;;\n        *)\n            _gloss_browse && ret=0\n            ;;\n", maxReplacements: 1)
    }

    private static var fish: String {
        var lines = Gloss.completionScript(for: .fish).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let reading = lines.filter { $0.contains("\"gloss browse\"") || $0.contains("\"gloss browse ") }
        lines += reading.map { $0.replacing("gloss browse", with: "gloss") }
        // Its own parser of words stops at the first that is no command; here they are files.
        let options = lines.first { $0.contains("case 'browse'") } != nil
            ? lines.first { $0.contains("__gloss_parse_subcommand -r 1 'files-from='") && $0.contains("'background='") } : nil
        if let options, let place = lines.firstIndex(where: { $0.contains("__gloss_parse_subcommand 0 'version' 'h/help'") }) {
            lines[place] = lines[place].replacing(
                "__gloss_parse_subcommand 0 'version' 'h/help'",
                with: options.drop { $0 == " " }.replacing("__gloss_parse_subcommand -r 1", with: "__gloss_parse_subcommand 0"))
        }
        return lines.joined(separator: "\n")
    }
}
