/* GeoJSON (RFC 7946): a FeatureCollection of what can be drawn on a map, each with the time for which it holds. Legs of assets and ways
 * of convoys are lines along the geodesic, stays of assets are points, and every place is a point without a time. Places are in degrees
 * of WGS84, longitude first; t0 and t1 are seconds from the start, `start` and `end` the same as dates. Whoever is scrambled is taken to be
 * under way from the alarm on: a trace does not tell how long it takes to be off. */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/units.h"
#include "event/serving.h"
#include "model/geo.h"
#include "report/export.h"

#define LINE_STEP_M 250e3 /* a line has a corner at least so often */
#define LINE_STEPS  64    /* and at most so many */

/* Where an asset is. */
struct whereabouts {
    enum tl_asset_state state;
    int64_t since_s;
    int64_t mission; /* that it serves, or TL_NONE */
    int32_t place;   /* where it is, or from where it set out; TL_NONE: at sea or in the air, or not known */
    int32_t to;      /* where its leg ends; TL_NONE: it is on none */
    struct tl_point at; /* NaN: not known */
    int64_t until_s;    /* of the leg */
};

/* People on a corridor. */
struct convoy {
    int64_t corridor, number, group, persons, since_s;
    int32_t place; /* where they set out */
};

struct geojson {
    const struct tl_roster *roster;
    int64_t from_s; /* what ends before is left out, and stretches begin there */
    struct tl_text *out;
    struct tl_serving serving;
    struct whereabouts *assets; /* [assets] */
    struct convoy *convoys;     /* [convoy_count] under way */
    size_t convoy_count, convoy_capacity;
    int32_t *origin; /* [groups][corridors] where people of the group last gathered for it */
    int64_t count;   /* features */
};

/* ---- features ---- */

static struct tl_point point_of(const struct geojson *g, int32_t place)
{
    return (struct tl_point){g->roster->at_deg[place][0], g->roster->at_deg[place][1]};
}

/* Degrees to five decimals, a metre. */
static void add_degrees(struct geojson *g, double degrees)
{
    tl_text_add_micro(g->out, 10 * tl_round(degrees * 1e5));
}

static void add_corner(struct geojson *g, struct tl_point at)
{
    tl_text_add_char(g->out, '[');
    add_degrees(g, at.lon_deg);
    tl_text_add_char(g->out, ',');
    add_degrees(g, at.lat_deg);
    tl_text_add_char(g->out, ']');
}

static void begin_feature(struct geojson *g, const char *geometry)
{
    tl_text_print(g->out, "%s{\"type\":\"Feature\",\"geometry\":{\"type\":\"%s\",\"coordinates\":",
                  g->count > 0 ? ",\n" : "\n", geometry);
    g->count++;
}

static void begin_properties(struct geojson *g, const char *what)
{
    tl_text_print(g->out, "},\"properties\":{\"what\":\"%s\"", what);
}

static void add_text(struct geojson *g, const char *key, const char *value)
{
    tl_text_print(g->out, ",\"%s\":", key);
    tl_text_add_json(g->out, value);
}

static void add_int(struct geojson *g, const char *key, int64_t value)
{
    tl_text_print(g->out, ",\"%s\":%lld", key, (long long)value);
}

/* The times, and the end of the feature. */
static void end_feature(struct geojson *g, int64_t from_s, int64_t to_s)
{
    struct tl_text date = {0};
    add_int(g, "t0", from_s);
    add_int(g, "t1", to_s);
    tl_date_print(&date, g->roster->epoch_s + from_s);
    add_text(g, "start", tl_text_get(&date));
    tl_text_reset(&date);
    tl_date_print(&date, g->roster->epoch_s + to_s);
    add_text(g, "end", tl_text_get(&date));
    tl_text_add(g->out, "}}");
    tl_text_clear(&date);
}

static void add_point(struct geojson *g, struct tl_point at)
{
    begin_feature(g, "Point");
    add_corner(g, at);
}

/* A line is cut in two where it crosses the 180th meridian, as RFC 7946 asks. */
static void add_crossing(struct geojson *g, struct tl_point a, struct tl_point b)
{
    double edge_deg = a.lon_deg > 0 ? 180 : -180;
    double far_deg = b.lon_deg + 2 * edge_deg; /* beyond the edge, as seen from a */
    double span_deg = far_deg - a.lon_deg;     /* 0: from 180 to -180, which is the same meridian */
    double share = span_deg != 0 ? (edge_deg - a.lon_deg) / span_deg : 0;
    double lat_deg = a.lat_deg + share * (b.lat_deg - a.lat_deg);
    tl_text_add_char(g->out, ',');
    add_corner(g, (struct tl_point){lat_deg, edge_deg});
    tl_text_add(g->out, "],[");
    add_corner(g, (struct tl_point){lat_deg, -edge_deg});
}

