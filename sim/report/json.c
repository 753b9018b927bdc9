#include <jansson.h>
#include <math.h>
#include <stdlib.h>

#include "report/buyback.h"
#include "report/counterfactual.h"
#include "report/flags.h"
#include "report/series.h"
#include "report/summary.h"

#define TL_JSON_FLAGS (JSON_COMPACT | JSON_REAL_PRECISION(17) | JSON_ENCODE_ANY)

/* What has no number is null: absent, without an interval, or not reached (then it is flagged "censored"). */
static json_t *make_real(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *make_text(const char *text)
{
    json_t *value = text ? json_string(text) : json_null();
    return value ? value : json_string("?"); /* not UTF-8 */
}

static json_t *make_count(uint64_t count)
{
    return json_integer((json_int_t)count);
}

static json_t *make_flags(unsigned flags)
{
    size_t count;
    const struct tl_flag_class *classes = tl_flag_classes(&count);
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++) {
        if (flags & (unsigned)classes[i].flag) {
            json_array_append_new(array, json_string(classes[i].name));
        }
    }
    return array;
}

static json_t *make_statistic(const struct tl_statistic *statistic)
{
    json_t *object = json_object();
    json_object_set_new(object, "scenario", make_text(statistic->scenario));
    if (statistic->base) {
        json_object_set_new(object, "base", make_text(statistic->base));
    }
    json_object_set_new(object, "measure", make_text(statistic->measure));
    json_object_set_new(object, "entity", make_text(statistic->entity));
    json_object_set_new(object, "statistic", make_text(statistic->name));
    json_object_set_new(object, "unit", make_text(statistic->unit));
    json_object_set_new(object, "value", make_real(statistic->interval.value));
    json_object_set_new(object, "lo", make_real(statistic->interval.lo));
    json_object_set_new(object, "hi", make_real(statistic->interval.hi));
    json_object_set_new(object, "n", make_count(statistic->interval.n));
    json_object_set_new(object, "flags", make_flags(statistic->interval.flags));
    if (statistic->base && !isnan(statistic->correlation)) {
        json_object_set_new(object, "correlation", make_real(statistic->correlation));
    }
    return object;
}

static json_t *make_texts(const char *const *texts, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(array, make_text(texts[i]));
    }
    return array;
}

static json_t *make_scenario(const struct tl_report *report, size_t variant)
{
    const struct tl_roster *roster = tl_report_roster(report, variant);
    const struct tl_report_scenario *scenario = &report->scenarios[variant];
    struct tl_text epoch = {0};
    tl_date_print(&epoch, roster->epoch_s);
    json_t *object = json_object();
    json_object_set_new(object, "label", make_text(roster->scenario));
    json_object_set_new(object, "file", make_text(scenario->file));
    json_object_set_new(object, "title", make_text(roster->title));
    json_object_set_new(object, "hash", make_text(roster->hash));
    json_object_set_new(object, "with", make_texts(scenario->with, scenario->with_count));
    json_object_set_new(object, "set", make_texts(scenario->set, scenario->set_count));
    json_object_set_new(object, "epoch", make_text(tl_text_get(&epoch)));
    json_object_set_new(object, "horizon_s", json_integer(roster->horizon_s));
    json_object_set_new(object, "warmup_s", json_integer(roster->warmup_s));
    tl_text_clear(&epoch);
    return object;
}

static json_t *make_replications(const struct tl_study *study)
{
    json_t *object = json_object();
    json_object_set_new(object, "first", make_count(study->options.first));
    json_object_set_new(object, "asked", make_count(study->options.n));
    json_object_set_new(object, "done", make_count(study->kept));
    json_object_set_new(object, "crashed", make_count(study->crash_count));
    return object;
}

