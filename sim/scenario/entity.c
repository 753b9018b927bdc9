/* What an entity must keep to beyond its keys' types and ranges. What could not be read is skipped: it has been told. */
#include <math.h>
#include <string.h>

#include "scenario/check.h"

bool tl_refs_hold(const struct tl_refs *refs, int32_t index)
{
    for (size_t i = 0; i < refs->count; i++) {
        if (refs->items[i] == index) {
            return true;
        }
    }
    return false;
}

bool tl_place_fits(const struct tl_place_def *place, int domain)
{
    if (domain == TL_ABSENT || place->kind == TL_ABSENT) {
        return true;
    }
    return domain == TL_DOMAIN_SEA   ? place->kind == TL_PLACE_PORT
           : domain == TL_DOMAIN_AIR ? place->kind == TL_PLACE_AIRFIELD
                                     : place->kind != TL_PLACE_AREA;
}

static const char *base_rule(int domain)
{
    static const char *const rules[] = {"a port", "an airfield", "a place on land"};
    return rules[domain];
}

bool tl_place_permits(const struct tl_place_def *place, int32_t partner)
{
    if (place->owner.index == partner || tl_refs_hold(&place->permits, partner)) {
        return true;
    }
    return place->owner.index == TL_ABSENT && !place->permits.given;
}

void tl_check_start(struct tl_check *c, const char *path)
{
    static const char *const keys[] = {"phase", "from", "when"};
    int given = 0;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        given += tl_scenario_gives(c->scenario, path, keys[i]);
    }
    if (given != 1) {
        tl_path_refuse(c, path, NULL, "needs %s of the keys \"phase\", \"from\" and \"when\"",
                       given > 1 ? "only one" : "one");
    }
}

static void check_inject(struct tl_check *c, const struct tl_inject_def *inject)
{
    bool at = tl_scenario_gives(c->scenario, inject->path, "at");
    if (at == tl_scenario_gives(c->scenario, inject->path, "when")) {
        tl_path_refuse(c, inject->path, NULL, "needs %s of the keys \"at\" and \"when\"",
                       at ? "only one" : "one");
    } else if (at && inject->again) {
        tl_path_refuse(c, inject->path, "again", "says nothing without the key \"when\"");
    }
    tl_check_setting(c, inject);
}

static void check_partner(struct tl_check *c, const struct tl_partner_def *partner)
{
    const struct tl_scenario *s = c->scenario;
    for (const struct tl_partner_def *other = s->partners; other < partner; other++) {
        if (other->rank != TL_ABSENT && other->rank == partner->rank) {
            tl_path_refuse(c, partner->path, "rank", "is the rank of %s too; no two may be alike",
                           other->name);
        }
    }
    double sum = 0;
    for (size_t i = 0; i < partner->shares.count; i++) {
        sum += partner->shares.items[i].value;
    }
    if (sum > 1 + 1e-9) {
        struct tl_text text = {0};
        tl_text_add_real(&text, sum);
        tl_path_refuse(c, partner->path, "shares", "sum to %s, more than 1", tl_text_get(&text));
        tl_text_clear(&text);
    }
    for (size_t i = 0; i < partner->weights.count; i++) {
        const char *name = partner->weights.items[i].name;
        if (tl_ref_find(c, TL_SECTION_MISSION, name) == TL_ABSENT) {
            tl_path_refuse(c, partner->path, tl_arena_print(c->arena, "weights.%s", name),
                           "no such mission%s",
                           tl_mistake_advice(c->arena, name, c->names[TL_SECTION_MISSION],
                                             c->counts[TL_SECTION_MISSION]));
        }
    }
}

static void check_place(struct tl_check *c, const struct tl_place_def *place)
{
    if (place->docks != TL_ABSENT && place->kind == TL_PLACE_AREA) {
        tl_path_refuse(c, place->path, "docks", "says nothing: no asset can be based in an area");
    }
    tl_check_handling(c, place);
}

static void check_lane(struct tl_check *c, const struct tl_lane_def *lane)
{
    if (lane->from.index != TL_ABSENT && lane->from.index == lane->to.index) {
        tl_path_refuse(c, lane->path, "to", "is where the lane starts");
    }
    for (const struct tl_lane_def *other = c->scenario->lanes; other < lane; other++) {
        bool same = other->from.index == lane->from.index && other->to.index == lane->to.index;
        bool opposite = other->from.index == lane->to.index && other->to.index == lane->from.index;
        if ((same || opposite) && other->domain == lane->domain && lane->from.index != TL_ABSENT &&
            lane->to.index != TL_ABSENT) {
            tl_path_refuse(c, lane->path, NULL, "lane %s has the same ends and domain", other->name);
        }
    }
}

