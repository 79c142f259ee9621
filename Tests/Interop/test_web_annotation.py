"""Web Annotation: a JSON-LD processor and the data model's rules, on what gloss writes."""
import json

import jsonschema
from pyld import jsonld

from gloss import Case, utf16

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OA = "http://www.w3.org/ns/oa#"

# The terms of the Recommendation's context that the tests look at.
TERMS = {
    "@context": {
        "id": {"@id": "@id", "@type": "@id"},
        "type": {"@id": "@type", "@type": "@vocab"},
        "@vocab": OA,
        "body": {"@id": OA + "hasBody", "@type": "@id"},
        "target": {"@id": OA + "hasTarget", "@type": "@id"},
        "source": {"@id": OA + "hasSource", "@type": "@id"},
        "selector": {"@id": OA + "hasSelector", "@type": "@id"},
        "motivation": {"@id": OA + "motivatedBy", "@type": "@vocab"},
        "items": {"@id": "https://www.w3.org/ns/activitystreams#items", "@container": "@list"},
    }
}

MOTIVATIONS = (
    "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating "
    "questioning replying tagging"
).split()

# Sections 3 and 4 of the Web Annotation Data Model, as far as one annotation goes. An IRI has a scheme.
ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "target"],
    "properties": {
        "id": {"$ref": "#/$defs/iri"},
        "motivation": {"anyOf": [{"enum": MOTIVATIONS}, {"type": "array", "minItems": 1, "items": {"enum": MOTIVATIONS}}]},
        "type": {"anyOf": [{"const": "Annotation"}, {"type": "array", "contains": {"const": "Annotation"}}]},
        "target": {"anyOf": [{"$ref": "#/$defs/target"}, {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/target"}}]},
    },
    "$defs": {
        "iri": {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"{}|\\\\^`]*$"},
        "target": {"anyOf": [{"$ref": "#/$defs/iri"}, {"type": "object", "anyOf": [{"required": ["source"]}, {"required": ["id"]}],
                   "properties": {"source": {"$ref": "#/$defs/iri"}, "id": {"$ref": "#/$defs/iri"}, "selector": {"anyOf": [{"$ref": "#/$defs/selector"}, {"type": "array", "items": {"$ref": "#/$defs/selector"}}]}}}]},
        "selector": {
            "type": "object",
            "required": ["type"],
            "allOf": [
                {"if": {"properties": {"type": {"const": "TextPositionSelector"}}},
                 "then": {"required": ["start", "end"], "properties": {"start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 0}}}},
                {"if": {"properties": {"type": {"const": "TextQuoteSelector"}}}, "then": {"required": ["exact"], "properties": {"exact": {"type": "string"}}}},
            ],
        },
    },
}


def annotations(data):
    """The annotations of a collection, a page or a list."""
    if isinstance(data, list):
        return [item for part in data for item in annotations(part)]
    if data.get("type") == "Annotation":
        return [data]
    for key in ["items", "first"]:
        if isinstance(data.get(key), (dict, list)):
            return annotations(data[key])
    return []


class WebAnnotation(Case):
    format = "webannotation"

    def data(self):
        return json.loads(self.written("out.jsonld").read_text())

    def test_each_follows_the_data_model(self):
        found = annotations(self.data())
        self.assertGreater(len(found), 8)
        for annotation in found:
            jsonschema.validate(annotation, ANNOTATION)

    def test_a_processor_makes_triples_of_it(self):
        def load(url, options):
            return {"contextUrl": None, "documentUrl": url, "document": TERMS}

        quads = jsonld.to_rdf(self.data(), {"documentLoader": load, "format": "application/n-quads"})
        self.assertIn(OA + "hasTarget", quads)
        self.assertIn("Ada Reed", quads)

    def test_positions_are_code_points_and_quotes_fit(self):
        def selectors(value):
            if isinstance(value, dict):
                yield value
                for inner in value.values():
                    yield from selectors(inner)
            elif isinstance(value, list):
                for inner in value:
                    yield from selectors(inner)

        for annotation in annotations(self.data()):
            for target in selectors(annotation["target"]):
                listed = target.get("selector")
                listed = listed if isinstance(listed, list) else [listed] if listed else []
                places = [item for item in listed if item.get("type") == "TextPositionSelector"]
                quotes = [item for item in listed if item.get("type") == "TextQuoteSelector"]
                if len(places) == len(quotes) == 1:
                    self.assertEqual(self.text[places[0]["start"]:places[0]["end"]], quotes[0]["exact"])

    def test_positions_in_utf16_are_told_by_their_quotes(self):
        items = []
        for number, words in enumerate(["Tomás Ibáñez", "inspected the hull", "Northgate denied", "ferry was unsafe"]):
            start = self.text.index(words)
            items.append({
                "id": f"urn:x:{number}", "type": "Annotation", "body": {"type": "TextualBody", "value": "Thing", "purpose": "tagging"},
                "target": {"source": "harbour.txt", "selector": [
                    {"type": "TextQuoteSelector", "exact": words},
                    {"type": "TextPositionSelector", "start": utf16(self.text, start), "end": utf16(self.text, start + len(words))}]}})
        page = {"@context": CONTEXT, "id": "urn:x", "type": "AnnotationPage", "items": items}
        (self.folder / "in.jsonld").write_text(json.dumps(page))
        self.gloss("convert", "harbour.txt", "in.json", "--annotations", "in.jsonld")
        found = json.loads((self.folder / "in.json").read_text())["mentions"]
        self.assertEqual([item["text"] for item in found], ["Tomás Ibáñez", "inspected the hull", "Northgate denied", "ferry was unsafe"])
