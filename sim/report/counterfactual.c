#include "report/counterfactual.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/accounts.h"

static struct tl_interval find_mean(const struct tl_report *report, const int64_t *more, const int64_t *less)
{
    size_t n = report->study->kept;
    double *days = tl_alloc(n, sizeof *days);
    for (size_t i = 0; i < n; i++) {
        days[i] = (double)(more[i] - (less ? less[i] : 0)) / 1e6 / (double)TL_DAY_S;
    }
    struct tl_interval mean = tl_stats_mean(days, n, report->confidence);
    free(days);
    return mean;
}

struct tl_counterfactual_worth tl_counterfactual_find(const struct tl_report *report,
                                                      const struct tl_counterfactual_row *row)
{
    const char *headline = tl_report_roster(report, row->variant)->indexes[0].name;
    int64_t *booked = tl_accounts_copy(report->study, row->variant, "ledger", row->root);
    int64_t *with = tl_accounts_copy(report->study, row->variant, "loss", headline);
    int64_t *without = tl_accounts_copy(report->study, row->without, "loss", headline);
    struct tl_counterfactual_worth worth = {find_mean(report, booked, NULL),
                                            find_mean(report, with, without)};
    free(booked);
    free(with);
    free(without);
    return worth;
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
}

static void add_statistic(const struct tl_report *report, const struct tl_counterfactual_row *row,
                          const char *name, struct tl_interval interval, struct tl_summary *summary)
{
    tl_summary_add(summary, (struct tl_statistic){
                                .scenario = tl_report_roster(report, row->variant)->scenario,
                                .base = tl_report_roster(report, row->without)->scenario,
                                .measure = "counterfactual",
                                .entity = row->root,
                                .name = name,
                                .unit = "index-days",
                                .interval = interval,
                                .correlation = NAN,
                            });
}

void tl_counterfactual_summarise(const struct tl_report *report, struct tl_summary *summary)
{
    const struct tl_counterfactual *counterfactual = report->counterfactual;
    for (size_t i = 0; counterfactual && report->study->kept > 0 && i < counterfactual->count; i++) {
        const struct tl_counterfactual_row *row = &counterfactual->rows[i];
        struct tl_counterfactual_worth worth = tl_counterfactual_find(report, row);
        add_statistic(report, row, "booked", worth.booked, summary);
        add_statistic(report, row, "changes", worth.changes, summary);
    }
}
