/* The roster of a model: what readers of its events need. */
#include <string.h>

#include "model/build.h"

static struct tl_names copy_names(struct tl_arena *arena, size_t count)
{
    return (struct tl_names){tl_arena_alloc(arena, count + 1, sizeof(const char *)), count};
}

#define FILL_NAMES(names, entities, n)                                                                       \
    names = copy_names(model->arena, n);                                                                     \
    for (size_t i = 0; i < (n); i++) {                                                                       \
        (names).items[i] = (entities)[i].name;                                                               \
    }

static void build_names(struct tl_model *model, const struct tl_scenario *scenario)
{
    struct tl_roster *roster = &model->roster;
    FILL_NAMES(roster->partners, scenario->partners, scenario->partner_count)
    FILL_NAMES(roster->places, scenario->places, scenario->place_count)
    FILL_NAMES(roster->diversions, scenario->diversions, scenario->diversion_count)
    FILL_NAMES(roster->phases, scenario->phases, scenario->phase_count)
    FILL_NAMES(roster->links, scenario->links, scenario->link_count)
    FILL_NAMES(roster->agreements, scenario->agreements, scenario->agreement_count)
    FILL_NAMES(roster->lanes, scenario->lanes, scenario->lane_count)
    FILL_NAMES(roster->corridors, scenario->corridors, scenario->corridor_count)
    FILL_NAMES(roster->services, scenario->services, scenario->service_count)
    FILL_NAMES(roster->consents, scenario->consents, scenario->consent_count)
    FILL_NAMES(roster->postures, scenario->postures, scenario->posture_count)
    FILL_NAMES(roster->gauges, scenario->gauges, scenario->gauge_count)
    FILL_NAMES(roster->weathers, scenario->weathers, scenario->weather_count)
    FILL_NAMES(roster->injects, scenario->injects, scenario->inject_count)
}

static void build_entities(struct tl_model *model, const struct tl_scenario *scenario)
{
    struct tl_roster *roster = &model->roster;
    roster->mission_count = model->mission_count;
    roster->missions = tl_arena_alloc(model->arena, model->mission_count + 1, sizeof *roster->missions);
    for (size_t i = 0; i < model->mission_count; i++) {
        const struct tl_mission *mission = &model->missions[i];
        struct tl_roster_mission *m = &roster->missions[i];
        *m = (struct tl_roster_mission){.name = mission->name,
                                        .theatre = scenario->missions[i].theatre.text,
                                        .weight = mission->weight,
                                        .needs = mission->needs,
                                        .eligible = mission->eligible,
                                        .post = mission->post};
        memcpy(m->need, mission->need, sizeof m->need);
        if (mission->lift != NULL) {
            m->groups = mission->lift->group_count;
            m->group = mission->lift->groups;
        }
        m->consent = mission->consent;
        m->grade = (int32_t)mission->grade;
        m->is_work = mission->job != NULL;
    }
    roster->asset_count = model->asset_count;
    roster->assets = tl_arena_alloc(model->arena, model->asset_count + 1, sizeof *roster->assets);
    for (size_t i = 0; i < model->asset_count; i++) {
        const struct tl_asset_plan *asset = &model->assets[i];
        const struct tl_class *class = &model->classes[asset->class_index];
        roster->assets[i] =
            (struct tl_roster_asset){asset->name, class->name, asset->partner, class->gives_u};
    }
}

/* Where places are. */
static void build_points(struct tl_model *model)
{
    double(*at_deg)[2] = tl_arena_alloc(model->arena, model->place_count + 1, sizeof *at_deg);
    for (size_t i = 0; i < model->place_count; i++) {
        at_deg[i][0] = model->places[i].at.lat_deg;
        at_deg[i][1] = model->places[i].at.lon_deg;
    }
    model->roster.at_deg = (const double(*)[2])at_deg;
}

static void build_diversions(struct tl_model *model, const struct tl_scenario *scenario)
{
    bool *in_force = tl_arena_alloc(model->arena, scenario->diversion_count + 1, sizeof *in_force);
    for (size_t i = 0; i < scenario->diversion_count; i++) {
        in_force[i] = scenario->diversions[i].enabled;
    }
    model->roster.in_force = in_force;
}

/* People, where they are safe, and outside parties. */
static void build_people(struct tl_model *model, const struct tl_scenario *scenario)
{
    struct tl_roster *roster = &model->roster;
    bool *is_haven = tl_arena_alloc(model->arena, model->place_count + 1, sizeof *is_haven);
    for (size_t i = 0; i < model->place_count; i++) {
        is_haven[i] = model->places[i].is_haven;
    }
    roster->is_haven = is_haven;
    roster->group_count = scenario->group_count;
    roster->groups = tl_arena_alloc(model->arena, scenario->group_count + 1, sizeof *roster->groups);
    for (size_t i = 0; i < scenario->group_count; i++) {
        const struct tl_group_def *def = &scenario->groups[i];
        roster->groups[i] =
            (struct tl_roster_group){def->name, def->nationality.text, def->persons, def->flees};
    }
    struct tl_names *lists = tl_arena_alloc(model->arena, scenario->posture_count + 1, sizeof *lists);
    for (size_t i = 0; i < scenario->posture_count; i++) {
        const struct tl_name_list *states = &scenario->postures[i].states;
        lists[i] = copy_names(model->arena, states->count);
        for (size_t k = 0; k < states->count; k++) {
            lists[i].items[k] = states->items[k];
        }
    }
    roster->states = lists;
}

