/* Scheduled services by hand: when they depart and land, whom they take, and what stops them. */
#include "model/run.h"

#define HOUR INT64_C(3600)

/* From Q to the haven H, every two hours from 1 h on, 100 seats, 5 h under way: 250 folk are there at the start, 60 more come at 4 h. The
 * ship is nobody's that serves anything. */
static const char service_world[] =
    "trilat = 1; title = \"service\"; horizon = \"3 d\";\n"
    "places = { q = { kind = \"port\"; at = [0.0, 0.0]; }; h = { kind = \"haven\"; at = [0.0, 2.0]; };\n"
    "  area = { kind = \"area\"; at = [1.0, 0.0]; }; };\n"
    "partners = { blue = { capital = \"q\"; rank = 1; policy = \"greedy\"; rhythm = \"300 d\"; }; };\n"
    "classes = { ferry = { domain = \"sea\"; speed = \"18 kn\"; gives = { lift = 100.0; }; endurance = \"30 "
    "d\"; }; };\n"
    "assets = { f = { class = \"ferry\"; partner = \"blue\"; home = \"q\"; }; };\n"
    "missions = { idle = { kind = \"station\"; theatre = \"t\"; area = \"area\"; partners = [\"blue\"]; }; "
    "};\n"
    "groups = { folk = { nationality = \"folk\"; origin = \"q\"; persons = 250; };\n"
    "  late = { nationality = \"late\"; origin = \"q\"; persons = 60; mobilisation = ( { at = \"4 h\"; share "
    "= 1.0; } ); }; };\n"
    "services = { line = { from = \"q\"; haven = \"h\"; first = \"1 h\"; every = \"2 h\"; seats = 100; takes "
    "= \"5 h\"; }; };\n";

struct departure {
    int64_t time_s, persons;
};

/* All boardings of the second in which there are any, summed; each landed 5 h later in the same numbers. */
static void check_departures(const char *overlay, const struct departure *departures, size_t count)
{
    struct run run = run_text(service_world, overlay);
    struct departure found[40] = {0};
    struct departure landed[40] = {0};
    size_t n = 0;
    size_t k = 0;
    for (size_t i = 0; i < run.count; i++) {
        const struct tl_event *event = &run.events[i];
        bool boards = event->kind == TL_EVENT_PERSONS_BOARD;
        if (!boards && event->kind != TL_EVENT_PERSONS_LAND) {
            continue;
        }
        ck_assert_int_eq(event->service, 0);
        ck_assert_int_eq(event->asset, TL_NONE);
        struct departure *row = boards ? found : landed;
        size_t *rows = boards ? &n : &k;
        *rows += *rows == 0 || row[*rows - 1].time_s != event->time_s;
        ck_assert_uint_le(*rows, 40);
        row[*rows - 1].time_s = event->time_s;
        row[*rows - 1].persons += event->persons;
    }
    ck_assert_uint_eq(n, count);
    ck_assert_uint_eq(k, count);
    for (size_t i = 0; i < count; i++) {
        ck_assert_int_eq(found[i].time_s, departures[i].time_s);
        ck_assert_int_eq(found[i].persons, departures[i].persons);
        ck_assert_int_eq(landed[i].time_s, departures[i].time_s + 5 * HOUR);
        ck_assert_int_eq(landed[i].persons, departures[i].persons);
    }
    run_clear(&run);
}
#define DEPARTURES(overlay, ...)                                                                             \
    check_departures(overlay, (const struct departure[])__VA_ARGS__,                                         \
                     sizeof(const struct departure[]) __VA_ARGS__ / sizeof(struct departure))

/* The 50 who are left at 5 h and 50 of the late board together; the last ten at 7 h. */
START_TEST(it_takes_whoever_waits)
{
    DEPARTURES(NULL, {{HOUR, 100}, {3 * HOUR, 100}, {5 * HOUR, 100}, {7 * HOUR, 10}});
    DEPARTURES("services = { line = { seats = 400; }; };\n", {{HOUR, 250}, {5 * HOUR, 60}});
}
END_TEST

/* Those of its groups alone: the others never leave. */
START_TEST(it_takes_its_groups)
{
    DEPARTURES("services = { line = { groups = [\"late\"]; }; };\n", {{5 * HOUR, 60}});
}
END_TEST

