/* Trials for the programs of a CI: annotations of GitHub Actions, a summary in Markdown, a JUnit report. */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "report/check.h"

/* ---- in a line ---- */

/* The gravest of what moved; else the first expectation that does not hold. */
static void add_worst(const struct tl_trial *trial, struct tl_text *out)
{
    for (size_t v = 0; v < TL_CHECK_TOLD; v++) {
        const struct tl_judgement *worst = tl_check_next(&trial->judgements, tl_check_told[v], NULL);
        if (worst) {
            tl_text_add(out, ": ");
            tl_check_add_name(worst, out);
            tl_text_add_char(out, ' ');
            tl_check_add_difference(worst, out);
            return;
        }
    }
    for (size_t i = 0; i < trial->expectation_count; i++) {
        if (trial->expected[i].expected != TL_EXPECTED_HOLDS) {
            tl_text_add(out, ": ");
            tl_check_add_expected(trial, i, out);
            return;
        }
    }
}

void tl_check_print_reason(const struct tl_trial *trial, struct tl_text *out)
{
    tl_text_add(out, tl_check_word(trial));
    if (!tl_error_is_empty(&trial->failures)) {
        tl_text_print(out, ": %s", trial->failures.lines[0]);
    } else if (trial->crash_count > 0) {
        tl_text_print(out, ": replication %llu: %s", (unsigned long long)trial->crashes[0].replication,
                      trial->crashes[0].why);
    } else if (trial->was_judged) {
        add_worst(trial, out);
    }
    if (trial->place.is_known) {
        tl_text_print(out, "; replication %zu has other events from D+%zu on", trial->place.replication,
                      trial->place.day);
    }
    if (trial->was_judged && tl_trial_outcome(trial) == TL_FAULT_UNDECIDED &&
        isfinite(tl_trial_decides(trial))) {
        tl_text_print(out, "; about %.0f replications would decide", tl_trial_decides(trial));
    }
}

/* ---- annotations ---- */

/* As a workflow command wants it: % and line ends as hexadecimal, in properties , and : too. */
static void add_escaped(struct tl_text *out, const char *text, bool is_property)
{
    for (const char *c = text; *c; c++) {
        bool is_special = *c == '%' || *c == '\n' || *c == '\r' || (is_property && (*c == ',' || *c == ':'));
        if (is_special) {
            tl_text_print(out, "%%%02X", (unsigned)(unsigned char)*c);
        } else {
            tl_text_add_char(out, *c);
        }
    }
}

static void annotate(struct tl_text *out, const char *level, const struct tl_origin *origin,
                     const char *title, const char *message)
{
    tl_text_print(out, "::%s file=", level);
    add_escaped(out, origin->file, true);
    if (origin->line > 0) {
        tl_text_print(out, ",line=%d", origin->line);
    }
    tl_text_add(out, ",title=");
    add_escaped(out, title, true);
    tl_text_add(out, "::");
    add_escaped(out, message, false);
    tl_text_add_char(out, '\n');
}

/* Why there is no answer: a line a mistake, at the baseline; the message says where the mistake is. */
static void annotate_failures(const struct tl_trial *trial, const char *title, struct tl_text *out)
{
    struct tl_origin at = {trial->path, 0};
    for (size_t i = 0; i < trial->failures.count; i++) {
        annotate(out, "error", &at, title, trial->failures.lines[i]);
    }
}

/* Returns how many. */
static size_t annotate_expected(const struct tl_trial *trial, const char *title, struct tl_text *out)
{
    size_t count = 0;
    for (size_t i = 0; i < trial->expectation_count; i++) {
        if (trial->expected[i].expected != TL_EXPECTED_HOLDS) {
            struct tl_text message = {0};
            tl_check_add_expected(trial, i, &message);
            annotate(out, "error", &trial->expectations[i].text->origin, title, tl_text_get(&message));
            tl_text_clear(&message);
            count++;
        }
    }
    return count;
}

static void annotate_answer(const struct tl_trial *trial, const char *title, struct tl_text *out)
{
    bool passes = tl_trial_outcome(trial) == TL_FAULT_NONE;
    struct tl_text reason = {0};
    tl_check_print_reason(trial, &reason);
    size_t expected = annotate_expected(trial, title, out);
    if (!passes && trial->changes.count == 0 && expected == 0) {
        struct tl_origin at = {trial->path, 0};
        annotate(out, "error", &at, title, tl_text_get(&reason));
    }
    for (size_t i = 0; i < trial->changes.count; i++) {
        struct tl_text message = {0};
        tl_check_add_change(&trial->changes.items[i], &message);
        tl_text_print(&message, "; %s", tl_text_get(&reason));
        annotate(out, passes ? "notice" : "error", &trial->changes.items[i].origin, title,
                 tl_text_get(&message));
        tl_text_clear(&message);
    }
    tl_text_clear(&reason);
}

