/// What an annotation is. One number space a kind within a layer.
public enum AnnotationKind: UInt8, Sendable, CaseIterable {
    case mention, entity, time, claim, relation, event
    /// A text-bound annotation that serves another one: trigger, content, cue or source.
    case part
    case attribute, note, reference, equivalence
}

extension Array {
    /// The element of a kind, in an array that has one for each of `AnnotationKind.allCases`.
    @inlinable
    public subscript(kind: AnnotationKind) -> Element {
        get { self[Int(kind.rawValue)] }
        set { self[Int(kind.rawValue)] = newValue }
    }
}

/// The name of an annotation: stable under editing, reload and reordering, never an index.
public struct AnnotationID: Hashable, Sendable, Comparable {
    /// Which layer of the report, as `Layer.number`.
    public var layer: UInt16
    /// What it is.
    public var kind: AnnotationKind
    /// The number within layer and kind, from 1.
    public var number: UInt32

    /// Names annotation `number` of `kind` in `layer`.
    public init(layer: UInt16, kind: AnnotationKind, number: UInt32) {
        self.layer = layer
        self.kind = kind
        self.number = number
    }

    public static func < (a: AnnotationID, b: AnnotationID) -> Bool {
        (a.layer, a.kind.rawValue, a.number) < (b.layer, b.kind.rawValue, b.number)
    }
}

/// How a mention refers: by name, by a common noun or post, or by a pronoun (ACE terms).
public enum Form: UInt8, Sendable, CaseIterable {
    case name, nominal, pronoun

    /// The name in JSON and in brat's `Form` attribute.
    public var name: String {
        switch self {
        case .name: "name"
        case .nominal: "nominal"
        case .pronoun: "pronoun"
        }
    }

    /// The form of that name.
    public init?(named name: String) {
        guard let form = Form.allCases.first(where: { $0.name == name }) else { return nil }
        self = form
    }
}

/// A set of forms, in a byte.
public struct FormSet: Sendable, Hashable, ExpressibleByArrayLiteral {
    private var bits: UInt8 = 0

    public init(arrayLiteral forms: Form...) {
        for form in forms { bits |= 1 << form.rawValue }
    }

    /// Whether a form is in it.
    public func contains(_ form: Form) -> Bool { bits & 1 << form.rawValue != 0 }

    /// Takes a form out that is in, and in that is out.
    public mutating func toggle(_ form: Form) { bits ^= 1 << form.rawValue }
}

/// A stretch of text that refers to something. 24 bytes, fixed width.
///
/// The table of a layer is sorted by span (outer before inner), then number.
public struct Mention: Sendable, Hashable {
    /// From the first byte of the first fragment to the end of the last.
    public var span: Span
    /// Name within the layer; text-bound annotations of all kinds share the number space in brat.
    public var number: UInt32
    /// Number of the entity of this layer it refers to; 0 for none.
    public var entity: UInt32
    /// One past the index into `Layer.fragments`; 0 for a contiguous mention.
    public var fragments: UInt32
    /// Index into `Layer.types`.
    public var type: UInt16
    public var form: Form

    /// Makes a contiguous mention unless `fragments` says otherwise.
    public init(
        span: Span, number: UInt32, type: UInt16, form: Form = .name, entity: UInt32 = 0,
        fragments: UInt32 = 0
    ) {
        self.span = span
        self.number = number
        self.entity = entity
        self.fragments = fragments
        self.type = type
        self.form = form
    }
}

/// What mentions refer to.
public struct Entity: Sendable, Hashable {
    /// Name within the layer, from 1.
    public var number: UInt32
    /// The fullest name.
    public var name: String
    /// Index into `Layer.types`.
    public var type: UInt16
    /// Other names, in the order in which they appear; without `name`.
    public var aliases: [String]
    /// Identifiers elsewhere, `database:id`; empty for an entity of gloss's own making.
    public var references: [String]

