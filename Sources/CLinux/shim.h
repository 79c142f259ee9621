// What the C library has and Swift's Glibc leaves out, since it is declared for _GNU_SOURCE only.
#pragma once

/// Makes all that was written to the file system of a descriptor reach the disk; -1 with errno on error.
int syncfs(int descriptor);

/// renameat(2) with flags; CLINUX_NOREPLACE: fails with EEXIST where something is there.
int renameat2(int oldFolder, const char *oldPath, int newFolder, const char *newPath, unsigned int flags);
static const unsigned int CLINUX_NOREPLACE = 1;

/// Takes room on the disk for a stretch of a file; CLINUX_KEEP_SIZE: without making it longer.
int fallocate(int descriptor, int mode, long offset, long length);
static const int CLINUX_KEEP_SIZE = 1;