static bool crosses(struct tl_point a, struct tl_point b)
{
    return fabs(b.lon_deg - a.lon_deg) > 180;
}

static void add_line(struct geojson *g, struct tl_point a, struct tl_point b)
{
    double steps = fmin(ceil(tl_geo_distance(a, b) / LINE_STEP_M), LINE_STEPS);
    int count = steps >= 1 ? (int)steps : 1;
    bool is_cut = crosses(a, b);
    begin_feature(g, is_cut ? "MultiLineString" : "LineString");
    tl_text_add(g->out, is_cut ? "[[" : "[");
    add_corner(g, a);
    struct tl_point last = a;
    for (int i = 1; i <= count; i++) {
        struct tl_point next = i < count ? tl_geo_between(a, b, (double)i / count) : b;
        if (crosses(last, next)) {
            add_crossing(g, last, next);
        }
        tl_text_add_char(g->out, ',');
        add_corner(g, next);
        last = next;
    }
    tl_text_add(g->out, is_cut ? "]]" : "]");
}

static void add_places(struct geojson *g)
{
    for (size_t i = 0; i < g->roster->places.count; i++) {
        add_point(g, point_of(g, (int32_t)i));
        begin_properties(g, "place");
        add_text(g, "place", g->roster->places.items[i]);
        tl_text_add(g->out, "}}");
    }
}

/* ---- assets ---- */

static bool is_known(struct tl_point at)
{
    return !isnan(at.lat_deg);
}

/* Where an asset is at a time: on its leg at the share of its time, as the model has it. */
static struct tl_point position(const struct geojson *g, const struct whereabouts *w, int64_t time_s)
{
    if (w->to == TL_NONE || !is_known(w->at)) {
        return w->at;
    }
    struct tl_point to = point_of(g, w->to);
    int64_t span_s = w->until_s - w->since_s;
    return time_s >= w->until_s ? to
                                : tl_geo_between(w->at, to, (double)(time_s - w->since_s) / (double)span_s);
}

/* What has been going on until now, if it took any time. */
static void add_stretch(struct geojson *g, size_t asset, int64_t time_s)
{
    const struct whereabouts *w = &g->assets[asset];
    const struct tl_roster_asset *a = &g->roster->assets[asset];
    const struct tl_names *places = &g->roster->places;
    bool is_leg = w->to != TL_NONE;
    int64_t since_s = w->since_s > g->from_s ? w->since_s : g->from_s;
    if (!is_known(w->at) || time_s <= since_s || w->state == TL_STATE_LOST) {
        return;
    }
    if (is_leg) {
        add_line(g, position(g, w, since_s), position(g, w, time_s));
    } else {
        add_point(g, w->at);
    }
    begin_properties(g, is_leg ? "leg" : "stay");
    add_text(g, "asset", a->name);
    add_text(g, "class", a->class_name);
    add_text(g, "partner", g->roster->partners.items[a->partner]);
    add_text(g, "state", tl_state_name(w->state));
    if (w->mission != TL_NONE) {
        add_text(g, "mission", g->roster->missions[w->mission].name);
    }
    if (w->place != TL_NONE) {
        add_text(g, is_leg ? "from" : "place", places->items[w->place]);
    }
    if (is_leg) {
        add_text(g, "to", places->items[w->to]);
    }
    end_feature(g, since_s, time_s);
}

/* From where an asset that an event leaves in another state goes on, if it has been told: the event's place or its leg's start, the
 * area of the incident that it meets, the post of a mission that it serves from the start; else where it is. */
static int32_t place_of(const struct geojson *g, const struct tl_event *event, const struct whereabouts *w)
{
    if (event->place != TL_NONE) {
        return (int32_t)event->place;
    }
    if (event->from != TL_NONE) {
        return (int32_t)event->from;
    }
    if (event->kind == TL_EVENT_ASSET_ON_SCENE) {
        return g->roster->incidents[event->incident].area;
    }
    if (!is_known(w->at) && event->mission != TL_NONE) {
        return g->roster->missions[event->mission].post;
    }
    return w->to == TL_NONE ? w->place : TL_NONE;
}

/* Where the leg ends that an event begins; TL_NONE: it begins none. */
static int32_t leg_end(const struct geojson *g, const struct tl_event *event)
{
    if (event->kind == TL_EVENT_ASSET_SCRAMBLES) {
        return g->roster->incidents[event->incident].area;
    }
    return (int32_t)event->to;
}

