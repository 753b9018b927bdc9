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

/* Is it of a kind that answers incidents from a base? An unknown kind is not. */
static bool answers_incidents(const struct tl_mission_def *def)
{
    size_t count;
    const struct tl_mission_kind *const *kinds = tl_mission_kinds(&count);
    for (size_t i = 0; i < count && def->kind.text != NULL; i++) {
        if (strcmp(kinds[i]->name, def->kind.text) == 0) {
            return kinds[i]->is_at_base;
        }
    }
    return false;
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
    if (!answers_incidents(def)) {
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
        regimes[i] = (struct tl_regime){.rate_n = tl_round(states[i].rate_ps * (double)TL_RATE_SCALE),
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
        steps[i] = (struct tl_rate_step){
            .phase = defs[i].phase.index, .from_s = defs[i].from_s, .scale = defs[i].scale};
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
    if (!answers_incidents(mission)) {
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

/* May the asset stand in the mission's pool? */
static bool may_stand_by(const struct tl_model *model, const struct tl_incident *incident,
                         const struct tl_asset_plan *asset)
{
    const struct tl_mission *mission = &model->missions[incident->mission];
    return tl_build_fits(model, mission, asset->kin) && tl_geo_is_base(model, asset->kin, mission->post);
}

static bool is_in_time(const struct tl_mission *mission, int64_t leg_s)
{
    return mission->limit_s == TL_NONE || mission->reaction_s + leg_s <= mission->limit_s;
}

bool tl_build_may_answer(const struct tl_model *model, const struct tl_incident *incident, size_t asset)
{
    const struct tl_asset_plan *plan = &model->assets[asset];
    int64_t leg_s = incident->leg_s[plan->class_index];
    return may_stand_by(model, incident, plan) &&
           2 * leg_s <= model->classes[plan->class_index].endurance_s &&
           is_in_time(&model->missions[incident->mission], leg_s);
}

/* Of those that may answer; 0: nobody may. */
static int64_t find_least_leg(const struct tl_model *model, const struct tl_incident *incident)
{
    int64_t least_s = INT64_MAX;
    for (size_t i = 0; i < model->asset_count; i++) {
        int64_t leg_s = incident->leg_s[model->assets[i].class_index];
        least_s = leg_s < least_s && tl_build_may_answer(model, incident, i) ? leg_s : least_s;
    }
    return least_s < INT64_MAX ? least_s : 0;
}

int64_t tl_build_count_answering(const struct tl_model *model, const struct tl_incident *incident)
{
    int64_t count = 0;
    for (size_t i = 0; i < model->asset_count; i++) {
        count += tl_build_may_answer(model, incident, i);
    }
    return count;
}

/* "19 min 35 s": nothing is rounded, so that what is too much by a second shows. */
static void print_exactly(struct tl_text *out, int64_t span_s)
{
    static const struct {
        const char *name;
        int64_t seconds;
    } units[] = {{"d", 86400}, {"h", 3600}, {"min", 60}, {"s", 1}};
    const char *blank = "";
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        bool is_last = u + 1 == sizeof units / sizeof *units;
        if (span_s / units[u].seconds > 0 || (is_last && *blank == '\0')) {
            tl_text_print(out, "%s%lld %s", blank, (long long)(span_s / units[u].seconds), units[u].name);
            blank = " ";
        }
        span_s %= units[u].seconds;
    }
}

/* The quickest class of those that fit; TL_NONE: no asset fits. */
static int32_t find_quickest(const struct tl_model *model, const struct tl_incident *incident)
{
    int32_t best = TL_NONE;
    for (size_t i = 0; i < model->asset_count; i++) {
        int32_t class = model->assets[i].class_index;
        bool is_quicker = best == TL_NONE || incident->leg_s[class] < incident->leg_s[best];
        best = may_stand_by(model, incident, &model->assets[i]) && is_quicker ? class : best;
    }
    return best;
}

/* What keeps even the quickest class from it: "needs 19 min 35 s of 6 min". */
static void print_shortfall(struct tl_text *out, const struct tl_model *model,
                            const struct tl_incident *incident)
{
    int32_t quickest = find_quickest(model, incident);
    const struct tl_mission *mission = &model->missions[incident->mission];
    if (quickest == TL_NONE) {
        tl_text_add(out, "no asset of the mission's partners gives what it needs");
        return;
    }
    const struct tl_class *class = &model->classes[quickest];
    int64_t leg_s = incident->leg_s[quickest];
    tl_text_print(out, "the quickest, %s, ", class->name);
    if (!is_in_time(mission, leg_s)) {
        tl_text_add(out, "needs ");
        print_exactly(out, mission->reaction_s + leg_s);
        tl_text_add(out, " of a limit of ");
        print_exactly(out, mission->limit_s);
        tl_text_add(out, ": reaction ");
        print_exactly(out, mission->reaction_s);
        tl_text_add(out, ", leg ");
        print_exactly(out, leg_s);
    } else {
        tl_text_add(out, "needs ");
        print_exactly(out, 2 * leg_s);
        tl_text_add(out, " there and back of an endurance of ");
        print_exactly(out, class->endurance_s);
    }
}

/* An incident that nobody could ever answer is a mistake. */
static void check_reach(const struct tl_model *model, const struct tl_incident *incident,
                        const struct tl_incident_def *def, struct tl_mistakes *mistakes)
{
    if (incident->leg_s != NULL && tl_build_count_answering(model, incident) == 0) {
        struct tl_text why = {0};
        print_shortfall(&why, model, incident);
        tl_mistake_add(mistakes, &def->origin, def->path, NULL, "nobody can answer it: %s",
                       tl_text_get(&why));
        tl_text_clear(&why);
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
        incidents[i].quickest_s = incidents[i].leg_s != NULL ? find_least_leg(model, &incidents[i]) : 0;
        tl_build_check_ceiling(scenario, &scenario->incidents[i], mistakes);
        check_reach(model, &incidents[i], &scenario->incidents[i], mistakes);
        check_collisions(model, i, &scenario->incidents[i], mistakes);
    }
    for (size_t m = 0; m < scenario->mission_count; m++) {
        tl_build_check_answers(scenario, m, mistakes);
    }
}
