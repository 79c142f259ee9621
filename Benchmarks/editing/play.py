#!/usr/bin/env python3
"""play.py GLOSS GOLD.jsonl... -- plays an annotator: from what gloss finds to the mentions of a gold corpus, by
keys alone, in the real browser on a pseudo-terminal. What is written must be the gold. Prints the keys for a gold
mention, going there included, by kind. GOLD is in the form of re3d's JSON lines: {"id", "text", "gold": {"mentions"}}.
"""
import collections, fcntl, json, os, pty, re, select, struct, subprocess, sys, tempfile, termios, time

TYPES = {"Organisation": "Organization", "Nationality": "Group", "Temporal": "DATE", "DocumentReference": "Document"}
LETTERS = {"Person": "p", "Organization": "o", "Location": "l", "Group": "sg", "Product": "sr", "Event": "se", "Work": "sk",
           "Document": "sc", "Weapon": "sw", "Vehicle": "sv", "MilitaryPlatform": "sa", "Money": "sm", "Quantity": "sq",
           "DATE": "sd", "TIME": "st", "DURATION": "su", "SET": "sf"}
TIMES = {"DATE", "TIME", "DURATION", "SET"}
WORD = re.compile(r"\w(?:[\w]|[-'.&](?=\w))*")
RIGHT, LEFT, BACK = "\x1b[C", "\x1b[D", "\x1b[Z"


def steps(key, count):
    """The fewest keys that press one so many times: 7 times, or 7 and the key."""
    return [key] * count if count <= 1 + len(str(count)) else list(str(count)) + [key]


def candidates(text, blocks):
    """Capitalised runs and numbers like a year: where Tab stops as well, unless a mark is there."""
    found = []
    for block in blocks:
        if block["kind"] not in ("paragraph", "list", "quote", "caption", "note"):
            continue
        words = [(m.start(), m.end()) for m in WORD.finditer(text, block["start"], block["end"])]
        index = 0
        while index < len(words):
            first = index
            start, end = words[index]
            index += 1
            if re.fullmatch(r"[12][0-9]{3}|(?=.*[12][0-9]{3})[0-9]+([-.][0-9]+){2}", text[start:end]):
                found.append({"start": start, "end": end, "type": None})
            elif capital(text[start:end]):
                while index < len(words) and re.fullmatch(r"[ \n\r]{1,2}", text[end:words[index][0]]) and capital(text[slice(*words[index])]):
                    end = words[index][1]
                    index += 1
                before = text[block["start"]:start].rstrip("\"'([ \n\r\t" + "".join(c for c in set(text) if ord(c) > 127))
                if index - first > 1 or before and before[-1] not in ".!?:;":
                    found.append({"start": start, "end": end, "type": None})
    return found


def capital(word):
    return word[0].isupper() and len(word.encode()) > 1


def overlaps(a, b):
    return a["start"] < b["end"] and b["start"] < a["end"]


class Plan:
    def __init__(self, text, gold, found, blocks, marked):
        self.keys, self.cost = [], collections.Counter()
        self.words = [(m.start(), m.end()) for m in WORD.finditer(text)]
        self.free = [c for c in candidates(text, blocks) if not any(overlaps(c, m) for m in marked)]
        stops = sorted(found + self.free, key=lambda m: (m["start"], -m["end"]))
        pairs = self.pair(gold, stops)
        self.at, self.index = None, -1
        todo = sorted([(s["start"], -s["end"], 0, s) for s in stops] + [(g["start"], -g["end"], 1, g) for g in pairs["missing"]],
                      key=lambda item: item[:3])
        self.stops = stops
        for _, _, kind, item in todo:
            if kind == 0:
                if any(s is item for s in self.stops):
                    self.judge(item, pairs["of"].get(id(item)))
            else:
                self.mark(item)

    def pair(self, gold, stops):
        of, taken = {}, set()
        for exact in (True, False):
            for stop in stops:
                if id(stop) in of:
                    continue
                best = None
                for number, g in enumerate(gold):
                    if number in taken:
                        continue
                    same = (g["start"], g["end"]) == (stop["start"], stop["end"])
                    touches = g["start"] < stop["end"] and stop["start"] < g["end"] and not exact
                    if same or touches:
                        overlap = min(g["end"], stop["end"]) - max(g["start"], stop["start"])
                        if best is None or overlap > best[0]:
                            best = (overlap, number)
                if best is not None:
                    taken.add(best[1])
                    of[id(stop)] = gold[best[1]]
        return {"of": of, "missing": [g for number, g in enumerate(gold) if number not in taken]}

    def cover(self, span, but=None):
        """Candidates that a new mark covers are no stops any more."""
        gone = [s for s in self.stops if s["type"] is None and s is not but and overlaps(s, span)]
        for stop in gone:
            index = next(i for i, s in enumerate(self.stops) if s is stop)
            self.stops.pop(index)
            if index < self.index:
                self.index -= 1

    def press(self, keys, what):
        self.keys += keys
        self.cost[what] += len(keys)

    def go(self, stop):
        index = next(i for i, s in enumerate(self.stops) if s is stop)
        if self.index != index:
            self.press(steps("\t" if index > self.index else BACK, abs(index - self.index)), "going")
        self.index = index

    def judge(self, stop, gold):
        self.go(stop)
        if gold is None:
            self.press(["\t"], "passed")
        else:
            same = stop["type"] == gold["type"]
            moved = self.bounds(stop, gold)
            self.press(moved, "bounds")
            if moved:
                # Where it begins or ends decides what comes after it.
                stop.update(start=gold["start"], end=gold["end"])
                self.stops.sort(key=lambda m: (m["start"], -m["end"]))
                self.index = next(i for i, s in enumerate(self.stops) if s is stop)
            self.cover(gold, stop)
            if stop["type"] is None:
                self.press(list(LETTERS[gold["type"]]), "new")
            elif not same:
                self.press(list(LETTERS[gold["type"]]), "type")
            elif moved:
                self.press(["\t"], "bounds")
            else:
                self.press(["a"], "right")
        self.index += 1

    def bounds(self, stop, gold):
        keys = []
        for edge, wide, narrow in ((0, "(", "\x1b("), (1, ")", "\x1b)")):
            here, wanted = (stop["start"], gold["start"]) if edge == 0 else (stop["end"], gold["end"])
            between = [w for w in self.words if min(here, wanted) <= w[edge] < max(here, wanted)] if edge == 0 else \
                      [w for w in self.words if min(here, wanted) < w[edge] <= max(here, wanted)]
            if here != wanted:
                outward = wanted < here if edge == 0 else wanted > here
                keys += steps(wide if outward else narrow, max(1, len(between)))
        return keys

    def mark(self, gold):
        """From the stop that the last key led to, back or forward to the words."""
        inside = [w for w in self.words if w[0] >= gold["start"] and w[1] <= gold["end"]]
        if not inside:
            self.cost["impossible"] += 1
            return
        here = self.stops[self.index] if 0 <= self.index < len(self.stops) else {"start": 0, "end": 0}
        if gold["start"] >= here["end"]:
            way = steps(RIGHT, len([w for w in self.words if here["end"] <= w[0] <= inside[0][0]]))
        else:
            way = steps(LEFT, len([w for w in self.words if inside[0][0] <= w[0] and w[1] <= here["start"]]))
        self.press(way, "going")
        self.cover(gold)
        self.press(steps(")", len(inside) - 1), "new")
        self.press(list(LETTERS[gold["type"]]), "new")
        after = [i for i, s in enumerate(self.stops) if (s["start"], -s["end"]) > (gold["start"], -gold["end"])]
        self.index = after[0] if after else len(self.stops)


