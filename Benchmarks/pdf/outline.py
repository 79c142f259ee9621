#!/usr/bin/env python3
"""How many of the bookmarks of PDFs gloss finds as headings, once they are taken off.

    outline.py --gloss .build/release/gloss FOLDER-OR-PDF ...

For each PDF with bookmarks: a copy without them is read by `gloss show --json`, and the titles of its
sections are compared with the titles of the bookmarks that stand on the page that they lead to (as
pdftotext reads it), case, spaces and punctuation aside. A title that is printed in pieces counts where
sections that follow each other have it together. Needs pikepdf (PyPI) and poppler-utils.
"""
import argparse, json, pathlib, re, subprocess, sys, tempfile, unicodedata

import pikepdf


def folded(text):
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


def bookmarks(pdf):
    """Titles with the numbers of their pages, from 1; None where they lead nowhere."""
    numbers = {page.objgen: number + 1 for number, page in enumerate(pdf.pages)}

    def page(item):
        try:
            target = item.destination
            if target is None and item.action is not None:
                target = item.action.get("/D")
            if isinstance(target, pikepdf.String):
                target = pikepdf.NameTree(pdf.Root.Names.Dests).get(str(target))
            elif isinstance(target, pikepdf.Name):
                target = pdf.Root.Dests[str(target)]
            if isinstance(target, pikepdf.Dictionary):
                target = target.D
            return numbers.get(target[0].objgen)
        except Exception:
            return None

    def walk(items):
        for item in items:
            yield item.title, page(item)
            yield from walk(item.children)

    with pdf.open_outline() as outline:
        return list(walk(outline.root))


def found(title, titles):
    """Whether a title is among those of a page, alone or in up to three pieces."""
    for first in range(len(titles)):
        for last in range(first, min(first + 3, len(titles))):
            text = "".join(titles[first : last + 1])
            if text == title or len(text) >= 4 and (title in text and len(text) <= len(title) + 12 or text in title and len(title) <= len(text) + 8):
                return True
    return False


def sections(gloss, path):
    """The folded titles of the sections by the count of their page."""
    run = subprocess.run([gloss, "show", "--json", "--annotate", "never", path], capture_output=True, check=True)
    report = json.loads(run.stdout)
    points = report["text"]
    starts = [page["start"] for page in report["pages"]]
    by_page = {}
    for section in report["sections"]:
        count = sum(start <= section["start"] for start in starts)
        by_page.setdefault(count, []).append(folded(section["title"]))
    return by_page, len(report["sections"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gloss", default=".build/release/gloss")
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    files = [file for path in options.paths for file in (sorted(path.glob("*.pdf")) if path.is_dir() else [path])]
    wanted = hits = headings = 0
    for file in files:
        with pikepdf.open(file) as pdf, tempfile.TemporaryDirectory() as folder:
            marks = bookmarks(pdf)
            if not marks:
                continue
            del pdf.Root["/Outlines"]
            bare = pathlib.Path(folder) / "bare.pdf"
            pdf.save(bare)
            pages = subprocess.run(["pdftotext", bare, "-"], capture_output=True).stdout.decode(errors="replace").split("\f")
            standing = [(title, page) for title, page in marks if page and folded(title) and folded(title) in folded(pages[page - 1])]
            by_page, count = sections(options.gloss, bare)
        missing = [title for title, page in standing if not found(folded(title), by_page.get(page, []))]
        wanted, hits, headings = wanted + len(standing), hits + len(standing) - len(missing), headings + count
        print(f"{file.name[:40]:40} {len(standing) - len(missing):3} of {len(standing):3}, {count:3} headings {missing if missing else ''}")
    if wanted:
        print(f"{'all':40} {hits} of {wanted} ({hits / wanted:.1%}), {headings / wanted:.2f} headings a bookmark")


main()
