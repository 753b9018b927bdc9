/* Draws that the simulations of this folder's tests share. */
#ifndef TL_TESTS_STATS_DRAWS_H
#define TL_TESTS_STATS_DRAWS_H

#include <math.h>

#include "base/hash.h"
#include "base/stream.h"

static inline double draw_uniform(struct tl_stream *stream)
{
    double uniform;
    tl_stream_draw(stream, &uniform);
    return uniform;
}

/* Box and Muller's method (1958): independent of the quantile functions that are under test. */
static inline double draw_normal(struct tl_stream *stream)
{
    double radius = sqrt(-2 * log(draw_uniform(stream)));
    return radius * cos(2 * 3.14159265358979323846 * draw_uniform(stream));
}

static inline struct tl_stream stream_of(const char *name)
{
    struct tl_stream stream;
    tl_stream_init(&stream, 2017, 0, tl_hash_text(name));
    return stream;
}

#endif
