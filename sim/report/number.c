#include "report/number.h"

#include <assert.h>
#include <math.h>

#define TL_PLAIN_DIGITS      4
#define TL_DECIMALS_MAX      6
#define TL_HALF_MIN          5e-7 /* less is 0 with that many decimals: no width to speak of */
#define TL_RULE_OF_THREE_MIN 30 /* of fewer, three is too large a part: then it is the share's own interval */

/* Decimals that show `size` > 0 with `digits` significant digits. */
static int decimals_of(double size, int digits)
{
    int decimals = digits - 1 - (int)floor(log10(size));
    return decimals > TL_DECIMALS_MAX ? TL_DECIMALS_MAX : decimals;
}

static int plain_decimals(double value)
{
    return value != 0 && isfinite(value) ? decimals_of(fabs(value), TL_PLAIN_DIGITS) : 0;
}

static double measure_half(const struct tl_interval *interval)
{
    double lo = interval->lo;
    double hi = interval->hi;
    if (isfinite(lo) && isfinite(hi)) {
        return (hi - lo) / 2;
    }
    if (isfinite(lo) && isfinite(interval->value)) {
        return fabs(interval->value - lo);
    }
    return isfinite(hi) && isfinite(interval->value) ? fabs(hi - interval->value) : 0;
}

/* Half the interval's width; 0 where there is none to measure or to show. */
static double half_width(const struct tl_interval *interval)
{
    double half = measure_half(interval);
    return half < TL_HALF_MIN ? 0 : half;
}

int tl_number_decimals(const struct tl_interval *interval)
{
    double half = half_width(interval);
    if (half > 0) {
        return decimals_of(half, 2);
    }
    double shown = isfinite(interval->value) ? interval->value : interval->lo;
    return plain_decimals(shown);
}

/* Round half away from zero at the given decimal, which may be negative. */
static double round_at(double value, int decimals)
{
    if (decimals >= 0) {
        return value; /* printf rounds */
    }
    double unit = pow(10, -decimals);
    return round(value / unit) * unit;
}

void tl_number_print(struct tl_text *out, double value, int decimals, double limit)
{
    if (isnan(value)) {
        tl_text_add(out, "-");
    } else if (isinf(value)) {
        assert(isfinite(limit));
        tl_text_add(out, value > 0 ? "> " : "< ");
        tl_number_print_plain(out, value > 0 ? limit : -limit);
    } else {
        double shown = round_at(value, decimals);
        int places = decimals > 0 ? decimals : 0;
        if (fabs(shown) < 0.5 * pow(10, -places)) {
            shown = 0; /* no "-0.00" */
        }
        tl_text_print(out, "%.*f", places, shown);
    }
}

void tl_number_print_plain(struct tl_text *out, double value)
{
    int decimals = plain_decimals(value);
    size_t start = out->size;
    tl_number_print(out, value, decimals < 0 ? 0 : decimals, INFINITY);
    if (decimals > 0) {
        while (out->size > start && out->data[out->size - 1] == '0') {
            out->data[--out->size] = '\0';
        }
        if (out->data[out->size - 1] == '.') {
            out->data[--out->size] = '\0';
        }
    }
}

static bool is_exact(const struct tl_interval *interval)
{
    return (interval->flags & (TL_FLAG_IDENTICAL | TL_FLAG_SINGLE)) != 0 ||
           (isnan(interval->lo) && isnan(interval->hi)) ||
           (isfinite(interval->lo) && isfinite(interval->hi) && half_width(interval) <= 0);
}

void tl_number_print_value(struct tl_text *out, const struct tl_interval *interval, double limit)
{
    if (is_exact(interval) && isfinite(interval->value)) {
        tl_number_print_plain(out, interval->value);
    } else {
        tl_number_print(out, interval->value, tl_number_decimals(interval), limit);
    }
}

void tl_number_print_ends(struct tl_text *out, const struct tl_interval *interval, double limit)
{
    if (isnan(interval->value) || interval->n < 2) {
        return;
    }
    if (interval->flags & TL_FLAG_IDENTICAL) {
        tl_text_add(out, "identical");
    } else if (!is_exact(interval) && !isnan(interval->lo)) {
        int decimals = tl_number_decimals(interval);
        tl_number_print(out, interval->lo, decimals, limit);
        tl_text_add(out, " to ");
        tl_number_print(out, interval->hi, decimals, limit);
    } else if (isfinite(interval->lo) && interval->lo >= interval->hi) { /* as of a median that most share */
        tl_number_print_plain(out, interval->lo);
        tl_text_add(out, " to ");
        tl_number_print_plain(out, interval->hi);
    }
}

void tl_number_print_range(struct tl_text *out, const struct tl_interval *interval, double limit)
{
    struct tl_text ends = {0};
    tl_number_print_ends(&ends, interval, limit);
    if (interval->flags & TL_FLAG_IDENTICAL && ends.size > 0) {
        tl_text_print(out, "%s in all %zu", tl_text_get(&ends), interval->n);
    } else if (ends.size > 0) {
        tl_text_print(out, "(%s)", tl_text_get(&ends));
    }
    tl_text_clear(&ends);
}

void tl_number_print_interval(struct tl_text *out, const struct tl_interval *interval, double limit)
{
    struct tl_text range = {0};
    tl_number_print_value(out, interval, limit);
    tl_number_print_range(&range, interval, limit);
    if (range.size > 0) {
        tl_text_print(out, interval->flags & TL_FLAG_IDENTICAL ? ", %s" : " %s", tl_text_get(&range));
    }
    tl_text_clear(&range);
}

void tl_number_print_share(struct tl_text *out, const struct tl_interval *share)
{
    struct tl_interval percent = tl_number_scale(*share, 100);
    if (isnan(share->value)) {
        tl_text_add(out, "-");
        return;
    }
    if (share->value <= 0 || share->value >= 1) {
        bool none = share->value <= 0;
        bool few = share->n < TL_RULE_OF_THREE_MIN;
        double bound = few ? (none ? share->hi : 1 - share->lo) : 3 / (double)share->n;
        tl_text_add(out, none ? "0 % (at most " : "100 % (at least ");
        tl_text_print(out, few ? "%.0f %%)" : "%.2g %%)", 100 * (none ? bound : 1 - bound));
        return;
    }
    int decimals = tl_number_decimals(&percent);
    decimals = decimals > 1 ? 1 : decimals;
    tl_number_print(out, percent.value, decimals, INFINITY);
    tl_text_add(out, " % (");
    tl_number_print(out, percent.lo, decimals, INFINITY);
    tl_text_add(out, " to ");
    tl_number_print(out, percent.hi, decimals, INFINITY);
    tl_text_add_char(out, ')');
}

struct tl_interval tl_number_scale(struct tl_interval interval, double factor)
{
    double lo = interval.lo * factor;
    double hi = interval.hi * factor;
    double median_lo = interval.median_lo * factor;
    double median_hi = interval.median_hi * factor;
    interval.value *= factor;
    interval.median *= factor;
    interval.median_lo = factor < 0 ? median_hi : median_lo;
    interval.median_hi = factor < 0 ? median_lo : median_hi;
    interval.lo = factor < 0 ? hi : lo;
    interval.hi = factor < 0 ? lo : hi;
    return interval;
}
