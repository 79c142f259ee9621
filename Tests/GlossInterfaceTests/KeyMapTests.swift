import Testing

@testable import GlossInterface

@Suite struct KeyMapTests {
    /// The lines of the key file that bind, as place, key and command.
    private static let lines: [(place: KeyPlace, key: String, command: String)] = {
        var place = KeyPlace.everywhere
        var found: [(KeyPlace, String, String)] = []
        for line in builtInKeyFile.split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ").map(String.init)
            if words.count == 1, words[0].hasPrefix("[") {
                place = KeyPlace(rawValue: String(words[0].dropFirst().dropLast())) ?? place
            } else if words.count == 2, Command(rawValue: words[1]) != nil {
                found.append((place, words[0], words[1]))
            }
        }
        return found
    }()

    @Test func everyBuiltInKeyBinds() throws {
        var keys = KeyMap()
        #expect(keys.read(builtInKeyFile).isEmpty)
        #expect(KeyMapTests.lines.count > 60)
        for (place, name, command) in KeyMapTests.lines {
            let sequence = try #require(Key.sequence(name), "\(name)")
            #expect(keys.match(sequence, in: place) == .command(try #require(Command(rawValue: command))), "\(name)")
        }
    }

    @Test(arguments: [
        ("q none\n", false), ("q none\nCtrl-C none\n", true), ("q help\nCtrl-C help\n", true),
        ("q none\nCtrl-C none\nF5 close\n", false), ("q none\nCtrl-C none\n7 close\n", true),
        ("q none\nCtrl-C none\n[list]\nF5 close\n", true),
    ])
    func aWayToQuitStaysBound(file: String, isMended: Bool) throws {
        var keys = KeyMap()
        _ = keys.read(builtInKeyFile)
        _ = keys.read("[everywhere]\n" + file)
        let wasMended = keys.keepWayOut()
        #expect(wasMended == isMended)
        let isMendedAgain = keys.keepWayOut()
        #expect(!isMendedAgain)
        if isMended {
            #expect(keys.match([Key("q")], in: .everywhere) == .command(.close))
            #expect(keys.match([Key(.character("c"), .control)], in: .everywhere) == .command(.interrupt))
        }
    }

    @Test func noBuiltInKeyStandsTwiceOrHidesASequence() throws {
        var seen: [KeyPlace: [[Key]]] = [:]
        for (place, name, _) in KeyMapTests.lines {
            let sequence = try #require(Key.sequence(name))
            for other in seen[place] ?? [] {
                let shared = min(other.count, sequence.count)
                #expect(other.prefix(shared) != sequence.prefix(shared), "\(name) in \(place)")
            }
            seen[place, default: []].append(sequence)
        }
    }

    /// Tab is Ctrl-I to a terminal, Enter Ctrl-M, and Ctrl-J comes as Enter too.
    @Test func noBuiltInKeyIsOneThatATerminalCannotTell() {
        for (_, name, _) in KeyMapTests.lines { #expect(!["Ctrl-I", "Ctrl-M", "Ctrl-J", "Ctrl-H"].contains(name)) }
    }

    @Test(arguments: Command.allCases)
    func everyCommandHasAKeyAndASentence(command: Command) {
        #expect(!builtInKeys().keys(for: command).isEmpty)
        #expect(!command.help.sentence.isEmpty)
        #expect(!command.help.sentence.hasSuffix("."))
        #expect(!command.hint.isEmpty)
    }

    @Test func helpListsEveryCommandOnce() {
        let browser = Browser(
            reports: [.plain("Text.")], size: Size(columns: 80, rows: 24), keys: builtInKeys(),
            theme: Theme(depth: .many))
        let all = browser.helpLines(width: 90).map { $0.map(\.text).joined() }.joined(separator: " ")
            .split(separator: " ").joined(separator: " ")
        for command in Command.allCases {
            let wanted = command.help.sentence
            #expect(all.contains(" " + wanted + " "), "\(command.rawValue)")
        }
    }

    @Test func theUsersFileWins() {
        var keys = builtInKeys()
        #expect(keys.read("j  page-down\n# none\n# a remark\n[list]\nx none\n").isEmpty)
        #expect(keys.match([Key("j")], in: .everywhere) == .command(.pageDown))
        #expect(keys.match([Key("j")], in: .list) == .command(.itemDown))
        #expect(keys.match([Key("x")], in: .list) == .command(.select))
        #expect(keys.match([Key("#")], in: .everywhere) == .none)
        #expect(!keys.keys(for: .lineDown).contains("j"))
        #expect(keys.keys(for: .pageDown).contains("j"))
    }

    @Test func aPlaceFallsBackOnEverywhere() {
        let keys = builtInKeys()
        #expect(keys.match([Key("n")], in: .timeline) == .command(.nextHit))
        #expect(keys.match([Key("]")], in: .list) == .prefix)
        #expect(keys.match([Key("]"), Key("e")], in: .timeline) == .command(.nextOfType))
        #expect(keys.match([Key("]"), Key("z")], in: .everywhere) == .none)
    }

    @Test(arguments: [
        ("[nowhere]\n", KeyMap.Fault.unknownPlace("[nowhere]", line: 1)),
        ("j line-down\nj line-up", .repeated("j", line: 2)),
        ("\n\nHyper-Q close", .unknownKey("Hyper-Q", line: 3)),
        ("Return details", .unknownKey("Return", line: 1)),
        ("F13 help", .unknownKey("F13", line: 1)),
        ("j fly", .unknownCommand("fly", line: 1)),
        ("j", .malformed(line: 1)),
        ("j line-down now", .malformed(line: 1)),
    ])
    func faultsAreReported(file: String, fault: KeyMap.Fault) {
        var keys = KeyMap()
        #expect(keys.read(file) == [fault])
    }

    @Test func linesAtFaultLeaveTheOthersAlone() {
        var keys = KeyMap()
        #expect(keys.read("q fly\nj line-down\n").count == 1)
        #expect(keys.match([Key("j")], in: .everywhere) == .command(.lineDown))
    }

    @Test func lineEndsOfOtherSystemsAreTaken() {
        var keys = KeyMap()
        #expect(keys.read("# mine\r\nj line-down\r\n[list]\r\nk item-up\r\n").isEmpty)
        #expect(keys.match([Key("j")], in: .everywhere) == .command(.lineDown))
        #expect(keys.match([Key("k")], in: .list) == .command(.itemUp))
    }

    @Test(arguments: [
        "j", "G", "]", "#", "-", "é", "Space", "Tab", "Shift-Tab", "Ctrl-O", "Ctrl-Z", "Alt-Left", "Alt-x", "Alt-X",
        "Ctrl-Alt-Delete", "Alt-Shift-Up", "F1", "F12", "Enter", "Esc", "Backspace", "Insert", "PgDn", "Home",
        "Ctrl--", "Alt--", "Ctrl-Space",
    ])
    func namesOfKeysRoundTrip(name: String) throws {
        let key = try #require(Key(name))
        #expect(key.description == name)
        #expect(Key(key.description) == key)
    }

    @Test(arguments: ["", "Ctrl-", "F13", "F0", "Meta-x", "ctrl-o", "PageDown", "jj"])
    func noNamesOfKeys(name: String) { #expect(Key(name) == nil) }

    @Test func controlKnowsNoCase() { #expect(Key("Ctrl-o") == Key("Ctrl-O")) }

    @Test func sequencesAreOfCharacters() {
        #expect(Key.sequence("]e")?.map(\.description) == ["]", "e"])
        #expect(Key.sequence("Ctrl-X") == [Key(.character("x"), .control)])
        #expect(Key.sequence("") == nil)
    }
}
