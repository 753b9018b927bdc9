#include "report/incidents.h"

#include <math.h>
#include <stdlib.h>

#include "report/number.h"
#include "report/summary.h"

#define PERCENT      100.0
#define NUMBERS_MOST 4
#define UNCLEAR_MOST 3 /* rows without a clear change, where a long list of changes is cut */

/* A number of a mission: a measure, how it is headed in a table of its own and in one of changes, and in which unit. */
struct side_number {
    const char *measure;
    const char *title;
    const char *heading; /* NULL: no table of changes shows it */
    double factor;
    bool cut; /* the table of changes shows clear changes, and the greatest others */
};

enum side_rows {
    ROWS_ALL,
    ROWS_WHERE_ANY, /* leave out missions with nothing but zeros */
    ROWS_WAITING,   /* only missions whose incidents may wait */
};

/* A table, with a row for each mission that has the numbers. */
struct side_table {
    const char *title;
    enum side_rows rows;
    struct side_number numbers[NUMBERS_MOST];
    size_t count;
};

static const struct side_table tables[] = {
    {"Incidents: how many, and how they are answered",
     ROWS_ALL,
     {{"incidents", "incidents", "incidents", 1, false},
      {"answered-share", "answered, %", "answered, % of the incidents", PERCENT, false},
      {"missed", "missed", "incidents missed", 1, false},
      {"response-time", "minutes until answered", "minutes until answered", 1, false}},
     4},
    {"Queues: minutes in the system, how many are in it at a time, and how many wait",
     ROWS_WAITING,
     {{"time-in-system", "minutes", NULL, 1, false},
      {"number-in-system", "at a time", NULL, 1, false},
      {"number-waiting", "waiting", NULL, 1, false}},
     3},
    {"Outside parties: hours in which they are there, and those with none of ours",
     ROWS_ALL,
     {{"visits", "visits", NULL, 1, false},
      {"presence-hours", "hours", NULL, 1, false},
      {"uncontested-hours", "none of ours", "hours with outside parties and none of ours", 1, false}},
     3},
    {"Spare assets: hours of gaps that one could have filled, of double cover, and of double cover that "
     "could have filled a gap",
     ROWS_WHERE_ANY,
     {{"fillable-hours", "gaps to fill", "hours of gaps that an idle asset could have served", 1, true},
      {"double-cover", "double cover", "hours of double cover", 1, true},
      {"double-harmful", "could fill a gap", "hours of double cover that could have served a gap", 1, true}},
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

/* Some of a table's numbers, [first, end). */
struct block {
    const struct side_table *table;
    size_t first, end;
};

static bool has_row(const struct tl_sheet *sheet, const struct block *block, const char *entity)
{
    bool any = block->table->rows != ROWS_WHERE_ANY;
    for (size_t n = block->first; n < block->end; n++) {
        if (find_column(sheet, 0, &block->table->numbers[n], entity) == TL_NO_COLUMN) {
            return false;
        }
        any = any || !is_nothing(find_mean(sheet, 0, &block->table->numbers[n], entity));
    }
    return any;
}

static void add_row(struct tl_sheet *sheet, struct tl_grid *grid, const struct block *block,
                    const char *entity, const char *name)
{
    if (!has_row(sheet, block, entity)) {
        return;
    }
    size_t row = tl_grid_add_row(grid);
    tl_grid_set(grid, row, 0, name);
    for (size_t n = block->first; n < block->end; n++) {
        tl_sheet_set(sheet, grid, row, 1 + 2 * (n - block->first),
                     find_mean(sheet, 0, &block->table->numbers[n], entity));
    }
}

/* Does the table tell of the mission? A roster does not know whose incidents wait, its model does; one made by hand has no missions. */
static bool is_told(const struct tl_sheet *sheet, const struct side_table *table, size_t mission)
{
    const struct tl_model *model = sheet->report->study->variants[0].model;
    return table->rows != ROWS_WAITING || (model->missions && model->missions[mission].waits);
}

/* A mission; where it answers several processes, these too. */
static void add_mission(struct tl_sheet *sheet, struct tl_grid *grid, const struct block *block,
                        const struct tl_roster_mission *mission)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    struct tl_text entity = {0};
    struct tl_text name = {0};
    add_row(sheet, grid, block, mission->name, mission->name);
    for (size_t i = 0; i < mission->kinds && mission->kinds > 1; i++) {
        const char *process = roster->incidents[mission->kind[i]].name;
        tl_text_reset(&entity);
        tl_text_reset(&name);
        tl_text_print(&entity, "%s/%s", mission->name, process);
        tl_text_print(&name, " %s", process);
        add_row(sheet, grid, block, tl_text_get(&entity), tl_text_get(&name));
    }
    tl_text_clear(&entity);
    tl_text_clear(&name);
}

static struct tl_grid make_block(struct tl_sheet *sheet, const struct block *block)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    struct tl_grid grid;
    tl_grid_init(&grid, sheet->page);
    tl_grid_add_column(&grid, "mission", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    for (size_t n = block->first; n < block->end; n++) {
        size_t column = tl_sheet_add_number(sheet, &grid, block->table->numbers[n].title, 0);
        grid.columns[column + 1].drop = 1; /* one number alone may be too wide */
    }
    for (size_t m = 0; m < roster->mission_count; m++) {
        if (is_told(sheet, block->table, m)) {
            add_mission(sheet, &grid, block, &roster->missions[m]);
        }
    }
    return grid;
}

/* As many numbers side by side as the page bears: none is left out. */
static void print_table(struct tl_sheet *sheet, const struct side_table *table)
{
    bool titled = false;
    for (struct block block = {table, 0, table->count}; block.first < table->count;
         block = (struct block){table, block.end, table->count}) {
        struct tl_grid grid = make_block(sheet, &block);
        while (block.end - block.first > 1 && tl_grid_width(&grid) > sheet->page->width) {
            tl_grid_clear(&grid);
            tl_marked_clear(&sheet->marked);
            block.end--;
            grid = make_block(sheet, &block);
        }
        if (grid.row_count == 0) {
            tl_grid_clear(&grid);
            continue;
        }
        if (!titled) {
            tl_sheet_print_title(sheet, "%s", table->title);
        } else {
            tl_text_add_char(sheet->out, '\n');
        }
        titled = true;
        tl_sheet_end_grid(sheet, &grid);
    }
}

void tl_incidents_print_run(struct tl_sheet *sheet)
{
    for (size_t i = 0; i < TABLES; i++) {
        print_table(sheet, &tables[i]);
    }
}

/* One number of one mission in both scenarios. */
struct change {
    const char *entity;
    struct tl_interval base, variant, change;
    bool is_left_out;
};

/* Compare a number of a mission; false where one of the two does not have it, or it is nothing in both. */
static bool compare_number(const struct tl_sheet *sheet, size_t variant, const struct side_number *number,
                           const char *entity, struct change *change)
{
    size_t base_column = find_column(sheet, 0, number, entity);
    size_t column = find_column(sheet, variant, number, entity);
    *change = (struct change){.entity = entity,
                              .base = find_mean(sheet, 0, number, entity),
                              .variant = find_mean(sheet, variant, number, entity)};
    if (base_column == TL_NO_COLUMN || column == TL_NO_COLUMN ||
        (is_nothing(change->base) && is_nothing(change->variant))) {
        return false;
    }
    change->change = tl_number_scale(tl_summary_difference(sheet->report, variant, column, base_column, NULL),
                                     number->factor);
    return true;
}

/* Does it exclude 0? */
static bool is_clear(const struct tl_interval *change)
{
    bool exact = (change->flags & (TL_FLAG_IDENTICAL | TL_FLAG_SINGLE)) != 0;
    return exact ? change->value != 0 : change->lo > 0 || change->hi < 0;
}

/* Leave out changes that are not clear, but for the greatest of them. Returns how many are left out. */
static size_t cut_changes(struct change *changes, size_t count)
{
    size_t left_out = 0;
    for (size_t i = 0; i < count; i++) {
        changes[i].is_left_out = !is_clear(&changes[i].change);
        left_out += changes[i].is_left_out;
    }
    for (size_t kept = 0; kept < UNCLEAR_MOST; kept++) {
        size_t most = SIZE_MAX;
        for (size_t i = 0; i < count; i++) { /* ties go to the first */
            double size = changes[i].is_left_out ? fabs(changes[i].change.value) : 0;
            most = size > (most == SIZE_MAX ? 0 : fabs(changes[most].change.value)) ? i : most;
        }
        if (most == SIZE_MAX) {
            break;
        }
        changes[most].is_left_out = false;
        left_out--;
    }
    return left_out;
}

static void add_change(struct tl_sheet *sheet, struct tl_grid *grid, const struct change *change)
{
    size_t row = tl_grid_add_row(grid);
    tl_grid_print_cell(grid, row, 0, " %s", change->entity);
    tl_sheet_set_value(grid, row, 1, &change->base);
    tl_sheet_set_value(grid, row, 2, &change->variant);
    tl_sheet_set(sheet, grid, row, 3, change->change);
}

static bool is_unchanged(const struct tl_interval *change)
{
    return change->value == 0 && (change->flags & (TL_FLAG_IDENTICAL | TL_FLAG_SINGLE)) != 0;
}

/* A section: a heading, the changes that are not left out, and how many are. */
static void add_section(struct tl_sheet *sheet, struct tl_grid *grid, const struct side_number *number,
                        struct change *changes, size_t count)
{
    size_t left_out = number->cut ? cut_changes(changes, count) : 0;
    tl_grid_add_heading(grid, number->heading);
    for (size_t i = 0; i < count; i++) {
        if (!changes[i].is_left_out) {
            add_change(sheet, grid, &changes[i]);
        }
    }
    if (left_out > 0) {
        struct tl_text note = {0};
        tl_text_print(&note, " %zu%s mission%s without a clear change", left_out,
                      left_out < count ? " more" : "", left_out == 1 ? "" : "s");
        tl_grid_add_note(grid, tl_text_get(&note));
        tl_text_clear(&note);
    }
}

/* A number of all missions that have it in both scenarios. Where it is the same in all of them, always, its heading goes to
 * `unchanged` instead. */
static void add_number(struct tl_sheet *sheet, struct tl_grid *grid, size_t variant,
                       const struct side_number *number, struct tl_text *unchanged)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    struct change *changes = tl_alloc(roster->mission_count + 1, sizeof *changes);
    size_t count = 0;
    bool any = false;
    for (size_t m = 0; m < roster->mission_count; m++) {
        if (compare_number(sheet, variant, number, roster->missions[m].name, &changes[count])) {
            any = any || !is_unchanged(&changes[count].change);
            count++;
        }
    }
    if (any) {
        add_section(sheet, grid, number, changes, count);
    } else if (count > 0) {
        tl_text_print(unchanged, "%s%s", unchanged->size > 0 ? "; " : "", number->heading);
    }
    free(changes);
}

