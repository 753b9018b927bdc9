#include "event/people.h"

#include <string.h>

#include "test.h"

enum { FOLK, FLIGHT, GROUPS };
enum { TOWN, PIER, ISLE, REST, PLACES };

/* Folk of 1,000 board at the pier for the isle, a haven as the rest beyond it is; 500 flee on the same roads. */
static struct tl_roster_group groups[GROUPS] = {{"folk", "folk", 1000, false},
                                                {"flight", "flight", 500, true}};
static const char *place_names[PLACES] = {"town", "pier", "isle", "rest"};
static const bool is_haven[PLACES] = {[ISLE] = true, [REST] = true};
static const struct tl_roster roster = {
    .groups = groups, .group_count = GROUPS, .places = {place_names, PLACES}, .is_haven = is_haven};

static struct tl_event make(enum tl_event_kind kind, int64_t group, int64_t persons, int64_t place,
                            int64_t from)
{
    struct tl_event event = tl_event_make(kind, 0);
    event.group = group;
    event.persons = persons;
    event.place = place;
    event.from = from;
    return event;
}

static int64_t *at(const struct tl_people *people, int64_t place, int64_t group)
{
    return &people->at[place * GROUPS + group];
}

/* One event of each kind and case that moves people. */
struct step {
    const char *name;
    enum tl_event_kind kind;
    int64_t group, place, from, corridor;
    enum tl_stage leaves, enters;
    int64_t left, entered; /* the places at which they are counted; TL_NONE: none */
};
#define NONE TL_NONE
static const struct step steps[] = {
    {"stays", TL_EVENT_PERSONS_STAY, FOLK, NONE, NONE, NONE, TL_STAGE_HOME, TL_STAGE_STAYS, NONE, NONE},
    {"sets out by road", TL_EVENT_PERSONS_GATHER, FOLK, TOWN, NONE, 0, TL_STAGE_HOME, TL_STAGE_GATHERED, NONE,
     NONE},
    {"sets out to board", TL_EVENT_PERSONS_GATHER, FOLK, PIER, NONE, NONE, TL_STAGE_HOME, TL_STAGE_QUEUED,
     NONE, PIER},
    {"lives at a haven", TL_EVENT_PERSONS_GATHER, FOLK, ISLE, NONE, NONE, TL_STAGE_HOME, TL_STAGE_HAVEN, NONE,
     ISLE},
    {"flees by road", TL_EVENT_PERSONS_GATHER, FLIGHT, TOWN, NONE, 0, TL_STAGE_HOME, TL_STAGE_GATHERED, NONE,
     NONE},
    {"convoy departs", TL_EVENT_CONVOY_DEPARTS, FOLK, NONE, NONE, 0, TL_STAGE_GATHERED, TL_STAGE_ROAD, NONE,
     NONE},
    {"convoy arrives", TL_EVENT_CONVOY_ARRIVES, FOLK, PIER, NONE, 0, TL_STAGE_ROAD, TL_STAGE_QUEUED, NONE,
     PIER},
    {"convoy ends at a haven", TL_EVENT_CONVOY_ARRIVES, FOLK, ISLE, NONE, 0, TL_STAGE_ROAD, TL_STAGE_HAVEN,
     NONE, ISLE},
    {"has fled", TL_EVENT_CONVOY_ARRIVES, FLIGHT, PIER, NONE, 0, TL_STAGE_ROAD, TL_STAGE_AWAY, NONE, NONE},
    {"boards", TL_EVENT_PERSONS_BOARD, FOLK, PIER, NONE, NONE, TL_STAGE_QUEUED, TL_STAGE_ABOARD, PIER, NONE},
    {"boards at a haven", TL_EVENT_PERSONS_BOARD, FOLK, ISLE, NONE, NONE, TL_STAGE_HAVEN, TL_STAGE_ONWARD,
     ISLE, NONE},
    {"lands", TL_EVENT_PERSONS_LAND, FOLK, ISLE, PIER, NONE, TL_STAGE_ABOARD, TL_STAGE_HAVEN, NONE, ISLE},
    {"lands further on", TL_EVENT_PERSONS_LAND, FOLK, REST, ISLE, NONE, TL_STAGE_ONWARD, TL_STAGE_HAVEN, NONE,
     REST},
    {"is brought back", TL_EVENT_PERSONS_RETURN, FOLK, PIER, PIER, NONE, TL_STAGE_ABOARD, TL_STAGE_QUEUED,
     NONE, PIER},
    {"is brought back to a haven", TL_EVENT_PERSONS_RETURN, FOLK, ISLE, ISLE, NONE, TL_STAGE_ONWARD,
     TL_STAGE_HAVEN, NONE, ISLE},
    {"moves on", TL_EVENT_PERSONS_MOVE_ON, FOLK, ISLE, NONE, NONE, TL_STAGE_HAVEN, TL_STAGE_AWAY, ISLE, NONE},
};
#define STEPS (sizeof steps / sizeof *steps)

