#include <assert.h>
#include <string.h>

#include "base/units.h"
#include "event/event.h"
#include "trace/header.h"

static void add_key(struct tl_text *out, const char *key)
{
    char before = out->size > 0 ? out->data[out->size - 1] : '{';
    if (before != '{' && before != '[') {
        tl_text_add_char(out, ',');
    }
    tl_text_add_json(out, key);
    tl_text_add_char(out, ':');
}

static void add_string(struct tl_text *out, const char *key, const char *value)
{
    add_key(out, key);
    tl_text_add_json(out, value);
}

static void add_int(struct tl_text *out, const char *key, int64_t value)
{
    add_key(out, key);
    tl_text_add_int(out, value);
}

static void add_names(struct tl_text *out, const char *key, const struct tl_names *names)
{
    add_key(out, key);
    tl_text_add_char(out, '[');
    for (size_t i = 0; i < names->count; i++) {
        tl_text_add(out, i > 0 ? "," : "");
        tl_text_add_json(out, names->items[i]);
    }
    tl_text_add_char(out, ']');
}

/* One more text of a list. */
static void add_item(struct tl_text *out, const char *value)
{
    tl_text_add(out, out->data[out->size - 1] == '[' ? "" : ",");
    tl_text_add_json(out, value);
}

/* Begin an object as the value of a key; NULL: it is open already. */
static void open_level(struct tl_text *out, const char *key)
{
    if (key) {
        add_key(out, key);
        tl_text_add_char(out, '{');
    }
}

/* The names of those that are marked, as the value of a key. marks: [names] NULL: none */
static void add_marked(struct tl_text *out, const char *key, const struct tl_names *names, const bool *marks)
{
    add_key(out, key);
    tl_text_add_char(out, '[');
    for (size_t i = 0; i < names->count && marks; i++) {
        if (marks[i]) {
            add_item(out, names->items[i]);
        }
    }
    tl_text_add_char(out, ']');
}

static void add_mission(struct tl_text *out, const struct tl_roster *roster,
                        const struct tl_roster_mission *mission)
{
    tl_text_add_char(out, '{');
    add_string(out, "name", mission->name);
    add_string(out, "theatre", mission->theatre);
    add_key(out, "weight");
    tl_text_add_real(out, mission->weight);
    const char *needs[TL_NEEDS_MAX];
    for (size_t i = 0; i < mission->needs; i++) {
        needs[i] = roster->capabilities.items[mission->need[i]];
    }
    add_names(out, "needs", &(struct tl_names){needs, mission->needs});
    const char *kinds[TL_NEEDS_MAX];
    for (size_t i = 0; i < mission->kinds; i++) {
        kinds[i] = roster->incidents[mission->kind[i]].name;
    }
    add_names(out, "answers", &(struct tl_names){kinds, mission->kinds});
    add_marked(out, "partners", &roster->partners, mission->eligible);
    add_string(out, "post", roster->places.items[mission->post]);
    add_key(out, "evacuates");
    tl_text_add_char(out, '[');
    for (size_t i = 0; i < mission->groups; i++) {
        add_item(out, roster->groups[mission->group[i]].name);
    }
    tl_text_add_char(out, ']');
    const bool has_haven = mission->haven != TL_NONE;
    add_names(out, "to",
              &(struct tl_names){has_haven ? &roster->places.items[mission->haven] : NULL, has_haven});
    add_marked(out, "over", &roster->lanes, mission->lanes);
    add_marked(out, "weathers", &roster->weathers, mission->weathers);
    add_marked(out, "lane-weathers", &roster->weathers, mission->lane_weathers);
    add_key(out, "consents");
    tl_text_add_char(out, '{');
    if (mission->consent != TL_NONE && roster->consents.count > 0) {
        add_string(out, roster->consents.items[mission->consent],
                   tl_grade_name((enum tl_grade)mission->grade));
    }
    tl_text_add_char(out, '}');
    add_key(out, "work");
    tl_text_add(out, mission->is_work ? "true" : "false");
    tl_text_add_char(out, '}');
}

static void add_group(struct tl_text *out, const struct tl_roster_group *group)
{
    tl_text_add_char(out, '{');
    add_string(out, "name", group->name);
    add_string(out, "nationality", group->nationality);
    add_int(out, "persons", group->persons);
    add_key(out, "flees");
    tl_text_add(out, group->flees ? "true}" : "false}");
}

/* Where places are: [latitude, longitude] by name. */
static void add_points(struct tl_text *out, const struct tl_roster *roster)
{
    add_key(out, "at");
    tl_text_add_char(out, '{');
    for (size_t i = 0; i < roster->places.count; i++) {
        add_key(out, roster->places.items[i]);
        tl_text_add_char(out, '[');
        tl_text_add_real(out, roster->at_deg[i][0]);
        tl_text_add_char(out, ',');
        tl_text_add_real(out, roster->at_deg[i][1]);
        tl_text_add_char(out, ']');
    }
    tl_text_add_char(out, '}');
}

