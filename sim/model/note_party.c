/* Notes on consents that are never asked for, moves that never happen, and conditions of the time that are never true. */
#include <stdlib.h>

#include "base/memory.h"
#include "model/note.h"

/* ---- consents ---- */

static bool is_granted(const struct tl_model *model, int32_t consent)
{
    bool is = false;
    for (size_t i = 0; i < model->inject_count; i++) {
        is = is || model->injects[i].consent == consent;
    }
    return is;
}

static void note_answers(const struct tl_notes *notes, const struct tl_consent_def *def)
{
    const struct tl_answer_def *rows = def->answers.items;
    bool is_certain = false;
    if (def->when.text != NULL && def->answers.count == 0) {
        tl_note_add(notes, def->path, NULL, "is refused whenever it is asked for: it has no answers");
    }
    for (size_t i = 0; i < def->answers.count; i++) {
        if (is_certain) {
            tl_note_add(notes, rows[i].path, NULL, "is never looked at: a row before it always holds");
        }
        is_certain = is_certain || rows[i].when.text == NULL;
    }
}

/* Do links lead from one partner to the other, open or not? Everybody hears everybody without any. */
static bool is_linked(const struct tl_model *model, int32_t from, int32_t to)
{
    bool *reached = tl_alloc(model->partner_count + 1, sizeof *reached);
    bool is_new = true;
    reached[from] = true;
    while (is_new) {
        is_new = false;
        for (size_t i = 0; i < model->link_count; i++) {
            const int32_t *ends = model->links[i].ends;
            if (reached[ends[0]] != reached[ends[1]]) {
                reached[ends[0]] = reached[ends[1]] = is_new = true;
            }
        }
    }
    bool is = model->link_count == 0 || reached[to];
    free(reached);
    return is;
}

static void note_consent(const struct tl_notes *notes, size_t index)
{
    const struct tl_model *model = notes->model;
    const struct tl_consent_def *def = &model->scenario->consents[index];
    if (def->start != TL_GRADE_FULL && def->when.text == NULL && !is_granted(model, (int32_t)index)) {
        tl_note_add(notes, def->path, NULL, "is never asked for: give the key \"when\"");
    }
    if (def->when.text != NULL && def->giver.index != TL_ABSENT &&
        !is_linked(model, def->asker.index, def->giver.index)) {
        tl_note_add(notes, def->path, "giver", "never hears of it: no links lead there from the asker");
    }
    note_answers(notes, def);
    tl_note_rises(notes, model->consents[index].when, &def->when);
}

/* ---- postures ---- */

/* The last move from the state, if without their factors its moves are together above the ceiling. */
static void note_state(const struct tl_notes *notes, size_t index, int32_t state)
{
    const struct tl_model *model = notes->model;
    const struct tl_posture *posture = &model->postures[index];
    const struct tl_posture_def *def = &model->scenario->postures[index];
    const struct tl_move_def *rows = def->moves.items;
    double sum_ps = 0;
    for (size_t i = 0; i < posture->move_count; i++) {
        bool leaves = posture->moves[i].from == state;
        bool was_above = sum_ps > def->ceiling_ps;
        sum_ps += leaves ? rows[i].rate_ps : 0;
        if (leaves && !was_above && sum_ps > def->ceiling_ps * (1 + 1e-9)) {
            tl_note_add(notes, rows[i].path, "rate",
                        tl_arena_print(model->arena,
                                       "is cut at the ceiling: what leaves %s is above it together",
                                       def->states.items[state]));
        }
    }
}

static void note_posture(const struct tl_notes *notes, size_t index)
{
    const struct tl_posture_def *def = &notes->model->scenario->postures[index];
    const struct tl_move_def *rows = def->moves.items;
    for (size_t i = 0; i < def->moves.count; i++) {
        if (rows[i].rate_ps <= 0) {
            tl_note_add(notes, rows[i].path, "rate", "never happens: its rate is 0");
        }
    }
    for (size_t i = 0; i < notes->model->postures[index].state_count; i++) {
        note_state(notes, index, (int32_t)i);
    }
}

/* ---- conditions ---- */

static void note_missions(const struct tl_notes *notes)
{
    const struct tl_model *model = notes->model;
    for (size_t i = 0; i < model->mission_count; i++) {
        const struct tl_mission_def *def = &model->scenario->missions[i];
        const struct tl_step_def *rows = def->steps.items;
        tl_note_holds(notes, model->missions[i].runs, &def->runs);
        for (size_t j = 0; j < model->missions[i].step_count; j++) {
            tl_note_rises(notes, model->missions[i].steps[j].when, &rows[j].when);
        }
    }
}

static void note_incidents(const struct tl_notes *notes)
{
    const struct tl_model *model = notes->model;
    for (size_t i = 0; i < model->incident_count; i++) {
        const struct tl_rate_step_def *rows = model->scenario->incidents[i].steps.items;
        for (size_t j = 0; j < model->incidents[i].step_count; j++) {
            tl_note_rises(notes, model->incidents[i].steps[j].when, &rows[j].when);
        }
    }
}

static void note_gauges(const struct tl_notes *notes)
{
    const struct tl_model *model = notes->model;
    for (size_t i = 0; i < model->gauge_count; i++) {
        const struct tl_push_def *rows = model->scenario->gauges[i].moves.items;
        for (size_t j = 0; j < model->gauges[i].push_count; j++) {
            tl_note_rises(notes, model->gauges[i].pushes[j].when, &rows[j].when);
        }
    }
}

void tl_note_parties(const struct tl_notes *notes)
{
    const struct tl_model *model = notes->model;
    for (size_t i = 0; i < model->consent_count; i++) {
        note_consent(notes, i);
    }
    for (size_t i = 0; i < model->posture_count; i++) {
        note_posture(notes, i);
    }
    note_missions(notes);
    note_incidents(notes);
    note_gauges(notes);
    for (size_t i = 0; i < model->inject_count; i++) {
        tl_note_rises(notes, model->injects[i].when, &model->scenario->injects[i].when);
    }
}
