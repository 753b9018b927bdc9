/* Names of a scenario that stand for rows of the model's tables, and what the model can hold: checked where a model is built, and
 * where a scenario that cannot become one is judged. */
#include <assert.h>
#include <string.h>

#include "model/build.h"
#include "model/state.h"
#include "scenario/tree.h"

#define TL_ROWS_MOST 64 /* of one table */

/* The position of the name in a table of so many rows, or TL_NONE and a mistake. topic  of trilat list that shows them */
static int32_t find_row(const struct tl_words_text *words, const char *const *names, size_t count,
                        const char *what, const char *topic, struct tl_mistakes *mistakes)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], words->text) == 0) {
            return (int32_t)i;
        }
    }
    const char *nearest = tl_text_nearest(words->text, names, count);
    if (nearest != NULL) {
        tl_mistake_add_words(mistakes, words, "no such %s; did you mean %s?", what, nearest);
    } else {
        tl_mistake_add_words(mistakes, words, "no such %s; see trilat list %s", what, topic);
    }
    return TL_NONE;
}

const struct tl_mission_kind *tl_build_mission_kind(const struct tl_words_text *words,
                                                    struct tl_mistakes *mistakes)
{
    size_t count = 0;
    const struct tl_mission_kind *const *kinds = tl_mission_kinds(&count);
    const char *names[TL_ROWS_MOST];
    for (size_t i = 0; i < count; i++) {
        names[i] = kinds[i]->name;
    }
    int32_t row = find_row(words, names, count, "kind of mission", "missions", mistakes);
    return row == TL_NONE ? NULL : kinds[row];
}

const struct tl_inject_kind *tl_build_inject_kind(const struct tl_words_text *words,
                                                  struct tl_mistakes *mistakes)
{
    size_t count = 0;
    const struct tl_inject_kind *kinds = tl_inject_kinds(&count);
    const char *names[TL_ROWS_MOST];
    for (size_t i = 0; i < count; i++) {
        names[i] = kinds[i].name;
    }
    int32_t row = find_row(words, names, count, "kind of inject", "injects", mistakes);
    return row == TL_NONE ? NULL : &kinds[row];
}

int32_t tl_build_policy(const struct tl_words_text *words, struct tl_mistakes *mistakes)
{
    size_t count = 0;
    const struct tl_policy *const *policies = tl_policies(&count);
    const char *names[TL_ROWS_MOST];
    for (size_t i = 0; i < count; i++) {
        names[i] = policies[i]->name;
    }
    return find_row(words, names, count, "policy", "policies", mistakes);
}

void tl_build_check_inject(const struct tl_scenario *scenario, const struct tl_inject_def *def,
                           const struct tl_inject_kind *kind, struct tl_mistakes *mistakes)
{
    static const struct {
        enum tl_inject_needs need;
        const char *key;
    } keys[] = {
        {TL_NEEDS_PHASE, "phase"},       {TL_NEEDS_PLACE, "place"},     {TL_NEEDS_ASSET, "asset"},
        {TL_NEEDS_DELAY, "delay"},       {TL_NEEDS_SCALE, "scale"},     {TL_NEEDS_MISSION, "mission"},
        {TL_NEEDS_PARTNER, "partner"},   {TL_NEEDS_POLICY, "policy"},   {TL_NEEDS_LINK, "link"},
        {TL_NEEDS_INCIDENT, "incident"}, {TL_NEEDS_LANE, "lane"},       {TL_NEEDS_CONSENT, "consent"},
        {TL_NEEDS_GRADE, "grade"},       {TL_NEEDS_POSTURE, "posture"}, {TL_NEEDS_STATE, "state"},
        {TL_NEEDS_GAUGE, "gauge"},       {TL_NEEDS_VALUE, "value"},     {TL_NEEDS_WEATHER, "weather"}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        bool is_needed = (kind->needs & keys[i].need) != 0;
        if (is_needed != tl_scenario_gives(scenario, def->path, keys[i].key)) {
            tl_mistake_add(mistakes, &def->origin, def->path, NULL, "of kind %s %s the key \"%s\"",
                           kind->name, is_needed ? "needs" : "has no use for", keys[i].key);
        }
    }
    if (kind->needs & TL_NEEDS_INCIDENT && def->incident.index != TL_ABSENT &&
        scenario->incidents[def->incident.index].process == TL_PROCESS_REPLAY) {
        tl_mistake_add(mistakes, &def->origin, def->path, NULL, "%s is a replay, which has no rate to scale",
                       scenario->incidents[def->incident.index].name);
    }
}

int32_t tl_build_state(const struct tl_scenario *scenario, int32_t posture, const struct tl_words_text *state)
{
    if (posture == TL_ABSENT || state->text == NULL) {
        return TL_NONE;
    }
    const struct tl_name_list *states = &scenario->postures[posture].states;
    size_t at = 0;
    while (at < states->count && strcmp(states->items[at], state->text) != 0) {
        at++;
    }
    assert(at < states->count);
    return (int32_t)at;
}

bool tl_build_check_takes(const struct tl_diversion_def *def, struct tl_mistakes *mistakes)
{
    return def->take.count <= TL_TAKES_MAX || tl_mistake_add(mistakes, &def->origin, def->path, NULL,
                                                             "has more than %d rows of take", TL_TAKES_MAX);
}

/* Note the names that are not there yet. Returns false where there are too many. */
static bool add_names(const struct tl_amounts *needs, const char *names[TL_NEEDS_MAX], size_t *count)
{
    for (size_t i = 0; i < needs->count; i++) {
        size_t k = 0;
        while (k < *count && strcmp(names[k], needs->items[i].name) != 0) {
            k++;
        }
        if (k == TL_NEEDS_MAX) {
            return false;
        }
        names[k] = needs->items[i].name;
        *count += k == *count;
    }
    return true;
}

bool tl_build_check_needs(const struct tl_mission_def *def, struct tl_mistakes *mistakes)
{
    const char *names[TL_NEEDS_MAX];
    size_t count = 0;
    const struct tl_step_def *steps = def->steps.items;
    bool fits = add_names(&def->needs, names, &count);
    for (size_t j = 0; j < def->steps.count && fits; j++) {
        fits = add_names(&steps[j].needs, names, &count);
    }
    return fits || tl_mistake_add(mistakes, &def->origin, def->path, NULL,
                                  "needs more than %d capabilities at once", TL_NEEDS_MAX);
}
