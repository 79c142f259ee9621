import GlossModel

/// Which annotations are lit, and stop Tab.
public struct Visibility: Hashable, Sendable {
    /// Types that are not shown; indicators among them are still told apart, quietly.
    public var hiddenTypes = Theme.indicators
    /// Forms that are shown; names alone at first, or every "we" would light up.
    public var forms: FormSet = [.name]
    public var showsDates = true
    public var showsClaims = true
    /// Tags such as `[PER Name]` in the text, whatever the colours.
    public var showsTags = false
    /// Whether Tab stops at the markers of notes.
    public var showsNotes = true
    /// Whether Tab stops at links.
    public var showsLinks = false
    /// Running heads, as they stand between the pages.
    public var showsRunning = false

    /// Whether a mention is shown.
    public func shows(_ item: MentionItem) -> Bool {
        forms.contains(item.mention.form) && !hiddenTypes.contains(item.type)
    }
}

/// A place to come back to: report, exact top row and focus.
public struct Place: Hashable, Sendable {
    public var report: ReportID
    public var top: TopLine
    public var focus: AnnotationID?
    public var reference: CrossReference?
}

/// An annotation of an open report, for marking and printing.
public struct Item: Hashable, Sendable {
    public var report: ReportID
    public var id: AnnotationID

    public init(report: ReportID, id: AnnotationID) {
        self.report = report
        self.id = id
    }
}

/// An open report and where its reader is.
public struct OpenReport: Sendable {
    public var report: Report
    public var top = TopLine.start
    /// The annotation in focus.
    public var focus: AnnotationID? { didSet { if focus != nil { reference = nil } } }
    /// What is in focus where it is no annotation.
    public var reference: CrossReference? { didSet { if reference != nil { focus = nil } } }
    /// Where the reader went last by section or page, while the screen still shows that.
    var landing: (top: TopLine, offset: Int)?
    /// Groups of blocks that are folded away, in order.
    var folds: [Range<Int>] = []
    /// Columns by which wide tables and code are moved to the left, by paragraph.
    var sideways: [Int: Int] = [:]
    public var visibility = Visibility()
    var editing = EditState()
    /// Whether it is shown as the file stands, line by line.
    var isRaw = false
    /// Indices of the paragraphs that the filter lets through; nil: all.
    var shownParagraphs: [Int]?
    /// What the filter looks for; empty: no filter.
    var filterText = ""
    var timeline = TimelineState()
    /// Whether it was said that dates hang on the report's own.
    var isToldOfHangingDates = false
    /// Work under way behind the screen, in words; nil: none.
    var progress: String?
    /// The parts that are annotated, where the annotator works only around the view; nil: all that
    /// there will be.
    var annotatedView: [Span]?
    /// The part that annotations were last asked for; nil: answered.
    var askedToAnnotate: Span?
    var cache = Cache()

    /// What is computed from the whole report once and kept until it changes.
    struct Cache: Sendable {
        var digest: Digest?
        var claims: [AnnotationID]?
        /// The timeline with the rows that date no event.
        var everyRow: TimelineIndex?
        var index: (isOverAll: Bool, found: IndexNarrowing)?
        var outline: (filter: String, matches: [(section: Int, score: Int)])?
    }

    init(_ report: Report) { self.report = report }

    /// Takes a newer version of the report; what was computed from the old one is let go.
    mutating func replace(with newer: Report, _ digest: Digest? = nil) {
        focus = focus.flatMap { newer.counterpart(of: $0, in: report) }
        if newer.text !== report.text { reference = nil }
        if newer.text !== report.text || newer.paragraphs.count != report.paragraphs.count {
            folds = []
            sideways = [:]
        }
        report = newer
        if let now = reference, newer.span(of: now) == nil { reference = nil }
        cache = Cache()
        cache.digest = digest
        timeline.index = nil
        timeline.narrowing = nil
        timeline.anchor = nil
    }

