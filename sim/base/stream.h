/* Random streams: a counter-based generator, so that a draw depends on its own name and number alone.
 * Philox 4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011), keyed by
 * (seed, replication), with the counter (stream, draw number). */
#ifndef TL_BASE_STREAM_H
#define TL_BASE_STREAM_H

#include <stdint.h>

struct tl_stream {
    uint32_t key[2];
    uint64_t stream; /* hash of the stream's name */
    uint64_t draws;  /* number of the next draw, from 0 */
};

/* One purpose of one entity has one stream.
 * seed, replication   any
 * name_hash           tl_hash_text("js-kongo/repair") */
void tl_stream_init(struct tl_stream *stream, uint64_t seed, uint64_t replication, uint64_t name_hash);

/* One uniform draw in the open interval (0, 1), a multiple of 2^-52 plus 2^-53; advances by one. */
void tl_stream_draw(struct tl_stream *stream, double *uniform);

#endif
