#include "experiment/fold.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static void init_variant(struct tl_study_variant *variant, const struct tl_measures *measures, size_t n)
{
    variant->columns = tl_measures_columns(measures, &variant->column_count);
    variant->series = tl_measures_series(measures, &variant->series_count, &variant->cells);
    while (variant->kept_columns < variant->column_count &&
           variant->columns[variant->kept_columns].role != TL_COLUMN_DETAIL) {
        variant->kept_columns++;
    }
    variant->values = tl_alloc(n, variant->kept_columns * sizeof *variant->values);
    variant->fingerprints = tl_alloc(n, sizeof *variant->fingerprints);
    variant->details = tl_alloc(variant->column_count, sizeof *variant->details);
    variant->curves = tl_alloc(variant->series_count, sizeof *variant->curves);
    for (size_t i = 0; i < variant->series_count; i++) {
        tl_curve_init(&variant->curves[i], variant->cells);
    }
}

/* Is a diversion of this name in force? */
static bool is_in_force(const struct tl_roster *roster, const char *name)
{
    for (size_t i = 0; i < roster->diversions.count; i++) {
        if (strcmp(roster->diversions.items[i], name) == 0) {
            return roster->in_force[i];
        }
    }
    return false;
}

/* A diversion that is in force in a variant and not in the base: what it costs is what the two are compared for. One that both have, such as
 * a reaction of the other side's, tells nothing of when a difference begins. */
static bool is_own(const struct tl_study *study, size_t number, size_t diversion)
{
    const struct tl_roster *roster = &study->variants[number].model->roster;
    return roster->in_force[diversion] &&
           !is_in_force(&study->variants[0].model->roster, roster->diversions.items[diversion]);
}

static bool has_own_diversion(const struct tl_study *study, size_t number)
{
    bool has = false;
    for (size_t i = 0; i < study->variants[number].model->roster.diversions.count && !has; i++) {
        has = is_own(study, number, i);
    }
    return has;
}

/* When the first of a variant's own diversions starts; TL_NONE: none does. */
static int64_t find_order(const struct tl_study *study, size_t number, const struct tl_outcome *outcome)
{
    int64_t first_s = TL_NONE;
    for (size_t i = 0; i < study->variants[number].model->roster.diversions.count; i++) {
        int64_t order_s = outcome->orders_s[i];
        if (is_own(study, number, i) && order_s != TL_NONE && (first_s == TL_NONE || order_s < first_s)) {
            first_s = order_s;
        }
    }
    return first_s;
}

void tl_fold_init(struct tl_study *study, struct tl_measures *const *measures)
{
    size_t n = study->options.n;
    study->replications = tl_alloc(n, sizeof *study->replications);
    study->pairs = tl_alloc(study->variant_count, sizeof *study->pairs);
    for (size_t i = 0; i < study->variant_count; i++) {
        init_variant(&study->variants[i], measures[i], n);
    }
    const struct tl_study_variant *base = &study->variants[0];
    size_t index_count = base->model->roster.index_count;
    for (size_t i = 1; i < study->variant_count; i++) {
        struct tl_study_pair *pair = &study->pairs[i];
        pair->diverts = has_own_diversion(study, i);
        pair->pairs = tl_alloc(n, sizeof *pair->pairs);
        pair->degradation = tl_alloc(index_count, sizeof *pair->degradation);
        for (size_t k = 0; k < index_count; k++) {
            tl_curve_init(&pair->degradation[k], base->cells);
        }
    }
}

static void clear_curves(struct tl_curve *curves, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        tl_curve_clear(&curves[i]);
    }
    free(curves);
}

void tl_fold_clear(struct tl_study *study)
{
    size_t index_count = study->variants[0].model->roster.index_count;
    for (size_t i = 0; i < study->variant_count; i++) {
        struct tl_study_variant *variant = &study->variants[i];
        free(variant->values);
        free(variant->details);
        free(variant->fingerprints);
        clear_curves(variant->curves, variant->series_count);
        free(study->pairs[i].pairs);
        if (study->pairs[i].degradation) {
            clear_curves(study->pairs[i].degradation, index_count);
        }
    }
    free(study->replications);
    free(study->pairs);
}

