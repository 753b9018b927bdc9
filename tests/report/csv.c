#include "report/fixture.h"
#include "test.h"

static struct fixture fixture;
static struct tl_text out;

static const char *print_csv(size_t variants, size_t kept, enum tl_rows_kind rows)
{
    fixture_init(&fixture, variants, kept);
    tl_text_reset(&out);
    tl_report_print_csv(&fixture.report, rows, &out);
    fixture_clear(&fixture);
    return tl_text_get(&out);
}

/* Every line has as many commas as the first. Returns the lines behind it. */
static size_t count_lines(const char *csv)
{
    size_t lines = 0;
    size_t commas = 0;
    size_t want = 0;
    for (; *csv; csv++) {
        commas += *csv == ',';
        if (*csv == '\n') {
            want = lines == 0 ? commas : want;
            ck_assert_uint_eq(commas, want);
            commas = 0;
            lines++;
        }
    }
    return lines - 1;
}

static void check_head(const char *csv, const char *head)
{
    ck_assert_int_eq(strncmp(csv, head, strlen(head)), 0);
}

START_TEST(test_summary)
{
    const char *csv = print_csv(2, 20, TL_ROWS_SUMMARY);
    check_head(csv,
               "scenario,measure,entity,statistic,value,lo,hi,n,unit,flags\nbase,index,headline,mean,0.9");
    ck_assert_uint_gt(count_lines(csv), 100);
    ck_assert_ptr_nonnull(strstr(csv, "\nsenkaku-naval,degradation,headline,correlation,"));
    ck_assert_ptr_nonnull(
        strstr(csv, "\nbase,force-hours,us/on-station,mean,1080,1080,1080,20,h,identical\n"));
    ck_assert_ptr_nonnull(strstr(csv, "\nbase,diverted-under-way,rok,mean,,,,0,,absent\n"));
    ck_assert_ptr_null(strstr(csv, "nan"));
}
END_TEST

START_TEST(test_replications)
{
    const char *csv = print_csv(2, 3, TL_ROWS_REPLICATIONS);
    check_head(csv, "scenario,replication,measure,entity,value,censored,unit\nbase,0,index,headline,0.");
    ck_assert_uint_gt(count_lines(csv), 100);
    ck_assert_ptr_nonnull(strstr(csv, "\nsenkaku-naval,2,loss,headline,"));
    ck_assert_ptr_nonnull(strstr(csv, "\nbase,1,diverted-under-way,rok,,0,\n"));
}
END_TEST

START_TEST(test_series)
{
    const char *csv = print_csv(2, 3, TL_ROWS_SERIES);
    check_head(csv, "scenario,base,measure,entity,t,mean,lo,hi,lo_sim,hi_sim\nbase,,index,headline,0,0.");
    ck_assert_uint_eq(count_lines(csv), (2 * 9 + 5) * FIXTURE_CELLS);
    ck_assert_ptr_nonnull(strstr(csv, "\nsenkaku-naval,base,degradation,headline,21600,0,0,0,0,0\n"));
}
END_TEST

START_TEST(test_quotes_and_times)
{
    static struct tl_column columns[512];
    fixture_init(&fixture, 1, 2);
    memcpy(columns, fixture.variants[0].columns, fixture.variants[0].column_count * sizeof *columns);
    columns[0] = (struct tl_column){"t50", "a,b \"c\"", "d", TL_COLUMN_TIME, 1, TL_COLUMN_OUTCOME, 0};
    fixture.variants[0].columns = columns;
    fixture.variants[0].values[0] = INFINITY;
    fixture.variants[0].values[fixture.variants[0].kept_columns] = 12.5;
    tl_text_reset(&out);
    tl_report_print_csv(&fixture.report, TL_ROWS_REPLICATIONS, &out);
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "\nbase,0,t50,\"a,b \"\"c\"\"\",,1,d\n"));
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "\nbase,1,t50,\"a,b \"\"c\"\"\",12.5,0,d\n"));
    tl_text_reset(&out);
    tl_report_print_csv(&fixture.report, TL_ROWS_SUMMARY, &out);
    ck_assert_ptr_nonnull(strstr(tl_text_get(&out), "\nbase,t50,\"a,b \"\"c\"\"\",median,inf,"));
    fixture_clear(&fixture);
}
END_TEST

TL_TEST_MAIN(csv, test_summary, test_replications, test_series, test_quotes_and_times)
