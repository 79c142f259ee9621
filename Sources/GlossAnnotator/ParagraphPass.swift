import GlossLexicon
import GlossModel

/// A mention a rule has found, or one that a file brings, in the paragraph at hand.
public struct MentionDraft: Sendable, Hashable {
    /// Bytes in the report.
    public var span: Span
    public var type: MentionType
    public var form: Form
    /// Identity from the lexicon; 0 for none.
    public var name: UInt16
    /// The bare name, without title, post and article; the span itself for other forms.
    public var core: Span
    /// What the bare name is compared by; see `NameKey`.
    public var key = NameKey()
    /// Rule that made it; see `Rule`.
    public var rule: Rule
    /// How much more it weighs as a name than as none, a token, where what was learned says so; else 0.
    public var margin: Int32 = 0
    /// Number of the mention in the layer it comes from, where a file brought it; else 0 until the
    /// layer is made.
    public var number: UInt32
    /// The entity that a file gives it.
    public var entity: AnnotationID?

    public init(
        _ span: Span, _ type: MentionType, _ form: Form = .name, name: UInt16 = 0,
        rule: Rule = .file, number: UInt32 = 0
    ) {
        self.span = span
        self.type = type
        self.form = form
        self.name = name
        core = span
        self.rule = rule
        self.number = number
    }
}

/// What names are compared by when mentions are gathered into entities. 0 where there is none.
public struct NameKey: Sendable, Hashable {
    /// Hash of all words of the bare name.
    public var whole: UInt64 = 0
    /// Hash of its last word: the family name of a person.
    public var last: UInt64 = 0
    /// Hash of its first word.
    public var first: UInt64 = 0
    /// Hash of the initials of its words, as an acronym would spell them.
    public var initials: UInt64 = 0
    /// Number of its words.
    public var words: UInt8 = 0
    /// Of a person: 1 for a man, 2 for a woman, as a title or given name tells; 0 where nothing does.
    public var sex: UInt8 = 0

    public init() {}
}

/// The annotator's types of mention, in the order of `Layer.types`.
public enum MentionType: UInt8, Sendable, CaseIterable {
    case person, organization, location, group, weapon, vehicle, militaryPlatform, quantity, money,
        document, product, event, work, url, domain, email, ip, hash, cve, filePath, registryKey
    /// A type that only a file has.
    case other

    /// The name in layers and files.
    public var name: String {
        switch self {
        case .person: "Person"
        case .organization: "Organization"
        case .location: "Location"
        case .group: "Group"
        case .weapon: "Weapon"
        case .vehicle: "Vehicle"
        case .militaryPlatform: "MilitaryPlatform"
        case .quantity: "Quantity"
        case .money: "Money"
        case .document: "Document"
        case .product: "Product"
        case .event: "Event"
        case .work: "Work"
        case .url: "URL"
        case .domain: "Domain"
        case .email: "Email"
        case .ip: "IP"
        case .hash: "Hash"
        case .cve: "CVE"
        case .filePath: "FilePath"
        case .registryKey: "RegistryKey"
        case .other: "Other"
        }
    }
}

extension MentionType {
    /// Whether it is an address, a path, a hash: something to search a network for, no word.
    public var isIndicator: Bool { rawValue >= MentionType.url.rawValue && self != .other }
}

/// A claim a rule has found in the paragraph at hand. Spans are bytes of the report.
struct ClaimDraft: Sendable {
    /// The content, in order: which of `ParagraphPass.claimSpans`; at least one.
    var spans: Range<Int>
    /// The words that say that it is said; nil for the author's own.
    var cue: Span?
    /// The words for who says it; nil where nobody is named.
    var source: Span?
    /// Index in `ParagraphPass.mentions` of the mention that is these words, or their head.
    var mention: Int?
    var kind: ClaimKind
    var isForecast = false
    /// Index in `ParagraphPass.claims` of the claim it stands within.
    var within: Int?
    var likelihood: Likelihood?
    /// The words used for the likelihood, by their index in `Layer.strings`; 0 for none.
    var term: UInt32 = 0
    var confidence: Confidence?
    var rule: Rule

    init(spans: Range<Int>, cue: Span?, kind: ClaimKind, rule: Rule) {
        self.spans = spans
        self.cue = cue
        self.kind = kind
        self.rule = rule
    }
}

/// Words for likelihood, each once: the strings of a layer.
struct Terms: Sendable {
    /// By index; the first is empty.
    private(set) var strings = [""]
    private var indices: [UInt64: UInt32] = [:]

    /// The index of what some bytes read as.
    mutating func index(of bytes: some Sequence<UInt8>) -> UInt32 {
        var hash = WordHash()
        for byte in bytes { hash.feed(lower: byte) }
        if let known = indices[hash.value] { return known }
        indices[hash.value] = UInt32(strings.count)
        strings.append(String(decoding: Array(bytes), as: UTF8.self))
        return UInt32(strings.count - 1)
    }
}

