#include "report/contrast.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "report/sheet.h"
#include "report/summary.h"

void tl_bands_init(struct tl_bands *bands, const struct tl_curve *curve, struct tl_range range,
                   double confidence)
{
    double **ends[] = {&bands->lo, &bands->hi, &bands->lo_sim, &bands->hi_sim};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        *ends[i] = tl_alloc(curve->cells, sizeof **ends[i]);
    }
    tl_curve_bands(curve, confidence, TL_BAND_DRAWS, bands->lo, bands->hi, bands->lo_sim, bands->hi_sim);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        for (size_t cell = 0; cell < curve->cells; cell++) {
            (*ends[i])[cell] = tl_range_clamp(range, (*ends[i])[cell]);
        }
    }
}

void tl_bands_clear(struct tl_bands *bands)
{
    free(bands->lo);
    free(bands->hi);
    free(bands->lo_sim);
    free(bands->hi_sim);
    *bands = (struct tl_bands){0};
}

double tl_contrast_cell_days(const struct tl_roster *roster, size_t cell)
{
    int64_t from_s = (int64_t)cell * TL_CELL_S;
    int64_t to_s = from_s + TL_CELL_S < roster->horizon_s ? from_s + TL_CELL_S : roster->horizon_s;
    from_s = from_s > roster->warmup_s ? from_s : roster->warmup_s;
    return from_s < to_s ? (double)(to_s - from_s) / (double)TL_DAY_S : 0;
}

/* Ends that are one: nothing varies there. At 0 this only says that the band does not pass it. */
static void settle_ends(struct tl_interval *interval)
{
    if (interval->lo == interval->hi && interval->value == 0) {
        interval->lo = interval->hi = NAN;
    } else if (interval->lo == interval->hi) {
        interval->flags |= TL_FLAG_IDENTICAL;
    }
}

/* The worst dip of the mean curve. The true one's depth lies between the greatest lower end and the greatest upper end of the
 * simultaneous band, and only a cell whose band reaches that lower end can hold it. */
static void find_dip(struct tl_contrast *contrast, const struct tl_roster *roster)
{
    const struct tl_curve *curve = contrast->curve;
    const struct tl_bands *bands = &contrast->bands;
    size_t start = (size_t)(roster->warmup_s / TL_CELL_S);
    size_t worst = start;
    double lo = -INFINITY;
    double hi = -INFINITY;
    for (size_t i = start; i < curve->cells; i++) {
        worst = curve->mean[i] > curve->mean[worst] ? i : worst; /* ties go to the earliest */
        lo = fmax(lo, bands->lo_sim[i]);
        hi = fmax(hi, bands->hi_sim[i]);
    }
    size_t first = worst;
    size_t last = worst;
    for (size_t i = start; i < curve->cells; i++) {
        if (bands->hi_sim[i] >= lo) {
            first = i < first ? i : first;
            last = i > last ? i : last;
        }
    }
    bool single = curve->n < 2;
    double cell_d = (double)TL_CELL_S / (double)TL_DAY_S;
    contrast->dip = (struct tl_interval){.value = curve->mean[worst],
                                         .lo = single ? NAN : lo,
                                         .hi = single ? NAN : hi,
                                         .n = curve->n,
                                         .flags = single ? TL_FLAG_SINGLE : 0u};
    settle_ends(&contrast->dip);
    contrast->dip_d = (double)worst * cell_d;
    contrast->dip_from_d = single ? NAN : (double)first * cell_d;
    contrast->dip_to_d = single ? NAN : (double)(last + 1) * cell_d;
}

static double days_above(const struct tl_curve *curve, const struct tl_roster *roster, double threshold)
{
    double days = 0;
    for (size_t i = 0; i < curve->cells; i++) {
        days += curve->mean[i] > threshold ? tl_contrast_cell_days(roster, i) : 0;
    }
    return days;
}

/* The integral of the curve's part on one side of zero: sign 1 above, -1 below. With the simultaneous band the whole curve lies
 * inside, so its integrals bound the true one. */
static double integrate(const double *values, size_t cells, const struct tl_roster *roster, double sign)
{
    double sum = 0;
    for (size_t i = 0; i < cells; i++) {
        sum += sign * fmax(0, sign * values[i]) * tl_contrast_cell_days(roster, i);
    }
    return sum;
}

static struct tl_interval find_part(const struct tl_contrast *contrast, const struct tl_roster *roster,
                                    double sign)
{
    const struct tl_curve *curve = contrast->curve;
    bool single = curve->n < 2;
    struct tl_interval part = {
        .value = integrate(curve->mean, curve->cells, roster, sign),
        .lo = single ? NAN : integrate(contrast->bands.lo_sim, curve->cells, roster, sign),
        .hi = single ? NAN : integrate(contrast->bands.hi_sim, curve->cells, roster, sign),
        .n = curve->n,
        .flags = single ? TL_FLAG_SINGLE : 0u,
    };
    settle_ends(&part);
    return part;
}

