#include "command/clash.h"

#include <string.h>

#include "base/text.h"
#include "base/units.h"
#include "model/model.h"

static void print_rate(struct tl_text *out, double rate_ps)
{
    tl_text_print(out, "%.6g /d", rate_ps * (double)TL_DAY_S);
}

/* Candidates are drawn at the ceiling: processes and parties of different ceilings have no draw in common. Those of one scenario alone
 * and rosters of traces are not looked at. */
static bool check_ceilings(const struct tl_roster *roster, const char *name, const struct tl_roster *base,
                           const char *base_name, struct tl_error *err)
{
    bool good = true;
    size_t count = base->ceilings != NULL ? roster->ceiling_count : 0;
    for (size_t i = 0, k = 0; i < count; i++) { /* both are in order of path */
        const struct tl_roster_ceiling *here = &roster->ceilings[i];
        while (k < base->ceiling_count && strcmp(base->ceilings[k].path, here->path) < 0) {
            k++;
        }
        bool is_there = k < base->ceiling_count && strcmp(base->ceilings[k].path, here->path) == 0;
        if (is_there && here->ceiling_n != base->ceilings[k].ceiling_n) {
            struct tl_text both = {0};
            print_rate(&both, here->ceiling_ps);
            tl_text_add(&both, " and ");
            print_rate(&both, base->ceilings[k].ceiling_ps);
            good = tl_error_add(err, TL_FAULT_USER,
                                "ceilings of %s of %s and %s differ: %s; pairs share what comes at random "
                                "only under one ceiling: give both the higher one",
                                here->path, name, base_name, tl_text_get(&both));
            tl_text_clear(&both);
        }
    }
    return good;
}

static void print_states(struct tl_text *out, const struct tl_names *states)
{
    for (size_t i = 0; i < states->count; i++) {
        tl_text_print(out, "%s%s", i > 0 ? ", " : "", states->items[i]);
    }
}

static bool are_same(const struct tl_names *a, const struct tl_names *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++) {
        same = strcmp(a->items[i], b->items[i]) == 0;
    }
    return same;
}

/* Graver and calmer are told by the order of states: parties of other ones share no draw, and the same number means another state. */
static bool check_states(const struct tl_roster *roster, const char *name, const struct tl_roster *base,
                         const char *base_name, struct tl_error *err)
{
    bool good = true;
    for (size_t i = 0, k = 0; i < roster->postures.count; i++) { /* both are in order of name */
        const char *posture = roster->postures.items[i];
        while (k < base->postures.count && strcmp(base->postures.items[k], posture) < 0) {
            k++;
        }
        bool is_there = k < base->postures.count && strcmp(base->postures.items[k], posture) == 0;
        if (is_there && !are_same(&roster->states[i], &base->states[k])) {
            struct tl_text both = {0};
            print_states(&both, &roster->states[i]);
            tl_text_add(&both, " and ");
            print_states(&both, &base->states[k]);
            good = tl_error_add(err, TL_FAULT_USER,
                                "states of postures.%s of %s and %s differ: %s; pairs share what an outside "
                                "party does only where its states are the same, in the same order",
                                posture, name, base_name, tl_text_get(&both));
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
    good = check_ceilings(roster, name, base, base_name, err) && good;
    return check_states(roster, name, base, base_name, err) && good;
}
