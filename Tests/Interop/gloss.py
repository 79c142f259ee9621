"""Runs the gloss that is tested, in a folder that is gone afterwards."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

GLOSS = os.environ["GLOSS"]
HERE = pathlib.Path(__file__).parent


def formats():
    """The names of the formats that this gloss knows."""
    listed = subprocess.run([GLOSS, "formats", "--json"], capture_output=True, text=True).stdout
    return {format["name"] for format in json.loads(listed)}


def utf16(text, offset):
    """An offset in code points as one in UTF-16 code units."""
    return len(text[:offset].encode("utf-16-le")) // 2


class Case(unittest.TestCase):
    """A test with a folder that holds the sample report, harbour.txt and harbour.ann."""

    format = None

    @classmethod
    def setUpClass(cls):
        if cls.format and cls.format not in formats():
            raise unittest.SkipTest(f"this gloss has no format {cls.format}")

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="gloss-interop-"))
        self.addCleanup(shutil.rmtree, self.folder)
        for name in ["harbour.txt", "harbour.ann"]:
            shutil.copy(HERE / name, self.folder / name)
        self.text = (self.folder / "harbour.txt").read_bytes().decode()

    def gloss(self, *arguments, status=0):
        """Standard output of a command of gloss."""
        run = subprocess.run([GLOSS, *arguments], capture_output=True, cwd=self.folder)
        self.assertEqual(run.returncode, status, run.stderr.decode())
        return run.stdout.decode()

    def written(self, name, format=None):
        """The sample as gloss writes it to a file."""
        options = ["--format-out", format or self.format] if format or self.format else []
        self.gloss("convert", "harbour.txt", name, *options)
        return self.folder / name

    def model(self, name, format=None):
        """A file as gloss reads it: the object of its own JSON."""
        options = ["--format-in", format] if format else []
        out = self.gloss("convert", name, "-", "--format-out", "json", *options)
        return json.loads(out)

    def sample(self):
        return self.model("harbour.txt")

    def mentions(self, model):
        """Mentions as (spans, type), in the order of the text."""
        return sorted((tuple(map(tuple, item["spans"])), item["type"]) for item in model["mentions"])
