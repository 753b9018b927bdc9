/* Means and their intervals. */
#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/stream.h"
#include "stats/present.h"

#define TL_RESAMPLES      999 /* (999 + 1) x 0.025 is a whole number: the quantiles are order statistics */
#define TL_BOOTSTRAP_SEED 1   /* any constant: the same values always give the same interval */
#define TL_BOOTSTRAP_MIN                                                                                     \
    10 /* values; with fewer, resamples of nearly equal values make the ends meaningless */

/* Draw the numbers of `count` values out of n. A draw holds 52 bits: what one pick leaves over serves the next.
 * count  at most 4 where n <= 256, else at most 2: the last pick then still has 20 bits more than it needs (n < 2^16) */
static void draw_picks(struct tl_stream *stream, size_t n, size_t count, size_t picks[])
{
    double uniform;
    tl_stream_draw(stream, &uniform);
    for (size_t i = 0; i < count; i++) {
        double place = uniform * (double)n;
        picks[i] = (size_t)place;
        picks[i] = picks[i] < n ? picks[i] : n - 1;
        uniform = place - (double)picks[i];
    }
}

/* Student's statistic of one resample of values that have mean 0 and sd 1. False where all of it is alike. */
static bool draw_statistic(const double *standard, size_t n, struct tl_stream *stream, double *statistic)
{
    double sum = 0;
    double squares = 0;
    size_t most = n <= 256 ? 4 : 2;
    for (size_t i = 0; i < n; i += most) {
        size_t picks[4];
        size_t count = n - i < most ? n - i : most;
        draw_picks(stream, n, count, picks);
        for (size_t k = 0; k < count; k++) {
            double value = standard[picks[k]];
            sum += value;
            squares += value * value;
        }
    }
    double size = (double)n;
    double mean = sum / size;
    double variance = (squares - sum * mean) / (size - 1);
    if (!(variance > 1e-12)) { /* rounding leaves something where there is nothing */
        return false;
    }
    *statistic = mean / sqrt(variance / size);
    return true;
}

/* The bootstrap distribution of Student's statistic, sorted. Degenerate resamples are skipped: their statistic would be
 * infinite. False when more than `most_degenerate` are, so that the quantile that is due would lie among them (rare
 * values: three of 200 differ from the rest). */
static bool fill_statistics(const double *values, const struct tl_moments *moments, size_t most_degenerate,
                            double statistics[TL_RESAMPLES])
{
    double *standard = tl_alloc(moments->n, sizeof *standard);
    for (size_t i = 0; i < moments->n; i++) {
        standard[i] = (values[i] - moments->mean) / moments->sd;
    }
    struct tl_stream stream;
    tl_stream_init(&stream, TL_BOOTSTRAP_SEED, 0, tl_hash_text("stats/bootstrap-t"));
    size_t filled = 0;
    size_t degenerate = 0;
    while (filled < TL_RESAMPLES && degenerate <= most_degenerate) {
        bool drawn = draw_statistic(standard, moments->n, &stream, &statistics[filled]);
        filled += drawn;
        degenerate += !drawn;
    }
    free(standard);
    tl_stats_sort(statistics, filled);
    return filled == TL_RESAMPLES;
}

/* Bootstrap-t: the upper quantile of the statistic comes of means drawn too high, so it gives the lower end. */
static bool bootstrap_ends(const double *values, const struct tl_moments *moments, double confidence,
                           struct tl_interval *interval)
{
    double statistics[TL_RESAMPLES];
    double tail = (1 - confidence) / 2;
    size_t order = (size_t)fmax(1, floor((TL_RESAMPLES + 1) * tail + 1e-9));
    if (moments->n < TL_BOOTSTRAP_MIN || !fill_statistics(values, moments, order, statistics)) {
        return false;
    }
    double error = moments->sd / sqrt((double)moments->n);
    interval->lo = moments->mean - statistics[TL_RESAMPLES - order] * error;
    interval->hi = moments->mean - statistics[order - 1] * error;
    return true;
}

static void add_median(const double *values, size_t n, double confidence, struct tl_interval *interval)
{
    struct tl_interval median = tl_stats_median(values, n, confidence);
    interval->median = median.value;
    interval->median_lo = median.lo;
    interval->median_hi = median.hi;
}

/* Mean of values without any NAN. */
static struct tl_interval interval_of(const double *values, size_t kept, size_t n, double confidence)
{
    assert(confidence > 0 && confidence < 1);
    struct tl_moments moments = tl_stats_moments(values, kept);
    struct tl_interval interval = tl_stats_bare_interval(moments.mean, kept, n);
    if (kept < 2) {
        return interval;
    }
    if (moments.sd == 0) {
        interval.lo = interval.hi = moments.mean;
        interval.flags |= TL_FLAG_IDENTICAL;
        return interval;
    }
    if ((double)kept < 25 * moments.skewness * moments.skewness) {
        interval.flags |= TL_FLAG_HEAVY_TAIL;
        add_median(values, kept, confidence, &interval);
        if (bootstrap_ends(values, &moments, confidence, &interval)) {
            return interval;
        }
    }
    double half =
        gsl_cdf_tdist_Pinv(0.5 + confidence / 2, (double)(kept - 1)) * moments.sd / sqrt((double)kept);
    interval.lo = moments.mean - half;
    interval.hi = moments.mean + half;
    return interval;
}

struct tl_interval tl_stats_mean(const double *values, size_t n, double confidence)
{
    size_t kept;
    double *present = tl_stats_copy_present(values, n, &kept);
    struct tl_interval interval = interval_of(present, kept, n, confidence);
    free(present);
    return interval;
}

struct tl_interval tl_stats_paired(const double *x, const double *y, size_t n, double confidence)
{
    double *differences = tl_alloc(n, sizeof *differences);
    for (size_t i = 0; i < n; i++) {
        differences[i] = x[i] - y[i]; /* NAN where either is */
    }
    struct tl_interval interval = tl_stats_mean(differences, n, confidence);
    free(differences);
    return interval;
}

struct tl_interval tl_stats_restricted_mean(const double *times, size_t n, double horizon, double confidence)
{
    double *restricted = tl_alloc(n, sizeof *restricted);
    bool censored = false;
    for (size_t i = 0; i < n; i++) {
        censored = censored || times[i] > horizon;
        restricted[i] = times[i] > horizon ? horizon : times[i];
    }
    struct tl_interval interval = tl_stats_mean(restricted, n, confidence);
    interval.flags |= censored ? TL_FLAG_CENSORED : 0u;
    free(restricted);
    return interval;
}