/* One kind of recovery over the pairs. `restored` says which; limit_d is what can be watched. */
static struct tl_recovery find_recovery(const struct tl_report *report, size_t variant, bool restored,
                                        double limit_d)
{
    const struct tl_study *study = report->study;
    struct tl_recovery recovery = {.limit_d = limit_d};
    double *times = tl_alloc(study->kept, sizeof *times);
    size_t n = 0;
    for (size_t i = 0; i < study->kept; i++) {
        const struct tl_pair *pair = &study->pairs[variant].pairs[i];
        enum tl_reach reach = restored ? pair->restored : pair->closed;
        int64_t time_s = restored ? pair->restored_s : pair->closed_s;
        if (reach == TL_REACH_NEVER_DEGRADED || reach == TL_REACH_NO_ORDER) {
            recovery.never += reach == TL_REACH_NEVER_DEGRADED;
            recovery.no_order += reach == TL_REACH_NO_ORDER;
            continue;
        }
        double time_d = (double)time_s / (double)TL_DAY_S;
        bool seen = reach == TL_REACH_YES && time_d <= limit_d;
        times[n++] = seen ? time_d : INFINITY;
        recovery.reached += seen;
    }
    recovery.censored = n - recovery.reached;
    recovery.share = tl_stats_share(recovery.reached, n, report->confidence);
    recovery.median = tl_stats_median(times, n, report->confidence);
    recovery.restricted = tl_range_cut((struct tl_range){0, limit_d},
                                       tl_stats_restricted_mean(times, n, limit_d, report->confidence));
    free(times);
    return recovery;
}

static void find_recoveries(struct tl_contrast *contrast, const struct tl_report *report, size_t variant)
{
    const struct tl_study *study = report->study;
    int64_t first_s = INT64_MAX;
    int64_t last_s = 0;
    for (size_t i = 0; i < study->kept; i++) {
        int64_t order_s = study->pairs[variant].pairs[i].order_s;
        if (order_s != TL_NONE) {
            first_s = order_s < first_s ? order_s : first_s;
            last_s = order_s > last_s ? order_s : last_s;
        }
    }
    contrast->diverts = study->pairs[variant].diverts;
    contrast->order_d = contrast->diverts && first_s < INT64_MAX ? (double)first_s / (double)TL_DAY_S : NAN;
    int64_t watched_s = tl_report_roster(report, 0)->horizon_s - last_s;
    double calm_d = (double)(watched_s > TL_CALM_S ? watched_s - TL_CALM_S : 0) / (double)TL_DAY_S;
    contrast->closed = find_recovery(report, variant, false, calm_d);
    contrast->restored = find_recovery(report, variant, true, (double)watched_s / (double)TL_DAY_S);
}

/* Means over the pairs of what each one holds. */
static void find_costs(struct tl_contrast *contrast, const struct tl_report *report, size_t variant)
{
    const struct tl_study *study = report->study;
    double *costs = tl_alloc(study->kept, sizeof *costs);
    double *dips = tl_alloc(study->kept, sizeof *dips);
    for (size_t i = 0; i < study->kept; i++) {
        const struct tl_pair *pair = &study->pairs[variant].pairs[i];
        costs[i] = (double)pair->degradation_us / 1e6 / (double)TL_DAY_S;
        dips[i] = pair->dip;
    }
    double most_d = tl_sheet_measured_days(tl_report_roster(report, 0));
    contrast->cost = tl_range_cut((struct tl_range){-most_d, most_d},
                                  tl_stats_mean(costs, study->kept, report->confidence));
    contrast->own_dip = tl_range_cut(tl_range_of_share, tl_stats_mean(dips, study->kept, report->confidence));
    free(costs);
    free(dips);
}

void tl_contrast_init(struct tl_contrast *contrast, const struct tl_report *report, size_t variant)
{
    const struct tl_study *study = report->study;
    assert(variant > 0 && variant < study->variant_count && study->kept > 0);
    const struct tl_roster *roster = tl_report_roster(report, 0);
    const char *headline = roster->indexes[0].name;
    *contrast = (struct tl_contrast){.curve = &study->pairs[variant].degradation[0]};
    size_t base_column = tl_summary_find(&study->variants[0], "loss", headline);
    size_t column = tl_summary_find(&study->variants[variant], "loss", headline);
    assert(base_column != TL_NO_COLUMN && column != TL_NO_COLUMN);
    contrast->base_loss = tl_summary_mean(report, 0, base_column);
    contrast->loss = tl_summary_mean(report, variant, column);
    (void)tl_summary_difference(report, variant, column, base_column, &contrast->correlation);
    tl_bands_init(&contrast->bands, contrast->curve, tl_range_of_degradation, report->confidence);
    find_costs(contrast, report, variant);
    find_recoveries(contrast, report, variant);
    find_dip(contrast, roster);
    contrast->degraded_d =
        days_above(contrast->curve, tl_report_roster(report, 0), (double)TL_SLACK_U / (double)TL_MICRO);
    contrast->positive = find_part(contrast, roster, 1);
    contrast->negative = find_part(contrast, roster, -1);
}

void tl_contrast_clear(struct tl_contrast *contrast)
{
    tl_bands_clear(&contrast->bands);
}
