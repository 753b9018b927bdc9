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
    bool in_base, in_variant;      /* at least one of both */
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
    place.in_base = base_column != TL_NO_COLUMN;
    place.in_variant = column != TL_NO_COLUMN;
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

/* All missions of the base and, behind them, those that the variant has besides; heap, the caller frees. The headline of both is
 * the same, so what the base lacks is off it. */
static struct place *list_places(const struct tl_sheet *sheet, size_t variant, size_t *count)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    const struct tl_roster *other = tl_report_roster(sheet->report, variant);
    const struct tl_roster_index *headline = &roster->indexes[0];
    struct place *places = tl_alloc(roster->mission_count + other->mission_count, sizeof *places);
    for (size_t i = 0; i < roster->mission_count; i++) {
        places[i] = compare_columns(sheet, variant, "coverage", roster->missions[i].name);
        places[i].weight = headline->weights[i];
        places[i].index_days = -places[i].difference.value * places[i].weight / headline->weight_sum *
                               tl_sheet_measured_days(roster);
    }
    *count = roster->mission_count;
    for (size_t i = 0; i < other->mission_count; i++) {
        struct place place = compare_columns(sheet, variant, "coverage", other->missions[i].name);
        if (!place.in_base) {
            place.index_days = NAN;
            places[(*count)++] = place;
        }
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

static size_t add_place(struct tl_sheet *sheet, struct tl_grid *grid, const struct place *place)
{
    size_t row = tl_grid_add_row(grid);
    tl_grid_print_cell(grid, row, 0, " %s", place->name);
    tl_sheet_set_value(grid, row, 1, &place->base);
    tl_sheet_set_value(grid, row, 2, &place->variant);
    tl_sheet_set(sheet, grid, row, 3, place->difference);
    return row;
}

static void print_headline(struct tl_sheet *sheet, const struct place *places, size_t count)
{
    struct tl_grid grid = begin_grid(sheet, "mission");
    size_t days_column = tl_grid_add_column(&grid, "index-days", TL_ALIGN_POINT, TL_INK_PLAIN, 0);
    tl_grid_add_column(&grid, "interval", TL_ALIGN_LEFT, TL_INK_FAINT, 4); /* the change's, in other units */
    size_t bar_column = tl_grid_add_column(&grid, "", TL_ALIGN_LEFT, TL_INK_CURVE, 3);
    double measured_d = tl_sheet_measured_days(tl_report_roster(sheet->report, 0));
    double weight_sum = tl_report_roster(sheet->report, 0)->indexes[0].weight_sum;
    for (size_t i = 0; i < count; i++) {
        const struct place *place = &places[i];
        if (place->weight <= 0) {
            continue;
        }
        size_t row = add_place(sheet, &grid, place);
        struct tl_text bar = {0};
        tl_sheet_set(sheet, &grid, row, days_column,
                     tl_number_scale(place->difference, -place->weight / weight_sum * measured_d));
        double share = places[0].index_days != 0 ? place->index_days / fabs(places[0].index_days) : 0;
        tl_chart_print_bar(share, TL_BAR_WIDTH, sheet->page, &bar);
        tl_grid_set(&grid, row, bar_column, tl_text_get(&bar));
        tl_text_clear(&bar);
    }
    tl_sheet_end_grid(sheet, &grid);
}

/* Missions off the headline: of both scenarios, or of one alone. */
enum share { SHARE_BOTH, SHARE_BASE, SHARE_VARIANT, SHARES };

static enum share find_share(const struct place *place)
{
    return !place->in_variant ? SHARE_BASE : place->in_base ? SHARE_BOTH : SHARE_VARIANT;
}

static size_t count_off(const struct place *places, size_t count)
{
    size_t off = 0;
    for (size_t i = 0; i < count; i++) {
        off += places[i].weight <= 0;
    }
    return off;
}

static void add_off(struct tl_sheet *sheet, struct tl_grid *grid, size_t variant, const struct place *places,
                    size_t count, enum share share)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (places[i].weight > 0 || find_share(&places[i]) != share) {
            continue;
        }
        if (!any) {
            struct tl_text heading = {0};
            tl_text_add(&heading, "coverage of missions off the headline");
            if (share != SHARE_BOTH) {
                size_t only = share == SHARE_BASE ? 0 : variant;
                tl_text_print(&heading, ", only in %s", tl_report_roster(sheet->report, only)->scenario);
            }
            tl_grid_add_heading(grid, tl_text_get(&heading));
            tl_text_clear(&heading);
            any = true;
        }
        add_place(sheet, grid, &places[i]);
    }
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
    if (roster->index_count < 2 && count_off(places, count) == 0) {
        return;
    }
    struct tl_grid grid = begin_grid(sheet, "");
    add_indexes(sheet, &grid, variant, false);
    for (int share = 0; share < SHARES; share++) {
        add_off(sheet, &grid, variant, places, count, (enum share)share);
    }
    add_indexes(sheet, &grid, variant, true);
    tl_sheet_print_title(sheet, "%s: apart from the headline, never netted against it",
                         tl_report_roster(sheet->report, variant)->scenario);
    tl_sheet_end_grid(sheet, &grid);
}

void tl_places_print(struct tl_sheet *sheet, size_t variant)
{
    size_t count;
    struct place *places = list_places(sheet, variant, &count);
    if (count > 0) {
        qsort(places, count, sizeof *places, compare_places);
    }
    tl_sheet_print_title(sheet, "%s: where it is lost, by change of mean coverage",
                         tl_report_roster(sheet->report, variant)->scenario);
    print_headline(sheet, places, count);
    print_others(sheet, variant, places, count);
    free(places);
}
