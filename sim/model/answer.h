/* Incidents that are being answered, or wait to be: rows of tl_state.answers, which are used again. */
#ifndef TL_MODEL_ANSWER_H
#define TL_MODEL_ANSWER_H

#include "model/state.h"

/* ---- answer.c ---- */

const struct tl_incident *tl_answer_process(const struct tl_state *state, int32_t row);
const struct tl_mission *tl_answer_mission(const struct tl_state *state, int32_t row);

/* A row for an incident, and the end of one. The array may move when a row is opened. */
int32_t tl_answer_open(struct tl_state *state, struct tl_answer answer);
void tl_answer_close(struct tl_state *state, int32_t row);

/* To the end of those that wait for a mission, and out of them. */
void tl_answer_append(struct tl_state *state, struct tl_line *line, int32_t row);
void tl_answer_remove(struct tl_state *state, struct tl_line *line, int32_t row);

/* Tell what becomes of the incident. reason: TL_NONE where the kind of event has none. Returns the event's id. */
int64_t tl_answer_tell(struct tl_state *state, enum tl_event_kind kind, int32_t row, int64_t cause,
                       int64_t reason);

/* It will not be answered. Who is on the way flies on; the last of them closes the row, or nobody is and it is closed now. */
void tl_answer_miss(struct tl_state *state, int32_t row, enum tl_reason reason, int64_t cause);

/* ---- sortie.c ---- */

/* Send an asset on alert to the incident. leg_s: from its base */
void tl_sortie_start(struct tl_state *state, int32_t asset, int32_t row, int64_t leg_s);

#endif
