#include "report/evacuation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/number.h"
#include "report/strips.h"
#include "report/summary.h"

#define PERCENT 100.0

static const struct tl_study_variant *variant_of(const struct tl_sheet *sheet, size_t variant)
{
    return &sheet->report->study->variants[variant];
}

/* The entities that have a number of this measure in a scenario, in the order of its columns; borrowed names, the caller frees the list. */
static const char **list_entities(const struct tl_sheet *sheet, size_t variant, const char *measure,
                                  size_t *count)
{
    const struct tl_study_variant *v = variant_of(sheet, variant);
    const char **entities = tl_alloc(v->column_count + 1, sizeof *entities);
    *count = 0;
    for (size_t i = 0; i < v->column_count; i++) {
        if (strcmp(v->columns[i].measure, measure) == 0) {
            entities[(*count)++] = v->columns[i].entity;
        }
    }
    return entities;
}

/* The median of a time with its interval, which may not be reached; n 0 where there is no such column. */
static struct tl_interval find_median(const struct tl_sheet *sheet, size_t variant, const char *measure,
                                      const char *entity)
{
    size_t column = tl_summary_find(variant_of(sheet, variant), measure, entity);
    if (column == TL_NO_COLUMN) {
        return (struct tl_interval){.value = NAN, .lo = NAN, .hi = NAN};
    }
    double *values = tl_summary_copy(sheet->report->study, variant, column);
    struct tl_interval median =
        tl_stats_median(values, sheet->report->study->kept, sheet->report->confidence);
    free(values);
    return median;
}

static void set_time(struct tl_sheet *sheet, struct tl_grid *grid, size_t row, size_t column, size_t variant,
                     const char *measure, const char *entity)
{
    double limit_d = tl_sheet_horizon_days(tl_report_roster(sheet->report, variant));
    struct tl_interval median = find_median(sheet, variant, measure, entity);
    struct tl_text value = {0};
    struct tl_text ends = {0};
    tl_number_print_value(&value, &median, limit_d);
    tl_number_print_ends(&ends, &median, limit_d);
    tl_grid_set(grid, row, column, tl_text_get(&value));
    tl_grid_set(grid, row, column + 1, tl_text_get(&ends));
    tl_text_clear(&value);
    tl_text_clear(&ends);
}

static struct tl_interval find_mean(const struct tl_sheet *sheet, size_t variant, const char *measure,
                                    const char *entity)
{
    size_t column = tl_summary_find(variant_of(sheet, variant), measure, entity);
    if (column == TL_NO_COLUMN) {
        return (struct tl_interval){.value = NAN, .lo = NAN, .hi = NAN};
    }
    return tl_summary_mean(sheet->report, variant, column);
}

/* ---- one scenario ---- */

/* A number of an entity: a time is told by its median, all else by its mean. */
struct side_number {
    const char *measure;
    const char *title;
    bool is_time;
    double factor;
};

