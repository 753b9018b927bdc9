/* The page of one scenario: how well the missions are covered, when not, and what the forces do. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "event/event.h"
#include "report/accounts.h"
#include "report/axis.h"
#include "report/chart.h"
#include "report/counterfactual.h"
#include "report/evacuation.h"
#include "report/incidents.h"
#include "report/number.h"
#include "report/sheet.h"
#include "report/strips.h"
#include "report/summary.h"

#define TL_CHART_ROWS  9
#define TL_FORCES_MOST 5 /* partners side by side: two columns each, and one before them */

/* The mean of a column by its names, or an absent number. */
static struct tl_interval find_mean(const struct tl_sheet *sheet, const char *measure, const char *entity)
{
    size_t column = tl_summary_find(&sheet->report->study->variants[0], measure, entity);
    if (column == TL_NO_COLUMN) {
        return (struct tl_interval){.value = NAN, .lo = NAN, .hi = NAN};
    }
    return tl_summary_mean(sheet->report, 0, column);
}

static void print_headline(struct tl_sheet *sheet)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    const char *name = roster->indexes[0].name;
    struct tl_text text = {0};
    tl_text_add(&text, "mean ");
    tl_sheet_add_interval(sheet, &text, "mean", "", find_mean(sheet, "index", name), INFINITY);
    tl_text_add(&text, "; loss ");
    struct tl_interval loss = find_mean(sheet, "loss", name);
    tl_sheet_add_interval(sheet, &text, "loss", "", loss, INFINITY);
    tl_text_add(&text, loss.flags & TL_FLAG_IDENTICAL ? ", of " : " of ");
    tl_number_print_plain(&text, tl_sheet_measured_days(roster));
    tl_text_add(&text, " index-days");
    tl_sheet_print_title(sheet, "Headline index");
    tl_sheet_print_line(sheet, 2, "%s", tl_text_get(&text));
    tl_sheet_print_medians(sheet);
    tl_text_clear(&text);
}

static void print_curve(struct tl_sheet *sheet)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    const struct tl_curve *curve =
        tl_summary_find_curve(&sheet->report->study->variants[0], "index", roster->indexes[0].name);
    if (!curve) {
        return;
    }
    struct tl_bands bands;
    tl_bands_init(&bands, curve, tl_range_of_share, sheet->report->confidence);
    struct tl_chart chart = {
        .mean = curve->mean,
        .lo = bands.lo_sim,
        .hi = bands.hi_sim,
        .cells = curve->cells,
        .cell_d = (double)TL_CELL_S / (double)TL_DAY_S,
        .horizon_d = tl_sheet_horizon_days(roster),
        .order_d = NAN,
        .warmup_d = tl_sheet_warmup_days(roster),
        .rows = TL_CHART_ROWS,
        .low = NAN,
        .high = 1,
    };
    tl_sheet_print_line(sheet, 2, "%s",
                        sheet->report->study->kept < 2
                            ? "by day: one replication, no band"
                            : "by day: mean curve; the band holds at all times at once with 95 % confidence");
    tl_chart_range(&chart, false, &chart.low, &chart.high);
    chart.high = 1;
    chart.low = chart.low < 1 ? chart.low : 0;
    tl_chart_print(&chart, sheet->page, sheet->out);
    tl_bands_clear(&bands);
}

/* A strip a mission: when its coverage is low. */
static void print_strips(struct tl_sheet *sheet)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    const char **names = tl_alloc(roster->mission_count + 1, sizeof *names);
    for (size_t i = 0; i < roster->mission_count; i++) {
        names[i] = roster->missions[i].name;
    }
    tl_sheet_print_title(sheet, "Coverage of each mission over the same time, from none (%s) to full (%s)",
                         sheet->page->utf8 ? "▁" : "_", sheet->page->utf8 ? "█" : "#");
    tl_strips_print(sheet, 0, "coverage", names, roster->mission_count);
    free(names);
}

/* What a table of missions shows: one row a number. */
struct mission_number {
    const char *measure;
    const char *title;
    bool about_gaps;
};

static const struct mission_number mission_numbers[] = {
    {"coverage", "coverage", false},
    {"gap-hours", "in all", true},
    {"gap-longest", "longest", true},
    {"gap-zero", "nothing covered", true},
};
#define NUMBERS (sizeof mission_numbers / sizeof *mission_numbers)

