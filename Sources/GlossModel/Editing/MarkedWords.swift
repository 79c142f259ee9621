/// Words of a text that were found to be something: how an annotation is known apart from any number.
public struct MarkedWords: Hashable, Sendable {
    /// In order, in bytes.
    public var spans: [Span]
    public var type: String
    /// The type of claims.
    public static let claim = "Claim"
    /// What stands for a type where words are said to be nothing.
    public static let anything = "-"

    public init(spans: [Span], type: String) {
        self.spans = spans
        self.type = type
    }
}

extension Report {
    /// The words and the type of a mention, a time or a claim; nil for anything else.
    public func markedWords(_ id: AnnotationID) -> MarkedWords? {
        if id.kind == .claim { return claim(id).map { _ in MarkedWords(spans: spans(ofClaim: id), type: MarkedWords.claim) } }
        if let item = mention(id) { return MarkedWords(spans: spans(of: item), type: item.type) }
        return time(id).map { MarkedWords(spans: [$0.span], type: $0.type.rawValue) }
    }

    /// The same text with other layers, numbered from 0.
    public func with(layers: [Layer]) -> Report {
        var report = self
        report.layers = layers
        return report
    }
}

extension Layer {
    /// The layer without some of its mentions, times and claims, which keeps the numbers of the others. Linear.
    public func without(_ isLeftOut: (MarkedWords) -> Bool) -> Layer {
        var layer = self
        layer.mentions = RowTable(mentions.filter { mention in
            !isLeftOut(MarkedWords(spans: spans(of: mention), type: typeName(mention.type)))
        })
        layer.times = RowTable(times.filter { !isLeftOut(MarkedWords(spans: [$0.span], type: $0.type.rawValue)) })
        layer.claims = RowTable(claims.filter { !isLeftOut(MarkedWords(spans: Array(spans($0.spans)), type: MarkedWords.claim)) })
        guard layer.mentions.count < mentions.count || layer.times.count < times.count || layer.claims.count < claims.count
        else { return self }
        layer.finish()
        return layer
    }
}
