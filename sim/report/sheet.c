#include "report/sheet.h"

#include <math.h>
#include <string.h>

#include "report/flags.h"
#include "report/number.h"
#include "report/summary.h"

#define TL_SHARERS_WIDEST 24 /* columns that the names of those who share an index may take */

static void fill_inked(struct tl_sheet *sheet, enum tl_ink ink, const char *text)
{
    struct tl_text filled = {0};
    tl_page_fill(sheet->page, &filled, 0, 2, text);
    filled.data[--filled.size] = '\0'; /* an emphasis ends before the line does */
    tl_page_add(sheet->page, sheet->out, ink, tl_text_get(&filled));
    tl_text_add_char(sheet->out, '\n');
    tl_text_clear(&filled);
}

void tl_sheet_print_title(struct tl_sheet *sheet, const char *format, ...)
{
    struct tl_text text = {0};
    va_list args;
    va_start(args, format);
    tl_text_print_args(&text, format, args);
    va_end(args);
    tl_text_add_char(sheet->out, '\n');
    fill_inked(sheet, TL_INK_BOLD, tl_text_get(&text));
    tl_text_clear(&text);
}

void tl_sheet_print_line(struct tl_sheet *sheet, int indent, const char *format, ...)
{
    struct tl_text text = {0};
    va_list args;
    va_start(args, format);
    tl_text_print_args(&text, format, args);
    va_end(args);
    tl_page_fill(sheet->page, sheet->out, 0, indent, tl_text_get(&text));
    tl_text_clear(&text);
}

double tl_sheet_horizon_days(const struct tl_roster *roster)
{
    return (double)roster->horizon_s / (double)TL_DAY_S;
}

double tl_sheet_warmup_days(const struct tl_roster *roster)
{
    return (double)roster->warmup_s / (double)TL_DAY_S;
}

double tl_sheet_measured_days(const struct tl_roster *roster)
{
    return (double)(roster->horizon_s - roster->warmup_s) / (double)TL_DAY_S;
}

/* "base.cfg, hash 0123...", in one line or in two. */
static void print_source(struct tl_sheet *sheet, int indent, const char *file, const char *hash)
{
    struct tl_text text = {0};
    tl_text_print(&text, "%s, hash %s", file, hash);
    bool fits = indent + tl_text_width(tl_text_get(&text)) <= sheet->page->width;
    tl_text_reset(&text);
    tl_text_print(&text, "%*s%s%s", indent, "", file, fits ? ", " : ",\n");
    tl_text_print(&text, "%*shash %s\n", fits ? 0 : indent, "", hash);
    tl_text_add(sheet->out, tl_text_get(&text));
    tl_text_clear(&text);
}

/* A scenario's start: the date alone where it starts at midnight. */
static void add_epoch(struct tl_text *text, int64_t epoch_s)
{
    struct tl_text date = {0};
    tl_date_print(&date, epoch_s);
    size_t day = strcspn(tl_text_get(&date), "T");
    bool midnight = strcmp(tl_text_get(&date) + day, "T00:00:00Z") == 0;
    tl_text_add_bytes(text, tl_text_get(&date), midnight ? day : date.size);
    tl_text_clear(&date);
}

static void print_scenarios(struct tl_sheet *sheet)
{
    const struct tl_report *report = sheet->report;
    int width = 0;
    for (size_t i = 0; i < report->study->variant_count; i++) {
        int label = tl_text_width(tl_report_roster(report, i)->scenario);
        width = label > width ? label : width;
    }
    for (size_t i = 0; i < report->study->variant_count; i++) {
        const struct tl_roster *roster = tl_report_roster(report, i);
        tl_page_add(sheet->page, sheet->out, TL_INK_BOLD, roster->scenario);
        tl_text_print(sheet->out, "%*s", width + 2 - tl_text_width(roster->scenario), "");
        tl_page_fill(sheet->page, sheet->out, width + 2, width + 2, roster->title);
        print_source(sheet, width + 2, report->scenarios[i].file, roster->hash);
    }
}

