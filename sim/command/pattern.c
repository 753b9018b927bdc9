#include "command/pattern.h"

#include "base/text.h"

bool tl_pattern_choose(const char *option, const char *what, const char *pattern, const char *const *names,
                       size_t count, bool *chosen, struct tl_error *err)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        chosen[i] = tl_text_matches(pattern, names[i]);
        any = any || chosen[i];
    }
    if (any) {
        return true;
    }
    const char *nearest = tl_text_nearest(pattern, names, count);
    return tl_error_add(err, TL_FAULT_USER, "--%s %s: no such %s%s%s%s", option, pattern, what,
                        nearest ? "; did you mean " : "", nearest ? nearest : "", nearest ? "?" : "");
}
