#include "report/summary.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/contrast.h"
#include "report/range.h"

void tl_summary_clear(struct tl_summary *summary)
{
    free(summary->items);
    *summary = (struct tl_summary){0};
}

void tl_summary_add(struct tl_summary *summary, struct tl_statistic statistic)
{
    summary->items = tl_grow(summary->items, summary->count, &summary->capacity, sizeof *summary->items);
    summary->items[summary->count++] = statistic;
}

size_t tl_summary_find(const struct tl_study_variant *variant, const char *measure, const char *entity)
{
    for (size_t i = 0; i < variant->column_count; i++) {
        const struct tl_column *column = &variant->columns[i];
        if (strcmp(column->measure, measure) == 0 && strcmp(column->entity, entity) == 0) {
            return i;
        }
    }
    return TL_NO_COLUMN;
}

const struct tl_curve *tl_summary_find_curve(const struct tl_study_variant *variant, const char *measure,
                                             const char *entity)
{
    for (size_t i = 0; i < variant->series_count; i++) {
        const struct tl_series *series = &variant->series[i];
        if (strcmp(series->measure, measure) == 0 && strcmp(series->entity, entity) == 0) {
            return &variant->curves[i];
        }
    }
    return NULL;
}

double *tl_summary_copy(const struct tl_study *study, size_t variant, size_t column)
{
    const struct tl_study_variant *from = &study->variants[variant];
    assert(column < from->kept_columns);
    double *values = tl_alloc(study->kept, sizeof *values);
    for (size_t i = 0; i < study->kept; i++) {
        values[i] = from->values[i * from->kept_columns + column];
    }
    return values;
}

/* The mean of a detail column from its running moments. A curve of one cell has the same Student-t interval. */
static struct tl_interval mean_of_running(struct tl_running running, size_t kept, double confidence)
{
    struct tl_interval interval = {.value = NAN, .lo = NAN, .hi = NAN, .n = running.n};
    interval.flags = (running.n < kept ? TL_FLAG_ABSENT : 0u) | (running.n == 1 ? TL_FLAG_SINGLE : 0u);
    if (running.n == 0) {
        return interval;
    }
    interval.value = running.mean;
    if (running.n > 1) {
        struct tl_curve curve = {
            .cells = 1, .n = running.n, .mean = &running.mean, .covariance = &running.m2};
        double unused[2];
        tl_curve_bands(&curve, confidence, 1, &interval.lo, &interval.hi, &unused[0], &unused[1]);
        interval.flags |= running.m2 <= 0 ? TL_FLAG_IDENTICAL : 0u;
    }
    return interval;
}

static size_t count_yes(const double *values, size_t n, size_t *present)
{
    size_t yes = 0;
    *present = 0;
    for (size_t i = 0; i < n; i++) {
        *present += isnan(values[i]) ? 0 : 1;
        yes += !isnan(values[i]) && values[i] > 0.5;
    }
    return yes;
}

static struct tl_interval share_of(const double *values, size_t n, double confidence)
{
    size_t present;
    size_t yes = count_yes(values, n, &present);
    struct tl_interval share = tl_stats_share(yes, present, confidence);
    share.flags |= (present < n ? TL_FLAG_ABSENT : 0u) | (present == 1 ? TL_FLAG_SINGLE : 0u);
    return share;
}

struct tl_interval tl_summary_mean(const struct tl_report *report, size_t variant, size_t column)
{
    const struct tl_study *study = report->study;
    const struct tl_study_variant *from = &study->variants[variant];
    if (from->columns[column].role == TL_COLUMN_DETAIL) {
        return tl_range_cut(tl_range_of_column(&from->columns[column]),
                            mean_of_running(from->details[column], study->kept, report->confidence));
    }
    double *values = tl_summary_copy(study, variant, column);
    struct tl_interval interval = from->columns[column].kind == TL_COLUMN_FLAG
                                      ? share_of(values, study->kept, report->confidence)
                                      : tl_stats_mean(values, study->kept, report->confidence);
    free(values);
    return tl_range_cut(tl_range_of_column(&from->columns[column]), interval);
}

struct tl_interval tl_summary_difference(const struct tl_report *report, size_t variant, size_t column,
                                         size_t base_column, double *correlation)
{
    const struct tl_study *study = report->study;
    double *values = tl_summary_copy(study, variant, column);
    double *base = tl_summary_copy(study, 0, base_column);
    struct tl_interval difference = tl_stats_paired(values, base, study->kept, report->confidence);
    if (correlation) {
        *correlation = tl_stats_correlation(values, base, study->kept);
    }
    free(values);
    free(base);
    return tl_range_cut(tl_range_of_difference(&study->variants[variant].columns[column]), difference);
}

