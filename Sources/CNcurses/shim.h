/* What Swift cannot import from <ncurses.h> by itself. */
#ifndef GLOSS_CNCURSES_H
#define GLOSS_CNCURSES_H

/* Without it the header declares no cchar_t. */
#define NCURSES_WIDECHAR 1
#include <ncurses.h>

/* The Glibc module leaves it out: <wchar.h> declares it for X/Open programs only. */
extern int wcwidth(wchar_t);

/* Attributes are macros with casts, which are not imported. */
static const attr_t gloss_A_NORMAL = A_NORMAL;
static const attr_t gloss_A_BOLD = A_BOLD;
static const attr_t gloss_A_DIM = A_DIM;
static const attr_t gloss_A_UNDERLINE = A_UNDERLINE;
static const attr_t gloss_A_REVERSE = A_REVERSE;
static const attr_t gloss_A_ITALIC = A_ITALIC;
static const attr_t gloss_A_COLOR = A_COLOR;

/* Global variables are shared mutable state to Swift 6; these hand out their values. */
static inline WINDOW *gloss_stdscr(void) { return stdscr; }
static inline WINDOW *gloss_curscr(void) { return curscr; }
static inline int gloss_COLORS(void) { return COLORS; }
static inline int gloss_COLOR_PAIRS(void) { return COLOR_PAIRS; }

#endif
