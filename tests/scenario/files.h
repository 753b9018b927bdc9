/* Scenario files in a folder of their own, for the tests of this room. */
#ifndef TL_TEST_SCENARIO_FILES_H
#define TL_TEST_SCENARIO_FILES_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/text.h"
#include "scenario/scenario.h"
#include "test.h"

/* A small scenario without mistakes, one entity a line. */
static const char good_text[] __attribute__((unused)) =
    "trilat = 1;\n"
    "title = \"small\";\n"
    "horizon = \"30 d\";\n"
    "places = {\n"
    "  port = { kind = \"port\"; at = [36.0, 129]; };\n"
    "  field = { kind = \"airfield\"; at = [35, 129]; owner = \"us\"; };\n"
    "  sea = { kind = \"area\"; at = [34.5, 129.8]; };\n"
    "};\n"
    "partners = {\n"
    "  us = { capital = \"port\"; rank = 1; policy = \"greedy\"; };\n"
    "  japan = { capital = \"port\"; rank = 2; policy = \"greedy\"; };\n"
    "};\n"
    "classes = {\n"
    "  ship = { domain = \"sea\"; speed = \"18 kn\"; gives = { asw = 1; }; endurance = \"14 d\"; };\n"
    "  plane = { domain = \"air\"; speed = \"300 kn\"; gives = { patrol = 1; }; endurance = \"10 h\"; };\n"
    "};\n"
    "assets = {\n"
    "  boat = { class = \"ship\"; partner = \"us\"; home = \"port\"; count = 2; };\n"
    "  wing = { class = \"plane\"; partner = \"us\"; home = \"field\"; };\n"
    "};\n"
    "phases = { calm = { at = \"0 d\"; }; crisis = { at = \"5 d\"; }; };\n"
    "missions = {\n"
    "  hunt = { kind = \"station\"; theatre = \"main\"; area = \"sea\"; needs = { asw = 1; }; partners = "
    "[\"us\"];\n"
    "           steps = ( { phase = \"crisis\"; needs = { asw = 2; }; } ); };\n"
    "  watch = { kind = \"station\"; theatre = \"side\"; area = \"sea\"; needs = { patrol = 1; }; partners = "
    "[\"us\"]; };\n"
    "};\n"
    "diversions = {\n"
    "  away = { partner = \"us\"; when = \"day() >= 2\"; to = \"watch\"; pick = \"nearest\"; take = ( { "
    "count = 1; } ); };\n"
    "};\n";

static char files_folder[64];

static int remove_entry(const char *path, const struct stat *info, int flag, struct FTW *ftw)
{
    (void)info;
    (void)flag;
    (void)ftw;
    return remove(path);
}

static void files_leave(void)
{
    if (chdir("/") == 0) {
        nftw(files_folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    }
}

/* Stand in an empty folder, which goes when the test ends. */
__attribute__((unused)) static void files_enter(void)
{
    strcpy(files_folder, "/tmp/trilat-scenario-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(files_folder));
    ck_assert_int_eq(chdir(files_folder), 0);
    atexit(files_leave);
}

static void files_put_bytes(const char *name, const char *bytes, size_t count)
{
    FILE *out = fopen(name, "w");
    ck_assert_ptr_nonnull(out);
    ck_assert_uint_eq(fwrite(bytes, 1, count, out), count);
    ck_assert_int_eq(fclose(out), 0);
}

__attribute__((unused)) static void files_put(const char *name, const char *text)
{
    files_put_bytes(name, text, strlen(text));
}

/* All messages, a line each; the caller frees. */
static char *files_messages(struct tl_error *err)
{
    struct tl_text text = {0};
    tl_text_add(&text, "");
    for (size_t i = 0; i < err->count; i++) {
        tl_text_print(&text, "%s\n", err->lines[i]);
    }
    tl_error_clear(err);
    return text.data;
}

/* Read with changes given as "PATH=VALUE" or "PATH" (unset), NULL-terminated; NULL: none. */
__attribute__((unused)) static struct tl_scenario *files_try(const char *spec, const char *const *with,
                                                             const char *const *sets, struct tl_error *err)
{
    struct tl_change changes[8] = {{0}};
    char texts[8][400];
    size_t with_count = 0;
    size_t count = 0;
    while (with && with[with_count]) {
        with_count++;
    }
    for (; sets && sets[count]; count++) {
        ck_assert_uint_lt(count, 8);
        snprintf(texts[count], sizeof texts[count], "%s", sets[count]);
        char *equals = strchr(texts[count], '=');
        changes[count] = (struct tl_change){texts[count], equals ? equals + 1 : NULL, NULL};
        if (equals) {
            *equals = '\0';
        }
    }
    return tl_scenario_read(spec, NULL, with, with_count, changes, count, err);
}

/* Read a file that has no mistakes. */
__attribute__((unused)) static struct tl_scenario *files_read(const char *spec)
{
    struct tl_error err = {0};
    struct tl_scenario *scenario = files_try(spec, NULL, NULL, &err);
    char *messages = files_messages(&err);
    ck_assert_str_eq(messages, "");
    free(messages);
    ck_assert_ptr_nonnull(scenario);
    return scenario;
}

/* Reading with these overlays and changes must tell exactly this. */
__attribute__((unused)) static void files_expect_with(const char *spec, const char *const *with,
                                                      const char *const *sets, const char *expected)
{
    struct tl_error err = {0};
    struct tl_scenario *scenario = files_try(spec, with, sets, &err);
    ck_assert_int_eq(err.fault, *expected ? TL_FAULT_USER : TL_FAULT_NONE);
    char *messages = files_messages(&err);
    ck_assert_str_eq(messages, expected);
    ck_assert((scenario == NULL) == (*expected != '\0'));
    free(messages);
    tl_scenario_destroy(scenario);
}

__attribute__((unused)) static void files_expect(const char *spec, const char *expected)
{
    files_expect_with(spec, NULL, NULL, expected);
}

/* The good scenario with one change must tell this: "PATH=VALUE" -> messages without the leading "--set: ". */
struct files_case {
    const char *set;
    const char *expected;
};

__attribute__((unused)) static void files_expect_cases(const struct files_case *cases, size_t count)
{
    files_put("good.cfg", good_text);
    for (size_t i = 0; i < count; i++) {
        const char *const sets[] = {cases[i].set, NULL};
        files_expect_with("good.cfg", NULL, sets, cases[i].expected);
    }
}

#define FILES_EXPECT_CASES(cases) files_expect_cases(cases, sizeof(cases) / sizeof *(cases))

#endif