/* People, and outside parties. */
static void add_people(struct tl_text *out, const struct tl_roster *roster)
{
    add_marked(out, "havens", &roster->places, roster->is_haven);
    add_key(out, "groups");
    tl_text_add_char(out, '[');
    for (size_t i = 0; i < roster->group_count; i++) {
        tl_text_add(out, i > 0 ? "," : "");
        add_group(out, &roster->groups[i]);
    }
    tl_text_add_char(out, ']');
    add_key(out, "postures");
    tl_text_add_char(out, '[');
    for (size_t i = 0; i < roster->postures.count; i++) {
        tl_text_add(out, i > 0 ? ",{" : "{");
        add_string(out, "name", roster->postures.items[i]);
        add_names(out, "states", &roster->states[i]);
        tl_text_add_char(out, '}');
    }
    tl_text_add_char(out, ']');
}

/* Is this the first asset of its class? */
static bool is_first(const struct tl_roster *roster, size_t asset)
{
    for (size_t a = 0; a < asset; a++) {
        if (strcmp(roster->assets[a].class_name, roster->assets[asset].class_name) == 0) {
            return false;
        }
    }
    return true;
}

/* Could a class's assets of a partner answer it? They could alike. */
static bool is_in_time(const struct tl_roster *roster, const bool *in_time, const char *class, size_t partner)
{
    for (size_t a = 0; a < roster->asset_count; a++) {
        if (in_time[a] && roster->assets[a].partner == (int32_t)partner &&
            strcmp(roster->assets[a].class_name, class) == 0) {
            return true;
        }
    }
    return false;
}

/* The partners whose assets of a class could answer it, as the value of the class; nothing where there is none. */
static void add_class(struct tl_text *out, const struct tl_roster *roster, const bool *in_time,
                      const char *class)
{
    bool any = false;
    for (size_t p = 0; p < roster->partners.count; p++) {
        if (is_in_time(roster, in_time, class, p)) {
            if (!any) {
                add_key(out, class);
                tl_text_add_char(out, '[');
            }
            any = true;
            add_item(out, roster->partners.items[p]);
        }
    }
    tl_text_add(out, any ? "]" : "");
}

static void add_incident(struct tl_text *out, const struct tl_roster *roster,
                         const struct tl_roster_incident *incident)
{
    tl_text_add_char(out, '{');
    add_string(out, "name", incident->name);
    add_string(out, "mission", roster->missions[incident->mission].name);
    add_string(out, "area", roster->places.items[incident->area]);
    add_int(out, "takes", incident->takes);
    open_level(out, "in-time");
    for (size_t a = 0; a < roster->asset_count && incident->in_time; a++) {
        if (is_first(roster, a)) {
            add_class(out, roster, incident->in_time, roster->assets[a].class_name);
        }
    }
    tl_text_add(out, "}}");
}

/* Objects in each other: by mission, class, partner and place. Each level is closed where the next row differs in it. */
static void add_reaches(struct tl_text *out, const struct tl_roster *roster)
{
    add_key(out, "reaches");
    tl_text_add_char(out, '{');
    const struct tl_roster_reach *last = NULL;
    for (size_t i = 0; i < roster->reach_count; i++) {
        const struct tl_roster_reach *row = &roster->reaches[i];
        bool same_mission = last && last->mission == row->mission;
        bool same_class = same_mission && strcmp(last->class_name, row->class_name) == 0;
        bool same_partner = same_class && last->partner == row->partner;
        tl_text_add(out, !last || same_partner ? "" : same_class ? "}" : same_mission ? "}}" : "}}}");
        open_level(out, same_mission ? NULL : roster->missions[row->mission].name);
        open_level(out, same_class ? NULL : row->class_name);
        open_level(out, same_partner ? NULL : roster->partners.items[row->partner]);
        add_int(out, roster->places.items[row->place], row->reach_s);
        last = row;
    }
    tl_text_add(out, last ? "}}}}" : "}");
}

static void add_asset(struct tl_text *out, const struct tl_roster *roster,
                      const struct tl_roster_asset *asset)
{
    tl_text_add_char(out, '{');
    add_string(out, "name", asset->name);
    add_string(out, "class", asset->class_name);
    add_string(out, "partner", roster->partners.items[asset->partner]);
    add_key(out, "gives");
    tl_text_add_char(out, '{');
    for (size_t c = 0; c < roster->capabilities.count; c++) {
        if (asset->gives_u[c] != 0) {
            add_key(out, roster->capabilities.items[c]);
            tl_text_add_micro(out, asset->gives_u[c]);
        }
    }
    tl_text_add(out, "}}");
}

