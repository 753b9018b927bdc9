#include "report/overview.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/units.h"
#include "event/describe.h"
#include "report/axis.h"
#include "report/chart.h"
#include "report/grid.h"
#include "report/number.h"

#define TL_SPARK_WIDEST 90
#define TL_SPARK_LABEL  8  /* "a day   " */
#define TL_BAR_BESIDE   66 /* columns that the table of kinds takes beside its bars */
#define TL_BAR_LEAST    14
#define TL_BAR_MOST     40
#define TL_TURNS_SHOWN  30
#define TL_ROOTS_SHOWN  8
#define TL_TURN_COLUMN  23 /* "D+12 06:00:00   12345  " */

/* What is being written, and whence. */
struct sheet {
    const struct tl_overview *overview;
    const struct tl_roster *roster;
    const struct tl_page *page;
    struct tl_text *out;
};

static void print_title(const struct sheet *sheet, const char *title)
{
    tl_text_add_char(sheet->out, '\n');
    tl_page_add(sheet->page, sheet->out, TL_INK_BOLD, title);
    tl_text_add_char(sheet->out, '\n');
}

/* ---- the head ---- */

static void add_count(struct tl_text *out, size_t count, const char *one)
{
    tl_text_add_grouped(out, (int64_t)count);
    tl_text_print(out, " %s%s", one, count == 1 ? "" : "s");
}

static void print_times(const struct sheet *sheet)
{
    const struct tl_roster *roster = sheet->roster;
    struct tl_text line = {0};
    tl_number_print_plain(&line, (double)roster->horizon_s / (double)TL_DAY_S);
    tl_text_add(&line, " d from ");
    tl_date_print(&line, roster->epoch_s);
    if (roster->warmup_s > 0) {
        tl_text_add(&line, ", measured from day ");
        tl_number_print_plain(&line, (double)roster->warmup_s / (double)TL_DAY_S);
        tl_text_add(&line, " on");
    }
    tl_text_print(&line, "; replication %llu of seed %llu; %s; ", (unsigned long long)roster->replication,
                  (unsigned long long)roster->seed, roster->program);
    add_count(&line, roster->partners.count, "partner");
    tl_text_add(&line, ", ");
    add_count(&line, roster->asset_count, "asset");
    tl_text_add(&line, ", ");
    add_count(&line, roster->mission_count, "mission");
    tl_page_fill(sheet->page, sheet->out, 0, 2, tl_text_get(&line));
    tl_text_clear(&line);
}

static void print_extent(const struct sheet *sheet, int64_t bytes)
{
    const struct tl_overview *overview = sheet->overview;
    struct tl_text line = {0};
    add_count(&line, (size_t)overview->events, "event");
    if (overview->events > 0) {
        tl_text_add(&line, " from ");
        tl_event_print_time(overview->first_s, &line);
        tl_text_add(&line, " to ");
        tl_event_print_time(overview->last_s, &line);
    }
    if (bytes > 0 && overview->outcome && overview->events > 0) {
        tl_text_print(&line, "; %.1f bytes each in the file", (double)bytes / (double)overview->events);
    }
    tl_text_add(&line, overview->outcome == NULL ? ""
                       : overview->indexed       ? "; whole"
                                                 : "; whole, compressed anew without an index");
    tl_page_fill(sheet->page, sheet->out, 0, 2, tl_text_get(&line));
    if (!overview->outcome) {
        tl_page_begin(sheet->page, sheet->out, TL_INK_WARNING);
        tl_page_fill(sheet->page, sheet->out, 0, 2,
                     "damaged: this is what stands before the damage, and measures need the whole");
        tl_page_end(sheet->page, sheet->out, TL_INK_WARNING);
    }
    tl_text_clear(&line);
}

static void print_head(const struct sheet *sheet, const char *path, int64_t bytes)
{
    const struct tl_roster *roster = sheet->roster;
    int indent = tl_text_width(roster->scenario) + 2;
    struct tl_text line = {0};
    tl_page_add(sheet->page, sheet->out, TL_INK_BOLD, roster->scenario);
    tl_text_add(sheet->out, "  ");
    tl_page_fill(sheet->page, sheet->out, indent, indent, roster->title);
    tl_text_print(sheet->out, "%*s", indent, "");
    tl_text_print(&line, "%s, hash %s", path, roster->hash);
    tl_page_fill(sheet->page, sheet->out, indent, indent, tl_text_get(&line));
    print_times(sheet);
    print_extent(sheet, bytes);
    tl_text_clear(&line);
}

