/* A replication's outcome as bytes, from the child that ran it to the coordinator: of the same program, so in memory's order. */
#ifndef TL_EXPERIMENT_RESULT_H
#define TL_EXPERIMENT_RESULT_H

#include "base/hash.h"
#include "measure/measure.h"

struct tl_result {
    struct tl_outcome outcome;
    char fingerprint[TL_DIGEST_TEXT]; /* empty where nobody asked for it */
};

/* How many numbers an outcome of these measures has; both sides know it. */
struct tl_result_shape {
    size_t columns;
    size_t cells; /* of all series */
    size_t diversions;
};

struct tl_result_shape tl_result_shape_of(const struct tl_measures *measures, const struct tl_roster *roster);

/* Write it to fd. Returns false when memory is short (errno). */
bool tl_result_write(int fd, struct tl_result_shape shape, const struct tl_result *result);

/* The result in `bytes`, which its outcome borrows (aligned for any type; not to be written to). False if that is not a whole result. */
bool tl_result_read(const void *bytes, size_t size, struct tl_result_shape shape, struct tl_result *result);

#endif
