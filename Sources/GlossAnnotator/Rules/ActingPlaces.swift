import GlossLexicon

/// A country that does something is an organisation there: "Chad signed", "was condemned by Chad", "Chad's
/// withdrawal".
extension NameScan {
    func acting(_ atom: Atom) -> Atom {
        guard atom.type == .location, atom.range.count <= 3, isCountry(atom.range.lowerBound) else { return atom }
        guard isAgent(atom.range) || hasDeed(atom.range) || acts(atom.range) else { return atom }
        var result = atom
        result.type = .organization
        return result
    }

    private func isCountry(_ index: Int) -> Bool { tokens[index].is(.country) || tokens.phrase(at: index)?.is(.country) == true }

    /// A verb of doing behind it, where no preposition before it says otherwise.
    private func acts(_ range: Range<Int>) -> Bool {
        guard let next = tokens.token(range.upperBound), next.kind == .word, !next.isCapital else { return false }
        if let before = tokens.token(range.lowerBound - 1), !tokens[range.lowerBound].opensSentence,
            before.is(.preposition) || before.is(Self.joins) || before.is(.direction)
        { return false }
        if next.classes.overlaps([.reportingVerb, .beliefVerb, .actionVerb, .modal]) { return true }
        return next.is(.auxiliary) && tokens.token(range.upperBound + 1).map { $0.is(.actionVerb) || $0.is(.reportingVerb) } ?? false
    }

    /// "condemned by Chad".
    private func isAgent(_ range: Range<Int>) -> Bool {
        let start = range.lowerBound
        guard start > 1, tokens[start - 1].is(Self.by), case let verb = tokens[start - 2], verb.sentence == tokens[start].sentence,
            verb.classes.overlaps([.actionVerb, .reportingVerb, .beliefVerb])
        else { return false }
        return tokens.bytes[Int(verb.readEnd) - 2..<Int(verb.readEnd)].elementsEqual("ed".utf8)
    }

    /// "Chad's withdrawal".
    private func hasDeed(_ range: Range<Int>) -> Bool {
        guard tokens.token(range.upperBound)?.kind == .possessive, let deed = tokens.token(range.upperBound + 1) else { return false }
        return Self.deeds.contains(deed.hash)
    }

    private static let joins: Word = "and"
    private static let by: Word = "by"
    private static let deeds = WordSet([
        "decision", "announcement", "refusal", "condemnation", "demand", "invasion", "annexation", "intervention", "withdrawal", "threat", "pledge",
        "rejection", "involvement", "offensive", "support", "attempt", "attempts", "efforts", "offer", "retaliation", "recognition",
    ])
}