/* By asset: could it answer from the mission's base? */
static const bool *build_in_time(struct tl_model *model, const struct tl_incident *incident)
{
    bool *in_time = tl_arena_alloc(model->arena, model->asset_count + 1, sizeof *in_time);
    for (size_t a = 0; a < model->asset_count; a++) {
        in_time[a] = tl_build_may_answer(model, incident, a);
    }
    return in_time;
}

static void build_ceilings(struct tl_model *model)
{
    const struct tl_scenario *scenario = model->scenario;
    struct tl_roster_ceiling *ceilings =
        tl_arena_alloc(model->arena, model->incident_count + model->posture_count + 1, sizeof *ceilings);
    size_t count = 0;
    for (size_t i = 0; i < model->incident_count; i++) {
        if (model->incidents[i].ceiling_n > 0) {
            const struct tl_incident_def *def = &scenario->incidents[i];
            ceilings[count++] =
                (struct tl_roster_ceiling){def->path, def->ceiling_ps, model->incidents[i].ceiling_n};
        }
    }
    for (size_t i = 0; i < model->posture_count; i++) {
        const struct tl_posture_def *def = &scenario->postures[i];
        ceilings[count++] =
            (struct tl_roster_ceiling){def->path, def->ceiling_ps, model->postures[i].ceiling_n};
    }
    model->roster.ceilings = ceilings;
    model->roster.ceiling_count = count;
}

/* Incident processes, and which of them each response mission answers. More than a mission may have are refused elsewhere. */
static void build_incidents(struct tl_model *model)
{
    struct tl_roster *roster = &model->roster;
    roster->incident_count = model->incident_count;
    roster->incidents = tl_arena_alloc(model->arena, model->incident_count + 1, sizeof *roster->incidents);
    for (size_t i = 0; i < model->incident_count; i++) {
        const struct tl_incident *incident = &model->incidents[i];
        roster->incidents[i] = (struct tl_roster_incident){.name = incident->name,
                                                           .mission = incident->mission,
                                                           .takes = incident->takes,
                                                           .area = incident->area};
        struct tl_roster_mission *mission = &roster->missions[incident->mission];
        if (incident->leg_s != NULL && mission->kinds < TL_NEEDS_MAX) {
            roster->incidents[i].in_time = build_in_time(model, incident);
            mission->kind[mission->kinds++] = (int32_t)i;
        }
    }
}

bool tl_build_is_headline(const struct tl_scenario *scenario, const char *theatre)
{
    const struct tl_name_list *headline = &scenario->top.headline;
    for (size_t i = 0; i < headline->count; i++) {
        if (strcmp(headline->items[i], theatre) == 0) {
            return true;
        }
    }
    return !headline->given;
}

/* An index over the missions of the headline (theatre NULL) or of one theatre; `weights` as somebody weighs them. Left out when
 * nothing in it has a weight. */
static void add_index(struct tl_model *model, const struct tl_scenario *scenario, const char *name,
                      const char *theatre, const double *weights)
{
    double *set = tl_arena_alloc(model->arena, model->mission_count + 1, sizeof *set);
    double sum = 0.0;
    for (size_t m = 0; m < model->mission_count; m++) {
        const char *of = scenario->missions[m].theatre.text;
        bool is_in = theatre == NULL ? tl_build_is_headline(scenario, of) : strcmp(of, theatre) == 0;
        set[m] = is_in ? weights[m] : 0.0;
        sum += set[m];
    }
    if (sum > 0.0) {
        model->roster.indexes[model->roster.index_count++] = (struct tl_roster_index){name, set, sum};
    }
}

/* The headline, then each theatre off it, then each partner's own view of the headline. */
static void build_indexes(struct tl_model *model, const struct tl_scenario *scenario)
{
    size_t most = 1 + model->mission_count + model->partner_count;
    model->roster.indexes = tl_arena_alloc(model->arena, most, sizeof *model->roster.indexes);
    double *weights = tl_arena_alloc(model->arena, model->mission_count + 1, sizeof *weights);
    for (size_t m = 0; m < model->mission_count; m++) {
        weights[m] = model->missions[m].weight;
    }
    add_index(model, scenario, "headline", NULL, weights);
    for (size_t m = 0; m < model->mission_count; m++) {
        const char *theatre = scenario->missions[m].theatre.text;
        bool is_first = true;
        for (size_t before = 0; before < m; before++) {
            is_first = is_first && strcmp(scenario->missions[before].theatre.text, theatre) != 0;
        }
        if (is_first && !tl_build_is_headline(scenario, theatre)) {
            add_index(model, scenario, theatre, theatre, weights);
        }
    }
    for (size_t p = 0; p < model->partner_count; p++) {
        add_index(model, scenario, model->partners[p].name, NULL, model->partners[p].index_weights);
    }
}

void tl_build_roster(struct tl_model *model, const struct tl_scenario *scenario)
{
    struct tl_roster *roster = &model->roster;
    roster->program = "trilat " TL_VERSION;
    roster->scenario = scenario->label;
    roster->title = scenario->top.title.text;
    roster->hash = scenario->hash;
    roster->seed = (uint64_t)scenario->top.seed;
    roster->epoch_s = scenario->top.epoch_s;
    roster->horizon_s = scenario->top.horizon_s;
    roster->warmup_s = scenario->top.warmup_s;
    build_names(model, scenario);
    build_entities(model, scenario);
    build_points(model);
    build_diversions(model, scenario);
    build_people(model, scenario);
    build_incidents(model);
    build_ceilings(model);
    tl_build_reaches(model);
    tl_build_ways(model);
    build_indexes(model, scenario);
}