void tl_incidents_print_compare(struct tl_sheet *sheet, size_t variant)
{
    struct tl_grid grid;
    struct tl_text unchanged = {0};
    tl_grid_init(&grid, sheet->page);
    tl_grid_add_column(&grid, "", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    tl_grid_add_column(&grid, "base", TL_ALIGN_POINT, TL_INK_PLAIN, 2);
    tl_grid_add_column(&grid, "variant", TL_ALIGN_POINT, TL_INK_PLAIN, 1);
    tl_sheet_add_number(sheet, &grid, "change", 0);
    for (size_t i = 0; i < TABLES; i++) {
        for (size_t n = 0; n < tables[i].count; n++) {
            if (tables[i].numbers[n].heading) {
                add_number(sheet, &grid, variant, &tables[i].numbers[n], &unchanged);
            }
        }
    }
    if (grid.row_count > 0 || unchanged.size > 0) {
        tl_sheet_print_title(sheet, "%s: incidents, and what spare assets could have done",
                             tl_report_roster(sheet->report, variant)->scenario);
    }
    if (grid.row_count > 0) {
        tl_sheet_end_grid(sheet, &grid);
    } else {
        tl_grid_clear(&grid);
    }
    if (unchanged.size > 0) {
        tl_sheet_print_line(sheet, 2, "Unchanged in every mission: %s.", tl_text_get(&unchanged));
    }
    tl_text_clear(&unchanged);
}
