import GlossLexicon
import GlossModel

/// Mentions of people, organisations, places, groups and things.
enum MentionRules {
    static func run(_ pass: inout ParagraphPass) {}
}
