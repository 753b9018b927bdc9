/* Work missions: assets in an area work off an amount, as much at a time as the mission demands of its first need. How they come, set up,
 * relieve each other and go is a station mission's. */
#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/units.h"
#include "model/rules.h"

/* What a milestone is about (tl_work.detail). */
enum { MILESTONE_HOUR = 0, MILESTONE_PART = 1 };

struct tl_job_state {
    bool has_begun; /* since it was opened last */
    bool was_open;  /* ever: its plan runs from the first time on */
    int64_t opened_s;
    int64_t since_s;  /* done_us is right as of then */
    int64_t done_us;  /* micro-unit-seconds */
    int64_t rate_u;   /* millionths of a unit that work since then */
    size_t next_part; /* that is not finished yet */
    int64_t part_s;   /* when something is finished; TL_NONE: not at this rate */
    int64_t told_done_u, told_due_u;
};

void tl_job_start_all(struct tl_state *state)
{
    state->jobs = tl_alloc(state->model->mission_count + 1, sizeof *state->jobs);
}

void tl_job_clear(struct tl_state *state)
{
    free(state->jobs);
}

static void schedule(struct tl_state *state, int32_t mission, int64_t detail, int64_t time_s)
{
    struct tl_work work = {.kind = TL_WORK_JOB, .subject = mission, .detail = detail};
    tl_calendar_add(&state->calendar, time_s, TL_DUE_MILESTONE, (uint32_t)(TL_BAND_MISSION + mission), work);
}

/* What those in the area give to the first need, at most what it demands. */
static int64_t find_rate(const struct tl_state *state, int32_t mission)
{
    const struct tl_model *model = state->model;
    const struct tl_mission *m = &model->missions[mission];
    int64_t rate_u = 0;
    for (size_t i = 0; i < model->asset_count; i++) {
        bool works = state->assets[i].state == TL_STATE_ON_STATION && state->assets[i].mission == mission;
        rate_u += works ? model->classes[model->assets[i].class_index].gives_u[m->need[0]] : 0;
    }
    int64_t demand_u = state->missions[mission].demand_u[0];
    return rate_u < demand_u ? rate_u : demand_u;
}

static void settle(struct tl_state *state, int32_t mission)
{
    struct tl_job_state *job = &state->jobs[mission];
    int64_t amount_us = state->model->missions[mission].job->amount_us;
    job->done_us += job->rate_u * (state->now_s - job->since_s);
    job->done_us = job->done_us < amount_us ? job->done_us : amount_us;
    job->since_s = state->now_s;
}

/* The amount at which the next part, or all of it, is finished. */
static int64_t next_amount(const struct tl_state *state, int32_t mission)
{
    const struct tl_work_plan *plan = state->model->missions[mission].job;
    size_t next = state->jobs[mission].next_part;
    return next < plan->part_count && plan->parts[next].amount_us < plan->amount_us
               ? plan->parts[next].amount_us
               : plan->amount_us;
}

static void schedule_part(struct tl_state *state, int32_t mission)
{
    struct tl_job_state *job = &state->jobs[mission];
    int64_t left_us = next_amount(state, mission) - job->done_us;
    job->part_s = TL_NONE;
    if (left_us <= 0 || job->rate_u > 0) {
        job->part_s = left_us <= 0 ? state->now_s : state->now_s + (left_us + job->rate_u - 1) / job->rate_u;
        schedule(state, mission, MILESTONE_PART, job->part_s);
    }
}

/* Tell how far it is, and how far the plan wants it, where one of the two has changed, or always. Unit-days, millionths rounded down. */
static int64_t tell_progress(struct tl_state *state, int32_t mission, bool always)
{
    const struct tl_work_plan *plan = state->model->missions[mission].job;
    struct tl_job_state *job = &state->jobs[mission];
    int64_t due_us = plan->amount_us;
    if (plan->within_s != TL_NONE && state->now_s - job->opened_s < plan->within_s) {
        due_us = tl_round((double)plan->amount_us * (double)(state->now_s - job->opened_s) /
                          (double)plan->within_s);
    }
    struct tl_event event = tl_event_make(TL_EVENT_WORK_DONE, 0);
    event.mission = mission;
    event.done = job->done_us / TL_DAY_S;
    event.due = due_us / TL_DAY_S;
    if (!always && event.done == job->told_done_u && event.due == job->told_due_u) {
        return 0;
    }
    job->told_done_u = event.done;
    job->told_due_u = event.due;
    return tl_state_tell(state, event);
}

static void finish_parts(struct tl_state *state, int32_t mission)
{
    const struct tl_work_plan *plan = state->model->missions[mission].job;
    struct tl_job_state *job = &state->jobs[mission];
    int64_t cause =
        tell_progress(state, mission, true); /* what is finished has a cause, however small it is */
    while (job->next_part < plan->part_count && plan->parts[job->next_part].amount_us <= job->done_us) {
        const struct tl_part *part = &plan->parts[job->next_part++];
        struct tl_event event = tl_event_make(TL_EVENT_PART_FINISHED, cause);
        event.mission = mission;
        event.part = (int64_t)job->next_part;
        int64_t id = tl_state_tell(state, event);
        if (part->place != TL_NONE) {
            tl_place_set_open(state, part->place, true, id);
        }
        if (part->lane != TL_NONE) {
            tl_lane_set_open(state, part->lane, true, id);
        }
    }
    if (job->done_us >= plan->amount_us) {
        struct tl_event event = tl_event_make(TL_EVENT_WORK_FINISHED, cause);
        event.mission = mission;
        tl_demand_finish(state, mission, tl_state_tell(state, event));
    } else {
        schedule_part(state, mission);
    }
}

void tl_job_milestone(struct tl_state *state, const struct tl_work *work)
{
    int32_t mission = work->subject;
    struct tl_job_state *job = &state->jobs[mission];
    if (!state->missions[mission].open) {
        job->has_begun = job->has_begun && work->detail != MILESTONE_HOUR;
        return;
    }
    settle(state, mission);
    if (work->detail == MILESTONE_HOUR) {
        tell_progress(state, mission, false);
        schedule(state, mission, MILESTONE_HOUR, state->now_s + TL_HOUR_S);
    } else if (job->part_s == state->now_s) { /* else it was worked out anew since then */
        job->part_s = TL_NONE;
        finish_parts(state, mission);
    }
}

bool tl_job_look(struct tl_state *state)
{
    bool any = false;
    for (size_t i = 0; i < state->model->mission_count; i++) {
        struct tl_job_state *job = &state->jobs[i];
        if (state->model->missions[i].job == NULL) {
            continue;
        }
        bool is_open = state->missions[i].open;
        int64_t rate_u = is_open ? find_rate(state, (int32_t)i) : 0;
        if (is_open && !job->has_begun) {
            job->opened_s = job->was_open ? job->opened_s : state->now_s;
            job->was_open = true;
            job->since_s = state->now_s;
            job->has_begun = true;
            schedule(state, (int32_t)i, MILESTONE_HOUR, state->now_s);
            any = true;
        }
        if (rate_u != job->rate_u) {
            settle(state, (int32_t)i);
            job->rate_u = rate_u;
            schedule_part(state, (int32_t)i);
            any = true;
        }
    }
    return any;
}
