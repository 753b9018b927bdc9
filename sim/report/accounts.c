#include "report/accounts.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/chart.h"
#include "report/number.h"
#include "report/summary.h"

#define TL_BAR_WIDTH     12
#define TL_ACCOUNTS_MOST 8 /* by mission and root; the others are summed */

static const char by_root[] = "ledger";
static const char by_mission[] = "ledger-mission";

struct account {
    const char *name;
    int64_t *base_us, *us; /* [kept] */
    double change_d;       /* mean of us - base_us, index-days */
    bool changes;          /* in any replication */
};

struct accounts {
    struct account *items;
    size_t count, capacity;
    size_t kept; /* replications */
};

static double to_days(int64_t us)
{
    return (double)us / 1e6 / (double)TL_DAY_S;
}

int64_t *tl_accounts_copy(const struct tl_study *study, size_t variant, const char *measure,
                          const char *entity)
{
    int64_t *us = tl_alloc(study->kept, sizeof *us);
    size_t column = tl_summary_find(&study->variants[variant], measure, entity);
    if (column != TL_NO_COLUMN) {
        double *days = tl_summary_copy(study, variant, column);
        for (size_t i = 0; i < study->kept; i++) {
            us[i] = llround(days[i] * 1e6 * (double)TL_DAY_S);
        }
        free(days);
    }
    return us;
}

/* Is it an account of the headline? Those of a theatre have its name before them, those of a mission off it are its. */
static bool is_headline(const struct tl_roster *roster, const char *measure, const char *entity)
{
    const char *colon = strchr(entity, ':');
    if (measure == by_root || colon == NULL) {
        return colon == NULL;
    }
    for (size_t i = 0; i < roster->mission_count; i++) {
        const char *name = roster->missions[i].name;
        if (strncmp(name, entity, (size_t)(colon - entity)) == 0 && name[colon - entity] == '\0') {
            return roster->indexes[0].weights[i] > 0;
        }
    }
    return false;
}

/* One account more, unless it was never used. base: SIZE_MAX for nothing to compare with */
static void add_account(struct accounts *accounts, const struct tl_study *study, size_t base, size_t variant,
                        const char *measure, const char *entity)
{
    struct account account = {
        .name = entity,
        .us = tl_accounts_copy(study, variant, measure, entity),
        .base_us = base == SIZE_MAX ? tl_alloc(study->kept, sizeof(int64_t))
                                    : tl_accounts_copy(study, base, measure, entity),
    };
    int64_t sum_us = 0;
    bool used = false;
    for (size_t i = 0; i < study->kept; i++) {
        sum_us += account.us[i] - account.base_us[i];
        used = used || account.us[i] != 0 || account.base_us[i] != 0;
        account.changes = account.changes || account.us[i] != account.base_us[i];
    }
    if (!used) {
        free(account.us);
        free(account.base_us);
        return;
    }
    account.change_d = to_days(sum_us) / (double)study->kept;
    accounts->items = tl_grow(accounts->items, accounts->count, &accounts->capacity, sizeof *accounts->items);
    accounts->items[accounts->count++] = account;
}

/* The greatest change first, by name where they are alike; what never changes last. */
static int compare_accounts(const void *a, const void *b)
{
    const struct account *x = a;
    const struct account *y = b;
    if (x->changes != y->changes) {
        return x->changes ? -1 : 1;
    }
    double more = fabs(x->change_d) - fabs(y->change_d);
    return more > 0 ? -1 : more < 0 ? 1 : strcmp(x->name, y->name);
}

static bool is_listed(const struct tl_study_variant *variant, const char *measure, const char *entity)
{
    return tl_summary_find(variant, measure, entity) != TL_NO_COLUMN;
}

/* The accounts of the headline, of either, by how much they change. */
static struct accounts list_accounts(const struct tl_sheet *sheet, size_t base, size_t variant,
                                     const char *measure)
{
    const struct tl_study *study = sheet->report->study;
    struct accounts accounts = {.kept = study->kept};
    const size_t sides[2] = {variant, base};
    for (size_t side = 0; side < (base == SIZE_MAX ? 1 : 2); side++) {
        const struct tl_study_variant *v = &study->variants[sides[side]];
        for (size_t i = 0; i < v->kept_columns; i++) {
            const char *entity = v->columns[i].entity;
            bool is_ours = strcmp(v->columns[i].measure, measure) == 0 &&
                           is_headline(&v->model->roster, measure, entity) &&
                           (side == 0 || !is_listed(&study->variants[variant], measure, entity));
            if (is_ours) {
                add_account(&accounts, study, base, variant, measure, entity);
            }
        }
    }
    if (accounts.count > 0) {
        qsort(accounts.items, accounts.count, sizeof *accounts.items, compare_accounts);
    }
    return accounts;
}

