#include "report/why.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/units.h"
#include "event/describe.h"
#include "report/grid.h"

#define TL_ALIKE_MOST  3 /* consequences of one kind that are told one by one */
#define TL_INDENT_MOST 24
#define TL_TEXT_COLUMN 23 /* "D+12 06:00:00   12345  " */

/* ---- one event ---- */

/* What of the outside world may have made an event happen that names no cause. */
static const char *find_outside(enum tl_event_kind kind)
{
    static const struct {
        enum tl_event_kind kind;
        const char *what;
    } rows[] = {
        {TL_EVENT_ASSET_FAILS, "a draw"},
        {TL_EVENT_WEATHER_CHANGES, "a draw"},
        {TL_EVENT_POSTURE_CHANGES, "a draw"},
        {TL_EVENT_INCIDENT, "a draw or a date"},
        {TL_EVENT_DECISION, "the commander's clock"},
        {TL_EVENT_PERSONS_DUE, "the clock of the plan"},
        {TL_EVENT_PHASE_STARTS, "a date or a condition"},
        {TL_EVENT_MISSION_OPENS, "a date or a condition"},
        {TL_EVENT_MISSION_CLOSES, "a date or a condition"},
        {TL_EVENT_INJECT_STRIKES, "a date or a condition"},
        {TL_EVENT_DIVERSION_STARTS, "a date or a condition"},
        {TL_EVENT_DIVERSION_ENDS, "a date or a condition"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].kind == kind) {
            return rows[i].what;
        }
    }
    return "a draw, a date, a clock or a condition";
}

static void print_event(const struct tl_event *event, const struct tl_roster *roster, int indent,
                        const char *more, const struct tl_page *page, struct tl_text *out)
{
    struct tl_text line = {0};
    struct tl_text time = {0};
    tl_event_print_time(event->time_s, &time);
    tl_text_print(out, "%-14s%7lld  %*s", tl_text_get(&time), (long long)event->id, indent, "");
    tl_event_tell(event, roster, &line);
    tl_text_add(&line, more);
    tl_page_fill(page, out, TL_TEXT_COLUMN + indent, TL_TEXT_COLUMN + indent, tl_text_get(&line));
    tl_text_clear(&time);
    tl_text_clear(&line);
}

void tl_why_print_events(const struct tl_event *events, size_t count, const struct tl_roster *roster,
                         const struct tl_page *page, struct tl_text *out)
{
    struct tl_text outside = {0};
    for (size_t i = 0; i < count; i++) {
        tl_text_reset(&outside);
        if (events[i].cause == 0) {
            tl_text_print(&outside, " (from outside: %s)", find_outside(events[i].kind));
        }
        print_event(&events[i], roster, 0, tl_text_get(&outside), page, out);
    }
    tl_text_clear(&outside);
}

void tl_why_print_chain(const struct tl_causes *chain, const struct tl_roster *roster,
                        const struct tl_page *page, struct tl_text *out)
{
    tl_why_print_events(chain->events, chain->count, roster, page, out);
}

/* ---- what is booked ---- */

