#include "report/check.h"

#include <math.h>
#include <string.h>

#include "base/units.h"
#include "report/grid.h"
#include "report/number.h"

#define CHANGES_MOST  12 /* changed values that are told one by one */
#define MISSIONS_MOST 6
#define CHAIN_MOST    3  /* events of a chain, besides its beginning */
#define ROWS_MOST     12 /* of one verdict */

/* ---- words ---- */

const char *tl_check_word(const struct tl_trial *trial)
{
    static const enum tl_ruling verdicts[] = {TL_RULING_REGRESSED, TL_RULING_IMPROVED, TL_RULING_MOVED};
    if (!tl_error_is_empty(&trial->failures)) {
        return trial->failures.fault == TL_FAULT_USER ? "refused" : "failed";
    }
    if (trial->interrupted) {
        return "interrupted";
    }
    if (trial->crash_count > 0) {
        return "crashed";
    }
    if (!trial->was_judged) {
        return "not run";
    }
    if (trial->events == 0) {
        return "empty";
    }
    for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++) {
        if (trial->judgements.counts[verdicts[i]] > 0) {
            return tl_ruling_name(verdicts[i]);
        }
    }
    return trial->fails > 0 ? "fails"
           : trial->judgements.counts[TL_RULING_UNDECIDED] > 0 || trial->open > 0
               ? tl_ruling_name(TL_RULING_UNDECIDED)
               : "passes";
}

static struct tl_interval interval_of(const struct tl_judgement *judgement)
{
    return (struct tl_interval){.value = judgement->look.mean,
                                .lo = judgement->look.lo,
                                .hi = judgement->look.hi,
                                .n = judgement->look.n};
}

void tl_check_add_name(const struct tl_judgement *judgement, struct tl_text *out)
{
    tl_text_print(out, "%s %s%s", judgement->measure, judgement->entity,
                  judgement->is_presence ? " (is there at all)" : "");
}

/* In one of the two alone? */
static bool is_alone(const struct tl_judgement *judgement)
{
    return isnan(judgement->was) || isnan(judgement->is);
}

void tl_check_add_difference(const struct tl_judgement *judgement, struct tl_text *out)
{
    struct tl_interval interval = interval_of(judgement);
    if (is_alone(judgement)) {
        tl_text_add(out, isnan(judgement->was) ? "was not there" : "is no more");
        return;
    }
    tl_number_print_plain(out, judgement->was);
    tl_text_add(out, " to ");
    tl_number_print_plain(out, judgement->is);
    tl_text_print(out, "%s%s: by ", *judgement->unit ? " " : "", judgement->unit);
    tl_number_print_interval(out, &interval, INFINITY);
    tl_text_add(out, ", matters from ");
    tl_number_print_plain(out, judgement->tolerance);
}

/* ---- what is told of one trial ---- */

void tl_check_add_change(const struct tl_baseline_change *change, struct tl_text *out)
{
    tl_text_print(out, "%s ", change->path);
    if (change->was && change->is) {
        tl_text_print(out, "was %s, is %s", change->was, change->is);
    } else if (change->is) {
        tl_text_print(out, "is new: %s", change->is);
    } else {
        tl_text_print(out, "is no more: was %s", change->was);
    }
}

static void add_changes(const struct tl_baseline_changes *changes, const struct tl_page *page,
                        struct tl_text *out)
{
    for (size_t i = 0; i < changes->count && i < CHANGES_MOST; i++) {
        struct tl_text line = {0};
        tl_check_add_change(&changes->items[i], &line);
        tl_text_add(&line, " (");
        tl_origin_print(&changes->items[i].origin, &line);
        tl_text_add(&line, ")");
        tl_text_add(out, "  ");
        tl_page_fill(page, out, 2, 4, tl_text_get(&line));
        tl_text_clear(&line);
    }
    if (changes->count > CHANGES_MOST) {
        tl_text_print(out, "  ... and %zu more values\n", changes->count - CHANGES_MOST);
    }
}

/* The last lines of a chain: who it begins with, and what led to the event at once. */
static void add_chain(const struct tl_fork_chain *chain, const char *lead, const struct tl_page *page,
                      struct tl_text *out)
{
    for (size_t i = 0; i < chain->count; i++) {
        bool is_left_out = i > 0 && i + CHAIN_MOST < chain->count;
        struct tl_text line = {0};
        tl_text_print(&line, "%s%s", i + 1 == chain->count ? lead : "", chain->lines[i]);
        tl_text_add(out, is_left_out ? "" : "    ");
        if (!is_left_out) {
            tl_page_fill(page, out, 4, 6, tl_text_get(&line));
        } else if (i == 1) {
            tl_text_add(out, "    ...\n");
        }
        tl_text_clear(&line);
    }
}

