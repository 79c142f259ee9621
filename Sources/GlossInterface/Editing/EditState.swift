import GlossModel

extension EditState {
    /// The letters of types that count now.
    var typeLetters: [TypeLetter] { letters.isEmpty ? TypeLetters.all : letters }
}

/// What editing a report knows beside the report.
struct EditState: Hashable, Sendable {
    var isOn = false
    /// The end of the words in focus that stays while the other one moves; nil: neither does.
    var held: Span?
    /// The annotation that was in focus before words were: the one that they can become a part of.
    var base: AnnotationID?
    /// What was done last, to be done again elsewhere, and the words that it was done with.
    var last: LastEdit?
    var lastPlace: Span?
    /// Whether the edit under way ends with going to the next stop.
    var advances = false
    /// Letters of types that the report's guideline has; none: gloss's own.
    var letters: [TypeLetter] = []
    /// The type that was given last by its letter.
    var lastType: String?
    /// Suggestions that the reader has stopped at and passed.
    var passed: Set<AnnotationID> = []
    /// What the words are for that the reader goes to and says Enter on.
    var wanted: Wanted?
    /// A question that the next key answers.
    var question: EditQuestion?
    /// Mentions that the entity chosen in the index is to be of.
    var joining: Joining?

    /// What words or an annotation are wanted for.
    enum Wanted: Hashable, Sendable {
        case source(of: AnnotationID), cue(of: AnnotationID)
        case relation(from: AnnotationID)
    }

    /// What an entity is chosen for.
    enum Joining: Hashable, Sendable {
        /// A mention is to be of it.
        case mention(AnnotationID)
        /// Another entity is to be one with it.
        case entity(AnnotationID)
    }
}

/// An edit that can be made again with something else in focus.
enum LastEdit: Hashable, Sendable {
    case type(String)
    case wrong
    case right
}

/// A question about an edit, and what the answers do.
struct EditQuestion: Hashable, Sendable {
    var words: String
    /// The keys that answer, and the edits that they make; any other key changes nothing.
    var answers: [Unicode.Scalar: Edit]
    /// Where the first place is that it is about, which Enter goes to.
    var first: Span?

    init(words: String, edit: Edit, first: Span? = nil) {
        (self.words, answers, self.first) = (words, ["y": edit], first)
    }

    init(words: String, answers: [Unicode.Scalar: Edit]) { (self.words, self.answers) = (words, answers) }
}

/// Types that a letter gives after `s`.
enum TypeLetters {
    static let all: [TypeLetter] = [
        TypeLetter("p", "Person"), TypeLetter("o", "Organization"), TypeLetter("l", "Location"), TypeLetter("g", "Group"),
        TypeLetter("r", "Product"), TypeLetter("e", "Event"), TypeLetter("k", "Work"), TypeLetter("c", "Document"),
        TypeLetter("w", "Weapon"), TypeLetter("v", "Vehicle"), TypeLetter("a", "MilitaryPlatform"), TypeLetter("m", "Money"),
        TypeLetter("q", "Quantity"), TypeLetter("d", "DATE"), TypeLetter("t", "TIME"), TypeLetter("u", "DURATION"),
        TypeLetter("f", "SET"),
    ]
}

extension Report {
    /// Whether an annotation was computed, and nobody has judged it.
    func isSuggestion(_ id: AnnotationID) -> Bool {
        (id.kind == .mention || id.kind == .time || id.kind == .claim) && Int(id.layer) < layers.count && layers[Int(id.layer)].origin == .computed
    }
}
