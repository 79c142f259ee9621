/// What an entity of a report is put together with: entities of the same key, of whatever reports, are one
/// by gloss's own rules.
///
/// Keys are what decisions are about, so they are words that stay: `name:ash carter`, `surname:carter` (a person
/// of whom a report gives no more: never put together with a full name), `id:Wikidata:Q42`, and
/// `report:a.txt#carter` for what one report means by a name.
public enum NodeKey {
    /// The key of an entity by its name and ids elsewhere.
    public static func of(_ entity: IndexedReport.LocalEntity) -> String {
        if let id = entity.references.filter({ isForeign($0) }).min() { return "id:" + id }
        return named(entity.name, entity.type)
    }

    /// The key of a name alone.
    public static func named(_ name: String, _ type: String) -> String {
        let words = Folding.bareWords(name)
        let folded = words.joined(separator: " ")
        return type == "Person" && words.count < 2 ? "surname:" + folded : "name:" + folded
    }

    /// The key of what one report means by a name.
    public static func inReport(_ path: String, _ name: String) -> String { "report:" + path + "#" + Folding.bareWords(name).joined(separator: " ") }

    /// Whether an id is of a database that others know, not of gloss's own making.
    private static func isForeign(_ reference: String) -> Bool {
        guard let colon = reference.firstIndex(of: ":") else { return false }
        return reference[..<colon] != "gloss" && colon != reference.startIndex && reference.index(after: colon) != reference.endIndex
    }

    /// Whether a name is the acronym of another: its letters are the first ones of the other's words.
    static func isAcronym(_ short: String, of whole: String) -> Bool {
        let letters = short.filter(\.isLetter)
        guard letters.count >= 2, letters.count == short.filter({ $0 != "." }).count, letters.allSatisfy(\.isUppercase) else { return false }
        let words = Folding.words(whole).map(\.word)
        let wanted = Folding.name(letters)
        let all = String(words.compactMap(\.first))
        let content = String(words.filter { !["of", "the", "and", "for", "in", "e", "i", "de"].contains($0) }.compactMap(\.first))
        return words.count >= 2 && (wanted == all || wanted == content)
    }
}
