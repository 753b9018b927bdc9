#include "test.h"

#include "kernel/runs.h"

static void check_says(const struct tl_text *xml, const char *part)
{
    ck_assert_msg(strstr(tl_text_get(xml), part) != NULL, "%s is not in:\n%s", part, tl_text_get(xml));
}

static size_t count_of(const struct tl_text *xml, const char *part)
{
    size_t count = 0;
    for (const char *at = strstr(tl_text_get(xml), part); at != NULL; at = strstr(at + 1, part)) {
        count++;
    }
    return count;
}

#define OVERLAY                                                                                              \
    "lanes = { east = { from = \"p\"; to = \"area-a\"; domain = \"sea\"; length = \"700 km\"; };\n"          \
    "  east-air = { from = \"area-a\"; to = \"p\"; domain = \"air\"; length = \"668 km\"; };\n"              \
    "  west = { from = \"p\"; to = \"area-b\"; domain = \"sea\"; length = \"450 km\"; }; };\n"               \
    "assets = { " RUN_SHIP("s1", "") " };\n"                                                                 \
                                     "missions = { " RUN_MISSION("a", "a", "1.0", "") " };\n"

START_TEST(a_host_a_place_and_a_link_a_lane)
{
    struct run run = run_build(run_world, OVERLAY);
    struct tl_text xml = {0};
    tl_platform_print(run.model, &xml);
    ck_assert_uint_eq(count_of(&xml, "<host "), run.model->place_count);
    check_says(&xml, "<host id=\"area-b\" speed=\"1f\" coordinates=\"0.000000 -4.000000 0\"/>");
    ck_assert_uint_eq(count_of(&xml, "<link "), 3);
    check_says(&xml, "<link id=\"east\" bandwidth=\"1e30Bps\" latency=\"0s\"><prop id=\"length_m\" "
                     "value=\"700000\"/></link>");
    /* two lanes join P and A: the first by name is the route */
    ck_assert_uint_eq(count_of(&xml, "<route "), 2);
    check_says(&xml, "<route src=\"p\" dst=\"area-a\"><link_ctn id=\"east\"/></route>");
    check_says(&xml, "<route src=\"p\" dst=\"area-b\"><link_ctn id=\"west\"/></route>");
    tl_text_clear(&xml);
    run_clear(&run);
}
END_TEST

START_TEST(simgrid_takes_it)
{
    struct run run = run_build(run_world, OVERLAY);
    runs_here(&run, 1, 0, NULL, NULL);
    ck_assert_int_gt(run_count(&run, TL_EVENT_ASSET_ARRIVES, "s1"), 0);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(platform, a_host_a_place_and_a_link_a_lane, simgrid_takes_it)
