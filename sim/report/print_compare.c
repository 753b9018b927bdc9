/* The page of a comparison: what each variant costs and when, then where. */
#include <math.h>
#include <stdlib.h>

#include "report/accounts.h"
#include "report/buyback.h"
#include "report/chart.h"
#include "report/costs.h"
#include "report/counterfactual.h"
#include "report/evacuation.h"
#include "report/incidents.h"
#include "report/number.h"
#include "report/places.h"
#include "report/sheet.h"

#define TL_CHART_ROWS_FEW  11
#define TL_CHART_ROWS_MANY 7 /* where more than two variants are stacked */

static const char *label_of(const struct tl_sheet *sheet, size_t variant)
{
    return tl_report_roster(sheet->report, variant)->scenario;
}

/* What is clear of a cost: by its interval, or where there is none by its value. */
static bool is_loss(const struct tl_interval *cost)
{
    return cost->flags & (TL_FLAG_IDENTICAL | TL_FLAG_SINGLE) ? cost->value > 0 : cost->lo > 0;
}

static bool is_gain(const struct tl_interval *cost)
{
    return cost->flags & (TL_FLAG_IDENTICAL | TL_FLAG_SINGLE) ? cost->value < 0 : cost->hi < 0;
}

/* "costs", "gains" or that nothing is shown, and how much. */
static void add_cost(struct tl_sheet *sheet, const struct tl_contrast *contrast, struct tl_text *text)
{
    struct tl_interval cost = contrast->cost;
    bool gains = is_gain(&cost);
    if (!is_loss(&cost) && !gains) {
        bool exact = (cost.flags & (TL_FLAG_IDENTICAL | TL_FLAG_SINGLE)) != 0;
        tl_text_add(text, exact ? "changes nothing: " : "shows no clear cost: ");
    } else {
        tl_text_add(text, gains ? "gains " : "costs ");
        cost = gains ? tl_number_scale(cost, -1) : cost;
    }
    tl_number_print_value(text, &cost, INFINITY);
    tl_text_add(text, " index-days");
    struct tl_text range = {0};
    tl_number_print_range(&range, &cost, INFINITY);
    if (range.size > 0) {
        tl_text_print(text, cost.flags & TL_FLAG_IDENTICAL ? ", %s," : " %s", tl_text_get(&range));
    }
    tl_text_add(text, " of ");
    tl_number_print_plain(text, tl_sheet_measured_days(tl_report_roster(sheet->report, 0)));
    tl_text_clear(&range);
}

/* How a kind of recovery is told: its word, what that means in plain words, and whom it is about where that is not
 * all. */
struct recovery_words {
    const char *done, *meaning, *meaning_of_one, *down;
};

static const struct recovery_words closed_words = {
    "back", "degradation below a tenth of their own dip, or below 0.01, for 48 h",
    "degradation below a tenth of its dip, or below 0.01, for 48 h", "degraded"};
static const struct recovery_words restored_words = {
    "restored", "index at most 0.01 below what it was before the order",
    "index at most 0.01 below what it was before the order", "lowered"};

/* ", 8 % not within 41 d" */
static void add_open(const struct tl_recovery *recovery, struct tl_text *text)
{
    double open = 100 * (double)recovery->censored / (double)(recovery->reached + recovery->censored);
    if (recovery->censored == 0) {
        tl_text_add(text, ", all within ");
    } else {
        tl_text_print(text, ", %.*f %% not within ", open < 1 ? 1 : 0, open);
    }
    tl_number_print_plain(text, recovery->limit_d);
    tl_text_add(text, " d");
}

/* "Half of the replications are back within 23.2 d of the order (...), 8 % not within 41 d"; where fewer than half are, how many. At
 * least one was down.
 * first  "Half" or "half" begins it
 * kept   replications in all
 * clock  from when on */
