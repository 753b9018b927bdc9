#include "trace/header.h"

#include "trace/sample.h"

static void expect_names(const struct tl_names *a, const struct tl_names *b)
{
    ck_assert_uint_eq(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        ck_assert_str_eq(a->items[i], b->items[i]);
    }
}

static void expect_facts(const struct tl_roster *a, const struct tl_roster *b)
{
    ck_assert_str_eq(a->program, b->program);
    ck_assert_str_eq(a->scenario, b->scenario);
    ck_assert_str_eq(a->title, b->title);
    ck_assert_str_eq(a->hash, b->hash);
    ck_assert_uint_eq(a->seed, b->seed);
    ck_assert_uint_eq(a->replication, b->replication);
    ck_assert_int_eq(a->epoch_s, b->epoch_s);
    ck_assert_int_eq(a->horizon_s, b->horizon_s);
    ck_assert_int_eq(a->warmup_s, b->warmup_s);
    expect_names(&a->capabilities, &b->capabilities);
    expect_names(&a->partners, &b->partners);
    expect_names(&a->places, &b->places);
    ck_assert_mem_eq(a->at_deg, b->at_deg, a->places.count * sizeof *a->at_deg);
    expect_names(&a->diversions, &b->diversions);
    expect_names(&a->phases, &b->phases);
    expect_names(&a->injects, &b->injects);
    expect_names(&a->links, &b->links);
    expect_names(&a->agreements, &b->agreements);
    expect_names(&a->lanes, &b->lanes);
    expect_names(&a->corridors, &b->corridors);
    expect_names(&a->services, &b->services);
    expect_names(&a->consents, &b->consents);
    expect_names(&a->gauges, &b->gauges);
    expect_names(&a->weathers, &b->weathers);
    expect_names(&a->postures, &b->postures);
    for (size_t i = 0; i < a->postures.count; i++) {
        expect_names(&a->states[i], &b->states[i]);
    }
}

/* NULL marks nothing; what is read back is never NULL. */
static void expect_marks(const bool *a, const bool *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ck_assert_int_eq(a && a[i], b[i]);
    }
}

static void expect_people(const struct tl_roster *a, const struct tl_roster *b)
{
    expect_marks(a->in_force, b->in_force, a->diversions.count);
    expect_marks(a->is_haven, b->is_haven, a->places.count);
    ck_assert_uint_eq(a->group_count, b->group_count);
    for (size_t i = 0; i < a->group_count; i++) {
        ck_assert_str_eq(a->groups[i].name, b->groups[i].name);
        ck_assert_str_eq(a->groups[i].nationality, b->groups[i].nationality);
        ck_assert_int_eq(a->groups[i].persons, b->groups[i].persons);
        ck_assert_int_eq(a->groups[i].flees, b->groups[i].flees);
    }
}

static void expect_entities(const struct tl_roster *a, const struct tl_roster *b)
{
    ck_assert_uint_eq(a->mission_count, b->mission_count);
    ck_assert_uint_eq(a->asset_count, b->asset_count);
    ck_assert_uint_eq(a->index_count, b->index_count);
    for (size_t m = 0; m < a->mission_count; m++) {
        ck_assert_str_eq(a->missions[m].name, b->missions[m].name);
        ck_assert_str_eq(a->missions[m].theatre, b->missions[m].theatre);
        ck_assert(a->missions[m].weight == b->missions[m].weight);
        ck_assert_uint_eq(a->missions[m].needs, b->missions[m].needs);
        ck_assert_mem_eq(a->missions[m].need, b->missions[m].need, a->missions[m].needs * sizeof(int32_t));
        ck_assert_uint_eq(a->missions[m].kinds, b->missions[m].kinds);
        ck_assert_mem_eq(a->missions[m].kind, b->missions[m].kind, a->missions[m].kinds * sizeof(int32_t));
        ck_assert_int_eq(a->missions[m].post, b->missions[m].post);
        ck_assert_int_eq(a->missions[m].haven, b->missions[m].haven);
        expect_marks(a->missions[m].eligible, b->missions[m].eligible, a->partners.count);
        expect_marks(a->missions[m].lanes, b->missions[m].lanes, a->lanes.count);
        expect_marks(a->missions[m].weathers, b->missions[m].weathers, a->weathers.count);
        expect_marks(a->missions[m].lane_weathers, b->missions[m].lane_weathers, a->weathers.count);
        ck_assert_uint_eq(a->missions[m].groups, b->missions[m].groups);
        for (size_t g = 0; g < a->missions[m].groups; g++) {
            ck_assert_int_eq(a->missions[m].group[g], b->missions[m].group[g]);
        }
        ck_assert_int_eq(a->missions[m].consent, b->missions[m].consent);
        ck_assert_int_eq(a->missions[m].grade, b->missions[m].grade);
        ck_assert_int_eq(a->missions[m].is_work, b->missions[m].is_work);
    }
    for (size_t i = 0; i < a->asset_count; i++) {
        ck_assert_str_eq(a->assets[i].name, b->assets[i].name);
        ck_assert_str_eq(a->assets[i].class_name, b->assets[i].class_name);
        ck_assert_int_eq(a->assets[i].partner, b->assets[i].partner);
        ck_assert_mem_eq(a->assets[i].gives_u, b->assets[i].gives_u, a->capabilities.count * sizeof(int64_t));
    }
    for (size_t i = 0; i < a->index_count; i++) {
        ck_assert_str_eq(a->indexes[i].name, b->indexes[i].name);
        ck_assert(a->indexes[i].weight_sum == b->indexes[i].weight_sum);
        ck_assert_mem_eq(a->indexes[i].weights, b->indexes[i].weights, a->mission_count * sizeof(double));
    }
}

