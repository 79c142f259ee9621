#!/usr/bin/env python3
"""rows.py GLOSS FOLDER [N [SEED]]: draws N rows (100) of the timelines of all PDFs of a folder, at
random but the same for the same seed, and prints each with what it takes to judge it: report, page,
days, the sentence with the expression marked, and the words around it.

A row is right where a person would put it on a timeline of the report, on that day. Nothing is
judged here; count the lines you strike out. Rows that the gate holds back (`--all`) are drawn with
`--held` before GLOSS."""
import concurrent.futures
import json
import pathlib
import random
import subprocess
import sys


def rows(gloss, path, options):
    """The rows of a report's timeline, with its text."""
    run = subprocess.run([gloss, "timeline", str(path), "--format", "jsonl", *options], capture_output=True)
    found = [json.loads(line) for line in run.stdout.decode("utf-8", "replace").splitlines()]
    for row in found:
        row["file"] = path.name
    return found


def words(text):
    return " ".join(text.split())


def main(arguments):
    held = arguments[:1] == ["--held"]
    gloss, folder, *rest = arguments[1:] if held else arguments
    count, seed = (int(rest[0]) if rest else 100), (int(rest[1]) if len(rest) > 1 else 1)
    paths = sorted(pathlib.Path(folder).glob("*.pdf"))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        shown = [row for found in pool.map(lambda path: rows(gloss, path, []), paths) for row in found]
        drawn = shown
        if held:
            every = [row for found in pool.map(lambda path: rows(gloss, path, ["--all"]), paths) for row in found]
            known = {(row["file"], row["time"]) for row in shown}
            drawn = [row for row in every if (row["file"], row["time"]) not in known]
    print(f"{len(drawn)} rows of {len(paths)} reports")
    for number, row in enumerate(random.Random(seed).sample(drawn, min(count, len(drawn))), 1):
        days = "/".join(day or ".." for day in (row["earliest"], row["latest"]))
        print(f"{number:3} {row['file'][:24]:24} p.{row.get('page') or '?':4} {row['value']:12} {days}\n"
              f"    {words(row['text'])[:300]}")


main(sys.argv[1:])