/* What is missing, if anything is. */
static void print_status(struct tl_sheet *sheet)
{
    const struct tl_study *study = sheet->report->study;
    const char *status = tl_report_status(study);
    if (strcmp(status, "complete") == 0) {
        return;
    }
    struct tl_text text = {0};
    tl_text_print(&text, "%s: %zu of %llu replications", status, study->kept,
                  (unsigned long long)study->options.n);
    if (study->crash_count > 0) {
        tl_text_print(&text, "; %zu crashed and left every scenario, which may bias what is left",
                      study->crash_count);
    }
    fill_inked(sheet, TL_INK_WARNING, tl_text_get(&text));
    tl_text_clear(&text);
}

void tl_sheet_print_head(struct tl_sheet *sheet)
{
    const struct tl_report *report = sheet->report;
    const struct tl_study *study = report->study;
    const struct tl_roster *roster = tl_report_roster(report, 0);
    struct tl_text text = {0};
    print_scenarios(sheet);
    tl_number_print_plain(&text, tl_sheet_horizon_days(roster));
    tl_text_add(&text, " d from ");
    add_epoch(&text, roster->epoch_s);
    if (roster->warmup_s > 0) {
        tl_text_add(&text, ", measured from day ");
        tl_number_print_plain(&text, tl_sheet_warmup_days(roster));
        tl_text_add(&text, " on");
    }
    bool pairs = study->variant_count > 1;
    tl_text_print(&text, ", %zu %sreplication%s, seed %llu, %s", study->kept, pairs ? "paired " : "",
                  study->kept == 1 ? "" : "s", (unsigned long long)study->options.seed, roster->program);
    tl_sheet_print_line(sheet, 2, "%s", tl_text_get(&text));
    tl_text_add(sheet->out, "again: ");
    tl_page_fill_command(sheet->page, sheet->out, 7, 7, report->command);
    print_status(sheet);
    tl_text_clear(&text);
}

/* An interval tells nothing of inputs that are not known well. */
static void print_uncertain(struct tl_sheet *sheet)
{
    const struct tl_study *study = sheet->report->study;
    const struct tl_scenario *scenario = study->variants[0].model->scenario; /* NULL: made by hand */
    if (study->kept < 2 || !scenario || scenario->uncertain_count == 0) {
        return;
    }
    bool one = scenario->uncertain_count == 1;
    tl_sheet_print_line(sheet, 2,
                        "Intervals cover chance alone, at nominal inputs: %zu input%s of %s %s marked "
                        "uncertain and %s not varied.",
                        scenario->uncertain_count, one ? "" : "s",
                        study->variant_count > 1 ? tl_report_roster(sheet->report, 0)->scenario
                                                 : "this scenario",
                        one ? "is" : "are", one ? "is" : "are");
}

/* In how many replications a variant's rates were cut: ", 12 % of variant". Nothing where there were none. */
static void add_cut(const struct tl_sheet *sheet, size_t variant, const char *entity, struct tl_text *text)
{
    const struct tl_study *study = sheet->report->study;
    size_t column = tl_summary_find(&study->variants[variant], "ceiling-reached", entity);
    double share = column == TL_NO_COLUMN ? 0 : 100 * tl_summary_mean(sheet->report, variant, column).value;
    if (!(share > 0)) {
        return;
    }
    tl_text_print(text, "%s%.*f %% of ", text->size > 0 ? ", " : "", share < 1 ? 1 : 0, share);
    tl_text_add(text, study->variant_count > 1 ? tl_report_roster(sheet->report, variant)->scenario
                                               : "replications");
}