static void add_recovery(const struct tl_recovery *recovery, const struct recovery_words *words, bool first,
                         size_t kept, const char *clock, struct tl_text *text)
{
    size_t down = recovery->reached + recovery->censored;
    bool half = !isinf(recovery->median.value);
    struct tl_text them = {0};
    if (down < kept) {
        tl_text_print(&them, "%s ", words->down);
    }
    tl_text_add(&them, "replications");
    if (kept == 1) {
        tl_text_print(text, "%s is %s%s", first ? "It" : "it", half ? "" : "not ", words->done);
    } else if (half) {
        tl_text_print(text, "%s of the %s are %s", first ? "Half" : "half", tl_text_get(&them), words->done);
    } else if (recovery->reached == 0) {
        tl_text_print(text, "%s of the %zu %s is %s", first ? "None" : "none", down, tl_text_get(&them),
                      words->done);
    } else {
        tl_text_print(text, "%s %zu of the %zu %s are %s", first ? "Only" : "only", recovery->reached, down,
                      tl_text_get(&them), words->done);
    }
    tl_text_add(text, " within ");
    if (half) {
        tl_number_print_value(text, &recovery->median, recovery->limit_d);
    } else {
        tl_number_print_plain(text, recovery->limit_d);
    }
    tl_text_print(text, " d of the %s (%s)", clock, kept == 1 ? words->meaning_of_one : words->meaning);
    if (half && kept > 1) {
        add_open(recovery, text);
    }
    tl_text_clear(&them);
}

/* How single replications recover; times are from the order, or from the start where the variant has no diversion of its own. */
static void add_recoveries(const struct tl_contrast *contrast, size_t kept, struct tl_text *text)
{
    const struct tl_recovery *closed = &contrast->closed;
    const struct tl_recovery *restored = &contrast->restored;
    size_t degraded = closed->reached + closed->censored;
    size_t timed = degraded + closed->never;
    if (timed == 0) {
        tl_text_add(text, "; the diversion never starts, so no recovery is timed");
        return;
    }
    if (degraded == 0) {
        tl_text_print(text, "; %s%s degraded by more than 0.01", kept == 1 ? "it is never" : "no replication",
                      kept == 1 ? "" : (closed->no_order > 0 ? " with an order is ever" : " is ever"));
        return;
    }
    if (is_gain(&contrast->cost)) {
        return; /* ups and downs by chance are nothing to be back from */
    }
    tl_text_add(text, ". ");
    add_recovery(closed, &closed_words, true, kept, contrast->diverts ? "order" : "start", text);
    if (contrast->diverts && restored->reached + restored->censored > 0) {
        tl_text_add(text, "; ");
        add_recovery(restored, &restored_words, false, kept, "order", text);
    }
    if (closed->never > 0) {
        tl_text_print(text, "; %zu of %zu are never degraded by more than 0.01", closed->never, timed);
    }
    if (closed->no_order > 0) {
        tl_text_print(text, "; %zu without an order are left out", closed->no_order);
    }
    if (!contrast->diverts) {
        tl_text_add(text, ". It has no diversion of its own, so times count from the start");
    }
}

static void add_dip(const struct tl_contrast *contrast, struct tl_text *text)
{
    if (!(contrast->dip.value > 0)) {
        tl_text_add(text, "; the mean curve never dips");
        return;
    }
    tl_text_add(text, "; worst dip of the mean curve ");
    tl_number_print_value(text, &contrast->dip, INFINITY);
    tl_text_add(text, " on ");
    tl_moment_print(text, (int64_t)(contrast->dip_d * (double)TL_DAY_S + 0.5));
    tl_text_add(text, contrast->degraded_d > 0 ? ", above 0.01 for " : ", never above 0.01");
    if (contrast->degraded_d > 0) {
        tl_number_print_plain(text, contrast->degraded_d);
        tl_text_add(text, " d in all");
    }
}

/* Is D zero at all times, in every replication? */
static bool is_flat(const struct tl_contrast *contrast)
{
    const struct tl_bands *bands = &contrast->bands;
    for (size_t i = 0; i < contrast->curve->cells; i++) {
        bool varies = bands->lo_sim[i] < 0 || bands->hi_sim[i] > 0; /* NAN: one replication */
        if (contrast->curve->mean[i] != 0 || varies) {
            return false;
        }
    }
    return true;
}

