#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/units.h"
#include "event/event.h"
#include "trace/header.h"
#include "trace/json.h"

/* Greatest number of units that an asset gives: sums over all assets stay whole numbers of 64 bits. */
#define GIVES_MAX   1e6
#define HORIZON_MAX INT64_C(3200000000) /* a century */
#define WEIGHT_MAX  1e15                /* of a whole index */
#define TAKES_MAX   INT64_C(1000000)
#define PERSONS_MAX INT64_C(1000000000)

/* Which of the known names a list has. */
static const bool *read_marked(struct tl_trace_json *json, const json_t *object, const char *key,
                               const struct tl_names *known)
{
    struct tl_names names;
    bool *marks = tl_arena_alloc(json->arena, known->count, sizeof *marks);
    tl_trace_json_names(json, object, key, &names);
    for (size_t i = 0; i < names.count && !json->failed; i++) {
        int32_t at = tl_trace_json_find(json, key, known, names.items[i]);
        if (at != TL_NONE) {
            marks[at] = true;
        }
    }
    return marks;
}

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
    roster->warmup_s = tl_trace_json_int(json, top, "warmup", 0);
    if (roster->warmup_s >= roster->horizon_s) {
        tl_trace_json_fail(json, "warmup", "must be less than the horizon");
    }
    const char *epoch = tl_trace_json_string(json, top, "epoch");
    if (epoch && !tl_date_parse(epoch, &roster->epoch_s, &rule)) {
        tl_trace_json_fail(json, "epoch", rule);
    }
    tl_trace_json_names(json, top, "capabilities", &roster->capabilities);
    tl_trace_json_names(json, top, "partners", &roster->partners);
    tl_trace_json_names(json, top, "places", &roster->places);
    tl_trace_json_names(json, top, "diversions", &roster->diversions);
    roster->in_force = read_marked(json, top, "in-force", &roster->diversions);
    tl_trace_json_names(json, top, "phases", &roster->phases);
    tl_trace_json_names(json, top, "injects", &roster->injects);
    tl_trace_json_names(json, top, "links", &roster->links);
    tl_trace_json_names(json, top, "agreements", &roster->agreements);
    tl_trace_json_names(json, top, "lanes", &roster->lanes);
    tl_trace_json_names(json, top, "corridors", &roster->corridors);
    tl_trace_json_names(json, top, "services", &roster->services);
    tl_trace_json_names(json, top, "consents", &roster->consents);
    tl_trace_json_names(json, top, "gauges", &roster->gauges);
    tl_trace_json_names(json, top, "weathers", &roster->weathers);
}

static void read_group(struct tl_trace_json *json, const json_t *object, struct tl_roster_group *group)
{
    group->name = tl_trace_json_string(json, object, "name");
    group->nationality = tl_trace_json_string(json, object, "nationality");
    group->persons = tl_trace_json_int(json, object, "persons", 0);
    group->flees = tl_trace_json_flag(json, object, "flees");
    tl_trace_json_close(json, object, 4, "groups");
    if (group->persons > PERSONS_MAX) {
        tl_trace_json_fail(json, "persons", "is more than 10^9");
    }
}

/* Where places are: each of them is there, a pair of degrees. */
static void read_points(struct tl_trace_json *json, const json_t *top, struct tl_roster *roster)
{
    static const double most_deg[] = {90, 180};
    const json_t *at = tl_trace_json_get(json, top, "at", JSON_OBJECT);
    double(*at_deg)[2] = tl_arena_alloc(json->arena, roster->places.count, sizeof *at_deg);
    for (size_t i = 0; i < roster->places.count && !json->failed; i++) {
        const json_t *pair = tl_trace_json_get(json, at, roster->places.items[i], JSON_ARRAY);
        for (size_t k = 0; k < 2 && !json->failed; k++) {
            const json_t *number = json_array_get(pair, k);
            at_deg[i][k] = json_number_value(number);
            if (json_array_size(pair) != 2 || !json_is_number(number) || fabs(at_deg[i][k]) > most_deg[k]) {
                tl_trace_json_fail(json, "at", "must give each place a latitude and a longitude in degrees");
            }
        }
    }
    tl_trace_json_close(json, at, roster->places.count, "at");
    roster->at_deg = (const double(*)[2])at_deg;
}

