/* The evacuation, by nationality: who is safe when, who is late beside the plan, who is at risk. Those who flee on the same roads are
 * left out, and those who stay count for nothing but the group's size. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/units.h"
#include "measure/layout.h"
#include "measure/meter.h"

enum { T50, T90, T99, TIMES };
static const int percents[TIMES] = {50, 90, 99};

enum evacuation_column { LEFT = TIMES, LATE, RISK, PEAK, COLUMNS };

static const struct {
    const char *name;
    const char *unit;
    enum tl_column_kind kind;
} columns[COLUMNS] = {
    [T50] = {"t50", "d", TL_COLUMN_TIME},
    [T90] = {"t90", "d", TL_COLUMN_TIME},
    [T99] = {"t99", "d", TL_COLUMN_TIME},
    [LEFT] = {"persons-left", "persons", TL_COLUMN_MEAN},
    [LATE] = {"late-person-days", "person-days", TL_COLUMN_MEAN},
    [RISK] = {"person-days-at-risk", "person-days", TL_COLUMN_MEAN},
    [PEAK] = {"safe-peak-day", "persons", TL_COLUMN_MEAN},
};

struct nation {
    const char *name;
    struct tl_meter safe, late, risk; /* persons */
    int64_t leavers, safe_now;
    int64_t reached_s[TIMES];  /* TL_NONE: not yet */
    int64_t day, landed, peak; /* persons who became safe on that day, and on the best one */
    bool is_dirty;             /* somebody moved, or the plan did */
    bool is_planned;           /* a plan has wanted some of them to be safe */
};

struct evacuation_state {
    const struct tl_roster *roster;
    size_t count, first_column, first_series, first_convoys;
    int64_t warmup_s;
    struct nation *nations;
    int32_t *of;      /* [groups] its nation, or TL_NONE */
    int64_t *convoys; /* [corridors] sent since the warm-up's end */
    int64_t *number;  /* [corridors] of the last convoy, an event for each group in it */
};

static int32_t find_nation(const struct evacuation_state *state, const char *name)
{
    for (size_t i = 0; i < state->count; i++) {
        if (strcmp(state->nations[i].name, name) == 0) {
            return (int32_t)i;
        }
    }
    return TL_NONE;
}

static void list_nations(struct evacuation_state *state, const struct tl_layout *layout)
{
    const struct tl_roster *roster = state->roster;
    for (size_t g = 0; g < roster->group_count; g++) {
        if (roster->groups[g].flees) {
            state->of[g] = TL_NONE;
            continue;
        }
        state->of[g] = find_nation(state, roster->groups[g].nationality);
        if (state->of[g] == TL_NONE) {
            state->of[g] = (int32_t)state->count++;
            struct nation *nation = &state->nations[state->of[g]];
            *nation = (struct nation){.name = roster->groups[g].nationality,
                                      .reached_s = {TL_NONE, TL_NONE, TL_NONE}};
            tl_meter_init(&nation->safe, layout);
            tl_meter_init(&nation->late, layout);
            tl_meter_init(&nation->risk, layout);
        }
        state->nations[state->of[g]].leavers += roster->groups[g].persons;
    }
}

static void init_evacuation(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct evacuation_state *state = self;
    *state = (struct evacuation_state){
        .roster = roster,
        .first_column = layout->column_count,
        .first_series = layout->series_count,
        .warmup_s = layout->warmup_s,
        .nations = tl_alloc(roster->group_count + 1, sizeof *state->nations),
        .of = tl_alloc(roster->group_count + 1, sizeof *state->of),
        .convoys = tl_alloc(roster->corridors.count + 1, sizeof *state->convoys),
        .number = tl_alloc(roster->corridors.count + 1, sizeof *state->number),
    };
    list_nations(state, layout);
    double most_d = (double)layout->horizon_s / (double)TL_DAY_S;
    for (size_t column = 0; column < COLUMNS; column++) {
        bool is_time = columns[column].kind == TL_COLUMN_TIME;
        int harm = column == PEAK ? -1 : 1;
        for (size_t i = 0; i < state->count; i++) {
            tl_layout_add_column(layout, (struct tl_column){columns[column].name, state->nations[i].name,
                                                            columns[column].unit, columns[column].kind, harm,
                                                            TL_COLUMN_OUTCOME, is_time ? most_d : 0});
        }
    }
    for (size_t i = 0; i < state->count; i++) {
        tl_layout_add_series(layout, (struct tl_series){"safe", state->nations[i].name});
    }
    state->first_convoys = layout->column_count;
    for (size_t i = 0; i < roster->corridors.count; i++) {
        tl_layout_add_column(layout, (struct tl_column){"convoys", roster->corridors.items[i], "",
                                                        TL_COLUMN_MEAN, 0, TL_COLUMN_OUTCOME, 0});
    }
}

