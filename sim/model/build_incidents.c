/* Compiling incident processes. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "base/units.h"
#include "model/build.h"
#include "model/geo.h"
#include "scenario/tree.h"

#define TL_CUT_CHANCE 1e-6 /* at most: that a quarter's rate is cut at the ceiling */

/* ---- what is a mistake, of scenarios that may have others ---- */

/* The high bound of an input that is marked uncertain, else its value. */
static double highest(const struct tl_scenario *scenario, const char *path, const char *key, double value)
{
    size_t size = strlen(path);
    for (size_t i = 0; i < scenario->uncertain_count; i++) {
        const char *of = scenario->uncertain[i].path;
        if (strncmp(of, path, size) == 0 && of[size] == '.' && strcmp(of + size + 1, key) == 0) {
            return scenario->uncertain[i].high;
        }
    }
    return value;
}

/* The greatest scale that steps give the rate; 1 holds from the start unless a step replaces it there. */
static double greatest_scale(const struct tl_scenario *scenario, const struct tl_incident_def *def)
{
    const struct tl_rate_step_def *steps = def->steps.items;
    double greatest = 1;
    for (size_t i = 0; i < def->steps.count; i++) {
        greatest = steps[i].from_s == 0 ? 0 : greatest;
    }
    for (size_t i = 0; i < def->steps.count; i++) {
        greatest = fmax(greatest, highest(scenario, steps[i].path, "scale", steps[i].scale));
    }
    return greatest;
}

/* A quarter's factor: mean 1. */
static struct tl_dist make_factor(double spread)
{
    struct tl_dist factor = {.kind = TL_DIST_GAMMA, .params = {1, spread}};
    const char *rule = tl_dist_class_get(TL_DIST_GAMMA)->prepare(&factor, TL_UNIT_NONE);
    assert(rule == NULL); /* the key's range is that of the distribution */
    (void)rule;
    return factor;
}

double tl_build_peak_rate(const struct tl_scenario *scenario, const struct tl_incident_def *def)
{
    const struct tl_regime_def *states = def->states.items;
    double rate_ps =
        def->process == TL_PROCESS_MARKOV ? 0 : highest(scenario, def->path, "rate", def->rate_ps);
    for (size_t i = 0; i < def->states.count && def->process == TL_PROCESS_MARKOV; i++) {
        rate_ps = fmax(rate_ps, highest(scenario, states[i].path, "rate", states[i].rate_ps));
    }
    double spread = highest(scenario, def->path, "spread", def->spread);
    if (def->process == TL_PROCESS_GAMMA_MIXED && spread > 0) {
        struct tl_dist factor = make_factor(spread);
        rate_ps *= tl_dist_quantile(&factor, 1 - TL_CUT_CHANCE);
    }
    return rate_ps * greatest_scale(scenario, def);
}

/* A rate for reading, rounded up to three significant digits: "9.31 /d". */
static void print_rate(struct tl_text *out, double rate_ps)
{
    double per_day = rate_ps * (double)TL_DAY_S;
    int decimals = 2 - (int)floor(log10(per_day));
    double unit = pow(10, -decimals);
    tl_text_print(out, "%.*f /d", decimals > 0 ? decimals : 0, ceil(per_day / unit) * unit);
}

void tl_build_check_ceiling(const struct tl_scenario *scenario, const struct tl_incident_def *def,
                            struct tl_mistakes *mistakes)
{
    const char *path = tl_arena_print(scenario->arena, "%s.ceiling", def->path);
    const struct tl_node *node = tl_node_at(scenario->tree, path);
    double peak_ps = tl_build_peak_rate(scenario, def);
    if (def->process == TL_PROCESS_REPLAY || node == NULL || !(def->ceiling_ps > 0)) {
        return;
    }
    int64_t ceiling_n = tl_round(def->ceiling_ps * (double)TL_RATE_SCALE);
    if (ceiling_n == 0) {
        tl_mistake_add_node(mistakes, node, path, "is less than one in 10^9 s");
    } else if (peak_ps > 0 && tl_round(peak_ps * (double)TL_RATE_SCALE) > ceiling_n) {
        bool is_mixed = def->process == TL_PROCESS_GAMMA_MIXED;
        struct tl_text least = {0};
        print_rate(&least, peak_ps);
        tl_mistake_add_node(mistakes, node, path, "would cut the rate%s: give at least %s",
                            is_mixed ? " of more than one quarter in a million" : "", tl_text_get(&least));
        tl_text_clear(&least);
    }
}

