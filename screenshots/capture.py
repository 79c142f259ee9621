#!/usr/bin/env python3
"""capture.py SESSION OUT.svg: the screen of a tmux session (socket "gloss-shots") as an SVG picture.

Standard library only. Reads `tmux capture-pane -e` and draws a cell at a time, so that what the
picture shows is what the terminal showed."""
import html
import re
import subprocess
import sys
import unicodedata

CELL_W, CELL_H, PAD = 8.4, 18, 14
BASE = ["#1d1f21", "#cc6666", "#8fa86a", "#d9b36c", "#6f96c0", "#a98bc0", "#76b0aa", "#c5c8c6",
        "#5a5f66", "#e88080", "#b0cf88", "#f0cf90", "#90b8e0", "#c8a8e0", "#98d4cc", "#ffffff"]
GROUND, INK = "#16181c", "#d5d8dc"


def colour(index):
    if index < 16:
        return BASE[index]
    if index < 232:
        index -= 16
        level = [0, 95, 135, 175, 215, 255]
        return "#%02x%02x%02x" % (level[index // 36], level[index // 6 % 6], level[index % 6])
    grey = 8 + (index - 232) * 10
    return "#%02x%02x%02x" % (grey, grey, grey)


def apply(style, codes):
    codes = [int(c or 0) for c in codes]
    while codes:
        c = codes.pop(0)
        if c == 0:
            style.clear()
        elif c in (1, 2, 3, 4, 7):
            style[c] = True
        elif c in (22, 23, 24, 27):
            for k in {22: (1, 2), 23: (3,), 24: (4,), 27: (7,)}[c]:
                style.pop(k, None)
        elif c in (38, 48) and len(codes) >= 2:
            if codes[0] == 5:
                style["fg" if c == 38 else "bg"] = colour(codes[1])
                del codes[:2]
            else:
                style["fg" if c == 38 else "bg"] = "#%02x%02x%02x" % tuple(codes[1:4])
                del codes[:4]
        elif 30 <= c <= 37:
            style["fg"] = colour(c - 30)
        elif 90 <= c <= 97:
            style["fg"] = colour(c - 82)
        elif 40 <= c <= 47:
            style["bg"] = colour(c - 40)
        elif 100 <= c <= 107:
            style["bg"] = colour(c - 92)
        elif c in (39, 49):
            style.pop("fg" if c == 39 else "bg", None)


def cells(line):
    style, column = {}, 0
    for part in re.split(r"(\x1b\[[0-9;:]*m)", line):
        if part.startswith("\x1b["):
            apply(style, re.split("[;:]", part[2:-1]))
            continue
        for character in part:
            if unicodedata.combining(character):
                yield None, character, None
                continue
            width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
            yield column, character, dict(style, width=width)
            column += width


def draw(lines, columns, cursor):
    width, height = columns * CELL_W + 2 * PAD, len(lines) * CELL_H + 2 * PAD
    out = ['<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" '
           'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14">' % ((width, height) * 2),
           '<rect width="100%%" height="100%%" rx="8" fill="%s"/>' % GROUND]
    for row, line in enumerate(lines):
        top, runs = PAD + row * CELL_H, []
        for column, character, style in cells(line):
            if column is None:
                if runs:
                    runs[-1][1] += character
                continue
            width = style.pop("width")
            key = tuple(sorted(style.items(), key=str))
            if runs and runs[-1][2] == key and runs[-1][0] + runs[-1][3] == column and width == 1 and runs[-1][4]:
                runs[-1][1] += character
                runs[-1][3] += 1
            else:
                runs.append([column, character, key, width, width == 1])
        for column, text, key, width, _ in runs:
            style = dict(key)
            ink, ground = style.get("fg", INK), style.get("bg")
            if style.get(7):
                ink, ground = ground or GROUND, ink
            x = PAD + column * CELL_W
            if ground:
                out.append('<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s"/>' % (x, top, width * CELL_W, CELL_H, ground))
            if not text.strip() and not style.get(4):
                continue
            extra = ' font-weight="bold"' if style.get(1) else ""
            extra += ' opacity="0.6"' if style.get(2) else ""
            extra += ' font-style="italic"' if style.get(3) else ""
            extra += ' text-decoration="underline"' if style.get(4) else ""
            out.append('<text x="%.1f" y="%d" fill="%s" textLength="%.1f" xml:space="preserve"%s>%s</text>'
                       % (x, top + 14, ink, width * CELL_W, extra, html.escape(text)))
    if cursor:
        out.append('<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="none" stroke="#ffffff" opacity="0.7"/>'
                   % (PAD + cursor[0] * CELL_W, PAD + cursor[1] * CELL_H, CELL_W, CELL_H))
    return "\n".join(out + ["</svg>"]) + "\n"


def main():
    session, target = sys.argv[1:3]
    tmux = ["tmux", "-L", sys.argv[3] if len(sys.argv) > 3 else "gloss-shots"]
    run = lambda *a: subprocess.run(tmux + list(a), check=True, capture_output=True, text=True).stdout
    text = run("capture-pane", "-p", "-e", "-N", "-t", session)
    columns, rows, x, y, shown = run(
        "display", "-p", "-t", session,
        "#{pane_width} #{pane_height} #{cursor_x} #{cursor_y} #{cursor_flag}").split()
    lines = text.split("\n")[:int(rows)]
    cursor = (int(x), int(y)) if shown == "1" else None
    with open(target, "w", encoding="utf-8") as out:
        out.write(draw(lines, int(columns), cursor))


main()
