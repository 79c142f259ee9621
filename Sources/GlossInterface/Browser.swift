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
        var isRaw = false
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

    /// Says which themes there are, for the palette.
    public mutating func offer(themes: [String]) { state.themes = themes }

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
        let effects = take(event)
        guard isNarrowing || isNarrowingIndex || isNarrowingTimeline || canCountHits || effects.contains(.tick) else { return effects }
        // One tick is enough.
        return effects.filter { $0 != .tick } + [.tick]
    }

    private mutating func take(_ event: BrowserEvent) -> [Effect] {
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
            if words == nil { return goToBeginning(isRead: true) }
        case .related(let item, let relations):
            if var pane = state.side?.pane as? RelatedPane, pane.claim == item.id {
                pane.relations = relations
                state.side?.pane = pane
            }
        case .copied(let failure): tellCopied(failure: failure)
        case .edited(let id, let answer): return take(answer, of: id)
        case .message(let text, let isWarning): state.say(text, isWarning: isWarning)
        case .tick:
            narrowMore()
            narrowIndex()
            narrowTimeline()
            countHits()
            return continueSearch()
        case .background(let background): theme = theme.on(background)
        case .theme(let file): theme = Theme(depth: theme.depth, background: theme.background, file: file)
        case .waited: state.showsFollowing = isWaitingForKeys
        case .marks(let marks): for (letter, offset, id) in marks where state.marks[letter] == nil {
            state.marks[letter] = Place(report: id, top: TopLine(offset: offset), focus: nil, reference: nil)
        }
        case .searches(let searches): if state.searches.isEmpty { state.searches = searches }
        case .greet: state.greets = true
        case .begin(let beginning):
            state.beginning = beginning
            return goToBeginning()
        case .changedOnDisk(let id):
            guard let index = index(of: id) else { break }
            let name = state.reports[index].report.fileName
            state.say("\(name) changed on disk; \(keys.firstKey(for: .reload, in: .everywhere) ?? "R") reads it again", isWarning: true)
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
        case .background(let background):
            theme = theme.on(background)
            return []
        case .interrupted: return run(.interrupt, count: nil)
        case .terminated(let signal): return [.terminated(signal: signal)]
        }
    }

    /// What lists and the timeline hold is let go, because a report changed.
    mutating func forgetRows() {
        state.side?.rows = nil
        state.sharedTimeline.index = nil
        state.sharedTimeline.narrowing = nil
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
        forgetRows()
        rename(from: old, to: report)
        version += 1
        if report.text !== old.text, index == state.current { state.stopSearch() }
        refilter(index, from: report.text === old.text ? max(0, old.paragraphs.count - 1) : 0)
        state.search?.hits = SearchHits()
        if state.isTimelineOpen, !state.timeline.hasZoomed { zoomTimelineToFit() }
        if old.annotators.count < 2, index == state.current, let words = annotatorSummary(ofReport: index) { state.say(words) }
        if state.isFollowing, index == state.current { showEnd() }
        return (state.search?.resumeAt == nil ? [] : [.tick]) + goToBeginning()
    }

    /// Shows the end of a report that is followed.
    private mutating func showEnd() {
        refreshViewport()
        state.open.top = TopLine(offset: max(0, state.report.text.count - 1))
        refreshViewport()
        state.open.top = viewport.bottom(height: max(1, screen.text.rows))
    }

    /// Goes where the reader asked to begin, once it is known where that is.
    mutating func goToBeginning(isRead: Bool = false) -> [Effect] {
        let report = state.report
        switch state.beginning {
        case nil: return []
        case .line(let line):
            guard report.text.count > 0 else { return [] }
            state.beginning = nil
            refreshViewport()
            let offset = report.text.start(ofLine: line)
            show(offset, atTop: true)
            state.open.landing = (state.open.top, offset)
        case .hit(let pattern):
            guard isRead else { return [] }
            state.beginning = nil
            refreshViewport()
            return beginSearch(pattern, forward: true)
        case .page(let label):
            let index = report.structure.page(labelled: label)
            guard isRead || index != nil else { return [] }
            state.beginning = nil
            refreshViewport()
            guard let index else {
                state.say(report.structure.pages.isEmpty ? "this report has no pages" : "there is no page \(label): \(pageRange)", isWarning: true)
                return []
            }
            goToPage(index: index)
        }
        return []
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
            report: state.current, width: max(2, screen.text.columns), shown: open.isRaw ? nil : open.shownParagraphs, isRaw: open.isRaw,
            folds: open.shownParagraphs == nil && !open.isRaw ? open.folds : [],
            spacing: Spacing(isRoomy: state.size.rows >= ScreenLayout.roomyRows, showsRunning: open.visibility.showsRunning),
            visibility: tagged ? open.visibility : nil, version: version)
        guard key != viewportKey else { return }
        viewportKey = key
        let report = open.report
        let visibility = open.visibility
        viewport = Viewport(
            chunks: Chunks(
                text: report.text, paragraphs: open.isRaw ? .asItStands(report.text) : report.paragraphs, shown: key.shown, folds: key.folds),
            flow: visibility.showsRunning || open.isRaw ? Flow(report.text, furniture: []) : report.flow.shown, width: key.width,
            spacing: key.spacing,
            tags: tagged ? { @Sendable span in InlineTag.tags(in: span, of: report, visibility) } : nil)
    }

    /// Forgets all layouts.
    mutating func invalidateLayouts() { version += 1 }

    /// Where everything stands on the screen now.
    var screen: ScreenLayout { ScreenLayout(state) }
}
