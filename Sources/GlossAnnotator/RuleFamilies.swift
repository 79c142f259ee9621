import GlossModel

/// Which annotations are wanted.
public struct Parts: OptionSet, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let times = Parts(rawValue: 1)
    public static let mentions = Parts(rawValue: 2)
    public static let claims = Parts(rawValue: 4)
    public static let all: Parts = [.times, .mentions, .claims]
}

/// The rule families, in the order in which they run over a paragraph. Each reads
/// the tokens and what the families before it found, and appends to its own table. To add a
/// family: a file with such a function, and a line here.
enum RuleFamilies {
    typealias Family = @Sendable (Tokens, inout ParagraphPass) -> Void

    static let table: [(part: Parts, run: Family)] = [
        (.times, TimeRules.run),
        (.mentions, MentionRules.run),
        (.claims, ClaimRules.run),
    ]
}