static void expect_times(const struct tl_roster *a, const struct tl_roster *b)
{
    ck_assert_uint_eq(a->incident_count, b->incident_count);
    ck_assert_uint_eq(a->reach_count, b->reach_count);
    for (size_t i = 0; i < a->incident_count; i++) {
        ck_assert_str_eq(a->incidents[i].name, b->incidents[i].name);
        ck_assert_int_eq(a->incidents[i].mission, b->incidents[i].mission);
        ck_assert_int_eq(a->incidents[i].takes, b->incidents[i].takes);
        ck_assert_int_eq(a->incidents[i].area, b->incidents[i].area);
        ck_assert(!a->incidents[i].in_time == !b->incidents[i].in_time);
        if (a->incidents[i].in_time) {
            ck_assert_mem_eq(a->incidents[i].in_time, b->incidents[i].in_time, a->asset_count);
        }
    }
    for (size_t i = 0; i < a->reach_count; i++) {
        ck_assert_int_eq(a->reaches[i].mission, b->reaches[i].mission);
        ck_assert_int_eq(a->reaches[i].partner, b->reaches[i].partner);
        ck_assert_int_eq(a->reaches[i].place, b->reaches[i].place);
        ck_assert_str_eq(a->reaches[i].class_name, b->reaches[i].class_name);
        ck_assert_int_eq(a->reaches[i].reach_s, b->reaches[i].reach_s);
    }
}

START_TEST(reads_back_exactly)
{
    struct tl_roster roster = sample_roster();
    struct tl_arena *arena = tl_arena_create();
    struct tl_error err = {0};
    struct tl_text line = {0};
    tl_trace_header_print(&roster, &line);
    const struct tl_roster *back = tl_trace_header_parse(line.data, line.size - 1, "x", arena, &err);
    ck_assert_msg(back, "%s", err.count ? err.lines[0] : "");
    expect_facts(&roster, back);
    expect_people(&roster, back);
    expect_entities(&roster, back);
    expect_times(&roster, back);
    struct tl_text again = {0};
    tl_trace_header_print(back, &again);
    ck_assert_str_eq(line.data, again.data);
    tl_text_clear(&line);
    tl_text_clear(&again);
    tl_arena_destroy(arena);
}
END_TEST

/* Reaches may come in any order of keys: they are put into theirs. */
START_TEST(puts_reaches_in_order)
{
    static const char burke[] = "\"burke\":{\"alpha\":{\"b\":100},\"alpha-2\":{\"alpha\":0,\"alpha-2\":7}}";
    static const char kongo[] = "\"kongo\":{\"alpha\":{\"alpha\":12}}";
    struct tl_roster roster = sample_roster();
    struct tl_arena *arena = tl_arena_create();
    struct tl_error err = {0};
    struct tl_text line = {0};
    struct tl_text swapped = {0};
    tl_trace_header_print(&roster, &line);
    const char *at = strstr(tl_text_get(&line), burke);
    ck_assert_ptr_nonnull(at);
    ck_assert_int_eq(strncmp(at + sizeof burke, kongo, sizeof kongo - 1), 0);
    tl_text_add_bytes(&swapped, line.data, (size_t)(at - line.data));
    tl_text_print(&swapped, "%s,%s%s", kongo, burke, at + sizeof burke + sizeof kongo - 1);
    const struct tl_roster *back = tl_trace_header_parse(swapped.data, swapped.size - 1, "x", arena, &err);
    ck_assert_msg(back, "%s", err.count ? err.lines[0] : "");
    expect_times(&roster, back);
    tl_text_clear(&line);
    tl_text_clear(&swapped);
    tl_arena_destroy(arena);
}
END_TEST

