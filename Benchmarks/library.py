#!/usr/bin/env python3
"""Times many files and gloss library beside ripgrep (and notmuch, recoll, where they are) on invented reports.

library.py GLOSS FOLDER [--reports N] [--anchors]: makes N reports of about a kilobyte in FOLDER once, and prints a
table; with --anchors it has recoll index the same reports first, where it is installed.
"""
import argparse, os, random, resource, shutil, subprocess, sys, tempfile, time

SUBJECTS = ["Ilse Brandt", "Marian Holder", "the Ministry of Trade", "Tom Ode", "the Harrow Mining Company", "Anna Lindqvist"]
VERBS = ["said that", "denied that", "reported that", "claimed that", "announced that"]
OBJECTS = ["the port of Harrow had been closed", "two drones crossed into the northern district", "the mine would open again",
           "prices had fallen by a fifth", "the talks in Kabul had failed", "the audit was probably wrong"]
MONTHS = "January February March April May June July August September October November December".split()
SYLLABLES = "ka lo mi ren tor vas del un sha pir om gal".split()


def name(rng):
    return "".join(rng.choice(SYLLABLES) for _ in range(3)).title()


def report(rng, number):
    people = [name(rng) + " " + name(rng) for _ in range(3)] + SUBJECTS
    paragraphs = ["Report %d" % number, "%d %s %d" % (rng.randrange(1, 28), rng.choice(MONTHS), rng.randrange(2009, 2019))]
    for _ in range(4):
        paragraphs.append(" ".join("On %d %s %d %s %s %s near %s." % (
            rng.randrange(1, 28), rng.choice(MONTHS), rng.randrange(2009, 2019), rng.choice(people), rng.choice(VERBS), rng.choice(OBJECTS),
            name(rng)) for _ in range(3)))
    return "\n\n".join(paragraphs) + "\n"


def make(folder, count):
    if os.path.exists(os.path.join(folder, "DONE")):
        return
    rng = random.Random(20)
    for number in range(count):
        path = os.path.join(folder, "%03d" % (number // 1000))
        os.makedirs(path, exist_ok=True)
        with open(os.path.join(path, "%06d.txt" % number), "w") as out:
            out.write(report(rng, number))
    open(os.path.join(folder, "DONE"), "w").close()


def timed(command, cwd, repeat=1, stdin=None):
    """Least wall time in milliseconds, and peak memory in MB, of some runs."""
    best, memory = None, 0
    for _ in range(repeat):
        begin = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   stdin=open(stdin) if stdin else subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        took = (time.perf_counter() - begin) * 1000
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            sys.exit("%s ended with %d" % (" ".join(command), os.waitstatus_to_exitcode(status)))
        best = took if best is None else min(best, took)
        memory = max(memory, usage.ru_maxrss / 1024)
    return best, memory


def recoll(folder, size, row):
    """Has recoll index the reports; gives what it is asked with, nil where it is not installed."""
    if not shutil.which("recollindex"):
        return None
    place = tempfile.mkdtemp(prefix="gloss-recoll-")
    with open(os.path.join(place, "recoll.conf"), "w") as out:
        out.write("topdirs = %s\nskippedNames+ = .gloss\n" % folder)
    row("recoll, first index", ["recollindex", "-c", place], None, 1, lambda took, memory: "%.1f MB/s, %.0f MB of memory" % (size / took / 1000, memory))
    row("recoll, nothing changed", ["recollindex", "-c", place])
    return ["recollq", "-c", place, "-n", "50"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gloss")
    parser.add_argument("folder")
    parser.add_argument("--reports", type=int, default=20000)
    parser.add_argument("--anchors", action="store_true")
    options = parser.parse_args()
    gloss = os.path.abspath(options.gloss)
    folder = os.path.join(os.path.abspath(options.folder), "library-%d" % options.reports)
    os.makedirs(folder, exist_ok=True)
    make(folder, options.reports)
    size = sum(os.path.getsize(os.path.join(path, file)) for path, _, files in os.walk(folder) if ".gloss" not in path for file in files if file.endswith(".txt"))
    shutil.rmtree(os.path.join(folder, ".gloss"), ignore_errors=True)
    rows = []

    def row(what, command, anchor=None, repeat=3, note="", stdin=None):
        took, memory = timed(command, folder, repeat, stdin)
        beside = "" if anchor is None else "%s %.0f ms" % (anchor[0], timed(anchor[1], folder, repeat)[0])
        rows.append((what, took, beside, note(took, memory) if callable(note) else note))

    rg = ["rg", "-c", "."] if shutil.which("rg") else ["grep", "-rc", "."]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as names:
        for path, _, files in sorted(os.walk(folder)):
            for file in sorted(files):
                if file.endswith(".txt"):
                    names.write(os.path.join(path, file) + "\n")
        names.flush()
        row("gloss claims on all files", [gloss, "claims", "--files-from", names.name, "--format", "tsv"], (rg[0] + " -c .", rg), 1,
            lambda took, memory: "%.1f MB/s, %.0f MB of memory" % (size / took / 1000, memory))
    asked = recoll(folder, size, row) if options.anchors else None
    library = [gloss, "library"]
    subprocess.run(library + ["init"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    row("first sync, plain text", library + ["sync"], None, 1, lambda took, memory: "%.1f MB/s, %.0f MB of memory" % (size / took / 1000, memory))
    index = os.path.getsize(os.path.join(folder, ".gloss", "library.sqlite"))
    rows.append(("index on the disk", index / 1e6, "", "MB; %.2f of the text" % (index / size)))
    time.sleep(2.1)
    subprocess.run(library + ["sync"], cwd=folder, stdout=subprocess.DEVNULL)
    row("sync, nothing changed", library + ["sync"])
    for number in range(100):
        path = os.path.join(folder, "%03d" % (number * 7 % max(1, options.reports // 1000)), "")
        file = sorted(os.listdir(path))[number]
        with open(os.path.join(path, file), "a") as out:
            out.write("\nOne more line.\n")
    row("sync, 100 files changed", library + ["sync"], None, 1)
    row("a rare word", library + ["search", '"prices had fallen" Kalomi*'], (rg[0], rg[:1] + ["-l" if rg[0] == "rg" else "-rl", "Kalomi"]))
    row("a frequent word, newest 50", library + ["search", "drones"], (rg[0], rg[:1] + ["-l" if rg[0] == "rg" else "-rl", "drones"]))
    if asked:
        row("the same, recoll", asked + ["drones"])
    row("two letters as they are typed", library + ["search", "dr*"])
    row("its count", library + ["count", "drones"])
    row("word and entity", library + ["search", 'mine entity:"Ilse Brandt"'])
    row("timeline of a frequent entity, 100 rows", library + ["timeline", 'entity:"Ilse Brandt"', "--limit", "100"])
    row("timeline of all, 50 rows", library + ["timeline", "--limit", "50"])
    row("card of a frequent entity", library + ["entity", "Ilse Brandt"])
    row("pairs that may be one", library + ["candidates"])
    row("KWIC, 1,000 lines", library + ["kwic", "drones", "--limit", "1000"])
    row("related claims over all", library + ["related", "Tom Ode denied that the audit was probably wrong in March 2014"])
    row("entities", library + ["entities"])
    print("%d reports, %.1f MB of text\n" % (options.reports, size / 1e6))
    print("| what | ms | beside | |\n|---|---|---|---|")
    for what, took, beside, note in rows:
        print("| %s | %.0f | %s | %s |" % (what, took, beside, note))


main()
