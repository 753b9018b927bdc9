/* Outside parties: Markov chains whose rates follow what they see, by uniformisation (Jensen, 1953): candidates come at the ceiling, whatever
 * the rates are, and one uniform of each decides whether the party moves and where. Draw n of each stream is of candidate n, so variants
 * share candidates, and their moves wherever their rates agree. */
#include <stdlib.h>

#include "base/memory.h"
#include "base/units.h"
#include "model/condition.h"
#include "model/look.h"
#include "model/rules.h"

static void schedule_candidate(struct tl_state *state, int32_t posture)
{
    const struct tl_posture *p = &state->model->postures[posture];
    struct tl_dist gap = {.kind = TL_DIST_EXPONENTIAL,
                          .params = {(double)TL_POSTURE_SCALE / (double)p->ceiling_n}};
    struct tl_work work = {.kind = TL_WORK_POSTURE, .subject = posture};
    int64_t gap_s;
    tl_dist_draw_delay(&gap, &state->postures[posture].candidates, &gap_s);
    tl_calendar_add(&state->calendar, state->now_s + gap_s, TL_DUE_INCIDENT,
                    (uint32_t)(TL_BAND_POSTURE + posture), work);
}

void tl_posture_start_all(struct tl_state *state)
{
    state->postures = tl_alloc(state->model->posture_count + 1, sizeof *state->postures);
    for (size_t i = 0; i < state->model->posture_count; i++) {
        const struct tl_posture *posture = &state->model->postures[i];
        struct tl_posture_state *s = &state->postures[i];
        tl_stream_init(&s->candidates, state->roster.seed, state->roster.replication,
                       posture->stream_candidates);
        tl_stream_init(&s->accept, state->roster.seed, state->roster.replication, posture->stream_accept);
        if (posture->move_count > 0) {
            schedule_candidate(state, (int32_t)i);
        }
    }
}

void tl_posture_clear(struct tl_state *state)
{
    free(state->postures);
}

void tl_posture_set(struct tl_state *state, int32_t posture, int32_t level, int64_t cause)
{
    struct tl_posture_state *s = &state->postures[posture];
    if (s->level == level) {
        return;
    }
    s->level = level;
    struct tl_event event = tl_event_make(TL_EVENT_POSTURE_CHANGES, cause);
    event.posture = posture;
    event.level = level;
    tl_watch_note(state, TL_ARGUMENT_POSTURE, posture, tl_state_tell(state, event));
}

/* A move's rate now, in events per TL_POSTURE_SCALE seconds. */
static double find_rate(const struct tl_state *state, const struct tl_posture_move *move)
{
    double factor = 1;
    if (move->factor != NULL) {
        factor = tl_condition_value(state->model->watcher, move->factor, state);
    }
    return move->rate_ps * (double)TL_POSTURE_SCALE * factor;
}

/* The state that the party enters at a candidate whose uniform has fallen on `at_n` of the ceiling. Graver states lie from the bottom up,
 * calmer ones from the top down: where only one way of two variants differs in its rate, the other way stays as it is.
 * is_cut  out: what leaves its state is above the ceiling together, by more than rounding */
static int32_t choose(const struct tl_state *state, const struct tl_posture *posture, int32_t level,
                      double at_n, bool *is_cut)
{
    int64_t up_n = 0;
    int64_t down_n = 0;
    int32_t to = level;
    *is_cut = false;
    for (size_t i = 0; i < posture->move_count; i++) {
        const struct tl_posture_move *move = &posture->moves[i];
        bool is_up = move->to > level;
        if (move->from != level) {
            continue;
        }
        double wanted_n = find_rate(state, move);
        int64_t most_n = posture->ceiling_n - up_n - down_n;
        int64_t rate_n = wanted_n < (double)most_n ? tl_round(wanted_n) : most_n;
        *is_cut = *is_cut || wanted_n > (double)most_n + (double)posture->move_count;
        up_n += is_up ? rate_n : 0;
        down_n += is_up ? 0 : rate_n;
        bool is_hit = is_up ? at_n < (double)up_n : at_n >= (double)(posture->ceiling_n - down_n);
        to = to == level && is_hit ? move->to : to;
    }
    return to;
}

/* Its rates are cut: told once. */
static void tell_cut(struct tl_state *state, int32_t posture)
{
    struct tl_posture_state *s = &state->postures[posture];
    struct tl_event event = tl_event_make(TL_EVENT_CEILING_REACHED, 0);
    event.posture = posture;
    if (!s->is_cut_told) {
        s->is_cut_told = true;
        tl_state_tell(state, event);
    }
}

void tl_posture_candidate(struct tl_state *state, const struct tl_work *work)
{
    const struct tl_posture *posture = &state->model->postures[work->subject];
    struct tl_posture_state *s = &state->postures[work->subject];
    double uniform;
    bool is_cut;
    tl_stream_draw(&s->accept, &uniform);
    schedule_candidate(state, work->subject);
    int32_t to = choose(state, posture, s->level, uniform * (double)posture->ceiling_n, &is_cut);
    if (is_cut) {
        tell_cut(state, work->subject);
    }
    tl_posture_set(state, work->subject, to, 0);
}
