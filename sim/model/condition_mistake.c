/* What is wrong with a condition that muParser does not take, in the words of the scenario language. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "model/condition.h"

#define TL_WORD "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"

struct scan {
    struct tl_arena *arena;
    const struct tl_scenario *scenario;
    const char *argument; /* the quote that opens the argument of the last observable; NULL: it has none */
};

static const struct {
    const char *name;
    const char *argument; /* "NONE", or what it is asked of */
} observables[] = {
#define TL_OBSERVABLE(name, ARGUMENT, change, range, help) {#name, #ARGUMENT},
#include "model/observable.def"
#undef TL_OBSERVABLE
};

#define TL_OBSERVABLES (sizeof observables / sizeof *observables)

static const char *skip_spaces(const char *at)
{
    return at + strspn(at, " \t");
}

static bool is_among(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* What muParser itself knows. */
static bool is_of_parser(const char *name)
{
    static const char *const names[] = {"sin",   "cos",  "tan",  "asin",  "acos",  "atan",  "atan2",
                                        "sinh",  "cosh", "tanh", "asinh", "acosh", "atanh", "log2",
                                        "log10", "log",  "ln",   "exp",   "sqrt",  "sign",  "rint",
                                        "abs",   "min",  "max",  "sum",   "avg",   "_pi",   "_e"};
    return is_among(name, names, sizeof names / sizeof *names);
}

/* The names that stand for numbers, as they are written in conditions, behind the observables: phases, then states of postures and
 * grades. */
static const char **list_names(const struct scan *scan, size_t *count)
{
    const struct tl_scenario *s = scan->scenario;
    size_t most = TL_OBSERVABLES + s->phase_count + TL_GRADES;
    for (size_t i = 0; i < s->posture_count; i++) {
        most += s->postures[i].states.count;
    }
    const char **names = tl_arena_alloc(scan->arena, most, sizeof *names);
    *count = 0;
    for (size_t i = 0; i < TL_OBSERVABLES; i++) {
        names[(*count)++] = observables[i].name;
    }
    for (size_t i = 0; i < s->phase_count; i++) {
        names[(*count)++] = tl_condition_phase_name(scan->arena, s->phases[i].name);
    }
    for (size_t i = 0; i < s->posture_count; i++) {
        for (size_t k = 0; k < s->postures[i].states.count; k++) {
            names[(*count)++] = tl_condition_phase_name(scan->arena, s->postures[i].states.items[k]);
        }
    }
    for (int grade = 0; grade < TL_GRADES; grade++) {
        names[(*count)++] = tl_grade_name((enum tl_grade)grade);
    }
    return names;
}

/* An observable whose name ends at `next`. */
static const char *explain_observable(struct scan *scan, const char *name, const char *argument,
                                      const char *next)
{
    bool is_plain = strcmp(argument, "NONE") == 0;
    char *subject = tl_arena_print(scan->arena, "%s", argument);
    for (char *c = subject; *c != '\0'; c++) {
        *c = (char)tolower((unsigned char)*c);
    }
    next = skip_spaces(next);
    const char *inside = *next == '(' ? skip_spaces(next + 1) : "";
    if (is_plain) {
        return *inside == ')' ? NULL : tl_arena_print(scan->arena, "%s is written %s()", name, name);
    }
    if (*inside == '"') {
        scan->argument = inside;
        return NULL;
    }
    if (!isalpha((unsigned char)*inside)) {
        return tl_arena_print(scan->arena, "%s needs the name of its %s: %s(\"NAME\")", name, subject, name);
    }
    int length = (int)strcspn(inside, ") ,");
    return tl_arena_print(scan->arena, "a name goes in quotes: %s(\"%.*s\")", name, length, inside);
}

/* A phase or state with its own '-', at the word. */
static const char *explain_hyphens(const struct scan *scan, const char *word, const char *const *names,
                                   size_t count)
{
    size_t length = strspn(word, TL_WORD "-");
    const char *written =
        tl_condition_phase_name(scan->arena, tl_arena_print(scan->arena, "%.*s", (int)length, word));
    bool is_hyphened = memchr(word, '-', length) != NULL;
    for (size_t i = TL_OBSERVABLES; i < count && is_hyphened; i++) {
        if (strcmp(names[i], written) == 0) {
            const char *what = i < TL_OBSERVABLES + scan->scenario->phase_count ? "phase" : "state";
            return tl_arena_print(scan->arena, "a %s is written with _ for -: %s", what, written);
        }
    }
    return NULL;
}

/* A word outside quotes. */
static const char *explain_word(struct scan *scan, const char *word, size_t length)
{
    static const char *const joins[] = {"and", "or", "not"};
    const char *name = tl_arena_print(scan->arena, "%.*s", (int)length, word);
    for (size_t i = 0; i < TL_OBSERVABLES; i++) {
        if (strcmp(observables[i].name, name) == 0) {
            return explain_observable(scan, name, observables[i].argument, word + length);
        }
    }
    size_t count;
    const char **names = list_names(scan, &count);
    const char *hyphens = explain_hyphens(scan, word, names, count); /* its first part may be a name, too */
    if (hyphens != NULL) {
        return hyphens;
    }
    if (is_among(name, names, count) || is_of_parser(name)) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++) {
        if (strcasecmp(joins[i], name) == 0) {
            return tl_arena_print(scan->arena, "there is no word %s; write &&, || or !", name);
        }
    }
    const char *known =
        scan->scenario->posture_count > 0 ? "observable, phase or state" : "observable or phase";
    return tl_arena_print(scan->arena, "%s: no such %s%s (see trilat list observables)", name, known,
                          tl_mistake_advice(scan->arena, name, names, count));
}

