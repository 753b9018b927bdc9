/* The digest of all that happens in a replication: of its event lines as a trace would have them, without the trace. */
#ifndef TL_TRACE_FINGERPRINT_H
#define TL_TRACE_FINGERPRINT_H

#include "base/hash.h"
#include "event/event.h"

struct tl_fingerprint;

/* roster  borrowed until the sink has taken the last event */
struct tl_fingerprint *tl_fingerprint_create(const struct tl_roster *roster);
void tl_fingerprint_destroy(struct tl_fingerprint *fingerprint); /* NULL is allowed */
struct tl_sink tl_fingerprint_sink(struct tl_fingerprint *fingerprint);

/* Of all events so far, as lower-case hexadecimal. The same scenario, seed and replication have the same one on every machine. */
void tl_fingerprint_get(const struct tl_fingerprint *fingerprint, char text[TL_DIGEST_TEXT]);

#endif
