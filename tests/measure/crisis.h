/* The scene with people, an outside party, a consent and a work: mission a evacuates those at area-a and area-b to the port, c is worked
 * off, and those who flee are on the roads alone. */
#ifndef TL_TEST_CRISIS_H
#define TL_TEST_CRISIS_H

#include "test.h"

#include "measure/scene.h"

enum { FOLK_A, FOLK_B, FLIGHT, GROUPS };

static inline struct tl_roster make_crisis_roster(int64_t horizon_s)
{
    static const char *corridor_names[] = {"road"};
    static const char *consent_names[] = {"entry"};
    static const char *posture_names[] = {"other"};
    static const char *state_names[] = {"calm", "tense", "hot"};
    static const struct tl_names states[] = {{state_names, 3}};
    static struct tl_roster_group groups[GROUPS] = {
        {"folk-a", "folk", 1000, false}, {"folk-b", "folk", 1000, false}, {"flight", "flight", 5000, true}};
    static const int32_t evacuated[] = {FOLK_A, FOLK_B};
    static const bool is_haven[PLACES] = {[PORT] = true};
    static struct tl_roster_mission missions[MISSIONS];
    memcpy(missions, scene_missions, sizeof missions);
    missions[MISSION_A].groups = 2;
    missions[MISSION_A].group = evacuated;
    missions[MISSION_A].consent = TL_NONE;
    missions[MISSION_A].haven = PORT;
    missions[MISSION_C].is_work = true;
    struct tl_roster roster = make_roster(horizon_s);
    roster.missions = missions;
    roster.groups = groups;
    roster.group_count = GROUPS;
    roster.is_haven = is_haven;
    roster.corridors = (struct tl_names){corridor_names, 1};
    roster.consents = (struct tl_names){consent_names, 1};
    roster.postures = (struct tl_names){posture_names, 1};
    roster.states = states;
    return roster;
}

/* People of a group move: from is of landings. */
static inline void tell_people(struct tl_measures *measures, int64_t time_s, enum tl_event_kind kind,
                               int64_t group, int64_t persons, int64_t place, int64_t from)
{
    struct tl_event event = at(time_s, kind, TL_NONE, TL_NONE);
    event.group = group;
    event.persons = persons;
    event.place = place;
    event.from = from;
    tell(measures, event);
}

#endif