/* Told only where it happened. entity: "postures.china" */
static void print_cut(struct tl_sheet *sheet, const char *entity)
{
    struct tl_text shares = {0};
    for (size_t v = 0; v < sheet->report->study->variant_count; v++) {
        add_cut(sheet, v, entity, &shares);
    }
    if (shares.size > 0) {
        tl_sheet_print_line(sheet, 2,
                            "The rates of %s reached their ceiling in %s and were cut there: raise the "
                            "ceiling in all variants.",
                            entity, tl_text_get(&shares));
    }
    tl_text_clear(&shares);
}

/* Rates that were cut, of each process and party that any variant has. */
static void print_ceilings(struct tl_sheet *sheet)
{
    const struct tl_study *study = sheet->report->study;
    for (size_t v = 0; v < study->variant_count; v++) {
        for (size_t i = 0; i < study->variants[v].column_count; i++) {
            const struct tl_column *column = &study->variants[v].columns[i];
            bool is_new = strcmp(column->measure, "ceiling-reached") == 0;
            for (size_t before = 0; before < v && is_new; before++) {
                is_new = tl_summary_find(&study->variants[before], column->measure, column->entity) ==
                         TL_NO_COLUMN;
            }
            if (is_new) {
                print_cut(sheet, column->entity);
            }
        }
    }
}

void tl_sheet_print_notes(struct tl_sheet *sheet)
{
    size_t count;
    const struct tl_flag_class *classes = tl_flag_classes(&count);
    const struct tl_study *study = sheet->report->study;
    tl_text_add_char(sheet->out, '\n');
    if (study->kept == 1) {
        tl_sheet_print_line(sheet, 2, "One replication: no intervals.");
    } else {
        tl_sheet_print_line(sheet, 2,
                            "Each interval holds with %g %% confidence by itself, not all of them at once.",
                            100 * sheet->report->confidence);
    }
    print_uncertain(sheet);
    print_ceilings(sheet);
    if (sheet->flags & TL_FLAG_IDENTICAL) {
        tl_sheet_print_line(sheet, 2, "identical: the same in all %zu replications", study->kept);
    }
    for (size_t i = 0; i < count; i++) {
        if (sheet->flags & (unsigned)classes[i].flag && *classes[i].mark) {
            tl_sheet_print_line(sheet, 2, "%s %s", classes[i].mark, classes[i].footnote);
        }
    }
}

static void add_marks(struct tl_text *text, unsigned flags)
{
    size_t count;
    const struct tl_flag_class *classes = tl_flag_classes(&count);
    for (size_t i = 0; i < count; i++) {
        if (flags & (unsigned)classes[i].flag) {
            tl_text_add(text, classes[i].mark);
        }
    }
}

/* Rows are moved in by a space. */
static const char *row_name(const struct tl_grid *grid, size_t row)
{
    const char *name = grid->rows[row].cells[0];
    return name ? name + strspn(name, " ") : "";
}

void tl_sheet_set(struct tl_sheet *sheet, struct tl_grid *grid, size_t row, size_t column,
                  struct tl_interval interval)
{
    struct tl_text text = {0};
    interval.flags = interval.n > 0 ? interval.flags : 0u; /* absent everywhere: the dash says so */
    tl_number_print_value(&text, &interval, INFINITY);
    tl_grid_set(grid, row, column, tl_text_get(&text));
    tl_text_reset(&text);
    tl_number_print_ends(&text, &interval, INFINITY);
    add_marks(&text, interval.flags);
    tl_grid_set(grid, row, column + 1, tl_text_get(&text));
    tl_text_clear(&text);
    tl_marked_add(&sheet->marked, (struct tl_marked_number){.row = row_name(grid, row),
                                                            .grid_row = row,
                                                            .column = grid->columns[column].title,
                                                            .grid_column = column + 1,
                                                            .interval = interval,
                                                            .limit = INFINITY});
}

void tl_sheet_set_value(struct tl_grid *grid, size_t row, size_t column, const struct tl_interval *mean)
{
    struct tl_text text = {0};
    tl_number_print_value(&text, mean, INFINITY);
    tl_grid_set(grid, row, column, tl_text_get(&text));
    tl_text_clear(&text);
}

