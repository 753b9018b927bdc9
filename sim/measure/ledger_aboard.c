#include "measure/ledger_aboard.h"

#include <stdlib.h>

#include "base/memory.h"

void tl_aboard_init(struct tl_aboard *aboard, const struct tl_roster *roster)
{
    *aboard = (struct tl_aboard){
        .roster = roster,
        .persons = tl_alloc(roster->asset_count + 1, sizeof *aboard->persons),
        .unsafe = tl_alloc(roster->asset_count * roster->group_count + 1, sizeof *aboard->unsafe),
        .is_landing = tl_alloc(roster->asset_count + 1, sizeof *aboard->is_landing),
        .landing = tl_alloc(roster->group_count + 1, sizeof *aboard->landing),
    };
}

void tl_aboard_clear(struct tl_aboard *aboard)
{
    free(aboard->persons);
    free(aboard->unsafe);
    free(aboard->is_landing);
    free(aboard->landing);
    *aboard = (struct tl_aboard){0};
}

/* People of a group come aboard, or go (persons < 0). */
static void move(struct tl_aboard *aboard, const struct tl_event *event, int64_t boarded_at, int64_t persons)
{
    bool was_safe = boarded_at != TL_NONE && aboard->roster->is_haven[boarded_at];
    aboard->persons[event->asset] += persons;
    if (!was_safe) {
        size_t row = (size_t)event->asset * aboard->roster->group_count + (size_t)event->group;
        aboard->unsafe[row] += persons;
        aboard->landing[event->group] += aboard->is_landing[event->asset] ? persons : 0;
    }
    if (aboard->persons[event->asset] == 0) {
        aboard->is_landing[event->asset] = false;
    }
}

static bool come(struct tl_aboard *aboard, const struct tl_event *event)
{
    bool comes = aboard->persons[event->asset] > 0 && aboard->roster->is_haven[event->place] &&
                 !aboard->is_landing[event->asset];
    for (size_t g = 0; comes && g < aboard->roster->group_count; g++) {
        aboard->landing[g] += aboard->unsafe[(size_t)event->asset * aboard->roster->group_count + g];
    }
    aboard->is_landing[event->asset] = aboard->is_landing[event->asset] || comes;
    return comes;
}

bool tl_aboard_take(struct tl_aboard *aboard, const struct tl_event *event)
{
    if (event->asset == TL_NONE || aboard->roster->group_count == 0) {
        return false;
    }
    switch (event->kind) {
    case TL_EVENT_PERSONS_BOARD:
        move(aboard, event, event->place, event->persons);
        return false;
    case TL_EVENT_PERSONS_LAND:
    case TL_EVENT_PERSONS_RETURN:
        move(aboard, event, event->from, -event->persons);
        return false;
    case TL_EVENT_ASSET_WAITS:
    case TL_EVENT_ASSET_UNLOADS:
        return come(aboard, event);
    default:
        return false;
    }
}
