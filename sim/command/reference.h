/* Keys in words, for `trilat schema` and the reference page. */
#ifndef TL_COMMAND_REFERENCE_H
#define TL_COMMAND_REFERENCE_H

#include "base/text.h"
#include "scenario/key.h"

/* What may be written: "duration, 1 min to 370 d", "one of sea, air, land", "name of a place". */
void tl_reference_add_value(const struct tl_key *key, struct tl_text *out);
/* "required", "optional" or "default 12 h". */
void tl_reference_add_default(const struct tl_key *key, struct tl_text *out);
/* One key as a JSON object. */
void tl_reference_add_json(const char *path, const struct tl_section_row *section, const struct tl_key *key,
                           struct tl_text *out);
/* The tables of the reference page: a chapter a section. */
void tl_reference_print(struct tl_text *out);

#endif
