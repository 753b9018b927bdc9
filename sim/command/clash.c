#include "command/clash.h"

#include "base/text.h"
#include "base/units.h"

bool tl_clash_check(const struct tl_roster *roster, const char *name, const struct tl_roster *base,
                    const char *base_name, struct tl_error *err)
{
    bool good = true;
    struct tl_text both = {0};
    if (roster->horizon_s != base->horizon_s) {
        tl_span_print(&both, (double)roster->horizon_s);
        tl_text_add(&both, " and ");
        tl_span_print(&both, (double)base->horizon_s);
        good = tl_error_add(err, TL_FAULT_USER,
                            "horizons of %s and %s differ: %s; pairs are compared day by day", name,
                            base_name, tl_text_get(&both));
    }
    if (roster->warmup_s != base->warmup_s) {
        tl_text_reset(&both);
        tl_span_print(&both, (double)roster->warmup_s);
        tl_text_add(&both, " and ");
        tl_span_print(&both, (double)base->warmup_s);
        good = tl_error_add(err, TL_FAULT_USER,
                            "warm-ups of %s and %s differ: %s; pairs are measured over the same days", name,
                            base_name, tl_text_get(&both));
    }
    const char *mission = tl_roster_find_weight(roster, base);
    if (mission) {
        good = tl_error_add(err, TL_FAULT_USER,
                            "%s weighs differently in the headline indexes of %s and %s, which are then not "
                            "one measure; --set changes a weight or the headline in all of them",
                            mission, name, base_name);
    }
    if (roster->epoch_s != base->epoch_s) {
        tl_text_reset(&both);
        tl_date_print(&both, roster->epoch_s);
        tl_text_add(&both, " and ");
        tl_date_print(&both, base->epoch_s);
        good =
            tl_error_add(err, TL_FAULT_USER, "epochs of %s and %s differ: %s; pairs are compared day by day",
                         name, base_name, tl_text_get(&both));
    }
    tl_text_clear(&both);
    return good;
}