static json_t *make_crashes(const struct tl_report *report)
{
    const struct tl_study *study = report->study;
    json_t *array = json_array();
    for (size_t i = 0; i < study->crash_count; i++) {
        const struct tl_study_crash *crash = &study->crashes[i];
        json_t *object = json_object();
        json_object_set_new(object, "scenario",
                            make_text(tl_report_roster(report, crash->variant)->scenario));
        json_object_set_new(object, "replication", make_count(crash->replication));
        json_object_set_new(object, "why", make_text(crash->why));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *make_numbers(const double *values, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(array, make_real(values[i]));
    }
    return array;
}

static void take_curve(void *self, const struct tl_curve_row *row)
{
    const struct tl_bands *bands = &row->bands;
    size_t cells = row->curve->cells;
    json_t *object = json_object();
    json_object_set_new(object, "scenario", make_text(row->scenario));
    json_object_set_new(object, "base", make_text(row->base));
    json_object_set_new(object, "measure", make_text(row->measure));
    json_object_set_new(object, "entity", make_text(row->entity));
    json_object_set_new(object, "n", make_count(row->curve->n));
    json_object_set_new(object, "cell_s", json_integer(TL_CELL_S));
    json_object_set_new(object, "mean", make_numbers(row->curve->mean, cells));
    json_object_set_new(object, "lo", make_numbers(bands->lo, cells));
    json_object_set_new(object, "hi", make_numbers(bands->hi, cells));
    json_object_set_new(object, "lo_sim", make_numbers(bands->lo_sim, cells));
    json_object_set_new(object, "hi_sim", make_numbers(bands->hi_sim, cells));
    json_array_append_new(self, object);
}

/* Own statistics go to `measures`, differences to `differences`. */
static void add_statistics(const struct tl_report *report, json_t *measures, json_t *differences)
{
    struct tl_summary summary = {0};
    tl_summary_build(report, &summary);
    for (size_t i = 0; i < summary.count; i++) {
        const struct tl_statistic *statistic = &summary.items[i];
        json_array_append_new(statistic->base ? differences : measures, make_statistic(statistic));
    }
    tl_summary_clear(&summary);
}

/* The statistics that only a report that was asked for them has. */
static json_t *make_extra(const struct tl_report *report,
                          void (*summarise)(const struct tl_report *, struct tl_summary *))
{
    struct tl_summary summary = {0};
    json_t *array = json_array();
    summarise(report, &summary);
    for (size_t i = 0; i < summary.count; i++) {
        json_array_append_new(array, make_statistic(&summary.items[i]));
    }
    tl_summary_clear(&summary);
    return array;
}

static void dump(const json_t *value, struct tl_text *out)
{
    char *text = json_dumps(value, TL_JSON_FLAGS);
    tl_text_add(out, text);
    free(text);
}

/* A member of the document a line, and an element of its arrays a line, so that diff and grep can be used on it. */
static void print_root(json_t *root, struct tl_text *out)
{
    const char *key;
    json_t *value;
    const char *before = "{\n";
    json_object_foreach(root, key, value)
    {
        tl_text_print(out, "%s\"%s\": ", before, key);
        before = ",\n";
        if (!json_is_array(value)) {
            dump(value, out);
            continue;
        }
        for (size_t i = 0; i < json_array_size(value); i++) {
            tl_text_add(out, i == 0 ? "[\n " : ",\n ");
            dump(json_array_get(value, i), out);
        }
        tl_text_add(out, json_array_size(value) == 0 ? "[]" : "\n]");
    }
    tl_text_add(out, "\n}\n");
}

void tl_report_print_json(const struct tl_report *report, struct tl_text *out)
{
    const struct tl_study *study = report->study;
    struct tl_study shown_study = tl_report_shown(report);
    struct tl_report shown = *report;
    shown.study = &shown_study;
    bool compares = shown_study.variant_count > 1;
    json_t *scenarios = json_array();
    for (size_t i = 0; i < shown_study.variant_count; i++) {
        json_array_append_new(scenarios, make_scenario(report, i));
    }
    json_t *measures = json_array();
    json_t *differences = json_array();
    json_t *series = json_array();
    add_statistics(&shown, measures, differences);
    tl_series_walk(&shown, take_curve, series);

    json_t *root = json_object();
    json_object_set_new(root, "schema", json_string(compares ? "trilat.compare/1" : "trilat.run/1"));
    json_object_set_new(root, "program", make_text(tl_report_roster(report, 0)->program));
    json_object_set_new(root, "command", make_text(report->command));
    json_object_set_new(root, "seed", make_count(study->options.seed));
    json_object_set_new(root, "confidence", make_real(report->confidence));
    json_object_set_new(root, "status", json_string(tl_report_status(study)));
    json_object_set_new(root, "replications", make_replications(study));
    json_object_set_new(root, "crashes", make_crashes(report));
    json_object_set_new(root, "scenarios", scenarios);
    json_object_set_new(root, "measures", measures);
    json_object_set_new(root, "differences", differences);
    json_object_set_new(root, "series", series);
    if (report->buyback) {
        json_object_set_new(root, "buy_back", make_extra(report, tl_buyback_summarise));
    }
    if (report->counterfactual) {
        json_object_set_new(root, "counterfactual", make_extra(report, tl_counterfactual_summarise));
    }
    print_root(root, out);
    json_decref(root);
}
