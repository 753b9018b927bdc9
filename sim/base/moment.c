/* Moments and spans: dates, "D+3 06:00" and durations for reading. Days by the algorithms of the proleptic Gregorian
 * calendar over eras of 400 years, counted from 1 March so that a leap day ends its year. */
#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/units.h"

#define TL_ERA_DAYS     INT64_C(146097) /* of 400 years */
#define TL_EPOCH_DAYS   INT64_C(719468) /* from 0000-03-01 to 1970-01-01 */
#define TL_MOMENT_MAX_S 1e12 /* some 31,700 years: far past any scenario, far below the overflow of sums */

static int64_t floor_divide(int64_t a, int64_t b)
{
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

/* Days from 1970-01-01. */
static int64_t days_from_date(int64_t year, int64_t month, int64_t day)
{
    int64_t y = year - (month <= 2);
    int64_t era = floor_divide(y, 400);
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * TL_ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - TL_EPOCH_DAYS;
}

static void date_from_days(int64_t days, int64_t *year, int64_t *month, int64_t *day)
{
    int64_t shifted = days + TL_EPOCH_DAYS;
    int64_t era = floor_divide(shifted, TL_ERA_DAYS);
    int64_t of_era = shifted - era * TL_ERA_DAYS;
    int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
    int64_t m = (5 * of_year + 2) / 153; /* from March */
    *day = of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = y + era * 400 + (*month <= 2);
}

static int64_t days_of_month(int64_t year, int64_t month)
{
    int64_t next = month == 12 ? days_from_date(year + 1, 1, 1) : days_from_date(year, month + 1, 1);
    return next - days_from_date(year, month, 1);
}

/* Read exactly `count` digits. */
static bool read_digits(const char **at, int count, int64_t *value)
{
    *value = 0;
    for (int i = 0; i < count; i++) {
        char c = **at;
        if (c < '0' || c > '9') {
            return false;
        }
        *value = *value * 10 + (c - '0');
        (*at)++;
    }
    return true;
}

static bool read_char(const char **at, char c)
{
    if (**at != c) {
        return false;
    }
    (*at)++;
    return true;
}

/* "06:00" or "06:00:30". */
static bool read_clock(const char **at, int64_t *time_s)
{
    int64_t hour;
    int64_t minute;
    int64_t second = 0;
    if (!read_digits(at, 2, &hour) || !read_char(at, ':') || !read_digits(at, 2, &minute)) {
        return false;
    }
    if (**at == ':' && (!read_char(at, ':') || !read_digits(at, 2, &second))) {
        return false;
    }
    *time_s = hour * TL_HOUR_S + minute * 60 + second;
    return hour < 24 && minute < 60 && second < 60;
}

bool tl_date_parse(const char *text, int64_t *unix_s, const char **rule)
{
    *rule = "a date must read 2017-04-25 or 2017-04-25T00:00:00Z (UTC)";
    const char *at = text;
    int64_t year;
    int64_t month;
    int64_t day;
    int64_t clock_s = 0;
    if (!read_digits(&at, 4, &year) || !read_char(&at, '-') || !read_digits(&at, 2, &month) ||
        !read_char(&at, '-') || !read_digits(&at, 2, &day)) {
        return false;
    }
    if (*at && (!read_char(&at, 'T') || !read_clock(&at, &clock_s) || !read_char(&at, 'Z') || *at)) {
        return false;
    }
    if (month < 1 || month > 12 || day < 1 || day > days_of_month(year, month)) {
        *rule = "this day is not in the calendar";
        return false;
    }
    *unix_s = days_from_date(year, month, day) * TL_DAY_S + clock_s;
    return true;
}

void tl_date_print(struct tl_text *out, int64_t unix_s)
{
    int64_t days = floor_divide(unix_s, TL_DAY_S);
    int64_t clock_s = unix_s - days * TL_DAY_S;
    int64_t year;
    int64_t month;
    int64_t day;
    date_from_days(days, &year, &month, &day);
    tl_text_print(out, "%04" PRId64 "-%02" PRId64 "-%02" PRId64 "T%02" PRId64 ":%02" PRId64 ":%02" PRId64 "Z",
                  year, month, day, clock_s / TL_HOUR_S, clock_s / 60 % 60, clock_s % 60);
}

int64_t tl_date_next_quarter(int64_t unix_s)
{
    int64_t year;
    int64_t month;
    int64_t day;
    date_from_days(floor_divide(unix_s, TL_DAY_S), &year, &month, &day);
    int64_t next = (month - 1) / 3 * 3 + 4;
    return days_from_date(next > 12 ? year + 1 : year, next > 12 ? 1 : next, 1) * TL_DAY_S;
}

/* "D+3" or "D+3 06:00" behind the "D". */
static bool parse_day(const char *at, int64_t *time_s)
{
    int64_t days = 0;
    int64_t clock_s = 0;
    if (!read_char(&at, '+')) {
        return false;
    }
    size_t digits = strspn(at, "0123456789");
    if (digits == 0 || digits > 6 || !read_digits(&at, (int)digits, &days)) {
        return false;
    }
    if (*at && (!read_char(&at, ' ') || !read_clock(&at, &clock_s) || *at)) {
        return false;
    }
    *time_s = days * TL_DAY_S + clock_s;
    return true;
}

bool tl_moment_parse(const char *text, int64_t epoch_s, int64_t *time_s, const char **rule)
{
    if (text[0] == 'D') {
        *rule = "a day must read D+3 or D+3 06:00";
        return parse_day(text + 1, time_s);
    }
    if (strspn(text, "0123456789") == 4 && text[4] == '-') {
        int64_t unix_s;
        if (!tl_date_parse(text, &unix_s, rule)) {
            return false;
        }
        *rule = "the date lies before the scenario's epoch";
        *time_s = unix_s - epoch_s;
        return *time_s >= 0;
    }
    double span_s;
    if (!tl_unit_parse(text, TL_UNIT_TIME, &span_s, rule)) {
        *rule = "a moment must read 3 d 6 h, D+3 06:00 or 2017-04-25T00:00:00Z";
        return false;
    }
    *rule = "a moment must not lie before the start, nor 30,000 years after it";
    if (!(span_s >= 0 && span_s <= TL_MOMENT_MAX_S)) {
        return false;
    }
    *time_s = tl_round(span_s);
    return true;
}

void tl_moment_print(struct tl_text *out, int64_t time_s)
{
    int64_t days = floor_divide(time_s, TL_DAY_S);
    int64_t clock_s = time_s - days * TL_DAY_S;
    tl_text_print(out, "D%+" PRId64 " %02" PRId64 ":%02" PRId64, days, clock_s / TL_HOUR_S,
                  clock_s / 60 % 60);
    if (clock_s % 60 != 0) {
        tl_text_print(out, ":%02" PRId64, clock_s % 60);
    }
}

void tl_span_print(struct tl_text *out, double span_s)
{
    static const struct {
        const char *name;
        double seconds;
    } units[] = {{"d", 86400}, {"h", 3600}, {"min", 60}, {"s", 1}};
    assert(isfinite(span_s));
    size_t u = 0;
    while (u + 1 < sizeof units / sizeof *units && fabs(span_s) < 2 * units[u].seconds) {
        u++; /* below two of a unit, the next smaller one says more: 36 h, 90 s */
    }
    double number = span_s / units[u].seconds;
    char digits[32];
    snprintf(digits, sizeof digits, fabs(number) < 9.95 ? "%.1f" : "%.0f", number);
    size_t n = strlen(digits);
    if (n > 2 && strcmp(digits + n - 2, ".0") == 0) {
        digits[n - 2] = '\0';
    }
    tl_text_print(out, "%s %s", strcmp(digits, "-0") == 0 ? "0" : digits, units[u].name);
}