    /// Whether it is shown from its beginning, with nothing in focus, as when it was opened.
    var isAtRest: Bool { top == TopLine(offset: 0) && focus == nil && reference == nil }

    /// Where what is in focus stands.
    var focusSpan: Span? {
        if let reference { return report.span(of: reference) }
        return focus.flatMap { report.span(of: $0) }
    }

    /// The offset that section and page are told of: that of the top row, or where a jump by section
    /// or page led that could not be brought to the top.
    var position: Int {
        if let landing, landing.top == top { return landing.offset }
        return top.offset
    }

    /// What is known of the whole report. Linear the first time, unless it came with the report.
    mutating func digest() -> Digest {
        if let known = cache.digest { return known }
        let made = Digest(report)
        cache.digest = made
        return made
    }

    /// The same where it is known already or quickly made.
    mutating func digestAtHand() -> Digest? { cache.digest ?? (report.text.count <= 1 << 19 ? digest() : nil) }

    /// All claims in the order of the text. Linear the first time.
    mutating func claims() -> [AnnotationID] {
        if let known = cache.digest?.claims ?? cache.claims { return known }
        let found = report.annotators.count > 1 ? report.distinctClaims : report.claimIDs
        cache.claims = found
        return found
    }
}

/// The pane that keys go to.
enum ActivePane: Hashable, Sendable {
    case reading, side, timeline, help
}

/// A list's chosen item and the first one on the screen.
struct ListPosition: Hashable, Sendable {
    var chosen = 0
    var top = 0

    /// Moves the choice, within `count` items.
    mutating func move(by steps: Int, count: Int) {
        chosen = max(0, min(count - 1, chosen + steps))
    }

    /// Scrolls so that the chosen item is among the `height` shown.
    mutating func reveal(height: Int, count: Int) {
        chosen = max(0, min(count - 1, chosen))
        if chosen < top { top = chosen }
        if chosen >= top + height { top = chosen - height + 1 }
        top = max(0, min(top, max(0, count - height)))
    }
}

extension Prompt.Purpose {
    /// Whether a pattern is typed.
    var isPattern: Bool {
        switch self {
        case .search, .filter: true
        default: false
        }
    }
}

/// What the text shows while a reader looks through a list or the timeline, and where they were
/// before.
struct Preview: Hashable, Sendable {
    var origin: Place
    var id: AnnotationID
}

/// Where a reader asks to begin.
public enum Beginning: Hashable, Sendable {
    /// A line of the file, from 1.
    case line(Int)
    /// The first hit of a search.
    case hit(String)
    /// A page by its label.
    case page(String)
}

/// What the bottom line asks for.
struct Prompt: Hashable, Sendable {
    enum Purpose: Hashable, Sendable {
        case search(forward: Bool)
        case filter
        /// A remark on an annotation, the value of a date, a type.
        case remark(AnnotationID), value(AnnotationID), type
        /// A file for the selection.
        case write
        /// The report's date.
        case date
    }
    var purpose: Purpose
    var line = LineEditor()

    /// A word before the line.
    var sign: String {
        switch purpose {
        case .search(let forward): forward ? "/" : "?"
        case .filter: "&"
        case .write: "write the selection to: "
        case .date: "the report's date: "
        case .remark: "remark: "
        case .value: "value: "
        case .type: "type: "
        }
    }
}

/// A search under way or over, and what it looks for.
struct Search: Sendable {
    var pattern: Pattern
    /// The direction asked for, which n keeps and N turns round.
    var forward: Bool
    /// The direction of the step under way.
    var isForward = true
    /// The last hit.
    var hit: Span?
    /// Where to go on from, in bytes, while it runs; nil when it is over.
    var resumeAt: Int?
    /// Whether it has passed the end of the report once.
    var hasWrapped = false
    /// Where it began.
    var origin = 0
    /// Open reports that are still to be searched, where it goes over all of them.
    var reportsLeft = 0
    /// Where the reader was when it began.
    var start: Place?
    /// Where its hits are, as far as they are counted.
    var hits = SearchHits()

