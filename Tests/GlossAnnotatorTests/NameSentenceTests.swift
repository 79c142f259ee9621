import Foundation
import GlossAnnotator
import GlossLexicon
import GlossModel
import GlossResources
import Testing

/// The sentences of name-sentences.txt, each a text of its own, with the names that a reader would mark.
@Suite("Sentences with names", .enabled(if: !nameWeights.isEmpty, "gloss was built without names.weights"))
struct NameSentenceTests {
    /// A sentence, and its names as "type:words".
    struct Marked {
        var text: String
        var names: [String]
        var isKnownWrong: Bool

        init(_ line: Substring) {
            (text, names, isKnownWrong) = ("", [], line.hasPrefix("~"))
            for (index, part) in line.drop(while: { $0 == "~" || $0 == " " }).split(separator: "[", omittingEmptySubsequences: false).enumerated() {
                guard index > 0, let end = part.firstIndex(of: "]") else { text += part; continue }
                let name = part[..<end].split(separator: "|")
                names.append("\(name[1]):\(name[0])")
                text += name[0] + part[part.index(after: end)...]
            }
        }
    }

    private static let letters = ["Person": "P", "Organization": "O", "Location": "L", "Group": "G", "Product": "R", "Event": "E", "Work": "W", "Document": "D"]

    static func genres() throws -> [(name: String, sentences: [Marked])] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "name-sentences.txt")
        var genres: [(name: String, sentences: [Marked])] = []
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix("= ") { genres.append((String(line.dropFirst(2)), [])) } else { genres[genres.count - 1].sentences.append(Marked(line)) }
        }
        return genres
    }

    /// Names found, of names in each other the outer one, without their articles.
    static func found(_ sentence: String, _ annotator: Annotator) -> [String] {
        let text = Text(sentence)
        let layer = annotator.annotate(text: text, paragraphs: ParagraphIndex(text), date: nil, layerNumber: 0)
        var end = 0
        return layer.mentions.compactMap { mention in
            guard mention.form == .name, Int(mention.span.end) > end, let letter = letters[layer.types[Int(mention.type)].name] else { return nil }
            end = Int(mention.span.end)
            var words = text[mention.span]
            let articles = mention.span.start == 0 ? ["The ", "A "] : ["the ", "a "]
            for article in articles where words.hasPrefix(article) { words.removeFirst(article.count) }
            return "\(letter):\(words)"
        }
    }

    @Test func everySentenceIsReadAsItIsMarked() throws {
        let annotator = Annotator(lexicon: Lexicon(lexiconBytes), names: NameModel(Text(borrowing: Bytes(nameWeights), release: nil)))
        let genres = try Self.genres()
        #expect(genres.reduce(0) { $0 + $1.sentences.count } >= 200)
        for genre in genres {
            for sentence in genre.sentences {
                let found = Self.found(sentence.text, annotator)
                #expect((found == sentence.names) != sentence.isKnownWrong, "\(genre.name): \(sentence.text) \(found)")
            }
        }
    }
}
