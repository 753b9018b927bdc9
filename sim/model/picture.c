/* Pictures: what partners believe of each other's plans, and what they tell each other at the end of a second in which it changed. */
#include <stdlib.h>

#include "model/network.h"
#include "model/rules.h"

void tl_picture_start(struct tl_state *state)
{
    const struct tl_model *model = state->model;
    struct tl_network *network = state->network;
    size_t partners = model->partner_count;
    network->first_cell = tl_alloc(model->mission_count + 1, sizeof *network->first_cell);
    for (size_t i = 0; i < model->mission_count; i++) {
        network->first_cell[i] = network->cells;
        network->cells += model->missions[i].needs;
    }
    network->mission_of = tl_alloc(network->cells + 1, sizeof *network->mission_of);
    for (size_t i = 0; i < model->mission_count; i++) {
        for (size_t k = 0; k < model->missions[i].needs; k++) {
            network->mission_of[network->first_cell[i] + k] = (int32_t)i;
        }
    }
    network->changed = tl_alloc(partners * network->cells + 1, sizeof *network->changed);
    network->shares = tl_alloc(partners * network->cells + 1, sizeof *network->shares);
    for (size_t i = 0; i < partners * network->cells; i++) {
        network->shares[i].asset = TL_NONE;
    }
    network->told_u = tl_alloc(partners * partners * network->cells + 1, sizeof *network->told_u);
    network->heard = tl_alloc(partners * partners * network->cells + 1, sizeof *network->heard);
}

/* ---- beliefs ---- */

static int64_t *belief_of(const struct tl_state *state, int32_t partner, int32_t mission, size_t need)
{
    size_t row = (size_t)partner * state->model->mission_count + (size_t)mission;
    return &state->planned_u[row * TL_NEEDS_MAX + need];
}

static struct tl_share *share_of(const struct tl_state *state, int32_t owner, int32_t mission, size_t need)
{
    const struct tl_network *network = state->network;
    return &network->shares[(size_t)owner * network->cells + network->first_cell[mission] + need];
}

static size_t told_at(const struct tl_state *state, int32_t owner, int32_t receiver, int32_t mission,
                      size_t need)
{
    const struct tl_network *network = state->network;
    size_t row = (size_t)owner * state->model->partner_count + (size_t)receiver;
    return row * network->cells + network->first_cell[mission] + need;
}

/* What changed a partner's belief about a mission: an event, or whatever is told of an asset in this second (event 0). */
static void base_on(struct tl_state *state, int32_t partner, int32_t mission, int32_t asset, int64_t event)
{
    size_t row = (size_t)partner * state->model->mission_count + (size_t)mission;
    state->network->grounds[row] = (struct tl_ground){asset, event};
}

int64_t tl_network_ground(struct tl_state *state, int32_t partner, int32_t mission)
{
    size_t row = (size_t)partner * state->model->mission_count + (size_t)mission;
    struct tl_ground *ground = &state->network->grounds[row];
    if (ground->asset != TL_NONE) {
        *ground = (struct tl_ground){TL_NONE, state->network->last_about[ground->asset]};
    }
    return ground->event;
}

/* The receiver plans on this supply of the owner's from now on, unless it has heard something newer. */
static bool believe(struct tl_state *state, int32_t owner, int32_t receiver, int32_t mission, size_t need,
                    int64_t supply_u, int64_t sequence)
{
    struct tl_network *network = state->network;
    size_t at = told_at(state, owner, receiver, mission, need);
    if (sequence < network->heard[at]) {
        return false;
    }
    *belief_of(state, receiver, mission, need) += supply_u - network->told_u[at];
    network->told_u[at] = supply_u;
    network->heard[at] = sequence;
    return true;
}

static bool sees_at_once(const struct tl_state *state, int32_t owner, int32_t receiver)
{
    const struct tl_route *route = tl_route_get(state, owner, receiver);
    return route->cost != TL_NONE && route->time_s == 0;
}

void tl_network_note(struct tl_state *state, int32_t asset, int32_t mission, size_t need, int64_t change_u)
{
    int32_t partners = (int32_t)state->model->partner_count;
    int32_t owner = state->model->assets[asset].partner;
    if (!tl_network_is_linked(state)) {
        for (int32_t p = 0; p < partners; p++) {
            *belief_of(state, p, mission, need) += change_u;
            base_on(state, p, mission, asset, 0);
        }
        return;
    }
    struct tl_share *share = share_of(state, owner, mission, need);
    share->supply_u += change_u;
    if (share->asset == TL_NONE) {
        struct tl_network *network = state->network;
        network->changed[network->changed_count++] = (size_t)(share - network->shares);
    }
    share->asset = asset;
    *belief_of(state, owner, mission, need) += change_u;
    base_on(state, owner, mission, asset, 0);
    for (int32_t p = 0; p < partners; p++) {
        if (p != owner && sees_at_once(state, owner, p)) {
            believe(state, owner, p, mission, need, share->supply_u, share->sequence + 1);
            base_on(state, p, mission, asset, 0);
        }
    }
}