/* Persons of the nation who are at risk: set out, and not safe yet. */
static int64_t count_at_risk(const struct tl_coverage *coverage, size_t group)
{
    const int64_t *persons = &coverage->people.persons[group * TL_STAGES];
    return persons[TL_STAGE_GATHERED] + persons[TL_STAGE_ROAD] + persons[TL_STAGE_QUEUED] +
           persons[TL_STAGE_ABOARD];
}

static int64_t count_late(const struct tl_coverage *coverage, int64_t group)
{
    int64_t late = 0;
    for (size_t i = 0; i < coverage->lift_count; i++) {
        /* of two lifts for the same people, the one whose plan is ahead */
        size_t m = coverage->lifts[i];
        bool is_of_it = tl_coverage_is_of_group(&coverage->roster->missions[m], group);
        int64_t here = is_of_it ? tl_coverage_late(coverage, m, group) : 0;
        late = here > late ? here : late;
    }
    return late;
}

static void look_at(struct evacuation_state *state, const struct tl_coverage *coverage, size_t nation,
                    int64_t since_s)
{
    struct nation *n = &state->nations[nation];
    int64_t late = 0;
    int64_t risk = 0;
    for (size_t g = 0; g < state->roster->group_count; g++) {
        if (state->of[g] == (int32_t)nation) {
            late += count_late(coverage, (int64_t)g);
            risk += count_at_risk(coverage, g);
        }
    }
    tl_meter_hold(&n->safe, since_s, (double)n->safe_now);
    tl_meter_hold(&n->late, since_s, (double)late);
    tl_meter_hold(&n->risk, since_s, (double)risk);
    n->is_dirty = false;
}

static void span_evacuation(void *self, const struct tl_coverage *coverage, int64_t since_s, int64_t until_s)
{
    struct evacuation_state *state = self;
    (void)until_s;
    for (size_t i = 0; i < state->count; i++) {
        if (state->nations[i].is_dirty) {
            look_at(state, coverage, i, since_s);
        }
    }
}

static bool wants_evacuation(enum tl_event_kind kind)
{
    return kind == TL_EVENT_PERSONS_STAY || kind == TL_EVENT_CONVOY_DEPARTS || tl_coverage_may_progress(kind);
}

/* Some of a nation may have become safe. */
static void note_safe(struct nation *nation, int64_t safe, int64_t time_s, int64_t warmup_s)
{
    int64_t day = time_s / TL_DAY_S;
    nation->landed = day == nation->day ? nation->landed : 0;
    nation->day = day;
    nation->landed += time_s >= warmup_s ? safe - nation->safe_now : 0;
    nation->peak = nation->landed > nation->peak ? nation->landed : nation->peak;
    nation->safe_now = safe;
    for (size_t i = 0; i < TIMES; i++) {
        if (nation->reached_s[i] == TL_NONE && safe * 100 >= nation->leavers * percents[i]) {
            nation->reached_s[i] = time_s;
        }
    }
}