static struct tl_event make_step(const struct step *step, int64_t persons)
{
    struct tl_event event = make(step->kind, step->group, persons, step->place, step->from);
    event.corridor = step->corridor;
    return event;
}

/* Everybody of the group is in the stage, and counted at the place, if any. */
static void put_all(struct tl_people *people, int64_t group, enum tl_stage stage, int64_t place)
{
    int64_t *persons = &people->persons[group * TL_STAGES];
    int64_t all = groups[group].persons;
    persons[TL_STAGE_HOME] = 0;
    persons[stage] = all;
    people->safe[group] = tl_stage_is_safe(stage) ? all : 0;
    if (place != TL_NONE) {
        *at(people, place, group) = people->held[place] = all;
    }
}

/* Where everybody is, as it should be when so many have made the step. */
static void check_step(const struct tl_people *people, const struct step *step, int64_t moved)
{
    int64_t all = groups[step->group].persons;
    for (int stage = 0; stage < TL_STAGES; stage++) {
        int64_t want =
            (stage == (int)step->leaves ? all - moved : 0) + (stage == (int)step->enters ? moved : 0);
        ck_assert_msg(people->persons[step->group * TL_STAGES + stage] == want, "%s: %s", step->name,
                      tl_stage_name((enum tl_stage)stage));
    }
    for (int place = 0; place < PLACES; place++) {
        int64_t want = (place == step->left ? all - moved : 0) + (place == step->entered ? moved : 0);
        ck_assert_msg(*at(people, place, step->group) == want, "%s: %s", step->name, place_names[place]);
        ck_assert_msg(people->held[place] == want, "%s: %s", step->name, place_names[place]);
    }
    bool was_safe = step->leaves >= TL_STAGE_HAVEN;
    bool is_safe = step->enters >= TL_STAGE_HAVEN;
    int64_t safe = (was_safe ? all - moved : 0) + (is_safe ? moved : 0);
    ck_assert_msg(people->safe[step->group] == safe, "%s", step->name);
    int64_t other = step->group == FOLK ? FLIGHT : FOLK;
    ck_assert_int_eq(people->persons[other * TL_STAGES + TL_STAGE_HOME], groups[other].persons);
    ck_assert_int_eq(people->safe[other], 0);
}

START_TEST(each_event_moves_so_many)
{
    for (size_t i = 0; i < STEPS; i++) {
        for (int64_t persons = 0; persons <= groups[steps[i].group].persons; persons += 250) {
            struct tl_people people;
            bool sound = false;
            tl_people_init(&people, &roster);
            put_all(&people, steps[i].group, steps[i].leaves, steps[i].left);
            struct tl_event event = make_step(&steps[i], persons);
            ck_assert_msg(tl_people_take(&people, &event, &sound), "%s", steps[i].name);
            ck_assert(sound);
            check_step(&people, &steps[i], persons);
            tl_people_clear(&people);
        }
    }
}
END_TEST

