"""doccano and Label Studio: lines in the form of their documented exports, both ways."""
import json

from gloss import Case, utf16


class Doccano(Case):
    format = "doccano"

    def lines(self, name):
        return [json.loads(line) for line in self.written(name).read_text().splitlines() if line.strip()]

    def test_spans_cover_their_words(self):
        line = self.lines("out.jsonl")[0]
        self.assertEqual(line["text"], self.text)
        words = {self.text[item["start_offset"]:item["end_offset"]] for item in line["entities"]}
        self.assertIn("Ada Reed", words)

    def test_every_generation_of_export_is_read(self):
        text = "🚢 Ann met Bob."
        for labels in [{"label": [[2, 5, "PER"]]}, {"labels": [[2, 5, "PER"]]},
                       {"entities": [{"id": 1, "label": "PER", "start_offset": 2, "end_offset": 5}], "relations": []}]:
            (self.folder / "in.jsonl").write_text(json.dumps({"id": 1, "text": text, **labels}) + "\n")
            self.assertEqual([item["text"] for item in self.model("in.jsonl")["mentions"]], ["Ann"], labels)


class LabelStudio(Case):
    format = "labelstudio"

    def test_regions_count_utf16(self):
        tasks = json.loads(self.written("out.json").read_text())
        results = [item for task in tasks for part in task["annotations"] for item in part["result"]]
        regions = {item["value"]["text"]: item["value"] for item in results if "labels" in item.get("value", {})}
        start = self.text.index("Tomás Ibáñez")
        self.assertEqual(regions["Tomás Ibáñez"]["start"], utf16(self.text, start))

    def test_two_annotators_are_two_layers(self):
        text = "🚢 Ann met Bob."
        def region(name, start, words, label):
            return {"id": name, "from_name": "label", "to_name": "text", "type": "labels",
                    "value": {"start": start, "end": start + len(words), "text": words, "labels": [label]}}
        task = {"id": 1, "data": {"text": text}, "annotations": [
            {"id": 1, "completed_by": 1, "result": [region("a", 3, "Ann", "PER")]},
            {"id": 2, "completed_by": 2, "result": [region("b", 11, "Bob", "PER")]}]}
        (self.folder / "in.json").write_text(json.dumps([task]))
        found = self.model("in.json")["mentions"]
        self.assertEqual([item["text"] for item in found], ["Ann", "Bob"])
        self.assertEqual(len({item["layer"] for item in found}), 2)