START_TEST(reads_a_roster_of_nothing)
{
    struct tl_roster_index headline = {"headline", NULL, 1};
    struct tl_roster roster = {.program = "",
                               .scenario = "",
                               .title = "",
                               .hash = "",
                               .horizon_s = 1,
                               .indexes = &headline,
                               .index_count = 1};
    struct tl_arena *arena = tl_arena_create();
    struct tl_error err = {0};
    struct tl_text line = {0};
    tl_trace_header_print(&roster, &line);
    ck_assert_ptr_nonnull(tl_trace_header_parse(line.data, line.size - 1, "x", arena, &err));
    tl_text_clear(&line);
    tl_arena_destroy(arena);
}
END_TEST

/* Replace a piece of the sample's header: what is then wrong? */
static const char *const mistakes[][3] = {
    {"{\"trace\":1", "{\"trace\":2", "x: a trace of version 2; this program reads version 1"},
    {"{\"trace\":1", "{\"track\":1", "x: not a trace"},
    {"{\"trace\":1", "{\"trace\":1,,", "x: not a trace"},
    {"{\"trace\":1", "{\"trace\":1,\"trace\":1", "x: not a trace"},
    {"\"seed\":9", "\"seed\":-9", "x:1: seed: is too small"},
    {"\"horizon\":864000", "\"horizon\":0", "x:1: horizon: is too small"},
    {"\"horizon\":864000", "\"horizon\":3200000001", "x:1: horizon: is longer than a century"},
    {"\"horizon\":864000", "\"horizon\":1.5", "x:1: horizon: must be there, a whole number"},
    {"\"title\":", "\"subtitle\":", "x:1: title: must be there, a text"},
    {"\"epoch\":\"2017-", "\"epoch\":\"2017=", "x:1: epoch: "},
    {"{\"trace\":1", "{\"trace\":1,\"more\":2", "x:1: header: has keys"},
    {"\"needs\":[\"alpha-2\"]", "\"needs\":[\"c\"]", "x:1: needs: is not a name"},
    {"\"weight\":3,", "\"weight\":-3,", "x:1: weight: is too small"},
    {"\"indexes\":[{", "\"indexes\":[],\"more\":[{", "x:1: indexes: must have the headline"},
    {"\"weight-sum\":3.5", "\"weight-sum\":0", "x:1: weight-sum: must be above 0"},
    {"\"weight-sum\":3.5", "\"weight-sum\":2.5", "x:1: weights: has one above weight-sum"},
    {"\"partner\":\"alpha\"", "\"partner\":\"omega\"", "x:1: partner: is not a name"},
    {"\"name\":\"js-b\"", "\"name\":\"js-a\"", "x:1: assets: names something twice"},
    {"\"partners\":[\"alpha\"", "\"partners\":[1", "x:1: partners: must be a list of names"},
    {"\"gives\":{\"alpha\":1,", "\"gives\":{\"alpha\":2e9,", "x:1: gives: is more than"},
    {"\"at\":{\"alpha\":[-90,180]", "\"at\":{\"alpha\":[-90,180.5]",
     "x:1: at: must give each place a latitude"},
    {"\"at\":{\"alpha\":[-90,180]", "\"at\":{\"alpha\":[-90]", "x:1: at: must give each place a latitude"},
    {"\"at\":{\"alpha\":[-90,180]", "\"at\":{\"omega\":[-90,180]", "x:1: alpha: must be there"},
    {"\"area\":\"alpha-2\"", "\"area\":\"omega\"", "x:1: area: is not a name"},
    {"\"warmup\":3600", "\"warmup\":864000", "x:1: warmup: must be less than the horizon"},
    {"\"answers\":[\"alpha\",\"alpha-2\"]", "\"answers\":[\"alpha-2\",\"alpha\"]",
     "x:1: answers: must be in the order of the incidents"},
    {"\"answers\":[\"alpha\",\"alpha-2\"]", "\"answers\":[\"alpha\",\"b\"]",
     "x:1: in-time: must be empty where no mission answers"},
    {"\"answers\":[\"alpha\",\"alpha-2\"]", "\"answers\":[\"alpha\",\"alpha-2\",\"b\"]",
     "x:1: answers: names an incident of another mission"},
    {"\"answers\":[\"alpha\",\"alpha-2\"]", "\"answers\":[\"c\"]", "x:1: answers: is not a name"},
    {"\"partners\":[\"alpha\",\"b\"]", "\"partners\":[\"c\"]", "x:1: partners: is not a name"},
    {"\"post\":\"alpha\"", "\"post\":\"c\"", "x:1: post: is not a name"},
    {"\"to\":[\"alpha-2\"]", "\"to\":[\"alpha-2\",\"b\"]", "x:1: to: names more than one place"},
    {"\"to\":[\"alpha-2\"]", "\"to\":[\"c\"]", "x:1: to: is not a name"},
    {"\"over\":[\"alpha\"", "\"over\":[\"c\"", "x:1: over: is not a name"},
    {"\"takes\":2", "\"takes\":0", "x:1: takes: is too small"},
    {"\"takes\":2", "\"takes\":1000001", "x:1: takes: is more than"},
    {"\"in-time\":{\"kongo\":", "\"in-time\":{\"frigate\":", "x:1: in-time: is not a class"},
    {"\"in-time\":{\"burke\":[\"b\"]}", "\"in-time\":{\"burke\":[\"omega\"]}", "x:1: burke: is not a name"},
    {"\"in-time\":{\"burke\":[\"b\"]}", "\"in-time\":[\"burke\"]", "x:1: in-time: must be there, an object"},
    {"\"in-time\":{}", "\"in-time\":{\"kongo\":[\"b\"]}", "x:1: in-time: must be empty"},
    {"\"takes\":2", "\"takes\":2,\"more\":1", "x:1: incidents: has keys"},
    {"\"reaches\":{\"bmd-soj\"", "\"reaches\":{\"bmd\"", "x:1: reaches: is not a name"},
    {"{\"burke\":{\"alpha\":{\"b\":100}", "{\"frigate\":{\"alpha\":{\"b\":100}",
     "x:1: reaches: is not a class"},
    {"{\"alpha\":{\"b\":100}", "{\"omega\":{\"b\":100}", "x:1: reaches: is not a name"},
    {"{\"b\":100}", "{\"c\":100}", "x:1: reaches: is not a name"},
    {"{\"b\":100}", "{\"b\":-100}", "x:1: b: is too small"},
    {"{\"b\":100}", "{\"b\":3200000001}", "x:1: reaches: is longer than a century"},
    {"{\"b\":100}", "[100]", "x:1: alpha: must be there, an object"},
    {"\"weights\":{\"bmd-soj\"", "\"weights\":{\"bmd\"", "x:1: weights: is not a name"},
};