/* People, where they are safe, and outside parties. */
static void read_people(struct tl_trace_json *json, const json_t *top, struct tl_roster *roster)
{
    read_points(json, top, roster);
    roster->is_haven = read_marked(json, top, "havens", &roster->places);
    const json_t *groups = tl_trace_json_get(json, top, "groups", JSON_ARRAY);
    roster->group_count = json_array_size(groups);
    roster->groups = tl_arena_alloc(json->arena, roster->group_count, sizeof *roster->groups);
    for (size_t i = 0; i < roster->group_count && !json->failed; i++) {
        read_group(json, json_array_get(groups, i), &roster->groups[i]);
    }
    const json_t *postures = tl_trace_json_get(json, top, "postures", JSON_ARRAY);
    size_t count = json_array_size(postures);
    struct tl_names *states = tl_arena_alloc(json->arena, count, sizeof *states);
    roster->postures = (struct tl_names){tl_arena_alloc(json->arena, count, sizeof(const char *)), count};
    for (size_t i = 0; i < count && !json->failed; i++) {
        const json_t *posture = json_array_get(postures, i);
        roster->postures.items[i] = tl_trace_json_string(json, posture, "name");
        tl_trace_json_names(json, posture, "states", &states[i]);
        tl_trace_json_close(json, posture, 2, "postures");
    }
    roster->states = states;
}

/* Which incident processes a response mission answers. */
static void read_answers(struct tl_trace_json *json, const json_t *object, const struct tl_names *incidents,
                         struct tl_roster_mission *mission)
{
    struct tl_names answers;
    tl_trace_json_names(json, object, "answers", &answers);
    if (answers.count > TL_NEEDS_MAX) {
        tl_trace_json_fail(json, "answers", "is longer than a mission's may be");
        return;
    }
    mission->kinds = answers.count;
    for (size_t i = 0; i < answers.count && !json->failed; i++) {
        mission->kind[i] = tl_trace_json_find(json, "answers", incidents, answers.items[i]);
        if (i > 0 && mission->kind[i] < mission->kind[i - 1]) {
            tl_trace_json_fail(json, "answers", "must be in the order of the incidents");
        }
    }
}

/* To where a lift takes people: one place at most. */
static int32_t read_haven(struct tl_trace_json *json, const json_t *object, const struct tl_names *places)
{
    struct tl_names names;
    tl_trace_json_names(json, object, "to", &names);
    if (names.count > 1) {
        tl_trace_json_fail(json, "to", "names more than one place");
    }
    return names.count == 1 ? tl_trace_json_find(json, "to", places, names.items[0]) : TL_NONE;
}

/* Whose evacuation a lift mission is. */
static void read_evacuates(struct tl_trace_json *json, const json_t *object, const struct tl_roster *roster,
                           struct tl_roster_mission *mission)
{
    struct tl_names names;
    tl_trace_json_names(json, object, "evacuates", &names);
    int32_t *groups = tl_arena_alloc(json->arena, names.count, sizeof *groups);
    const char **known = tl_arena_alloc(json->arena, roster->group_count, sizeof *known);
    for (size_t i = 0; i < roster->group_count; i++) {
        known[i] = roster->groups[i].name;
    }
    for (size_t i = 0; i < names.count && !json->failed; i++) {
        groups[i] = tl_trace_json_find(json, "evacuates", &(struct tl_names){known, roster->group_count},
                                       names.items[i]);
        if (i > 0 && groups[i] < groups[i - 1]) {
            tl_trace_json_fail(json, "evacuates", "must be in the order of the groups");
        }
    }
    mission->groups = names.count;
    mission->group = groups;
}

/* The consent that a mission needs, and its grade: an object of one key at most. */
static void read_consent(struct tl_trace_json *json, const json_t *object, const struct tl_roster *roster,
                         struct tl_roster_mission *mission)
{
    const json_t *consents = tl_trace_json_get(json, object, "consents", JSON_OBJECT);
    const char *key;
    json_t *value;
    mission->consent = TL_NONE;
    json_object_foreach((json_t *)(uintptr_t)consents, key, value)
    {
        const char *grade = tl_trace_json_string(json, consents, key);
        mission->consent = tl_trace_json_find(json, "consents", &roster->consents, key);
        mission->grade = 0;
        while (grade && mission->grade < TL_GRADES &&
               strcmp(grade, tl_grade_name((enum tl_grade)mission->grade)) != 0) {
            mission->grade++;
        }
        if (mission->grade == TL_GRADES) {
            tl_trace_json_fail(json, "consents", "names no grade");
        }
    }
}

