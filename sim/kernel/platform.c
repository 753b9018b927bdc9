/* The platform: the scenario's geography as SimGrid sees it. */
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

void tl_platform_print(const struct tl_model *model, struct tl_text *xml)
{
    tl_text_add(xml, "<?xml version=\"1.0\"?>\n"
                     "<!DOCTYPE platform SYSTEM \"https://simgrid.org/simgrid.dtd\">\n"
                     "<platform version=\"4.1\">\n"
                     "  <zone id=\"region\" routing=\"Full\">\n");
    for (size_t i = 0; i < model->place_count; i++) {
        print_place(&model->places[i], xml);
    }
    const struct tl_scenario *scenario = model->scenario;
    for (size_t i = 0; i < scenario->lane_count; i++) {
        print_link(&scenario->lanes[i], xml);
    }
    for (size_t i = 0; i < scenario->lane_count; i++) { /* the DTD wants routes after all links */
        if (is_first_between(scenario, i)) {
            print_route(model, &scenario->lanes[i], xml);
        }
    }
    tl_text_add(xml, "  </zone>\n</platform>\n");
}
