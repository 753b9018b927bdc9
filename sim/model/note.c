/* Notes on what a scenario says that can never happen. */
#include <string.h>

#include "base/units.h"
#include "model/build.h"
#include "model/condition.h"
#include "model/state.h"
#include "scenario/mistake.h"
#include "scenario/tree.h"

#define TL_LOOKS_MOST 100000 /* at one condition */

struct notes {
    const struct tl_model *model;
    struct tl_mistakes *list;
    const char *horizon; /* as it would be written */
};

/* Note something of the value at path.key, or of the group at the path where the key is NULL or has its default. */
static void add(const struct notes *notes, const char *path, const char *key, const char *what)
{
    const struct tl_node *tree = notes->model->scenario->tree;
    const char *full = key != NULL ? tl_arena_print(notes->model->arena, "%s.%s", path, key) : path;
    const struct tl_node *node = key != NULL ? tl_node_at(tree, full) : NULL;
    if (node != NULL) {
        tl_mistake_add_node(notes->list, node, full, "%s", what);
    } else {
        tl_mistake_add(notes->list, &tl_node_at(tree, path)->origin, path, NULL, "%s", what);
    }
}

static void note_time(const struct notes *notes, int64_t at_s, const char *path, const char *key)
{
    if (at_s >= notes->model->horizon_s) {
        add(notes, path, key,
            tl_arena_print(notes->model->arena, "never happens: it is not before the horizon, %s",
                           notes->horizon));
    }
}

/* Does an inject start the phase in time, whatever its own time? */
static bool is_started(const struct tl_model *model, int32_t phase)
{
    bool is = false;
    for (size_t i = 0; i < model->inject_count; i++) {
        is = is || (model->injects[i].phase == phase && model->injects[i].at_s < model->horizon_s);
    }
    return is;
}

/* Steps of rates that wait for a phase which nothing starts: those of a time are looked at as such. */
static void note_rate_steps(const struct notes *notes, const struct tl_incident *incident,
                            const struct tl_rate_step_def *defs)
{
    for (size_t i = 0; i < incident->step_count; i++) {
        int32_t phase = incident->steps[i].phase;
        if (phase == TL_NONE) {
            note_time(notes, defs[i].from_s, defs[i].path, "from");
        } else if (notes->model->phase_at_s[phase] == TL_NONE && !is_started(notes->model, phase)) {
            add(notes, defs[i].path, "phase", "never takes effect: nothing starts the phase");
        }
    }
}

/* An incident that takes more than could ever come is always missed, as it may be in a variant with fewer forces. */
static void note_answer(const struct notes *notes, const struct tl_incident *incident,
                        const struct tl_incident_def *def)
{
    int64_t count = incident->leg_s != NULL ? tl_build_count_answering(notes->model, incident) : 0;
    if (incident->leg_s != NULL && count < incident->takes) {
        add(notes, def->path, "takes",
            tl_arena_print(notes->model->arena,
                           "is never answered: only %d could be there within the limit and come back",
                           (int)count));
    }
}

static void note_incident(const struct notes *notes, const struct tl_incident *incident,
                          const struct tl_incident_def *def)
{
    note_answer(notes, incident, def);
    note_rate_steps(notes, incident, def->steps.items);
    if (incident->process != TL_PROCESS_REPLAY && tl_build_peak_rate(notes->model->scenario, def) <= 0) {
        add(notes, def->path, NULL, "never happens: its rate is 0 throughout");
    } else if (incident->process == TL_PROCESS_REPLAY &&
               (incident->date_count == 0 || incident->dates_s[0] >= notes->model->horizon_s)) {
        add(notes, def->path, "dates",
            tl_arena_print(notes->model->arena,
                           "never happens: it holds no moment from the start to the horizon, %s",
                           notes->horizon));
    }
}

/* A scale that an inject gives may take the rate past the ceiling, where it is cut. */
static void note_scale(const struct notes *notes, const struct tl_inject *inject,
                       const struct tl_inject_def *def)
{
    if (inject->incident == TL_NONE) {
        return;
    }
    const struct tl_scenario *s = notes->model->scenario;
    double peak_ps = tl_build_peak_rate(s, &s->incidents[inject->incident]);
    int64_t ceiling_n = notes->model->incidents[inject->incident].ceiling_n;
    if (tl_round(peak_ps * inject->scale * (double)TL_RATE_SCALE) > ceiling_n) {
        add(notes, def->path, "scale", "the rate may be cut at the ceiling of its process");
    }
}