    public init(
        number: UInt32, name: String, type: UInt16, aliases: [String] = [],
        references: [String] = []
    ) {
        self.number = number
        self.name = name
        self.type = type
        self.aliases = aliases
        self.references = references
    }
}

/// The four types of TIMEX3 (TimeML 1.2.1).
public enum TimexType: String, Sendable, CaseIterable {
    case date = "DATE"
    case time = "TIME"
    case duration = "DURATION"
    case set = "SET"
}

/// How fine a time is, coarsest first.
public enum Precision: UInt8, Sendable, CaseIterable, Comparable {
    case century, decade, year, season, quarter, month, week, day, time

    /// The name in JSON and tables.
    public var name: String {
        switch self {
        case .century: "century"
        case .decade: "decade"
        case .year: "year"
        case .season: "season"
        case .quarter: "quarter"
        case .month: "month"
        case .week: "week"
        case .day: "day"
        case .time: "time"
        }
    }

    public static func < (a: Precision, b: Precision) -> Bool { a.rawValue < b.rawValue }
}

/// An expression of time in the text (TIMEX3) and where it lies on the line.
///
/// The table of a layer is sorted by span.
public struct TimeExpression: Sendable, Hashable {
    public var span: Span
    /// Name within the layer.
    public var number: UInt32
    public var type: TimexType
    /// TIMEX3 value: `2014`, `2014-Q4`, `2017-08-03/2017-08-05`, `P3D`, `PRESENT_REF`, `XXXX-05`.
    public var value: String
    /// TIMEX3 modifier: START, MID, END, APPROX, BEFORE, AFTER, ON_OR_BEFORE, ... or nil.
    public var mod: String?
    /// First day it may mean; nil where open or off the line.
    public var earliest: Day?
    /// Last day it may mean; nil where open or off the line.
    public var latest: Day?
    public var precision: Precision
    /// Number of the expression that ends a range this one begins ("from May" "to July"); 0: none.
    public var through: UInt32

    public init(
        span: Span, number: UInt32, type: TimexType, value: String, mod: String? = nil,
        earliest: Day? = nil, latest: Day? = nil, precision: Precision = .day,
        through: UInt32 = 0
    ) {
        self.span = span
        self.number = number
        self.type = type
        self.value = value
        self.mod = mod
        self.earliest = earliest
        self.latest = latest
        self.precision = precision
        self.through = through
    }

    /// Whether it has a place on the timeline, at one end at least. A duration has one where the next
    /// expression says up to when: "the year ended 31 March".
    public var isDated: Bool {
        (earliest != nil || latest != nil) && (type != .duration || through > 0) && type != .set
    }
}

/// How a claim is put: by the author, in a source's paraphrased or quoted words.
public enum ClaimKind: UInt8, Sendable, CaseIterable {
    case asserted, reported, quoted

    /// The name in JSON and tables.
    public var name: String {
        switch self {
        case .asserted: "asserted"
        case .reported: "reported"
        case .quoted: "quoted"
        }
    }
}

/// The seven bands of likelihood of ICD 203, least likely first.
public enum Likelihood: UInt8, Sendable, CaseIterable, Comparable {
    case almostNoChance, veryUnlikely, unlikely, roughlyEvenChance, likely, veryLikely,
        almostCertain

    /// The band as ICD 203 words it.
    public var name: String {
        switch self {
        case .almostNoChance: "almost no chance"
        case .veryUnlikely: "very unlikely"
        case .unlikely: "unlikely"
        case .roughlyEvenChance: "roughly even chance"
        case .likely: "likely"
        case .veryLikely: "very likely"
        case .almostCertain: "almost certain"
        }
    }

    /// The band of that name, hyphens read as spaces.
    public init?(name: some StringProtocol) {
        let words = name.lowercased().split(whereSeparator: { $0 == " " || $0 == "-" })
            .joined(separator: " ")
        guard let band = Likelihood.allCases.first(where: { $0.name == words }) else { return nil }
        self = band
    }

