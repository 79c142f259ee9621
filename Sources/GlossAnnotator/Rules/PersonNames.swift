import GlossLexicon
import GlossModel

/// Names of people, with the titles and posts before them.
extension NameScan {
    private static let titles: WordClasses = [.title, .post]
    /// Words before a name that end the search for one.
    private static let longestPrefix = 8
    private static let longestName = 6

    /// The person whose title, post or name begins at a token, or nil. A name of one word needs a
    /// title, or `loose` and a verb of saying after it.
    func person(at start: Int, loose: Bool = false) -> Atom? {
        let (name, isTitled) = afterTitles(start)
        guard name < tokens.count, isTitled || name == start, !isSaintlyPlace(start) else { return nil }
        guard let end = nameEnd(name, isTitled: isTitled, loose: loose) else { return nil }
        let phrase = tokens.phrase(at: name)
        let single = end - name == 1 ? tokens[name] : nil
        let identity = phrase.map { $0.is(.personName) && $0.end == end ? $0.name : 0 }
            ?? single.map { $0.is(.personName) ? $0.name : 0 } ?? 0
        return Atom(
            start..<end, .person, core: name..<end, name: identity,
            rule: lexicon.isOwn(identity) ? .ownName : isTitled ? .title : .givenName)
    }

    /// "in Saint Louis", "to St Albans": a place is named after the saint.
    func isSaintlyPlace(_ start: Int) -> Bool {
        guard Self.saints.contains(tokens[start].hash), let before = tokens.token(start - 1) else { return false }
        return Self.whereabouts.contains(before.hash)
    }

    private static let saints = WordSet(["saint", "st"])
    private static let whereabouts = WordSet(["in", "at", "to", "from", "near", "around", "outside"])

    /// Moves over titles, posts and what qualifies them: "Taliban spokesman", "former army chief
    /// General". Gives where the name should begin.
    private func afterTitles(_ start: Int) -> (Int, Bool) {
        var index = start
        var nameStart = start
        var isTitled = false
        while index < min(tokens.count, start + Self.longestPrefix), tokens[index].kind == .word {
            if index > start, tokens[index].sentence != tokens[start].sentence { break }
            if let phrase = tokens.phrase(at: index), phrase.classes.overlaps(Self.titles) {
                index = phrase.end
                (nameStart, isTitled) = (index, true)
            } else if tokens[index].classes.overlaps(Self.titles), !isNameHere(index, isTitled) {
                index += 1
                (nameStart, isTitled) = (index, true)
            } else if !isTitled || isTitleAhead(index), let end = qualifierEnd(index) {
                index = end
            } else {
                break
            }
        }
        return (nameStart, isTitled)
    }

    /// "Shah Rukh", "Sheikh Hasina" after a title: a title that is a given name, and stands first.
    private func isNameHere(_ index: Int, _ isTitled: Bool) -> Bool {
        tokens[index].isCapital && tokens[index].is(.givenName) && isTitled
    }

    private func isTitleAhead(_ index: Int) -> Bool {
        guard let next = tokens.token(index + 1), next.kind == .word else { return false }
        return next.classes.overlaps(Self.titles) && !tokens[index].is(.givenName)
    }

    private func qualifierEnd(_ index: Int) -> Int? {
        if let atom = entry(at: index), atom.type != .person, !tokens[index].is(.givenName) {
            return atom.range.upperBound
        }
        return tokens[index].is(.adjective) ? index + 1 : nil
    }

    private static let notNames: WordClasses = [
        .organizationHead, .placeHead, .facilityHead, .country, .organization, .event,
        .documentNoun, .common, .month, .weekday, .number, .region, .timeUnit, .currency,
    ]

    private func nameEnd(_ start: Int, isTitled: Bool, loose: Bool) -> Int? {
        guard isNameWord(start) || tokens[start].is(.nameParticle) && isJointAt(start) else { return nil }
        if start > 0, isTitled, tokens[start - 1].kind != .word { return nil }
        if let phrase = tokens.phrase(at: start), phrase.classes.overlaps(Self.nameClasses) {
            if !phrase.is(.personName) { return nil }
            return collect(from: phrase.end, start)
        }
        let first = tokens[start]
        if first.is(.personName), !first.is(.country) { return collect(from: start + 1, start) }
        let isGiven = first.is(.givenName)
        if !isGiven, first.classes.overlaps(Self.notNames) { return nil }
        if !isGiven, first.classes.overlaps(Self.nameClasses) { return nil }
        if first.isAllCapitals, !isTitled, !isGiven { return nil }
        let end = collect(from: start + 1, start)
        if end - start >= 2, isGiven || isTitled { return end }
        if isTitled { return !first.isAllCapitals || isGiven ? end : nil }
        if end - start >= 2, tokens[end - 1].is(.familyName), !first.opensSentence { return end }
        let isAmbiguous = first.classes.overlaps([.country, .city, .region, .common, .nationality, .people])
        if (isGiven || first.is(.familyName)), !isAmbiguous, loose || !first.opensSentence || speaks(end) { return end }
        return isGiven && speaks(end) && !isAmbiguous ? end : nil
    }

    private func speaks(_ index: Int) -> Bool {
        guard let token = tokens.token(index) else { return false }
        return token.classes.overlaps([.reportingVerb, .auxiliary, .actionVerb, .modal]) || token.kind == .possessive
    }

    private func isJointAt(_ index: Int) -> Bool {
        guard let next = tokens.token(index + 1), next.kind == .word else { return false }
        return isNameWord(index + 1) && tokens[index].isCapital
    }

    /// Moves over the further words of a name.
    private func collect(from start: Int, _ nameStart: Int) -> Int {
        var index = start
        while index < min(tokens.count, nameStart + Self.longestName) {
            guard tokens[index].kind == .word, tokens[index].sentence == tokens[nameStart].sentence else { break }
            if tokens[index].is(.nameParticle), !tokens[index].isAllCapitals, let end = particlesEnd(index) {
                index = end + 1
            } else if isFurtherName(index) {
                index += 1
            } else {
                break
            }
        }
        return index
    }

    /// The name word behind one particle or two: "de la Cruz", "van der Berg".
    private func particlesEnd(_ index: Int) -> Int? {
        for next in index + 1...index + 2 {
            guard let token = tokens.token(next), token.kind == .word else { return nil }
            if isNameWord(next) { return next }
            guard token.is(.nameParticle), !token.isCapital else { return nil }
        }
        return nil
    }

    private func isFurtherName(_ index: Int) -> Bool {
        let token = tokens[index]
        guard isNameWord(index) else { return false }
        let isInitial = token.isCapital && token.readEnd - token.readStart <= 2
        if isInitial || token.is(.givenName) || token.is(.familyName) { return true }
        // A place right after a given name is a family name.
        if tokens[index - 1].is(.givenName), !token.isAllCapitals, token.classes.overlaps([.city, .region]),
            token.phrase == 0 { return true }
        if token.isAllCapitals { return false }
        if token.classes.overlaps(Self.notNames) { return false }
        if let phrase = tokens.phrase(at: index), phrase.classes.overlaps(Self.nameClasses), !phrase.is(.personName) {
            return false
        }
        return !token.classes.overlaps([.nationality, .people]) || token.is(.nameParticle)
    }
}
