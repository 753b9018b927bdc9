#include "story/causes.h"

#include <stdio.h>
#include <stdlib.h>

#include "test.h"

/* The sample: a ship sails, holds its area, and goes home, again and again. */
static const char *sample(void)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/traces/transit.r0.trace.gz", getenv("TL_SOURCE"));
    return path;
}

/* Each is the cause of the next one, the first has none, the last is the one that was asked for; whatever is asked for. */
START_TEST(chains_hang_together)
{
    for (int64_t id = 1; id <= 40; id++) {
        struct tl_error err = {0};
        struct tl_causes causes;
        ck_assert(tl_causes_read(&causes, sample(), id, &err));
        ck_assert_int_eq(causes.events[0].cause, 0);
        ck_assert_int_eq(causes.events[causes.count - 1].id, id);
        for (size_t i = 1; i < causes.count; i++) {
            ck_assert_int_eq(causes.events[i].cause, causes.events[i - 1].id);
            ck_assert_int_le(causes.events[i - 1].time_s, causes.events[i].time_s);
        }
        tl_causes_clear(&causes);
    }
}
END_TEST

START_TEST(what_is_not_there_is_refused)
{
    static const int64_t ids[] = {-1, 0, 1000000};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        struct tl_error err = {0};
        struct tl_causes causes;
        struct tl_aftermath aftermath;
        ck_assert(!tl_causes_read(&causes, sample(), ids[i], &err));
        ck_assert(!tl_aftermath_read(&aftermath, sample(), ids[i], &err));
        ck_assert_uint_eq(err.count, 2);
        tl_error_clear(&err);
        tl_causes_clear(&causes);
        tl_aftermath_clear(&aftermath);
    }
}
END_TEST

/* An event is in the aftermath of another if and only if that one is in its chain. */
START_TEST(both_ways_agree)
{
    struct tl_error err = {0};
    for (int64_t id = 1; id <= 12; id++) {
        struct tl_aftermath aftermath;
        ck_assert(tl_aftermath_read(&aftermath, sample(), id, &err));
        ck_assert_int_eq((int64_t)aftermath.kept, aftermath.count + 1);
        size_t at = 0;
        for (int64_t other = 1; other <= 40; other++) {
            struct tl_causes causes;
            bool is_caused = false;
            ck_assert(tl_causes_read(&causes, sample(), other, &err));
            for (size_t i = 0; i < causes.count; i++) {
                is_caused = is_caused || causes.events[i].id == id;
            }
            bool is_there = at < aftermath.kept && aftermath.events[at].id == other;
            ck_assert_int_eq(is_there, is_caused);
            at += is_there;
            tl_causes_clear(&causes);
        }
        tl_aftermath_clear(&aftermath);
    }
}
END_TEST

TL_TEST_MAIN(causes, chains_hang_together, what_is_not_there_is_refused, both_ways_agree)
