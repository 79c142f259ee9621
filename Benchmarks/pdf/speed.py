#!/usr/bin/env python3
"""How long gloss takes to read PDFs beside what poppler takes to print their text.

    speed.py --gloss .build/release/gloss FOLDER-OR-PDF ...

Reading is `gloss show --annotate never`, beside `pdftotext`; the best of several runs each.
"""
import argparse, pathlib, subprocess, time


def best(command, runs):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gloss", default=".build/release/gloss")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    files = [file for path in options.paths for file in (sorted(path.glob("*.pdf")) if path.is_dir() else [path])]
    sums = [0.0, 0.0]
    for file in files:
        text = best(["pdftotext", file, "/dev/null"], options.runs)
        read = best([options.gloss, "show", "--annotate", "never", file], options.runs)
        sums = [sums[0] + text, sums[1] + read]
        print(f"{file.name[:40]:40} pdftotext {text:6.0f} ms  gloss {read:6.0f} ms  {read / text:.2f}")
    if files:
        print(f"{'all':40} pdftotext {sums[0]:6.0f} ms  gloss {sums[1]:6.0f} ms  {sums[1] / sums[0]:.2f}")


main()
