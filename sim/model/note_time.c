/* Conditions of the time alone: when they are true can be told without a run. */
#include <string.h>

#include "model/condition.h"
#include "model/note.h"
#include "model/state.h"

#define TL_LOOKS_MOST 100000 /* at one condition */

/* Does a condition look at the time, and at nothing that a run would have to tell? */
static bool is_of_time(const char *text)
{
    size_t count;
    const struct tl_observable_class *classes = tl_observable_classes(&count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(classes[i].name, "day") != 0 && strstr(text, classes[i].name) != NULL) {
            return false;
        }
    }
    return strstr(text, "day") != NULL;
}

bool tl_note_may_tell(const struct tl_notes *notes, const struct tl_words_text *text)
{
    return text->text != NULL && is_of_time(text->text) &&
           notes->model->horizon_s / notes->model->watch_s <= TL_LOOKS_MOST;
}

bool tl_note_holds_at(const struct tl_notes *notes, const struct tl_condition *condition, int64_t time_s)
{
    const struct tl_model *model = notes->model;
    struct tl_state state = {.model = model, .now_s = time_s};
    return time_s < model->horizon_s && tl_condition_holds(model->watcher, condition, &state);
}

/* Does it become true when it is looked at in that second, not having been so at the regular look before? */
static bool rises_at(const struct tl_notes *notes, const struct tl_condition *condition, int64_t time_s)
{
    int64_t before_s = (time_s - 1) / notes->model->watch_s * notes->model->watch_s;
    return tl_note_holds_at(notes, condition, time_s) &&
           (time_s == 0 || !tl_note_holds_at(notes, condition, before_s));
}

/* Is it so at one of the moments within [from_s, until_s) at which conditions are looked at? */
static bool is_at_a_look(const struct tl_notes *notes, const struct tl_condition *condition, int64_t from_s,
                         int64_t until_s,
                         bool (*is)(const struct tl_notes *, const struct tl_condition *, int64_t))
{
    const struct tl_model *model = notes->model;
    bool found = false;
    int64_t first_s = (from_s + model->watch_s - 1) / model->watch_s * model->watch_s;
    for (int64_t at_s = first_s; at_s < until_s && !found; at_s += model->watch_s) {
        found = is(notes, condition, at_s);
    }
    for (size_t i = 0; i < model->phase_count && !found; i++) {
        int64_t at_s = model->phase_at_s[i];
        found = at_s >= from_s && at_s < until_s && is(notes, condition, at_s);
    }
    for (size_t i = 0; i < model->inject_count && !found; i++) {
        int64_t at_s = model->injects[i].at_s;
        found = at_s >= from_s && at_s < until_s && is(notes, condition, at_s);
    }
    return found;
}

bool tl_note_rises_in(const struct tl_notes *notes, const struct tl_condition *condition, int64_t from_s,
                      int64_t until_s)
{
    return is_at_a_look(notes, condition, from_s, until_s, rises_at);
}

bool tl_note_holds_as_rises(const struct tl_notes *notes, const struct tl_condition *condition,
                            const struct tl_condition *other)
{
    const struct tl_model *model = notes->model;
    bool holds = false;
    for (int64_t at_s = 0; at_s < model->horizon_s && !holds; at_s += model->watch_s) {
        holds = rises_at(notes, other, at_s) && tl_note_holds_at(notes, condition, at_s);
    }
    return holds;
}

static void note_never(const struct tl_notes *notes, const struct tl_words_text *text)
{
    tl_mistake_add_words(notes->list, text, "is never true before the horizon, %s", notes->horizon);
}

void tl_note_rises(const struct tl_notes *notes, const struct tl_condition *condition,
                   const struct tl_words_text *text)
{
    if (tl_note_may_tell(notes, text) && !tl_note_rises_in(notes, condition, 0, notes->model->horizon_s)) {
        note_never(notes, text);
    }
}

void tl_note_holds(const struct tl_notes *notes, const struct tl_condition *condition,
                   const struct tl_words_text *text)
{
    if (tl_note_may_tell(notes, text) &&
        !is_at_a_look(notes, condition, 0, notes->model->horizon_s, tl_note_holds_at)) {
        note_never(notes, text);
    }
}
