#include "measure/ledger_late.h"

#include <stdlib.h>

#include "base/memory.h"
#include "measure/ledger_split.h"

void tl_ledger_late_init(struct tl_ledger_late *late, const struct tl_roster *roster,
                         struct tl_ledger_book *books)
{
    *late = (struct tl_ledger_late){
        .roster = roster,
        .books = books,
        .missions = tl_alloc(roster->mission_count, sizeof *late->missions),
        .stale = tl_alloc(roster->mission_count, sizeof *late->stale),
    };
    for (size_t m = 0; m < roster->mission_count; m++) {
        if (tl_coverage_is_progress(&roster->missions[m])) {
            late->missions[late->count++] = m;
        }
    }
    tl_aboard_init(&late->aboard, roster);
    tl_lowerings_init(&late->lowerings, roster);
}

void tl_ledger_late_clear(struct tl_ledger_late *late)
{
    tl_aboard_clear(&late->aboard);
    tl_lowerings_clear(&late->lowerings);
    free(late->missions);
    free(late->stale);
}

/* ---- whom it holds ---- */

/* Of a group's late people so many are held in each queue: those furthest downstream are counted first. Whoever is aboard and waits for
 * the haven is held there; for all others aboard more assets, or an earlier turn, would have done. */
static void count_held(const struct tl_ledger_late *late, const struct tl_coverage *coverage, size_t m,
                       int32_t group, int64_t shares[TL_LATE_QUEUES])
{
    static const enum tl_late_queue queues[TL_STAGES] = {
        [TL_STAGE_HOME] = TL_LATE_HOME,     [TL_STAGE_STAYS] = TL_LATE_QUEUES,
        [TL_STAGE_GATHERED] = TL_LATE_ROAD, [TL_STAGE_ROAD] = TL_LATE_ROAD,
        [TL_STAGE_QUEUED] = TL_LATE_PLACE,  [TL_STAGE_ABOARD] = TL_LATE_PLACE,
        [TL_STAGE_HAVEN] = TL_LATE_QUEUES,  [TL_STAGE_ONWARD] = TL_LATE_QUEUES,
        [TL_STAGE_AWAY] = TL_LATE_QUEUES,
    };
    const int64_t *persons = &coverage->people.persons[(size_t)group * TL_STAGES];
    int64_t held[TL_LATE_QUEUES] = {0};
    int64_t left = tl_coverage_late(coverage, m, group);
    for (size_t stage = 0; stage < TL_STAGES; stage++) {
        if (queues[stage] != TL_LATE_QUEUES) {
            held[queues[stage]] += persons[stage];
        }
    }
    held[TL_LATE_HAVEN] = late->aboard.landing[group];
    held[TL_LATE_PLACE] -= held[TL_LATE_HAVEN];
    for (size_t q = 0; q < TL_LATE_QUEUES; q++) {
        int64_t share = held[q] < left ? held[q] : left;
        shares[q] += share;
        left -= share;
    }
    shares[TL_LATE_PLACE] += left; /* nowhere in sight */
}

/* Split the mission's rate among the queues that hold its late people; of a work mission all of it goes to what keeps others from it. */
static void split(const struct tl_ledger_late *late, const struct tl_coverage *coverage, size_t m)
{
    struct tl_ledger_book *book = &late->books[m];
    const struct tl_roster_mission *mission = &late->roster->missions[m];
    int64_t shares[TL_LATE_QUEUES] = {0};
    int64_t parts[TL_LATE_QUEUES];
    book->part_count = 0;
    book->changed = false;
    if (book->rate_u == 0) {
        return;
    }
    for (size_t i = 0; i < mission->groups; i++) {
        count_held(late, coverage, m, mission->group[i], shares);
    }
    shares[TL_LATE_PLACE] += mission->groups == 0;
    tl_ledger_split(book->rate_u, shares, TL_LATE_QUEUES, parts);
    for (size_t q = 0; q < TL_LATE_QUEUES; q++) {
        if (parts[q] > 0) {
            book->parts = tl_grow(book->parts, book->part_count, &book->part_capacity, sizeof *book->parts);
            int32_t label = tl_lowerings_label(&late->lowerings, m, (enum tl_late_queue)q);
            book->parts[book->part_count++] = (struct tl_ledger_part){label, parts[q]};
        }
    }
}

/* Is it about what one mission is to do, or has done? */
static bool is_of_mission(enum tl_event_kind kind)
{
    return kind == TL_EVENT_MISSION_OPENS || kind == TL_EVENT_MISSION_CLOSES ||
           kind == TL_EVENT_DEMAND_CHANGES || kind == TL_EVENT_PERSONS_DUE || kind == TL_EVENT_WORK_DONE;
}

/* May the event change who is late, or where they are? */
static bool is_about(const struct tl_roster *roster, const struct tl_event *event, size_t m)
{
    if (is_of_mission(event->kind)) {
        return event->mission == (int64_t)m;
    }
    return event->group != TL_NONE && tl_coverage_is_of_group(&roster->missions[m], event->group);
}

bool tl_ledger_late_take(struct tl_ledger_late *late, const struct tl_event *event, int32_t root, int32_t why)
{
    if (late->count == 0) {
        return false;
    }
    bool comes = tl_aboard_take(&late->aboard, event);
    bool lowers = tl_lowerings_take(&late->lowerings, &late->aboard, event, root, why);
    bool may_matter = comes || lowers || event->group != TL_NONE || is_of_mission(event->kind);
    for (size_t i = 0; may_matter && i < late->count; i++) {
        size_t m = late->missions[i];
        bool is_lowered = lowers && late->lowerings.lists[m].changed;
        if (!late->stale[m] && (comes || is_lowered || is_about(late->roster, event, m))) {
            late->stale[m] = late->any_stale = true;
        }
    }
    bool is_demand = event->kind == TL_EVENT_MISSION_OPENS || event->kind == TL_EVENT_MISSION_CLOSES ||
                     event->kind == TL_EVENT_DEMAND_CHANGES;
    return is_demand && tl_coverage_is_progress(&late->roster->missions[event->mission]);
}

void tl_ledger_late_look(struct tl_ledger_late *late, const struct tl_coverage *coverage, int64_t time_s)
{
    for (size_t i = 0; late->any_stale && i < late->count; i++) {
        size_t m = late->missions[i];
        if (late->stale[m]) {
            int64_t more_u[TL_NEEDS_MAX];
            tl_ledger_book_settle(&late->books[m], time_s);
            tl_ledger_book_look(&late->books[m], coverage, more_u);
            split(late, coverage, m);
            late->stale[m] = false;
        }
    }
    late->any_stale = false;
}
