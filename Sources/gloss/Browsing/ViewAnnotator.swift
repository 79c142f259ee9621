import GlossAnnotator
import GlossInterface
import GlossModel

/// Annotates plain texts where they are looked at, until they are annotated whole. What it has found
/// stays; names of annotations do too. Belongs to one thread.
final class ViewAnnotator {
    private let loader: ReportLoader
    private var runs: [ReportID: Work] = [:]

    private struct Work {
        let text: Text
        var run: Annotator.Run
        /// The parts that are annotated, apart.
        var covered: [Span] = []

        /// Adds a part to those that are covered, joined with what it touches.
        mutating func cover(_ span: Span) {
            var joined = span
            for other in covered where other.start <= joined.end && joined.start <= other.end {
                joined = Span(Int(min(joined.start, other.start)), Int(max(joined.end, other.end)))
            }
            covered.removeAll { joined.contains($0) }
            covered.append(joined)
        }
    }

    init(_ loader: ReportLoader) { self.loader = loader }

    /// Annotates a part of a report's text; gives the layer of all parts so far, and the parts.
    func annotate(_ report: Report, _ span: Span) -> (layer: Layer, parts: [Span]) {
        let base = report.layers.prefix { $0.origin == .file }.count
        var work = runs[report.id].flatMap { $0.text === report.text ? $0 : nil }
            ?? Work(text: report.text, run: loader.run(over: report, layerNumber: UInt16(base)))
        let paragraphs = report.paragraphs.covers(Int(span.start)) && report.paragraphs.covers(max(0, Int(span.end) - 1))
            ? report.paragraphs : report.paragraphs.window(around: (Int(span.start) + Int(span.end)) / 2)
        let covered = work.covered
        for index in paragraphs.indices(overlapping: span) {
            work.run.prepare(paragraphs, before: index)
            work.run.extend(paragraphs, to: index + 1, where: { piece in
                piece.overlaps(span) && !covered.contains { $0.overlaps(piece) }
            })
        }
        work.cover(span)
        runs[report.id] = work
        return (work.run.layer(), work.covered)
    }
}
