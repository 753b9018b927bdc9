#include "report/buyback.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/accounts.h"
#include "report/number.h"

#define TL_NAMES_WIDEST 40 /* columns that the names of agreements may take */

static int64_t *copy_losses(const struct tl_report *report, size_t variant)
{
    return tl_accounts_copy(report->study, variant, "loss", tl_report_roster(report, 0)->indexes[0].name);
}

/* The mean of the compensation beyond what they save in the base anyway. */
static struct tl_interval find_protection(const struct tl_report *report, int64_t *variant,
                                          const int64_t *with, const int64_t *base, const int64_t *base_with)
{
    for (size_t i = 0; i < report->study->kept; i++) {
        variant[i] -= base[i] - base_with[i];
    }
    return tl_accounts_mean(report, variant, with, NULL);
}

struct tl_buyback_worth tl_buyback_find(const struct tl_report *report, const struct tl_buyback_row *row)
{
    int64_t *base = copy_losses(report, 0);
    int64_t *base_with = copy_losses(report, row->base_with);
    int64_t *variant = copy_losses(report, row->variant);
    int64_t *with = copy_losses(report, row->with);
    struct tl_interval none = {.value = NAN, .lo = NAN, .hi = NAN};
    struct tl_buyback_worth worth = {.premium = none, .premium_correlation = NAN};
    worth.cost = tl_accounts_mean(report, variant, base, &worth.cost_correlation);
    worth.compensation = tl_accounts_mean(report, variant, with, &worth.compensation_correlation);
    if (row->late != TL_BUYBACK_NO_LATE) {
        int64_t *late = copy_losses(report, row->late);
        worth.premium = tl_accounts_mean(report, late, with, &worth.premium_correlation);
        free(late);
    }
    worth.protection = find_protection(report, variant, with, base, base_with); /* changes `variant` */
    free(base);
    free(base_with);
    free(variant);
    free(with);
    return worth;
}

/* Does a pattern of "pact+held-*" match the name? */
static bool is_asked_for(const char *agreements, const char *name)
{
    char *patterns = tl_copy(agreements);
    char *rest = patterns;
    bool any = false;
    for (char *pattern; (pattern = strsep(&rest, "+"));) {
        any = any || tl_text_matches(pattern, name);
    }
    free(patterns);
    return any;
}

/* What a set is called on a page: as it was asked for, but patterns, which read as marks, give way to the names they stand for, or
 * the first of them: "held-asw-strait and 2 more". A scenario made by hand has no names to tell. */
static void add_names(const struct tl_report *report, const struct tl_buyback_row *row, struct tl_text *text)
{
    const struct tl_scenario *scenario = report->study->variants[0].model->scenario;
    if (!scenario || !strpbrk(row->agreements, "*?")) {
        tl_text_add(text, row->agreements);
        return;
    }
    size_t more = 0;
    for (size_t i = 0; i < scenario->agreement_count; i++) {
        const char *name = scenario->agreements[i].name;
        if (!is_asked_for(row->agreements, name)) {
            continue;
        }
        int width = tl_text_width(tl_text_get(text)) + 1 + tl_text_width(name);
        if (text->size > 0 && (more > 0 || width > TL_NAMES_WIDEST)) {
            more++;
        } else {
            tl_text_print(text, "%s%s", text->size > 0 ? "+" : "", name);
        }
    }
    if (more > 0) {
        tl_text_print(text, " and %zu more", more);
    }
}

static bool is_exact(const struct tl_interval *interval)
{
    return (interval->flags & (TL_FLAG_IDENTICAL | TL_FLAG_SINGLE)) != 0;
}

static bool is_above_zero(const struct tl_interval *interval)
{
    return is_exact(interval) ? interval->value > 0 : interval->lo > 0;
}

static bool is_below_zero(const struct tl_interval *interval)
{
    return is_exact(interval) ? interval->value < 0 : interval->hi < 0;
}

static void add_number(struct tl_text *text, const struct tl_interval *interval)
{
    struct tl_text range = {0};
    tl_number_print_value(text, interval, INFINITY);
    tl_number_print_range(&range, interval, INFINITY);
    if (range.size > 0) {
        tl_text_print(text, interval->flags & TL_FLAG_IDENTICAL ? " (%s)" : " %s", tl_text_get(&range));
    }
    tl_text_clear(&range);
}

/* A number that may be zero is said to be. */
static void add_doubtful(struct tl_text *text, const struct tl_interval *interval)
{
    if (!is_exact(interval) && !is_above_zero(interval) && !is_below_zero(interval)) {
        tl_text_add(text, "nothing clear: ");
    }
    add_number(text, interval);
}

/* "buys back 0.31 (0.25 to 0.37) of the 0.49 index-days that it costs", or that it does nothing, or harm. */
static void add_compensation(const struct tl_buyback_worth *worth, const char *variant, struct tl_text *text)
{
    struct tl_interval saved = worth->compensation;
    bool costs = is_above_zero(&worth->cost);
    if (is_below_zero(&saved)) {
        saved = tl_number_scale(saved, -1);
        tl_text_add(text, "costs a further ");
    } else if (!is_above_zero(&saved)) {
        tl_text_add(text, is_exact(&saved) ? "buys back nothing: " : "shows no clear effect: ");
    } else {
        tl_text_add(text, costs ? "buys back " : "saves ");
    }
    add_number(text, &saved);
    if (costs) {
        tl_text_add(text, " of ");
        tl_number_print_value(text, &worth->cost, INFINITY);
    }
    tl_text_print(text, costs ? " index-days that %s costs" : " index-days; %s shows no cost to buy back",
                  variant);
}

