/* Incident processes: when something happens that asks for an answer.
 *
 * Candidates come at the ceiling, a constant rate, and each is accepted with probability rate / ceiling (thinning: Lewis and Shedler,
 * "Simulation of nonhomogeneous Poisson processes by thinning", 1979). A candidate draws its distance to the next, its acceptance
 * and its time on the scene whether it is accepted or not: draw n of each stream is of candidate n, so that two variants share
 * incidents wherever their rates agree, and the one with the lower rate has a part of the other's. */
#include "base/units.h"
#include "model/rules.h"

/* What a change of the rate is about (tl_work.detail); further numbers are the process's steps. */
enum { CHANGE_START = -3, CHANGE_QUARTER = -2, CHANGE_REGIME = -1 };

static void schedule_change(struct tl_state *state, int32_t incident, int64_t detail, int64_t time_s)
{
    struct tl_work work = {.kind = TL_WORK_RATE, .subject = incident, .detail = detail};
    tl_calendar_add(&state->calendar, time_s, TL_DUE_INJECT, (uint32_t)incident, work);
}

static void init_streams(struct tl_incident_state *s, const struct tl_incident *incident,
                         const struct tl_roster *roster)
{
    struct {
        struct tl_stream *stream;
        uint64_t name;
    } streams[] = {{&s->candidates, incident->stream_candidates}, {&s->accept, incident->stream_accept},
                   {&s->scene, incident->stream_scene},           {&s->quarters, incident->stream_quarters},
                   {&s->regimes, incident->stream_regimes},       {&s->stays, incident->stream_stays}};
    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
        tl_stream_init(streams[i].stream, roster->seed, roster->replication, streams[i].name);
    }
}

void tl_incident_start_all(struct tl_state *state)
{
    for (size_t i = 0; i < state->model->incident_count; i++) {
        const struct tl_incident *incident = &state->model->incidents[i];
        state->incidents[i] =
            (struct tl_incident_state){.scale = 1, .inject_scale = 1, .rate_factor = 1, .factor = 1};
        init_streams(&state->incidents[i], incident, &state->roster);
        schedule_change(state, (int32_t)i, CHANGE_START, 0);
        for (size_t k = 0; k < incident->step_count; k++) {
            if (incident->steps[k].from_s > 0) {
                schedule_change(state, (int32_t)i, (int64_t)k, incident->steps[k].from_s);
            }
        }
    }
}

/* The rate now, in whole events per 10^9 s: it may be above the ceiling. */
static int64_t find_rate(const struct tl_incident *incident, const struct tl_incident_state *s)
{
    double rate_n = incident->process == TL_PROCESS_MARKOV ? (double)incident->regimes[s->regime].rate_n
                                                           : incident->rate_ps * (double)TL_RATE_SCALE;
    double now_n = rate_n * s->scale * s->inject_scale * s->rate_factor * s->factor;
    int64_t above_n = incident->ceiling_n + 1;
    return now_n < (double)above_n ? tl_round(now_n) : above_n;
}

/* The rate is cut: told once. */
static void tell_cut(struct tl_state *state, int32_t i)
{
    struct tl_incident_state *s = &state->incidents[i];
    struct tl_event event = tl_event_make(TL_EVENT_CEILING_REACHED, s->cause);
    event.incident = i;
    if (!s->is_cut_told) {
        s->is_cut_told = true;
        tl_state_tell(state, event);
    }
}

/* Tell the rate where it changed, and at the start; a replay has none. What changes earlier within the first second is told at the
 * start. */
static void update(struct tl_state *state, int32_t i, bool is_start, int64_t cause)
{
    const struct tl_incident *incident = &state->model->incidents[i];
    struct tl_incident_state *s = &state->incidents[i];
    bool is_under_way = s->candidate > 0;
    if (incident->process == TL_PROCESS_REPLAY || (!is_start && !is_under_way)) {
        return;
    }
    int64_t wanted_n = find_rate(incident, s);
    int64_t rate_n = wanted_n < incident->ceiling_n ? wanted_n : incident->ceiling_n;
    if (is_start || rate_n != s->rate_n) {
        s->rate_n = rate_n;
        struct tl_event event = tl_event_make(TL_EVENT_RATE_CHANGES, cause);
        event.incident = i;
        event.rate = rate_n;
        s->cause = tl_state_tell(state, event);
    }
    if (wanted_n > incident->ceiling_n) {
        tell_cut(state, i);
    }
}

/* ---- candidates ---- */

static void schedule_candidate(struct tl_state *state, int32_t i)
{
    const struct tl_incident *incident = &state->model->incidents[i];
    struct tl_incident_state *s = &state->incidents[i];
    struct tl_work work = {.kind = TL_WORK_CANDIDATE, .subject = i};
    s->candidate++;
    if (incident->process == TL_PROCESS_REPLAY) {
        if (s->candidate <= (int64_t)incident->date_count) {
            tl_calendar_add(&state->calendar, incident->dates_s[s->candidate - 1], TL_DUE_INCIDENT,
                            (uint32_t)i, work);
        }
        return;
    }
    /* Several may come within a second. Rounding gaps to whole seconds shortens their mean, by 0.04 % at the highest ceiling, 0.1 /s. */
    struct tl_dist gap = {.kind = TL_DIST_EXPONENTIAL,
                          .params = {(double)TL_RATE_SCALE / (double)incident->ceiling_n}};
    int64_t gap_s;
    tl_dist_draw_delay(&gap, &s->candidates, &gap_s);
    tl_calendar_add(&state->calendar, state->now_s + gap_s, TL_DUE_INCIDENT, (uint32_t)i, work);
}

