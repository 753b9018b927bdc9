/* A curve on a canvas of letters, each 2 x 4 dots (braille) or 1 x 1 (ASCII). */
#include "report/chart.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/units.h"
#include "report/axis.h"

#define TL_CHART_WIDEST 132 /* places of the plot: wider curves are no easier to read */

enum mark { MARK_NONE, MARK_ZERO, MARK_BAND, MARK_LINE };

struct canvas {
    const struct tl_chart *chart;
    struct tl_axis axis; /* y */
    int places;          /* letters across */
    int dots_x, dots_y;  /* dots a letter */
    enum mark *marks;    /* [rows][places] */
    uint8_t *dots;       /* [rows][places] braille dots */
};

/* Braille's dots by row and column of the letter; U+2800 is the empty one. */
static const uint8_t braille[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

static void widen(double value, double *low, double *high)
{
    if (isfinite(value)) {
        *low = isnan(*low) || value < *low ? value : *low;
        *high = isnan(*high) || value > *high ? value : *high;
    }
}

void tl_chart_range(const struct tl_chart *chart, bool with_zero, double *low, double *high)
{
    for (size_t i = 0; i < chart->cells; i++) {
        widen(chart->mean[i], low, high);
        if (chart->lo && chart->hi) {
            widen(chart->lo[i], low, high);
            widen(chart->hi[i], low, high);
        }
    }
    if (with_zero) {
        widen(0, low, high);
    }
}

/* The cells under one of `count` equal parts of the x axis: [*first, *last], never empty. */
static void find_cells(const struct tl_chart *chart, int part, int count, size_t *first, size_t *last)
{
    double width = chart->horizon_d / chart->cell_d / count; /* cells a part */
    double from = floor(part * width + 1e-9);
    double to = ceil((part + 1) * width - 1e-9) - 1;
    double most = (double)chart->cells - 1;
    *first = (size_t)fmin(from, most);
    *last = (size_t)fmin(fmax(to, from), most);
}

/* The least and greatest of the values under one part. */
static void find_extremes(const struct tl_chart *chart, const double *values, int part, int count,
                          double *least, double *greatest)
{
    size_t first;
    size_t last;
    find_cells(chart, part, count, &first, &last);
    *least = *greatest = NAN;
    for (size_t i = first; i <= last; i++) {
        widen(values[i], least, greatest);
    }
}

/* Shade the letters whose middle lies in the band. */
static void draw_band(struct canvas *canvas)
{
    const struct tl_chart *chart = canvas->chart;
    for (int place = 0; chart->lo && chart->hi && place < canvas->places; place++) {
        double lo;
        double hi;
        double unused;
        find_extremes(chart, chart->lo, place, canvas->places, &lo, &unused);
        find_extremes(chart, chart->hi, place, canvas->places, &unused, &hi);
        if (isnan(lo) || isnan(hi)) {
            continue;
        }
        int top = (int)floor(tl_axis_row(&canvas->axis, hi) + 0.5);
        int bottom = (int)floor(tl_axis_row(&canvas->axis, lo) + 0.5);
        for (int row = top < 0 ? 0 : top; row <= bottom && row < canvas->axis.rows; row++) {
            canvas->marks[row * canvas->places + place] = MARK_BAND;
        }
    }
}

static void draw_zero(struct canvas *canvas)
{
    int row = (int)floor(tl_axis_row(&canvas->axis, 0) + 0.5);
    for (int place = 0; row >= 0 && row < canvas->axis.rows && place < canvas->places; place++) {
        enum mark *mark = &canvas->marks[row * canvas->places + place];
        *mark = *mark == MARK_NONE ? MARK_ZERO : *mark;
    }
}

/* The dot row of a value, counted from the top. */
static int find_dot(const struct canvas *canvas, double value)
{
    double middle = tl_axis_row(&canvas->axis, value) * canvas->dots_y + (canvas->dots_y - 1) / 2.0;
    int dot = (int)floor(middle + 0.5);
    int most = canvas->axis.rows * canvas->dots_y - 1;
    return dot < 0 ? 0 : (dot > most ? most : dot);
}

static void set_dot(struct canvas *canvas, int x, int y)
{
    int at = y / canvas->dots_y * canvas->places + x / canvas->dots_x;
    canvas->marks[at] = MARK_LINE;
    if (canvas->dots_x == 2) {
        canvas->dots[at] |= braille[y % 4][x % 2];
    }
}

/* The mean: at each dot its whole range there, joined to the dot before. */
static void draw_line(struct canvas *canvas)
{
    int count = canvas->places * canvas->dots_x;
    int before_top = -1;
    int before_bottom = -1;
    for (int x = 0; x < count; x++) {
        double least;
        double greatest;
        find_extremes(canvas->chart, canvas->chart->mean, x, count, &least, &greatest);
        if (isnan(least)) {
            before_top = before_bottom = -1;
            continue;
        }
        int top = find_dot(canvas, greatest);
        int bottom = find_dot(canvas, least);
        int from = before_bottom >= 0 && before_bottom < top ? before_bottom + 1 : top;
        int to = before_top > bottom ? before_top - 1 : bottom;
        for (int y = from; y <= to; y++) {
            set_dot(canvas, x, y);
        }
        before_top = top;
        before_bottom = bottom;
    }
}

static void add_letter(const struct canvas *canvas, int at, const struct tl_page *page, struct tl_text *out)
{
    static const char *const ascii[] = {" ", "-", ":", "*"};
    static const char *const blocks[] = {" ", "─", "░", ""};
    enum mark mark = canvas->marks[at];
    if (!page->utf8) {
        tl_text_add(out, ascii[mark]);
    } else if (mark == MARK_LINE) {
        uint32_t code = 0x2800u + canvas->dots[at];
        tl_text_add_char(out, (char)(0xE0 | (code >> 12)));
        tl_text_add_char(out, (char)(0x80 | ((code >> 6) & 0x3F)));
        tl_text_add_char(out, (char)(0x80 | (code & 0x3F)));
    } else {
        tl_text_add(out, blocks[mark]);
    }
}

static enum tl_ink ink_of(enum mark mark)
{
    return mark == MARK_LINE ? TL_INK_CURVE : (mark == MARK_NONE ? TL_INK_PLAIN : TL_INK_FAINT);
}

/* One line of the plot, without blanks at its end. */
static void print_row(const struct canvas *canvas, int row, const struct tl_page *page, struct tl_text *out)
{
    const enum mark *marks = canvas->marks + row * canvas->places;
    int end = canvas->places;
    while (end > 0 && marks[end - 1] == MARK_NONE) {
        end--;
    }
    for (int place = 0; place < end;) {
        enum mark mark = marks[place];
        bool inked = ink_of(mark) != TL_INK_PLAIN;
        if (inked) {
            tl_page_begin(page, out, ink_of(mark));
        }
        for (; place < end && marks[place] == mark; place++) {
            add_letter(canvas, row * canvas->places + place, page, out);
        }
        if (inked) {
            tl_page_end(page, out, ink_of(mark));
        }
    }
    tl_text_add_char(out, '\n');
}

/* The axis of days, with the order and the end of a warm-up marked. */
static void print_days(const struct canvas *canvas, const struct tl_page *page, struct tl_text *out)
{
    const struct tl_chart *chart = canvas->chart;
    struct tl_text warmed = {0};
    struct tl_axis_mark marks[2];
    size_t count = 0;
    if (!isnan(chart->order_d)) {
        marks[count++] = (struct tl_axis_mark){chart->order_d, "order"};
    }
    if (chart->warmup_d > 0) {
        tl_text_add(&warmed, "measures start at ");
        tl_moment_print(&warmed, (int64_t)(chart->warmup_d * (double)TL_DAY_S + 0.5));
        marks[count++] = (struct tl_axis_mark){chart->warmup_d, tl_text_get(&warmed)};
    }
    tl_axis_print_days(&canvas->axis, chart->horizon_d, marks, count, canvas->places, page, out);
    tl_text_clear(&warmed);
}

void tl_chart_print(const struct tl_chart *chart, const struct tl_page *page, struct tl_text *out)
{
    assert(chart->rows >= 3 && chart->cells > 0);
    struct canvas canvas = {.chart = chart, .dots_x = page->utf8 ? 2 : 1, .dots_y = page->utf8 ? 4 : 1};
    canvas.axis = tl_axis_make(chart->low, chart->high, chart->rows);
    int places = page->width - canvas.axis.label_width - 2;
    canvas.places = places > TL_CHART_WIDEST ? TL_CHART_WIDEST : places;
    size_t letters = (size_t)canvas.axis.rows * (size_t)canvas.places;
    canvas.marks = tl_alloc(letters, sizeof *canvas.marks);
    canvas.dots = tl_alloc(letters, sizeof *canvas.dots);
    draw_band(&canvas);
    draw_zero(&canvas);
    draw_line(&canvas);
    for (int row = 0; row < canvas.axis.rows; row++) {
        tl_axis_print_label(&canvas.axis, row, page, out);
        print_row(&canvas, row, page, out);
    }
    print_days(&canvas, page, out);
    free(canvas.marks);
    free(canvas.dots);
}

static double mean_of(const double *values, size_t cells, int part, int count)
{
    size_t first = (size_t)part * cells / (size_t)count;
    size_t end = ((size_t)part + 1) * cells / (size_t)count;
    end = end > first ? end : first + 1;
    double sum = 0;
    for (size_t i = first; i < end; i++) {
        sum += values[i];
    }
    return sum / (double)(end - first);
}

void tl_chart_print_spark(const double *values, size_t cells, int width, const struct tl_page *page,
                          struct tl_text *out)
{
    static const char *const blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const ascii[] = {"_", ".", ":", "-", "=", "+", "*", "#"};
    for (int place = 0; place < width; place++) {
        double value = mean_of(values, cells, place, width);
        int level = (int)floor(value * 7 + 0.5);
        level = level < 0 ? 0 : (level > 7 ? 7 : level);
        tl_text_add(out, (page->utf8 ? blocks : ascii)[level]);
    }
}

void tl_chart_print_bar(double share, int width, const struct tl_page *page, struct tl_text *out)
{
    static const char *const parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    double clipped = fmin(1, fmax(0, share));
    int eighths = (int)floor(clipped * width * 8 + 0.5);
    for (int i = 0; i < eighths / 8; i++) {
        tl_text_add(out, page->utf8 ? "█" : "=");
    }
    if (page->utf8) {
        tl_text_add(out, parts[eighths % 8]);
    } else if (eighths % 8 >= 4) {
        tl_text_add_char(out, '-');
    }
}
