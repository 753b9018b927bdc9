/* How response missions answer their incidents: each mission in all, and each of its incident processes. */
#include <math.h>
#include <stdlib.h>

#include "base/units.h"
#include "measure/layout.h"

#define MINUTE_S 60

struct record { /* an incident that came */
    int64_t number;
    int64_t since_s;
    bool waits; /* neither answered nor missed */
    bool stays; /* neither over nor missed */
};

struct process {
    size_t rows[2];         /* its mission's and its own, if a response mission answers it */
    struct record *records; /* by number */
    size_t count, capacity;
};

struct row {
    int64_t incidents, answered, missed, over; /* of those that came since the warm-up's end */
    int64_t response_s, in_system_s;           /* sums over the answered and over those that are over */
    int64_t waiting, staying;                  /* now */
    int64_t since_s;                           /* both hold since then */
    int64_t waiting_s, staying_s;              /* their integrals since the warm-up's end */
};

enum response_column {
    INCIDENTS,
    ANSWERED_SHARE,
    MISSED,
    RESPONSE_TIME,
    TIME_IN_SYSTEM,
    NUMBER_WAITING,
    NUMBER_IN_SYSTEM,
    COLUMNS
};

static const struct {
    const char *name;
    const char *unit;
    int harm;
    double most;
} columns[COLUMNS] = {
    [INCIDENTS] = {"incidents", "", 0, 0},
    [ANSWERED_SHARE] = {"answered-share", "", -1, 1},
    [MISSED] = {"missed", "", 1, 0},
    [RESPONSE_TIME] = {"response-time", "min", 1, 0},
    [TIME_IN_SYSTEM] = {"time-in-system", "min", 1, 0},
    [NUMBER_WAITING] = {"number-waiting", "", 1, 0},
    [NUMBER_IN_SYSTEM] = {"number-in-system", "", 0, 0},
};

struct response_state {
    size_t first_column;
    int64_t warmup_s;
    size_t row_count;
    struct row *rows;
    size_t process_count;
    struct process *processes;
};

/* Missions first, each followed by its processes. Returns how many rows there are; entities: NULL, or their names. */
static size_t list_rows(struct response_state *state, const struct tl_roster *roster,
                        struct tl_layout *layout, const char **entities)
{
    size_t count = 0;
    for (size_t m = 0; m < roster->mission_count; m++) {
        const struct tl_roster_mission *mission = &roster->missions[m];
        size_t own = count;
        count += mission->kinds > 0 ? 1 + mission->kinds : 0;
        if (!entities || mission->kinds == 0) {
            continue;
        }
        entities[own] = mission->name;
        for (size_t i = 0; i < mission->kinds; i++) {
            const char *name = roster->incidents[mission->kind[i]].name;
            entities[own + 1 + i] = tl_arena_print(layout->arena, "%s/%s", mission->name, name);
            state->processes[mission->kind[i]].rows[0] = own;
            state->processes[mission->kind[i]].rows[1] = own + 1 + i;
        }
    }
    return count;
}

static void init_response(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct response_state *state = self;
    *state = (struct response_state){
        .first_column = layout->column_count,
        .warmup_s = layout->warmup_s,
        .row_count = list_rows(state, roster, layout, NULL),
        .process_count = roster->incident_count,
        .processes = tl_alloc(roster->incident_count, sizeof *state->processes),
    };
    state->rows = tl_alloc(state->row_count, sizeof *state->rows);
    const char **entities = tl_alloc(state->row_count, sizeof *entities);
    list_rows(state, roster, layout, entities);
    for (size_t column = 0; column < COLUMNS; column++) {
        for (size_t i = 0; i < state->row_count; i++) {
            tl_layout_add_column(layout,
                                 (struct tl_column){columns[column].name, entities[i], columns[column].unit,
                                                    TL_COLUMN_MEAN, columns[column].harm, TL_COLUMN_OUTCOME,
                                                    columns[column].most});
        }
    }
    free(entities);
}

/* Book how many there were until time_s. */
static void settle_row(struct row *row, int64_t time_s, int64_t warmup_s)
{
    int64_t from_s = row->since_s > warmup_s ? row->since_s : warmup_s;
    row->since_s = time_s;
    if (time_s > from_s) {
        row->waiting_s += row->waiting * (time_s - from_s);
        row->staying_s += row->staying * (time_s - from_s);
    }
}

