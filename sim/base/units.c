#include "base/units.h"

#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TL_NUMBER_BYTES 64 /* longer numbers and unit names than this are refused */
#define TL_TERMS_MAX    8  /* terms of one duration */

/* canonical = written x times / over: two whole numbers, so that "40 %" is the double nearest to 0.4. */
struct scale {
    const char *name;
    double times;
    double over;
};

static const struct scale share_scales[] = {{"", 1, 1}, {"%", 1, 100}, {NULL, 0, 0}};
static const struct scale time_scales[] = {
    {"s", 1, 1}, {"min", 60, 1}, {"h", 3600, 1}, {"d", 86400, 1}, {"wk", 604800, 1}, {NULL, 0, 0},
};
static const struct scale length_scales[] = {{"m", 1, 1}, {"km", 1000, 1}, {"nmi", 1852, 1}, {NULL, 0, 0}};
static const struct scale speed_scales[] = {
    {"kn", 1852, 3600},
    {"km/h", 1000, 3600},
    {"m/s", 1, 1},
    {NULL, 0, 0},
};
static const struct scale rate_scales[] = {
    {"/s", 1, 1}, {"/min", 1, 60}, {"/h", 1, 3600}, {"/d", 1, 86400}, {"/wk", 1, 604800}, {NULL, 0, 0},
};
static const struct scale flow_scales[] = {
    {"persons/s", 1, 1},     {"persons/min", 1, 60},    {"persons/h", 1, 3600},
    {"persons/d", 1, 86400}, {"persons/wk", 1, 604800}, {NULL, 0, 0},
};

/* One row a unit, in the order of enum tl_unit. */
static const struct {
    const struct scale *scales;
    bool sums; /* may several terms follow each other? */
    const char *rule;
} measures[] = {
    {share_scales, false, "must be a bare number or a percentage, such as 0.4 or 40 %"},
    {time_scales, true, "a time needs a unit: s, min, h, d or wk (minutes are never m), such as 3 d 6 h"},
    {length_scales, false, "a length needs a unit: m, km or nmi"},
    {speed_scales, false, "a speed needs a unit: kn, km/h or m/s"},
    {rate_scales, false, "a rate needs a unit: /s, /min, /h, /d or /wk, such as 2.2 /d"},
    {flow_scales, false, "a flow needs a unit: persons per s, min, h, d or wk, such as 800 persons/h"},
};

int64_t tl_round(double value)
{
    assert(value >= -9e18 && value <= 9e18);
    int64_t whole = (int64_t)value; /* towards zero; quicker than floor() */
    whole -= (double)whole > value;
    return value - (double)whole >= 0.5 ? whole + 1 : whole; /* floor(value + 0.5) would round twice */
}

int64_t tl_leg_seconds(double length_m, double speed_mps)
{
    assert(speed_mps > 0);
    return tl_round(length_m / speed_mps);
}

static void skip_spaces(const char **at)
{
    while (**at == ' ' || **at == '\t') {
        (*at)++;
    }
}

static size_t count_digits(const char *at)
{
    size_t n = 0;
    while (isdigit((unsigned char)at[n])) {
        n++;
    }
    return n;
}

/* How many bytes at `at` are a decimal number; 0 when none. strtod alone would take "inf", "nan" and "0x1p3" too. */
static size_t measure_number(const char *at)
{
    size_t n = *at == '+' || *at == '-';
    size_t whole = count_digits(at + n);
    n += whole;
    size_t fraction = at[n] == '.' ? count_digits(at + n + 1) : 0;
    if (whole + fraction == 0) {
        return 0;
    }
    n += at[n] == '.' ? 1 + fraction : 0;
    if (at[n] == 'e' || at[n] == 'E') {
        size_t sign = at[n + 1] == '+' || at[n + 1] == '-';
        size_t exponent = count_digits(at + n + 1 + sign);
        n += exponent ? 1 + sign + exponent : 0;
    }
    return n;
}

static bool read_number(const char **at, double *value)
{
    char digits[TL_NUMBER_BYTES];
    size_t n = measure_number(*at);
    if (n == 0 || n >= sizeof digits) {
        return false;
    }
    memcpy(digits, *at, n);
    digits[n] = '\0';
    *value = strtod(digits, NULL);
    *at += n;
    return true;
}

