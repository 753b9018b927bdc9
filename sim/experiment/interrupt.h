/* Ctrl-C and SIGTERM while studies run: a flag, so that what is complete can be kept. */
#ifndef TL_EXPERIMENT_INTERRUPT_H
#define TL_EXPERIMENT_INTERRUPT_H

#include <signal.h>
#include <stdbool.h>

struct tl_interrupt {
    struct sigaction before[2]; /* SIGINT, SIGTERM */
};

/* From now on these signals set the flag; the second one does what it did before. Signals that are ignored stay so.
 * They nest: one within another, such as a study's within that of a whole check, leaves the flag as it is. */
void tl_interrupt_begin(struct tl_interrupt *interrupt);
void tl_interrupt_end(const struct tl_interrupt *interrupt);

/* Has one come since the outermost tl_interrupt_begin? */
bool tl_interrupt_came(void);

#endif
