/* Pictures on random scenarios: links without delay are as good as none, and nobody is kept busy for ever. */
#include "test.h"

#include "model/network.h"
#include "model/run.h"
#include "property/generator.h"

/* ---- links without delay, and no links ---- */

/* Every pair of the model's partners, linked with this delay. */
static void link_all(const struct tl_model *model, const char *delay, struct tl_text *out)
{
    tl_text_print(out, "links = { ");
    for (size_t i = 0; i < model->partner_count; i++) {
        for (size_t j = i + 1; j < model->partner_count; j++) {
            tl_text_print(out, "link-%zu-%zu = { from = \"%s\"; to = \"%s\"; delay = \"%s\"; }; ", i, j,
                          model->partners[i].name, model->partners[j].name, delay);
        }
    }
    tl_text_print(out, "};");
}

static bool is_picture(const struct tl_event *event)
{
    return event->kind == TL_EVENT_PICTURE_SENT || event->kind == TL_EVENT_PICTURE_RECEIVED;
}

/* All events but for pictures, and their numbers. */
static void check_same_story(const struct run *a, const struct run *b)
{
    size_t j = 0;
    for (size_t i = 0; i < a->count; i++, j++) {
        while (j < b->count && is_picture(&b->events[j])) {
            j++;
        }
        run_assert_msg(j < b->count, "ends early");
        struct tl_event event = b->events[j];
        event.id = a->events[i].id;
        event.cause = a->events[i].cause;
        run_assert_msg(run_is_same_event(&a->events[i], &event), "%s at %lld",
                       tl_event_class_get(event.kind)->name, (long long)event.time_s);
    }
    while (j < b->count && is_picture(&b->events[j])) {
        j++;
    }
    run_assert_int(j, ==, b->count);
}

START_TEST(links_without_delay_are_as_good_as_none)
{
    size_t shared = 0;
    for (uint64_t seed = 1; seed <= 100; seed++) {
        struct tl_text text = {0};
        struct tl_text links = {0};
        generator_write(seed, GENERATOR_PLAIN, &text);
        struct run none = run_text(tl_text_get(&text), NULL);
        if (none.model->partner_count > 1 && none.model->link_count == 0) {
            link_all(none.model, "0 s", &links);
            struct run all = run_text(tl_text_get(&text), tl_text_get(&links));
            check_same_story(&none, &all);
            shared += run_count(&all, TL_EVENT_PICTURE_RECEIVED, NULL) > 0;
            run_clear(&all);
        }
        run_clear(&none);
        tl_text_clear(&text);
        tl_text_clear(&links);
    }
    ck_assert_uint_gt(shared, 10);
}
END_TEST

/* ---- no livelock ---- */

/* No partner decides twice on reports in one second, and the story ends. */
static void check_calm(const struct run *run)
{
    for (size_t i = 0; i < run->count; i++) {
        const struct tl_event *event = &run->events[i];
        for (size_t j = i + 1; event->kind == TL_EVENT_DECISION && event->reason != TL_REASON_RHYTHM &&
                               j < run->count && run->events[j].time_s == event->time_s;
             j++) {
            const struct tl_event *other = &run->events[j];
            run_assert(other->kind != TL_EVENT_DECISION || other->reason == TL_REASON_RHYTHM ||
                       other->partner != event->partner);
        }
    }
}

/* Supply that an owner's assets are planned to give to a need, as the owner believes. */
static int64_t own_u(const struct tl_state *state, int32_t owner, size_t mission, size_t need)
{
    const struct tl_model *model = state->model;
    int64_t sum_u = 0;
    for (size_t i = 0; i < model->asset_count; i++) {
        const struct tl_asset *a = &state->assets[i];
        bool counts = (a->plan == (int32_t)mission && a->plan_counts) || a->believed == (int32_t)mission;
        if (counts && model->assets[i].partner == owner) {
            sum_u +=
                model->classes[model->assets[i].class_index].gives_u[model->missions[mission].need[need]];
        }
    }
    return sum_u;
}

/* What each partner believes is what its own assets are planned to give, and what it was told of the others. */
static void check_books(const struct tl_state *state)
{
    const struct tl_network *network = state->network;
    int32_t partners = (int32_t)state->model->partner_count;
    for (size_t cell = 0; cell < network->cells; cell++) {
        size_t mission = (size_t)network->mission_of[cell];
        size_t need = cell - network->first_cell[mission];
        for (int32_t p = 0; p < partners; p++) {
            int64_t sum_u = own_u(state, p, mission, need);
            run_assert_int(network->shares[(size_t)p * network->cells + cell].supply_u, ==, sum_u);
            for (int32_t other = 0; other < partners; other++) {
                size_t pair = (size_t)(other * partners + p);
                sum_u += other != p ? network->told_u[pair * network->cells + cell] : 0;
            }
            run_assert_int(tl_state_planned(state, p, (int32_t)mission)[need], ==, sum_u);
        }
    }
}

START_TEST(quick_staffs_do_not_answer_each_other_for_ever)
{
    static const char *const delays[] = {"0 s", "1 s", "1 h"};
    for (uint64_t seed = 1; seed <= 40; seed++) {
        for (size_t d = 0; d < sizeof delays / sizeof *delays; d++) {
            struct tl_text text = {0};
            struct tl_text overlay = {0};
            generator_write(seed, GENERATOR_PLAIN, &text);
            struct run run = run_build(tl_text_get(&text), NULL);
            if (run.model->link_count == 0) {
                link_all(run.model, delays[d], &overlay);
            }
            tl_text_print(&overlay, "\npartners = { ");
            for (size_t p = 0; p < run.model->partner_count; p++) {
                tl_text_print(&overlay,
                              "%s = { staff = \"0 s\"; report-delay = \"0 s\"; order-delay = \"0 s\"; }; ",
                              run.model->partners[p].name);
            }
            tl_text_print(&overlay, "};");
            run_clear(&run);
            run = run_build(tl_text_get(&text), tl_text_get(&overlay));
            run.watch = check_books;
            run_replication(&run, seed, 0, NULL, NULL);
            check_calm(&run);
            run_assert_int(run.count, <, 100000);
            run_clear(&run);
            tl_text_clear(&text);
            tl_text_clear(&overlay);
        }
    }
}
END_TEST

TL_TEST_MAIN(picture, links_without_delay_are_as_good_as_none, quick_staffs_do_not_answer_each_other_for_ever)
