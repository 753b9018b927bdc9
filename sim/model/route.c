/* Routes of the command network: the quickest open way from each partner to each other. */
#include "model/network.h"
#include "model/state.h"

struct tl_route *tl_route_get(const struct tl_state *state, int32_t from, int32_t to)
{
    return &state->network->routes[(size_t)from * state->model->partner_count + (size_t)to];
}

static void offer(struct tl_route *route, struct tl_route other)
{
    if (route->cost == TL_NONE || other.cost < route->cost) {
        *route = other;
    }
}

/* Floyd and Warshall. Every link costs something, even one without delay, so that no message can go in circles. */
void tl_route_find_all(struct tl_state *state)
{
    const struct tl_model *model = state->model;
    struct tl_network *network = state->network;
    int32_t partners = (int32_t)model->partner_count;
    for (int32_t i = 0; i < partners * partners; i++) {
        network->routes[i] = (struct tl_route){.cost = TL_NONE, .next = TL_NONE};
    }
    for (size_t i = 0; i < model->link_count; i++) {
        const int32_t *ends = model->links[i].ends;
        int64_t delay_s = network->delay_s[i];
        for (int side = 0; side < 2 && network->open[i]; side++) {
            offer(tl_route_get(state, ends[side], ends[1 - side]),
                  (struct tl_route){delay_s * partners + 1, delay_s, ends[1 - side], delay_s});
        }
    }
    for (int32_t hub = 0; hub < partners; hub++) {
        for (int32_t i = 0; i < partners * partners; i++) {
            const struct tl_route *there = tl_route_get(state, i / partners, hub);
            const struct tl_route *on = tl_route_get(state, hub, i % partners);
            if (i / partners == i % partners || there->cost == TL_NONE || on->cost == TL_NONE) {
                continue;
            }
            int64_t staff_s = model->partners[hub].staff_s;
            offer(&network->routes[i],
                  (struct tl_route){there->cost + staff_s * partners + on->cost,
                                    there->time_s + staff_s + on->time_s, there->next, there->first_s});
        }
    }
}
