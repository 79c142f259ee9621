/// Which rule made each annotation of a layer: a byte each, and the rules' names.
public struct Explanation: Sendable {
    /// Names of rules, by their numbers.
    public let rules: [String]
    /// Number of the rule for each annotation of a kind, in the order of the annotations' numbers.
    private var made: [AnnotationKind: [UInt8]] = [:]
    /// How sure the rule is, where it says so, by kind and number.
    private var margins: [AnnotationKind: [UInt32: Int32]] = [:]

    /// Begins without annotations. `rules` are at most 256.
    public init(rules: [String]) { self.rules = rules }

    /// Notes the rule of the annotation with the next number of its kind, and how sure it is: a figure
    /// that is greater the surer it is, 0 where the rule says nothing of that.
    public mutating func append(_ rule: UInt8, of kind: AnnotationKind, margin: Int32 = 0) {
        made[kind, default: []].append(rule)
        if margin != 0 { margins[kind, default: [:]][UInt32(made[kind]?.count ?? 0)] = margin }
    }

    /// How sure the rule of an annotation is, above 0; nil where it does not say. O(1).
    public func margin(_ kind: AnnotationKind, _ number: UInt32) -> Int32? { margins[kind]?[number] }

    /// The name of the rule that made annotation `number` of a kind; nil where none is known. O(1).
    public func rule(_ kind: AnnotationKind, _ number: UInt32) -> String? {
        guard let rules = made[kind], number > 0, Int(number) <= rules.count else { return nil }
        let rule = Int(rules[Int(number) - 1])
        return rule < self.rules.count ? self.rules[rule] : nil
    }
}

extension Report {
    /// Whether a layer says which rules made it.
    public var isExplained: Bool { layers.contains { $0.explanation != nil } }

    /// How sure the rule is that made an annotation, above 0; nil where it does not say.
    public func margin(of id: AnnotationID) -> Int32? {
        guard Int(id.layer) < layers.count else { return nil }
        return layers[Int(id.layer)].explanation?.margin(id.kind, id.number)
    }

    /// The rule that made an annotation; nil where its layer does not say.
    public func rule(of id: AnnotationID) -> String? {
        guard Int(id.layer) < layers.count else { return nil }
        return layers[Int(id.layer)].explanation?.rule(id.kind, id.number)
    }
}