/* Missions of one theatre, in the order of the roster. */
static void add_theatre(struct tl_sheet *sheet, struct tl_grid *grid, const char *theatre, bool gaps)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    tl_grid_add_heading(grid, theatre);
    for (size_t i = 0; i < roster->mission_count; i++) {
        const struct tl_roster_mission *mission = &roster->missions[i];
        if (strcmp(mission->theatre, theatre) != 0) {
            continue;
        }
        size_t row = tl_grid_add_row(grid);
        size_t column = 1;
        tl_grid_print_cell(grid, row, 0, " %s", mission->name);
        if (!gaps) {
            struct tl_text weight = {0};
            tl_number_print_plain(&weight, mission->weight);
            tl_grid_set(grid, row, column++, tl_text_get(&weight));
            tl_text_clear(&weight);
        }
        for (size_t n = 0; n < NUMBERS; n++) {
            if (mission_numbers[n].about_gaps == gaps) {
                tl_sheet_set(sheet, grid, row, column,
                             find_mean(sheet, mission_numbers[n].measure, mission->name));
                column += 2;
            }
        }
    }
}

/* Does a mission before this one have the same theatre? */
static bool is_listed(const struct tl_roster *roster, size_t mission)
{
    for (size_t i = 0; i < mission; i++) {
        if (strcmp(roster->missions[i].theatre, roster->missions[mission].theatre) == 0) {
            return true;
        }
    }
    return false;
}

static void print_missions(struct tl_sheet *sheet, bool gaps)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    struct tl_grid grid;
    tl_grid_init(&grid, sheet->page);
    tl_grid_add_column(&grid, "mission", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    if (!gaps) {
        tl_grid_add_column(&grid, "weight", TL_ALIGN_POINT, TL_INK_PLAIN, 1);
    }
    for (size_t n = 0; n < NUMBERS; n++) {
        if (mission_numbers[n].about_gaps == gaps) {
            tl_sheet_add_number(sheet, &grid, mission_numbers[n].title, n <= 1 ? 0 : (int)n);
        }
    }
    for (size_t i = 0; i < roster->mission_count; i++) {
        if (!is_listed(roster, i)) {
            add_theatre(sheet, &grid, roster->missions[i].theatre, gaps);
        }
    }
    tl_sheet_print_title(sheet, "%s",
                         gaps ? "Gaps: hours below demand" : "Missions: mean coverage over time");
    tl_sheet_end_grid(sheet, &grid);
}

static void print_indexes(struct tl_sheet *sheet)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    if (roster->index_count < 2) {
        return;
    }
    struct tl_grid grid;
    struct tl_text names = {0};
    tl_grid_init(&grid, sheet->page);
    tl_grid_add_column(&grid, "index", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    tl_sheet_add_number(sheet, &grid, "mean", 0);
    tl_sheet_add_number(sheet, &grid, "index-days lost", 1);
    for (int partners = 0; partners < 2; partners++) {
        bool any = false;
        for (size_t i = 1; i < roster->index_count; i++) {
            const char *name = roster->indexes[i].name;
            if (tl_sheet_is_partner(roster, name) != (partners == 1)) {
                continue;
            }
            if (!any) {
                tl_grid_add_heading(&grid, partners ? "each partner by its own weights"
                                                    : "theatres off the headline");
                any = true;
            }
            tl_text_reset(&names);
            if (!tl_sheet_add_sharers(sheet, 0, i, &names)) {
                continue;
            }
            size_t row = tl_grid_add_row(&grid);
            tl_grid_print_cell(&grid, row, 0, " %s", tl_text_get(&names));
            tl_sheet_set(sheet, &grid, row, 1, find_mean(sheet, "index", name));
            tl_sheet_set(sheet, &grid, row, 3, find_mean(sheet, "loss", name));
        }
    }
    tl_text_clear(&names);
    tl_sheet_print_title(sheet, "Other indexes, never netted against the headline");
    tl_sheet_end_grid(sheet, &grid);
}

static double count_hours(const struct tl_roster *roster, size_t partner)
{
    size_t assets = 0;
    for (size_t i = 0; i < roster->asset_count; i++) {
        assets += roster->assets[i].partner == (int32_t)partner;
    }
    return (double)assets * (double)(roster->horizon_s - roster->warmup_s) / (double)TL_HOUR_S;
}

/* A row of the table of forces: a measure of a partner, or of a partner in a state. */
struct force_row {
    const char *title;
    const char *measure;
    const char *state; /* NULL: none */
    double factor;     /* 0: percent of the partner's asset-hours */
};

