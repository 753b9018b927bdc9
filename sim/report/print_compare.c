/* The page of a comparison: what each variant costs and when, then where. */
#include <math.h>
#include <stdlib.h>

#include "report/accounts.h"
#include "report/buyback.h"
#include "report/chart.h"
#include "report/costs.h"
#include "report/counterfactual.h"
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

/* "costs", "gains" or that nothing is shown, and how much. */
static void add_cost(struct tl_sheet *sheet, const struct tl_contrast *contrast, struct tl_text *text)
{
    struct tl_interval cost = contrast->cost;
    bool exact = (cost.flags & (TL_FLAG_IDENTICAL | TL_FLAG_SINGLE)) != 0;
    bool costs = exact ? cost.value > 0 : cost.lo > 0;
    bool gains = exact ? cost.value < 0 : cost.hi < 0;
    if (!costs && !gains) {
        tl_text_add(text, exact ? "changes nothing: " : "shows no clear cost: ");
    } else {
        tl_text_add(text, costs ? "costs " : "gains ");
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

/* When single replications recover; times are from the order, or from the start where there is no diversion. */
static void add_closing(const struct tl_contrast *contrast, struct tl_text *text)
{
    const struct tl_recovery *closed = &contrast->closed;
    const char *clock = contrast->diverts ? "order" : "start";
    size_t degraded = closed->reached + closed->censored;
    size_t timed = degraded + closed->never;
    if (timed == 0) {
        tl_text_add(text, "; the diversion never starts, so no recovery is timed");
        return;
    }
    if (degraded == 0) {
        tl_text_print(text, "; no replication%s is degraded by more than 0.01",
                      closed->no_order > 0 ? " with an order" : "");
        return;
    }
    double open = 100 * (double)closed->censored / (double)degraded;
    if (isinf(closed->median.value)) {
        tl_text_add(text, "; single replications mostly do not close within ");
        tl_number_print_plain(text, closed->limit_d);
        tl_text_print(text, " d of the %s (%.0f %% do not", clock, open);
    } else {
        tl_text_add(text, "; a single replication closes ");
        tl_number_print_value(text, &closed->median, closed->limit_d);
        tl_text_print(text, " d after the %s (median; ", clock);
        if (closed->censored == 0) {
            tl_text_add(text, "all within ");
        } else {
            tl_text_print(text, "%.*f %% not within ", open < 1 ? 1 : 0, open);
        }
        tl_number_print_plain(text, closed->limit_d);
        tl_text_add(text, " d");
    }
    if (closed->never > 0) {
        tl_text_print(text, "; %zu of %zu never degraded", closed->never, timed);
    }
    if (closed->no_order > 0) {
        tl_text_print(text, "; %zu without an order left out", closed->no_order);
    }
    tl_text_add_char(text, ')');
}

static void print_sentence(struct tl_sheet *sheet, size_t variant, const struct tl_contrast *contrast)
{
    struct tl_text text = {0};
    add_cost(sheet, contrast, &text);
    if (contrast->dip.value > 0) {
        tl_text_add(&text, "; worst dip ");
        tl_number_print_value(&text, &contrast->dip, INFINITY);
        tl_text_add(&text, " on ");
        tl_moment_print(&text, (int64_t)(contrast->dip_d * (double)TL_DAY_S + 0.5));
        tl_text_add(&text, " of the mean curve, which is ");
        tl_text_add(&text, contrast->degraded_d > 0 ? "above 0.01 for " : "never above 0.01");
        if (contrast->degraded_d > 0) {
            tl_number_print_plain(&text, contrast->degraded_d);
            tl_text_add(&text, " d in all");
        }
        add_closing(contrast, &text);
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
        .rows = sheet->report->study->variant_count > 3 ? TL_CHART_ROWS_MANY : TL_CHART_ROWS_FEW,
        .low = NAN,
        .high = NAN,
    };
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
    tl_sheet_print_line(sheet, 0, "%s",
                        single ? "one replication: no band"
                               : "mean curve; the band holds at all times at once with 95 % confidence");
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
