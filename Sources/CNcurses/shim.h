/* What Swift cannot import from <ncurses.h> by itself. */
#ifndef GLOSS_CNCURSES_H
#define GLOSS_CNCURSES_H

/* Without it the header declares no cchar_t. */
#define NCURSES_WIDECHAR 1
#include <ncurses.h>

/* The Glibc module leaves it out: <wchar.h> declares it for X/Open programs only. */
extern int wcwidth(wchar_t);

/* A file without a name, closed on exec; -1 where there is none. The headers declare memfd_create
   for GNU programs only. */
#ifdef __linux__
extern int memfd_create(const char *, unsigned int);
static inline int gloss_unnamed_file(void) { return memfd_create("gloss", 1 /* MFD_CLOEXEC */); }
#else
#include <stdio.h>
static inline int gloss_unnamed_file(void) {
    FILE *file = tmpfile();
    return file ? fileno(file) : -1;
}
#endif

/* Gives memory that is free back to the system; nothing where the C library has no such call. */
#ifdef __GLIBC__
extern int malloc_trim(size_t);
static inline void gloss_trim_memory(void) { malloc_trim(0); }
#else
static inline void gloss_trim_memory(void) {}
#endif

/* What makes all rows scroll; NULL where the terminal has no regions. Functions with a variable
   number of arguments are not imported. */
extern char *tiparm(const char *, ...);
static inline const char *gloss_scroll_region(int rows) {
    char *region = tigetstr("csr");
    return region && region != (char *)-1 ? tiparm(region, 0, rows - 1) : NULL;
}

/* What moves the cursor, and what sets a colour ("setaf", "setab"); NULL where the terminal cannot. */
static inline const char *gloss_move(int row, int column) {
    char *cup = tigetstr("cup");
    return cup && cup != (char *)-1 ? tiparm(cup, row, column) : NULL;
}
static inline const char *gloss_color(const char *name, int color) {
    char *set = tigetstr(name);
    return set && set != (char *)-1 ? tiparm(set, color) : NULL;
}

/* Global variables are shared mutable state to Swift 6; these hand out their values. */
static inline WINDOW *gloss_stdscr(void) { return stdscr; }
static inline WINDOW *gloss_curscr(void) { return curscr; }
static inline int gloss_COLORS(void) { return COLORS; }

#endif