void tl_network_share(struct tl_state *state, int32_t asset, int32_t mission)
{
    const struct tl_model *model = state->model;
    const struct tl_class *class = &model->classes[model->assets[asset].class_index];
    int32_t owner = model->assets[asset].partner;
    for (size_t k = 0; tl_network_is_linked(state) && k < model->missions[mission].needs; k++) {
        struct tl_share *share = share_of(state, owner, mission, k);
        int64_t gives_u = class->gives_u[model->missions[mission].need[k]];
        share->sent_u += gives_u;
        for (int32_t p = 0; p < (int32_t)model->partner_count && gives_u > 0; p++) {
            if (p != owner && !sees_at_once(state, owner, p)) { /* who does knows it already */
                int64_t told_u = state->network->told_u[told_at(state, owner, p, mission, k)];
                believe(state, owner, p, mission, k, told_u + gives_u, share->sequence + 1);
                base_on(state, p, mission, asset, 0);
            }
        }
    }
}

void tl_network_see(struct tl_state *state, const struct tl_event *event)
{
    if (event->asset != TL_NONE) {
        state->network->last_about[event->asset] = event->id;
        if (event->by != TL_NONE) { /* one that is relieved is planned for no longer */
            state->network->last_about[event->by] = event->id;
        }
    }
    if (event->kind == TL_EVENT_AGREEMENT_STARTS) {
        base_on(state, (int32_t)event->partner, (int32_t)event->mission, TL_NONE, event->id);
    }
    bool is_common = event->kind == TL_EVENT_MISSION_OPENS || event->kind == TL_EVENT_DEMAND_CHANGES;
    for (int32_t p = 0; is_common && p < (int32_t)state->model->partner_count; p++) {
        base_on(state, p, (int32_t)event->mission, TL_NONE, event->id);
    }
}

/* ---- telling ---- */

static struct tl_event picture_event(const struct tl_state *state, enum tl_event_kind kind,
                                     const struct tl_message *message)
{
    struct tl_event event = tl_event_make(kind, message->cause);
    event.partner = message->receiver;
    event.sender = message->sender;
    event.mission = message->mission;
    event.capability = state->model->missions[message->mission].need[message->need];
    event.supply = message->supply_u;
    return event;
}

/* Tell one receiver of a share. True when the message is under way. */
static bool tell_one(struct tl_state *state, struct tl_message message)
{
    struct tl_event event = picture_event(state, TL_EVENT_PICTURE_SENT, &message);
    message.cause = tl_state_tell(state, event);
    if (tl_network_is_lost(state, &event)) {
        return false;
    }
    if (!sees_at_once(state, message.sender, message.receiver)) {
        tl_network_post(state, message);
        return true;
    }
    believe(state, message.sender, message.receiver, message.mission, message.need, message.supply_u,
            message.sequence);
    int64_t id = tl_state_tell(state, picture_event(state, TL_EVENT_PICTURE_RECEIVED, &message));
    base_on(state, message.receiver, message.mission, TL_NONE, id);
    return false;
}

static bool tell_share(struct tl_state *state, size_t row)
{
    const struct tl_network *network = state->network;
    struct tl_share *share = &network->shares[row];
    size_t cell = row % network->cells;
    int32_t owner = (int32_t)(row / network->cells);
    int32_t mission = network->mission_of[cell];
    const struct tl_mission *m = &state->model->missions[mission];
    int64_t about = network->last_about[share->asset];
    share->asset = TL_NONE;
    if (share->supply_u == share->sent_u) {
        return false;
    }
    share->sent_u = share->supply_u;
    share->sequence++;
    bool any = false;
    for (int32_t p = 0; p < (int32_t)state->model->partner_count; p++) {
        if (p != owner && (m->eligible[p] || m->lead == p)) {
            struct tl_message message = {.sender = owner,
                                         .receiver = p,
                                         .mission = mission,
                                         .node = owner,
                                         .need = cell - network->first_cell[mission],
                                         .supply_u = share->supply_u,
                                         .sequence = share->sequence,
                                         .cause = about};
            any = tell_one(state, message) || any;
        }
    }
    return any;
}

bool tl_network_tell(struct tl_state *state)
{
    struct tl_network *network = state->network;
    bool any = false;
    for (size_t i = 0; i < network->changed_count; i++) {
        any = tell_share(state, network->changed[i]) || any;
    }
    network->changed_count = 0;
    return any;
}

/* ---- hearing ---- */

void tl_picture_take(struct tl_state *state, const struct tl_message *message)
{
    if (!believe(state, message->sender, message->receiver, message->mission, message->need,
                 message->supply_u, message->sequence)) {
        return;
    }
    int64_t id = tl_state_tell(state, picture_event(state, TL_EVENT_PICTURE_RECEIVED, message));
    base_on(state, message->receiver, message->mission, TL_NONE, id);
    const int64_t *planned_u = tl_state_planned(state, message->receiver, message->mission);
    if (tl_command_may_fill(state, message->receiver, message->mission) &&
        tl_state_lacks(state, message->mission, planned_u)) {
        tl_command_hear(state, message->receiver, TL_REASON_PICTURE, id);
    }
}
