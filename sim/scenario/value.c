/* Values by type: numbers, quantities, moments, words, texts. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/check.h"

const char *tl_spot_path(struct tl_check *c, const struct tl_spot *spot)
{
    return tl_arena_print(c->arena, "%s%s%s", spot->parent, *spot->parent ? "." : "", spot->key->name);
}

bool tl_spot_refuse(struct tl_check *c, const struct tl_spot *spot, const char *rule, ...)
{
    struct tl_text text = {0};
    va_list args;
    va_start(args, rule);
    tl_text_print_args(&text, rule, args);
    va_end(args);
    tl_mistake_add_node(c->mistakes, spot->node, tl_spot_path(c, spot), "%s", tl_text_get(&text));
    tl_text_clear(&text);
    return false;
}

void tl_uncertain_add(struct tl_check *c, const char *path, const double bounds[3],
                      const struct tl_origin *where)
{
    c->uncertain = tl_grow(c->uncertain, c->uncertain_count, &c->uncertain_capacity, sizeof *c->uncertain);
    c->uncertain[c->uncertain_count++] = (struct tl_uncertain){
        .path = tl_arena_copy(c->arena, path),
        .low = bounds[0],
        .nominal = bounds[1],
        .high = bounds[2],
        .origin = *where,
    };
}

/* Is [low, high] within the key's range? `what` qualifies the value in the message. */
static bool check_range(struct tl_check *c, const struct tl_spot *spot, const char *path, double low,
                        double high)
{
    const struct tl_key *key = spot->key;
    bool ranged = key->low != 0 || key->high != 0;
    if (!ranged || (low >= key->low && high <= key->high)) {
        return true;
    }
    struct tl_text limit = {0};
    bool below = low < key->low;
    tl_key_print_number(key->type, below ? key->low : key->high, &limit);
    tl_mistake_add_node(c->mistakes, spot->node, path ? path : tl_spot_path(c, spot), "must be at %s %s",
                        below ? "least" : "most", tl_text_get(&limit));
    tl_text_clear(&limit);
    return false;
}

/* The bounds of a node: a number is its own bounds. */
static bool parse_bounds(const struct tl_node *node, enum tl_unit unit, double bounds[3], bool *uncertain,
                         const char **rule)
{
    *uncertain = false;
    *rule = unit == TL_UNIT_TIME     ? "must be a duration in quotes, such as \"36 h\""
            : unit == TL_UNIT_SPEED  ? "must be a speed in quotes, such as \"18 kn\""
            : unit == TL_UNIT_RATE   ? "must be a rate in quotes, such as \"2.2 /d\""
            : unit == TL_UNIT_FLOW   ? "must be a flow in quotes, such as \"800 persons/h\""
            : unit == TL_UNIT_LENGTH ? "must be a length in quotes, such as \"120 nmi\""
                                     : "must be a number, such as 0.4 or \"40 %\"";
    if (node->kind == TL_NODE_TEXT) {
        return tl_unit_parse_uncertain(node->text, unit, bounds, uncertain, rule);
    }
    bool number = node->kind == TL_NODE_INT || node->kind == TL_NODE_REAL;
    if (unit != TL_UNIT_NONE || !number) {
        return false;
    }
    bounds[0] = bounds[1] = bounds[2] = node->kind == TL_NODE_INT ? (double)node->whole : node->real;
    return true;
}

bool tl_read_quantity(struct tl_check *c, const struct tl_spot *spot, const char *path, enum tl_unit unit,
                      double *value)
{
    double bounds[3];
    bool uncertain;
    const char *rule;
    const char *shown = path ? path : tl_spot_path(c, spot);
    if (!parse_bounds(spot->node, unit, bounds, &uncertain, &rule)) {
        return tl_mistake_add_node(c->mistakes, spot->node, shown, "%s", rule);
    }
    if (!check_range(c, spot, shown, bounds[0], bounds[2])) {
        return false;
    }
    if (uncertain) {
        tl_uncertain_add(c, shown, bounds, &spot->node->origin);
    }
    *value = bounds[1];
    return true;
}

bool tl_read_real(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    return tl_read_quantity(c, spot, NULL, TL_UNIT_NONE, out);
}

