#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/units.h"
#include "report/runs.h"
#include "report/timeline_state.h"

/* What differs by what has a section of its own. */
static const struct view {
    const char *what;   /* that is shown */
    const char *blocks; /* what they mean; NULL: there are none */
} views[] = {
    [TL_TIMELINE_ASSET] = {"what every asset does", NULL},
    [TL_TIMELINE_MISSION] = {"who serves which mission",
                             "coverage from %s, none, to %s, full; the mean while the mission is open"},
    [TL_TIMELINE_PLACE] = {"who is where, or on the way there",
                           "how many are there on the mean, from %s, nobody, to %s, the number before them"},
    [TL_TIMELINE_PARTNER] = {"how many assets do what",
                             "how many do it on the mean, from %s, none, to %s, the number before them"},
};

static const char *name_section(const struct tl_timeline *timeline, size_t section)
{
    const struct tl_roster *roster = timeline->roster;
    return timeline->by == TL_TIMELINE_MISSION ? roster->missions[section].name
           : timeline->by == TL_TIMELINE_PLACE ? roster->places.items[section]
                                               : roster->partners.items[section];
}

/* A page being printed. */
struct sheet {
    const struct tl_timeline *timeline;
    struct tl_text *out;
    bool seen[TL_STATES]; /* states drawn so far */
    bool has_runs;        /* rows that stand for several */
};

static void print_label(struct sheet *sheet, const char *text)
{
    struct tl_text label = {0};
    int width = sheet->timeline->label_width - TL_TIMELINE_INDENT - 1;
    tl_runs_add_cut(&label, text, width);
    tl_text_print(sheet->out, "%*s%-*s ", TL_TIMELINE_INDENT, "", width, tl_text_get(&label));
    tl_text_clear(&label);
}

static const char *name_asset(const struct tl_timeline *timeline, size_t at)
{
    return timeline->roster->assets[timeline->order[at]].name;
}

static const struct tl_tally *get_row(const struct tl_timeline *timeline,
                                      const struct tl_timeline_section *section, size_t at)
{
    const struct tl_tally *row = &section->rows[timeline->order[at]];
    return row->spent_s ? row : NULL;
}

/* Of an asset that does nothing in the whole window but be absent or ready: these as bits, 1 << state. 0: it does more, or there are so few
 * rows that all are drawn. */
static unsigned find_rest(const struct tl_timeline *timeline, const struct tl_tally *row)
{
    unsigned states = tl_tally_kinds(row, &timeline->scale);
    bool rests = (states & ~(1U << TL_STATE_ABSENT | 1U << TL_STATE_READY)) == 0;
    return rests && timeline->by == TL_TIMELINE_ASSET && timeline->row_count > TL_TIMELINE_TALL ? states : 0;
}

/* Do two assets, numbered as they are shown, both do nothing, or have rows that look alike? */
static bool are_alike(const struct tl_timeline *timeline, const struct tl_timeline_section *section, size_t a,
                      size_t b)
{
    const struct tl_tally *row = get_row(timeline, section, a);
    const struct tl_tally *other = get_row(timeline, section, b);
    const struct tl_tally *serves = section->serves;
    const size_t *order = timeline->order;
    if (!row || !other || find_rest(timeline, row) != find_rest(timeline, other)) {
        return false;
    }
    return find_rest(timeline, row) != 0 ||
           (tl_tally_are_alike(row, other, &timeline->scale) &&
            (!timeline->tells_missions ||
             tl_tally_are_alike(&serves[order[a]], &serves[order[b]], &timeline->scale)));
}

/* The last of the sisters from `at` on that look like it. */
static size_t find_run(const struct tl_timeline *timeline, const struct tl_timeline_section *section,
                       size_t at)
{
    size_t last = at;
    while (last + 1 < timeline->roster->asset_count &&
           tl_runs_are_sisters(name_asset(timeline, at), name_asset(timeline, last + 1)) &&
           are_alike(timeline, section, at, last + 1)) {
        last++;
    }
    return last;
}

