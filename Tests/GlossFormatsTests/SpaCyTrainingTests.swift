import GlossModel
import Testing

@testable import GlossFormats

/// The forms that spaCy was trained with: documents of tokens, lists of examples.
struct SpaCyTrainingTests {
    static let documents = """
        [{"id":7,"paragraphs":[{"raw":"The \\"Seagull\\" left Oslo.","sentences":[{"tokens":[{"orth":"The","ner":"O"},{"orth":"``","ner":"O"},\
        {"orth":"Seagull","ner":"U-SHIP"},{"orth":"''","ner":"O"},{"orth":"left","ner":"O"},{"orth":"Oslo","ner":"U-GPE"},{"orth":".","ner":"O"}],"brackets":[]}]},\
        {"sentences":[{"tokens":[{"orth":"Ann","ner":"B-PERSON"},{"orth":"Lee","ner":"L-PERSON"},{"orth":"sang","ner":"-"},{"orth":".","ner":"O"}]}],"cats":[{"label":"news","value":1.0}]}]}]
        """

    @Test func tokensAreFoundInTheTextTheyWereCutFrom() throws {
        let file = try ForeignExample(SpaCyTraining(), Self.documents)
        #expect(try file.first.text[file.first.text.span] == "The \"Seagull\" left Oslo.\n\nAnn Lee sang.")
        #expect(file.mentions() == ["SHIP Seagull", "GPE Oslo", "PERSON Ann Lee"])
        #expect(file.document() == ["id=7", "cats.news=1.0"])
        #expect(file.codes == [])
    }

    @Test func tokensThatAreNotInTheTextAreTold() throws {
        let file = try ForeignExample(
            SpaCyTraining(), #"[{"id":1,"paragraphs":[{"raw":"Ann left.","sentences":[{"tokens":[{"orth":"Bob","ner":"U-PERSON"},{"orth":"left","ner":"O"}]}]}]}]"#)
        #expect(file.mentions() == [])
        #expect(file.codes == ["token-not-in-text"])
    }

    @Test(arguments: [
        #"["🚢 Ann left.",{"entities":[[2,5,"PERSON"]]}]"#,
        #"[["🚢 Ann left.",{"entities":[[2,5,"PERSON"]]}]]"#,
        #"{"classes":["PERSON"],"annotations":[["🚢 Ann left.",{"entities":[[2,5,"PERSON"]]}],null]}"#,
        "[\"🚢 Ann left.\",{\"entities\":[[2,5,\"PERSON\"]]}]\n[\"🚢 Ann left.\",{\"entities\":[]}]\n",
    ])
    func listsOfExamplesAreReadHoweverTheyAreHeld(content: String) throws {
        let file = try ForeignExample(SpaCyExamples(), content)
        #expect(file.mentions() == ["PERSON Ann"])
        #expect(file.codes == [])
    }
}