/* ---- events ---- */

static void print_days(const struct sheet *sheet)
{
    const struct tl_overview *overview = sheet->overview;
    double *shares = tl_alloc(overview->days + 1, sizeof *shares);
    int width = sheet->page->width - TL_SPARK_LABEL;
    int64_t most = 1;
    struct tl_text title = {0};
    width = width > TL_SPARK_WIDEST ? TL_SPARK_WIDEST : width;
    for (size_t day = 0; day < overview->days; day++) {
        most = overview->by_day[day] > most ? overview->by_day[day] : most;
    }
    for (size_t day = 0; day < overview->days; day++) {
        shares[day] = (double)overview->by_day[day] / (double)most;
    }
    tl_text_add(&title, "Events by day, at most ");
    tl_text_add_grouped(&title, most);
    print_title(sheet, tl_text_get(&title));
    tl_text_print(sheet->out, "%-*s", TL_SPARK_LABEL, "events");
    tl_page_begin(sheet->page, sheet->out, TL_INK_CURVE);
    tl_chart_print_spark(shares, overview->days, width, sheet->page, sheet->out);
    tl_page_end(sheet->page, sheet->out, TL_INK_CURVE);
    tl_text_add_char(sheet->out, '\n');
    struct tl_axis axis = {.label_width = TL_SPARK_LABEL - 2};
    tl_axis_print_days(&axis, (double)sheet->roster->horizon_s / (double)TL_DAY_S, NULL, 0, width,
                       sheet->page, sheet->out);
    free(shares);
    tl_text_clear(&title);
}

/* Kinds by count, the greatest first; ties in the order of the table. */
static size_t sort_kinds(const struct tl_overview *overview, enum tl_event_kind kinds[TL_EVENT_KINDS])
{
    size_t count = 0;
    for (int kind = 0; kind < TL_EVENT_KINDS; kind++) {
        if (overview->kinds[kind].count == 0) {
            continue;
        }
        size_t at = count++;
        for (; at > 0 && overview->kinds[kinds[at - 1]].count < overview->kinds[kind].count; at--) {
            kinds[at] = kinds[at - 1];
        }
        kinds[at] = (enum tl_event_kind)kind;
    }
    return count;
}

static int find_bar_width(const struct tl_page *page)
{
    int width = page->width - TL_BAR_BESIDE;
    return width < TL_BAR_LEAST ? TL_BAR_LEAST : width < TL_BAR_MOST ? width : TL_BAR_MOST;
}

static void add_kind(const struct sheet *sheet, struct tl_grid *grid, enum tl_event_kind kind, int64_t most)
{
    const struct tl_overview_kind *found = &sheet->overview->kinds[kind];
    struct tl_text cell = {0};
    size_t row = tl_grid_add_row(grid);
    tl_grid_set(grid, row, 0, tl_event_class_get(kind)->name);
    tl_text_add_grouped(&cell, found->count);
    tl_grid_set(grid, row, 1, tl_text_get(&cell));
    tl_text_reset(&cell);
    tl_chart_print_bar((double)found->count / (double)most, find_bar_width(sheet->page), sheet->page, &cell);
    tl_grid_set(grid, row, 2, tl_text_get(&cell));
    tl_text_reset(&cell);
    tl_event_print_time(found->first_s, &cell);
    tl_grid_set(grid, row, 3, tl_text_get(&cell));
    tl_text_reset(&cell);
    tl_event_print_time(found->last_s, &cell);
    tl_grid_set(grid, row, 4, tl_text_get(&cell));
    tl_text_clear(&cell);
}