static void add_protection(const struct tl_buyback_worth *worth, const char *base, struct tl_text *text)
{
    tl_text_print(text, "; beyond what it does in %s, ", base);
    add_doubtful(text, &worth->protection);
}

static void add_premium(const struct tl_buyback_worth *worth, struct tl_text *text)
{
    if (worth->premium.n > 0) {
        tl_text_add(text, "; to have it from the start and not late is worth ");
        add_doubtful(text, &worth->premium);
    }
}

static void print_sentence(struct tl_sheet *sheet, const struct tl_buyback_row *row,
                           const struct tl_buyback_worth *worth)
{
    struct tl_text text = {0};
    struct tl_text names = {0};
    add_names(sheet->report, row, &names);
    add_compensation(worth, tl_report_roster(sheet->report, row->variant)->scenario, &text);
    add_protection(worth, tl_report_roster(sheet->report, 0)->scenario, &text);
    add_premium(worth, &text);
    tl_text_add_char(&text, '.');
    tl_page_add(sheet->page, sheet->out, TL_INK_BOLD, tl_text_get(&names));
    tl_text_add_char(sheet->out, ' ');
    tl_page_fill(sheet->page, sheet->out, tl_text_width(tl_text_get(&names)) + 1, 2, tl_text_get(&text));
    tl_text_clear(&names);
    tl_text_clear(&text);
}

static void add_line(struct tl_sheet *sheet, struct tl_grid *grid, const char *name,
                     struct tl_interval interval)
{
    if (interval.n > 0) {
        size_t row = tl_grid_add_row(grid);
        tl_grid_set(grid, row, 0, name);
        tl_sheet_set(sheet, grid, row, 1, interval);
    }
}

static void print_table(struct tl_sheet *sheet, const struct tl_buyback *buyback,
                        const struct tl_buyback_worth *worths)
{
    struct tl_grid grid;
    struct tl_text heading = {0};
    struct tl_text names = {0};
    tl_grid_init(&grid, sheet->page);
    tl_grid_add_column(&grid, "", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    tl_sheet_add_number(sheet, &grid, "index-days", 0);
    for (size_t i = 0; i < buyback->count; i++) {
        const struct tl_buyback_row *row = &buyback->rows[i];
        tl_text_reset(&heading);
        tl_text_reset(&names);
        add_names(sheet->report, row, &names);
        tl_text_print(&heading, "%s, %s", tl_report_roster(sheet->report, row->variant)->scenario,
                      tl_text_get(&names));
        tl_grid_add_heading(&grid, tl_text_get(&heading));
        add_line(sheet, &grid, " cost without it", worths[i].cost);
        add_line(sheet, &grid, " compensation (1)", worths[i].compensation);
        add_line(sheet, &grid, " protection (2)", worths[i].protection);
        add_line(sheet, &grid, " advance premium (3)", worths[i].premium);
    }
    tl_text_clear(&heading);
    tl_text_clear(&names);
    tl_text_add_char(sheet->out, '\n');
    tl_sheet_end_grid(sheet, &grid);
}

void tl_buyback_print(struct tl_sheet *sheet, const struct tl_buyback *buyback)
{
    struct tl_buyback_worth *worths = tl_alloc(buyback->count, sizeof *worths);
    const char *base = tl_report_roster(sheet->report, 0)->scenario;
    bool premium = false;
    tl_sheet_print_title(sheet, "What agreements buy back");
    tl_text_add_char(sheet->out, '\n');
    for (size_t i = 0; i < buyback->count; i++) {
        worths[i] = tl_buyback_find(sheet->report, &buyback->rows[i]);
        premium = premium || worths[i].premium.n > 0;
        print_sentence(sheet, &buyback->rows[i], &worths[i]);
    }
    print_table(sheet, buyback, worths);
    tl_sheet_print_line(sheet, 4, "(1) loss of the variant without the agreements, less its loss with them");
    tl_sheet_print_line(sheet, 4, "(2) compensation, less what they save in %s", base);
    if (premium) {
        tl_sheet_print_line(sheet, 4, "(3) loss with them reached late, less loss with them from the start");
    }
    free(worths);
}

static void add_statistic(const struct tl_report *report, const struct tl_buyback_row *row, const char *name,
                          struct tl_interval interval, double correlation, struct tl_summary *summary)
{
    if (interval.n > 0) {
        tl_summary_add(summary, (struct tl_statistic){
                                    .scenario = tl_report_roster(report, row->variant)->scenario,
                                    .base = tl_report_roster(report, 0)->scenario,
                                    .measure = "buy-back",
                                    .entity = row->agreements,
                                    .name = name,
                                    .unit = "index-days",
                                    .interval = interval,
                                    .correlation = correlation,
                                });
    }
}

void tl_buyback_summarise(const struct tl_report *report, struct tl_summary *summary)
{
    const struct tl_buyback *buyback = report->buyback;
    for (size_t i = 0; buyback && report->study->kept > 0 && i < buyback->count; i++) {
        const struct tl_buyback_row *row = &buyback->rows[i];
        struct tl_buyback_worth worth = tl_buyback_find(report, row);
        add_statistic(report, row, "cost", worth.cost, worth.cost_correlation, summary);
        add_statistic(report, row, "compensation", worth.compensation, worth.compensation_correlation,
                      summary);
        add_statistic(report, row, "protection", worth.protection, NAN, summary);
        add_statistic(report, row, "advance-premium", worth.premium, worth.premium_correlation, summary);
    }
}