static struct tl_interval find_force(const struct tl_sheet *sheet, const struct force_row *row,
                                     size_t partner)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    struct tl_text entity = {0};
    tl_text_add(&entity, roster->partners.items[partner]);
    if (row->state) {
        tl_text_print(&entity, "/%s", row->state);
    }
    struct tl_interval mean = find_mean(sheet, row->measure, tl_text_get(&entity));
    tl_text_clear(&entity);
    return tl_number_scale(mean, row->factor > 0 ? row->factor : 100 / count_hours(roster, partner));
}

/* Is it 0 or absent, always and for everybody? Then the table can do without it. */
static bool is_idle(const struct tl_sheet *sheet, const struct force_row *row)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    for (size_t i = 0; i < roster->partners.count; i++) {
        struct tl_interval mean = find_force(sheet, row, i);
        if (count_hours(roster, i) > 0 && !isnan(mean.value) && (mean.value != 0 || mean.hi > 0)) {
            return false;
        }
    }
    return true;
}

static void add_force(struct tl_sheet *sheet, struct tl_grid *grid, const struct force_row *force,
                      const size_t *partners, size_t count)
{
    if (is_idle(sheet, force)) {
        return;
    }
    size_t row = tl_grid_add_row(grid);
    tl_grid_set(grid, row, 0, force->title);
    for (size_t i = 0; i < count; i++) {
        tl_sheet_set(sheet, grid, row, 1 + 2 * i, find_force(sheet, force, partners[i]));
    }
}

static struct tl_grid make_force_block(struct tl_sheet *sheet, const size_t *partners, size_t count)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    struct tl_grid grid;
    tl_grid_init(&grid, sheet->page);
    tl_grid_add_column(&grid, "", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    for (size_t i = 0; i < count; i++) {
        size_t column = tl_sheet_add_number(sheet, &grid, roster->partners.items[partners[i]], 0);
        grid.columns[column + 1].drop = 1; /* one partner alone may be too wide */
    }
    for (size_t state = 0; state < TL_STATES; state++) {
        const char *name = tl_state_name((enum tl_asset_state)state);
        add_force(sheet, &grid, &(struct force_row){name, "force-hours", name, 0}, partners, count);
    }
    add_force(sheet, &grid, &(struct force_row){"diverted, h", "diverted-hours", NULL, 1}, partners, count);
    add_force(sheet, &grid, &(struct force_row){" under way, %", "diverted-under-way", NULL, 100}, partners,
              count);
    return grid;
}

/* As many partners side by side as the page bears, of those that have assets. */
static void print_forces(struct tl_sheet *sheet)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    tl_sheet_print_title(
        sheet, "Forces: percent of all asset-hours by state; states that nobody is in are left out");
    size_t *partners = tl_alloc(roster->partners.count, sizeof *partners);
    size_t count = 0;
    for (size_t i = 0; i < roster->partners.count; i++) {
        if (count_hours(roster, i) > 0) {
            partners[count++] = i;
        }
    }
    for (size_t first = 0, shown; first < count; first += shown) {
        shown = count - first < TL_FORCES_MOST ? count - first : TL_FORCES_MOST;
        struct tl_grid grid = make_force_block(sheet, partners + first, shown);
        while (shown > 1 && tl_grid_width(&grid) > sheet->page->width) {
            tl_grid_clear(&grid);
            tl_marked_clear(&sheet->marked);
            grid = make_force_block(sheet, partners + first, --shown);
        }
        if (first > 0) {
            tl_text_add_char(sheet->out, '\n');
        }
        tl_sheet_end_grid(sheet, &grid);
    }
    free(partners);
}

void tl_report_print_run(const struct tl_report *report, const struct tl_page *page, struct tl_text *out)
{
    struct tl_study study = *report->study;
    struct tl_report shown = *report;
    study.variant_count = 1; /* others serve counterfactuals */
    shown.study = &study;
    struct tl_sheet sheet = {.report = &shown, .page = page, .out = out};
    tl_sheet_print_head(&sheet);
    if (report->study->kept == 0) {
        return;
    }
    print_headline(&sheet);
    print_curve(&sheet);
    print_strips(&sheet);
    print_missions(&sheet, false);
    print_missions(&sheet, true);
    tl_accounts_print_run(&sheet);
    print_indexes(&sheet);
    tl_evacuation_print_run(&sheet);
    tl_incidents_print_run(&sheet);
    print_forces(&sheet);
    if (report->counterfactual) {
        tl_counterfactual_print(&sheet, report->counterfactual);
    }
    tl_sheet_print_notes(&sheet);
}
