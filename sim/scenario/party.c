/* What consents, postures of outside parties, gauges and weathers must keep to, and the names that conditions know as numbers. What could
 * not be read is skipped: it has been told. */
#include <math.h>
#include <string.h>

#include "scenario/check.h"

/* ---- consents ---- */

static void check_answers(struct tl_check *c, const struct tl_consent_def *consent)
{
    const struct tl_answer_def *rows = consent->answers.items;
    for (size_t i = 0; i < consent->answers.count; i++) {
        tl_check_sum(c, rows[i].path, NULL, rows[i].refused + rows[i].offshore + rows[i].full);
    }
    if (rows && consent->answers.count == 0) {
        tl_path_refuse(c, consent->path, "answers", "must hold at least one row");
    }
}

/* A chain of consents that come one after the other must not lead back to its start. */
static void check_after(struct tl_check *c, const struct tl_consent_def *consent)
{
    const struct tl_scenario *s = c->scenario;
    const struct tl_consent_def *at = consent;
    for (size_t steps = 0; steps < s->consent_count && at->after.index != TL_ABSENT; steps++) {
        at = &s->consents[at->after.index];
        if (at == consent) {
            tl_path_refuse(c, consent->path, "after",
                           steps == 0 ? "is the consent itself" : "comes after this one: neither ever asks");
            return;
        }
    }
}

void tl_check_consent(struct tl_check *c, const struct tl_consent_def *consent)
{
    if (consent->asker.index != TL_ABSENT && consent->asker.index == consent->giver.index) {
        tl_path_refuse(c, consent->path, "giver", "is the asker; a domestic step has no giver");
    }
    check_answers(c, consent);
    check_after(c, consent);
}

void tl_check_bound(struct tl_check *c, const struct tl_mission_def *mission)
{
    if (mission->consent.index == TL_ABSENT) {
        if (tl_scenario_gives(c->scenario, mission->path, "grade") &&
            !tl_scenario_gives(c->scenario, mission->path, "consent")) {
            tl_path_refuse(c, mission->path, "grade", "says nothing without the key \"consent\"");
        }
        return;
    }
    int32_t asker = c->scenario->consents[mission->consent.index].asker.index;
    if (asker != TL_ABSENT && mission->partners.given && !tl_refs_hold(&mission->partners, asker)) {
        tl_path_refuse(c, mission->path, "consent",
                       "binds its asker, %s, who may not serve this mission: see its partners",
                       c->scenario->partners[asker].name);
    }
}

/* ---- names that are numbers in conditions ---- */

