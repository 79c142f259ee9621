#!/usr/bin/env python3
"""Mutated files of every format through gloss's commands and its browser, for a given time.

    fuzz.py GLOSS [--seconds 60] [--seed N] [--jobs 2] [--keep FOLDER]

What must hold: no run ends by a signal or takes more than five seconds of the processor; the exit status is 0, 1 or 2;
JSON, XML, CSV and ICS parse; what gloss writes it reads again; on a terminal no control character
that stood in the file comes out. Files at fault are kept, each with the command that shows it.
Exit status 1 where there were faults. Needs nothing but Python's own library.
"""
import argparse, collections, csv, fcntl, glob, io, json, os, pty, random, re, resource, select, signal, struct, subprocess, sys, tempfile
import termios, threading, time, xml.etree.ElementTree as xml, zipfile

# Seconds of the processor; of the clock, for what only waits: much longer, since others may work here too.
LIMIT, PATIENCE = 5, 60
TEXT = """The Quarry Report

By Ann Example, 4 March 2016

On 3 May 2014 the Harbour Council said that it would close the quarry in Norwick. According to Bob \
Stone, head of the council, "the work is likely to end in late 2015". The company Stone & Sons denied it.

In June 2015 about 40 people left Norwick for Lake Town. It is unlikely that they will return before 2017, \
Stone told reporters on Tuesday. The paper costs 300 dollars; see https://example.org/q and 10.0.0.1.
"""
# What files from strangers hold: sequences for terminals, broken encodings, numbers at the edge.
TOKENS = [b"\x1b]7777;x\x07", b"\x1b[?7777h", b"\x9b7777h", b"\x00", b"\xef\xbb\xbf", b"\xff\xfe", b"\xe2\x80\xae", b"\xed\xa0\x80",
          b"\\ud800", b"\\u0000", b"-1", b"99999999999999999999", b"2147483648", b"4294967296", b"1e400", b"NaN", b"null", b"[]", b"{}",
          b'"', b"'", b"<", b"&#0;", b"&#xFFFF;", b"]]>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>&a;", b"../../../../etc/passwd", b"\t", b"\n",
          b"\r\n", b"\x0c", b"\xc2\x85", b"\xe2\x80\xa8", b"T1", b"E1", b"R1", b"#1", b"*\t", b";", b"|", b"_", b"*", b"0", b"9999-12-31",
          b"0001-01-01", "é".encode(), "e\u0301".encode(), "\u1100\u1161".encode(), "👩‍👩‍👧".encode(), b"A" * 4096, b"(" * 200, b"." * 300]
MARKS = [b"]7777", b"?7777h", b"\x9b7777h"]
TABLES = [("timeline", f) for f in ["json", "jsonl", "csv", "tsv", "ics", "markdown", "text"]] + \
         [("entities", f) for f in ["json", "csv"]] + [("claims", f) for f in ["json", "tsv"]] + [("outline", "json")]


class Fault(Exception):
    pass


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT + 1))


def mutated(data, others, rng):
    data = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 3, 6])):
        at = rng.randrange(len(data) + 1)
        end = min(len(data), at + rng.choice([1, 2, 8, 64, 512]))
        kind = rng.randrange(8)
        if kind == 0 and at < len(data): data[at] ^= 1 << rng.randrange(8)
        elif kind == 1: del data[at:end]
        elif kind == 2: data[at:at] = data[at:end] * rng.choice([1, 2, 30])
        elif kind in (3, 4): data[at:at] = rng.choice(TOKENS)
        elif kind == 5: data[at:end] = rng.choice(TOKENS)
        elif kind == 6: del data[at:]
        else:
            other = rng.choice(others)
            start = rng.randrange(len(other) + 1)
            data[at:at] = other[start:start + rng.choice([16, 256])]
    return bytes(data[:1 << 18])


