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

TL_TEST_MAIN(work, two_work_faster_than_one, progress_is_told_every_hour)
