/* Compiling consents, postures, gauges and weathers, and the conditions and expressions of everything but diversions and injects. */
#include <math.h>

#include "base/hash.h"
#include "model/build.h"
#include "model/condition.h"

static uint64_t stream_of(const struct tl_model *model, const char *section, const char *name,
                          const char *purpose)
{
    return tl_hash_text(tl_arena_print(model->arena, "%s.%s/%s", section, name, purpose));
}

static void build_consents(struct tl_model *model, const struct tl_scenario *scenario)
{
    struct tl_consent *consents = tl_arena_alloc(model->arena, scenario->consent_count + 1, sizeof *consents);
    for (size_t i = 0; i < scenario->consent_count; i++) {
        const struct tl_consent_def *def = &scenario->consents[i];
        const struct tl_answer_def *rows = def->answers.items;
        struct tl_answer_row *answers = tl_arena_alloc(model->arena, def->answers.count + 1, sizeof *answers);
        for (size_t j = 0; j < def->answers.count; j++) {
            answers[j].chances[TL_GRADE_REFUSED] = rows[j].refused;
            answers[j].chances[TL_GRADE_OFFSHORE] = rows[j].offshore;
            answers[j].chances[TL_GRADE_FULL] = rows[j].full;
        }
        consents[i] = (struct tl_consent){.name = def->name,
                                          .asker = def->asker.index,
                                          .giver = def->giver.index,
                                          .start = (enum tl_grade)def->start,
                                          .after = def->after.index,
                                          .delay = def->delay.dist,
                                          .answers = answers,
                                          .answer_count = def->answers.count,
                                          .again_s = def->again_s,
                                          .stream_delay = stream_of(model, "consents", def->name, "delay"),
                                          .stream_answer = stream_of(model, "consents", def->name, "answer")};
    }
    model->consents = consents;
    model->consent_count = scenario->consent_count;
}

static void build_postures(struct tl_model *model, const struct tl_scenario *scenario)
{
    struct tl_posture *postures = tl_arena_alloc(model->arena, scenario->posture_count + 1, sizeof *postures);
    for (size_t i = 0; i < scenario->posture_count; i++) {
        const struct tl_posture_def *def = &scenario->postures[i];
        const struct tl_move_def *rows = def->moves.items;
        struct tl_posture_move *moves = tl_arena_alloc(model->arena, def->moves.count + 1, sizeof *moves);
        for (size_t j = 0; j < def->moves.count; j++) {
            moves[j].from = tl_build_state(scenario, (int32_t)i, &rows[j].from);
            moves[j].to = tl_build_state(scenario, (int32_t)i, &rows[j].to);
            moves[j].rate_ps = rows[j].rate_ps;
        }
        postures[i] =
            (struct tl_posture){.name = def->name,
                                .state_count = def->states.count,
                                .ceiling_n = tl_round(def->ceiling_ps * (double)TL_POSTURE_SCALE),
                                .moves = moves,
                                .move_count = def->moves.count,
                                .stream_candidates = stream_of(model, "postures", def->name, "candidates"),
                                .stream_accept = stream_of(model, "postures", def->name, "accept")};
    }
    model->postures = postures;
    model->posture_count = scenario->posture_count;
}

static void build_gauges(struct tl_model *model, const struct tl_scenario *scenario)
{
    struct tl_gauge *gauges = tl_arena_alloc(model->arena, scenario->gauge_count + 1, sizeof *gauges);
    for (size_t i = 0; i < scenario->gauge_count; i++) {
        const struct tl_gauge_def *def = &scenario->gauges[i];
        const struct tl_push_def *rows = def->moves.items;
        struct tl_push *pushes = tl_arena_alloc(model->arena, def->moves.count + 1, sizeof *pushes);
        for (size_t j = 0; j < def->moves.count; j++) {
            pushes[j].by_u = isnan(rows[j].by) ? 0 : tl_build_micro(rows[j].by);
            pushes[j].to_u = isnan(rows[j].to) ? TL_NONE : tl_build_micro(rows[j].to);
        }
        gauges[i] = (struct tl_gauge){.name = def->name,
                                      .start_u = tl_build_micro(def->start),
                                      .low_u = tl_build_micro(def->low),
                                      .high_u = tl_build_micro(def->high),
                                      .pushes = pushes,
                                      .push_count = def->moves.count};
    }
    model->gauges = gauges;
    model->gauge_count = scenario->gauge_count;
}

/* By index: is it named? */
static const bool *build_set(struct tl_model *model, const struct tl_refs *refs, size_t count)
{
    bool *set = tl_arena_alloc(model->arena, count + 1, sizeof *set);
    for (size_t i = 0; i < refs->count; i++) {
        set[refs->items[i]] = true;
    }
    return set;
}

static void build_weathers(struct tl_model *model, const struct tl_scenario *scenario)
{
    struct tl_weather *weathers = tl_arena_alloc(model->arena, scenario->weather_count + 1, sizeof *weathers);
    for (size_t i = 0; i < scenario->weather_count; i++) {
        const struct tl_weather_def *def = &scenario->weathers[i];
        weathers[i] = (struct tl_weather){.name = def->name,
                                          .places = build_set(model, &def->places, scenario->place_count),
                                          .lanes = build_set(model, &def->lanes, scenario->lane_count),
                                          .is_on_lanes = def->lanes.count > 0,
                                          .domain = (enum tl_domain)def->domain,
                                          .calm = def->calm.dist,
                                          .rough = def->rough.dist,
                                          .speed_u = tl_build_micro(def->speed),
                                          .no_go = build_set(model, &def->no_go, scenario->class_count),
                                          .stream_calm = stream_of(model, "weathers", def->name, "calm"),
                                          .stream_rough = stream_of(model, "weathers", def->name, "rough")};
    }
    model->weathers = weathers;
    model->weather_count = scenario->weather_count;
}

