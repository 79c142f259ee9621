/* What Swift cannot import from <ncurses.h> by itself. */
#ifndef GLOSS_CNCURSES_H
#define GLOSS_CNCURSES_H

/* Without it the header declares no cchar_t. */
#define NCURSES_WIDECHAR 1
#include <ncurses.h>

/* The Glibc module leaves it out: <wchar.h> declares it for X/Open programs only. */
extern int wcwidth(wchar_t);

/* Gives memory that is free back to the system; nothing where the C library has no such call. */
#ifdef __GLIBC__
extern int malloc_trim(size_t);
static inline void gloss_trim_memory(void) { malloc_trim(0); }
#else
static inline void gloss_trim_memory(void) {}
#endif

/* A file in memory, and one descriptor in the place of another; both are closed in programs that are started.
   Declared for _GNU_SOURCE only; -1 where the system has none. */
#include <fcntl.h>
#ifdef __linux__
extern int memfd_create(const char *, unsigned int);
extern int dup3(int, int, int);
static inline int gloss_memory_file(void) { return memfd_create("gloss", 1 /* MFD_CLOEXEC */); }
static inline int gloss_replace_descriptor(int from, int to) { return dup3(from, to, O_CLOEXEC); }
#else
static inline int gloss_memory_file(void) { return -1; }
static inline int gloss_replace_descriptor(int from, int to) { return -1; }
#endif

/* What moves the cursor; NULL where the terminal cannot. Functions with a variable number of arguments
   are not imported. */
extern char *tiparm(const char *, ...);
static inline const char *gloss_move(int row, int column) {
    char *cup = tigetstr("cup");
    return cup && cup != (char *)-1 ? tiparm(cup, row, column) : NULL;
}

/* Macros with casts are not imported. */
static const attr_t gloss_A_BOLD = A_BOLD, gloss_A_DIM = A_DIM, gloss_A_UNDERLINE = A_UNDERLINE,
                    gloss_A_REVERSE = A_REVERSE, gloss_A_ITALIC = A_ITALIC;

/* Global variables are shared mutable state to Swift 6; these hand out their values. */
static inline WINDOW *gloss_stdscr(void) { return stdscr; }
static inline WINDOW *gloss_curscr(void) { return curscr; }
static inline int gloss_COLORS(void) { return COLORS; }
static inline int gloss_COLOR_PAIRS(void) { return COLOR_PAIRS; }

#endif