/* What the horizon is in the unit of a column of times. */
static double limit_in(const struct tl_roster *roster, const char *unit)
{
    const char *rule;
    double unit_s;
    struct tl_text one = {0};
    tl_text_print(&one, "1 %s", unit);
    bool known = tl_unit_parse(tl_text_get(&one), TL_UNIT_TIME, &unit_s, &rule);
    tl_text_clear(&one);
    return known ? (double)roster->horizon_s / unit_s : INFINITY;
}

struct place { /* where statistics are being written */
    const struct tl_report *report;
    struct tl_summary *summary;
    size_t variant;
};

static const char *label_of(const struct place *place, size_t variant)
{
    return tl_report_roster(place->report, variant)->scenario;
}

static void add(const struct place *place, const struct tl_column *column, bool is_difference,
                const char *name, struct tl_interval interval, double correlation)
{
    tl_summary_add(place->summary, (struct tl_statistic){
                                       .scenario = label_of(place, place->variant),
                                       .base = is_difference ? label_of(place, 0) : NULL,
                                       .measure = column->measure,
                                       .entity = column->entity,
                                       .name = name,
                                       .unit = column->unit,
                                       .interval = interval,
                                       .correlation = correlation,
                                   });
}

static struct tl_interval bare_number(double value, size_t n)
{
    return (struct tl_interval){.value = value, .lo = NAN, .hi = NAN, .n = n};
}

/* How many of n replications. */
static struct tl_interval count_of(size_t count, size_t n)
{
    return bare_number((double)count, n);
}

static void add_times(const struct place *place, const struct tl_column *column, const double *values)
{
    const struct tl_report *report = place->report;
    size_t n = report->study->kept;
    size_t reached = 0;
    size_t present = 0;
    for (size_t i = 0; i < n; i++) {
        reached += isfinite(values[i]) ? 1 : 0;
        present += isnan(values[i]) ? 0 : 1;
    }
    double limit = limit_in(tl_report_roster(report, place->variant), column->unit);
    struct tl_column share = *column;
    share.unit = "";
    add(place, &share, false, "share-reached", tl_stats_share(reached, present, report->confidence), NAN);
    add(place, column, false, "median", tl_stats_median(values, n, report->confidence), NAN);
    add(place, column, false, "restricted-mean",
        tl_range_cut((struct tl_range){0, limit},
                     tl_stats_restricted_mean(values, n, limit, report->confidence)),
        NAN);
}

static void add_column(const struct place *place, size_t index)
{
    const struct tl_study *study = place->report->study;
    const struct tl_column *column = &study->variants[place->variant].columns[index];
    if (column->role == TL_COLUMN_DETAIL) { /* not kept by replication */
        add(place, column, false, "mean", tl_summary_mean(place->report, place->variant, index), NAN);
        return;
    }
    double *values = tl_summary_copy(study, place->variant, index);
    if (column->kind == TL_COLUMN_TIME) {
        add_times(place, column, values);
    } else {
        struct tl_interval mean = tl_summary_mean(place->report, place->variant, index);
        add(place, column, false, column->kind == TL_COLUMN_FLAG ? "share" : "mean", mean, NAN);
        if (mean.flags & TL_FLAG_HEAVY_TAIL) {
            add(place, column, false, "median",
                tl_stats_median(values, study->kept, place->report->confidence), NAN);
        }
    }
    free(values);
}

/* In how many pairs both, only one or neither says yes. */
struct fourfold {
    size_t both, variant_only, base_only, neither;
};

static struct fourfold count_pairs(const double *values, const double *base, size_t n, bool times)
{
    struct fourfold counts = {0};
    for (size_t i = 0; i < n; i++) {
        if (isnan(values[i]) || isnan(base[i])) {
            continue;
        }
        bool first = times ? isfinite(values[i]) : values[i] > 0.5;
        bool second = times ? isfinite(base[i]) : base[i] > 0.5;
        counts.both += first && second;
        counts.variant_only += first && !second;
        counts.base_only += !first && second;
        counts.neither += !first && !second;
    }
    return counts;
}

static void add_fourfold(const struct place *place, const struct tl_column *column, struct fourfold counts)
{
    size_t n = counts.both + counts.variant_only + counts.base_only + counts.neither;
    struct tl_column count = *column;
    count.unit = "replications";
    add(place, &count, true, "both", count_of(counts.both, n), NAN);
    add(place, &count, true, "base-only", count_of(counts.base_only, n), NAN);
    add(place, &count, true, "variant-only", count_of(counts.variant_only, n), NAN);
    add(place, &count, true, "neither", count_of(counts.neither, n), NAN);
}

