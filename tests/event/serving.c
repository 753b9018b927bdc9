#include "event/serving.h"

#include "test.h"

static struct tl_roster_asset assets[] = {{.name = "a"}, {.name = "b"}};
static const struct tl_roster roster = {.assets = assets, .asset_count = 2};

static struct tl_event make(enum tl_event_kind kind, int64_t asset, int64_t mission)
{
    struct tl_event event = tl_event_make(kind, 1);
    event.asset = asset;
    event.mission = mission;
    return event;
}

/* The event belongs to the mission that is returned; the asset serves another one, or none, from then on. */
static void expect(struct tl_serving *serving, struct tl_event event, int64_t belongs, int64_t serves)
{
    ck_assert_int_eq(tl_serving_take(serving, &event), belongs);
    ck_assert_int_eq(serving->mission[0], serves);
    ck_assert_int_eq(serving->mission[1], TL_NONE);
}

START_TEST(from_the_order_until_it_is_home)
{
    struct tl_serving serving;
    tl_serving_init(&serving, &roster);
    expect(&serving, make(TL_EVENT_ASSET_READY, 0, TL_NONE), TL_NONE, TL_NONE);
    expect(&serving, make(TL_EVENT_ASSET_TASKED, 0, 3), 3, 3);
    expect(&serving, make(TL_EVENT_ASSET_DEPARTS, 0, TL_NONE), 3, 3);
    expect(&serving, make(TL_EVENT_ASSET_ON_STATION, 0, 3), 3, 3);
    struct tl_event retasked = make(TL_EVENT_ASSET_RETASKED, 0, 5);
    retasked.was = 3;
    expect(&serving, retasked, 5, 5);
    expect(&serving, make(TL_EVENT_ASSET_LEAVES, 0, 3), 3, 5); /* the old one */
    expect(&serving, make(TL_EVENT_ASSET_HOME, 0, TL_NONE), 5, TL_NONE);
    tl_serving_clear(&serving);
}
END_TEST

START_TEST(a_pool_keeps_who_comes_home)
{
    struct tl_serving serving;
    tl_serving_init(&serving, &roster);
    expect(&serving, make(TL_EVENT_ASSET_ON_ALERT, 0, 2), 2, 2);
    expect(&serving, make(TL_EVENT_ASSET_HOME, 0, TL_NONE), 2, 2);
    expect(&serving, make(TL_EVENT_ASSET_READY, 0, TL_NONE), 2, TL_NONE);
    tl_serving_clear(&serving);
}
END_TEST

TL_TEST_MAIN(serving, from_the_order_until_it_is_home, a_pool_keeps_who_comes_home)
