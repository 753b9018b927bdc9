#include "test.h"

#include "model/build.h"
#include "model/run.h"

#define WORLD                                                                                                \
    "assets = { " RUN_SHIP("s", "") " };\nmissions = { " RUN_MISSION(                                        \
        "a", "a", "1.0", "") " };\n"                                                                         \
                             "consents = { c = { asker = \"blue\"; start = \"full\"; }; };\n"                \
                             "postures = { p = { states = [\"low\", \"high\"]; ceiling = \"1 /d\"; }; };\n"  \
                             "weathers = { w = { places = [\"p\"]; domain = \"sea\"; calm = \"1 d\"; rough " \
                             "= \"1 d\"; }; };\n"

/* Names that collide are not to be found, so the model's hashes are made alike. */
static void expect(const struct run *run, const char *path)
{
    struct tl_mistakes mistakes = {0};
    struct tl_error err = {0};
    tl_build_check_streams(run->model, run->scenario, &mistakes);
    tl_mistakes_tell(&mistakes, &err);
    tl_mistakes_clear(&mistakes);
    ck_assert_uint_eq(err.count, path != NULL ? 1 : 0);
    if (path != NULL) {
        struct tl_text expected = {0};
        tl_text_print(&expected, "%s: one of its random streams has the hash of another one: rename it",
                      path);
        ck_assert_str_eq(strstr(err.lines[0], ": ") + 2, tl_text_get(&expected));
        tl_text_clear(&expected);
    }
    tl_error_clear(&err);
}

START_TEST(streams_of_one_hash)
{
    struct run run = run_build(run_world, WORLD);
    struct tl_consent *consent = (struct tl_consent *)(uintptr_t)&run.model->consents[0];
    struct tl_posture *posture = (struct tl_posture *)(uintptr_t)&run.model->postures[0];
    struct tl_weather *weather = (struct tl_weather *)(uintptr_t)&run.model->weathers[0];
    uint64_t own = consent->stream_answer;
    expect(&run, NULL);
    consent->stream_answer = run.model->assets[0].stream_ready;
    expect(&run, "consents.c");
    consent->stream_answer = own;
    own = posture->stream_accept;
    posture->stream_accept = consent->stream_delay;
    expect(&run, "postures.p");
    posture->stream_accept = own;
    weather->stream_rough = weather->stream_calm;
    expect(&run, "weathers.w");
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(build_streams, streams_of_one_hash)