void tl_check_add_fork(const struct tl_fork *fork, const struct tl_page *page, struct tl_text *out)
{
    add_chain(&fork->chains[TL_FORK_WAS], "no longer: ", page, out);
    add_chain(&fork->chains[TL_FORK_IS], "now: ", page, out);
}

/* A line of a paragraph. */
static void add_line(const struct tl_page *page, struct tl_text *out, const struct tl_text *line)
{
    tl_text_add(out, "  ");
    tl_page_fill(page, out, 2, 2, tl_text_get(line));
}

void tl_check_add_place(const struct tl_trial *trial, struct tl_text *out)
{
    const struct tl_trial_place *place = &trial->place;
    if (!place->is_known) {
        tl_text_print(out, "The first replication with other events is %zu.", trial->first);
        return;
    }
    tl_text_print(out, "Replication %zu has other events from D+%zu on, of %s", place->replication,
                  place->day, place->mission_count > 0 ? "missions" : "no mission");
    for (size_t i = 0; i < place->mission_count && i < MISSIONS_MOST; i++) {
        tl_text_print(out, "%s %s", i > 0 ? "," : "", place->missions[i]);
    }
    if (place->mission_count > MISSIONS_MOST) {
        tl_text_print(out, " and %zu more", place->mission_count - MISSIONS_MOST);
    }
    tl_text_add(out, ".");
}

/* A trace that is of no use is told: nobody would miss the event. */
void tl_check_add_trace_fault(const struct tl_trial *trial, struct tl_text *out)
{
    tl_text_print(out,
                  "The first event that differs is not known: %s; take it from its repository again, or "
                  "write both anew with trilat check --update %s.",
                  trial->trace_fault, trial->scenario->file);
}

/* When and where. */
static void add_course(const struct tl_trial *trial, const struct tl_page *page, struct tl_text *out)
{
    struct tl_text line = {0};
    tl_check_add_place(trial, &line);
    add_line(page, out, &line);
    tl_text_reset(&line);
    if (trial->has_fork) {
        tl_text_add(out, "  " TL_CHECK_FORK ":\n");
        tl_check_add_fork(&trial->fork, page, out);
    } else if (trial->trace_fault) {
        tl_check_add_trace_fault(trial, &line);
        add_line(page, out, &line);
    }
    tl_text_clear(&line);
}

void tl_check_add_expected(const struct tl_trial *trial, size_t expectation, struct tl_text *out)
{
    const struct tl_words_text *text = trial->expectations[expectation].text;
    const struct tl_expected_result *result = &trial->expected[expectation];
    tl_text_print(out, "%s \"%s\" %s: it is ", text->path, text->text,
                  result->expected == TL_EXPECTED_HOLDS   ? "holds"
                  : result->expected == TL_EXPECTED_FAILS ? "fails"
                                                          : "is undecided");
    tl_number_print_interval(out, &result->interval, INFINITY);
}

static void add_expected(const struct tl_trial *trial, const struct tl_page *page, struct tl_text *out)
{
    for (size_t i = 0; i < trial->expectation_count; i++) {
        struct tl_text line = {0};
        if (trial->expected[i].expected != TL_EXPECTED_HOLDS) {
            tl_check_add_expected(trial, i, &line);
            tl_text_add(&line, " (");
            tl_origin_print(&trial->expectations[i].text->origin, &line);
            tl_text_add(&line, ")");
            tl_text_add(out, "  ");
            tl_page_fill(page, out, 2, 4, tl_text_get(&line));
        }
        tl_text_clear(&line);
    }
}

/* One column of the table of measures. */
static void set_plain(struct tl_grid *grid, size_t row, size_t column, double value)
{
    struct tl_text text = {0};
    tl_number_print_plain(&text, value);
    tl_grid_set(grid, row, column, tl_text_get(&text));
    tl_text_clear(&text);
}

enum { VERDICT, MEASURE, WAS, IS, DIFFERENCE, ENDS, MATTERS, UNIT };

static void add_row(struct tl_grid *grid, const struct tl_judgement *judgement)
{
    struct tl_interval interval = interval_of(judgement);
    size_t row = tl_grid_add_row(grid);
    struct tl_text text = {0};
    tl_check_add_name(judgement, &text);
    tl_grid_set(grid, row, VERDICT, tl_ruling_name(judgement->verdict));
    tl_grid_set(grid, row, MEASURE, tl_text_get(&text));
    tl_grid_set(grid, row, UNIT, judgement->unit);
    set_plain(grid, row, WAS, judgement->was);
    set_plain(grid, row, IS, judgement->is);
    if (!is_alone(judgement)) {
        tl_text_reset(&text);
        tl_number_print_value(&text, &interval, INFINITY);
        tl_grid_set(grid, row, DIFFERENCE, tl_text_get(&text));
        tl_text_reset(&text);
        tl_number_print_ends(&text, &interval, INFINITY);
        tl_grid_set(grid, row, ENDS, tl_text_get(&text));
        set_plain(grid, row, MATTERS, judgement->tolerance);
    }
    tl_text_clear(&text);
}

