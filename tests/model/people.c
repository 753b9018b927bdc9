/* People by hand: when how many set out, who stays and shelters, and in which order those who wait at a place board. */
#include "test.h"

#include "base/units.h"
#include "model/rules.h"
#include "model/run.h"

#define HOUR TL_HOUR_S

/* A quay Q, a haven H beyond, and one ship that nobody sends anywhere. Roads lead from C to the quay. */
static const char people_world[] =
    "trilat = 1; title = \"people\"; horizon = \"9 d\";\n"
    "places = { q = { kind = \"port\"; at = [0.0, 0.0]; }; h = { kind = \"haven\"; at = [0.0, 2.0]; };\n"
    "  c = { kind = \"city\"; at = [0.0, 1.0]; }; area = { kind = \"area\"; at = [1.0, 0.0]; }; };\n"
    "lanes = { l = { from = \"c\"; to = \"q\"; domain = \"land\"; length = \"1 km\"; speed = \"10 m/s\"; "
    "capacity = \"100 persons/h\"; }; };\n"
    "partners = { blue = { capital = \"q\"; rank = 1; policy = \"greedy\"; rhythm = \"300 d\"; }; };\n"
    "classes = { ferry = { domain = \"sea\"; speed = \"18 kn\"; gives = { lift = 100.0; }; endurance = "
    "\"30 d\"; }; };\n"
    "assets = { f = { class = \"ferry\"; partner = \"blue\"; home = \"q\"; }; };\n"
    "missions = { idle = { kind = \"station\"; theatre = \"t\"; area = \"area\"; partners = [\"blue\"]; }; "
    "};\n";

#define GROUP(name, persons, more)                                                                           \
    name " = { nationality = \"" name "\"; origin = \"q\"; persons = " persons "; " more " };\n"
#define ROWS(from, share, to)                                                                                \
    "mobilisation = ( { at = \"" from "\"; share = " share "; }, { at = \"" to "\"; share = 1.0; } );"

/* ---- setting out ---- */

struct lump {
    int64_t time_s, persons;
};

/* The lumps of the first group, as a model has them and as they are told. */
static void check_lumps(const char *overlay, const struct lump *lumps, size_t count)
{
    struct run run = run_text(people_world, overlay);
    const struct tl_group *group = &run.model->groups[0];
    ck_assert_uint_eq(group->lump_count, count);
    size_t told = 0;
    for (size_t i = 0; i < run.count; i++) {
        const struct tl_event *event = &run.events[i];
        if (event->kind == TL_EVENT_PERSONS_GATHER && event->group == 0) {
            run_assert_int(told, <, count);
            run_assert_int(event->time_s, ==, lumps[told].time_s);
            run_assert_int(event->persons, ==, lumps[told].persons);
            run_assert_int(group->lumps[told].time_s, ==, lumps[told].time_s);
            run_assert_int(group->lumps[told].persons, ==, lumps[told].persons);
            told++;
        }
    }
    ck_assert_uint_eq(told, count);
    run_clear(&run);
}
#define LUMPS(overlay, ...)                                                                                  \
    check_lumps(overlay, (const struct lump[])__VA_ARGS__,                                                   \
                sizeof(const struct lump[]) __VA_ARGS__ / sizeof(struct lump))

START_TEST(people_set_out_by_their_plan)
{
    LUMPS("groups = { " GROUP("a", "1000", "") " };", {{0, 1000}});
    /* 3 persons in 100 s, one by one: 33.3 s, 66.7 s and 100 s */
    LUMPS("groups = { " GROUP("a", "3", ROWS("0 s", "0.0", "100 s")) " };", {{33, 1}, {67, 1}, {100, 1}});
    /* half of 7 is between the third and the fourth: three at 10 s, the fourth at 10 s + (4/7 - 1/2) * 2 * 70 s */
    LUMPS("groups = { " GROUP("a", "7", ROWS("10 s", "0.5", "80 s")) " };",
          {{10, 3}, {20, 1}, {40, 1}, {60, 1}, {80, 1}});
    /* half of ten never set out */
    LUMPS("groups = { " GROUP("a", "10", "mobilisation = ( { at = \"1 h\"; share = 0.5; } );") " };",
          {{HOUR, 5}});
    /* 250 by threes, the last one alone: 3 at a 250th of 500 s a person, rounded half up */
    struct run run =
        run_text(people_world, "groups = { " GROUP("a", "250", ROWS("0 s", "0.0", "500 s")) " };");
    const struct tl_group *group = &run.model->groups[0];
    ck_assert_uint_eq(group->lump_count, 84);
    for (size_t i = 0; i < 83; i++) {
        run_assert_int(group->lumps[i].persons, ==, 3);
        run_assert_int(group->lumps[i].time_s, ==, 6 * (int64_t)(i + 1));
    }
    ck_assert_int_eq(group->lumps[83].persons, 1);
    ck_assert_int_eq(group->lumps[83].time_s, 500);
    run_clear(&run);
}
END_TEST

