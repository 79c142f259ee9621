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
    /// Letters of types and of relations that the report's guideline has; none: gloss's own.
    var letters: [TypeLetter] = []
    var relations: [TypeLetter] = []
    /// Words that were said to be nothing: no candidates any more.
    var dismissed: Set<Span> = []
    /// Where what was judged leads on to.
    var way = Way.stops
    /// Strings that were asked about as doubtful.
    var asked: Set<String> = []
    /// Letters over the words on the screen, and those typed of them; nil: none are shown.
    var hints: [WordHint]?
    var typedHint: [Unicode.Scalar] = []
    /// Where a button of the mouse was pressed, in bytes.
    var dragStart: Int?
    /// The forms of mentions that were shown before editing began.
    var formsBefore: FormSet?
    /// What both this gloss and another program have changed, still to be settled.
    var conflicts: [EditConflict] = []
    /// Marks that may stand elsewhere since the text has changed.
    var moved: [MovedMark] = []
    /// What is to be done with all such words once editing has begun here.
    var awaited: SameEdit?
    /// Whether the history asked for is of one annotation.
    var asksOfOne = false
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

    /// What comes after what was judged.
    enum Way: Hashable, Sendable {
        /// The next stop; the next that nobody has judged; the next that is least certain.
        case stops, unjudged, doubts
    }

    /// What stands in the bottom line while editing.
    var modeWord: String {
        if hints != nil { return "edit: letters" }
        if held != nil { return "edit: hold" }
        switch wanted {
        case .source: return "edit: source?"
        case .cue: return "edit: cue?"
        case .relation: return "edit: other end?"
        case nil: return "edit"
        }
    }

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
        /// Another entity is never to be the same.
        case apart(AnnotationID)
    }
}

/// An edit that can be made again with something else in focus.
enum LastEdit: Hashable, Sendable {
    case type(String)
    case wrong
    case right
    /// Bounds moved by words.
    case bounds(Int, isRight: Bool)
    case entity(AnnotationID)
    case remark(String)
    case value(String)
    case certainty(Likelihood?)
    case confidence(Confidence?)
    case forecast
    case claim

    /// Whether it can be done with all the same words.
    var isForAllSuch: Bool {
        switch self {
        case .type, .wrong, .right, .entity: true
        default: false
        }
    }
}

/// What is done with words wherever they stand.
struct SameEdit: Hashable, Sendable {
    /// On one line, white space collapsed.
    var words: String
    var edit: LastEdit
}

/// What an answer to a question does.
enum EditAction: Hashable, Sendable {
    case edit(Edit)
    /// The edits here, and the same in the other open reports.
    case everywhere([Edit], SameEdit)
    /// What was changed here and by another program is as it is there, or here.
    case settle(String, takesTheirs: Bool)
    /// The mark stands here; or it may stand at the next place.
    case stays(Edit?), nextPlace
}

/// A question about an edit, and what the answers do.
struct EditQuestion: Hashable, Sendable {
    var words: String
    /// The keys that answer, and what they do; any other key changes nothing.
    var answers: [Unicode.Scalar: EditAction]
    /// Where the first place is that it is about, which Enter goes to.
    var first: Span?

    init(words: String, edit: Edit, first: Span? = nil) {
        (self.words, answers, self.first) = (words, ["y": .edit(edit)], first)
    }

    init(words: String, answers: [Unicode.Scalar: Edit]) { (self.words, self.answers) = (words, answers.mapValues { .edit($0) }) }
}

/// Types that a letter gives after `s`, and relations that one gives after the other end.
enum TypeLetters {
    static let relations = [
        TypeLetter("s", "supports"), TypeLetter("c", "contradicts"), TypeLetter("e", "elaborates"), TypeLetter("r", "repeats"),
    ]
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
