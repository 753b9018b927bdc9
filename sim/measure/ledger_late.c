#include "measure/ledger_late.h"

#include <stdlib.h>

#include "base/memory.h"
#include "measure/ledger_split.h"

void tl_ledger_late_init(struct tl_ledger_late *late, const struct tl_roster *roster,
                         struct tl_ledger_book *books)
{
    *late = (struct tl_ledger_late){.roster = roster,
                                    .books = books,
                                    .roots = tl_alloc(roster->mission_count, sizeof *late->roots),
                                    .standing = tl_alloc(roster->mission_count, sizeof *late->standing)};
    for (size_t m = 0; m < roster->mission_count; m++) {
        const struct tl_roster_mission *mission = &roster->missions[m];
        late->any = late->any || tl_coverage_is_progress(mission);
        late->standing[m] = TL_ROOT_STRUCTURAL;
        for (size_t q = 0; q < TL_LATE_QUEUES; q++) {
            late->roots[m][q] = TL_ROOT_STRUCTURAL;
        }
        if (mission->consent != TL_NONE && roster->consents.count > 0 && mission->grade > TL_GRADE_REFUSED) {
            late->standing[m] = tl_ledger_root_of_consent(roster, mission->consent);
            late->roots[m][TL_LATE_PLACE] = late->standing[m];
        }
    }
}

void tl_ledger_late_clear(struct tl_ledger_late *late)
{
    free(late->roots);
    free(late->standing);
}

/* ---- what lowers a capacity ---- */

/* Of a consent: those who need it may come, or may not. */
static void note_consent(struct tl_ledger_late *late, size_t m, const struct tl_event *event, int32_t root)
{
    const struct tl_roster_mission *mission = &late->roster->missions[m];
    int32_t *place = &late->roots[m][TL_LATE_PLACE];
    if (mission->consent != event->consent) {
        return;
    }
    bool was_lacking = late->standing[m] != TL_ROOT_STRUCTURAL;
    bool is_lacking = event->grade < mission->grade;
    if (is_lacking && !was_lacking) { /* from too little to too little is nothing lowered */
        *place = late->standing[m] = root;
    } else if (!is_lacking) {
        *place = *place == late->standing[m] ? TL_ROOT_STRUCTURAL : *place;
        late->standing[m] = TL_ROOT_STRUCTURAL;
    }
}

static void note_place(struct tl_ledger_late *late, size_t m, const struct tl_event *event, int32_t root)
{
    if (event->place == late->roster->missions[m].post) {
        late->roots[m][TL_LATE_PLACE] = root;
    } else if (late->roster->is_haven[event->place]) {
        late->roots[m][TL_LATE_HAVEN] = root;
    }
}

/* Does the event lower a capacity of the mission? Then its root is what later lateness is booked to. */
static void note(struct tl_ledger_late *late, size_t m, const struct tl_event *event, int32_t root)
{
    int32_t *roots = late->roots[m];
    switch (event->kind) {
    case TL_EVENT_ASSET_RETASKED:
    case TL_EVENT_ASSET_RECALLED:
        roots[TL_LATE_PLACE] = event->was == (int64_t)m ? root : roots[TL_LATE_PLACE];
        break;
    case TL_EVENT_ASSET_FAILS:
    case TL_EVENT_ASSET_LOST:
        roots[TL_LATE_PLACE] = event->mission == (int64_t)m ? root : roots[TL_LATE_PLACE];
        break;
    case TL_EVENT_CONSENT_CHANGES:
        note_consent(late, m, event, root);
        break;
    case TL_EVENT_PLACE_CLOSES:
        note_place(late, m, event, root);
        break;
    case TL_EVENT_PLACE_SCALES:
        if (event->scale < TL_MICRO) {
            note_place(late, m, event, root);
        }
        break;
    case TL_EVENT_LANE_CLOSES:
        roots[TL_LATE_ROAD] = root;
        break;
    case TL_EVENT_LANE_SCALES:
        roots[TL_LATE_ROAD] = event->scale < TL_MICRO ? root : roots[TL_LATE_ROAD];
        break;
    case TL_EVENT_WEATHER_CHANGES:
        if (event->level > 0) {
            roots[TL_LATE_PLACE] = root;
        } else if (roots[TL_LATE_PLACE] == root) { /* calm again: it holds nobody any longer */
            roots[TL_LATE_PLACE] = late->standing[m];
        }
        break;
    case TL_EVENT_SHELTER_STARTS:
        roots[TL_LATE_HOME] = root;
        break;
    default:
        break;
    }
}