static bool draw_acceptance(const struct tl_incident *incident, struct tl_incident_state *s)
{
    double uniform;
    tl_stream_draw(&s->accept, &uniform);
    return incident->process == TL_PROCESS_REPLAY ||
           uniform * (double)incident->ceiling_n < (double)s->rate_n;
}

/* It comes, and is answered where its mission answers: else those who come stay for a while. */
static void happen(struct tl_state *state, int32_t i, int64_t scene_s)
{
    const struct tl_incident *incident = &state->model->incidents[i];
    struct tl_incident_state *s = &state->incidents[i];
    bool is_answered = incident->leg_s != NULL;
    struct tl_event event = tl_event_make(TL_EVENT_INCIDENT, s->cause);
    event.mission = incident->mission;
    event.incident = i;
    event.number = ++s->number;
    event.until = is_answered ? TL_NONE : state->now_s + scene_s;
    int64_t id = tl_state_tell(state, event);
    if (is_answered) {
        tl_response_take(state, i, event.number, scene_s, id);
    }
}

void tl_incident_candidate(struct tl_state *state, const struct tl_work *work)
{
    const struct tl_incident *incident = &state->model->incidents[work->subject];
    struct tl_incident_state *s = &state->incidents[work->subject];
    int64_t scene_s;
    bool is_accepted = draw_acceptance(incident, s);
    tl_dist_draw_delay(&incident->scene, &s->scene, &scene_s);
    schedule_candidate(state, work->subject);
    if (is_accepted && state->missions[incident->mission].open) {
        happen(state, work->subject, scene_s);
    }
}

/* ---- changes of the rate ---- */

/* A quarter's factor, and when the next one is due. */
static void draw_quarter(struct tl_state *state, int32_t i)
{
    int64_t epoch_s = state->roster.epoch_s;
    tl_dist_draw(&state->model->incidents[i].factor, &state->incidents[i].quarters,
                 &state->incidents[i].factor);
    schedule_change(state, i, CHANGE_QUARTER, tl_date_next_quarter(epoch_s + state->now_s) - epoch_s);
}

/* How long the present state lasts: at least a second, so that no chain of states is without end. */
static void draw_stay(struct tl_state *state, int32_t i)
{
    const struct tl_incident *incident = &state->model->incidents[i];
    struct tl_incident_state *s = &state->incidents[i];
    int64_t stay_s;
    tl_dist_draw_delay(&incident->regimes[s->regime].stay, &s->stays, &stay_s);
    schedule_change(state, i, CHANGE_REGIME, state->now_s + (stay_s > 1 ? stay_s : 1));
}

static void draw_regime(struct tl_state *state, int32_t i)
{
    const struct tl_incident *incident = &state->model->incidents[i];
    struct tl_incident_state *s = &state->incidents[i];
    double uniform;
    tl_stream_draw(&s->regimes, &uniform);
    const double *next = incident->regimes[s->regime].next;
    size_t regime = 0;
    while (uniform >= next[regime]) {
        regime++;
    }
    s->regime = regime;
}

static void start(struct tl_state *state, int32_t i)
{
    const struct tl_incident *incident = &state->model->incidents[i];
    for (size_t k = 0; k < incident->step_count; k++) {
        if (incident->steps[k].from_s == 0) {
            state->incidents[i].scale = incident->steps[k].scale;
        }
    }
    if (incident->process == TL_PROCESS_GAMMA_MIXED) {
        draw_quarter(state, i);
    } else if (incident->process == TL_PROCESS_MARKOV) {
        draw_stay(state, i);
    }
    update(state, i, true, 0);
    schedule_candidate(state, i);
}

void tl_incident_change(struct tl_state *state, const struct tl_work *work)
{
    int32_t i = work->subject;
    if (work->detail == CHANGE_START) {
        start(state, i);
        return;
    }
    if (work->detail == CHANGE_QUARTER) {
        draw_quarter(state, i);
    } else if (work->detail == CHANGE_REGIME) {
        draw_regime(state, i);
        draw_stay(state, i);
    } else {
        state->incidents[i].scale = state->model->incidents[i].steps[work->detail].scale;
    }
    update(state, i, false, 0);
}

void tl_incident_begin_phase(struct tl_state *state, int32_t phase, int64_t cause)
{
    for (size_t i = 0; i < state->model->incident_count; i++) {
        const struct tl_incident *incident = &state->model->incidents[i];
        for (size_t k = 0; k < incident->step_count; k++) {
            if (incident->steps[k].phase == phase) {
                state->incidents[i].scale = incident->steps[k].scale;
            }
        }
        update(state, (int32_t)i, false, cause);
    }
}

void tl_incident_scale(struct tl_state *state, int32_t incident, double scale, int64_t cause)
{
    state->incidents[incident].inject_scale = scale;
    update(state, incident, false, cause);
}

void tl_incident_apply(struct tl_state *state, int32_t incident, const struct tl_rate_step *step,
                       int64_t cause)
{
    state->incidents[incident].scale = step->scale;
    update(state, incident, false, cause);
}

void tl_incident_set_factor(struct tl_state *state, int32_t incident, double factor, int64_t cause)
{
    state->incidents[incident].rate_factor = factor;
    update(state, incident, false, cause);
}