    init(pattern: Pattern, forward: Bool) {
        self.pattern = pattern
        self.forward = forward
    }
}

/// Everything the browser knows. Events change it; views show it.
public struct State: Sendable {
    public var reports: [OpenReport]
    public var current = 0
    public var size: Size
    /// The pane beside the text.
    var side: OpenPane?
    var isTimelineOpen = false
    var active = ActivePane.reading
    var helpTop = 0
    /// The pane that had the keys before the help screen.
    var paneBehindHelp = ActivePane.reading
    /// What the list or the timeline that has the keys shows in the text.
    var preview: Preview?
    var prompt: Prompt?
    var search: Search?
    /// What was searched for before, the latest last.
    public internal(set) var searches: [String] = []
    /// Which of them the prompt shows; nil: what is typed.
    var recalled: Int?
    /// What was last searched for.
    var lastPattern: String? { searches.last }
    /// Searches that stay lit beside the last one.
    var lit: [Pattern] = []
    /// What is being typed at the prompt of a search, where it is a pattern.
    var typed: Pattern?
    /// Whether what may follow the keys pressed is shown.
    var showsFollowing = false
    /// Whether the report is followed as it grows.
    public internal(set) var isFollowing = false
    /// Whether the two lines for somebody new stand above the bottom line.
    var greets = false
    /// What the help screen looks for.
    var helpFilter = LineEditor()
    var isSearchingHelp = false
    /// Where the reader wants to begin, once the report is there.
    var beginning: Beginning?
    /// Names of the themes there are.
    public var themes: [String] = []
    var jumps = JumpList()
    public internal(set) var marks: [Unicode.Scalar: Place] = [:]
    /// In the order in which they were selected.
    public var selection: [Item] = []
    /// What was selected before each change.
    var selectionsBefore: [[Item]] = []
    /// Whether lists and the timeline are of all open reports.
    var isOverAll = false
    /// The timeline of all open reports.
    var sharedTimeline = TimelineState()
    /// Whether a list may hold what is of several reports.
    var spansReports: Bool { isOverAll && reports.count > 1 }
    var pending: [Key] = []
    var count: Int?
    var message: Message?
    /// What is being copied, and what is said when it is.
    var copying: (text: String, done: String)?
    /// Words that are shown until the next key, to be copied by hand.
    var wordsToCopy: String?
    var hasAskedToQuit = false
    /// One pane at a time, full width, no boxes.
    public var isLinear = false

    /// A word to the reader on the bottom line, until the next key.
    struct Message: Hashable, Sendable {
        var text: String
        var isWarning = false
    }

    init(reports: [Report], size: Size) {
        self.reports = reports.map(OpenReport.init)
        self.size = size
    }

    /// The report on the screen.
    var open: OpenReport {
        get { reports[current] }
        _modify { yield &reports[current] }
    }
    var report: Report { reports[current].report }

    /// Where the reader is in the pane beside the text.
    var list: ListPosition {
        get { side?.list ?? ListPosition() }
        set { side?.list = newValue }
    }
    /// What is typed to narrow the pane beside the text.
    var listFilter: LineEditor {
        get { side?.filter ?? LineEditor() }
        set { side?.filter = newValue }
    }

    /// The timeline that is shown: of the report on the screen, or of all.
    var timeline: TimelineState {
        get { spansReports ? sharedTimeline : reports[current].timeline }
        _modify {
            if spansReports { yield &sharedTimeline } else { yield &reports[current].timeline }
        }
    }

    /// Gives up a search that goes on, and the hit of the report it was in.
    mutating func stopSearch() {
        search?.resumeAt = nil
        search?.hit = nil
        search?.hits = SearchHits()
    }

    mutating func say(_ text: String, isWarning: Bool = false) {
        message = Message(text: text, isWarning: isWarning)
    }
}