/* ---- whom it holds ---- */

/* Of a group's late people so many are held in each queue: those furthest downstream are counted first. */
static void count_held(const struct tl_coverage *coverage, size_t m, int32_t group,
                       int64_t shares[TL_LATE_QUEUES])
{
    static const enum tl_late_queue queues[TL_STAGES] = {
        [TL_STAGE_HOME] = TL_LATE_HOME,     [TL_STAGE_STAYS] = TL_LATE_QUEUES,
        [TL_STAGE_GATHERED] = TL_LATE_ROAD, [TL_STAGE_ROAD] = TL_LATE_ROAD,
        [TL_STAGE_QUEUED] = TL_LATE_PLACE,  [TL_STAGE_ABOARD] = TL_LATE_HAVEN,
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
        count_held(coverage, m, mission->group[i], shares);
    }
    shares[TL_LATE_PLACE] += mission->groups == 0;
    tl_ledger_split(book->rate_u, shares, TL_LATE_QUEUES, parts);
    for (size_t q = 0; q < TL_LATE_QUEUES; q++) {
        if (parts[q] > 0) {
            book->parts = tl_grow(book->parts, book->part_count, &book->part_capacity, sizeof *book->parts);
            book->parts[book->part_count++] = (struct tl_ledger_part){late->roots[m][q], parts[q]};
        }
    }
}

/* May the event change who is late, or where they are? */
static bool is_about(const struct tl_event *event, size_t m)
{
    switch (event->kind) {
    case TL_EVENT_MISSION_OPENS:
    case TL_EVENT_MISSION_CLOSES:
    case TL_EVENT_DEMAND_CHANGES:
    case TL_EVENT_PERSONS_DUE:
    case TL_EVENT_WORK_DONE:
        return event->mission == (int64_t)m;
    default:
        return event->group != TL_NONE;
    }
}

static bool may_lower(enum tl_event_kind kind)
{
    switch (kind) {
    case TL_EVENT_ASSET_RETASKED:
    case TL_EVENT_ASSET_RECALLED:
    case TL_EVENT_ASSET_FAILS:
    case TL_EVENT_ASSET_LOST:
    case TL_EVENT_CONSENT_CHANGES:
    case TL_EVENT_PLACE_CLOSES:
    case TL_EVENT_PLACE_SCALES:
    case TL_EVENT_LANE_CLOSES:
    case TL_EVENT_LANE_SCALES:
    case TL_EVENT_WEATHER_CHANGES:
    case TL_EVENT_SHELTER_STARTS:
        return true;
    default:
        return false;
    }
}

bool tl_ledger_late_take(struct tl_ledger_late *late, const struct tl_coverage *coverage,
                         const struct tl_event *event, int32_t root)
{
    bool is_mission =
        event->mission != TL_NONE && tl_coverage_is_progress(&late->roster->missions[event->mission]);
    bool lowers = root != TL_NONE && may_lower(event->kind);
    bool is_of_people = event->group != TL_NONE;
    for (size_t m = 0; late->any && (is_mission || lowers || is_of_people) && m < late->roster->mission_count;
         m++) {
        if (!tl_coverage_is_progress(&late->roster->missions[m])) {
            continue;
        }
        if (lowers || is_about(event, m)) {
            int64_t more_u[TL_NEEDS_MAX];
            tl_ledger_book_settle(&late->books[m], event->time_s);
            if (lowers) {
                note(late, m, event, root);
            }
            tl_ledger_book_look(&late->books[m], coverage, more_u);
            split(late, coverage, m);
        }
    }
    bool is_demand = event->kind == TL_EVENT_MISSION_OPENS || event->kind == TL_EVENT_MISSION_CLOSES ||
                     event->kind == TL_EVENT_DEMAND_CHANGES;
    return is_mission && is_demand;
}
