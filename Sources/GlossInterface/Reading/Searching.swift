import GlossModel

extension Browser {
    /// Bytes searched between two looks at the keyboard.
    private static let slice = 4 << 20

    mutating func beginSearch(_ text: String, forward: Bool) -> [Effect] {
        let wanted = text.isEmpty ? state.lastPattern ?? "" : text
        guard !wanted.isEmpty else {
            state.search = nil
            return []
        }
        do throws(PatternError) {
            let keepsOthers = wanted.hasPrefix("+") && wanted.count > 1
            let pattern = try Pattern(keepsOthers ? String(wanted.dropFirst()) : wanted)
            state.searches.removeAll { $0 == wanted }
            state.searches.append(wanted)
            if keepsOthers, let last = state.search?.pattern {
                state.lit = Array((state.lit + [last]).suffix(Theme.litColours))
            } else {
                state.lit = []
            }
            state.search = Search(pattern: pattern, forward: forward)
            rememberPlace()
            return startSearch(forward: forward, fromHit: false)
        } catch {
            state.say(error.sentence, isWarning: true)
            return []
        }
    }

    /// The next hit in the search's direction, or against it.
    mutating func nextHit(forward: Bool) -> [Effect] {
        guard let search = state.search else {
            state.say("nothing to search for; / asks")
            return []
        }
        return startSearch(forward: search.forward == forward, fromHit: true)
    }

    private mutating func startSearch(forward: Bool, fromHit: Bool) -> [Effect] {
        let visible = visibleText()
        var from = forward ? Int(visible.start) : Int(visible.end)
        if let hit = state.search?.hit, fromHit, hit.overlaps(visible) {
            from = forward ? Int(hit.end) : Int(hit.start)
        }
        state.search?.isForward = forward
        state.search?.resumeAt = from
        state.search?.origin = from
        state.search?.hasWrapped = false
        let (reports, start) = (state.spansReports ? state.reports.count : 0, here)
        state.search?.reportsLeft = reports
        state.search?.start = start
        return continueSearch()
    }

    /// Counts hits for one slice.
    mutating func countHits() {
        guard canCountHits, let pattern = state.search?.pattern else { return }
        let report = state.report
        state.search?.hits.count(pattern, in: report)
    }

    /// Whether there is more of the report to count hits in.
    var canCountHits: Bool {
        guard let hits = state.search?.hits, !hits.isDone else { return false }
        let paragraphs = state.report.paragraphs
        return paragraphs.startsAt == 0 && (paragraphs.isComplete || hits.next < paragraphs.count - 1)
    }

    /// Goes on with a search for one slice; then looks at the keyboard again.
    mutating func continueSearch() -> [Effect] {
        guard let search = state.search, let from = search.resumeAt else { return [] }
        let report = state.report
        // Goes on when all paragraphs are known.
        guard report.paragraphs.startsAt == 0 else { return [] }
        let step = search.isForward
            ? search.pattern.next(in: report.text, report.paragraphs, from: from, budget: Browser.slice)
            : search.pattern.previous(in: report.text, report.paragraphs, before: from, budget: Browser.slice)
        switch step {
        case .found(let span):
            state.search?.resumeAt = nil
            state.search?.hit = span
            show(hit: span)
        case .continue(let offset):
            guard offset != from || report.paragraphs.isComplete else { return [] }
            state.search?.resumeAt = offset
            return [.tick]
        case .exhausted:
            if search.reportsLeft > 0 { return searchNextReport(search) }
            guard !search.hasWrapped else {
                state.search?.resumeAt = nil
                state.search?.hits.isDone = true
                if let start = search.start, start.report != state.report.id { jump(to: start) }
                state.say("not found: \(state.lastPattern ?? "")", isWarning: true)
                return []
            }
            state.search?.hasWrapped = true
            state.search?.resumeAt = search.isForward ? 0 : report.text.count
            return [.tick]
        }
        return []
    }