/* Rounded half up; told once at the start where there are any, and the others set out. */
START_TEST(some_stay)
{
    static const struct {
        int64_t persons;
        const char *stay;
        int64_t stayers;
    } cases[] = {{1001, "0.5", 501}, {1003, "0.25", 251}, {10, "0.05", 1},
                 {10, "0.04", 0},    {1, "0.5", 1},       {7, "1.0", 7}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_text text = {0};
        tl_text_print(&text,
                      "groups = { a = { nationality = \"a\"; origin = \"q\"; persons = %lld; stay = %s; ",
                      (long long)cases[i].persons, cases[i].stay);
        tl_text_add(&text, ROWS("0 h", "0.0", "9 h") " }; };");
        struct run run = run_text(people_world, tl_text_get(&text));
        int64_t sum = 0;
        int64_t stay = 0;
        for (size_t j = 0; j < run.count; j++) {
            const struct tl_event *event = &run.events[j];
            sum += event->kind == TL_EVENT_PERSONS_GATHER ? event->persons : 0;
            if (event->kind == TL_EVENT_PERSONS_STAY) {
                ck_assert_int_eq(event->time_s, 0);
                ck_assert_int_eq(stay, 0);
                stay = event->persons;
            }
        }
        ck_assert_int_eq(stay, cases[i].stayers);
        ck_assert_int_eq(sum, cases[i].persons - cases[i].stayers);
        run_clear(&run);
        tl_text_clear(&text);
    }
}
END_TEST

/* ---- the division over corridors ---- */

#define ROAD(name, convoy) name " = { from = \"c\"; to = \"q\"; over = [\"l\"]; convoy = " convoy "; };\n"

/* Persons of the group's lumps by corridor, as "5 3 2 ". */
static void check_split(const char *group, const char *want)
{
    struct tl_text overlay = {0};
    tl_text_print(&overlay,
                  "corridors = { " ROAD("ra", "2") ROAD("rb", "3")
                      ROAD("rc", "9") " };\n"
                                      "groups = { a = { nationality = \"a\"; origin = \"c\"; %s }; };",
                  group);
    struct run run = run_build(people_world, tl_text_get(&overlay));
    struct tl_text got = {0};
    for (int32_t corridor = 0; corridor < 3; corridor++) {
        int64_t persons = 0;
        for (size_t i = 0; i < run.model->groups[0].lump_count; i++) {
            const struct tl_lump *lump = &run.model->groups[0].lumps[i];
            persons += lump->corridor == corridor ? lump->persons : 0;
        }
        tl_text_print(&got, "%lld ", (long long)persons);
    }
    ck_assert_str_eq(tl_text_get(&got), want);
    run_clear(&run);
    tl_text_clear(&got);
    tl_text_clear(&overlay);
}

/* By largest remainder; ties go to the first by name. Nobody is lost or made up by rounding. */
START_TEST(corridors_get_whole_persons)
{
    check_split("persons = 10; corridors = { ra = 0.5; rb = 0.25; rc = 0.25; };", "5 3 2 ");
    check_split("persons = 10; corridors = { ra = 0.33; rb = 0.33; rc = 0.34; };", "3 3 4 ");
    check_split("persons = 11; corridors = { ra = 0.33; rb = 0.33; rc = 0.34; };", "4 3 4 ");
    check_split("persons = 1; corridors = { ra = 0.3; rb = 0.7; };", "0 1 0 ");
    check_split("persons = 2; corridors = { rb = 0.5; rc = 0.5; };", "0 1 1 ");
    check_split("persons = 7; stay = 0.5; corridors = { ra = 0.5; rc = 0.5; };", "2 0 1 "); /* 4 stay */
    check_split("persons = 100000; corridors = { rb = 1.0; };", "0 100000 0 ");
}
END_TEST