static void annotate_trial(const struct tl_trial *trial, struct tl_text *out)
{
    struct tl_text title = {0};
    tl_text_print(&title, "%s: %s", trial->path, tl_check_word(trial));
    if (!tl_error_is_empty(&trial->failures)) {
        annotate_failures(trial, tl_text_get(&title), out);
    } else if (!tl_check_is_absent(trial)) {
        annotate_answer(trial, tl_text_get(&title), out);
    }
    tl_text_clear(&title);
}

void tl_check_print_github(const struct tl_trial *trials, size_t count, struct tl_text *out)
{
    for (size_t i = 0; i < count; i++) {
        annotate_trial(&trials[i], out);
    }
}

/* ---- Markdown ---- */

static void add_cell(struct tl_text *out, const char *text)
{
    tl_text_add(out, "| ");
    for (const char *c = text; *c; c++) {
        tl_text_add(out, *c == '|' ? "\\" : "");
        tl_text_add_char(out, *c);
    }
    tl_text_add_char(out, ' ');
}

static void add_measures(const struct tl_trial *trial, struct tl_text *out)
{
    for (size_t v = 0; v < TL_CHECK_TOLD; v++) {
        const struct tl_judgement *item = NULL;
        while ((item = tl_check_next(&trial->judgements, tl_check_told[v], item)) != NULL) {
            struct tl_text name = {0};
            struct tl_text difference = {0};
            tl_check_add_name(item, &name);
            tl_check_add_difference(item, &difference);
            add_cell(out, tl_ruling_name(item->verdict));
            add_cell(out, tl_text_get(&name));
            add_cell(out, tl_text_get(&difference));
            tl_text_add(out, "|\n");
            tl_text_clear(&name);
            tl_text_clear(&difference);
        }
    }
}

/* When and where; the first event as it stands. */
static void add_course(const struct tl_trial *trial, struct tl_text *out)
{
    const struct tl_page page = {.width = 100, .utf8 = true, .color = false};
    tl_text_add(out, "- ");
    tl_check_add_place(trial, out);
    tl_text_add_char(out, '\n');
    if (trial->has_fork) {
        tl_text_add(out, "\n" TL_CHECK_FORK ":\n\n```text\n");
        tl_check_add_fork(&trial->fork, &page, out);
        tl_text_add(out, "```\n");
    } else if (trial->trace_fault) {
        tl_text_add(out, "- ");
        tl_check_add_trace_fault(trial, out);
        tl_text_add_char(out, '\n');
    }
}

static void add_details(const struct tl_trial *trial, struct tl_text *out)
{
    tl_text_print(out, "\n#### %s: %s\n\n", trial->path, tl_check_word(trial));
    for (size_t i = 0; i < trial->crash_count; i++) {
        tl_text_print(out, "- replication %llu crashed: %s\n",
                      (unsigned long long)trial->crashes[i].replication, trial->crashes[i].why);
    }
    for (size_t i = 0; i < trial->changes.count; i++) {
        struct tl_text change = {0};
        tl_check_add_change(&trial->changes.items[i], &change);
        tl_text_print(out, "- `%s` (", tl_text_get(&change));
        tl_origin_print(&trial->changes.items[i].origin, out);
        tl_text_add(out, ")\n");
        tl_text_clear(&change);
    }
    for (size_t i = 0; i < trial->expectation_count; i++) {
        if (trial->expected[i].expected != TL_EXPECTED_HOLDS) {
            tl_text_add(out, "- ");
            tl_check_add_expected(trial, i, out);
            tl_text_add_char(out, '\n');
        }
    }
    for (size_t i = 0; i < trial->failures.count; i++) {
        tl_text_print(out, "- %s\n", trial->failures.lines[i]);
    }
    if (tl_trial_is_program(trial)) {
        tl_text_add(out, "- ");
        tl_check_add_program(trial, out);
        tl_text_add_char(out, '\n');
    }
    if (trial->was_judged && trial->different > 0 && trial->crash_count == 0) {
        add_course(trial, out);
    }
    if (trial->judgements.count > 0) {
        tl_text_add(out, "\n| verdict | measure | difference |\n| --- | --- | --- |\n");
        add_measures(trial, out);
    }
    if (trial->was_judged && tl_trial_outcome(trial) == TL_FAULT_UNDECIDED) {
        tl_text_add_char(out, '\n');
        tl_check_add_advice(trial, out);
        tl_text_add_char(out, '\n');
    }
}

