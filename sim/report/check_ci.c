/* Trials for the programs of a CI: annotations of GitHub Actions, a summary in Markdown, a JUnit report. */
#include <string.h>

#include "report/check.h"

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

static void annotate_trial(const struct tl_trial *trial, struct tl_text *out)
{
    enum tl_fault outcome = tl_trial_outcome(trial);
    struct tl_text title = {0};
    struct tl_text reason = {0};
    const char *level = outcome == TL_FAULT_NONE ? "notice" : "error";
    tl_text_print(&title, "%s: %s", trial->baseline->scenario, tl_check_word(trial));
    tl_check_print_reason(trial, &reason);
    if (outcome != TL_FAULT_NONE && trial->changes.count == 0) {
        struct tl_origin at = {trial->baseline->path, 0};
        annotate(out, level, &at, tl_text_get(&title), tl_text_get(&reason));
    }
    for (size_t i = 0; i < trial->changes.count; i++) {
        struct tl_text message = {0};
        tl_check_add_change(&trial->changes.items[i], &message);
        tl_text_print(&message, "; %s", tl_text_get(&reason));
        annotate(out, level, &trial->changes.items[i].origin, tl_text_get(&title), tl_text_get(&message));
        tl_text_clear(&message);
    }
    tl_text_clear(&title);
    tl_text_clear(&reason);
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

static void add_details(const struct tl_trial *trial, struct tl_text *out)
{
    tl_text_print(out, "\n#### %s: %s\n\n", trial->baseline->path, tl_check_word(trial));
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
    tl_text_add(out, "\n| verdict | measure | difference |\n| --- | --- | --- |\n");
    add_measures(trial, out);
}

void tl_check_print_markdown(const struct tl_trial *trials, size_t count, struct tl_text *out)
{
    tl_text_add(out, "### Scenario outcomes\n\n| baseline | outcome | replications | with other events |\n| "
                     "--- | --- | --: | --: |\n");
    for (size_t i = 0; i < count; i++) {
        add_cell(out, trials[i].baseline->path);
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

/* As XML text, with characters that XML 1.0 does not know left out. */
static void add_xml(struct tl_text *out, const char *text)
{
    for (const char *c = text; *c; c++) {
        if (*c == '&' || *c == '<' || *c == '>' || *c == '"') {
            tl_text_print(out, "&#%d;", *c);
        } else if ((unsigned char)*c >= ' ') {
            tl_text_add_char(out, *c);
        }
    }
}

static void add_case(const struct tl_trial *trial, struct tl_text *out)
{
    tl_text_add(out, "  <testcase classname=\"trilat check\" name=\"");
    add_xml(out, trial->baseline->path);
    tl_text_print(out, "\" time=\"%.3f\"", trial->seconds);
    if (tl_trial_outcome(trial) == TL_FAULT_NONE) {
        tl_text_add(out, "/>\n");
        return;
    }
    struct tl_text reason = {0};
    struct tl_text table = {0};
    const struct tl_page page = {.width = 120, .utf8 = false, .color = false};
    tl_check_print_reason(trial, &reason);
    tl_check_print_table(trial, 1, &page, &table);
    tl_text_add(out, ">\n    <failure message=\"");
    add_xml(out, tl_text_get(&reason));
    tl_text_print(out, "\" type=\"%s\">", tl_check_word(trial));
    for (const char *line = tl_text_get(&table); *line; line += strcspn(line, "\n") + 1) {
        struct tl_text part = {0};
        tl_text_add_bytes(&part, line, strcspn(line, "\n"));
        add_xml(out, tl_text_get(&part));
        tl_text_add_char(out, '\n');
        tl_text_clear(&part);
    }
    tl_text_add(out, "</failure>\n  </testcase>\n");
    tl_text_clear(&reason);
    tl_text_clear(&table);
}

void tl_check_print_junit(const struct tl_trial *trials, size_t count, struct tl_text *out)
{
    size_t failures = 0;
    for (size_t i = 0; i < count; i++) {
        failures += tl_trial_outcome(&trials[i]) != TL_FAULT_NONE;
    }
    tl_text_print(out,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"trilat check\" "
                  "tests=\"%zu\" failures=\"%zu\" "
                  "errors=\"0\" skipped=\"0\">\n",
                  count, failures);
    for (size_t i = 0; i < count; i++) {
        add_case(&trials[i], out);
    }
    tl_text_add(out, "</testsuite>\n");
}
