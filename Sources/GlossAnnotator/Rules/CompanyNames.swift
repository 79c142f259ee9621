import GlossLexicon

/// What the names of companies end in, with or without which they are the same.
enum CompanyNames {
    private static let suffixes = WordSet([
        "inc", "incorporated", "ltd", "limited", "corp", "corporation", "co", "company", "llc", "llp", "plc", "gmbh", "ag", "sa", "nv", "bv", "oy",
        "pty", "pte", "lp", "spa", "kk",
    ])

    static func isSuffix(_ token: Token) -> Bool { token.kind == .word && suffixes.contains(token.hash) }

    /// The tokens of a name without such words at its end, of which one stays.
    static func bare(_ range: Range<Int>, _ tokens: Tokens) -> Range<Int> {
        var end = range.upperBound
        while end - range.lowerBound > 1, isSuffix(tokens[end - 1]) || tokens[end - 1].kind == .comma || tokens[end - 1].kind == .period { end -= 1 }
        return range.lowerBound..<end
    }
}
