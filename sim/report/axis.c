#include "report/axis.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/number.h"

/* Decimals that show a multiple of `step`. */
static int decimals_for(double step)
{
    int decimals = 0;
    while (decimals < 9 && fabs(step - round(step * pow(10, decimals)) / pow(10, decimals)) > step * 1e-6) {
        decimals++;
    }
    return decimals;
}

static int label_width(double value, int decimals)
{
    struct tl_text label = {0};
    tl_number_print(&label, value, decimals, 0);
    int width = tl_text_width(tl_text_get(&label));
    tl_text_clear(&label);
    return width;
}

/* The lines that [low, high] takes when each is per_row and one of them is at 0. */
static int count_rows(double low, double high, double per_row)
{
    return (int)(ceil(high / per_row - 1e-9) - floor(low / per_row + 1e-9)) + 1;
}

/* The finest round step of ticks, `tick_rows` lines apart, with which [low, high] fits into `rows` lines. */
static double find_step(double low, double high, int rows, int tick_rows)
{
    static const double heads[] = {1, 2, 2.5, 5};
    double unit = pow(10, floor(log10((high - low) / rows)) - 1);
    for (size_t i = 0;; i++) {
        double step = heads[i % 4] * unit * pow(10, (double)(i / 4));
        if (step * rows >= high - low && count_rows(low, high, step / tick_rows) <= rows) {
            return step;
        }
    }
}

struct tl_axis tl_axis_make(double low, double high, int rows)
{
    assert(rows >= 3);
    if (!(high > low)) { /* NAN too */
        low = isfinite(low) ? low - 0.005 : 0;
        high = isfinite(high) ? high + 0.005 : 1;
    }
    struct tl_axis axis = {.per_row = INFINITY};
    for (int tick_rows = 2; tick_rows <= 3 && tick_rows < rows; tick_rows++) { /* whichever is finer */
        double step = find_step(low, high, rows, tick_rows);
        if (step / tick_rows < axis.per_row * (1 - 1e-9)) {
            double per_row = step / tick_rows;
            double lines = ceil(high / per_row - 1e-9); /* of the first line above 0 */
            axis.per_row = per_row;
            axis.tick_rows = tick_rows;
            axis.first_tick = (int)(lines - floor(lines / tick_rows) * tick_rows);
            axis.rows = count_rows(low, high, per_row);
            axis.top = lines * per_row;
            axis.decimals = decimals_for(step);
        }
    }
    axis.label_width = 1;
    for (int row = axis.first_tick; row < axis.rows; row += axis.tick_rows) {
        int width = 1 + label_width(axis.top - row * axis.per_row, axis.decimals);
        axis.label_width = width > axis.label_width ? width : axis.label_width;
    }
    return axis;
}

double tl_axis_row(const struct tl_axis *axis, double value)
{
    return (axis->top - value) / axis->per_row;
}

void tl_axis_print_label(const struct tl_axis *axis, int row, const struct tl_page *page, struct tl_text *out)
{
    struct tl_text label = {0};
    bool tick = (row - axis->first_tick) % axis->tick_rows == 0;
    if (tick) {
        tl_number_print(&label, axis->top - row * axis->per_row, axis->decimals, 0);
    }
    tl_text_print(out, "%*s", axis->label_width - tl_text_width(tl_text_get(&label)), "");
    tl_text_add(out, tl_text_get(&label));
    tl_text_add_char(out, ' ');
    tl_page_add(page, out, TL_INK_FAINT, page->utf8 ? (tick ? "┤" : "│") : (tick ? "+" : "|"));
    tl_text_clear(&label);
}

/* Days between ticks: round ones, so that labels stand clear of each other. */
static double find_day_step(double horizon_d, int places)
{
    static const double steps[] = {0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (steps[i] / horizon_d * places >= 7) {
            return steps[i];
        }
    }
    return horizon_d;
}

static int find_place(double day, double horizon_d, int places)
{
    int place = (int)floor(day / horizon_d * places + 0.5);
    return place < places ? place : places - 1;
}

/* Write `text` into the blank line `line` so that its first letter stands at `place`; moved in where it would pass the end. */
static void put_text(char *line, int places, int place, const char *text)
{
    int width = (int)strlen(text);
    int start = place + width > places ? places - width : place;
    for (int i = 0; start >= 0 && i < width; i++) {
        line[start + i] = text[i];
    }
}

static void print_rule(const struct tl_axis *axis, const char *ticks, const struct tl_page *page,
                       struct tl_text *out)
{
    tl_text_print(out, "%*s", axis->label_width + 1, "");
    tl_page_begin(page, out, TL_INK_FAINT);
    tl_text_add(out, page->utf8 ? "└" : "+");
    for (; *ticks; ticks++) {
        tl_text_add(out, *ticks == '+' ? (page->utf8 ? "┬" : "+") : (page->utf8 ? "─" : "-"));
    }
    tl_page_end(page, out, TL_INK_FAINT);
    tl_text_add_char(out, '\n');
}

/* A line of letters under the plot, without blanks at its end. */
static void print_below(const struct tl_axis *axis, char *line, struct tl_text *out)
{
    size_t end = strlen(line);
    while (end > 0 && line[end - 1] == ' ') {
        line[--end] = '\0';
    }
    tl_text_print(out, "%*s%s\n", axis->label_width + 2, "", line);
}

static char *make_line(int places, char fill)
{
    char *line = tl_alloc((size_t)places + 1, 1);
    memset(line, fill, (size_t)places);
    return line;
}

/* "^ order" with its point at a day, or "order ^" where that would pass the end; nothing where neither fits. */
static void print_mark(const struct tl_axis *axis, const struct tl_axis_mark *mark, double horizon_d,
                       int places, struct tl_text *out)
{
    struct tl_text text = {0};
    char *line = make_line(places, ' ');
    int place = find_place(mark->day, horizon_d, places);
    int width = (int)strlen(mark->what) + 2;
    bool fits = place + width <= places;
    tl_text_print(&text, fits ? "^ %s" : "%s ^", mark->what);
    if (fits || place >= width - 1) {
        put_text(line, places, fits ? place : place - width + 1, tl_text_get(&text));
        print_below(axis, line, out);
    }
    tl_text_clear(&text);
    free(line);
}

void tl_axis_print_days(const struct tl_axis *axis, double horizon_d, const struct tl_axis_mark *marks,
                        size_t mark_count, int places, const struct tl_page *page, struct tl_text *out)
{
    char *ticks = make_line(places, '-');
    char *labels = make_line(places, ' ');
    double step = find_day_step(horizon_d, places);
    struct tl_text label = {0};
    for (int i = 0; i * step <= horizon_d * (1 + 1e-9); i++) {
        int place = find_place(i * step, horizon_d, places);
        ticks[place] = '+';
        tl_text_reset(&label);
        tl_text_add(&label, i == 0 ? "D+" : "");
        tl_number_print_plain(&label, i * step);
        put_text(labels, places, place, tl_text_get(&label));
    }
    print_rule(axis, ticks, page, out);
    print_below(axis, labels, out);
    for (size_t i = 0; i < mark_count; i++) {
        print_mark(axis, &marks[i], horizon_d, places, out);
    }
    tl_text_clear(&label);
    free(ticks);
    free(labels);
}
