"""TimeML: any XML parser reads what gloss writes; a document as the corpora have them is read."""
import xml.etree.ElementTree as tree

from gloss import Case

DOCUMENT = """<?xml version="1.0" ?>
<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">
<DOCID>h1</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2019-06-03" temporalFunction="false" functionInDocument="CREATION_TIME">2019-06-03</TIMEX3></DCT>
<TEXT>It <EVENT eid="e1" class="OCCURRENCE">sank</EVENT> 🚢 &amp; all in <TIMEX3 tid="t1" type="DATE" value="2019-05">May</TIMEX3>.</TEXT>
<MAKEINSTANCE eventID="e1" eiid="ei1" tense="PAST" aspect="NONE" polarity="POS" pos="VERB"/>
<TLINK lid="l1" relType="IS_INCLUDED" eventInstanceID="ei1" relatedToTime="t1"/>
</TimeML>
"""


class TimeML(Case):
    format = "timeml"

    def test_a_parser_finds_text_and_times(self):
        root = tree.parse(self.written("out.tml")).getroot()
        self.assertEqual("".join(root.find("TEXT").itertext()), self.text)
        times = [("".join(item.itertext()), item.get("value"), item.get("mod")) for item in root.find("TEXT").iter("TIMEX3")]
        self.assertIn(("late 2019", "2019", "END"), times)
        ids = [item.get("tid") for item in root.iter("TIMEX3")]
        self.assertEqual(len(ids), len(set(ids)))

    def test_gloss_reads_a_document_of_the_corpora(self):
        (self.folder / "d.tml").write_text(DOCUMENT)
        model = self.model("d.tml")
        self.assertEqual(model["text"], "It sank 🚢 & all in May.")
        self.assertEqual(model["date"], "2019-06-03")
        self.assertEqual([(item["text"], item["value"]) for item in model["times"]], [("May", "2019-05")])
        self.assertEqual([item["type"] for item in model["relations"]], ["IS_INCLUDED"])