    /// Goes on in the next open report, or the one before; back to where it began where none has a hit.
    private mutating func searchNextReport(_ search: Search) -> [Effect] {
        let (count, isLast) = (state.reports.count, search.reportsLeft == 1)
        show(report: ((state.current + (search.isForward ? 1 : -1)) % count + count) % count)
        refreshViewport()
        state.search?.reportsLeft = search.reportsLeft - 1
        if isLast { state.search?.hasWrapped = true }
        let from = search.isForward ? 0 : state.report.text.count
        state.search?.resumeAt = from
        return [.tick]
    }

    private mutating func show(hit: Span) {
        state.open.focus = nil
        state.open.reference = nil
        unfold(Int(hit.start))
        if let shown = state.open.shownParagraphs, let index = state.report.paragraphs.index(at: Int(hit.start)),
            !shown.contains(index)
        {
            applyFilter("")
        }
        refreshViewport()
        reveal(Int(hit.start))
        if state.search?.hasWrapped == true {
            state.say(state.search?.isForward == true ? "wrapped: on from the top" : "wrapped: on from the end")
        }
    }

    /// Filters the paragraphs from `first` on of a report that changed or grew.
    mutating func refilter(_ report: Int, from first: Int) {
        let open = state.reports[report]
        guard let shown = open.shownParagraphs, let pattern = try? Pattern(open.filterText) else { return }
        let paragraphs = open.report.paragraphs
        let more = pattern.paragraphs(
            in: open.report.text, paragraphs, among: min(first, paragraphs.count)..<paragraphs.count)
        state.reports[report].shownParagraphs = shown.filter { $0 < first } + more
    }

    /// Shows only the paragraphs that match; an empty text shows all.
    mutating func applyFilter(_ text: String) {
        let place = state.open.top
        guard !text.isEmpty else {
            state.open.filterText = ""
            state.open.shownParagraphs = nil
            refreshViewport()
            state.open.top = viewport.revealing(place.offset, from: place, height: max(1, screen.text.rows))
            return
        }
        let report = state.report
        guard report.paragraphs.startsAt == 0 else {
            state.say("loading", isWarning: true)
            return
        }
        do throws(PatternError) {
            let pattern = try Pattern(text)
            state.open.filterText = text
            state.open.shownParagraphs = pattern.paragraphs(
                in: report.text, report.paragraphs, among: 0..<report.paragraphs.count)
            let count = state.open.shownParagraphs?.count ?? 0
            state.open.top = .start
            state.search = Search(pattern: pattern, forward: true)
            refreshViewport()
            state.lit = []
            state.say("\(count) of \(report.paragraphs.count) paragraphs; & with nothing shows all")
            if let first = viewport.chunks.first { state.open.top = TopLine(offset: Int(first.span.start)) }
        } catch {
            state.say(error.sentence, isWarning: true)
        }
    }
}

extension PatternError {
    /// What is wrong with a pattern, for the bottom line.
    fileprivate var sentence: String {
        let what: String
        switch kind {
        case .empty: what = "nothing to look for"
        case .unclosedGroup: what = "a ( without its )"
        case .unopenedGroup: what = "a ) without its ("
        case .unknownGroup: what = "(? is not known here"
        case .unclosedClass: what = "a [ without its ]"
        case .reversedRange: what = "a range in [ ] runs backwards"
        case .nothingToRepeat: what = "nothing before the * + ? or {"
        case .badBounds: what = "numbers in { } that do not fit; 255 is the most"
        case .unknownClass: what = "no class of that name; alpha, digit, alnum, upper, lower, space, punct and word are some"
        case .unknownEscape: what = "a \\ before a letter that has no meaning with it"
        case .trailingBackslash: what = "a \\ at the end"
        case .tooLarge: what = "too large a pattern"
        }
        return "\(what), at character \(position + 1)"
    }
}
