#include "event/roster.h"

#include "test.h"

/* Two rosters of missions "a" and "b" with these weights in the headline. */
static struct tl_roster make(struct tl_roster_index *index, const double weights[2])
{
    static struct tl_roster_mission missions[2] = {{.name = "a"}, {.name = "b"}};
    *index = (struct tl_roster_index){"headline", weights, weights[0] + weights[1]};
    return (struct tl_roster){.missions = missions, .mission_count = 2, .indexes = index, .index_count = 1};
}

START_TEST(a_weight_that_differs_is_named)
{
    struct tl_roster_index first, second;
    const double three_one[2] = {3, 1}, three_two[2] = {3, 2}, three[2] = {3, 0};
    struct tl_roster a = make(&first, three_one);
    struct tl_roster b = make(&second, three_two);
    ck_assert_ptr_null(tl_roster_find_weight(&a, &a));
    ck_assert_str_eq(tl_roster_find_weight(&a, &b), "b");
    b.mission_count = 1; /* without a mission that has a weight elsewhere */
    ck_assert_str_eq(tl_roster_find_weight(&a, &b), "b");
    ck_assert_str_eq(tl_roster_find_weight(&b, &a), "b");
    a = make(&first, three); /* one without a weight makes no difference */
    ck_assert_ptr_null(tl_roster_find_weight(&a, &b));
}
END_TEST

TL_TEST_MAIN(roster, a_weight_that_differs_is_named)
