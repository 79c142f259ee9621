"""UIMA CAS: dkpro-cassis reads what gloss writes, and gloss what dkpro-cassis writes."""
import cassis

from gloss import Case, utf16

NAMED_ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
CHAIN = "de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceChain"


class Reading:
    """What every way of writing a CAS must give dkpro-cassis."""

    def test_text_is_the_same(self):
        self.assertEqual(self.cas().sofa_string, self.text)

    def test_mentions_cover_their_words(self):
        expected = sorted(
            (self.text[item["start"]:item["end"]], item["type"]) for item in self.sample()["mentions"])
        found = sorted((item.get_covered_text(), item.value) for item in self.cas().select(NAMED_ENTITY))
        self.assertEqual(found, expected)

    def test_chains_hold_the_mentions_of_an_entity(self):
        chains = []
        for chain in self.cas().select(CHAIN):
            words, link = [], chain.first
            while link is not None:
                words.append(link.get_covered_text())
                link = link.next
            chains.append(words)
        self.assertIn(["Ada Reed", "She", "Reed"], chains)

    def test_claims_and_times_keep_all_they_say(self):
        cas = self.cas()
        claim = next(item for item in cas.select("gloss.Claim") if item.certainty == "likely")
        self.assertTrue(claim.forecast)
        self.assertEqual(claim.term, "probably")
        self.assertEqual(claim.cue.get_covered_text(), "said")
        self.assertEqual([source.get_covered_text() for source in claim.sources.elements], ["Ada Reed"])
        values = [(item.get_covered_text(), item.value, item.mod) for item in cas.select("gloss.Time")]
        self.assertIn(("late 2019", "2019", "END"), values)

    def test_it_comes_back_through_cassis(self):
        """Read by dkpro-cassis, written by it, read by gloss: the same model."""
        self.write_back(self.cas())
        before, after = self.sample(), self.model("back." + self.suffix)
        self.assertEqual(after["text"], before["text"])
        self.assertEqual(self.mentions(after), self.mentions(before))
        for key in ["times", "claims", "entities", "relations"]:
            self.assertEqual(len(after[key]), len(before[key]), key)
        self.assertEqual(
            sorted(entity["name"] for entity in after["entities"]),
            sorted(entity["name"] for entity in before["entities"]))

    def made(self):
        """A CAS as INCEpTION projects have them, with a layer of its own."""
        types = cassis.TypeSystem()
        boat = types.create_type("webanno.custom.Boat")
        types.create_feature(boat, "kind", "uima.cas.String")
        person = types.create_type(NAMED_ENTITY)
        types.create_feature(person, "value", "uima.cas.String")
        knows = types.create_type("webanno.custom.Steers")
        types.create_feature(knows, "Governor", person)
        types.create_feature(knows, "Dependent", boat)
        cas = cassis.Cas(types, sofa_string="The 🚢 of Ann & <Bob>\r\nsank.", sofa_mime="text/plain")
        one = boat(begin=4, end=5, kind='a "ferry"')
        two = person(begin=9, end=12, value="PER")
        cas.add_all([one, two, knows(begin=4, end=5, Governor=two, Dependent=one)])
        return cas

    def test_gloss_reads_what_cassis_writes(self):
        self.write_back(self.made())
        model = self.model("back." + self.suffix)
        self.assertEqual(model["text"], "The 🚢 of Ann & <Bob>\r\nsank.")
        words = {item["type"]: item["text"] for item in model["mentions"]}
        self.assertEqual(words, {"webanno.custom.Boat": "🚢", "PER": "Ann"})
        self.assertEqual([item["type"] for item in model["relations"]], ["webanno.custom.Steers"])
        self.assertEqual([(item["name"], item["value"]) for item in model["attributes"]], [("kind", 'a "ferry"')])


class XMI(Reading, Case):
    format, suffix = "xmi", "xmi"

    def cas(self):
        self.written("out.xmi")
        with open(self.folder / "TypeSystem.xml", "rb") as file:
            types = cassis.load_typesystem(file)
        with open(self.folder / "out.xmi", "rb") as file:
            return cassis.load_cas_from_xmi(file, typesystem=types)

    def write_back(self, cas):
        cas.to_xmi(self.folder / "back.xmi")
        cas.typesystem.to_xml(self.folder / "TypeSystem.xml")


class JSON(Reading, Case):
    format, suffix = "cas-json", "json"

    def cas(self):
        with open(self.written("out.json"), "rb") as file:
            return cassis.load_cas_from_json(file)

    def write_back(self, cas):
        cas.to_json(self.folder / "back.json")

    def test_offsets_are_utf16(self):
        """Every offset in the file, not only those that a reader makes of it."""
        import json
        data = json.loads(self.written("raw.json").read_text())
        places = {(item["begin"], item["end"]) for item in data["%FEATURE_STRUCTURES"] if item["%TYPE"] == NAMED_ENTITY}
        for item in self.sample()["mentions"]:
            self.assertIn((utf16(self.text, item["start"]), utf16(self.text, item["end"])), places)


del Reading