/* A lump of a corridor is a convoy of it: 4 by twos, 4 by threes; each leaves as soon as its last is ready. */
START_TEST(lumps_are_convoys)
{
    struct run run = run_text(
        people_world,
        "corridors = { " ROAD("ra", "2")
            ROAD("rb", "3") " };\n"
                            "groups = { a = { nationality = \"a\"; origin = \"c\"; persons = "
                            "8; corridors = { ra = 0.5; rb = 0.5; }; " ROWS("0 s", "0.0", "100 s") "}; };");
    static const struct tl_lump want[] = {{50, 2, 0}, {75, 3, 1}, {100, 2, 0}, {100, 1, 1}};
    const struct tl_group *group = &run.model->groups[0];
    ck_assert_uint_eq(group->lump_count, 4);
    for (size_t i = 0; i < 4; i++) {
        const struct tl_event *event = run_event(&run, TL_EVENT_PERSONS_GATHER, NULL, i);
        ck_assert_ptr_nonnull(event);
        ck_assert_int_eq(group->lumps[i].time_s, want[i].time_s);
        ck_assert_int_eq(event->time_s, want[i].time_s);
        ck_assert_int_eq(event->persons, want[i].persons);
        ck_assert_int_eq(event->corridor, want[i].corridor);
    }
    run_clear(&run);
}
END_TEST

/* ---- shelter ---- */

/* 20 persons, one an hour; from 5 h on a shelter of 10 h. */
#define SHELTERED                                                                                            \
    "phases = { alarm = { at = \"5 h\"; }; };\ngroups = { " GROUP(                                           \
        "a", "20", "shelter-phase = \"alarm\"; shelter = \"10 h\"; " ROWS("0 h", "0.0", "20 h"))             \
        GROUP("b", "1", "shelter-phase = \"alarm\"; shelter = \"10 h\";") " };\n"

/* How many of the first group set out from one time to another, the latter not included? */
static int64_t set_out(const struct run *run, int64_t from_s, int64_t to_s)
{
    int64_t persons = 0;
    for (size_t i = 0; i < run->count; i++) {
        const struct tl_event *event = &run->events[i];
        bool fits = event->kind == TL_EVENT_PERSONS_GATHER && event->group == 0;
        persons += fits && event->time_s >= from_s && event->time_s < to_s ? event->persons : 0;
    }
    return persons;
}

/* Nobody sets out in the shelter, not even in its first second; all who were ready do at its end. Group b is out before and tells nothing. */
START_TEST(nobody_leaves_a_shelter)
{
    struct run run = run_text(people_world, SHELTERED);
    ck_assert_int_eq(set_out(&run, 0, 5 * HOUR), 4);
    ck_assert_int_eq(set_out(&run, 5 * HOUR, 15 * HOUR), 0);
    ck_assert_int_eq(set_out(&run, 15 * HOUR, 15 * HOUR + 1), 11); /* 5 h to 15 h */
    ck_assert_int_eq(set_out(&run, 15 * HOUR + 1, 21 * HOUR), 5);
    ck_assert_int_eq(run_count(&run, TL_EVENT_SHELTER_STARTS, NULL), 1);
    const struct tl_event *starts = run_event(&run, TL_EVENT_SHELTER_STARTS, NULL, 0);
    const struct tl_event *ends = run_event(&run, TL_EVENT_SHELTER_ENDS, NULL, 0);
    ck_assert_int_eq(starts->time_s, 5 * HOUR);
    ck_assert_int_eq(starts->until, 15 * HOUR);
    ck_assert_int_eq(starts->cause, run_event(&run, TL_EVENT_PHASE_STARTS, NULL, 0)->id);
    ck_assert_int_eq(ends->time_s, 15 * HOUR);
    ck_assert_int_eq(ends->cause, starts->id);
    ck_assert_int_lt(ends->id, run_event(&run, TL_EVENT_PERSONS_GATHER, NULL, 5)->id); /* 4 and b before */
    ck_assert_int_eq(run_count(&run, TL_EVENT_SHELTER_ENDS, NULL), 1);
    run_clear(&run);
}
END_TEST