static void check_class(struct tl_check *c, const struct tl_class_def *class)
{
    tl_check_ramp(c, class->path, "readiness", &class->readiness);
    if (class->sorties != TL_ABSENT && class->domain != TL_ABSENT && class->domain != TL_DOMAIN_AIR) {
        tl_path_refuse(c, class->path, "sorties", "is for aircraft alone");
    }
    bool repair_read = class->repair.given || !tl_scenario_gives(c->scenario, class->path, "repair");
    if (class->failures.given && repair_read && !(tl_dist_mean(&class->repair.dist) > 0)) {
        tl_path_refuse(c, class->path,
                       tl_scenario_gives(c->scenario, class->path, "repair") ? "repair" : NULL,
                       "failures need a repair that takes time, such as repair = \"lognormal(4 d, 3 d)\"");
    }
    if (class->failures.given && !(tl_dist_mean(&class->failures.dist) > 0)) {
        tl_path_refuse(c, class->path, "failures", "must have a mean above 0");
    }
    for (size_t i = 0; i < class->bases.count; i++) {
        const struct tl_place_def *place = &c->scenario->places[class->bases.items[i]];
        if (!tl_place_fits(place, class->domain)) {
            tl_path_refuse(c, class->path, tl_arena_print(c->arena, "bases[%zu]", i), "must be %s",
                           base_rule(class->domain));
        }
    }
}

static void check_home(struct tl_check *c, const struct tl_asset_def *asset)
{
    const struct tl_scenario *s = c->scenario;
    if (asset->home.index == TL_ABSENT) {
        return;
    }
    const struct tl_place_def *home = &s->places[asset->home.index];
    bool owner_read = home->owner.index != TL_ABSENT || !tl_scenario_gives(c->scenario, home->path, "owner");
    bool permits_read = home->permits.given || !tl_scenario_gives(c->scenario, home->path, "permits");
    if (asset->partner.index != TL_ABSENT && owner_read && permits_read &&
        !tl_place_permits(home, asset->partner.index)) {
        tl_path_refuse(c, asset->path, "home", "%s may not use it: see its owner and permits",
                       s->partners[asset->partner.index].name);
    }
    if (asset->class.index == TL_ABSENT) {
        return;
    }
    const struct tl_class_def *class = &s->classes[asset->class.index];
    if (!tl_place_fits(home, class->domain)) {
        tl_path_refuse(c, asset->path, "home", "must be %s for class %s", base_rule(class->domain),
                       class->name);
    } else if (class->bases.given && !tl_refs_hold(&class->bases, asset->home.index)) {
        tl_path_refuse(c, asset->path, "home", "is not among the bases of class %s", class->name);
    }
}

static void check_asset(struct tl_check *c, const struct tl_asset_def *asset)
{
    check_home(c, asset);
    if (asset->at.mission == TL_ABSENT || asset->partner.index == TL_ABSENT) {
        return;
    }
    const struct tl_mission_def *mission = &c->scenario->missions[asset->at.mission];
    if (mission->partners.given && !tl_refs_hold(&mission->partners, asset->partner.index)) {
        tl_path_refuse(c, asset->path, "at", "%s may not serve this mission: see its partners",
                       c->scenario->partners[asset->partner.index].name);
    }
}

static void check_steps(struct tl_check *c, const struct tl_mission_def *mission)
{
    const struct tl_step_def *steps = mission->steps.items;
    for (size_t i = 0; i < mission->steps.count; i++) {
        const char *path = steps[i].path;
        tl_check_start(c, path);
        if (!tl_scenario_gives(c->scenario, path, "needs") &&
            !tl_scenario_gives(c->scenario, path, "scale")) {
            tl_path_refuse(c, path, NULL, "changes nothing; give the key \"needs\" or \"scale\"");
        }
    }
}

static void check_mission(struct tl_check *c, const struct tl_mission_def *mission)
{
    check_steps(c, mission);
    tl_check_kind(c, mission);
    tl_check_bound(c, mission);
    if (mission->closes_s != TL_ABSENT && mission->opens_s != TL_ABSENT &&
        mission->closes_s <= mission->opens_s) {
        tl_path_refuse(c, mission->path, "closes", "must be later than it opens");
    }
    if (mission->theatre.text && !tl_name_is_good(mission->theatre.text)) {
        tl_path_refuse(c, mission->path, "theatre",
                       "a name is written with a-z, 0-9 and -, from a letter on");
    }
    if (mission->partners.given && mission->partners.count == 0) {
        tl_path_refuse(c, mission->path, "partners", "must name at least one partner");
    } else if (mission->partners.given && mission->lead.index != TL_ABSENT &&
               !tl_refs_hold(&mission->partners, mission->lead.index)) {
        tl_path_refuse(c, mission->path, "lead", "must be one of its partners");
    }
}

