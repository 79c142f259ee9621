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

/// A flag or a value on an annotation (brat `A`, `M`).
public struct Attribute: Sendable, Hashable {
    public var number: UInt32
    public var name: String
    /// nil for a flag.
    public var value: String?
    public var target: AnnotationID
    /// Whether the file wrote it in the older form `M`.
    public var isModification: Bool

    public init(
        number: UInt32, name: String, value: String?, target: AnnotationID,
        isModification: Bool = false
    ) {
        self.number = number
        self.name = name
        self.value = value
        self.target = target
        self.isModification = isModification
    }
}

/// Free text on an annotation (brat `#`).
public struct Note: Sendable, Hashable {
    public var number: UInt32
    public var type: String
    public var target: AnnotationID
    public var text: String

    public init(number: UInt32, type: String, target: AnnotationID, text: String) {
        self.number = number
        self.type = type
        self.target = target
        self.text = text
    }
}

/// An identifier in a database for an annotation (brat `N`).
public struct Reference: Sendable, Hashable {
    public var number: UInt32
    public var type: String
    public var target: AnnotationID
    /// `database:id`.
    public var identifier: String
    public var text: String

    public init(
        number: UInt32, type: String, target: AnnotationID, identifier: String, text: String
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
