# Prints the documents of a spaCy DocBin, read from standard input, as JSON, one a line.
import sys

# What happens to stand in the folder is not loaded.
sys.path[:] = [place for place in sys.path if place]
import json

try:
    import spacy
    from spacy.tokens import DocBin
except ImportError:
    sys.exit(
        "spaCy is not installed here; where it is, this prints JSON that gloss reads: python3 -c \"import spacy, json; "
        "from spacy.tokens import DocBin; [print(json.dumps(d.to_json())) for d in DocBin().from_disk('FILE.spacy')"
        ".get_docs(spacy.blank('xx').vocab)]\" > FILE.jsonl"
    )

try:
    for doc in DocBin().from_bytes(sys.stdin.buffer.read()).get_docs(spacy.blank("xx").vocab):
        print(json.dumps(doc.to_json()))
except Exception as fault:
    sys.exit(f"it is no DocBin that this spaCy reads: {fault}")
