/* The command network: what partners tell each other, and when it gets there. Messages go hop by hop: each staff on the way chooses the
 * quickest open way when it is done with them, and keeps them while there is none. Without links everybody sees everything at once,
 * and warnings take as long as any report. */
#include "model/network.h"

#include <assert.h>
#include <stdlib.h>

#include "base/units.h"
#include "model/rules.h"

bool tl_network_is_linked(const struct tl_state *state)
{
    return state->model->link_count > 0;
}

/* ---- start ---- */

void tl_network_start(struct tl_state *state)
{
    const struct tl_model *model = state->model;
    struct tl_network *network = tl_alloc(1, sizeof *network);
    state->network = network;
    size_t rows = model->partner_count * model->mission_count;
    network->warned = tl_alloc(rows + 1, sizeof *network->warned);
    network->grounds = tl_alloc(rows + 1, sizeof *network->grounds);
    for (size_t i = 0; i < rows; i++) {
        network->grounds[i].asset = TL_NONE;
    }
    network->last_about = tl_alloc(model->asset_count + 1, sizeof *network->last_about);
    if (!tl_network_is_linked(state)) {
        return;
    }
    network->open = tl_alloc(model->link_count, sizeof *network->open);
    network->delay_s = tl_alloc(model->link_count, sizeof *network->delay_s);
    network->routes = tl_alloc(model->partner_count * model->partner_count, sizeof *network->routes);
    for (size_t i = 0; i < model->link_count; i++) {
        network->open[i] = model->links[i].open_at_start;
        network->delay_s[i] = model->links[i].delay_s;
    }
    tl_route_find_all(state);
    tl_picture_start(state);
}

void tl_network_clear(struct tl_state *state)
{
    struct tl_network *network = state->network;
    if (network != NULL) {
        free(network->open);
        free(network->delay_s);
        free(network->routes);
        free(network->first_cell);
        free(network->mission_of);
        free(network->changed);
        free(network->shares);
        free(network->told_u);
        free(network->heard);
        free(network->last_about);
        free(network->warned);
        free(network->grounds);
        free(network->messages);
        free(network);
    }
}

/* ---- messages ---- */

static size_t add_message(struct tl_network *network, struct tl_message message)
{
    size_t row = 0;
    while (row < network->message_count && network->messages[row].used) {
        row++;
    }
    if (row == network->message_count) {
        network->messages =
            tl_grow(network->messages, network->message_count, &network->message_capacity, sizeof message);
        network->message_count++;
    }
    message.used = true;
    network->messages[row] = message;
    return row;
}

static bool are_about_the_same(const struct tl_message *a, const struct tl_message *b)
{
    return a->sender == b->sender && a->receiver == b->receiver && a->mission == b->mission &&
           a->kind == b->kind && a->need == b->need;
}

/* It waits where it is, but of those about the same thing only the newest. */
static void hold(struct tl_network *network, size_t row)
{
    struct tl_message *message = &network->messages[row];
    message->held = true;
    for (size_t i = 0; i < network->message_count; i++) {
        struct tl_message *other = &network->messages[i];
        if (i != row && other->used && other->held && other->node == message->node &&
            are_about_the_same(other, message)) {
            bool is_newer = message->sequence > other->sequence;
            *(is_newer ? other : message) = (struct tl_message){.used = false};
            return; /* there never were more than two */
        }
    }
}

/* Send it on from where it is. */
static void pass_on(struct tl_state *state, size_t row)
{
    struct tl_message *message = &state->network->messages[row];
    const struct tl_partner *partners = state->model->partners;
    int64_t time_s = state->now_s;
    if (tl_network_is_linked(state)) {
        const struct tl_route *route = tl_route_get(state, message->node, message->receiver);
        if (route->cost == TL_NONE) {
            hold(state->network, row);
            return;
        }
        message->node = route->next;
        time_s += route->first_s;
    } else {
        message->node = message->receiver;
    }
    message->held = false;
    bool is_there = message->node == message->receiver;
    if (!is_there) {
        time_s += partners[message->node].staff_s;
    } else if (message->kind == TL_MESSAGE_WARNING) {
        time_s += partners[message->node].report_s;
    }
    struct tl_work work = {
        .kind = TL_WORK_MESSAGE, .subject = message->node, .detail = (int64_t)row, .cause = message->cause};
    tl_calendar_add(&state->calendar, time_s, TL_DUE_REPORT, (uint32_t)partners[message->node].rank, work);
}

