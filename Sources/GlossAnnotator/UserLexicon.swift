import GlossModel

/// A file of the user's own names: one a line, `name TAB type TAB aliases`, the type as gloss's
/// JSON has it in any case, aliases parted by `|` and left out where there is none. Empty lines and
/// lines that begin with `#` are passed over.
public struct UserLexicon: Sendable {
    public private(set) var names: [UserName] = []
    /// One for each line that could not be taken, and for what was taken with a loss.
    public private(set) var findings: [Finding] = []
    private let file: String

    /// More names than these are not taken.
    static let mostNames = 40_000
    private static let types = MentionType.allCases.dropLast()
    private static let example = "a line is: name, tab, type, and where there are any tab, other names with | between"

    /// Reads a file's text; `file` is what it is called in findings. Linear.
    public init(_ text: Text, file: String) {
        self.file = file
        var line = 0
        for bytes in text.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            line += 1
            guard names.count < Self.mostNames else {
                fault(line, "lexicon-full", "more than \(Self.mostNames) names", "leave some out")
                return
            }
            read(bytes, line)
        }
    }

    private mutating func read(_ bytes: Slice<Bytes>, _ line: Int) {
        guard let string = String(validating: bytes, as: UTF8.self) else {
            fault(line, "lexicon-encoding", "the line is not UTF-8", "save the file as UTF-8")
            return
        }
        let cells = string.split(separator: "\t", omittingEmptySubsequences: false).map(Self.trimmed)
        guard let name = cells.first, cells.count > 1 || !name.isEmpty, !name.hasPrefix("#") else { return }
        guard !name.isEmpty else { return fault(line, "lexicon-name", "there is no name", Self.example) }
        guard cells.count > 1 else { return fault(line, "lexicon-type", "there is no type", Self.example) }
        guard let type = Self.types.first(where: { $0.name.lowercased() == cells[1].lowercased() }) else {
            let known = Self.types.map(\.name).joined(separator: ", ")
            return fault(line, "lexicon-type", "there is no type \u{201C}\(cells[1])\u{201D}", "types are \(known)")
        }
        if cells.dropFirst(3).contains(where: { !$0.isEmpty }) {
            fault(line, "lexicon-cells", "what follows the third tab is not read", Self.example)
        }
        guard isUsable(name, line) else { return }
        let aliases = cells.count > 2 ? cells[2].split(separator: "|").map(Self.trimmed) : []
        names.append(
            UserName(
                name: name, type: type, aliases: aliases.filter { !$0.isEmpty && isUsable($0, line) }))
    }

    /// Whether a name can be found in a text: it begins with a letter and is not too long.
    private mutating func isUsable(_ name: String, _ line: Int) -> Bool {
        let tokens = UserNames.tokens(of: name, .empty)
        let most = TokenBuffer.longestPhrase
        if tokens.count > most {
            fault(line, "lexicon-long", "\u{201C}\(name)\u{201D} has more than \(most) words", "shorten it")
        } else if tokens.first?.kind != .word {
            fault(
                line, "lexicon-begin", "\u{201C}\(name)\u{201D} does not begin with a word",
                "begin it with a letter")
        } else {
            return true
        }
        return false
    }

    private mutating func fault(_ line: Int, _ code: String, _ cause: String, _ remedy: String) {
        findings.append(
            Finding(.warning, code, at: Finding.Place(file: file, line: line), cause, remedy: remedy))
    }

    private static func trimmed(_ text: Substring) -> String {
        func isSpace(_ character: Character) -> Bool { character.isWhitespace }
        guard let first = text.firstIndex(where: { !isSpace($0) }),
            let last = text.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(text[first...last])
    }
}
