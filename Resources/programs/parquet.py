# Prints the rows of a Parquet or Arrow table, read from standard input, as JSON, one a line. Tags that
# are numbers get their names where the table has them, as data sets of Hugging Face do.
import sys

# What happens to stand in the folder is not loaded.
sys.path[:] = [place for place in sys.path if place]
import json

try:
    import pyarrow
    import pyarrow.parquet
except ImportError:
    sys.exit(
        "pyarrow is not installed here; where it or pandas is, this prints JSON that gloss reads: python3 -c \"import pandas; "
        "pandas.read_parquet('FILE.parquet').to_json('FILE.jsonl', orient='records', lines=True)\""
    )


def names(feature):
    """The names of the numbers of a column, also within lists; nothing where it has none."""
    if isinstance(feature, list):
        return names(feature[0]) if feature else None
    if not isinstance(feature, dict):
        return None
    return feature["names"] if feature.get("_type") == "ClassLabel" else names(feature.get("feature"))


def named(value, words):
    if isinstance(value, list):
        return [named(item, words) for item in value]
    return words[value] if isinstance(value, int) and 0 <= value < len(words) else value


try:
    data = sys.stdin.buffer.read()
    if data[:4] == b"PAR1":
        table = pyarrow.parquet.read_table(pyarrow.BufferReader(data))
    elif data[:6] == b"ARROW1":
        table = pyarrow.ipc.open_file(data).read_all()
    else:
        table = pyarrow.ipc.open_stream(data).read_all()
    said = json.loads((table.schema.metadata or {}).get(b"huggingface", b"{}"))
    features = said.get("info", {}).get("features", {})
    words = {key: names(feature) for key, feature in features.items()}
    for batch in table.to_batches():
        for row in batch.to_pylist():
            row = {key: named(value, words[key]) if words.get(key) else value for key, value in row.items()}
            print(json.dumps(row, default=str))
except Exception as fault:
    sys.exit(f"it is no table that this pyarrow reads: {fault}")
