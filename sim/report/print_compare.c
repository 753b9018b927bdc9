/* The page of a comparison: what each variant costs and when, then where. */
#include <math.h>
#include <stddef.h>
#include <stdlib.h>

#include "report/chart.h"
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
    tl_number_print_plain(text, tl_sheet_horizon_days(tl_report_roster(sheet->report, 0)));
    tl_text_clear(&range);
}

static void add_closing(const struct tl_recovery *closed, struct tl_text *text)
{
    size_t degraded = closed->reached + closed->censored;
    size_t all = degraded + closed->never;
    if (degraded == 0) {
        tl_text_print(text, "; no replication is degraded by more than 0.01");
        return;
    }
    if (isinf(closed->median.value)) {
        tl_text_add(text, "; single replications mostly do not close within ");
        tl_number_print_plain(text, closed->limit_d);
        tl_text_add(text, " d of the order (");
    } else {
        tl_text_add(text, "; a single replication closes ");
        tl_number_print_value(text, &closed->median, closed->limit_d);
        tl_text_add(text, " d after the order (median; ");
    }
    if (closed->censored == 0) {
        tl_text_add(text, "all within ");
    } else {
        double open = 100 * (double)closed->censored / (double)degraded;
        tl_text_print(text, "%.*f %% not within ", open < 1 ? 1 : 0, open);
    }
    tl_number_print_plain(text, closed->limit_d);
    tl_text_add(text, " d");
    if (closed->never > 0) {
        tl_text_print(text, "; %zu of %zu never degraded", closed->never, all);
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
        tl_text_add(&text, " of the mean curve, which is above 0.01 for ");
        tl_number_print_plain(&text, contrast->degraded_d);
        tl_text_add(&text, " d in all");
        add_closing(&contrast->closed, &text);
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

/* One chart a variant, all over one range. */
static void print_charts(struct tl_sheet *sheet, const struct tl_contrast *contrasts)
{
    size_t variants = sheet->report->study->variant_count;
    double low = NAN;
    double high = NAN;
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
        if (variants > 2) {
            tl_text_print(sheet->out, "\n%s\n", label_of(sheet, v));
        }
        tl_chart_print(&chart, sheet->page, sheet->out);
    }
}

/* A row of the table of costs writes one cell. `part` is the member of the contrast that the row shows. */
typedef void set_cost(struct tl_sheet *sheet, const struct tl_contrast *contrast, const void *part,
                      struct tl_text *text);

static void set_interval(struct tl_sheet *sheet, const struct tl_contrast *contrast, const void *part,
                         struct tl_text *text)
{
    (void)contrast;
    tl_sheet_add_interval(sheet, text, *(const struct tl_interval *)part, INFINITY);
}

static void set_correlation(struct tl_sheet *sheet, const struct tl_contrast *contrast, const void *part,
                            struct tl_text *text)
{
    (void)sheet;
    (void)part;
    if (!isnan(contrast->correlation)) {
        tl_text_print(text, "%.2f", contrast->correlation);
    }
}

static void set_dip(struct tl_sheet *sheet, const struct tl_contrast *contrast, const void *part,
                    struct tl_text *text)
{
    if (contrast->dip.value > 0) {
        set_interval(sheet, contrast, part, text);
    } else {
        tl_text_add(text, "none");
    }
}

static void add_moment(struct tl_text *text, double day)
{
    tl_moment_print(text, (int64_t)(day * (double)TL_DAY_S + 0.5));
}

static void set_dip_time(struct tl_sheet *sheet, const struct tl_contrast *contrast, const void *part,
                         struct tl_text *text)
{
    (void)sheet;
    (void)part;
    if (contrast->dip.value > 0) {
        add_moment(text, contrast->dip_d);
    }
}

static void set_dip_range(struct tl_sheet *sheet, const struct tl_contrast *contrast, const void *part,
                          struct tl_text *text)
{
    (void)part;
    double horizon_d = tl_sheet_horizon_days(tl_report_roster(sheet->report, 0));
    if (contrast->dip.value > 0 && !isnan(contrast->dip_from_d)) {
        add_moment(text, contrast->dip_from_d);
        tl_text_add(text, " to ");
        add_moment(text, fmin(contrast->dip_to_d, horizon_d));
    }
}

static bool is_degraded(const struct tl_recovery *recovery)
{
    return recovery->reached + recovery->censored > 0;
}

static void set_share(struct tl_sheet *sheet, const struct tl_contrast *contrast, const void *part,
                      struct tl_text *text)
{
    (void)sheet;
    (void)contrast;
    tl_number_print_share(text, &((const struct tl_recovery *)part)->share);
}

static void set_median(struct tl_sheet *sheet, const struct tl_contrast *contrast, const void *part,
                       struct tl_text *text)
{
    (void)contrast;
    const struct tl_recovery *recovery = part;
    if (is_degraded(recovery)) {
        tl_sheet_add_interval(sheet, text, recovery->median, recovery->limit_d);
    }
}

static void set_restricted(struct tl_sheet *sheet, const struct tl_contrast *contrast, const void *part,
                           struct tl_text *text)
{
    (void)contrast;
    const struct tl_recovery *recovery = part;
    if (is_degraded(recovery)) {
        tl_sheet_add_interval(sheet, text, recovery->restricted, recovery->limit_d);
        tl_text_add(text, ", H = ");
        tl_number_print_plain(text, recovery->limit_d);
    }
}

static void set_counts(struct tl_sheet *sheet, const struct tl_contrast *contrast, const void *part,
                       struct tl_text *text)
{
    (void)sheet;
    (void)contrast;
    const struct tl_recovery *recovery = part;
    tl_text_print(text, "%zu / %zu / %zu", recovery->never, recovery->reached, recovery->censored);
}

/* The rows; without a function it is a heading. */
#define PART(member) offsetof(struct tl_contrast, member)
static const struct {
    const char *name;
    set_cost *set;
    size_t part;
    bool many; /* says nothing about a single replication */
} cost_rows[] = {
    {"loss, index-days", NULL, 0, false},
    {" base", set_interval, PART(base_loss), false},
    {" variant", set_interval, PART(loss), false},
    {" difference, paired", set_interval, PART(cost), false},
    {"  above zero (1)", set_interval, PART(positive), false},
    {"  below zero (1)", set_interval, PART(negative), false},
    {" correlation of pairs", set_correlation, 0, true},
    {"worst dip", NULL, 0, false},
    {" of the mean curve (1)", set_dip, PART(dip), false},
    {"  on", set_dip_time, 0, false},
    {"  between (1)", set_dip_range, 0, true},
    {" each one's own, mean", set_interval, PART(own_dip), false},
    {"closed (2)", NULL, 0, false},
    {" share of degraded", set_share, PART(closed), true},
    {" median, d", set_median, PART(closed), false},
    {" E min(T, H), d", set_restricted, PART(closed), true},
    {" never/yes/not seen", set_counts, PART(closed), false},
    {"restored (3)", NULL, 0, false},
    {" share of degraded", set_share, PART(restored), true},
    {" median, d", set_median, PART(restored), false},
    {" E min(T, H), d", set_restricted, PART(restored), true},
    {" never/yes/not seen", set_counts, PART(restored), false},
};
#undef PART

/* The table of variants [first, end). */
static struct tl_grid make_block(struct tl_sheet *sheet, const struct tl_contrast *contrasts, size_t first,
                                 size_t end)
{
    struct tl_grid grid;
    struct tl_text text = {0};
    tl_grid_init(&grid, sheet->page);
    tl_grid_add_column(&grid, "", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    for (size_t v = first; v < end; v++) {
        tl_grid_add_column(&grid, label_of(sheet, v), TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    }
    for (size_t i = 0; i < sizeof cost_rows / sizeof *cost_rows; i++) {
        if (!cost_rows[i].set) {
            tl_grid_add_heading(&grid, cost_rows[i].name);
            continue;
        }
        if (sheet->report->study->kept < 2 && cost_rows[i].many) {
            continue;
        }
        size_t row = tl_grid_add_row(&grid);
        tl_grid_set(&grid, row, 0, cost_rows[i].name);
        for (size_t v = first; v < end; v++) {
            tl_text_reset(&text);
            const void *part = (const char *)&contrasts[v] + cost_rows[i].part;
            cost_rows[i].set(sheet, &contrasts[v], part, &text);
            tl_grid_set(&grid, row, 1 + v - first, tl_text_get(&text));
        }
    }
    tl_text_clear(&text);
    return grid;
}

/* As many variants side by side as the page bears. */
static void print_costs(struct tl_sheet *sheet, const struct tl_contrast *contrasts)
{
    size_t variants = sheet->report->study->variant_count;
    tl_sheet_print_title(sheet, "What it costs, and how it recovers");
    for (size_t first = 1, end; first < variants; first = end) {
        end = first + TL_GRID_COLUMNS_MAX - 1 < variants ? first + TL_GRID_COLUMNS_MAX - 1 : variants;
        struct tl_grid grid = make_block(sheet, contrasts, first, end);
        while (end - first > 1 && tl_grid_width(&grid) > sheet->page->width) {
            tl_grid_clear(&grid);
            grid = make_block(sheet, contrasts, first, --end);
        }
        tl_sheet_end_grid(sheet, &grid);
    }
    tl_sheet_print_line(sheet, 4,
                        "(1) of the mean curve; ends from the band that holds at all times at once");
    tl_sheet_print_line(sheet, 4,
                        "(2) D below max(0.01, a tenth of its own dip) for 48 h; days after the order");
    tl_sheet_print_line(
        sheet, 4,
        "(3) the variant's index back to 0.01 below where it was before the order; days after the order");
}

void tl_report_print_compare(const struct tl_report *report, const struct tl_page *page, struct tl_text *out)
{
    struct tl_sheet sheet = {.report = report, .page = page, .out = out};
    size_t variants = report->study->variant_count;
    tl_sheet_print_head(&sheet);
    if (report->study->kept == 0) {
        return;
    }
    struct tl_contrast *contrasts = tl_alloc(variants, sizeof *contrasts);
    tl_text_add_char(out, '\n');
    for (size_t v = 1; v < variants; v++) {
        tl_contrast_init(&contrasts[v], report, v);
        print_sentence(&sheet, v, &contrasts[v]);
    }
    print_charts(&sheet, contrasts);
    print_costs(&sheet, contrasts);
    for (size_t v = 1; v < variants; v++) {
        tl_places_print(&sheet, v);
        tl_contrast_clear(&contrasts[v]);
    }
    free(contrasts);
    tl_sheet_print_notes(&sheet);
}