/* Assets on alert are not set up, nor do they hand over. */
static void note_set_up(const struct notes *notes, const struct tl_mission_def *def)
{
    bool is_response = strcmp(def->kind.text, "response") == 0;
    if (is_response && def->set_up_s > 0) {
        add(notes, def->path, "set-up", "says nothing of a response mission");
    }
    if (is_response && def->handover_s > 0) {
        add(notes, def->path, "handover", "says nothing of a response mission");
    }
}

static void note_times(const struct notes *notes)
{
    const struct tl_scenario *s = notes->model->scenario;
    for (size_t i = 0; i < s->phase_count; i++) {
        if (!is_started(notes->model, (int32_t)i)) {
            note_time(notes, s->phases[i].at_s, s->phases[i].path, "at");
        }
    }
    for (size_t i = 0; i < s->mission_count; i++) {
        const struct tl_step_def *steps = s->missions[i].steps.items;
        note_time(notes, s->missions[i].opens_s, s->missions[i].path, "opens");
        note_set_up(notes, &s->missions[i]);
        for (size_t j = 0; j < s->missions[i].steps.count; j++) {
            note_time(notes, steps[j].from_s, steps[j].path, "from");
        }
    }
    for (size_t i = 0; i < s->agreement_count; i++) {
        if (s->agreements[i].state == TL_AGREEMENT_LATE) {
            note_time(notes, s->agreements[i].late_s, s->agreements[i].path, "late");
        }
    }
    for (size_t i = 0; i < s->inject_count; i++) {
        note_time(notes, s->injects[i].at_s, s->injects[i].path, "at");
        note_scale(notes, &notes->model->injects[i], &s->injects[i]);
    }
}

static void note_take(const struct notes *notes, const struct tl_take *take, const struct tl_take_def *def)
{
    int fitting = 0;
    for (size_t i = 0; i < notes->model->asset_count; i++) {
        fitting += take->fits[i];
    }
    if (fitting == 0) {
        add(notes, def->path, NULL,
            "its diversion is disabled; enabled, it would be a mistake: no asset fits");
    } else if (take->count > fitting) {
        add(notes, def->path, "count",
            tl_arena_print(notes->model->arena,
                           "its diversion is disabled; enabled, it would be a mistake: only %d fit",
                           fitting));
    } else if (take->count == TL_NONE && tl_round(take->share * fitting) == 0) {
        add(notes, def->path, "share",
            tl_arena_print(notes->model->arena, "takes nothing of the %d that fit", fitting));
    }
}

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

static bool holds_at(const struct tl_model *model, const struct tl_condition *condition, int64_t time_s)
{
    struct tl_state state = {.model = model, .now_s = time_s};
    return time_s < model->horizon_s && tl_condition_holds(model->watcher, condition, &state);
}

/* Is a condition of the time alone true at any time before the horizon at which it is looked at? */
static bool ever_holds(const struct tl_model *model, const struct tl_condition *condition)
{
    if (model->horizon_s / model->watch_s > TL_LOOKS_MOST) {
        return true; /* who knows */
    }
    bool holds = false;
    for (int64_t at_s = 0; at_s < model->horizon_s && !holds; at_s += model->watch_s) {
        holds = holds_at(model, condition, at_s);
    }
    for (size_t i = 0; i < model->phase_count && !holds; i++) {
        holds = model->phase_at_s[i] != TL_NONE && holds_at(model, condition, model->phase_at_s[i]);
    }
    for (size_t i = 0; i < model->inject_count && !holds; i++) {
        holds = holds_at(model, condition, model->injects[i].at_s);
    }
    return holds;
}

static void note_diversion(const struct notes *notes, const struct tl_diversion *diversion,
                           const struct tl_diversion_def *def)
{
    const struct tl_take_def *rows = def->take.items;
    for (size_t i = 0; i < diversion->take_count; i++) {
        note_take(notes, &diversion->takes[i], &rows[i]);
    }
    if (is_of_time(def->when.text) && !ever_holds(notes->model, diversion->when)) {
        add(notes, def->path, "when",
            tl_arena_print(notes->model->arena, "is never true before the horizon, %s", notes->horizon));
    }
}

void tl_model_note(const struct tl_model *model, struct tl_mistakes *list)
{
    struct tl_text horizon = {0};
    tl_span_print(&horizon, (double)model->horizon_s);
    const struct notes notes = {model, list, tl_text_get(&horizon)};
    note_times(&notes);
    for (size_t i = 0; i < model->incident_count; i++) {
        note_incident(&notes, &model->incidents[i], &model->scenario->incidents[i]);
    }
    for (size_t i = 0; i < model->diversion_count; i++) {
        note_diversion(&notes, &model->diversions[i], &model->scenario->diversions[i]);
    }
    tl_text_clear(&horizon);
}
