/* What conditions and expressions may ask (observable.def): how it is computed, and the names that it takes. Private to the room. */
#ifndef TL_MODEL_OBSERVE_H
#define TL_MODEL_OBSERVE_H

#include "model/condition.h"
#include "model/state.h"

/* Names that an observable may take, ordered as in the model. */
size_t tl_argument_count(const struct tl_model *model, enum tl_argument argument);
const char *tl_argument_name(const struct tl_model *model, enum tl_argument argument, size_t i);

/* The value now. subject: index of the name, TL_NONE for those that take none. */
#define TL_OBSERVABLE(name, ARGUMENT, change, range, help)                                                   \
    double tl_observe_##name(const struct tl_state *state, int32_t subject);
#include "model/observable.def"
#undef TL_OBSERVABLE

/* Phases count from 1 in the order of their times, so that phase() >= hostilities means what it says; those that only an inject
 * starts come last, ties go by name. */
double tl_observe_phase_number(const struct tl_scenario *scenario, int32_t phase);

#endif
