/// Reads the tags of tokens as runs of tokens, by one rule for all schemes of the IOB family: B, S and U
/// begin a run, I, E, L and M go on with one of the same type or begin one, E, L, S and U end one. A tag
/// without a letter is a type: what follows with the same goes on.
struct TagRuns {
    /// Tokens that are one mention.
    struct Run: Equatable {
        var type: String
        var tokens: Range<Int>
    }

    /// The runs that have ended.
    private(set) var runs: [Run] = []
    private var open: Run?

    /// Takes the tag of the next token, by the token's number.
    mutating func take(_ tag: String, at token: Int) {
        let (letter, type) = TagRuns.parts(of: tag)
        guard let letter else { return end() }
        if "IELM".utf8.contains(letter), let run = open, run.type == type, run.tokens.upperBound == token {
            open = Run(type: type, tokens: run.tokens.lowerBound..<token + 1)
        } else {
            end()
            open = Run(type: type, tokens: token..<token + 1)
        }
        if "ELSUW".utf8.contains(letter) { end() }
    }

    /// Ends the run that is open: a sentence has ended.
    mutating func end() {
        if let open { runs.append(open) }
        open = nil
    }

    /// The letter and the type of `B-PER` or `B_PER`; no letter where nothing is tagged.
    static func parts(of tag: String) -> (letter: UInt8?, type: String) {
        if ["O", "", "-", "_", "0", "OUT", "NIL"].contains(tag) { return (nil, "") }
        let bytes = Array(tag.utf8)
        guard "BIESLUMW".utf8.contains(bytes[0]) else { return (0x49, tag) }
        if bytes.count == 1 { return (bytes[0], "") }
        guard bytes[1] == 0x2D || bytes[1] == 0x5F, bytes.count > 2 else { return (0x49, tag) }
        return (bytes[0], String(decoding: bytes[2...], as: UTF8.self))
    }

    /// Whether a tag has a letter and a type: `B-PER`.
    static func isPlain(_ tag: String) -> Bool { tag.utf8.count > 2 && parts(of: tag).type != tag }
}
