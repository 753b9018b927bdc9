/* Is a trace whole, unchanged and plausible? */
#ifndef TL_TRACE_VERIFY_H
#define TL_TRACE_VERIFY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/hash.h"

struct tl_trace_summary {
    int64_t events; /* the end included */
    size_t days;
    char digest[TL_DIGEST_TEXT];
    bool indexed; /* false: compressed anew by another program, without index and digest of the file */
};

/* Read a whole trace and look at everything: form, order, causes, count, index and all digests (as reading does), and further
 * that only events of such a kind come from outside; that assets live on as they can (lives.h) and the books balance (books.h);
 * and the digests of days and missions.
 * Returns false and reports the first mistake with its line (TL_FAULT_USER). */
bool tl_trace_verify(const char *path, struct tl_trace_summary *summary, struct tl_error *err);

#endif
