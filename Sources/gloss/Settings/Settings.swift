import GlossFormats
import GlossInterface
import GlossModel
import GlossResources

/// The user's own files that say how gloss behaves, with what is wrong in them: `keys.conf`, `config`,
/// `theme.conf`, `containers.conf` and `lexicon.tsv` in the configuration folder.
enum Settings {
    /// A file of the configuration folder; nil where there is none. `path` is how it is told of.
    static func file(_ name: String) -> (content: Text, path: String)? {
        guard let folder = Configuration.folder, let content = Files.neighbour(of: folder + "/", named: name) else { return nil }
        return (content, folder + "/" + name)
    }

    /// The built-in keys with the user's own over them.
    static func keys() -> (keys: KeyMap, findings: [Finding]) {
        var keys = KeyMap()
        var findings: [Finding] = []
        if let bytes = resource("keys.conf") { findings += keys.read(Bytes(bytes)).map { finding($0, "the built-in keys.conf") } }
        if let own = file("keys.conf") {
            findings += keys.read(own.content.bytes).map { finding($0, own.path) }
            if keys.keepWayOut() {
                findings.append(
                    Finding(
                        .warning, "keys-no-quit", at: Finding.Place(file: own.path), "no key is left that quits; q and Ctrl-C are kept",
                        remedy: "give \"quit\" another key before q is taken away"))
            }
        }
        return (keys, findings)
    }

    // MARK: Options

    /// The options of the file `config`: as on the command line, one a line; none where there is none, or
    /// where it holds something else.
    static var options: [String] {
        let words = optionLines().map(\.words).joined()
        // Asking the parser takes longer than a first screen.
        guard !words.isEmpty else { return [] }
        return (try? Browse.parse(Array(words))).map { $0.files.isEmpty ? Array(words) : [] } ?? []
    }

    /// What is wrong in `config`.
    static func optionFindings() -> [Finding] {
        guard let own = file("config") else { return [] }
        return optionLines().compactMap { line, words in
            let parsed = try? Browse.parse(words)
            guard parsed?.files.isEmpty != true else { return nil }
            let name = words.first ?? ""
            let known = ["--theme", "--linear", "--no-mouse", "--no-resume", "--background", "--color", "--format", "--annotate", "--lexicon", "--date"]
            return Finding(
                .warning, "config-line", at: Finding.Place(file: own.path, line: line),
                "\(words.joined(separator: " ")): no option of the browser" + Spelling.hint(for: name, among: known) + "; the file is passed over",
                remedy: "write options as on the command line, one a line: --theme calm")
        }
    }