void tl_why_print_account(const struct tl_account *account, const struct tl_page *page, struct tl_text *out)
{
    struct tl_text line = {0};
    double sum = 0;
    for (size_t i = 0; i < account->count; i++) {
        sum += account->rows[i].lost;
    }
    if (!account->root) {
        tl_text_add(&line, "No loss is booked to where it comes from.");
    } else if (account->count == 0) {
        tl_text_print(&line, "It comes from %s, to which no loss of this trace is booked.", account->root);
    } else {
        tl_text_print(&line, "It comes from %s, to which %.2f index-days of this trace are booked in all:",
                      account->root, sum);
    }
    tl_text_add_char(out, '\n');
    tl_page_fill(page, out, 0, 0, tl_text_get(&line));
    struct tl_grid grid;
    tl_grid_init(&grid, page);
    tl_grid_add_column(&grid, "mission", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    tl_grid_add_column(&grid, "index-days", TL_ALIGN_POINT, TL_INK_PLAIN, 0);
    for (size_t i = 0; i < account->count; i++) {
        size_t row = tl_grid_add_row(&grid);
        tl_grid_set(&grid, row, 0, account->rows[i].mission);
        tl_grid_print_cell(&grid, row, 1, "%.2g", account->rows[i].lost);
    }
    if (account->count > 0) {
        tl_grid_print(&grid, out);
    }
    tl_grid_clear(&grid);
    tl_text_clear(&line);
}

/* ---- a mission at a moment ---- */

/* "1 of 2 presence"; "28 of 40 persons due"; of an alert pool "10 who would be in time, of 2 that an alarm takes". */
static void add_needs(const struct tl_shortfall *shortfall, const struct tl_roster_mission *mission,
                      struct tl_text *line)
{
    for (size_t i = 0; i < shortfall->needs; i++) {
        tl_text_add(line, i > 0 ? ", " : " ");
        tl_text_add_micro(line, shortfall->supply_u[i]);
        tl_text_add(line, mission->kinds > 0 ? " who would be in time, of " : " of ");
        tl_text_add_micro(line, shortfall->demand_u[i]);
        if (mission->kinds > 0) {
            tl_text_print(line, " that incident %s takes", shortfall->need[i]);
        } else if (shortfall->need[i]) {
            tl_text_print(line, " %s", shortfall->need[i]);
        } else {
            tl_text_add(line, mission->is_work ? " unit-days due" : " persons due");
        }
    }
}

static void add_assets(const struct tl_shortfall *shortfall, struct tl_text *line)
{
    tl_text_add(line, shortfall->asset_count == 0 ? " Nobody counts in it" : " In it count");
    for (size_t i = 0; i < shortfall->asset_count; i++) {
        tl_text_print(line, "%s %s", i > 0 ? "," : "", shortfall->assets[i]);
    }
    tl_text_add(line, ".");
}

void tl_why_print_shortfall(const struct tl_shortfall *shortfall, const struct tl_roster *roster,
                            int32_t mission, int64_t at_s, const struct tl_page *page, struct tl_text *out)
{
    const struct tl_roster_mission *asked = &roster->missions[mission];
    struct tl_text line = {0};
    tl_moment_print(&line, at_s);
    tl_text_print(&line, ": %s is covered %.2f:", asked->name, shortfall->covered);
    add_needs(shortfall, asked, &line);
    tl_text_add(&line, ".");
    if (!tl_coverage_is_progress(asked)) { /* else it is what they have done that counts, wherever they are */
        add_assets(shortfall, &line);
    }
    tl_page_fill(page, out, 0, 0, tl_text_get(&line));
    tl_text_reset(&line);
    for (size_t i = 0; i < shortfall->root_count; i++) {
        tl_text_print(&line, "%s%.0f %% to %s", i > 0 ? ", " : "What is lost then is booked ",
                      shortfall->roots[i].share * 100, shortfall->roots[i].name);
    }
    if (shortfall->root_count > 0) {
        tl_text_add(&line, ".");
        tl_page_fill(page, out, 0, 0, tl_text_get(&line));
    }
    tl_text_clear(&line);
}

/* ---- what came of it ---- */

/* Events by place in `events`; SIZE_MAX: none. */
struct tree {
    const struct tl_aftermath *aftermath;
    const struct tl_roster *roster;
    const struct tl_page *page;
    struct tl_text *out;
    size_t *first, *last, *next;
    int lines; /* left */
    int64_t told;
};

static size_t find_event(const struct tl_aftermath *aftermath, int64_t id)
{
    size_t low = 0;
    size_t high = aftermath->kept;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (aftermath->events[middle].id < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void build_tree(struct tree *tree)
{
    size_t count = tree->aftermath->kept;
    tree->first = tl_alloc(count + 1, sizeof *tree->first);
    tree->last = tl_alloc(count + 1, sizeof *tree->last);
    tree->next = tl_alloc(count + 1, sizeof *tree->next);
    for (size_t i = 0; i < count; i++) {
        tree->first[i] = tree->last[i] = tree->next[i] = SIZE_MAX;
        if (i > 0) {
            size_t parent = find_event(tree->aftermath, tree->aftermath->events[i].cause);
            *(tree->first[parent] == SIZE_MAX ? &tree->first[parent] : &tree->next[tree->last[parent]]) = i;
            tree->last[parent] = i;
        }
    }
}

static void print_more(struct tree *tree, int indent, int64_t count, enum tl_event_kind kind)
{
    tl_text_print(tree->out, "%*sand %lld more %s\n", TL_TEXT_COLUMN + indent, "", (long long)count,
                  tl_event_class_get(kind)->name);
    tree->lines--;
}

static void print_branch(struct tree *tree, size_t at, int indent)
{
    const struct tl_event *events = tree->aftermath->events;
    while (tree->lines > 0) {
        print_event(&events[at], tree->roster, indent, "", tree->page, tree->out);
        tree->lines--;
        tree->told++;
        if (tree->first[at] == SIZE_MAX) {
            return;
        }
        if (tree->first[at] != tree->last[at]) {
            break;
        }
        at = tree->first[at];
    }
    int64_t alike[TL_EVENT_KINDS] = {0};
    int deeper = indent + 2 < TL_INDENT_MOST ? indent + 2 : indent;
    for (size_t i = tree->first[at]; i != SIZE_MAX && tree->lines > 0; i = tree->next[i]) {
        if (++alike[events[i].kind] <= TL_ALIKE_MOST) {
            print_branch(tree, i, deeper);
        }
    }
    for (int kind = 0; kind < TL_EVENT_KINDS && tree->lines > 0; kind++) {
        if (alike[kind] > TL_ALIKE_MOST) {
            print_more(tree, deeper, alike[kind] - TL_ALIKE_MOST, (enum tl_event_kind)kind);
        }
    }
}

static void print_kinds(const struct tree *tree)
{
    const struct tl_aftermath *aftermath = tree->aftermath;
    struct tl_text line = {0};
    tl_text_print(&line, "It led to %lld event%s", (long long)aftermath->count,
                  aftermath->count == 1 ? "" : "s");
    if (aftermath->count > 0) {
        tl_text_add(&line, ", the last at ");
        tl_event_print_time(aftermath->last_s, &line);
        const char *before = ": ";
        for (int kind = 0; kind < TL_EVENT_KINDS; kind++) {
            if (aftermath->by_kind[kind] > 0) {
                tl_text_print(&line, "%s%lld %s", before, (long long)aftermath->by_kind[kind],
                              tl_event_class_get((enum tl_event_kind)kind)->name);
                before = ", ";
            }
        }
    }
    tl_text_add(&line, ".");
    tl_page_fill(tree->page, tree->out, 0, 0, tl_text_get(&line));
    tl_text_clear(&line);
}

void tl_why_print_aftermath(const struct tl_aftermath *aftermath, const struct tl_roster *roster, int lines,
                            const struct tl_page *page, struct tl_text *out)
{
    struct tree tree = {.aftermath = aftermath, .roster = roster, .page = page, .out = out, .lines = lines};
    build_tree(&tree);
    print_kinds(&tree);
    tl_text_add_char(out, '\n');
    print_branch(&tree, 0, 0);
    if (tree.told <= aftermath->count) {
        tl_text_print(out, "\n%lld of %lld events are not shown here: --limit, --format json\n",
                      (long long)(aftermath->count + 1 - tree.told), (long long)aftermath->count + 1);
    }
    free(tree.first);
    free(tree.last);
    free(tree.next);
}