START_TEST(none_departs_after_the_last)
{
    DEPARTURES("services = { line = { last = \"3 h\"; }; };\n", {{HOUR, 100}, {3 * HOUR, 100}});
    DEPARTURES("services = { line = { last = \"10799 s\"; }; };\n", {{HOUR, 100}});
}
END_TEST

/* Whoever is under way when its condition ends is landed; it departs again at its times when the condition holds again. */
START_TEST(it_stops_with_its_condition)
{
    DEPARTURES("services = { line = { while = \"day() < 0.125\"; }; };\n",
               {{HOUR, 100}}); /* 3 h is too late */
    DEPARTURES("services = { line = { while = \"day() < 0.05 || day() > 0.25\"; }; };\n",
               {{HOUR, 100}, {7 * HOUR, 100}, {9 * HOUR, 100}, {11 * HOUR, 10}});
    DEPARTURES("postures = { other = { states = [\"calm\", \"hot\"]; ceiling = \"1 /d\"; }; };\n"
               "injects = { h = { kind = \"set-posture\"; posture = \"other\"; state = \"hot\"; at = \"2 "
               "h\"; }; };\n"
               "services = { line = { while = \"posture(\\\"other\\\") < hot\"; }; };\n",
               {{HOUR, 100}});
}
END_TEST

/* Neither from a closed place nor to one; what is under way is landed though its haven has closed. */
START_TEST(it_stops_where_a_place_is_closed)
{
    static const char *const places[] = {"q", "h"};
    for (size_t i = 0; i < 2; i++) {
        struct tl_text text = {0};
        tl_text_print(&text,
                      "injects = { c = { kind = \"close\"; place = \"%s\"; at = \"2 h\"; };\n"
                      "  o = { kind = \"open\"; place = \"%s\"; at = \"8 h\"; }; };\n",
                      places[i], places[i]);
        DEPARTURES(tl_text_get(&text), {{HOUR, 100}, {9 * HOUR, 100}, {11 * HOUR, 100}, {13 * HOUR, 10}});
        tl_text_clear(&text);
    }
}
END_TEST

/* At most 150 at the haven, those under way to it included: 50 have room at 3 h. Nobody moves on, and nobody departs any more. */
START_TEST(room_at_the_haven_counts_who_is_under_way)
{
    DEPARTURES("places = { h = { capacity = 150; }; };\n", {{HOUR, 100}, {3 * HOUR, 50}});
    /* the first are there at 6 h, and from then on ten an hour make room, each hour's at its end */
    DEPARTURES("places = { h = { capacity = 100; disperses = \"10 persons/h\"; }; };\n"
               "groups = { folk = { persons = 140; }; };\nservices = { line = { groups = [\"folk\"]; }; };\n",
               {{HOUR, 100}, {7 * HOUR, 10}, {9 * HOUR, 20}, {11 * HOUR, 10}});
}
END_TEST

/* Each takes from one queue, by name in the second in which both depart. */
START_TEST(two_services_share_who_waits)
{
    struct run run = run_text(
        service_world,
        "services = { line = { seats = 240; }; other = { from = \"q\"; haven = \"h\"; first = \"1 h\"; "
        "every = \"2 h\"; seats = 100; takes = \"1 h\"; }; };\n");
    const struct tl_event *first = run_event(&run, TL_EVENT_PERSONS_BOARD, NULL, 0);
    const struct tl_event *second = run_event(&run, TL_EVENT_PERSONS_BOARD, NULL, 1);
    ck_assert_int_eq(first->persons, 240);
    ck_assert_int_eq(first->service, 0);
    ck_assert_int_eq(second->persons, 10);
    ck_assert_int_eq(second->service, 1);
    ck_assert_int_eq(second->time_s, HOUR);
    ck_assert_int_eq(run_time(&run, TL_EVENT_PERSONS_LAND, NULL, 0), 2 * HOUR);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(service, it_takes_whoever_waits, it_takes_its_groups, none_departs_after_the_last,
             it_stops_with_its_condition, it_stops_where_a_place_is_closed,
             room_at_the_haven_counts_who_is_under_way, two_services_share_who_waits)
