/* Vacancies that come with the demand of a mission, not with its assets. */
#include <assert.h>

#include "measure/ledger_book.h"
#include "measure/ledger_root.h"

static bool may_serve(const struct tl_ledger_book *book, size_t asset)
{
    const bool *eligible = book->roster->missions[book->mission].eligible;
    return eligible == NULL || eligible[book->roster->assets[asset].partner];
}

static int64_t get_gives(const struct tl_ledger_book *book, size_t asset, size_t need)
{
    return tl_coverage_gives(book->roster, (int64_t)asset, &book->roster->missions[book->mission], need);
}

/* What all who may serve a mission could hold of a need, but for those who are absent (NULL: with all). */
static int64_t count_held(const struct tl_ledger_book *book, size_t need, const bool *absent)
{
    int64_t held_u = 0;
    for (size_t i = 0; i < book->roster->asset_count; i++) {
        if (may_serve(book, i) && (absent == NULL || !absent[i])) {
            held_u += get_gives(book, i, need);
        }
    }
    return held_u;
}

/* What one who is lost could hold of it besides what is missing already without it. */
static int64_t count_lost(const struct tl_ledger_book *book, size_t need, size_t asset, const int32_t *lost)
{
    if (lost[asset] == TL_NONE || !may_serve(book, asset)) {
        return 0;
    }
    int64_t more_u =
        get_gives(book, asset, need) - tl_vacancies_sum_of(&book->vacancies, (int32_t)asset, need);
    return more_u > 0 ? more_u : 0;
}

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

/* Of what those could hold who are present or lost, up to present_u, the lost hold the upper part, each its own; the first by name the
 * uppermost. Nothing below low_u is to be told apart. */
static void part_lost(struct tl_ledger_book *book, size_t vacancy, int64_t low_u, int64_t high_u,
                      const bool *absent, const int32_t *lost)
{
    size_t need = (size_t)book->vacancies.items[vacancy].need;
    int64_t top_u = count_held(book, need, absent);
    for (size_t i = 0; i < book->roster->asset_count; i++) {
        int64_t below_u = top_u - count_lost(book, need, i, lost);
        int64_t part_u = clamp(top_u, low_u, high_u) - clamp(below_u, low_u, high_u);
        if (part_u > 0) {
            tl_vacancies_part(&book->vacancies, vacancy, part_u, lost[i]);
        }
        top_u = below_u;
    }
}

/* What has been filled of a rise in its second is the lower part of it. */
static void tell_apart(struct tl_ledger_book *book, size_t vacancy, const bool *absent, const int32_t *lost)
{
    struct tl_vacancy *rise = &book->vacancies.items[vacancy];
    size_t need = (size_t)rise->need;
    int64_t high_u = rise->high_u < book->demand_u[need] ? rise->high_u : book->demand_u[need];
    int64_t low_u = high_u - rise->amount_u[need];
    int64_t all_u = clamp(count_held(book, need, NULL), low_u, high_u);
    int64_t present_u = clamp(count_held(book, need, absent), low_u, all_u);
    rise->is_fresh = false;
    part_lost(book, vacancy, low_u, high_u, absent, lost);
    tl_vacancies_part(&book->vacancies, vacancy, all_u - present_u, TL_ROOT_RAMP);
    tl_vacancies_part(&book->vacancies, vacancy, high_u - all_u, TL_ROOT_STRUCTURAL);
    book->changed = true;
}

void tl_ledger_demand_tell_apart(struct tl_ledger_book *book, const bool *absent, const int32_t *lost)
{
    size_t count = book->vacancies.count; /* parts come behind */
    for (size_t i = 0; i < count; i++) {
        if (book->vacancies.items[i].is_fresh) {
            tell_apart(book, i, absent, lost);
        }
    }
    tl_vacancies_sweep(&book->vacancies);
}

/* Those who were away when the mission closed, and still are, come first. Returns how much that is. */
static int64_t wake(struct tl_ledger_book *book, size_t need, int64_t amount_u)
{
    int64_t woken_u = 0;
    for (size_t i = 0; i < book->vacancies.count; i++) {
        struct tl_vacancy *vacancy = &book->vacancies.items[i];
        if ((vacancy->sleeps & 1U << need) != 0) {
            int64_t gives_u = get_gives(book, (size_t)vacancy->asset, need);
            int64_t left_u = amount_u - woken_u;
            vacancy->amount_u[need] = gives_u < left_u ? gives_u : left_u;
            vacancy->sleeps = (uint8_t)(vacancy->sleeps & ~(1U << need));
            woken_u += vacancy->amount_u[need];
        }
    }
    tl_vacancies_sweep(&book->vacancies);
    return woken_u;
}

bool tl_ledger_demand_change(struct tl_ledger_book *book, const struct tl_coverage *coverage,
                             const struct tl_event *event, int32_t root)
{
    bool any = false;
    int64_t more_u[TL_NEEDS_MAX];
    tl_ledger_book_settle(book, event->time_s);
    tl_ledger_book_look(book, coverage, more_u);
    if (event->kind == TL_EVENT_MISSION_CLOSES) {
        tl_vacancies_sleep(&book->vacancies);
        assert(tl_ledger_book_is_even(book));
        return false;
    }
    for (size_t k = 0; k < TL_NEEDS_MAX; k++) {
        int64_t rise_u = more_u[k] > 0 ? more_u[k] - wake(book, k, more_u[k]) : 0;
        if (rise_u > 0) {
            tl_vacancies_rise(&book->vacancies, k, rise_u, book->demand_u[k], root);
            any = true;
        } else if (more_u[k] < 0) {
            tl_vacancies_lower(&book->vacancies, k, -more_u[k]);
        }
    }
    assert(tl_ledger_book_is_even(book));
    return any;
}