static bool is_grade(const char *name)
{
    size_t count;
    const char *const *words = tl_words_get(TL_WORDS_GRADE, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* An earlier posture that has the state at another position; NULL: none. */
static const struct tl_posture_def *find_clash(const struct tl_check *c, const struct tl_posture_def *posture,
                                               size_t state)
{
    const char *name = posture->states.items[state];
    for (const struct tl_posture_def *other = c->scenario->postures; other < posture; other++) {
        for (size_t i = 0; i < other->states.count; i++) {
            if (i != state && strcmp(other->states.items[i], name) == 0) {
                return other;
            }
        }
    }
    return NULL;
}

static void check_state(struct tl_check *c, const struct tl_posture_def *posture, size_t i)
{
    const char *name = posture->states.items[i];
    const char *key = tl_arena_print(c->arena, "states[%zu]", i);
    const struct tl_posture_def *other = find_clash(c, posture, i);
    if (!tl_name_is_good(name)) {
        tl_path_refuse(c, posture->path, key, "a name is written with a-z, 0-9 and -, from a letter on");
    } else if (is_grade(name)) {
        tl_path_refuse(c, posture->path, key, "is a grade of consents; in conditions it is one number");
    } else if (tl_ref_find(c, TL_SECTION_PHASE, name) != TL_ABSENT) {
        tl_path_refuse(c, posture->path, key,
                       "is the name of a phase too; in conditions it is one number: rename one of them");
    } else if (other) {
        tl_path_refuse(c, posture->path, key,
                       "has another place among the states of %s; in conditions it is one number",
                       other->name);
    }
}

void tl_check_phase(struct tl_check *c, const struct tl_phase_def *phase)
{
    if (is_grade(phase->name)) {
        tl_path_refuse(c, phase->path, NULL, "is a grade of consents; in conditions it is one number");
    }
}

/* ---- postures ---- */

static void check_move(struct tl_check *c, const struct tl_posture_def *posture,
                       const struct tl_move_def *move)
{
    const struct tl_words_text *ends[] = {&move->from, &move->to};
    static const char *const keys[] = {"from", "to"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends && posture->states.given; i++) {
        tl_check_is_state(c, posture, move->path, keys[i], ends[i]->text);
    }
    if (move->from.text && move->to.text && strcmp(move->from.text, move->to.text) == 0) {
        tl_path_refuse(c, move->path, "to", "is the state that it leaves");
    }
}

void tl_check_is_state(struct tl_check *c, const struct tl_posture_def *posture, const char *path,
                       const char *key, const char *name)
{
    const struct tl_name_list *states = &posture->states;
    for (size_t i = 0; i < states->count; i++) {
        if (name && strcmp(states->items[i], name) == 0) {
            return;
        }
    }
    if (name && states->given) {
        tl_path_refuse(c, path, key, "no such state of %s%s", posture->name,
                       tl_mistake_advice(c->arena, name, states->items, states->count));
    }
}

void tl_check_ceiling(struct tl_check *c, const char *path, double ceiling_ps)
{
    const char *full = tl_arena_print(c->arena, "%s.ceiling", path);
    for (size_t i = 0; i < c->uncertain_count; i++) {
        if (strcmp(c->uncertain[i].path, full) == 0) {
            tl_path_refuse(c, path, "ceiling", "must not be uncertain: it is a bound, and no input");
        }
    }
    if (ceiling_ps <= 0) {
        tl_path_refuse(c, path, "ceiling", "must be above 0");
    }
}

void tl_check_posture(struct tl_check *c, const struct tl_posture_def *posture)
{
    const struct tl_move_def *moves = posture->moves.items;
    if (posture->states.given && posture->states.count < 2) {
        tl_path_refuse(c, posture->path, "states", "must hold at least two");
    }
    for (size_t i = 0; i < posture->states.count; i++) {
        check_state(c, posture, i);
    }
    for (size_t i = 0; i < posture->moves.count; i++) {
        check_move(c, posture, &moves[i]);
    }
    tl_check_ceiling(c, posture->path, posture->ceiling_ps);
    if (posture->ceiling_ps > 0 && posture->ceiling_ps < 1e-15) {
        tl_path_refuse(c, posture->path, "ceiling", "is less than one in 10^15 s");
    }
}

/* ---- gauges ---- */

static void check_within(struct tl_check *c, const struct tl_gauge_def *gauge, const char *path,
                         const char *key, double value)
{
    if (value < gauge->low || value > gauge->high) { /* false for what could not be read */
        struct tl_text text = {0};
        tl_text_add_real(&text, gauge->low);
        tl_text_add(&text, " to ");
        tl_text_add_real(&text, gauge->high);
        tl_path_refuse(c, path, key, "must be within %s, what gauge %s can be", tl_text_get(&text),
                       gauge->name);
        tl_text_clear(&text);
    }
}

void tl_check_gauge(struct tl_check *c, const struct tl_gauge_def *gauge)
{
    const struct tl_push_def *rows = gauge->moves.items;
    bool is_sound = !(gauge->high <= gauge->low);
    if (!is_sound) {
        tl_path_refuse(c, gauge->path, tl_scenario_gives(c->scenario, gauge->path, "low") ? "low" : "high",
                       "low must be below high");
    } else {
        check_within(c, gauge, gauge->path, "start", gauge->start);
    }
    for (size_t i = 0; i < gauge->moves.count; i++) {
        bool has_by = tl_scenario_gives(c->scenario, rows[i].path, "by");
        if (has_by == tl_scenario_gives(c->scenario, rows[i].path, "to")) {
            tl_path_refuse(c, rows[i].path, NULL, "needs %s of the keys \"by\" and \"to\"",
                           has_by ? "only one" : "one");
        }
        if (is_sound) {
            check_within(c, gauge, rows[i].path, "to", rows[i].to);
        }
    }
}

/* ---- what injects set ---- */

static void check_sky(struct tl_check *c, const struct tl_inject_def *inject)
{
    static const char *const words[] = {"calm", "rough"};
    const char *given = inject->state.text;
    if (given && strcmp(given, words[0]) != 0 && strcmp(given, words[1]) != 0) {
        tl_path_refuse(c, inject->path, "state", "must be calm or rough%s",
                       tl_mistake_advice(c->arena, given, words, 2));
    }
}

void tl_check_setting(struct tl_check *c, const struct tl_inject_def *inject)
{
    if (inject->posture.index != TL_ABSENT) {
        tl_check_is_state(c, &c->scenario->postures[inject->posture.index], inject->path, "state",
                          inject->state.text);
    }
    if (inject->weather.index != TL_ABSENT) {
        check_sky(c, inject);
    }
    if (inject->gauge.index != TL_ABSENT) {
        check_within(c, &c->scenario->gauges[inject->gauge.index], inject->path, "value", inject->value);
    } else if (inject->partner.index != TL_ABSENT && inject->value > 1) {
        tl_path_refuse(c, inject->path, "value", "must be at most 1, which is to tell everything");
    }
}

/* ---- weathers ---- */

static void check_stays(struct tl_check *c, const struct tl_weather_def *weather)
{
    const struct tl_delay *delays[] = {&weather->calm, &weather->rough};
    static const char *const keys[] = {"calm", "rough"};
    for (size_t i = 0; i < sizeof delays / sizeof *delays; i++) {
        if (delays[i]->given && !(tl_dist_mean(&delays[i]->dist) > 0)) {
            tl_path_refuse(c, weather->path, keys[i], "must have a mean above 0");
        }
    }
}

static void check_no_go(struct tl_check *c, const struct tl_weather_def *weather)
{
    size_t count;
    const char *const *words = tl_words_get(TL_WORDS_DOMAIN, &count);
    for (size_t i = 0; i < weather->no_go.count; i++) {
        int domain = c->scenario->classes[weather->no_go.items[i]].domain;
        if (domain != TL_ABSENT && weather->domain != TL_ABSENT && domain != weather->domain) {
            tl_path_refuse(c, weather->path, tl_arena_print(c->arena, "no-go[%zu]", i),
                           "is a class of domain %s, and never feels this weather", words[domain]);
        }
    }
    if (weather->no_go.count > 0 && !tl_scenario_gives(c->scenario, weather->path, "places")) {
        tl_path_refuse(c, weather->path, "no-go", "says nothing without the key \"places\"");
    }
}

void tl_check_weather(struct tl_check *c, const struct tl_weather_def *weather)
{
    bool has_places = weather->places.count > 0 ||
                      (!weather->places.given && tl_scenario_gives(c->scenario, weather->path, "places"));
    bool has_lanes = weather->lanes.count > 0 ||
                     (!weather->lanes.given && tl_scenario_gives(c->scenario, weather->path, "lanes"));
    if (!has_places && !has_lanes) {
        tl_path_refuse(c, weather->path, NULL, "is nowhere; give the key \"places\" or \"lanes\"");
    }
    check_stays(c, weather);
    check_no_go(c, weather);
}
