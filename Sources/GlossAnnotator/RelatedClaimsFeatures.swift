import GlossModel

/// One thing that two claims can share, in 64 bits.
struct FeatureKey: Hashable, Sendable {
    enum Kind: UInt8 {
        case entity = 1, stem, concept, year, source

        /// What it weighs against the others, before rarity.
        var importance: Float {
            switch self {
            case .entity, .stem: 1
            case .concept: 0.8
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

    var kind: Kind { Kind(rawValue: UInt8(bits >> 60)) ?? .stem }
}

/// A content word of a claim.
struct ContentWord: Sendable {
    /// The word as it stands, without a possessive ending.
    var surface: String
    /// Where it stands in the report.
    var span: Span
    var stem: FeatureKey
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
    var times: [TimeExpression] = []
    /// Distinct features in the order of the text: entities, words, years, sources.
    var keys: [FeatureKey] = []
}

/// Reads the features of claims out of a report.
struct ClaimReader: Sendable {
    private let report: Report
    private let flow: Flow

    init(_ report: Report) {
        self.report = report
        flow = report.flow
    }

    /// The features of a claim. O(content + mentions in it).
    func read(_ id: AnnotationID) -> ClaimFeatures {
        var found = ClaimFeatures(id: id, extent: report.span(of: id) ?? Span(0, 0))
        guard let claim = report.claim(id) else { return found }
        let layer = report.layers[Int(id.layer)]
        var position = 0
        for span in layer.spans(claim.spans) {
            let named = readMentions(in: span, into: &found)
            readWords(in: span, except: named, position: &position, into: &found)
            for time in report.times(overlapping: span) {
                if let time = report.time(time), time.isDated { found.times.append(time) }
            }
        }
        for source in layer.sources(of: claim) {
            if let entity = source.entity, !found.sources.contains(entity) {
                found.sources.append(entity)
            }
        }
        found.keys = keys(of: found)
        return found
    }

    private func keys(of claim: ClaimFeatures) -> [FeatureKey] {
        var seen: Set<FeatureKey> = []
        var keys: [FeatureKey] = []
        func add(_ key: FeatureKey) { if seen.insert(key).inserted { keys.append(key) } }
        for entity in claim.entities { add(FeatureKey(.entity, entity)) }
        for word in claim.words {
            add(word.stem)
            if let concept = word.concept { add(FeatureKey(.concept, UInt64(concept.index))) }
        }
        for time in claim.times {
            if let year = (time.earliest ?? time.latest)?.year { add(FeatureKey(.year, UInt64(year))) }
        }
        for source in claim.sources { add(FeatureKey(.source, source)) }
        return keys
    }

    /// Entities of the mentions in a span; gives back where they and the times stand, in order:
    /// their words are not content words as well.
    private func readMentions(in span: Span, into found: inout ClaimFeatures) -> [Span] {
        var named: [Span] = []
        for item in report.mentions(overlapping: span) where span.contains(item.mention.span) {
            guard let entity = report.entity(of: item.id) else { continue }
            if item.mention.form == .name { named.append(item.mention.span) }
            if !found.entities.contains(entity) { found.entities.append(entity) }
        }
        for time in report.times(overlapping: span) {
            if let time = report.time(time), time.isDated { named.append(time.span) }
        }
        named.sort()
        return named
    }

    /// One more than the content words after a negation that it turns, within the clause.
    private static let negationScope = 4

    private func readWords(
        in span: Span, except named: [Span], position: inout Int, into found: inout ClaimFeatures
    ) {
        let (bytes, offsets) = flow.reading(of: span)
        var next = 0
        var negatedFor = 0
        Words.forEach(in: bytes) { word in
            position += 1
            let start = offsets[word.range.lowerBound]
            while next < named.count, named[next].end <= start { next += 1 }
            if word.followsBreak { negatedFor = 0 }
            if word.isNegation {
                negatedFor = Self.negationScope
                return
            }
            if Words.endsClause(word.folded) { negatedFor = 0 }
            if next < named.count, named[next].start <= start { return }
            guard !Words.isStopWord(word.folded), word.folded.count > 1,
                !word.folded.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
            else { return }
            negatedFor = max(0, negatedFor - 1)
            let stem = Stemmer.stem(word.folded)
            found.words.append(
                ContentWord(
                    surface: String(decoding: bytes[word.range], as: UTF8.self),
                    span: Span(Int(start), Int(offsets[word.range.upperBound - 1]) + 1),
                    stem: FeatureKey(.stem, Words.hash(stem)),
                    concept: Concepts.shared[stem], isNegated: negatedFor > 0,
                    isDenied: negatedFor == Self.negationScope - 1, position: position))
        }
    }
}
