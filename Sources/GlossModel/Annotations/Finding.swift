/// Recoverable trouble with an input: where, what, and what to do. A value; the sentence for the
/// user is made from it at the edge.
public struct Finding: Sendable, Hashable {
    /// How grave it is.
    public enum Severity: String, Sendable {
        /// Worth saying; nothing is lost.
        case note
        /// Something could not be taken as it stands; it is kept.
        case warning
        /// The input breaks its format or does not fit the text.
        case error
    }

    /// Where it is.
    public struct Place: Sendable, Hashable {
        /// File, as the user named it.
        public var file: String?
        /// Line in the file, from 1.
        public var line: Int?
        /// Name of the annotation, `T12`.
        public var annotation: String?
        /// Bytes of the report's text.
        public var span: Span?

        public init(
            file: String? = nil, line: Int? = nil, annotation: String? = nil, span: Span? = nil
        ) {
            self.file = file
            self.line = line
            self.annotation = annotation
            self.span = span
        }
    }

    public var severity: Severity
    public var place: Place
    /// A stable name for the kind of trouble, in words and hyphens: `span-beyond-text`.
    public var code: String
    /// What is wrong, without place and remedy; may quote the input, raw.
    public var cause: String
    /// What to do about it; nil where nothing can be done.
    public var remedy: String?

    public init(
        _ severity: Severity, _ code: String, at place: Place = Place(), _ cause: String,
        remedy: String? = nil
    ) {
        self.severity = severity
        self.place = place
        self.code = code
        self.cause = cause
        self.remedy = remedy
    }
}

extension Int {
    /// The number with the words that fit it: `1.of("line is", "lines are")` is "1 line is".
    public func of(_ one: String, _ many: String) -> String { "\(self) \(self == 1 ? one : many)" }
}