/* The record of an incident, or NULL where none of that number came. */
static struct record *find_record(struct process *process, int64_t number)
{
    size_t low = 0;
    size_t high = process->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (process->records[middle].number < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = low < process->count && process->records[low].number == number;
    return found ? &process->records[low] : NULL;
}

static void come(struct response_state *state, struct process *process, const struct tl_event *event)
{
    if (process->count > 0 && process->records[process->count - 1].number >= event->number) {
        return; /* only a broken trace counts backwards */
    }
    process->records =
        tl_grow(process->records, process->count, &process->capacity, sizeof *process->records);
    process->records[process->count++] = (struct record){event->number, event->time_s, true, true};
    for (int i = 0; i < 2; i++) {
        struct row *row = &state->rows[process->rows[i]];
        settle_row(row, event->time_s, state->warmup_s);
        row->incidents += event->time_s >= state->warmup_s;
        row->waiting++;
        row->staying++;
    }
}

static void answer(const struct record *record, struct row *row, int64_t time_s, bool counts)
{
    if (record->waits) {
        row->waiting--;
        row->answered += counts;
        row->response_s += counts ? time_s - record->since_s : 0;
    }
}

static void end(const struct record *record, struct row *row, int64_t time_s, bool counts)
{
    if (record->stays) {
        row->staying--;
        row->over += counts;
        row->in_system_s += counts ? time_s - record->since_s : 0;
    }
}

/* Whoever is on the way to a missed incident is on the way to nothing: it is in the system no longer. */
static void miss(const struct record *record, struct row *row, bool counts)
{
    row->waiting--;
    row->staying -= record->stays;
    row->missed += counts;
}

static void change(struct response_state *state, struct process *process, const struct tl_event *event)
{
    struct record *record = find_record(process, event->number);
    if (!record || (event->kind == TL_EVENT_INCIDENT_MISSED && !record->waits)) {
        return;
    }
    bool counts = record->since_s >= state->warmup_s;
    for (int i = 0; i < 2; i++) {
        struct row *row = &state->rows[process->rows[i]];
        settle_row(row, event->time_s, state->warmup_s);
        if (event->kind == TL_EVENT_INCIDENT_ANSWERED) {
            answer(record, row, event->time_s, counts);
        } else if (event->kind == TL_EVENT_INCIDENT_OVER) {
            end(record, row, event->time_s, counts);
        } else {
            miss(record, row, counts);
        }
    }
    record->stays = record->stays && event->kind == TL_EVENT_INCIDENT_ANSWERED;
    record->waits = record->waits && event->kind == TL_EVENT_INCIDENT_OVER;
}

static bool wants_response(enum tl_event_kind kind)
{
    return kind == TL_EVENT_INCIDENT || kind == TL_EVENT_INCIDENT_ANSWERED ||
           kind == TL_EVENT_INCIDENT_OVER || kind == TL_EVENT_INCIDENT_MISSED;
}

static void take_response(void *self, const struct tl_coverage *coverage, const struct tl_event *event)
{
    struct response_state *state = self;
    if (!coverage->roster->incidents[event->incident].in_time) {
        return; /* a visit */
    }
    struct process *process = &state->processes[event->incident];
    if (event->kind == TL_EVENT_INCIDENT) {
        come(state, process, event);
    } else {
        change(state, process, event);
    }
}

static double divide(int64_t sum, int64_t count)
{
    return count > 0 ? (double)sum / (double)count : NAN;
}

static void finish_response(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct response_state *state = self;
    for (size_t i = 0; i < state->row_count; i++) {
        struct row *row = &state->rows[i];
        double *values = layout->values + state->first_column + i;
        settle_row(row, roster->horizon_s, state->warmup_s);
        values[INCIDENTS * state->row_count] = (double)row->incidents;
        values[ANSWERED_SHARE * state->row_count] = divide(row->answered, row->answered + row->missed);
        values[MISSED * state->row_count] = (double)row->missed;
        values[RESPONSE_TIME * state->row_count] = divide(row->response_s, row->answered) / MINUTE_S;
        values[TIME_IN_SYSTEM * state->row_count] = divide(row->in_system_s, row->over) / MINUTE_S;
        values[NUMBER_WAITING * state->row_count] = divide(row->waiting_s, tl_layout_measured(layout));
        values[NUMBER_IN_SYSTEM * state->row_count] = divide(row->staying_s, tl_layout_measured(layout));
    }
}

static void clear_response(void *self)
{
    struct response_state *state = self;
    for (size_t i = 0; i < state->process_count; i++) {
        free(state->processes[i].records);
    }
    free(state->processes);
    free(state->rows);
}

const struct tl_measure_class tl_measure_response = {
    .name = "response",
    .help =
        "incidents: how many asked a response mission for an answer; MISSION/PROCESS: those of one process\n"
        "answered-share: share answered of the incidents that were answered or missed\n"
        "missed: incidents that were not answered\n"
        "response-time: mean time from an incident until it is answered, of those answered\n"
        "time-in-system: mean time from an incident until the last of those who answered leaves\n"
        "number-waiting: mean over time of how many incidents are neither answered nor missed\n"
        "number-in-system: mean over time of how many incidents are neither over nor missed",
    .state_bytes = sizeof(struct response_state),
    .init = init_response,
    .wants = wants_response,
    .take = take_response,
    .finish = finish_response,
    .clear = clear_response,
};