START_TEST(names_what_is_wrong)
{
    struct tl_roster roster = sample_roster();
    struct tl_text line = {0};
    tl_trace_header_print(&roster, &line);
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        struct tl_arena *arena = tl_arena_create();
        struct tl_error err = {0};
        struct tl_text bad = {0};
        const char *at = strstr(line.data, mistakes[i][0]);
        ck_assert_msg(at, "no %s in %s", mistakes[i][0], line.data);
        tl_text_add_bytes(&bad, line.data, (size_t)(at - line.data));
        tl_text_add(&bad, mistakes[i][1]);
        tl_text_add_bytes(&bad, at + strlen(mistakes[i][0]), strlen(at + strlen(mistakes[i][0])) - 1);
        ck_assert_ptr_null(tl_trace_header_parse(bad.data, bad.size, "x", arena, &err));
        ck_assert_uint_eq(err.count, 1);
        ck_assert_int_eq(err.fault, TL_FAULT_USER);
        ck_assert_msg(strncmp(err.lines[0], mistakes[i][2], strlen(mistakes[i][2])) == 0, "%s", err.lines[0]);
        tl_error_clear(&err);
        tl_text_clear(&bad);
        tl_arena_destroy(arena);
    }
    tl_text_clear(&line);
}
END_TEST

START_TEST(the_end_reads_back)
{
    struct tl_roster roster = sample_roster();
    struct tl_trace_digests digests;
    struct tl_arena *arena = tl_arena_create();
    struct tl_text line = {0};
    struct tl_trace_end end;
    const char *why;
    tl_trace_digests_init(&digests, &roster);
    tl_trace_digests_add(&digests, 4, "x\n", 2);
    tl_trace_digests_finish(&digests);
    tl_trace_end_print(&roster, &digests, 42, &line);
    ck_assert(tl_trace_end_parse(line.data, line.size - 1, &roster, arena, &end, &why));
    ck_assert_int_eq(end.events, 42);
    ck_assert_int_eq(end.id, 42);
    ck_assert_int_eq(end.time_s, SAMPLE_HORIZON_S);
    ck_assert_uint_eq(end.day_count, SAMPLE_DAYS);
    ck_assert_str_eq(end.days[4], end.digest);      /* the one line is all of that day */
    ck_assert_str_eq(end.days[0], end.missions[1]); /* both of nothing */
    ck_assert_str_ne(end.days[0], end.digest);
    *strstr(line.data, "\"days\"") = '!';
    ck_assert(!tl_trace_end_parse(line.data, line.size - 1, &roster, arena, &end, &why));
    tl_text_clear(&line);
    tl_trace_digests_clear(&digests);
    tl_arena_destroy(arena);
}
END_TEST

TL_TEST_MAIN(header, reads_back_exactly, puts_reaches_in_order, reads_a_roster_of_nothing,
             names_what_is_wrong, the_end_reads_back)
