import GlossModel

/// One thing that two claims can share, in 64 bits.
struct FeatureKey: Hashable, Sendable {
    enum Kind: UInt8 {
        case entity = 1, stem, concept, polar, year, source

        /// What it weighs against the others, before rarity.
        var importance: Float {
            switch self {
            case .entity, .stem: 1
            case .concept: 0.8
            case .polar: 1.1
            case .year: 0.5
            case .source: 0.4
            }
        }
    }

    private let bits: UInt64

    init(_ kind: Kind, _ value: UInt64) {
        bits = UInt64(kind.rawValue) << 60 | value & 0x0FFF_FFFF_FFFF_FFFF
    }

    init(_ kind: Kind, _ id: AnnotationID) {
        self.init(kind, UInt64(id.layer) << 32 | UInt64(id.number))
    }

    /// What has two sides says more of a claim than what has none.
    init(_ sense: Concepts.Sense) {
        self.init(sense.isPolar ? .polar : .concept, UInt64(sense.index))
    }

    var kind: Kind { Kind(rawValue: UInt8(bits >> 60)) ?? .stem }
}

/// A content word of a claim.
struct ContentWord: Sendable {
    /// The word as it stands, without a possessive ending.
    var surface: String
    /// Where it stands in the report.
    var span: Span
    var stem: FeatureKey
    /// Hash of its own stem, where `stem` is that of its family.
    var ownStem: UInt64
    /// The concept behind it and whether the word says more (true) or less (false) of it.
    var concept: Concepts.Sense?
    /// Whether a negation stands before it in the same clause.
    var isNegated: Bool
    /// Whether it is the first content word after a negation: what is denied.
    var isDenied: Bool
    /// Position among all words of the claim.
    var position: Int

    /// Which way it speaks of its concept, negation counted in; nil where the concept has no
    /// direction or there is none.
    var direction: Bool? {
        guard let concept, concept.isPolar else { return nil }
        return concept.isPositive != isNegated
    }
}

/// What a claim is about, as `RelatedClaims` sees it.
struct ClaimFeatures: Sendable {
    var id: AnnotationID
    var extent: Span
    var words: [ContentWord] = []
    var entities: [AnnotationID] = []
    var sources: [AnnotationID] = []
    /// The words of its first source; empty for none.
    var speaker = ""
    var times: [TimeExpression] = []
    /// Years of the times.
    var years: [FeatureKey] = []
    /// Stems of its words and the concepts behind them and behind the cue, not yet distinct.
    var keys: [FeatureKey] = []
    /// Concepts behind the words of the cue.
    var cueConcepts: [(index: Int, word: String)] = []

    /// Empties it for another claim and keeps the memory.
    mutating func reset(_ id: AnnotationID) {
        self.id = id
        entities.removeAll(keepingCapacity: true)
        sources.removeAll(keepingCapacity: true)
        years.removeAll(keepingCapacity: true)
        keys.removeAll(keepingCapacity: true)
        cueConcepts.removeAll(keepingCapacity: true)
    }

    /// Adds a word's stem and concept.
    mutating func add(_ stem: FeatureKey, _ concept: Concepts.Sense?) {
        keys.append(stem)
        if let concept { keys.append(FeatureKey(concept)) }
    }
}

/// What is known of a word, whatever it stands in.
private struct WordInfo {
    var stem: FeatureKey
    var ownStem: UInt64
    var concept: Concepts.Sense?
    /// Whether it says something of what a claim is about.
    var isContent: Bool
    var isNegation: Bool
    var endsClause: Bool

    init(_ folded: [UInt8]) {
        isNegation = Words.isNegation(folded)
        endsClause = Words.endsClause(folded)
        isContent = !Words.isStopWord(folded) && folded.count > 1
            && !folded.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        let stem = isContent ? Stemmer.stem(folded) : []
        ownStem = Words.hash(stem)
        self.stem = FeatureKey(.stem, isContent ? Paraphrases.stem(stem) : 0)
        concept = isContent ? Concepts.shared[stem] : nil
    }
}

/// Reads the features of claims out of a report. Keeps what it has learnt of words, so that each is
/// cut to its stem once.
struct ClaimReader {
    private let report: Report
    private let flow: Flow
    private var known: [UInt64: WordInfo] = [:]

    init(_ report: Report) {
        self.report = report
        flow = report.flow
    }

    /// The features of a claim, with its words. O(content + mentions in it).
    mutating func read(_ id: AnnotationID) -> ClaimFeatures {
        var found = ClaimFeatures(id: id, extent: report.span(of: id) ?? Span(0, 0))
        visit(id, &found, keepsWords: true)
        return found
    }

    /// The distinct features of a claim in the order of the text, at most `limit`: entities, words,
    /// years, sources. `found` is memory to be used again.
    mutating func keys(of id: AnnotationID, limit: Int, _ found: inout ClaimFeatures) -> [FeatureKey] {
        found.reset(id)
        visit(id, &found, keepsWords: false)
        var keys = found.entities.map { FeatureKey(.entity, $0) }
        for key in found.keys where !keys.contains(key) {
            keys.append(key)
            if keys.count == limit { return keys }
        }
        for year in found.years where !keys.contains(year) { keys.append(year) }
        for source in found.sources { keys.append(FeatureKey(.source, source)) }
        return Array(keys.prefix(limit))
    }

