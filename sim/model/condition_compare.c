/* Comparisons in the text of a condition: of an observable with a number or a name, where both stand alone. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "model/condition_compare.h"

static const struct {
    const char *name;
    enum tl_range range;
} observables[] = {
#define TL_OBSERVABLE(name, ARGUMENT, change, range, help) {#name, TL_RANGE_##range},
#include "model/observable.def"
#undef TL_OBSERVABLE
};

#define TL_OBSERVABLES (sizeof observables / sizeof *observables)

static const char *skip_spaces(const char *at)
{
    return at + strspn(at, " \t\n\r");
}

/* ---- reading ---- */

/* The brackets behind the name of an observable: "()" or "("NAME")". Returns what follows, or NULL. */
static const char *read_call(const char *at, struct tl_operand *operand)
{
    at = skip_spaces(at + 1);
    if (*at == '"') {
        const char *close = strchr(at + 1, '"');
        if (close == NULL) {
            return NULL;
        }
        operand->subject = at + 1;
        operand->subject_length = (int)(close - at - 1);
        at = skip_spaces(close + 1);
    }
    operand->kind = TL_OPERAND_OBSERVABLE;
    return *at == ')' ? at + 1 : NULL;
}

/* One operand. Returns what follows it, or NULL where there is none that stands alone. */
static const char *read_operand(const char *at, struct tl_operand *operand)
{
    at = skip_spaces(at);
    *operand = (struct tl_operand){.text = at};
    const char *end = NULL;
    if (isdigit((unsigned char)at[*at == '-' || *at == '+']) || at[*at == '-' || *at == '+'] == '.') {
        char *past;
        operand->kind = TL_OPERAND_NUMBER;
        operand->number = strtod(at, &past);
        end = past > at ? past : NULL;
    } else if (isalpha((unsigned char)*at) || *at == '_') {
        operand->kind = TL_OPERAND_NAME;
        for (end = at; isalnum((unsigned char)*end) || *end == '_';) {
            end++;
        }
        operand->name_length = (int)(end - at);
        const char *next = skip_spaces(end);
        end = *next == '(' ? read_call(next, operand) : end;
    }
    operand->length = end != NULL ? (int)(end - at) : 0;
    return end;
}

static const char *read_relation(const char *at, enum tl_relation *relation)
{
    static const struct {
        const char *text; /* those of two characters first */
        enum tl_relation relation;
    } relations[] = {{"<=", TL_RELATION_AT_MOST}, {">=", TL_RELATION_AT_LEAST}, {"==", TL_RELATION_EQUAL},
                     {"!=", TL_RELATION_OTHER},   {"<", TL_RELATION_BELOW},     {">", TL_RELATION_ABOVE}};
    at = skip_spaces(at);
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
        size_t length = strlen(relations[i].text);
        if (strncmp(at, relations[i].text, length) == 0) {
            *relation = relations[i].relation;
            return at + length;
        }
    }
    return NULL;
}

/* The comparison that starts here; false where there is none, or where what stands here is only a part of an operand. */
static bool read_comparison(const char *at, struct tl_comparison *comparison)
{
    static const enum tl_relation turned[] = {
        [TL_RELATION_BELOW] = TL_RELATION_ABOVE,      [TL_RELATION_ABOVE] = TL_RELATION_BELOW,
        [TL_RELATION_AT_MOST] = TL_RELATION_AT_LEAST, [TL_RELATION_AT_LEAST] = TL_RELATION_AT_MOST,
        [TL_RELATION_EQUAL] = TL_RELATION_EQUAL,      [TL_RELATION_OTHER] = TL_RELATION_OTHER,
    };
    struct tl_operand left;
    struct tl_operand right;
    enum tl_relation relation;
    at = read_operand(at, &left);
    at = at != NULL ? read_relation(at, &relation) : NULL;
    at = at != NULL ? read_operand(at, &right) : NULL;
    if (at == NULL || strchr(")&|?:,", *skip_spaces(at)) == NULL) { /* the end of the text is among these */
        return false;
    }
    bool is_turned = left.kind != TL_OPERAND_OBSERVABLE;
    *comparison = is_turned ? (struct tl_comparison){right, left, turned[relation]}
                            : (struct tl_comparison){left, right, relation};
    return comparison->observable.kind == TL_OPERAND_OBSERVABLE;
}

void tl_comparison_walk(const char *text,
                        void (*visit)(const struct tl_comparison *comparison, void *context), void *context)
{
    bool in_quotes = false;
    bool may_start = true;
    for (const char *at = text; *at != '\0'; at++) {
        struct tl_comparison comparison;
        if (may_start && !in_quotes && read_comparison(at, &comparison)) {
            visit(&comparison, context);
        }
        in_quotes ^= *at == '"';
        may_start = strchr("(&|?:,", *at) != NULL;
    }
}

bool tl_operand_is(const struct tl_operand *operand, const char *name)
{
    return strlen(name) == (size_t)operand->name_length &&
           strncmp(operand->text, name, (size_t)operand->name_length) == 0;
}

enum tl_range tl_operand_range(const struct tl_operand *operand)
{
    for (size_t i = 0; i < TL_OBSERVABLES; i++) {
        if (operand->kind == TL_OPERAND_OBSERVABLE && tl_operand_is(operand, observables[i].name)) {
            return observables[i].range;
        }
    }
    return TL_RANGE_ANY;
}