static void take_evacuation(void *self, const struct tl_coverage *coverage, const struct tl_event *event)
{
    struct evacuation_state *state = self;
    if (event->kind == TL_EVENT_CONVOY_DEPARTS) {
        state->convoys[event->corridor] +=
            event->number != state->number[event->corridor] && event->time_s >= state->warmup_s;
        state->number[event->corridor] = event->number;
        return;
    }
    if (event->group == TL_NONE || state->of[event->group] == TL_NONE) {
        return;
    }
    struct nation *nation = &state->nations[state->of[event->group]];
    nation->is_dirty = true;
    nation->is_planned = nation->is_planned || event->kind == TL_EVENT_PERSONS_DUE;
    if (event->kind == TL_EVENT_PERSONS_STAY) {
        nation->leavers -= event->persons;
    } else if (event->kind != TL_EVENT_PERSONS_DUE) {
        int64_t safe = 0;
        for (size_t g = 0; g < state->roster->group_count; g++) {
            safe += state->of[g] == state->of[event->group] ? coverage->people.safe[g] : 0;
        }
        if (safe != nation->safe_now) {
            note_safe(nation, safe, event->time_s, state->warmup_s);
        }
    }
}

static double get_days(int64_t time_s)
{
    return time_s == TL_NONE ? INFINITY : (double)time_s / (double)TL_DAY_S;
}

static void finish_evacuation(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct evacuation_state *state = self;
    for (size_t i = 0; i < state->count; i++) {
        struct nation *nation = &state->nations[i];
        double *values = layout->values + state->first_column + i;
        double *curve = layout->curves + (state->first_series + i) * layout->cells;
        tl_meter_advance(&nation->safe, roster->horizon_s);
        tl_meter_advance(&nation->late, roster->horizon_s);
        tl_meter_advance(&nation->risk, roster->horizon_s);
        for (size_t t = 0; t < TIMES; t++) {
            values[t * state->count] = nation->leavers > 0 ? get_days(nation->reached_s[t]) : NAN;
        }
        values[LEFT * state->count] = (double)(nation->leavers - nation->safe_now);
        double late_s = tl_meter_total(&nation->late, layout->cells);
        values[LATE * state->count] = nation->is_planned ? late_s / (double)TL_DAY_S : NAN;
        values[RISK * state->count] = tl_meter_total(&nation->risk, layout->cells) / (double)TL_DAY_S;
        values[PEAK * state->count] = (double)nation->peak;
        double leavers = nation->leavers > 0 ? (double)nation->leavers : 1;
        for (size_t cell = 0; cell < layout->cells; cell++) {
            curve[cell] = nation->safe.cells[cell] / ((double)tl_layout_cell_length(layout, cell) * leavers);
        }
    }
    for (size_t i = 0; i < roster->corridors.count; i++) {
        layout->values[state->first_convoys + i] = (double)state->convoys[i];
    }
}

static void clear_evacuation(void *self)
{
    struct evacuation_state *state = self;
    for (size_t i = 0; i < state->count; i++) {
        tl_meter_clear(&state->nations[i].safe);
        tl_meter_clear(&state->nations[i].late);
        tl_meter_clear(&state->nations[i].risk);
    }
    free(state->nations);
    free(state->of);
    free(state->convoys);
    free(state->number);
}

const struct tl_measure_class tl_measure_evacuation = {
    .name = "evacuation",
    .help = "t50: days until half of a nationality's people are safe, less those who stay; absent where all "
            "stay\n"
            "t90: ... nine in ten\n"
            "t99: ... all but one in a hundred\n"
            "persons-left: who are not safe at the end, less those who stay\n"
            "late-person-days: persons whom the plan wants to be safe and who are not, summed over time; "
            "absent where no plan asks for any of them\n"
            "person-days-at-risk: persons who have set out and are not safe yet, summed over time\n"
            "safe-peak-day: most persons who became safe in one day\n"
            "convoys: sent by a corridor",
    .state_bytes = sizeof(struct evacuation_state),
    .init = init_evacuation,
    .span = span_evacuation,
    .wants = wants_evacuation,
    .take = take_evacuation,
    .finish = finish_evacuation,
    .clear = clear_evacuation,
};
