/* The command network's moving part: routes between partners, what each has told the others, messages under way. A cell is one need of
 * one mission. */
#ifndef TL_MODEL_NETWORK_H
#define TL_MODEL_NETWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "event/event.h"

struct tl_state;

/* The quickest open way from one partner to another; the fewest links among equals. */
struct tl_route {
    int64_t cost;    /* ranks ways: their time, then their links; TL_NONE: there is no way */
    int64_t time_s;  /* delays of its links and times of the staffs between */
    int32_t next;    /* partner at the end of the first link */
    int64_t first_s; /* delay of that link */
};

enum tl_message_kind {
    TL_MESSAGE_PICTURE, /* of the supply to a cell */
    TL_MESSAGE_WARNING, /* about a mission, or its calling off, by `reason` */
    TL_MESSAGE_REQUEST, /* for a consent */
    TL_MESSAGE_ANSWER,  /* to it */
};

/* What one partner tells another. */
struct tl_message {
    bool used;
    bool held; /* waits at `node` for a way */
    enum tl_message_kind kind;
    int32_t sender, receiver;
    int32_t mission;     /* or the consent, of requests and answers */
    enum tl_grade grade; /* of an answer */
    int32_t node;        /* partner where it is, or will be next */
    size_t need;
    int64_t reason;
    int64_t supply_u;
    int64_t sequence; /* of what the sender tells about the cell, or the mission: the newest counts */
    int64_t cause;    /* id of the event of its sending */
};

/* What an owner plans to supply to a cell, and what it has told of it. */
struct tl_share {
    int64_t supply_u;
    int64_t sent_u;
    int64_t sequence; /* of the last telling */
    int32_t asset;    /* that changed it last in this second; TL_NONE: nobody did */
};

/* What is behind a partner's belief about a mission: the last event about the asset that changed it in this second, or that event. */
struct tl_ground {
    int32_t asset; /* TL_NONE: the event is known */
    int64_t event; /* its id */
};

struct tl_network {
    struct tl_ground *grounds; /* [partners][missions] */
    bool *open;                /* [links] */
    int64_t *delay_s;          /* [links] */
    struct tl_route *routes;   /* [from][to] */
    size_t *first_cell;        /* [missions] */
    int32_t *mission_of;       /* [cells] */
    size_t cells;
    struct tl_share *shares; /* [owners][cells] */
    int64_t *told_u;         /* [owners][receivers][cells] */
    int64_t *heard;          /* [owners][receivers][cells] sequence of that */
    int64_t *last_about;     /* [assets] id of the last event about each */
    size_t *changed;         /* [changed_count] shares that changed in this second: owner * cells + cell */
    size_t changed_count;
    int64_t warnings; /* sequence of the last one */
    int64_t *warned;  /* [receivers][missions] sequence of the last one that was heard */
    struct tl_message *messages;
    size_t message_count, message_capacity;
};

bool tl_network_is_linked(const struct tl_state *state);

/* Give a message to its sender's own end of the network. */
void tl_network_post(struct tl_state *state, struct tl_message message);

/* Does a test lose the message that was told as sent? */
bool tl_network_is_lost(const struct tl_state *state, const struct tl_event *sent);

/* ---- route.c ---- */

/* The way from one partner to another as links are now. Only where there are links. */
struct tl_route *tl_route_get(const struct tl_state *state, int32_t from, int32_t to);

/* A link has changed: find all ways anew. */
void tl_route_find_all(struct tl_state *state);

/* ---- picture.c ---- */

void tl_picture_start(struct tl_state *state);

/* A picture has reached its receiver. */
void tl_picture_take(struct tl_state *state, const struct tl_message *message);

/* ---- consent.c ---- */

/* A request has reached the partner that decides, or the answer the one that asked. */
void tl_consent_take_request(struct tl_state *state, const struct tl_message *message);
void tl_consent_take_answer(struct tl_state *state, const struct tl_message *message);

#endif
