/// A T line to come, and what will hang on it.
struct Draft {
    /// What stands behind the T line.
    enum Tail {
        case none
        case entity(number: Int, name: Phrase)
        case nominal
        case time(note: Phrase)
    }

    let first: Stretch
    let second: Stretch?
    let type: Phrase
    let tail: Tail
    /// The number of the T line, once it is written.
    var number = 0

    /// Whether it is a mention, and neither a time nor a part of a claim.
    var isMention: Bool {
        switch tail {
        case .entity, .nominal: true
        case .none, .time: false
        }
    }
}

/// A claim of the sentence that is being made. Its parts are indices of drafts.
struct ClaimDraft {
    var start: Position
    var content: Int?
    var cue: Int?
    var source: Int?
    /// The claim it stands within, by its index in the sentence.
    var within: Int?
    var isQuoted = false
    var isForecast = false
    /// An index into `Fillings.likelihoods`.
    var likelihood: Int?
    var confidence: Phrase?
    /// The number of the E line, once it is written.
    var number = 0
}
