#include "report/timeline.h"

#include "base/units.h"
#include "report/golden.h"
#include "test.h"

#define FIGHTERS 22
#define ASSETS   (FIGHTERS + 3)

/* Two partners: one with ships, one with many aircraft of one kind. */
static struct tl_roster_asset assets[ASSETS] = {{.name = "js-kongo", .partner = 0},
                                                {.name = "js-myoko", .partner = 0},
                                                {.name = "uss-bonhomme-richard", .partner = 1}};
static struct tl_roster_mission missions[] = {{.name = "bmd"}, {.name = "escort"}, {.name = "scramble"}};
static const char *partners[] = {"japan", "us"};
static const char *places[] = {"area", "sasebo", "naha"};
static const struct tl_roster roster = {.scenario = "base",
                                        .seed = 7,
                                        .replication = 3,
                                        .horizon_s = 10 * TL_DAY_S,
                                        .partners = {partners, 2},
                                        .places = {places, 3},
                                        .missions = missions,
                                        .mission_count = 3,
                                        .assets = assets,
                                        .asset_count = ASSETS};

static void name_fighters(void)
{
    static char names[FIGHTERS][24];
    for (int i = 0; i < FIGHTERS; i++) {
        snprintf(names[i], sizeof names[i], "f15-naha-%d", i + 1);
        assets[3 + i] = (struct tl_roster_asset){.name = names[i], .partner = 0};
    }
}

enum { BMD, ESCORT, SCRAMBLE };
enum { AREA, SASEBO, NAHA };

static void add(struct tl_timeline *timeline, int32_t asset, enum tl_asset_state state, int32_t mission,
                int32_t place, int64_t from_h, int64_t to_h)
{
    struct tl_asset_span span = {from_h * TL_HOUR_S, to_h * TL_HOUR_S, asset, state, mission, place};
    tl_timeline_add_asset(timeline, &span);
}

static void cover(struct tl_timeline *timeline, int32_t mission, bool is_open, double covered, int64_t from_h,
                  int64_t to_h)
{
    struct tl_mission_span span = {from_h * TL_HOUR_S, to_h * TL_HOUR_S, mission, is_open, covered};
    tl_timeline_add_mission(timeline, &span);
}

/* Kongo holds one mission and then the other, fails, and is lost; Myoko is never ready, the American ship later; the first two fighters
 * are on alert together, one has a repair, all others stay at home. */
static void tell_story(struct tl_timeline *timeline)
{
    add(timeline, 0, TL_STATE_READY, TL_NONE, SASEBO, 0, 12);
    add(timeline, 0, TL_STATE_TRANSIT, BMD, AREA, 12, 30);
    add(timeline, 0, TL_STATE_SET_UP, BMD, AREA, 30, 36);
    add(timeline, 0, TL_STATE_ON_STATION, BMD, AREA, 36, 120);
    add(timeline, 0, TL_STATE_TRANSIT, ESCORT, SASEBO, 120, 130);
    add(timeline, 0, TL_STATE_REPAIR, TL_NONE, SASEBO, 130, 180);
    add(timeline, 0, TL_STATE_LOST, TL_NONE, TL_NONE, 180, 240);
    add(timeline, 1, TL_STATE_ABSENT, TL_NONE, TL_NONE, 0, 240);
    add(timeline, 2, TL_STATE_ABSENT, TL_NONE, TL_NONE, 0, 100);
    add(timeline, 2, TL_STATE_READY, TL_NONE, SASEBO, 100, 240);
    for (int32_t i = 3; i < 6; i++) {
        add(timeline, i, TL_STATE_ALERT, SCRAMBLE, NAHA, 0, 100);
        add(timeline, i, i == 5 ? TL_STATE_REPAIR : TL_STATE_ALERT, i == 5 ? TL_NONE : SCRAMBLE, NAHA, 100,
            160);
        add(timeline, i, TL_STATE_ALERT, SCRAMBLE, NAHA, 160, 240);
    }
    for (int32_t i = 6; i < ASSETS; i++) {
        add(timeline, i, TL_STATE_READY, TL_NONE, NAHA, 0, 240);
    }
    cover(timeline, BMD, true, 0, 0, 36);
    cover(timeline, BMD, true, 1, 36, 120);
    cover(timeline, BMD, true, 0.5, 120, 240);
    cover(timeline, ESCORT, false, 1, 0, 110);
    cover(timeline, ESCORT, true, 0, 110, 240);
    cover(timeline, SCRAMBLE, true, 1, 0, 240);
    tl_timeline_mark(timeline, 0, "tension");
    tl_timeline_mark(timeline, 5 * TL_DAY_S, "hostilities");
    tl_timeline_mark(timeline, 5 * TL_DAY_S, "away");
    tl_timeline_mark(timeline, 11 * TL_DAY_S, "never");
}