bool tl_read_speed(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    return tl_read_quantity(c, spot, NULL, TL_UNIT_SPEED, out);
}

bool tl_read_rate(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    return tl_read_quantity(c, spot, NULL, TL_UNIT_RATE, out);
}

bool tl_read_flow(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    return tl_read_quantity(c, spot, NULL, TL_UNIT_FLOW, out);
}

bool tl_read_length(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    return tl_read_quantity(c, spot, NULL, TL_UNIT_LENGTH, out);
}

/* A whole number of the file is taken as it is: a double would round those past 2^53. */
bool tl_read_count(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    int64_t *count = out;
    if (spot->node->kind == TL_NODE_INT) {
        double value = (double)spot->node->whole;
        if (!check_range(c, spot, NULL, value, value)) {
            return false;
        }
        *count = spot->node->whole;
        return true;
    }
    double bounds[3];
    bool uncertain;
    const char *rule;
    if (!parse_bounds(spot->node, TL_UNIT_NONE, bounds, &uncertain, &rule) || bounds[0] != floor(bounds[0]) ||
        bounds[1] != floor(bounds[1]) || bounds[2] != floor(bounds[2])) {
        return tl_spot_refuse(c, spot, "must be a whole number");
    }
    double nominal;
    if (!tl_read_quantity(c, spot, NULL, TL_UNIT_NONE, &nominal)) {
        return false;
    }
    *count = (int64_t)nominal;
    return true;
}

bool tl_read_flag(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    if (spot->node->kind != TL_NODE_BOOL) {
        return tl_spot_refuse(c, spot, "must be true or false, without quotes");
    }
    *(bool *)out = spot->node->flag;
    return true;
}

bool tl_read_span(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    double value = 0.0;
    if (!tl_read_quantity(c, spot, NULL, TL_UNIT_TIME, &value)) {
        return false;
    }
    *(int64_t *)out = tl_round(value);
    return true;
}

/* "uncertain(...)" holds durations; everything else is what tl_moment_parse takes. */
bool tl_read_moment(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    static const char word[] = "uncertain";
    if (spot->node->kind != TL_NODE_TEXT) {
        return tl_spot_refuse(c, spot, "must be a moment in quotes, such as \"2 d\" or \"D+2 06:00\"");
    }
    if (strncmp(spot->node->text, word, sizeof word - 1) == 0) {
        return tl_read_span(c, spot, out);
    }
    int64_t time_s;
    const char *rule;
    if (!tl_moment_parse(spot->node->text, c->scenario->top.epoch_s, &time_s, &rule)) {
        return tl_spot_refuse(c, spot, "%s", rule);
    }
    if (!check_range(c, spot, NULL, (double)time_s, (double)time_s)) {
        return false;
    }
    *(int64_t *)out = time_s;
    return true;
}

bool tl_read_date(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    const char *rule = "must be a date in quotes, such as \"2017-04-25T00:00:00Z\"";
    int64_t unix_s;
    if (spot->node->kind != TL_NODE_TEXT || !tl_date_parse(spot->node->text, &unix_s, &rule)) {
        return tl_spot_refuse(c, spot, "%s", rule);
    }
    *(int64_t *)out = unix_s;
    return true;
}

bool tl_read_text(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    if (spot->node->kind != TL_NODE_TEXT || spot->node->text[strspn(spot->node->text, " \t")] == '\0') {
        return tl_spot_refuse(c, spot, "must be a text in quotes that is not empty");
    }
    *(struct tl_words_text *)out =
        (struct tl_words_text){spot->node->text, spot->node->origin, tl_spot_path(c, spot)};
    return true;
}

/* What in a condition hangs on the last digit of a function that processors round differently, or NULL. Roots, rounding, the least and
 * the greatest are exact; what expressions come to is rounded before it is used. */
static const char *find_inexact(const char *text)
{
    static const char *const functions[] = {"sin",   "cos",  "tan",  "asin",  "acos",  "atan",
                                            "atan2", "sinh", "cosh", "tanh",  "asinh", "acosh",
                                            "atanh", "log",  "log2", "log10", "ln",    "exp"};
    bool in_quotes = false;
    for (const char *at = text; *at != '\0'; at++) {
        in_quotes ^= *at == '"';
        size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789_");
        for (size_t i = 0; i < sizeof functions / sizeof *functions && !in_quotes; i++) {
            if (length == strlen(functions[i]) && strncmp(at, functions[i], length) == 0) {
                return functions[i];
            }
        }
        if (*at == '^' && !in_quotes) {
            return "^";
        }
        at += length > 0 ? length - 1 : 0;
    }
    return NULL;
}

