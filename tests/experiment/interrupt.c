#include "experiment/interrupt.h"

#include <signal.h>

#include "test.h"

static volatile sig_atomic_t others;

static void count_other(int number)
{
    (void)number;
    others++;
}

START_TEST(a_flag_and_then_as_before)
{
    struct tl_interrupt interrupt;
    signal(SIGINT, count_other);
    tl_interrupt_begin(&interrupt);
    ck_assert(!tl_interrupt_came());
    raise(SIGINT);
    ck_assert(tl_interrupt_came() && others == 0);
    raise(SIGINT); /* the second one does not wait for us */
    ck_assert_int_eq(others, 1);
    tl_interrupt_end(&interrupt);
    raise(SIGINT);
    ck_assert_int_eq(others, 2);
    tl_interrupt_begin(&interrupt);
    ck_assert(!tl_interrupt_came());
    tl_interrupt_end(&interrupt);
}
END_TEST

START_TEST(one_within_another)
{
    struct tl_interrupt outer, inner;
    signal(SIGTERM, count_other);
    tl_interrupt_begin(&outer);
    tl_interrupt_begin(&inner);
    tl_interrupt_end(&inner);
    raise(SIGTERM); /* between two studies */
    ck_assert(tl_interrupt_came() && others == 0);
    tl_interrupt_begin(&inner);
    ck_assert(tl_interrupt_came()); /* the next one is told at once */
    tl_interrupt_end(&inner);
    tl_interrupt_end(&outer);
    raise(SIGTERM);
    ck_assert_int_eq(others, 1);
}
END_TEST

START_TEST(what_is_ignored_stays_so)
{
    struct tl_interrupt interrupt;
    signal(SIGINT, SIG_IGN);
    tl_interrupt_begin(&interrupt);
    raise(SIGINT);
    ck_assert(!tl_interrupt_came());
    tl_interrupt_end(&interrupt);
}
END_TEST

TL_TEST_MAIN(interrupt, a_flag_and_then_as_before, one_within_another, what_is_ignored_stays_so)
