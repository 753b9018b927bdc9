/* The table of a comparison: what each variant costs, how deep it dips and how it recovers. */
#include "report/costs.h"

#include <math.h>
#include <stddef.h>

#include "report/number.h"

/* A cell of the table of costs. */
struct cost_cell {
    struct tl_sheet *sheet;
    const struct tl_contrast *contrast;
    const void *part;    /* the member of the contrast that the row shows */
    const char *number;  /* what it is called where its median is told */
    const char *variant; /* likewise: of which variant; "" where there is only one */
};
typedef void set_cost(const struct cost_cell *cell, struct tl_text *text);

static void add_interval(const struct cost_cell *cell, struct tl_text *text, struct tl_interval interval,
                         double limit)
{
    tl_sheet_add_interval(cell->sheet, text, cell->number, cell->variant, interval, limit);
}

static void set_interval(const struct cost_cell *cell, struct tl_text *text)
{
    add_interval(cell, text, *(const struct tl_interval *)cell->part, INFINITY);
}

static void set_correlation(const struct cost_cell *cell, struct tl_text *text)
{
    if (!isnan(cell->contrast->correlation)) {
        tl_text_print(text, "%.2f", cell->contrast->correlation);
    }
}

static void set_dip(const struct cost_cell *cell, struct tl_text *text)
{
    if (cell->contrast->dip.value > 0) {
        set_interval(cell, text);
    } else {
        tl_text_add(text, "none");
    }
}

static void add_moment(struct tl_text *text, double day)
{
    tl_moment_print(text, (int64_t)(day * (double)TL_DAY_S + 0.5));
}

static void set_dip_time(const struct cost_cell *cell, struct tl_text *text)
{
    if (cell->contrast->dip.value > 0) {
        add_moment(text, cell->contrast->dip_d);
    }
}

static void set_dip_range(const struct cost_cell *cell, struct tl_text *text)
{
    const struct tl_contrast *contrast = cell->contrast;
    double horizon_d = tl_sheet_horizon_days(tl_report_roster(cell->sheet->report, 0));
    if (contrast->dip.value > 0 && !isnan(contrast->dip_from_d)) {
        add_moment(text, contrast->dip_from_d);
        tl_text_add(text, " to ");
        add_moment(text, fmin(contrast->dip_to_d, horizon_d));
    }
}

static void set_no_order(const struct cost_cell *cell, struct tl_text *text)
{
    const struct tl_recovery *closed = &cell->contrast->closed;
    if (closed->no_order > 0) {
        tl_text_print(text, "%zu of %zu, left out below", closed->no_order, cell->sheet->report->study->kept);
    }
}

static bool is_degraded(const struct tl_recovery *recovery)
{
    return recovery->reached + recovery->censored > 0;
}

static void set_share(const struct cost_cell *cell, struct tl_text *text)
{
    tl_number_print_share(text, &((const struct tl_recovery *)cell->part)->share);
}

static void set_median(const struct cost_cell *cell, struct tl_text *text)
{
    const struct tl_recovery *recovery = cell->part;
    if (is_degraded(recovery)) {
        add_interval(cell, text, recovery->median, recovery->limit_d);
    }
}

static void set_restricted(const struct cost_cell *cell, struct tl_text *text)
{
    const struct tl_recovery *recovery = cell->part;
    struct tl_interval restricted = recovery->restricted;
    if (is_degraded(recovery)) {
        restricted.median = recovery->median.value; /* not reached stays so */
        restricted.median_lo = recovery->median.lo;
        restricted.median_hi = recovery->median.hi;
        add_interval(cell, text, restricted, recovery->limit_d);
        tl_text_add(text, ", H = ");
        tl_number_print_plain(text, recovery->limit_d);
    }
}

static void set_count(const struct cost_cell *cell, struct tl_text *text)
{
    tl_text_print(text, "%zu", *(const size_t *)cell->part);
}

/* The rows; without a function it is a heading. */
#define PART(member) offsetof(struct tl_contrast, member)
static const struct cost_row {
    const char *name;
    set_cost *set;
    size_t part;
    const char *number;
    bool many; /* says nothing about a single replication */
} cost_rows[] = {
    {"loss, index-days", NULL, 0, "", false},
    {" base", set_interval, PART(base_loss), "loss of the base", false},
    {" variant", set_interval, PART(loss), "loss", false},
    {" paired difference", set_interval, PART(cost), "paired difference", false},
    {"  above zero (1)", set_interval, PART(positive), "", false},
    {"  below zero (1)", set_interval, PART(negative), "", false},
    {" correlation of pairs", set_correlation, 0, "", true},
    {"worst dip", NULL, 0, "", false},
    {" of the mean curve (1)", set_dip, PART(dip), "", false},
    {"  on", set_dip_time, 0, "", false},
    {"  between (1)", set_dip_range, 0, "", true},
    {" each one's own, mean", set_interval, PART(own_dip), "own dip", false},
    {"without an order", set_no_order, 0, "", false},
    {"closed (2)", NULL, 0, "", false},
    {" share of degraded", set_share, PART(closed), "", true},
    {" median, d", set_median, PART(closed), "", false},
    {" E min(T, H), d", set_restricted, PART(closed), "days to close", true},
    {" never degraded", set_count, PART(closed.never), "", false},
    {" closed", set_count, PART(closed.reached), "", false},
    {" not seen within H", set_count, PART(closed.censored), "", false},
    {"restored (3)", NULL, 0, "", false},
    {" share of lowered", set_share, PART(restored), "", true},
    {" median, d", set_median, PART(restored), "", false},
    {" E min(T, H), d", set_restricted, PART(restored), "days to restore", true},
    {" never lowered", set_count, PART(restored.never), "", false},
    {" restored", set_count, PART(restored.reached), "", false},
    {" not seen within H", set_count, PART(restored.censored), "", false},
};
#undef PART

