/// Regular forms of English nouns and verbs; of a phrase, of its last (noun) or first (verb) word.
enum Inflection {
    static func plural(_ noun: String) -> String {
        if noun.hasSuffix("man"), !noun.hasSuffix("human"), !noun.hasSuffix("german") {
            return noun.dropLast(2) + "en"
        }
        return addS(noun)
    }

    static func verbForms(_ phrase: String) -> [String] {
        let words = phrase.split(separator: " ", maxSplits: 1).map(String.init)
        guard let verb = words.first else { return [] }
        let rest = words.count > 1 ? " " + words[1] : ""
        let stem = stem(verb)
        let past = verb.hasSuffix("e") ? verb + "d" : endsInConsonantY(verb) ? verb.dropLast() + "ied" : stem + "ed"
        let gerund = verb.hasSuffix("ie") ? verb.dropLast(2) + "ying"
            : verb.hasSuffix("e") && !verb.hasSuffix("ee") ? verb.dropLast() + "ing" : stem + "ing"
        return [addS(verb) + rest, past + rest, String(gerund) + rest]
    }

    /// The past of a verb, whose last consonant is doubled where it `doubles`.
    static func past(_ verb: String, doubles: Bool) -> String {
        if verb.hasSuffix("e") { return verb + "d" }
        if endsInConsonantY(verb) { return verb.dropLast() + "ied" }
        return verb + (doubles ? String(verb.suffix(1)) : "") + "ed"
    }

    /// The form in -ing of a verb, whose last consonant is doubled where it `doubles`.
    static func gerund(_ verb: String, doubles: Bool) -> String {
        if verb.count > 2, verb.hasSuffix("e"), !verb.hasSuffix("ee") { return verb.dropLast() + "ing" }
        return verb + (doubles ? String(verb.suffix(1)) : "") + "ing"
    }

    static func addS(_ word: String) -> String {
        if endsInConsonantY(word) { return word.dropLast() + "ies" }
        for ending in ["s", "x", "z", "ch", "sh"] where word.hasSuffix(ending) { return word + "es" }
        return word + "s"
    }

    private static func endsInConsonantY(_ word: String) -> Bool {
        guard word.hasSuffix("y"), let before = word.dropLast().last else { return false }
        return !"aeiou".contains(before)
    }

    /// Doubles the last consonant of a short verb: "plan", "planned".
    private static func stem(_ verb: String) -> String {
        let letters = Array(verb)
        guard letters.count >= 3, letters.count <= 4, let last = letters.last,
            !"aeiouwxyhscktdlf".contains(last) || letters.count == 3 && !"aeiouwxy".contains(last),
            "aeiou".contains(letters[letters.count - 2]),
            !"aeiou".contains(letters[letters.count - 3])
        else { return verb }
        return verb + String(last)
    }
}
