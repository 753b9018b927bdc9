/* Double cover: an asset counts for a mission that could do without it and has another partner's, too. */
#include <stdlib.h>

#include "base/units.h"
#include "measure/layout.h"
#include "measure/spare.h"

struct covered {   /* a mission */
    int32_t first; /* of the assets that count for it, or TL_NONE */
    bool twice;    /* somebody could be removed, since since_s */
    int64_t since_s;
    int64_t twice_s;
};

struct double_state {
    size_t first_column, count; /* of each number, a mission: who serves a lift or a work covers nothing */
    int64_t warmup_s;
    struct tl_spares spares; /* owned by missions: one asset at a time could leave each */
    struct covered *covered; /* [missions] */
    int32_t *next, *before;  /* [assets] that count for the same mission, or TL_NONE */
};

static void add_columns(const struct tl_roster *roster, struct tl_layout *layout, const char *measure,
                        double most_h)
{
    for (size_t m = 0; m < roster->mission_count; m++) {
        if (!tl_coverage_is_progress(&roster->missions[m])) {
            tl_layout_add_column(layout, (struct tl_column){measure, roster->missions[m].name, "h",
                                                            TL_COLUMN_MEAN, 1, TL_COLUMN_OUTCOME, most_h});
        }
    }
}

static void init_double(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct double_state *state = self;
    *state = (struct double_state){
        .first_column = layout->column_count,
        .warmup_s = layout->warmup_s,
        .covered = tl_alloc(roster->mission_count, sizeof *state->covered),
        .next = tl_alloc(roster->asset_count, sizeof *state->next),
        .before = tl_alloc(roster->asset_count, sizeof *state->before),
    };
    tl_spares_init(&state->spares, roster, roster->mission_count);
    double most_h = (double)tl_layout_measured(layout) / (double)TL_HOUR_S;
    for (size_t m = 0; m < roster->mission_count; m++) {
        state->covered[m].first = TL_NONE;
        state->count += !tl_coverage_is_progress(&roster->missions[m]);
    }
    add_columns(roster, layout, "double-cover", most_h);
    add_columns(roster, layout, "double-harmful", most_h);
}

static void settle_covered(struct covered *covered, int64_t time_s, int64_t warmup_s)
{
    int64_t from_s = covered->since_s > warmup_s ? covered->since_s : warmup_s;
    covered->since_s = time_s;
    if (covered->twice && time_s > from_s) {
        covered->twice_s += time_s - from_s;
    }
}

static bool has_two_partners(const struct double_state *state, const struct tl_roster *roster, int32_t first)
{
    for (int32_t a = first; a != TL_NONE; a = state->next[a]) {
        if (roster->assets[a].partner != roster->assets[first].partner) {
            return true;
        }
    }
    return false;
}

static bool is_met_without(const struct tl_coverage *coverage, size_t mission, int32_t asset)
{
    const struct tl_roster_mission *m = &coverage->roster->missions[mission];
    for (size_t i = 0; i < tl_coverage_needs(m); i++) {
        size_t need = mission * TL_NEEDS_MAX + i;
        int64_t given_u = tl_coverage_gives(coverage->roster, asset, m, i);
        if (coverage->supply_u[need] - given_u < coverage->demand_u[need]) {
            return false;
        }
    }
    return true;
}

static void look_at(void *self, const struct tl_coverage *coverage, size_t mission, int64_t since_s)
{
    struct double_state *state = self;
    struct covered *covered = &state->covered[mission];
    bool may_be = coverage->open[mission] && coverage->covered[mission] >= 1 && covered->first != TL_NONE &&
                  has_two_partners(state, coverage->roster, covered->first);
    bool twice = false;
    if (!may_be && !covered->twice) { /* nobody is spare, and nobody was */
        return;
    }
    for (int32_t a = covered->first; a != TL_NONE; a = state->next[a]) {
        if (may_be && is_met_without(coverage, mission, a)) {
            tl_spares_begin(&state->spares, a, coverage->roster->missions[mission].post, mission, since_s);
            twice = true;
        } else {
            tl_spares_end(&state->spares, a, since_s);
        }
    }
    if (twice != covered->twice) {
        settle_covered(covered, since_s, state->warmup_s);
        covered->twice = twice;
    }
}

static void span_double(void *self, const struct tl_coverage *coverage, int64_t since_s, int64_t until_s)
{
    (void)until_s;
    struct double_state *state = self;
    tl_spares_span(&state->spares, coverage, since_s, look_at, state);
}

static void remove_asset(struct double_state *state, int32_t asset, int32_t mission)
{
    int32_t before = state->before[asset];
    int32_t next = state->next[asset];
    *(before == TL_NONE ? &state->covered[mission].first : &state->next[before]) = next;
    if (next != TL_NONE) {
        state->before[next] = before;
    }
}

static void add_asset(struct double_state *state, int32_t asset, int32_t mission)
{
    int32_t first = state->covered[mission].first;
    state->before[asset] = TL_NONE;
    state->next[asset] = first;
    state->covered[mission].first = asset;
    if (first != TL_NONE) {
        state->before[first] = asset;
    }
}

static void take_double(void *self, const struct tl_coverage *coverage, const struct tl_event *event)
{
    struct double_state *state = self;
    int32_t was;
    if (!tl_spares_take(&state->spares, coverage, event, &was)) {
        return;
    }
    tl_spares_end(&state->spares, event->asset, event->time_s);
    int32_t now = coverage->counting[event->asset];
    if (was != TL_NONE) {
        remove_asset(state, (int32_t)event->asset, was);
    }
    if (now != TL_NONE) {
        add_asset(state, (int32_t)event->asset, now);
    }
}

static void finish_double(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct double_state *state = self;
    tl_spares_finish(&state->spares);
    double *value = layout->values + state->first_column;
    for (size_t m = 0; m < roster->mission_count; m++) {
        if (!tl_coverage_is_progress(&roster->missions[m])) {
            settle_covered(&state->covered[m], roster->horizon_s, state->warmup_s);
            value[0] = (double)state->covered[m].twice_s / (double)TL_HOUR_S;
            value[state->count] = (double)state->spares.serving_s[m] / (double)TL_HOUR_S;
            value++;
        }
    }
}

static void clear_double(void *self)
{
    struct double_state *state = self;
    tl_spares_clear(&state->spares);
    free(state->covered);
    free(state->next);
    free(state->before);
}

const struct tl_measure_class tl_measure_double = {
    .name = "double",
    .help =
        "double-cover: hours in which an asset could have left a mission with its demand still met and "
        "another partner's asset there; lift and work missions have none\n"
        "double-harmful: of these, hours in which it could have served a gap of another mission: it gives "
        "something that was short there then, and would have been there, had it been ordered when the gap or "
        "the "
        "double cover began; one asset of a mission and one gap at a time",
    .state_bytes = sizeof(struct double_state),
    .init = init_double,
    .span = span_double,
    .wants = tl_measure_wants_coverage,
    .take = take_double,
    .finish = finish_double,
    .clear = clear_double,
};
