/// What the user's own names say about a word or phrase.
public struct OwnEntry: Sendable {
    /// What it is; nil where it is only the beginning of a longer name.
    public var entry: LexiconEntry?
    /// Whether longer names begin with it.
    public var isBeginning = false
    /// How it has to be written to be the name.
    public var writing = Writing.any

    /// How a name has to be written.
    public enum Writing: Sendable {
        case any
        /// With a capital, as the user wrote it: a lantern is not the Lantern.
        case capital
        /// In capitals throughout: `IT` is not the word.
        case capitals
    }
}

extension Lexicon {
    /// How many names the user can add: identities are 16 bits.
    public var roomForOwnNames: Int { Int(UInt16.max) - compiledNames - ownNameCount }

    /// Whether there are names of the user's own.
    @inline(__always)
    public var hasOwnNames: Bool { ownNameCount > 0 }

    /// Whether an identity is of the user's own.
    public func isOwn(_ identity: UInt16) -> Bool { Int(identity) > compiledNames }
}
