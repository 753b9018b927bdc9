/* The text of a file with everything that it includes, and where each of its lines stands. */
#ifndef TL_SCENARIO_SOURCE_H
#define TL_SCENARIO_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "scenario/mistake.h"
#include "scenario/tree.h"

/* How the standard input is named on the command line and in messages. */
#define TL_STDIN_NAME    "-"
#define TL_STDIN_DISPLAY "<stdin>"

struct tl_source {
    struct tl_text text;
    struct tl_origin *lines; /* of line i + 1 of the text */
    size_t line_count;
    size_t line_capacity;
};

void tl_source_clear(struct tl_source *source);

/* Where line `line` of the text (from 1) stands; past the end, the last line. */
struct tl_origin tl_source_origin(const struct tl_source *source, int line);

/* Read `file` ("-": the standard input) and expand each line @include "other" relative to the folder of the file in which
 * it stands.
 * arena  owns the names of files
 * from   where the file is named, for a message about its absence; NULL: on the command line
 * Mistakes: an unreadable file, a folder, a NUL byte, a byte order mark, a text that is not UTF-8, a circle of files, a text
 * (in quotes) not closed on its line, a comment not closed in its file. Returns false on any of them. */
bool tl_source_read(struct tl_arena *arena, const char *file, const struct tl_origin *from,
                    struct tl_source *source, struct tl_mistakes *mistakes);

/* A source of one text that is not from a file, such as a value of the command line. */
void tl_source_set(struct tl_source *source, const char *text, const struct tl_origin *where);

/* Check the source against the grammar and rewrite it into what libconfig reads without loss, line by line: [ ] become ( ),
 * so that an array may mix whole numbers and reals; a whole number beyond 32 bits gets its L.
 * root  what to call the first key in messages; NULL: as it is
 * out   out: the text for libconfig
 * Mistakes: the first offence against the grammar, alone, with its line and likely cause; else all of: a key given twice, a
 * whole number beyond 32 bits without L or beyond 64 bits, a real out of range, strings next to each other.
 * Returns whether `out` can be parsed: true for numbers and strings (told, but harmless to what follows). */
bool tl_source_normalize(const struct tl_source *source, const char *root, struct tl_text *out,
                         struct tl_mistakes *mistakes);

/* Read `file` with its includes into a tree, or return NULL after adding its mistakes. The root's origin is the file, line 0.
 * from  as for tl_source_read */
struct tl_node *tl_file_parse(struct tl_arena *arena, const char *file, const struct tl_origin *from,
                              struct tl_mistakes *mistakes);

/* Parse one value in the syntax of libconfig; NULL where it is not one value.
 * path   what to call it in messages: numbers out of range and the like are added to the mistakes
 * where  the origin of every node */
struct tl_node *tl_value_parse(struct tl_arena *arena, const char *path, const char *value,
                               const struct tl_origin *where, struct tl_mistakes *mistakes);

/* The folder of a file: "configs/" for "configs/base.cfg", "" for "base.cfg". */
const char *tl_path_folder(struct tl_arena *arena, const char *file);
/* `name` as seen from `folder`; a name that starts with / stays as it is. */
const char *tl_path_join(struct tl_arena *arena, const char *folder, const char *name);

#endif
