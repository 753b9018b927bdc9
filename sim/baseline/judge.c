#include "baseline/judge.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/tree.h"

#define PRESENCE_TOLERANCE 0.02 /* of the replications */
#define ROUNDING           1e-9 /* of a value: so much may come of another library of mathematics */

/* ---- the scenario ---- */

static void add_change(struct tl_baseline_changes *changes, struct tl_baseline_change change)
{
    changes->items = tl_grow(changes->items, changes->count, &changes->capacity, sizeof *changes->items);
    changes->items[changes->count++] = change;
}

/* Where a leaf, or the nearest group that should hold it, is written. */
static struct tl_origin find_origin(const struct tl_scenario *scenario, const char *path)
{
    char *way = tl_copy(path);
    const struct tl_node *node = tl_node_at(scenario->tree, way);
    while (node == NULL && *way != '\0') {
        char *dot = strrchr(way, '.');
        char *bracket = strrchr(way, '[');
        char *end = dot == NULL || (bracket && bracket > dot) ? bracket : dot;
        *(end ? end : way) = '\0';
        node = tl_node_at(scenario->tree, way);
    }
    free(way);
    return node && node->origin.file ? node->origin : (struct tl_origin){scenario->file, 0};
}

void tl_baseline_compare(const struct tl_baseline *baseline, const struct tl_scenario *scenario,
                         struct tl_baseline_changes *changes)
{
    struct tl_baseline_entries now = {0};
    const struct tl_baseline_entries *then = &baseline->values;
    size_t a = 0;
    size_t b = 0;
    tl_baseline_flatten(scenario, scenario->arena, &now);
    while (a < then->count || b < now.count) {
        int order = a == then->count ? 1
                    : b == now.count ? -1
                                     : strcmp(then->items[a].name, now.items[b].name);
        const struct tl_baseline_entry *was = order <= 0 ? &then->items[a++] : NULL;
        const struct tl_baseline_entry *is = order >= 0 ? &now.items[b++] : NULL;
        if (was == NULL || is == NULL || strcmp(was->value, is->value) != 0) {
            const char *path = is ? is->name : was->name;
            add_change(changes,
                       (struct tl_baseline_change){path, was ? was->value : NULL, is ? is->value : NULL,
                                                   find_origin(scenario, path)});
        }
    }
    free(now.items);
}

/* ---- the events ---- */

size_t tl_baseline_count_different(const struct tl_baseline *baseline, const struct tl_study_variant *variant,
                                   size_t n, size_t *first)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(baseline->fingerprints[i], variant->fingerprints[i]) != 0) {
            *first = count == 0 ? i : *first;
            count++;
        }
    }
    return count;
}

/* ---- the measures ---- */

const char *tl_ruling_name(enum tl_ruling verdict)
{
    static const char *const names[TL_RULINGS] = {
        [TL_RULING_SAME] = "same",           [TL_RULING_PASSES] = "equivalent",
        [TL_RULING_REGRESSED] = "regressed", [TL_RULING_IMPROVED] = "improved",
        [TL_RULING_MOVED] = "moved",         [TL_RULING_UNDECIDED] = "undecided"};
    return names[verdict];
}

static void add(struct tl_judgements *judgements, struct tl_judgement judgement)
{
    judgements->items =
        tl_grow(judgements->items, judgements->count, &judgements->capacity, sizeof *judgements->items);
    judgements->items[judgements->count++] = judgement;
}

/* What is not reached counts as the horizon. */
static double restrict_time(const struct tl_baseline_measure *measure, double value)
{
    return measure->kind == TL_COLUMN_TIME && value > measure->most ? measure->most : value;
}

static struct tl_judgement begin(const struct tl_baseline_measure *measure)
{
    return (struct tl_judgement){
        .measure = measure->measure,
        .entity = measure->entity,
        .unit = measure->unit,
        .harm = measure->harm,
        .tolerance = measure->tolerance,
        .verdict = TL_RULING_UNDECIDED,
    };
}

struct pairs {
    double *was, *is, *differences; /* [n] */
    bool is_same;                   /* bit for bit */
};

