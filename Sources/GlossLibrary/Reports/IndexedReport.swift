import GlossModel

/// What the index takes in of one report: its words by paragraph, and what stands where.
public struct IndexedReport: Sendable {
    public struct Paragraph: Sendable {
        public var span: Span
        /// As it reads, for its words.
        public var words: String
        /// What its words begin with: words for the index of marks, a space before each.
        var beginnings: [UInt8]
    }
    public struct LocalEntity: Sendable {
        public var name: String
        public var type: String
        public var aliases: [String]
        /// Ids elsewhere, `database:id`.
        public var references: [String]
    }
    /// What entities are put together by and found by.
    struct Keys: Sendable {
        /// What it is put together with others by.
        var general: String
        /// The key of its name alone.
        var named: String
        /// What it is called, folded, each once.
        var names: [String]
        /// Folded ids elsewhere.
        var references: [String]
        /// Aliases that are acronyms of its name.
        var acronyms: [String]
    }
    public struct Place: Sendable {
        /// Index into `entities`.
        public var entity: Int
        /// Index into `paragraphs`.
        public var paragraph: Int
        public var span: Span
    }
    public struct Event: Sendable {
        public var paragraph: Int
        /// The sentence.
        public var span: Span
        public var earliest: Int?
        public var latest: Int?
        public var precision: Precision
        public var value: String
        /// Indices into `entities`.
        public var entities: [Int]
    }
    public struct ClaimRow: Sendable {
        public var paragraph: Int
        public var span: Span
        /// What the report calls it: `c4`.
        public var name: String
        /// Index into `entities`; nil where nobody known says it.
        public var source: Int?
        /// Where it stands: several where other words stand between its parts.
        public var spans: [Span]
        public var kind: ClaimKind
        public var certainty: Likelihood?
        public var confidence: Confidence?
        /// Stems of its words, and its years: words for an index, a space before each.
        var features: [UInt8]
        public var entities: [Int]
    }

    /// Path from the library's folder, with `#n` for the nth of several reports of a file.
    public var path: String
    public var title: String
    public var format: String
    /// The day it was written, as a number of days; nil where nobody says.
    public var published: Int?
    public private(set) var paragraphs: [Paragraph] = []
    public private(set) var entities: [LocalEntity] = []
    /// Of each of `entities`.
    private(set) var keys: [Keys] = []
    public private(set) var places: [Place] = []
    public private(set) var events: [Event] = []
    public private(set) var claims: [ClaimRow] = []
    /// A print of its words; nil where they are few.
    public private(set) var print: UInt64?
    public private(set) var wordCount = 0
    /// The text where the file does not hold it as it is read: of a PDF, of a record in JSON.
    public var stored: [UInt8]?
    /// Bytes of its text.
    public let size: Int

    /// Takes in a report that is annotated. Linear in text and annotations, but for the timeline.
    public init(_ report: Report, path: String, format: String) {
        self.path = path
        self.format = format
        title = report.title
        published = report.date.map { Int($0.number) }
        size = report.text.count
        let flow = report.flow
        var hashes: [UInt64] = []
        var beginnings = Beginnings()
        for span in report.paragraphs.spans {
            let text = flow.string(of: span)
            Folding.eachWord(text) { word, _ in
                hashes.append(FNV1a(word).value)
                beginnings.add(word)
            }
            paragraphs.append(Paragraph(span: span, words: text, beginnings: beginnings.take()))
        }
        wordCount = hashes.count
        print = SimHash.of(hashes)
        let numbers = takeEntities(report)
        takeEvents(report, numbers)
        takeClaims(report, numbers, flow)
    }

    private mutating func takeEntities(_ report: Report) -> [AnnotationID: Int] {
        var numbers: [AnnotationID: Int] = [:]
        let mentions = report.allMentions.compactMap { item in report.entity(of: item.id).map { (item, $0) } }
        // What is only spoken of by common nouns and pronouns has no name to be found by.
        for (item, id) in mentions where item.mention.form == .name && numbers[id] == nil {
            guard let entity = report.entity(id), !Folding.name(entity.name).isEmpty else { continue }
            numbers[id] = entities.count
            entities.append(
                LocalEntity(name: entity.name, type: report.type(ofEntity: id), aliases: entity.aliases, references: entity.references))
            keys.append(Keys(entities[entities.count - 1]))
        }
        for (item, id) in mentions {
            guard let number = numbers[id], let paragraph = report.paragraphs.index(at: Int(item.mention.span.start)) else { continue }
            places.append(Place(entity: number, paragraph: paragraph, span: item.mention.span))
        }
        return numbers
    }

    private mutating func takeEvents(_ report: Report, _ numbers: [AnnotationID: Int]) {
        for row in report.timeline() where row.isDated {
            let (sentence, paragraph) = report.sentence(of: row)
            events.append(
                Event(
                    paragraph: paragraph, span: sentence, earliest: row.range.earliest.map { Int($0.number) },
                    latest: row.range.latest.map { Int($0.number) }, precision: row.precision, value: row.value,
                    entities: Array(Set(report.entities(in: [sentence]).compactMap { numbers[$0] })).sorted()))
        }
    }

    private mutating func takeClaims(_ report: Report, _ numbers: [AnnotationID: Int], _ flow: Flow) {
        var features = FeatureTable()
        for id in report.claimIDs {
            guard let claim = report.claim(id), let paragraph = report.paragraphs.index(at: Int(claim.extent.start)) else { continue }
            let layer = report.layers[Int(id.layer)]
            let sources = layer.sources(of: claim).compactMap { source in
                source.entity.flatMap { numbers[$0] } ?? report.entities(in: Array(layer.spans(source.spans))).lazy.compactMap { numbers[$0] }.first
            }
            let spans = report.spans(ofClaim: id)
            claims.append(
                ClaimRow(
                    paragraph: paragraph, span: claim.extent, name: report.name(of: id), source: sources.first, spans: spans,
                    kind: claim.kind, certainty: claim.likelihood, confidence: claim.confidence,
                    features: features.features(of: spans.map { flow.string(of: $0) }),
                    entities: Array(Set(report.entities(in: spans).compactMap { numbers[$0] })).sorted()))
        }
    }
}

extension IndexedReport.Keys {
    /// The keys of an entity of a report.
    init(_ entity: IndexedReport.LocalEntity) {
        general = NodeKey.of(entity)
        named = NodeKey.named(entity.name, entity.type)
        var all: Set<String> = []
        for name in [entity.name] + entity.aliases.prefix(16) {
            let words = Folding.words(name).map(\.word)
            all.insert(words.joined(separator: " "))
            all.insert(Folding.bare(words).joined(separator: " "))
        }
        names = all.filter { !$0.isEmpty && $0.utf8.count <= 120 }.sorted()
        references = entity.references.compactMap { reference in
            reference.firstIndex(of: ":").map { Folding.name(String(reference[reference.index(after: $0)...])) }
        }.filter { !$0.isEmpty }
        acronyms = entity.type == "Person" ? [] : entity.aliases.filter { NodeKey.isAcronym($0, of: entity.name) }
    }
}