void tl_build_check_answers(const struct tl_scenario *scenario, size_t mission, struct tl_mistakes *mistakes)
{
    const struct tl_mission_def *def = &scenario->missions[mission];
    int count = 0;
    bool known = tl_scenario_is_whole(scenario, TL_SECTION_INCIDENT);
    for (size_t i = 0; i < scenario->incident_count; i++) {
        count += scenario->incidents[i].mission.index == (int32_t)mission;
        known = known && scenario->incidents[i].mission.index != TL_ABSENT;
    }
    if (def->kind.text == NULL || strcmp(def->kind.text, "response") != 0) {
        return;
    }
    if (count == 0 && known) {
        tl_mistake_add(mistakes, &def->origin, def->path, NULL,
                       "has nothing to answer: a response mission needs an incident process of its own");
    } else if (count > TL_NEEDS_MAX) {
        tl_mistake_add(mistakes, &def->origin, def->path, NULL, "has more than %d incident processes",
                       TL_NEEDS_MAX);
    }
}

/* ---- compiling ---- */

static uint64_t stream_of(const struct tl_model *model, const char *name, const char *purpose)
{
    return tl_hash_text(tl_arena_print(model->arena, "%s/%s", name, purpose));
}

static int32_t find_state(const struct tl_rows *rows, const char *name)
{
    const struct tl_regime_def *states = rows->items;
    for (size_t i = 0; i < rows->count; i++) {
        if (strcmp(states[i].label.text, name) == 0) {
            return (int32_t)i;
        }
    }
    return TL_NONE;
}

/* Cumulative probabilities of what follows state i. From the last state that may follow on they are exactly 1, so that none behind it
 * is ever chosen. */
static const double *build_next(struct tl_model *model, const struct tl_rows *rows, size_t i)
{
    const struct tl_regime_def *state = (const struct tl_regime_def *)rows->items + i;
    double *next = tl_arena_alloc(model->arena, rows->count, sizeof *next);
    size_t last = (i + 1) % rows->count;
    next[last] = state->next.given ? 0 : 1;
    for (size_t k = 0; k < state->next.count; k++) {
        next[find_state(rows, state->next.items[k].name)] = state->next.items[k].value;
    }
    for (size_t k = 0; k < rows->count; k++) {
        last = next[k] > 0 ? k : last;
    }
    for (size_t k = 1; k < rows->count; k++) {
        next[k] += next[k - 1];
    }
    for (size_t k = last; k < rows->count; k++) {
        next[k] = 1;
    }
    return next;
}

static void build_regimes(struct tl_model *model, struct tl_incident *incident, const struct tl_rows *rows)
{
    const struct tl_regime_def *states = rows->items;
    struct tl_regime *regimes = tl_arena_alloc(model->arena, rows->count + 1, sizeof *regimes);
    for (size_t i = 0; i < rows->count; i++) {
        regimes[i] = (struct tl_regime){.name = states[i].label.text,
                                        .rate_n = tl_round(states[i].rate_ps * (double)TL_RATE_SCALE),
                                        .stay = states[i].stay.dist,
                                        .next = build_next(model, rows, i)};
    }
    incident->regimes = regimes;
    incident->regime_count = rows->count;
}

static void build_steps(struct tl_model *model, struct tl_incident *incident, const struct tl_rows *rows)
{
    const struct tl_rate_step_def *defs = rows->items;
    struct tl_rate_step *steps = tl_arena_alloc(model->arena, rows->count + 1, sizeof *steps);
    for (size_t i = 0; i < rows->count; i++) {
        steps[i] = (struct tl_rate_step){defs[i].phase.index, defs[i].from_s, defs[i].scale};
    }
    incident->steps = steps;
    incident->step_count = rows->count;
}

static void build_streams(const struct tl_model *model, struct tl_incident *incident)
{
    incident->stream_candidates = stream_of(model, incident->name, "candidates");
    incident->stream_accept = stream_of(model, incident->name, "accept");
    incident->stream_scene = stream_of(model, incident->name, "scene");
    incident->stream_quarters = stream_of(model, incident->name, "quarters");
    incident->stream_regimes = stream_of(model, incident->name, "states");
    incident->stream_stays = stream_of(model, incident->name, "stays");
}

/* From the base of the mission's alert pool, by class; NULL: nobody answers. */
static const int64_t *build_legs(struct tl_model *model, const struct tl_mission_def *mission, int32_t area)
{
    if (mission->kind.text == NULL || strcmp(mission->kind.text, "response") != 0) {
        return NULL;
    }
    int64_t *leg_s = tl_arena_alloc(model->arena, model->class_count + 1, sizeof *leg_s);
    for (size_t i = 0; i < model->class_count; i++) {
        leg_s[i] = tl_geo_leg(model, (int32_t)i, mission->base.index, area);
    }
    return leg_s;
}