/* The phase starts anew at 12 h: until 22 h, and one end. */
START_TEST(a_shelter_is_prolonged)
{
    struct run run = run_text(people_world, SHELTERED "injects = { again = { kind = \"start-phase\"; at = "
                                                      "\"12 h\"; phase = \"alarm\"; }; };\n");
    ck_assert_int_eq(set_out(&run, 0, 5 * HOUR), 4);
    ck_assert_int_eq(set_out(&run, 5 * HOUR, 22 * HOUR), 0);
    ck_assert_int_eq(set_out(&run, 22 * HOUR, 22 * HOUR + 1), 16);
    ck_assert_int_eq(run_count(&run, TL_EVENT_SHELTER_STARTS, NULL), 2);
    ck_assert_int_eq(run_count(&run, TL_EVENT_SHELTER_ENDS, NULL), 1);
    ck_assert_int_eq(run_time(&run, TL_EVENT_SHELTER_ENDS, NULL, 0), 22 * HOUR);
    run_clear(&run);
}
END_TEST

/* ---- a state, by hand ---- */

struct scene {
    struct run run;
    struct tl_sink sink;
    struct tl_state state;
};

static void open_scene(struct scene *s, const char *overlay, int64_t until_s)
{
    *s = (struct scene){.run = run_build(people_world, overlay)};
    s->sink = (struct tl_sink){run_take, &s->run};
    tl_state_init(&s->state, s->run.model, 1, 0, &s->sink, 1);
    run_until(&s->state, until_s, NULL);
}

static void close_scene(struct scene *s)
{
    tl_state_clear(&s->state);
    run_clear(&s->run);
}

/* When anybody sets out next, as the roads ask. */
START_TEST(the_next_departure_is_known)
{
    static const struct {
        int64_t now_s, next_s;
    } cases[] = {{0, HOUR},
                 {HOUR, 2 * HOUR},
                 {5 * HOUR, 15 * HOUR},
                 {14 * HOUR, 15 * HOUR},
                 {15 * HOUR, 16 * HOUR},
                 {20 * HOUR, INT64_MAX}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scene s;
        open_scene(&s, SHELTERED, cases[i].now_s);
        ck_assert_int_eq(tl_people_next(&s.state), cases[i].next_s);
        close_scene(&s);
    }
}
END_TEST

/* a 30 at 0 h, b 50 at 1 h, c 20 at 2 h, d 30 at 3 h; a and d are blue's nationals. */
#define AT(hours) "mobilisation = ( { at = \"" hours " h\"; share = 1.0; } ); "
#define FOUR                                                                                                 \
    "groups = { " GROUP("a", "30", "partner = \"blue\";") GROUP("b", "50", AT("1"))                          \
        GROUP("c", "20", AT("2")) GROUP("d", "30", AT("3") "partner = \"blue\";") " };\n"

enum { GROUPS = 4, QUAY = 3, HAVEN = 2 }; /* places by name: area, c, h, q */

static const bool everybody[GROUPS] = {true, true, true, true};

static void open_four(struct scene *s)
{
    open_scene(s, FOUR, 3 * HOUR);
    ck_assert_str_eq(s->run.model->places[QUAY].name, "q");
    ck_assert_str_eq(s->run.model->places[HAVEN].name, "h");
    ck_assert_int_eq(tl_people_waiting(&s->state, QUAY, everybody), 130);
}

static struct tl_boarding boarding(int64_t seats)
{
    return (struct tl_boarding){.place = QUAY,
                                .seats = seats,
                                .takes = everybody,
                                .loading = TL_LOADING_POOLED,
                                .partner = TL_NONE,
                                .asset = 0,
                                .service = TL_NONE};
}

