#include "report/places.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/chart.h"
#include "report/number.h"
#include "report/summary.h"

#define TL_BAR_WIDTH 12

struct place {
    const char *name;
    double weight; /* in the headline; 0: off it */
    struct tl_interval base, variant;
    struct tl_interval difference; /* variant less base */
    double index_days;             /* its part of the loss of the headline */
};

/* Both means and their difference; absent where one of the two lacks the column. */
static struct place compare_columns(const struct tl_sheet *sheet, size_t variant, const char *measure,
                                    const char *entity)
{
    const struct tl_interval absent = {.value = NAN, .lo = NAN, .hi = NAN};
    struct place place = {.name = entity, .base = absent, .variant = absent, .difference = absent};
    const struct tl_study *study = sheet->report->study;
    size_t base_column = tl_summary_find(&study->variants[0], measure, entity);
    size_t column = tl_summary_find(&study->variants[variant], measure, entity);
    if (base_column != TL_NO_COLUMN) {
        place.base = tl_summary_mean(sheet->report, 0, base_column);
    }
    if (column != TL_NO_COLUMN) {
        place.variant = tl_summary_mean(sheet->report, variant, column);
    }
    if (base_column != TL_NO_COLUMN && column != TL_NO_COLUMN) {
        place.difference = tl_summary_difference(sheet->report, variant, column, base_column, NULL);
    }
    return place;
}

/* The greatest effect first, by name where they are alike; what is absent goes last. */
static int compare_places(const void *a, const void *b)
{
    const struct place *x = a;
    const struct place *y = b;
    double effect_x = isnan(x->index_days) ? -1 : fabs(x->index_days);
    double effect_y = isnan(y->index_days) ? -1 : fabs(y->index_days);
    if (effect_x != effect_y) {
        return effect_x > effect_y ? -1 : 1;
    }
    return strcmp(x->name, y->name);
}

/* All missions of the base; heap, the caller frees. */
static struct place *list_places(const struct tl_sheet *sheet, size_t variant)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    const struct tl_roster_index *headline = &roster->indexes[0];
    struct place *places = tl_alloc(roster->mission_count, sizeof *places);
    for (size_t i = 0; i < roster->mission_count; i++) {
        places[i] = compare_columns(sheet, variant, "coverage", roster->missions[i].name);
        places[i].weight = headline->weights[i];
        places[i].index_days = -places[i].difference.value * places[i].weight / headline->weight_sum *
                               tl_sheet_horizon_days(roster);
    }
    return places;
}

static struct tl_grid begin_grid(struct tl_sheet *sheet, const char *title)
{
    struct tl_grid grid;
    tl_grid_init(&grid, sheet->page);
    tl_grid_add_column(&grid, title, TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    tl_grid_add_column(&grid, "base", TL_ALIGN_POINT, TL_INK_PLAIN, 2);
    tl_grid_add_column(&grid, "variant", TL_ALIGN_POINT, TL_INK_PLAIN, 1);
    tl_sheet_add_number(sheet, &grid, "change", 0);
    return grid;
}

static void set_mean(struct tl_grid *grid, size_t row, size_t column, const struct tl_interval *mean)
{
    struct tl_text text = {0};
    tl_number_print_value(&text, mean, INFINITY);
    tl_grid_set(grid, row, column, tl_text_get(&text));
    tl_text_clear(&text);
}

static size_t add_place(struct tl_sheet *sheet, struct tl_grid *grid, const struct place *place)
{
    size_t row = tl_grid_add_row(grid);
    tl_grid_print_cell(grid, row, 0, " %s", place->name);
    set_mean(grid, row, 1, &place->base);
    set_mean(grid, row, 2, &place->variant);
    tl_sheet_set(sheet, grid, row, 3, place->difference);
    return row;
}

static void print_headline(struct tl_sheet *sheet, const struct place *places, size_t count)
{
    struct tl_grid grid = begin_grid(sheet, "mission");
    size_t days_column = tl_grid_add_column(&grid, "index-days", TL_ALIGN_POINT, TL_INK_PLAIN, 0);
    tl_grid_add_column(&grid, "interval", TL_ALIGN_LEFT, TL_INK_FAINT, 4); /* the change's, in other units */
    size_t bar_column = tl_grid_add_column(&grid, "", TL_ALIGN_LEFT, TL_INK_CURVE, 3);
    double horizon_d = tl_sheet_horizon_days(tl_report_roster(sheet->report, 0));
    double weight_sum = tl_report_roster(sheet->report, 0)->indexes[0].weight_sum;
    for (size_t i = 0; i < count; i++) {
        const struct place *place = &places[i];
        if (place->weight <= 0) {
            continue;
        }
        size_t row = add_place(sheet, &grid, place);
        struct tl_text bar = {0};
        tl_sheet_set(sheet, &grid, row, days_column,
                     tl_number_scale(place->difference, -place->weight / weight_sum * horizon_d));
        double share = places[0].index_days != 0 ? place->index_days / fabs(places[0].index_days) : 0;
        tl_chart_print_bar(share, TL_BAR_WIDTH, sheet->page, &bar);
        tl_grid_set(&grid, row, bar_column, tl_text_get(&bar));
        tl_text_clear(&bar);
    }
    tl_sheet_end_grid(sheet, &grid);
}

static bool has_any_off(const struct place *places, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (places[i].weight <= 0) {
            return true;
        }
    }
    return false;
}

static void add_indexes(struct tl_sheet *sheet, struct tl_grid *grid, size_t variant, bool partners)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    bool any = false;
    for (size_t i = 1; i < roster->index_count; i++) {
        if (tl_sheet_is_partner(roster, roster->indexes[i].name) != partners) {
            continue;
        }
        if (!any) {
            tl_grid_add_heading(grid, partners ? "each partner's own index" : "index of the theatre");
            any = true;
        }
        struct tl_text names = {0};
        if (tl_sheet_add_sharers(sheet, variant, i, &names)) {
            struct place place = compare_columns(sheet, variant, "index", roster->indexes[i].name);
            place.name = tl_text_get(&names);
            add_place(sheet, grid, &place);
        }
        tl_text_clear(&names);
    }
}

static void print_others(struct tl_sheet *sheet, size_t variant, const struct place *places, size_t count)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    if (roster->index_count < 2 && !has_any_off(places, count)) {
        return;
    }
    struct tl_grid grid = begin_grid(sheet, "");
    add_indexes(sheet, &grid, variant, false);
    if (has_any_off(places, count)) {
        tl_grid_add_heading(&grid, "coverage of missions off the headline");
    }
    for (size_t i = 0; i < count; i++) {
        if (places[i].weight <= 0) {
            add_place(sheet, &grid, &places[i]);
        }
    }
    add_indexes(sheet, &grid, variant, true);
    tl_sheet_print_title(sheet, "%s: apart from the headline, never netted against it",
                         tl_report_roster(sheet->report, variant)->scenario);
    tl_sheet_end_grid(sheet, &grid);
}

void tl_places_print(struct tl_sheet *sheet, size_t variant)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    struct place *places = list_places(sheet, variant);
    if (roster->mission_count > 0) {
        qsort(places, roster->mission_count, sizeof *places, compare_places);
    }
    tl_sheet_print_title(sheet, "%s: where it is lost, by change of mean coverage",
                         tl_report_roster(sheet->report, variant)->scenario);
    print_headline(sheet, places, roster->mission_count);
    print_others(sheet, variant, places, roster->mission_count);
    free(places);
}
