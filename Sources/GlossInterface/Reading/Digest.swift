import GlossModel

/// What the browser asks of a whole report, computed once: for a large one behind the screen.
public struct Digest: Sendable {
    let entities: EntityMentions
    /// The entities of the report, as its index lists them.
    let index: IndexEntries
    /// The claims in the order of the text.
    let claims: [AnnotationID]
    let timeline: TimelineIndex
    /// Dates that are no rows of it, since nothing says that something happened then.
    let heldBack: Int
    /// Types of mentions with how many there are of each, the most frequent first.
    let types: [(name: String, count: Int)]
    /// Dates that cannot be told without the report's own.
    let hanging: Int
    /// Where annotators differ, in the order of the text; empty where there is one at most.
    let disagreements: [Disagreement]
    /// How far annotators agree word by word, Cohen's kappa; nil where there is one at most.
    let kappa: Double?

    /// Computes it. O(annotations · log times).
    public init(_ report: Report) {
        let entities = EntityMentions(report)
        self.entities = entities
        index = IndexEntries(report.entityIDs.map { IndexMatch(entity: Item(report: report.id, id: $0), mentions: entities.mentions(of: $0, in: report).count) }) {
            report.entity($0.entity.id).map { [$0.name] + $0.aliases } ?? [""]
        } type: { report.type(ofEntity: $0.entity.id) }
        var query = TimelineQuery()
        query.includesUndated = true
        let whole = report.wholeTimeline(query)
        timeline = TimelineIndex(whole.rows)
        heldBack = whole.doubtful + whole.references
        types = Digest.types(of: report)
        let annotators = report.annotators
        claims = annotators.count > 1 ? report.distinctClaims : report.claimIDs
        let agreement = annotators.count > 1 ? Agreement(report, layers: annotators) : nil
        disagreements = agreement?.disagreements ?? []
        kappa = agreement?.rows.first { $0.type == nil }?.kappa
        hanging = report.layers.reduce(0) { $0 + $1.times.lazy.filter { !$0.isDated && $0.value.hasPrefix("XXXX") }.count }
    }

    private static func types(of report: Report) -> [(name: String, count: Int)] {
        var counts: [String: Int] = [:]
        for layer in report.layers {
            var numbers = [Int](repeating: 0, count: layer.types.count)
            for mention in layer.mentions { numbers[Int(mention.type)] += 1 }
            for (type, number) in zip(layer.types, numbers) where number > 0 {
                counts[type.name, default: 0] += number
            }
        }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }
}