/* How often what matters the difference is; what is there in one of the two alone is beyond all. */
static double weigh(const struct tl_judgement *judgement)
{
    return is_alone(judgement) ? INFINITY : fabs(judgement->look.mean) / judgement->tolerance;
}

const struct tl_judgement *tl_check_next(const struct tl_judgements *judgements, enum tl_ruling verdict,
                                         const struct tl_judgement *last)
{
    const struct tl_judgement *best = NULL;
    for (size_t i = 0; i < judgements->count; i++) {
        const struct tl_judgement *item = &judgements->items[i];
        bool is_behind =
            last == NULL || weigh(item) < weigh(last) || (weigh(item) == weigh(last) && item > last);
        if (item->verdict == verdict && is_behind && (best == NULL || weigh(item) > weigh(best))) {
            best = item;
        }
    }
    return best;
}

const enum tl_ruling tl_check_told[TL_CHECK_TOLD] = {TL_RULING_REGRESSED, TL_RULING_IMPROVED, TL_RULING_MOVED,
                                                     TL_RULING_UNDECIDED};

static void add_measures(const struct tl_judgements *judgements, const struct tl_page *page,
                         struct tl_text *out)
{
    struct tl_grid grid;
    size_t left_out = 0;
    tl_grid_init(&grid, page);
    tl_grid_add_column(&grid, "", TL_ALIGN_LEFT, TL_INK_BOLD, 0);
    tl_grid_add_column(&grid, "measure", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    tl_grid_add_column(&grid, "was", TL_ALIGN_POINT, TL_INK_PLAIN, 2);
    tl_grid_add_column(&grid, "is", TL_ALIGN_POINT, TL_INK_PLAIN, 2);
    tl_grid_add_column(&grid, "by", TL_ALIGN_POINT, TL_INK_PLAIN, 0);
    tl_grid_add_column(&grid, "within", TL_ALIGN_LEFT, TL_INK_PLAIN, 0);
    tl_grid_add_column(&grid, "matters from", TL_ALIGN_POINT, TL_INK_PLAIN, 3);
    tl_grid_add_column(&grid, "", TL_ALIGN_LEFT, TL_INK_FAINT, 1);
    for (size_t v = 0; v < TL_CHECK_TOLD; v++) {
        size_t rows = 0;
        for (const struct tl_judgement *item = tl_check_next(judgements, tl_check_told[v], NULL); item;
             item = tl_check_next(judgements, tl_check_told[v], item)) {
            if (rows++ < ROWS_MOST) {
                add_row(&grid, item);
            } else {
                left_out++;
            }
        }
    }
    if (grid.row_count > 0) {
        tl_grid_print(&grid, out);
    }
    if (left_out > 0) {
        tl_text_print(out, "  ... and %zu more measures\n", left_out);
    }
    tl_grid_clear(&grid);
}

/* ---- a trial ---- */

static void add_head(const struct tl_trial *trial, const struct tl_page *page, struct tl_text *out)
{
    const char *word = tl_check_word(trial);
    bool passes = strcmp(word, "passes") == 0;
    struct tl_text line = {0};
    tl_page_add(page, out, passes ? TL_INK_GOOD : TL_INK_WARNING, word);
    tl_text_add(out, "  ");
    tl_text_print(&line, "%s: ", trial->path);
    if (trial->interrupted) {
        tl_text_print(&line, "%zu of %zu replications had been run", trial->n, trial->baseline->replications);
    } else if (trial->crash_count > 0) {
        tl_text_print(&line, "replication %llu crashed: %s",
                      (unsigned long long)trial->crashes[0].replication, trial->crashes[0].why);
    } else if (trial->events == 0) {
        tl_text_add(&line, "nothing happens in this scenario");
    } else if (!trial->is_other) {
        tl_text_print(&line, "%zu replications are as they were, bit for bit", trial->n);
    } else if (trial->different == 0) {
        tl_text_print(
            &line,
            "%zu replications have the events that they had, measured otherwise; %zu measures are the "
            "same, %zu equivalent",
            trial->n, trial->judgements.counts[TL_RULING_SAME], trial->judgements.counts[TL_RULING_PASSES]);
    } else {
        tl_text_print(&line,
                      "%zu of %zu replications have other events; %zu measures are the same, %zu equivalent",
                      trial->different, trial->n, trial->judgements.counts[TL_RULING_SAME],
                      trial->judgements.counts[TL_RULING_PASSES]);
    }
    tl_page_fill(page, out, (int)strlen(word) + 2, 2, tl_text_get(&line));
    tl_text_clear(&line);
}

void tl_check_add_program(const struct tl_trial *trial, struct tl_text *out)
{
    tl_text_print(out, "%s: it is the program that differs from the one that wrote the baseline, %s.",
                  trial->changes.count > 0 ? "Nothing of that is simulated" : "The scenario is what it was",
                  trial->baseline->program);
}

/* Who did it: the scenario, or the program. */
static void add_blame(const struct tl_trial *trial, const struct tl_page *page, struct tl_text *out)
{
    struct tl_text line = {0};
    if (trial->changes.count > 0) {
        tl_text_print(out, "  %zu value%s of the scenario changed:\n", trial->changes.count,
                      trial->changes.count == 1 ? "" : "s");
        add_changes(&trial->changes, page, out);
    }
    if (tl_trial_is_program(trial)) {
        tl_check_add_program(trial, &line);
        add_line(page, out, &line);
    }
    tl_text_clear(&line);
}

void tl_check_add_advice(const struct tl_trial *trial, struct tl_text *out)
{
    double n = tl_trial_decides(trial);
    if (isfinite(n)) {
        tl_text_print(
            out,
            "About %.0f replications would decide: trilat check --update %s -n %.0f, from a version "
            "whose outcome is known to be good.",
            n, trial->scenario->file, n);
    } else {
        tl_text_add(out, "It is just at what matters, or too seldom there: no number of replications can be "
                         "named that would decide.");
    }
    if (trial->judgements.counts[TL_RULING_UNDECIDED] > 0) {
        tl_text_print(out, " Or raise its \"tolerance\" in %s where so much does not matter.", trial->path);
    }
}

bool tl_check_is_absent(const struct tl_trial *trial)
{
    return !tl_error_is_empty(&trial->failures) ||
           (!trial->was_judged && !trial->interrupted && trial->crash_count == 0);
}

/* A baseline without an answer. */
static void add_absence(const struct tl_trial *trial, const struct tl_page *page, struct tl_text *out)
{
    tl_page_add(page, out, TL_INK_WARNING, tl_check_word(trial));
    tl_text_print(out, "  %s\n", trial->path);
    for (size_t i = 0; i < trial->failures.count; i++) {
        tl_text_add(out, "  ");
        tl_page_fill(page, out, 2, 4, trial->failures.lines[i]);
    }
}

void tl_check_add_trial(const struct tl_trial *trial, const struct tl_page *page, struct tl_text *out)
{
    if (tl_check_is_absent(trial)) {
        add_absence(trial, page, out);
        return;
    }
    add_head(trial, page, out);
    add_blame(trial, page, out);
    if (trial->different > 0 && trial->crash_count == 0) {
        add_course(trial, page, out);
    }
    if (trial->is_other && trial->crash_count == 0) {
        add_measures(&trial->judgements, page, out);
    }
    add_expected(trial, page, out);
    if (tl_trial_outcome(trial) == TL_FAULT_UNDECIDED) {
        struct tl_text line = {0};
        tl_check_add_advice(trial, &line);
        add_line(page, out, &line);
        tl_text_clear(&line);
    }
}

void tl_check_print_table(const struct tl_trial *trials, size_t count, const struct tl_page *page,
                          struct tl_text *out)
{
    size_t passed = 0;
    for (size_t i = 0; i < count; i++) {
        tl_check_add_trial(&trials[i], page, out);
        passed += tl_trial_outcome(&trials[i]) == TL_FAULT_NONE;
    }
    tl_text_print(out, "%zu of %zu baseline%s %s\n", passed, count, passed == 1 && count == 1 ? "" : "s",
                  passed == 1 ? "passes" : "pass");
}

const char *const tl_check_formats[] = {
    [TL_CHECK_TABLE] = "table",       [TL_CHECK_JSON] = "json",   [TL_CHECK_GITHUB] = "github",
    [TL_CHECK_MARKDOWN] = "markdown", [TL_CHECK_JUNIT] = "junit", [TL_CHECK_FORMATS] = NULL};

void tl_check_print(const struct tl_trial *trials, size_t count, enum tl_check_format format,
                    const struct tl_page *page, struct tl_text *out)
{
    static void (*const printers[])(const struct tl_trial *trials, size_t count, struct tl_text *out) = {
        [TL_CHECK_JSON] = tl_check_print_json,
        [TL_CHECK_GITHUB] = tl_check_print_github,
        [TL_CHECK_MARKDOWN] = tl_check_print_markdown,
        [TL_CHECK_JUNIT] = tl_check_print_junit,
    };
    if (format == TL_CHECK_TABLE) {
        tl_check_print_table(trials, count, page, out);
    } else {
        printers[format](trials, count, out);
    }
}

void tl_check_print_moves(const struct tl_baseline_changes *changes, const struct tl_judgements *judgements,
                          const struct tl_page *page, struct tl_text *out)
{
    add_changes(changes, page, out);
    add_measures(judgements, page, out);
}