/// What one paragraph hands on to the next, in the order of the text.
public struct Carry: Sendable {
    /// For the time rules: the last dated expression before this paragraph.
    public var lastTime: TimeExpression?
    /// For the time rules: how much the text tells a story of other years; see `TimeResolver`.
    var story = 0
    /// For the time rules: whether 3/8/2017 has the month first; see `DayOrder`.
    public var isMonthFirst = false
    /// For the claim rules: the source and cue that announce a quotation in the next paragraph
    /// ("made a statement:").
    var announced: Announcement?
    /// For the mention rules: types of names seen before, by hash of a word that means them alone
    /// (family names, acronyms the text defines).
    var knownNames: [UInt64: MentionType] = [:]

    /// For the time rules: whether the report has sections, and the last date named in this one.
    var hasSections = false
    var sectionTime: TimeExpression?
    /// For the time rules: the day that this section opens with.
    var dateline: Day?
    /// For the time rules: how many of the next blocks still belong to the head of an article whose
    /// day stands alone on a line of its own, before the author and the title.
    var headBlocks = 0
    /// For the time rules: the periods named so far.
    var periods = TimePeriods()
    /// For the time rules: the year that an annual report is about.
    var reviewYear: Int?
    /// For the time rules: whether the report has five pages or more.
    var isLong = false

    public init() {}

    /// A heading: what was dated before it is of another section, but for a day alone on a line among
    /// the few before it, as articles that are printed one after the other have it.
    mutating func enterSection() {
        hasSections = true
        guard headBlocks == 0 else { return }
        sectionTime = nil
        dateline = nil
    }

    /// An article begins whose day stood on a line of its own.
    mutating func open(_ time: TimeExpression) {
        guard hasSections, let day = time.earliest, day == time.latest else { return }
        (sectionTime, dateline, headBlocks) = (time, day, Self.longestHead)
    }

    /// Blocks from the day of an article to its title.
    private static let longestHead = 5

    /// Goes back to the dates known before a block whose dates nothing goes by.
    mutating func forgetDates(since before: Carry) {
        lastTime = before.lastTime
        periods = before.periods
        story = before.story
        sectionTime = before.sectionTime
        dateline = before.dateline
        announced = before.announced
    }
}

/// One paragraph on its way through the rule families: what they read, and what they have found.
public struct ParagraphPass: Sendable {
    public let text: Text
    public let lexicon: Lexicon
    /// The report's date; nil where nothing tells it.
    public let date: Day?
    public var carry = Carry()
    /// What may be found in the block at hand.
    var standing: Standing = [.names, .times, .claims, .indicators]

    /// Whether the block at hand is of another language than English.
    var isForeign = false
    /// That language, where its words and patterns are known.
    var language: LanguageTable?

    /// Names that the paragraph says are one: "Long Name (LN)". Indices in `mentions`.
    var sameNames: [(Int, Int)] = []
    /// Mentions, by span, outer before inner; the file's where it brings some.
    public var mentions: [MentionDraft] = []
    /// Times, with `number` = index + 1 and `through` a number in this sense; numbered anew and
    /// sorted later. The file's where it brings some.
    public var times: [TimeExpression] = []
    /// The rule of each of `times`.
    var timeRules: [Rule] = []
    /// Claims, by the stretch from the first byte of their content to its last.
    var claims: [ClaimDraft] = []
    /// The spans of their contents.
    var claimSpans: [Span] = []
    /// The words for likelihood in the claims so far.
    var terms = Terms()

    /// How the text writes its words.
    let use: WordUse
    /// What was learned about names; nil where there is nothing.
    var names: NameModel?
    /// Who is told what there is to be learned from.
    var recorder: NameRecorder?

    /// Memory of the rule families.
    var timeScratch = TimeRules.Scratch()
    var mentionScratch = MentionRules.Scratch()
    var claimScratch = ClaimRules.Scratch()

    init(text: Text, lexicon: Lexicon, date: Day?) {
        self.text = text
        self.lexicon = lexicon
        self.date = date
        use = WordUse(text)
    }
}

extension ParagraphPass {
    /// Leaves what is told without knowing the language: names of the lexicon and of the user,
    /// addresses, amounts, dates with figures; claims are quotations only, see `ClaimRules`.
    mutating func keepWhatAnyLanguageHas(_ tokens: Tokens) {
        sameNames.removeAll()
        if let language {
            mentions = mentions.compactMap { ForeignNames.kept($0, language, tokens, lexicon.records) }
            if standing.contains(.names) { ForeignNames.titled(language, tokens, lexicon.records, &mentions) }
        } else {
            mentions.removeAll { !Self.isOfAnyLanguage($0.rule) }
        }
        guard language == nil, times.count == timeRules.count else { return }
        let kept = times.indices.filter { hasFigure(times[$0].span) }
        guard kept.count < times.count else { return }
        times = kept.map { times[$0] }
        timeRules = kept.map { timeRules[$0] }
        for index in times.indices {
            times[index].number = UInt32(index + 1)
            times[index].through = 0
        }
    }

    static func isOfAnyLanguage(_ rule: Rule) -> Bool {
        switch rule {
        case .file, .ownName, .lexiconPhrase, .lexiconWord, .inside, .address, .detection: true
        default: false
        }
    }

    private func hasFigure(_ span: Span) -> Bool {
        (Int(span.start)..<Int(span.end)).contains { text.byte($0) >= 0x30 && text.byte($0) <= 0x39 }
    }
}
