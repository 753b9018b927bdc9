#include "report/fixture.h"
#include "test.h"

enum { KEPT = 20 };

/* Make two flags of two columns that pages leave out: in how many replications each variant's rates were cut. */
static void cut_rates(struct fixture *fixture, const size_t (*cut)[2])
{
    static const char *const entities[] = {"incidents.raid", "postures.rival"};
    static struct tl_column columns[4096];
    size_t count = fixture->variants[0].column_count;
    ck_assert_uint_lt(count, 4096);
    memcpy(columns, fixture->variants[0].columns, count * sizeof *columns);
    size_t at[2] = {SIZE_MAX, SIZE_MAX};
    for (size_t i = 0, found = 0; i < fixture->variants[0].kept_columns && found < 2; i++) {
        if (strcmp(columns[i].measure, "gap-unmet") == 0) {
            columns[i] = (struct tl_column){
                "ceiling-reached", entities[found], "", TL_COLUMN_FLAG, 0, TL_COLUMN_OUTCOME, 1};
            at[found++] = i;
        }
    }
    for (size_t v = 0; v < fixture->study.variant_count; v++) {
        struct tl_study_variant *variant = &fixture->variants[v];
        variant->columns = columns;
        for (size_t k = 0; k < KEPT; k++) {
            for (size_t e = 0; e < 2; e++) {
                variant->values[k * variant->kept_columns + at[e]] = k < cut[v][e];
            }
        }
    }
}

/* What the page of a study says of ceilings, on a line as long as it needs: NULL where it says nothing. */
static void expect_note(size_t variants, const size_t (*cut)[2], const char *expected)
{
    static struct fixture fixture;
    struct tl_page page = {400, true, false};
    struct tl_text out = {0};
    fixture_init(&fixture, variants, KEPT);
    cut_rates(&fixture, cut);
    if (variants > 1) {
        tl_report_print_compare(&fixture.report, &page, &out);
    } else {
        tl_report_print_run(&fixture.report, &page, &out);
    }
    bool says = strstr(tl_text_get(&out), expected != NULL ? expected : "ceiling") != NULL;
    ck_assert_msg(says == (expected != NULL), "%s", tl_text_get(&out));
    fixture_clear(&fixture);
    tl_text_clear(&out);
}

START_TEST(rates_that_were_cut_are_told)
{
    static const size_t never[3][2] = {{0, 0}, {0, 0}, {0, 0}};
    static const size_t cut[3][2] = {{0, 2}, {0, 20}, {0, 0}};
    static const size_t later[3][2] = {{0, 0}, {1, 0}, {0, 0}};
    expect_note(1, never, NULL);
    expect_note(3, never, NULL);
    expect_note(
        1, cut,
        "\nThe rates of postures.rival reached their ceiling in 10 % of replications and were cut there: "
        "raise the ceiling in all variants.\n");
    expect_note(
        3, cut,
        "\nThe rates of postures.rival reached their ceiling in 10 % of base, 100 % of senkaku-naval and "
        "were cut there: raise the ceiling in all variants.\n");
    expect_note(
        3, later,
        "\nThe rates of incidents.raid reached their ceiling in 5 % of senkaku-naval and were cut there: "
        "raise the ceiling in all variants.\n");
}
END_TEST

TL_TEST_MAIN(sheet, rates_that_were_cut_are_told)
