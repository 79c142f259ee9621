#!/usr/bin/env python3
"""subdivisions.py RESOURCES: writes lexicons/subdivisions.txt of two packages of PyPI: babel (CLDR, Unicode
licence), countries and territories in English, and pycountry (Debian's iso-codes, LGPL 2.1 or later), the first
subdivisions of countries by ISO 3166-2. Names of several words are certain, [country] and [region]; one word
alone is only evidence for what was learned: [listedPlace]."""
import pathlib
import re
import sys
import unicodedata
import pycountry
from babel import Locale


def words(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith(("#", "[")):
            for part in line.split("~")[0].split("=")[0].split("|"):
                yield part.strip().lower()


def plain(name):
    """A name as English writes it, without marks on its letters; empty where there is none."""
    name = re.sub(r"\s*[\[(].*?[\])]", "", name).split(",")[0].split("/")[0].strip()
    folded = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    folded = folded.translate(str.maketrans("‘’`ʻʼ", "'''''"))
    return folded if folded.isascii() and re.fullmatch(r"[A-Z][A-Za-z' -]+", folded) else ""


def main(folder):
    lexicons = pathlib.Path(folder) / "lexicons"
    known = set().union(*(words(path) for path in lexicons.glob("*.txt") if path.name != "subdivisions.txt"))
    ordinary = set((pathlib.Path(folder) / "tables/ordinary.txt").read_text(encoding="utf-8").split())
    countries, regions, listed = set(), set(), set()
    for key, name in Locale("en").territories.items():
        if len(key) == 2 and key not in ("XA", "XB", "ZZ", "EU", "UN", "EZ", "QO"):
            for part in {plain(name.replace("&", "and").replace("St.", "Saint")), plain(name.replace("&", "and"))}:
                if " " in part and " - " not in part and "China" not in part and part.lower() not in known:
                    countries.add(part)
    for place in pycountry.subdivisions:
        name = plain(place.name)
        if place.parent_code or len(name) < 4 or name.lower() in known or name.lower() in ordinary:
            continue
        parts = name.split()
        if len(parts) == 1:
            if len(name) > 4 and "'" not in name:
                listed.add(name)
        elif all(part[0].isupper() or len(part) < 4 for part in parts) and not all(part.lower() in ordinary for part in parts):
            regions.add(name)
    text = "# Countries, territories and subdivisions: CLDR (Unicode licence) and iso-codes (LGPL 2.1 or later); made by\n# Benchmarks/names/subdivisions.py, see ATTRIBUTION.md.\n"
    for title, found in (("country", countries), ("region", regions), ("listedPlace", listed)):
        text += f"\n[{title}]\n" + "\n".join(sorted(found)) + "\n"
    (lexicons / "subdivisions.txt").write_text(text, encoding="utf-8")
    print(len(countries), len(regions), len(listed))


main(sys.argv[1])
