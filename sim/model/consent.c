/* Consent: what one capital asks of another before its forces may serve a mission. Requests and answers travel over the command network;
 * a domestic step is decided where it is asked for. An answer never takes back what is granted already: only an inject does,
 * and then no answer to an older request gives it again. */
#include <stdlib.h>

#include "base/memory.h"
#include "model/condition.h"
#include "model/look.h"
#include "model/network.h"
#include "model/rules.h"

struct tl_consent_state {
    enum tl_grade grade;
    bool is_pending; /* a request is under way */
    bool is_wanted;  /* it would ask, but another consent must come first */
    int64_t number;  /* of the last request */
    int64_t
        void_to; /* answers to requests up to this number are void: it has been taken back since they were sent */
    struct tl_stream delay, answer;
};

void tl_consent_start_all(struct tl_state *state)
{
    state->consents = tl_alloc(state->model->consent_count + 1, sizeof *state->consents);
    for (size_t i = 0; i < state->model->consent_count; i++) {
        const struct tl_consent *consent = &state->model->consents[i];
        struct tl_consent_state *s = &state->consents[i];
        s->grade = TL_GRADE_REFUSED;
        if (consent->start != TL_GRADE_REFUSED) {
            struct tl_work work = {.kind = TL_WORK_CONSENT, .subject = (int32_t)i};
            tl_calendar_add(&state->calendar, 0, TL_DUE_MILESTONE, (uint32_t)i, work);
        }
        tl_stream_init(&s->delay, state->roster.seed, state->roster.replication, consent->stream_delay);
        tl_stream_init(&s->answer, state->roster.seed, state->roster.replication, consent->stream_answer);
    }
}

void tl_consent_clear(struct tl_state *state)
{
    free(state->consents);
}

enum tl_grade tl_consent_grade(const struct tl_state *state, int32_t consent)
{
    return state->consents[consent].grade;
}

bool tl_consent_allows(const struct tl_state *state, int32_t partner, int32_t mission)
{
    const struct tl_mission *m = &state->model->missions[mission];
    return m->consent == TL_NONE || state->model->consents[m->consent].asker != partner ||
           state->consents[m->consent].grade >= m->grade;
}

void tl_consent_start(struct tl_state *state, const struct tl_work *work)
{
    tl_consent_set(state, work->subject, state->model->consents[work->subject].start, 0);
}

/* ---- asking ---- */

static void schedule(struct tl_state *state, enum tl_work_kind kind, int32_t consent, int32_t partner,
                     int64_t time_s, int64_t cause)
{
    struct tl_work work = {
        .kind = kind, .subject = consent, .detail = state->consents[consent].number, .cause = cause};
    tl_calendar_add(&state->calendar, time_s, TL_DUE_DECISION, (uint32_t)state->model->partners[partner].rank,
                    work);
}

/* Would a request be of use now? One for which another consent must come first is made as soon as that is there. */
static bool may_ask(struct tl_state *state, int32_t consent)
{
    const struct tl_consent *c = &state->model->consents[consent];
    struct tl_consent_state *s = &state->consents[consent];
    s->is_wanted = c->after != TL_NONE && state->consents[c->after].grade < TL_GRADE_FULL;
    return s->grade < TL_GRADE_FULL && !s->is_wanted;
}

void tl_consent_begin(struct tl_state *state, int32_t consent, int64_t cause)
{
    struct tl_consent_state *s = &state->consents[consent];
    if (may_ask(state, consent) && !s->is_pending) {
        s->is_pending = true;
        schedule(state, TL_WORK_ASK, consent, state->model->consents[consent].asker, state->now_s, cause);
    }
}

static int64_t tell(struct tl_state *state, enum tl_event_kind kind, int32_t consent, int32_t partner,
                    int64_t grade, int64_t cause)
{
    struct tl_event event = tl_event_make(kind, cause);
    event.consent = consent;
    event.partner = partner;
    event.number = state->consents[consent].number;
    event.grade = grade;
    return tl_state_tell(state, event);
}

/* Over the command network. */
static void post(struct tl_state *state, enum tl_message_kind kind, int32_t consent, enum tl_grade grade,
                 int64_t cause)
{
    const struct tl_consent *c = &state->model->consents[consent];
    bool is_request = kind == TL_MESSAGE_REQUEST;
    int32_t sender = is_request ? c->asker : c->giver;
    tl_network_post(state, (struct tl_message){.kind = kind,
                                               .sender = sender,
                                               .receiver = is_request ? c->giver : c->asker,
                                               .mission = consent,
                                               .grade = grade,
                                               .node = sender,
                                               .sequence = state->consents[consent].number,
                                               .cause = cause});
}

/* It is where it is decided: the decision comes after a while. */
static void deliberate(struct tl_state *state, int32_t consent, int64_t cause)
{
    const struct tl_consent *c = &state->model->consents[consent];
    int64_t delay_s;
    tl_dist_draw_delay(&c->delay, &state->consents[consent].delay, &delay_s);
    schedule(state, TL_WORK_ANSWER, consent, c->giver != TL_NONE ? c->giver : c->asker,
             state->now_s + delay_s, cause);
}