static void print_sentence(struct tl_sheet *sheet, size_t variant, const struct tl_contrast *contrast)
{
    struct tl_text text = {0};
    add_cost(sheet, contrast, &text);
    if (!is_flat(contrast)) {
        add_dip(contrast, &text);
        add_recoveries(contrast, sheet->report->study->kept, &text);
    }
    tl_text_add_char(&text, '.');
    const char *label = label_of(sheet, variant);
    tl_page_add(sheet->page, sheet->out, TL_INK_BOLD, label);
    tl_text_add_char(sheet->out, ' ');
    tl_page_fill(sheet->page, sheet->out, tl_text_width(label) + 1, 2, tl_text_get(&text));
    tl_text_clear(&text);
}

static struct tl_chart make_chart(const struct tl_sheet *sheet, const struct tl_contrast *contrast)
{
    return (struct tl_chart){
        .mean = contrast->curve->mean,
        .lo = contrast->bands.lo_sim,
        .hi = contrast->bands.hi_sim,
        .cells = contrast->curve->cells,
        .cell_d = (double)TL_CELL_S / (double)TL_DAY_S,
        .horizon_d = tl_sheet_horizon_days(tl_report_roster(sheet->report, 0)),
        .order_d = contrast->order_d,
        .warmup_d = tl_sheet_warmup_days(tl_report_roster(sheet->report, 0)),
        .rows = sheet->report->study->variant_count > 3 ? TL_CHART_ROWS_MANY : TL_CHART_ROWS_FEW,
        .low = NAN,
        .high = NAN,
    };
}

/* One chart a variant, all over one range; none of what is zero throughout, as the sentences tell. */
static void print_charts(struct tl_sheet *sheet, const struct tl_contrast *contrasts)
{
    size_t variants = sheet->report->study->variant_count;
    double low = NAN;
    double high = NAN;
    size_t flat = 0;
    for (size_t v = 1; v < variants; v++) {
        flat += is_flat(&contrasts[v]);
    }
    if (flat + 1 == variants) {
        return;
    }
    for (size_t v = 1; v < variants; v++) {
        struct tl_chart chart = make_chart(sheet, &contrasts[v]);
        tl_chart_range(&chart, true, &low, &high);
    }
    bool single = sheet->report->study->kept < 2;
    tl_sheet_print_title(sheet, "Degradation D(t) = %s less variant, headline index, by day",
                         label_of(sheet, 0));
    tl_sheet_print_line(sheet, 0, "%s%s",
                        single ? "one replication: no band"
                               : "mean curve; the band holds at all times at once with 95 % confidence",
                        variants - flat > 2 ? "; one scale" : "");
    for (size_t v = 1; v < variants; v++) {
        struct tl_chart chart = make_chart(sheet, &contrasts[v]);
        chart.low = low;
        chart.high = high;
        if (is_flat(&contrasts[v])) {
            continue;
        }
        if (variants > 2) {
            tl_text_print(sheet->out, "\n%s\n", label_of(sheet, v));
        }
        tl_chart_print(&chart, sheet->page, sheet->out);
    }
}

void tl_report_print_compare(const struct tl_report *report, const struct tl_page *page, struct tl_text *out)
{
    struct tl_study study = tl_report_shown(report);
    struct tl_report shown = *report;
    shown.study = &study;
    struct tl_sheet sheet = {.report = &shown, .page = page, .out = out};
    size_t variants = study.variant_count;
    tl_sheet_print_head(&sheet);
    if (study.kept == 0) {
        return;
    }
    struct tl_contrast *contrasts = tl_alloc(variants, sizeof *contrasts);
    tl_text_add_char(out, '\n');
    for (size_t v = 1; v < variants; v++) {
        tl_contrast_init(&contrasts[v], report, v);
        print_sentence(&sheet, v, &contrasts[v]);
    }
    print_charts(&sheet, contrasts);
    tl_costs_print(&sheet, contrasts);
    for (size_t v = 1; v < variants; v++) {
        tl_places_print(&sheet, v);
        tl_evacuation_print_compare(&sheet, v);
        tl_incidents_print_compare(&sheet, v);
        tl_accounts_print_compare(&sheet, v);
        tl_contrast_clear(&contrasts[v]);
    }
    free(contrasts);
    if (report->buyback) {
        tl_buyback_print(&sheet, report->buyback);
    }
    if (report->counterfactual) {
        tl_counterfactual_print(&sheet, report->counterfactual);
    }
    tl_sheet_print_notes(&sheet);
}