/* Has every replication of the variants [first, end) an order, or needs none? */
static bool is_ordered(const struct tl_contrast *contrasts, size_t first, size_t end)
{
    for (size_t v = first; v < end; v++) {
        if (contrasts[v].closed.no_order > 0) {
            return false;
        }
    }
    return true;
}

static void add_cost_row(struct tl_sheet *sheet, struct tl_grid *grid, const struct cost_row *cost,
                         const struct tl_contrast *contrasts, size_t first, size_t end)
{
    struct tl_text text = {0};
    size_t row = tl_grid_add_row(grid);
    tl_grid_set(grid, row, 0, cost->name);
    for (size_t v = first; v < end; v++) {
        struct cost_cell cell = {.sheet = sheet,
                                 .contrast = &contrasts[v],
                                 .part = (const char *)&contrasts[v] + cost->part,
                                 .number = cost->number,
                                 .variant =
                                     end - first > 1 ? tl_report_roster(sheet->report, v)->scenario : ""};
        tl_text_reset(&text);
        cost->set(&cell, &text);
        tl_grid_set(grid, row, 1 + v - first, tl_text_get(&text));
    }
    tl_text_clear(&text);
}

/* The table of variants [first, end). */
static struct tl_grid make_block(struct tl_sheet *sheet, const struct tl_contrast *contrasts, size_t first,
                                 size_t end)
{
    struct tl_grid grid;
    tl_grid_init(&grid, sheet->page);
    tl_grid_add_column(&grid, "", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    for (size_t v = first; v < end; v++) {
        tl_grid_add_column(&grid, tl_report_roster(sheet->report, v)->scenario, TL_ALIGN_LEFT, TL_INK_PLAIN,
                           0);
    }
    for (size_t i = 0; i < sizeof cost_rows / sizeof *cost_rows; i++) {
        const struct cost_row *cost = &cost_rows[i];
        if (!cost->set) {
            tl_grid_add_heading(&grid, cost->name);
        } else if (!(cost->many && sheet->report->study->kept < 2) &&
                   !(cost->set == set_no_order && is_ordered(contrasts, first, end))) {
            add_cost_row(sheet, &grid, cost, contrasts, first, end);
        }
    }
    return grid;
}

/* Times of recovery count from the order, or from the start for a variant without a diversion. */
static void print_cost_notes(struct tl_sheet *sheet, const struct tl_contrast *contrasts)
{
    size_t variants = sheet->report->study->variant_count;
    size_t diverting = 0;
    for (size_t v = 1; v < variants; v++) {
        diverting += contrasts[v].diverts;
    }
    const char *clock = diverting == 0 ? "days after the start"
                        : diverting + 1 == variants
                            ? "days after the order"
                            : "days after the order, without a diversion after the start";
    tl_sheet_print_line(sheet, 4,
                        "(1) of the mean curve; ends from the band that holds at all times at once");
    tl_sheet_print_line(sheet, 4,
                        "(2) first time after the dip from which D stays below max(0.01, a tenth of its own "
                        "dip) for 48 h; %s",
                        clock);
    tl_sheet_print_line(
        sheet, 4,
        "(3) first time after the dip when the variant's index, lowered by more than 0.01, is "
        "back to 0.01 below where it was %s; %s",
        diverting == 0 ? "at the start" : "before the order", clock);
    tl_sheet_print_line(sheet, 4,
                        sheet->report->study->kept < 2
                            ? "(H: how long after that can be watched)"
                            : "(E min(T, H): mean of the time, or H where it was not reached within H)");
}

/* As many variants side by side as the page bears. */
void tl_costs_print(struct tl_sheet *sheet, const struct tl_contrast *contrasts)
{
    size_t variants = sheet->report->study->variant_count;
    tl_sheet_print_title(sheet, "What it costs, and how it recovers");
    for (size_t first = 1, end; first < variants; first = end) {
        end = first + TL_GRID_COLUMNS_MAX - 1 < variants ? first + TL_GRID_COLUMNS_MAX - 1 : variants;
        struct tl_grid grid = make_block(sheet, contrasts, first, end);
        while (end - first > 1 && tl_grid_width(&grid) > sheet->page->width) {
            tl_grid_clear(&grid);
            tl_marked_clear(&sheet->marked);
            grid = make_block(sheet, contrasts, first, --end);
        }
        if (first > 1) {
            tl_text_add_char(sheet->out, '\n');
        }
        tl_sheet_end_grid(sheet, &grid);
    }
    print_cost_notes(sheet, contrasts);
}
