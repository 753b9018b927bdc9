/* Conditions: muParser expressions over observables (observable.def). */
#ifndef TL_MODEL_CONDITION_H
#define TL_MODEL_CONDITION_H

#include <stdbool.h>
#include <stddef.h>

#include "model/model.h"
#include "scenario/mistake.h"

struct tl_state;

/* The kind of entity whose name an observable takes. */
enum tl_argument {
    TL_ARGUMENT_NONE,
    TL_ARGUMENT_MISSION,
    TL_ARGUMENT_INDEX,
    TL_ARGUMENT_CLASS,
    TL_ARGUMENT_DIVERSION,
    TL_ARGUMENT_PLACE,
    TL_ARGUMENT_POSTURE,
    TL_ARGUMENT_CONSENT,
    TL_ARGUMENT_GAUGE,
    TL_ARGUMENT_PARTNER,
    TL_ARGUMENT_GROUP,
    TL_ARGUMENT_LANE,
    TL_ARGUMENT_WEATHER
};

/* One holder a model: the conditions' callbacks find names and the present state through it. */
struct tl_watcher *tl_watcher_create(const struct tl_model *model);
void tl_watcher_destroy(struct tl_watcher *watcher); /* conditions die with it; NULL is allowed */

/* Compile. A single '=' or a comma result is a mistake, as are unknown names (with the nearest known one), and names
 * of phases, states and grades that are compared with what they are no value of.
 * Returns NULL on a mistake, and without one where the scenario has others and what is named may be among its unread parts.
 * Of the model, the scenario and the names of indexes must be there. */
const struct tl_condition *tl_condition_compile(struct tl_watcher *watcher, const struct tl_words_text *text,
                                                struct tl_mistakes *mistakes);

/* Does it hold now? Any number but 0 is true. */
bool tl_condition_holds(struct tl_watcher *watcher, const struct tl_condition *condition,
                        const struct tl_state *state);

/* Does it only look at what is told when it changes, such as postures and places? Then it need not be looked at when nothing was. */
bool tl_condition_is_told(const struct tl_condition *condition);

/* Does it ask about this entity? TL_ARGUMENT_NONE: about the phase, whatever the subject; a partner: about what it tells. */
bool tl_condition_asks(const struct tl_condition *condition, enum tl_argument argument, int32_t subject);

/* The value of an expression now; below 0, or no number, counts as 0. */
double tl_condition_value(struct tl_watcher *watcher, const struct tl_condition *condition,
                          const struct tl_state *state);

/* The value of an expression without observables, whatever it is: below 0, infinite or no number, too. Returns false where it has some. */
bool tl_condition_find_constant(const struct tl_condition *condition, double *value);

/* Why muParser does not take a text, where that can be said better than muParser does: unknown names, words for operators, quotes that
 * are missing or too many. NULL where it cannot. The result lives in the arena, or longer. */
const char *tl_condition_explain(struct tl_arena *arena, const struct tl_scenario *scenario,
                                 const char *text);

/* A phase's name as conditions write it, with _ for -; in the arena. */
const char *tl_condition_phase_name(struct tl_arena *arena, const char *name);

/* One row an observable, for the reference. */
struct tl_observable_class {
    const char *name;
    const char *help;
};
const struct tl_observable_class *tl_observable_classes(size_t *count);

#endif
