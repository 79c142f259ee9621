import GlossFormats
import GlossInterface
import GlossModel
import GlossResources

/// The user's own files that say how gloss behaves, with what is wrong in them: `keys.conf`,
/// `containers.conf` and `lexicon.tsv` in the configuration folder.
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
        if let bytes = resource("keys.conf") { findings += keys.read(bytes).map { finding($0, "the built-in keys.conf") } }
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

    /// All that is wrong in them, and in files of the folder that nothing reads.
    static func findings() -> [Finding] {
        let names = (try? OwnNames(nil, isWanted: true))?.findings ?? []
        return keys().findings + ContainerTable.standard().findings + names + strangers
    }

    private static let known = ["keys.conf", "containers.conf", "lexicon.tsv"]

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
