#include "report/runs.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

#define TL_TAIL 5 /* letters that a cut name keeps at its end: they often tell it from its neighbours */

static bool is_digit(char c)
{
    return isdigit((unsigned char)c) != 0;
}

static size_t count_digits(const char *text)
{
    return strspn(text, "0123456789");
}

int tl_runs_compare(const char *a, const char *b)
{
    const char *left = a;
    const char *right = b;
    while (*left && *right) {
        if (is_digit(*left) && is_digit(*right)) {
            const char *left_digits = left + strspn(left, "0");
            const char *right_digits = right + strspn(right, "0");
            size_t left_count = count_digits(left_digits);
            size_t right_count = count_digits(right_digits);
            int by_number = left_count != right_count ? (left_count < right_count ? -1 : 1)
                                                      : strncmp(left_digits, right_digits, left_count);
            if (by_number != 0) {
                return by_number;
            }
            left = left_digits + left_count;
            right = right_digits + right_count;
        } else if (*left == *right) {
            left++;
            right++;
        } else {
            return (unsigned char)*left < (unsigned char)*right ? -1 : 1;
        }
    }
    int by_rest = (*left != '\0') - (*right != '\0');
    return by_rest != 0 ? by_rest : strcmp(a, b);
}

/* The letters before "-NUMBER" at the end; all of them where no such thing stands there. */
static size_t measure_stem(const char *name)
{
    const char *dash = strrchr(name, '-');
    size_t digits = dash ? count_digits(dash + 1) : 0;
    return digits > 0 && dash[1 + digits] == '\0' ? (size_t)(dash - name) : strlen(name);
}

bool tl_runs_are_sisters(const char *a, const char *b)
{
    size_t stem = measure_stem(a);
    return a[stem] == '-' && measure_stem(b) == stem && b[stem] == '-' && strncmp(a, b, stem) == 0;
}

void tl_runs_add(struct tl_text *out, const char *first, const char *last)
{
    tl_text_add(out, first);
    if (strcmp(first, last) != 0) {
        assert(tl_runs_are_sisters(first, last));
        tl_text_print(out, "..%s", last + measure_stem(last) + 1);
    }
}

void tl_runs_add_cut(struct tl_text *out, const char *text, int width)
{
    int length = (int)strlen(text);
    assert(width >= 8);
    if (length <= width) {
        tl_text_add(out, text);
        return;
    }
    tl_text_add_bytes(out, text, (size_t)(width - TL_TAIL - 1));
    tl_text_print(out, "~%s", text + length - TL_TAIL);
}
