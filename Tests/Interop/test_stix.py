"""STIX 2.1: stix2 parses the bundle that gloss writes."""
import stix2

from gloss import Case


class STIX(Case):
    format = "stix"

    def test_every_object_is_valid(self):
        bundle = stix2.parse(self.written("out.stix.json").read_text(), allow_custom=False)
        kinds = {item["type"] for item in bundle["objects"]}
        self.assertIn("report", kinds)
        report = next(item for item in bundle["objects"] if item["type"] == "report")
        known = {item["id"] for item in bundle["objects"]}
        self.assertTrue(set(report["object_refs"]) <= known)
