#include "report/timescale.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/units.h"

#define TL_LABEL_COLUMNS 8 /* from a tick to the next: "D+12 06:00" never stands there, "06:00:30" does */
#define TL_MARK_LINES    6

static int64_t round_up(int64_t value, int64_t unit)
{
    return (value + unit - 1) / unit * unit;
}

struct tl_timescale tl_timescale_make(int64_t from_s, int64_t to_s, int most)
{
    static const int64_t units_s[] = {21600, 3600, 900, 300, 60, 15, 5, 1};
    assert(from_s < to_s && most >= 1);
    int64_t length_s = to_s - from_s;
    int64_t slice_s = round_up(length_s, most) / most;
    size_t unit = 0;
    while (units_s[unit] > 1 && units_s[unit] * 8 > slice_s) { /* costs an eighth of the width at most */
        unit++;
    }
    slice_s = round_up(slice_s, units_s[unit]);
    return (struct tl_timescale){from_s, to_s, slice_s, (int)((length_s + slice_s - 1) / slice_s)};
}

void tl_timescale_print_slice(const struct tl_timescale *scale, struct tl_text *out)
{
    static const struct {
        const char *name;
        int64_t seconds;
    } units[] = {{"h", 3600}, {"min", 60}, {"s", 1}};
    int64_t left_s = scale->slice_s;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (left_s >= units[i].seconds) {
            tl_text_print(out, "%s%lld %s", left_s < scale->slice_s ? " " : "",
                          (long long)(left_s / units[i].seconds), units[i].name);
            left_s %= units[i].seconds;
        }
    }
}

int tl_timescale_column(const struct tl_timescale *scale, int64_t time_s)
{
    assert(time_s >= scale->from_s && time_s < scale->to_s);
    return (int)((time_s - scale->from_s) / scale->slice_s);
}

int64_t tl_timescale_overlap(const struct tl_timescale *scale, int column, int64_t from_s, int64_t to_s)
{
    int64_t begin_s = scale->from_s + column * scale->slice_s;
    int64_t end_s = begin_s + scale->slice_s;
    begin_s = begin_s < from_s ? from_s : begin_s;
    end_s = end_s > scale->to_s ? scale->to_s : end_s;
    end_s = end_s > to_s ? to_s : end_s;
    return end_s > begin_s ? end_s - begin_s : 0;
}

/* ---- the axis ---- */

/* Round steps, from one that leaves room for a label on. */
static int64_t find_step(const struct tl_timescale *scale)
{
    static const int64_t steps_s[] = {1,     5,        10,           15,           30,           60,    300,
                                      600,   900,      1800,         3600,         7200,         10800, 21600,
                                      43200, TL_DAY_S, 2 * TL_DAY_S, 5 * TL_DAY_S, 10 * TL_DAY_S};
    for (size_t i = 0; i < sizeof steps_s / sizeof *steps_s; i++) {
        if (steps_s[i] >= TL_LABEL_COLUMNS * scale->slice_s) {
            return steps_s[i];
        }
    }
    int64_t step_s = 20 * TL_DAY_S;
    while (step_s < TL_LABEL_COLUMNS * scale->slice_s) {
        step_s *= 2;
    }
    return step_s;
}

/* "D+3" at midnight, else the time of day; behind the first label of an axis of days alone its number. */
static void print_label(struct tl_text *label, int64_t time_s, bool is_first, int64_t step_s)
{
    int64_t of_day_s = time_s % TL_DAY_S;
    tl_text_reset(label);
    if (of_day_s == 0) {
        tl_text_print(label, is_first || step_s < TL_DAY_S ? "D+%lld" : "%lld",
                      (long long)(time_s / TL_DAY_S));
        return;
    }
    tl_text_print(label, "%02d:%02d", (int)(of_day_s / 3600), (int)(of_day_s / 60 % 60));
    if (of_day_s % 60 != 0) {
        tl_text_print(label, ":%02d", (int)(of_day_s % 60));
    }
}

struct axis {
    char *ticks, *labels; /* [columns], then NUL */
};

static char *make_line(const struct tl_timescale *scale, char fill)
{
    char *line = tl_alloc((size_t)scale->columns + 1, 1);
    memset(line, fill, (size_t)scale->columns);
    return line;
}

/* Write a text so that it begins in a column; moved in where it would pass the end, left out where it is too long for the line. */
static void put_text(const struct tl_timescale *scale, char *line, int column, const char *text)
{
    int width = (int)strlen(text);
    int start = column + width > scale->columns ? scale->columns - width : column;
    if (start >= 0) {
        memcpy(line + start, text, (size_t)width);
    }
}

