import GlossModel

/// A word of running text as `Words` finds it.
struct RunningWord {
    /// Its bytes, without a possessive ending.
    var range: Range<Int>
    /// `Words.hash` of its bytes in lower case (ASCII letters only), an apostrophe always as `'`.
    var hash: UInt64
    /// Whether a mark that ends a clause stands between it and the word before.
    var followsBreak: Bool
}

/// Words of running text: letters and digits, apostrophes inside.
enum Words {
    /// Calls `body` with each word of UTF-8 text in order. Linear, without memory of its own.
    static func forEach(in bytes: [UInt8], _ body: (RunningWord) -> Void) {
        bytes.withBytes { bytes in
            var offset = 0
            var followsBreak = false
            while offset < bytes.count {
                guard isWordByte(bytes, offset) else {
                    if isBreak(bytes[offset]) { followsBreak = true }
                    offset += isMark(bytes, offset) ? 3 : 1
                    continue
                }
                let word = word(bytes, &offset, followsBreak)
                body(word)
                followsBreak = false
            }
        }
    }

    /// The word that begins at `offset`, which moves behind it.
    private static func word(
        _ bytes: Bytes, _ offset: inout Int, _ followsBreak: Bool
    ) -> RunningWord {
        let start = offset
        var hash = hashBasis
        // Hash and end of what stands before the last apostrophe.
        var (stemHash, stemEnd) = (hash, start)
        while offset < bytes.count {
            if isWordByte(bytes, offset) {
                hash = fed(hash, lower(bytes[offset]))
                offset += 1
            } else if let length = apostrophe(bytes, offset), offset + length < bytes.count,
                isWordByte(bytes, offset + length)
            {
                (stemHash, stemEnd) = (hash, offset)
                hash = fed(hash, 0x27)
                offset += length
            } else {
                break
            }
        }
        if stemEnd > start, lower(bytes[offset - 1]) == 0x73,
            bytes[offset - 2] == 0x27 || bytes[offset - 2] >= 0x80 && offset - stemEnd == 4
        {
            return RunningWord(range: start..<stemEnd, hash: finished(stemHash), followsBreak: followsBreak)
        }
        return RunningWord(range: start..<offset, hash: finished(hash), followsBreak: followsBreak)
    }

    /// The bytes of a word in lower case, an apostrophe always as `'`.
    static func folded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var folded: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if index + 2 < bytes.endIndex, bytes[index] == 0xE2, bytes[index + 1] == 0x80,
                bytes[index + 2] == 0x99
            {
                folded.append(0x27)
                index += 3
            } else {
                folded.append(lower(bytes[index]))
                index += 1
            }
        }
        return folded
    }

    private static let hashBasis: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    private static func fed(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    private static func finished(_ hash: UInt64) -> UInt64 {
        (hash ^ hash >> 60) & 0x0FFF_FFFF_FFFF_FFFF
    }

    /// FNV-1a, 60 bits of it.
    static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        finished(bytes.reduce(hashBasis) { fed($0, $1) })
    }

    static func isStopWord(_ folded: [UInt8]) -> Bool { stopWords.contains(hash(folded)) }

    /// "not", "never", "didn't", "cannot", ...
    static func isNegation(_ folded: [UInt8]) -> Bool {
        folded.count > 3 && folded.suffix(3) == [0x6E, 0x27, 0x74] || negations.contains(hash(folded))
    }

    /// Words at which a negation ends.
    static func endsClause(_ folded: [UInt8]) -> Bool { clauseEnds.contains(hash(folded)) }

    private static func isWordByte(_ bytes: Bytes, _ offset: Int) -> Bool {
        let byte = bytes[offset]
        if byte >= 0x80 { return !isMark(bytes, offset) }
        return byte >= 0x61 && byte <= 0x7A || byte >= 0x41 && byte <= 0x5A
            || byte >= 0x30 && byte <= 0x39
    }

    /// Dashes, quotes and the ellipsis of General Punctuation.
    private static func isMark(_ bytes: Bytes, _ offset: Int) -> Bool {
        offset + 2 < bytes.count && bytes[offset] == 0xE2 && bytes[offset + 1] == 0x80
    }

    private static func apostrophe(_ bytes: Bytes, _ offset: Int) -> Int? {
        if bytes[offset] == 0x27 { return 1 }
        return isMark(bytes, offset) && bytes[offset + 2] == 0x99 ? 3 : nil
    }

    private static func isBreak(_ byte: UInt8) -> Bool {
        byte == 0x3B || byte == 0x3A || byte == 0x2E || byte == 0x2C
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }

    private static func set(_ words: String) -> Set<UInt64> {
        Set(words.split(separator: " ").map { hash($0.utf8) })
    }

    private static let negations = set(
        """
        not no never cannot without neither nor none nobody nothing hardly scarcely barely unable \
        failed fails fail failing refused refuses refuse denied denies deny denying stopped \
        impossible unlikely
        """)

    private static let clauseEnds = set("but although though while whereas because and which who that")

    /// Whether a stem, by its key, is of a word that any report has: two claims that share nothing else
    /// have nothing in common.
    static func isGeneric(_ stem: FeatureKey) -> Bool { genericStems.contains(stem) }

    private static let genericStems = Set(
        """
        day days week weeks month months year years today try tries tried trying help helps helped helping need needs \
        needed interesting surprising development developments event events situation matter matters question \
        questions problem problems area areas moment whole early late later better best good bad big old young real \
        full special clear similar following bring brings brought come comes came call calls called name named look \
        looks looked know knows known knew mean means meant begin begins began start started end ended side sides role \
        view point points line lot sort rest half hand idea ideas man woman men women person member members monday \
        tuesday wednesday thursday friday saturday sunday january february march april june july august september \
        october november december jan feb mar apr jun jul aug sep sept oct nov dec morning afternoon evening night \
        figure figures table tables below appendix chapter section page pages determine determines determined built
        """.split(separator: " ").map { FeatureKey(.stem, Paraphrases.stem(Stemmer.stem(Array($0.utf8)))) })

    private static let stopWords = set(
        """
        a about above after again against all almost along already also although always am among \
        an and another any are around as at away back be became because become becomes becoming \
        been before being between both but by came can could did do does doing done down during \
        each either else ever every far few for from further get gets getting go goes going got \
        had has have having he her here hers herself him himself his how however i if in indeed \
        instead into is it its itself just keep kept largely least less like likely made mainly \
        make makes making many may me might more moreover most mostly much must my near never no \
        nor not now of off often on once one only onto or other others our ours out over own part \
        parts per perhaps possibly probably put quite rather really said same say saying says see \
        seem seemed seems seen several shall she should since so some something soon still such \
        take taken than that the their theirs them themselves then there therefore these they \
        thing things this those though three through thus till to too toward towards two \
        under until up upon us use used using very via want was way we well were what whatever \
        when where whether which while who whom whose why will with within without would yet you \
        your yours certainly especially particularly according well-known able amount based case cases \
        certain conduct conducted conducting continue continued continues current currently different due \
        example fact first form general generally good group groups high important include included includes \
        including inside involved issue issues kind large last level long low main major new next number \
        numbers outside people place provide provided provides recent recently related result results \
        second serious set show showed shown shows significant significantly single small state states \
        support supported supporting time times total type types various way ways work working \
        national international official officials department departments report reports find found known \
        possible likely unlikely believe believed think thought want wanted told added
        """)
}

