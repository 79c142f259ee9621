import GlossLexicon
import GlossModel

/// A name of the user's own, to be found in reports.
public struct UserName: Sendable, Hashable {
    public var name: String
    public var type: MentionType
    /// Other names of the same; mentions of all become one entity.
    public var aliases: [String]

    public init(name: String, type: MentionType, aliases: [String] = []) {
        self.name = name
        self.type = type
        self.aliases = aliases
    }
}

/// Cuts names of the user's own into tokens, as a report's text is cut, and adds them to a lexicon.
enum UserNames {
    static func add(_ names: [UserName], to lexicon: inout Lexicon) {
        let compiled = lexicon
        for user in names {
            let identity = lexicon.addIdentity(named: user.name)
            guard identity > 0 else { return }
            let entry = LexiconEntry(
                classes: classes(of: user.type), value: UInt16(user.type.rawValue), code: 0,
                name: identity)
            for name in [user.name] + user.aliases {
                let tokens = tokens(of: name, compiled)
                lexicon.addOwn(
                    tokens.map(\.hash), entry, writing: writing(of: tokens, compiled))
            }
        }
    }

    /// The tokens of a name, without a point at its end, which in a text may end the sentence.
    static func tokens(of name: String, _ lexicon: Lexicon) -> [Token] {
        let text = Text(name)
        var buffer = TokenBuffer()
        buffer.fill(text.span, of: text, furniture: [], lexicon: lexicon)
        var tokens = (0..<buffer.count).map { buffer[$0] }
        while tokens.last?.kind == .period { tokens.removeLast() }
        return tokens
    }

    /// What the rules may take a name for.
    private static func classes(of type: MentionType) -> WordClasses {
        switch type {
        case .person: [.ownName, .personName]
        case .organization: [.ownName, .organization]
        case .location: [.ownName, .region]
        case .group: [.ownName, .people]
        default: [.ownName]
        }
    }

    private static func writing(of tokens: [Token], _ lexicon: Lexicon) -> OwnEntry.Writing {
        guard tokens.contains(where: \.hasCapital) else { return .any }
        guard tokens.count == 1, tokens[0].isAllCapitals, lexicon.entry(tokens[0].hash) != nil
        else { return .capital }
        return .capitals
    }
}

extension OwnEntry.Writing {
    /// Whether a word is written so.
    func allows(_ token: Token) -> Bool {
        switch self {
        case .any: true
        case .capital: token.hasCapital
        case .capitals: token.isAllCapitals
        }
    }

    /// Whether one of the words of a phrase is written so.
    func allows(_ tokens: ArraySlice<Token>) -> Bool { tokens.contains { allows($0) } }
}

extension Token {
    /// Whether there is a capital anywhere in it.
    var hasCapital: Bool { !shape.isDisjoint(with: [.capital, .innerCapital]) }
}
