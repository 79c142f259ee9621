/// The classes of POSIX that a pattern may name within brackets: `[[:alpha:]]`. They have the
/// characters of all scripts, by Unicode's properties (UTS 18, annex C).
enum PatternClass: String, Sendable {
    case alpha, digit, alnum, upper, lower, space, blank, punct, print, graph, cntrl, xdigit, word

    /// Without what a search does not see; whether case counts does not change it.
    var set: ScalarSet {
        switch self {
        case .alpha: .word.subtracting(ScalarSet.digit.union(ScalarSet("_")))
        case .alnum: .word.subtracting(ScalarSet("_"))
        case .word: .word
        case .digit: .digit
        case .xdigit: ScalarSet([0x30...0x39, 0x41...0x46, 0x61...0x66])
        case .space: .space
        case .blank: .blank
        case .cntrl: ScalarSet([0x00...0x1F, 0x7F...0x9F])
        case .upper: PatternClass.cased.upper
        case .lower: PatternClass.cased.lower
        case .punct: PatternClass.punctuation
        case .graph: ScalarSet.anySeen.subtracting(ScalarSet.space.union(PatternClass.cntrl.set))
        case .print: ScalarSet.anySeen.subtracting(PatternClass.cntrl.set)
        }
    }

    private static let cased: (upper: ScalarSet, lower: ScalarSet) = {
        let letters = scalars(in: 0x41...0x1E943)
        return (
            set(of: letters.filter(\.properties.isUppercase)).seen, set(of: letters.filter(\.properties.isLowercase)).seen
        )
    }()

    /// Punctuation and symbols.
    private static let punctuation = set(
        of: scalars(in: 0x21...0x33FF) + scalars(in: 0xA490...0xABFF) + scalars(in: 0xFB29...0x1FBFF)
    ) { scalar in
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: true
        default: false
        }
    }

    private static func scalars(in range: ClosedRange<UInt32>) -> [Unicode.Scalar] { range.compactMap(Unicode.Scalar.init) }

    private static func set(of scalars: [Unicode.Scalar], where belongs: (Unicode.Scalar) -> Bool = { _ in true }) -> ScalarSet {
        ScalarSet(scalars.filter(belongs).map { $0.value...$0.value })
    }
}
