#include "model/kinds.h"

#define TL_MISSION(name) extern const struct tl_mission_kind tl_mission_##name;
#include "model/mission.def"
#undef TL_MISSION
#define TL_POLICY(name) extern const struct tl_policy tl_policy_##name;
#include "model/policy.def"
#undef TL_POLICY

static const struct tl_mission_kind *const mission_kinds[] = {
#define TL_MISSION(name) &tl_mission_##name,
#include "model/mission.def"
#undef TL_MISSION
};

static const struct tl_policy *const policies[] = {
#define TL_POLICY(name) &tl_policy_##name,
#include "model/policy.def"
#undef TL_POLICY
};

const struct tl_mission_kind *const *tl_mission_kinds(size_t *count)
{
    *count = sizeof mission_kinds / sizeof *mission_kinds;
    return mission_kinds;
}

const struct tl_policy *const *tl_policies(size_t *count)
{
    *count = sizeof policies / sizeof *policies;
    return policies;
}
