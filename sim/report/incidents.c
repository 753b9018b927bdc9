#include "report/incidents.h"

#include <math.h>

#include "report/number.h"
#include "report/summary.h"

#define PERCENT      100.0
#define NUMBERS_MOST 4

/* A number of a mission: a measure, how it is headed in a table of its own and in one of changes, and in which unit. */
struct side_number {
    const char *measure;
    const char *title;
    const char *heading; /* NULL: no table of changes shows it */
    double factor;
    int drop;
};

/* A table, with a row for each mission that has the numbers. */
struct side_table {
    const char *title;
    bool only_where_any; /* leave out missions with nothing but zeros */
    struct side_number numbers[NUMBERS_MOST];
    size_t count;
};

static const struct side_table tables[] = {
    {"Incidents: how many, and how they are answered",
     false,
     {{"incidents", "incidents", NULL, 1, 1},
      {"answered-share", "answered, %", "answered, % of the incidents", PERCENT, 0},
      {"response-time", "minutes until then", NULL, 1, 2}},
     3},
    {"Outside parties: hours in which they are there",
     false,
     {{"visits", "visits", NULL, 1, 2},
      {"presence-hours", "hours", NULL, 1, 1},
      {"uncontested-hours", "with none of ours", "hours with outside parties and none of ours", 1, 0}},
     3},
    {"Spare assets: hours of gaps that somebody ready could have filled; hours of double cover, and of it "
     "what "
     "could have served a gap elsewhere",
     true,
     {{"fillable-hours", "fillable", "hours of gaps that somebody ready could have filled", 1, 0},
      {"double-cover", "double cover", "hours of double cover", 1, 0},
      {"double-harmful", "harmful", "hours of double cover that could have served a gap", 1, 0}},
     3},
};
#define TABLES (sizeof tables / sizeof *tables)

static size_t find_column(const struct tl_sheet *sheet, size_t variant, const struct side_number *number,
                          const char *entity)
{
    return tl_summary_find(&sheet->report->study->variants[variant], number->measure, entity);
}

/* The mean of a number, in the table's unit; `value` NAN and n 0 where the scenario has no such column. */
static struct tl_interval find_mean(const struct tl_sheet *sheet, size_t variant,
                                    const struct side_number *number, const char *entity)
{
    size_t column = find_column(sheet, variant, number, entity);
    if (column == TL_NO_COLUMN) {
        return (struct tl_interval){.value = NAN, .lo = NAN, .hi = NAN};
    }
    return tl_number_scale(tl_summary_mean(sheet->report, variant, column), number->factor);
}

/* Is it 0, or absent, in all replications? */
static bool is_nothing(struct tl_interval mean)
{
    return isnan(mean.value) || (mean.value == 0 && !(mean.hi > 0));
}

static bool has_row(const struct tl_sheet *sheet, const struct side_table *table, const char *entity)
{
    bool any = !table->only_where_any;
    for (size_t n = 0; n < table->count; n++) {
        if (find_column(sheet, 0, &table->numbers[n], entity) == TL_NO_COLUMN) {
            return false;
        }
        any = any || !is_nothing(find_mean(sheet, 0, &table->numbers[n], entity));
    }
    return any;
}

static void add_row(struct tl_sheet *sheet, struct tl_grid *grid, const struct side_table *table,
                    const char *entity, const char *name)
{
    if (!has_row(sheet, table, entity)) {
        return;
    }
    size_t row = tl_grid_add_row(grid);
    tl_grid_set(grid, row, 0, name);
    for (size_t n = 0; n < table->count; n++) {
        tl_sheet_set(sheet, grid, row, 1 + 2 * n, find_mean(sheet, 0, &table->numbers[n], entity));
    }
}

