#include "test.h"

#include <string.h>

#include "experiment/progress.h"

static char shown[1000];

/* What has been written to the file, as if `begun` seconds had gone since the beginning. */
static const char *show(struct tl_progress *progress, double begun, uint64_t done)
{
    rewind(progress->out);
    progress->begun_s -= begun;
    progress->shown_s -= begun;
    tl_progress_show(progress, done);
    progress->begun_s += begun;
    long size = ftell(progress->out);
    rewind(progress->out);
    memset(shown, 0, sizeof shown);
    ck_assert_int_eq((long)fread(shown, 1, (size_t)size, progress->out), size);
    return shown;
}

START_TEST(bar)
{
    struct tl_progress progress;
    tl_progress_begin(&progress, tmpfile(), true, 200, 3);
    ck_assert_str_eq(show(&progress, 0.5, 30), ""); /* short work shows none */
    ck_assert_str_eq(show(&progress, 20, 300),
                     "\r[###############...............] 100 of 200 replications, 20 s left");
    ck_assert_str_eq(show(&progress, 0, 303), ""); /* not more often than need be */
    ck_assert_str_eq(show(&progress, 20, 597),
                     "\r[#############################.] 199 of 200 replications, 0 s left ");
    rewind(progress.out);
    tl_progress_end(&progress);
    ck_assert_int_eq(ftell(progress.out), 1 + (long)strlen(shown) - 2 + 1);
    fclose(progress.out);
}
END_TEST

START_TEST(line_a_minute)
{
    struct tl_progress progress;
    tl_progress_begin(&progress, tmpfile(), false, 200, 1);
    ck_assert_str_eq(show(&progress, 59, 100), "");
    ck_assert_str_eq(show(&progress, 10, 100), "trilat: 100 of 200 replications, 10 s left\n");
    ck_assert_str_eq(show(&progress, 59, 100), "");
    ck_assert_str_eq(show(&progress, 61, 0), "trilat: 0 of 200 replications\n");
    rewind(progress.out);
    ck_assert_double_ge(tl_progress_end(&progress), 0);
    ck_assert_int_eq(ftell(progress.out), 0);
    fclose(progress.out);
}
END_TEST

TL_TEST_MAIN(progress, bar, line_a_minute)