static void print_kinds(const struct sheet *sheet)
{
    enum tl_event_kind kinds[TL_EVENT_KINDS];
    size_t count = sort_kinds(sheet->overview, kinds);
    struct tl_grid grid;
    tl_grid_init(&grid, sheet->page);
    tl_grid_add_column(&grid, "event", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    tl_grid_add_column(&grid, "how many", TL_ALIGN_RIGHT, TL_INK_PLAIN, 0);
    tl_grid_add_column(&grid, "", TL_ALIGN_LEFT, TL_INK_CURVE, 1);
    tl_grid_add_column(&grid, "first", TL_ALIGN_LEFT, TL_INK_PLAIN, 2);
    tl_grid_add_column(&grid, "last", TL_ALIGN_LEFT, TL_INK_PLAIN, 3);
    print_title(sheet, "Events by kind");
    for (size_t i = 0; i < count; i++) {
        add_kind(sheet, &grid, kinds[i], sheet->overview->kinds[kinds[0]].count);
    }
    tl_grid_print(&grid, sheet->out);
    tl_grid_clear(&grid);
}

/* ---- turning points ---- */

static void print_turn(const struct sheet *sheet, const struct tl_event *event)
{
    struct tl_text words = {0};
    struct tl_text time = {0};
    tl_event_print_time(event->time_s, &time);
    tl_text_print(sheet->out, "%-14s%7lld  ", tl_text_get(&time), (long long)event->id);
    tl_event_tell(event, sheet->roster, &words);
    tl_page_fill(sheet->page, sheet->out, TL_TURN_COLUMN, TL_TURN_COLUMN, tl_text_get(&words));
    tl_text_clear(&words);
    tl_text_clear(&time);
}

static void print_turns(const struct sheet *sheet)
{
    const struct tl_overview *overview = sheet->overview;
    if (overview->turns_kept == 0) {
        return;
    }
    size_t shown = overview->turns_kept < TL_TURNS_SHOWN ? overview->turns_kept : TL_TURNS_SHOWN;
    print_title(sheet, "Turning points, with their ids");
    for (size_t i = 0; i < shown; i++) {
        print_turn(sheet, &overview->turns[i]);
    }
    if (overview->turns_count > (int64_t)shown) {
        struct tl_text line = {0};
        tl_text_add(&line, "and ");
        tl_text_add_grouped(&line, overview->turns_count - (int64_t)shown);
        tl_text_add(&line, " more: --format json, or trace events --kind");
        tl_page_fill(sheet->page, sheet->out, 0, 2, tl_text_get(&line));
        tl_text_clear(&line);
    }
}

/* ---- measures ---- */

static void set_number(struct tl_grid *grid, size_t row, size_t column, double value, double horizon_d)
{
    struct tl_text cell = {0};
    if (isinf(value)) {
        tl_text_add(&cell, "> ");
        tl_number_print_plain(&cell, horizon_d);
    } else if (isnan(value)) {
        tl_text_add(&cell, "-");
    } else {
        tl_number_print_plain(&cell, value);
    }
    tl_grid_set(grid, row, column, tl_text_get(&cell));
    tl_text_clear(&cell);
}

static void print_facet(const struct sheet *sheet, const struct tl_facet *facet)
{
    size_t count;
    struct tl_facet_row *rows = tl_overview_rows(sheet->overview, facet, &count);
    double horizon_d = (double)sheet->roster->horizon_s / (double)TL_DAY_S;
    size_t shown = facet->by_size && count > TL_ROOTS_SHOWN ? TL_ROOTS_SHOWN : count;
    struct tl_grid grid;
    tl_grid_init(&grid, sheet->page);
    tl_grid_add_column(&grid, facet->entity, TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    for (size_t m = 0; m < TL_FACET_MEASURES && facet->measures[m]; m++) {
        tl_grid_add_column(&grid, facet->heads[m], TL_ALIGN_POINT, TL_INK_PLAIN, (int)m);
    }
    for (size_t i = 0; i < shown; i++) {
        size_t row = tl_grid_add_row(&grid);
        tl_grid_set(&grid, row, 0, rows[i].entity);
        for (size_t m = 0; m < TL_FACET_MEASURES && facet->measures[m]; m++) {
            set_number(&grid, row, m + 1, rows[i].values[m], horizon_d);
        }
    }
    if (count > 0) {
        print_title(sheet, facet->title);
        tl_grid_print(&grid, sheet->out);
    }
    if (count > shown) {
        tl_text_print(sheet->out, "and %zu smaller ones\n", count - shown);
    }
    tl_grid_clear(&grid);
    free(rows);
}

void tl_overview_print(const struct tl_overview *overview, const struct tl_roster *roster, const char *path,
                       int64_t bytes, const struct tl_page *page, struct tl_text *out)
{
    struct sheet sheet = {overview, roster, page, out};
    size_t count;
    const struct tl_facet *facets = tl_facets(&count);
    print_head(&sheet, path, bytes);
    if (overview->events > 0) {
        print_days(&sheet);
        print_kinds(&sheet);
        print_turns(&sheet);
    }
    for (size_t i = 0; i < count && overview->outcome; i++) {
        print_facet(&sheet, &facets[i]);
    }
}