def play(gloss, folder, keys):
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(HOME=folder, TERM="xterm-256color", LC_ALL="C.UTF-8")
        os.chdir(folder)
        os.execv(gloss, [gloss, "edit", "--no-resume", "doc.txt"])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def wait(seconds, until=None):
        seen, end = b"", time.time() + seconds
        while time.time() < end:
            if select.select([terminal], [], [], 0.02)[0]:
                try:
                    seen += os.read(terminal, 65536)
                except OSError:
                    return
                if until and until in seen:
                    return
            elif not until and seen:
                return
    wait(10, b" edit ")
    wait(0.2)
    for key in keys:
        os.write(terminal, key.encode())
        wait(0.5)
    os.write(terminal, b"Wqq")
    wait(1.0)
    try:
        os.write(terminal, b"q")
    except OSError:
        pass
    end = time.time() + 5
    while time.time() < end and os.waitpid(pid, os.WNOHANG) == (0, 0):
        wait(0.05)
    os.close(terminal)


def written(folder):
    found = set()
    path = os.path.join(folder, "doc.ann")
    for line in open(path, encoding="utf-8") if os.path.exists(path) else []:
        fields = line.rstrip("\n").split("\t")
        if fields[0].startswith("T"):
            type, places = fields[1].split(" ", 1)
            ends = [int(n) for part in places.split(";") for n in part.split()]
            found.add((min(ends), max(ends), type))
    return found


def main():
    gloss, *paths = sys.argv[1:]
    total, mentions, right, wrong = collections.Counter(), 0, 0, 0
    for path in paths:
        for line in open(path, encoding="utf-8"):
            doc = json.loads(line)
            gold = []
            for m in doc["gold"]["mentions"]:
                type = TYPES.get(m["type"], m["type"])
                if type in LETTERS and not any((g["start"], g["end"]) == (m["start"], m["end"]) for g in gold):
                    gold.append({"start": m["start"], "end": m["end"], "type": type})
            with tempfile.TemporaryDirectory() as folder:
                with open(os.path.join(folder, "doc.txt"), "w", encoding="utf-8", newline="") as file:
                    file.write(doc["text"])
                out = subprocess.run([gloss, "annotate", "--json", "doc.txt"], cwd=folder, capture_output=True, text=True)
                model = json.loads(out.stdout)
                hidden = {"URL", "Domain", "Email", "IP", "Hash", "CVE", "FilePath", "RegistryKey"}
                marked = model["mentions"] + model["times"]
                found = [m for m in marked if m["type"] not in hidden]
                plan = Plan(doc["text"], gold, [{k: m[k] for k in ("start", "end", "type")} for m in found], model["blocks"], marked)
                play(gloss, folder, plan.keys)
                wanted = {(g["start"], g["end"], g["type"]) for g in gold}
                got = {(s, e, "DATE" if t in TIMES else t) for s, e, t in written(folder)}
                right += len(wanted & got)
                wrong += len(got - wanted)
                mentions += len(wanted)
                total += plan.cost
                print(doc["id"], len(plan.keys), "keys", len(wanted), "mentions", len(wanted & got), "written right", file=sys.stderr)
    keys = sum(n for what, n in total.items() if what != "impossible")
    print(f"{keys} keys, {mentions} gold mentions, {keys / max(1, mentions):.2f} a mention; written right {right}, not gold {wrong}")
    print("  ".join(f"{what} {n}" for what, n in sorted(total.items())))


main()
