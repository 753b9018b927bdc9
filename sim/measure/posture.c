/* Outside parties: how long each is in which state, when it first enters the last, and what is lost by how far it went. */
#include <math.h>
#include <stdlib.h>

#include "base/units.h"
#include "measure/layout.h"

struct party {
    size_t first; /* of its states in state_s */
    int64_t level, since_s;
    int64_t worst;  /* state that it was in since the warm-up's end */
    int64_t last_s; /* when it first entered its last state; TL_NONE: never */
    bool left;      /* its first state, at some time since the warm-up's end */
};

struct posture_state {
    size_t count, first_column;
    int64_t warmup_s;
    struct party *parties;
    int64_t *state_s; /* [states of all parties] seconds in each */
    int64_t loss_us;  /* of the headline, micro-index-seconds */
};

static void init_posture(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct posture_state *state = self;
    size_t states = 0;
    *state = (struct posture_state){
        .count = roster->postures.count,
        .first_column = layout->column_count,
        .warmup_s = layout->warmup_s,
        .parties = tl_alloc(roster->postures.count + 1, sizeof *state->parties),
    };
    double most_d = (double)layout->horizon_s / (double)TL_DAY_S;
    double most_loss_d = (double)tl_layout_measured(layout) / (double)TL_DAY_S;
    for (size_t i = 0; i < state->count; i++) {
        const char *name = roster->postures.items[i];
        state->parties[i] = (struct party){.first = states, .last_s = TL_NONE};
        for (size_t k = 0; k < roster->states[i].count; k++) {
            const char *entity = tl_arena_print(layout->arena, "%s/%s", name, roster->states[i].items[k]);
            tl_layout_add_column(layout, (struct tl_column){"posture-share", entity, "", TL_COLUMN_MEAN,
                                                            k > 0, TL_COLUMN_OUTCOME, 1});
            tl_layout_add_column(layout, (struct tl_column){"posture-worst", entity, "", TL_COLUMN_FLAG,
                                                            k > 0, TL_COLUMN_OUTCOME, 1});
            tl_layout_add_column(layout,
                                 (struct tl_column){"loss-given", entity, "index-days", TL_COLUMN_MEAN, 1,
                                                    TL_COLUMN_OUTCOME, most_loss_d});
        }
        states += roster->states[i].count;
        tl_layout_add_column(
            layout, (struct tl_column){"posture-left", name, "", TL_COLUMN_FLAG, 1, TL_COLUMN_OUTCOME, 1});
        tl_layout_add_column(layout, (struct tl_column){"posture-last", name, "d", TL_COLUMN_TIME, -1,
                                                        TL_COLUMN_OUTCOME, most_d});
    }
    state->state_s = tl_alloc(states + 1, sizeof *state->state_s);
}

static void span_posture(void *self, const struct tl_coverage *coverage, int64_t since_s, int64_t until_s)
{
    struct posture_state *state = self;
    since_s = since_s > state->warmup_s ? since_s : state->warmup_s;
    if (since_s < until_s) {
        state->loss_us += coverage->loss_rate_u[0] * (until_s - since_s);
    }
}

static void settle(struct posture_state *state, struct party *party, int64_t until_s)
{
    int64_t from_s = party->since_s > state->warmup_s ? party->since_s : state->warmup_s;
    state->state_s[party->first + (size_t)party->level] += until_s > from_s ? until_s - from_s : 0;
    party->left = party->left || (party->level > 0 && until_s > from_s);
    party->worst = until_s > from_s && party->level > party->worst ? party->level : party->worst;
    party->since_s = until_s;
}

static bool wants_posture(enum tl_event_kind kind)
{
    return kind == TL_EVENT_POSTURE_CHANGES;
}

static void take_posture(void *self, const struct tl_coverage *coverage, const struct tl_event *event)
{
    struct posture_state *state = self;
    if (event->kind != TL_EVENT_POSTURE_CHANGES) {
        return;
    }
    struct party *party = &state->parties[event->posture];
    settle(state, party, event->time_s);
    party->level = event->level;
    bool counts = event->time_s >= state->warmup_s; /* however short it is */
    party->left = party->left || (event->level > 0 && counts);
    party->worst = counts && event->level > party->worst ? event->level : party->worst;
    bool is_last = event->level + 1 == (int64_t)coverage->roster->states[event->posture].count;
    party->last_s = is_last && party->last_s == TL_NONE ? event->time_s : party->last_s;
}

static void finish_posture(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct posture_state *state = self;
    double *values = layout->values + state->first_column;
    for (size_t i = 0; i < state->count; i++) {
        struct party *party = &state->parties[i];
        settle(state, party, roster->horizon_s);
        for (size_t k = 0; k < roster->states[i].count; k++) {
            bool is_worst = (int64_t)k == party->worst;
            *values++ = (double)state->state_s[party->first + k] / (double)tl_layout_measured(layout);
            *values++ = is_worst;
            *values++ = is_worst ? (double)state->loss_us / 1e6 / (double)TL_DAY_S : NAN;
        }
        *values++ = party->left;
        *values++ = party->last_s == TL_NONE ? INFINITY : (double)party->last_s / (double)TL_DAY_S;
    }
}

static void clear_posture(void *self)
{
    struct posture_state *state = self;
    free(state->parties);
    free(state->state_s);
}

const struct tl_measure_class tl_measure_posture = {
    .name = "posture",
    .help = "posture-share: share of time that an outside party spends in a state\n"
            "posture-worst: whether a state is the worst that an outside party is in\n"
            "loss-given: loss of the headline where a state is the worst that an outside party is in; absent "
            "elsewhere\n"
            "posture-left: whether it is ever in another state than its first\n"
            "posture-last: days until it first enters its last state",
    .state_bytes = sizeof(struct posture_state),
    .init = init_posture,
    .span = span_posture,
    .wants = wants_posture,
    .take = take_posture,
    .finish = finish_posture,
    .clear = clear_posture,
};