static void read_mission(struct tl_trace_json *json, const json_t *object, const struct tl_roster *roster,
                         const struct tl_names *incidents, struct tl_roster_mission *mission)
{
    struct tl_names needs;
    mission->name = tl_trace_json_string(json, object, "name");
    mission->theatre = tl_trace_json_string(json, object, "theatre");
    mission->weight = tl_trace_json_real(json, object, "weight", 0);
    tl_trace_json_names(json, object, "needs", &needs);
    read_answers(json, object, incidents, mission);
    mission->eligible = read_marked(json, object, "partners", &roster->partners);
    mission->post =
        tl_trace_json_find(json, "post", &roster->places, tl_trace_json_string(json, object, "post"));
    read_evacuates(json, object, roster, mission);
    mission->haven = read_haven(json, object, &roster->places);
    mission->lanes = read_marked(json, object, "over", &roster->lanes);
    mission->weathers = read_marked(json, object, "weathers", &roster->weathers);
    mission->lane_weathers = read_marked(json, object, "lane-weathers", &roster->weathers);
    read_consent(json, object, roster, mission);
    mission->is_work = tl_trace_json_flag(json, object, "work");
    tl_trace_json_close(json, object, 14, "missions");
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

/* Is an asset of the class? Reports where none is. */
static bool is_class(struct tl_trace_json *json, const char *key, const struct tl_roster *roster,
                     const char *class)
{
    bool found = false;
    for (size_t a = 0; a < roster->asset_count && !found; a++) {
        found = strcmp(roster->assets[a].class_name, class) == 0;
    }
    return found || tl_trace_json_fail(json, key, "is not a class of an asset");
}

/* Does its mission answer it? */
static bool is_answered(const struct tl_roster *roster, size_t incident)
{
    const struct tl_roster_mission *mission = &roster->missions[roster->incidents[incident].mission];
    for (size_t i = 0; i < mission->kinds; i++) {
        if (mission->kind[i] == (int32_t)incident) {
            return true;
        }
    }
    return false;
}

/* Which assets could answer an incident: by class, the partners whose ones could. */
static const bool *read_in_time(struct tl_trace_json *json, const json_t *by_class,
                                const struct tl_roster *roster)
{
    bool *in_time = tl_arena_alloc(json->arena, roster->asset_count, sizeof *in_time);
    const char *class;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)by_class, class, value)
    {
        is_class(json, "in-time", roster, class);
        const bool *partners = read_marked(json, by_class, class, &roster->partners);
        for (size_t a = 0; a < roster->asset_count && !json->failed; a++) {
            const struct tl_roster_asset *asset = &roster->assets[a];
            in_time[a] = in_time[a] || (strcmp(asset->class_name, class) == 0 && partners[asset->partner]);
        }
    }
    return in_time;
}

static void read_incident(struct tl_trace_json *json, const json_t *object, const struct tl_roster *roster,
                          const struct tl_names *missions, size_t index)
{
    struct tl_roster_incident *incident = &roster->incidents[index];
    incident->name = tl_trace_json_string(json, object, "name");
    const char *mission = tl_trace_json_string(json, object, "mission");
    incident->mission = tl_trace_json_find(json, "mission", missions, mission);
    incident->area =
        tl_trace_json_find(json, "area", &roster->places, tl_trace_json_string(json, object, "area"));
    incident->takes = tl_trace_json_int(json, object, "takes", 1);
    const json_t *by_class = tl_trace_json_get(json, object, "in-time", JSON_OBJECT);
    tl_trace_json_close(json, object, 5, "incidents");
    if (incident->takes > TAKES_MAX) {
        tl_trace_json_fail(json, "takes", "is more than 10^6 assets");
    }
    if (!json->failed && is_answered(roster, index)) {
        incident->in_time = read_in_time(json, by_class, roster);
    } else if (json_object_size(by_class) > 0) {
        tl_trace_json_fail(json, "in-time", "must be empty where no mission answers the incident");
    }
}

/* What a mission answers must come to it. */
static void check_answers(struct tl_trace_json *json, const struct tl_roster *roster)
{
    for (size_t m = 0; m < roster->mission_count && !json->failed; m++) {
        const struct tl_roster_mission *mission = &roster->missions[m];
        for (size_t i = 0; i < mission->kinds; i++) {
            if (roster->incidents[mission->kind[i]].mission != (int32_t)m) {
                tl_trace_json_fail(json, "answers", "names an incident of another mission");
            }
        }
    }
}