void tl_consent_ask(struct tl_state *state, const struct tl_work *work)
{
    int32_t consent = work->subject;
    const struct tl_consent *c = &state->model->consents[consent];
    state->consents[consent].is_pending = may_ask(state, consent);
    if (!state->consents[consent].is_pending) {
        return; /* granted since it was meant to be asked for again, or the one before it was taken back */
    }
    state->consents[consent].number++;
    int64_t id = tell(state, TL_EVENT_REQUEST_SENT, consent, c->asker, TL_NONE, work->cause);
    if (c->giver == TL_NONE) {
        deliberate(state, consent, id);
    } else {
        post(state, TL_MESSAGE_REQUEST, consent, TL_GRADE_REFUSED, id);
    }
}

void tl_consent_take_request(struct tl_state *state, const struct tl_message *message)
{
    int32_t giver = state->model->consents[message->mission].giver;
    int64_t id = tell(state, TL_EVENT_REQUEST_RECEIVED, message->mission, giver, TL_NONE, message->cause);
    deliberate(state, message->mission, id);
}

/* ---- deciding ---- */

/* The first row that holds, and where in it the uniform falls. */
static enum tl_grade decide(const struct tl_state *state, const struct tl_consent *consent, double uniform)
{
    for (size_t i = 0; i < consent->answer_count; i++) {
        const struct tl_answer_row *row = &consent->answers[i];
        if (row->when != NULL && !tl_condition_holds(state->model->watcher, row->when, state)) {
            continue;
        }
        bool is_refused = uniform < row->chances[TL_GRADE_REFUSED];
        bool is_less = uniform < row->chances[TL_GRADE_REFUSED] + row->chances[TL_GRADE_OFFSHORE];
        /* what rounding leaves of the sum belongs to the highest grade that there is a chance for */
        bool has_full = row->chances[TL_GRADE_FULL] > 0;
        bool has_less = row->chances[TL_GRADE_OFFSHORE] > 0;
        return is_refused || (!has_less && !has_full) ? TL_GRADE_REFUSED
               : is_less || !has_full                 ? TL_GRADE_OFFSHORE
                                                      : TL_GRADE_FULL;
    }
    return TL_GRADE_REFUSED;
}

/* The asker has the answer to its last request. */
static void conclude(struct tl_state *state, int32_t consent, enum tl_grade grade, int64_t cause)
{
    const struct tl_consent *c = &state->model->consents[consent];
    struct tl_consent_state *s = &state->consents[consent];
    s->is_pending = false;
    if (grade > s->grade && s->number > s->void_to) {
        tl_consent_set(state, consent, grade, cause);
    }
    if (s->grade < TL_GRADE_FULL && c->again_s != TL_NONE) {
        s->is_pending = true;
        schedule(state, TL_WORK_ASK, consent, c->asker, state->now_s + c->again_s, cause);
    }
}

void tl_consent_decide(struct tl_state *state, const struct tl_work *work)
{
    int32_t consent = work->subject;
    const struct tl_consent *c = &state->model->consents[consent];
    double uniform;
    tl_stream_draw(&state->consents[consent].answer, &uniform);
    enum tl_grade grade = decide(state, c, uniform);
    int32_t decider = c->giver != TL_NONE ? c->giver : c->asker;
    int64_t id = tell(state, TL_EVENT_REQUEST_DECIDED, consent, decider, grade, work->cause);
    if (c->giver == TL_NONE) {
        conclude(state, consent, grade, id);
    } else {
        post(state, TL_MESSAGE_ANSWER, consent, grade, id);
    }
}

void tl_consent_take_answer(struct tl_state *state, const struct tl_message *message)
{
    conclude(state, message->mission, message->grade, message->cause);
}

/* ---- what follows ---- */

static void begin_those_after(struct tl_state *state, int32_t consent, int64_t cause)
{
    for (size_t i = 0; i < state->model->consent_count; i++) {
        if (state->model->consents[i].after == consent && state->consents[i].is_wanted) {
            tl_consent_begin(state, (int32_t)i, cause);
        }
    }
}

void tl_consent_set(struct tl_state *state, int32_t consent, enum tl_grade grade, int64_t cause)
{
    struct tl_consent_state *s = &state->consents[consent];
    int32_t asker = state->model->consents[consent].asker;
    enum tl_grade was = s->grade;
    if (was == grade) {
        return;
    }
    s->grade = grade;
    s->void_to = grade < was ? s->number : s->void_to;
    struct tl_event event = tl_event_make(TL_EVENT_CONSENT_CHANGES, cause);
    event.consent = consent;
    event.grade = grade;
    int64_t id = tl_state_tell(state, event);
    for (size_t i = 0; i < state->model->mission_count; i++) {
        const struct tl_mission *mission = &state->model->missions[i];
        bool could = was >= mission->grade;
        bool can = grade >= mission->grade;
        if (mission->consent != consent || could == can) {
            continue;
        }
        if (could) {
            tl_order_call_home(state, asker, (int32_t)i, id);
        }
        tl_order_report(state, asker, TL_REASON_CONSENT, TL_NONE, (int32_t)i, id);
    }
    if (grade == TL_GRADE_FULL) {
        begin_those_after(state, consent, id);
    }
    tl_watch_note(state, TL_ARGUMENT_CONSENT, consent, id);
}
