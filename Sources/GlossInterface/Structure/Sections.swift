import GlossModel

extension Browser {
    /// Goes to a byte of the text as a jump, at the top where the text is long enough; section and
    /// page are then told of it.
    mutating func go(to offset: Int) {
        rememberPlace()
        if isFilteredOut(Span(offset, offset + 1)) { applyFilter("") }
        state.open.focus = nil
        state.open.reference = nil
        show(offset, atTop: true)
        state.open.landing = (state.open.top, offset)
    }

    /// To the next sections, or back: first to the beginning of this one.
    mutating func stepSections(_ steps: Int) {
        let sections = state.report.structure.sections
        guard !sections.isEmpty else {
            state.say(state.open.progress == nil ? "no sections in this report" : "loading")
            return
        }
        let here = state.open.position
        let next = sections.partitioningIndex { Int($0.heading.start) > here }
        let before = sections.partitioningIndex { Int($0.heading.start) >= here } - 1
        step(from: steps > 0 ? next + steps - 1 : before + steps + 1, steps, count: sections.count, "section") {
            Int(sections[$0].heading.start)
        }
    }

    /// To the next pages, or back.
    mutating func stepPages(_ steps: Int) {
        guard let here = state.report.structure.page(at: state.open.position) else {
            sayNoPages()
            return
        }
        let browser = self
        step(from: here + steps, steps, count: state.report.structure.pages.count, "page") { browser.startOfPage($0) }
        if let label = state.report.pageLabel(at: state.open.position) { state.message = state.message ?? .init(text: "page \(label)") }
    }

    private mutating func step(from wanted: Int, _ steps: Int, count: Int, _ word: String, _ place: (Int) -> Int) {
        let index = max(0, min(count - 1, wanted))
        let target = place(index)
        if steps > 0 ? target <= state.open.position : target >= state.open.position {
            state.say(steps > 0 ? "this is the last \(word)" : "this is the first \(word)")
            return
        }
        go(to: target)
    }

    /// Where the words of a page begin.
    private func startOfPage(_ index: Int) -> Int {
        let start = Int(state.report.structure.pages[index].start)
        let paragraphs = state.report.paragraphs
        guard let paragraph = paragraphs.index(at: start) else { return Int(paragraphs.spans.first?.start ?? 0) }
        if Int(paragraphs.spans[paragraph].end) > start { return start }
        return paragraph + 1 < paragraphs.count ? Int(paragraphs.spans[paragraph + 1].start) : start
    }

    private mutating func sayNoPages() {
        state.say(state.open.progress == nil ? "this report has no pages" : "loading")
    }

    /// To the page with a number printed on it.
    mutating func goToPage(number: Int?) {
        guard !state.report.structure.pages.isEmpty else {
            sayNoPages()
            return
        }
        guard let number else {
            state.say("type the number first: 17p goes to page 17")
            return
        }
        guard let index = state.report.structure.page(labelled: String(number)) else {
            state.say("there is no page \(number): \(pageRange)", isWarning: true)
            return
        }
        goToPage(index: index)
    }

    /// "pages run from i to 112".
    var pageRange: String {
        let pages = state.report.structure.pages
        return "pages run from \(StandIn.line(pages.first?.label ?? "")) to \(StandIn.line(pages.last?.label ?? ""))"
    }

    mutating func goToPage(index: Int) {
        go(to: startOfPage(index))
        state.say("page \(StandIn.line(state.report.structure.pages[index].label))")
    }

    /// "3.2 Victims", as much as fits; nil before the first heading, and where it is the report's title.
    func sectionWords(columns: Int) -> String? {
        guard let title = state.report.sectionTitle(at: state.open.position).map({ StandIn.line($0) }),
            title != StandIn.line(state.report.title)
        else { return nil }
        return cut(title, to: columns)
    }

    /// "p. 17" where the report has pages, else "¶3"; "¶…" while the paragraphs before are not counted.
    func placeLabel(_ offset: Int, in report: Report? = nil) -> String {
        let report = report ?? state.report
        if let page = report.pageLabel(at: offset) { return "p. " + cut(StandIn.line(page), to: 8) }
        let paragraphs = report.paragraphs
        guard paragraphs.startsAt == 0 else { return "¶…" }
        return "¶\((paragraphs.index(at: offset) ?? 0) + 1)"
    }
}