/* A mission; where it answers several processes, these too. */
static void add_mission(struct tl_sheet *sheet, struct tl_grid *grid, const struct side_table *table,
                        const struct tl_roster_mission *mission)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    struct tl_text entity = {0};
    struct tl_text name = {0};
    add_row(sheet, grid, table, mission->name, mission->name);
    for (size_t i = 0; i < mission->kinds && mission->kinds > 1; i++) {
        const char *process = roster->incidents[mission->kind[i]].name;
        tl_text_reset(&entity);
        tl_text_reset(&name);
        tl_text_print(&entity, "%s/%s", mission->name, process);
        tl_text_print(&name, " %s", process);
        add_row(sheet, grid, table, tl_text_get(&entity), tl_text_get(&name));
    }
    tl_text_clear(&entity);
    tl_text_clear(&name);
}

static void print_table(struct tl_sheet *sheet, const struct side_table *table)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    struct tl_grid grid;
    tl_grid_init(&grid, sheet->page);
    tl_grid_add_column(&grid, "mission", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    for (size_t n = 0; n < table->count; n++) {
        tl_sheet_add_number(sheet, &grid, table->numbers[n].title, table->numbers[n].drop);
    }
    for (size_t m = 0; m < roster->mission_count; m++) {
        add_mission(sheet, &grid, table, &roster->missions[m]);
    }
    if (grid.row_count == 0) {
        tl_grid_clear(&grid);
        return;
    }
    tl_sheet_print_title(sheet, "%s", table->title);
    tl_sheet_end_grid(sheet, &grid);
}

void tl_incidents_print_run(struct tl_sheet *sheet)
{
    for (size_t i = 0; i < TABLES; i++) {
        print_table(sheet, &tables[i]);
    }
}

static void set_mean(struct tl_grid *grid, size_t row, size_t column, const struct tl_interval *mean)
{
    struct tl_text text = {0};
    tl_number_print_value(&text, mean, INFINITY);
    tl_grid_set(grid, row, column, tl_text_get(&text));
    tl_text_clear(&text);
}

/* One number of one mission, where both scenarios have it and it is not nothing. */
static void add_change(struct tl_sheet *sheet, struct tl_grid *grid, size_t variant,
                       const struct side_number *number, const char *entity, bool *headed)
{
    size_t base_column = find_column(sheet, 0, number, entity);
    size_t column = find_column(sheet, variant, number, entity);
    struct tl_interval base = find_mean(sheet, 0, number, entity);
    struct tl_interval mean = find_mean(sheet, variant, number, entity);
    if (base_column == TL_NO_COLUMN || column == TL_NO_COLUMN || (is_nothing(base) && is_nothing(mean))) {
        return;
    }
    if (!*headed) {
        tl_grid_add_heading(grid, number->heading);
        *headed = true;
    }
    size_t row = tl_grid_add_row(grid);
    tl_grid_print_cell(grid, row, 0, " %s", entity);
    set_mean(grid, row, 1, &base);
    set_mean(grid, row, 2, &mean);
    struct tl_interval change = tl_summary_difference(sheet->report, variant, column, base_column, NULL);
    tl_sheet_set(sheet, grid, row, 3, tl_number_scale(change, number->factor));
}

void tl_incidents_print_compare(struct tl_sheet *sheet, size_t variant)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    struct tl_grid grid;
    tl_grid_init(&grid, sheet->page);
    tl_grid_add_column(&grid, "", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    tl_grid_add_column(&grid, "base", TL_ALIGN_POINT, TL_INK_PLAIN, 2);
    tl_grid_add_column(&grid, "variant", TL_ALIGN_POINT, TL_INK_PLAIN, 1);
    tl_sheet_add_number(sheet, &grid, "change", 0);
    for (size_t i = 0; i < TABLES * NUMBERS_MOST; i++) {
        const struct side_number *number = &tables[i / NUMBERS_MOST].numbers[i % NUMBERS_MOST];
        bool headed = false;
        for (size_t m = 0; m < roster->mission_count && number->heading; m++) {
            add_change(sheet, &grid, variant, number, roster->missions[m].name, &headed);
        }
    }
    if (grid.row_count == 0) {
        tl_grid_clear(&grid);
        return;
    }
    tl_sheet_print_title(sheet, "%s: incidents, and what spare assets could have done",
                         tl_report_roster(sheet->report, variant)->scenario);
    tl_sheet_end_grid(sheet, &grid);
}
