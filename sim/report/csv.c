/* Tidy CSV: one number a line, fields quoted only where they must be (RFC 4180, with line feeds alone). */
#include <math.h>
#include <string.h>

#include "report/buyback.h"
#include "report/counterfactual.h"
#include "report/flags.h"
#include "report/series.h"
#include "report/summary.h"

static void add_field(struct tl_text *out, const char *text)
{
    if (!strpbrk(text, ",\"\n\r")) {
        tl_text_add(out, text);
        return;
    }
    tl_text_add_char(out, '"');
    for (; *text; text++) {
        if (*text == '"') {
            tl_text_add_char(out, '"');
        }
        tl_text_add_char(out, *text);
    }
    tl_text_add_char(out, '"');
}

static void next_field(struct tl_text *out, const char *text)
{
    tl_text_add_char(out, ',');
    add_field(out, text);
}

/* Absent is empty, not reached is inf: both are read as such by R and pandas. */
static void next_real(struct tl_text *out, double value)
{
    tl_text_add_char(out, ',');
    if (isinf(value)) {
        tl_text_add(out, value > 0 ? "inf" : "-inf");
    } else if (!isnan(value)) {
        tl_text_add_real(out, value);
    }
}

static void next_count(struct tl_text *out, uint64_t count)
{
    tl_text_print(out, ",%llu", (unsigned long long)count);
}

static void next_flags(struct tl_text *out, unsigned flags)
{
    size_t count;
    const struct tl_flag_class *classes = tl_flag_classes(&count);
    const char *separator = "";
    tl_text_add_char(out, ',');
    for (size_t i = 0; i < count; i++) {
        if (flags & (unsigned)classes[i].flag) {
            tl_text_print(out, "%s%s", separator, classes[i].name);
            separator = ";";
        }
    }
}

static void print_statistic(const struct tl_statistic *row, const char *name, struct tl_interval interval,
                            const char *unit, struct tl_text *out)
{
    add_field(out, row->scenario);
    next_field(out, row->measure);
    next_field(out, row->entity);
    next_field(out, name);
    next_real(out, interval.value);
    next_real(out, interval.lo);
    next_real(out, interval.hi);
    next_count(out, interval.n);
    next_field(out, unit);
    next_flags(out, interval.flags);
    tl_text_add_char(out, '\n');
}

static void print_summary(const struct tl_report *report, struct tl_text *out)
{
    struct tl_summary summary = {0};
    tl_summary_build(report, &summary);
    tl_buyback_summarise(report, &summary);
    tl_counterfactual_summarise(report, &summary);
    tl_text_add(out, "scenario,measure,entity,statistic,value,lo,hi,n,unit,flags\n");
    for (size_t i = 0; i < summary.count; i++) {
        const struct tl_statistic *row = &summary.items[i];
        print_statistic(row, row->name, row->interval, row->unit, out);
        if (!isnan(row->correlation)) {
            struct tl_interval bare = {.value = row->correlation, .lo = NAN, .hi = NAN, .n = row->interval.n};
            print_statistic(row, "correlation", bare, "", out);
        }
    }
    tl_summary_clear(&summary);
}

static void print_replications(const struct tl_report *report, struct tl_text *out)
{
    const struct tl_study *study = report->study;
    tl_text_add(out, "scenario,replication,measure,entity,value,censored,unit\n");
    for (size_t v = 0; v < study->variant_count; v++) {
        const struct tl_study_variant *variant = &study->variants[v];
        for (size_t i = 0; i < study->kept * variant->kept_columns; i++) {
            const struct tl_column *column = &variant->columns[i % variant->kept_columns];
            double value = variant->values[i];
            bool censored = column->kind == TL_COLUMN_TIME && isinf(value);
            add_field(out, tl_report_roster(report, v)->scenario);
            next_count(out, study->replications[i / variant->kept_columns]);
            next_field(out, column->measure);
            next_field(out, column->entity);
            next_real(out, censored ? NAN : value);
            next_field(out, censored ? "1" : "0");
            next_field(out, column->unit);
            tl_text_add_char(out, '\n');
        }
    }
}

static void take_curve(void *self, const struct tl_curve_row *row)
{
    struct tl_text *out = self;
    for (size_t i = 0; i < row->curve->cells; i++) {
        add_field(out, row->scenario);
        next_field(out, row->base ? row->base : "");
        next_field(out, row->measure);
        next_field(out, row->entity);
        tl_text_print(out, ",%lld", (long long)i * TL_CELL_S);
        next_real(out, row->curve->mean[i]);
        next_real(out, row->bands.lo[i]);
        next_real(out, row->bands.hi[i]);
        next_real(out, row->bands.lo_sim[i]);
        next_real(out, row->bands.hi_sim[i]);
        tl_text_add_char(out, '\n');
    }
}

void tl_report_print_csv(const struct tl_report *report, enum tl_rows_kind rows, struct tl_text *out)
{
    if (rows == TL_ROWS_SUMMARY) {
        print_summary(report, out);
    } else if (rows == TL_ROWS_REPLICATIONS) {
        print_replications(report, out);
    } else {
        tl_text_add(out, "scenario,base,measure,entity,t,mean,lo,hi,lo_sim,hi_sim\n");
        tl_series_walk(report, take_curve, out);
    }
}
