#include "report/counterfactual.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/accounts.h"

/* What the scenario's cost changes by; takes what its base's loss changes by from `with`, which holds the scenario's own. */
static struct tl_interval find_cost_changes(const struct tl_report *report,
                                            const struct tl_counterfactual_row *row, int64_t *with,
                                            const int64_t *without)
{
    if (row->base_without == TL_COUNTERFACTUAL_NO_BASE) {
        return (struct tl_interval){.value = NAN, .lo = NAN, .hi = NAN};
    }
    const char *headline = tl_report_roster(report, 0)->indexes[0].name;
    int64_t *base = tl_accounts_copy(report->study, 0, "loss", headline);
    int64_t *base_without = tl_accounts_copy(report->study, row->base_without, "loss", headline);
    for (size_t i = 0; i < report->study->kept; i++) {
        with[i] -= base[i] - base_without[i];
    }
    free(base);
    free(base_without);
    return tl_accounts_mean(report, with, without, NULL);
}

struct tl_counterfactual_worth tl_counterfactual_find(const struct tl_report *report,
                                                      const struct tl_counterfactual_row *row)
{
    const char *headline = tl_report_roster(report, row->variant)->indexes[0].name;
    int64_t *booked = tl_accounts_copy(report->study, row->variant, "ledger", row->root);
    int64_t *with = tl_accounts_copy(report->study, row->variant, "loss", headline);
    int64_t *without = tl_accounts_copy(report->study, row->without, "loss", headline);
    struct tl_counterfactual_worth worth = {.booked = tl_accounts_mean(report, booked, NULL, NULL)};
    worth.changes = tl_accounts_mean(report, with, without, &worth.correlation);
    worth.cost_changes = find_cost_changes(report, row, with, without); /* changes `with` */
    free(booked);
    free(with);
    free(without);
    return worth;
}

/* "without failure: nothing fails", for each root once. */
static void print_meanings(struct tl_sheet *sheet, const struct tl_counterfactual *counterfactual)
{
    for (size_t i = 0; i < counterfactual->count; i++) {
        const struct tl_counterfactual_row *row = &counterfactual->rows[i];
        bool told = false;
        for (size_t k = 0; k < i; k++) {
            told = told || strcmp(counterfactual->rows[k].root, row->root) == 0;
        }
        if (!told) {
            tl_sheet_print_line(sheet, 4, "without %s: %s", row->root, row->meaning);
        }
    }
}

static void add_number(struct tl_sheet *sheet, struct tl_grid *grid, const char *name,
                       struct tl_interval number)
{
    size_t line = tl_grid_add_row(grid);
    tl_grid_set(grid, line, 0, name);
    tl_sheet_set(sheet, grid, line, 1, number);
}

void tl_counterfactual_print(struct tl_sheet *sheet, const struct tl_counterfactual *counterfactual)
{
    struct tl_grid grid;
    struct tl_text heading = {0};
    bool costs = false;
    tl_grid_init(&grid, sheet->page);
    tl_grid_add_column(&grid, "", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    tl_sheet_add_number(sheet, &grid, "index-days", 0);
    for (size_t i = 0; i < counterfactual->count; i++) {
        const struct tl_counterfactual_row *row = &counterfactual->rows[i];
        struct tl_counterfactual_worth worth = tl_counterfactual_find(sheet->report, row);
        tl_text_reset(&heading);
        tl_text_print(&heading, "%s, %s", tl_report_roster(sheet->report, row->variant)->scenario, row->root);
        tl_grid_add_heading(&grid, tl_text_get(&heading));
        add_number(sheet, &grid, " booked to it (1)", worth.booked);
        add_number(sheet, &grid, " loss because of it (2)", worth.changes);
        if (row->base_without != TL_COUNTERFACTUAL_NO_BASE) {
            add_number(sheet, &grid, " cost because of it (3)", worth.cost_changes);
            costs = true;
        }
    }
    tl_text_clear(&heading);
    tl_sheet_print_title(sheet, "Counterfactuals: what is booked to a root, and what changes without it");
    tl_sheet_end_grid(sheet, &grid);
    tl_sheet_print_line(sheet, 4, "(1) its account in the scenario, headline");
    tl_sheet_print_line(sheet, 4, "(2) the scenario's loss with it less its loss without it, paired");
    if (costs) {
        tl_sheet_print_line(sheet, 4,
                            "(3) the scenario's cost with it less its cost without it, paired; a cost is a "
                            "loss less that of %s, which is run without the root, too, where it has it",
                            tl_report_roster(sheet->report, 0)->scenario);
    }
    print_meanings(sheet, counterfactual);
}

static void add_statistic(const struct tl_report *report, const struct tl_counterfactual_row *row,
                          const char *name, struct tl_interval interval, double correlation,
                          struct tl_summary *summary)
{
    tl_summary_add(summary, (struct tl_statistic){
                                .scenario = tl_report_roster(report, row->variant)->scenario,
                                .base = tl_report_roster(report, row->without)->scenario,
                                .measure = "counterfactual",
                                .entity = row->root,
                                .name = name,
                                .unit = "index-days",
                                .interval = interval,
                                .correlation = correlation,
                            });
}

void tl_counterfactual_summarise(const struct tl_report *report, struct tl_summary *summary)
{
    const struct tl_counterfactual *counterfactual = report->counterfactual;
    for (size_t i = 0; counterfactual && report->study->kept > 0 && i < counterfactual->count; i++) {
        const struct tl_counterfactual_row *row = &counterfactual->rows[i];
        struct tl_counterfactual_worth worth = tl_counterfactual_find(report, row);
        add_statistic(report, row, "booked", worth.booked, NAN, summary);
        add_statistic(report, row, "changes", worth.changes, worth.correlation, summary);
        if (row->base_without != TL_COUNTERFACTUAL_NO_BASE) {
            add_statistic(report, row, "cost-changes", worth.cost_changes, NAN, summary);
        }
    }
}