static void move_asset(struct geojson *g, const struct tl_event *event)
{
    struct whereabouts *w = &g->assets[event->asset];
    add_stretch(g, (size_t)event->asset, event->time_s);
    int32_t place = place_of(g, event, w);
    struct tl_point at = place != TL_NONE ? point_of(g, place) : position(g, w, event->time_s);
    *w = (struct whereabouts){.state = tl_event_class_get(event->kind)->state,
                              .since_s = event->time_s,
                              .mission = g->serving.mission[event->asset],
                              .place = place,
                              .to = leg_end(g, event),
                              .at = at,
                              .until_s = event->until};
}

/* ---- convoys ---- */

static int32_t *origin_of(const struct geojson *g, const struct tl_event *event)
{
    return &g->origin[event->group * (int64_t)g->roster->corridors.count + event->corridor];
}

static void start_convoy(struct geojson *g, const struct tl_event *event)
{
    g->convoys = tl_grow(g->convoys, g->convoy_count, &g->convoy_capacity, sizeof *g->convoys);
    g->convoys[g->convoy_count++] = (struct convoy){event->corridor, event->number, event->group,
                                                    event->persons,  event->time_s, *origin_of(g, event)};
}

static void add_convoy(struct geojson *g, const struct convoy *convoy, int32_t to, int64_t time_s)
{
    if (convoy->place == TL_NONE || time_s <= g->from_s) {
        return;
    }
    add_line(g, point_of(g, convoy->place), point_of(g, to));
    begin_properties(g, "convoy");
    add_text(g, "corridor", g->roster->corridors.items[convoy->corridor]);
    add_int(g, "number", convoy->number);
    add_text(g, "group", g->roster->groups[convoy->group].name);
    add_int(g, "persons", convoy->persons);
    add_text(g, "from", g->roster->places.items[convoy->place]);
    add_text(g, "to", g->roster->places.items[to]);
    end_feature(g, convoy->since_s, time_s);
}

static void end_convoy(struct geojson *g, const struct tl_event *event)
{
    for (size_t i = 0; i < g->convoy_count; i++) {
        const struct convoy *convoy = &g->convoys[i];
        if (convoy->corridor == event->corridor && convoy->number == event->number &&
            convoy->group == event->group) {
            add_convoy(g, convoy, (int32_t)event->place, event->time_s);
            g->convoys[i] = g->convoys[--g->convoy_count];
            return;
        }
    }
}

/* ---- the export ---- */

static void *geojson_create(const struct tl_roster *roster, int64_t from_s, struct tl_text *out)
{
    struct geojson *g = tl_alloc(1, sizeof *g);
    size_t pairs = roster->group_count * roster->corridors.count;
    *g = (struct geojson){.roster = roster, .from_s = from_s, .out = out};
    tl_serving_init(&g->serving, roster);
    g->assets = tl_alloc(roster->asset_count + 1, sizeof *g->assets);
    for (size_t a = 0; a < roster->asset_count; a++) {
        g->assets[a] = (struct whereabouts){
            .state = TL_STATE_ABSENT, .mission = TL_NONE, .place = TL_NONE, .to = TL_NONE, .at = {NAN, NAN}};
    }
    g->origin = tl_alloc(pairs + 1, sizeof *g->origin);
    for (size_t i = 0; i < pairs; i++) {
        g->origin[i] = TL_NONE;
    }
    tl_text_add(out, "{\"type\":\"FeatureCollection\",\n");
    tl_export_add_facts(roster, out);
    tl_text_add(out, ",\n\"features\":[");
    add_places(g);
    return g;
}

static void geojson_take(void *self, const struct tl_event *event)
{
    struct geojson *g = self;
    tl_serving_take(&g->serving, event);
    if (tl_event_class_get(event->kind)->state != TL_STATE_NONE) {
        move_asset(g, event);
    } else if (event->kind == TL_EVENT_PERSONS_GATHER && event->corridor != TL_NONE) {
        *origin_of(g, event) = (int32_t)event->place;
    } else if (event->kind == TL_EVENT_CONVOY_DEPARTS) {
        start_convoy(g, event);
    } else if (event->kind == TL_EVENT_CONVOY_ARRIVES) {
        end_convoy(g, event);
    }
}

static void geojson_finish(void *self, int64_t end_s, bool is_complete)
{
    struct geojson *g = self;
    for (size_t a = 0; a < g->roster->asset_count; a++) {
        add_stretch(g, a, end_s);
    }
    tl_text_print(g->out, "\n],\n\"from\":%lld,\n\"to\":%lld,\n\"complete\":%s}\n", (long long)g->from_s,
                  (long long)end_s, is_complete ? "true" : "false");
    tl_serving_clear(&g->serving);
    free(g->assets);
    free(g->convoys);
    free(g->origin);
    free(g);
}

const struct tl_export_class tl_export_geojson = {geojson_create, geojson_take, geojson_finish};