/// Cuts English words to their stems: the algorithm of Porter (1980) without its last refinements,
/// so that "collaborate", "collaborating" and "collaboration" agree.
enum Stemmer {
    /// The stem of a word in lower case. Words that are not ASCII letters throughout stay as
    /// they are.
    static func stem(_ word: [UInt8]) -> [UInt8] {
        guard word.count > 2, word.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return word }
        var stem = word
        dropPlural(&stem)
        dropParticiple(&stem)
        if stem.last == 0x79, hasVowel(stem.dropLast()) { stem[stem.count - 1] = 0x69 }
        for (suffix, replacement) in suffixes where ends(stem, suffix) {
            let left = stem.dropLast(suffix.count)
            if measure(left) > 0 { stem = left + replacement }
            break
        }
        for suffix in longSuffixes where ends(stem, suffix) {
            let left = stem.dropLast(suffix.count)
            if measure(left) > 1 { stem = Array(left) }
            break
        }
        if stem.last == 0x65, measure(stem.dropLast()) > 0, stem.count > 3 { stem.removeLast() }
        return stem
    }

    private static func dropPlural(_ stem: inout [UInt8]) {
        if ends(stem, [0x73, 0x73, 0x65, 0x73]) || ends(stem, [0x69, 0x65, 0x73]) {
            stem.removeLast(2)
        } else if stem.last == 0x73, !ends(stem, [0x73, 0x73]), !ends(stem, [0x75, 0x73]),
            !ends(stem, [0x69, 0x73])
        {
            stem.removeLast()
        }
    }

    private static func dropParticiple(_ stem: inout [UInt8]) {
        if ends(stem, [0x65, 0x65, 0x64]) { return }
        let length = ends(stem, [0x65, 0x64]) ? 2 : ends(stem, [0x69, 0x6E, 0x67]) ? 3 : 0
        guard length > 0, hasVowel(stem.dropLast(length)), stem.count - length >= 2 else { return }
        stem.removeLast(length)
        guard let last = stem.last else { return }
        if [[0x61, 0x74], [0x62, 0x6C], [0x69, 0x7A]].contains(where: { ends(stem, $0) }) {
            stem.append(0x65)
        } else if stem.count > 2, stem[stem.count - 2] == last,
            !isVowel(stem, stem.count - 1), ![0x6C, 0x73, 0x7A].contains(last)
        {
            stem.removeLast()
        }
    }

    private static func ends(_ word: [UInt8], _ suffix: [UInt8]) -> Bool {
        word.count > suffix.count && word.suffix(suffix.count).elementsEqual(suffix)
    }

    private static func isVowel(_ word: [UInt8], _ index: Int) -> Bool {
        switch word[index] {
        case 0x61, 0x65, 0x69, 0x6F, 0x75: true
        case 0x79: index > 0 && !isVowel(word, index - 1)
        default: false
        }
    }

    private static func hasVowel(_ word: ArraySlice<UInt8>) -> Bool {
        let word = Array(word)
        return word.indices.contains { isVowel(word, $0) }
    }

    /// Porter's m: how often a consonant follows a vowel.
    private static func measure(_ word: ArraySlice<UInt8>) -> Int {
        let word = Array(word)
        var count = 0
        var afterVowel = false
        for index in word.indices {
            let vowel = isVowel(word, index)
            if afterVowel, !vowel { count += 1 }
            afterVowel = vowel
        }
        return count
    }

    private static let suffixes: [([UInt8], [UInt8])] = [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"),
        ("abli", "able"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"),
        ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"),
        ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"),
        ("biliti", "ble"), ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"),
        ("ical", "ic"), ("ful", ""), ("ness", ""), ("li", ""),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

    private static let longSuffixes: [[UInt8]] = [
        "ement", "ance", "ence", "able", "ible", "ment", "sion", "tion", "ent", "ant", "ism", "ate",
        "iti", "ous", "ive", "ize", "er", "ic", "al",
    ].map { Array($0.utf8) }
}