static void add_index(struct tl_text *out, const struct tl_roster *roster,
                      const struct tl_roster_index *index)
{
    tl_text_add_char(out, '{');
    add_string(out, "name", index->name);
    add_key(out, "weight-sum");
    tl_text_add_real(out, index->weight_sum);
    add_key(out, "weights");
    tl_text_add_char(out, '{');
    for (size_t m = 0; m < roster->mission_count; m++) {
        if (index->weights[m] != 0) {
            add_key(out, roster->missions[m].name);
            tl_text_add_real(out, index->weights[m]);
        }
    }
    tl_text_add(out, "}}");
}

static void add_facts(struct tl_text *out, const struct tl_roster *roster)
{
    struct tl_text epoch = {0};
    tl_date_print(&epoch, roster->epoch_s);
    add_int(out, "trace", TL_TRACE_VERSION);
    add_string(out, "program", roster->program);
    add_string(out, "scenario", roster->scenario);
    add_string(out, "title", roster->title);
    add_string(out, "hash", roster->hash);
    assert(roster->seed <= INT64_MAX && roster->replication <= INT64_MAX);
    add_int(out, "seed", (int64_t)roster->seed);
    add_int(out, "replication", (int64_t)roster->replication);
    add_string(out, "epoch", tl_text_get(&epoch));
    add_int(out, "horizon", roster->horizon_s);
    add_int(out, "warmup", roster->warmup_s);
    tl_text_clear(&epoch);
}

void tl_trace_header_print(const struct tl_roster *roster, struct tl_text *out)
{
    tl_text_add_char(out, '{');
    add_facts(out, roster);
    add_names(out, "capabilities", &roster->capabilities);
    add_names(out, "partners", &roster->partners);
    add_names(out, "places", &roster->places);
    add_names(out, "diversions", &roster->diversions);
    add_marked(out, "in-force", &roster->diversions, roster->in_force);
    add_names(out, "phases", &roster->phases);
    add_names(out, "injects", &roster->injects);
    add_names(out, "links", &roster->links);
    add_names(out, "agreements", &roster->agreements);
    add_names(out, "lanes", &roster->lanes);
    add_names(out, "corridors", &roster->corridors);
    add_names(out, "services", &roster->services);
    add_names(out, "consents", &roster->consents);
    add_names(out, "gauges", &roster->gauges);
    add_names(out, "weathers", &roster->weathers);
    add_points(out, roster);
    add_people(out, roster);
    add_key(out, "missions");
    tl_text_add_char(out, '[');
    for (size_t m = 0; m < roster->mission_count; m++) {
        tl_text_add(out, m > 0 ? "," : "");
        add_mission(out, roster, &roster->missions[m]);
    }
    tl_text_add_char(out, ']');
    add_key(out, "incidents");
    tl_text_add_char(out, '[');
    for (size_t i = 0; i < roster->incident_count; i++) {
        tl_text_add(out, i > 0 ? "," : "");
        add_incident(out, roster, &roster->incidents[i]);
    }
    tl_text_add_char(out, ']');
    add_key(out, "assets");
    tl_text_add_char(out, '[');
    for (size_t a = 0; a < roster->asset_count; a++) {
        tl_text_add(out, a > 0 ? "," : "");
        add_asset(out, roster, &roster->assets[a]);
    }
    tl_text_add_char(out, ']');
    add_reaches(out, roster);
    add_key(out, "indexes");
    tl_text_add_char(out, '[');
    for (size_t i = 0; i < roster->index_count; i++) {
        tl_text_add(out, i > 0 ? "," : "");
        add_index(out, roster, &roster->indexes[i]);
    }
    tl_text_add(out, "]}\n");
}

void tl_trace_end_print(const struct tl_roster *roster, const struct tl_trace_digests *digests,
                        int64_t events, struct tl_text *out)
{
    char digest[TL_DIGEST_TEXT];
    tl_text_add_char(out, '{');
    add_int(out, "t", roster->horizon_s);
    add_int(out, "id", events);
    add_int(out, "cause", 0);
    add_string(out, "event", "end");
    add_int(out, "events", events);
    tl_digest_get(digests->whole, digest);
    add_string(out, "digest", digest);
    add_key(out, "days");
    tl_text_add_char(out, '[');
    for (size_t d = 0; d < digests->day_count; d++) {
        tl_text_add(out, d > 0 ? "," : "");
        tl_text_add_json(out, digests->days[d]);
    }
    tl_text_add_char(out, ']');
    add_key(out, "missions");
    tl_text_add_char(out, '{');
    for (size_t m = 0; m < digests->mission_count; m++) {
        tl_digest_get(digests->missions[m], digest);
        add_string(out, roster->missions[m].name, digest);
    }
    tl_text_add(out, "}}\n");
}