static struct axis make_axis(const struct tl_timescale *scale)
{
    struct axis axis = {make_line(scale, '-'), make_line(scale, ' ')};
    int64_t step_s = find_step(scale);
    struct tl_text label = {0};
    int64_t first_s = round_up(scale->from_s, step_s);
    for (int64_t tick_s = first_s; tick_s < scale->to_s; tick_s += step_s) {
        int column = tl_timescale_column(scale, tick_s);
        axis.ticks[column] = '+';
        print_label(&label, tick_s, tick_s == first_s, step_s);
        put_text(scale, axis.labels, column, tl_text_get(&label));
    }
    tl_text_clear(&label);
    return axis;
}

static void clear_axis(struct axis *axis)
{
    free(axis->ticks);
    free(axis->labels);
}

/* A line of letters without the blanks at its end. */
static void print_line(char *line, int indent, struct tl_text *out)
{
    size_t end = strlen(line);
    while (end > 0 && line[end - 1] == ' ') {
        line[--end] = '\0';
    }
    tl_text_print(out, "%*s%s\n", end > 0 ? indent : 0, "", line);
}

static void print_rule(const char *ticks, int indent, const char *tick, const struct tl_page *page,
                       struct tl_text *out)
{
    tl_text_print(out, "%*s", indent, "");
    tl_page_begin(page, out, TL_INK_FAINT);
    for (; *ticks; ticks++) {
        tl_text_add(out, *ticks == '+' ? (page->utf8 ? tick : "+") : (page->utf8 ? "─" : "-"));
    }
    tl_page_end(page, out, TL_INK_FAINT);
    tl_text_add_char(out, '\n');
}

void tl_timescale_print(const struct tl_timescale *scale, int indent, const struct tl_page *page,
                        struct tl_text *out)
{
    struct axis axis = make_axis(scale);
    print_rule(axis.ticks, indent, "┬", page, out);
    print_line(axis.labels, indent, out);
    clear_axis(&axis);
}

void tl_timescale_print_above(const struct tl_timescale *scale, int indent, const struct tl_page *page,
                              struct tl_text *out)
{
    struct axis axis = make_axis(scale);
    print_line(axis.labels, indent, out);
    print_rule(axis.ticks, indent, "┴", page, out);
    clear_axis(&axis);
}

/* ---- marks ---- */

/* Is there room for a text from a column on, and a blank on either side? */
static bool has_room(const struct tl_timescale *scale, const char *line, int start, int width)
{
    if (start < 0 || start + width > scale->columns) {
        return false;
    }
    for (int i = start - 1; i <= start + width; i++) {
        if (i >= 0 && i < scale->columns && line[i] != ' ') {
            return false;
        }
    }
    return true;
}

/* Write "^ what", or "what ^" where that would pass the end. */
static bool put_mark(const struct tl_timescale *scale, char *line, const struct tl_timescale_mark *mark)
{
    struct tl_text text = {0};
    int column = tl_timescale_column(scale, mark->time_s);
    int width = (int)strlen(mark->what) + 2;
    bool is_right = column + width <= scale->columns;
    int start = is_right ? column : column - width + 1;
    tl_text_print(&text, is_right ? "^ %s" : "%s ^", mark->what);
    bool fits = has_room(scale, line, start, width);
    if (fits) {
        memcpy(line + start, tl_text_get(&text), (size_t)width);
    }
    tl_text_clear(&text);
    return fits;
}

void tl_timescale_print_marks(const struct tl_timescale *scale, int indent,
                              const struct tl_timescale_mark *marks, size_t count, struct tl_text *out)
{
    char *lines[TL_MARK_LINES];
    int used = 0;
    size_t left_out = 0;
    for (int i = 0; i < TL_MARK_LINES; i++) {
        lines[i] = make_line(scale, ' ');
    }
    for (size_t i = 0; i < count; i++) {
        int line = 0;
        while (line < TL_MARK_LINES && !put_mark(scale, lines[line], &marks[i])) {
            line++;
        }
        used = line < TL_MARK_LINES && line >= used ? line + 1 : used;
        left_out += line == TL_MARK_LINES;
    }
    for (int i = 0; i < TL_MARK_LINES; i++) {
        if (i < used) {
            print_line(lines[i], indent, out);
        }
        free(lines[i]);
    }
    if (left_out > 0) {
        tl_text_print(out, "%*sand %zu more\n", indent, "", left_out);
    }
}