bool tl_read_condition(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    const char *inexact = spot->node->kind == TL_NODE_TEXT ? find_inexact(spot->node->text) : NULL;
    if (inexact) {
        return tl_spot_refuse(c, spot,
                              "%s has no place in a condition: its last digit differs between processors; a "
                              "factor, which is rounded, may have it",
                              inexact);
    }
    return tl_read_text(c, spot, out);
}

bool tl_read_expression(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    return tl_read_text(c, spot, out);
}

bool tl_read_word(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    size_t count;
    const char *const *words = tl_words_get((enum tl_words)spot->key->of, &count);
    struct tl_text list = {0};
    for (size_t i = 0; i < count; i++) {
        if (spot->node->kind == TL_NODE_TEXT && strcmp(spot->node->text, words[i]) == 0) {
            *(int *)out = (int)i;
            tl_text_clear(&list);
            return true;
        }
        tl_text_print(&list, "%s%s", i == 0 ? "" : i + 1 < count ? ", " : " or ", words[i]);
    }
    const char *advice =
        spot->node->kind == TL_NODE_TEXT ? tl_mistake_advice(c->arena, spot->node->text, words, count) : "";
    tl_spot_refuse(c, spot, "must be %s%s", tl_text_get(&list), advice);
    tl_text_clear(&list);
    return false;
}

/* One coordinate of a point, in degrees. */
static bool read_degrees(struct tl_check *c, const struct tl_spot *spot, size_t index, double limit,
                         double *degrees)
{
    struct tl_key key = *spot->key;
    key.type = TL_TYPE_REAL;
    key.low = -limit;
    key.high = limit;
    struct tl_spot part = {spot->node->items[index], spot->parent, &key};
    return tl_read_quantity(c, &part, tl_arena_print(c->arena, "%s[%zu]", tl_spot_path(c, spot), index),
                            TL_UNIT_NONE, degrees);
}

bool tl_read_point(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    if (spot->node->kind != TL_NODE_LIST || spot->node->count != 2) {
        return tl_spot_refuse(c, spot, "must be [latitude, longitude] in degrees, such as [33.16, 129.71]");
    }
    struct tl_point point;
    bool good = read_degrees(c, spot, 0, 90, &point.lat_deg);
    good = read_degrees(c, spot, 1, 180, &point.lon_deg) && good;
    if (good) {
        *(struct tl_point *)out = point;
    }
    return good;
}

bool tl_read_value(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    static bool (*const readers[])(struct tl_check *, const struct tl_spot *, void *) = {
#define TL_TYPE(NAME, name, ...) tl_read_##name,
#include "scenario/type.def"
#undef TL_TYPE
    };
    return readers[spot->key->type](c, spot, out);
}

void tl_read_absent(enum tl_type type, void *out)
{
    switch (type) {
    case TL_TYPE_REAL:
    case TL_TYPE_SPEED:
    case TL_TYPE_LENGTH:
    case TL_TYPE_RATE:
    case TL_TYPE_FLOW:
        *(double *)out = NAN;
        break;
    case TL_TYPE_COUNT:
    case TL_TYPE_SPAN:
    case TL_TYPE_MOMENT:
    case TL_TYPE_DATE:
        *(int64_t *)out = TL_ABSENT;
        break;
    case TL_TYPE_WORD:
        *(int *)out = TL_ABSENT;
        break;
    case TL_TYPE_REF:
        *(struct tl_ref *)out = (struct tl_ref){TL_ABSENT, 0};
        break;
    case TL_TYPE_START:
        *(struct tl_start *)out = (struct tl_start){TL_ABSENT, TL_ABSENT};
        break;
    case TL_TYPE_POINT:
        *(struct tl_point *)out = (struct tl_point){NAN, NAN};
        break;
    default:
        break; /* zeroed: not given */
    }
}
