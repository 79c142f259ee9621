import GlossModel

/// The coreference chains of a document that have more than one mention.
struct CoreNLPChains {
    struct Place: Hashable {
        var begin: Int
        var end: Int
    }

    private struct Mention {
        var chain: String
        var place: Place
        var form: Form
        var text: String
    }

    private var mentions: [Mention] = []
    private var names: [String: String] = [:]
    private var byPlace: [Place: String] = [:]
    private var pronouns: Set<Place> = []
    private var alone = 0
    private var broken = 0

    init(_ corefs: JSONValue?, _ tokens: [[JSONValue]]) {
        for (chain, list) in corefs?.members ?? [] {
            guard list.items.count > 1 else {
                alone += 1
                continue
            }
            for item in list.items { add(item, chain, tokens) }
        }
    }

    private mutating func add(_ item: JSONValue, _ chain: String, _ tokens: [[JSONValue]]) {
        guard let sentence = item["sentNum"]?.wholeNumber, tokens.indices.contains(sentence - 1), let first = item["startIndex"]?.wholeNumber,
            let last = item["endIndex"]?.wholeNumber, first > 0, last > first, last - 1 <= tokens[sentence - 1].count,
            let begin = tokens[sentence - 1][first - 1]["characterOffsetBegin"]?.wholeNumber,
            let end = tokens[sentence - 1][last - 2]["characterOffsetEnd"]?.wholeNumber
        else {
            broken += 1
            return
        }
        let type = item["type"]?.string ?? ""
        let mention = Mention(
            chain: chain, place: Place(begin: begin, end: end),
            form: type == "PRONOMINAL" ? .pronoun : type == "PROPER" ? .name : .nominal, text: item["text"]?.string ?? "")
        mentions.append(mention)
        if mention.form == .pronoun { pronouns.insert(mention.place) }
        if byPlace[mention.place] == nil { byPlace[mention.place] = chain }
        if item["isRepresentativeMention"]?.bool == true { names[chain] = mention.text }
    }

    func chain(at place: Place) -> String? { byPlace[place] }

    func isPronoun(at place: Place) -> Bool { pronouns.contains(place) }

    func name(of chain: String) -> String { names[chain] ?? "" }

    func add(besides taken: Set<Place>, to record: inout ForeignReport, _ annotator: Int) {
        for mention in mentions where !taken.contains(mention.place) || byPlace[mention.place] != mention.chain {
            var item = ForeignLayers.Labelled(label: "Coreference")
            (item.chain, item.name, item.form) = (mention.chain, name(of: mention.chain), mention.form)
            record.add(item, [(mention.place.begin, mention.place.end)], by: annotator)
        }
        if alone > 0 { record.tell(.note, "chains-of-one", "\(alone.of("coreference chain", "coreference chains")) of one mention: not shown") }
        guard broken > 0 else { return }
        record.tell(.warning, "names-what-is-not-there", "\(broken.of("mention of a chain names", "mentions of chains name")) tokens that are not there; left out")
    }
}
