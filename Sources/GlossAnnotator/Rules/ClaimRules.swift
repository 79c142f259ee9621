import GlossLexicon
import GlossModel

/// Claims: content, cue, source, certainty.
enum ClaimRules {
    static func run(_ pass: inout ParagraphPass) {}
}
