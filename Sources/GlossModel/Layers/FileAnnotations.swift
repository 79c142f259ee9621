// What annotated files hold beyond mentions, times, claims and relations. Kept so that nothing is
// lost on the way through, and shown on the card of what it hangs on.

/// An n-ary event: a trigger and arguments in named roles (brat `E`).
public struct Event: Sendable, Hashable {
    public var number: UInt32
    public var type: String
    /// Number of the part or mention that is its trigger.
    public var trigger: AnnotationID
    public var arguments: [Argument]

    /// One argument of an event.
    public struct Argument: Sendable, Hashable {
        public var role: String
        public var target: AnnotationID

        public init(role: String, target: AnnotationID) {
            self.role = role
            self.target = target
        }
    }

    public init(number: UInt32, type: String, trigger: AnnotationID, arguments: [Argument]) {
        self.number = number
        self.type = type
        self.trigger = trigger
        self.arguments = arguments
    }
}

/// Words that a file says of an annotation: a stretch of `Layer.source`, or one of
/// `Layer.strings`. 8 bytes; `Layer.string(_:)` gives them.
public struct FileWords: Sendable, Hashable {
    private var place: UInt32
    private var length: UInt32
    private static let isInterned = UInt32.max

    /// No words.
    public static let none = FileWords(string: 0)

    /// A string of the layer, by its index.
    public init(string index: UInt32) {
        place = index
        length = Self.isInterned
    }

    /// Bytes of the layer's source.
    public init(bytes: Range<Int>) {
        place = UInt32(bytes.lowerBound)
        length = UInt32(bytes.count)
    }

    /// Whether there are none.
    public var isEmpty: Bool { length == 0 || self == .none }

    /// The bytes of the source that they are; nil for a string.
    public var bytes: Range<Int>? {
        length == Self.isInterned ? nil : Int(place)..<Int(place) + Int(length)
    }

    /// The index in `Layer.strings` that they are; meaningless for bytes of the source.
    public var stringIndex: Int { Int(place) }
}

extension Layer {
    /// The words as a string.
    public func string(_ words: FileWords) -> String {
        guard let bytes = words.bytes else { return strings[words.stringIndex] }
        return source.map { $0[Span(bytes)] } ?? ""
    }
}

/// A flag or a value on an annotation (brat `A`, `M`). 28 bytes.
public struct Attribute: Sendable, Hashable {
    public var number: UInt32
    /// Its name, in `Layer.strings`.
    public var name: UInt32
    /// None for a flag.
    public var value: FileWords
    public var target: AnnotationID
    /// Whether the file wrote it in the older form `M`.
    public var isModification: Bool

    public init(
        number: UInt32, name: UInt32, value: FileWords, target: AnnotationID,
        isModification: Bool = false
    ) {
        self.number = number
        self.name = name
        self.value = value
        self.target = target
        self.isModification = isModification
    }
}

/// Free text on an annotation (brat `#`). 24 bytes.
public struct Note: Sendable, Hashable {
    public var number: UInt32
    /// Its type, in `Layer.strings`.
    public var type: UInt32
    public var target: AnnotationID
    public var text: FileWords

    public init(number: UInt32, type: UInt32, target: AnnotationID, text: FileWords) {
        self.number = number
        self.type = type
        self.target = target
        self.text = text
    }
}

/// An identifier in a database for an annotation (brat `N`). 32 bytes.
public struct Reference: Sendable, Hashable {
    public var number: UInt32
    /// Its type, in `Layer.strings`.
    public var type: UInt32
    public var target: AnnotationID
    /// `database:id`.
    public var identifier: FileWords
    public var text: FileWords

    public init(
        number: UInt32, type: UInt32, target: AnnotationID, identifier: FileWords, text: FileWords
    ) {
        self.number = number
        self.type = type
        self.target = target
        self.identifier = identifier
        self.text = text
    }
}

/// Annotations said to be the same (brat `*`).
public struct Equivalence: Sendable, Hashable {
    public var type: String
    public var members: [AnnotationID]

    public init(type: String, members: [AnnotationID]) {
        self.type = type
        self.members = members
    }
}
