/// A change that a reader makes to the annotations of a report.
///
/// Annotations are named by id and never by index. What was computed and is changed, or said to be
/// right, becomes the reader's own.
public enum Edit: Sendable, Hashable {
    /// Marks words: a time where the type is one of TIMEX3, else a mention. The spans are in order and
    /// apart, in bytes.
    case add(spans: [Span], type: String)
    /// Takes the reader's own away, and says of computed ones that they are wrong.
    case remove([AnnotationID])
    /// Gives another type.
    case type([AnnotationID], String)
    /// Gives other bounds: spans in order and apart, in bytes.
    case spans(AnnotationID, [Span])
    /// Says of computed ones that they are right.
    case accept([AnnotationID])
    /// Takes a judgement back that was the last word on an annotation.
    case reopen([AnnotationID])
    /// Writes a remark; an empty one takes it away.
    case note(AnnotationID, String)
    /// Gives a time another value, as TIMEX3 writes it.
    case value(AnnotationID, String)
    /// Says that mentions are of an entity that goes by a name; with those of it that were computed.
    case entity([AnnotationID], AnnotationID)
    /// Says that mentions are of somebody else than any other.
    case split([AnnotationID])
    /// Says that words are a claim: its content, in bytes.
    case claim([Span])
    /// Adds words to who says a claim, or makes them the words that say that it is said.
    case source(AnnotationID, [Span])
    case cue(AnnotationID, [Span])
    /// Says how likely a claim is said to be, how sure its author is, and whether it speaks of the future; nil:
    /// it does not say.
    case certainty(AnnotationID, Likelihood?)
    case confidence(AnnotationID, Confidence?)
    case forecast(AnnotationID, Bool)
    /// Joins two annotations: supports, contradicts, elaborates, repeats, or another word.
    case relation(from: AnnotationID, to: AnnotationID, type: String)
    /// Several, as one step.
    case all([Edit])
    /// Says that two entities are one, which goes by the name of the second.
    case merge(AnnotationID, AnnotationID)
}

/// What is asked of the one who keeps a report's edits.
public enum EditRequest: Sendable, Hashable {
    case begin
    case apply(Edit)
    case undo, redo
    /// Write the annotations now.
    case save
}

/// What came of it.
public enum EditAnswer: Sendable {
    /// Editing is on; with a word to the reader, if there is one, and the letters that the report's guideline
    /// gives to types; none: gloss's own.
    case begun(String?, letters: [TypeLetter])
    /// It is not possible; the sentence says why, and what would work.
    case refused(String)
    /// The report as it is now, what is in focus, and what is to be said.
    case done(Report, focus: AnnotationID?, word: String?)
    /// The file is as the screen shows it.
    case saved(String)
}

/// A letter that gives a type.
public struct TypeLetter: Hashable, Sendable {
    public var letter: Unicode.Scalar
    public var type: String

    public init(_ letter: Unicode.Scalar, _ type: String) { (self.letter, self.type) = (letter, type) }
}
