"""Every writer from the inputs of several other formats, read by the program that it is written for."""
import json
import logging
import re
import warnings
import xml.etree.ElementTree

import cassis
import conllu
import spacy
import stix2
from spacy.tokens import Doc
from spacy.training.converters import conll_ner_to_docs

from gloss import Case, utf16

logging.getLogger().setLevel(logging.ERROR)
warnings.simplefilter("ignore")

XMI = """<?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"
 xmlns:s="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore" xmlns:n="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore"
 xmlns:m="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore" xmlns:c="http:///webanno/custom.ecore" xmi:version="2.0"><cas:NULL xmi:id="0"/>
 <m:DocumentMetaData xmi:id="20" sofa="1" begin="0" end="26" documentId="boats" documentTitle="Boats"/><m:TagsetDescription xmi:id="21" sofa="1" begin="0" end="0" name="tags"/>
 <s:Sentence xmi:id="22" sofa="1" begin="0" end="26"/><s:Token xmi:id="23" sofa="1" begin="0" end="2"/><s:Token xmi:id="24" sofa="1" begin="3" end="6"/>
 <n:NamedEntity xmi:id="2" sofa="1" begin="3" end="6" value="PER"/><n:NamedEntity xmi:id="3" sofa="1" begin="3" end="15" value="ORG"/>
 <c:Gap xmi:id="4" sofa="1" begin="7" end="7" note="a &quot;gap&quot; &amp; more"/><c:Rel xmi:id="5" sofa="1" begin="3" end="15" Governor="2" Dependent="3" label="of"/>
 <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="&#128674; Ada and\u00e9 Reed&#10;left on 3 May."/>
 <cas:View sofa="1" members="2 3 4 5 20 21 22 23 24"/></xmi:XMI>"""

TSV = """#FORMAT=WebAnno TSV 3.3
#T_SP=webanno.custom.Span|label
#T_SP=webanno.custom.Host|ROLE_webanno.custom.Host:ends_webanno.custom.Joint|webanno.custom.Span
#T_RL=webanno.custom.Arc|kind|BT_de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token


#Text=Ada met Reed .
1-1\t0-3\tAda\t_\tby;*[1]\t1-2;1-3\t_\t_\t
1-2\t4-7\tmet\tX\t_\t_\tsubj\t1-1\t
1-3\t8-12\tReed\tY\t_\t_\t_\t_\t
1-4\t13-14\t.\t_\t_\t_\t_\t_\t
"""

# A mention over line ends and one within it, crossing ones, one of no words, labels with odd signs.
DOCCANO = json.dumps({
    "id": 4, "text": "Ada\nand\n\nReed left. \U0001F6A2 They came\tback.",
    "entities": [
        {"id": 1, "label": "ORG (old)|new", "start_offset": 0, "end_offset": 13}, {"id": 2, "label": "PER", "start_offset": 9, "end_offset": 13},
        {"id": 3, "label": "a-b", "start_offset": 10, "end_offset": 18}, {"id": 4, "label": "NONE", "start_offset": 5, "end_offset": 5},
        {"id": 5, "label": "\u00e9", "start_offset": 20, "end_offset": 21}],
    "relations": [{"id": 1, "from_id": 1, "to_id": 2, "type": "part of"}], "meta": {"when": None, "tags": ["a", "b"]}}) + "\n"

STUDIO = json.dumps([{
    "id": 3, "data": {"text": "Ada met Reed."},
    "annotations": [{"completed_by": 2, "result": [
        {"id": "a", "from_name": "l", "to_name": "text", "type": "labels", "value": {"start": 0, "end": 3, "text": "Ada", "labels": ["PER", "VIP"]}},
        {"id": "b", "from_name": "l", "to_name": "text", "type": "labels", "value": {"start": 8, "end": 12, "text": "Reed", "labels": ["PER"]}},
        {"type": "relation", "from_id": "a", "to_id": "b", "direction": "right", "labels": ["knows"]},
        {"id": "b", "from_name": "note", "to_name": "text", "type": "textarea", "value": {"start": 8, "end": 12, "text": ["\"Reed\", = 1 & < 2"]}}]}]}])

TIMEML = """<?xml version="1.0"?><TimeML><DOCID>d1</DOCID><DCT><TIMEX3 tid="t0" type="DATE" value="2014-03-01" functionInDocument="CREATION_TIME"/></DCT>
<TEXT>She <EVENT eid="e1" class="OCCURRENCE">left</EVENT> <SIGNAL sid="s1">in</SIGNAL> <TIMEX3 tid="t1" type="DATE" value="2014" mod="LATE">late 2014</TIMEX3>.</TEXT>
<MAKEINSTANCE eiid="ei1" eventID="e1" tense="PAST"/><TLINK lid="l1" eventInstanceID="ei1" relatedToTime="t1" relType="DURING"/></TimeML>"""

CONLLU = """# newdoc id = d
# global.Entity = eid-etype-head-other
# text = Ada Reed left it
1\tAda\t_\t_\t_\t_\t_\t_\t_\tEntity=(e1-person-1
2\tReed\t_\t_\t_\t_\t_\t_\t_\tEntity=e1)
3\tleft\t_\t_\t_\t_\t_\t_\t_\t_
4\tit\t_\t_\t_\t_\t_\t_\t_\tEntity=(e2-thing-1-form:pronoun)

"""