static void compare_values(struct tl_judgements *judgements, const struct tl_baseline_measure *measure,
                           const struct pairs *pairs, size_t n)
{
    struct tl_judgement judgement = begin(measure);
    size_t both = 0;
    for (size_t i = 0; i < n; i++) {
        double was = restrict_time(measure, pairs->was[i]);
        double is = restrict_time(measure, pairs->is[i]);
        pairs->differences[i] = is - was; /* NAN where either is */
        if (!isnan(pairs->differences[i])) {
            judgement.was += was;
            judgement.is += is;
            both++;
        }
    }
    judgement.was /= (double)both; /* NAN where it is nowhere in both */
    judgement.is /= (double)both;
    bool is_judged = !isnan(measure->tolerance) && both > 0 && !pairs->is_same;
    if (is_judged) {
        judgement.look = tl_stats_look(pairs->differences, n, measure->tolerance, TL_LOOK_ERROR);
    } else {
        judgement.look.mean = judgement.is - judgement.was;
        judgement.verdict = TL_RULING_SAME;
    }
    add(judgements, judgement);
}

/* Where a value is there in one of the two alone, in how many replications there is one is a measure, too. */
static void compare_presence(struct tl_judgements *judgements, const struct tl_baseline_measure *measure,
                             const struct pairs *pairs, size_t n)
{
    bool differs = false;
    struct tl_judgement judgement = begin(measure);
    judgement.unit = "";
    judgement.harm = 0;
    judgement.tolerance = PRESENCE_TOLERANCE;
    judgement.is_presence = true;
    for (size_t i = 0; i < n; i++) {
        bool was = !isnan(pairs->was[i]);
        bool is = !isnan(pairs->is[i]);
        pairs->differences[i] = (double)is - (double)was;
        differs = differs || was != is;
        judgement.was += (double)was / (double)n;
        judgement.is += (double)is / (double)n;
    }
    if (differs && !isnan(measure->tolerance)) {
        judgement.look = tl_stats_look(pairs->differences, n, PRESENCE_TOLERANCE, TL_LOOK_ERROR);
        add(judgements, judgement);
    }
}