static void print_table(struct tl_sheet *sheet, const char *title, const char *first,
                        const char *const *entities, size_t entity_count, const struct side_number *numbers,
                        size_t count)
{
    struct tl_grid grid;
    tl_grid_init(&grid, sheet->page);
    tl_grid_add_column(&grid, first, TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    for (size_t n = 0; n < count; n++) {
        tl_sheet_add_number(sheet, &grid, numbers[n].title, (int)n);
    }
    for (size_t i = 0; i < entity_count; i++) {
        size_t row = tl_grid_add_row(&grid);
        tl_grid_set(&grid, row, 0, entities[i]);
        for (size_t n = 0; n < count; n++) {
            if (numbers[n].is_time) {
                set_time(sheet, &grid, row, 1 + 2 * n, 0, numbers[n].measure, entities[i]);
            } else {
                tl_sheet_set(
                    sheet, &grid, row, 1 + 2 * n,
                    tl_number_scale(find_mean(sheet, 0, numbers[n].measure, entities[i]), numbers[n].factor));
            }
        }
    }
    tl_sheet_print_title(sheet, "%s", title);
    tl_sheet_end_grid(sheet, &grid);
}

static const struct side_number times[] = {
    {"t50", "half", true, 1}, {"t90", "90 %", true, 1}, {"t99", "99 %", true, 1}};
static const struct side_number persons[] = {{"persons-left", "left at the end", false, 1},
                                             {"late-person-days", "late, person-days", false, 1}};
static const struct side_number ways[] = {{"person-days-at-risk", "at risk", false, 1},
                                          {"safe-peak-day", "safe in a day", false, 1}};
static const struct side_number postures[] = {{"posture-share", "% of the time", false, PERCENT}};
static const struct side_number worst[] = {{"posture-worst", "worst, %", false, PERCENT},
                                           {"loss-given", "index-days lost", false, 1}};
static const struct side_number parties[] = {{"posture-left", "% of replications", false, PERCENT},
                                             {"posture-last", "days until the last", true, 1}};
static const struct side_number consents[] = {{"consent-offshore", "offshore", true, 1},
                                              {"consent-full", "full", true, 1},
                                              {"consent-requests", "requests", false, 1}};
static const struct side_number works[] = {{"work-done", "unit-days done", false, 1},
                                           {"work-finished", "days until all is", true, 1}};

/* Does any replication have one of the numbers of an entity? */
static bool is_told(const struct tl_sheet *sheet, const char *entity, const struct side_number *numbers,
                    size_t count)
{
    bool any = false;
    for (size_t n = 0; n < count && !any; n++) {
        any = numbers[n].is_time ? find_median(sheet, 0, numbers[n].measure, entity).n > 0
                                 : find_mean(sheet, 0, numbers[n].measure, entity).n > 0;
    }
    return any;
}

/* One table for the entities that have its first number, without those that have none in any replication, such as a work that is never
 * begun; nothing where nobody has. */
static void print_side(struct tl_sheet *sheet, const char *title, const char *first,
                       const struct side_number *numbers, size_t count)
{
    size_t listed;
    size_t entity_count = 0;
    const char **entities = list_entities(sheet, 0, numbers[0].measure, &listed);
    for (size_t i = 0; i < listed; i++) {
        if (is_told(sheet, entities[i], numbers, count)) {
            entities[entity_count++] = entities[i];
        }
    }
    if (entity_count > 0) {
        print_table(sheet, title, first, entities, entity_count, numbers, count);
    }
    free(entities);
}

void tl_evacuation_print_run(struct tl_sheet *sheet)
{
    size_t count;
    const char **nations = list_entities(sheet, 0, "t90", &count);
    if (count > 0) {
        tl_sheet_print_title(sheet,
                             "Evacuation: who is safe, of all who leave, from nobody (%s) to everybody (%s)",
                             sheet->page->utf8 ? "▁" : "_", sheet->page->utf8 ? "█" : "#");
        tl_strips_print(sheet, 0, "safe", nations, count);
    }
    free(nations);
    print_side(sheet, "Evacuation: days until so many of those who leave are safe, median", "nationality",
               times, sizeof times / sizeof *times);
    print_side(sheet, "Evacuation: persons", "nationality", persons, sizeof persons / sizeof *persons);
    print_side(sheet, "Evacuation: person-days at risk, and most persons who became safe in a day",
               "nationality", ways, sizeof ways / sizeof *ways);
    print_side(sheet, "Outside parties: time in each state", "party/state", postures,
               sizeof postures / sizeof *postures);
    print_side(sheet, "Outside parties: how often a state is the worst, and what is lost then", "party/state",
               worst, sizeof worst / sizeof *worst);
    print_side(sheet,
               "Outside parties: how often they leave their first state, and when they are in their last",
               "party", parties, sizeof parties / sizeof *parties);
    print_side(sheet, "Consents: days until they are granted, median", "consent", consents,
               sizeof consents / sizeof *consents);
    print_side(sheet, "Works", "mission", works, sizeof works / sizeof *works);
}

/* ---- a variant against the base ---- */

struct change_number {
    const char *measure;
    const char *heading;
    double factor;
};

static const struct change_number changes[] = {
    {"persons-left", "persons not safe at the end", 1},
    {"late-person-days", "person-days late", 1},
    {"person-days-at-risk", "person-days at risk", 1},
    {"safe-peak-day", "persons safe on the best day", 1},
    {"posture-share", "outside parties: % of the time in a state", PERCENT},
    {"loss-given", "headline loss by the worst state of outside parties, index-days", 1},
    {"work-done", "unit-days of work done", 1},
};

/* Rows of one number under its heading, for all who have it in both and for whom it is not always the same. */
static void add_changes(struct tl_sheet *sheet, struct tl_grid *grid, size_t variant,
                        const struct change_number *number)
{
    size_t count;
    const char **entities = list_entities(sheet, 0, number->measure, &count);
    bool is_headed = false;
    for (size_t i = 0; i < count; i++) {
        size_t base = tl_summary_find(variant_of(sheet, 0), number->measure, entities[i]);
        size_t column = tl_summary_find(variant_of(sheet, variant), number->measure, entities[i]);
        if (column == TL_NO_COLUMN) {
            continue;
        }
        struct tl_interval change = tl_number_scale(
            tl_summary_difference(sheet->report, variant, column, base, NULL), number->factor);
        if (change.value == 0 && (change.flags & (TL_FLAG_IDENTICAL | TL_FLAG_SINGLE)) != 0) {
            continue;
        }
        struct tl_interval was = tl_number_scale(tl_summary_mean(sheet->report, 0, base), number->factor);
        struct tl_interval is =
            tl_number_scale(tl_summary_mean(sheet->report, variant, column), number->factor);
        if (was.n == 0 && is.n == 0) {
            continue;
        }
        if (!is_headed) {
            tl_grid_add_heading(grid, number->heading);
            is_headed = true;
        }
        size_t row = tl_grid_add_row(grid);
        tl_grid_print_cell(grid, row, 0, " %s", entities[i]);
        tl_sheet_set_value(grid, row, 1, &was);
        tl_sheet_set_value(grid, row, 2, &is);
        tl_sheet_set(sheet, grid, row, 3, change);
    }
    free(entities);
}

/* Days until so many are safe: the medians of both. */
static void print_times(struct tl_sheet *sheet, size_t variant)
{
    size_t count;
    const char **entities = list_entities(sheet, 0, "t90", &count);
    struct tl_grid grid;
    tl_grid_init(&grid, sheet->page);
    tl_grid_add_column(&grid, "nationality", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    tl_sheet_add_number(sheet, &grid, "base", 0);
    tl_sheet_add_number(sheet, &grid, "variant", 0);
    for (size_t i = 0; i < count; i++) {
        if (tl_summary_find(variant_of(sheet, variant), "t90", entities[i]) != TL_NO_COLUMN) {
            size_t row = tl_grid_add_row(&grid);
            tl_grid_set(&grid, row, 0, entities[i]);
            set_time(sheet, &grid, row, 1, 0, "t90", entities[i]);
            set_time(sheet, &grid, row, 3, variant, "t90", entities[i]);
        }
    }
    if (grid.row_count > 0) {
        tl_sheet_print_title(sheet, "%s: days until nine in ten of those who leave are safe, median",
                             tl_report_roster(sheet->report, variant)->scenario);
        tl_sheet_end_grid(sheet, &grid);
    } else {
        tl_grid_clear(&grid);
    }
    free(entities);
}

void tl_evacuation_print_compare(struct tl_sheet *sheet, size_t variant)
{
    struct tl_grid grid;
    print_times(sheet, variant);
    tl_grid_init(&grid, sheet->page);
    tl_grid_add_column(&grid, "", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    tl_grid_add_column(&grid, "base", TL_ALIGN_POINT, TL_INK_PLAIN, 2);
    tl_grid_add_column(&grid, "variant", TL_ALIGN_POINT, TL_INK_PLAIN, 1);
    tl_sheet_add_number(sheet, &grid, "change", 0);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        add_changes(sheet, &grid, variant, &changes[i]);
    }
    if (grid.row_count > 0) {
        tl_sheet_print_title(sheet, "%s: evacuation, outside parties and works",
                             tl_report_roster(sheet->report, variant)->scenario);
        tl_sheet_end_grid(sheet, &grid);
    } else {
        tl_grid_clear(&grid);
    }
}
