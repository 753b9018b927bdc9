/* Whole checks, look by look, of several measures at once: how often they err where one difference is exactly what matters. */
#include "baseline/trial.h"

#include <stdio.h>

#include "stats/draws.h"
#include "test.h"

enum { CHECKS = 2000, N = 300, MEASURES = 4 };

static struct tl_baseline_measure measures[MEASURES];
static struct tl_column columns[MEASURES];
static double was[MEASURES][N];
static double now[N][MEASURES];
static char fingerprints[2][N][TL_DIGEST_TEXT];
static struct tl_baseline baseline = {
    .replications = N, .measures = measures, .measure_count = MEASURES, .fingerprints = fingerprints[0]};
static struct tl_study_variant variant = {.columns = columns,
                                          .column_count = MEASURES,
                                          .kept_columns = MEASURES,
                                          .values = now[0],
                                          .fingerprints = fingerprints[1]};

/* The events of every replication are others. What matters is 1, and more is worse. */
static void begin(void)
{
    static const char *const names[MEASURES] = {"a", "b", "c", "d"};
    for (size_t m = 0; m < MEASURES; m++) {
        measures[m] = (struct tl_baseline_measure){
            .measure = names[m], .entity = "x", .unit = "", .harm = 1, .tolerance = 1, .values = was[m]};
        columns[m] = (struct tl_column){.measure = names[m], .entity = "x", .unit = "", .harm = 1};
    }
    for (size_t i = 0; i < N; i++) {
        fingerprints[1][i][0] = 'x';
    }
}

/* The differences of one replication. */
typedef void draw_pair(struct tl_stream *stream, double differences[MEASURES]);

/* All at what matters, and all together. */
static void draw_together(struct tl_stream *stream, double differences[MEASURES])
{
    double common = draw_normal(stream);
    for (size_t m = 0; m < MEASURES; m++) {
        differences[m] = 1 + 3 * (0.9 * common + 0.436 * draw_normal(stream));
    }
}

/* All at what matters, each by itself. */
static void draw_apart(struct tl_stream *stream, double differences[MEASURES])
{
    for (size_t m = 0; m < MEASURES; m++) {
        differences[m] = 1 + 3 * draw_normal(stream);
    }
}

static void draw_little(struct tl_stream *stream, double differences[MEASURES])
{
    for (size_t m = 1; m < MEASURES; m++) {
        differences[m] = 0.1 * draw_normal(stream);
    }
}

/* The first is another one in two replications of a hundred, the others differ by little. */
static void draw_seldom(struct tl_stream *stream, double differences[MEASURES])
{
    draw_little(stream, differences);
    differences[0] = draw_uniform(stream) < 0.02 ? 50 : 0;
}

/* The first is there in three replications of a hundred, and another one in half of those. */
static void draw_few(struct tl_stream *stream, double differences[MEASURES])
{
    draw_little(stream, differences);
    differences[0] = draw_uniform(stream) < 0.5 ? 2 : 0;
    differences[0] = draw_uniform(stream) < 0.03 ? differences[0] : NAN;
}

struct rates {
    double passed, regressed;
};

static struct rates run_checks(const char *name, draw_pair *draw)
{
    struct tl_stream stream = stream_of(name);
    int passed = 0;
    int regressed = 0;
    for (int check = 0; check < CHECKS; check++) {
        struct tl_trial trial = {.baseline = &baseline, .events = 1};
        for (size_t i = 0; i < N; i++) {
            draw(&stream, now[i]);
            for (size_t m = 0; m < MEASURES; m++) {
                was[m][i] = isnan(now[i][m]) ? NAN : 0;
            }
        }
        for (trial.n = N / 4; !tl_trial_look(&trial, &variant) && trial.n < N;) {
            trial.n *= 2;
        }
        passed += tl_trial_outcome(&trial) == TL_FAULT_NONE;
        regressed += trial.judgements.counts[TL_RULING_REGRESSED] > 0;
        ck_assert(tl_trial_outcome(&trial) != TL_FAULT_NONE || trial.n == N);
        ck_assert(tl_trial_outcome(&trial) != TL_FAULT_UNDECIDED || tl_trial_decides(&trial) >= N);
        tl_trial_clear(&trial);
    }
    struct rates rates = {(double)passed / CHECKS, (double)regressed / CHECKS};
    printf("%s: false pass %.4f, false regression %.4f\n", name, rates.passed, rates.regressed);
    return rates;
}

START_TEST(errors_at_what_matters)
{
    static const struct {
        const char *name;
        draw_pair *draw;
    } cases[] = {
        {"together", draw_together}, {"apart", draw_apart}, {"seldom", draw_seldom}, {"few", draw_few}};
    begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rates rates = run_checks(cases[i].name, cases[i].draw);
        ck_assert_msg(rates.passed <= 0.05, "%s: false pass %g", cases[i].name, rates.passed);
        ck_assert_msg(rates.regressed <= 0.05, "%s: false regression %g", cases[i].name, rates.regressed);
    }
}
END_TEST

TL_TEST_MAIN(looks, errors_at_what_matters)
