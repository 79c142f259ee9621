#!/usr/bin/env python3
"""words.py RESOURCES LIST...: writes RESOURCES/tables/ordinary.txt of the words in small letters of lists
with a word a line: american-english and british-english of Debian's wamerican and wbritish (SCOWL)."""
import pathlib
import re
import sys
import textwrap

TOP = """# Words that English writes in small letters: SCOWL (Kevin Atkinson; see ATTRIBUTION.md) as Debian's
# wamerican and wbritish have it; made by Benchmarks/names/words.py.
"""


def main(resources, lists):
    words = set()
    for path in lists:
        words.update(pathlib.Path(path).read_text(encoding="utf-8").split())
    plain = sorted(word for word in words if re.fullmatch("[a-z]{2,}", word))
    lines = textwrap.wrap(" ".join(plain), 118, break_long_words=False, break_on_hyphens=False)
    (pathlib.Path(resources) / "tables/ordinary.txt").write_text(TOP + "\n".join(lines) + "\n", encoding="utf-8")


main(sys.argv[1], sys.argv[2:])
