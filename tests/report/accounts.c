#include "report/accounts.h"
#include "report/fixture.h"
#include "report/summary.h"
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

/* Two thirds and a third; nothing of the theatre off the headline. */
START_TEST(a_run_shows_the_largest_first)
{
    static struct fixture fixture;
    struct tl_text out = {0};
    fixture_init(&fixture, 1, 20);
    print(&fixture, 0, &out);
    ck_assert(has_words(&out, "account index-days interval % of loss by root rotation 2.75"));
    ck_assert(has_words(&out, " 66.7 ████████████ failure"));
    ck_assert(has_words(&out, " 33.3 ██████ by mission and root escort-csg: rotation"));
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

/* That the sum is exactly the cost is said only where it is: here the accounts are in a rounding's reach of the steps. */
START_TEST(exactness_is_not_just_said)
{
    static struct fixture fixture;
    struct tl_text out = {0};
    fixture_init(&fixture, 3, 20);
    print(&fixture, 1, &out);
    ck_assert(!has_words(&out, "Accounts sum to the cost exactly"));
    tl_text_reset(&out);
    struct tl_study_pair *pair = &fixture.pairs[1];
    for (size_t i = 0; i < 20; i++) { /* make the pairs fit */
        int64_t *base = tl_accounts_copy(&fixture.study, 0, "ledger", "diversion/away");
        int64_t *us = tl_accounts_copy(&fixture.study, 1, "ledger", "diversion/away");
        pair->pairs[i].degradation_us = us[i] - base[i];
        free(base);
        free(us);
    }
    for (size_t v = 0; v < 2; v++) { /* one mission alone, so that roundings cannot differ */
        struct tl_study_variant *variant = &fixture.variants[v];
        for (size_t i = 0; i < 20; i++) {
            double *row = variant->values + i * variant->kept_columns;
            size_t root = tl_summary_find(variant, "ledger", "diversion/away");
            fixture_set(variant, row, "ledger-mission", "bmd-soj: diversion/away", row[root]);
            fixture_set(variant, row, "ledger-mission", "mpa-soj: diversion/away", 0);
            fixture_set(variant, row, "ledger-mission", "escort-csg: diversion/away", 0);
            for (size_t m = 0; m < 3; m++) {
                char entity[64];
                snprintf(entity, sizeof entity, "%s: rotation", fixture.models[v].roster.missions[m].name);
                fixture_set(variant, row, "ledger-mission", entity, 0);
                snprintf(entity, sizeof entity, "%s: failure", fixture.models[v].roster.missions[m].name);
                fixture_set(variant, row, "ledger-mission", entity, 0);
            }
            fixture_set(variant, row, "ledger", "rotation", 0);
            fixture_set(variant, row, "ledger", "failure", 0);
        }
    }
    print(&fixture, 1, &out);
    ck_assert(has_words(&out, "Accounts sum to the cost exactly, in every replication."));
    fixture_clear(&fixture);
    tl_text_clear(&out);
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

TL_TEST_MAIN(accounts, a_run_shows_the_largest_first, a_variant_shows_what_changes,
             exactness_is_not_just_said, an_unknown_account_is_empty)
