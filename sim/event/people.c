#include "event/people.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"

void tl_people_init(struct tl_people *people, const struct tl_roster *roster)
{
    *people = (struct tl_people){
        .roster = roster,
        .persons = tl_alloc(roster->group_count * TL_STAGES + 1, sizeof(int64_t)),
        .safe = tl_alloc(roster->group_count + 1, sizeof(int64_t)),
        .at = tl_alloc(roster->places.count * roster->group_count + 1, sizeof(int64_t)),
        .held = tl_alloc(roster->places.count + 1, sizeof(int64_t)),
    };
    for (size_t g = 0; g < roster->group_count; g++) {
        people->persons[g * TL_STAGES + TL_STAGE_HOME] = roster->groups[g].persons;
    }
}

void tl_people_clear(struct tl_people *people)
{
    free(people->persons);
    free(people->safe);
    free(people->at);
    free(people->held);
    *people = (struct tl_people){0};
}

/* Where an event takes people from, and to. */
struct move {
    enum tl_stage from, to;
    int64_t leaves, enters; /* places at whose numbers it counts; TL_NONE: none */
};

static int64_t *at_place(const struct tl_people *people, int64_t place, int64_t group)
{
    return &people->at[(size_t)place * people->roster->group_count + (size_t)group];
}

/* Who boards at a haven was safe, and stays so. */
static struct move board(const struct tl_people *people, const struct tl_event *event)
{
    bool onward = people->roster->is_haven[event->place];
    return (struct move){onward ? TL_STAGE_HAVEN : TL_STAGE_QUEUED,
                         onward ? TL_STAGE_ONWARD : TL_STAGE_ABOARD, event->place, TL_NONE};
}

/* Whoever came on board at a haven was safe before, and is so whatever happens. */
static struct move unboard(const struct tl_people *people, const struct tl_event *event)
{
    bool lands = event->kind == TL_EVENT_PERSONS_LAND;
    bool onward = event->from != TL_NONE && people->roster->is_haven[event->from];
    return (struct move){onward ? TL_STAGE_ONWARD : TL_STAGE_ABOARD,
                         lands || onward ? TL_STAGE_HAVEN : TL_STAGE_QUEUED, TL_NONE, event->place};
}

/* Where convoys end, those who flee are gone; the others wait to board, or are in a haven. */
static struct move reach_place(const struct tl_people *people, const struct tl_event *event,
                               enum tl_stage from)
{
    const struct tl_roster *roster = people->roster;
    if (roster->groups[event->group].flees) {
        return (struct move){from, TL_STAGE_AWAY, TL_NONE, TL_NONE};
    }
    enum tl_stage to = roster->is_haven[event->place] ? TL_STAGE_HAVEN : TL_STAGE_QUEUED;
    return (struct move){from, to, TL_NONE, event->place};
}

/* Does the event move people, and how? */
static bool read_move(const struct tl_people *people, const struct tl_event *event, struct move *move)
{
    switch (event->kind) {
    case TL_EVENT_PERSONS_STAY:
        *move = (struct move){TL_STAGE_HOME, TL_STAGE_STAYS, TL_NONE, TL_NONE};
        return true;
    case TL_EVENT_PERSONS_GATHER:
        *move = event->corridor != TL_NONE ? (struct move){TL_STAGE_HOME, TL_STAGE_GATHERED, TL_NONE, TL_NONE}
                                           : reach_place(people, event, TL_STAGE_HOME);
        return true;
    case TL_EVENT_CONVOY_DEPARTS:
        *move = (struct move){TL_STAGE_GATHERED, TL_STAGE_ROAD, TL_NONE, TL_NONE};
        return true;
    case TL_EVENT_CONVOY_ARRIVES:
        *move = reach_place(people, event, TL_STAGE_ROAD);
        return true;
    case TL_EVENT_PERSONS_BOARD:
        *move = board(people, event);
        return true;
    case TL_EVENT_PERSONS_LAND:
    case TL_EVENT_PERSONS_RETURN:
        *move = unboard(people, event);
        return true;
    case TL_EVENT_PERSONS_MOVE_ON:
        *move = (struct move){TL_STAGE_HAVEN, TL_STAGE_AWAY, event->place, TL_NONE};
        return true;
    default:
        return false;
    }
}

bool tl_people_take(struct tl_people *people, const struct tl_event *event, bool *sound)
{
    struct move move;
    *sound = true;
    if (!read_move(people, event, &move)) {
        return false;
    }
    int64_t *stages = &people->persons[(size_t)event->group * TL_STAGES];
    bool is_there = move.leaves == TL_NONE || *at_place(people, move.leaves, event->group) >= event->persons;
    if (event->persons < 0 || stages[move.from] < event->persons || !is_there) {
        *sound = false;
        return false;
    }
    /* what leaves one stage enters another: the sum stays the group's size */
    stages[move.from] -= event->persons;
    stages[move.to] += event->persons;
    people->safe[event->group] += (tl_stage_is_safe(move.to) - tl_stage_is_safe(move.from)) * event->persons;
    if (move.leaves != TL_NONE) {
        *at_place(people, move.leaves, event->group) -= event->persons;
        people->held[move.leaves] -= event->persons;
    }
    if (move.enters != TL_NONE) {
        *at_place(people, move.enters, event->group) += event->persons;
        people->held[move.enters] += event->persons;
    }
    return true;
}

const char *tl_stage_name(enum tl_stage stage)
{
    static const char *const names[TL_STAGES] = {
#define TL_STAGE(NAME, name, safe, help) name,
#include "event/stage.def"
#undef TL_STAGE
    };
    assert(stage < TL_STAGES);
    return names[stage];
}

bool tl_stage_is_safe(enum tl_stage stage)
{
    static const bool safe[TL_STAGES] = {
#define TL_STAGE(NAME, name, safe, help) (safe) != 0,
#include "event/stage.def"
#undef TL_STAGE
    };
    assert(stage < TL_STAGES);
    return safe[stage];
}
