import GlossAnnotator
import GlossLexicon
import GlossModel
import GlossResources
import Testing

/// Pairs of claims of the sample report that a careful reader would name, by the words that they
/// begin with.
@Suite struct RelatedPairsTests {
    private static let pairs = [
        ("loyalty to Abu Bakr al-Baghdadi", "the same oath since 2014"),
        ("the newcomer had a foothold", "Daesh had left no footprint"),
        ("Daesh had left no footprint", "no such network existed"),
        ("Daesh had left no footprint", "the group was a growing threat"),
        ("On 23 July 2016 two suicide bombers", "The killing went on"),
        ("On 8 August 2016 a suicide bomber", "The two claims for Quetta"),
        ("it had sent him", "he had been a soldier of the caliphate"),
        ("a spokesman for the Afghan defence ministry as saying", "of more than 90 dead"),
        ("Whether ISKP and the Taliban can ever work together", "A lasting alliance with the Taliban"),
        ("local commanders of the two groups had planned it together", "bargains between local commanders"),
        ("local commanders of the two groups had planned it together", "his movement had acted alone"),
        ("the attackers had come under both flags", "local commanders of the two groups"),
        ("Shia were being singled out", "ISKP will almost certainly go on attacking"),
        ("The killing went on", "ISKP will almost certainly go on attacking"),
        ("From May to July 2015", "It will very likely keep its refuge"),
        ("Most of its commanders came from the TTP", "The chances are roughly even"),
        ("the group was a growing threat", "Veterans of the wars in Iraq and Syria"),
        ("ISKP was close to collapse", "His death did not stop Islamic State"),
        ("On 13 April 2017 an MC-130", "\u{201C}As ISIS-K\u{2019}s losses have mounted"),
        ("Daesh has outlived its caliphate", "As long as those quarrels last"),
    ]

    private static let report: Report = {
        let text = Text(borrowing: resource("sample/report.txt")!, release: nil)
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
        other.add(Layer(number: 1, name: "more", origin: .computed))
        #expect(!index.isOf(other))
    }
}
