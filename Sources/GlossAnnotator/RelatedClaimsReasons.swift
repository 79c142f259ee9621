import GlossModel

/// Two claims side by side: what they share, and what follows from it.
struct Comparison {
    private let asked: ClaimFeatures
    private let other: ClaimFeatures
    private let weight: (FeatureKey) -> Double
    /// Whether a name or word stands in a heading.
    private let isTopic: (FeatureKey) -> Bool
    /// Whether they stand beside each other.
    private let areNear: Bool
    /// Names of this weight and more say enough alone.
    private let rareWeight: Double
    private var sharedEntities: [AnnotationID] = []
    private var sharedWords: [ContentWord] = []
    /// Words of one concept that differ in stem, of either claim.
    private var akin: (asked: ContentWord, other: ContentWord, agrees: Bool)?
    private var hasNegatedWord = false
    /// For a shared word that the other claim says by another: the other's.
    private var paraphrases: [FeatureKey: String] = [:]

    init(
        _ asked: ClaimFeatures, _ other: ClaimFeatures, areNear: Bool,
        rareWeight: Double, weight: @escaping (FeatureKey) -> Double, isTopic: @escaping (FeatureKey) -> Bool
    ) {
        self.isTopic = isTopic
        self.areNear = areNear
        self.rareWeight = rareWeight
        self.asked = asked
        self.other = other
        self.weight = weight
        let named = Set(other.entities)
        sharedEntities = asked.entities.filter { named.contains($0) && weight(FeatureKey(.entity, $0)) > 0 }
            .sorted { weight(FeatureKey(.entity, $0)) > weight(FeatureKey(.entity, $1)) }
        compareWords()
    }

    private mutating func compareWords() {
        var stems: [FeatureKey: ContentWord] = [:]
        var concepts: [Int: ContentWord] = [:]
        let own = Set(asked.words.map(\.stem))
        var settled: Set<Int> = []
        for word in other.words {
            stems[word.stem] = stems[word.stem] ?? word
            guard let sense = word.concept else { continue }
            if own.contains(word.stem) { settled.insert(sense.index) }
            concepts[sense.index] = concepts[sense.index] ?? word
        }
        var strongest = 0.0
        var seen: Set<FeatureKey> = []
        for word in asked.words {
            if let same = stems[word.stem] {
                if seen.insert(word.stem).inserted, weight(word.stem) > 0 {
                    sharedWords.append(word)
                    if same.ownStem != word.ownStem { paraphrases[word.stem] = same.surface }
                }
                if same.isDenied != word.isDenied { hasNegatedWord = true }
            } else if let sense = word.concept, let near = concepts[sense.index],
                near.stem != word.stem, !settled.contains(sense.index)
            {
                let strength = weight(FeatureKey(sense))
                let agrees = word.direction == near.direction
                if strength > strongest {
                    (akin, strongest) = ((word, near, agrees), strength)
                }
            }
        }
    }

    /// The relation and its reasons; nil where nothing can be said in words.
    func relation(score: Double, in report: Report) -> Relation? {
        let weighed: [(Double, String?)] = [
            (entityWeight, entityReason(in: report)), (wordWeight, wordReason(in: report)),
            (akin == nil ? 0 : 2.0, akinReason), (1, cueReason), (0.5, nearReason(in: report)),
        ]
        var reasons = weighed.filter { $0.1 != nil }.sorted { $0.0 > $1.0 }.compactMap { $0.1 }
        guard !reasons.isEmpty, isBearing else { return nil }
        let type = self.type
        if type == "contradicts", hasNegatedWord { reasons.append("one denies what the other says") }
        if let reason = timeReason { reasons.append(reason) }
        if let reason = sourceReason(in: report) { reasons.append(reason) }
        let isLater = (other.extent, other.id) < (asked.extent, asked.id)
        let turned = type == "elaborates" && !isLater
        return Relation(
            number: 0, type: type, from: turned ? other.id : asked.id,
            to: turned ? asked.id : other.id, score: (score.squareRoot() * 100).rounded() / 100,
            because: reasons)
    }

