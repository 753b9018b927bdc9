#include "report/accounts.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "report/fixture.h"
#include "test.h"

/* Does the page have the words, whatever spaces and line ends stand between them? */
static bool has_words(const struct tl_text *page, const char *words)
{
    struct tl_text flat = {0};
    const char *text = tl_text_get(page);
    for (size_t i = 0; i < page->size; i++) {
        bool blank = text[i] == ' ' || text[i] == '\n';
        if (!blank || flat.size == 0 || flat.data[flat.size - 1] != ' ') {
            tl_text_add_char(&flat, blank ? ' ' : text[i]);
        }
    }
    bool found = strstr(tl_text_get(&flat), words) != NULL;
    tl_text_clear(&flat);
    return found;
}

static void print(struct fixture *fixture, size_t variant, struct tl_text *out)
{
    struct tl_page page = {100, true, false};
    struct tl_sheet sheet = {.report = &fixture->report, .page = &page, .out = out};
    if (variant == 0) {
        tl_accounts_print_run(&sheet);
    } else {
        tl_accounts_print_compare(&sheet, variant);
    }
}

/* Two thirds and a third, without a number that has no interval; nothing of the theatre off the headline. */
START_TEST(a_run_shows_the_largest_first)
{
    static struct fixture fixture;
    struct tl_text out = {0};
    fixture_init(&fixture, 1, 20);
    print(&fixture, 0, &out);
    ck_assert(has_words(&out, "account index-days interval by root rotation 2.75"));
    ck_assert(has_words(&out, " ████████████ failure"));
    ck_assert(has_words(&out, " ██████ by mission and root escort-csg: rotation"));
    ck_assert(!has_words(&out, "%")); /* a share of the loss would want an interval of its own */
    ck_assert(!has_words(&out, "senkaku"));
    ck_assert(!has_words(&out, "diversion/away")); /* nothing is booked to it */
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

/* The variant loses by its diversion alone, and what it loses is the sum. */
START_TEST(a_variant_shows_what_changes)
{
    static struct fixture fixture;
    struct tl_text out = {0};
    fixture_init(&fixture, 3, 20);
    print(&fixture, 1, &out);
    ck_assert(has_words(&out, "senkaku-naval: to what its cost is booked, in index-days"));
    ck_assert(has_words(&out, "by root diversion/away 0 0.84 0.84 0.69 to 0.99"));
    ck_assert(has_words(&out, "escort-csg: diversion/away"));
    ck_assert(has_words(&out, "the cost all accounts 4.13 4.97 0.84 0.69 to 0.99"));
    tl_text_reset(&out);
    print(&fixture, 2, &out); /* of three accounts, one changes */
    ck_assert(!has_words(&out, "all others"));
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

/* The fixture books what it loses to the last micro-index-second. */
START_TEST(what_sums_is_said)
{
    static struct fixture fixture;
    struct tl_text out = {0};
    fixture_init(&fixture, 3, 20);
    print(&fixture, 1, &out);
    ck_assert(has_words(&out, "Accounts sum to the cost exactly, in every replication."));
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

/* One micro-index-second too much is a fault of the program, and stops it. */
START_TEST(what_does_not_sum_stops)
{
    static struct fixture fixture;
    struct tl_text out = {0};
    int status = 0;
    fixture_init(&fixture, 3, 20);
    fixture.pairs[1].pairs[7].degradation_us++;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        fclose(stderr);
        print(&fixture, 1, &out);
        _exit(0);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    fixture_clear(&fixture);
    tl_text_clear(&out);
}
END_TEST

/* By hand: 1, 2, 3 less 2, 1, 0. */
START_TEST(a_mean_of_pairs)
{
    static struct fixture fixture;
    double correlation;
    fixture_init(&fixture, 1, 3);
    int64_t more[3] = {1, 2, 3};
    int64_t less[3] = {2, 1, 0};
    for (size_t i = 0; i < 3; i++) {
        more[i] *= 1000000 * TL_DAY_S;
        less[i] *= 1000000 * TL_DAY_S;
    }
    struct tl_interval mean = tl_accounts_mean(&fixture.report, more, less, &correlation);
    ck_assert_double_eq_tol(mean.value, 1, 1e-12);
    ck_assert_double_eq_tol(correlation, -1, 1e-12);
    ck_assert_double_eq_tol(tl_accounts_mean(&fixture.report, more, NULL, &correlation).value, 2, 1e-12);
    ck_assert(isnan(correlation));
    fixture_clear(&fixture);
}
END_TEST

START_TEST(an_unknown_account_is_empty)
{
    static struct fixture fixture;
    fixture_init(&fixture, 1, 3);
    int64_t *us = tl_accounts_copy(&fixture.study, 0, "ledger", "inject/none");
    ck_assert_int_eq(us[0] | us[1] | us[2], 0);
    free(us);
    fixture_clear(&fixture);
}
END_TEST

TL_TEST_MAIN(accounts, a_run_shows_the_largest_first, a_variant_shows_what_changes, what_sums_is_said,
             what_does_not_sum_stops, a_mean_of_pairs, an_unknown_account_is_empty)
