#include "baseline/expect.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/units.h"

static const char *const functionals[TL_FUNCTIONALS + 1] = {
    [TL_FUNCTIONAL_MEAN] = "mean", [TL_FUNCTIONAL_MEDIAN] = "median", [TL_FUNCTIONAL_P] = "p"};

static const char form[] = "must be like \"mean(index.headline) > 0.7\", \"median(t90.Japan) <= 20 d\" or "
                           "\"p(t90.Japan <= 20 d) >= 0.9\"";

/* ---- reading ---- */

struct reading {
    const struct tl_words_text *text;
    const struct tl_column *columns;
    size_t count;
    struct tl_arena *arena;
    struct tl_mistakes *mistakes;
    const char *at;
};

static void skip_spaces(struct reading *r)
{
    r->at += strspn(r->at, " \t");
}

/* Up to a character of `ends`, without spaces around it. */
static const char *take_until(struct reading *r, const char *ends)
{
    skip_spaces(r);
    size_t size = strcspn(r->at, ends);
    size_t whole = size;
    while (size > 0 && (r->at[size - 1] == ' ' || r->at[size - 1] == '\t')) {
        size--;
    }
    const char *part = tl_arena_print(r->arena, "%.*s", (int)size, r->at);
    r->at += whole;
    return part;
}

static bool take_mark(struct reading *r, char mark)
{
    skip_spaces(r);
    bool is_there = *r->at == mark;
    r->at += is_there;
    return is_there;
}

static bool take_relation(struct reading *r, enum tl_relation *relation)
{
    static const struct {
        const char *text;
        enum tl_relation relation;
    } rows[] = {{"<=", TL_RELATION_AT_MOST},
                {">=", TL_RELATION_AT_LEAST},
                {"<", TL_RELATION_LESS},
                {">", TL_RELATION_MORE}};
    skip_spaces(r);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t size = strlen(rows[i].text);
        if (strncmp(r->at, rows[i].text, size) == 0) {
            r->at += size;
            *relation = rows[i].relation;
            return true;
        }
    }
    return false;
}

static bool refuse_form(struct reading *r)
{
    return tl_mistake_add_words(r->mistakes, r->text, "%s", form);
}

/* A value of a measure of this unit. */
static bool read_value(struct reading *r, const char *value, const char *unit, double *number)
{
    bool is_days = strcmp(unit, "d") == 0;
    bool is_hours = strcmp(unit, "h") == 0;
    bool is_time = is_days || is_hours || strcmp(unit, "s") == 0;
    const char *rule;
    if (!tl_unit_parse(value, is_time ? TL_UNIT_TIME : TL_UNIT_NONE, number, &rule)) {
        return tl_mistake_add_words(r->mistakes, r->text, "%s: %s", value, rule);
    }
    *number /= is_days ? (double)TL_DAY_S : is_hours ? (double)TL_HOUR_S : 1;
    return true;
}

/* The names of all measures, or of all entities of one. */
static const char **list_names(struct reading *r, const char *measure, size_t *count)
{
    const char **names = tl_arena_alloc(r->arena, r->count, sizeof *names);
    *count = 0;
    for (size_t i = 0; i < r->count; i++) {
        if (measure == NULL) {
            names[(*count)++] = r->columns[i].measure;
        } else if (strcmp(r->columns[i].measure, measure) == 0) {
            names[(*count)++] = r->columns[i].entity;
        }
    }
    return names;
}

static bool find_column(struct reading *r, const char *name, size_t *column)
{
    const char *dot = strchr(name, '.');
    if (dot == NULL) {
        return tl_mistake_add_words(r->mistakes, r->text,
                                    "%s: name a measure and what it is of, such as index.headline", name);
    }
    const char *measure = tl_arena_print(r->arena, "%.*s", (int)(dot - name), name);
    size_t count;
    for (*column = 0; *column < r->count; (*column)++) {
        const struct tl_column *at = &r->columns[*column];
        if (strcmp(at->measure, measure) == 0 && strcmp(at->entity, dot + 1) == 0) {
            return true;
        }
    }
    const char **names = list_names(r, measure, &count);
    if (count > 0) {
        return tl_mistake_add_words(r->mistakes, r->text, "%s is not measured of %s%s", measure, dot + 1,
                                    tl_mistake_advice(r->arena, dot + 1, names, count));
    }
    names = list_names(r, NULL, &count);
    return tl_mistake_add_words(r->mistakes, r->text, "no such measure: %s%s (see trilat list measures)",
                                measure, tl_mistake_advice(r->arena, measure, names, count));
}

static bool read_functional(struct reading *r, struct tl_expectation *expectation)
{
    const char *name = take_until(r, "(");
    for (int i = 0; i < TL_FUNCTIONALS; i++) {
        if (strcmp(functionals[i], name) == 0) {
            expectation->functional = (enum tl_functional)i;
            return take_mark(r, '(') || refuse_form(r);
        }
    }
    return refuse_form(r);
}

