#!/usr/bin/env python3
"""territories.py CODE FILE: writes the names of countries and territories in a language, as CLDR has them
(package babel, Unicode licence), between two lines of FILE, a names.txt of Resources/languages."""
import pathlib
import sys
from babel import Locale

BEGIN, END = "# Countries and territories: CLDR, by Benchmarks/names/territories.py.", "# End of CLDR."


def main(code, path):
    english, names = Locale("en").territories, Locale(code).territories
    resources = pathlib.Path(path).parents[2]
    # Words and names of English mean something else there: grenade, Maurice.
    taken = {word.lower() for name in ("lexicons/listed.txt", "lexicons/persons.txt", "tables/ordinary.txt") for word in (resources / name).read_text(encoding="utf-8").replace("~", " ").split()}
    found = set()
    for key, name in names.items():
        plain = name.split("(")[0].split(" – ")[0].strip().replace("’", "'")
        if len(key) != 2 or key in ("XA", "XB", "ZZ", "EU", "UN", "EZ", "QO") or len(plain) < 3 or plain == english.get(key):
            continue
        for part in [plain] + ([plain.replace("-", " ")] if " " not in plain and code == "fr" and plain.count("-") > 1 else []):
            if part.lower() not in taken:
                found.add(part)
    text = pathlib.Path(path).read_text(encoding="utf-8")
    head, tail = text.split(BEGIN)[0], text.split(END)[1]
    pathlib.Path(path).write_text(head + BEGIN + "\n\n[country]\n" + "\n".join(sorted(found)) + "\n\n" + END + tail, encoding="utf-8")
    print(len(found))


main(*sys.argv[1:])