    /// Words and names of the headings, of at most 200 blocks.
    mutating func headings() -> Set<FeatureKey> {
        var found: Set<FeatureKey> = []
        var features = ClaimFeatures(id: AnnotationID(layer: 0, kind: .claim, number: 0), extent: Span(0, 0))
        let paragraphs = report.paragraphs
        var left = 200
        for block in 0..<paragraphs.count where left > 0 && paragraphs.kind(of: block) == .heading {
            left -= 1
            let span = paragraphs.spans[block]
            features.reset(features.id)
            var position = 0
            let named = readNamed(in: span, into: &features, keepsTimes: false)
            readWords(in: span, except: named, position: &position, into: &features, false)
            for key in features.keys where key.kind == .stem { found.insert(key) }
            for entity in features.entities { found.insert(FeatureKey(.entity, entity)) }
        }
        return found
    }

    private mutating func visit(_ id: AnnotationID, _ found: inout ClaimFeatures, keepsWords: Bool) {
        guard let claim = report.claim(id) else { return }
        let layer = Int(id.layer)
        var position = 0
        for span in report.layers[layer].spans(claim.spans) {
            let named = readNamed(in: span, into: &found, keepsTimes: keepsWords)
            readWords(in: span, except: named, position: &position, into: &found, keepsWords)
        }
        for span in report.layers[layer].spans(claim.cue) { readCue(span, &found, keepsWords) }
        if keepsWords, let source = report.layers[layer].sources(of: claim).first,
            let span = report.layers[layer].spans(source.spans).first
        {
            found.speaker = flow.string(of: span)
        }
        for source in report.layers[layer].sources(of: claim) {
            if let entity = source.entity, !found.sources.contains(entity) {
                found.sources.append(entity)
            }
        }
    }

    /// Entities and times in a span. Gives back where names and times stand, in order: their words
    /// are not content words as well.
    private func readNamed(
        in span: Span, into found: inout ClaimFeatures, keepsTimes: Bool
    ) -> [Span] {
        var named: [Span] = []
        for layer in report.layers.indices {
            for row in report.layers[layer].mentionRows(overlapping: span) {
                let mention = report.layers[layer].mentions[row]
                guard span.contains(mention.span), let entity = report.entity(
                    of: AnnotationID(layer: UInt16(layer), kind: .mention, number: mention.number))
                else { continue }
                if mention.form == .name { named.append(mention.span) }
                if !found.entities.contains(entity) { found.entities.append(entity) }
            }
            for row in report.layers[layer].timeRows(overlapping: span)
            where report.layers[layer].times[row].isDated {
                let days = (report.layers[layer].times[row].earliest, report.layers[layer].times[row].latest)
                named.append(report.layers[layer].times[row].span)
                if let year = (days.0 ?? days.1)?.year { found.years.append(FeatureKey(.year, UInt64(year))) }
                if keepsTimes { found.times.append(report.layers[layer].times[row]) }
            }
        }
        named.sort()
        return named
    }

    /// One more than the content words after a negation that it turns, within the clause.
    private static let negationScope = 4

    private mutating func readWords(
        in span: Span, except named: [Span], position: inout Int, into found: inout ClaimFeatures,
        _ keepsWords: Bool
    ) {
        let (bytes, offsets) = flow.reading(of: span)
        var next = 0
        var negatedFor = 0
        Words.forEach(in: bytes) { word in
            position += 1
            let start = offsets[word.range.lowerBound]
            while next < named.count, named[next].end <= start { next += 1 }
            let info = info(word, bytes)
            if word.followsBreak { negatedFor = 0 }
            if info.isNegation {
                negatedFor = Self.negationScope
                return
            }
            if info.endsClause { negatedFor = 0 }
            if next < named.count, named[next].start <= start { return }
            guard info.isContent else { return }
            negatedFor = max(0, negatedFor - 1)
            found.add(info.stem, info.concept)
            guard keepsWords else { return }
            found.words.append(
                ContentWord(
                    surface: String(decoding: bytes[word.range], as: UTF8.self),
                    span: Span(Int(start), Int(offsets[word.range.upperBound - 1]) + 1),
                    stem: info.stem, ownStem: info.ownStem, concept: info.concept, isNegated: negatedFor > 0,
                    isDenied: negatedFor == Self.negationScope - 1, position: position))
        }
    }

    /// The concepts behind a cue, where it says more than that something is said: "swore".
    private mutating func readCue(_ span: Span, _ found: inout ClaimFeatures, _ keepsWords: Bool) {
        let bytes = flow.reading(of: span).bytes
        Words.forEach(in: bytes) { word in
            guard let concept = info(word, bytes).concept else { return }
            found.keys.append(FeatureKey(concept))
            guard keepsWords else { return }
            let word = String(decoding: bytes[word.range], as: UTF8.self).lowercased()
            found.cueConcepts.append((concept.index, word))
        }
    }

    private mutating func info(_ word: RunningWord, _ bytes: [UInt8]) -> WordInfo {
        if let info = known[word.hash] { return info }
        let info = WordInfo(Words.folded(bytes[word.range]))
        known[word.hash] = info
        return info
    }
}
