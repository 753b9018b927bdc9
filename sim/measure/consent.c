/* Consents: how often they are asked for, and when they are granted. */
#include <math.h>
#include <stdlib.h>

#include "base/units.h"
#include "measure/layout.h"

struct asked {
    int64_t requests;
    int64_t reached_s[TL_GRADES]; /* since when it first had this grade or more; TL_NONE: never */
};

struct consent_state {
    size_t count, first_column;
    int64_t warmup_s;
    struct asked *consents;
};

static void init_consent(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct consent_state *state = self;
    *state = (struct consent_state){
        .count = roster->consents.count,
        .first_column = layout->column_count,
        .warmup_s = layout->warmup_s,
        .consents = tl_alloc(roster->consents.count + 1, sizeof *state->consents),
    };
    double most_d = (double)layout->horizon_s / (double)TL_DAY_S;
    for (size_t i = 0; i < state->count; i++) {
        const char *name = roster->consents.items[i];
        state->consents[i] = (struct asked){.reached_s = {0, TL_NONE, TL_NONE}};
        tl_layout_add_column(layout, (struct tl_column){"consent-offshore", name, "d", TL_COLUMN_TIME, 1,
                                                        TL_COLUMN_OUTCOME, most_d});
        tl_layout_add_column(layout, (struct tl_column){"consent-full", name, "d", TL_COLUMN_TIME, 1,
                                                        TL_COLUMN_OUTCOME, most_d});
        tl_layout_add_column(layout, (struct tl_column){"consent-requests", name, "", TL_COLUMN_MEAN, 0,
                                                        TL_COLUMN_OUTCOME, 0});
    }
}

static bool wants_consent(enum tl_event_kind kind)
{
    return kind == TL_EVENT_CONSENT_CHANGES || kind == TL_EVENT_REQUEST_SENT;
}

static void take_consent(void *self, const struct tl_coverage *coverage, const struct tl_event *event)
{
    struct consent_state *state = self;
    (void)coverage;
    if (!wants_consent(event->kind)) {
        return;
    }
    struct asked *asked = &state->consents[event->consent];
    asked->requests += event->kind == TL_EVENT_REQUEST_SENT && event->time_s >= state->warmup_s;
    for (int64_t grade = 1; event->kind == TL_EVENT_CONSENT_CHANGES && grade <= event->grade; grade++) {
        asked->reached_s[grade] =
            asked->reached_s[grade] == TL_NONE ? event->time_s : asked->reached_s[grade];
    }
}

static double get_days(int64_t time_s)
{
    return time_s == TL_NONE ? INFINITY : (double)time_s / (double)TL_DAY_S;
}

static void finish_consent(void *self, const struct tl_roster *roster, struct tl_layout *layout)
{
    struct consent_state *state = self;
    (void)roster;
    double *values = layout->values + state->first_column;
    for (size_t i = 0; i < state->count; i++) {
        const struct asked *asked = &state->consents[i];
        *values++ = get_days(asked->reached_s[TL_GRADE_OFFSHORE]);
        *values++ = get_days(asked->reached_s[TL_GRADE_FULL]);
        *values++ = (double)asked->requests;
    }
}

static void clear_consent(void *self)
{
    free(((struct consent_state *)self)->consents);
}

const struct tl_measure_class tl_measure_consent = {
    .name = "consent",
    .help = "consent-offshore: days until a consent is at least offshore\n"
            "consent-full: days until it is full\n"
            "consent-requests: how often it is asked for",
    .state_bytes = sizeof(struct consent_state),
    .init = init_consent,
    .wants = wants_consent,
    .take = take_consent,
    .finish = finish_consent,
    .clear = clear_consent,
};
