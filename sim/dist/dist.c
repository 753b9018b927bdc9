#include "dist/dist.h"

#include <assert.h>

#include "dist/kinds.h"

static const struct tl_dist_class classes[TL_DIST_KINDS] = {
#define TL_DIST(NAME, name, params, usage, help)                                                             \
    {#name, usage, help, params, tl_##name##_prepare, tl_##name##_mean, tl_##name##_quantile},
#include "dist/dist.def"
#undef TL_DIST
};

const struct tl_dist_class *tl_dist_class_get(enum tl_dist_kind kind)
{
    assert(kind < TL_DIST_KINDS);
    return &classes[kind];
}

double tl_dist_mean(const struct tl_dist *dist)
{
    return classes[dist->kind].mean(dist);
}

double tl_dist_quantile(const struct tl_dist *dist, double p)
{
    assert(p > 0 && p < 1);
    return classes[dist->kind].quantile(dist, p);
}

void tl_dist_draw(const struct tl_dist *dist, struct tl_stream *stream, double *value)
{
    double uniform;
    tl_stream_draw(stream, &uniform);
    *value = classes[dist->kind].quantile(dist, uniform);
}

void tl_dist_draw_delay(const struct tl_dist *dist, struct tl_stream *stream, int64_t *delay_s)
{
    double value;
    tl_dist_draw(dist, stream, &value);
    value = value < 0 ? 0 : value;
    *delay_s = tl_round(value < TL_DELAY_MAX_S ? value : TL_DELAY_MAX_S);
}
