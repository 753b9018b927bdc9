/* A trace in the forms of other programs: each a fold over events that appends to a text. */
#ifndef TL_REPORT_EXPORT_H
#define TL_REPORT_EXPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "event/event.h"

struct tl_export_class {
    /* Begin. roster and out are borrowed; the caller may empty `out` between calls.
     * from_s  what is before is left out, and what goes on then begins there */
    void *(*create)(const struct tl_roster *roster, int64_t from_s, struct tl_text *out);
    /* Add an event; all of them must come, in order, those before from_s too. */
    void (*take)(void *self, const struct tl_event *event);
    /* Close what is open and free everything.
     * end_s        until when the events told: the horizon, an earlier moment where no more was asked for, or the time of the
     *              last one before a damage
     * is_complete  all events until then came */
    void (*finish)(void *self, int64_t end_s, bool is_complete);
};

#define TL_EXPORT(name, help) extern const struct tl_export_class tl_export_##name;
#include "report/export.def"
#undef TL_EXPORT

/* Append the facts of the run as members of a JSON object, commas between them: schema, program, scenario, title, hash, seed,
 * replication, epoch, horizon. */
void tl_export_add_facts(const struct tl_roster *roster, struct tl_text *out);

#endif
