#include "command/selection.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/units.h"
#include "command/pattern.h"
#include "command/quote.h"

error_t tl_asked_parse(int key, const char *arg, struct tl_asked *asked)
{
    switch (key) {
    case TL_ASKED_KIND:
        asked->kind = arg;
        return 0;
    case TL_ASKED_ASSET:
        asked->asset = arg;
        return 0;
    case TL_ASKED_MISSION:
        asked->mission = arg;
        return 0;
    case TL_ASKED_PLACE:
        asked->place = arg;
        return 0;
    case TL_ASKED_PARTNER:
        asked->partner = arg;
        return 0;
    case TL_ASKED_FROM:
        asked->from = arg;
        return 0;
    case TL_ASKED_TO:
    case TL_ASKED_UNTIL:
        asked->to = arg;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* A whole number, as a trace's lines give times. */
static bool read_seconds(const char *text, int64_t *time_s)
{
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 15 || text[digits] != '\0') {
        return false;
    }
    *time_s = strtoll(text, NULL, 10);
    return true;
}

bool tl_asked_moment(const char *option, const char *text, int64_t epoch_s, int64_t *time_s,
                     struct tl_error *err)
{
    const char *rule;
    return !text || read_seconds(text, time_s) || tl_moment_parse(text, epoch_s, time_s, &rule) ||
           tl_error_at(err, NULL, option, text, "%s", rule);
}

static const char *end_name(const struct tl_asked *asked)
{
    return asked->is_until ? "--until" : "--to";
}

static bool refuse_window(const struct tl_asked *asked, int64_t horizon_s, struct tl_error *err)
{
    struct tl_text span = {0};
    tl_moment_print(&span, horizon_s);
    tl_error_add(err, TL_FAULT_USER,
                 "nothing lies between --from and %s; the trace goes from D+0 00:00 to %s", end_name(asked),
                 tl_text_get(&span));
    tl_text_clear(&span);
    return false;
}

bool tl_asked_window(const struct tl_asked *asked, int64_t epoch_s, int64_t horizon_s, int64_t *from_s,
                     int64_t *to_s, struct tl_error *err)
{
    *from_s = 0;
    *to_s = INT64_MAX;
    bool starts = tl_asked_moment("--from", asked->from, epoch_s, from_s, err);
    bool ends = tl_asked_moment(end_name(asked), asked->to, epoch_s, to_s, err);
    bool is_some = *from_s < *to_s && *from_s <= horizon_s;
    return starts && ends && (is_some || refuse_window(asked, horizon_s, err));
}

void tl_asked_print(const struct tl_asked *asked, struct tl_text *out)
{
    const char *const options[][2] = {{"--kind", asked->kind},       {"--asset", asked->asset},
                                      {"--mission", asked->mission}, {"--place", asked->place},
                                      {"--partner", asked->partner}, {"--from", asked->from},
                                      {end_name(asked), asked->to}};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        if (options[i][1]) {
            tl_quote_add(out, options[i][0]);
            tl_quote_add(out, options[i][1]);
        }
    }
}

static bool choose_assets(struct tl_selection *selection, const struct tl_roster *roster,
                          const struct tl_asked *asked, struct tl_error *err)
{
    const char **names = tl_alloc(roster->asset_count + 1, sizeof *names);
    bool *partners = tl_alloc(roster->partners.count + 1, sizeof *partners);
    for (size_t i = 0; i < roster->asset_count; i++) {
        names[i] = roster->assets[i].name;
    }
    selection->assets = tl_alloc(roster->asset_count + 1, sizeof *selection->assets);
    bool named = !asked->asset || tl_pattern_choose("asset", "asset in this trace", asked->asset, names,
                                                    roster->asset_count, selection->assets, err);
    bool owned =
        !asked->partner || tl_pattern_choose("partner", "partner in this trace", asked->partner,
                                             roster->partners.items, roster->partners.count, partners, err);
    for (size_t i = 0; i < roster->asset_count; i++) {
        selection->assets[i] = (!asked->asset || selection->assets[i]) &&
                               (!asked->partner || partners[roster->assets[i].partner]);
    }
    free(names);
    free(partners);
    return named && owned;
}

static bool choose_missions(struct tl_selection *selection, const struct tl_roster *roster,
                            const char *pattern, struct tl_error *err)
{
    const char **names = tl_alloc(roster->mission_count + 1, sizeof *names);
    for (size_t i = 0; i < roster->mission_count; i++) {
        names[i] = roster->missions[i].name;
    }
    selection->missions = tl_alloc(roster->mission_count + 1, sizeof *selection->missions);
    bool chosen = tl_pattern_choose("mission", "mission in this trace", pattern, names, roster->mission_count,
                                    selection->missions, err);
    free(names);
    return chosen;
}

static bool choose_places(struct tl_selection *selection, const struct tl_roster *roster, const char *pattern,
                          struct tl_error *err)
{
    selection->places = tl_alloc(roster->places.count + 1, sizeof *selection->places);
    return tl_pattern_choose("place", "place in this trace", pattern, roster->places.items,
                             roster->places.count, selection->places, err);
}

/* What lasts ends with the trace. */
static bool find_window(struct tl_selection *selection, const struct tl_roster *roster,
                        const struct tl_asked *asked, struct tl_error *err)
{
    int64_t horizon_s = roster->horizon_s;
    if (!tl_asked_window(asked, roster->epoch_s, horizon_s, &selection->from_s, &selection->to_s, err)) {
        return false;
    }
    selection->to_s = selection->to_s < horizon_s ? selection->to_s : horizon_s;
    return selection->from_s < selection->to_s || refuse_window(asked, horizon_s, err);
}

bool tl_selection_init(struct tl_selection *selection, const struct tl_roster *roster,
                       const struct tl_asked *asked, struct tl_error *err)
{
    *selection = (struct tl_selection){0};
    bool assets = choose_assets(selection, roster, asked, err);
    bool missions = !asked->mission || choose_missions(selection, roster, asked->mission, err);
    bool places = !asked->place || choose_places(selection, roster, asked->place, err);
    bool window = find_window(selection, roster, asked, err);
    return assets && missions && places && window;
}

void tl_selection_clear(struct tl_selection *selection)
{
    free(selection->assets);
    free(selection->missions);
    free(selection->places);
    *selection = (struct tl_selection){0};
}

static bool is_chosen(const bool *chosen, int32_t number)
{
    return !chosen || (number != TL_NONE && chosen[number]);
}

bool tl_selection_has_asset(const struct tl_selection *selection, int32_t asset)
{
    return selection->assets[asset];
}

bool tl_selection_has_mission(const struct tl_selection *selection, int32_t mission)
{
    return is_chosen(selection->missions, mission);
}

bool tl_selection_has_place(const struct tl_selection *selection, int32_t place)
{
    return is_chosen(selection->places, place);
}
