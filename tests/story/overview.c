#include "story/overview.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "test.h"

static struct tl_trace_reader *open_sample(struct tl_error *err)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/traces/transit.r0.trace.gz", getenv("TL_SOURCE"));
    struct tl_trace_reader *reader = tl_trace_reader_open(path, err);
    ck_assert_msg(reader != NULL, "%s", err->count > 0 ? err->lines[0] : "");
    return reader;
}

/* A copy of the first `share` of the sample's bytes. */
static struct tl_trace_reader *open_cut(double share, struct tl_error *err)
{
    static unsigned char bytes[1 << 16];
    char path[4096];
    snprintf(path, sizeof path, "%s/traces/transit.r0.trace.gz", getenv("TL_SOURCE"));
    FILE *file = fopen(path, "rb");
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    snprintf(path, sizeof path, "/tmp/trilat-test-%ld-overview", (long)getpid());
    file = fopen(path, "wb");
    size_t part = (size_t)(share * (double)size);
    ck_assert_uint_eq(fwrite(bytes, 1, part, file), part);
    fclose(file);
    struct tl_trace_reader *reader = tl_trace_reader_open(path, err);
    unlink(path);
    return reader;
}

static const struct tl_facet_row *find(const struct tl_facet_row *rows, size_t count, const char *entity)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(rows[i].entity, entity) == 0) {
            return &rows[i];
        }
    }
    ck_abort_msg("no %s", entity);
    return NULL;
}

/* By kind, by day and in all there are as many. */
START_TEST(counts_agree)
{
    struct tl_error err = {0};
    struct tl_overview overview;
    int64_t by_kind = 0;
    int64_t by_day = 0;
    struct tl_trace_reader *reader = open_sample(&err);
    ck_assert(tl_overview_read(&overview, reader, &err));
    for (int kind = 0; kind < TL_EVENT_KINDS; kind++) {
        by_kind += overview.kinds[kind].count;
        ck_assert(overview.kinds[kind].count == 0 ||
                  overview.kinds[kind].first_s <= overview.kinds[kind].last_s);
    }
    for (size_t day = 0; day < overview.days; day++) {
        by_day += overview.by_day[day];
    }
    ck_assert_uint_eq(overview.days, 10);
    ck_assert_int_eq(by_kind, overview.events);
    ck_assert_int_eq(by_day, overview.events);
    ck_assert_int_eq(tl_trace_reader_end(reader)->events, overview.events + 1);
    ck_assert_int_eq(overview.kinds[TL_EVENT_ASSET_ON_STATION].count, 2);
    ck_assert_int_eq(overview.kinds[TL_EVENT_ASSET_ON_STATION].first_s, 93729); /* by hand: leg and set-up */
    ck_assert_int_eq(overview.kinds[TL_EVENT_ASSET_ON_STATION].last_s, 784929);
    ck_assert(overview.indexed);
    tl_overview_clear(&overview);
    tl_trace_reader_close(reader);
}
END_TEST

/* The mission is covered 518,013 s of 864,000, and all else is lost. */
START_TEST(measures_are_the_trace_s_own)
{
    struct tl_error err = {0};
    struct tl_overview overview;
    size_t facets;
    size_t count;
    struct tl_trace_reader *reader = open_sample(&err);
    const struct tl_facet *facet = tl_facets(&facets);
    double lost = 0;
    ck_assert(tl_overview_read(&overview, reader, &err));
    struct tl_facet_row *rows = tl_overview_rows(&overview, &facet[0], &count);
    ck_assert_double_eq_tol(find(rows, count, "headline")->values[0], 518013.0 / 864000, 1e-6);
    ck_assert_double_eq_tol(find(rows, count, "headline")->values[1], 345987.0 / 86400, 1e-6);
    free(rows);
    rows = tl_overview_rows(&overview, &facet[1], &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_double_eq_tol(find(rows, count, "a")->values[1], 345987.0 / 3600, 1e-6);
    free(rows);
    rows = tl_overview_rows(&overview, &facet[facets - 1], &count); /* the accounts, the largest first */
    for (size_t i = 0; i < count; i++) {
        ck_assert(rows[i].values[0] > 0 && (i == 0 || rows[i].values[0] <= rows[i - 1].values[0]));
        lost += rows[i].values[0];
    }
    ck_assert_double_eq_tol(lost, 345987.0 / 86400, 1e-6);
    free(rows);
    tl_overview_clear(&overview);
    tl_trace_reader_close(reader);
}
END_TEST

/* A trace that was cut has counts, no measures. */
START_TEST(a_damaged_trace_has_no_measures)
{
    struct tl_error err = {0};
    struct tl_overview overview;
    struct tl_trace_reader *reader = open_cut(0.8, &err);
    ck_assert(!tl_overview_read(&overview, reader, &err));
    ck_assert_uint_eq(err.count, 1);
    ck_assert_int_eq(err.fault, TL_FAULT_USER);
    ck_assert_ptr_null(overview.outcome);
    ck_assert_ptr_null(overview.digest);
    tl_error_clear(&err);
    tl_overview_clear(&overview);
    tl_trace_reader_close(reader);
}
END_TEST

TL_TEST_MAIN(overview, counts_agree, measures_are_the_trace_s_own, a_damaged_trace_has_no_measures)
