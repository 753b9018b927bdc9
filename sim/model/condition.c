#include "model/condition.h"

#include <assert.h>
#include <ctype.h>
#include <muParserDLL.h>
#include <stdlib.h>
#include <string.h>

#include "model/condition_compare.h"
#include "model/observe.h"

struct tl_watcher {
    const struct tl_model *model;
    const struct tl_state *state; /* NULL while compiling */
    struct tl_condition **conditions;
    size_t count;
    size_t capacity;
};

struct asked {
    enum tl_argument argument;
    int32_t subject; /* TL_NONE: any */
};

struct tl_condition {
    muParserHandle_t parser;
    bool is_told;
    bool is_constant;   /* without observables */
    struct asked *asks; /* entities about which it asks */
    size_t ask_count, ask_capacity;
};

/* Could all names of indexes be read: the headline's theatres, those of the missions, the partners? */
static bool are_indexes_whole(const struct tl_scenario *scenario)
{
    bool whole = scenario->top.headline.given || !tl_scenario_gives(scenario, "", "headline");
    for (size_t i = 0; i < scenario->mission_count; i++) {
        whole = whole && scenario->missions[i].theatre.text != NULL;
    }
    return whole && tl_scenario_is_whole(scenario, TL_SECTION_MISSION) &&
           tl_scenario_is_whole(scenario, TL_SECTION_PARTNER);
}

/* Could all names that stand for numbers be read: of phases, of states of postures? */
static bool are_constants_whole(const struct tl_scenario *scenario)
{
    bool whole = tl_scenario_is_whole(scenario, TL_SECTION_PHASE) &&
                 tl_scenario_is_whole(scenario, TL_SECTION_POSTURE);
    for (size_t i = 0; i < scenario->posture_count; i++) {
        const struct tl_name_list *states = &scenario->postures[i].states;
        whole = whole && states->given;
        for (size_t s = 0; s < states->count; s++) {
            whole = whole && tl_name_is_good(states->items[s]);
        }
    }
    return whole;
}

/* Are all names known? Always, but for a scenario with mistakes. */
static bool is_whole(const struct tl_scenario *scenario, enum tl_argument argument)
{
    static const enum tl_section sections[] = {
        [TL_ARGUMENT_MISSION] = TL_SECTION_MISSION,     [TL_ARGUMENT_CLASS] = TL_SECTION_CLASS,
        [TL_ARGUMENT_DIVERSION] = TL_SECTION_DIVERSION, [TL_ARGUMENT_PLACE] = TL_SECTION_PLACE,
        [TL_ARGUMENT_POSTURE] = TL_SECTION_POSTURE,     [TL_ARGUMENT_CONSENT] = TL_SECTION_CONSENT,
        [TL_ARGUMENT_GAUGE] = TL_SECTION_GAUGE,         [TL_ARGUMENT_PARTNER] = TL_SECTION_PARTNER,
        [TL_ARGUMENT_GROUP] = TL_SECTION_GROUP,         [TL_ARGUMENT_LANE] = TL_SECTION_LANE,
        [TL_ARGUMENT_WEATHER] = TL_SECTION_WEATHER,
    };
    if (argument == TL_ARGUMENT_INDEX) {
        return are_indexes_whole(scenario);
    }
    return argument == TL_ARGUMENT_NONE || tl_scenario_is_whole(scenario, sections[argument]);
}

/* The index of a name, or TL_NONE. */
static int32_t find_argument(const struct tl_model *model, enum tl_argument argument, const char *name)
{
    size_t count = tl_argument_count(model, argument);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(tl_argument_name(model, argument, i), name) == 0) {
            return (int32_t)i;
        }
    }
    return TL_NONE;
}

/* While compiling all is 0. */
static double observe(void *data, const char *name, enum tl_argument argument,
                      double (*value)(const struct tl_state *, int32_t))
{
    struct tl_watcher *watcher = data;
    if (watcher->state == NULL) {
        return 0.0;
    }
    int32_t subject = TL_NONE;
    if (argument != TL_ARGUMENT_NONE) {
        subject = find_argument(watcher->model, argument, name);
        assert(subject != TL_NONE); /* names are checked while compiling */
    }
    return value(watcher->state, subject);
}