void tl_sheet_add_interval(struct tl_sheet *sheet, struct tl_text *text, const char *row, const char *column,
                           struct tl_interval interval, double limit)
{
    tl_number_print_interval(text, &interval, limit);
    add_marks(text, interval.flags);
    tl_marked_add(&sheet->marked, (struct tl_marked_number){.row = row,
                                                            .column = column,
                                                            .grid_column = TL_MARKED_ALWAYS,
                                                            .interval = interval,
                                                            .limit = limit});
}

static void print_marked(struct tl_sheet *sheet, const struct tl_grid *grid)
{
    sheet->flags |= tl_marked_print(&sheet->marked, grid, sheet->page, sheet->out);
    tl_marked_clear(&sheet->marked);
}

void tl_sheet_print_medians(struct tl_sheet *sheet)
{
    print_marked(sheet, NULL);
}

size_t tl_sheet_add_number(struct tl_sheet *sheet, struct tl_grid *grid, const char *title, int drop)
{
    size_t column = tl_grid_add_column(grid, title, TL_ALIGN_POINT, TL_INK_PLAIN, drop);
    bool single = sheet->report->study->kept < 2;
    tl_grid_add_column(grid, single ? "" : "interval", TL_ALIGN_LEFT, TL_INK_FAINT, drop);
    return column;
}

void tl_sheet_end_grid(struct tl_sheet *sheet, struct tl_grid *grid)
{
    tl_grid_print(grid, sheet->out);
    print_marked(sheet, grid);
    tl_grid_clear(grid);
}

bool tl_sheet_is_partner(const struct tl_roster *roster, const char *index)
{
    for (size_t i = 0; i < roster->partners.count; i++) {
        if (strcmp(roster->partners.items[i], index) == 0) {
            return true;
        }
    }
    return false;
}

static const struct tl_roster_index *find_index(const struct tl_roster *roster, const char *name)
{
    for (size_t i = 0; i < roster->index_count; i++) {
        if (strcmp(roster->indexes[i].name, name) == 0) {
            return &roster->indexes[i];
        }
    }
    return NULL;
}

/* By the roster of one scenario. */
static bool is_same_index(const struct tl_roster *roster, const char *one, const char *other)
{
    const struct tl_roster_index *first = find_index(roster, one);
    const struct tl_roster_index *second = find_index(roster, other);
    for (size_t i = 0; first && second && i < roster->mission_count; i++) {
        if (first->weights[i] != second->weights[i]) {
            return false;
        }
    }
    return first && second;
}

static bool is_shared(const struct tl_sheet *sheet, size_t variant, size_t one, size_t other)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    const char *first = roster->indexes[one].name;
    const char *second = roster->indexes[other].name;
    return tl_sheet_is_partner(roster, first) && tl_sheet_is_partner(roster, second) &&
           is_same_index(roster, first, second) &&
           is_same_index(tl_report_roster(sheet->report, variant), first, second);
}

bool tl_sheet_add_sharers(const struct tl_sheet *sheet, size_t variant, size_t index, struct tl_text *names)
{
    const struct tl_roster *roster = tl_report_roster(sheet->report, 0);
    for (size_t i = 1; i < index; i++) {
        if (is_shared(sheet, variant, i, index)) {
            return false;
        }
    }
    tl_text_add(names, roster->indexes[index].name);
    size_t more = 0;
    for (size_t i = index + 1; i < roster->index_count; i++) {
        if (is_shared(sheet, variant, index, i)) {
            const char *name = roster->indexes[i].name;
            bool fits =
                more == 0 && tl_text_width(tl_text_get(names)) + tl_text_width(name) < TL_SHARERS_WIDEST;
            if (fits) {
                tl_text_print(names, ", %s", name);
            }
            more += !fits;
        }
    }
    if (more > 0) {
        tl_text_print(names, " and %zu more", more);
    }
    return true;
}
