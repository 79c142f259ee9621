import GlossModel

/// The browser without a terminal: events in, effects and frames out.
public struct Browser: Sendable {
    public internal(set) var state: State
    public let keys: KeyMap
    public internal(set) var theme: Theme
    var viewport: Viewport
    private var viewportKey: ViewportKey

    /// What a viewport's layouts hang on.
    private struct ViewportKey: Hashable, Sendable {
        var report: Int
        var width: Int
        var shown: [Int]?
        var folds: [Range<Int>]
        var spacing: Spacing
        var visibility: Visibility?
        var version: Int
    }
    private var version = 0

    /// Opens reports, at least one.
    public init(reports: [Report], size: Size, keys: KeyMap, theme: Theme, isLinear: Bool = false) {
        precondition(!reports.isEmpty)
        state = State(reports: reports, size: size)
        state.isLinear = isLinear
        self.keys = keys
        self.theme = theme
        let report = reports[0]
        viewport = Viewport(
            chunks: Chunks(text: report.text, paragraphs: report.paragraphs, shown: nil), flow: report.flow.shown, width: 40)
        viewportKey = ViewportKey(
            report: -1, width: 0, shown: nil, folds: [], spacing: Spacing(), visibility: nil, version: 0)
        refreshViewport()
    }

    /// Where a reader left off: shows `offset` (bytes) of a report at the top, if the report still has
    /// it and nobody has moved in it yet.
    public mutating func resume(_ report: ReportID, at offset: Int) {
        guard let index = index(of: report), state.reports[index].isAtRest,
            offset > 0, offset < state.reports[index].report.text.count
        else { return }
        state.reports[index].top = TopLine(offset: offset)
        if index == state.current { refreshViewport() }
    }

    /// Says that a report is annotated only in these parts, and is to be wherever it is looked at.
    public mutating func annotatesView(of report: ReportID, known: [Span]) {
        guard let index = index(of: report) else { return }
        state.reports[index].annotatedView = known
    }

    /// Takes an event and says what is to be done outside.
    public mutating func handle(_ event: BrowserEvent) -> [Effect] {
        switch event {
        case .input(let input): return handle(input) + annotateView()
        case .loaded(let report, let digest): return replace(report, digest)
        case .paragraphs(let id, let paragraphs): return take(paragraphs, of: id)
        case .annotatesView(let id):
            if let index = index(of: id), state.reports[index].annotatedView == nil {
                annotatesView(of: id, known: [])
            }
            return annotateView()
        case .annotated(let id, let layer, let parts):
            take(layer, ofParts: parts, of: id)
            return annotateView()
        case .progress(let id, let words):
            if let index = index(of: id) { state.reports[index].progress = words }
        case .related(let item, let relations):
            if state.related?.claim == item.id { state.related?.relations = relations }
        case .copied(let failure): tellCopied(failure: failure)
        case .edited(let id, let answer): take(answer, of: id)
        case .message(let text, let isWarning): state.say(text, isWarning: isWarning)
        case .tick: return continueSearch()
        case .background(let background): theme = Theme(depth: theme.depth, background: background)
        }
        return []
    }

    private mutating func handle(_ input: InputEvent) -> [Effect] {
        switch input {
        case .key(let key): return handle(key)
        case .mouse(let mouse): return handle(mouse)
        case .paste(let text): return handle(paste: text)
        case .resize(let size):
            state.size = size
            return []
        case .resumed: return [.redraw]
        case .interrupted: return run(.interrupt, count: nil)
        case .terminated(let signal): return [.terminated(signal: signal)]
        }
    }

    func index(of id: ReportID) -> Int? { state.reports.firstIndex { $0.report.id == id } }

    private mutating func replace(_ report: Report, _ digest: Digest?) -> [Effect] {
        guard let index = index(of: report.id) else {
            add(report, digest)
            return []
        }
        state.reports[index].editing = EditState()
        let old = state.reports[index].report
        state.reports[index].replace(with: report, digest)
        state.reports[index].annotatedView = nil
        rename(from: old, to: report)
        version += 1
        if report.text !== old.text, index == state.current { state.stopSearch() }
        refilter(index, from: report.text === old.text ? max(0, old.paragraphs.count - 1) : 0)
        return state.search?.resumeAt == nil ? [] : [.tick]
    }

    /// Takes a report that differs in its annotations alone.
    mutating func exchange(_ report: Report, _ index: Int) {
        let old = state.reports[index].report
        state.reports[index].replace(with: report)
        rename(from: old, to: report)
        if theme.showsTags || state.reports[index].visibility.showsTags { version += 1 }
    }

    /// Puts a report that was not there among the others, by its name.
    private mutating func add(_ report: Report, _ digest: Digest?) {
        var open = OpenReport(report)
        open.cache.digest = digest
        let place = state.reports.firstIndex { report.id < $0.report.id } ?? state.reports.count
        state.reports.insert(open, at: place)
        if place <= state.current { state.current += 1 }
    }

    /// Makes the viewport fit what is shown now; layouts are kept where nothing changed.
    mutating func refreshViewport() {
        cover(state.open.top.offset)
        renewViewport()
    }

    mutating func renewViewport() {
        let open = state.open
        let tagged = theme.showsTags || open.visibility.showsTags
        let key = ViewportKey(
            report: state.current, width: max(2, screen.text.columns), shown: open.shownParagraphs,
            folds: open.shownParagraphs == nil ? open.folds : [],
            spacing: Spacing(isRoomy: state.size.rows >= ScreenLayout.roomyRows, showsRunning: open.visibility.showsRunning),
            visibility: tagged ? open.visibility : nil, version: version)
        guard key != viewportKey else { return }
        viewportKey = key
        let report = open.report
        let visibility = open.visibility
        viewport = Viewport(
            chunks: Chunks(text: report.text, paragraphs: report.paragraphs, shown: key.shown, folds: key.folds),
            flow: visibility.showsRunning ? Flow(report.text, furniture: []) : report.flow.shown, width: key.width,
            spacing: key.spacing,
            tags: tagged ? { @Sendable span in InlineTag.tags(in: span, of: report, visibility) } : nil)
    }

    /// Forgets all layouts.
    mutating func invalidateLayouts() { version += 1 }

    /// Where everything stands on the screen now.
    var screen: ScreenLayout { ScreenLayout(state) }
}