    private static func optionLines() -> [(line: Int, words: [String])] {
        guard !SecureMode.isOn, let own = file("config") else { return [] }
        let text = String(decoding: own.content.bytes, as: UTF8.self)
        return text.fileLines.enumerated().compactMap { index, line in
            guard !line.drop(while: \.isWhitespace).hasPrefix("#") else { return nil }
            let words = line.split(maxSplits: 1, whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" }).map { String($0).trimmingSpaces }
            return words.isEmpty ? nil : (index + 1, words.filter { !$0.isEmpty })
        }
    }

    // MARK: Themes

    /// The themes that ship with gloss, beside the standard one.
    static let themes = ["calm", "colour-blind"]

    /// Names of all themes: those that ship, and files of the folder `themes`.
    static var themeNames: [String] {
        let own = Configuration.folder.map { SystemPath.names(inFolder: $0 + "/themes") } ?? []
        return ["standard"] + themes + own.filter { $0.hasSuffix(".conf") }.map { String($0.dropLast(5)) }.sorted()
    }

    /// A theme by name; without one the user's `theme.conf`, or the standard one.
    static func theme(_ name: String?) throws(Failure) -> (file: ThemeFile, findings: [Finding]) {
        var theme = ThemeFile()
        guard let name else {
            guard let own = file("theme.conf") else { return (theme, []) }
            return read(own.content, own.path)
        }
        if name == "standard" { return (theme, []) }
        if themes.contains(name), let bytes = resource("themes/\(name).conf") {
            _ = theme.read(String(decoding: bytes, as: UTF8.self))
            return (theme, [])
        }
        guard FileName.isComponent(name), let folder = Configuration.folder,
            let content = Files.neighbour(of: folder + "/themes/", named: name + ".conf")
        else {
            let hint = Spelling.hint(for: name, among: themeNames)
            throw Failure("--theme \(name): there is no such theme\(hint); there are \(themeNames.joined(separator: ", ")), or put one into \(Configuration.folder ?? "~/.config/gloss")/themes/\(name).conf")
        }
        return read(content, folder + "/themes/\(name).conf")
    }

    private static func read(_ content: Text, _ path: String) -> (file: ThemeFile, findings: [Finding]) {
        var theme = ThemeFile()
        let faults = theme.read(String(decoding: content.bytes, as: UTF8.self))
        return (theme, faults.map { fault in
            switch fault {
            case .unknownRole(let name, let line):
                let names = ThemeRole.allCases.map(\.rawValue)
                return Finding(
                    .warning, "theme-role", at: Finding.Place(file: path, line: line),
                    "nothing is called \"\(name)\"" + Spelling.hint(for: name, among: names), remedy: "names are \(names.joined(separator: ", "))")
            case .malformed(let line):
                return Finding(
                    .warning, "theme-line", at: Finding.Place(file: path, line: line), "the line is no colours",
                    remedy: "write NAME FOREGROUND [on BACKGROUND] [bold ...], colours from 0 to 255")
            }
        })
    }

    /// All that is wrong in them, and in files of the folder that nothing reads.
    static func findings() -> [Finding] {
        let names = (try? OwnNames(nil, isWanted: true))?.findings ?? []
        let themes = (try? theme(nil))?.findings ?? []
        return keys().findings + optionFindings() + themes + ContainerTable.standard().findings + names + strangers
    }

    private static let known = ["keys.conf", "containers.conf", "lexicon.tsv", "theme.conf", "config", "themes"]

    private static var strangers: [Finding] {
        guard let folder = Configuration.folder else { return [] }
        let names = SystemPath.names(inFolder: folder).filter { !$0.hasPrefix(".") && !$0.hasSuffix("~") && !known.contains($0) }
        return names.sorted().map { name in
            Finding(
                .warning, "unknown-setting", at: Finding.Place(file: folder + "/" + name),
                "gloss reads no file of this name" + Spelling.hint(for: name, among: known), remedy: "it reads \(known.joined(separator: ", "))")
        }
    }

    private static func finding(_ fault: KeyMap.Fault, _ path: String) -> Finding {
        func finding(_ line: Int, _ code: String, _ cause: String, _ remedy: String) -> Finding {
            Finding(.warning, code, at: Finding.Place(file: path, line: line), cause, remedy: remedy)
        }
        switch fault {
        case .unknownPlace(let name, let line):
            let places = KeyPlace.allCases.map(\.rawValue)
            let bare = String(name.dropFirst().dropLast())
            return finding(
                line, "keys-place", "there is no place \(name)\(Spelling.hint(for: bare, among: places)); its keys are passed over",
                "places are " + places.map { "[\($0)]" }.joined(separator: ", "))
        case .unknownKey(let name, let line):
            return finding(
                line, "keys-key", "there is no key \"\(name)\"" + Spelling.hint(for: name, among: Key.names),
                "keys are written j, Ctrl-O, Alt-Left, Shift-Tab, F1, Space, ]e")
        case .unknownCommand(let name, let line):
            return finding(
                line, "keys-command", "there is no command \"\(name)\"" + Spelling.hint(for: name, among: Command.allCases.map(\.rawValue)),
                "the key h lists the commands; \"none\" takes a key away")
        case .repeated(let name, let line):
            return finding(line, "keys-repeated", "\"\(name)\" stands twice; the last line counts", "take one of them out")
        case .malformed(let line):
            return finding(line, "keys-line", "the line is not a key and a command", "write KEY COMMAND, one a line; # begins a comment")
        }
    }
}

extension String {
    /// Without white space at its ends.
    fileprivate var trimmingSpaces: String {
        var rest = self[...]
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest.drop { $0.isWhitespace })
    }
}
