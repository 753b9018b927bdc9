/* The platform: the scenario's geography as SimGrid sees it. */
#include "kernel/corridors.h"
#include "kernel/kernel.h"

/* Roads and rails get their capacity with the flows over them; ways at sea and in the air are never shared. */
#define LANE_BANDWIDTH "1e30Bps"

static void print_place(const struct tl_place *place, struct tl_text *xml)
{
    tl_text_print(xml, "    <host id=\"%s\" speed=\"1f\" coordinates=\"%.6f %.6f 0\"/>\n", place->name,
                  place->at.lat_deg, place->at.lon_deg);
}

static void print_link(const struct tl_lane_def *lane, struct tl_text *xml)
{
    tl_text_print(xml, "    <link id=\"%s\" bandwidth=\"" LANE_BANDWIDTH "\" latency=\"0s\">", lane->name);
    tl_text_print(xml, "<prop id=\"length_m\" value=\"%.0f\"/></link>\n", lane->length_m);
}

static void print_route(const struct tl_model *model, const struct tl_lane_def *lane, struct tl_text *xml)
{
    tl_text_print(xml, "    <route src=\"%s\" dst=\"%s\"><link_ctn id=\"%s\"/></route>\n",
                  model->places[lane->from.index].name, model->places[lane->to.index].name, lane->name);
}

/* At most one lane joins two places in SimGrid's routing, where a domain makes no difference: the first by name. */
static bool is_first_between(const struct tl_scenario *scenario, size_t lane)
{
    const struct tl_lane_def *l = &scenario->lanes[lane];
    for (size_t i = 0; i < lane; i++) {
        const struct tl_lane_def *other = &scenario->lanes[i];
        bool is_same = other->from.index == l->from.index && other->to.index == l->to.index;
        bool is_reverse = other->from.index == l->to.index && other->to.index == l->from.index;
        if (is_same || is_reverse) {
            return false;
        }
    }
    return true;
}

/* A lane that convoys use carries as much each way: the way back is a link of its own. */
static void print_way_back(const struct tl_lane *lane, struct tl_text *xml)
{
    char name[TL_CORRIDOR_NAME_MAX];
    tl_corridors_name_link(lane, true, name);
    if (lane->capacity_ps > 0) { /* false for what is no number */
        tl_text_print(xml, "    <link id=\"%s\" bandwidth=\"" LANE_BANDWIDTH "\" latency=\"0s\"/>\n", name);
    }
}

static void print_corridor_ends(const struct tl_corridor *corridor, struct tl_text *xml)
{
    char name[TL_CORRIDOR_NAME_MAX];
    for (int far_end = 0; far_end < 2; far_end++) {
        tl_corridors_name_end(corridor, far_end == 1, name);
        tl_text_print(xml, "    <host id=\"%s\" speed=\"1f\"/>\n", name);
    }
}

/* Two hosts and an explicit route of its own: SimGrid's shortest ways have the fewest links, not the least length. */
static void print_corridor_route(const struct tl_model *model, const struct tl_corridor *corridor,
                                 struct tl_text *xml)
{
    char from[TL_CORRIDOR_NAME_MAX];
    char name[TL_CORRIDOR_NAME_MAX];
    tl_corridors_name_end(corridor, false, from);
    tl_corridors_name_end(corridor, true, name);
    tl_text_print(xml, "    <route src=\"%s\" dst=\"%s\" symmetrical=\"NO\">", from, name);
    for (size_t i = 0; i < corridor->over_count; i++) {
        tl_corridors_name_link(&model->lanes[corridor->over[i].lane], corridor->over[i].back, name);
        tl_text_print(xml, "<link_ctn id=\"%s\"/>", name);
    }
    tl_text_add(xml, "</route>\n");
}

void tl_platform_print(const struct tl_model *model, struct tl_text *xml)
{
    tl_text_add(xml, "<?xml version=\"1.0\"?>\n"
                     "<!DOCTYPE platform SYSTEM \"https://simgrid.org/simgrid.dtd\">\n"
                     "<platform version=\"4.1\">\n"
                     "  <zone id=\"region\" routing=\"Full\">\n");
    for (size_t i = 0; i < model->place_count; i++) {
        print_place(&model->places[i], xml);
    }
    for (size_t i = 0; i < model->corridor_count; i++) {
        print_corridor_ends(&model->corridors[i], xml);
    }
    const struct tl_scenario *scenario = model->scenario;
    for (size_t i = 0; i < scenario->lane_count; i++) {
        print_link(&scenario->lanes[i], xml);
    }
    for (size_t i = 0; i < model->lane_count; i++) {
        print_way_back(&model->lanes[i], xml);
    }
    for (size_t i = 0; i < scenario->lane_count; i++) { /* the DTD wants routes after all links */
        if (is_first_between(scenario, i)) {
            print_route(model, &scenario->lanes[i], xml);
        }
    }
    for (size_t i = 0; i < model->corridor_count; i++) {
        print_corridor_route(model, &model->corridors[i], xml);
    }
    tl_text_add(xml, "  </zone>\n</platform>\n");
}
