#include "report/counterfactual.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/accounts.h"

struct tl_counterfactual_worth tl_counterfactual_find(const struct tl_report *report,
                                                      const struct tl_counterfactual_row *row)
{
    const char *headline = tl_report_roster(report, row->variant)->indexes[0].name;
    int64_t *booked = tl_accounts_copy(report->study, row->variant, "ledger", row->root);
    int64_t *with = tl_accounts_copy(report->study, row->variant, "loss", headline);
    int64_t *without = tl_accounts_copy(report->study, row->without, "loss", headline);
    struct tl_counterfactual_worth worth = {.booked = tl_accounts_mean(report, booked, NULL, NULL)};
    worth.changes = tl_accounts_mean(report, with, without, &worth.correlation);
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

void tl_counterfactual_print(struct tl_sheet *sheet, const struct tl_counterfactual *counterfactual)
{
    struct tl_grid grid;
    tl_grid_init(&grid, sheet->page);
    tl_grid_add_column(&grid, "root", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    tl_sheet_add_number(sheet, &grid, "booked (1)", 0);
    tl_sheet_add_number(sheet, &grid, "changes (2)", 0);
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < counterfactual->count; i++) {
        const struct tl_counterfactual_row *row = &counterfactual->rows[i];
        struct tl_counterfactual_worth worth = tl_counterfactual_find(sheet->report, row);
        if (row->variant != last) {
            tl_grid_add_heading(&grid, tl_report_roster(sheet->report, row->variant)->scenario);
            last = row->variant;
        }
        size_t line = tl_grid_add_row(&grid);
        tl_grid_print_cell(&grid, line, 0, " %s", row->root);
        tl_sheet_set(sheet, &grid, line, 1, worth.booked);
        tl_sheet_set(sheet, &grid, line, 3, worth.changes);
    }
    tl_sheet_print_title(sheet, "Counterfactuals: what is booked to a root, and what changes without it");
    tl_sheet_end_grid(sheet, &grid);
    tl_sheet_print_line(sheet, 4, "(1) its account, index-days of the headline");
    tl_sheet_print_line(sheet, 4, "(2) loss with it less loss without it, paired");
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
    }
}