void tl_network_post(struct tl_state *state, struct tl_message message)
{
    pass_on(state, add_message(state->network, message));
}

bool tl_network_is_lost(const struct tl_state *state, const struct tl_event *sent)
{
    return state->lose != NULL && state->lose(state->lose_context, sent);
}

static struct tl_event warning_event(enum tl_event_kind kind, const struct tl_message *message)
{
    struct tl_event event = tl_event_make(kind, message->cause);
    event.partner = message->receiver;
    event.sender = message->sender;
    event.mission = message->mission;
    event.reason = message->reason;
    return event;
}

/* ---- sending ---- */

void tl_network_warn(struct tl_state *state, int32_t sender, int32_t partner, enum tl_reason reason,
                     int32_t mission, int64_t cause)
{
    struct tl_message message = {.sender = sender,
                                 .receiver = partner,
                                 .mission = mission,
                                 .node = sender,
                                 .kind = TL_MESSAGE_WARNING,
                                 .reason = reason,
                                 .sequence = ++state->network->warnings,
                                 .cause = cause};
    struct tl_event event = warning_event(TL_EVENT_REPORT_SENT, &message);
    message.cause = tl_state_tell(state, event);
    if (!tl_network_is_lost(state, &event)) {
        tl_network_post(state, message);
    }
}

/* ---- receiving ---- */

static void take_warning(struct tl_state *state, const struct tl_message *message)
{
    size_t at = (size_t)message->receiver * state->model->mission_count + (size_t)message->mission;
    if (message->sequence < state->network->warned[at]) {
        return;
    }
    state->network->warned[at] = message->sequence;
    state->told[at] = message->reason == TL_REASON_GAP;
    int64_t id = tl_state_tell(state, warning_event(TL_EVENT_REPORT_RECEIVED, message));
    if (state->told[at]) {
        tl_command_hear(state, message->receiver, TL_REASON_GAP, id);
    }
}

void tl_network_deliver(struct tl_state *state, const struct tl_work *work)
{
    struct tl_message message = state->network->messages[work->detail];
    assert(message.used && !message.held && message.node == work->subject);
    if (message.node != message.receiver) {
        pass_on(state, (size_t)work->detail);
        return;
    }
    state->network->messages[work->detail].used = false;
    static void (*const takers[])(struct tl_state *, const struct tl_message *) = {
        [TL_MESSAGE_PICTURE] = tl_picture_take,
        [TL_MESSAGE_WARNING] = take_warning,
        [TL_MESSAGE_REQUEST] = tl_consent_take_request,
        [TL_MESSAGE_ANSWER] = tl_consent_take_answer,
    };
    takers[message.kind](state, &message);
}

/* ---- links change ---- */

static int64_t tell_link(struct tl_state *state, enum tl_event_kind kind, int32_t link, int64_t delay_s,
                         int64_t cause)
{
    struct tl_event event = tl_event_make(kind, cause);
    event.link = link;
    event.delay = delay_s;
    return tl_state_tell(state, event);
}

/* What waited for a way leaves. */
static void release_held(struct tl_state *state)
{
    for (size_t i = 0; i < state->network->message_count; i++) {
        if (state->network->messages[i].used && state->network->messages[i].held) {
            pass_on(state, i);
        }
    }
}

void tl_network_set_open(struct tl_state *state, int32_t link, bool open, int64_t cause)
{
    if (open) {
        tl_network_slow(state, link, 1.0, cause);
    }
    if (state->network->open[link] == open) {
        return;
    }
    tell_link(state, open ? TL_EVENT_LINK_OPENS : TL_EVENT_LINK_CLOSES, link, TL_NONE, cause);
    state->network->open[link] = open;
    tl_route_find_all(state);
    release_held(state);
}

void tl_network_slow(struct tl_state *state, int32_t link, double scale, int64_t cause)
{
    int64_t delay_s = tl_round(scale * (double)state->model->links[link].delay_s);
    if (state->network->delay_s[link] == delay_s) {
        return;
    }
    tell_link(state, TL_EVENT_LINK_SLOWS, link, delay_s, cause);
    state->network->delay_s[link] = delay_s;
    tl_route_find_all(state);
}
