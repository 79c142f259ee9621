import GlossLexicon

extension WordTableSource {
    // MARK: Frames

    mutating func addFrames(_ sections: [Section]) throws {
        for section in sections {
            var classes: FrameClasses = []
            for name in section.names where !name.hasPrefix("+") {
                guard let known = FrameClasses.names.first(where: { $0.0 == name }) else {
                    throw section.fault("no class '\(name)'")
                }
                classes.formUnion(known.1)
            }
            for word in section.words {
                if section.names.contains("+verb") {
                    addVerb(word, classes)
                } else {
                    add(word, classes)
                    if section.names.contains("+noun") { add(Inflection.plural(word), classes) }
                }
            }
        }
    }

    private mutating func add(_ word: String, _ classes: FrameClasses) {
        update(WordHash(word).value) { $0 |= classes.rawValue }
    }

    /// Adds a verb written `lemma`, `lemma*` (its last consonant doubles), `lemma:past` or
    /// `lemma:past:participle`.
    private mutating func addVerb(_ entry: String, _ classes: FrameClasses) {
        let forms = entry.split(separator: ":").map(String.init)
        let doubles = forms[0].hasSuffix("*")
        let lemma = doubles ? String(forms[0].dropLast()) : forms[0]
        add(lemma, classes.union(.base))
        add(Inflection.addS(lemma), classes.union(.present))
        add(Inflection.gerund(lemma, doubles: doubles), classes.union(.gerund))
        let past = forms.count > 1 ? forms[1] : Inflection.past(lemma, doubles: doubles)
        add(past, classes.union(.past))
        add(forms.count > 1 ? forms[forms.count - 1] : past, classes.union(.participle))
    }

    // MARK: Times

    mutating func addTimes(_ sections: [Section]) throws {
        for section in sections {
            if section.names.first == "group" {
                try addGroup(section)
                continue
            }
            var word = try timeWord(section)
            let counts = section.names.contains { $0.hasSuffix("...") }
            for spellings in section.words {
                for spelling in spellings.split(separator: "/").map(String.init) {
                    guard spelling.utf8.count <= 14, spelling.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else {
                        throw section.fault("'\(spelling)' is not 1 to 14 lower-case letters")
                    }
                    try update(WordHash(spelling).value) {
                        guard $0 & 0xFFFF_FFFF == 0 else { throw section.fault("'\(spelling)' stands twice") }
                        $0 |= word.bits
                    }
                }
                if counts { word.value += 1 }
            }
        }
    }

    private mutating func addGroup(_ section: Section) throws {
        guard section.names.count == 2, let group = TimeWord.Group.allCases.first(where: { "\($0)" == section.names[1] }) else {
            throw section.fault("no group of words '\(section.names.last ?? "")'")
        }
        for word in section.words {
            guard word.utf8.count <= 14, word.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else {
                throw section.fault("'\(word)' is not 1 to 14 lower-case letters")
            }
            update(WordHash(word).value) { $0 |= 1 << (32 + UInt64(group.rawValue)) }
        }
    }

    private func timeWord(_ section: Section) throws -> TimeWord {
        guard let kind = TimeWord.Class.allCases.first(where: { "\($0)" == section.names.first }) else {
            throw section.fault("no class of words '\(section.names.first ?? "")'")
        }
        var word = TimeWord(kind: kind, value: 0, flags: [])
        for name in section.names.dropFirst() {
            switch name {
            case "+abbreviation": word.flags.insert(.abbreviation)
            case "+ambiguous": word.flags.insert(.ambiguous)
            case "+plural": word.flags.insert(.plural)
            default:
                guard let value = value(name) else { throw section.fault("no value or flag '\(name)'") }
                word.value = value
            }
        }
        return word
    }

    private func value(_ name: String) -> Int16? {
        let digits = name.hasSuffix("...") ? String(name.dropLast(3)) : name
        return Int16(digits)
            ?? TimeUnit.allCases.first { "\($0)" == name }.map { Int16($0.rawValue) }
            ?? Holiday.allCases.first { "\($0)" == name }.map { Int16($0.rawValue) }
    }

    // MARK: Languages

    /// Of each language, in their order, its function words; of the section `particles` those that stand in
    /// names of English as well.
    mutating func addLanguages(_ sections: [Section]) throws {
        var bit: UInt64 = 0
        for section in sections {
            let isParticle = section.names.first == "particles"
            if !isParticle { bit += 1 }
            guard bit < 56 else { throw section.fault("more than 55 languages") }
            for word in section.words { update(WordHash(word).value) { $0 |= isParticle ? 1 : 1 << bit } }
        }
    }

    // MARK: Likelihoods

    mutating func addLikelihoods(_ sections: [Section]) throws {
        for section in sections {
            var entry = EstimativeTerm()
            entry.isTerm = true
            if section.names != ["possible"] {
                entry.band = try band(section.names.first ?? "", section)
                if section.names.count > 1 { entry.negatedBand = try band(section.names[1], section) }
            }
            for line in section.lines { try addTerm(line, entry, section) }
        }
    }

    private func band(_ name: String, _ section: Section) throws -> UInt8 {
        guard let index = EstimativeTerm.bands.firstIndex(of: name) else {
            throw section.fault("no band '\(name)'")
        }
        return UInt8(index + 1)
    }

    private mutating func addTerm(_ line: String, _ entry: EstimativeTerm, _ section: Section) throws {
        let hashes = line.split(separator: " ").map { WordHash($0).value }
        guard let first = hashes.first, hashes.count < 16 else { throw section.fault("too long: '\(line)'") }
        update(first) {
            var known = EstimativeTerm(bits: $0)
            known.longest = max(known.longest, UInt8(hashes.count))
            $0 = known.bits
        }
        let whole = hashes.dropFirst().reduce(first, WordHash.join)
        if hashes.count > 1 { note(phrase: whole) }
        try update(whole) {
            let known = EstimativeTerm(bits: $0)
            guard !known.isTerm else { throw section.fault("'\(line)' stands twice") }
            var entry = entry
            entry.longest = known.longest
            $0 = entry.bits
        }
    }
}
