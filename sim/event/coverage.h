/* Coverage: the arithmetic that rules and measures share. A fold over events, so both always agree.
 *
 * A mission's coverage is min over its needs of min(1, supply / demand), 1 where it is closed or needs nothing. Supply and
 * demand are whole millionths of a capability unit, so sums are exact in any order.
 * A response mission's needs are its kinds of incident instead: supply counts the assets on alert that would be there in time,
 * demand is how many one takes, and coverage is the share of kinds that would be answered if they came now. What is told of its
 * pool's demand does not count.
 * A lift mission has one need: demand counts the persons whom the plan wants to be safe by now (persons_due), whether the mission is
 * open or not; supply those of them who are, group by group: that more of one are safe than are due makes up for nobody of
 * another. A work mission has one: unit-days done and due (work_done). Their assets count for nothing here.
 * The loss rate of an index is the sum over its missions of weight (1 - coverage) / weight_sum, each mission's share rounded
 * half up to whole millionths of the index. A rate times whole seconds is whole micro-index-seconds: splitting an interval
 * never changes a sum. */
#ifndef TL_EVENT_COVERAGE_H
#define TL_EVENT_COVERAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "event/event.h"
#include "event/people.h"

struct tl_coverage {
    const struct tl_roster *roster; /* borrowed */
    struct tl_people people;
    size_t *lifts; /* which missions are about people */
    size_t lift_count;
    int64_t *due;      /* [missions][groups] persons whom the plan wants to be safe by now */
    bool is_sound;     /* nobody was moved from where there were too few */
    int64_t *supply_u; /* [missions][TL_NEEDS_MAX] */
    int64_t *demand_u; /* [missions][TL_NEEDS_MAX] */
    bool *open;        /* [missions] */
    int32_t *counting; /* [assets] mission for which the asset counts, or TL_NONE */
    double *covered;   /* [missions] coverage in [0, 1] */
    int64_t *lost_u;   /* [indexes][missions] the mission's part of the loss rate below */
    int64_t *
        loss_rate_u; /* [indexes] millionths of the index lost per second of each second, in [0, 10^6 + missions] */
};

void tl_coverage_init(struct tl_coverage *coverage, const struct tl_roster *roster);
void tl_coverage_clear(struct tl_coverage *coverage);

/* Fold one event. Returns true when some mission's supply, demand or coverage changed. Right-continuous: the values hold
 * from the event's time on. */
bool tl_coverage_take(struct tl_coverage *coverage, const struct tl_event *event);

/* Is its coverage what has been done beside what should have been: a lift or a work mission? */
bool tl_coverage_is_progress(const struct tl_roster_mission *mission);

/* How many needs a mission's coverage looks at: kinds of incident of a response mission, else capabilities. */
size_t tl_coverage_needs(const struct tl_roster_mission *mission);

/* What an asset supplies to need i of a mission while it counts there, millionths; to a response mission whole assets. */
int64_t tl_coverage_gives(const struct tl_roster *roster, int64_t asset,
                          const struct tl_roster_mission *mission, size_t i);

/* Is the mission about the evacuation of the group? */
bool tl_coverage_is_of_group(const struct tl_roster_mission *mission, int64_t group);

/* Persons of a group whom a lift mission's plan wants to be safe by now and who are not. */
int64_t tl_coverage_late(const struct tl_coverage *coverage, size_t mission, int64_t group);

/* May an event of the kind change the progress of a lift or work mission? */
bool tl_coverage_may_progress(enum tl_event_kind kind);

/* Coverage for a given supply: [needs] millionths each. Pure; rules use it to ask "what if". */
double tl_coverage_of(size_t needs, const int64_t *supply_u, const int64_t *demand_u);

/* A mission's part of an index's loss rate, in whole millionths. */
int64_t tl_coverage_loss_rate(double weight, double weight_sum, double covered);

#endif
