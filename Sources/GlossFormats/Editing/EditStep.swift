import GlossModel

/// What a reader said of something that was computed.
public enum Judgement: String, Hashable, Sendable {
    /// It stands among the reader's own, as it was.
    case right
    /// It stands among the reader's own, with another type, bounds or value.
    case changed
    case wrong
}

/// One step of editing, which is taken back as a whole.
public struct EditStep: Hashable, Sendable {
    /// A judgement that was, and that is; nil for none.
    public struct Judged: Hashable, Sendable {
        public var words: MarkedWords
        public var was: Judgement?
        public var now: Judgement?
        /// The name that it got in the file; empty: it stands there under none.
        public var name: String

        public init(words: MarkedWords, was: Judgement?, now: Judgement?, name: String = "") {
            (self.words, self.was, self.now, self.name) = (words, was, now, name)
        }
    }

    /// From 1, in the order in which they were made.
    public var number: Int
    /// A word for it in the log: add, remove, type, ...
    public var operation: String
    /// The first annotation that it was about, as the file names it; empty for none.
    public var name = ""
    /// The first words that it was about.
    public var words: MarkedWords?
    /// Seconds since its session began; nil where nobody looked at a clock.
    public var seconds: Int?
    public var changes: [BratDocument.Change] = []
    public var judged: [Judged] = []
    /// Names of two entities that were said never to be the same; empty: none.
    public var apart: [String] = []
    /// What another program changed as well, and stands as it was changed here.
    public var conflicts: [EditConflict] = []

    public init(number: Int, operation: String) {
        (self.number, self.operation) = (number, operation)
    }

    public var isEmpty: Bool { changes.isEmpty && judged.isEmpty && apart.isEmpty && conflicts.isEmpty }
}

/// Why an edit cannot be made.
public enum EditRefusal: Error, Hashable, Sendable {
    /// What was named is not there, or cannot have that.
    case impossible(String)
}
