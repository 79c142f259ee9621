import GlossLexicon
import GlossModel

/// Expressions of time (TIMEX3).
enum TimeRules {
    static func run(_ pass: inout ParagraphPass) {}

    /// The report's date from a dateline or a line of metadata among its first lines; nil where
    /// none says it.
    static func documentDate(_ text: Text, _ paragraphs: ParagraphIndex, _ lexicon: Lexicon) -> Day? {
        nil
    }
}