    /// A claim that shares nothing but one name or one word with the other does not bear on it.
    private var isBearing: Bool {
        let words = sharedWords.filter { !isTopic($0.stem) && !Words.isGeneric($0.stem) }
        // What a word says of more or less is a second thing that they share.
        let concepts = Set(words.compactMap { $0.concept?.isPolar == true ? $0.concept?.index : nil })
        let names = sharedEntities.filter { !isTopic(FeatureKey(.entity, $0)) }
        if words.isEmpty, names.isEmpty, akin == nil, cueReason == nil, !hasTwoSources || !areNear { return false }
        let told = sharedWords.count { !Words.isGeneric($0.stem) }
        return told + concepts.count + sharedEntities.count + (akin == nil ? 0 : 1)
            + (hasRareEntity ? 1 : 0) + (cueReason == nil ? 0 : 2) + (areNear ? hasTwoSources ? 2 : 1 : 0) > 1
    }

    /// Whether they share a name that few claims have: its rarity says enough.
    private var hasRareEntity: Bool {
        sharedEntities.contains { weight(FeatureKey(.entity, $0)) >= rareWeight }
    }

    /// Whether each has a source, and not the same one.
    private var hasTwoSources: Bool {
        !asked.speaker.isEmpty && !other.speaker.isEmpty && asked.speaker != other.speaker
            && (asked.sources.isEmpty || asked.sources != other.sources)
    }

    // MARK: Type

    /// What the shared and the opposed words make of the pair.
    private var type: String {
        let topic = sharedEntities.count + sharedWords.count
        if let akin, akin.asked.direction != nil, !akin.agrees, topic >= 2, sharedWords.isEmpty == false {
            return "contradicts"
        }
        if hasNegatedWord, akin?.agrees != true, overlap >= 0.4, sharedWords.count >= 2 { return "contradicts" }
        if overlap >= 0.7, sharedWords.count >= 3 { return "repeats" }
        if akin?.agrees == true && akin?.asked.direction != nil && topic >= 1 { return "supports" }
        if asked.sources != other.sources, sharedWords.count >= 2, overlap >= 0.3 { return "supports" }
        if sharedWords.contains(where: { $0.direction != nil }), !hasNegatedWord {
            return "supports"
        }
        return "elaborates"
    }

    /// Share of the shorter claim's content words and entities that the other has as well.
    private var overlap: Double {
        let shorter = min(
            Set(asked.words.map(\.stem)).count + asked.entities.count,
            Set(other.words.map(\.stem)).count + other.entities.count)
        return Double(sharedWords.count + sharedEntities.count) / Double(max(3, shorter))
    }

    // MARK: Reasons

    private var entityWeight: Double {
        sharedEntities.prefix(3).reduce(0) { $0 + weight(FeatureKey(.entity, $1)) }
    }

    private func entityReason(in report: Report) -> String? {
        let all = sharedEntities.prefix(4).compactMap { report.entity($0)?.name }
        let names = all.filter { name in !all.contains { $0 != name && $0.contains(name) } }.prefix(3)
        return names.isEmpty ? nil : "both name " + Self.enumerated(Array(names))
    }

    /// The weightiest run of shared words, as the asked claim has them.
    private var phrase: ArraySlice<ContentWord> {
        var best = sharedWords[0..<0]
        var start = 0
        for index in sharedWords.indices {
            if index > start, sharedWords[index].position - sharedWords[index - 1].position > 2 {
                start = index
            }
            let run = sharedWords[max(start, index - 2)...index]
            if total(run) > total(best) { best = run }
        }
        return best
    }

    private func total(_ words: ArraySlice<ContentWord>) -> Double {
        words.reduce(0) { $0 + weight($1.stem) }
    }

    private var wordWeight: Double { total(phrase) }

