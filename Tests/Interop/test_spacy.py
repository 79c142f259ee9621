"""spaCy: Doc.from_json reads what gloss writes, and gloss what Doc.to_json writes."""
import json

import spacy
from spacy.tokens import Doc, Span

from gloss import Case


class SpaCy(Case):
    format = "spacy"

    def doc(self):
        data = json.loads(self.written("out.spacy.json").read_text())
        return Doc(spacy.blank("en").vocab).from_json(data[0] if isinstance(data, list) else data)

    def test_text_and_names_are_the_same(self):
        doc = self.doc()
        self.assertEqual(doc.text, self.text)
        words = {(span.text, span.label_) for spans in [doc.ents, *doc.spans.values()] for span in spans}
        self.assertIn(("Ada Reed", "Person"), words)

    def test_gloss_reads_ents_and_spans(self):
        doc = spacy.blank("en")("🚢 Ann Lee met Bob Ray in Rome.")
        doc.ents = [Span(doc, 1, 3, label="PERSON")]
        doc.spans["sc"] = [Span(doc, 1, 3, label="PERSON"), Span(doc, 1, 6, label="MEETING")]
        (self.folder / "in.json").write_text(json.dumps(doc.to_json()))
        model = self.model("in.json")
        self.assertEqual(model["text"], doc.text)
        found = {(item["text"], item["type"]) for item in model["mentions"]}
        self.assertLessEqual({("Ann Lee", "PERSON"), ("Ann Lee met Bob Ray", "MEETING")}, found)