static struct tl_text draw(const struct tl_page *page, enum tl_timeline_by by, bool few)
{
    struct tl_text text = {0};
    bool chosen[ASSETS];
    name_fighters();
    for (int i = 0; i < ASSETS; i++) {
        chosen[i] = !few || i < 6;
    }
    struct tl_timeline *timeline = tl_timeline_create(page, &roster, chosen, by, 0, roster.horizon_s);
    tell_story(timeline);
    tl_timeline_finish(timeline, roster.horizon_s);
    tl_timeline_print(timeline, &text);
    tl_timeline_destroy(timeline);
    return text;
}

static void expect_golden(const char *name, int width, bool is_utf8, enum tl_timeline_by by, bool few)
{
    struct tl_page page = {.width = width, .utf8 = is_utf8};
    struct tl_text text = draw(&page, by, few);
    ck_assert(golden_matches(name, &text));
    tl_text_clear(&text);
}

START_TEST(pages_are_as_they_were)
{
    expect_golden("timeline-asset", 80, true, TL_TIMELINE_ASSET, false);
    expect_golden("timeline-asset-few", 80, true, TL_TIMELINE_ASSET, true);
    expect_golden("timeline-mission-ascii", 100, false, TL_TIMELINE_MISSION, false);
    expect_golden("timeline-place", 80, true, TL_TIMELINE_PLACE, false);
    expect_golden("timeline-partner", 80, true, TL_TIMELINE_PARTNER, false);
}
END_TEST

START_TEST(nothing_is_wider_than_the_page)
{
    for (int width = TL_PAGE_NARROWEST; width <= 200; width += 5) {
        for (int by = TL_TIMELINE_ASSET; by <= TL_TIMELINE_PARTNER; by++) {
            struct tl_page page = {.width = width, .utf8 = true};
            struct tl_text text = draw(&page, (enum tl_timeline_by)by, width % 2 == 0);
            ck_assert_int_le(golden_width(&text), width);
            tl_text_clear(&text);
        }
    }
}
END_TEST

/* Where a damaged trace stops, counts stop, too. */
START_TEST(what_is_not_known_is_not_drawn)
{
    static const struct tl_page page = {.width = 58, .utf8 = true}; /* columns of 6 h */
    struct tl_text text = {0};
    bool chosen[ASSETS] = {true};
    name_fighters();
    struct tl_timeline *timeline =
        tl_timeline_create(&page, &roster, chosen, TL_TIMELINE_PARTNER, 0, roster.horizon_s);
    add(timeline, 0, TL_STATE_READY, TL_NONE, SASEBO, 0, 24);
    add(timeline, 0, TL_STATE_TRANSIT, BMD, AREA, 24, 48);
    tl_timeline_finish(timeline, 48 * TL_HOUR_S);
    tl_timeline_print(timeline, &text);
    ck_assert_ptr_nonnull(strstr(tl_text_get(&text), "ready         1 ████▁▁▁▁\n"));
    ck_assert_ptr_nonnull(strstr(tl_text_get(&text), "transit       1 ▁▁▁▁████\n"));
    tl_timeline_destroy(timeline);
    tl_text_clear(&text);
}
END_TEST

TL_TEST_MAIN(timeline, pages_are_as_they_were, nothing_is_wider_than_the_page, what_is_not_known_is_not_drawn)
