/* The keys of scenario files as rows: reader, checker, `trilat schema` and the reference page come from them. */
#ifndef TL_SCENARIO_KEY_H
#define TL_SCENARIO_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "scenario/scenario.h"

enum tl_type {
#define TL_TYPE(NAME, ...) TL_TYPE_##NAME,
#include "scenario/type.def"
#undef TL_TYPE
    TL_TYPES
};

/* What stands for a key that is not given, besides a default. Compared by address. */
extern const char tl_key_required[];
extern const char tl_key_optional[];

struct tl_key {
    const char *name;
    enum tl_type type;
    int of;               /* the section of a REF, REFS or ROWS; the enum tl_words of a WORD */
    double low, high;     /* canonical unit; both 0: any value */
    const char *fallback; /* default as it would be written, tl_key_required or tl_key_optional */
    const char *help;
    size_t offset; /* of its member */
};

enum tl_section_shape {
    TL_SHAPE_ROOT,       /* the file itself */
    TL_SHAPE_COLLECTION, /* groups keyed by name */
    TL_SHAPE_ROWS,       /* elements of a list */
};

struct tl_section_row {
    const char *name; /* "mission" */
    const char *key;  /* "missions"; "" for the file itself */
    const char *help;
    enum tl_section_shape shape;
    const struct tl_key *keys;
    size_t key_count;
    size_t size;        /* of its struct tl_<name>_def */
    size_t list_offset; /* collections: of their members in struct tl_scenario */
    size_t count_offset;
};

const struct tl_section_row *tl_section_get(enum tl_section section);

/* The row of a key, or NULL. */
const struct tl_key *tl_key_find(const struct tl_section_row *section, const char *name);

/* How values of a type are written: "duration". */
const char *tl_type_text(enum tl_type type);

/* The words of a closed list, in the order of words.def. */
const char *const *tl_words_get(enum tl_words words, size_t *count);

/* Visit every key of every section, in the order of the tables.
 * path  a pattern: "horizon", "missions.*.weight", "missions.*.steps[*].scale", "missions.*.needs.*" */
void tl_key_walk(void (*visit)(const char *path, const struct tl_section_row *section,
                               const struct tl_key *key, void *context),
                 void *context);

/* "0.01 m/s to 2000 m/s", or nothing where any value will do. */
void tl_key_print_range(const struct tl_key *key, struct tl_text *out);
/* One value in the unit of the key's type, for reading: "1 min", "2000 m/s", "0.4". */
void tl_key_print_number(enum tl_type type, double value, struct tl_text *out);

#endif