/* ---- names that cannot be compared ---- */

/* What has its own names for its values. */
enum scale { SCALE_PHASE, SCALE_POSTURE, SCALE_CONSENT, SCALES };

static const struct {
    const char *observable;
    const char *value; /* one of its values */
} scales[SCALES] = {
    [SCALE_PHASE] = {"phase", "a phase"},
    [SCALE_POSTURE] = {"posture", "a state of a posture"},
    [SCALE_CONSENT] = {"consent", "a grade of a consent"},
};

struct judge {
    struct tl_arena *arena;
    const struct tl_scenario *scenario;
    const struct tl_words_text *text;
    struct tl_mistakes *mistakes;
    bool is_good;
};

struct names {
    const char **items;
    size_t count;
};

static enum scale scale_of(const struct tl_operand *operand)
{
    enum scale scale = 0;
    while (scale < SCALES &&
           !(operand->kind == TL_OPERAND_OBSERVABLE && tl_operand_is(operand, scales[scale].observable))) {
        scale++;
    }
    return scale;
}

static void add_states(struct judge *judge, const struct tl_posture_def *posture, struct names *names)
{
    for (size_t i = 0; i < posture->states.count; i++) {
        names->items[names->count++] = tl_condition_phase_name(judge->arena, posture->states.items[i]);
    }
}

/* The names that an observable of the scale may have for values; NULL: that any of them may have. */
static struct names list_values(struct judge *judge, enum scale scale, const struct tl_operand *operand)
{
    const struct tl_scenario *s = judge->scenario;
    size_t most = s->phase_count + TL_GRADES;
    for (size_t i = 0; i < s->posture_count; i++) {
        most += s->postures[i].states.count;
    }
    struct names names = {tl_arena_alloc(judge->arena, most, sizeof *names.items), 0};
    for (size_t i = 0; scale == SCALE_PHASE && i < s->phase_count; i++) {
        names.items[names.count++] = tl_condition_phase_name(judge->arena, s->phases[i].name);
    }
    for (size_t i = 0; scale == SCALE_POSTURE && i < s->posture_count; i++) {
        const char *name = s->postures[i].name;
        bool is_it = operand == NULL || (strlen(name) == (size_t)operand->subject_length &&
                                         strncmp(name, operand->subject, strlen(name)) == 0);
        if (is_it) {
            add_states(judge, &s->postures[i], &names);
        }
    }
    for (int grade = 0; scale == SCALE_CONSENT && grade < TL_GRADES; grade++) {
        names.items[names.count++] = tl_grade_name((enum tl_grade)grade);
    }
    return names;
}

static bool has_name(const struct names *names, const struct tl_operand *operand)
{
    bool has = false;
    for (size_t i = 0; i < names->count; i++) {
        has = has || tl_operand_is(operand, names->items[i]);
    }
    return has;
}

/* The scale of which a name, or an observable, is a value; SCALES: none, such as a number. */
static enum scale find_scale(struct judge *judge, const struct tl_operand *operand)
{
    enum scale scale = scale_of(operand);
    for (enum scale i = 0; operand->kind == TL_OPERAND_NAME && i < SCALES && scale == SCALES; i++) {
        struct names names = list_values(judge, i, NULL);
        scale = has_name(&names, operand) ? i : scale;
    }
    return scale;
}

static void refuse(struct judge *judge, const struct tl_comparison *comparison, enum scale other,
                   const struct names *own)
{
    bool is_anothers = other == SCALE_POSTURE && scale_of(&comparison->observable) == SCALE_POSTURE;
    struct tl_text may = {0};
    for (size_t i = 0; i < own->count; i++) {
        tl_text_print(&may, "%s%s", i == 0 ? "" : i + 1 < own->count ? ", " : " or ", own->items[i]);
    }
    judge->is_good = tl_mistake_add_words(
        judge->mistakes, judge->text, "%.*s cannot be compared with %.*s, %s; compare it with %s",
        comparison->observable.length, comparison->observable.text, comparison->other.length,
        comparison->other.text, is_anothers ? "a state of another posture" : scales[other].value,
        own->count > 0 ? tl_text_get(&may) : "a number");
    tl_text_clear(&may);
}

static void judge_comparison(const struct tl_comparison *comparison, void *context)
{
    struct judge *judge = context;
    enum scale scale = scale_of(&comparison->observable);
    enum scale other = scale < SCALES ? find_scale(judge, &comparison->other) : SCALES;
    if (other == SCALES || (other == scale && comparison->other.kind == TL_OPERAND_OBSERVABLE)) {
        return;
    }
    struct names own = list_values(judge, scale, &comparison->observable);
    if (!has_name(&own, &comparison->other) && judge->is_good) {
        refuse(judge, comparison, other, &own);
    }
}

bool tl_comparison_check(struct tl_arena *arena, const struct tl_scenario *scenario,
                         const struct tl_words_text *text, struct tl_mistakes *mistakes)
{
    struct judge judge = {arena, scenario, text, mistakes, true};
    tl_comparison_walk(text->text, judge_comparison, &judge);
    return judge.is_good;
}