/* A text in quotes: fine as the argument of an observable; what else stands in quotes may be meant as a phase or a state. */
static const char *explain_quoted(const struct scan *scan, const char *open, const char *close)
{
    if (open == scan->argument) {
        return NULL;
    }
    const char *given = tl_arena_print(scan->arena, "%.*s", (int)(close - open - 1), open + 1);
    size_t count;
    const char **names = list_names(scan, &count);
    const char *nearest = tl_text_nearest(tl_condition_phase_name(scan->arena, given), names + TL_OBSERVABLES,
                                          count - TL_OBSERVABLES);
    size_t phases = TL_OBSERVABLES + scan->scenario->phase_count;
    bool is_phase = false;
    for (size_t i = TL_OBSERVABLES; i < phases; i++) {
        is_phase = is_phase || names[i] == nearest;
    }
    return nearest == NULL
               ? tl_arena_print(scan->arena,
                                "\"%s\" is no number; numbers go without quotes and units, such as day() > 3",
                                given)
           : is_phase ? tl_arena_print(scan->arena, "phases go without quotes: phase() == %s", nearest)
                      : tl_arena_print(scan->arena, "states and grades go without quotes: %s", nearest);
}

const char *tl_condition_explain(struct tl_arena *arena, const struct tl_scenario *scenario, const char *text)
{
    struct scan scan = {arena, scenario, NULL};
    const char *reason = NULL;
    for (const char *at = text; *at != '\0' && reason == NULL;) {
        size_t length = strspn(at, TL_WORD); /* numbers too, so that 1e3 is not asked for its e3 */
        const char *close = *at == '"' ? strchr(at + 1, '"') : NULL;
        if (close != NULL) {
            reason = explain_quoted(&scan, at, close);
            length = (size_t)(close + 1 - at);
        } else if (*at == '"') {
            return "a quote is not closed";
        } else if (length > 0 && !isdigit((unsigned char)*at)) {
            reason = explain_word(&scan, at, length);
        }
        at += length > 0 ? length : 1;
    }
    return reason;
}