/* MEASURE.ENTITY [RELATION VALUE] ) */
static bool read_inside(struct reading *r, struct tl_expectation *expectation)
{
    if (!find_column(r, take_until(r, "<>)"), &expectation->column)) {
        return false;
    }
    const char *unit = r->columns[expectation->column].unit;
    bool is_share = expectation->functional == TL_FUNCTIONAL_P;
    if (take_relation(r, &expectation->within) != is_share) {
        return refuse_form(r);
    }
    if (is_share && !read_value(r, take_until(r, ")"), unit, &expectation->bound)) {
        return false;
    }
    return take_mark(r, ')') || refuse_form(r);
}

/* No number of replications shows that a share is 1, or 0; and what is beyond is so always, or never. */
static bool check_share(struct reading *r, const struct tl_expectation *expectation)
{
    double limit = expectation->limit;
    bool is_open = (limit > 0 && limit < 1) || (limit == 0 && expectation->relation == TL_RELATION_MORE) ||
                   (limit == 1 && expectation->relation == TL_RELATION_LESS);
    return expectation->functional != TL_FUNCTIONAL_P || is_open ||
           tl_mistake_add_words(r->mistakes, r->text,
                                "no number of replications tells whether a share is so: compare it with "
                                "what lies between 0 and 1, such as >= 0.99");
}

bool tl_expectation_read(const struct tl_words_text *text, const struct tl_column *columns, size_t count,
                         struct tl_arena *arena, struct tl_expectation *expectation,
                         struct tl_mistakes *mistakes)
{
    struct reading r = {text, columns, count, arena, mistakes, text->text};
    *expectation = (struct tl_expectation){.text = text, .name = strchr(text->path, '.') + 1};
    if (!read_functional(&r, expectation) || !read_inside(&r, expectation)) {
        return false;
    }
    const char *unit = expectation->functional == TL_FUNCTIONAL_P ? "" : columns[expectation->column].unit;
    return (take_relation(&r, &expectation->relation) || refuse_form(&r)) &&
           read_value(&r, take_until(&r, ""), unit, &expectation->limit) && check_share(&r, expectation);
}

/* ---- judging ---- */

static bool is_so(double value, enum tl_relation relation, double limit)
{
    switch (relation) {
    case TL_RELATION_LESS:
        return value < limit;
    case TL_RELATION_AT_MOST:
        return value <= limit;
    case TL_RELATION_MORE:
        return value > limit;
    default:
        return value >= limit;
    }
}

/* In what share of the values that are there it is so. */
static struct tl_interval share_of(const double *values, size_t n, enum tl_relation relation, double limit,
                                   double confidence)
{
    size_t present = 0;
    size_t yes = 0;
    for (size_t i = 0; i < n; i++) {
        present += isnan(values[i]) ? 0 : 1;
        yes += !isnan(values[i]) && is_so(values[i], relation, limit);
    }
    return tl_stats_share_exact(yes, present, confidence);
}

/* An interval is half as wide at four times the replications. */
static double count_deciding(const struct tl_interval *interval, double limit, size_t n)
{
    double away = fabs(interval->value - limit);
    double width = fmax(interval->hi - interval->value, interval->value - interval->lo);
    return away > 0 ? ceil((double)n * (width / away) * (width / away)) : INFINITY;
}

struct tl_expected_result tl_expectation_judge(const struct tl_expectation *expectation,
                                               const struct tl_study_variant *variant, size_t n,
                                               double confidence)
{
    const struct tl_column *column = &variant->columns[expectation->column];
    double *values = tl_alloc(n, sizeof *values);
    for (size_t i = 0; i < n; i++) {
        values[i] = variant->values[i * variant->kept_columns + expectation->column];
    }
    struct tl_interval interval =
        expectation->functional == TL_FUNCTIONAL_P
            ? share_of(values, n, expectation->within, expectation->bound, confidence)
        : expectation->functional == TL_FUNCTIONAL_MEDIAN ? tl_stats_median(values, n, confidence)
        : column->kind == TL_COLUMN_TIME ? tl_stats_restricted_mean(values, n, column->most, confidence)
                                         : tl_stats_mean(values, n, confidence);
    struct tl_interval half =
        share_of(values, n, expectation->relation, expectation->limit, confidence); /* of a median */
    free(values);
    bool low = is_so(interval.lo, expectation->relation, expectation->limit);
    bool high = is_so(interval.hi, expectation->relation, expectation->limit);
    bool is_known = !isnan(interval.lo) && !isnan(interval.hi);
    return (struct tl_expected_result){
        .expected = !is_known     ? TL_EXPECTED_OPEN
                    : low && high ? TL_EXPECTED_HOLDS
                    : low || high ? TL_EXPECTED_OPEN
                                  : TL_EXPECTED_FAILS,
        .interval = interval,
        .n_decides = !is_known ? INFINITY
                     : expectation->functional == TL_FUNCTIONAL_MEDIAN
                         ? count_deciding(&half, 0.5, n)
                         : count_deciding(&interval, expectation->limit, n),
    };
}