static void clear_accounts(struct accounts *accounts)
{
    for (size_t i = 0; i < accounts->count; i++) {
        free(accounts->items[i].us);
        free(accounts->items[i].base_us);
    }
    free(accounts->items);
}

/* The accounts from `first` on as one, by replication. */
static struct account sum_accounts(const struct accounts *accounts, size_t first, const char *name)
{
    struct account sum = {.name = name,
                          .us = tl_alloc(accounts->kept, sizeof *sum.us),
                          .base_us = tl_alloc(accounts->kept, sizeof *sum.base_us)};
    for (size_t i = first; i < accounts->count; i++) {
        for (size_t k = 0; k < accounts->kept; k++) {
            sum.us[k] += accounts->items[i].us[k];
            sum.base_us[k] += accounts->items[i].base_us[k];
        }
        sum.change_d += accounts->items[i].change_d;
    }
    return sum;
}

static double find_correlation(const int64_t *more, const int64_t *less, size_t n)
{
    double *x = tl_alloc(n, sizeof *x);
    double *y = tl_alloc(n, sizeof *y);
    for (size_t i = 0; i < n; i++) {
        x[i] = to_days(more[i]);
        y[i] = to_days(less[i]);
    }
    double correlation = tl_stats_correlation(x, y, n);
    free(x);
    free(y);
    return correlation;
}

struct tl_interval tl_accounts_mean(const struct tl_report *report, const int64_t *more, const int64_t *less,
                                    double *correlation)
{
    size_t n = report->study->kept;
    double *days = tl_alloc(n, sizeof *days);
    for (size_t i = 0; i < n; i++) {
        days[i] = to_days(more[i] - (less ? less[i] : 0));
    }
    struct tl_interval mean = tl_stats_mean(days, n, report->confidence);
    if (correlation) {
        *correlation = less ? find_correlation(more, less, n) : (double)NAN;
    }
    free(days);
    return mean;
}

/* A share of the greatest change; none where it is less than nothing. */
static void set_bar(const struct tl_sheet *sheet, struct tl_grid *grid, size_t row, size_t column,
                    double share)
{
    struct tl_text bar = {0};
    tl_chart_print_bar(share, TL_BAR_WIDTH, sheet->page, &bar);
    tl_grid_set(grid, row, column, tl_text_get(&bar));
    tl_text_clear(&bar);
}

/* ---- one scenario ---- */

static void add_booked(struct tl_sheet *sheet, struct tl_grid *grid, const struct account *account,
                       double most_d)
{
    size_t row = tl_grid_add_row(grid);
    tl_grid_print_cell(grid, row, 0, " %s", account->name);
    tl_sheet_set(sheet, grid, row, 1, tl_accounts_mean(sheet->report, account->us, NULL, NULL));
    if (most_d > 0) {
        set_bar(sheet, grid, row, 3, account->change_d / most_d);
    }
}

/* The first `shown` accounts, and the others as one. */
static void add_block(struct tl_sheet *sheet, struct tl_grid *grid, const char *heading,
                      const struct accounts *accounts, size_t shown)
{
    tl_grid_add_heading(grid, heading);
    for (size_t i = 0; i < accounts->count && i < shown; i++) {
        add_booked(sheet, grid, &accounts->items[i], accounts->items[0].change_d);
    }
    if (accounts->count > shown) {
        struct account others = sum_accounts(accounts, shown, "all others");
        add_booked(sheet, grid, &others, 0);
        free(others.us);
        free(others.base_us);
    }
}

