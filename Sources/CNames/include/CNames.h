// What gloss-train learned about names (Resources/names.weights), where the file was there when this was
// built; else nothing. Its licence is that of Resources/names.LICENSE.
#pragma once

extern const unsigned char gloss_names[], gloss_names_end[];

/// The first byte of the weights.
static inline const unsigned char *gloss_names_first(void) { return gloss_names; }
/// How many bytes there are; 0 where the file was not there.
static inline long gloss_names_count(void) { return gloss_names_end - gloss_names; }