/* Differences of one column from the base's of the same name; a column that only one of the two has cannot be compared. */
static void add_difference(const struct place *place, size_t index)
{
    const struct tl_report *report = place->report;
    const struct tl_study *study = report->study;
    const struct tl_column *column = &study->variants[place->variant].columns[index];
    size_t base_index = tl_summary_find(&study->variants[0], column->measure, column->entity);
    if (column->role == TL_COLUMN_DETAIL || base_index == TL_NO_COLUMN) {
        return;
    }
    double correlation = NAN;
    struct tl_interval difference =
        tl_summary_difference(report, place->variant, index, base_index, &correlation);
    if (column->kind == TL_COLUMN_MEAN) {
        add(place, column, true, "difference", difference, correlation);
        return;
    }
    bool times = column->kind == TL_COLUMN_TIME;
    double *values = tl_summary_copy(study, place->variant, index);
    double *base = tl_summary_copy(study, 0, base_index);
    struct fourfold counts = count_pairs(values, base, study->kept, times);
    if (times) {
        double limit = limit_in(tl_report_roster(report, 0), column->unit);
        for (size_t i = 0; i < study->kept; i++) { /* a NAN stays one */
            values[i] = values[i] > limit ? limit : values[i];
            base[i] = base[i] > limit ? limit : base[i];
        }
        add(place, column, true, "difference-restricted-mean",
            tl_range_cut((struct tl_range){-limit, limit},
                         tl_stats_paired(values, base, study->kept, report->confidence)),
            NAN);
    } else {
        add(place, column, true, "difference",
            tl_stats_share_difference(counts.both, counts.variant_only, counts.base_only, counts.neither,
                                      report->confidence),
            correlation);
    }
    add_fourfold(place, column, counts);
    free(values);
    free(base);
}

static void add_recovery(const struct place *place, const char *measure, const struct tl_recovery *recovery)
{
    size_t n = recovery->never + recovery->reached + recovery->censored;
    const char *entity = tl_report_roster(place->report, 0)->indexes[0].name;
    struct tl_column days = {.measure = measure, .entity = entity, .unit = "d"};
    struct tl_column share = {.measure = measure, .entity = entity, .unit = ""};
    struct tl_column count = {.measure = measure, .entity = entity, .unit = "replications"};
    add(place, &share, true, "share-reached", recovery->share, NAN);
    add(place, &days, true, "median", recovery->median, NAN);
    add(place, &days, true, "restricted-mean", recovery->restricted, NAN);
    add(place, &days, true, "limit", bare_number(recovery->limit_d, n), NAN);
    add(place, &count, true, "never-degraded", count_of(recovery->never, n), NAN);
    add(place, &count, true, "reached", count_of(recovery->reached, n), NAN);
    add(place, &count, true, "not-reached", count_of(recovery->censored, n), NAN);
    add(place, &count, true, "no-order", count_of(recovery->no_order, n + recovery->no_order), NAN);
}

/* What the pairs alone can tell. */
static void add_contrast(const struct place *place)
{
    struct tl_contrast contrast;
    tl_contrast_init(&contrast, place->report, place->variant);
    const char *entity = tl_report_roster(place->report, 0)->indexes[0].name;
    struct tl_column days = {.measure = "degradation", .entity = entity, .unit = "index-days"};
    struct tl_column dip = {.measure = "worst-dip", .entity = entity, .unit = ""};
    struct tl_column when = {.measure = "worst-dip", .entity = entity, .unit = "d"};
    struct tl_column own = {.measure = "own-dip", .entity = entity, .unit = ""};
    struct tl_interval time = {.value = contrast.dip_d,
                               .lo = contrast.dip_from_d,
                               .hi = contrast.dip_to_d,
                               .n = contrast.dip.n,
                               .flags = contrast.dip.flags};
    add(place, &days, true, "mean", contrast.cost, contrast.correlation);
    add(place, &days, true, "positive-part", contrast.positive, NAN);
    add(place, &days, true, "negative-part", contrast.negative, NAN);
    add(place, &dip, true, "depth", contrast.dip, NAN);
    add(place, &when, true, "time", time, NAN);
    add(place, &own, true, "mean", contrast.own_dip, NAN);
    add_recovery(place, "closed", &contrast.closed);
    add_recovery(place, "restored", &contrast.restored);
    tl_contrast_clear(&contrast);
}

void tl_summary_build(const struct tl_report *report, struct tl_summary *summary)
{
    const struct tl_study *study = report->study;
    struct place place = {.report = report, .summary = summary};
    for (place.variant = 0; place.variant < study->variant_count; place.variant++) {
        for (size_t i = 0; i < study->variants[place.variant].column_count; i++) {
            add_column(&place, i);
        }
    }
    for (place.variant = 1; place.variant < study->variant_count && study->kept > 0; place.variant++) {
        add_contrast(&place);
        for (size_t i = 0; i < study->variants[place.variant].column_count; i++) {
            add_difference(&place, i);
        }
    }
}