void tl_check_print_markdown(const struct tl_trial *trials, size_t count, struct tl_text *out)
{
    tl_text_add(out, "### Scenario outcomes\n\n| baseline | outcome | replications | with other events |\n| "
                     "--- | --- | --: | --: |\n");
    for (size_t i = 0; i < count; i++) {
        add_cell(out, trials[i].path);
        add_cell(out, tl_check_word(&trials[i]));
        tl_text_print(out, "| %zu | %zu |\n", trials[i].n, trials[i].different);
    }
    for (size_t i = 0; i < count; i++) {
        if (tl_trial_outcome(&trials[i]) != TL_FAULT_NONE) {
            add_details(&trials[i], out);
        }
    }
}

/* ---- JUnit ---- */

/* As XML text, with characters that XML 1.0 does not know, and bytes that are not UTF-8, left out. */
static void add_xml(struct tl_text *out, const char *text)
{
    for (const char *c = text; *c;) {
        uint32_t code = 0;
        size_t bytes = tl_utf8_decode(c, &code);
        if (code == '&' || code == '<' || code == '>' || code == '"') {
            tl_text_print(out, "&#%u;", code);
        } else if (code >= ' ' && code != 0xFFFE && code != 0xFFFF) {
            tl_text_add_bytes(out, c, bytes);
        }
        c += bytes > 0 ? bytes : 1;
    }
}

/* What a test case holds, by how the trial ends; "": nothing. */
static const char *choose_element(const struct tl_trial *trial)
{
    return !tl_error_is_empty(&trial->failures)       ? "error"
           : tl_check_is_absent(trial)                ? "skipped"
           : tl_trial_outcome(trial) == TL_FAULT_NONE ? ""
                                                      : "failure";
}

/* As in a table, line by line. */
static void add_account(const struct tl_trial *trial, struct tl_text *out)
{
    struct tl_text table = {0};
    const struct tl_page page = {.width = 120, .utf8 = false, .color = false};
    tl_check_add_trial(trial, &page, &table);
    for (const char *line = tl_text_get(&table); *line; line += strcspn(line, "\n") + 1) {
        struct tl_text part = {0};
        tl_text_add_bytes(&part, line, strcspn(line, "\n"));
        add_xml(out, tl_text_get(&part));
        tl_text_add_char(out, '\n');
        tl_text_clear(&part);
    }
    tl_text_clear(&table);
}

static void add_case(const struct tl_trial *trial, struct tl_text *out)
{
    const char *element = choose_element(trial);
    tl_text_add(out, "  <testcase classname=\"trilat check\" name=\"");
    add_xml(out, trial->path);
    tl_text_print(out, "\" time=\"%.3f\"", trial->seconds);
    if (*element == '\0') {
        tl_text_add(out, "/>\n");
        return;
    }
    struct tl_text reason = {0};
    tl_check_print_reason(trial, &reason);
    tl_text_print(out, ">\n    <%s message=\"", element);
    add_xml(out, tl_text_get(&reason));
    tl_text_add(out, "\"");
    if (strcmp(element, "skipped") != 0) {
        tl_text_print(out, " type=\"%s\">", tl_check_word(trial));
        add_account(trial, out);
        tl_text_print(out, "</%s>", element);
    } else {
        tl_text_add(out, "/>");
    }
    tl_text_add(out, "\n  </testcase>\n");
    tl_text_clear(&reason);
}

static size_t count_elements(const struct tl_trial *trials, size_t count, const char *element)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        found += strcmp(choose_element(&trials[i]), element) == 0;
    }
    return found;
}

void tl_check_print_junit(const struct tl_trial *trials, size_t count, struct tl_text *out)
{
    tl_text_print(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"trilat check\" tests=\"%zu\" "
        "failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\">\n",
        count, count_elements(trials, count, "failure"), count_elements(trials, count, "error"),
        count_elements(trials, count, "skipped"));
    for (size_t i = 0; i < count; i++) {
        add_case(&trials[i], out);
    }
    tl_text_add(out, "</testsuite>\n");
}
