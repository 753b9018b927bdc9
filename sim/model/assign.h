/* The assignment problem behind policy `optimal`, apart from any state: groups of interchangeable assets, missions that need
 * capability, and over a span ahead the best numbers to send. Times are whole seconds from now, capabilities whole millionths.
 *
 * The supply of a mission is what is planned for it, less what every asset gives that is sent away from it (at once, for the whole
 * span), plus what every asset gives that is sent to it, from when it counts until its endurance calls it home. Coverage is the least
 * share of demand met over the needs; under several needs the mean share counts a thousandth besides, so that filling one of them is
 * worth something to a partner that cannot fill the others. The value of an assignment is the sum over missions of weight times
 * coverage, integrated over the span. */
#ifndef TL_MODEL_ASSIGN_H
#define TL_MODEL_ASSIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "event/roster.h"

/* Plans are alike whose values differ by no more than this share of full coverage of the core's missions over the whole span: less than
 * the solver's arithmetic could tell apart safely, and far below a millionth of coverage. */
#define TL_ASSIGN_ALIKE 1e-7

#define TL_ASSIGN_WEIGHT INT64_C(1000000) /* of the mission that weighs most */

struct tl_assign_group {
    int64_t count;
    size_t source; /* mission whose supply falls by what one gives when it goes; mission_count: none */
    const int64_t *gives_u; /* [capabilities], borrowed */
};

struct tl_assign_mission {
    int64_t weight; /* [0, TL_ASSIGN_WEIGHT] */
    size_t needs;
    const int32_t *need;            /* [needs] capability of each, borrowed */
    int64_t supply_u[TL_NEEDS_MAX]; /* >= 0 and what all groups together give that have it as their source */
    int64_t demand_u[TL_NEEDS_MAX];
    int64_t room; /* most that may be sent there, >= 0 */
};

/* An asset of the group sent to the mission counts there in [from_s, until_s); nobody can be sent where that is empty. */
struct tl_assign_way {
    int64_t from_s, until_s; /* in [0, span] */
    int64_t leg_s;           /* >= 0 */
};

struct tl_assign {
    int64_t span_s; /* > 0 */
    struct tl_assign_group *groups;
    size_t group_count;
    struct tl_assign_mission *missions;
    size_t mission_count;
    struct tl_assign_way *ways; /* [groups][missions] */
};

/* So many groups and missions, all zero: nobody can be sent anywhere. Freed by clear. */
void tl_assign_init(struct tl_assign *problem, size_t groups, size_t missions);
void tl_assign_clear(struct tl_assign *problem);

static inline size_t tl_assign_cell(const struct tl_assign *problem, size_t group, size_t mission)
{
    return group * problem->mission_count + mission;
}

/* Can anybody of the group be sent there with any use? */
bool tl_assign_is_way(const struct tl_assign *problem, size_t group, size_t mission);

/* The value of an assignment: weight x billionths of coverage x seconds, coverage rounded down at each time; a span of a year with
 * large weights passes 64 bits.
 * sent  [groups][missions] how many go where; at most the group's count in all; where there is no way they are lost */
__int128 tl_assign_evaluate(const struct tl_assign *problem, const int64_t *sent);

/* The value of full coverage of every mission over the whole span: what gaps are measured in. */
__int128 tl_assign_whole(const struct tl_assign *problem);

/* The core of a problem, all that the choice turns on: the groups that somebody can be sent from with any use, and the missions that
 * they could be sent to or stand at, both in the order they had. What is left out adds a constant to every value.
 * core     out: freed by tl_assign_clear; it borrows what the problem borrows
 * groups   out: [core's groups] which of the problem's each is; room for all of them
 * missions out: [core's missions] likewise */
void tl_assign_reduce(const struct tl_assign *problem, struct tl_assign *core, size_t *groups,
                      size_t *missions);

/* The best assignment, solved exactly with GLPK: no gap, no limit of time. Among plans that are alike (TL_ASSIGN_ALIKE) the least
 * sum of legs wins, then the least sum of the numbers in the core of the cells, each plus one, of all who go; so nobody goes for
 * nothing. Only the core is ever looked at: problems of one core get the same answer to the bit, whatever else stands in them, though
 * several plans be equally good. Fast where few missions lack something; where dozens of groups and many missions under joint needs
 * all do, the time grows beyond use.
 * sent  out: [groups][missions]
 * A failure inside the solver ends the program with a message. */
void tl_assign_solve(const struct tl_assign *problem, int64_t *sent);

#endif
