#include <jansson.h>
#include <math.h>
#include <string.h>

#include "base/units.h"
#include "trace/header.h"
#include "trace/json.h"

/* Greatest number of units that an asset gives: sums over all assets stay whole numbers of 64 bits. */
#define GIVES_MAX   1e6
#define HORIZON_MAX INT64_C(3200000000) /* a century */
#define WEIGHT_MAX  1e15                /* of a whole index */

static void read_facts(struct tl_trace_json *json, const json_t *top, struct tl_roster *roster)
{
    const char *rule;
    roster->program = tl_trace_json_string(json, top, "program");
    roster->scenario = tl_trace_json_string(json, top, "scenario");
    roster->title = tl_trace_json_string(json, top, "title");
    roster->hash = tl_trace_json_string(json, top, "hash");
    roster->seed = (uint64_t)tl_trace_json_int(json, top, "seed", 0);
    roster->replication = (uint64_t)tl_trace_json_int(json, top, "replication", 0);
    roster->horizon_s = tl_trace_json_int(json, top, "horizon", 1);
    if (roster->horizon_s > HORIZON_MAX) {
        tl_trace_json_fail(json, "horizon", "is longer than a century");
    }
    const char *epoch = tl_trace_json_string(json, top, "epoch");
    if (epoch && !tl_date_parse(epoch, &roster->epoch_s, &rule)) {
        tl_trace_json_fail(json, "epoch", rule);
    }
    tl_trace_json_names(json, top, "capabilities", &roster->capabilities);
    tl_trace_json_names(json, top, "partners", &roster->partners);
    tl_trace_json_names(json, top, "places", &roster->places);
    tl_trace_json_names(json, top, "diversions", &roster->diversions);
    tl_trace_json_names(json, top, "phases", &roster->phases);
    tl_trace_json_names(json, top, "injects", &roster->injects);
}

static void read_mission(struct tl_trace_json *json, const json_t *object, const struct tl_roster *roster,
                         struct tl_roster_mission *mission)
{
    struct tl_names needs;
    mission->name = tl_trace_json_string(json, object, "name");
    mission->theatre = tl_trace_json_string(json, object, "theatre");
    mission->weight = tl_trace_json_real(json, object, "weight", 0);
    tl_trace_json_names(json, object, "needs", &needs);
    tl_trace_json_close(json, object, 4, "missions");
    if (needs.count > TL_NEEDS_MAX) {
        tl_trace_json_fail(json, "needs", "is longer than a mission's may be");
        return;
    }
    mission->needs = needs.count;
    for (size_t i = 0; i < needs.count && !json->failed; i++) {
        mission->need[i] = tl_trace_json_find(json, "needs", &roster->capabilities, needs.items[i]);
        if (i > 0 && mission->need[i] < mission->need[i - 1]) {
            tl_trace_json_fail(json, "needs", "must be in the order of the capabilities");
        }
    }
}

static int64_t *read_gives(struct tl_trace_json *json, const json_t *gives,
                           const struct tl_names *capabilities)
{
    int64_t *gives_u = tl_arena_alloc(json->arena, capabilities->count, sizeof *gives_u);
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)gives, key, value)
    {
        int32_t capability = tl_trace_json_find(json, "gives", capabilities, key);
        double units = tl_trace_json_real(json, gives, key, 0);
        if (units > GIVES_MAX) {
            tl_trace_json_fail(json, "gives", "is more than 10^6 units");
        }
        if (!json->failed) {
            gives_u[capability] = tl_round(units * (double)TL_MICRO);
        }
    }
    return gives_u;
}

static void read_asset(struct tl_trace_json *json, const json_t *object, const struct tl_roster *roster,
                       struct tl_roster_asset *asset)
{
    asset->name = tl_trace_json_string(json, object, "name");
    asset->class_name = tl_trace_json_string(json, object, "class");
    const char *partner = tl_trace_json_string(json, object, "partner");
    asset->partner = tl_trace_json_find(json, "partner", &roster->partners, partner);
    const json_t *gives = tl_trace_json_get(json, object, "gives", JSON_OBJECT);
    asset->gives_u = read_gives(json, gives, &roster->capabilities);
    tl_trace_json_close(json, object, 4, "assets");
}