/* Those that do nothing, in a paragraph. */
static void print_resting(struct sheet *sheet, const struct tl_timeline_section *section, unsigned states,
                          const char *words)
{
    const struct tl_timeline *timeline = sheet->timeline;
    struct tl_text line = {0};
    for (size_t i = 0; i < timeline->roster->asset_count; i++) {
        const struct tl_tally *row = get_row(timeline, section, i);
        if (row && find_rest(timeline, row) == states) {
            size_t last = find_run(timeline, section, i);
            tl_text_add(&line, line.size > 0 ? ", " : words);
            tl_runs_add(&line, name_asset(timeline, i), name_asset(timeline, last));
            i = last;
        }
    }
    if (line.size > 0) {
        tl_text_print(sheet->out, "%*s", TL_TIMELINE_INDENT, "");
        tl_page_fill(timeline->page, sheet->out, TL_TIMELINE_INDENT, TL_TIMELINE_INDENT + 2,
                     tl_text_get(&line));
    }
    tl_text_clear(&line);
}

/* Beneath the letters: which mission it serves then. */
static void print_missions(struct sheet *sheet, const struct tl_tally *serves)
{
    const struct tl_timeline *timeline = sheet->timeline;
    const struct tl_roster *roster = timeline->roster;
    const char **names = tl_alloc(roster->mission_count + 1, sizeof *names); /* the last one: none */
    struct tl_text line = {0};
    for (size_t i = 0; i < roster->mission_count; i++) {
        names[i] = roster->missions[i].name;
    }
    if (tl_words_print(serves, &timeline->scale, names, &line)) {
        tl_text_print(sheet->out, "%*s", timeline->label_width, "");
        tl_page_add(timeline->page, sheet->out, TL_INK_FAINT, tl_text_get(&line));
        tl_text_add_char(sheet->out, '\n');
    }
    tl_text_clear(&line);
    free(names);
}

static void print_rows(struct sheet *sheet, const struct tl_timeline_section *section)
{
    const struct tl_timeline *timeline = sheet->timeline;
    struct tl_text label = {0};
    for (size_t i = 0; i < timeline->roster->asset_count; i++) {
        const struct tl_tally *row = get_row(timeline, section, i);
        if (!row || find_rest(timeline, row) != 0) {
            continue;
        }
        size_t last = find_run(timeline, section, i);
        tl_text_reset(&label);
        tl_runs_add(&label, name_asset(timeline, i), name_asset(timeline, last));
        print_label(sheet, tl_text_get(&label));
        tl_letters_print(row, &timeline->scale, sheet->seen, timeline->page, sheet->out);
        tl_text_add_char(sheet->out, '\n');
        if (timeline->tells_missions) {
            print_missions(sheet, &section->serves[timeline->order[i]]);
        }
        sheet->has_runs = sheet->has_runs || last > i;
        i = last;
    }
    print_resting(sheet, section, 1U << TL_STATE_ABSENT, "absent all the time: ");
    print_resting(sheet, section, 1U << TL_STATE_ABSENT | 1U << TL_STATE_READY, "first absent, then ready: ");
    print_resting(sheet, section, 1U << TL_STATE_READY, "ready all the time: ");
    tl_text_clear(&label);
}

static void print_blocks(struct sheet *sheet, const char *label, const struct tl_blocks *blocks, double full)
{
    const struct tl_timeline *timeline = sheet->timeline;
    print_label(sheet, label);
    tl_blocks_print(blocks, full, &timeline->scale, timeline->page, sheet->out);
    tl_text_add_char(sheet->out, '\n');
}

/* Blocks that are full at their greatest number, which stands in the label: "on-station  12". */
static void print_count(struct sheet *sheet, const char *name, const struct tl_blocks *blocks)
{
    struct tl_text label = {0};
    double most = tl_blocks_most(blocks, &sheet->timeline->scale);
    tl_text_print(&label, "%-10s %*.*f", name, 4, most < 9.95 && most > floor(most) ? 1 : 0, most);
    print_blocks(sheet, tl_text_get(&label), blocks, most);
    tl_text_clear(&label);
}

/* Add a mean coverage. Never rounded to none or all where it is neither. */
static void print_coverage(struct tl_text *line, double mean)
{
    if (isnan(mean)) {
        tl_text_add(line, ": closed");
    } else if (mean > 0 && mean < 0.005) {
        tl_text_add(line, ": covered below 0.01 on the mean");
    } else if (mean < 1 && mean > 0.995) {
        tl_text_add(line, ": covered above 0.99 on the mean");
    } else {
        tl_text_print(line, ": covered %.2f on the mean", mean);
    }
}

