/* What links of the command network and agreements between partners must keep to. */
#include <string.h>

#include "scenario/check.h"

void tl_check_link(struct tl_check *c, const struct tl_link_def *link)
{
    if (link->from.index == TL_ABSENT || link->to.index == TL_ABSENT) {
        return;
    }
    if (link->from.index == link->to.index) {
        tl_path_refuse(c, link->path, "to", "is where the link starts");
        return;
    }
    for (const struct tl_link_def *other = c->scenario->links; other < link; other++) {
        bool same = other->from.index == link->from.index && other->to.index == link->to.index;
        bool opposite = other->from.index == link->to.index && other->to.index == link->from.index;
        if (same || opposite) {
            tl_path_refuse(c, link->path, NULL, "link %s has the same ends", other->name);
        }
    }
}

/* The partner that leads a mission, or TL_ABSENT where that could not be read. */
static int32_t find_lead(const struct tl_check *c, const struct tl_mission_def *mission)
{
    if (tl_scenario_gives(c->scenario, mission->path, "lead")) {
        return mission->lead.index;
    }
    return mission->partners.count > 0 ? mission->partners.items[0] : TL_ABSENT;
}

static void check_parties(struct tl_check *c, const struct tl_agreement_def *agreement)
{
    if (agreement->mission.index == TL_ABSENT || agreement->partner.index == TL_ABSENT) {
        return;
    }
    const struct tl_mission_def *mission = &c->scenario->missions[agreement->mission.index];
    const char *partner = c->scenario->partners[agreement->partner.index].name;
    if (mission->partners.given && !tl_refs_hold(&mission->partners, agreement->partner.index)) {
        tl_path_refuse(c, agreement->path, "mission", "%s may not serve this mission: see its partners",
                       partner);
    } else if (agreement->backs_up && find_lead(c, mission) == agreement->partner.index) {
        tl_path_refuse(c, agreement->path, "backs-up", "says nothing: %s leads the mission", partner);
    }
}

/* Does the agreement give the key in vain? */
static void check_vain(struct tl_check *c, const struct tl_agreement_def *agreement, const char *key,
                       bool is_vain, const char *unless)
{
    if (is_vain && tl_scenario_gives(c->scenario, agreement->path, key)) {
        tl_path_refuse(c, agreement->path, key, "says nothing unless %s", unless);
    }
}

/* Is there anything that the agreement promises, or might if all of it could be read? */
static bool may_promise(const struct tl_check *c, const struct tl_agreement_def *agreement)
{
    return agreement->backs_up || agreement->announce_s != 0 || agreement->hold != TL_HOLD_NONE ||
           (tl_scenario_gives(c->scenario, agreement->path, "backs-up") &&
            tl_node_at(c->scenario->tree, tl_arena_print(c->arena, "%s.backs-up", agreement->path))->kind !=
                TL_NODE_BOOL);
}

void tl_check_agreement(struct tl_check *c, const struct tl_agreement_def *agreement)
{
    check_parties(c, agreement);
    if (agreement->state == TL_AGREEMENT_LATE && !tl_scenario_gives(c->scenario, agreement->path, "late")) {
        tl_path_refuse(c, agreement->path, "state", "needs the key \"late\": when it is reached");
    }
    if (!may_promise(c, agreement)) {
        tl_path_refuse(c, agreement->path, NULL,
                       "promises nothing; give the key \"backs-up\", \"announce\" or \"hold\"");
        return;
    }
    bool does_not_back_up = !agreement->backs_up;
    check_vain(c, agreement, "notice", does_not_back_up, "backs-up is true");
    check_vain(c, agreement, "up-to", does_not_back_up, "backs-up is true");
    check_vain(c, agreement, "max-hold", agreement->hold == TL_HOLD_NONE, "hold is \"until-relieved\"");
}
