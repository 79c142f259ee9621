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

    def test_indicators_are_observables(self):
        (self.folder / "pier.txt").write_text(
            "The tool called hxxp://evil[.]example/a and mail.dark-pier.com on 10.20.30.40 (port 80) in May 2013.\n\n"
            "Its hash is 0123456789abcdef0123456789abcdef, it wrote C:\\Temp\\pier.exe, set HKCU\\Software\\Pier\\Run,"
            " used CVE-2031-12345 and wrote to a.reed[at]pier.example at once.\n")
        self.gloss("convert", "--annotate", "auto", "pier.txt", "pier.stix.json", "--format-out", "stix")
        bundle = stix2.parse((self.folder / "pier.stix.json").read_text(), allow_custom=False)
        found = {}
        for item in bundle["objects"]:
            found.setdefault(item["type"], []).append(item)
        self.assertEqual([item["value"] for item in found["url"]], ["http://evil.example/a"])
        self.assertEqual([item["value"] for item in found["domain-name"]], ["mail.dark-pier.com"])
        self.assertEqual([item["value"] for item in found["ipv4-addr"]], ["10.20.30.40"])
        self.assertEqual([item["value"] for item in found["email-addr"]], ["a.reed@pier.example"])
        self.assertEqual([item["key"] for item in found["windows-registry-key"]], ["HKCU\\Software\\Pier\\Run"])
        self.assertEqual([item["name"] for item in found["vulnerability"]], ["CVE-2031-12345"])
        files = found["file"]
        self.assertIn("pier.exe", [item.get("name") for item in files])
        self.assertIn({"MD5": "0123456789abcdef0123456789abcdef"}, [dict(item.get("hashes", {})) for item in files])