/* One more value in running moments (Welford's recurrence). */
static void add_running(struct tl_running *running, double value)
{
    if (isnan(value)) {
        return; /* absent */
    }
    double off = value - running->mean;
    running->n++;
    running->mean += off / (double)running->n;
    running->m2 += off * (value - running->mean);
}

static void add_variant(struct tl_study_variant *variant, size_t row, const struct tl_result *result)
{
    const struct tl_outcome *outcome = &result->outcome;
    memcpy(variant->fingerprints[row], result->fingerprint, TL_DIGEST_TEXT);
    memcpy(variant->values + row * variant->kept_columns, outcome->values,
           variant->kept_columns * sizeof *variant->values);
    for (size_t i = variant->kept_columns; i < variant->column_count; i++) {
        add_running(&variant->details[i], outcome->values[i]);
    }
    for (size_t i = 0; i < variant->series_count; i++) {
        tl_curve_add(&variant->curves[i], outcome->cells + i * variant->cells);
    }
    variant->events += outcome->events;
}

/* The cells of an index's curve, or NULL where the variant has no index of that name. */
static const double *find_index(const struct tl_study_variant *variant, const struct tl_outcome *outcome,
                                const char *name)
{
    for (size_t i = 0; i < variant->series_count; i++) {
        if (strcmp(variant->series[i].measure, "index") == 0 &&
            strcmp(variant->series[i].entity, name) == 0) {
            return outcome->cells + i * variant->cells;
        }
    }
    return NULL;
}

static void add_degradation(struct tl_study *study, size_t number, const struct tl_result *results)
{
    const struct tl_study_variant *base = &study->variants[0];
    const struct tl_roster *roster = &base->model->roster;
    double *cells = tl_alloc(base->cells, sizeof *cells);
    for (size_t i = 0; i < roster->index_count; i++) {
        const double *of_base = find_index(base, &results[0].outcome, roster->indexes[i].name);
        const double *of_variant =
            find_index(&study->variants[number], &results[number].outcome, roster->indexes[i].name);
        for (size_t cell = 0; of_base && of_variant && cell < base->cells; cell++) {
            cells[cell] = of_base[cell] - of_variant[cell];
        }
        if (of_base && of_variant) {
            tl_curve_add(&study->pairs[number].degradation[i], cells);
        }
    }
    free(cells);
}

/* The clock of recovery starts with the first of the variant's own diversions, or with the simulation where it has none. A diversion that
 * never starts leaves what the replication loses, and no recovery to time. */
static struct tl_pair compare_pair(const struct tl_study *study, size_t number,
                                   const struct tl_result *results)
{
    const struct tl_outcome *base = &results[0].outcome;
    const struct tl_outcome *variant = &results[number].outcome;
    int64_t order_s = find_order(study, number, variant);
    struct tl_pair pair =
        tl_pair_compare(base->steps, base->step_count, variant->steps, variant->step_count,
                        order_s != TL_NONE ? order_s : 0, study->variants[0].model->roster.horizon_s);
    if (order_s == TL_NONE && study->pairs[number].diverts) {
        pair.order_s = TL_NONE;
        pair.closed = pair.restored = TL_REACH_NO_ORDER;
    }
    return pair;
}

void tl_fold_add(struct tl_study *study, uint64_t replication, const struct tl_result *results)
{
    size_t row = study->kept++;
    study->replications[row] = replication;
    for (size_t i = 0; i < study->variant_count; i++) {
        add_variant(&study->variants[i], row, &results[i]);
        if (i > 0) {
            study->pairs[i].pairs[row] = compare_pair(study, i, results);
            add_degradation(study, i, results);
        }
    }
}
