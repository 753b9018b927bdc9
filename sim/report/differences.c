#include "report/differences.h"

#include <math.h>
#include <stdlib.h>

#include "base/units.h"
#include "event/describe.h"
#include "report/difference_days.h"
#include "report/grid.h"
#include "report/why.h"

static const char side_letters[TL_SIDES] = {'A', 'B'};

static void print_title(const struct tl_differences_page *sheet, const char *title)
{
    tl_text_add_char(sheet->out, '\n');
    tl_page_add(sheet->page, sheet->out, TL_INK_BOLD, title);
    tl_text_add_char(sheet->out, '\n');
}

/* ---- headers ---- */

static void add_names(struct tl_text *line, const char *before, const struct tl_head_names *names,
                      const char *after)
{
    for (size_t i = 0; i < names->count; i++) {
        tl_text_print(line, "%s%s", i > 0 ? ", " : before, names->items[i]);
    }
    tl_text_add(line, names->count > 0 ? after : "");
}

static void print_head_row(const struct tl_differences_page *sheet, const struct tl_head_row *row)
{
    struct tl_text line = {0};
    tl_text_print(&line, "%s:", row->key);
    if (row->values[TL_SIDE_A]) {
        tl_text_print(&line, " %s in A, %s in B", row->values[TL_SIDE_A], row->values[TL_SIDE_B]);
    }
    add_names(&line, " A alone has ", &row->only[TL_SIDE_A], ";");
    add_names(&line, " B alone has ", &row->only[TL_SIDE_B], ";");
    add_names(&line, " otherwise in B: ", &row->changed, ";");
    while (line.size > 0 && line.data[line.size - 1] == ';') {
        line.data[--line.size] = '\0';
    }
    tl_text_add(sheet->out, "  ");
    tl_page_fill(sheet->page, sheet->out, 2, 4, tl_text_get(&line));
    tl_text_clear(&line);
}

/* Variants of one seed and replication share their draws; others do not. */
static void print_chance(const struct tl_differences_page *sheet)
{
    const struct tl_roster *a = sheet->rosters[TL_SIDE_A];
    const struct tl_roster *b = sheet->rosters[TL_SIDE_B];
    if (a->seed != b->seed || a->replication != b->replication) {
        tl_text_add_char(sheet->out, '\n');
        tl_page_fill(
            sheet->page, sheet->out, 0, 0,
            "They do not share their draws: most of what follows is chance, whatever the scenarios are.");
    }
}

void tl_differences_print_heads(const struct tl_differences_page *sheet, const struct tl_heads *heads)
{
    for (int side = 0; side < TL_SIDES; side++) {
        const struct tl_roster *roster = sheet->rosters[side];
        struct tl_text line = {0};
        tl_text_print(&line, "%s (%s, seed %llu, replication %llu)", sheet->paths[side], roster->scenario,
                      (unsigned long long)roster->seed, (unsigned long long)roster->replication);
        tl_text_print(sheet->out, "%c  ", side_letters[side]);
        tl_page_fill(sheet->page, sheet->out, 3, 3, tl_text_get(&line));
        tl_text_clear(&line);
    }
    if (heads->count > 0) {
        print_title(sheet, "The headers differ");
    }
    for (size_t i = 0; i < heads->count; i++) {
        print_head_row(sheet, &heads->rows[i]);
    }
    print_chance(sheet);
}

/* ---- where they part ---- */

/* How many events at their beginning two chains share: before the traces part an id names the same event in both. */
static size_t count_shared(const struct tl_divergence *divergence, const struct tl_causes *chains)
{
    const struct tl_causes *a = &chains[TL_SIDE_A];
    const struct tl_causes *b = &chains[TL_SIDE_B];
    size_t shared = 0;
    while (shared < a->count && shared < b->count && a->events[shared].id == b->events[shared].id &&
           a->events[shared].time_s < divergence->time_s) {
        shared++;
    }
    return shared;
}

static void print_chain(const struct tl_differences_page *sheet, enum tl_side side, const char *before,
                        const struct tl_causes *chain, size_t from, size_t to)
{
    if (from == to) {
        return;
    }
    tl_text_print(sheet->out, "\n%s\n", before);
    tl_why_print_events(chain->events + from, to - from, sheet->rosters[side], sheet->page, sheet->out);
}

static void print_parting_title(const struct tl_differences_page *sheet,
                                const struct tl_divergence *divergence)
{
    static const char *const then[] = {
        [TL_PARTING_EVENT] = "",
        [TL_PARTING_CAUSE] = "; then an event has another cause",
        [TL_PARTING_ORDER] = "; then events come in another order, or with other numbers",
    };
    struct tl_text title = {0};
    tl_text_add(&title, "They part at ");
    tl_event_print_time(divergence->time_s, &title);
    tl_text_add(&title, then[divergence->parting]);
    print_title(sheet, tl_text_get(&title));
    tl_text_clear(&title);
}