    public static func < (a: Likelihood, b: Likelihood) -> Bool { a.rawValue < b.rawValue }
}

/// The confidence stated for a judgement (ICD 203), apart from its likelihood.
public enum Confidence: UInt8, Sendable, CaseIterable {
    case low, moderate, high

    /// The name in JSON and tables.
    public var name: String {
        switch self {
        case .low: "low"
        case .moderate: "moderate"
        case .high: "high"
        }
    }
}

/// Who says it: words of the text, and the entity behind them where that is known.
public struct ClaimSource: Sendable, Hashable {
    /// The words, in the layer's pool.
    public var spans: SpanList
    /// The entity, of any layer; nil where unknown.
    public var entity: AnnotationID?
    /// Number of the mention or part of this layer that is these words; 0 for none.
    public var mention: UInt32

    public init(spans: SpanList, entity: AnnotationID? = nil, mention: UInt32 = 0) {
        self.spans = spans
        self.entity = entity
        self.mention = mention
    }
}

/// What is said to be so. The table of a layer is sorted by `extent`.
public struct Claim: Sendable, Hashable {
    /// Name within the layer.
    public var number: UInt32
    /// From the first byte of the content to its end (without cue and source).
    public var extent: Span
    /// The content, in the layer's pool; at least one span.
    public var spans: SpanList
    /// The words that say that it is said; empty for the author's own claims.
    public var cue: SpanList
    /// Who says it, in the layer's `sources`; empty where nobody is named.
    public var sources: Range<UInt32>
    public var kind: ClaimKind
    /// Whether it speaks of the future.
    public var isForecast: Bool
    /// Number of the claim of this layer that it stands within; 0 for none.
    public var within: UInt32
    /// How likely it is said to be.
    public var likelihood: Likelihood?
    /// The words used for it, in the layer's `strings`; 0 for none.
    public var term: UInt32
    public var confidence: Confidence?
    /// Numbers of the parts that carry content and cue in a file; 0 for none.
    public var contentPart: UInt32
    public var cuePart: UInt32

    public init(
        number: UInt32, extent: Span, spans: SpanList, cue: SpanList = .none,
        sources: Range<UInt32> = 0..<0, kind: ClaimKind = .asserted, isForecast: Bool = false,
        within: UInt32 = 0, likelihood: Likelihood? = nil, term: UInt32 = 0,
        confidence: Confidence? = nil, contentPart: UInt32 = 0, cuePart: UInt32 = 0
    ) {
        self.number = number
        self.extent = extent
        self.spans = spans
        self.cue = cue
        self.sources = sources
        self.kind = kind
        self.isForecast = isForecast
        self.within = within
        self.likelihood = likelihood
        self.term = term
        self.confidence = confidence
        self.contentPart = contentPart
        self.cuePart = cuePart
    }
}

/// Something that holds from one annotation to another.
public struct Relation: Sendable, Hashable {
    /// Name within the layer; 0 for one that was computed on demand.
    public var number: UInt32
    /// `supports`, `contradicts`, `elaborates`, `repeats`, or any name a file brings.
    public var type: String
    public var from: AnnotationID
    public var to: AnnotationID
    /// Names of the two arguments in a file, `Arg1` and `Arg2` unless it says otherwise.
    public var roles: Roles
    /// Strength, 0 to 1, of a computed relation; nil for one that stood in the file.
    public var score: Double?
    /// Reasons in words a reader accepts, strongest first.
    public var because: [String]

    /// The names of a relation's two arguments.
    public struct Roles: Sendable, Hashable {
        public var from: String
        public var to: String

        public init(from: String = "Arg1", to: String = "Arg2") {
            self.from = from
            self.to = to
        }
    }

    public init(
        number: UInt32, type: String, from: AnnotationID, to: AnnotationID,
        roles: Roles = Roles(), score: Double? = nil, because: [String] = []
    ) {
        self.number = number
        self.type = type
        self.from = from
        self.to = to
        self.roles = roles
        self.score = score
        self.because = because
    }
}
