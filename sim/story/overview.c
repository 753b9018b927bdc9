#include "story/overview.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/units.h"

/* ---- events ---- */

bool tl_overview_turns(enum tl_event_kind kind)
{
    static const bool turns[TL_EVENT_KINDS] = {
        [TL_EVENT_PHASE_STARTS] = true,      [TL_EVENT_INJECT_STRIKES] = true,
        [TL_EVENT_DIVERSION_STARTS] = true,  [TL_EVENT_DIVERSION_ENDS] = true,
        [TL_EVENT_AGREEMENT_STARTS] = true,  [TL_EVENT_CONSENT_CHANGES] = true,
        [TL_EVENT_POSTURE_CHANGES] = true,   [TL_EVENT_POLICY_CHANGES] = true,
        [TL_EVENT_MESSAGING_CHANGES] = true, [TL_EVENT_LINK_CLOSES] = true,
        [TL_EVENT_LINK_OPENS] = true,        [TL_EVENT_PLACE_CLOSES] = true,
        [TL_EVENT_PLACE_OPENS] = true,       [TL_EVENT_LANE_CLOSES] = true,
        [TL_EVENT_LANE_OPENS] = true,        [TL_EVENT_ASSET_LOST] = true,
        [TL_EVENT_PART_FINISHED] = true,     [TL_EVENT_WORK_FINISHED] = true,
        [TL_EVENT_CEILING_REACHED] = true,
    };
    return turns[kind];
}

static void take_turn(struct tl_overview *overview, const struct tl_event *event)
{
    overview->turns_count++;
    if (overview->turns_kept < TL_TURNS_MOST) {
        overview->turns = tl_grow(overview->turns, overview->turns_kept, &overview->turns_capacity,
                                  sizeof *overview->turns);
        overview->turns[overview->turns_kept++] = *event;
    }
}

static void take_event(struct tl_overview *overview, const struct tl_event *event)
{
    struct tl_overview_kind *kind = &overview->kinds[event->kind];
    size_t day = (size_t)(event->time_s / TL_DAY_S);
    kind->first_s = kind->count == 0 ? event->time_s : kind->first_s;
    kind->last_s = event->time_s;
    kind->count++;
    overview->first_s = overview->events == 0 ? event->time_s : overview->first_s;
    overview->last_s = event->time_s;
    overview->events++;
    overview->by_day[day < overview->days ? day : overview->days - 1]++;
    if (tl_overview_turns(event->kind)) {
        take_turn(overview, event);
    }
}

bool tl_overview_read(struct tl_overview *overview, struct tl_trace_reader *reader, struct tl_error *err)
{
    const struct tl_roster *roster = tl_trace_reader_roster(reader);
    *overview = (struct tl_overview){
        .days = (size_t)((roster->horizon_s + TL_DAY_S - 1) / TL_DAY_S),
        .measures = tl_measures_create(roster),
    };
    overview->by_day = tl_alloc(overview->days, sizeof *overview->by_day);
    struct tl_sink sink = tl_measures_sink(overview->measures);
    struct tl_event event;
    enum tl_trace_step step;
    while ((step = tl_trace_reader_next(reader, &event, err)) == TL_TRACE_EVENT) {
        take_event(overview, &event);
        sink.take(sink.self, &event);
    }
    if (step != TL_TRACE_END) {
        return false;
    }
    overview->outcome = tl_measures_finish(overview->measures);
    overview->indexed = tl_trace_reader_is_indexed(reader);
    overview->digest = tl_trace_reader_end(reader)->digest;
    return true;
}

void tl_overview_clear(struct tl_overview *overview)
{
    tl_measures_destroy(overview->measures);
    free(overview->by_day);
    free(overview->turns);
    *overview = (struct tl_overview){0};
}

/* ---- main measures ---- */

static const struct tl_facet facets[] = {
    {"Indexes", "set", {"index", "loss"}, {"mean", "lost, index-days"}, false},
    {"Missions",
     "mission",
     {"coverage", "gap-hours", "gap-longest", "gap-zero"},
     {"coverage", "gaps, h", "longest, h", "none there, h"},
     false},
    {"Evacuation",
     "nationality",
     {"t50", "t90", "t99", "persons-left"},
     {"half safe, d", "90 %, d", "99 %, d", "left, persons"},
     false},
    {"Incidents",
     "mission",
     {"incidents", "answered-share", "missed", "response-time"},
     {"incidents", "answered", "missed", "response, min"},
     false},
    {"Visits of outside parties",
     "mission",
     {"visits", "presence-hours", "uncontested-hours"},
     {"visits", "there, h", "none of ours, h"},
     false},
    {"Works", "mission", {"work-done", "work-finished"}, {"done, unit-days", "finished, d"}, false},
    {"Accounts of the headline loss", "root", {"ledger"}, {"index-days"}, true},
};

const struct tl_facet *tl_facets(size_t *count)
{
    *count = sizeof facets / sizeof *facets;
    return facets;
}

static int by_first(const void *left, const void *right)
{
    const struct tl_facet_row *a = left;
    const struct tl_facet_row *b = right;
    return a->values[0] > b->values[0] ? -1 : a->values[0] < b->values[0] ? 1 : strcmp(a->entity, b->entity);
}

/* The row of an entity, a new one where there is none yet. */
static struct tl_facet_row *find_row(struct tl_facet_row *rows, size_t *count, const char *entity)
{
    for (size_t i = 0; i < *count; i++) {
        if (strcmp(rows[i].entity, entity) == 0) {
            return &rows[i];
        }
    }
    rows[*count].entity = entity;
    for (size_t m = 0; m < TL_FACET_MEASURES; m++) {
        rows[*count].values[m] = NAN;
    }
    return &rows[(*count)++];
}

/* Does a facet leave the entity out: accounts of another index than the headline ("senkaku: failure"), one process of a mission
 * ("air-west/air-west")? */
static bool is_part(const struct tl_facet *facet, const char *entity)
{
    return strstr(entity, facet->by_size ? ": " : "/");
}

static bool is_wanted(const struct tl_facet *facet, const double *values)
{
    bool any = false;
    for (size_t m = 0; m < TL_FACET_MEASURES; m++) {
        any = any || !isnan(values[m]);
    }
    return facet->by_size ? values[0] > 0 : any;
}

/* Leave out what nothing is known of, and accounts of nothing. */
static size_t drop_rows(const struct tl_facet *facet, struct tl_facet_row *rows, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_wanted(facet, rows[i].values)) {
            rows[kept++] = rows[i];
        }
    }
    return kept;
}

struct tl_facet_row *tl_overview_rows(const struct tl_overview *overview, const struct tl_facet *facet,
                                      size_t *count)
{
    size_t columns;
    const struct tl_column *column = tl_measures_columns(overview->measures, &columns);
    struct tl_facet_row *rows = tl_alloc(columns + 1, sizeof *rows);
    *count = 0;
    for (size_t i = 0; i < columns; i++) {
        for (size_t m = 0; m < TL_FACET_MEASURES && facet->measures[m]; m++) {
            if (!is_part(facet, column[i].entity) && strcmp(column[i].measure, facet->measures[m]) == 0) {
                find_row(rows, count, column[i].entity)->values[m] = overview->outcome->values[i];
            }
        }
    }
    *count = drop_rows(facet, rows, *count);
    if (facet->by_size) {
        qsort(rows, *count, sizeof *rows, by_first);
    }
    return rows;
}
