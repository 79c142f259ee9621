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
    /// Says that two entities are never the same: they cannot be made one after that.
    case distinct(AnnotationID, AnnotationID)
    /// Takes back what was said of these words: that they are wrongly marked.
    case reopenWords(Span)
    /// Says that words are nothing that is to be marked.
    case dismiss(Span)
}

/// What is asked of the one who keeps a report's edits.
public enum EditRequest: Sendable, Hashable {
    case begin
    case apply(Edit)
    case undo, redo
    /// Tell what was done with an annotation; nil: with all of them.
    case history(AnnotationID?)
    /// Write the annotations now.
    case save
    /// Decide about what was changed here and by another program.
    case settle(String, takesTheirs: Bool)
}

/// What came of it.
public enum EditAnswer: Sendable {
    /// Editing is on; with a word to the reader, if there is one.
    case begun(String?, EditTerms)
    /// What was done, the latest first.
    case history([EditRecord])
    /// Another program has changed what was changed here, too: to be settled.
    case conflicts([EditConflict])
    /// The text has changed under these marks: where they stand is to be asked.
    case moved([MovedMark])
    /// It is not possible; the sentence says why, and what would work.
    case refused(String)
    /// The report as it is now, what is in focus, and what is to be said.
    case done(Report, focus: AnnotationID?, word: String?)
    /// The file is as the screen shows it.
    case saved(String)
}

/// What a report is edited by.
public struct EditTerms: Sendable, Hashable {
    /// The letters that the report's guideline gives to types and to relations; none: gloss's own.
    public var letters: [TypeLetter]
    public var relations: [TypeLetter]
    /// Words that were said to be nothing, in bytes.
    public var dismissed: [Span]

    public init(letters: [TypeLetter] = [], relations: [TypeLetter] = [], dismissed: [Span] = []) {
        (self.letters, self.relations, self.dismissed) = (letters, relations, dismissed)
    }
}

/// A step of editing as a reader is told of it.
public struct EditRecord: Hashable, Sendable {
    public var number: Int
    /// Who made it and when, as ISO 8601 in UTC; empty where that is not known.
    public var who = ""
    public var time = ""
    /// What it did, in a few words.
    public var words: String
    /// The words that it was about, and where they stand, in bytes; nil where it was about none.
    public var quote = ""
    public var span: Span?
    /// Whether it was taken back.
    public var isUndone = false

    public init(number: Int, words: String) { (self.number, self.words) = (number, words) }
}

/// An annotation that was changed here and by another program, as lines of the file; nil: taken away.
public struct EditConflict: Hashable, Sendable {
    /// As the file names it.
    public var name: String
    public var mine: String?
    public var theirs: String?
    /// Where it is shown; nil: nowhere.
    public var id: AnnotationID?

    public init(name: String, mine: String?, theirs: String?) { (self.name, self.mine, self.theirs) = (name, mine, theirs) }
}

/// A mark whose words may stand in several places since the text has changed.
public struct MovedMark: Hashable, Sendable {
    public var id: AnnotationID
    /// The likeliest first, which is where it stands now.
    public var places: [Span]

    public init(id: AnnotationID, places: [Span]) { (self.id, self.places) = (id, places) }
}

/// A letter that gives a type.
public struct TypeLetter: Hashable, Sendable {
    public var letter: Unicode.Scalar
    public var type: String

    public init(_ letter: Unicode.Scalar, _ type: String) { (self.letter, self.type) = (letter, type) }
}
