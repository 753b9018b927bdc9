/* Works: how much is done, and when all of it is. One whose mission never opens has neither. */
#include <math.h>
#include <stdlib.h>

#include "base/units.h"
#include "measure/layout.h"

struct job {
    bool was_open;      /* ever */
    int64_t done_u;     /* unit-days, millionths */
    int64_t finished_s; /* TL_NONE: not finished */
};

struct work_state {
    size_t first_column;
    struct job *jobs; /* [missions] */
};

static void init_work(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct work_state *state = self;
    *state = (struct work_state){
        .first_column = layout->column_count,
        .jobs = tl_alloc(roster->mission_count + 1, sizeof *state->jobs),
    };
    double most_d = (double)layout->horizon_s / (double)TL_DAY_S;
    for (size_t m = 0; m < roster->mission_count; m++) {
        state->jobs[m].finished_s = TL_NONE;
        if (roster->missions[m].is_work) {
            const char *name = roster->missions[m].name;
            tl_layout_add_column(layout, (struct tl_column){"work-done", name, "unit-days", TL_COLUMN_MEAN, 0,
                                                            TL_COLUMN_OUTCOME, 0});
            tl_layout_add_column(layout, (struct tl_column){"work-finished", name, "d", TL_COLUMN_TIME, 1,
                                                            TL_COLUMN_OUTCOME, most_d});
        }
    }
}

static bool wants_work(enum tl_event_kind kind)
{
    return kind == TL_EVENT_MISSION_OPENS || kind == TL_EVENT_WORK_DONE || kind == TL_EVENT_WORK_FINISHED;
}

static void take_work(void *self, const struct tl_coverage *coverage, const struct tl_event *event)
{
    struct work_state *state = self;
    (void)coverage;
    switch (event->kind) {
    case TL_EVENT_MISSION_OPENS:
        state->jobs[event->mission].was_open = true;
        break;
    case TL_EVENT_WORK_DONE:
        state->jobs[event->mission].done_u = event->done;
        break;
    case TL_EVENT_WORK_FINISHED:
        state->jobs[event->mission].finished_s = event->time_s;
        break;
    default:
        break;
    }
}

static void finish_work(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct work_state *state = self;
    double *values = layout->values + state->first_column;
    for (size_t m = 0; m < roster->mission_count; m++) {
        const struct job *job = &state->jobs[m];
        if (roster->missions[m].is_work) {
            double finished_d =
                job->finished_s == TL_NONE ? INFINITY : (double)job->finished_s / (double)TL_DAY_S;
            *values++ = job->was_open ? (double)job->done_u / 1e6 : NAN;
            *values++ = job->was_open ? finished_d : NAN;
        }
    }
}

static void clear_work(void *self)
{
    free(((struct work_state *)self)->jobs);
}

const struct tl_measure_class tl_measure_work = {
    .name = "work",
    .help = "work-done: unit-days of a work that are done at the end; absent where its mission never opens\n"
            "work-finished: days until all of it is; likewise absent",
    .state_bytes = sizeof(struct work_state),
    .init = init_work,
    .wants = wants_work,
    .take = take_work,
    .finish = finish_work,
    .clear = clear_work,
};
