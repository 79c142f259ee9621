import GlossModel
import Testing

@testable import GlossFormats

/// Prodigy's JSONL, as `db-out` writes it.
struct ProdigyTests {
    static let ner = """
        {"text":"🚢 Ann Lee left Oslo.","_input_hash":1,"_task_hash":2,"tokens":[{"text":"🚢","start":0,"end":1,"id":0,"ws":true}],\
        "spans":[{"start":2,"end":9,"token_start":1,"token_end":2,"label":"PERSON"},{"start":15,"end":19,"label":"GPE"}],\
        "answer":"accept","_view_id":"ner_manual","_annotator_id":"eva","meta":{"source":"log 7"}}

        """

    @Test func spansAreMentionsOfTheirAnnotator() throws {
        let file = try ForeignExample(Prodigy(), Self.ner)
        #expect(file.mentions() == ["PERSON Ann Lee", "GPE Oslo"])
        #expect(try file.first.layers.map(\.name) == ["eva"])
        #expect(file.document() == ["meta.source=log 7"])
        #expect(file.codes == [])
    }

    @Test(arguments: ["reject", "ignore"]) func whatWasNotAcceptedIsToldAndNotShown(answer: String) throws {
        let file = try ForeignExample(
            Prodigy(),
            """
            {"text":"Ann left.","spans":[{"start":0,"end":3,"label":"ORG"}],"label":"SPAM","answer":"\(answer)"}
            {"text":"Ann left.","spans":[{"start":0,"end":3,"label":"PERSON"}],"answer":"accept"}
            {"text":"Ann left.","spans":[],"answer":"\(answer)"}
            """)
        #expect(file.reports.map(\.path) == ["in.json#1", "in.json#2", "in.json#3"])
        #expect(file.mentions(0) == [] && file.mentions(1) == ["PERSON Ann"] && file.mentions(2) == [])
        #expect(file.document(0) == [])
        #expect(file.codes == ["rejected-left-out", "rejected-left-out"])
        #expect(file.severities == [.note, .note])
    }

    @Test func relationsJoinSpansAndTokens() throws {
        let file = try ForeignExample(
            Prodigy(),
            """
            {"text":"The mate saw Ann.","tokens":[{"text":"The","start":0,"end":3,"id":0},{"text":"mate","start":4,"end":8,"id":1},\
            {"text":"saw","start":9,"end":12,"id":2},{"text":"Ann","start":13,"end":16,"id":3}],"_view_id":"relations",\
            "spans":[{"start":13,"end":16,"token_start":3,"token_end":3,"label":"PERSON"}],\
            "relations":[{"head":1,"child":3,"label":"SAW","head_span":{"start":4,"end":8,"token_start":1,"token_end":1,"label":null},\
            "child_span":{"start":13,"end":16,"token_start":3,"token_end":3,"label":"PERSON"}}],"answer":"accept"}
            """)
        #expect(file.mentions() == ["token mate", "PERSON Ann"])
        #expect(file.relations() == ["SAW mate -> Ann"])
    }

    @Test func categoriesAreSaidOfTheDocument() throws {
        let file = try ForeignExample(
            Prodigy(),
            """
            {"text":"Buy now.","label":"SPAM","answer":"accept","_view_id":"classification"}
            {"text":"What?","options":[{"id":"A"},{"id":"B"}],"accept":["B"],"answer":"accept"}
            """)
        #expect(file.document(0) == ["label=SPAM"])
        #expect(file.document(1) == ["accept=B"])
    }

    @Test func tokensMakeTheTextWhereThereIsNone() throws {
        let file = try ForeignExample(
            Prodigy(), #"{"tokens":[{"text":"Ann","start":0,"end":3,"ws":false},{"text":"'s","start":3,"end":5,"ws":true},{"text":"boat","start":6,"end":10,"ws":false}],"spans":[{"token_start":0,"token_end":0,"start":0,"end":3,"label":"P"}],"answer":"accept"}"#)
        #expect(try file.first.text[file.first.text.span] == "Ann's boat")
        #expect(file.mentions() == ["P Ann"])
    }
}
