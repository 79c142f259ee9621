import GlossModel

/// The text follows the item that is chosen in a list or in the timeline, and comes back when its
/// reader leaves without going there.
extension Browser {
    /// What is in focus on the screen: that of a preview, else the reader's own.
    var focusShown: AnnotationID? { state.preview?.id ?? state.open.focus }

    /// Shows in the text where the chosen item of the pane stands.
    mutating func previewChosen() {
        guard state.side?.pane.previews == true, let target = chosenTarget() else { return }
        preview(target)
    }

    /// Shows where an annotation stands; nothing where it is hidden, or in another report.
    mutating func preview(_ item: Item) {
        guard item.report == state.report.id, let id = shownPart(of: item.id), let span = state.report.span(of: id),
            !isFilteredOut(span), state.open.fold(at: Int(span.start)) == nil
        else { return }
        let origin = state.preview?.origin ?? here
        state.preview = Preview(origin: origin, id: id)
        refreshViewport()
        reveal(Int(span.start))
    }

    /// The annotation itself, of an entity its first mention.
    private mutating func shownPart(of id: AnnotationID) -> AnnotationID? {
        guard id.kind == .entity else { return id }
        let entities = state.open.digest().entities
        return entities.mentions(of: id, in: state.report).first.map { entities.item($0, in: state.report).id }
    }

    /// Gives the text back to its reader: where they were, or, without returning, where it is now, which
    /// is a jump.
    mutating func endPreview(returning: Bool) {
        guard let preview = state.preview else { return }
        state.preview = nil
        guard preview.origin.report == state.report.id else { return }
        if returning {
            state.open.top = preview.origin.top
            refreshViewport()
        } else if preview.origin.top != state.open.top {
            state.jumps.leave(preview.origin)
        }
    }
}