/* Read a unit's name into `name`; spaces around its '/' are dropped. */
static bool read_name(const char **at, char name[TL_NUMBER_BYTES])
{
    size_t n = 0;
    for (;;) {
        const char *ahead = *at;
        skip_spaces(&ahead);
        bool joined = n == 0 || ahead == *at || *ahead == '/' || name[n - 1] == '/';
        if (!joined || !(isalpha((unsigned char)*ahead) || *ahead == '/' || *ahead == '%')) {
            break;
        }
        if (n + 1 >= TL_NUMBER_BYTES) {
            return false;
        }
        name[n++] = *ahead;
        *at = ahead + 1;
    }
    name[n] = '\0';
    skip_spaces(at);
    return true;
}

static const struct scale *find_scale(const struct scale *scales, const char *name)
{
    for (; scales->name; scales++) {
        if (strcmp(scales->name, name) == 0) {
            return scales;
        }
    }
    return NULL;
}

static bool read_term(const char **at, const struct scale *scales, double *value)
{
    char name[TL_NUMBER_BYTES];
    double number;
    skip_spaces(at);
    if (!read_number(at, &number) || !read_name(at, name)) {
        return false;
    }
    const struct scale *scale = find_scale(scales, name);
    if (!scale) {
        return false;
    }
    *value = number * scale->times / scale->over;
    return true;
}

bool tl_unit_parse(const char *text, enum tl_unit unit, double *value, const char **rule)
{
    assert(unit < sizeof measures / sizeof *measures);
    *rule = measures[unit].rule;
    const char *at = text;
    double sum = 0;
    int terms = 0;
    do {
        double term;
        skip_spaces(&at);
        bool has_sign = *at == '-' || *at == '+';
        if (terms > 0 && (!measures[unit].sums || has_sign || sum < 0 || terms == TL_TERMS_MAX)) {
            return false; /* "-3 d 6 h" could mean two things */
        }
        if (!read_term(&at, measures[unit].scales, &term)) {
            return false;
        }
        sum += term;
        terms++;
    } while (*at);
    if (!isfinite(sum)) {
        *rule = "the number is too large";
        return false;
    }
    *value = sum;
    return true;
}

/* Parse the quantity that ends before `end`. */
static bool parse_part(const char *start, const char *end, enum tl_unit unit, double *value,
                       const char **rule)
{
    struct tl_text part = {0};
    tl_text_add_bytes(&part, start, (size_t)(end - start));
    bool parsed = tl_unit_parse(tl_text_get(&part), unit, value, rule);
    tl_text_clear(&part);
    return parsed;
}

/* Parse the three bounds behind "uncertain(", up to the end of the text. */
static bool parse_bounds(const char *at, enum tl_unit unit, double bounds[3], const char **rule)
{
    static const char shape[] = "must be uncertain(low, nominal, high), three quantities";
    for (int i = 0; i < 3; i++) {
        size_t n = strcspn(at, ",()");
        if (at[n] != (i < 2 ? ',' : ')')) {
            *rule = shape;
            return false;
        }
        if (!parse_part(at, at + n, unit, &bounds[i], rule)) {
            return false;
        }
        at += n + 1;
    }
    skip_spaces(&at);
    *rule = *at ? shape : "needs low <= nominal <= high";
    return !*at && bounds[0] <= bounds[1] && bounds[1] <= bounds[2];
}

bool tl_unit_parse_uncertain(const char *text, enum tl_unit unit, double bounds[3], bool *uncertain,
                             const char **rule)
{
    static const char word[] = "uncertain";
    const char *at = text;
    skip_spaces(&at);
    *uncertain = strncmp(at, word, sizeof word - 1) == 0;
    if (!*uncertain) {
        bool parsed = tl_unit_parse(text, unit, &bounds[0], rule);
        bounds[2] = bounds[1] = bounds[0];
        return parsed;
    }
    at += sizeof word - 1;
    skip_spaces(&at);
    if (*at != '(') {
        *rule = "must be uncertain(low, nominal, high), three quantities";
        return false;
    }
    return parse_bounds(at + 1, unit, bounds, rule);
}