/* Who boards, by group; `aboard` keeps them. */
#define BOARDS(s, how, aboard, a, b, c, d)                                                                   \
    do {                                                                                                     \
        int64_t before[GROUPS];                                                                              \
        memcpy(before, aboard, sizeof before);                                                               \
        int64_t taken = tl_people_board(&(s)->state, how, aboard, 1);                                        \
        ck_assert_int_eq(aboard[0] - before[0], a);                                                          \
        ck_assert_int_eq(aboard[1] - before[1], b);                                                          \
        ck_assert_int_eq(aboard[2] - before[2], c);                                                          \
        ck_assert_int_eq(aboard[3] - before[3], d);                                                          \
        ck_assert_int_eq(taken, (a) + (b) + (c) + (d));                                                      \
    } while (0)

START_TEST(who_came_first_boards_first)
{
    struct scene s;
    open_four(&s);
    int64_t aboard[GROUPS] = {0};
    struct tl_boarding how = boarding(60);
    BOARDS(&s, &how, aboard, 30, 30, 0, 0);
    BOARDS(&s, &how, aboard, 0, 20, 20, 20);
    BOARDS(&s, &how, aboard, 0, 0, 0, 10);
    BOARDS(&s, &how, aboard, 0, 0, 0, 0);
    ck_assert_int_eq(tl_people_waiting(&s.state, QUAY, everybody), 0);
    ck_assert_int_eq(run_count(&s.run, TL_EVENT_PERSONS_BOARD, NULL),
                     6); /* each group that boards, each time */
    close_scene(&s);
}
END_TEST

/* Others keep their turn. */
START_TEST(who_may_not_board_is_passed_by)
{
    struct scene s;
    open_four(&s);
    int64_t aboard[GROUPS] = {0};
    const bool not_b[GROUPS] = {true, false, true, true};
    const bool only_c[GROUPS] = {false, false, true, false};
    struct tl_boarding how = boarding(40);
    how.takes = not_b;
    BOARDS(&s, &how, aboard, 30, 0, 10, 0);
    ck_assert_int_eq(tl_people_waiting(&s.state, QUAY, not_b), 40);
    ck_assert_int_eq(tl_people_waiting(&s.state, QUAY, only_c), 10);
    how.takes = everybody;
    BOARDS(&s, &how, aboard, 0, 40, 0, 0);
    BOARDS(&s, &how, aboard, 0, 10, 10, 20);
    close_scene(&s);
}
END_TEST

/* Blue's nationals first, of these who came first, and then whoever came first. */
START_TEST(own_nationals_are_first_wherever_they_stand)
{
    struct scene s;
    open_four(&s);
    int64_t aboard[GROUPS] = {0};
    struct tl_boarding how = boarding(40);
    how.loading = TL_LOADING_OWN_FIRST;
    how.partner = 0;
    BOARDS(&s, &how, aboard, 30, 0, 0, 10);
    BOARDS(&s, &how, aboard, 0, 20, 0, 20);
    how.partner = TL_NONE;
    BOARDS(&s, &how, aboard, 0, 30, 10, 0);
    close_scene(&s);
}
END_TEST

/* Of 45 seats a quarter, 11 of 11.25, is for a and a half, 22 of 22.5, for c, of whom but 20 are there: 14 seats go to who came first. */
START_TEST(shares_are_rounded_down)
{
    struct scene s;
    open_four(&s);
    int64_t aboard[GROUPS] = {0};
    const double shares[GROUPS] = {0.25, 0, 0.5, 0.25};
    struct tl_boarding how = boarding(45);
    how.loading = TL_LOADING_SHARES;
    how.shares = shares;
    BOARDS(&s, &how, aboard, 11 + 3, 0, 20, 11);
    BOARDS(&s, &how, aboard, 11 + 5, 18, 0, 11);
    close_scene(&s);
}
END_TEST