static size_t find_column(const struct tl_study_variant *variant, const struct tl_baseline_measure *measure)
{
    for (size_t i = 0; i < variant->kept_columns; i++) {
        if (strcmp(variant->columns[i].measure, measure->measure) == 0 &&
            strcmp(variant->columns[i].entity, measure->entity) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

bool tl_baseline_is_remeasured(const struct tl_baseline *baseline, const struct tl_study_variant *variant,
                               size_t n)
{
    for (size_t m = 0; m < baseline->measure_count; m++) {
        const struct tl_baseline_measure *measure = &baseline->measures[m];
        size_t column = find_column(variant, measure);
        for (size_t i = 0; i < n && !isnan(measure->tolerance); i++) {
            double was = measure->values[i];
            double is = column == SIZE_MAX ? NAN : variant->values[i * variant->kept_columns + column];
            bool is_near = fabs(is - was) <= ROUNDING * fmax(fabs(is), fabs(was));
            if (column == SIZE_MAX || (!is_near && !tl_baseline_is_same(was, is))) {
                return true;
            }
        }
    }
    return false;
}

static double mean_of(const double *values, size_t n, size_t stride)
{
    double sum = 0;
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        double value = values[i * stride];
        sum += isfinite(value) ? value : 0;
        count += isfinite(value) ? 1 : 0;
    }
    return sum / (double)count;
}

static void judge_measure(struct tl_judgements *judgements, const struct tl_baseline_measure *measure,
                          const struct tl_study_variant *variant, const struct pairs *pairs, size_t n)
{
    size_t column = find_column(variant, measure);
    if (column == SIZE_MAX) {
        if (!isnan(measure->tolerance)) {
            struct tl_judgement gone = begin(measure);
            gone.was = mean_of(measure->values, n, 1);
            gone.is = NAN;
            gone.verdict = TL_RULING_MOVED;
            add(judgements, gone);
        }
        return;
    }
    struct pairs of = *pairs;
    of.is_same = true;
    for (size_t i = 0; i < n; i++) {
        of.was[i] = measure->values[i];
        of.is[i] = variant->values[i * variant->kept_columns + column];
        of.is_same = of.is_same && tl_baseline_is_same(of.was[i], of.is[i]);
    }
    compare_values(judgements, measure, &of, n);
    compare_presence(judgements, measure, &of, n);
}

static void add_new(struct tl_judgements *judgements, const struct tl_baseline *baseline,
                    const struct tl_study_variant *variant, size_t n)
{
    for (size_t i = 0; i < variant->kept_columns; i++) {
        const struct tl_column *column = &variant->columns[i];
        if (column->role != TL_COLUMN_ACCOUNT && tl_baseline_find_measure(baseline, column) == NULL) {
            add(judgements, (struct tl_judgement){
                                .measure = column->measure,
                                .entity = column->entity,
                                .unit = column->unit,
                                .tolerance = NAN,
                                .was = NAN,
                                .is = mean_of(variant->values + i, n, variant->kept_columns),
                                .verdict = TL_RULING_MOVED,
                            });
        }
    }
}

static enum tl_ruling decide(const struct tl_judgement *judgement, bool above, bool below)
{
    if (above || below) {
        bool is_worse = above ? judgement->harm > 0 : judgement->harm < 0;
        return judgement->harm == 0 ? TL_RULING_MOVED : is_worse ? TL_RULING_REGRESSED : TL_RULING_IMPROVED;
    }
    bool passes = judgement->look.lo > -judgement->tolerance && judgement->look.hi < judgement->tolerance;
    return passes ? TL_RULING_PASSES : TL_RULING_UNDECIDED;
}

/* So many would show that it is within its tolerance, or, as one of so many claims, that it is beyond. */
static double count_deciding(const struct tl_judgement *judgement, size_t n, size_t claims)
{
    bool is_beyond = fabs(judgement->look.mean) > judgement->tolerance;
    double error = is_beyond ? TL_LOOK_ERROR / (double)claims : TL_LOOK_ERROR;
    return tl_stats_look_decides(&judgement->look, n, error);
}

/* A claim for each direction of each measure that is open. */
static void settle(struct tl_judgements *judgements)
{
    double *p = tl_alloc(2 * judgements->count + 1, sizeof *p);
    bool *claims = tl_alloc(2 * judgements->count + 1, sizeof *claims);
    size_t count = 0;
    for (size_t i = 0; i < judgements->count; i++) {
        if (judgements->items[i].verdict == TL_RULING_UNDECIDED) {
            p[count++] = judgements->items[i].look.p_above;
            p[count++] = judgements->items[i].look.p_below;
        }
    }
    tl_stats_holm(p, count, TL_LOOK_ERROR, claims);
    size_t open = 0;
    for (size_t i = 0; i < count; i++) {
        open += !claims[i];
    }
    count = 0;
    for (size_t i = 0; i < judgements->count; i++) {
        struct tl_judgement *judgement = &judgements->items[i];
        if (judgement->verdict == TL_RULING_UNDECIDED) {
            judgement->verdict = decide(judgement, claims[count], claims[count + 1]);
            judgement->n_decides = count_deciding(judgement, judgements->n, open);
            count += 2;
        }
        judgements->counts[judgement->verdict]++;
    }
    free(p);
    free(claims);
}

void tl_baseline_judge(const struct tl_baseline *baseline, const struct tl_study_variant *variant, size_t n,
                       struct tl_judgements *judgements)
{
    struct pairs pairs = {tl_alloc(n, sizeof(double)), tl_alloc(n, sizeof(double)),
                          tl_alloc(n, sizeof(double)), true};
    *judgements = (struct tl_judgements){.n = n};
    for (size_t i = 0; i < baseline->measure_count; i++) {
        judge_measure(judgements, &baseline->measures[i], variant, &pairs, n);
    }
    add_new(judgements, baseline, variant, n);
    settle(judgements);
    free(pairs.was);
    free(pairs.is);
    free(pairs.differences);
}

void tl_judgements_clear(struct tl_judgements *judgements)
{
    free(judgements->items);
    *judgements = (struct tl_judgements){0};
}
