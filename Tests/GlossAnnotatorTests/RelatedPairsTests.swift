import Foundation
import GlossAnnotator
import GlossLexicon
import GlossModel
import GlossResources
import Testing

/// Pairs of claims of the sample report that a careful reader would name, by the words that they
/// begin with.
@Suite struct RelatedPairsTests {
    private static let pairs: [(String, String)] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("related-pairs.tsv")
        let lines = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return lines.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let ends = line.split(separator: "\t").map(String.init)
            return (ends[0], ends[1])
        }
    }()

    private static let report: Report = {
        let text = Text(borrowing: Bytes(resource("sample/report.txt")!), release: nil)
        let paragraphs = ParagraphIndex(text)
        let annotator = Annotator(lexicon: Lexicon(lexiconBytes))
        let layer = annotator.annotate(
            text: text, paragraphs: paragraphs, date: annotator.documentDate(text, paragraphs),
            layerNumber: 0)
        return Report(text: text, paragraphs: paragraphs, layers: [layer])
    }()

    private func claim(_ beginning: String) -> AnnotationID? {
        Self.report.claimIDs.last { Self.report.text.joined(Self.report.spans(ofClaim: $0)).hasPrefix(beginning) }
    }

    /// Recall at 3, each pair asked from both ends. A claim that overlaps the one named, as an
    /// outer one does the inner, is the same statement.
    @Test func amongTheFirstThree() throws {
        #expect(Self.pairs.count == 20)
        let index = RelatedClaims(Self.report)
        var missed: [String] = []
        for (first, second) in Self.pairs {
            let ends = (try #require(claim(first), "\(first)"), try #require(claim(second), "\(second)"))
            for (asked, wanted) in [ends, (ends.1, ends.0)] {
                let place = try #require(Self.report.span(of: wanted))
                let found = index.related(to: asked, limit: 3).contains { relation in
                    Self.report.span(of: relation.other(than: asked))?.overlaps(place) == true
                }
                if !found { missed.append(Self.report.text.collapsed(place)) }
            }
        }
        let recall = 1 - Double(missed.count) / Double(2 * Self.pairs.count)
        #expect(recall >= 0.8, "missed: \(missed)")
    }

    @Test func everyRelationSaysWhy() {
        let index = RelatedClaims(Self.report)
        for claim in Self.report.claimIDs {
            for relation in index.related(to: claim) {
                #expect(!relation.because.isEmpty && relation.because.allSatisfy { !$0.isEmpty })
                #expect(relation.score.map { $0 > 0 && $0 <= 1 } == true)
            }
        }
    }

    @Test func anIndexKnowsItsReport() {
        let index = RelatedClaims(Self.report)
        #expect(index.isOf(Self.report))
        var other = Self.report
        other.add(LayerBuilder(number: 1, name: "more", origin: .computed).finished())
        #expect(!index.isOf(other))
    }
}
