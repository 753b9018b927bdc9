#include "trace/line.h"

#include "trace/sample.h"

static struct tl_roster roster;
static struct tl_trace_words words;

static void start(void)
{
    roster = sample_roster();
    tl_trace_words_init(&words, &roster);
}

static bool parse(const char *line, struct tl_event *event, char why[TL_TRACE_WHY])
{
    return tl_trace_line_parse(&words, line, strlen(line), event, why);
}

START_TEST(prints_keys_in_order)
{
    start();
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_TASKED, 52);
    char *out = tl_alloc(words.line_max + 1, 1);
    event.time_s = 43200;
    event.id = 57;
    event.asset = 2;
    event.mission = 0;
    event.partner = 1;
    event.by = 11;
    out[tl_trace_line_print(&words, &event, out)] = '\0';
    ck_assert_str_eq(out, "{\"t\":43200,\"id\":57,\"cause\":52,\"event\":\"asset_tasked\",\"asset\":\"js-c\","
                          "\"mission\":\"bmd-soj\",\"partner\":\"alpha-2\",\"by\":\"js-l\"}\n");
    event = tl_event_make(TL_EVENT_DEMAND_CHANGES, 0);
    event.mission = event.capability = 0;
    event.demand = 1500000;
    out[tl_trace_line_print(&words, &event, out)] = '\0';
    ck_assert_str_eq(out,
                     "{\"t\":0,\"id\":0,\"cause\":0,\"event\":\"demand_changes\",\"mission\":\"bmd-soj\","
                     "\"capability\":\"alpha\",\"demand\":1.5}\n");
    free(out);
    tl_trace_words_clear(&words);
}
END_TEST

START_TEST(reads_back_what_it_prints)
{
    start();
    struct tl_event *events = sample_events(5000, 7);
    char *line = tl_alloc(words.line_max + 1, 1);
    for (int i = 0; i < 5000; i++) {
        struct tl_event back;
        char why[TL_TRACE_WHY] = "";
        size_t size = tl_trace_line_print(&words, &events[i], line);
        ck_assert_msg(tl_trace_line_parse(&words, line, size - 1, &back, why), "%s: %s", why, line);
        ck_assert(sample_is_same(&back, &events[i]));
    }
    free(line);
    free(events);
    tl_trace_words_clear(&words);
}
END_TEST

START_TEST(takes_any_order_and_space)
{
    start();
    struct tl_event event;
    char why[TL_TRACE_WHY];
    ck_assert(
        parse("{\"place\":\"b\",\"event\":\"place_closes\",\"cause\":2,\"id\":3,\"t\":4}", &event, why));
    ck_assert_int_eq(event.place, 2);
    ck_assert_int_eq(event.time_s, 4);
    ck_assert_int_eq(event.id, 3);
    ck_assert_int_eq(event.cause, 2);
    ck_assert(
        parse(" { \"t\" : 4 ,\t\"id\":3, \"cause\": 2 , \"event\" : \"place_closes\", \"place\" :\"b\" } \r",
              &event, why));
    ck_assert_int_eq(event.kind, TL_EVENT_PLACE_CLOSES);
    ck_assert_int_eq(event.asset, TL_NONE);
    tl_trace_words_clear(&words);
}
END_TEST

#define HEAD  "{\"t\":1,\"id\":2,\"cause\":1,\"event\":"
#define PLACE HEAD "\"place_closes\","

/* Each is wrong in one way, and the message names it. */
static const char *const mistakes[][2] = {
    {"", "not a JSON object"},
    {"[]", "not a JSON object"},
    {HEAD "\"place_closes\"}", "place_closes without its key place"},
    {PLACE "\"place\":\"b\",\"asset\":\"js-a\"}", "place_closes has no key asset"},
    {PLACE "\"place\":\"c\"}", "the header does not name \"c\""},
    {PLACE "\"place\":\"b\",\"place\":\"b\"}", "twice the key \"place\""},
    {PLACE "\"place\":\"b\"}}", "more after the object"},
    {PLACE "\"place\":\"b\",}", "a string in quotes is due"},
    {PLACE "\"place\":\"b\"", "the end of the object is due"},
    {PLACE "\"place\":\"b", "without its end"},
    {PLACE "\"place\":\"b\\", "without its end"},
    {PLACE "\"place\" \"b\"}", "no colon"},
    {PLACE "\"place\":null}", "a string in quotes is due"},
    {PLACE "\"place\":2}", "a string in quotes is due"},
    {PLACE "\"colour\":\"red\"}", "no such key: \"colour\""},
    {HEAD "\"placecloses\"}", "no such kind of event: \"placecloses\""},
    {HEAD "\"decision\",\"partner\":\"b\",\"reason\":\"mood\",\"orders\":1}", "no such reason: \"mood\""},
    {HEAD "\"decision\",\"partner\":\"b\",\"reason\":\"gap\",\"orders\":-1}", "a whole number"},
    {HEAD "\"decision\",\"partner\":\"b\",\"reason\":\"gap\",\"orders\":1.0}",
     "the end of the object is due"},
    {HEAD "\"decision\",\"partner\":\"b\",\"reason\":\"gap\",\"orders\":1e2}",
     "the end of the object is due"},
    {HEAD "\"decision\",\"partner\":\"b\",\"reason\":\"gap\",\"orders\":01}", "a whole number"},
    {HEAD "\"decision\",\"partner\":\"b\",\"reason\":\"gap\",\"orders\":9223372036854775808}", "too large"},
    {HEAD "\"demand_changes\",\"mission\":\"neo\",\"capability\":\"b\",\"demand\":0.0000001}",
     "one to six decimals"},
    {HEAD "\"demand_changes\",\"mission\":\"neo\",\"capability\":\"b\",\"demand\":1.}",
     "one to six decimals"},
    {HEAD "\"demand_changes\",\"mission\":\"neo\",\"capability\":\"b\",\"demand\":.5}", "a whole number"},
    {HEAD "\"demand_changes\",\"mission\":\"neo\",\"capability\":\"b\",\"demand\":9223372036855}",
     "too large"},
    {"{\"id\":2,\"cause\":1,\"event\":\"place_closes\",\"place\":\"b\"}", "no key t"},
    {"{\"t\":2,\"id\":2,\"cause\":1,\"place\":\"b\"}", "no key event"},
};

START_TEST(names_what_is_wrong)
{
    start();
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        struct tl_event event;
        char why[TL_TRACE_WHY] = "";
        ck_assert_msg(!parse(mistakes[i][0], &event, why), "accepted: %s", mistakes[i][0]);
        ck_assert_msg(strstr(why, mistakes[i][1]), "'%s' for %s", why, mistakes[i][0]);
    }
    tl_trace_words_clear(&words);
}
END_TEST

/* A line cut anywhere is never taken. The copy is exact, so that a sanitizer sees a read past its end. */
START_TEST(refuses_every_cut)
{
    start();
    const char *line = HEAD "\"demand_changes\",\"mission\":\"neo\",\"capability\":\"b\",\"demand\":0.25}";
    for (size_t size = 0; size < strlen(line); size++) {
        struct tl_event event;
        char why[TL_TRACE_WHY] = "";
        char *cut = tl_alloc(size, 1);
        memcpy(cut, line, size);
        ck_assert(!tl_trace_line_parse(&words, cut, size, &event, why));
        ck_assert_str_ne(why, "");
        free(cut);
    }
    tl_trace_words_clear(&words);
}
END_TEST

TL_TEST_MAIN(line, prints_keys_in_order, reads_back_what_it_prints, takes_any_order_and_space,
             names_what_is_wrong, refuses_every_cut)
