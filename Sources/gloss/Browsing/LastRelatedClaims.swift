import GlossAnnotator
import GlossModel

/// The index of related claims that was built last, kept for as long as the report stays as it is.
/// Belongs to one thread.
final class LastRelatedClaims {
    private var last: RelatedClaims?

    /// The index of a report: the one at hand, or a new one.
    func index(of report: Report) -> RelatedClaims {
        if let last, last.isOf(report) { return last }
        // The old one goes first, so that there are never two.
        last = nil
        let index = RelatedClaims(report)
        last = index
        return index
    }
}
