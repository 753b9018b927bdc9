/* What holds of people, berths and havens in every story, by events alone. */
#ifndef TL_TEST_PROPERTY_PEOPLE_H
#define TL_TEST_PROPERTY_PEOPLE_H

#include "event/people.h"
#include "model/run.h"

struct people_books {
    const struct run *run;
    struct tl_people fold;
    int64_t *aboard;   /* [assets] */
    int64_t *at_berth; /* [places] */
    int64_t *kept;     /* [places] being landed, or on a service bound for it */
    int64_t *grade;    /* [consents] */
    enum tl_asset_state *states;
    int64_t *place; /* [assets] */
};

static inline void people_open(struct people_books *b, const struct run *run)
{
    const struct tl_model *model = run->model;
    *b = (struct people_books){.run = run};
    tl_people_init(&b->fold, &model->roster);
    b->aboard = tl_alloc(model->asset_count + 1, sizeof *b->aboard);
    b->at_berth = tl_alloc(model->place_count + 1, sizeof *b->at_berth);
    b->kept = tl_alloc(model->place_count + 1, sizeof *b->kept);
    b->grade = tl_alloc(model->consent_count + 1, sizeof *b->grade);
    b->states = tl_alloc(model->asset_count + 1, sizeof *b->states);
    b->place = tl_alloc(model->asset_count + 1, sizeof *b->place);
}

static inline void people_close(struct people_books *b)
{
    tl_people_clear(&b->fold);
    free(b->aboard);
    free(b->at_berth);
    free(b->kept);
    free(b->grade);
    free(b->states);
    free(b->place);
}

/* Nobody is lost, and nobody is anywhere twice. */
static inline void people_check_sums(const struct people_books *b)
{
    const struct tl_roster *roster = &b->run->model->roster;
    for (size_t g = 0; g < roster->group_count; g++) {
        int64_t sum = 0;
        for (int stage = 0; stage < TL_STAGES; stage++) {
            run_assert_int(b->fold.persons[g * TL_STAGES + (size_t)stage], >=, 0);
            sum += b->fold.persons[g * TL_STAGES + (size_t)stage];
        }
        run_assert_int(sum, ==, roster->groups[g].persons);
    }
}

static inline void people_check_places(const struct people_books *b)
{
    const struct tl_model *model = b->run->model;
    for (size_t p = 0; p < model->place_count; p++) {
        run_assert(model->places[p].berths == TL_NONE || b->at_berth[p] <= model->places[p].berths);
        bool is_bound = model->places[p].capacity != TL_NONE && model->places[p].is_haven;
        run_assert_msg(!is_bound || b->fold.held[p] <= model->places[p].capacity, "%s holds %lld",
                       model->places[p].name, (long long)b->fold.held[p]);
    }
}

static inline void people_check_consent(const struct people_books *b, const struct tl_event *event)
{
    const struct tl_model *model = b->run->model;
    const struct tl_mission *mission = &model->missions[event->mission];
    bool asks = mission->consent != TL_NONE && model->consents[mission->consent].asker == event->partner;
    run_assert_msg(!asks || b->grade[mission->consent] >= (int64_t)mission->grade,
                   "%s is tasked without consent at %lld", model->assets[event->asset].name,
                   (long long)event->time_s);
}

static inline void people_take(struct people_books *b, const struct tl_event *event)
{
    const struct tl_model *model = b->run->model;
    bool sound;
    tl_people_take(&b->fold, event, &sound);
    run_assert(sound);
    people_check_sums(b);
    if (event->kind == TL_EVENT_CONSENT_CHANGES) {
        b->grade[event->consent] = event->grade;
    } else if (event->kind == TL_EVENT_ASSET_TASKED || event->kind == TL_EVENT_ASSET_RETASKED) {
        people_check_consent(b, event);
        run_assert_int(b->aboard[event->asset], ==, 0); /* whoever has people aboard finishes its trip */
    } else if (event->kind == TL_EVENT_PERSONS_BOARD && event->asset != TL_NONE) {
        const struct tl_class *class = &model->classes[model->assets[event->asset].class_index];
        b->aboard[event->asset] += event->persons;
        run_assert_int(b->aboard[event->asset], <=, class->gives_sum_u / TL_MICRO);
    } else if ((event->kind == TL_EVENT_PERSONS_LAND || event->kind == TL_EVENT_PERSONS_RETURN) &&
               event->asset != TL_NONE) {
        b->aboard[event->asset] -= event->persons;
        run_assert_int(b->aboard[event->asset], >=, 0);
    }
    enum tl_asset_state state = tl_event_class_get(event->kind)->state;
    if (event->asset != TL_NONE && state != TL_STATE_NONE) {
        enum tl_asset_state was = b->states[event->asset];
        if (was == TL_STATE_LOADING || was == TL_STATE_UNLOADING) {
            b->at_berth[b->place[event->asset]]--;
        }
        if (state == TL_STATE_LOADING || state == TL_STATE_UNLOADING) {
            b->at_berth[event->place]++;
            b->place[event->asset] = event->place;
        }
        b->states[event->asset] = state;
    }
    people_check_places(b);
}

#endif