/* How the rows of one mission and class are read: one a partner and place. */
static void read_partners(struct tl_trace_json *json, const json_t *partners, struct tl_roster *roster,
                          struct tl_roster_reach row, size_t *capacity)
{
    const char *partner, *place;
    json_t *places, *value;
    json_object_foreach((json_t *)(uintptr_t)partners, partner, places)
    {
        row.partner = tl_trace_json_find(json, "reaches", &roster->partners, partner);
        tl_trace_json_get(json, partners, partner, JSON_OBJECT);
        json_object_foreach(places, place, value)
        {
            row.place = tl_trace_json_find(json, "reaches", &roster->places, place);
            row.reach_s = tl_trace_json_int(json, places, place, 0);
            if (row.reach_s > HORIZON_MAX) {
                tl_trace_json_fail(json, "reaches", "is longer than a century");
            }
            roster->reaches = tl_grow(roster->reaches, roster->reach_count, capacity, sizeof row);
            roster->reaches[roster->reach_count++] = row;
        }
    }
}

static void read_reaches(struct tl_trace_json *json, const json_t *top, struct tl_roster *roster,
                         const struct tl_names *missions)
{
    const json_t *by_mission = tl_trace_json_get(json, top, "reaches", JSON_OBJECT);
    const char *mission, *class;
    json_t *by_class, *by_partner;
    size_t capacity = 0;
    json_object_foreach((json_t *)(uintptr_t)by_mission, mission, by_class)
    {
        struct tl_roster_reach row = {.mission = tl_trace_json_find(json, "reaches", missions, mission)};
        tl_trace_json_get(json, by_mission, mission, JSON_OBJECT);
        json_object_foreach(by_class, class, by_partner)
        {
            row.class_name = tl_arena_copy(json->arena, class);
            is_class(json, "reaches", roster, class);
            tl_trace_json_get(json, by_class, class, JSON_OBJECT);
            read_partners(json, by_partner, roster, row, &capacity);
        }
    }
    struct tl_roster_reach *rows = tl_arena_alloc(json->arena, roster->reach_count, sizeof *rows);
    if (roster->reach_count > 0) {
        memcpy(rows, roster->reaches, roster->reach_count * sizeof *rows);
    }
    free(roster->reaches);
    roster->reaches = rows;
    tl_roster_sort_reaches(rows, roster->reach_count);
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

static void read_entities(struct tl_trace_json *json, const json_t *top, struct tl_roster *roster)
{
    const json_t *missions = tl_trace_json_get(json, top, "missions", JSON_ARRAY);
    const json_t *assets = tl_trace_json_get(json, top, "assets", JSON_ARRAY);
    const json_t *incidents = tl_trace_json_get(json, top, "incidents", JSON_ARRAY);
    const json_t *indexes = tl_trace_json_get(json, top, "indexes", JSON_ARRAY);
    struct tl_names mission_names = tl_trace_json_names_of(json, missions, "missions");
    struct tl_names incident_names = tl_trace_json_names_of(json, incidents, "incidents");
    tl_trace_json_names_of(json, assets, "assets");
    roster->mission_count = json_array_size(missions);
    roster->missions = tl_arena_alloc(json->arena, roster->mission_count, sizeof *roster->missions);
    for (size_t m = 0; m < roster->mission_count && !json->failed; m++) {
        read_mission(json, json_array_get(missions, m), roster, &incident_names, &roster->missions[m]);
    }
    roster->asset_count = json_array_size(assets);
    roster->assets = tl_arena_alloc(json->arena, roster->asset_count, sizeof *roster->assets);
    for (size_t a = 0; a < roster->asset_count && !json->failed; a++) {
        read_asset(json, json_array_get(assets, a), roster, &roster->assets[a]);
    }
    roster->incident_count = json_array_size(incidents);
    roster->incidents = tl_arena_alloc(json->arena, roster->incident_count, sizeof *roster->incidents);
    for (size_t i = 0; i < roster->incident_count && !json->failed; i++) {
        read_incident(json, json_array_get(incidents, i), roster, &mission_names, i);
    }
    check_answers(json, roster);
    read_reaches(json, top, roster, &mission_names);
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
    enum { KEYS = 34 };
    struct tl_trace_json json = {path, arena, err, false};
    json_t *top = json_loadb(line, size, JSON_REJECT_DUPLICATES, NULL);
    struct tl_roster *roster = tl_arena_alloc(arena, 1, sizeof *roster);
    if (check_version(&json, top)) {
        read_facts(&json, top, roster);
        read_people(&json, top, roster);
        read_entities(&json, top, roster);
        tl_trace_json_close(&json, top, KEYS, "header");
    }
    json_decref(top);
    return json.failed ? NULL : roster;
}
