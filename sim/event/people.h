/* People: where everybody is. A fold over events, so that rules, measures and traces agree, and the books in which nobody is ever lost:
 * after every event each group's persons sum to its size, in whole persons, and no number is below 0 (assertions; a reader of a trace
 * asks tl_people_take instead). */
#ifndef TL_EVENT_PEOPLE_H
#define TL_EVENT_PEOPLE_H

#include <stdbool.h>
#include <stdint.h>

#include "event/event.h"

enum tl_stage {
#define TL_STAGE(NAME, ...) TL_STAGE_##NAME,
#include "event/stage.def"
#undef TL_STAGE
    TL_STAGES
};

struct tl_people {
    const struct tl_roster *roster; /* borrowed */
    int64_t *persons;               /* [groups][TL_STAGES] */
    int64_t *safe;                  /* [groups] in stages that are safe */
    int64_t *at;                    /* [places][groups] who wait there to board, or are in that haven */
    int64_t *held;                  /* [places] sum of `at` */
};

void tl_people_init(struct tl_people *people, const struct tl_roster *roster);
void tl_people_clear(struct tl_people *people);

/* Fold one event. Returns true when somebody moved.
 * sound  out: false where the event moves more persons than there are in the stage or place that they leave; they then do not move */
bool tl_people_take(struct tl_people *people, const struct tl_event *event, bool *sound);

const char *tl_stage_name(enum tl_stage stage);
bool tl_stage_is_safe(enum tl_stage stage);

#endif