static void check_take(struct tl_check *c, const struct tl_take_def *take,
                       const struct tl_diversion_def *diversion)
{
    if (tl_scenario_gives(c->scenario, take->path, "count") &&
        tl_scenario_gives(c->scenario, take->path, "share")) {
        tl_path_refuse(c, take->path, NULL, "needs only one of the keys \"count\" and \"share\"");
    }
    if (tl_scenario_gives(c->scenario, take->path, "denominator") &&
        !tl_scenario_gives(c->scenario, take->path, "share")) {
        tl_path_refuse(c, take->path, "denominator", "says nothing without a share");
    }
    for (size_t i = 0; i < take->assets.count; i++) {
        const struct tl_asset_def *asset = &c->scenario->assets[take->assets.items[i]];
        if (diversion->partner.index != TL_ABSENT && asset->partner.index != TL_ABSENT &&
            asset->partner.index != diversion->partner.index) {
            tl_path_refuse(c, take->path, tl_arena_print(c->arena, "assets[%zu]", i), "is not an asset of %s",
                           c->scenario->partners[diversion->partner.index].name);
        }
    }
}

static void check_diversion(struct tl_check *c, const struct tl_diversion_def *diversion)
{
    const struct tl_take_def *takes = diversion->take.items;
    for (size_t i = 0; i < diversion->take.count; i++) {
        check_take(c, &takes[i], diversion);
    }
    if (takes && diversion->take.count == 0) {
        tl_path_refuse(c, diversion->path, "take", "must say what it takes");
    }
    if (diversion->max_hold_s != TL_ABSENT && diversion->hold == TL_HOLD_NONE) {
        tl_path_refuse(c, diversion->path, "max-hold", "says nothing unless hold is \"until-relieved\"");
    }
    if (diversion->to.index == TL_ABSENT || diversion->partner.index == TL_ABSENT) {
        return;
    }
    const struct tl_mission_def *to = &c->scenario->missions[diversion->to.index];
    if (to->partners.given && !tl_refs_hold(&to->partners, diversion->partner.index)) {
        tl_path_refuse(c, diversion->path, "to", "%s may not serve this mission: see its partners",
                       c->scenario->partners[diversion->partner.index].name);
    }
}

static void check_top(struct tl_check *c, const struct tl_top_def *top)
{
    if (top->warmup_s != TL_ABSENT && top->horizon_s != TL_ABSENT && top->warmup_s >= top->horizon_s) {
        tl_path_refuse(c, "", "warmup", "must be less than the horizon");
    }
}

#define TL_CHECK_EACH(name, list, check)                                                                     \
    for (size_t i = 0; i < c->scenario->name##_count; i++) {                                                 \
        check(c, &c->scenario->list[i]);                                                                     \
    }

void tl_check_entities(struct tl_check *c)
{
    check_top(c, &c->scenario->top);
    TL_CHECK_EACH(partner, partners, check_partner)
    TL_CHECK_EACH(place, places, check_place)
    TL_CHECK_EACH(lane, lanes, check_lane)
    TL_CHECK_EACH(class, classes, check_class)
    TL_CHECK_EACH(asset, assets, check_asset)
    TL_CHECK_EACH(phase, phases, tl_check_phase)
    TL_CHECK_EACH(mission, missions, check_mission)
    TL_CHECK_EACH(incident, incidents, tl_check_incident)
    TL_CHECK_EACH(link, links, tl_check_link)
    TL_CHECK_EACH(agreement, agreements, tl_check_agreement)
    TL_CHECK_EACH(consent, consents, tl_check_consent)
    TL_CHECK_EACH(posture, postures, tl_check_posture)
    TL_CHECK_EACH(gauge, gauges, tl_check_gauge)
    TL_CHECK_EACH(weather, weathers, tl_check_weather)
    TL_CHECK_EACH(group, groups, tl_check_people)
    TL_CHECK_EACH(corridor, corridors, tl_check_corridor)
    TL_CHECK_EACH(service, services, tl_check_service)
    TL_CHECK_EACH(diversion, diversions, check_diversion)
    TL_CHECK_EACH(inject, injects, check_inject)
}