    private func wordReason(in report: Report) -> String? {
        guard let first = phrase.first, let last = phrase.last else { return nil }
        if phrase.count == 1, let other = paraphrases[first.stem] {
            return "“\(first.surface.lowercased())” and “\(other.lowercased())”"
        }
        var rest = last.span.end > first.span.end
            ? report.flow.string(of: Span(Int(first.span.end), Int(last.span.end))) : ""
        if rest.contains(where: { "()[],;:“”\"–—".contains($0) }) {
            rest = phrase.dropFirst().map { " " + $0.surface }.joined()
        }
        if rest.hasPrefix(" by ") { return "both about " + first.surface + rest }
        let capitals = first.surface.utf8.dropFirst().contains { $0 >= 0x41 && $0 <= 0x5A }
        let opens = !capitals && first.position == 1 ? first.surface.lowercased() : first.surface
        return "both about " + Self.gerund(of: opens) + rest
    }

    private var akinReason: String? {
        guard let akin else { return nil }
        let left = (akin.asked.isNegated ? "not " : "") + akin.asked.surface.lowercased()
        let right = (akin.other.isNegated ? "not " : "") + akin.other.surface.lowercased()
        if akin.asked.direction != nil, !akin.agrees {
            return "one says “\(left)”, the other “\(right)”"
        }
        return "“\(left)” and “\(right)”"
    }

    /// A concept that the cue of one shares with the other's words or cue.
    private var cueReason: String? {
        for (mine, yours) in [(asked, other), (other, asked)] {
            for cue in mine.cueConcepts {
                let word = yours.words.first { $0.concept?.index == cue.index }?.surface
                    ?? yours.cueConcepts.first { $0.index == cue.index }?.word
                guard let word else { continue }
                let pair = mine.id == asked.id ? (cue.word, word) : (word, cue.word)
                return pair.0 == pair.1 ? "both about \u{201C}\(pair.0)\u{201D}" : "\u{201C}\(pair.0)\u{201D} and \u{201C}\(pair.1)\u{201D}"
            }
        }
        return nil
    }

    /// Two sources side by side, or one claim beside the other.
    private func nearReason(in report: Report) -> String? {
        guard areNear else { return nil }
        guard hasTwoSources else { return "side by side in the text" }
        let names = [asked, other].map { claim in
            claim.sources.first.flatMap { report.entity($0)?.name } ?? claim.speaker
        }
        return "two sources side by side: \(names[0]) and \(names[1])"
    }

    private var timeReason: String? {
        guard let a = asked.times.first, let b = other.times.first else { return nil }
        let left = Self.label(a)
        let right = Self.label(b)
        if left == right { return "both in \(left)" }
        return asked.extent < other.extent ? "\(left) and \(right)" : "\(right) and \(left)"
    }

    private func sourceReason(in report: Report) -> String? {
        guard let source = asked.sources.first(where: other.sources.contains),
            let name = report.entity(source)?.name
        else { return nil }
        return "the same source: " + name
    }

    // MARK: Words

    /// A date as short as its precision allows.
    private static func label(_ time: TimeExpression) -> String {
        guard let day = time.earliest ?? time.latest else { return time.value }
        let (year, month, date) = day.civil
        switch time.precision {
        case .century, .decade, .year, .season, .quarter, .week: return String(year)
        case .day where isLong(time), .time where isLong(time): return "\(months[month - 1]) \(year)"
        case .month: return "\(months[month - 1]) \(year)"
        case .day, .time: return "\(date) \(months[month - 1]) \(year)"
        }
    }

    private static func isLong(_ time: TimeExpression) -> Bool {
        guard let first = time.earliest, let last = time.latest else { return false }
        return first != last
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    private static func enumerated(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    /// "pledged" as "pledging"; words without the ending stay.
    static func gerund(of word: String) -> String {
        guard word.utf8.count > 4, word.hasSuffix("ed"), !word.hasSuffix("eed") else { return word }
        if word.hasSuffix("ied") { return word.dropLast(3) + "ying" }
        return word.dropLast(2) + "ing"
    }
}