class Run:
    """One file and the commands that it goes through."""

    def __init__(self, gloss, folder, name, rng):
        self.gloss, self.folder, self.name, self.rng = gloss, folder, name, rng
        self.commands = []
        self.environment = {"PATH": os.environ.get("PATH", ""), "HOME": folder, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
                            "SWIFT_BACKTRACE": "enable=no", "VISUAL": "true", "EDITOR": "true"}

    def call(self, *arguments, statuses=(0, 1, 2)):
        self.commands.append(" ".join(arguments))
        try:
            done = subprocess.run([self.gloss, *arguments], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
                                  capture_output=True, timeout=PATIENCE, preexec_fn=limit)
        except subprocess.TimeoutExpired:
            raise Fault(f"waits for more than {PATIENCE} s")
        if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL): raise Fault(f"takes more than {LIMIT} s")
        if done.returncode not in statuses:
            raise Fault(f"ends with {done.returncode}: {done.stderr[-300:].decode(errors='replace').strip()}")
        if b"\x1b" in done.stderr: raise Fault("an escape on standard error")
        return done

    def parsed(self, form, data):
        try:
            if form == "json": json.loads(data)
            elif form == "jsonl": [json.loads(line) for line in data.decode().split("\n") if line]
            elif form in ("csv", "tsv"): self.table(data.decode(), "," if form == "csv" else "\t")
            elif form == "ics": self.calendar(data.decode())
            elif form == "xml": xml.fromstring(data)
            else: data.decode()
        except Exception as error:
            raise Fault(f"its {form} does not parse: {error}")

    def table(self, text, separator):
        csv.field_size_limit(1 << 30)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True,
                               quoting=csv.QUOTE_MINIMAL if separator == "," else csv.QUOTE_NONE))
        if len({len(row) for row in rows if row}) > 1: raise ValueError("rows of different length")

    def calendar(self, text):
        if not text: return
        lines = text.split("\r\n")
        if lines[0] != "BEGIN:VCALENDAR" or lines[-2:] != ["END:VCALENDAR", ""]: raise ValueError("no calendar")
        for line in lines:
            if len(line.encode()) > 75: raise ValueError("a line of more than 75 bytes")
            if any(ord(c) < 0x20 and c != "\t" for c in line): raise ValueError("a control character")
        if text.count("BEGIN:VEVENT") != text.count("END:VEVENT"): raise ValueError("an event without an end")

    def commands_of_reading(self):
        self.call("check", self.name)
        shown = self.call("show", "--jsonl", self.name)
        if shown.returncode == 0: self.parsed("jsonl", shown.stdout)
        command, form = self.rng.choice(TABLES)
        table = self.call(command, self.name, "--format", form)
        if table.returncode == 0: self.parsed(form, table.stdout)

    def conversion(self, forms):
        name, suffix, is_read = self.rng.choice(forms)
        target = "out." + suffix
        if self.call("convert", self.name, target, "--format-out", name, "--annotate", self.rng.choice(["never", "auto"])).returncode: return
        with open(os.path.join(self.folder, target), "rb") as file: data = file.read()
        if suffix in ("xmi", "xml", "tml"): self.parsed("xml", data)
        elif suffix in ("json", "jsonl", "jsonld"): self.parsed("jsonl" if suffix == "jsonl" else "json", data)
        if not is_read: return
        back = self.call("check", target)
        if back.returncode == 2 and b"no text in it" not in back.stderr:
            raise Fault(f"what was written as {name} is not read again: {back.stderr[-300:].decode(errors='replace').strip()}")

    def terminal(self, arguments, keys=()):
        """Runs gloss on a terminal of its own, sends keys, and gives what it printed."""
        self.commands.append(" ".join(arguments) + " on a terminal")
        child, tty = pty.fork()
        if child == 0:
            limit()
            os.chdir(self.folder)
            os.execve(self.gloss, [self.gloss, *arguments], self.environment)
        try:
            return self.watch(child, tty, list(keys), bool(keys))
        finally:
            os.close(tty)

    def watch(self, child, tty, keys, is_browser):
        fcntl.ioctl(tty, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        output, start, asked, answered = b"", time.monotonic(), False, False
        while True:
            readable, _, _ = select.select([tty], [], [], 0.02)
            if readable:
                try: output += os.read(tty, 1 << 16)
                except OSError: pass
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                code = os.waitstatus_to_exitcode(status)
                if code not in (0, 1, 2, 130, 143): raise Fault(f"ends with {code} on a terminal: {output[-300:]!r}")
                return output
            if time.monotonic() - start > PATIENCE:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                raise Fault(f"does not leave within {PATIENCE} s on a terminal")
            # A file in no known form is asked about first.
            if is_browser and not answered and b"(y/n)" in output:
                answered = True
                os.write(tty, b"y")
            # Before the screen is opened keys are the terminal's own, and signals end the process at once.
            if not is_browser or b"\x1b[?1049h" not in output: continue
            if keys:
                key = keys.pop(0)
                if isinstance(key, tuple): fcntl.ioctl(tty, termios.TIOCSWINSZ, struct.pack("HHHH", *key, 0, 0))
                else: os.write(tty, key)
            elif not asked:
                asked, start = True, time.monotonic()
                os.kill(child, signal.SIGTERM)

    def shown_on_a_terminal(self):
        arguments = self.rng.choice([["show", "--color", "never", self.name], ["annotate", self.name], ["check", self.name],
                                     ["convert", self.name, "-", "--format-out", self.rng.choice(["text", "json", "brat", "html", "markdown"])],
                                     ["timeline", "--format", self.rng.choice(["csv", "json", "ics"]), self.name]])
        output = self.terminal(arguments)
        bad = [byte for byte in output if byte < 0x20 and byte not in (9, 10, 13) or byte == 0x7F]
        if bad: raise Fault(f"control characters {sorted(set(bad))} come out on a terminal")

    def browsed(self):
        pieces = [bytes([self.rng.randrange(0x20, 0x7F)]) for _ in range(30)] + \
                 [b"\t", b"\r", b"\x1b", b"\x1b[A", b"\x1b[B", b"\x1b[6~", b"\x1b[<64;5;5M", b"\x1b[<0;9;9M", b"t", b"c", b"i", b"/an\r", b"n",
                  b"\x1b[200~q\nQ:!x\x1b[201~", b"\x1b[2", b"\xc3", b"\x1b[I", b"\x1b[97;5:3u"]
        keys = [self.rng.choice(pieces) for _ in range(25)] + [(self.rng.randrange(1, 60), self.rng.randrange(1, 200)) for _ in range(3)]
        keys = [key for key in keys if key not in (b"q", b"Q", b"\x1a")]
        self.rng.shuffle(keys)
        output = self.terminal([self.name, "--no-resume"], keys)
        for mark in MARKS:
            if b"\x1b" + mark in output or mark[0] == 0x9B and mark in output: raise Fault(f"{mark!r} of the file reaches the terminal")


def packed(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items(): archive.writestr(name, content)
    return out.getvalue()


def read_only():
    """Small reports in the formats that gloss reads and does not write."""
    page = "<html><head><title>Quarry</title></head><body><h1>The Report</h1><p>Ann left on <b>3 May 2014</b>.</p>" \
           "<ul><li>One<li>Two</ul><table><tr><td>a</td><td>b</td></tr></table></body></html>"
    container = '<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>'
    package = '<package><metadata/><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>' \
              '<spine><itemref idref="a"/></spine></package>'
    office = '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ' \
             'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:h text:outline-level="1">' \
             'The Report</text:h><text:p>Ann left on 3 May 2014.</text:p></office:text></office:body></office:document-content>'
    pages = '<pdf2xml><page number="1" height="800" width="600"><fontspec id="0" size="12" family="Times" color="#000000"/>' \
            '<text top="100" left="80" width="300" height="14" font="0">Ann left on <b>3 May 2014</b>.</text>' \
            '<text top="120" left="80" width="300" height="14" font="0">She came back.</text></page></pdf2xml>'
    tree = {"pandoc-api-version": [1, 23], "meta": {}, "blocks": [
        {"t": "Header", "c": [1, ["a", [], []], [{"t": "Str", "c": "Report"}]]},
        {"t": "Para", "c": [{"t": "Str", "c": "Ann"}, {"t": "Space"}, {"t": "Str", "c": "left."}]}]}
    return {"page": ("html", page.encode()), "odt": ("odt", packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": office})),
            "epub": ("epub", packed({"mimetype": "application/epub+zip", "META-INF/container.xml": container, "c.opf": package, "a.xhtml": page})),
            "pdf2xml": ("pdf2xml", pages.encode()), "pandoc": ("pandoc.json", json.dumps(tree).encode())}


def traps():
    """The files of Tests/GlossFormatsTests/Traps, those of every form that other tools have: by the trap's
    family, each a name and the contents of its files, the first of which is opened."""
    found = collections.defaultdict(list)
    for path in sorted(glob.glob(os.path.join(os.path.dirname(__file__), "../GlossFormatsTests/Traps/*.traps"))):
        family = os.path.splitext(os.path.basename(path))[0]
        with open(path, encoding="utf-8") as file: words = file.read()
        for trap in re.split(r"^=== .*\n", words, flags=re.M)[1:]:
            files = {}
            for part in re.split(r"^--- ", trap, flags=re.M)[1:]:
                head, _, body = part.partition("\n")
                if head == "expect": continue
                name, *options = head.split()
                pieces = re.split("«([0-9A-F ]*)»", body[:-1] if "nofinal" in options else body)
                data = b"".join(bytes.fromhex(piece) if index % 2 else piece.encode() for index, piece in enumerate(pieces))
                if "crlf" in options: data = data.replace(b"\n", b"\r\n")
                if "bom" in options: data = b"\xef\xbb\xbf" + data
                if "utf16" in options: data = data.decode().encode("utf-16")
                files[name] = data
            if files: found[family].append(files)
    return found


class Campaign:
    def __init__(self, options):
        self.options = options
        self.runs, self.faults, self.lock = collections.Counter(), [], threading.Lock()
        self.end = time.monotonic() + options.seconds

    def seeds(self):
        """A report in every format that gloss writes, and the forms of each that its readers take."""
        folder = tempfile.mkdtemp(prefix="gloss-fuzz-")
        with open(os.path.join(folder, "seed.txt"), "w") as file: file.write(TEXT)
        run = Run(self.options.gloss, folder, "seed.txt", random.Random(0))
        rows = json.loads(run.call("formats", "--json").stdout)
        forms = [(row["name"], row["files"][0][1:], row["reads"]) for row in rows if row["writes"]]
        one = {"text": ("txt", TEXT.encode()), **read_only()}
        for name, suffix, _ in forms:
            path = os.path.join(folder, name, "seed." + suffix)
            os.mkdir(os.path.dirname(path))
            done = run.call("convert", "seed.txt", path, "--format-out", name, "--annotate", "auto")
            if done.returncode == 0:
                with open(path, "rb") as file: one[name] = (suffix, file.read())
        seeds = {name: [{"f." + suffix: data, **({"f.txt": TEXT.encode()} if suffix != "txt" else {})}] for name, (suffix, data) in one.items()}
        for family, files in traps().items(): seeds[family + " of others"] = files
        seeds["zip"] = [{"f.zip": packed({"a.xmi": one["xmi"][1], "TypeSystem.xml": b"<x/>", "b/c.txt": TEXT, "b/d.jsonl": one["doccano"][1]})}]
        return seeds, forms

    def work(self, number, seeds, forms):
        rng = random.Random(self.options.seed * 1000 + number)
        others = [data for files in seeds.values() for file in files for data in file.values()]
        while time.monotonic() < self.end and len(self.faults) < 50:
            name = rng.choice(sorted(seeds))
            files = dict(rng.choice(seeds[name]))
            opened = next(iter(files))
            # What stands beside is a stranger's too.
            changed = rng.choice([opened] * 4 + list(files))
            files[changed] = mutated(files[changed], others, rng)
            with tempfile.TemporaryDirectory(prefix="gloss-fuzz-") as folder:
                for file, content in files.items():
                    with open(os.path.join(folder, file), "wb") as out: out.write(content)
                self.go(Run(self.options.gloss, folder, opened, rng), name, files, forms, rng)

    def go(self, run, name, files, forms, rng):
        part = rng.choice(["read", "read", "convert", "convert", "terminal", "browse"])
        try:
            {"read": run.commands_of_reading, "convert": lambda: run.conversion(forms), "terminal": run.shown_on_a_terminal,
             "browse": run.browsed}[part]()
        except Fault as fault:
            self.keep(run, name, files, str(fault))
        with self.lock: self.runs[name] += 1; self.runs["on terminals"] += part in ("terminal", "browse")

    def keep(self, run, name, files, fault):
        with self.lock:
            self.faults.append(fault)
            folder = os.path.join(self.options.keep, f"{self.options.seed}-{len(self.faults)}")
            os.makedirs(folder, exist_ok=True)
            for file, content in files.items():
                with open(os.path.join(folder, file), "wb") as out: out.write(content)
            print(f"{folder}/{run.name} ({name}): gloss {run.commands[-1]}: {fault}", flush=True)

    def go_on(self):
        seeds, forms = self.seeds()
        workers = [threading.Thread(target=self.work, args=(number, seeds, forms)) for number in range(self.options.jobs)]
        for worker in workers: worker.start()
        for worker in workers: worker.join()
        terminals = self.runs.pop("on terminals", 0)
        print(f"seed {self.options.seed}: {sum(self.runs.values())} files, {terminals} of them on terminals, {len(self.faults)} faults")
        print(", ".join(f"{name} {count}" for name, count in sorted(self.runs.items())))
        return 1 if self.faults else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gloss", type=os.path.abspath)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 20))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", default=".build/fuzz")
    sys.exit(Campaign(parser.parse_args()).go_on())


if __name__ == "__main__":
    main()