static void build_incident(struct tl_model *model, struct tl_incident *incident,
                           const struct tl_incident_def *def)
{
    const struct tl_mission_def *mission = &model->scenario->missions[def->mission.index];
    int32_t area = def->area.index != TL_ABSENT ? def->area.index : mission->area.index;
    *incident = (struct tl_incident){.name = def->name,
                                     .mission = def->mission.index,
                                     .area = area,
                                     .process = (enum tl_process)def->process,
                                     .rate_ps = def->rate_ps,
                                     .dates_s = def->dates.items,
                                     .date_count = def->dates.count,
                                     .takes = def->takes,
                                     .scene = def->scene.dist,
                                     .leg_s = build_legs(model, mission, area)};
    if (def->process != TL_PROCESS_REPLAY) {
        incident->ceiling_n = tl_round(def->ceiling_ps * (double)TL_RATE_SCALE);
    }
    if (def->process == TL_PROCESS_GAMMA_MIXED) {
        incident->factor = make_factor(def->spread);
    }
    build_regimes(model, incident, &def->states);
    build_steps(model, incident, &def->steps);
    build_streams(model, incident);
}

/* Could the asset answer: may it serve the mission, and would it be there within the limit and have the endurance to come back? */
static bool may_answer(const struct tl_model *model, const struct tl_incident *incident,
                       const struct tl_asset_plan *asset)
{
    const struct tl_mission *mission = &model->missions[incident->mission];
    const struct tl_class *class = &model->classes[asset->class_index];
    int64_t leg_s = incident->leg_s[asset->class_index];
    bool fits = mission->needs_mask == 0 || (class->gives_mask & mission->needs_mask) != 0;
    return mission->eligible[asset->partner] && fits && 2 * leg_s <= class->endurance_s &&
           (mission->limit_s == TL_NONE || mission->reaction_s + leg_s <= mission->limit_s);
}

int64_t tl_build_count_answering(const struct tl_model *model, const struct tl_incident *incident)
{
    int64_t count = 0;
    for (size_t i = 0; i < model->asset_count; i++) {
        count += may_answer(model, incident, &model->assets[i]);
    }
    return count;
}

/* An incident that nobody could ever answer is a mistake. */
static void check_reach(const struct tl_model *model, const struct tl_incident *incident,
                        const struct tl_incident_def *def, struct tl_mistakes *mistakes)
{
    if (incident->leg_s != NULL && tl_build_count_answering(model, incident) == 0) {
        tl_mistake_add(
            mistakes, &def->origin, def->path, NULL,
            "nobody can answer it: no asset of the mission's partners could be there within its limit "
            "and come back");
    }
}

static void list_streams(const struct tl_incident *incident, uint64_t streams[6])
{
    const uint64_t all[6] = {incident->stream_candidates, incident->stream_accept,  incident->stream_scene,
                             incident->stream_quarters,   incident->stream_regimes, incident->stream_stays};
    memcpy(streams, all, sizeof all);
}

/* Is the stream that of an asset, or of an incident process up to this one, but for its own place? */
static bool is_taken(const struct tl_model *model, size_t incident, size_t place, uint64_t stream)
{
    for (size_t i = 0; i < model->asset_count; i++) {
        const struct tl_asset_plan *asset = &model->assets[i];
        if (stream == asset->stream_failures || stream == asset->stream_repair ||
            stream == asset->stream_turnaround || stream == asset->stream_ready) {
            return true;
        }
    }
    for (size_t i = 0; i <= incident; i++) {
        uint64_t others[6];
        list_streams(&model->incidents[i], others);
        for (size_t k = 0; k < (i < incident ? 6 : place); k++) {
            if (stream == others[k]) {
                return true;
            }
        }
    }
    return false;
}

/* Two streams of one hash would draw alike: refused. Those of assets among themselves have been looked at. */
static void check_collisions(const struct tl_model *model, size_t incident, const struct tl_incident_def *def,
                             struct tl_mistakes *mistakes)
{
    uint64_t streams[6];
    list_streams(&model->incidents[incident], streams);
    for (size_t k = 0; k < 6; k++) {
        if (is_taken(model, incident, k, streams[k])) {
            tl_mistake_add(mistakes, &def->origin, def->path, NULL,
                           "one of its random streams has the hash of another one: rename it");
            return;
        }
    }
}

void tl_build_incidents(struct tl_model *model, const struct tl_scenario *scenario,
                        struct tl_mistakes *mistakes)
{
    struct tl_incident *incidents =
        tl_arena_alloc(model->arena, scenario->incident_count + 1, sizeof *incidents);
    model->incidents = incidents;
    model->incident_count = scenario->incident_count;
    for (size_t i = 0; i < scenario->incident_count; i++) {
        build_incident(model, &incidents[i], &scenario->incidents[i]);
        tl_build_check_ceiling(scenario, &scenario->incidents[i], mistakes);
        check_reach(model, &incidents[i], &scenario->incidents[i], mistakes);
        check_collisions(model, i, &scenario->incidents[i], mistakes);
    }
    for (size_t m = 0; m < scenario->mission_count; m++) {
        tl_build_check_answers(scenario, m, mistakes);
    }
}
