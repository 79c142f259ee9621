/// One line of the table: what is measured, on what, beside what, and how much it may be.
struct Row {
    enum Measure {
        /// From the start until the text's beginning stands on the screen.
        case firstScreen
        /// From the start until a mention on the first screen has its colour.
        case highlighted
        /// From the start until nothing is loading any more and the timeline can be shown.
        case loaded
        /// From a key to the last byte of what it changes.
        case keys(Keys, whileLoading: Bool)
        /// From G right behind the first screen until the end of the text stands there.
        case jumpToEnd
        /// G, once all is loaded, to the last byte.
        case end
        /// From Enter until it is told that a search has found nothing.
        case search
        /// From a change of the window's size to the last byte.
        case resize
        /// Anonymous memory, once all is loaded.
        case memory
        /// `gloss timeline --from 2015 --to 2016`, from start to exit.
        case timeline
        /// Page keys while the annotator is behind the first screen, and how fast it is.
        case annotating
    }

    /// Another program that does the like on the same files.
    enum Peer: String {
        case less, vim, wc, grep
    }

    enum Limit {
        /// So many times what the other program takes.
        case times(Double)
        /// In milliseconds.
        case milliseconds(Double)
        /// The median against the other's page key, and 16 ms for 99 of 100, 50 ms for all.
        case keys(times: Double)
        /// A share of the bytes of text and standoff together.
        case share(Double)
        /// 16 ms for 99 of 100 keys, and so many megabytes a second.
        case rate(Double)
        /// 16 ms for 99 of 100 keys, and only what is around the view annotated.
        case aroundView
    }

    let name: String
    let workload: String
    let measure: Measure
    let peer: Peer?
    let limit: Limit

    init(_ name: String, _ workload: String, _ measure: Measure, _ peer: Peer?, _ limit: Limit) {
        (self.name, self.workload, self.measure) = (name, workload, measure)
        (self.peer, self.limit) = (peer, limit)
    }

    /// The text whose pages less turns beside gloss's keys: the same one, unless it has no further
    /// page, or, being one line, none that less turns as it does others.
    var paged: String {
        ["small", "dense", "line", "line-annotated"].contains(workload) ? "book" : workload
    }

    /// In the words of the table.
    var full: String { "\(name), \(workload)" }
}

/// Keys that are pressed in turn.
enum Keys: String, CaseIterable {
    case page, entity, claim, zoom

    var words: String {
        switch self {
        case .page: "page"
        case .entity: "next entity"
        case .claim: "next claim"
        case .zoom: "zoom of the timeline"
        }
    }

    /// What is pressed before.
    var prelude: String { self == .zoom ? "t" : "" }

    /// - Parameter isShort: whether the text has only a few pages.
    func pressed(isShort: Bool) -> [String] {
        switch self {
        case .page: isShort ? [Self.pageDown, Self.pageUp] : [Self.pageDown]
        case .entity: isShort ? ["\t", "\u{1B}[Z"] : ["\t"]
        case .claim: isShort ? ["]c", "[c"] : ["]c"]
        case .zoom: ["+", "-"]
        }
    }

    static let pageDown = "\u{1B}[6~"
    static let pageUp = "\u{1B}[5~"
}

extension Row {
    /// All lines of the table.
    static let all: [Row] = opening + keys + keysWhileLoading + moving + whole

    /// What is measured again at 1, 10 and 100 MB: each of these on `sizes`.
    static let growth: [[Row]] = [
        Row("first screen", "", .firstScreen, .less, .times(2)),
        Row("highlighted", "", .highlighted, .vim, .times(0.5)),
        Row("everything loaded", "", .loaded, .wc, .times(60)),
        Row("page", "", .keys(.page, whileLoading: false), .less, .keys(times: 1.5)),
        Row("next entity", "", .keys(.entity, whileLoading: false), .less, .keys(times: 1.5)),
        Row("next claim", "", .keys(.claim, whileLoading: false), .less, .keys(times: 1.5)),
        Row("zoom of the timeline", "", .keys(.zoom, whileLoading: false), .less, .keys(times: 1.5)),
        Row("G, all loaded", "", .end, .less, .times(1)),
        Row("search that finds nothing", "", .search, .less, .times(1)),
        Row("resize", "", .resize, nil, .milliseconds(16)),
        Row("anonymous memory", "", .memory, nil, .share(0.6)),
        Row("gloss timeline", "", .timeline, .grep, .times(10)),
    ].map { row in sizes.map { Row(row.name, $0, row.measure, row.peer, row.limit) } }

    /// The workloads of 1, 10 and 100 MB.
    static let sizes = ["grow-1", "grow-10", "archive"]

    private static let opening = [
        Row("first screen", "small", .firstScreen, .less, .times(1.5)),
        Row("first screen", "archive", .firstScreen, .less, .times(2)),
        Row("first screen", "plain", .firstScreen, .less, .times(2)),
        Row("highlighted", "archive", .highlighted, .vim, .times(0.5)),
        Row("everything loaded", "archive", .loaded, .wc, .times(60)),
        Row("everything loaded", "archive-shuffled", .loaded, .wc, .times(60)),
    ]

    private static let keys = Keys.allCases.flatMap { keys in
        let workloads = ["small", "book", "archive", "dense", "line-annotated"]
        let plain = keys == .page ? ["line", "plain"] : []
        return (workloads + plain)
            // There are no claims and dates in `dense`.
            .filter { $0 != "dense" || keys == .page || keys == .entity }
            .map { workload in
                Row(
                    keys.words, workload, .keys(keys, whileLoading: false), .less, .keys(times: 1.5))
            }
    }

    private static let keysWhileLoading = Keys.allCases.map { keys in
        Row(
            keys.words + " while loading", "archive", .keys(keys, whileLoading: true), .less,
            .keys(times: 1.5))
    }

    private static let moving = [
        Row("G at once", "archive", .jumpToEnd, .less, .times(1)),
        Row("G, all loaded", "archive", .end, .less, .times(1)),
        Row("search that finds nothing", "archive", .search, .less, .times(1)),
    ] + ["small", "archive", "dense", "line-annotated", "plain"].map {
        Row("resize", $0, .resize, nil, .milliseconds(16))
    }

    private static let whole = [
        Row("anonymous memory", "archive", .memory, nil, .share(0.6)),
        Row("gloss timeline", "archive", .timeline, .grep, .times(10)),
        Row("annotating behind", "plain-20", .annotating, nil, .rate(10)),
        Row("annotating behind", "plain", .annotating, nil, .aroundView),
    ]
}