void tl_differences_print_parting(const struct tl_differences_page *sheet,
                                  const struct tl_divergence *divergence, const struct tl_causes *chains)
{
    if (divergence->parting == TL_PARTING_NONE) {
        return;
    }
    size_t shared = count_shared(divergence, chains);
    const struct tl_causes *a = &chains[TL_SIDE_A];
    const struct tl_causes *b = &chains[TL_SIDE_B];
    print_parting_title(sheet, divergence);
    print_chain(sheet, TL_SIDE_A, "In both, the causes:", a, 0, shared);
    print_chain(sheet, TL_SIDE_A, b->count > 0 ? "In A:" : "In A alone, with its causes:", a, shared,
                a->count);
    print_chain(sheet, TL_SIDE_B, a->count > 0 ? "In B:" : "In B alone, with its causes:", b, shared,
                b->count);
}

/* ---- how events fare ---- */

static void add_shift(struct tl_text *out, int64_t shift_s)
{
    tl_text_add_char(out, shift_s < 0 ? '-' : '+');
    tl_span_print(out, fabs((double)shift_s));
}

static void add_fate(struct tl_text *line, int64_t count, const char *what)
{
    if (count > 0) {
        tl_text_print(line, ", %lld %s", (long long)count, what);
    }
}

static void print_counts(const struct tl_differences_page *sheet, const struct tl_differences *differences,
                         int64_t within_s)
{
    const int64_t *counts = differences->all.counts;
    struct tl_text line = {0};
    tl_text_print(&line, "Of %lld events in A and %lld in B %lld are the same",
                  (long long)differences->events[TL_SIDE_A], (long long)differences->events[TL_SIDE_B],
                  (long long)counts[TL_VERDICT_SAME]);
    add_fate(&line, counts[TL_VERDICT_CHANGED], "come with other quantities");
    add_fate(&line, counts[TL_VERDICT_MOVED], "are moved by at most ");
    if (counts[TL_VERDICT_MOVED] > 0) {
        tl_span_print(&line, (double)within_s);
    }
    add_fate(&line, counts[TL_VERDICT_ONLY_A], "are in A alone");
    add_fate(&line, counts[TL_VERDICT_ONLY_B], "are in B alone");
    tl_text_add(&line, ".");
    tl_text_add_char(sheet->out, '\n');
    tl_page_fill(sheet->page, sheet->out, 0, 0, tl_text_get(&line));
    tl_text_clear(&line);
}

static int64_t count_unlike(const struct tl_difference_kind *kind)
{
    int64_t sum = 0;
    for (int verdict = TL_VERDICT_CHANGED; verdict < TL_VERDICTS; verdict++) {
        sum += kind->counts[verdict];
    }
    return sum;
}

/* Most differences first. */
static int by_unlike(const void *left, const void *right, void *kinds)
{
    const struct tl_difference_kind *of = kinds;
    int a = *(const int *)left;
    int b = *(const int *)right;
    int64_t x = count_unlike(&of[a]);
    int64_t y = count_unlike(&of[b]);
    return x != y ? (x > y ? -1 : 1) : a < b ? -1 : 1;
}

static void add_count(struct tl_grid *grid, size_t row, size_t column, int64_t count)
{
    if (count > 0) {
        tl_grid_print_cell(grid, row, column, "%lld", (long long)count);
    }
}

static void add_kind(struct tl_grid *grid, enum tl_event_kind kind, const struct tl_difference_kind *of)
{
    size_t row = tl_grid_add_row(grid);
    tl_grid_set(grid, row, 0, tl_event_class_get(kind)->name);
    add_count(grid, row, 1, of->counts[TL_VERDICT_SAME]);
    add_count(grid, row, 2, of->counts[TL_VERDICT_CHANGED]);
    add_count(grid, row, 3, of->counts[TL_VERDICT_MOVED]);
    if (of->counts[TL_VERDICT_MOVED] > 0) {
        struct tl_text shift = {0};
        add_shift(&shift, of->least_shift_s);
        if (of->most_shift_s != of->least_shift_s) {
            tl_text_add(&shift, " to ");
            add_shift(&shift, of->most_shift_s);
        }
        tl_grid_set(grid, row, 4, tl_text_get(&shift));
        tl_text_clear(&shift);
    }
    add_count(grid, row, 5, of->counts[TL_VERDICT_ONLY_A]);
    add_count(grid, row, 6, of->counts[TL_VERDICT_ONLY_B]);
}

