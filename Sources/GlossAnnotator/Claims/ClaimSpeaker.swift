import GlossLexicon
import GlossModel

/// Whether the words before a cue can be a source: a noun phrase headed by a person, an
/// organisation, a group, a document or a pronoun.
struct ClaimSpeaker {
    let words: ClaimWords

    /// How well a source fits.
    enum Fit: Comparable {
        /// No noun phrase, or one without a noun.
        case none
        /// A noun of something that is not known to say anything.
        case thing
        /// What shows something: a document, data.
        case evidence
        /// Who says something.
        case speaker
    }

    /// How well a source's words fit. Linear in their number.
    func fit(_ source: Range<Int>) -> Fit {
        let phrase = firstPhrase(source)
        guard let head = head(of: phrase), !isBroken(source, phrase, head) else { return .none }
        let word = words[head]
        if word.has([.pronoun, .quantifier, .relative]) || Self.objects.contains(word.hash) { return .speaker }
        if word.isWord(Self.those) || word.number != nil { return .speaker }
        if word.kind != .word { return word.kind == .number || word.kind == .percent ? .speaker : .none }
        if Self.machines.contains(word.hash), !word.isCapital || word.shape.contains(.opensSentence) { return .thing }
        if word.has(.speaker) || (phrase.lowerBound..<phrase.upperBound).contains(where: { isTitle($0) }) { return .speaker }
        switch word.speaker {
        case .person, .organization, .group, .place: return .speaker
        case .document: return .evidence
        case .unknown, .quality: break
        }
        if word.has(.evidence) { return .evidence }
        if isName(head, phrase) { return .speaker }
        if isNoNoun(word, head, phrase) { return .none }
        if word.isAgent, hasDeterminer(phrase) || word.endsInS { return .speaker }
        return hasDeterminer(phrase) || word.endsInS || word.isCapital ? .thing : .none
    }

    /// Whether a verb stands in the phrase, or it ends with a preposition: the beginning of something
    /// else.
    private func isBroken(_ source: Range<Int>, _ phrase: Range<Int>, _ head: Int) -> Bool {
        let last = words[source.upperBound - 1]
        if words[source.lowerBound].isWord(Self.what) { return true }
        if last.has(.preposition), !last.isCapital { return true }
        return (phrase.lowerBound..<head).contains { index in
            let word = words[index]
            if index == phrase.lowerBound, word.isCapital, word.endsInS, word.has([.verb, .cueVerb]), word.has(.present), !word.has([.plural, .cueNoun]) { return true }
            return word.isFinite && !word.isCapital && !word.has([.pronoun, .plural, .cueNoun, .base, .determiner])
                && !(index > phrase.lowerBound && words[index - 1].has([.determiner, .possessive]))
        }
    }

    /// The source without what is apposed to it and without "of …": "the head of the agency".
    private func firstPhrase(_ source: Range<Int>) -> Range<Int> {
        let end = source.first { index in
            guard index > source.lowerBound else { return false }
            let word = words[index]
            return word.kind == .comma || word.kind == .openBracket || word.kind == .dash
                || word.has(.relative) || word.has(.preposition) && !word.isCapital || isParticiple(index, source)
        }
        return source.lowerBound..<(end ?? source.upperBound)
    }

    /// "polls taken in May", "veterans interviewed there".
    private func isParticiple(_ index: Int, _ source: Range<Int>) -> Bool {
        let word = words[index]
        let before = words[index - 1]
        guard word.endsInEd && !word.isCapital || word.has(.participle), !word.has(.cueNoun), before.isWord else { return false }
        return !before.has([.determiner, .possessive, .adverb]) && !before.isManner && before.kind != .possessive
    }

    private func head(of phrase: Range<Int>) -> Int? {
        phrase.last { words[$0].isWord || words[$0].kind == .number || words[$0].kind == .percent }
    }

    private func isTitle(_ index: Int) -> Bool {
        words[index].speaker == .person && words[index].isCapital
    }

    /// A capital that no sentence has put there.
    private func isName(_ head: Int, _ phrase: Range<Int>) -> Bool {
        let word = words[head]
        guard word.isCapital, !word.has([.adverb, .subordinator, .conjunction, .preposition]) else { return false }
        if !word.shape.contains(.opensSentence) { return true }
        return word.classes.isEmpty && word.speaker != .quality && !word.isManner && !word.isGerund
    }

    /// A verb, an adverb, a participle: nothing that could be named.
    private func isNoNoun(_ word: ClaimWord, _ head: Int, _ phrase: Range<Int>) -> Bool {
        if word.has([.adverb, .subordinator, .conjunction, .preposition, .helping, .negation, .temporal]) { return true }
        if word.has([.cueVerb, .verb]), !word.has([.cueNoun, .plural]) { return !hasDeterminer(phrase) || word.has([.past, .gerund]) }
        if word.isManner { return !hasDeterminer(phrase) }
        return word.isGerund || word.endsInEd && !hasDeterminer(phrase)
    }

    /// What runs or is run: it asks, wants and knows nothing.
    private static let machines = WordSet([
        "computer", "computers", "server", "servers", "router", "routers", "browser", "browsers", "loader", "dropper", "downloader", "installer", "scanner", "parser",
        "compiler", "debugger", "decoder", "handler", "header", "parameter", "parameters", "buffer", "pointer", "folder", "folders", "register", "printer", "counter", "timer",
        "malware", "trojan", "backdoor", "backdoors", "worm", "virus", "payload", "shellcode", "exploit", "code", "program", "programs", "process",
        "module", "modules", "script", "software", "application", "applications", "tool", "tools", "sample", "samples", "variant", "variants", "system", "systems",
        "function", "functions", "command", "commands", "domain", "domains", "device", "devices", "filter", "filters",
        "botnet", "botnets", "bot", "bots", "archive", "packet", "packets", "traffic", "error", "errors", "letter",
        "weather", "river", "water", "power", "matter", "factor", "factors", "vector", "vectors", "sector", "engine", "machine",
        "machines", "vehicle", "vehicles", "infrastructure",
    ])

    private static let objects = WordSet(["him", "them", "me", "us", "her"])
    private static let what: Word = "what"
    private static let those: Word = "those"

    private func hasDeterminer(_ phrase: Range<Int>) -> Bool {
        phrase.contains { words[$0].has([.determiner, .possessive]) || words[$0].kind == .possessive }
    }
}
