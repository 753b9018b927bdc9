/* The kernel: runs a model on SimGrid. Only this room knows SimGrid. */
#ifndef TL_KERNEL_KERNEL_H
#define TL_KERNEL_KERNEL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/text.h"
#include "event/event.h"
#include "model/model.h"

/* The platform of a scenario's geography, as SimGrid XML: a host a place, a link a lane. */
void tl_platform_print(const struct tl_model *model, struct tl_text *xml);

/* Load the model's platform into this process. SimGrid can be set up once a process, so this is for a process that runs
 * replications of one model alone (see pool.h). Ends with the clock sealed at 0. */
bool tl_kernel_load(const struct tl_model *model, struct tl_error *err);

/* For tests: which messages get lost on the way. NULL loses none. */
typedef bool tl_lose_message(void *context, const struct tl_event *sent);

/* Run one replication in this process, once after tl_kernel_load: actors are made, every event goes to every sink, in order.
 * Returns the number of events. A deadlock of actors is a failed assertion of ours and aborts. */
uint64_t tl_kernel_run(const struct tl_model *model, uint64_t seed, uint64_t replication,
                       const struct tl_sink *sinks, size_t sink_count, tl_lose_message *lose, void *context);

#endif