/* muParser wants one C function each: without or with a text argument. */
#define TL_OBSERVABLE(name, ARGUMENT, change, range, help)                                                   \
    static muFloat_t call_##name(void *data, const muChar_t *text)                                           \
    {                                                                                                        \
        return observe(data, text, TL_ARGUMENT_##ARGUMENT, tl_observe_##name);                               \
    }                                                                                                        \
    static muFloat_t call_plain_##name(void *data)                                                           \
    {                                                                                                        \
        return observe(data, "", TL_ARGUMENT_##ARGUMENT, tl_observe_##name);                                 \
    }
#include "model/observable.def"
#undef TL_OBSERVABLE

static const struct tl_observable_class classes[] = {
#define TL_OBSERVABLE(name, ARGUMENT, change, range, help) {#name, help},
#include "model/observable.def"
#undef TL_OBSERVABLE
};

const struct tl_observable_class *tl_observable_classes(size_t *count)
{
    *count = sizeof classes / sizeof *classes;
    return classes;
}

static void define_observables(muParserHandle_t parser, struct tl_watcher *watcher)
{
    static const struct {
        const char *name;
        enum tl_argument argument;
        muStrFunUserData1_t with_text;
        muFunUserData0_t plain;
    } functions[] = {
#define TL_OBSERVABLE(name, ARGUMENT, change, range, help)                                                   \
    {#name, TL_ARGUMENT_##ARGUMENT, call_##name, call_plain_##name},
#include "model/observable.def"
#undef TL_OBSERVABLE
    };
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        if (functions[i].argument == TL_ARGUMENT_NONE) {
            mupDefineFunUserData0(parser, functions[i].name, functions[i].plain, watcher, 0);
        } else {
            mupDefineStrFunUserData1(parser, functions[i].name, functions[i].with_text, watcher);
        }
    }
}

const char *tl_condition_phase_name(struct tl_arena *arena, const char *name)
{
    char *copy = tl_arena_print(arena, "%s", name);
    for (char *c = copy; *c != '\0'; c++) {
        *c = *c == '-' ? '_' : *c;
    }
    return copy;
}

/* Names of phases, of states of postures and of grades. */
static void define_constants(muParserHandle_t parser, const struct tl_model *model)
{
    const struct tl_scenario *scenario = model->scenario;
    for (int grade = 0; grade < TL_GRADES; grade++) {
        mupDefineConst(parser, tl_grade_name((enum tl_grade)grade), grade);
    }
    for (size_t i = 0; i < scenario->posture_count; i++) {
        for (size_t s = 0; s < scenario->postures[i].states.count; s++) {
            const char *name = scenario->postures[i].states.items[s];
            if (!tl_name_is_good(name)) {
                continue; /* told where it stands; muParser would refuse every condition for it */
            }
            mupDefineConst(parser, tl_condition_phase_name(model->arena, name), (double)s);
        }
    }
    for (size_t i = 0; i < scenario->phase_count; i++) {
        mupDefineConst(parser, tl_condition_phase_name(model->arena, scenario->phases[i].name),
                       tl_observe_phase_number(scenario, (int32_t)i));
    }
}

static bool is_true(double value)
{
    return value < 0.0 || value > 0.0;
}

/* The operator ! that muParser leaves out. */
static muFloat_t call_not(muFloat_t value)
{
    return is_true(value) ? 0.0 : 1.0;
}

/* What is wrong with an '=', or NULL: muParser would take a single one for an assignment, which is true whatever it says. */
static const char *explain_equals(const char *text)
{
    bool in_quotes = false;
    for (const char *c = text; *c != '\0'; c++) {
        in_quotes ^= *c == '"';
        bool part_of_other = c[1] == '=' || (c > text && strchr("=<>!", c[-1]) != NULL);
        if (*c == '=' && !in_quotes && !part_of_other) {
            return c[1] == '>'   ? "=> is written >="
                   : c[1] == '<' ? "=< is written <="
                                 : "a single = assigns; write == to compare";
        }
    }
    return NULL;
}

struct tl_watcher *tl_watcher_create(const struct tl_model *model)
{
    struct tl_watcher *watcher = tl_alloc(1, sizeof *watcher);
    watcher->model = model;
    return watcher;
}

void tl_watcher_destroy(struct tl_watcher *watcher)
{
    if (watcher == NULL) {
        return;
    }
    for (size_t i = 0; i < watcher->count; i++) {
        mupRelease(watcher->conditions[i]->parser);
        free(watcher->conditions[i]->asks);
        free(watcher->conditions[i]);
    }
    free(watcher->conditions);
    free(watcher);
}

enum change { TL_CHANGE_TOLD, TL_CHANGE_MOVES };

/* Does the text hold the observable, however it is spaced? */
static bool mentions(const char *text, const char *name)
{
    for (const char *at = strstr(text, name); at != NULL; at = strstr(at + 1, name)) {
        const char *next = at + strlen(name);
        while (isspace((unsigned char)*next)) {
            next++;
        }
        if (*next == '(') {
            return true;
        }
    }
    return false;
}

/* Does the text hold no observable that changes by itself? */
static bool find_is_told(const char *text)
{
    static const struct {
        const char *name;
        enum change change;
    } observables[] = {
#define TL_OBSERVABLE(name, ARGUMENT, change, range, help) {#name, TL_CHANGE_##change},
#include "model/observable.def"
#undef TL_OBSERVABLE
    };
    bool is_told = true;
    for (size_t i = 0; i < sizeof observables / sizeof *observables; i++) {
        is_told =
            is_told && (observables[i].change == TL_CHANGE_TOLD || !mentions(text, observables[i].name));
    }
    return is_told;
}

static bool find_is_constant(const char *text)
{
    bool is_constant = true;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        is_constant = is_constant && !mentions(text, classes[i].name);
    }
    return is_constant;
}

static void add_asked(struct tl_condition *condition, enum tl_argument argument, int32_t subject)
{
    condition->asks =
        tl_grow(condition->asks, condition->ask_count, &condition->ask_capacity, sizeof *condition->asks);
    condition->asks[condition->ask_count++] = (struct asked){argument, subject};
}

static struct tl_condition *new_condition(struct tl_watcher *watcher, const char *text)
{
    struct tl_condition *condition = tl_alloc(1, sizeof *condition);
    watcher->conditions =
        tl_grow(watcher->conditions, watcher->count, &watcher->capacity, sizeof *watcher->conditions);
    watcher->conditions[watcher->count++] = condition;
    condition->parser = mupCreate(muBASETYPE_FLOAT);
    mupSetErrorHandler(condition->parser, NULL);
    define_observables(condition->parser, watcher);
    define_constants(condition->parser, watcher->model);
    mupDefineInfixOprt(condition->parser, "!", call_not, 1);
    mupSetExpr(condition->parser, text);
    condition->is_told = find_is_told(text);
    condition->is_constant = find_is_constant(text);
    if (mentions(text, "phase")) {
        add_asked(condition, TL_ARGUMENT_NONE, TL_NONE);
    }
    if (mentions(text, "divergence")) {
        add_asked(condition, TL_ARGUMENT_PARTNER, TL_NONE);
    }
    return condition;
}

/* What the observable before an opening quote takes for its argument. */
static enum tl_argument argument_before(const char *text, const char *quote)
{
    static const struct {
        const char *name;
        enum tl_argument argument;
    } observables[] = {
#define TL_OBSERVABLE(name, ARGUMENT, change, range, help) {#name, TL_ARGUMENT_##ARGUMENT},
#include "model/observable.def"
#undef TL_OBSERVABLE
    };
    const char *end = quote;
    while (end > text && (isspace((unsigned char)end[-1]) || end[-1] == '(')) {
        end--;
    }
    for (size_t i = 0; i < sizeof observables / sizeof *observables; i++) {
        size_t length = strlen(observables[i].name);
        if ((size_t)(end - text) >= length && memcmp(end - length, observables[i].name, length) == 0) {
            return observables[i].argument;
        }
    }
    return TL_ARGUMENT_NONE;
}

static void refuse_name(const struct tl_model *model, enum tl_argument argument, const char *name,
                        const struct tl_words_text *text, struct tl_mistakes *mistakes)
{
    size_t count = tl_argument_count(model, argument);
    const char **names = tl_alloc(count + 1, sizeof *names);
    for (size_t i = 0; i < count; i++) {
        names[i] = tl_argument_name(model, argument, i);
    }
    const char *nearest = tl_text_nearest(name, names, count);
    tl_mistake_add_words(mistakes, text, "\"%s\" is not known here%s%s%s", name,
                         nearest != NULL ? "; did you mean \"" : "", nearest != NULL ? nearest : "",
                         nearest != NULL ? "\"?" : "");
    free(names);
}

/* Is it said what the partner tells outside parties, at the start or by an inject? */
static bool is_told_of(const struct tl_scenario *scenario, int32_t partner)
{
    bool is = tl_scenario_gives(scenario, scenario->partners[partner].path, "messaging") ||
              !tl_scenario_is_whole(scenario, TL_SECTION_INJECT);
    for (size_t i = 0; i < scenario->inject_count; i++) {
        const struct tl_inject_def *inject = &scenario->injects[i];
        is = is || (inject->partner.index == partner && tl_scenario_gives(scenario, inject->path, "value"));
    }
    return is;
}

/* A partner of whom nothing is said is no partner that tells nothing. */
static bool check_partner(const struct tl_scenario *scenario, int32_t partner,
                          const struct tl_words_text *text, struct tl_mistakes *mistakes)
{
    return is_told_of(scenario, partner) ||
           tl_mistake_add_words(mistakes, text,
                                "nothing says what %s tells outside parties: give its key \"messaging\"",
                                scenario->partners[partner].name);
}

/* Is every name in quotes known to the observable before it? Looked for in the text, since evaluating takes one branch alone. */
static bool take_names(struct tl_condition *condition, const struct tl_model *model,
                       const struct tl_words_text *text, struct tl_mistakes *mistakes)
{
    bool is_known = true;
    for (const char *open = strchr(text->text, '"'); open != NULL && is_known;) {
        const char *close = strchr(open + 1, '"');
        assert(close != NULL); /* muParser has seen to that */
        char *name = strndup(open + 1, (size_t)(close - open - 1));
        enum tl_argument argument = argument_before(text->text, open);
        int32_t subject = find_argument(model, argument, name);
        is_known = subject != TL_NONE;
        add_asked(condition, argument, subject);
        if (!is_known && is_whole(model->scenario, argument)) {
            refuse_name(model, argument, name, text, mistakes);
        } else if (is_known && argument == TL_ARGUMENT_PARTNER) {
            is_known = check_partner(model->scenario, subject, text, mistakes);
        }
        free(name);
        open = strchr(close + 1, '"');
    }
    return is_known;
}

const struct tl_condition *tl_condition_compile(struct tl_watcher *watcher, const struct tl_words_text *text,
                                                struct tl_mistakes *mistakes)
{
    const char *equals = explain_equals(text->text);
    if (equals != NULL) {
        tl_mistake_add_words(mistakes, text, "%s", equals);
        return NULL;
    }
    const struct tl_model *model = watcher->model;
    struct tl_condition *condition = new_condition(watcher, text->text);
    watcher->state = NULL;
    int results = 0;
    mupEvalMulti(condition->parser, &results);
    if (mupError(condition->parser)) {
        if (are_constants_whole(model->scenario)) { /* else it may name one that could not be read */
            const char *reason = tl_condition_explain(model->arena, model->scenario, text->text);
            tl_mistake_add_words(mistakes, text, "is not a condition: %s",
                                 reason != NULL ? reason : mupGetErrorMsg(condition->parser));
        }
        return NULL;
    }
    if (results != 1) {
        tl_mistake_add_words(mistakes, text, "a comma makes several results; join them with && or ||");
        return NULL;
    }
    bool is_good = take_names(condition, model, text, mistakes) &&
                   (!are_constants_whole(model->scenario) ||
                    tl_comparison_check(model->arena, model->scenario, text, mistakes));
    return is_good ? condition : NULL;
}

bool tl_condition_find_constant(const struct tl_condition *condition, double *value)
{
    if (condition->is_constant) {
        *value = mupEval(condition->parser);
    }
    return condition->is_constant;
}

bool tl_condition_holds(struct tl_watcher *watcher, const struct tl_condition *condition,
                        const struct tl_state *state)
{
    watcher->state = state;
    double value = mupEval(condition->parser);
    watcher->state = NULL;
    assert(!mupError(condition->parser));
    return is_true(value);
}

bool tl_condition_is_told(const struct tl_condition *condition)
{
    return condition->is_told;
}

bool tl_condition_asks(const struct tl_condition *condition, enum tl_argument argument, int32_t subject)
{
    for (size_t i = 0; i < condition->ask_count; i++) {
        const struct asked *asked = &condition->asks[i];
        if (asked->argument == argument && (asked->subject == TL_NONE || asked->subject == subject)) {
            return true;
        }
    }
    return false;
}

double tl_condition_value(struct tl_watcher *watcher, const struct tl_condition *condition,
                          const struct tl_state *state)
{
    watcher->state = state;
    double value = mupEval(condition->parser);
    watcher->state = NULL;
    assert(!mupError(condition->parser));
    return value > 0 ? value : 0; /* false for what is no number */
}
