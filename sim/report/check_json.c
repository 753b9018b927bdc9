/* Trials as JSON. */
#include <jansson.h>
#include <math.h>
#include <stdlib.h>

#include "report/check.h"

static json_t *make_real(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *make_text(const char *text)
{
    json_t *value = text ? json_string(text) : json_null();
    return value ? value : json_string("?"); /* not UTF-8 */
}

static json_t *make_change(const struct tl_baseline_change *change)
{
    return json_pack("{s:o, s:o, s:o, s:o, s:i}", "path", make_text(change->path), "was",
                     make_text(change->was), "is", make_text(change->is), "file",
                     make_text(change->origin.file), "line", change->origin.line);
}

static json_t *make_judgement(const struct tl_judgement *judgement)
{
    return json_pack("{s:o, s:o, s:o, s:b, s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "measure",
                     make_text(judgement->measure), "entity", make_text(judgement->entity), "unit",
                     make_text(judgement->unit), "presence", judgement->is_presence, "verdict",
                     tl_ruling_name(judgement->verdict), "was", make_real(judgement->was), "is",
                     make_real(judgement->is), "difference", make_real(judgement->look.mean), "lo",
                     make_real(judgement->look.lo), "hi", make_real(judgement->look.hi), "tolerance",
                     make_real(judgement->tolerance));
}

static json_t *make_expected(const struct tl_trial *trial, size_t number)
{
    static const char *const words[] = {
        [TL_EXPECTED_HOLDS] = "holds", [TL_EXPECTED_FAILS] = "fails", [TL_EXPECTED_OPEN] = "undecided"};
    const struct tl_expected_result *result = &trial->expected[number];
    const struct tl_words_text *text = trial->expectations[number].text;
    return json_pack("{s:o, s:o, s:o, s:i, s:s, s:o, s:o, s:o, s:I}", "name",
                     make_text(trial->expectations[number].name), "text", make_text(text->text), "file",
                     make_text(text->origin.file), "line", text->origin.line, "verdict",
                     words[result->expected], "value", make_real(result->interval.value), "lo",
                     make_real(result->interval.lo), "hi", make_real(result->interval.hi), "n",
                     (json_int_t)result->interval.n);
}

static json_t *make_place(const struct tl_trial *trial)
{
    const struct tl_trial_place *place = &trial->place;
    if (!place->is_known) {
        return json_null();
    }
    json_t *missions = json_array();
    for (size_t i = 0; i < place->mission_count; i++) {
        json_array_append_new(missions, make_text(place->missions[i]));
    }
    return json_pack("{s:I, s:I, s:o}", "replication", (json_int_t)place->replication, "day",
                     (json_int_t)place->day, "missions", missions);
}

static json_t *make_chain(const struct tl_fork_chain *chain)
{
    json_t *lines = json_array();
    for (size_t i = 0; i < chain->count; i++) {
        json_array_append_new(lines, make_text(chain->lines[i]));
    }
    return lines;
}

static json_t *make_fork(const struct tl_trial *trial)
{
    const struct tl_fork_chain *chains = trial->fork.chains;
    return trial->has_fork ? json_pack("{s:o, s:o}", "was", make_chain(&chains[TL_FORK_WAS]), "is",
                                       make_chain(&chains[TL_FORK_IS]))
                           : json_null();
}

/* Why there is no answer, a text each. */
static json_t *make_failures(const struct tl_trial *trial)
{
    json_t *failures = json_array();
    for (size_t i = 0; i < trial->failures.count; i++) {
        json_array_append_new(failures, make_text(trial->failures.lines[i]));
    }
    for (size_t i = 0; i < trial->crash_count; i++) {
        struct tl_text crash = {0};
        tl_text_print(&crash, "replication %llu crashed: %s",
                      (unsigned long long)trial->crashes[i].replication, trial->crashes[i].why);
        json_array_append_new(failures, make_text(tl_text_get(&crash)));
        tl_text_clear(&crash);
    }
    return failures;
}

static json_t *make_trial(const struct tl_trial *trial)
{
    json_t *changes = json_array();
    json_t *judgements = json_array();
    json_t *expected = json_array();
    for (size_t i = 0; i < trial->changes.count; i++) {
        json_array_append_new(changes, make_change(&trial->changes.items[i]));
    }
    for (size_t i = 0; i < trial->judgements.count; i++) {
        json_array_append_new(judgements, make_judgement(&trial->judgements.items[i]));
    }
    for (size_t i = 0; trial->was_judged && i < trial->expectation_count; i++) {
        json_array_append_new(expected, make_expected(trial, i));
    }
    return json_pack("{s:o, s:o, s:s, s:o, s:I, s:I, s:o, s:o, s:o, s:o, s:o, s:o}", "baseline",
                     make_text(trial->path), "scenario",
                     make_text(trial->scenario ? trial->scenario->file : NULL), "verdict",
                     tl_check_word(trial), "failures", make_failures(trial), "replications",
                     (json_int_t)trial->n, "different", (json_int_t)trial->different, "first",
                     make_place(trial), "fork", make_fork(trial), "changes", changes, "measures", judgements,
                     "expected", expected, "decides", make_real(tl_trial_decides(trial)));
}

void tl_check_print_json(const struct tl_trial *trials, size_t count, struct tl_text *out)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(list, make_trial(&trials[i]));
    }
    json_t *root = json_pack("{s:s, s:s, s:o}", "schema", "trilat.check-report/1", "program",
                             "trilat " TL_VERSION, "checks", list);
    char *text = json_dumps(root, JSON_INDENT(1) | JSON_REAL_PRECISION(17));
    tl_text_add(out, text);
    tl_text_add_char(out, '\n');
    free(text);
    json_decref(root);
}
