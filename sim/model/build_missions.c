/* Compiling missions and partners. */
#include <math.h>
#include <string.h>

#include "model/build.h"
#include "model/geo.h"

/* ---- missions ---- */

/* The need's place among a mission's needs, ascending by capability; added if it is not there yet. */
static size_t need_of(struct tl_mission *mission, int32_t capability)
{
    size_t at = 0;
    while (at < mission->needs && mission->need[at] < capability) {
        at++;
    }
    if (at == mission->needs || mission->need[at] != capability) {
        for (size_t k = mission->needs; k > at; k--) {
            mission->need[k] = mission->need[k - 1];
        }
        mission->need[at] = capability;
        mission->needs++;
    }
    return at;
}

/* Every capability that the mission or one of its steps names; demand 0 until somebody says otherwise. */
static void collect_needs(struct tl_model *model, struct tl_mission *mission, const struct tl_amounts *needs)
{
    for (size_t i = 0; i < needs->count; i++) {
        int32_t capability = tl_build_capability(model, needs->items[i].name);
        need_of(mission, capability);
        mission->needs_mask |= 1U << (capability < 31 ? capability : 31);
    }
}

static void build_steps(struct tl_model *model, struct tl_mission *mission, const struct tl_mission_def *def)
{
    const struct tl_step_def *rows = def->steps.items;
    struct tl_demand_step *steps = tl_arena_alloc(model->arena, def->steps.count + 1, sizeof *steps);
    for (size_t j = 0; j < def->steps.count; j++) {
        steps[j].phase = rows[j].phase.index;
        steps[j].from_s = rows[j].from_s;
        steps[j].scale = rows[j].scale;
        for (size_t k = 0; k < TL_NEEDS_MAX; k++) {
            steps[j].needs_u[k] = TL_NONE;
        }
        for (size_t i = 0; i < rows[j].needs.count; i++) {
            size_t k = need_of(mission, tl_build_capability(model, rows[j].needs.items[i].name));
            steps[j].needs_u[k] = tl_build_micro(rows[j].needs.items[i].value);
        }
    }
    mission->steps = steps;
    mission->step_count = def->steps.count;
}

static void build_mission(struct tl_model *model, struct tl_mission *mission,
                          const struct tl_mission_def *def, struct tl_mistakes *mistakes)
{
    bool *eligible = tl_arena_alloc(model->arena, model->scenario->partner_count + 1, sizeof *eligible);
    for (size_t i = 0; i < def->partners.count; i++) {
        eligible[def->partners.items[i]] = true;
    }
    *mission =
        (struct tl_mission){.name = def->name,
                            .kind = tl_build_mission_kind(&def->kind, mistakes),
                            .area = def->area.index,
                            .post = def->base.index != TL_ABSENT ? def->base.index : def->area.index,
                            .scale = def->scale,
                            .opens_s = def->opens_s,
                            .closes_s = def->closes_s,
                            .eligible = eligible,
                            .lead = def->lead.index != TL_ABSENT ? def->lead.index : def->partners.items[0],
                            .weight = def->weight,
                            .priority = def->priority,
                            .set_up_s = def->set_up_s,
                            .handover_s = def->handover_s,
                            .worth = isnan(def->worth) ? def->weight : def->worth,
                            .reaction_s = def->reaction_s,
                            .limit_s = def->limit_s,
                            .waits = def->waits,
                            .consent = def->consent.index,
                            .grade = (enum tl_grade)def->grade,
                            .of = def->of.index,
                            .pace_u = isnan(def->pace) ? TL_MICRO : tl_build_micro(def->pace)};
    if (!tl_build_check_needs(def, mistakes)) {
        return;
    }
    const struct tl_step_def *rows = def->steps.items;
    collect_needs(model, mission, &def->needs);
    for (size_t j = 0; j < def->steps.count; j++) {
        collect_needs(model, mission, &rows[j].needs);
    }
    for (size_t i = 0; i < def->needs.count; i++) {
        size_t k = need_of(mission, tl_build_capability(model, def->needs.items[i].name));
        mission->needs_u[k] = tl_build_micro(def->needs.items[i].value);
    }
    build_steps(model, mission, def);
    tl_build_extras(model, mission, def);
}

/* Each mission's list of those that sustain it, by name. */
static void link_sustainers(struct tl_model *model, struct tl_mission *missions, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int32_t *list = tl_arena_alloc(model->arena, count + 1, sizeof *list);
        for (size_t j = 0; j < count; j++) {
            if (missions[j].of == (int32_t)i) {
                list[missions[i].sustained_by_count++] = (int32_t)j;
            }
        }
        missions[i].sustained_by = list;
    }
}

void tl_build_missions(struct tl_model *model, const struct tl_scenario *scenario,
                       struct tl_mistakes *mistakes)
{
    struct tl_mission *missions = tl_arena_alloc(model->arena, scenario->mission_count + 1, sizeof *missions);
    for (size_t i = 0; i < scenario->mission_count; i++) {
        build_mission(model, &missions[i], &scenario->missions[i], mistakes);
    }
    link_sustainers(model, missions, scenario->mission_count);
    model->missions = missions;
    model->mission_count = scenario->mission_count;
}

/* ---- partners ---- */

static double amount_of(const struct tl_amounts *amounts, const char *name, double otherwise)
{
    for (size_t i = 0; i < amounts->count; i++) {
        if (strcmp(amounts->items[i].name, name) == 0) {
            return amounts->items[i].value;
        }
    }
    return otherwise;
}

