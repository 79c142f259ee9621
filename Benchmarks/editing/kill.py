#!/usr/bin/env python3
"""kill.py GLOSS [KILLS [EDITS [SEED]]] -- kills gloss at random moments while it edits, in the real browser on a pseudo-terminal.
Nothing that stood on the screen 20 ms before may be missing from the log; what is written is what the log says; and taking
all back gives the file byte for byte. Prints what was lost; exit status 1 if anything was.
"""
import fcntl, json, os, pty, random, re, select, signal, struct, sys, tempfile, termios, time

NAMES = ["Ann Lindqvist", "Tam Oduya", "Varn Mining", "Reuters", "Orel", "Skarn Holdings", "Karel Mbeki", "Lund"]
KEYS = ["p", "o", "l", "sg", "sw", "sv", "D", "z", "sp"]
TOLD = re.compile(rb": (?:Person|Organization|Location|Group|Weapon|Vehicle|wrong)|taken back")


def make(folder, count, choose):
    """A text with names, and a brat file as somebody else may have written it."""
    text, lines = "", []
    for number in range(1, count + 1):
        name = choose.choice(NAMES)
        text += "They met "
        lines.append(f"T{number}\tPerson {len(text)} {len(text) + len(name)}\t{name}")
        if number % 7 == 0:
            lines.append(f"#{number}\tAnnotatorNotes T{number}\tseen once")
        text += name + (".\n\n" if number % 6 == 0 else ". ")
    lines.insert(3, "a line that is no annotation")
    with open(os.path.join(folder, "r.txt"), "w", newline="") as file:
        file.write(text)
    with open(os.path.join(folder, "r.ann"), "w", newline="") as file:
        file.write("\n".join(lines[:-1]) + "\r\n" + lines[-1])


class Screen:
    def __init__(self, gloss, folder):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ.update(HOME=folder, TERM="xterm-256color", LC_ALL="C.UTF-8")
            os.chdir(folder)
            os.execv(gloss, [gloss, "edit", "r.txt"])
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def read(self, seconds, until):
        """Reads until some bytes come; gives the group of the pattern, if it has one, else when they came."""
        seen, end = b"", time.time() + seconds
        while time.time() < end:
            if not select.select([self.terminal], [], [], 0.002)[0]:
                continue
            try:
                seen += os.read(self.terminal, 65536)
            except OSError:
                return None
            found = until.search(seen)
            if found:
                return found[1] if until.groups else time.time()
        return None

    def press(self, keys):
        os.write(self.terminal, keys.encode())

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def steps(folder):
    """Lines of the log that do something; a torn last one is none."""
    path = os.path.join(folder, "r.ann.log")
    if not os.path.exists(path):
        return 0
    count = 0
    for line in open(path, "rb").read().split(b"\n")[:-1]:
        event = json.loads(line)
        count += "n" in event or event.get("op") in ("undo", "redo")
    return count


def main():
    gloss = os.path.abspath(sys.argv[1])
    kills, edits, seed = (int(sys.argv[i]) if len(sys.argv) > i else value for i, value in ((2, 200), (3, 1000), (4, 1)))
    choose = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        make(folder, 400, choose)
        before = open(os.path.join(folder, "r.ann"), "rb").read()
        lost, told, made = 0, 0, 0
        for turn in range(kills):
            known = steps(folder)
            screen = Screen(gloss, folder)
            if screen.read(10, re.compile(rb"edit")) is None:
                sys.exit("gloss does not come up")
            screen.read(0.3, re.compile(rb"taken over"))
            screen.press("\t" * choose.randint(1, 40))
            shown, end = [], time.time() + choose.uniform(0.05, 1.5)
            while time.time() < end and len(shown) < 3 * edits // kills:
                screen.press(choose.choice(KEYS))
                made += 1
                at = screen.read(min(0.3, max(0.0, end - time.time())), TOLD)
                if at:
                    shown.append(at)
            time.sleep(choose.uniform(0, 0.03))
            now = time.time()
            screen.kill()
            due = sum(1 for at in shown if at <= now - 0.02)
            kept = steps(folder) - known
            told += due
            if kept < due:
                lost += due - kept
                print(f"kill {turn}: {due} stood on the screen, {kept} are in the log")
        screen = Screen(gloss, folder)
        screen.read(10, re.compile(rb"edit"))
        screen.read(0.5, re.compile(rb"taken over"))
        ended = False
        for _ in range(20 * edits):
            screen.press("z")
            ended = screen.read(1, re.compile(rb"(nothing) to take back|taken back: ")) == b"nothing"
            if ended:
                break
        screen.press("q")
        screen.read(3, re.compile(rb"\x1b\[\?1049l"))
        time.sleep(0.3)
        screen.kill()
        after = open(os.path.join(folder, "r.ann"), "rb").read()
        print(f"{kills} kills, {made} keys, {told} edits stood on the screen 20 ms before a kill, {lost} lost; "
              f"all taken back: {'the file byte for byte' if ended and after == before else 'ANOTHER FILE'}")
        sys.exit(1 if lost or after != before else 0)


main()