static void read_index(struct tl_trace_json *json, const json_t *object, const struct tl_names *missions,
                       struct tl_roster_index *index)
{
    index->name = tl_trace_json_string(json, object, "name");
    index->weight_sum = tl_trace_json_real(json, object, "weight-sum", 0);
    const json_t *weights = tl_trace_json_get(json, object, "weights", JSON_OBJECT);
    tl_trace_json_close(json, object, 3, "indexes");
    if (!json->failed && !(index->weight_sum > 0 && index->weight_sum <= WEIGHT_MAX)) {
        tl_trace_json_fail(json, "weight-sum", "must be above 0 and at most 10^15");
    }
    double *by_mission = tl_arena_alloc(json->arena, missions->count, sizeof *by_mission);
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)weights, key, value)
    {
        int32_t mission = tl_trace_json_find(json, "weights", missions, key);
        double weight = tl_trace_json_real(json, weights, key, 0);
        if (weight > index->weight_sum) {
            tl_trace_json_fail(json, "weights", "has one above weight-sum");
        }
        if (!json->failed) {
            by_mission[mission] = weight;
        }
    }
    index->weights = by_mission;
}

/* The names of missions or assets, checked to differ. */
static struct tl_names names_of(struct tl_trace_json *json, const json_t *list, const char *key)
{
    json_t *object = json_object();
    json_t *names = json_array();
    struct tl_names found;
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_array_append(names, json_object_get(json_array_get(list, i), "name"));
    }
    json_object_set_new(object, key, names);
    tl_trace_json_names(json, object, key, &found);
    json_decref(object);
    return found;
}

static void read_entities(struct tl_trace_json *json, const json_t *top, struct tl_roster *roster)
{
    const json_t *missions = tl_trace_json_get(json, top, "missions", JSON_ARRAY);
    const json_t *assets = tl_trace_json_get(json, top, "assets", JSON_ARRAY);
    const json_t *indexes = tl_trace_json_get(json, top, "indexes", JSON_ARRAY);
    struct tl_names mission_names = names_of(json, missions, "missions");
    names_of(json, assets, "assets");
    roster->mission_count = json_array_size(missions);
    roster->missions = tl_arena_alloc(json->arena, roster->mission_count, sizeof *roster->missions);
    for (size_t m = 0; m < roster->mission_count && !json->failed; m++) {
        read_mission(json, json_array_get(missions, m), roster, &roster->missions[m]);
    }
    roster->asset_count = json_array_size(assets);
    roster->assets = tl_arena_alloc(json->arena, roster->asset_count, sizeof *roster->assets);
    for (size_t a = 0; a < roster->asset_count && !json->failed; a++) {
        read_asset(json, json_array_get(assets, a), roster, &roster->assets[a]);
    }
    roster->index_count = json_array_size(indexes);
    if (!json->failed && roster->index_count == 0) {
        tl_trace_json_fail(json, "indexes", "must have the headline");
    }
    roster->indexes = tl_arena_alloc(json->arena, roster->index_count, sizeof *roster->indexes);
    for (size_t i = 0; i < roster->index_count && !json->failed; i++) {
        read_index(json, json_array_get(indexes, i), &mission_names, &roster->indexes[i]);
    }
}

/* Is it a trace at all, and of our version? */
static bool check_version(struct tl_trace_json *json, const json_t *top)
{
    const json_t *version = json_object_get(top, "trace");
    if (!json_is_integer(version)) {
        json->failed = true;
        return tl_error_add(json->err, TL_FAULT_USER,
                            "%s: not a trace: its first line is not a trace's header", json->path);
    }
    if (json_integer_value(version) != TL_TRACE_VERSION) {
        json->failed = true;
        return tl_error_add(json->err, TL_FAULT_USER,
                            "%s: a trace of version %lld; this program reads version %d", json->path,
                            (long long)json_integer_value(version), TL_TRACE_VERSION);
    }
    return true;
}

struct tl_roster *tl_trace_header_parse(const char *line, size_t size, const char *path,
                                        struct tl_arena *arena, struct tl_error *err)
{
    enum { KEYS = 18 };
    struct tl_trace_json json = {path, arena, err, false};
    json_t *top = json_loadb(line, size, JSON_REJECT_DUPLICATES, NULL);
    struct tl_roster *roster = tl_arena_alloc(arena, 1, sizeof *roster);
    if (check_version(&json, top)) {
        read_facts(&json, top, roster);
        read_entities(&json, top, roster);
        tl_trace_json_close(&json, top, KEYS, "header");
    }
    json_decref(top);
    return json.failed ? NULL : roster;
}
