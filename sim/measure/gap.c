/* The gaps of each mission: when supply is below demand. */
#include <stdlib.h>

#include "base/units.h"
#include "measure/layout.h"

struct gap {
    int64_t unmet_u; /* what is missing now, over all needs; > 0: there is a gap */
    bool zero;       /* nothing at all is covered now */
    int64_t since_s; /* both hold since then */
    int64_t start_s; /* of the present gap */
    int64_t longest_s;
    int64_t gap_s, zero_s;
    __int128 unmet_us; /* millionths of a unit x seconds: large demands over years pass 64 bits */
};

enum gap_column { GAP_HOURS, GAP_LONGEST, GAP_ZERO, GAP_UNMET, GAP_COLUMNS };

struct gap_state {
    size_t count;
    size_t first_column;
    int64_t warmup_s;
    struct gap *gaps; /* [missions] */
};

static const struct {
    const char *name;
    const char *unit;
    bool bounded; /* by the horizon */
} gap_columns[GAP_COLUMNS] = {
    [GAP_HOURS] = {"gap-hours", "h", true},
    [GAP_LONGEST] = {"gap-longest", "h", true},
    [GAP_ZERO] = {"gap-zero", "h", true},
    [GAP_UNMET] = {"gap-unmet", "unit-hours", false},
};

static void init_gap(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct gap_state *state = self;
    *state = (struct gap_state){
        .count = roster->mission_count,
        .first_column = layout->column_count,
        .warmup_s = layout->warmup_s,
        .gaps = tl_alloc(roster->mission_count, sizeof *state->gaps),
    };
    double most_h = (double)tl_layout_measured(layout) / (double)TL_HOUR_S;
    for (size_t column = 0; column < GAP_COLUMNS; column++) {
        for (size_t i = 0; i < state->count; i++) {
            tl_layout_add_column(
                layout, (struct tl_column){gap_columns[column].name, roster->missions[i].name,
                                           gap_columns[column].unit, TL_COLUMN_MEAN, 1, TL_COLUMN_OUTCOME,
                                           gap_columns[column].bounded ? most_h : 0});
        }
    }
}

/* What is missing of a mission's needs, summed. Only where coverage is below 1 is anything missing. */
static int64_t get_unmet(const struct tl_coverage *coverage, size_t mission)
{
    int64_t unmet_u = 0;
    size_t first = mission * TL_NEEDS_MAX;
    for (size_t i = first; i < first + tl_coverage_needs(&coverage->roster->missions[mission]); i++) {
        int64_t missing_u = coverage->demand_u[i] - coverage->supply_u[i];
        unmet_u += missing_u > 0 ? missing_u : 0;
    }
    return unmet_u;
}

/* Book what has held until until_s. */
static void settle_gap(struct gap *gap, int64_t until_s)
{
    int64_t length_s = until_s - gap->since_s;
    gap->since_s = until_s;
    if (gap->unmet_u == 0) {
        return;
    }
    gap->gap_s += length_s;
    gap->zero_s += gap->zero ? length_s : 0;
    gap->unmet_us += (__int128)gap->unmet_u * length_s;
    if (until_s - gap->start_s > gap->longest_s) {
        gap->longest_s = until_s - gap->start_s;
    }
}

static void span_gap(void *self, const struct tl_coverage *coverage, int64_t since_s, int64_t until_s)
{
    struct gap_state *state = self;
    if (until_s <= state->warmup_s) {
        return; /* what still holds at the warm-up's end comes again, in the span that holds it */
    }
    since_s = since_s > state->warmup_s ? since_s : state->warmup_s;
    for (size_t i = 0; i < state->count; i++) {
        struct gap *gap = &state->gaps[i];
        double covered = coverage->covered[i];
        if (covered >= 1 && gap->unmet_u == 0) {
            continue;
        }
        int64_t unmet_u = covered < 1 ? get_unmet(coverage, i) : 0;
        bool zero = covered <= 0;
        if (unmet_u == gap->unmet_u && zero == gap->zero) {
            continue;
        }
        settle_gap(gap, since_s);
        if (gap->unmet_u == 0) {
            gap->start_s = since_s;
        }
        gap->unmet_u = unmet_u;
        gap->zero = zero;
    }
}

static void finish_gap(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct gap_state *state = self;
    for (size_t i = 0; i < state->count; i++) {
        struct gap *gap = &state->gaps[i];
        settle_gap(gap, roster->horizon_s);
        double *values = layout->values + state->first_column + i;
        values[GAP_HOURS * state->count] = (double)gap->gap_s / (double)TL_HOUR_S;
        values[GAP_LONGEST * state->count] = (double)gap->longest_s / (double)TL_HOUR_S;
        values[GAP_ZERO * state->count] = (double)gap->zero_s / (double)TL_HOUR_S;
        values[GAP_UNMET * state->count] = (double)gap->unmet_us / 1e6 / (double)TL_HOUR_S;
    }
}

static void clear_gap(void *self)
{
    free(((struct gap_state *)self)->gaps);
}

const struct tl_measure_class tl_measure_gap = {
    .name = "gap",
    .help = "gap-hours: hours in which a mission's supply is below its demand, or a lift or work is behind "
            "its plan\n"
            "gap-longest: hours of its longest gap\n"
            "gap-zero: hours in which nothing of its demand is covered\n"
            "gap-unmet: capability that was missing, summed over its needs and time; of a lift persons who "
            "were late, of a work unit-days",
    .state_bytes = sizeof(struct gap_state),
    .init = init_gap,
    .span = span_gap,
    .finish = finish_gap,
    .clear = clear_gap,
};