/* Lost with 60 aboard, who are then before all others once more, also before the rest of their own group. */
START_TEST(the_rescued_are_first_again)
{
    struct scene s;
    open_four(&s);
    int64_t lost[GROUPS] = {0};
    int64_t aboard[GROUPS] = {0};
    struct tl_boarding how = boarding(60);
    BOARDS(&s, &how, lost, 30, 30, 0, 0);
    tl_people_return(&s.state, QUAY, 0, lost, 1);
    for (int g = 0; g < GROUPS; g++) {
        ck_assert_int_eq(lost[g], 0);
    }
    ck_assert_int_eq(tl_people_waiting(&s.state, QUAY, everybody), 130);
    ck_assert_int_eq(run_event(&s.run, TL_EVENT_PERSONS_RETURN, NULL, 0)->persons, 30);
    ck_assert_int_eq(run_count(&s.run, TL_EVENT_PERSONS_RETURN, NULL), 2);
    how.seats = 40;
    BOARDS(&s, &how, aboard, 30, 10, 0, 0);
    how.seats = 90;
    BOARDS(&s, &how, aboard, 0, 40, 20, 30);
    close_scene(&s);
}
END_TEST

/* Also those who were the last of the queue, where nobody has left it from the front, and where nobody is left in it. */
START_TEST(the_last_are_first_again)
{
    struct scene s;
    open_four(&s);
    int64_t lost[GROUPS] = {0};
    int64_t aboard[GROUPS] = {0};
    const bool only_d[GROUPS] = {false, false, false, true};
    struct tl_boarding how = boarding(5);
    how.takes = only_d;
    BOARDS(&s, &how, lost, 0, 0, 0, 5);
    tl_people_return(&s.state, QUAY, 0, lost, 1);
    how.takes = everybody;
    how.seats = 10;
    BOARDS(&s, &how, aboard, 5, 0, 0, 5);
    how.seats = 115;
    BOARDS(&s, &how, aboard, 25, 50, 20, 20);
    BOARDS(&s, &how, lost, 0, 0, 0, 5);
    tl_people_return(&s.state, QUAY, 0, lost, 1);
    BOARDS(&s, &how, aboard, 0, 0, 0, 5);
    close_scene(&s);
}
END_TEST

/* Landed together they stand by group; those who move on are away, whoever was first. */
START_TEST(who_landed_first_moves_on_first)
{
    struct scene s;
    open_four(&s);
    int64_t aboard[GROUPS] = {0};
    struct tl_boarding how = boarding(60);
    BOARDS(&s, &how, aboard, 30, 30, 0, 0);
    tl_people_land(&s.state, QUAY, HAVEN, 0, TL_NONE, aboard, 1);
    BOARDS(&s, &how, aboard, 0, 20, 20, 20);
    tl_people_land(&s.state, QUAY, HAVEN, 0, TL_NONE, aboard, 1);
    ck_assert_int_eq(tl_people_waiting(&s.state, HAVEN, everybody), 120);
    tl_people_move_on(&s.state, HAVEN, 85, 1);
    const struct tl_people *books = &s.state.coverage.people;
    static const int64_t away[GROUPS] = {30, 50, 5, 0};
    static const int64_t haven[GROUPS] = {0, 0, 15, 20};
    for (int g = 0; g < GROUPS; g++) {
        ck_assert_int_eq(books->persons[g * TL_STAGES + TL_STAGE_AWAY], away[g]);
        ck_assert_int_eq(books->persons[g * TL_STAGES + TL_STAGE_HAVEN], haven[g]);
        ck_assert_int_eq(books->safe[g], away[g] + haven[g]);
    }
    ck_assert_int_eq(run_count(&s.run, TL_EVENT_PERSONS_MOVE_ON, NULL), 3);
    ck_assert_int_eq(run_count(&s.run, TL_EVENT_PERSONS_LAND, NULL), 5);
    ck_assert_int_eq(tl_people_waiting(&s.state, QUAY, everybody), 10);
    tl_people_move_on(&s.state, HAVEN, 1000, 1); /* no more than there are */
    ck_assert_int_eq(tl_people_waiting(&s.state, HAVEN, everybody), 0);
    close_scene(&s);
}
END_TEST

TL_TEST_MAIN(people, people_set_out_by_their_plan, some_stay, corridors_get_whole_persons, lumps_are_convoys,
             nobody_leaves_a_shelter, a_shelter_is_prolonged, the_next_departure_is_known,
             who_came_first_boards_first, who_may_not_board_is_passed_by,
             own_nationals_are_first_wherever_they_stand, shares_are_rounded_down,
             the_rescued_are_first_again, the_last_are_first_again, who_landed_first_moves_on_first)
