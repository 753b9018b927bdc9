/* Outside parties that come and stay: incidents of missions that do not answer any. When are they there, and when without any of
 * ours? */
#include <stdlib.h>

#include "base/units.h"
#include "measure/layout.h"

struct visited { /* a mission to which they come */
    int32_t post;
    int64_t visits;
    int64_t leaves_s; /* when the last of those who have come so far leaves */
    int64_t ours;     /* assets that count now for any mission with its post */
    int64_t since_s;  /* all of this holds since then */
    int64_t presence_s, uncontested_s;
};

enum presence_column { VISITS, PRESENCE, UNCONTESTED, COLUMNS };

static const struct {
    const char *name;
    const char *unit;
    int harm;
} columns[COLUMNS] = {
    [VISITS] = {"visits", "", 0},
    [PRESENCE] = {"presence-hours", "h", 0},
    [UNCONTESTED] = {"uncontested-hours", "h", 1},
};

struct presence_state {
    size_t first_column;
    size_t count;
    int64_t warmup_s;
    struct visited *visited;
    int32_t *of;       /* [missions] its row in visited, or TL_NONE */
    int32_t *counting; /* [assets] mission for which each counts, or TL_NONE */
};

/* Rows for missions with visits, in the order of the roster. */
static void list_visited(struct presence_state *state, const struct tl_roster *roster)
{
    for (size_t m = 0; m < roster->mission_count; m++) {
        state->of[m] = TL_NONE;
    }
    for (size_t i = 0; i < roster->incident_count; i++) {
        int32_t mission = roster->incidents[i].mission;
        state->of[mission] = roster->incidents[i].in_time ? TL_NONE : 0;
    }
    for (size_t m = 0; m < roster->mission_count; m++) {
        if (state->of[m] != TL_NONE) {
            state->of[m] = (int32_t)state->count++;
        }
    }
    state->visited = tl_alloc(state->count, sizeof *state->visited);
    for (size_t m = 0; m < roster->mission_count; m++) {
        if (state->of[m] != TL_NONE) {
            state->visited[state->of[m]].post = roster->missions[m].post;
        }
    }
}

static void init_presence(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct presence_state *state = self;
    *state = (struct presence_state){
        .first_column = layout->column_count,
        .warmup_s = layout->warmup_s,
        .of = tl_alloc(roster->mission_count, sizeof *state->of),
        .counting = tl_alloc(roster->asset_count, sizeof *state->counting),
    };
    list_visited(state, roster);
    for (size_t a = 0; a < roster->asset_count; a++) {
        state->counting[a] = TL_NONE;
    }
    double most_h = (double)tl_layout_measured(layout) / (double)TL_HOUR_S;
    for (size_t column = 0; column < COLUMNS; column++) {
        for (size_t m = 0; m < roster->mission_count; m++) {
            if (state->of[m] != TL_NONE) {
                tl_layout_add_column(
                    layout, (struct tl_column){columns[column].name, roster->missions[m].name,
                                               columns[column].unit, TL_COLUMN_MEAN, columns[column].harm,
                                               TL_COLUMN_OUTCOME, column == VISITS ? 0 : most_h});
            }
        }
    }
}

/* Book what has held until time_s. */
static void settle_visited(struct visited *visited, int64_t time_s, int64_t warmup_s)
{
    int64_t from_s = visited->since_s > warmup_s ? visited->since_s : warmup_s;
    int64_t to_s = visited->leaves_s < time_s ? visited->leaves_s : time_s;
    visited->since_s = time_s;
    if (to_s > from_s) {
        visited->presence_s += to_s - from_s;
        visited->uncontested_s += visited->ours == 0 ? to_s - from_s : 0;
    }
}

/* An asset begins or ends to count for a mission. An alert pool waits elsewhere: it is nobody's presence. */
static void add_ours(struct presence_state *state, const struct tl_roster *roster, int32_t mission,
                     int64_t change, int64_t time_s)
{
    if (mission == TL_NONE || roster->missions[mission].kinds > 0) {
        return;
    }
    for (size_t i = 0; i < state->count; i++) {
        struct visited *visited = &state->visited[i];
        if (visited->post == roster->missions[mission].post) {
            settle_visited(visited, time_s, state->warmup_s);
            visited->ours += change;
        }
    }
}

static void come(struct presence_state *state, const struct tl_event *event)
{
    int32_t row = state->of[event->mission];
    if (row == TL_NONE) {
        return;
    }
    struct visited *visited = &state->visited[row];
    settle_visited(visited, event->time_s, state->warmup_s);
    visited->visits += event->time_s >= state->warmup_s;
    if (event->until > visited->leaves_s) {
        visited->leaves_s = event->until;
    }
}

static bool wants_presence(enum tl_event_kind kind)
{
    return kind == TL_EVENT_INCIDENT || tl_measure_wants_coverage(kind);
}

static void take_presence(void *self, const struct tl_coverage *coverage, const struct tl_event *event)
{
    struct presence_state *state = self;
    if (state->count == 0) {
        return;
    }
    if (event->kind == TL_EVENT_INCIDENT) {
        come(state, event);
    } else if (event->asset != TL_NONE && coverage->counting[event->asset] != state->counting[event->asset]) {
        add_ours(state, coverage->roster, state->counting[event->asset], -1, event->time_s);
        state->counting[event->asset] = coverage->counting[event->asset];
        add_ours(state, coverage->roster, state->counting[event->asset], 1, event->time_s);
    }
}

static void finish_presence(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct presence_state *state = self;
    for (size_t i = 0; i < state->count; i++) {
        struct visited *visited = &state->visited[i];
        double *values = layout->values + state->first_column + i;
        settle_visited(visited, roster->horizon_s, state->warmup_s);
        values[VISITS * state->count] = (double)visited->visits;
        values[PRESENCE * state->count] = (double)visited->presence_s / (double)TL_HOUR_S;
        values[UNCONTESTED * state->count] = (double)visited->uncontested_s / (double)TL_HOUR_S;
    }
}

static void clear_presence(void *self)
{
    struct presence_state *state = self;
    free(state->visited);
    free(state->of);
    free(state->counting);
}

const struct tl_measure_class tl_measure_presence = {
    .name = "presence",
    .help = "visits: how often outside parties come to a mission's area\n"
            "presence-hours: hours in which any of them is there\n"
            "uncontested-hours: of these, hours in which no asset counts for any mission there",
    .state_bytes = sizeof(struct presence_state),
    .init = init_presence,
    .wants = wants_presence,
    .take = take_presence,
    .finish = finish_presence,
    .clear = clear_presence,
};
