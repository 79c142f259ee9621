# Prints a document of GATE in YAML or MessagePack (bdoc), read from standard input, as JSON.
import sys

# What happens to stand in the folder is not loaded.
sys.path[:] = [place for place in sys.path if place]
import json

HELP = (
    "{0} is not installed here; where gatenlp is, this makes JSON that gloss reads: "
    "python3 -c \"from gatenlp import Document; Document.load('FILE').save('FILE.bdocjs')\""
)

data = sys.stdin.buffer.read()
try:
    if data.lstrip()[:1] < b"\x80":
        try:
            import yaml
        except ImportError:
            sys.exit(HELP.format("PyYAML"))
        document = yaml.load(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    else:
        try:
            import msgpack
        except ImportError:
            sys.exit(HELP.format("msgpack"))
        document = msgpack.unpackb(data, strict_map_key=False)
    if not isinstance(document, dict) or "annotation_sets" not in document:
        sys.exit("it has no annotation_sets")
    # Piece by piece: what aliases make large is cut off by whoever reads it.
    json.dump(document, sys.stdout, default=str)
except Exception as fault:
    sys.exit(f"it is no bdoc: {fault}".splitlines()[0])
