#include "command/clash.h"

#include <string.h>

#include "base/text.h"
#include "base/units.h"
#include "model/model.h"

static void print_rate(struct tl_text *out, double rate_ps)
{
    tl_text_print(out, "%.6g /d", rate_ps * (double)TL_DAY_S);
}

/* Candidates are drawn at the ceiling: processes of different ceilings have no draw in common. Those of one scenario alone, replays and
 * rosters of traces are not looked at. */
static bool check_ceilings(const struct tl_roster *roster, const char *name, const struct tl_roster *base,
                           const char *base_name, struct tl_error *err)
{
    bool good = true;
    size_t count = roster->ceilings_ps != NULL && base->ceilings_ps != NULL ? roster->incident_count : 0;
    for (size_t i = 0, k = 0; i < count; i++) { /* both are in order of name */
        const char *process = roster->incidents[i].name;
        while (k < base->incident_count && strcmp(base->incidents[k].name, process) < 0) {
            k++;
        }
        bool is_there = k < base->incident_count && strcmp(base->incidents[k].name, process) == 0;
        double here_ps = roster->ceilings_ps[i];
        double there_ps = is_there ? base->ceilings_ps[k] : 0;
        bool is_drawn = here_ps > 0 && there_ps > 0;
        if (is_drawn &&
            tl_round(here_ps * (double)TL_RATE_SCALE) != tl_round(there_ps * (double)TL_RATE_SCALE)) {
            struct tl_text both = {0};
            print_rate(&both, here_ps);
            tl_text_add(&both, " and ");
            print_rate(&both, there_ps);
            good =
                tl_error_add(err, TL_FAULT_USER,
                             "ceilings of incidents.%s of %s and %s differ: %s; pairs share incidents only "
                             "under one ceiling: give both the higher one",
                             process, name, base_name, tl_text_get(&both));
            tl_text_clear(&both);
        }
    }
    return good;
}

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
    return check_ceilings(roster, name, base, base_name, err) && good;
}