static void print_heading(struct sheet *sheet, size_t number)
{
    const struct tl_timeline *timeline = sheet->timeline;
    const struct tl_timeline_section *section = &timeline->sections[number];
    struct tl_text line = {0};
    tl_text_add(&line, name_section(timeline, number));
    if (timeline->by == TL_TIMELINE_MISSION && section->total.sum) {
        print_coverage(&line, tl_blocks_mean(&section->total, &timeline->scale));
    } else if (timeline->by == TL_TIMELINE_PARTNER) {
        tl_text_print(&line, ": %zu asset%s", section->assets, section->assets == 1 ? "" : "s");
    }
    tl_page_add(timeline->page, sheet->out, TL_INK_BOLD, tl_text_get(&line));
    tl_text_add_char(sheet->out, '\n');
    tl_text_clear(&line);
}

static void print_section(struct sheet *sheet, size_t number)
{
    const struct tl_timeline *timeline = sheet->timeline;
    const struct tl_timeline_section *section = &timeline->sections[number];
    if (!section->rows && (!section->total.sum || timeline->is_partial)) {
        return;
    }
    print_heading(sheet, number);
    if (section->rows && timeline->by != TL_TIMELINE_PARTNER) {
        print_rows(sheet, section);
    }
    for (size_t i = 0; timeline->by == TL_TIMELINE_PARTNER && i < TL_STATES; i++) {
        if (section->states[i].sum) {
            print_count(sheet, tl_state_name((enum tl_asset_state)i), &section->states[i]);
        }
    }
    if (section->total.sum && timeline->by == TL_TIMELINE_MISSION) {
        print_blocks(sheet, "coverage", &section->total, 1);
    } else if (section->total.sum) {
        print_count(sheet, "there", &section->total);
    }
}

static void print_head(struct sheet *sheet)
{
    const struct tl_timeline *timeline = sheet->timeline;
    const struct tl_roster *roster = timeline->roster;
    struct tl_text line = {0};
    tl_text_print(&line, "%s: %s, ", roster->scenario, views[timeline->by].what);
    tl_moment_print(&line, timeline->scale.from_s);
    tl_text_add(&line, " to ");
    tl_moment_print(&line, timeline->scale.to_s);
    tl_page_begin(timeline->page, sheet->out, TL_INK_BOLD);
    tl_page_fill(timeline->page, sheet->out, 0, 0, tl_text_get(&line));
    tl_page_end(timeline->page, sheet->out, TL_INK_BOLD);
    tl_text_reset(&line);
    tl_text_print(&line, "replication %llu of seed %llu; a column is ",
                  (unsigned long long)roster->replication, (unsigned long long)roster->seed);
    tl_timescale_print_slice(&timeline->scale, &line);
    tl_page_fill(timeline->page, sheet->out, 0, 0, tl_text_get(&line));
    tl_text_add_char(sheet->out, '\n');
    tl_text_clear(&line);
}

static void print_legend(struct sheet *sheet)
{
    const struct tl_page *page = sheet->timeline->page;
    const struct view *view = &views[sheet->timeline->by];
    struct tl_text line = {0};
    tl_text_add_char(sheet->out, '\n');
    tl_letters_add_legend(sheet->seen, &line);
    if (line.size > 0) {
        tl_page_fill(page, sheet->out, 0, 0, "A letter is what an asset does for longest in its column:");
        tl_page_fill(page, sheet->out, 0, 0, tl_text_get(&line));
        tl_text_reset(&line);
    }
    if (view->blocks) {
        tl_text_add(&line, "A block is ");
        tl_text_print(&line, view->blocks, tl_blocks_least(page), tl_blocks_full(page));
        tl_page_fill(page, sheet->out, 0, 0, tl_text_get(&line));
    }
    if (sheet->has_runs) {
        tl_page_fill(page, sheet->out, 0, 0, "NAME-A..B are those from A to B, whose rows look alike.");
    }
    tl_text_clear(&line);
}

void tl_timeline_print(const struct tl_timeline *timeline, struct tl_text *out)
{
    struct sheet sheet = {.timeline = timeline, .out = out};
    print_head(&sheet);
    if (timeline->row_count > TL_TIMELINE_TALL) {
        tl_timescale_print_above(&timeline->scale, timeline->label_width, timeline->page, out);
    }
    for (size_t i = 0; i < timeline->section_count; i++) {
        print_section(&sheet, i);
    }
    tl_timescale_print(&timeline->scale, timeline->label_width, timeline->page, out);
    tl_timescale_print_marks(&timeline->scale, timeline->label_width, timeline->marks, timeline->mark_count,
                             out);
    print_legend(&sheet);
}
