/* libtrilat: the lists of a trace's first line. */
#include <assert.h>
#include <string.h>

#include "library/trace.h"

/* A list of names, or of structs that begin with theirs. */
struct list {
    const char *name;
    size_t items; /* offset in struct tl_roster of the pointer to the first one */
    size_t count; /* likewise, of how many there are */
    size_t bytes; /* of an item */
};

/* clang-format off */
#define NAMES(list) #list, offsetof(struct tl_roster, list.items), offsetof(struct tl_roster, list.count), sizeof(char *)
#define STRUCTS(list, kind) \
    #list, offsetof(struct tl_roster, list), offsetof(struct tl_roster, kind##_count), sizeof(struct tl_roster_##kind)
/* clang-format on */

static const struct list lists[] = {
    {NAMES(agreements)},
    {STRUCTS(assets, asset)},
    {NAMES(capabilities)},
    {NAMES(consents)},
    {NAMES(corridors)},
    {NAMES(diversions)},
    {NAMES(gauges)},
    {STRUCTS(groups, group)},
    {STRUCTS(incidents, incident)},
    {STRUCTS(indexes, index)},
    {NAMES(injects)},
    {NAMES(lanes)},
    {NAMES(links)},
    {STRUCTS(missions, mission)},
    {NAMES(partners)},
    {NAMES(phases)},
    {NAMES(places)},
    {NAMES(postures)},
    {NAMES(services)},
    {NAMES(weathers)},
};

static_assert(offsetof(struct tl_roster_asset, name) == 0 && offsetof(struct tl_roster_group, name) == 0 &&
                  offsetof(struct tl_roster_incident, name) == 0 &&
                  offsetof(struct tl_roster_index, name) == 0 &&
                  offsetof(struct tl_roster_mission, name) == 0,
              "structs of lists begin with their names");

/* NULL: there is no such list. */
static const struct list *find_list(const char *name)
{
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (strcmp(lists[i].name, name) == 0) {
            return &lists[i];
        }
    }
    return NULL;
}

size_t trilat_trace_count(const struct trilat_trace *trace, const char *list)
{
    const struct list *found = find_list(list);
    return found ? *(const size_t *)((const char *)trace->roster + found->count) : 0;
}

const char *trilat_trace_name(const struct trilat_trace *trace, const char *list, size_t i)
{
    if (i >= trilat_trace_count(trace, list)) {
        return NULL;
    }
    const struct list *found = find_list(list);
    const char *items = *(const char *const *)((const char *)trace->roster + found->items);
    return *(const char *const *)(items + i * found->bytes);
}

const char *trilat_trace_fact(const struct trilat_trace *trace, const char *list, size_t i, const char *key)
{
    const struct tl_roster *roster = trace->roster;
    if (i >= trilat_trace_count(trace, list)) {
        return NULL;
    }
    if (strcmp(list, "assets") == 0 && strcmp(key, "class") == 0) {
        return roster->assets[i].class_name;
    }
    if (strcmp(list, "assets") == 0 && strcmp(key, "partner") == 0) {
        return roster->partners.items[roster->assets[i].partner];
    }
    if (strcmp(list, "missions") == 0 && strcmp(key, "theatre") == 0) {
        return roster->missions[i].theatre;
    }
    if (strcmp(list, "groups") == 0 && strcmp(key, "nationality") == 0) {
        return roster->groups[i].nationality;
    }
    if (strcmp(list, "incidents") == 0 && strcmp(key, "mission") == 0) {
        return roster->missions[roster->incidents[i].mission].name;
    }
    return NULL;
}

int trilat_trace_position(const struct trilat_trace *trace, size_t place, double at_deg[2])
{
    if (place >= trace->roster->places.count) {
        return -1;
    }
    at_deg[0] = trace->roster->at_deg[place][0];
    at_deg[1] = trace->roster->at_deg[place][1];
    return 0;
}
