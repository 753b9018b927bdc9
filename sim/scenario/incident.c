/* What incident processes must keep to: each kind of process has keys of its own. */
#include <string.h>

#include "scenario/check.h"

enum {
    POISSON = 1 << TL_PROCESS_POISSON,
    MIXED = 1 << TL_PROCESS_GAMMA_MIXED,
    MARKOV = 1 << TL_PROCESS_MARKOV,
    REPLAY = 1 << TL_PROCESS_REPLAY,
};

/* Which processes need a key, and which may have it. */
static const struct {
    const char *key;
    int needs, allows;
} process_keys[] = {
    {"rate", POISSON | MIXED, POISSON | MIXED},
    {"ceiling", POISSON | MIXED | MARKOV, POISSON | MIXED | MARKOV},
    {"spread", MIXED, MIXED},
    {"states", MARKOV, MARKOV},
    {"dates", REPLAY, REPLAY},
    {"steps", 0, POISSON | MIXED | MARKOV},
};

static void check_process(struct tl_check *c, const struct tl_incident_def *incident)
{
    size_t count;
    const char *const *words = tl_words_get(TL_WORDS_PROCESS, &count);
    if (incident->process == TL_ABSENT) {
        return;
    }
    for (size_t i = 0; i < sizeof process_keys / sizeof *process_keys; i++) {
        const char *key = process_keys[i].key;
        bool gives = tl_scenario_gives(c->scenario, incident->path, key);
        if (gives && !(process_keys[i].allows >> incident->process & 1)) {
            tl_path_refuse(c, incident->path, key, "a %s process has no use for it",
                           words[incident->process]);
        } else if (!gives && process_keys[i].needs >> incident->process & 1) {
            tl_path_refuse(c, incident->path, NULL, "a %s process needs the key \"%s\"",
                           words[incident->process], key);
        }
    }
}

static void check_steps(struct tl_check *c, const struct tl_incident_def *incident)
{
    const struct tl_rate_step_def *steps = incident->steps.items;
    for (size_t i = 0; i < incident->steps.count; i++) {
        tl_check_start(c, steps[i].path);
    }
}

/* The names of a process's states, as far as they could be read; the others are NULL. */
static const char **list_states(struct tl_check *c, const struct tl_rows *rows, bool *complete)
{
    const struct tl_regime_def *states = rows->items;
    const char **names = tl_arena_alloc(c->arena, rows->count, sizeof *names);
    *complete = true;
    for (size_t i = 0; i < rows->count; i++) {
        names[i] = states[i].label.text ? states[i].label.text : "";
        *complete = *complete && states[i].label.text;
    }
    return names;
}

static bool is_among(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* Each that may follow is a state, and one of them does. */
static void check_next(struct tl_check *c, const struct tl_regime_def *state, const char *const *names,
                       size_t count, bool complete)
{
    double sum = 0;
    for (size_t i = 0; i < state->next.count; i++) {
        const char *name = state->next.items[i].name;
        sum += state->next.items[i].value;
        if (complete && !is_among(names, count, name)) {
            tl_path_refuse(c, state->path, tl_arena_print(c->arena, "next.%s", name), "no such state%s",
                           tl_mistake_advice(c->arena, name, names, count));
        }
    }
    if (state->next.given) {
        tl_check_sum(c, state->path, "next", sum);
    }
}

static void check_state(struct tl_check *c, const struct tl_rows *rows, size_t i, const char *const *names,
                        bool complete)
{
    const struct tl_regime_def *state = (const struct tl_regime_def *)rows->items + i;
    if (state->label.text && !tl_name_is_good(state->label.text)) {
        tl_path_refuse(c, state->path, "name", "a name is written with a-z, 0-9 and -, from a letter on");
    } else if (state->label.text && is_among(names, i, state->label.text)) {
        tl_path_refuse(c, state->path, "name", "is the name of another state, too");
    }
    if (state->stay.given && !(tl_dist_mean(&state->stay.dist) > 0)) {
        tl_path_refuse(c, state->path, "stay", "must have a mean above 0");
    }
    check_next(c, state, names, rows->count, complete);
}

static void check_states(struct tl_check *c, const struct tl_incident_def *incident)
{
    bool complete;
    const char **names = list_states(c, &incident->states, &complete);
    for (size_t i = 0; i < incident->states.count; i++) {
        check_state(c, &incident->states, i, names, complete);
    }
    if (incident->states.items && incident->states.count == 0) {
        tl_path_refuse(c, incident->path, "states", "must hold at least one");
    }
}

void tl_check_incident(struct tl_check *c, const struct tl_incident_def *incident)
{
    check_process(c, incident);
    tl_check_ceiling(c, incident->path, incident->ceiling_ps);
    check_steps(c, incident);
    check_states(c, incident);
    if (incident->mission.index != TL_ABSENT && tl_scenario_gives(c->scenario, incident->path, "takes")) {
        const char *kind = c->scenario->missions[incident->mission.index].kind.text;
        if (kind && strcmp(kind, "response") != 0) {
            tl_path_refuse(c, incident->path, "takes", "says nothing: a %s mission answers no incidents",
                           kind);
        }
    }
}