/* One more than there are, fewer than none, or all of them while they are in another stage. */
START_TEST(unsound_events_move_nobody)
{
    for (size_t i = 0; i < STEPS; i++) {
        struct tl_people people;
        bool sound = true;
        tl_people_init(&people, &roster);
        put_all(&people, steps[i].group, steps[i].leaves, steps[i].left);
        const int64_t persons[] = {groups[steps[i].group].persons + 1, -1, INT64_MAX};
        for (size_t k = 0; k < sizeof persons / sizeof *persons; k++) {
            struct tl_event event = make_step(&steps[i], persons[k]);
            ck_assert_msg(!tl_people_take(&people, &event, &sound), "%s", steps[i].name);
            ck_assert_msg(!sound, "%s of %lld", steps[i].name, (long long)persons[k]);
            check_step(&people, &steps[i], 0);
        }
        tl_people_clear(&people);
        tl_people_init(&people, &roster);
        put_all(&people, steps[i].group, steps[i].enters, steps[i].entered);
        struct tl_event event = make_step(&steps[i], groups[steps[i].group].persons);
        ck_assert_msg(!tl_people_take(&people, &event, &sound) && !sound, "%s", steps[i].name);
        tl_people_clear(&people);
    }
}
END_TEST

/* They are in the stage that they would leave, but at another place. */
START_TEST(nobody_leaves_where_nobody_is)
{
    struct tl_people people;
    bool sound;
    tl_people_init(&people, &roster);
    put_all(&people, FOLK, TL_STAGE_QUEUED, PIER);
    struct tl_event board = make(TL_EVENT_PERSONS_BOARD, FOLK, 1, TOWN, TL_NONE);
    ck_assert(!tl_people_take(&people, &board, &sound) && !sound);
    ck_assert_int_eq(people.persons[TL_STAGE_QUEUED], 1000);
    ck_assert_int_eq(people.held[PIER], 1000);
    ck_assert_int_eq(people.held[TOWN], 0);
    tl_people_clear(&people);
    tl_people_init(&people, &roster);
    put_all(&people, FOLK, TL_STAGE_HAVEN, REST);
    const enum tl_event_kind kinds[] = {TL_EVENT_PERSONS_BOARD, TL_EVENT_PERSONS_MOVE_ON};
    for (int k = 0; k < 2; k++) {
        struct tl_event event = make(kinds[k], FOLK, 1, ISLE, TL_NONE);
        ck_assert(!tl_people_take(&people, &event, &sound) && !sound);
        ck_assert_int_eq(people.persons[TL_STAGE_HAVEN], 1000);
        ck_assert_int_eq(*at(&people, REST, FOLK), 1000);
    }
    tl_people_clear(&people);
}
END_TEST

/* Every other kind leaves everybody where they are, and is sound. */
START_TEST(other_events_move_nobody)
{
    for (int kind = 0; kind < TL_EVENT_KINDS; kind++) {
        bool moves = false;
        for (size_t i = 0; i < STEPS; i++) {
            moves = moves || steps[i].kind == (enum tl_event_kind)kind;
        }
        if (moves) {
            continue;
        }
        struct tl_people people;
        bool sound = false;
        tl_people_init(&people, &roster);
        struct tl_event event = make((enum tl_event_kind)kind, FOLK, 10, PIER, PIER);
        ck_assert_msg(!tl_people_take(&people, &event, &sound), "%s",
                      tl_event_class_get((enum tl_event_kind)kind)->name);
        ck_assert(sound);
        ck_assert_int_eq(people.persons[TL_STAGE_HOME], 1000);
        tl_people_clear(&people);
    }
}
END_TEST

START_TEST(stages_have_names)
{
    ck_assert_str_eq(tl_stage_name(TL_STAGE_HOME), "home");
    ck_assert_str_eq(tl_stage_name(TL_STAGE_AWAY), "away");
    for (int stage = 0; stage < TL_STAGES; stage++) {
        bool safe = stage == TL_STAGE_HAVEN || stage == TL_STAGE_ONWARD || stage == TL_STAGE_AWAY;
        ck_assert_int_eq(tl_stage_is_safe((enum tl_stage)stage), safe);
    }
}
END_TEST

TL_TEST_MAIN(people, each_event_moves_so_many, unsound_events_move_nobody, nobody_leaves_where_nobody_is,
             other_events_move_nobody, stages_have_names)
