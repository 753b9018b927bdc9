/* Outside parties: Markov chains whose rates follow what they see, by uniformisation (Jensen, 1953): candidates come at the ceiling, whatever
 * the rates are, and one uniform of each decides whether the party moves and where. Draw n of each stream is of candidate n, so variants
 * share candidates, and their moves wherever their rates agree. */
#include <stdlib.h>

#include "base/memory.h"
#include "base/units.h"
#include "model/condition.h"
#include "model/rules.h"

static void schedule_candidate(struct tl_state *state, int32_t posture)
{
    const struct tl_posture *p = &state->model->postures[posture];
    struct tl_dist gap = {.kind = TL_DIST_EXPONENTIAL,
                          .params = {(double)TL_RATE_SCALE / (double)p->ceiling_n}};
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
    tl_watch_note(state, tl_state_tell(state, event));
}

/* A move's rate now, in whole events per 10^9 s. */
static int64_t find_rate(const struct tl_state *state, const struct tl_posture_move *move)
{
    double factor = 1;
    if (move->factor != NULL) {
        factor = tl_condition_value(state->model->watcher, move->factor, state);
    }
    double rate_n = move->rate_ps * (double)TL_RATE_SCALE * factor;
    return rate_n < (double)TL_RATE_SCALE ? tl_round(rate_n) : TL_RATE_SCALE;
}

void tl_posture_candidate(struct tl_state *state, const struct tl_work *work)
{
    const struct tl_posture *posture = &state->model->postures[work->subject];
    struct tl_posture_state *s = &state->postures[work->subject];
    double uniform;
    int64_t upto_n = 0;
    int32_t level = s->level;
    tl_stream_draw(&s->accept, &uniform);
    schedule_candidate(state, work->subject);
    for (size_t i = 0; i < posture->move_count && upto_n < posture->ceiling_n; i++) {
        const struct tl_posture_move *move = &posture->moves[i];
        upto_n += move->from == level ? find_rate(state, move) : 0;
        upto_n = upto_n < posture->ceiling_n ? upto_n : posture->ceiling_n;
        if (move->from == level && uniform * (double)posture->ceiling_n < (double)upto_n) {
            tl_posture_set(state, work->subject, move->to, 0);
            return;
        }
    }
}
