import GlossModel
import Testing

@testable import GlossFormats

/// Records of Hugging Face data sets and what its pipelines return.
struct HuggingFaceTests {
    static let words = #"[{"id":"4","tokens":["Ann","Lee","left","Oslo","."],"pos_tags":[1,1,2,1,0],"ner_tags":["B-PER","I-PER","O","B-LOC","O"]}]"#
    static let numbers = #"{"tokens":["Ann","Lee","left","Oslo","."],"ner_tags":[1,2,0,5,0]}"#

    @Test func tagsThatAreWordsAreMentions() throws {
        let file = try ForeignExample(HuggingFaceTokens(), Self.words)
        #expect(try file.first.text[file.first.text.span] == "Ann Lee left Oslo.\n")
        #expect(file.mentions() == ["PER Ann Lee", "LOC Oslo"])
        #expect(file.document() == ["id=4"])
        #expect(file.codes == ["columns-kept"])
    }

    @Test func numbersWithoutNamesAreToldAndNotGuessed() throws {
        let file = try ForeignExample(HuggingFaceTokens(), Self.numbers)
        #expect(file.mentions() == [])
        #expect(file.codes == ["tags-without-names"])
        #expect(file.severities == [.warning])
    }

    @Test(arguments: [
        ("labels.txt", "O\nB-PER\nI-PER\nB-ORG\nI-ORG\nB-LOC\nI-LOC\n"),
        ("label_list.json", #"["O","B-PER","I-PER","B-ORG","I-ORG","B-LOC"]"#),
        ("config.json", #"{"id2label":{"0":"O","1":"B-PER","2":"I-PER","5":"B-LOC"}}"#),
        ("dataset_info.json", #"{"features":{"tokens":{"feature":{"dtype":"string"}},"ner_tags":{"feature":{"names":["O","B-PER","I-PER","B-ORG","I-ORG","B-LOC"],"_type":"ClassLabel"},"_type":"Sequence"}}}"#),
        ("README.md", "---\ndataset_info:\n  features:\n  - name: tokens\n    sequence: string\n  - name: ner_tags\n    sequence:\n      class_label:\n        names:\n          '0': O\n          '1': B-PER\n          '2': I-PER\n          '5': B-LOC\n---\n# Card\n"),
    ])
    func namesOfTagsMayStandBeside(name: String, content: String) throws {
        let file = try ForeignExample(HuggingFaceTokens(), Self.numbers, beside: [name: content])
        #expect(file.mentions() == ["PER Ann Lee", "LOC Oslo"])
        #expect(file.codes == [])
    }

    @Test func theViewersRowsBringTheirNames() throws {
        let file = try ForeignExample(
            HuggingFaceTokens(),
            """
            {"features":[{"feature_idx":0,"name":"tokens","type":{"feature":{"dtype":"string","_type":"Value"},"_type":"Sequence"}},\
            {"feature_idx":1,"name":"ner_tags","type":{"feature":{"names":["O","B-X"],"_type":"ClassLabel"},"_type":"Sequence"}}],\
            "rows":[{"row_idx":0,"row":{"tokens":["Ann","left"],"ner_tags":[1,0]},"truncated_cells":[]},\
            {"row_idx":1,"row":{"tokens":["Bob"],"ner_tags":[1]},"truncated_cells":[]}]}
            """)
        #expect(file.mentions(0) == ["X Ann"] && file.mentions(1) == ["X Bob"])
    }

    @Test func aTextOfItsOwnIsKept() throws {
        let file = try ForeignExample(HuggingFaceTokens(), #"{"text":"Ann's  boat","tokens":["Ann","'s","boat"],"labels":["PER","O","SHIP"]}"#)
        #expect(try file.first.text[file.first.text.span] == "Ann's  boat")
        #expect(file.mentions() == ["PER Ann", "SHIP boat"])
    }

    @Test func spansOverTokensAreRead() throws {
        let gliner = try ForeignExample(HuggingFaceTokens(), #"[{"tokenized_text":["The","Baroque","Office","met"],"ner":[[1,2,"organization"],[3,9,"x"]]}]"#)
        #expect(gliner.mentions() == ["organization Baroque Office"])
        #expect(gliner.codes == ["not-understood"])
        let spert = try ForeignExample(
            HuggingFaceTokens(),
            #"[{"tokens":["Ann","lives","in","Oslo"],"entities":[{"type":"Peop","start":0,"end":1},{"type":"Loc","start":3,"end":4}],"relations":[{"type":"Live_In","head":0,"tail":1}]}]"#)
        #expect(spert.relations() == ["Live_In Ann -> Oslo"])
    }

    /// A column that tags every word says nothing of names.
    @Test func partsOfSpeechAreNoNames() throws {
        let file = try ForeignExample(HuggingFaceTokens(), #"{"tokens":["Ann","left"],"tags":["NOUN","VERB"],"ner_tags":["B-PER","O"]}"#)
        #expect(file.mentions() == ["PER Ann"])
        #expect(file.codes == ["columns-kept"])
    }

    // MARK: Pipelines

    @Test func groupsOfAPipelineAreMentionsOfTheTextBeside() throws {
        let file = try ForeignExample(
            HuggingFacePipeline(),
            #"[{"entity_group":"PER","score":0.9991,"word":"Ann Lee","start":3,"end":10},{"entity_group":"LOC","score":0.5,"word":"oslo","start":16,"end":20}]"#,
            beside: ["in.txt": "É: Ann Lee left Oslo."])
        #expect(file.mentions() == ["PER Ann Lee", "LOC Oslo"])
        #expect(file.attributes(0) == ["score=0.9991"])
        #expect(file.codes == [])
    }

    @Test func piecesOfWordsAreOneMention() throws {
        let file = try ForeignExample(
            HuggingFacePipeline(),
            """
            [{"entity":"B-PER","score":0.99,"index":1,"word":"Ann","start":0,"end":3},{"entity":"I-PER","score":0.7,"index":2,"word":"Le","start":4,"end":6},\
            {"entity":"I-PER","score":0.9,"index":3,"word":"##e","start":6,"end":7},{"entity":"B-PER","score":0.6,"index":5,"word":"Bob","start":12,"end":15}]
            """, beside: ["in.txt": "Ann Lee met Bob."])
        #expect(file.mentions() == ["PER Ann Lee", "PER Bob"])
        #expect(file.attributes(0) == ["score=0.7"])
    }

    @Test func aPipelinesTextMayStandWithIt() throws {
        let file = try ForeignExample(
            HuggingFacePipeline(), #"{"text":"Ann left.","entities":[{"entity_group":"PER","score":1.0,"word":"Ann","start":0,"end":3}]}"#)
        #expect(file.mentions() == ["PER Ann"])
    }

    @Test func withoutItsTextItIsRefused() {
        let file = InputFile(path: "in.json", content: Text(#"[{"entity_group":"PER","score":1,"word":"Ann","start":0,"end":3}]"#))
        #expect(throws: FormatError.textMissing(wanted: "in.txt")) { try HuggingFacePipeline().read(file) }
    }
}
