/* Events for reading. */
#ifndef TL_EVENT_DESCRIBE_H
#define TL_EVENT_DESCRIBE_H

#include "base/text.h"
#include "event/event.h"

/* Append what an event's fields say, without time, id, cause and kind: "js-kongo sasebo -> soj, until D+3 20:01:12". */
void tl_event_describe(const struct tl_event *event, const struct tl_roster *roster, struct tl_text *out);

/* Append an event in words, without time, id and cause: "js-kongo sets out from sasebo for soj, to be there at D+3 20:01:12". */
void tl_event_tell(const struct tl_event *event, const struct tl_roster *roster, struct tl_text *out);

/* Append what one field says, which must be there: a name, a number, a time in the form below. */
void tl_event_print_value(const struct tl_event *event, enum tl_field field, const struct tl_roster *roster,
                          struct tl_text *out);

/* Append a time in a fixed form: "D+3 06:00:00". */
void tl_event_print_time(int64_t time_s, struct tl_text *out);

#endif
