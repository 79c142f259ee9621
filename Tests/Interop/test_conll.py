"""CoNLL and CoNLL-U: spaCy's converters and the conllu package read what gloss writes."""
import conllu
from spacy.training.converters import conll_ner_to_docs, conllu_to_docs

from gloss import Case


class CoNLL(Case):
    format = "conll"

    def test_spacy_reads_the_names(self):
        docs = list(conll_ner_to_docs(self.written("out.conll").read_text(), no_print=True))
        words = {(entity.text.replace(" ", ""), entity.label_) for doc in docs for entity in doc.ents}
        self.assertIn(("AdaReed", "Person"), words)
        self.assertIn(("NorthgatePortAuthority", "Organization"), words)

    def test_gloss_reads_iob1_iob2_and_bioes(self):
        rows = [("Ann", "B-PER", "I-PER", "B-PER"), ("Lee", "I-PER", "I-PER", "E-PER"), ("met", "O", "O", "O"),
                ("Bob", "B-PER", "I-PER", "S-PER"), (".", "O", "O", "O")]
        for column in [1, 2, 3]:
            lines = "".join(f"{row[0]} -X- _ {row[column]}\n" for row in rows)
            (self.folder / "in.conll").write_text(f"-DOCSTART- -X- O O\n\n{lines}\n")
            model = self.model("in.conll")
            self.assertEqual([item["text"] for item in model["mentions"]], ["Ann Lee", "Bob"])


class CoNLLU(Case):
    format = "conllu"

    def test_the_conllu_package_reads_sentences_and_text(self):
        sentences = conllu.parse(self.written("out.conllu").read_text())
        self.assertGreater(len(sentences), 3)
        for sentence in sentences:
            text = "".join(
                token["form"] + ("" if (token["misc"] or {}).get("SpaceAfter") == "No" else " ") for token in sentence)
            self.assertEqual(text.split(), sentence.metadata["text"].split())

    def test_spacy_reads_it(self):
        data = self.written("out.conllu").read_text()
        words = [token.text for doc in conllu_to_docs(data, no_print=True) for token in doc]
        self.assertIn("Reed", words)
