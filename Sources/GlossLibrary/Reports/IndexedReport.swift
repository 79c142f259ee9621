import GlossModel

/// What the index takes in of one report: its words by paragraph, and what stands where.
public struct IndexedReport: Sendable {
    public struct Paragraph: Sendable {
        public var span: Span
        /// As it reads, for its words.
        public var words: String
    }
    public struct LocalEntity: Sendable {
        public var name: String
        public var type: String
        public var aliases: [String]
        /// Ids elsewhere, `database:id`.
        public var references: [String]
        public var mentions = 0
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
        public var kind: ClaimKind
        public var certainty: Likelihood?
        public var confidence: Confidence?
        /// Stems of its words, and its years.
        public var features: [String]
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
        var words: [String] = []
        for span in report.paragraphs.spans {
            let text = flow.string(of: span)
            paragraphs.append(Paragraph(span: span, words: text))
            words += Folding.words(text).map(\.word)
        }
        wordCount = words.count
        print = SimHash.of(words)
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
        }
        for (item, id) in mentions {
            guard let number = numbers[id], let paragraph = report.paragraphs.index(at: Int(item.mention.span.start)) else { continue }
            entities[number].mentions += 1
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
        for id in report.claimIDs {
            guard let claim = report.claim(id), let paragraph = report.paragraphs.index(at: Int(claim.extent.start)) else { continue }
            let layer = report.layers[Int(id.layer)]
            let sources = layer.sources(of: claim).compactMap { source in
                source.entity.flatMap { numbers[$0] } ?? report.entities(in: Array(layer.spans(source.spans))).lazy.compactMap { numbers[$0] }.first
            }
            let spans = report.spans(ofClaim: id)
            let words = spans.flatMap { Folding.words(flow.string(of: $0)).map(\.word) }
            claims.append(
                ClaimRow(
                    paragraph: paragraph, span: claim.extent, name: report.name(of: id), source: sources.first, kind: claim.kind,
                    certainty: claim.likelihood, confidence: claim.confidence, features: ClaimFeatures.of(words),
                    entities: Array(Set(report.entities(in: spans).compactMap { numbers[$0] })).sorted()))
        }
    }
}

/// What claims are compared by: stems of their words, as words of an index.
public enum ClaimFeatures {
    private static let common: Set<String> = [
        "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "with", "from", "and", "or", "but", "as", "is", "are", "was", "were", "be", "been",
        "has", "have", "had", "that", "this", "these", "those", "it", "its", "he", "she", "they", "his", "her", "their", "which", "who", "would", "will",
        "could", "may", "might", "can", "should", "not", "no", "than", "then", "there", "into", "over", "also", "more", "most", "some", "such", "other",
    ]

    /// The features of a text.
    public static func words(_ text: String) -> [String] { of(Folding.words(text).map(\.word)) }

    /// The stems and years among folded words, each once.
    static func of(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.filter { !common.contains($0) && $0.utf8.count > 1 }
            .map { isYear($0) ? "y" + $0 : "s" + stem($0) }
            .filter { seen.insert($0).inserted }
    }

    private static func isYear(_ word: String) -> Bool { word.utf8.count == 4 && Int(word).map { (1000...2199).contains($0) } == true }

    /// A word without the endings that English puts to it: enough for forms of a word to meet.
    static func stem(_ word: String) -> String {
        var word = word
        for (ending, instead, least) in [
            ("ies", "y", 5), ("sses", "ss", 6), ("ing", "", 6), ("edly", "", 7), ("ed", "", 5), ("xes", "x", 5), ("ches", "ch", 6), ("shes", "sh", 6),
            ("s", "", 4), ("ly", "", 6),
        ] where word.hasSuffix(ending) && word.utf8.count >= least {
            if ending == "s", word.hasSuffix("ss") || word.hasSuffix("us") || word.hasSuffix("is") { continue }
            word = word.dropLast(ending.count) + instead
            break
        }
        if word.utf8.count > 3, word.hasSuffix("e") { word.removeLast() }
        return word
    }
}