static int32_t theatre_number(const struct tl_scenario *scenario, size_t mission)
{
    size_t first = 0;
    while (strcmp(scenario->missions[first].theatre.text, scenario->missions[mission].theatre.text) != 0) {
        first++;
    }
    return (int32_t)first;
}

static void build_views(struct tl_model *model, struct tl_partner *partner, const struct tl_partner_def *def)
{
    const struct tl_scenario *scenario = model->scenario;
    double *weights = tl_arena_alloc(model->arena, model->mission_count + 1, sizeof *weights);
    double *index_weights = tl_arena_alloc(model->arena, model->mission_count + 1, sizeof *index_weights);
    double *shares = tl_arena_alloc(model->arena, model->mission_count + 1, sizeof *shares);
    int32_t *theatres = tl_arena_alloc(model->arena, model->mission_count + 1, sizeof *theatres);
    for (size_t m = 0; m < model->mission_count; m++) {
        weights[m] = model->missions[m].worth * amount_of(&def->weights, model->missions[m].name, 1.0);
        index_weights[m] = model->missions[m].weight * amount_of(&def->weights, model->missions[m].name, 1.0);
        shares[m] = amount_of(&def->shares, scenario->missions[m].theatre.text, 0.0);
        theatres[m] = theatre_number(scenario, m);
    }
    partner->weights = weights;
    partner->index_weights = index_weights;
    partner->share_of = shares;
    partner->theatre_of = theatres;
}

static void set_bit(uint64_t *bits, int32_t at)
{
    bits[at / 64] |= UINT64_C(1) << (at % 64);
}

static void build_forces(struct tl_model *model, struct tl_partner *partner, int32_t index)
{
    int32_t *assets = tl_arena_alloc(model->arena, model->asset_count + 1, sizeof *assets);
    uint64_t *bits = tl_arena_alloc(model->arena, model->asset_count / 64 + 1, sizeof *bits);
    for (size_t i = 0; i < model->asset_count; i++) {
        if (model->assets[i].partner == index) {
            assets[partner->asset_count++] = (int32_t)i;
            set_bit(bits, (int32_t)i);
        }
    }
    partner->assets = assets;
    partner->bits = bits;
}

/* For each mission the partner's assets that fit, and the longest leg from where one of them starts. */
static void build_fitting(struct tl_model *model, struct tl_partner *partner, int32_t index)
{
    struct tl_fitting *fitting = tl_arena_alloc(model->arena, model->mission_count + 1, sizeof *fitting);
    int64_t *lead_s = tl_arena_alloc(model->arena, model->mission_count + 1, sizeof *lead_s);
    bool *is_helped = tl_arena_alloc(model->arena, model->mission_count + 1, sizeof *is_helped);
    size_t served = 0;
    for (size_t m = 0; m < model->mission_count; m++) {
        int32_t *assets = tl_arena_alloc(model->arena, partner->asset_count + 1, sizeof *assets);
        uint64_t *bits = tl_arena_alloc(model->arena, model->asset_count / 64 + 1, sizeof *bits);
        for (size_t i = 0; i < partner->asset_count; i++) {
            const struct tl_asset_plan *asset = &model->assets[partner->assets[i]];
            if ((model->classes[asset->class_index].gives_mask & model->missions[m].needs_mask) == 0) {
                continue;
            }
            assets[fitting[m].count++] = partner->assets[i];
            set_bit(bits, partner->assets[i]);
            /* one that starts on station will come from its home when it relieves somebody */
            int32_t from = asset->start_mission != TL_NONE ? asset->home : asset->start_place;
            int64_t leg_s = tl_geo_leg(model, asset->class_index, from, model->missions[m].post);
            lead_s[m] = leg_s > lead_s[m] ? leg_s : lead_s[m];
        }
        fitting[m].assets = assets;
        fitting[m].bits = bits;
        served += model->missions[m].eligible[index] && fitting[m].count > 0;
        for (size_t other = 0; other < model->scenario->partner_count; other++) {
            is_helped[m] = is_helped[m] || ((int32_t)other != index && model->missions[m].eligible[other]);
        }
    }
    partner->serves_several = served > 1;
    partner->is_helped = is_helped;
    partner->fitting = fitting;
    partner->lead_s = lead_s;
}

void tl_build_partners(struct tl_model *model, const struct tl_scenario *scenario,
                       struct tl_mistakes *mistakes)
{
    struct tl_partner *partners = tl_arena_alloc(model->arena, scenario->partner_count + 1, sizeof *partners);
    for (size_t i = 0; i < scenario->partner_count; i++) {
        const struct tl_partner_def *def = &scenario->partners[i];
        partners[i] = (struct tl_partner){
            .name = def->name,
            .capital = def->capital.index,
            .rank = def->rank,
            .policy = tl_build_policy(&def->policy, mistakes),
            .messaging_u = isnan(def->messaging) ? TL_NONE : tl_build_micro(def->messaging),
            .rhythm_s = def->rhythm_s,
            .first_s = def->first_s,
            .staff_s = def->staff_s,
            .report_s = def->report_s,
            .order_s = def->order_s,
            .lookahead_s = def->lookahead_s};
        build_views(model, &partners[i], def);
        build_forces(model, &partners[i], (int32_t)i);
        build_fitting(model, &partners[i], (int32_t)i);
    }
    model->partners = partners;
    model->partner_count = scenario->partner_count;
}