BAD = "{\"text\":\"Ada \\ud83d met Reed.\",\"label\":[[0,3,\"P\\ud83d\"]],\"odd\":[NaN,\"\\udc00\"]}\n"


class Matrix(Case):
    """Sources by name; each test writes all of them in one format."""

    def setUp(self):
        super().setUp()
        made = {"a.xmi": XMI, "b.webanno.tsv": TSV, "c.doccano.jsonl": DOCCANO, "d.labelstudio.json": STUDIO, "e.tml": TIMEML, "f.conllu": CONLLU,
                "g.doccano.jsonl": BAD}
        for name, content in made.items():
            (self.folder / name).write_bytes(content.encode())
        self.sources = ["harbour.txt", *made]

    def files(self, format, suffix):
        """The path of each source as it is written in a format, in a folder of its own."""
        for source in self.sources:
            with self.subTest(source=source, format=format):
                folder = self.folder / f"{source}-{format}"
                folder.mkdir()
                self.gloss("convert", source, f"{folder.name}/out.{suffix}", "--format-out", format)
                yield folder / f"out.{suffix}"

    def test_xmi_is_loaded_by_cassis(self):
        for path in self.files("xmi", "xmi"):
            with open(path.parent / "TypeSystem.xml", "rb") as types, open(path, "rb") as file:
                cas = cassis.load_cas_from_xmi(file, typesystem=cassis.load_typesystem(types))
            for item in cas.select("uima.tcas.Annotation"):
                self.assertLessEqual(0, item.begin)
                self.assertLessEqual(item.end, utf16(cas.sofa_string, len(cas.sofa_string)))

    def test_cas_json_is_loaded_by_cassis(self):
        for path in self.files("cas-json", "cas.json"):
            with open(path, "rb") as file:
                cassis.load_cas_from_json(file)

    def test_conllu_is_loaded_by_conllu_and_udapi(self):
        from udapi.core.document import Document
        for path in self.files("conllu", "conllu"):
            self.assertTrue(conllu.parse(path.read_text()))
            document = Document(str(path))
            for mention in document.coref_mentions:
                self.assertEqual(len({word.root for word in mention.words}), 1)

    def test_conll_is_loaded_by_spacy(self):
        for path in self.files("conll", "conll"):
            self.assertTrue(list(conll_ner_to_docs(path.read_text(), no_print=True)))

    def test_spacy_json_is_loaded_by_spacy(self):
        vocabulary = spacy.blank("xx").vocab
        for path in self.files("spacy", "spacy.json"):
            for line in path.read_text().splitlines():
                doc = Doc(vocabulary).from_json(json.loads(line), validate=True)
                self.assertEqual(doc.text, json.loads(line)["text"])

    def test_xml_is_well_formed(self):
        for path in self.files("timeml", "tml"):
            xml.etree.ElementTree.parse(path)

    def test_json_keeps_to_the_rules(self):
        def refuse(constant):
            raise ValueError(constant)
        for format, suffix in [("doccano", "doccano.jsonl"), ("labelstudio", "labelstudio.json"), ("webannotation", "jsonld"), ("json", "json")]:
            for path in self.files(format, suffix):
                text = path.read_bytes().decode()
                for value in text.splitlines() if suffix.endswith("jsonl") else [text]:
                    json.dumps(json.loads(value, parse_constant=refuse), ensure_ascii=False).encode()

    def test_stix_is_loaded_by_stix2(self):
        for path in self.files("stix", "stix.json"):
            stix2.parse(path.read_text(), allow_custom=True)

    def test_brat_opens_what_is_written(self):
        """The rules of brat's own reader (server/src/annotation.py), as far as they refuse a file."""
        for path in self.files("brat", "ann"):
            text = (path.parent / "out.txt").read_bytes().decode()
            lines = path.read_bytes().decode().splitlines()
            names = [line.split("\t")[0] for line in lines if not line.startswith("*")]
            self.assertEqual(len(names), len(set(names)))
            for line in lines:
                if line.startswith("T"):
                    _, head, words = line.split("\t", 2)
                    spans = [tuple(map(int, part.split())) for part in head.split(" ", 1)[1].split(";")]
                    self.assertTrue(all(start < end for start, end in spans), line)
                    self.assertTrue(all(a[1] <= b[0] for a, b in zip(spans, spans[1:])), line)
                    self.assertEqual(" ".join(text[start:end] for start, end in spans), words)
                elif line.startswith("R"):
                    ends = re.fullmatch(r"R\d+\t\S+ \S+:(\S+) \S+:(\S+)", line)
                    self.assertTrue(ends and {ends[1], ends[2]} <= set(names), line)
                elif line[0] in "AM#N":
                    self.assertIn(line.split("\t")[1].split()[1], names)

    def test_what_is_written_is_read_again_without_a_fault(self):
        kept = {"xmi": "xmi", "cas-json": "cas.json", "webanno-tsv": "webanno.tsv", "spacy": "spacy.json", "doccano": "doccano.jsonl", "json": "json",
                "labelstudio": "labelstudio.json", "webannotation": "jsonld", "brat": "ann", "timeml": "tml", "conllu": "conllu", "conll": "conll"}
        for format, suffix in kept.items():
            for path in self.files(format, suffix):
                self.gloss("check", str(path.relative_to(self.folder)))