static void print_kinds(const struct tl_differences_page *sheet, const struct tl_differences *differences,
                        int limit)
{
    int order[TL_EVENT_KINDS];
    struct tl_grid grid;
    tl_grid_init(&grid, sheet->page);
    tl_grid_add_column(&grid, "event", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    tl_grid_add_column(&grid, "same", TL_ALIGN_RIGHT, TL_INK_FAINT, 2);
    tl_grid_add_column(&grid, "changed", TL_ALIGN_RIGHT, TL_INK_PLAIN, 0);
    tl_grid_add_column(&grid, "moved", TL_ALIGN_RIGHT, TL_INK_PLAIN, 0);
    tl_grid_add_column(&grid, "by", TL_ALIGN_LEFT, TL_INK_PLAIN, 1);
    tl_grid_add_column(&grid, "only A", TL_ALIGN_RIGHT, TL_INK_PLAIN, 0);
    tl_grid_add_column(&grid, "only B", TL_ALIGN_RIGHT, TL_INK_PLAIN, 0);
    for (int kind = 0; kind < TL_EVENT_KINDS; kind++) {
        order[kind] = kind;
    }
    qsort_r(order, TL_EVENT_KINDS, sizeof *order, by_unlike, (void *)differences->kinds);
    int kinds = 0;
    int64_t others = 0;
    for (int i = 0; i < TL_EVENT_KINDS && count_unlike(&differences->kinds[order[i]]) > 0; i++) {
        const struct tl_difference_kind *kind = &differences->kinds[order[i]];
        if (++kinds <= limit) {
            add_kind(&grid, (enum tl_event_kind)order[i], kind);
        } else {
            others += count_unlike(kind);
        }
    }
    tl_text_add_char(sheet->out, '\n');
    tl_grid_print(&grid, sheet->out);
    if (kinds > limit) {
        tl_text_print(sheet->out, "%lld more of %d other kinds: --limit\n", (long long)others, kinds - limit);
    }
    tl_grid_clear(&grid);
}

/* ---- one by one ---- */

static void print_item(const struct tl_differences_page *sheet, const struct tl_difference *item)
{
    static const enum tl_ink inks[TL_VERDICTS] = {[TL_VERDICT_CHANGED] = TL_INK_WAIT,
                                                  [TL_VERDICT_MOVED] = TL_INK_MOVE,
                                                  [TL_VERDICT_ONLY_A] = TL_INK_WARNING,
                                                  [TL_VERDICT_ONLY_B] = TL_INK_GOOD};
    static const char *const signs[TL_VERDICTS] = {[TL_VERDICT_CHANGED] = "*",
                                                   [TL_VERDICT_MOVED] = ">",
                                                   [TL_VERDICT_ONLY_A] = "-",
                                                   [TL_VERDICT_ONLY_B] = "+"};
    enum tl_side side = item->events[TL_SIDE_A].id > 0 ? TL_SIDE_A : TL_SIDE_B;
    const struct tl_event *event = &item->events[side];
    const struct tl_event *other = &item->events[TL_SIDE_B];
    struct tl_text line = {0};
    tl_event_print_time(event->time_s, &line);
    tl_text_print(sheet->out, "%-14s ", tl_text_get(&line));
    tl_page_add(sheet->page, sheet->out, inks[item->verdict], signs[item->verdict]);
    tl_text_print(sheet->out, "%7lld  ", (long long)event->id);
    tl_text_reset(&line);
    tl_event_tell(event, sheet->rosters[side], &line);
    if (item->verdict == TL_VERDICT_MOVED) {
        int64_t shift_s = other->time_s - event->time_s;
        tl_text_add(&line, "; in B ");
        tl_span_print(&line, fabs((double)shift_s));
        tl_text_add(&line, shift_s > 0 ? " later" : " earlier");
    } else if (item->verdict == TL_VERDICT_CHANGED) {
        tl_text_add(&line, "; in B: ");
        tl_event_tell(other, sheet->rosters[TL_SIDE_B], &line);
    }
    tl_page_fill(sheet->page, sheet->out, 25, 25, tl_text_get(&line));
    tl_text_clear(&line);
}

static void print_items(const struct tl_differences_page *sheet, const struct tl_differences *differences,
                        int limit)
{
    size_t told = differences->kept < (size_t)limit ? differences->kept : (size_t)limit;
    struct tl_text title = {0};
    tl_text_print(&title, "The first %zu of %lld", told, (long long)differences->count);
    print_title(sheet, (int64_t)told < differences->count ? tl_text_get(&title) : "One by one");
    tl_page_fill(sheet->page, sheet->out, 0, 0,
                 "- only in A, + only in B, > moved, * with other quantities; numbers are those of A, of B "
                 "alone its own");
    for (size_t i = 0; i < told; i++) {
        print_item(sheet, &differences->items[i]);
    }
    tl_text_clear(&title);
}

void tl_differences_print(const struct tl_differences_page *sheet, const struct tl_differences *differences,
                          int64_t within_s, int limit)
{
    print_counts(sheet, differences, within_s);
    if (differences->count > 0) {
        print_kinds(sheet, differences, limit);
    }
    tl_difference_days_print(differences, sheet->page, sheet->out);
    if (differences->count > 0) {
        print_items(sheet, differences, limit);
    }
}
