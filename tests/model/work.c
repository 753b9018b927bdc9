#include "test.h"

#include "model/run.h"

/* s1 works from the start, s2 is ready at 86,400 s and counts 93,729 s later: 180,129. Three unit-days are 259,200 unit-seconds: what is left
 * then, 79,071, takes two ships 39,535.5 s. */
#define DIG                                                                                                  \
    "dig = { kind = \"work\"; theatre = \"line\"; area = \"area-a\"; partners = [\"blue\"]; needs = { "      \
    "presence = 2.0; };\n"                                                                                   \
    "set-up = \"21600 s\"; amount = 3.0; within = \"2 d\"; parts = ( { amount = 1.0; place = \"q\"; } ); };"

START_TEST(two_work_faster_than_one)
{
    struct run run =
        run_in_world("places = { q = { kind = \"port\"; at = [0.0, 1.0]; open = false; }; };\n"
                     "assets = { " RUN_SHIP("s1", "at = \"dig\";")
                         RUN_SHIP("s2", "available = \"86400 s\";") " };\nmissions = { " DIG " };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_ON_STATION, "s2", 0), 180129);
    ck_assert_int_eq(run_time(&run, TL_EVENT_PART_FINISHED, NULL, 0), 86400);
    ck_assert_int_eq(run_time(&run, TL_EVENT_PLACE_OPENS, NULL, 0), 86400);
    ck_assert_int_eq(run_time(&run, TL_EVENT_MISSION_CLOSES, NULL, 0), 219665);
    ck_assert_int_eq(run_time(&run, TL_EVENT_ASSET_RECALLED, "s1", 0), 219665);
    int64_t count = run_count(&run, TL_EVENT_WORK_DONE, NULL);
    const struct tl_event *last = run_event(&run, TL_EVENT_WORK_DONE, NULL, (size_t)count - 1);
    ck_assert_int_eq(last->done, 3 * TL_MICRO);
    ck_assert_int_eq(last->due, 3 * TL_MICRO); /* due on day 2: it is late by half a day */
    run_clear(&run);
}
END_TEST

/* Every hour: half of it is due after a day, when a third is done. */
START_TEST(progress_is_told_every_hour)
{
    struct run run =
        run_in_world("places = { q = { kind = \"port\"; at = [0.0, 1.0]; open = false; }; };\n"
                     "assets = { " RUN_SHIP("s1", "at = \"dig\";") " };\nmissions = { " DIG " };\n");
    bool found = false;
    for (size_t i = 0; i < run.count; i++) {
        const struct tl_event *event = &run.events[i];
        if (event->kind == TL_EVENT_WORK_DONE && event->time_s == 86400) {
            ck_assert_int_eq(event->done, TL_MICRO);
            ck_assert_int_eq(event->due, 3 * TL_MICRO / 2);
            found = true;
        }
    }
    ck_assert(found);
    run_clear(&run);
}
END_TEST

#define ONE_SHIP "assets = { " RUN_SHIP("s1", "at = \"dig\";") " };\n"
#define SHORT_DIG(more)                                                                                      \
    "missions = { dig = { kind = \"work\"; theatre = \"line\"; area = \"area-a\"; partners = [\"blue\"]; "   \
    "needs = { presence = 1.0; }; amount = 1.0; within = \"10 d\"; " more " }; };\n"

/* The last part ends in the second of an hourly report: the end has a cause all the same, and closes the mission. */
START_TEST(its_end_is_told)
{
    struct run run = run_in_world(ONE_SHIP SHORT_DIG(""));
    const struct tl_event *finished = run_event(&run, TL_EVENT_WORK_FINISHED, NULL, 0);
    ck_assert_ptr_nonnull(finished);
    ck_assert_int_eq(finished->time_s, 86400);
    const struct tl_event *cause = &run.events[finished->cause - 1];
    ck_assert_int_eq(cause->kind, TL_EVENT_WORK_DONE);
    ck_assert_int_eq(cause->done, TL_MICRO);
    const struct tl_event *closes = run_event(&run, TL_EVENT_MISSION_CLOSES, NULL, 0);
    ck_assert_int_eq(closes->cause, finished->id);
    ck_assert_int_eq(run_count(&run, TL_EVENT_WORK_FINISHED, NULL), 1);
    run_clear(&run);
}
END_TEST

/* Its condition closes it half done, five days ahead of its plan: no end. It goes on where it was and is finished half a day later. */
START_TEST(closed_it_is_not_finished)
{
    struct run run = run_in_world(ONE_SHIP SHORT_DIG("while = \"day() < 0.5 || day() >= 3\";"));
    ck_assert_int_eq(run_time(&run, TL_EVENT_MISSION_CLOSES, NULL, 0), 43200);
    ck_assert_int_eq(run_time(&run, TL_EVENT_MISSION_OPENS, NULL, 1), 3 * 86400);
    ck_assert_int_gt(run_time(&run, TL_EVENT_WORK_FINISHED, NULL, 0), 3 * 86400 + 43200);
    ck_assert_int_eq(run_time(&run, TL_EVENT_WORK_FINISHED, NULL, 0),
                     run_time(&run, TL_EVENT_ASSET_ON_STATION, "s1", 1) + 43200);
    ck_assert_int_eq(run_count(&run, TL_EVENT_WORK_FINISHED, NULL), 1);
    run_clear(&run);
    run = run_in_world(ONE_SHIP SHORT_DIG("while = \"day() < 0.5\";"));
    ck_assert_int_eq(run_time(&run, TL_EVENT_MISSION_CLOSES, NULL, 0), 43200);
    ck_assert_int_eq(run_count(&run, TL_EVENT_WORK_FINISHED, NULL), 0);
    run_clear(&run);
}
END_TEST

/* Two work two unit-days a day until its demand is 1.5, half an hour after an hourly report: what is left of 6 then takes 228,000 s. */
START_TEST(demand_bounds_how_many_work_at_once)
{
    struct run run = run_in_world("assets = { " RUN_SHIP(
        "s", "count = 2; at = \"dig\";") " };\n"
                                         "missions = { dig = { kind = \"work\"; theatre = \"line\"; area = "
                                         "\"area-a\"; partners = [\"blue\"];\n"
                                         "  needs = { presence = 2.0; }; amount = 6.0; steps = ( { from = "
                                         "\"88200 s\"; scale = 0.75; } ); }; };\n");
    ck_assert_int_eq(run_time(&run, TL_EVENT_WORK_FINISHED, NULL, 0), 88200 + 228000);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(work, two_work_faster_than_one, progress_is_told_every_hour, its_end_is_told,
             closed_it_is_not_finished, demand_bounds_how_many_work_at_once)