void tl_accounts_print_run(struct tl_sheet *sheet)
{
    struct accounts roots = list_accounts(sheet, SIZE_MAX, 0, by_root);
    struct accounts pairs = list_accounts(sheet, SIZE_MAX, 0, by_mission);
    if (roots.count > 0) {
        struct tl_grid grid;
        tl_grid_init(&grid, sheet->page);
        tl_grid_add_column(&grid, "account", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
        tl_sheet_add_number(sheet, &grid, "index-days", 0);
        tl_grid_add_column(&grid, "", TL_ALIGN_LEFT, TL_INK_CURVE, 2);
        add_block(sheet, &grid, "by root", &roots, SIZE_MAX);
        add_block(sheet, &grid, "by mission and root", &pairs, TL_ACCOUNTS_MOST);
        tl_sheet_print_title(sheet, "Accounts: to what the loss of the headline is booked");
        tl_sheet_end_grid(sheet, &grid);
    }
    clear_accounts(&roots);
    clear_accounts(&pairs);
}

/* ---- a variant ---- */

static void add_change(struct tl_sheet *sheet, struct tl_grid *grid, const struct account *account,
                       double most_d)
{
    size_t row = tl_grid_add_row(grid);
    struct tl_interval base = tl_accounts_mean(sheet->report, account->base_us, NULL, NULL);
    struct tl_interval variant = tl_accounts_mean(sheet->report, account->us, NULL, NULL);
    tl_grid_print_cell(grid, row, 0, " %s", account->name);
    tl_sheet_set_value(grid, row, 1, &base);
    tl_sheet_set_value(grid, row, 2, &variant);
    tl_sheet_set(sheet, grid, row, 3, tl_accounts_mean(sheet->report, account->us, account->base_us, NULL));
    if (most_d > 0) {
        set_bar(sheet, grid, row, 5, account->change_d / most_d);
    }
}

static void add_sum(struct tl_sheet *sheet, struct tl_grid *grid, const struct accounts *accounts,
                    size_t first, const char *name)
{
    struct account sum = sum_accounts(accounts, first, name);
    add_change(sheet, grid, &sum, 0);
    free(sum.us);
    free(sum.base_us);
}

static void add_changes(struct tl_sheet *sheet, struct tl_grid *grid, const char *heading,
                        const struct accounts *accounts)
{
    tl_grid_add_heading(grid, heading);
    size_t shown = 0;
    for (; shown < accounts->count && shown < TL_ACCOUNTS_MOST && accounts->items[shown].changes; shown++) {
        add_change(sheet, grid, &accounts->items[shown], fabs(accounts->items[0].change_d));
    }
    if (accounts->count > shown && accounts->items[shown].changes) {
        add_sum(sheet, grid, accounts, TL_ACCOUNTS_MOST, "all others");
    }
}

/* That the accounts change by exactly what the variant loses, in each replication, is the promise of the ledger. */
static void check_sum(const struct tl_sheet *sheet, size_t variant, const struct accounts *accounts)
{
    struct account sum = sum_accounts(accounts, 0, "");
    for (size_t i = 0; i < accounts->kept; i++) {
        int64_t cost_us = sheet->report->study->pairs[variant].pairs[i].degradation_us;
        int64_t change_us = sum.us[i] - sum.base_us[i];
        assert(change_us == cost_us);
        (void)cost_us;
        (void)change_us;
    }
    free(sum.us);
    free(sum.base_us);
}

void tl_accounts_print_compare(struct tl_sheet *sheet, size_t variant)
{
    struct accounts roots = list_accounts(sheet, 0, variant, by_root);
    struct accounts pairs = list_accounts(sheet, 0, variant, by_mission);
    if (roots.count > 0 && (roots.items[0].changes || (pairs.count > 0 && pairs.items[0].changes))) {
        struct tl_grid grid;
        tl_grid_init(&grid, sheet->page);
        tl_grid_add_column(&grid, "account", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
        tl_grid_add_column(&grid, "base", TL_ALIGN_POINT, TL_INK_PLAIN, 2);
        tl_grid_add_column(&grid, "variant", TL_ALIGN_POINT, TL_INK_PLAIN, 1);
        tl_sheet_add_number(sheet, &grid, "change", 0);
        tl_grid_add_column(&grid, "", TL_ALIGN_LEFT, TL_INK_CURVE, 3);
        add_changes(sheet, &grid, "by root", &roots);
        add_changes(sheet, &grid, "by mission and root", &pairs);
        tl_grid_add_heading(&grid, "the cost");
        add_sum(sheet, &grid, &roots, 0, "all accounts");
        tl_sheet_print_title(sheet, "%s: to what its cost is booked, in index-days",
                             tl_report_roster(sheet->report, variant)->scenario);
        tl_sheet_end_grid(sheet, &grid);
        check_sum(sheet, variant, &roots);
        check_sum(sheet, variant, &pairs);
        tl_sheet_print_line(sheet, 2, "Accounts sum to the cost exactly, in every replication.");
    }
    clear_accounts(&roots);
    clear_accounts(&pairs);
}
