/* Rows of assets: alert pools, and queues for docks. */
#include <assert.h>

#include "model/rules.h"

void tl_line_insert(struct tl_state *state, struct tl_line *line, int32_t asset, int32_t after)
{
    struct tl_asset *a = &state->assets[asset];
    a->prev = after;
    a->next = line->count == 0 ? TL_NONE : after != TL_NONE ? state->assets[after].next : line->first;
    if (a->prev == TL_NONE) {
        line->first = asset;
    } else {
        state->assets[a->prev].next = asset;
    }
    if (a->next == TL_NONE) {
        line->last = asset;
    } else {
        state->assets[a->next].prev = asset;
    }
    line->count++;
}

void tl_line_remove(struct tl_state *state, struct tl_line *line, int32_t asset)
{
    const struct tl_asset *a = &state->assets[asset];
    assert(line->count > 0);
    if (a->prev == TL_NONE) {
        line->first = a->next;
    } else {
        state->assets[a->prev].next = a->next;
    }
    if (a->next == TL_NONE) {
        line->last = a->prev;
    } else {
        state->assets[a->next].prev = a->prev;
    }
    line->count--;
}
