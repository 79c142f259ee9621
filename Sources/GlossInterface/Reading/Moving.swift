import GlossModel

extension Browser {
    var here: Place {
        Place(report: state.report.id, top: state.open.top, focus: state.open.focus, reference: state.open.reference)
    }

    private var height: Int { max(1, screen.text.rows) }

    mutating func scroll(by rows: Int) {
        if state.active == .reading { endPreview(returning: false) }
        let before = state.open.top
        state.open.top = viewport.moved(before, by: rows, height: height)
        if state.open.top == before { state.say(rows > 0 ? "end of the report" : "top of the report") }
    }

    mutating func goToTop() {
        rememberPlace()
        goTo(.start)
        state.open.top = viewport.chunks.first.map { TopLine(offset: Int($0.span.start)) } ?? .start
    }

    mutating func goToBottom() {
        rememberPlace()
        goTo(TopLine(offset: max(0, state.report.text.count - 1)))
        state.open.top = viewport.bottom(height: height)
    }

    /// Puts a place at the top, however far it is.
    private mutating func goTo(_ top: TopLine) {
        state.open.top = top
        refreshViewport()
    }

    /// Paragraphs count from 1.
    mutating func goToParagraph(_ number: Int) {
        let paragraphs = state.report.paragraphs
        guard paragraphs.count > 0 else { return }
        guard paragraphs.isComplete || paragraphs.startsAt == 0 && number <= paragraphs.count else {
            state.say("loading", isWarning: true)
            return
        }
        rememberPlace()
        let index = min(number, paragraphs.count) - 1
        if number > paragraphs.count { state.say("there are \(paragraphs.count) paragraphs", isWarning: true) }
        show(Int(paragraphs.spans[index].start), atTop: true)
    }

    /// Puts an offset on the screen, at the top where the text is long enough.
    mutating func show(_ offset: Int, atTop: Bool) {
        cover(offset)
        unfold(offset)
        refreshViewport()
        guard atTop else {
            state.open.top = viewport.revealing(offset, from: state.open.top, height: height)
            return
        }
        guard let chunk = viewport.chunks.chunk(at: offset) else { return }
        let row = PaneRow(chunk: chunk, row: viewport.layout(chunk).row(at: offset))
        let bottom = viewport.bottom(height: height)
        let top = viewport.top(of: row)
        state.open.top = viewport.isOrdered(top, bottom) ? top : bottom
    }

    mutating func moveParagraphs(by count: Int) {
        guard let row = viewport.row(at: state.open.top) else { return }
        var chunk = row.chunk
        var isInside = !chunk.isFirst || (row.row ?? 1) > 0
        for _ in 0..<abs(count) {
            if count < 0, isInside {
                while !chunk.isFirst, let before = viewport.chunks.before(chunk) { chunk = before }
            } else {
                guard let next = neighbour(of: chunk, forward: count > 0) else { break }
                chunk = next
            }
            isInside = false
        }
        show(Int(chunk.span.start), atTop: true)
    }

    private func neighbour(of chunk: Chunk, forward: Bool) -> Chunk? {
        var chunk = chunk
        repeat {
            guard let next = forward ? viewport.chunks.after(chunk) : viewport.chunks.before(chunk) else {
                return nil
            }
            chunk = next
        } while !chunk.isFirst
        return chunk
    }

    mutating func switchReport(by steps: Int) {
        guard state.reports.count > 1 else {
            state.say("only one report is open")
            return
        }
        rememberPlace()
        let count = state.reports.count
        show(report: ((state.current + steps) % count + count) % count)
    }

    /// Brings another open report to the screen, by index.
    mutating func show(report index: Int) {
        state.preview = nil
        state.current = index
        if state.side?.pane is RelatedPane { state.side?.pane = RelatedPane() }
        state.list = ListPosition()
        state.stopSearch()
    }

    // MARK: Jumps

    /// Remembers this place before a jump away from it.
    mutating func rememberPlace() { state.jumps.leave(here) }

    mutating func goBack() {
        guard let place = state.jumps.back(from: here) else {
            state.say("no jump to go back from")
            return
        }
        restore(place)
    }

    mutating func goForward() {
        guard let place = state.jumps.forward(from: here) else {
            state.say("nothing to go forward to")
            return
        }
        restore(place)
    }

    mutating func jump(to place: Place) {
        rememberPlace()
        restore(place)
    }

    private mutating func restore(_ place: Place) {
        guard let index = index(of: place.report) else { return }
        if index != state.current { state.stopSearch() }
        state.current = index
        state.open.top = place.top
        state.open.focus = place.focus
        // Of another version of the report there may have been more notes and links.
        state.open.reference = place.reference.flatMap { state.report.span(of: $0) == nil ? nil : $0 }
    }

    /// Puts the focus on an annotation of any open report and shows it, as a jump.
    mutating func jump(to item: Item) {
        guard let index = index(of: item.report) else { return }
        guard index != state.current else { return jump(toAnnotation: item.id) }
        rememberPlace()
        state.stopSearch()
        state.preview = nil
        state.current = index
        refreshViewport()
        let id = item.id.kind == .entity ? nextMention(ofEntity: item.id) : item.id
        if let id, let span = state.report.span(of: id) { focus(id, at: span) }
    }

    /// Puts the focus on an annotation of the report on the screen and shows it, as a jump.
    mutating func jump(toAnnotation id: AnnotationID) {
        if id.kind == .entity {
            guard let mention = nextMention(ofEntity: id) else { return }
            jump(toAnnotation: mention)
            return
        }
        guard let span = state.report.span(of: id) else { return }
        rememberPlace()
        focus(id, at: span)
    }

    /// Moves the focus without a jump, scrolling no more than needed.
    mutating func focus(_ id: AnnotationID, at span: Span) {
        endPreview(returning: false)
        state.open.focus = id
        bringToSight(span)
    }

    /// The same for a note, its marker or a link.
    mutating func focus(_ reference: CrossReference, at span: Span) {
        endPreview(returning: false)
        state.open.reference = reference
        bringToSight(span)
    }

    private mutating func bringToSight(_ span: Span) {
        if isFilteredOut(span) {
            applyFilter("")
            state.say("the filter is off: it hid this place")
        }
        unfold(Int(span.start))
        refreshViewport()
        reveal(Int(span.start))
        if state.side?.pane.followsFocus == true, state.active != .side { state.list = ListPosition() }
    }

    /// Scrolls so that an offset is on the screen, no more than needed.
    mutating func reveal(_ offset: Int) {
        cover(offset)
        state.open.top = viewport.revealing(offset, from: state.open.top, height: height)
        revealSideways(offset)
    }

    func isFilteredOut(_ span: Span) -> Bool {
        guard let shown = state.open.shownParagraphs,
            let index = state.report.paragraphs.index(at: Int(span.start))
        else { return false }
        let position = shown.partitioningIndex { $0 >= index }
        return position >= shown.count || shown[position] != index
    }

    /// The mention of an entity after the top of the screen, else its first.
    private mutating func nextMention(ofEntity id: AnnotationID) -> AnnotationID? {
        let entities = state.open.digest().entities
        let report = state.report
        let mentions = entities.mentions(of: id, in: report)
        let index = mentions.partitioningIndex { Int(entities.span($0, in: report).start) >= state.open.top.offset }
        let found = index < mentions.endIndex ? mentions[index] : mentions.first
        return found.map { entities.item($0, in: report).id }
    }
}