void tl_build_parties(struct tl_model *model, const struct tl_scenario *scenario)
{
    build_consents(model, scenario);
    build_postures(model, scenario);
    build_gauges(model, scenario);
    build_weathers(model, scenario);
}

/* ---- conditions ---- */

/* What a model holds stands once it is built: conditions, which see all of it, are the last to be filled in. */
#define FILL(type, pointer) ((type *)(uintptr_t)(pointer))

static const struct tl_condition *compile(struct tl_model *model, const struct tl_words_text *text,
                                          struct tl_mistakes *mistakes)
{
    return text->text != NULL ? tl_condition_compile(model->watcher, text, mistakes) : NULL;
}

/* A factor is known at once where it asks nothing: one that would never count is a mistake. */
static const struct tl_condition *compile_factor(struct tl_model *model, const struct tl_words_text *text,
                                                 struct tl_mistakes *mistakes)
{
    const struct tl_condition *factor = compile(model, text, mistakes);
    double value;
    if (factor != NULL && tl_condition_find_constant(factor, &value) && !(value >= 0 && isfinite(value))) {
        struct tl_text number = {0};
        if (isfinite(value)) {
            tl_text_add_real(&number, value);
        } else {
            tl_text_add(&number, "no finite number");
        }
        tl_mistake_add_words(mistakes, text, "is %s whatever happens: a factor is a number from 0 on",
                             tl_text_get(&number));
        tl_text_clear(&number);
    }
    return factor;
}

static void fill_missions(struct tl_model *model, const struct tl_scenario *scenario,
                          struct tl_mistakes *mistakes)
{
    for (size_t i = 0; i < scenario->mission_count; i++) {
        const struct tl_mission_def *def = &scenario->missions[i];
        const struct tl_step_def *rows = def->steps.items;
        struct tl_mission *mission = FILL(struct tl_mission, &model->missions[i]);
        mission->runs = compile(model, &def->runs, mistakes);
        mission->factor = compile_factor(model, &def->factor, mistakes);
        for (size_t j = 0; j < mission->step_count; j++) {
            FILL(struct tl_demand_step, &mission->steps[j])->when = compile(model, &rows[j].when, mistakes);
        }
    }
}

static void fill_incidents(struct tl_model *model, const struct tl_scenario *scenario,
                           struct tl_mistakes *mistakes)
{
    for (size_t i = 0; i < scenario->incident_count; i++) {
        const struct tl_incident_def *def = &scenario->incidents[i];
        const struct tl_rate_step_def *rows = def->steps.items;
        struct tl_incident *incident = FILL(struct tl_incident, &model->incidents[i]);
        incident->rate_factor = compile_factor(model, &def->factor, mistakes);
        for (size_t j = 0; j < incident->step_count; j++) {
            FILL(struct tl_rate_step, &incident->steps[j])->when = compile(model, &rows[j].when, mistakes);
        }
    }
}

static void fill_consents(struct tl_model *model, const struct tl_scenario *scenario,
                          struct tl_mistakes *mistakes)
{
    for (size_t i = 0; i < scenario->consent_count; i++) {
        const struct tl_consent_def *def = &scenario->consents[i];
        const struct tl_answer_def *rows = def->answers.items;
        struct tl_consent *consent = FILL(struct tl_consent, &model->consents[i]);
        consent->when = compile(model, &def->when, mistakes);
        for (size_t j = 0; j < consent->answer_count; j++) {
            FILL(struct tl_answer_row, &consent->answers[j])->when = compile(model, &rows[j].when, mistakes);
        }
    }
}

static void fill_parties(struct tl_model *model, const struct tl_scenario *scenario,
                         struct tl_mistakes *mistakes)
{
    for (size_t i = 0; i < scenario->posture_count; i++) {
        const struct tl_move_def *rows = scenario->postures[i].moves.items;
        for (size_t j = 0; j < model->postures[i].move_count; j++) {
            FILL(struct tl_posture_move, &model->postures[i].moves[j])->factor =
                compile_factor(model, &rows[j].factor, mistakes);
        }
    }
    for (size_t i = 0; i < scenario->gauge_count; i++) {
        const struct tl_push_def *rows = scenario->gauges[i].moves.items;
        for (size_t j = 0; j < model->gauges[i].push_count; j++) {
            FILL(struct tl_push, &model->gauges[i].pushes[j])->when = compile(model, &rows[j].when, mistakes);
        }
    }
    for (size_t i = 0; i < scenario->service_count; i++) {
        FILL(struct tl_service, &model->services[i])->runs =
            compile(model, &scenario->services[i].runs, mistakes);
    }
}

void tl_build_conditions(struct tl_model *model, const struct tl_scenario *scenario,
                         struct tl_mistakes *mistakes)
{
    fill_missions(model, scenario, mistakes);
    fill_incidents(model, scenario, mistakes);
    fill_consents(model, scenario, mistakes);
    fill_parties(model, scenario, mistakes);
    for (size_t i = 0; i < scenario->inject_count; i++) {
        const struct tl_condition *when = compile(model, &scenario->injects[i].when, mistakes);
        FILL(struct tl_inject, &model->injects[i])->when = when;
        int32_t weather = model->injects[i].weather;
        bool is_of_roads =
            model->injects[i].lane != TL_NONE || (weather != TL_NONE && model->weathers[weather].is_on_lanes);
        model->roads_may_change = model->roads_may_change || (when != NULL && is_of_roads);
    }
}
