#include "model/answer.h"

const struct tl_incident *tl_answer_process(const struct tl_state *state, int32_t row)
{
    return &state->model->incidents[state->answers[row].incident];
}

const struct tl_mission *tl_answer_mission(const struct tl_state *state, int32_t row)
{
    return &state->model->missions[tl_answer_process(state, row)->mission];
}

int32_t tl_answer_open(struct tl_state *state, struct tl_answer answer)
{
    struct tl_line *unused = &state->answers_free;
    int32_t row = unused->first;
    if (unused->count > 0) {
        unused->first = state->answers[row].next;
        unused->count--;
    } else {
        state->answers =
            tl_grow(state->answers, state->answer_count, &state->answer_capacity, sizeof *state->answers);
        row = (int32_t)state->answer_count++;
    }
    answer.used = true;
    state->answers[row] = answer;
    return row;
}

void tl_answer_close(struct tl_state *state, int32_t row)
{
    state->answers[row].used = false;
    state->answers[row].next = state->answers_free.first;
    state->answers_free.first = row;
    state->answers_free.count++;
}

void tl_answer_append(struct tl_state *state, struct tl_line *line, int32_t row)
{
    struct tl_answer *answer = &state->answers[row];
    answer->next = TL_NONE;
    answer->prev = line->count > 0 ? line->last : TL_NONE;
    if (line->count > 0) {
        state->answers[line->last].next = row;
    } else {
        line->first = row;
    }
    line->last = row;
    line->count++;
}

void tl_answer_remove(struct tl_state *state, struct tl_line *line, int32_t row)
{
    const struct tl_answer *answer = &state->answers[row];
    if (answer->prev != TL_NONE) {
        state->answers[answer->prev].next = answer->next;
    } else {
        line->first = answer->next;
    }
    if (answer->next != TL_NONE) {
        state->answers[answer->next].prev = answer->prev;
    } else {
        line->last = answer->prev;
    }
    line->count--;
}

int64_t tl_answer_tell(struct tl_state *state, enum tl_event_kind kind, int32_t row, int64_t cause,
                       int64_t reason)
{
    struct tl_event event = tl_event_make(kind, cause);
    event.mission = tl_answer_process(state, row)->mission;
    event.incident = state->answers[row].incident;
    event.number = state->answers[row].number;
    event.reason = reason;
    return tl_state_tell(state, event);
}

void tl_answer_miss(struct tl_state *state, int32_t row, enum tl_reason reason, int64_t cause)
{
    tl_answer_tell(state, TL_EVENT_INCIDENT_MISSED, row, cause, reason);
    state->answers[row].missed = true;
    if (state->answers[row].sent == 0) {
        tl_answer_close(state, row);
    }
}
